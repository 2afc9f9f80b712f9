"""Closed cases: why, and with what result."""

from familycare.polish import plural
from reporting.documents.charts import year_by_year
from reporting.documents.facts import listed, share
from reporting.documents.nouns import CASE, FAMILY
from reporting.documents.plan import ChapterPlan, Section


def closures(facts):
    total, families = facts.now("closures", "total"), facts.now("closures", "families")
    reasons = facts.ranked("closures", keep=lambda row: row.key not in ("total", "families"))
    concerned = plural(total, "dotyczyła ona", "dotyczyły one", "dotyczyły one")
    return [
        f"W {facts.year} r. zamknięto {CASE.object(total)}{facts.change('closures', 'total', CASE)}; "
        f"{concerned} {FAMILY.of(families)}.",
        f"Przyczyny: {listed(reasons, CASE)}." if reasons else "",
    ]


def results(facts):
    total = facts.now("closures", "total")
    completed, interrupted = facts.now("closure_results", "completed"), facts.now("closure_results", "interrupted")
    return [
        f"Cele współpracy osiągnięto w przypadku {CASE.of(completed)} ({share(completed, total, CASE)} zamkniętych)"
        f"{facts.change('closure_results', 'completed', CASE)}."
        if completed
        else "Żadnej sprawy nie zamknięto z powodu osiągnięcia celów.",
        f"Współpracę przerwano w przypadku {CASE.of(interrupted)} ({share(interrupted, total, CASE)} zamkniętych)"
        f"{facts.change('closure_results', 'interrupted', CASE)}."
        if interrupted
        else "",
    ]


def results_chart(facts):
    rows = ("completed", "interrupted", "other")
    return year_by_year(facts, "closure_results", "Wynik zamkniętych spraw", rows=rows, form="share")


PLAN = ChapterPlan(
    key="closures",
    title="Zakończenie współpracy",
    absent="zamkniętych spraw",
    sections=(
        Section("closures", "Przyczyny zamknięcia spraw", "zamkniętych spraw", closures),
        Section("closure_results", "Wynik współpracy", "zamkniętych spraw", results, results_chart),
    ),
)
