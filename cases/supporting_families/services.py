"""Supporting families: their contract, and what they got back."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min, Q

from cases.locking import lock_family
from cases.models import Family, FamilySupport, SupportingFamily, SupportRefund
from cases.rules import opinion_problem, refund_problem
from cases.spans import days_of
from familycare.audit.services import lock_changes
from familycare.lib.months import Month
from familycare.lib.polish import date_in_digits

A_DAY = timedelta(days=1)
IN_USE = "Tej rodzinie wspierającej wpisano już pomoc albo zwrot kosztów, więc nie można jej usunąć. Zakończ jej umowę."


@transaction.atomic
def save_supporter(*, supporter=None, **details):
    """Save a new SupportingFamily, or change `supporter`, and return it. The same form, sent twice, makes one.

    `details`: name, phone, address, opinion_on, starts_on and ends_on of the contract (last day; None: open-ended),
    refunded. Help that would outlast the contract ends with it. Raise ValidationError by field if help or refunds begin
    outside of the contract, or the opinion came after it.
    """
    lock_changes()
    if supporter is None and (same := SupportingFamily.objects.filter(**details).first()):
        return same
    supporter = supporter or SupportingFamily()
    for name, value in details.items():
        setattr(supporter, name, value)
    if problems := _problems(supporter):
        raise ValidationError(problems)
    supporter.save()
    if supporter.ends_on:
        _end_help(supporter)
    return supporter


def _problems(supporter):
    """Return {field: sentence} of what does not fit the contract."""
    first, last = days_of(supporter)
    if problem := opinion_problem(supporter.opinion_on, first):
        return {"opinion_on": problem}
    if supporter.pk is None:
        return {}
    help_days = supporter.supports.aggregate(first=Min("starts_on"), last=Max("starts_on"))
    months = supporter.refunds.aggregate(first=Min("month"), last=Max("month"))
    if (day := help_days["first"]) and day < first:
        return {"starts_on": f"Pomoc wpisano już od {date_in_digits(day)}. Podaj ten dzień albo wcześniejszy."}
    if (day := help_days["last"]) and last and day > last:
        return {"ends_on": f"Pomoc wpisano od {date_in_digits(day)}. Podaj ten dzień albo późniejszy."}
    for name, month, contract in (
        ("starts_on", months["first"], (first, None)),
        ("ends_on", months["last"], (None, last)),
    ):
        if month and refund_problem(month, *contract):
            return {name: f"Wpisano zwrot kosztów za {Month(month).name}, więc umowa obejmuje ten miesiąc."}
    return {}


def help_after(supporter, last_day):
    """Return the FamilySupports that go on after the day."""
    return FamilySupport.objects.filter(Q(over_on=None) | Q(over_on__gt=last_day + A_DAY), supporter=supporter)


def _end_help(supporter):
    going_on = help_after(supporter, supporter.ends_on)
    lock_family(*Family.objects.filter(pk__in=going_on.values("family")))
    for support in going_on:
        support.over_on = supporter.ends_on + A_DAY
        support.save(update_fields=["over_on"])


def is_in_use(supporter):
    """Return whether help or a refund was entered."""
    return supporter.supports.exists() or supporter.refunds.exists()


@transaction.atomic
def delete_supporter(*, supporter):
    """Delete a supporting family that was entered by mistake. One that is gone already is ignored.

    Raise ValidationError if it has helped or got something back.
    """
    lock_changes()
    if is_in_use(supporter):
        raise ValidationError(IN_USE)
    if found := SupportingFamily.objects.filter(pk=supporter.pk).first():
        found.delete()


@dataclass
class SavedRefunds:
    """How many refunds were added, corrected and deleted."""

    added: int = 0
    corrected: int = 0
    deleted: int = 0


@transaction.atomic
def save_refunds(*, amounts, today):
    """Save refunds, {(SupportingFamily, Month): zł (Decimal), or None to delete it}: SavedRefunds. All or nothing.

    Raise ValidationError, {`refund_key`: sentence}, for months outside of the contract or to come.
    """
    lock_changes()
    supporters = SupportingFamily.objects.in_bulk({supporter.pk for supporter, _month in amounts})
    problems = {
        refund_key(supporter, month): problem
        for (supporter, month), amount in amounts.items()
        if amount is not None and (problem := _refund_problem(supporters.get(supporter.pk), month, today))
    }
    if problems:
        raise ValidationError(problems)
    present = {(each.supporter_id, each.month): each for each in SupportRefund.objects.filter(supporter__in=supporters)}
    saved = SavedRefunds()
    for (supporter, month), amount in amounts.items():
        refund = present.get((supporter.pk, month.start))
        if amount is None:
            if refund:
                refund.delete()
                saved.deleted += 1
        elif refund is None:
            SupportRefund.objects.create(supporter=supporters[supporter.pk], month=month.start, amount=amount)
            saved.added += 1
        elif refund.amount != amount:
            refund.amount = amount
            refund.save(update_fields=["amount"])
            saved.corrected += 1
    return saved


def refund_key(supporter, month):
    """Return the key of a refund in the errors of `save_refunds`."""
    return f"{supporter.number} {month}"


def _refund_problem(supporter, month, today):
    if supporter is None:
        return "Tę rodzinę wspierającą ktoś tymczasem usunął."
    if month.start > today:
        return "Ten miesiąc jeszcze się nie zaczął."
    return refund_problem(month.start, *days_of(supporter))
