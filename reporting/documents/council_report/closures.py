"""Closed cases: reasons and results."""

from familycare.lib.polish import plural
from reporting.documents.charts import year_by_year
from reporting.documents.figures import listed, share
from reporting.documents.nouns import ENDING, FAMILY
from reporting.documents.plan import ChapterPlan, Section


def closures(figures):
    total, families = figures.now("closures", "total"), figures.now("closures", "families")
    reasons = figures.ranked("closures", keep=lambda row: row.key not in ("total", "families"))
    concerned = plural(total, "dotyczyło ono", "dotyczyły one", "dotyczyły one")
    return [
        f"{figures.opening} odnotowano {ENDING.object(total)} współpracy"
        f"{figures.change('closures', 'total', ENDING)}; {concerned} {FAMILY.of(families)}.",
        f"Przyczyny: {listed(reasons)}." if reasons else "",
    ]


def results(figures):
    total = figures.now("closures", "total")
    completed, interrupted = figures.now("closure_results", "completed"), figures.now("closure_results", "interrupted")
    return [
        f"Osiągnięcie celów było powodem {ENDING.of(completed)} ({share(completed, total, ENDING)})"
        f"{figures.change('closure_results', 'completed', ENDING)}."
        if completed
        else "Żadna współpraca nie zakończyła się osiągnięciem celów.",
        f"Przerwanie współpracy – przez rodzinę albo z powodu braku efektów – to {ENDING.subject(interrupted)} "
        f"({share(interrupted, total, ENDING)})"
        f"{figures.change('closure_results', 'interrupted', ENDING)}."
        if interrupted
        else "",
    ]


def results_chart(figures):
    rows = ("completed", "interrupted", "other")
    return year_by_year(figures, "closure_results", "Zakończenia według wyniku", rows=rows, form="share")


PLAN = ChapterPlan(
    key="closures",
    title="Zakończenie współpracy",
    absent="zakończeń współpracy",
    sections=(
        Section("closures", "Przyczyny zakończenia", "zakończeń współpracy", closures),
        Section("closure_results", "Wynik współpracy", "zakończeń współpracy", results, results_chart),
    ),
)
