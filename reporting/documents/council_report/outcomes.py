"""Outcomes of the work with families."""

from reporting.documents.charts import MOST_BARS, bars
from reporting.documents.figures import ReportFigures, listed
from reporting.documents.nouns import FAMILY
from reporting.documents.plan import ChapterPlan, Section


def is_families(row):
    """Accept rows that count families; the other rows count the persons with the same outcome."""
    return not row.key.endswith(".persons")


def outcomes(figures):
    ranked = figures.ranked("outcomes", keep=is_families)
    return [
        f"Najczęstsze efekty: {listed(ranked[:3], FAMILY)}." if ranked else "",
        _biggest_rise(figures, ranked),
        "Jedna rodzina może osiągnąć w roku kilka efektów.",
    ]


def _biggest_rise(figures: ReportFigures, ranked):
    rises = [(value - (figures.before("outcomes", row.key) or 0), row) for row, value in ranked]
    rise, row = max(rises, key=lambda pair: pair[0], default=(0, None))
    if rise <= 0 or figures.before("outcomes", row.key) is None:
        return ""
    label = row.group_label or row.label
    change = figures.change("outcomes", row.key, FAMILY).removeprefix(", ")
    return f"Najwięcej rodzin przybyło w pozycji „{label}”: {change}."


def outcomes_chart(figures):
    rows = [row.key for row, _value in figures.ranked("outcomes", keep=is_families)[:MOST_BARS]]
    return bars(figures, "outcomes", "Najczęstsze efekty", rows=rows)


PLAN = ChapterPlan(
    key="outcomes",
    title="Efekty pracy z rodzinami",
    absent="efektów pracy z rodzinami",
    sections=(Section("outcomes", "Efekty", "efektów pracy z rodzinami", outcomes, outcomes_chart),),
)
