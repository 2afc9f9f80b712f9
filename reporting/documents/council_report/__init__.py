"""The yearly report of a municipality to its council on family support (art. 179 ust. 1 UWRiSPZ)."""

from django.utils import timezone

from reporting.documents.blocks import Document, numbered
from reporting.documents.council_report import (
    assessments,
    basis,
    care,
    closures,
    conclusions,
    cooperation,
    court,
    families,
    introduction,
    outcomes,
    outside,
    problems,
    staff,
    trainings,
    workshops,
    za_zyciem,
)
from reporting.documents.facts import ReportFigures
from reporting.figures.compute import compute
from reporting.periods import FIRST_YEAR, Period

COMPARED, MOST_COMPARED = 2, 4  # years before: more would be too many columns for a sheet of paper
TITLE = "Sprawozdanie z realizacji zadań z zakresu wspierania rodziny w {year} r."
SUBTITLE = "oraz potrzeby związane z realizacją tych zadań"
CHAPTERS = (
    staff,
    families,
    basis,
    problems,
    outcomes,
    closures,
    care,
    court,
    cooperation,
    workshops,
    trainings,
    za_zyciem,
    assessments,
)


class NoData(ValueError):
    """The year to report on has no figure other than zero."""


def council_report(*, centre, year, compare=2, figures=compute) -> Document:
    """The report on `year`, with the `compare` years before it beside.

    `figures(periods)` gives the computed tables by key. Raises NoData,
    with a message for the user, when nothing is known of that year or it has not begun.
    """
    today = timezone.localdate()
    if year > today.year:
        raise NoData(f"Rok {year} jeszcze się nie zaczął: nie ma z czego ułożyć sprawozdania.")
    nothing = NoData(f"W {year} r. nie ma żadnych danych: nie ma z czego ułożyć sprawozdania.")
    if year - compare < FIRST_YEAR:
        raise nothing
    periods = tuple(Period.year(earlier) for earlier in range(year - compare, year + 1))
    facts = ReportFigures(figures(list(periods)), periods)
    if not any(facts.has(table, facts.period) for table in facts.tables):
        raise nothing
    return Document(
        key="council_report",
        title=TITLE.format(year=year),
        subtitle=SUBTITLE,
        year=year,
        centre=centre.name,
        municipality=centre.municipality,
        authority=centre.authority,
        council=centre.council,
        legal_basis=introduction.LEGAL_BASIS,
        data_as_of=today,
        periods=periods,
        chapters=numbered(
            (
                introduction.chapter(facts, centre=centre.name, data_as_of=today),
                *(module.PLAN.chapter(facts) for module in CHAPTERS),
                outside.chapter(facts),
                conclusions.chapter(facts),
            )
        ),
    )
