"""Unique numbers: ids of rows, PESEL numbers, court signatures."""

from collections import Counter

from stdnum.pl import pesel

CENTURIES = {19: 0, 20: 20}
SERIALS = 5000


class Numbers:
    """Generates each number of a register once. `families` decides the width of ids, so that they sort as text."""

    def __init__(self, families):
        self._digits = max(5, len(str(families)) + 2)
        self._keys = Counter()
        self._born = Counter()
        self._cases_in_court = Counter()

    def key(self, prefix):
        """Return the next id: O00001, O00002 …"""
        self._keys[prefix] += 1
        return f"{prefix}{self._keys[prefix]:0{self._digits}}"

    def pesel(self, birth, sex):
        """Return a valid PESEL for a birth date and sex ("F" or "M"), one of 5000 for each day and sex."""
        self._born[birth, sex] += 1
        # The stride and 5000 have no common factor, so each serial number occurs once.
        serial = (birth.toordinal() * 1117 + self._born[birth, sex] * 3877) % SERIALS
        month = birth.month + CENTURIES[birth.year // 100]
        first_ten = f"{birth:%y}{month:02}{birth:%d}{serial // 5:03}{serial % 5 * 2 + (sex == 'M')}"
        return first_ten + pesel.calc_check_digit(first_ten)

    def signature(self, year):
        """Return the next court signature of a year: III Nsm 140/23."""
        self._cases_in_court[year] += 1
        return f"III Nsm {self._cases_in_court[year]}/{year % 100:02}"
