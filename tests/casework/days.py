"""The days on which the tests of casework play."""

from datetime import date

OPENED = date(2023, 9, 4)
TODAY = date(2024, 5, 20)  # a Monday
