"""Database constraints shared by many models, with names and Polish messages."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


def codes(model, field, choices, *, blank=False):
    """Return a constraint: `field` holds a code of `choices`, or may be empty if `blank`."""
    allowed = [*choices.values, ""] if blank else choices.values
    return CheckConstraint(
        condition=Q(**{f"{field}__in": allowed}),
        name=f"{model}_{field}_code",
        violation_error_message="Nieznany kod.",
    )


def in_order(model, first, last):
    """Return a constraint: date `last` is not before date `first`, unless one of them is empty."""
    return CheckConstraint(
        condition=Q(**{f"{last}__isnull": True}) | Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__gte": F(first)}),
        name=f"{model}_{first}_{last}_in_order",
        violation_error_message="Data końcowa jest wcześniejsza niż początkowa.",
    )


def at_least(model, field, minimum):
    """Return a constraint: number `field` is at least `minimum`, unless it is empty."""
    return CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": minimum}),
        name=f"{model}_{field}_at_least_{minimum}",
        violation_error_message="Liczba jest za mała.",
    )


def saved_once(model, message):
    """Return a constraint: a form, identified by `form_key`, saves at most one record. Other records have an empty
    key."""
    return UniqueConstraint(
        fields=["form_key"],
        condition=~Q(form_key=""),
        name=f"{model}_saved_once",
        violation_error_message=message,
    )


@contextmanager
def constraint_messages(**sentences):
    """Context manager: run a write and turn violations of the named constraints into ValidationError.

    Keys are names of constraints that migrations define in SQL, values are messages.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for name, sentence in sentences.items():
            if name in str(error):
                raise ValidationError(sentence) from error
        raise
