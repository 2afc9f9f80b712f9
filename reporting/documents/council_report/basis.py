"""The legal basis of support: court orders and the Act „Za życiem”."""

from familycare.lib.polish import number
from reporting.documents.charts import bars
from reporting.documents.figures import in_brackets, share
from reporting.documents.nouns import FAMILY
from reporting.documents.plan import ChapterPlan, Section


def basis(figures):
    served = figures.now("support", "families")
    return [
        "Asystent pracuje z rodziną za jej zgodą, na podstawie zobowiązania sądu (art. 109 § 2 pkt 1 Kodeksu "
        "rodzinnego i opiekuńczego) albo na wniosek złożony na podstawie ustawy „Za życiem”. Zgody ani zobowiązania "
        "nie wymaga praca z małoletnim rodzicem, który opuszcza ośrodek lub zakład dla nieletnich (art. 11 ust. 1a "
        "ustawy).",
        _sentence(figures, "court_ordered", "Zobowiązanie sądu do współpracy z asystentem obejmowało", served)
        or f"{figures.opening} żadna rodzina nie współpracowała z asystentem na podstawie zobowiązania sądu.",
        _sentence(figures, "za_zyciem", "Na podstawie ustawy „Za życiem” wspierano", served)
        or "Żadnej rodziny nie wspierano na podstawie ustawy „Za życiem”.",
    ]


def _sentence(figures, code, opening, served):
    families, cases = figures.now("basis", f"{code}_families"), figures.now("basis", f"{code}_cases")
    if not families:
        return ""
    return (
        f"{opening} {FAMILY.object(families)}{in_brackets(share(families, served, FAMILY))}"
        f"{figures.change('basis', f'{code}_families', FAMILY)}; liczba objęć wsparciem: {number(cases)}."
    )


def basis_chart(figures):
    rows = ("court_ordered_families", "za_zyciem_families")
    return bars(figures, "basis", "Rodziny według podstawy współpracy", rows=rows)


PLAN = ChapterPlan(
    key="basis",
    title="Podstawa pracy z rodziną",
    absent="zobowiązań sądu ani wniosków na podstawie ustawy „Za życiem”",
    sections=(
        Section(
            "basis",
            "Podstawa pracy",
            "zobowiązań sądu ani wniosków na podstawie ustawy „Za życiem”",
            basis,
            basis_chart,
        ),
    ),
)
