"""Rules between the records of a family. The pages and the import of a register both apply them.

A span is here a pair of the values of a model's SPAN: the first day, and the first day on which the record no longer
holds, or None. This holds for the models that are checked (`over_on`, `in_force_until`). `days_of` of `cases.spans`, in
contrast, returns for any model the first and the last day on which the record holds.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError

from cases.choices import FOSTER_CARE, CaseBasis, CaseKind, CourtOrderKind
from cases.models import (
    Assessment,
    Case,
    CourtOrder,
    DayCareCentre,
    DayCareStay,
    FamilySupport,
    Placement,
    SupportingFamily,
    ZaZyciem,
)
from cases.rules import contract_problem, day_care_age_problem, day_care_problem, share_a_day
from cases.spans import days_of
from familycare.lib.dates import add_months
from familycare.lib.polish import date_in_digits

ACKNOWLEDGED = "Tę ocenę kierownik już przyjął, więc nie można jej zmienić. Jeśli coś jest w niej nie tak, napisz nową."


def holds_between(spans, first, last):
    """Return whether one of the spans holds on a day from `first` to `last`, both included (None: no end)."""
    return any(start <= (last or date.max) and (over is None or over > first) for start, over in spans)


def is_obliged_during(obligations, case):
    """Return whether an order with one of these spans obliges the family on a day of the case.

    A case with the basis „zobowiązanie sądu” needs such an order.
    """
    return holds_between(obligations, case.opened_on, case.closed_on)


def lacks_obligation(case):
    """Return whether the case rests on a court order, and none obliges the family on a day of it.

    The case may be unsaved: its family, basis and days count.
    """
    orders = CourtOrder.objects.filter(family=case.family_id, kind=CourtOrderKind.ASSISTANT_OBLIGATION)
    spans = orders.values_list("issued_on", "in_force_until")
    return case.basis == CaseBasis.COURT_ORDER and not is_obliged_during(spans, case)


def is_in_care_in(care, month):
    """Return whether a child with these spans of foster care was in care on a day of the month (its first day)."""
    return holds_between(care, month, add_months(month, 1) - timedelta(days=1))


def check_record(record, before):
    """Raise ValidationError if a change of a record would contradict other records of the family.

    `record` is about to be saved in place of `before` (None: it is new). If `record` is None, `before` is about to be
    deleted.
    """
    for model, check in CHECKS.items():
        if isinstance(record or before, model):
            check(record, before)


def _spans(records, record, *, only=lambda other: True):
    """Return the spans of the records, with the new state of `record` (None: it is left out)."""
    others = [other for other in records if record is None or other.pk != record.pk]
    kept = [*others, *([] if record is None else [record])]
    return [tuple(getattr(other, name) for name in other.SPAN) for other in kept if only(other)]


def _check_court_order(record, before):
    """Raise ValidationError if a case based on a court order would lose the order that obliges the family, or letters
    to the court the order that they are about."""
    if record is None and before.reports.exists():
        raise ValidationError("Tego postanowienia dotyczą pisma do sądu. Najpierw wybierz w nich inne albo żadne.")
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


def _check_placement(record, before):
    """Raise ValidationError if what was said about a time in foster care would no longer be about one.

    That is: the month of a care charge, and the day of a stay whose first day was set by hand.
    """
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
        for day in person.stay_starts.values_list("in_care_on", flat=True):
            if holds_between(was, day, day) and not holds_between(will_be, day, day):
                message = (
                    f"Początek pobytu, który trwał {date_in_digits(day)}, ustalono ręcznie, więc tego dnia pobyt "
                    "w pieczy musi zostać. Kierownik może to ustalenie cofnąć."
                )
                raise ValidationError(message)


def _check_za_zyciem(record, before):
    """Raise ValidationError if the case of the application is not a „Za życiem” case of the same family."""
    if record is None or record.case is None:
        return
    if record.case.kind != CaseKind.ZA_ZYCIEM or record.case.family_id != record.family_id:
        raise ValidationError({"case": "Wybierz objęcie wsparciem tej rodziny na podstawie ustawy „Za życiem”."})


def _check_family_support(record, before):
    """Raise ValidationError if the supporting family would help outside of its contract."""
    if record is None or record.supporter is None:
        return
    first, last = days_of(record)
    contract = days_of(SupportingFamily.objects.get(pk=record.supporter_id))
    if problem := contract_problem((first, last), contract):
        raise ValidationError({"starts_on" if first < contract[0] else "over_on": problem})


def _check_day_care_stay(record, before):
    """Raise ValidationError if somebody of age, or while it is not open, would attend a day-care centre."""
    if record is None:
        return
    if problem := day_care_age_problem(record.starts_on, record.person.birth_date):
        raise ValidationError({"starts_on": problem})
    first, last = days_of(record)
    is_open = days_of(DayCareCentre.objects.get(pk=record.day_care_id))
    if problem := day_care_problem((first, last), is_open):
        raise ValidationError({"starts_on" if first < is_open[0] else "over_on": problem})


def _check_assessment(record, before):
    """Raise ValidationError if an assessment that the head of the unit has acknowledged would change or go."""
    if before is not None and before.acknowledged_on:
        raise ValidationError(ACKNOWLEDGED)


CHECKS = {
    Assessment: _check_assessment,
    CourtOrder: _check_court_order,
    DayCareStay: _check_day_care_stay,
    FamilySupport: _check_family_support,
    Placement: _check_placement,
    ZaZyciem: _check_za_zyciem,
}


def check_overlap(record, before, same, field):
    """Raise ValidationError for `field` if the record shares a day with another that has the same values in `same`.

    Overlaps that `before` had already are accepted: an imported register may contain them.
    """
    alike = type(record).objects.filter(**{name: getattr(record, name) for name in same}).exclude(pk=record.pk)
    known = [
        other.pk
        for other in alike
        if before is not None and _alike(before, record, same) and share_a_day(days_of(before), days_of(other))
    ]
    for other in alike:
        if other.pk not in known and share_a_day(days_of(record), days_of(other)):
            first, last = days_of(other)
            until = f"do {date_in_digits(last)}" if last else "i trwa nadal"
            message = (
                f"Taki wpis już jest w tym czasie: od {date_in_digits(first)} {until}. "
                "Popraw tamten albo podaj inne dni."
            )
            raise ValidationError({field: message})


def _alike(one, other, same):
    return all(getattr(one, name) == getattr(other, name) for name in same)
