"""The assistant's day: families in the order in which they should be met, and appointments."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Max, Min, OuterRef, Q, Subquery

from assistants.diary.drafts import entry_drafts
from assistants.models import Appointment, Assignment, Visit
from cases.due import DueKind, DueList
from cases.models import Case, Family
from familycare.centre.models import Centre
from familycare.lib.working_days import working_days_between, working_days_later

DAYS_AHEAD = 14
MAX_WORKING_DAYS_SHOWN = 60


@dataclass(frozen=True)
class FamilyToMeet:
    """A family and when to meet it.

    `last_contact` is the last contact of anybody from the centre (None: never). `working_days_since` counts working
    days since then, or since the case was opened. `due_on` is the last day for the next contact. `is_substitute`: the
    assistant is only a substitute. `appointment` is the next planned one; `drafts` are the user's.
    """

    family: Family
    last_contact: date | None
    working_days_since: int
    due_on: date
    is_substitute: bool
    appointment: Appointment | None
    drafts: list

    @property
    def is_long_ago(self):
        """Return whether the page shows months or years instead of working days."""
        return self.working_days_since > MAX_WORKING_DAYS_SHOWN


class MyDay:
    """The day of `assistant`, whose account is `user`. The number of queries is constant."""

    def __init__(self, assistant, user, today):
        self.assistant, self.user, self.today = assistant, user, today
        self.centre = Centre.current()
        self.interval = self.centre.visit_interval_working_days
        visible = Family.objects.visible_to(user)
        self._monitored = list(Family.objects.monitored_by(user, self.centre))
        met = Q(family__in=visible) | Q(family__in=self._monitored)
        planned = Appointment.objects.planned().kept_by(assistant).filter(met)
        self._planned = list(
            planned.filter(planned_on__lte=today + timedelta(days=DAYS_AHEAD)).select_related("family", "assistant")
        )
        self._drafts = list(entry_drafts(user, self.centre))
        self.families = sorted(
            map(self._to_meet, self._with_dates(visible)), key=lambda one: (one.due_on, one.family.name)
        )

    @cached_property
    def monitored(self):
        """Return [(family, due date or None, next Appointment or None)] of monitored families, the nearest due date
        first.

        The due date is None if no further contact is due.
        """
        if not self._monitored:
            return []
        families = [family.pk for family in self._monitored]
        dues = DueList(families, self.today, [DueKind.MONITORING], centre=self.centre).dues()
        days = {due.family: due.day for due in dues}
        found = [(family, days.get(family.pk), self._appointment_of.get(family.pk)) for family in self._monitored]
        return sorted(found, key=lambda one: (one[1] or date.max, one[0].name))

    @property
    def appointments(self):
        """Return the planned appointments of today and earlier days."""
        return [planned for planned in self._planned if planned.planned_on <= self.today]

    @property
    def later(self):
        """Return the planned appointments of the next two weeks."""
        return [planned for planned in self._planned if planned.planned_on > self.today]

    @property
    def group_drafts(self):
        """Return drafts of entries about several families."""
        return [draft for draft in self._drafts if draft.family is None]

    def _with_dates(self, families):
        contacts = Visit.objects.with_the_family().filter(case__family=OuterRef("pk")).order_by()
        own = Assignment.objects.active_on(self.today).filter(family=OuterRef("pk"), assistant=self.assistant)
        opened = Case.objects.active_on(self.today).filter(family=OuterRef("pk")).order_by()
        self._appointment_of, self._drafts_of = {}, defaultdict(list)
        for planned in reversed(self._planned):
            if planned.planned_on >= self.today:
                self._appointment_of[planned.family_id] = planned
        for draft in self._drafts:
            self._drafts_of[draft.family_id].append(draft)
        return families.annotate(
            last_contact=Subquery(contacts.values("case__family").annotate(day=Max("visited_on")).values("day")),
            opened_on=Subquery(opened.values("family").annotate(day=Min("opened_on")).values("day")),
            own_since=Subquery(own.order_by().values("family").annotate(day=Min("starts_on")).values("day")),
        )

    def _to_meet(self, family):
        since = max(filter(None, (family.last_contact, family.opened_on)), default=self.today)
        return FamilyToMeet(
            family=family,
            last_contact=family.last_contact,
            working_days_since=working_days_between(since, self.today),
            due_on=working_days_later(since, self.interval),
            is_substitute=family.own_since is None,
            appointment=self._appointment_of.get(family.pk),
            drafts=self._drafts_of[family.pk],
        )
