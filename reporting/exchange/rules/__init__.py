"""The rules of the domain that a register must keep, each reported at the row concerned.

A rule is `rule(facts, rows, report)`: it sees the rows of its file, a chunk at a time, and calls
`report(line, column, message)`. Nothing follows from a cell that was WRONG: whoever is judged by
such a cell is let off until it is put right.
"""

from reporting.exchange.rules import care, cases, diary, families, others

RULES = {
    "persons": families.persons,
    "help": families.help_given,
    "court_orders": cases.court_orders,
    "cases": cases.cases,
    "referrals": cases.referrals,
    "za_zyciem": cases.za_zyciem,
    "assignments": diary.assignments,
    "visits": diary.visits,
    "workshop_attendance": diary.attendance,
    "placements": care.placements,
    "care_charges": care.care_charges,
    "centre": others.centre,
    "terms": others.terms,
    "figures": others.figures,
}
# Rules that compare all rows with one another get them all at once.
AT_ONCE = {"assignments", "terms"}
