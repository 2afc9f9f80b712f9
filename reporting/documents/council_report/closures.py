"""Support that ended: why, and with what result."""

from familycare.lib.polish import plural
from reporting.documents.charts import year_by_year
from reporting.documents.facts import listed, share
from reporting.documents.nouns import ENDING, FAMILY
from reporting.documents.plan import ChapterPlan, Section


def closures(facts):
    total, families = facts.now("closures", "total"), facts.now("closures", "families")
    reasons = facts.ranked("closures", keep=lambda row: row.key not in ("total", "families"))
    concerned = plural(total, "dotyczyło ono", "dotyczyły one", "dotyczyły one")
    return [
        f"W {facts.year} r. odnotowano {ENDING.object(total)} współpracy{facts.change('closures', 'total', ENDING)}; "
        f"{concerned} {FAMILY.of(families)}.",
        f"Przyczyny: {listed(reasons)}." if reasons else "",
    ]


def results(facts):
    total = facts.now("closures", "total")
    completed, interrupted = facts.now("closure_results", "completed"), facts.now("closure_results", "interrupted")
    return [
        f"Osiągnięcie celów było powodem {ENDING.of(completed)} ({share(completed, total, ENDING)})"
        f"{facts.change('closure_results', 'completed', ENDING)}."
        if completed
        else "Żadna współpraca nie zakończyła się osiągnięciem celów.",
        f"Przerwanie współpracy było powodem {ENDING.of(interrupted)} ({share(interrupted, total, ENDING)})"
        f"{facts.change('closure_results', 'interrupted', ENDING)}."
        if interrupted
        else "",
    ]


def results_chart(facts):
    rows = ("completed", "interrupted", "other")
    return year_by_year(facts, "closure_results", "Zakończenia według wyniku", rows=rows, form="share")


PLAN = ChapterPlan(
    key="closures",
    title="Zakończenie współpracy",
    absent="zakończeń współpracy",
    sections=(
        Section("closures", "Przyczyny zakończenia", "zakończeń współpracy", closures),
        Section("closure_results", "Wynik współpracy", "zakończeń współpracy", results, results_chart),
    ),
)
