"""What the law said on a day, for code that has no query to ask: all rows are read once."""

from operator import itemgetter

from familycare.centre.law.in_force import FIRST_VALUES
from familycare.centre.models import LegalParameter


def read_law(amended=None):
    """Return a function of a LegalTerm and a day that gives the value in force. One query, for any number of days.

    `amended`: {(term, first day): value} of amendments that are not saved yet.
    """
    rows = list(LegalParameter.objects.order_by("-starts_on").values_list("term", "starts_on", "value"))
    rows = sorted([*rows, *((*key, value) for key, value in (amended or {}).items())], key=itemgetter(1), reverse=True)

    def value_on(term, day):
        return next((value for each, since, value in rows if each == term and since <= day), FIRST_VALUES[term])

    return value_on
