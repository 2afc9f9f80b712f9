"""Rules of the domain that a register must keep.

A rule is `rule(known, rows, report)`: it gets the rows of its file, one chunk at a time, and calls
`report(line, column, message)` for each error, `report.remark(…)` for each remark. It draws no conclusion from a cell
that is WRONG, so that one bad cell does not cause more errors. No rule asks the database about a row.

What the pages ask too is in plain functions, not here: `cases.rules`, `cases.records.rules`, `cases.day_limits`,
`assistants.diary.rules`, `assistants.assignments.cap`. docs/register.md lists all rules.
"""

from reporting.exchange.documents import checking
from reporting.exchange.rules import (
    care,
    cases,
    day_care,
    diary,
    families,
    others,
    records,
    staff,
    supporters,
    workshops,
)
from reporting.exchange.rules.spans import dates_in_order

RULES = {
    "documents": checking.documents,
    "law": staff.law,
    "accounts": staff.accounts,
    "assistants": staff.assistants,
    "qualifications": staff.qualifications,
    "absences": staff.absences,
    "posts": staff.posts,
    "supplement_caps": staff.supplement_caps,
    "post_months": staff.post_months,
    "named_readers": families.named_readers,
    "substitutions": diary.substitutions,
    "families": families.families,
    "persons": families.persons,
    "relations": families.relations,
    "court_orders": cases.court_orders,
    "court_reports": cases.court_reports,
    "harm_reports": cases.harm_reports,
    "cases": cases.cases,
    "referrals": cases.referrals,
    "za_zyciem": cases.za_zyciem,
    "assignments": diary.assignments,
    "plans": records.plans,
    "plan_goals": records.plan_goals,
    "goal_actions": records.goal_actions,
    "plan_signatures": records.plan_signatures,
    "diagnoses": records.diagnoses,
    "diagnosis_areas": records.diagnosis_areas,
    "assessments": records.assessments,
    "assessment_scores": records.assessment_scores,
    "visits": diary.visits,
    "visit_goals": diary.visit_goals,
    "outcomes": records.outcomes,
    "workshop_attendance": workshops.attendance,
    "workshop_participants": workshops.participants,
    "workshop_leaders": workshops.leaders,
    "workshop_days": workshops.days,
    "trainings": others.trainings,
    "supporting_families": supporters.supporting_families,
    "family_support": supporters.family_support,
    "support_refunds": supporters.support_refunds,
    "day_care_stays": day_care.day_care_stays,
    "day_care_places": day_care.day_care_places,
    "day_care_outsiders": day_care.day_care_outsiders,
    "day_care_costs": day_care.day_care_costs,
    "placements": care.placements,
    "care_charges": care.care_charges,
    "stay_starts": care.stay_starts,
    "centre": others.centre,
    "terms": others.terms,
    "figures": others.figures,
    "figure_headings": others.figure_headings,
}
# Asked once, after the last row of the file: rule(known, report).
LAST_RULES = {"persons": families.same_persons, "placements": care.after_all_placements}
# Files whose rule looks up what the rules of other files have found.
LOOKED_UP = {
    "post_months": ("posts", "supplement_caps"),
    "substitutions": ("assignments",),
    "cases": ("court_orders",),
    "visits": ("assignments",),
    "goal_actions": ("plan_goals",),
    "visit_goals": ("visits", "plan_goals"),
    "assessment_scores": ("assessments",),
    "care_charges": ("placements",),
    "stay_starts": ("placements",),
    "workshop_days": ("workshop_leaders",),
}
# Files whose rule compares all rows with each other: the rule gets all rows in one chunk.
IN_ONE_CHUNK = {"assignments", "post_months", "terms", "visit_goals"}


def rules_of(file):
    """Return the rules of the rows of a file. Some remember rows: they are for one import."""
    declared = (make(file) for make in (dates_in_order, families.same_family, records.after_birth, records.no_overlap))
    return [rule for rule in (RULES.get(file.name), *declared) if rule]
