"""How long figures take to compute, roughly: in proportion to the cases and the periods."""

from cases.models import Case

QUICK = 2_000  # cases × periods: below a second of one core


def is_quick(periods):
    """Return a function that tells whether all tables for so many periods are computed while somebody waits."""
    return lambda: Case.objects.count() * periods <= QUICK
