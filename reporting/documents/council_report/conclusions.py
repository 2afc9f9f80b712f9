"""Needs that follow from the figures, and space for the manager's own conclusions.

Of what was late in the year, only what is still missing today is a need.
"""

from django.utils.text import capfirst

from familycare.lib.polish import money, number, percent, plural
from reporting.documents.blocks import Chapter, Points, RuledSpace, Signatures
from reporting.documents.council_report.staff import LEGAL_CAP, on_average
from reporting.documents.figures import ReportFigures
from reporting.documents.nouns import ASSESSMENT, ASSISTANT, LETTER, POST
from reporting.documents.plan import paragraph, prose

KEY, TITLE = "conclusions", "Potrzeby i wnioski"
LINES = 8


def chapter(figures: ReportFigures) -> Chapter:
    """Return the chapter. Every need is derived from a figure; without such figures the chapter says so."""
    needs = tuple(prose(need) for need in _needs(figures) if need)
    derived = (
        (paragraph(["Z liczb zawartych w sprawozdaniu wynika:"]), Points(needs))
        if needs
        else (paragraph(["Z liczb zawartych w sprawozdaniu nie wynikają pilne potrzeby."]),)
    )
    own = RuledSpace("Potrzeby i wnioski kierownictwa jednostki", LINES)
    return Chapter(KEY, TITLE, (*derived, own, Signatures(("Sporządził(a)", "Zatwierdził(a)"))))


def _needs(figures):
    yield _caseload(figures)
    yield _full(figures)
    yield _posts(figures)
    yield _assessments(figures)
    yield _court_reports(figures)
    yield _care_costs(figures)


def _caseload(figures):
    average = figures.now("caseload", "average")
    if not average:
        return ""
    return (
        f"Na jednego asystenta {figures.at_end} {on_average(average)}, "
        f"czyli {percent(average, LEGAL_CAP)} ustawowego limitu {LEGAL_CAP} rodzin."
    )


def _full(figures):
    full = figures.now("caseload", "at_cap")
    if not full:
        return ""
    worked, could = plural(full, "pracował", "pracowało", "pracowało"), plural(full, "mógł", "mogło", "mogło")
    return (
        f"{capfirst(figures.at_end)} {ASSISTANT.subject(full)} {worked} z {LEGAL_CAP} rodzinami i nie {could} "
        f"przyjąć kolejnej, dopóki nie zwolni się miejsce."
    )


def _posts(figures):
    total, before = figures.now("posts", "total"), figures.before("posts", "total")
    if before is None or total >= before:
        return ""
    return (
        f"W ciągu roku ubyło etatów asystenta rodziny: było ich {number(before)}, zostało {number(total)} "
        f"(o {POST.object(before - total)} mniej)."
    )


def _assessments(figures):
    lacking, due = figures.still_open.get("assessments", 0), figures.now("assessments", "due")
    if not lacking:
        return ""
    return (
        f"Do uzupełnienia {plural(lacking, 'pozostaje', 'pozostają', 'pozostaje')} {ASSESSMENT.subject(lacking)} "
        f"sytuacji rodziny ({percent(lacking, due)} tych, których termin przypadał {figures.when})."
    )


def _court_reports(figures):
    overdue = figures.still_open.get("court_reports", 0)
    which = plural(overdue, "którego", "których", "których")
    return f"Do sądu trzeba jeszcze wysłać {LETTER.object(overdue)}, {which} termin minął." if overdue else ""


def _care_costs(figures):
    cost, before = (
        figures.now("care_costs", "total.municipal_cost"),
        figures.before("care_costs", "total.municipal_cost"),
    )
    if not before or cost <= before:
        return ""
    return (
        f"Udział gminy w kosztach pieczy zastępczej wzrósł o {money(cost - before)} ({percent(cost - before, before)}) "
        f"wobec {figures.year - 1} r."
    )
