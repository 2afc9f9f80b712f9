"""Assistants and their work: posts, caseload, the diary."""

from familycare.lib.polish import number, plural
from reporting.documents.charts import bars, year_by_year
from reporting.documents.facts import listed
from reporting.documents.nouns import ADVICE, ASSISTANT, FAMILY, HOUR, POST, VISIT
from reporting.documents.plan import ChapterPlan, Section

LEGAL_CAP = 15


def posts(facts):
    total = facts.now("posts", "total")
    sources = facts.ranked("posts", keep=lambda row: row.key != "total")
    return [
        f"W dniu 31 grudnia {facts.year} r. utrzymywano {POST.object(total)} asystenta rodziny"
        f"{facts.change('posts', 'total', POST)}.",
        f"Źródła finansowania: {listed(sources, POST)}." if sources else "",
    ]


def caseload(facts):
    average, most, full = (facts.now("caseload", row) for row in ("average", "max", "at_cap"))
    return [
        f"W dniu 31 grudnia {facts.year} r. na jednego asystenta przypadało średnio {FAMILY.subject(average)}; "
        f"ustawa dopuszcza najwyżej {LEGAL_CAP} rodzin naraz (art. 15 ust. 4).",
        f"Największa liczba rodzin, z którymi jeden asystent pracował tego samego dnia, to {number(most)}.",
        f"Pełną liczbę {LEGAL_CAP} rodzin {plural(full, 'miał', 'miało', 'miało')} tego dnia {ASSISTANT.subject(full)}."
        if full
        else f"Tego dnia żaden asystent nie miał pełnej liczby {LEGAL_CAP} rodzin.",
    ]


def work(facts):
    home, advice, hours = (facts.now("work", row) for row in ("home_visit", "advice", "hours"))
    failed = facts.now("work", "attempted_visit")
    return [
        f"W {facts.year} r. asystenci odbyli {VISIT.object(home)} w miejscu zamieszkania rodzin"
        f"{facts.change('work', 'home_visit', VISIT)}."
        if home
        else "",
        f"Udzielono {ADVICE.of(advice)}{facts.change('work', 'advice', ADVICE)}." if advice else "",
        f"Zapisana w dzienniku praca z rodzinami i dla rodzin zajęła {HOUR.object(round(hours))}." if hours else "",
        f"Nie doszło do skutku {VISIT.of(failed)}." if failed else "",
    ]


def work_chart(facts):
    kinds = facts.ranked("work", keep=lambda row: row.key not in ("advice", "hours"))
    return bars(facts, "work", "Zapisy w dzienniku według rodzaju", rows=[row.key for row, _value in kinds])


def posts_chart(facts):
    # Also those that paid in the years before alone: without them their bars would be too short.
    sources = [row.key for row in facts.tables["posts"].rows if not (row.is_total or row.is_part)]
    return year_by_year(facts, "posts", "Etaty według źródła finansowania", rows=sources, form="stacked")


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
