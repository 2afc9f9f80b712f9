"""Amendments of the law: a new value from a day on; withdrawn when it was entered by mistake."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from familycare.audit.services import lock_changes
from familycare.centre.models import LegalParameter
from familycare.lib.dates import EARLIEST
from familycare.lib.polish import date_in_words

ALREADY = "Tyle obowiązuje już dzień wcześniej."


@transaction.atomic
def add_amendment(*, term, starts_on, value, source, confirmed=False):
    """Save that a LegalTerm has another value from `starts_on` on, and return the row. Sent twice, it is one.

    `confirmed`: whoever enters it knows that figures change that were computed already; needed for a day that is not
    to come. Raise ValidationError by field.
    """
    lock_changes()
    rows = LegalParameter.objects.filter(term=term)
    same = rows.filter(starts_on=starts_on).first()
    if same and (same.value, same.source) == (value, source):
        return same
    if same:
        raise ValidationError({"starts_on": f"Od tego dnia jest już inna wartość: {same.value}."})
    before = rows.filter(starts_on__lt=starts_on).last()
    if before is None:
        raise ValidationError({"starts_on": "Ten dzień jest zbyt wczesny."})
    if before.value == value:
        raise ValidationError({"value": ALREADY})
    if starts_on <= timezone.localdate() and not confirmed:
        raise ValidationError({"confirmed": changed_figures(starts_on)})
    row = LegalParameter(term=term, starts_on=starts_on, value=value, source=source)
    row.full_clean()
    row.save()
    return row


def changed_figures(day):
    """Return the warning that the law of past days changes."""
    return (
        f"Zmienią się terminy i dane liczone od {date_in_words(day)}, także w tabelach i sprawozdaniach za okresy, "
        "które minęły. Jeśli tak ma być, zaznacz to."
    )


@transaction.atomic
def withdraw_amendment(*, parameter):
    """Delete a value that was entered by mistake. Raise ValidationError for the first one, which every database has."""
    lock_changes()
    if parameter.starts_on == EARLIEST:
        raise ValidationError("Tej wartości nie można usunąć: od niej zaczyna się każda ewidencja.")
    parameter.delete()
