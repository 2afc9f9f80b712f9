"""The days of the tests of casework."""

from datetime import date

OPENED = date(2023, 9, 4)
CLOSED = date(2024, 4, 30)  # of a case in monitoring
TODAY = date(2024, 5, 20)  # a Monday
