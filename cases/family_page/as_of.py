"""What was known about a record on a past day: an assistant who handed a family over reads its file as of that day.

Records that began later, or were entered later (`cases.family_page.later_entries`), are left out. Records that ended
later are shown as open. Fields without a day since which they hold are emptied.
"""

from cases import models
from cases.models_above import Assignment, Assistant, Attendance, Correction, MovedVisit, Substitution, Visit, Workshop
from cases.records.dates import Dates, span_dates
from cases.records.kinds import KINDS
from familycare.accounts.models import User
from familycare.centre.models import LifeArea

ALWAYS = Dates()
OWNERS = {models.Person, models.Case, models.Plan, models.PlanGoal, models.Diagnosis, Assignment}

# Every model of a file. What is not here was not known.
DATES = {
    models.Person: Dates(not_before=("birth_date", "joined_on"), later={"left_on": ()}, undated=("phone", "email")),
    models.Case: span_dates(models.Case, "closing_reason", "closing_words"),
    models.Referral: Dates(
        since=("referred_on",),
        later={
            "interview_on": (),
            "consent_on": (),
            "returned_on": ("returned_because",),
            "decided_on": ("decision", "decided_by", "decision_reason", "case"),
        },
    ),
    Assignment: span_dates(Assignment),
    Substitution: Dates(since=("starts_on",)),
    models.Attachment: Dates(since=("uploaded_on",)),
    models.Plan: Dates(since=("agreed_on",), undated=("review_on",)),
    models.PlanGoal: Dates(since=("plan.agreed_on",), undated=("status", "action_done")),
    models.GoalAction: Dates(since=("goal.plan.agreed_on",), undated=("is_done",)),
    models.PlanSignature: Dates(since=("given_on",)),
    models.Diagnosis: Dates(since=("made_on",)),
    models.AreaFinding: Dates(since=("diagnosis.made_on",)),
    Attendance: Dates(since=("attended_on",)),
    Visit: Dates(since=("visited_on",)),
    Correction: Dates(since=("corrected_on",)),
    MovedVisit: Dates(since=("moved_on",)),
    Assistant: ALWAYS,
    LifeArea: ALWAYS,
    Workshop: ALWAYS,
    User: ALWAYS,
    **{model: ALWAYS for kind in KINDS for model in kind.named.values()},
    **{kind.model: kind.known for kind in KINDS},
}

# Models that lead to a family and are in no file of it, each with the reason.
NOT_IN_FILES = {
    "assistants.Appointment": "it is in the future: a file as of a past day has none",
    "assistants.Closing": "it serves only to undo a closing on the same day",
    "assistants.Enrolment": "the file says what somebody attended, not what they are on a list of",
    "assistants.SuspectedDuplicate": "it says which two families may be one",
    "assistants.VisitGoal": "the file names no goals of visits",
    "cases.AreaScore": "an assessment shows them on a page of its own, only to those who see the family today",
    "cases.CareCharge": "costs are shown in reports, not in the file",
    "cases.Draft": "it is no entry and no referral yet, and only for its author",
    "cases.FamilyMerge": "it says which two families turned out to be one",
    "cases.NamedReader": "it says who may open the file",
    "cases.StayStart": "it is about costs, which are shown in reports",
    "reporting.Paper": "its PDF is among the documents, which the file shows",
}


def known_on(day, records, later):
    """Return {model: its records} as they were known at the end of `day`, without what came `later` (LaterEntries).

    `records` is what `read_in_one_query` returned, owners before what belongs to them: records of a person, a case, a
    plan or an assignment that was not known were not known either.
    """
    known = {}
    for model, theirs in records.items():
        dates = DATES.get(model)
        for record in theirs:
            later.undo_merged_values(record)
        known[model] = [
            record
            for record in theirs
            if dates and dates.is_known(record, day) and not later.contains(record) and not _is_orphan(record, known)
        ]
        for record in known[model]:
            dates.forget(record, day)
    return known


def _is_orphan(record, known):
    """Return whether the record belongs to one that is not among the known ones."""
    # A record of the same person in another family owns nothing.
    fields = record._meta.concrete_fields
    owners = [each for each in fields if each.related_model in OWNERS and each.related_model is not type(record)]
    return any(
        getattr(record, relation.attname) is not None
        and getattr(record, relation.name) not in known[relation.related_model]
        for relation in owners
        # A referral is made before there is a case.
        if not relation.null or relation.related_model is models.Person
    )
