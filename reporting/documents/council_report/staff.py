"""Assistants and their work: posts, caseload, visits."""

from familycare.lib.polish import number, plural
from reporting.documents.charts import bars, year_by_year
from reporting.documents.figures import listed
from reporting.documents.nouns import ADVICE, ASSISTANT, FAMILY, HOUR, POST, VISIT
from reporting.documents.plan import ChapterPlan, Section

LEGAL_CAP = 15


def posts(figures):
    total = figures.now("posts", "total")
    sources = figures.ranked("posts", keep=lambda row: row.key != "total")
    return [
        f"W dniu {figures.on_last_day} utrzymywano {POST.object(total)} asystenta rodziny"
        f"{figures.change('posts', 'total', POST)}.",
        f"Źródła finansowania: {listed(sources, POST)}." if sources else "",
    ]


def caseload(figures):
    average, most, full = (figures.now("caseload", row) for row in ("average", "max", "at_cap"))
    return [
        f"W dniu {figures.on_last_day} na jednego asystenta {on_average(average)}; "
        f"ustawa dopuszcza najwyżej {LEGAL_CAP} rodzin naraz (art. 15 ust. 4).",
        f"Pełną liczbę {LEGAL_CAP} rodzin {plural(full, 'miał', 'miało', 'miało')} tego dnia {ASSISTANT.subject(full)}."
        if full
        else f"Tego dnia żaden asystent nie miał pełnej liczby {LEGAL_CAP} rodzin.",
        f"Najwięcej rodzin, z którymi jeden asystent pracował naraz {figures.when}, to {number(most)}.",
    ]


def on_average(families):
    """Return „przypadało średnio 9,13 rodziny” for the mean number of families of one assistant."""
    falls = plural(families, "przypadała", "przypadały", "przypadało", "przypadało")
    return f"{falls} średnio {FAMILY.subject(families)}"


def work(figures):
    home, advice, hours = (figures.now("work", row) for row in ("home_visit", "advice", "hours"))
    failed = figures.now("work", "attempted_visit")
    return [
        f"{figures.opening} asystenci odbyli {VISIT.object(home)} w miejscu zamieszkania rodzin"
        f"{figures.change('work', 'home_visit', VISIT)}."
        if home
        else "",
        f"Udzielono {ADVICE.of(advice)}{figures.change('work', 'advice', ADVICE)}." if advice else "",
        f"Zapisana w dzienniku praca z rodzinami i dla rodzin zajęła {HOUR.object(round(hours))}." if hours else "",
        f"Nie {plural(failed, 'doszła', 'doszły', 'doszło')} do skutku {VISIT.subject(failed)}." if failed else "",
    ]


def work_chart(figures):
    kinds = figures.ranked("work", keep=lambda row: row.key not in ("advice", "hours"))
    return bars(figures, "work", "Wpisy w dzienniku według rodzaju", rows=[row.key for row, _value in kinds])


def posts_chart(figures):
    # All sources, also those of earlier years only: without them the bars of these years would be too short.
    sources = [row.key for row in figures.tables["posts"].rows if not (row.is_total or row.is_part)]
    return year_by_year(figures, "posts", "Etaty według źródła finansowania", rows=sources, form="stacked")


PLAN = ChapterPlan(
    key="staff",
    title="Asystenci rodziny i ich praca",
    absent="pracy asystentów rodziny",
    sections=(
        Section("posts", "Etaty", "etatów asystentów rodziny", posts, posts_chart),
        Section("caseload", "Obciążenie asystentów", "rodzin przydzielonych asystentom", caseload),
        Section("work", "Praca z rodzinami", "wpisów w dzienniku wizyt", work, work_chart),
    ),
)
