"""Where each column of the register is entered and corrected in the browser, or why it is not.

A page is `role name arguments`: who opens it, the name of its address, and its arguments: those of the register in
`complete.py`, a word for a record in braces, or a query that begins with „?”. Kinds of records have the same two pages
each, so nothing is written here about them.
"""

from dataclasses import dataclass

NUMBER = "A number is given once and never changes."
PAGE = "The record belongs to what its page is about."
KEY = "The key is made from the name; nobody needs to see it."
ANEW = "It is taken out and entered anew on the right day."


@dataclass(frozen=True)
class Doors:
    """The pages on which the columns of a file are entered and corrected.

    `given`, `kept`: {column: reason} for those that have no field on purpose when they are entered, or corrected.
    """

    entered: list
    corrected: list
    given: dict
    kept: dict


def doors(entered, corrected, closed=None, *, given=None, kept=None):
    """Return the Doors; `entered` and `corrected` are texts with a page in a line. `closed`: both given and kept."""
    closed = closed or {}
    return Doors(entered.split("\n"), corrected.split("\n"), closed | (given or {}), closed | (kept or {}))


ON_THE_DAY = "It is the day on which it is done."
WHO = "It is whoever is signed in."
TRACE = "A trace of what was done is written by the system and never changes."

THAT_DAY = "manager attendance T1 2020-04-04"
DAY = f"manager workshop T1\n{THAT_DAY}"
CHARGES = "manager enter_charges 2020-02 ?skladniki"
DAY_CARE = "manager enter_day_care_month 2020-02"
CORRECTED_CASE = "manager correct_first_day R1 {first_assignment}\nmanager correct_closing R1 {closed_case}"

FILES_WITH_PAGES = {
    "centre": doors("admin edit_centre\nmanager edit_terms", "admin edit_centre\nmanager edit_terms"),
    "law": doors(
        "manager amend_law ocena",
        "manager amend_law ocena",
        {"term": PAGE},
        kept={},
    ),
    "accounts": doors("admin invite", "admin edit_account {account}"),
    "terms": doors(
        "manager new_entry problemy",
        "manager entry problemy gambling",
        {"dictionary": PAGE, "code": KEY, "position": "Buttons move it.", "retired": "A button retires it."},
    ),
    "assistants": doors(
        "manager new_assistant\nmanager end_employment A1",
        "manager edit_assistant A2",
        {"account": "The page of the account connects it with an assistant."},
        kept={"id": NUMBER},
    ),
    "qualifications": doors(
        "manager add_qualification A1 education",
        "manager edit_qualification A1 {qualification}",
        {"assistant": PAGE, "requirement": PAGE},
    ),
    "absences": doors("manager absences A1", "manager edit_absence A1 {absence}", {"assistant": PAGE}),
    "supplement_caps": doors("manager supplement_cap", "manager supplement_cap"),
    "post_months": doors(
        "manager supplement_month 2020-01",
        "manager supplement_month 2020-01",
        {"assistant": PAGE, "funding": PAGE, "start": PAGE, "month": PAGE},
    ),
    "posts": doors("manager add_post A1", "manager edit_post A1 {post}", {"assistant": PAGE}),
    "families": doors(
        "manager new_family\nmanager family_access R1",
        "manager correct_family R1\nmanager family_access R1",
        {"id": NUMBER, "anonymised_on": ON_THE_DAY},
        given={"registered_on": "It is the day on which the family is entered."},
    ),
    "named_readers": doors("manager family_access R1", "manager family_access R1", {"family": PAGE}),
    "persons": doors(
        "manager add_person R1\nmanager same_person O4",
        "manager correct_person O1\nmanager same_person O4",
        {"id": NUMBER, "family": PAGE},
    ),
    "cases": doors(
        "manager referral W2\nmanager close_case R1 {open_case}",
        CORRECTED_CASE,
        {
            "id": NUMBER,
            "family": PAGE,
            "kind": "It follows from the referral; a decision on the wrong one is moved (mistaken_decision).",
            "basis": "It follows from the referral, as the kind does.",
        },
    ),
    "referrals": doors(
        "manager new_referral",
        "manager complete_referral W2\nmanager mistaken_decision W1",
        {
            "id": NUMBER,
            "family": PAGE,
            "decided_on": "It is the day on which it was decided.",
            "decision": "Each decision has a form of its own; it is taken back on mistaken_decision.",
            "case": "Deciding opens the case.",
            "filed_by": WHO,
            "decided_by": WHO,
            "returned_on": ON_THE_DAY,
            "returned_because": "Returning it asks for it.",
            "decision_reason": "The form of the decision asks for it.",
            "case_mark": "Its letter has a page for it (mark_referral), once it was decided.",
            "court_order": "It is made from what the referral says of the order, and corrected as a record.",
        },
    ),
    "assignments": doors(
        "manager assign_case R2 {case_alone}\nmanager close_case R1 {open_case}",
        CORRECTED_CASE,
        {"case": PAGE},
        kept={"assistant": "Another assistant has the family by a handover."},
    ),
    "substitutions": doors(
        "manager substitute A1",
        "manager substitute A1",
        {"case": PAGE},
    ),
    "plans": doors("manager new_plan R1", "manager correct_plan R1 {plan}", {"id": NUMBER, "case": PAGE}),
    "plan_goals": doors(
        "manager new_plan R1\nmanager goal_states R1",
        "manager correct_plan R1 {plan}\nmanager goal_states R1",
        {"plan": PAGE},
    ),
    "goal_actions": doors(
        "manager new_plan R1\nmanager goal_states R1",
        "manager correct_plan R1 {plan}\nmanager goal_states R1",
        {"plan": PAGE},
    ),
    "plan_signatures": doors(
        "manager sign_plan R1 {plan}", "manager sign_plan R1 {plan}", {"plan": PAGE, "person": "Each has a row."}
    ),
    "assessments": doors(
        "manager new_assessment R1\nmanager go_on_with_support R1 {decided}",
        "manager correct_assessment R1 {assessment}\nmanager go_on_with_support R1 {decided}",
        {
            "case": PAGE,
            "handed_on": ON_THE_DAY,
            "acknowledged_on": ON_THE_DAY,
            "acknowledged_by": WHO,
            "kept_open_on": ON_THE_DAY,
        },
    ),
    "assessment_scores": doors(
        "manager new_assessment R1",
        "manager correct_assessment R1 {assessment}",
        {"case": PAGE},
    ),
    "goal_library": doors(
        "manager new_library_goal",
        "manager edit_library_goal B1",
        {"id": NUMBER, "retired": "A button retires it."},
    ),
    "diagnoses": doors(
        "manager new_diagnosis R1", "manager correct_diagnosis R1 {diagnosis}", {"id": NUMBER, "case": PAGE}
    ),
    "diagnosis_areas": doors(
        "manager new_diagnosis R1",
        "manager correct_diagnosis R1 {diagnosis}",
        {"diagnosis": PAGE, "area": "Each area has fields of its own."},
    ),
    "visits": doors(
        "assistant log_visit ?rodzina=R1\nassistant log_group",
        "assistant correct_visit {visit}\nassistant move_visit {visit}",
        {
            "assistant": WHO,
            "substitute": "The assistant who replaces the other on that day is the author.",
            "entered_at": ON_THE_DAY,
            "corrected_at": ON_THE_DAY,
        },
        given={"case": PAGE, "correction_reason": "A new entry has none."},
        kept={"event": "An entry stays on the occasion on which it was made."},
    ),
    "visit_goals": doors(
        "assistant correct_visit {visit}",
        "assistant correct_visit {visit}",
        {
            "case": PAGE,
            "assistant": PAGE,
            "entered_at": PAGE,
            "plan": PAGE,
            "goal": "The form of a visit offers the goals of the plan of that day.",
        },
    ),
    "moved_visits": doors(
        "assistant move_visit {visit}",
        "assistant move_visit {visit}",
        {"family": TRACE, "visited_on": TRACE, "moved_on": TRACE, "moved_by": TRACE},
    ),
    "appointments": doors(
        "assistant plan_appointment",
        "assistant move_appointment {appointment}",
        {"assistant": WHO, "state": "Buttons settle it."},
        kept={"family": PAGE},
    ),
    "corrections": doors(
        "manager correct_first_day R1 {first_assignment}",
        "manager correct_first_day R1 {first_assignment}",
        {"family": PAGE, "corrected_on": TRACE, "corrected_by": TRACE, "sentence": TRACE},
    ),
    "supporting_families": doors("manager new_supporter", "manager edit_supporter Z1", {"id": NUMBER}),
    "support_refunds": doors("manager enter_refunds 2020", "manager enter_refunds 2020"),
    "day_care_centres": doors("manager new_day_care", "manager edit_day_care D1", {"id": NUMBER}),
    "day_care_places": doors("manager add_capacity D1", "manager edit_capacity D1 {capacity}", {"day_care": PAGE}),
    "day_care_outsiders": doors(DAY_CARE, DAY_CARE, {"month": PAGE}),
    "day_care_costs": doors(DAY_CARE, DAY_CARE, {"month": PAGE}),
    "care_charges": doors(CHARGES, CHARGES, {"month": PAGE}),
    "stay_starts": doors(
        "manager stay_start O4 2020-01-15",
        "manager stay_start O4 2020-01-15",
        {"person": PAGE, "in_care_on": PAGE},
    ),
    "workshops": doors("manager new_workshop", "manager edit_workshop T1", {"id": NUMBER}),
    "workshop_attendance": doors(DAY, THAT_DAY, {"workshop": PAGE}, kept={"date": ANEW}),
    "workshop_participants": doors("manager participants T1", "manager participants T1", {"workshop": PAGE}),
    "workshop_days": doors(DAY, THAT_DAY, {"workshop": PAGE}, kept={"date": ANEW}),
    "workshop_leaders": doors(DAY, THAT_DAY, {"workshop": PAGE}, kept={"date": ANEW}),
    "training_plan": doors("manager plan_training ?rok=2026", "manager edit_planned {planned}", {"id": NUMBER}),
    "trainings": doors(
        "manager new_training\nmanager edit_training {training}\nmanager certificates {training}",
        "manager edit_training {training}\nmanager certificates {training}",
    ),
    "figures": doors(
        "manager outside_group budget\nmanager new_outside_period budget\nmanager outside_sources budget"
        "\nmanager outside_layout budget",
        "manager outside_group budget\nmanager outside_sources budget"
        "\nmanager edit_outside_heading budget pozycja salaries",
        {"group": PAGE, "series": KEY},
        kept={"period": "A value is emptied and entered in the right period."},
    ),
    "figure_headings": doors(
        "manager new_outside_group\nmanager outside_layout budget\nmanager outside_figures",
        "manager edit_outside_heading budget pozycja salaries\nmanager outside_figures",
        {"group": PAGE, "kind": PAGE, "key": KEY},
        given={"retired": "A new one is in use."},
    ),
}

# Kinds of records that are entered and corrected on pages of their own.
WITH_OWN_PAGES = {"assessments"}
# Columns that kinds of records share, and why their forms have no field for them.
OF_A_KIND = {"id": NUMBER, "family": PAGE}
# Fields that have neither the name of the column nor that of the model's field. „:” separates the parts of a cell.
CALLED = {
    ("persons", "id"): "",  # the number on the page same_person is that of somebody else
    ("persons", "same_as"): "number",
    ("assessments", "kept_open_because"): "because",
    ("assessment_scores", "area"): "obszar_housing_stopien",
    ("assessment_scores", "step"): "obszar_housing_stopien",
    ("assessment_scores", "sentence"): "obszar_housing_zdanie",
    ("cases", "opened_on"): "starts_on",
    ("assignments", "end"): "closed_on",
    ("goal_actions", "done"): "zrobione",
    ("visits", "event"): "families",
    ("visits", "correction_reason"): "reason",
    ("named_readers", "account"): "readers",
    ("support_refunds", "supporter"): "Z1",
    ("support_refunds", "month"): "2020-02",
    ("support_refunds", "amount"): "zwrot",
    ("day_care_outsiders", "day_care"): "D1",
    ("day_care_costs", "day_care"): "D1",
    ("day_care_costs", "means"): "other",
    ("day_care_costs", "amount"): "own",
    ("care_charges", "person"): "O4",
    ("workshop_attendance", "person"): "osoba",
    ("workshop_attendance", "date"): "day",
    ("workshop_participants", "person"): "osoba",
    ("workshop_days", "date"): "day",
    ("workshop_leaders", "date"): "day",
    ("workshop_leaders", "assistant"): "leaders",
    ("figures", "period"): "year",
    ("figures", "value"): "_salaries",
    ("figure_headings", "position"): "wyzej",
    ("trainings", "assistant"): "participants",
    ("trainings", "certificate"): "ma",
    ("trainings", "certificate_number"): "numer",
}
