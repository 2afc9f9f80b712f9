"""Needs and conclusions that the figures support, and room for the manager's own."""

from familycare.lib.polish import money, number, percent, plural
from reporting.documents.blocks import Chapter, Points, RuledSpace, Signatures
from reporting.documents.council_report.staff import LEGAL_CAP
from reporting.documents.facts import ReportFigures
from reporting.documents.nouns import ASSESSMENT, ASSISTANT, FAMILY, LETTER, POST
from reporting.documents.plan import paragraph, prose

KEY, TITLE = "conclusions", "Potrzeby i wnioski"
LINES = 8


def chapter(facts: ReportFigures) -> Chapter:
    """Each need is derived from a figure; nothing is said where the figures give no ground for it."""
    needs = tuple(prose(need) for need in _needs(facts) if need)
    derived = (
        (paragraph(["Z liczb zawartych w sprawozdaniu wynika:"]), Points(needs))
        if needs
        else (paragraph(["Z liczb zawartych w sprawozdaniu nie wynikają pilne potrzeby."]),)
    )
    own = RuledSpace("Potrzeby i wnioski kierującego jednostką", LINES)
    return Chapter(KEY, TITLE, (*derived, own, Signatures(("Sporządził(a)", "Zatwierdził(a)"))))


def _needs(facts):
    yield _caseload(facts)
    yield _full(facts)
    yield _posts(facts)
    yield _assessments(facts)
    yield _court_reports(facts)
    yield _care_costs(facts)


def _caseload(facts):
    average = facts.now("caseload", "average")
    if not average:
        return ""
    return (
        f"Na jednego asystenta przypadało na koniec roku średnio {FAMILY.subject(average)}, "
        f"czyli {percent(average, LEGAL_CAP)} ustawowego limitu {LEGAL_CAP} rodzin."
    )


def _full(facts):
    full = facts.now("caseload", "at_cap")
    if not full:
        return ""
    return (
        f"{ASSISTANT.subject(full)} {plural(full, 'pracował', 'pracowało', 'pracowało')} na koniec roku z {LEGAL_CAP} "
        f"rodzinami i nie może przyjąć kolejnej, dopóki nie zwolni się miejsce."
    )


def _posts(facts):
    total, before = facts.now("posts", "total"), facts.before("posts", "total")
    if before is None or total >= before:
        return ""
    return (
        f"W ciągu roku ubyło etatów asystenta rodziny: było ich {number(before)}, jest {number(total)} "
        f"(mniej o {POST.object(before - total)})."
    )


def _assessments(facts):
    lacking, due = facts.now("assessments", "missing"), facts.now("assessments", "due")
    if not lacking:
        return ""
    return (
        f"Do uzupełnienia {plural(lacking, 'pozostaje', 'pozostają', 'pozostaje')} {ASSESSMENT.subject(lacking)} "
        f"sytuacji rodziny ({percent(lacking, due)} tych, których termin przypadał w {facts.year} r.)."
    )


def _court_reports(facts):
    overdue = facts.now("court_reports", "overdue")
    return f"Do sądu trzeba wysłać {LETTER.object(overdue)} po terminie." if overdue else ""


def _care_costs(facts):
    cost, before = facts.now("care_costs", "total.municipal_cost"), facts.before("care_costs", "total.municipal_cost")
    if not before or cost <= before:
        return ""
    return (
        f"Udział gminy w kosztach pieczy zastępczej wzrósł o {money(cost - before)} ({percent(cost - before, before)}) "
        f"wobec {facts.year - 1} r."
    )
