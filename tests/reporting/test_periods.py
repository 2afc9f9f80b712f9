"""Periods: how they are written and shown."""

from datetime import date

import pytest

from reporting.periods import Period, PeriodError


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024 r."),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30), "I półrocze 2024 r."),
        ("2023-H2", date(2023, 7, 1), date(2023, 12, 31), "II półrocze 2023 r."),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), "I kwartał 2024 r."),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31), "IV kwartał 2024 r."),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "luty 2024 r."),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31), "grudzień 2024 r."),
        ("2024-01-01/2024-05-31", date(2024, 1, 1), date(2024, 5, 31), "01.01–31.05.2024"),
        ("2023-12-31/2024-01-01", date(2023, 12, 31), date(2024, 1, 1), "31.12.2023–01.01.2024"),
        (" 2024 ", date(2024, 1, 1), date(2024, 12, 31), "2024 r."),
    ],
)
def test_parse(text, start, end, label):
    period = Period.parse(text)
    assert (period.start, period.end, period.label) == (start, end, label)
    assert str(period) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-H3", "2024-H0", "2024-Q5", "2024-Q0", "2024-13", "2024-00", "2024-1", "rok 2024", "2024-h1",
     "0000", "1899", "2200", "2024-01-01", "2024-01-01/2024-02-30", "2024-01-01-2024-02-01", "1024-01-01/2024-01-01",
     "٢٠٢٤", "2024\x00", "9" * 10000],
)  # fmt: skip
def test_nonsense_is_refused_with_a_message(text):
    with pytest.raises(PeriodError, match="okres"):
        Period.parse(text)


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(PeriodError, match="kończy się, zanim się zacznie"):
        Period.parse("2024-05-31/2024-01-01")


def test_two_spellings_of_the_same_days_are_one_period():
    assert Period.parse("2024-H1") == Period.parse("2024-01-01/2024-06-30")
    assert len({Period.parse("2024"), Period.parse("2024-01-01/2024-12-31")}) == 1


def test_periods_of_a_list_keep_their_order():
    assert [str(period) for period in Period.parse_list("2023,2022,2024-H1")] == ["2023", "2022", "2024-H1"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("2024", "2024"),
        ("2024-H1", "I poł. 2024"),
        ("2024-Q4", "IV kw. 2024"),
        ("2024-05", "maj 2024"),
        ("2024-01-01/2024-05-31", "01.01–31.05.2024"),
        ("2026", "2026 (do 29.11)"),
        ("2027-H1", "I poł. 2027"),
    ],
)
def test_short_names_for_charts(time_machine, text, short):
    time_machine.move_to(date(2026, 11, 29))
    assert Period.parse(text).short == short
