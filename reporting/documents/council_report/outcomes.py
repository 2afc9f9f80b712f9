"""What changed for the better."""

from reporting.documents.charts import MOST_BARS, bars
from reporting.documents.facts import ReportFigures, listed
from reporting.documents.nouns import FAMILY
from reporting.documents.plan import ChapterPlan, Section


def is_families(row):
    """Rows that count families; the others count the persons of the same outcome."""
    return not row.key.endswith(".persons")


def outcomes(facts):
    ranked = facts.ranked("outcomes", keep=is_families)
    return [
        f"Najczęstsze zmiany na lepsze: {listed(ranked[:3], FAMILY)}." if ranked else "",
        _biggest_rise(facts, ranked),
        "Jedna rodzina może osiągnąć kilka zmian w roku.",
    ]


def _biggest_rise(facts: ReportFigures, ranked):
    rises = [(value - (facts.before("outcomes", row.key) or 0), row) for row, value in ranked]
    rise, row = max(rises, key=lambda pair: pair[0], default=(0, None))
    if rise <= 0 or facts.before("outcomes", row.key) is None:
        return ""
    label = row.group_label or row.label
    return f"Najbardziej przybyło rodzin w pozycji: {label}{facts.change('outcomes', row.key, FAMILY)}."


def outcomes_chart(facts):
    rows = [row.key for row, _value in facts.ranked("outcomes", keep=is_families)[:MOST_BARS]]
    return bars(facts, "outcomes", "Najczęstsze zmiany na lepsze", rows=rows)


PLAN = ChapterPlan(
    key="outcomes",
    title="Efekty pracy z rodzinami",
    absent="efektów pracy z rodzinami",
    sections=(Section("outcomes", "Efekty", "efektów pracy z rodzinami", outcomes, outcomes_chart),),
)
