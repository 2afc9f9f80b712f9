"""Relations between figures are written as the figures are, and a broken one is found."""

import pytest

from reporting.figures.compute import ComputedRow, ComputedTable
from reporting.figures.relations.checking import comparisons
from reporting.figures.relations.definitions import Over, adds_up, at_most, equal
from reporting.periods import Period


def computed(*rows, key="support", periods=("2024",)):
    """A table of (key, values, options of a ComputedRow)."""
    made = tuple(
        ComputedRow(name, f"wiersz {name}", "count", tuple(values), **dict(*options)) for name, values, *options in rows
    )
    return {key: ComputedTable(key, "Tabela", "count", "", "", tuple(map(Period.parse, periods)), made)}


def broken(relations, tables):
    return [
        (each.left.label, each.left.value, each.right.label, each.right.value)
        for each in comparisons(tables, relations)
        if not each.holds
    ]


def test_a_sum_with_a_minus():
    tables = computed(("start", [5]), ("begun", [3]), ("ended", [2]), ("end", [7]))
    relation = equal("support.start + support.begun - support.ended", "support.end")
    [found] = broken([relation], tables)
    assert found == ("„wiersz start” + „wiersz begun” − „wiersz ended”", 6, "„wiersz end”", 7)
    assert not broken([at_most("support.start", "support.end")], tables)
    assert broken([at_most("support.end", "support.start")], tables)


def test_a_star_is_the_sum_of_rows_without_totals_and_parts():
    tables = computed(
        ("a.families", [2]),
        ("b.families", [3]),
        ("b.persons", [9]),
        ("of_b.families", [1], {"is_part": True}),
        ("total.families", [5], {"is_total": True}),
    )
    [found] = comparisons(tables, [equal("support.*.families", "support.total.families")])
    assert (found.left.value, found.holds, found.left.label) == (5, True, "suma wierszy tabeli „Tabela”")


def test_a_name_stands_for_each_row():
    tables = computed(("a", [2]), ("b", [4]), ("a.group", [1]), ("b.group", [7]))
    assert broken([at_most("support.{kind}.group", "support.{kind}")], tables) == [
        ("„wiersz b.group”", 7, "„wiersz b”", 4)
    ]


def test_the_end_of_a_period_is_the_start_of_the_next():
    tables = computed(("start", [5, 9, 6]), ("end", [9, 5, 6]), periods=("2023", "2024", "2021"))
    relation = equal("support.end", "support.start", Over.NEXT)
    [found] = comparisons(tables, [relation])
    assert found.holds and (found.left.periods, found.right.periods) == (
        (Period.parse("2023"),),
        (Period.parse("2024"),),
    )
    assert broken([relation], computed(("start", [5, 8]), ("end", [9, 5]), periods=("2023", "2024")))


@pytest.mark.parametrize(
    ("periods", "values", "holds"),
    [
        (("2024", "2024-H1", "2024-H2"), (5, 2, 3), [True]),
        (("2024", "2024-H1", "2024-H2"), (5, 2, 2), [False]),
        (("2024", "2024-Q1", "2024-Q2", "2024-H2"), (6, 1, 2, 3), [True]),
        (("2024", "2024-H1"), (5, 2), []),
        (("2024-H1", "2024-Q1", "2024-Q2", "2024"), (3, 1, 2, 9), [True]),
    ],
)
def test_shorter_periods_add_up(periods, values, holds):
    tables = computed(("opened", values), periods=periods)
    assert [each.holds for each in comparisons(tables, adds_up("support.opened"))] == holds


def test_a_period_that_has_not_begun_is_not_compared():
    tables = computed(("a", [3, 3]), ("b", [2, 4]), periods=("2150", "2024"))
    [found] = comparisons(tables, [at_most("support.a", "support.b")])
    assert found.left.periods == (Period.parse("2024"),)


def test_tables_that_are_not_there_are_not_compared():
    assert comparisons(computed(("a", [1])), [at_most("support.a", "flow.opened")]) == []
    assert comparisons({}) == []
