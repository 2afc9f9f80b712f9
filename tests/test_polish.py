"""Polish plurals, numbers, money, dates and hard spaces."""

from datetime import date
from decimal import Decimal

import pytest

from familycare.lib import polish

HARD = "\u00a0"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 rodzin"),
        (1, "1 rodzina"),
        (2, "2 rodziny"),
        (4, "4 rodziny"),
        (5, "5 rodzin"),
        (12, "12 rodzin"),
        (14, "14 rodzin"),
        (21, "21 rodzin"),
        (22, "22 rodziny"),
        (112, "112 rodzin"),
        (122, "122 rodziny"),
        (1001, "1 001 rodzin"),
    ],
)
def test_a_number_takes_its_form_of_the_noun(n, said):
    assert polish.counted(n, "rodzina", "rodziny", "rodzin") == said.replace(" ", HARD)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1234567, None, "1 234 567"),
        (Decimal("1082.10"), None, "1 082,1"),
        (Decimal("100"), None, "100"),
        (Decimal("0.005"), 2, "0,01"),
        (-7, None, "−7"),
        (5, 2, "5,00"),
    ],
)
def test_numbers_are_grouped_and_have_a_decimal_comma(value, places, text):
    assert polish.number(value, places) == text.replace(" ", HARD)


def test_money_has_two_decimals_and_its_unit():
    assert polish.money(Decimal("1234.5")) == f"1{HARD}234,50{HARD}zł"


@pytest.mark.parametrize(("part", "whole", "text"), [(1, 3, "33,3%"), (1, 1, "100%"), (0, 5, "0%"), (3, 0, None)])
def test_a_share_of_nothing_is_no_share(part, whole, text):
    assert polish.percent(part, whole) == text


def test_dates():
    assert polish.date_in_words(date(2025, 3, 14)) == f"14{HARD}marca{HARD}2025"
    assert polish.date_in_digits(date(2025, 3, 4)) == "04.03.2025"


@pytest.mark.parametrize(("words", "text"), [([], ""), (["a"], "a"), (["a", "b", "c"], f"a, b i{HARD}c")])
def test_words_are_joined_as_in_a_sentence(words, text):
    assert polish.joined(words) == text


@pytest.mark.parametrize(
    ("n", "word"), [(1, "z"), (2, "z"), (99, "z"), (100, "ze"), (117, "ze"), (200, "z"), (1117, "z")]
)
def test_the_preposition_before_a_hundred(n, word):
    assert polish.z_or_ze(n) == word


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("w domu i z dziećmi", "w~domu i~z~dziećmi"),
        ("art. 15 ust. 4 za 2023 r. 5 zł", "art.~15 ust.~4 za 2023~r. 5~zł"),
        ("Kowal w", "Kowal w"),
        ("budowa domu", "budowa domu"),
    ],
)
def test_lines_do_not_break_after_a_single_letter_nor_inside_a_quantity(text, bound):
    assert polish.hard_spaces(text) == bound.replace("~", HARD)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (date(2024, 5, 20), "0 dni"),
        (date(2024, 5, 19), "1 dzień"),
        (date(2024, 2, 21), "89 dni"),
        (date(2024, 2, 20), "3 miesiące"),
        (date(2024, 2, 19), "ponad 3 miesiące"),
        (date(2023, 11, 30), "ponad 5 miesięcy"),
        (date(2023, 5, 21), "ponad 11 miesięcy"),
        (date(2023, 5, 20), "rok"),
        (date(2022, 7, 1), "ponad rok"),
        (date(2022, 5, 20), "2 lata"),
        (date(2020, 2, 20), "ponad 4 lata"),
        (date(2019, 1, 1), "ponad 5 lat"),
        (date(2002, 1, 1), "ponad 22 lata"),
    ],
)
def test_long_spans_are_told_in_months_and_years(first, said):
    assert polish.span_in_words(first, date(2024, 5, 20)) == said.replace(" ", HARD)


@pytest.mark.parametrize(
    ("day", "said", "exactly"),
    [
        (date(2024, 5, 14), "6 dni po terminie", "14.05.2024"),
        (date(2020, 2, 19), "ponad 4 lata po terminie", "19.02.2020, 1 552 dni po terminie"),
        (date(2024, 12, 31), "do 31 grudnia (za 225 dni)", "31.12.2024"),
    ],
)
def test_deadlines_are_told_roughly_and_exactly(day, said, exactly):
    today = date(2024, 5, 20)
    assert polish.deadline_in_words(day, today).replace(HARD, " ") == said
    assert polish.deadline_exactly(day, today).replace(HARD, " ") == exactly


@pytest.mark.parametrize(
    ("fraction", "said"),
    [
        (Decimal("1.00"), "1 etat"),
        (Decimal("0.5"), "0,5 etatu"),
        (Decimal("0.25"), "0,25 etatu"),
        (2, "2 etaty"),
        (Decimal("7.75"), "7,75 etatu"),
        (5, "5 etatów"),
    ],
)
def test_a_fraction_of_a_post_takes_the_genitive(fraction, said):
    assert polish.posts_in_words(fraction) == said.replace(" ", HARD)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (45, "45 min"),
        (60, "1 godz."),
        (1460, "24 godz. 20 min"),
        (Decimal("150"), "2 godz. 30 min"),
        (60_000, "1 000 godz."),
    ],
)
def test_working_time_is_in_hours_and_minutes(minutes, said):
    assert polish.duration(minutes).replace(HARD, " ") == said


@pytest.mark.parametrize(
    ("size", "said"),
    [(10, "10 bajtów"), (350 * 1024, "350 kB"), (10 * 1024**2, "10 MB"), (int(2.44 * 1024**2), "2,4 MB")],
)
def test_the_size_of_a_file_has_no_empty_decimals(size, said):
    assert polish.file_size(size).replace(HARD, " ") == said
