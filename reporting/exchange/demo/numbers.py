"""Numbers that may be given only once: keys of rows, PESEL, signatures of courts."""

from collections import Counter

from stdnum.pl import pesel

CENTURIES = {19: 0, 20: 20}
SERIALS = 5000


class Numbers:
    """Gives every number of one register once. `families` sets how wide the keys are, so that text sorts as numbers."""

    def __init__(self, families):
        self._digits = max(5, len(str(families)) + 2)
        self._keys = Counter()
        self._born = Counter()
        self._cases_in_court = Counter()

    def key(self, prefix):
        """The next key: O00001, O00002 …"""
        self._keys[prefix] += 1
        return f"{prefix}{self._keys[prefix]:0{self._digits}}"

    def pesel(self, birth, sex):
        """A PESEL of somebody born on that day, of 5000 possible for each day and sex."""
        self._born[birth, sex] += 1
        # A stride without a factor in common with 5000 reaches each serial number once.
        serial = (birth.toordinal() * 1117 + self._born[birth, sex] * 3877) % SERIALS
        month = birth.month + CENTURIES[birth.year // 100]
        first_ten = f"{birth:%y}{month:02}{birth:%d}{serial // 5:03}{serial % 5 * 2 + (sex == 'M')}"
        return first_ten + pesel.calc_check_digit(first_ten)

    def signature(self, year):
        """A signature of the family court: III Nsm 140/23."""
        self._cases_in_court[year] += 1
        return f"III Nsm {self._cases_in_court[year]}/{year % 100:02}"
