"""The file of a family on a day: all that its page shows."""

from collections import defaultdict
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from cases import models
from cases.access import PART_OF, Part, documents_in, is_area_in, parts_read_by
from cases.choices import ReferralDecision
from cases.drafted.pages import PAGES
from cases.families.members import FamilyMember
from cases.family_page.as_of import known_on
from cases.family_page.later_entries import LaterEntries
from cases.family_page.parts import CaseFile, DiagnosisFile, DocumentFile, GoalFile, Merge, PlanFile, Spans
from cases.models import Case, Family, FamilyMerge, Person
from cases.models_above import (
    Appointment,
    Assignment,
    Assistant,
    Attendance,
    Correction,
    MovedVisit,
    Substitution,
    Visit,
    VisitGoal,
    Workshop,
)
from cases.plans.goal_visits import visits_by_goal
from cases.records import court, situation
from cases.records.kinds import KINDS
from cases.spans import holds_on
from cases.states import FamilyState, state_of, with_state
from familycare.accounts.models import User
from familycare.audit.models import Change, object_type
from familycare.audit.services import changes_of_today
from familycare.centre.models import Centre, LifeArea, Problem
from familycare.lib.union_read import read_in_one_query

_MERGES = FamilyMerge.objects.in_force().filter(family=OuterRef("pk"))
_LATEST_MERGE = {
    "merge": Subquery(_MERGES.values("pk")[:1]),
    "merged_at": Subquery(_MERGES.values("merged_at")[:1]),
    "merged_number": Subquery(_MERGES.values("absorbed__number")[:1]),
}


def _there_is(reader):
    """Return annotations of a family: whether visits name goals, and whether the reader has drafts of long forms.

    Most families have neither, and then nothing more is asked.
    """
    drafts = models.Draft.objects.filter(user=reader, family=OuterRef("pk"), form__in=PAGES)
    return {
        "goal_visits": Exists(VisitGoal.objects.filter(visit__case__family=OuterRef("pk"))),
        "own_drafts": Exists(drafts),
    }


class FamilyFile:
    """The file of `family` on the day `today`. Lists are in order of the first date, the newest first.

    It takes four queries, however much is in it. Visits are too many to be read here: `visits` is their queryset. Only
    `parts` of the file are read, by default all. With `as_of`, a past day that becomes the file's `today`, it is the
    file as it was known at the end of that day, to the `reader` if one is given; LaterEntries makes further queries.
    """

    def __init__(self, family, today, parts=frozenset(Part), as_of=None, reader=None):
        self.family, self.today, self.parts, self.as_of = family, as_of or today, parts, as_of
        self.centre = Centre.current()
        families = Family.objects.filter(pk=family.pk)
        found = with_state(families, self.today).annotate(**_LATEST_MERGE, **_there_is(reader))
        state, self._has_goal_visits, self.has_drafts, *merge = found.values_list(
            "state", "goal_visits", "own_drafts", *_LATEST_MERGE
        )[0]
        self.state = FamilyState(state)
        self.merge = Merge(*merge) if merge[0] and not as_of else None
        self._later = LaterEntries(family, as_of, reader) if as_of else None
        records = read_in_one_query(*_querysets(family, parts, self.today, self._later))
        if as_of:
            self._later.undo_merged_values(family)
            self._later.load(records)
            records = known_on(as_of, records, self._later)
        self.records = defaultdict(list, records)
        if as_of:
            self.state = state_of([part.case for part in self.cases], bool(self.waiting), as_of)
        contacts = self.visits.with_the_family().select_related("assistant")
        self.last_contact = contacts.order_by("-visited_on", "-pk").first()

    @classmethod
    def of_reader(cls, user, family):
        """Return the file that the user may read: as of today, or, if the user handed the family over, as of their last
        day with it (see `get_readable_or_404`)."""
        return cls(family, timezone.localdate(), parts_read_by(user), as_of=family.handed_over_on, reader=user)

    @property
    def visits(self):
        """The diary entries about the family, unordered."""
        if Part.DIARY not in self.parts:
            return Visit.objects.none()
        visits = Visit.objects.filter(case__family=self.family).order_by()
        if not self.as_of:
            return visits
        known = visits.filter(visited_on__lte=self.as_of, case__in=self.records[Case])
        return known.exclude(pk__in=self._later.entered(Visit))

    def newest_first(self, model, day):
        """Return the records of the model, latest `day` first, records without that day last."""
        return sorted(
            self.records[model], key=lambda record: (str(getattr(record, day) or ""), record.pk), reverse=True
        )

    def _spans(self, model, day):
        return Spans(self.newest_first(model, day), self.today)

    @cached_property
    def members(self):
        """The present members: the main carer, other adults, children from the eldest, unknown ages last."""
        return sorted((member for member in self._everybody if member.is_in_family), key=FamilyMember.order)

    @cached_property
    def former_members(self):
        """The persons who have left the family or have not joined it yet."""
        return sorted((member for member in self._everybody if not member.is_in_family), key=FamilyMember.order)

    @property
    def children(self):
        return [member for member in self.members if member.is_child]

    @cached_property
    def _everybody(self):
        placed = {placement.person_id: placement for placement in self.placements.now}
        persons = self.records[Person]
        # Entered for a record of the same person in another family: a child in care is in care in all of them.
        if several := {person.first_record_id for person in persons if person.pk not in placed} - {None}:
            elsewhere = models.Placement.objects.active_on(self.today).filter(person__first_record__in=several)
            first = {placement.person.first_record_id: placement for placement in elsewhere.select_related("person")}
            placed |= {each.pk: first[each.first_record_id] for each in persons if each.first_record_id in first}
        return [FamilyMember(person, self.today, placed.get(person.pk)) for person in persons]

    @cached_property
    def cases(self):
        """A CaseFile for each case, open cases first."""
        assignments = _by(self.newest_first(Assignment, "starts_on"), "case_id")
        assessments = _by(self.newest_first(models.Assessment, "held_on"), "case_id")
        goals = _by(
            sorted(self.records[models.PlanGoal], key=lambda goal: (str(goal.due_on or "9"), goal.pk)), "plan_id"
        )
        actions = _by(sorted(self.records[models.GoalAction], key=lambda action: action.pk), "goal_id")
        signatures = _by(sorted(self.records[models.PlanSignature], key=lambda each: each.pk), "plan_id")
        is_told = Part.DIARY in self.parts and self._has_goal_visits
        moved = visits_by_goal(self.records[models.PlanGoal], self.visits) if is_told else {}
        plans = defaultdict(list)
        for plan in self.newest_first(models.Plan, "agreed_on"):
            theirs = [
                GoalFile(goal, goal.actions_in_order(actions[goal.pk]), moved.get(goal.pk)) for goal in goals[plan.pk]
            ]
            plans[plan.case_id].append(PlanFile(plan, theirs, signatures[plan.pk]))
        diagnoses = self._diagnoses()
        return [
            CaseFile(
                case,
                Spans(assignments[case.pk], self.today),
                assessments[case.pk],
                plans[case.pk],
                self._current(plans[case.pk]) if holds_on(case, self.today) else None,
                diagnoses[case.pk],
            )
            for case in sorted(self.newest_first(Case, "opened_on"), key=lambda case: not holds_on(case, self.today))
        ]

    def _diagnoses(self):
        """Return {key of a case: its DiagnosisFiles, newest first}."""
        readable = [area for area in self.records[LifeArea] if is_area_in(self.parts, area.pk)]
        order = sorted(readable, key=lambda area: (area.position, area.pk))
        findings, found = _by(self.records[models.AreaFinding], "diagnosis_id"), defaultdict(list)
        for each in self.newest_first(models.Diagnosis, "made_on"):
            said = {finding.area_id: finding for finding in findings[each.pk]}
            left_out = [area.label for area in order if area.pk not in said and area in self._offered_areas]
            file = DiagnosisFile(each, [said[area.pk] for area in order if area.pk in said], left_out)
            found[each.case_id].append(file)
        return found

    @property
    def _offered_areas(self):
        return [area for area in self.records[LifeArea] if not (area.retired_on or area.merged_into_id)]

    @property
    def has_plans_to_compare(self):
        return any(len(part.plans) > 1 for part in self.cases)

    @property
    def has_diagnoses_to_compare(self):
        return any(len(part.diagnoses) > 1 for part in self.cases)

    @property
    def older_diagnoses(self):
        """The diagnoses of all cases but the latest one of each open case."""
        found = [each for part in self.cases for each in part.diagnoses]
        latest = [part.current_diagnosis for part in self.open_cases]
        older = [each for each in found if each not in latest]
        return sorted(older, key=lambda each: each.diagnosis.made_on, reverse=True)

    def _current(self, plans):
        """Return the plan agreed last, up to today: a revision replaces the plan before it."""
        return next((plan for plan in plans if plan.plan.agreed_on <= self.today), None)

    @property
    def open_cases(self):
        return [case for case in self.cases if holds_on(case.case, self.today)]

    @property
    def past_cases(self):
        return [case for case in self.cases if not holds_on(case.case, self.today)]

    @property
    def waiting(self):
        """The referrals that wait for a decision, newest first (see `cases.states.with_state`)."""
        opened = [part.case.opened_on for part in self.cases]
        return [
            referral
            for referral in self.referrals
            if referral.decision in ("", ReferralDecision.WAITING)
            and referral.referred_on <= self.today
            and not any(day >= referral.referred_on for day in opened)
        ]

    @property
    def older_plans(self):
        """The plans of all cases that are no longer in force."""
        plans = [plan for part in self.cases for plan in part.plans if plan is not part.current_plan]
        return sorted(plans, key=lambda plan: plan.plan.agreed_on, reverse=True)

    @property
    def substitutions(self):
        """The substitutions of today in present assignments."""
        return [each for each in self._standing_in if holds_on(each.assignment, self.today)]

    @property
    def monitoring(self):
        """The substitutions of today in ended assignments: their substitute monitors the family."""
        return [each for each in self._standing_in if not holds_on(each.assignment, self.today)]

    @cached_property
    def _standing_in(self):
        return self._spans(Substitution, "starts_on").now

    @property
    def corrections(self):
        """What was corrected long after, newest first."""
        return self.newest_first(Correction, "corrected_on")

    @cached_property
    def referrals(self):
        return self.newest_first(models.Referral, "referred_on")

    def of(self, kind):
        """Return the records of a Kind, newest first; as Spans if they have a first and a last day."""
        found = self.newest_first(kind.model, kind.day)
        if kind.card and kind.card.leads:
            found.sort(key=lambda record: not kind.card.leads(record))
        return Spans(found, self.today)

    @cached_property
    def placements(self):
        return self.of(court.placement)

    @property
    def blue_cards(self):
        return self.of(situation.blue_card)

    @cached_property
    def appointments(self):
        """The appointments with the family from today on, the next one first."""
        return self.newest_first(Appointment, "planned_on")[::-1]

    @cached_property
    def documents(self):
        """A DocumentFile for each document."""
        found, newer = [], defaultdict(list)
        for each in self.newest_first(models.Attachment, "dated_on"):
            ends = newer[each.kind, each.person_id]
            found.append(DocumentFile(each, self.today, any(_is_later(end, each.valid_until) for end in ends)))
            ends.append(each.valid_until)
        return found

    @property
    def changes(self):
        """The entries of the change log about its cases and plans that were made today (not on the day of the file)."""
        return self.records[Change]


def _querysets(family, parts, today, later=None):
    """Return the querysets of the file: the records of these parts, owners before what belongs to them, then the
    dictionaries and people they name, and the entries of the change log of today, or those of what came `later`."""
    of_kinds = {kind: kind.records(family, parts) for kind in KINDS}
    plans = models.Plan.objects.filter(case__family=family)
    diagnoses = models.Diagnosis.objects.filter(case__family=family)
    attendances = Attendance.objects.filter(person__family=family)
    substitutions = Substitution.objects.filter(assignment__family=family)
    appointments = family.appointments.planned().filter(planned_on__gte=today)
    documents = family.attachments.filter(kind__in=documents_in(parts))
    of_the_family = [
        family.persons.all(),
        family.cases.all(),
        family.referrals.all(),
        family.assignments.all(),
        substitutions,
        plans,
        models.PlanGoal.objects.filter(plan__case__family=family),
        models.GoalAction.objects.filter(goal__plan__case__family=family),
        models.PlanSignature.objects.filter(plan__case__family=family),
        diagnoses,
        models.AreaFinding.objects.filter(diagnosis__case__family=family),
        attendances,
        appointments,
        Correction.objects.filter(family=family),
        MovedVisit.objects.filter(family=family),
        *of_kinds.values(),
    ]
    goals = models.PlanGoal.objects.filter(plan__case__family=family)
    named = [
        LifeArea.objects.all(),
        Problem.objects.filter(pk__in=goals.values("problem")),
        Assistant.objects.filter(pk__in=family.assignments.values("assistant")),
        Assistant.objects.filter(pk__in=substitutions.values("substitute")),
        Assistant.objects.filter(pk__in=appointments.values("assistant")),
        Workshop.objects.filter(pk__in=attendances.values("workshop")),
        User.objects.filter(pk__in=documents.values("uploaded_by")).only("first_name", "last_name", "email"),
        *(
            model.objects.filter(pk__in=records.values(name))
            for kind, records in of_kinds.items()
            for name, model in kind.named.items()
        ),
    ]
    changes = changes_of_today().filter(
        Q(object_type=object_type(Case), object_key__in=family.cases.values("number"))
        | Q(object_type=object_type(models.Plan), object_key__in=plans.values("number"))
        | Q(object_type=object_type(models.Diagnosis), object_key__in=diagnoses.values("number"))
    )
    read = [queryset for queryset in of_the_family if PART_OF[queryset.model._meta.label] in parts]
    entries = later.entries if later else changes.only("object_type", "object_key", "kind", "actor", "contents")
    return [*read, documents, entries, *named]


def _is_later(end, other):
    """Return whether the day `end` is later than `other`; None means never."""
    return other is not None and (end is None or end > other)


def _by(records, key):
    """Return {value of the attribute `key`: the records that have it, in their order}."""
    groups = defaultdict(list)
    for record in records:
        groups[getattr(record, key)].append(record)
    return groups
