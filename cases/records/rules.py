"""What records of a family must agree with, whoever writes them: the pages ask it here, and the register's import too.

A span is (first day, first day on which it no longer holds, or None).
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError

from cases.choices import FOSTER_CARE, CaseBasis, CaseKind, CourtOrderKind
from cases.models import Case, CourtOrder, Placement, ZaZyciem
from cases.spans import days_of
from familycare.lib.dates import add_months
from familycare.lib.polish import date_in_digits


def holds_between(spans, first, last):
    """Whether one of the spans holds on some day of `first`..`last`, both included (None: without end)."""
    return any(start <= (last or date.max) and (over is None or over > first) for start, over in spans)


def is_obliged_during(obligations, case):
    """Whether an order, of these spans, obliges the family on some day of the case: one of that basis needs it."""
    return holds_between(obligations, case.opened_on, case.closed_on)


def is_in_care_in(care, month):
    """Whether a child with these spans of foster care was in it on some day of the month, given by its first day."""
    return holds_between(care, month, add_months(month, 1) - timedelta(days=1))


def check_record(record, before):
    """Raises ValidationError where `record`, about to be saved in the place of `before` (None: it is new), or deleted
    (`record` None, `before` what it was), would contradict others of the family."""
    for model, check in CHECKS.items():
        if isinstance(record or before, model):
            check(record, before)


def _spans(records, record, *, only=lambda other: True):
    """The spans of the records, with `record` (None: without) as it is about to be."""
    others = [other for other in records if record is None or other.pk != record.pk]
    kept = [*others, *([] if record is None else [record])]
    return [tuple(getattr(other, name) for name in other.SPAN) for other in kept if only(other)]


def _order(record, before):
    """A case on the ground of a court's order keeps an order that obliges the family in its time."""
    family = (record or before).family
    orders = list(CourtOrder.objects.filter(family=family))
    left = [order for order in orders if record is not None or order.pk != before.pk]

    def obliges(order):
        return order.kind == CourtOrderKind.ASSISTANT_OBLIGATION

    was, will_be = _spans(orders, None, only=obliges), _spans(left, record, only=obliges)
    for case in Case.objects.filter(family=family, basis=CaseBasis.COURT_ORDER):
        if is_obliged_during(was, case) and not is_obliged_during(will_be, case):
            message = (
                f"Na tym postanowieniu opiera się objęcie wsparciem {case.number}: w jego czasie musi obowiązywać "
                "zobowiązanie do współpracy z asystentem."
            )
            raise ValidationError(message)


def _placement(record, before):
    """A month that the municipality was charged for stays a month in foster care."""
    for person in {each.person for each in (record, before) if each is not None}:
        stays = list(Placement.objects.filter(person=person))
        gone = before is not None and (record is None or record.person_id != person.pk)
        left = [stay for stay in stays if not (gone and stay.pk == before.pk)]
        own = record if record is not None and record.person_id == person.pk else None

        def is_care(stay):
            return stay.form in FOSTER_CARE

        was, will_be = _spans(stays, None, only=is_care), _spans(left, own, only=is_care)
        for charge in person.care_charges.all():
            if is_in_care_in(was, charge.month) and not is_in_care_in(will_be, charge.month):
                message = (
                    f"Za {charge.month:%m.%Y} wpisano odpłatność gminy, więc w tym miesiącu pobyt w pieczy musi zostać."
                )
                raise ValidationError(message)


def _za_zyciem(record, before):
    """The case of an application is one under the Act, and of that family."""
    if record is None or record.case is None:
        return
    if record.case.kind != CaseKind.ZA_ZYCIEM or record.case.family_id != record.family_id:
        raise ValidationError({"case": "Wybierz objęcie wsparciem tej rodziny na podstawie ustawy „Za życiem”."})


CHECKS = {CourtOrder: _order, Placement: _placement, ZaZyciem: _za_zyciem}


def check_overlap(record, before, same, field):
    """Raises ValidationError at `field` when the record shares a day with another that has the same values in the
    fields `same`. Those with which `before` shared days already, as a register may bring them, are let be."""
    alike = type(record).objects.filter(**{name: getattr(record, name) for name in same}).exclude(pk=record.pk)
    known = [
        other.pk for other in alike if before is not None and _alike(before, record, same) and _meet(before, other)
    ]
    for other in alike:
        if other.pk not in known and _meet(record, other):
            first, last = days_of(other)
            until = f"do {date_in_digits(last)}" if last else "i trwa nadal"
            message = (
                f"Taki wpis już jest w tym czasie: od {date_in_digits(first)} {until}. "
                "Popraw tamten albo podaj inne dni."
            )
            raise ValidationError({field: message})


def _alike(one, other, same):
    return all(getattr(one, name) == getattr(other, name) for name in same)


def _meet(one, other):
    """Whether the two share a day."""
    spans = [(first, last or date.max) for first, last in map(days_of, (one, other))]
    return max(first for first, _last in spans) <= min(last for _first, last in spans)
