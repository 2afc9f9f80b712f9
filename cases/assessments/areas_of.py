"""To which area of a family's life a record belongs, where its code says so.

These are the codes with which every centre begins. A record with a code of the centre's own stands only in the summary
of the whole period.
"""

OF_OUTCOMES = {
    "housing": (
        "housing",
        "housing_obtained",
        "housing_settlement",
        "housing_renovated",
        "housing_exchanged",
        "lease_extended",
        "housing_subsidy",
        "shelter_secured",
    ),
    "income": (
        "employment",
        "permanent_work",
        "casual_work",
        "mandate_work",
        "qualifications_raised",
        "registered_unemployed",
        "debt_repaid",
        "debt_partly_repaid",
    ),
    "health": ("therapy_started", "health_care_improved", "disability_certificate", "specialist_care_services"),
    "addictions": ("addiction_therapy_started", "abstinence_kept", "inpatient_addiction_treatment"),
    "parenting": ("parenting_improved", "child_leave_requested"),
    "development": (
        "preschool_enrolment",
        "day_care_enrolment",
        "school_situation_improved",
        "school_contact_improved",
        "clinic_diagnosis",
        "summer_holiday",
    ),
    "relations": ("adult_relations_improved",),
    "law": ("handles_official_matters", "legal_situation_settled", "large_family_card"),
}
OF_HELP = {
    "income": ("career_advice", "in_kind"),
    "health": ("psychologist", "psychotherapy", "psychiatry"),
    "addictions": ("addiction_treatment", "alcohol_treatment", "substance_treatment", "co_dependence_treatment"),
    "parenting": ("supporting_family",),
    "development": ("clinic", "speech_therapy", "day_care_centre", "culture_centre", "holiday", "school_meals"),
    "relations": ("mediation", "support_group"),
    "law": ("legal_advice",),
}
OF_PROBLEMS = {
    "housing": ("housing", "homelessness"),
    "income": ("poverty", "debts", "no_stable_income", "unemployment", "low_education"),
    "health": ("mental_wellbeing", "health_neglect", "disability", "low_self_esteem"),
    "addictions": ("alcohol", "drugs"),
    "violence": ("violence",),
    "parenting": ("parenting_skills", "care_helplessness", "child_neglect", "single_parenthood"),
    "development": ("child_functioning",),
    "relations": (
        "communication_skills",
        "family_relations",
        "family_role_models",
        "divorce",
        "labour_migration",
        "life_helplessness",
    ),
    "law": ("conflict_with_law",),
}


def _by_code(codes):
    return {code: area for area, theirs in codes.items() for code in theirs}


AREA_OF_OUTCOME, AREA_OF_HELP, AREA_OF_PROBLEM = (_by_code(each) for each in (OF_OUTCOMES, OF_HELP, OF_PROBLEMS))
AREA_OF_COURT_ORDERS, AREA_OF_BLUE_CARDS = "law", "violence"
