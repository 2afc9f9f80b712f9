"""What the user decided about each line of a county's note: accepted, or disputed with a reason."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from cases.foster_care.costs import MonthlyCost
from reporting.care_charges.county_note.checking import NoteLine
from reporting.care_charges.services import SavedCharges, save_charges

DECIDED = "ocenione"  # in what is sent: the user has seen the lines
MOST_SIGNS = 500  # of a reason


@dataclass
class DecidedLine:
    """A line with its decision. `error`: why the decision cannot be."""

    line: NoteLine
    is_accepted: bool
    reason: str
    error: str = ""

    @property
    def accept_name(self):
        return f"przyjmij:{self.line.number}"

    @property
    def reason_name(self):
        return f"powod:{self.line.number}"


def decided(lines, data):
    """Return the DecidedLines. What `data` does not decide: lines without problems are accepted, others disputed."""
    found = []
    for line in lines:
        each = DecidedLine(line, not line.problems, line.told)
        if DECIDED in data:
            each.is_accepted = not line.is_blocked and each.accept_name in data
            each.reason = data.get(each.reason_name, "").strip()
            if not each.is_accepted and not each.reason:
                each.error = "Napisz, dlaczego gmina kwestionuje ten wiersz."
            elif len(each.reason) > MOST_SIGNS:
                each.error = f"Powód może mieć najwyżej {MOST_SIGNS} znaków."
        found.append(each)
    return found


@dataclass(frozen=True)
class NoteSums:
    """What the note demands: as it says (None: not entered), line by line, accepted (by our share), disputed (zł)."""

    stated: Decimal | None
    lines: Decimal
    accepted: Decimal
    disputed: Decimal

    @property
    def difference(self):
        """By how much the note's sum differs from the sum of its lines; 0 if it is not known."""
        return Decimal(0) if self.stated is None else self.stated - self.lines


def sums_of_note(found, stated):
    """Return the NoteSums of DecidedLines."""

    def total(amounts):
        return sum(filter(None, amounts), Decimal(0))

    return NoteSums(
        stated,
        total(each.line.their_part for each in found),
        total(each.line.our_part for each in found if each.is_accepted),
        total(each.line.their_part for each in found if not each.is_accepted),
    )


@transaction.atomic
def save_accepted(found, today):
    """Save the charges of the accepted lines, of all months or none. Return SavedCharges. Raise ValidationError."""
    by_month = {}
    for each in found:
        if each.is_accepted:
            line = each.line
            same = line.charge and line.charge.total_cost == line.cost
            cost = MonthlyCost.of(line.charge) if same else MonthlyCost(line.cost)
            by_month.setdefault(line.month, {})[line.person] = cost
    total = SavedCharges()
    for month, costs in sorted(by_month.items()):
        saved = save_charges(month=month, costs=costs, today=today)
        total.added += saved.added
        total.corrected += saved.corrected
    return total
