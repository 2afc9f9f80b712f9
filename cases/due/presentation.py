"""What pages show of dues: lines with names, and numbers that link to the list."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from cases.assessments.tasks import waiting_for
from cases.due.actions import DueAction, actions_of
from cases.due.kinds import DEADLINES, kinds_read_by
from cases.due.listing import Due, DueCount, DueList, DuePeriod
from cases.models import Family, Person
from cases.models_above import Assistant
from familycare.accounts.rights import Right, may
from familycare.lib.polish import plural

MOST_ON_CARD = 5


@dataclass(frozen=True)
class DueLine:
    """A Due with its Family, its Assistant (or None), and the DueAction of the reader (or None)."""

    due: Due
    family: Family
    assistant: Assistant | None
    action: DueAction | None


@dataclass(frozen=True)
class CountLink:
    """A number and the address of the list that it counts."""

    count: int
    url: str
    label: str = ""
    tone: str = ""


class DueRows:
    """The rows of a DueList for a Paginator: their number comes from the counts, a slice is a list of DueLine."""

    def __init__(self, user, dues, when, total):
        self.user, self.dues, self.when, self.total = user, dues, when, total

    def count(self):
        return self.total

    def __getitem__(self, some):
        return lines(self.dues.dues(when=self.when, rows=some), self.user)


def named(dues, persons=None):
    """Return the dues (a list) with the names of the persons whom they are about; one query if there are any.

    Letters and calendars that leave the centre do without these names. `persons`: {key: Person}, if they are known.
    """
    if persons is None:
        persons = Person.objects.in_bulk({due.person for due in dues} - {None})
    return [replace(due, whose=str(persons[due.person])) if due.person in persons else due for due in dues]


def lines(dues, user):
    """Return a DueLine for each of the dues (a list); two queries, more if there are referrals or documents."""
    dues = named(dues)
    families = Family.objects.in_bulk({due.family for due in dues})
    assistants = Assistant.objects.in_bulk({due.helper for due in dues} - {None})
    actions = actions_of(dues, {key: family.number for key, family in families.items()}, user)
    return [DueLine(due, families[due.family], assistants.get(due.helper), actions.get(due)) for due in dues]


def address(kind="", when="", assistant=""):
    """Return the address of the list of deadlines with these filters."""
    chosen = {"rodzaj": kind, "kiedy": when, "asystent": assistant}
    query = urlencode({name: str(value) for name, value in chosen.items() if value})
    return f"{reverse('dues')}?{query}" if query else reverse("dues")


def figures(counts, kind="", assistant=""):
    """Return three CountLinks for the `counts` ({kind: DueCount}): overdue, due this week, due this month."""
    total = sum(counts.values(), DueCount())
    late = plural(total.overdue, "sprawa po terminie", "sprawy po terminie", "spraw po terminie")
    labels = {DuePeriod.OVERDUE: late, DuePeriod.WEEK: DuePeriod.WEEK.label, DuePeriod.MONTH: DuePeriod.MONTH.label}
    return [
        CountLink(
            total.of(when),
            address(kind, when, assistant),
            label,
            "overdue" if when == DuePeriod.OVERDUE and total.overdue else "",
        )
        for when, label in labels.items()
    ]


def table(counts, assistant=""):
    """Return [(kind, CountLinks)]: the number of all, then the number for each DuePeriod (not for gaps)."""
    return [
        (
            kind,
            [CountLink(count.all, address(kind, "", assistant))]
            + [CountLink(count.of(when), address(kind, when, assistant)) for when in DuePeriod if not kind.is_gap],
        )
        for kind, count in counts.items()
    ]


class DueCard:
    """The card on the home page: the user's deadlines today. `is_shown`: whether the user may read about families."""

    def __init__(self, user, centre):
        self.kinds = [kind for kind in kinds_read_by(user) if kind in DEADLINES]
        self.is_shown = bool(self.kinds)
        self.names_assistants = may(user, Right.READ_ASSISTANTS)
        self._user, self._centre = user, centre

    @cached_property
    def _dues(self):
        return DueList.of_reader(self._user, timezone.localdate(), self.kinds, centre=self._centre)

    @cached_property
    def figures(self):
        return figures(self._dues.counts)

    @cached_property
    def assessments_to_acknowledge(self):
        """How many assessments wait for the user to acknowledge them; None: that is not for the user."""
        may_do_it = may(self._user, Right.ACKNOWLEDGE_ASSESSMENTS)
        return waiting_for(self._user).count() if may_do_it else None

    @cached_property
    def lines(self):
        """The first lines, the longest overdue first."""
        return lines(self._dues.dues(rows=slice(MOST_ON_CARD)), self._user)
