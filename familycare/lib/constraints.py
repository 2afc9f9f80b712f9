"""Database constraints that many models share: named, with a sentence for people."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


def codes(model, field, choices, *, blank=False):
    """`field` holds a code of `choices`, or nothing at all when `blank`."""
    allowed = [*choices.values, ""] if blank else choices.values
    return CheckConstraint(
        condition=Q(**{f"{field}__in": allowed}),
        name=f"{model}_{field}_code",
        violation_error_message="Nieznany kod.",
    )


def in_order(model, first, last):
    """Date `last` is empty or not before date `first`; an empty `first` allows any."""
    return CheckConstraint(
        condition=Q(**{f"{last}__isnull": True}) | Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__gte": F(first)}),
        name=f"{model}_{first}_{last}_in_order",
        violation_error_message="Data końcowa jest wcześniejsza niż początkowa.",
    )


def at_least(model, field, minimum):
    """A number is empty or not below `minimum`."""
    return CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": minimum}),
        name=f"{model}_{field}_at_least_{minimum}",
        violation_error_message="Liczba jest za mała.",
    )


def saved_once(model, message):
    """What a form made is there once, however often the form is sent; `form_key` is empty of what no form made."""
    return UniqueConstraint(
        fields=["form_key"],
        condition=~Q(form_key=""),
        name=f"{model}_saved_once",
        violation_error_message=message,
    )


@contextmanager
def refused_in_words(**sentences):
    """Runs a write; ValidationError with the sentence where the database refuses it by the rule of that name, which a
    migration wrote in SQL and no model holds."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for name, sentence in sentences.items():
            if name in str(error):
                raise ValidationError(sentence) from error
        raise
