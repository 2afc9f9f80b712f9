"""Editions that were handed over close the days that they tell of: whoever changes records of these days is told."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from reporting.documents.editions.models import EditionFigure
from reporting.documents.steps.models import HandingOver
from reporting.periods import Period


@dataclass(frozen=True)
class ClosedDays:
    """The days that an edition closes, as Periods, and when it was handed over first."""

    title: str
    number: int
    year: int
    handed_on: date
    periods: tuple[Period, ...]

    @property
    def name(self):
        """„Informacja o asystenturze” (wydanie 1), in quotation marks."""
        return f"„{self.title}” (wydanie {self.number})"

    def holds(self, first, last):
        """Return whether it tells of some day from `first` to `last`, both included."""
        return any(period.start <= last and first <= period.end for period in self.periods)


def closed_days():
    """Return the ClosedDays of the latest edition that was handed over of each document and year.

    One query where nothing was handed over, else two.
    """
    fields = ("edition__document", "edition__year", "edition", "edition__number", "edition__title")
    handed = HandingOver.objects.order_by("edition__number").values_list(*fields).annotate(first=Min("handed_on"))
    latest = {(document, year): (edition, *rest) for document, year, edition, *rest in handed}
    if not latest:
        return []
    figures = EditionFigure.objects.filter(edition__in=[edition for edition, *_rest in latest.values()])
    periods = defaultdict(list)
    for edition, text in figures.order_by().values_list("edition", "period").distinct():
        periods[edition].append(Period.parse(text))
    return [
        ClosedDays(title, number, year, day, tuple(each for each in periods[edition] if _is_of(each, year)))
        for (_document, year), (edition, number, title, day) in latest.items()
    ]


def _is_of(period, year):
    return period.start.year == period.end.year == year


def papers(first, last):
    """Return (name, day) pairs of what was handed over and tells of some day from `first` to `last`."""
    return [(each.name, each.handed_on) for each in closed_days() if each.holds(first, last)]
