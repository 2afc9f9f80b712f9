"""Assessments of the families' situation: on time, late, missing (UWRiSPZ art. 15 ust. 1 pkt 15)."""

from django.utils.text import capfirst

from reporting.documents.charts import year_by_year
from reporting.documents.figures import share
from reporting.documents.nouns import ASSESSMENT
from reporting.documents.plan import ChapterPlan, Section


def assessments(figures):
    due, on_time, late, lacking = (figures.now("assessments", row) for row in ("due", "on_time", "late", "missing"))
    return [
        "Sytuację rodziny ocenia się okresowo, nie rzadziej niż co pół roku (art. 15 ust. 1 pkt 15 ustawy).",
        f"{figures.opening} przypadał termin {ASSESSMENT.of(due)}; w terminie przeprowadzono "
        f"{ASSESSMENT.object(on_time)} ({share(on_time, due, ASSESSMENT)}).",
        f"Po terminie przeprowadzono {ASSESSMENT.object(late)}." if late else "",
        f"{capfirst(figures.by_end)} nie przeprowadzono {ASSESSMENT.of(lacking)}."
        if lacking
        else f"Nie było ocen, których {figures.by_end} nie przeprowadzono.",
    ]


def assessments_chart(figures):
    rows = ("on_time", "late", "missing")
    return year_by_year(figures, "assessments", "Terminowość ocen sytuacji rodziny", rows=rows, form="share")


PLAN = ChapterPlan(
    key="assessments",
    title="Terminowość ocen sytuacji rodzin",
    absent="ocen, których termin przypadał w tym czasie",
    sections=(
        Section(
            "assessments",
            "Oceny",
            "ocen, których termin przypadał w tym czasie",
            assessments,
            assessments_chart,
        ),
    ),
)
