"""Supporting families (rodziny wspierające), whom they help, and what they get back."""

from dataclasses import dataclass
from datetime import date

from reporting.exchange.demo.chance import days
from reporting.exchange.demo.dates import DAY, months, working_day_before
from reporting.exchange.demo.names import FAMILY_NAMES

FAMILIES_TO_A_SUPPORTER = 60
LONG_ENOUGH = 90  # days of a case
REFUNDED = "dojazdy, posiłki, bilety wstępu"
AMOUNTS = ("120.00", "180.00", "240.50", "300.00")


@dataclass(frozen=True)
class DemoSupport:
    """A supporting family helps a family from `start`; `over_on` is the first day without, or None."""

    supporter: str
    story: object
    start: date
    over_on: date | None


class Supporters:
    """The supporting families of the span. Whom they help is chosen before the families are written."""

    def __init__(self, rng, stories, span, numbers):
        helped = [story for story in stories if _case_with_time(story, span)]
        count = min(len(helped), 1 + len(stories) // FAMILIES_TO_A_SUPPORTER)
        self._rng, self._span = rng, span
        self._names = [FAMILY_NAMES.draw(rng) for _number in range(count)]
        self._help = {}
        for name, story in zip(self._names, rng.sample(helped, count), strict=True):
            self._help[story.id] = self._invent(numbers.key("Z"), name, story)

    def _invent(self, key, name, story):
        case = _case_with_time(story, self._span)
        start = case.opened_on + days(self._rng, 20, 60)
        until = min(start + days(self._rng, 60, 400), case.last_day(self._span))
        return DemoSupport(key, story, start, until if until < self._span.until else None), name

    def help_rows(self, story):
        """Return rows of family_support.csv of one family."""
        if story.id not in self._help:
            return []
        found, _name = self._help[story.id]
        return [(story.id, found.supporter, found.start, found.over_on)]

    def rows(self):
        """Yield rows of supporting_families.csv: the contract begins shortly before the help, and goes on."""
        for found, name in self._help.values():
            start = working_day_before(found.start)
            yield found.supporter, f"Państwo {name}", "", "", start - 14 * DAY, start, None, REFUNDED

    def refund_rows(self):
        """Yield rows of support_refunds.csv: each whole month of the help in the span."""
        for found, _name in self._help.values():
            last = (found.over_on or self._span.until) - DAY
            for month in months(max(found.start, self._span.start), last):
                yield found.supporter, f"{month:%Y-%m}", self._rng.choice(AMOUNTS)


def _case_with_time(story, span):
    """Return the last case of the family that was long enough, or None."""
    return next(
        (case for case in reversed(story.cases) if (case.last_day(span) - case.opened_on).days > LONG_ENOUGH), None
    )
