"""Cooperation with institutions and specialist help."""

from reporting.documents.charts import MOST_BARS, bars
from reporting.documents.figures import listed
from reporting.documents.nouns import CONTACT, PERSON
from reporting.documents.plan import ChapterPlan, Section


def contacts_only(row):
    return row.key.endswith(".contacts")


def kinds_only(row):
    """Accept rows of a kind of help in all its forms together."""
    return row.key.endswith(".persons") and row.key.count(".") == 1


def institutions(figures):
    ranked = figures.ranked("institutions", keep=contacts_only)
    return [f"Najczęstsze kontakty asystentów w sprawach rodzin: {listed(ranked[:3], CONTACT)}."] if ranked else []


def institutions_chart(figures):
    rows = [row.key for row, _value in figures.ranked("institutions", keep=contacts_only)[:MOST_BARS]]
    return bars(figures, "institutions", "Instytucje, z którymi kontaktowano się najczęściej", rows=rows)


def help_given(figures):
    ranked = figures.ranked("help", keep=kinds_only)
    return [
        f"Wsparcie, z którego skorzystało najwięcej osób: {listed(ranked[:3], PERSON)}." if ranked else "",
        "Wsparcie udzielone całej rodzinie policzono tylko jako rodzinę, bez wskazania osób.",
    ]


def help_chart(figures):
    rows = [row.key for row, _value in figures.ranked("help", keep=kinds_only)[:MOST_BARS]]
    return bars(figures, "help", "Osoby korzystające ze wsparcia specjalistycznego", rows=rows)


PLAN = ChapterPlan(
    key="cooperation",
    title="Współpraca z instytucjami i wsparcie specjalistyczne",
    absent="kontaktów z instytucjami ani wsparcia specjalistycznego",
    sections=(
        Section(
            "institutions", "Współpraca z instytucjami", "kontaktów z instytucjami", institutions, institutions_chart
        ),
        Section("help", "Wsparcie specjalistyczne", "wsparcia specjalistycznego", help_given, help_chart),
    ),
)
