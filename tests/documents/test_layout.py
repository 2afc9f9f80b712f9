"""The layout of tables."""

from decimal import Decimal

from reporting.documents.layout import layout, period_range
from reporting.figures.compute import ComputedRow, ComputedTable
from reporting.periods import Period


def table(years, *rows, unit="count"):
    return ComputedTable("t", "T", unit, "", "", tuple(Period.year(year) for year in years), rows)


def row(key, values, label="", unit="families", **more):
    return ComputedRow(key, label or key, unit, values, **more)


def measured(key, values, unit, measure, group="szkoła"):
    return row(key, values, f"{group} – {measure}", unit, group_label=group, measure_label=measure)


def texts(grid):
    return [[cell.text for cell in line.cells] for body in grid.bodies for line in body]


def test_plain_rows_have_a_column_for_each_year():
    grid = layout(table([2022, 2023], row("a", (1, 2)), row("total", (1, 2), is_total=True)))
    assert (grid.columns, grid.groups) == (("2022 r.", "2023 r."), ())
    assert [line.role for line in grid.bodies[0]] == ["row", "total"]
    assert texts(grid) == [["1", "2"], ["1", "2"]]


def test_measures_are_side_by_side():
    school = (
        measured("s.contacts", (7, 8), "count", "kontakty"),
        measured("s.families", (3, 4), "families", "rodziny"),
    )
    grid = layout(table([2022, 2023], *school))
    assert grid.groups == ("kontakty", "rodziny")
    assert grid.span == 2
    assert [line.label for line in grid.bodies[0]] == ["szkoła"]
    assert texts(grid) == [["7", "8", "3", "4"]]


def test_a_row_without_a_measure_is_the_first_measure_of_its_group():
    grid = layout(
        table([2023], row("work", (5,), "praca"), measured("work.persons", (6,), "persons", "osoby", "praca"))
    )
    assert grid.groups == ("rodziny", "osoby")
    assert texts(grid) == [["5", "6"]]


def test_a_missing_measure_is_zero_without_a_link():
    rows = (
        measured("a.persons", (2,), "persons", "osoby", "a"),
        measured("a.families", (1,), "families", "rodziny", "a"),
        measured("b.families", (1,), "families", "rodziny", "b"),
    )
    assert texts(layout(table([2023], *rows))) == [["2", "1"], ["0", "1"]]
    assert layout(table([2023], *rows)).bodies[0][1].cells[0].row == ""


def test_too_many_columns_become_lines():
    years = [2020, 2021, 2022, 2023]
    rows = (
        row("events", (1, 1, 1, 1)),
        measured("s.contacts", (7, 7, 7, 8), "count", "kontakty"),
        measured("s.families", (3, 3, 3, 4), "families", "rodziny"),
    )
    grid = layout(table(years, *rows))
    assert [line.role for body in grid.bodies for line in body] == ["row", "group", "measure", "measure"]
    assert [line.label for line in grid.bodies[1]] == ["szkoła", "kontakty", "rodziny"]


def test_money_has_its_unit_and_a_wide_column():
    cost = measured("c.cost", (Decimal("1234.5"),), "PLN", "koszt gminy", "razem")
    grid = layout(table([2023], measured("c.children", (2,), "children", "dzieci", "razem"), cost))
    assert grid.groups == ("dzieci", "koszt gminy (zł)")
    assert grid.wide == (False, True)
    assert texts(grid) == [["2", "1\u00a0234,50"]]


def test_a_row_with_a_fraction_has_two_decimals():
    grid = layout(table([2022, 2023], row("average", (Decimal("12.00"), Decimal("10.5")))))
    assert texts(grid) == [["12,00", "10,50"]]


def test_no_data_is_not_zero():
    assert texts(layout(table([2022, 2023], row("a", (None, 0))))) == [["b.d.", "0"]]


def test_periods_in_words():
    assert period_range([Period.year(2023)]) == "2023 r."
    assert period_range([Period.year(2022), Period.year(2023)]) == "lata 2022–2023"
    assert period_range([Period.year(2022), Period.parse("2024-H1")]) == "2022 r., I półrocze 2024 r."
