"""The closed lists of the vocabulary, and which entries include which."""

STRUCTURES = "two_parent single_mother single_father blended other".split()
MARITAL_STATUSES = "single married divorced separated widowed".split()
EDUCATIONS = "primary vocational secondary post_secondary higher".split()
INCOME_SOURCES = "employment casual_work benefits none".split()
CONDITIONS = "mental_illness alcohol_dependence substance_dependence co_dependence disability long_term_illness".split()
CLOSING_REASONS = "goals_achieved family_withdrew no_results method_changed moved_away other".split()
VISIT_KINDS = """
    home_visit office_meeting outside_meeting phone_contact accompaniment court_accompaniment consultation
    team_meeting care_team intervention attempted_visit monitoring
""".split()
ORDER_KINDS = """
    assistant_obligation authority_limited authority_suspended authority_deprived authority_restored
    curator_supervision placement proceedings other
""".split()
ENTITLEMENTS = "pregnancy complicated_pregnancy obstetric_failure ill_child".split()
DAY_CARE_FORMS = "care specialist outreach combined".split()
DAY_CARE_RUNNERS = "municipality county commissioned permitted".split()
WORKSHOP_KINDS = "workshop support_group social_project".split()

FAMILY_CARE = "kinship_foster non_professional_foster professional_foster family_childrens_home".split()
INSTITUTIONAL_CARE = """
    intervention_institution socialisation_institution family_institution specialist_institution
    regional_therapeutic pre_adoption
""".split()
OUTSIDE_CARE = "sociotherapy_centre youth_educational_centre district_educational_centre correctional_facility".split()
PLACEMENT_GROUPS = {
    "family_care": FAMILY_CARE,
    "institutional_care": INSTITUTIONAL_CARE,
    "outside_care": OUTSIDE_CARE,
}

OVER = {
    "outcome": {
        "housing_obtained": "housing",
        "housing_settlement": "housing",
        "housing_renovated": "housing",
        "housing_exchanged": "housing",
        "lease_extended": "housing",
        "housing_subsidy": "housing",
        "permanent_work": "employment",
        "casual_work": "employment",
        "mandate_work": "employment",
    },
    "help.kind": {
        "alcohol_treatment": "addiction_treatment",
        "substance_treatment": "addiction_treatment",
        "co_dependence_treatment": "addiction_treatment",
    },
}


def counted_as(register, dictionary, code):
    """The entries that count a record of `code`: itself, and those that include it by the vocabulary or terms.csv."""
    over = dict(OVER.get(dictionary, {}))
    for term in register.terms:
        if term.dictionary == dictionary and term.group:
            over[term.code] = term.group
    codes = [code]
    while codes[-1] in over:
        codes.append(over[codes[-1]])
    return codes
