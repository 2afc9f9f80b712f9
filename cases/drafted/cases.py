"""What the forms of plans and diagnoses have in common: their case, and the last one when the form was opened."""

from django.core.exceptions import PermissionDenied

from cases.models import Case
from familycare.lib.forms import parse_pk

BEFORE = "poprzedni"  # the hidden field with the key of the last plan or diagnosis when the form was opened
ANY = object()  # whatever the last one was


def open_case(family, asked, refusal):
    """Return the open case with the number or kind that was `asked` for, or the one opened last.

    Raise PermissionDenied with the sentence `refusal` if the family has none.
    """
    cases = list(Case.objects.filter(family=family, closed_on=None).order_by("-opened_on", "-pk"))
    if not cases:
        raise PermissionDenied(refusal)
    return next((case for case in cases if asked in (case.number, case.kind)), cases[0])


def last_seen(sent, before):
    """Return the key of the last record when the form was opened; without the field, that of `before`, the last one
    now."""
    return parse_pk(sent[BEFORE]) if BEFORE in sent else before and before.pk
