"""The annual report of a municipality to its council on family support (UWRiSPZ art. 179 ust. 1)."""

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
from reporting.documents.figures import ReportFigures
from reporting.figures.compute import compute
from reporting.figures.small_numbers import without_small_counts, without_small_numbers
from reporting.figures.still_open import still_open
from reporting.periods import FIRST_YEAR, Period

COMPARED, MOST_COMPARED = 2, 4  # earlier years: more columns do not fit on paper
TITLE = "Sprawozdanie z realizacji zadań z zakresu wspierania rodziny w {year} r."
SUBTITLE = "oraz potrzeby związane z realizacją tych zadań"
CHAPTERS = (
    staff.PLAN,
    families.PLAN,
    basis.PLAN,
    problems.PLAN,
    outcomes.PLAN,
    closures.PLAN,
    care.PLAN,
    court.PLAN,
    cooperation.PLAN,
    cooperation.SUPPORTING_FAMILIES,
    cooperation.DAY_CARE,
    workshops.PLAN,
    trainings.PLAN,
    za_zyciem.PLAN,
    assessments.PLAN,
)


class NoData(ValueError):
    """There are no figures for the year of the report; the message is for the user, in Polish."""


def council_report(
    *, centre, year, compare=2, compute_tables=compute, find_still_open=still_open, conceals=False
) -> Document:
    """Return the report on `year`, compared with the `compare` years before it.

    `compute_tables(periods)` returns the computed tables by key, `find_still_open(period)` what `still_open` returns.
    `conceals`: without small numbers. Raises NoData when every figure of the year is zero or the year has not begun.
    """
    today = timezone.localdate()
    if year > today.year:
        raise NoData(f"Rok {year} jeszcze się nie zaczął: nie ma z czego ułożyć sprawozdania.")
    nothing = NoData(f"W {year} r. nie ma żadnych danych: nie ma z czego ułożyć sprawozdania.")
    if year - compare < FIRST_YEAR:
        raise nothing
    periods = tuple(Period.year(earlier) for earlier in range(year - compare, year + 1))
    tables, late = compute_tables(list(periods)), find_still_open(periods[-1])
    if conceals:
        tables, late = without_small_numbers(tables), without_small_counts(late)
    figures = ReportFigures(tables, periods, late)
    if not any(figures.has(table, figures.period) for table in figures.tables):
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
                introduction.chapter(figures, centre=centre.name, data_as_of=today),
                *(plan.chapter(figures) for plan in CHAPTERS if plan.is_told(figures)),
                outside.chapter(figures),
                conclusions.chapter(figures),
            )
        ),
    )
