"""The files of a register: their columns, and the model and fields that they fill.

Kinds of records declare their file and its columns themselves (`cases.records`); all other files are declared here.
Import and export use these declarations. Files are in the order of reading: a file comes after the files that it refers
to and the files that its rules need.
"""

from assistants.models import (
    Absence,
    Appointment,
    Assignment,
    Assistant,
    Attendance,
    Correction,
    Enrolment,
    MonthOfPost,
    MovedVisit,
    PlannedTraining,
    Post,
    Qualification,
    Substitution,
    SupplementCap,
    Training,
    Visit,
    VisitGoal,
    Workshop,
    WorkshopDay,
    WorkshopLeader,
)
from cases.models import (
    AreaFinding,
    AreaScore,
    Attachment,
    CareCharge,
    Case,
    DayCareCapacity,
    DayCareCentre,
    DayCareCost,
    DayCareOutsiders,
    Diagnosis,
    Family,
    GoalAction,
    LibraryGoal,
    NamedReader,
    Person,
    Plan,
    PlanGoal,
    PlanSignature,
    Referral,
    StayStart,
    SupportingFamily,
    SupportRefund,
)
from cases.records.kinds import KINDS
from familycare.accounts.models import User
from familycare.centre.models import Centre, LegalParameter, Problem
from familycare.lib.dates import EARLIEST
from reporting.exchange.columns import (
    DayColumn,
    IntegerColumn,
    TextColumn,
)
from reporting.exchange.file import File
from reporting.models import OutsideFigure, OutsideHeading


class DictionaryColumn(TextColumn):
    """The dictionary of an entry. It decides the model, so it fills no field."""

    def __init__(self):
        super().__init__("dictionary", Problem._meta.get_field("code"))


class PositionColumn(IntegerColumn):
    """The place of an entry in its dictionary. Empty: where it is anyway."""

    empty = None

    def __init__(self):
        super().__init__("position", Problem._meta.get_field("position"))


ORDER = (PositionColumn(), DayColumn("retired", Problem._meta.get_field("retired_on")))
# The group is a code of the same dictionary, possibly of a later row, so it is read as text.
TERMS = File(
    "terms",
    Problem,
    (
        DictionaryColumn(),
        TextColumn("code", Problem._meta.get_field("code")),
        TextColumn("label", Problem._meta.get_field("label")),
        TextColumn("group", Problem._meta.get_field("group")),
        *ORDER,
    ),
    ("dictionary", "code"),
    frozenset(ORDER),
)


_OF_KINDS = [File.of(kind.csv.name, kind.model, kind.csv.columns, kind.csv.key) for kind in KINDS]

FILES = (
    File.of(
        "centre",
        Centre,
        "name short_name municipality authority council monitoring_months visit_interval_working_days plan_due_days"
        " town? address? letters_signed_by? letters_signed_as? retention_years? absence_years? referral_decision_days?",
        key="",  # there is one
    ),
    TERMS,
    File.of("law", LegalParameter, "term start=starts_on value source", key="term start"),
    File.of(
        "accounts",
        User,
        "email first_name last_name role authorised_on secrecy_on last_day",
        key="email",
        updates=False,
    ),
    File.of(
        "assistants",
        Assistant,
        "id=number first_name last_name employed_from employed_to contract max_families employer? account?!",
    ),
    File.of(
        "qualifications",
        Qualification,
        "assistant requirement way confirmed_on proof renew_on",
        key="assistant requirement confirmed_on",
    ),
    File.of("absences", Absence, "assistant kind start=starts_on end=ends_on", key="assistant start"),
    File.of("posts", Post, "assistant funding fraction start=starts_on end=ends_on", key="assistant funding start"),
    File.of("supplement_caps", SupplementCap, "since amount share? source?", key="since"),
    File.of(
        "post_months",
        MonthOfPost,
        "assistant=post__assistant funding=post__funding start=post__starts_on month cost supplement",
        key="assistant funding start month",
    ),
    File.of(
        "families",
        Family,
        "id=number name structure district registered_on"
        " address? social_worker?! restricted=is_restricted?! anonymised_on?!",
    ),
    File.of("named_readers", NamedReader, "family account=user", updates=False),
    File.of(
        "persons",
        Person,
        "id=number family role main_carer first_name last_name sex birth_date pesel marital_status education"
        " income_source disability joined_on left_on same_as phone? email?",
    ),
    *(file for file in _OF_KINDS if file.has_ids),  # court orders, which the rule of cases needs
    File.of("cases", Case, "id=number family kind basis opened_on closed_on closing_reason closing_words?"),
    File.of(
        "referrals",
        Referral,
        "id=number family source referred_on interview_on consent_on decided_on decision case"
        " filed_by?! is_urgent? reasons? no_consent_because? returned_on? returned_because? court_order? decided_by?!"
        " case_mark? decision_reason?",
    ),
    File.of(
        "supporting_families",
        SupportingFamily,
        "id=number name phone address opinion_on start=starts_on end=ends_on refunded",
    ),
    File.of(
        "day_care_centres",
        DayCareCentre,
        "id=number name address form run_by operator permit permit_on permit_until start=starts_on end=ends_on",
    ),
    File.of("assignments", Assignment, "case assistant start=starts_on end=ends_on", key="case assistant start"),
    File.of(
        "substitutions",
        Substitution,
        "case=assignment__case assigned_on=assignment__starts_on substitute start=starts_on end=ends_on"
        " over_limit_reason",
        key="case assigned_on substitute start",
    ),
    File.of(
        "plans",
        Plan,
        "id=number case agreed_on valid_until with_care_coordinator"
        " review_on? consulted_on? consulted_with? coordinated_on? coordinated_with?",
    ),
    File.of(
        "plan_goals",
        PlanGoal,
        "plan goal action responsible due_on expected_effect status"
        " area? problem? success_measure? action_due_on? action_done?",
        key="plan goal",
    ),
    File.of(
        "goal_actions",
        GoalAction,
        "plan=goal__plan goal=goal__goal action responsible due_on done=is_done",
        key="plan goal action",
    ),
    File.of(
        "plan_signatures",
        PlanSignature,
        "plan person name given_on refused=is_refused reason",
        key="plan person name",
    ),
    File.of("diagnoses", Diagnosis, "id=number case made_on"),
    File.of(
        "diagnosis_areas",
        AreaFinding,
        "diagnosis area state resources risks family_view child_view",
        key="diagnosis area",
    ),
    File.of(
        "goal_library",
        LibraryGoal,
        "id=number area problem goal actions expected_effect success_measure retired=retired_on",
    ),
    File.of(
        "visits",
        Visit,
        "case assistant date=visited_on kind minutes advice_count institution summary event"
        " substitute? entered_at?! corrected_at?! correction_reason?",
    ),
    File.of(
        "visit_goals",
        VisitGoal,
        "case=visit__case assistant=visit__assistant date=visit__visited_on entered_at=visit__entered_at"
        " plan=goal__plan goal=goal__goal",
    ),
    File.of("moved_visits", MovedVisit, "family visited_on moved_on moved_by reason", key="family visited_on moved_on"),
    File.of(
        "appointments",
        Appointment,
        "family assistant date=planned_on time=starts_at place state",
        key="family assistant date time",
    ),
    File.of(
        "corrections",
        Correction,
        "family corrected_on corrected_by sentence reason",
        key="family corrected_on sentence",
    ),
    *(file for file in _OF_KINDS if not file.has_ids),
    File.of(
        "assessment_scores",
        AreaScore,
        "case=assessment__case held_on=assessment__held_on area step sentence",
        key="case held_on area",
    ),
    File.of("support_refunds", SupportRefund, "supporter month amount", key="supporter month"),
    File.of("day_care_places", DayCareCapacity, "day_care start=starts_on places educators", key="day_care start"),
    File.of("day_care_outsiders", DayCareOutsiders, "day_care month children", key="day_care month"),
    File.of("day_care_costs", DayCareCost, "day_care month means amount", key="day_care month means"),
    File.of(
        "care_charges",
        CareCharge,
        "person month total_cost upkeep? coordinator? other?",
        key="person month",
    ),
    File.of("stay_starts", StayStart, "person in_care_on counted_from reason", key="person in_care_on"),
    File.of("workshops", Workshop, "id=number title kind aim effect"),
    File.of("workshop_attendance", Attendance, "workshop date=attended_on person"),
    File.of("workshop_participants", Enrolment, "workshop person"),
    File.of("workshop_leaders", WorkshopLeader, "workshop date=held_on assistant"),
    File.of("workshop_days", WorkshopDay, "workshop date=held_on outsiders hours", key="workshop date"),
    File.of("training_plan", PlannedTraining, "id=number year title kind for_whom persons hours month"),
    File.of(
        "trainings",
        Training,
        "assistant title kind date=held_on hours organiser? certificate? certificate_number? planned?",
        key="assistant title date",
    ),
    File.of("figures", OutsideFigure, "group series label unit period value source", key="group series period"),
    File.of(
        "figure_headings",
        OutsideHeading,
        "group kind key label unit position retired=is_retired",
        key="group kind key",
    ),
)

# Exported and imported with the files of the documents, which are beside the tables (`documents`).
DOCUMENTS = File.of(
    "documents",
    Attachment,
    "family person kind title dated_on valid_until file_name format size sha256 uploaded_by uploaded_on",
    updates=False,
)

# Of two merged families only one is exported; the other contains duplicates of the same persons.
# Each database begins with the first values of the law.
EXPORTED_ROWS = {
    Family: {"merged_into": None},
    LegalParameter: {"starts_on__gt": EARLIEST},
    Person: {"family__merged_into": None},
}
