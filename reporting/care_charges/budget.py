"""What the municipality planned to pay for foster care in a year: a figure from outside, which the register carries."""

from django.db import transaction

from familycare.audit.services import lock_changes
from reporting.models import OutsideFigure, Unit

GROUP, SERIES = "budżet na pieczę zastępczą", "plan"
LABEL = "Plan wydatków gminy na pieczę zastępczą"


def budgets_of(years):
    """Return {year: zł} of the years that have a budget."""
    figures = OutsideFigure.objects.filter(group=GROUP, series=SERIES, period__in=map(str, years), value__isnull=False)
    return {int(figure.period): figure.value for figure in figures}


def _label():
    """Return how the centre calls the budget."""
    present = OutsideFigure.objects.filter(group=GROUP, series=SERIES).order_by("-pk").first()
    return present.label if present else LABEL


@transaction.atomic
def save_budgets(*, budgets, source):
    """Save {year: zł, or None for no budget}, entered by whom `source` says. Return how many changed."""
    lock_changes()
    changed = 0
    for year, amount in budgets.items():
        figure = OutsideFigure.objects.filter(group=GROUP, series=SERIES, period=str(year)).first()
        if amount == (figure and figure.value):
            continue
        changed += 1
        if amount is None:
            figure.delete()
            continue
        figure = figure or OutsideFigure(group=GROUP, series=SERIES, period=str(year), label=_label())
        figure.unit, figure.value, figure.source = Unit.PLN, amount, source
        figure.save()
    return changed
