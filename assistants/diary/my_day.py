"""The assistant's day: their families in order of who needs them next, and what is agreed for today and after."""

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
MOST_WORKING_DAYS = 60


@dataclass(frozen=True)
class Waiting:
    """A family, and when it is to be met.

    `last_contact` is anybody's of the centre (None: never); `silent_for` the working days since then, or since the
    case was opened; `due_on` the last day of the rhythm, counted from there. `in_stead`: as a substitute.
    `appointment` is the next one planned, `drafts` are the user's.
    """

    family: Family
    last_contact: date | None
    silent_for: int
    due_on: date
    in_stead: bool
    appointment: Appointment | None
    drafts: list

    @property
    def is_long_ago(self):
        """Whether the silence is told in months or years: nobody counts so many working days."""
        return self.silent_for > MOST_WORKING_DAYS


class MyDay:
    """The day of the `assistant`, whose account is `user`. A fixed handful of queries."""

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
            map(self._waiting, self._with_dates(visible)), key=lambda one: (one.due_on, one.family.name)
        )

    @cached_property
    def monitored(self):
        """Families whose support ended with the assistant, and who are looked after since: (family, the day by which to
        speak with them, or None where nothing more is due, the next Appointment or None), the nearest first."""
        if not self._monitored:
            return []
        families = [family.pk for family in self._monitored]
        dues = DueList(families, self.today, [DueKind.MONITORING], centre=self.centre).dues()
        days = {due.family: due.day for due in dues}
        found = [(family, days.get(family.pk), self._appointment_of.get(family.pk)) for family in self._monitored]
        return sorted(found, key=lambda one: (one[1] or date.max, one[0].name))

    @property
    def appointments(self):
        """Those of today, and earlier ones that nothing is known of."""
        return [planned for planned in self._planned if planned.planned_on <= self.today]

    @property
    def later(self):
        """Those of the next two weeks."""
        return [planned for planned in self._planned if planned.planned_on > self.today]

    @property
    def group_drafts(self):
        """Drafts of entries about several families."""
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

    def _waiting(self, family):
        since = max(filter(None, (family.last_contact, family.opened_on)), default=self.today)
        return Waiting(
            family=family,
            last_contact=family.last_contact,
            silent_for=working_days_between(since, self.today),
            due_on=working_days_later(since, self.interval),
            in_stead=family.own_since is None,
            appointment=self._appointment_of.get(family.pk),
            drafts=self._drafts_of[family.pk],
        )
