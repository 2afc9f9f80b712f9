"""Access to families: which families a user may see, and which parts of their files.

Pages, lists, searches, exports, drill-downs, downloads and the choices of forms all ask this module.
`families_seen_by`, used by `Family.objects.visible_to(user)`, selects the families; `parts_read_by` selects the
parts of a file. The rights of each role are in `familycare/accounts/rights.py`.
"""

from enum import StrEnum

from django.apps import apps
from django.db.models import Max, OuterRef, Q, Subquery
from django.utils import timezone

from familycare.accounts.models import Role
from familycare.accounts.rights import Right, deciders, may
from familycare.audit.choices import ChangeKind
from familycare.audit.services import changes_of_today, is_of
from familycare.centre.models import Centre, LifeArea


def restricted_without_manager(user=None):
    """Return the restricted families that no manager other than `user` (if given) may decide on today.

    Without such a manager, nobody can name another reader or lift the restriction.
    """
    others = deciders().exclude(pk=user.pk) if user else deciders()
    named = _records("cases.NamedReader").filter(user__in=others)
    return _records("cases.Family").filter(is_restricted=True, merged_into=None).exclude(pk__in=named.values("family"))


def restricted_with_only_manager(user):
    """Return the numbers of the restricted families on which only this user may decide, sorted."""
    if not may(user, Right.DECIDE):
        return []
    return sorted(restricted_without_manager(user).filter(named_readers__user=user).values_list("number", flat=True))


def families_seen_by(user, day=None):
    """Return the condition (Q) for families whose whole file the user may read on `day`, or None for no family.

    `day` is a date, by default today.
    """
    if not may(user, Right.READ_FAMILIES):
        return None
    return SCOPES[user.role](user, day or timezone.localdate()) & _open_to(user)


def families_handed_over_by(user, day=None):
    """Return the condition (Q) for families that the user supported before `day` but no longer does, or None for no
    family.

    This includes families that the user monitors as a substitute for the assistant who supported them.
    """
    if user.role != Role.ASSISTANT or not may(user, Right.READ_FAMILIES):
        return None
    day = day or timezone.localdate()
    ended = _own_ended(user, day)
    return Q(pk__in=ended.values("family")) & ~_entrusted_to(user, day) & _open_to(user)


def families_monitored_by(user, centre=None):
    """Return the condition (Q) for families that the user monitors after the end of their support, or None for no
    family.

    The user is the last assistant of the case, or the substitute for that assistant. Monitoring lasts for the number
    of months set by the centre. The user may read the file as of the end of the support and add monitoring entries
    to the diary.
    """
    if not may(user, Right.KEEP_DIARY):
        return None
    day = timezone.localdate()
    cases = _records("cases.Case").monitored_on(day, (centre or Centre.current()).monitoring_months)
    last = _records("assistants.Assignment").filter(case=OuterRef("pk")).order_by("-starts_on", "-pk")
    own = cases.annotate(last=Subquery(last.values("pk")[:1])).filter(last__in=_own_ended(user, day).values("pk"))
    return Q(pk__in=own.values("family")) & ~_entrusted_to(user, day) & _open_to(user)


def last_readable_day(user, day=None):
    """Return an expression for handed-over families: the last day (included) whose state of the file the user may read.

    It is the last day of the user's own assignment, or of the colleague for whom the user monitors the family.
    """
    ended = _own_ended(user, day or timezone.localdate()).filter(family=OuterRef("pk"))
    return Subquery(ended.values("family").annotate(last=Max("ends_on")).values("last"))


def may_write_in(user, family):
    """Return whether the user, who may open the family's file, may also change it."""
    return may(user, Right.WRITE_CASEWORK) and not family.handed_over_on and not family.anonymised_on


def may_see_pesel(user):
    """Return whether the user may read whole PESEL numbers in files that they may change. Other users never see one."""
    return may(user, Right.WRITE_CASEWORK)


def assistants_seen_by(user):
    """Return the condition (Q) for assistants whose page the user may open, or None for no assistant."""
    if not may(user, Right.READ_DIARY):
        return None
    return Q() if may(user, Right.READ_ASSISTANTS) else Q(account=user)


def _open_to(user):
    """Return the condition for unmerged families that are unrestricted or name the user as a reader."""
    named = _records("cases.NamedReader").filter(user=user)
    return Q(merged_into=None) & (Q(is_restricted=False) | Q(pk__in=named.values("family")))


def _everything(user, day):
    return Q()


def _entrusted_to(user, day):
    """Return the condition for families assigned to the assistant on the day, also as a substitute."""
    assigned = _records("assistants.Assignment").active_on(day)
    return Q(pk__in=assigned.filter(_of(user, day)).values("family"))


def _own_ended(user, day):
    """Return assignments that ended before the day. A substitution that lasts longer is for monitoring."""
    return _records("assistants.Assignment").filter(_of(user, day), ends_on__lt=day)


def _of(user, day):
    """Return the condition for assignments that are the user's own, or in which the user substitutes on the day."""
    substituted = _records("assistants.Substitution").active_on(day).filter(substitute__account=user)
    return Q(assistant__account=user) | Q(pk__in=substituted.values("assignment"))


def _referred_by(user, day):
    filed = _records("cases.Referral").filter(filed_by=user)
    return Q(social_worker=user) | Q(pk__in=filed.values("family"))


SCOPES = {
    Role.ASSISTANT: _entrusted_to,
    Role.SOCIAL_WORKER: _referred_by,
    Role.MANAGER: _everything,
    Role.DIRECTOR: _everything,
}


def _records(model):
    """Return all records of a model of an upper floor, unordered."""
    return apps.get_model(model).objects.order_by()


class Part(StrEnum):
    """What a family's file, and the lists behind figures, are made of."""

    PEOPLE = "people"  # and where they live
    PROBLEMS = "problems"
    SUPPORT = "support"
    PLANS = "plans"
    HEALTH = "health"
    PROCEEDINGS = "proceedings"
    HELP = "help"
    COSTS = "costs"
    DIARY = "diary"
    STAFF = "staff"
    CENTRE = "centre"  # figures about nobody


# Every model that a file or a list shows, except the kinds of records: their declarations name their part, and
# `assign_part` adds them. Records of other models are shown to nobody.
MODELS = {
    Part.PEOPLE: [
        "cases.Person",
        "reporting.Member",
        "reporting.ChildOutside",
        "reporting.AdultWard",
        "reporting.StayBegun",
        "reporting.ReturnedHome",
    ],
    Part.SUPPORT: [
        "cases.Family",
        "cases.FamilyMerge",
        "cases.Referral",
        "cases.Case",
        "assistants.Assignment",
        "assistants.Substitution",
        "assistants.Closing",
        "assistants.Correction",
        "reporting.ServedFamily",
        "reporting.LargestCaseload",
    ],
    Part.PLANS: [
        "cases.Plan",
        "cases.PlanGoal",
        "cases.GoalAction",
        "cases.PlanSignature",
        "cases.Diagnosis",
        "cases.AreaFinding",
        "reporting.AssessmentDue",
    ],
    Part.HELP: [
        "cases.SupportingFamily",
        "cases.DayCareCentre",
        "cases.DayCareCapacity",
        "cases.DayCareOutsiders",
        "assistants.Attendance",
        "assistants.Enrolment",
        "reporting.Attended",
    ],
    Part.COSTS: ["cases.CareCharge", "cases.StayStart", "reporting.CareMonth"],
    Part.DIARY: [
        "cases.AreaScore",  # it tells of health, violence and addictions, as notes of visits do
        "assistants.Visit",
        "assistants.VisitGoal",
        "assistants.MovedVisit",
        "cases.Draft",
        "assistants.Appointment",
        "cases.Attachment",  # but see DOCUMENTS
        "reporting.Paper",  # its PDF is such a document
    ],
    Part.STAFF: [
        "assistants.Absence",
        "assistants.Assistant",
        "assistants.Post",
        "assistants.Training",
        "assistants.Qualification",
        "cases.SupportRefund",  # paid to people who are no clients
        "cases.DayCareCost",
    ],
    Part.CENTRE: ["reporting.OutsideFigure", "reporting.OutsideHeading"],
}
# A document belongs to a part by its kind. Kinds that may be about anything belong to the diary.
DOCUMENTS = {
    "consent": Part.SUPPORT,
    "authorisation": Part.SUPPORT,
    "certificate": Part.HEALTH,
    "court": Part.PROCEEDINGS,
    "letter": Part.DIARY,
    "other": Part.DIARY,
}
# A contact of a family belongs to a part by its role: that somebody has a probation officer tells of a court, that
# somebody has a therapist of their health.
CONTACTS = {
    "teacher": Part.PEOPLE,
    "care_coordinator": Part.PROCEEDINGS,
    "probation_officer": Part.PROCEEDINGS,
    "police": Part.PROCEEDINGS,
    "social_worker": Part.PEOPLE,
    "doctor": Part.HEALTH,
    "nurse": Part.HEALTH,
    "therapist": Part.HEALTH,
    "ngo": Part.PEOPLE,
    "other": Part.DIARY,
}
# What a diagnosis says about an area of the family's life belongs to a part by the area (a code of LifeArea): that
# somebody drinks is about their health. Areas that a centre added may be about anything, so they belong to the diary.
AREAS = {
    "housing": Part.PLANS,
    "income": Part.PLANS,
    "health": Part.HEALTH,
    "addictions": Part.HEALTH,
    "violence": Part.PROCEEDINGS,
    "parenting": Part.PLANS,
    "development": Part.PLANS,
    "relations": Part.PLANS,
    "law": Part.PROCEEDINGS,
}
# A whole assessment tells of all areas: who reads it reads these parts of the file too.
OF_ASSESSMENTS = frozenset({Part.PLANS, Part.DIARY, Part.HEALTH, Part.PROCEEDINGS, Part.HELP})
PART_OF = {model: part for part, models in MODELS.items() for model in models}


def assign_part(model, part):
    """Declare that records of the model belong to the Part of a family's file."""
    PART_OF[model._meta.label] = part


PARTS = {
    Role.ASSISTANT: frozenset(Part) - {Part.STAFF},
    Role.SOCIAL_WORKER: frozenset({Part.PEOPLE, Part.PROBLEMS, Part.SUPPORT, Part.PLANS, Part.CENTRE}),
    Role.MANAGER: frozenset(Part),
    Role.DIRECTOR: frozenset(Part),
}


def sees_all_families(user):
    """Return whether the role sees every family of the centre that is not restricted."""
    return may(user, Right.READ_FAMILIES) and SCOPES[user.role] is _everything


def parts_read_by(user):
    """Return the parts that the user may read in the files of the families that they see, as a frozenset of Part."""
    return PARTS[user.role] if may(user, Right.READ_FAMILIES) else frozenset()


def documents_in(parts):
    """Return the kinds of documents (codes of DocumentKind) that belong to these parts."""
    return [kind for kind, part in DOCUMENTS.items() if part in parts]


def contacts_in(parts):
    """Return the roles of contacts (codes of ContactRole) that belong to these parts."""
    return [role for role, part in CONTACTS.items() if part in parts]


def is_area_in(parts, area):
    """Return whether what a diagnosis says about the area (a code of LifeArea) belongs to these parts."""
    return AREAS.get(area, Part.DIARY) in parts


def area_merging_problem(source, target):
    """Return why one LifeArea cannot be merged into another: its texts would get other readers. "" if it can."""
    if isinstance(source, LifeArea) and AREAS.get(source.pk, Part.DIARY) != AREAS.get(target.pk, Part.DIARY):
        return (
            f"Diagnozy obszaru „{source.label}” czytają inne osoby niż diagnozy obszaru „{target.label}”, a po "
            f"połączeniu czytałyby obie. Wycofaj „{source.label}” zamiast go łączyć."
        )
    return ""


def reads_assessments(parts):
    """Return whether a reader of these parts reads whole assessments, and not only their day and conclusion."""
    return parts >= OF_ASSESSMENTS


def is_read_by(user, model):
    """Return whether records of the model are in a part that the user may read."""
    return PART_OF.get(model._meta.label) in parts_read_by(user)


def closed_today(case, changes=None):
    """Return whether the case was closed by an entry of today, so that the closing can still be undone.

    The closing date itself may be earlier. `changes`: today's log entries, if they have been read already.
    """
    changes = changes_of_today(case) if changes is None else changes
    return case.closed_on is not None and any(
        is_of(change, case) and "closed_on" in change.payload.get("values", {}) for change in changes
    )


def may_delete(user, record):
    """Return whether the user may delete a record of a file: managers always, others what they entered today."""
    return may(user, Right.DECIDE) or (may(user, Right.WRITE_CASEWORK) and entered_today(record, user))


def entered_today(record, user, changes=None):
    """Return whether the user entered the record today. For imported records this is never true.

    `changes`: today's log entries, if they have been read already.
    """
    changes = changes_of_today(record) if changes is None else changes
    return any(
        is_of(change, record) and (change.kind, change.actor_id) == (ChangeKind.CREATED, user.pk) for change in changes
    )
