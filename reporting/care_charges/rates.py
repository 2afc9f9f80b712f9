"""The rates that counties announced for institutions (zł a month): figures from outside, which the register carries."""

from django.core.exceptions import ValidationError
from django.db import transaction

from familycare.audit.services import lock_changes
from familycare.lib.ordering import fold
from reporting.models import OutsideFigure, Unit

GROUP = "stawki placówek"
SOURCE = "ogłoszenie starosty"


def announced_rates():
    """Return the OutsideFigures of the rates, by name of the institution, the newest first: `label`, `value`, days."""
    return OutsideFigure.objects.filter(group=GROUP, value__isnull=False).order_by("label", "-starts_on")


def rate_for(place, month, rates):
    """Return the rate among `rates` whose institution the text `place` names and that holds in the Month, or None."""
    told = fold(place)
    holding = [
        rate
        for rate in rates
        if fold(rate.label) in told and rate.starts_on <= month.start and month.end <= rate.ends_on
    ]
    return max(holding, key=lambda rate: (len(rate.label), rate.starts_on), default=None)


@transaction.atomic
def save_rate(*, institution, first, last, amount):
    """Save the rate (zł a month, Decimal) from the Month `first` to `last`. The same form, sent twice, makes one.

    Raise ValidationError at "last" if the months are in the wrong order, and at "first" if another rate of the
    institution holds in one of them.
    """
    lock_changes()
    if last < first:
        raise ValidationError({"last": "Ostatni miesiąc jest wcześniejszy niż pierwszy."})
    series = fold(institution)[:60]
    others = OutsideFigure.objects.filter(group=GROUP, series=series)
    period = f"{first.start}/{last.end}"
    if same := others.filter(period=period, value=amount).first():
        return same
    if others.filter(starts_on__lte=last.end, ends_on__gte=first.start).exists():
        raise ValidationError({"first": "Ta placówka ma już stawkę w tym czasie. Usuń tamtą albo podaj inne miesiące."})
    details = {"label": institution, "unit": Unit.PLN, "period": period, "value": amount, "source": SOURCE}
    return OutsideFigure.objects.create(group=GROUP, series=series, **details)


@transaction.atomic
def delete_rate(*, rate):
    """Delete a rate. One that is gone already is ignored."""
    lock_changes()
    if found := OutsideFigure.objects.filter(pk=rate.pk, group=GROUP).first():
        found.delete()
