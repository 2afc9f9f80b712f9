"""Rules of the domain that a register must keep.

A rule is `rule(known, rows, report)`: it gets the rows of its file, one chunk at a time, and calls
`report(line, column, message)` for each error. It draws no conclusion from a cell that is WRONG, so that one bad cell
does not cause more errors.
"""

from reporting.exchange.rules import care, cases, diary, families, others

RULES = {
    "persons": families.persons,
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
# Asked once, after the last row of the file: rule(known, report).
LAST_RULES = {"persons": families.same_persons}
# Files whose rule compares all rows with each other: the rule gets all rows in one chunk.
IN_ONE_CHUNK = {"assignments", "terms"}
