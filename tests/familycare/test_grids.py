"""Grids: what is typed or pasted into them, by one person or by two at once."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from familycare.lib.fields import AmountField
from familycare.lib.grids.grid import GridForm, GridHeading
from tests.html_forms import fields_of
from tests.html_pages import one, select, words

ROWS = [GridHeading("budget", "Budżet"), GridHeading("own", "w tym własne"), GridHeading("eu", "w tym unijne")]
COLUMNS = [GridHeading("2023", "2023 r.", also=("2023",)), GridHeading("2024", "2024 r.", also=("2024",))]
SAVED = {("budget", "2023"): Decimal("1234.50"), ("own", "2023"): Decimal(7)}

AMOUNT = AmountField(required=False)


def grid(data=None, values=SAVED, cells=None, rows=ROWS):
    return GridForm(rows, COLUMNS, values, cells or AMOUNT, data=data)


def shown(made):
    cells = render_to_string("components/grid.html", {"grid": made, "back": "/"})
    return f'<form class="card" method="post">{cells}</form>'


def opened(values=SAVED, **kwargs):
    """What the browser would send back untouched, from a grid of these values."""
    return fields_of(shown(grid(values=values, **kwargs)))


def sent(**changes):
    """What is sent when the cells are changed: `budget_2023="1"`."""
    return opened() | {f"cell:{name.replace('_', ':')}": text for name, text in changes.items()}


def text_in(made, name):
    return one(shown(made), f'[name="{name}"]').value


class TestTyping:
    def test_nothing_changed_changes_nothing(self):
        made = grid(sent())
        assert made.is_valid() and made.changes == {}

    def test_changes_are_those_of_the_user(self):
        made = grid(sent(budget_2023="1 234,6 zł", eu_2024="0", own_2023=""))
        assert made.is_valid()
        assert made.changes == {
            ("budget", "2023"): (Decimal("1234.50"), Decimal("1234.6")),
            ("eu", "2024"): (None, 0),
            ("own", "2023"): (Decimal(7), None),
        }

    def test_the_same_number_written_otherwise_is_no_change(self):
        assert grid(sent(budget_2023="1.234,50 zł")).changes == {}

    def test_a_wrong_cell_keeps_all_that_was_typed(self):
        made = grid(sent(budget_2023="około 1300", eu_2024="5"))
        assert not made.is_valid()
        assert made.problems == [
            ("id_cell:budget:2023", "Budżet, 2023 r.: To nie jest liczba. Wpisz ją cyframi, np. 1234,50.")
        ]
        assert (text_in(made, "cell:budget:2023"), text_in(made, "cell:eu:2024")) == ("około 1300", "5")
        field = one(shown(made), '[name="cell:budget:2023"]')
        assert "To nie jest liczba" in words(shown(made), f'[id="{field.get("aria-describedby")}"]')

    def test_an_error_of_a_service_stands_at_its_cell(self):
        made = grid(sent(eu_2024="5"))
        made.add_error("eu", "2024", "Za dużo.")
        assert not made.is_valid() and made.problems == [("id_cell:eu:2024", "w tym unijne, 2024 r.: Za dużo.")]

    def test_a_cell_that_is_only_read_takes_nothing(self):
        def only_own(row, column):
            return AMOUNT if row.key == "own" else None

        made = grid(opened(cells=only_own) | {"cell:own:2023": "1"}, cells=only_own)
        assert made.is_valid() and list(made.changes) == [("own", "2023")]
        assert not select(shown(made), '[name="cell:budget:2023"]')
        made = grid(sent(budget_2023="1"), cells=only_own)
        assert list(made.changes) == [] and "nie zapisano „1”" in made.problems[0][1]

    def test_a_field_is_labelled_by_its_row_and_its_column(self):
        page = shown(grid())
        field = one(page, '[name="cell:own:2024"]')
        labels = [words(page, f'[id="{each}"]') for each in field.get("aria-labelledby").split()]
        assert labels == ["w tym własne", "2024 r."]

    @pytest.mark.parametrize("broken", ["", "[]", "{", '{"cells": 1}', '{"rows": {}, "columns": {}, "cells": []}'])
    def test_a_broken_hidden_field_overwrites_nothing_silently(self, broken):
        made = grid(sent(budget_2023="1") | {"cell:shown": broken})
        assert not made.is_valid()
        assert "1234,5" in made.problems[0][1].replace(" ", "")

    def test_a_hidden_field_with_a_sign_that_no_page_can_show(self):
        broken = '{"rows": {"gone": "a\\ud800b"}, "columns": {"2024": "x"}, "cells": {}}'
        made = grid(sent() | {"cell:shown": broken, "cell:gone:2024": "1"})
        assert "ab, x: nie zapisano „1”" in made.problems[0][1]
        str(made.problems).encode()


class TestTwoPeople:
    def test_each_changes_cells_of_their_own(self):
        made = grid(sent(own_2023="8"), values=SAVED | {("budget", "2023"): Decimal(9)})
        assert made.is_valid() and list(made.changes) == [("own", "2023")]

    def test_the_same_cell_says_both_values_and_saving_again_overwrites(self):
        values = SAVED | {("budget", "2023"): Decimal(9)}
        first = grid(sent(budget_2023="8"), values=values)
        assert not first.is_valid()
        [(_, problem)] = first.problems
        assert "„9”" in problem and "„8”" in problem
        again = grid(fields_of(shown(first)), values=values)
        assert again.is_valid() and again.changes == {("budget", "2023"): (9, 8)}

    def test_a_value_that_the_other_deleted(self):
        made = grid(sent(budget_2023="8"), values={})
        assert "usunął" in made.problems[0][1] and not made.is_valid()

    def test_the_same_value_twice_is_no_conflict(self):
        made = grid(sent(budget_2023="8"), values=SAVED | {("budget", "2023"): Decimal(8)})
        assert made.is_valid() and made.changes == {}

    def test_what_was_typed_into_a_deleted_row_is_said(self):
        made = grid(sent(own_2024="8"), rows=[ROWS[0]])
        assert not made.is_valid()
        assert [problem for _, problem in made.problems] == [
            "w tym własne, 2024 r.: nie zapisano „8”, bo nie ma tu już takiego miejsca."
        ]


class TestPasting:
    def paste(self, text, first=("budget", "2023"), **kwargs):
        where = {"cell:first-row": first[0], "cell:first-column": first[1]}
        return grid(opened() | where | {"cell:paste": text, "cell:insert": "1"}, **kwargs)

    def inserted(self, made):
        assert made.paste_complaints == []
        return {key: new for key, (_, new) in grid(fields_of(shown(made))).changes.items()}

    @pytest.mark.parametrize("text", ["1\t2\n3\t4", "1;2\n3;4\n", "1\t2\t\r\n3\t4\t\r\n\t\t\r\n", '"1"\t2\n3\t4'])
    def test_values_go_right_and_down_from_the_chosen_cell(self, text):
        made = self.paste(text, first=("own", "2023"))
        assert not made.is_valid(), "pasted values are looked at before they are saved"
        assert self.inserted(made) == {
            ("own", "2023"): 1,
            ("own", "2024"): 2,
            ("eu", "2023"): 3,
            ("eu", "2024"): 4,
        }

    def test_headings_say_where_values_go(self):
        made = self.paste("Źródło\t2024\t2023\nW TYM  unijne\t1\t2\nBudżet\t3\t", first=("eu", "2024"))
        assert self.inserted(made) == {("eu", "2024"): 1, ("eu", "2023"): 2, ("budget", "2024"): 3}

    def test_a_column_of_numbers_of_rows_is_passed_over(self):
        assert self.inserted(self.paste("Lp.\tPowód\t2024\n1.\tw tym unijne\t5")) == {("eu", "2024"): 5}

    def test_headings_of_columns_alone(self):
        assert self.inserted(self.paste("2024 r.\n5\n6")) == {("budget", "2024"): 5, ("own", "2024"): 6}

    def test_headings_of_rows_alone(self):
        assert self.inserted(self.paste("w tym własne\t5\nBudżet\t6")) == {("own", "2023"): 5, ("budget", "2023"): 6}

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("1\t2\t3", "Wklejasz 3\u00a0kolumny, a w siatce od „2023 r.” jest miejsce na 2\u00a0kolumny."),
            ("1\n2\n3\n4", "Wklejasz 4\u00a0wiersze, a w siatce od „Budżet” jest miejsce na 3\u00a0wiersze."),
            ("Budżet\t1\nRazem\t2", "W siatce nie ma wiersza „Razem”."),
            ("Budżet\t1\nBudżet\t2", "„Budżet” jest we wklejonym tekście więcej niż raz."),
            ("\t2024\t2025\nBudżet\t1\t2", "W siatce nie ma kolumny „2025”."),
            (" \n\t", "Wklej tu komórki skopiowane z arkusza."),
            ("1" * 600_000, "To za dużo na raz. Wklej mniejszą część arkusza."),
        ],
    )
    def test_what_does_not_fit_is_said_and_nothing_is_lost(self, text, said):
        made = self.paste(text)
        assert said in made.paste_complaints and not made.is_valid()
        assert text_in(made, "cell:paste") == text
        assert text_in(made, "cell:budget:2023") == "1 234,5"

    def test_a_name_that_two_rows_have_places_nothing(self):
        made = self.paste("Budżet\t1", rows=[*ROWS, GridHeading("other", "Budżet")])
        assert "W siatce jest kilka wierszy „Budżet”." in made.paste_complaints

    def test_a_wrong_value_stands_in_its_cell(self):
        made = self.paste("1\tx")
        assert [id for id, _ in made.problems] == ["id_cell:budget:2024"]
        assert text_in(made, "cell:budget:2024") == "x"

    def test_text_that_was_not_inserted_is_not_lost_by_saving(self):
        made = grid(opened() | {"cell:paste": "1\t2"})
        assert not made.is_valid() and "nie wstawiono" in made.problems[0][1]

    def test_into_a_grid_without_rows(self):
        assert self.paste("1", rows=[]).paste_complaints == ["W siatce nie ma jeszcze miejsca na wartości."]

    def test_texts(self):
        made = self.paste("\t2023\nBudżet\tz arkusza", cells=forms.CharField(required=False))
        assert text_in(made, "cell:budget:2023") == "z arkusza"


class TestAmounts:
    @pytest.mark.parametrize(
        ("text", "amount"),
        [
            ("1234,50", "1234.50"),
            ("1\u00a0234,50 zł", "1234.50"),
            ("1 234 567", "1234567"),
            ("1.234.567,89", "1234567.89"),
            ("1.234.567", "1234567"),
            ("1234.5", "1234.5"),
            ("12%", "12"),
            ("0", "0"),
            ("−5", "-5"),
            (",5", "0.5"),
            ("5,", "5"),
            ("–", None),
            (" ", None),
        ],
    )
    def test_reads(self, text, amount):
        assert AMOUNT.clean(text) == (None if amount is None else Decimal(amount))

    @pytest.mark.parametrize(
        "text",
        [
            "1,234",
            "12 34",
            "1 2345",
            "12,3,4",
            "pięć",
            "1e5",
            "NaN",
            ",",
            "١٢",
            "1" * 10_000,
            "5 osób",
            "1.234",
            "9" * 14,
        ],
    )
    def test_refuses(self, text):
        with pytest.raises(ValidationError):
            AMOUNT.clean(text)

    @pytest.mark.parametrize(("places", "text"), [(None, "1 234,5"), (2, "1 234,50")])
    def test_shows(self, places, text):
        assert AmountField(places=places).prepare_value(Decimal("1234.50")).replace("\u00a0", " ") == text
