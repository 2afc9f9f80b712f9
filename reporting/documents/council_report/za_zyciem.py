"""Support under the Act „Za życiem”."""

from reporting.documents.nouns import BENEFIT, CHILD, FAMILY, PREGNANCY
from reporting.documents.plan import ChapterPlan, Section


def za_zyciem(figures):
    families, children, pregnancies, benefits = (
        figures.now("za_zyciem", row) for row in ("families", "children", "at_risk_pregnancies", "benefits")
    )
    where = "W tej rodzinie" if families == 1 else "W tych rodzinach"
    return [
        f"{figures.opening} na podstawie ustawy „Za życiem” wspierano {FAMILY.object(families)}"
        f"{figures.change('za_zyciem', 'families', FAMILY)}."
        if families
        else f"{figures.opening} żadna rodzina nie korzystała ze wsparcia asystenta na podstawie ustawy „Za życiem”.",
        f"{where} było {CHILD.subject(children)}." if children else "",
        f"Odnotowano {PREGNANCY.object(pregnancies)}." if pregnancies else "",
        f"Przyznano {BENEFIT.object(benefits)} z art. 10 ustawy (jednorazowo 4\u00a0000\u00a0zł)"
        f"{figures.change('za_zyciem', 'benefits', BENEFIT)}."
        if benefits
        else "",
    ]


PLAN = ChapterPlan(
    key="za_zyciem",
    title="Wsparcie na podstawie ustawy „Za życiem”",
    absent="wsparcia ani świadczeń na podstawie ustawy „Za życiem”",
    sections=(
        Section("za_zyciem", "„Za życiem”", "wsparcia ani świadczeń na podstawie ustawy „Za życiem”", za_zyciem),
    ),
)
