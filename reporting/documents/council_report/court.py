"""Court orders, opinions and reports for the court, and „Niebieskie Karty” procedures."""

from django.utils.text import capfirst

from familycare.lib.polish import HARD_SPACE, number, plural
from reporting.documents.charts import bars
from reporting.documents.figures import listed, share
from reporting.documents.nouns import FAMILY, LETTER, PROCEDURE
from reporting.documents.plan import ChapterPlan, Section


def orders(figures):
    restored = figures.now("court", "authority_restored")
    in_families = plural(restored, "rodzinie", "rodzinach", "rodzinach")
    ranked = figures.ranked("court", keep=lambda row: row.key != "authority_restored")
    return [
        f"Najczęstsze postanowienia obowiązujące {figures.when}: {listed(ranked[:3], FAMILY)}." if ranked else "",
        f"Władzę rodzicielską przywrócono w {number(restored)}{HARD_SPACE}{in_families}." if restored else "",
        "Rodzinę z kilkoma postanowieniami policzono w kilku wierszach.",
    ]


def orders_chart(figures):
    ranked = figures.ranked("court")
    if len(ranked) < 3:
        return None
    return bars(figures, "court", "Rodziny według rodzaju postanowienia", rows=[row.key for row, _value in ranked])


def reports(figures):
    sent, on_time, late, overdue = (figures.now("court_reports", row) for row in ("sent", "on_time", "late", "overdue"))
    return [
        f"Do sądu wysłano {LETTER.object(sent)} (opinie i sprawozdania)"
        f"{figures.change('court_reports', 'sent', LETTER)}."
        if sent
        else "Do sądu nie wysłano żadnego pisma.",
        f"W terminie wyznaczonym przez sąd wysłano {LETTER.object(on_time)} ({share(on_time, sent, LETTER)})."
        if on_time and sent
        else "",
        f"Po terminie wysłano {LETTER.object(late)}." if late else "",
        f"{capfirst(figures.by_end)} nie wysłano {LETTER.of(overdue)}, choć minął termin wyznaczony przez sąd."
        if overdue
        else "",
    ]


def blue_cards(figures):
    procedures, families = figures.now("blue_cards", "procedures"), figures.now("blue_cards", "families")
    return [
        f"W rodzinach objętych wsparciem {plural(procedures, 'toczyła', 'toczyły', 'toczyło')} się "
        f"{PROCEDURE.subject(procedures)} „Niebieskie Karty”{figures.change('blue_cards', 'procedures', PROCEDURE)}; "
        f"{plural(procedures, 'dotyczyła', 'dotyczyły', 'dotyczyły')} {FAMILY.of(families)}."
    ]


PLAN = ChapterPlan(
    key="court",
    title="Sąd i przeciwdziałanie przemocy",
    absent="postanowień sądu, pism do sądu ani procedur „Niebieskie Karty”",
    sections=(
        Section("court", "Postanowienia sądu", "postanowień sądu", orders, orders_chart),
        Section("court_reports", "Opinie i sprawozdania dla sądu", "opinii ani sprawozdań dla sądu", reports),
        Section("blue_cards", "Procedury „Niebieskie Karty”", "procedur „Niebieskie Karty”", blue_cards),
    ),
)
