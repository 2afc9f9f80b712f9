"""Who may see which family, and which parts of its file: decided here for pages, lists, searches, exports, drill-downs,
files and the choices of forms.

`families_seen_by`, behind `Family.objects.visible_to(user)`, decides which families a user sees, `parts_read_by`
which parts of a family's file. What each role may do is in `familycare/accounts/rights.py`.
"""

from enum import StrEnum

from django.apps import apps
from django.db.models import Max, OuterRef, Q, Subquery
from django.utils import timezone

from familycare.accounts.models import Role
from familycare.accounts.rights import Right, deciders, may
from familycare.audit.choices import ChangeKind
from familycare.audit.services import changes_of_today, is_of
from familycare.centre.models import Centre


def protected_without(user=None):
    """The particularly protected families on which nobody may decide today, the user aside: nobody could name
    somebody else to them, or lift their protection."""
    others = deciders().exclude(pk=user.pk) if user else deciders()
    named = _records("cases.NamedReader").filter(user__in=others)
    return _records("cases.Family").filter(is_restricted=True, merged_into=None).exclude(pk__in=named.values("family"))


def protected_by_alone(user):
    """The numbers of those families on which the user decides and nobody else does: without the user, nobody will."""
    if not may(user, Right.DECIDE):
        return []
    return sorted(protected_without(user).filter(named_readers__user=user).values_list("number", flat=True))


def families_seen_by(user, day=None):
    """The condition (Q) on families that the user may read in full on `day`, by default today; None: on no family."""
    if not may(user, Right.READ_FAMILIES):
        return None
    return SCOPES[user.role](user, day or timezone.localdate()) & _open_to(user)


def families_handed_over_by(user, day=None):
    """The condition (Q) on families that the user helped, and by `day` no longer does, or monitors in the stead of who
    helped them; None: on no family."""
    if user.role != Role.ASSISTANT or not may(user, Right.READ_FAMILIES):
        return None
    day = day or timezone.localdate()
    ended = _own_ended(user, day)
    return Q(pk__in=ended.values("family")) & ~_entrusted_to(user, day) & _open_to(user)


def families_monitored_by(user, centre=None):
    """The condition (Q) on families whose support ended with the user, or with a colleague in whose stead the user
    monitors them, for the centre's months of monitoring; None: on no family. Their files are read as they stood at the
    end, and an entry of that kind may be written."""
    if not may(user, Right.KEEP_DIARY):
        return None
    day = timezone.localdate()
    cases = _records("cases.Case").monitored_on(day, (centre or Centre.current()).monitoring_months)
    last = _records("assistants.Assignment").filter(case=OuterRef("pk")).order_by("-starts_on", "-pk")
    own = cases.annotate(last=Subquery(last.values("pk")[:1])).filter(last__in=_own_ended(user, day).values("pk"))
    return Q(pk__in=own.values("family")) & ~_entrusted_to(user, day) & _open_to(user)


def horizon_of(user, day=None):
    """An expression for families handed over by the user: the last of the user's own days with the family, or of the
    colleague's in whose stead they monitor it. They may read its file as it stood at the end of that day."""
    ended = _own_ended(user, day or timezone.localdate()).filter(family=OuterRef("pk"))
    return Subquery(ended.values("family").annotate(last=Max("ends_on")).values("last"))


def may_write_in(user, family):
    """Whether the user, who may open the family's file, may also write into it."""
    return may(user, Right.WRITE_CASEWORK) and not family.handed_over_on and not family.anonymised_on


def may_uncover(user):
    """Whether the user may read whole PESELs, of persons in whose family's file they write; others never see one."""
    return may(user, Right.WRITE_CASEWORK)


def assistants_seen_by(user):
    """The condition (Q) on assistants whose page the user may open; None: on no assistant."""
    if not may(user, Right.READ_DIARY):
        return None
    return Q() if may(user, Right.READ_ASSISTANTS) else Q(account=user)


def _open_to(user):
    """Families that are not restricted, and those to which the user is named; none that was merged into another."""
    named = _records("cases.NamedReader").filter(user=user)
    return Q(merged_into=None) & (Q(is_restricted=False) | Q(pk__in=named.values("family")))


def _everything(user, day):
    return Q()


def _entrusted_to(user, day):
    """Families assigned to the assistant on the day, and those in which they stand in for a colleague."""
    assigned = _records("assistants.Assignment").active_on(day)
    return Q(pk__in=assigned.filter(_of(user, day)).values("family"))


def _own_ended(user, day):
    """Assignments that are over by the day. A substitution that goes on after one is for monitoring."""
    return _records("assistants.Assignment").filter(_of(user, day), ends_on__lt=day)


def _of(user, day):
    """The condition on assignments: the user's, or one in which the user stands in on the day."""
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
    """All records of a model of the floors above, in no order."""
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


# Every model that a file or a list shows, beside the kinds of records, which say their part themselves and come in by
# `assign_part`. What is not here nobody sees.
MODELS = {
    Part.PEOPLE: ["cases.Person", "reporting.Member"],
    Part.SUPPORT: [
        "cases.Family",
        "cases.FamilyMerge",
        "cases.Referral",
        "cases.Case",
        "assistants.Assignment",
        "assistants.Substitution",
        "assistants.Closing",
        "reporting.ServedFamily",
        "reporting.LargestCaseload",
    ],
    Part.PLANS: ["cases.Plan", "cases.PlanGoal", "reporting.AssessmentDue"],
    Part.HELP: ["assistants.Attendance", "reporting.Attended"],
    Part.COSTS: ["cases.CareCharge", "reporting.CareMonth"],
    Part.DIARY: [
        "assistants.Visit",
        "assistants.VisitGoal",
        "cases.Draft",
        "assistants.Appointment",
        "cases.Attachment",  # but see DOCUMENTS
    ],
    Part.STAFF: ["assistants.Absence", "assistants.Assistant", "assistants.Post", "assistants.Training"],
    Part.CENTRE: ["reporting.OutsideFigure"],
}
# A document belongs to the part that it tells of, by its kind; what may tell of anything stands with the diary.
DOCUMENTS = {
    "consent": Part.SUPPORT,
    "authorisation": Part.SUPPORT,
    "certificate": Part.HEALTH,
    "court": Part.PROCEEDINGS,
    "letter": Part.DIARY,
    "other": Part.DIARY,
}
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


def parts_read_by(user):
    """The Parts that the user may read, of the families that they see."""
    return PARTS[user.role] if may(user, Right.READ_FAMILIES) else frozenset()


def documents_in(parts):
    """The kinds of documents (codes of DocumentKind) that belong to these Parts."""
    return [kind for kind, part in DOCUMENTS.items() if part in parts]


def is_read_by(user, model):
    """Whether records of the model are in a part that the user may read."""
    return PART_OF.get(model._meta.label) in parts_read_by(user)


def closed_today(case, changes=None):
    """Whether somebody closed the case today, on whatever day, so that this can still be taken back. `changes`:
    today's, where they have been read already."""
    changes = changes_of_today(case) if changes is None else changes
    return case.closed_on is not None and any(
        is_of(change, case) and "closed_on" in change.payload.get("values", {}) for change in changes
    )


def may_delete(user, record):
    """Whether the user may delete a record of a family's file: a manager, and on the day on which they entered it
    whoever did."""
    return may(user, Right.DECIDE) or (may(user, Right.WRITE_CASEWORK) and entered_today(record, user))


def entered_today(record, user, changes=None):
    """Whether the user entered the record today. Of one that came in with a register nobody knows. `changes`: today's,
    where they have been read already."""
    changes = changes_of_today(record) if changes is None else changes
    return any(
        is_of(change, record) and (change.kind, change.actor_id) == (ChangeKind.CREATED, user.pk) for change in changes
    )
