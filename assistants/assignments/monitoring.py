"""Services that decide who monitors a family after its case is closed.

The last assistant does (UWRiSPZ art. 15 ust. 1 pkt 16). If they cannot, the manager assigns a colleague: this is saved
as a Substitution in the last assignment, with days after its end. Diary entries still belong to the last assistant.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assistants.absences.substitutions import end_substitutions
from assistants.models import Substitution
from cases.locking import lock_family
from cases.models import Case
from familycare.centre.models import Centre


def monitoring_substitutions(case):
    """Return the Substitutions for monitoring after the case: those that start after its assignment ended."""
    return Substitution.objects.filter(assignment__case=case, starts_on__gt=F("assignment__ends_on"))


def monitored_today(case):
    """Return the case, annotated with `monitored_until`, if its family is monitored today, else None."""
    monitored = Case.objects.monitored_on(timezone.localdate(), Centre.current().monitoring_months)
    return monitored.filter(pk=case.pk).select_related("family").first()


def last_assignment(case):
    """Return the last assignment of the case, or None."""
    return case.assignments.select_related("assistant").order_by("-starts_on", "-pk").first()


@transaction.atomic
def assign_monitoring(*, case, to):
    """Let the assistant `to` monitor the family from today instead of its last assistant. Return the Substitution.

    It lasts until the last day of monitoring or of their employment (included). An earlier substitution ends yesterday.
    If `to` already monitors the family, return the existing Substitution.

    Raise ValidationError if the family is not monitored today, has had no assistant, or `to` was its last assistant.
    """
    lock_family(case.family)
    case = monitored_today(case)
    last = case and last_assignment(case)
    if last is None:
        raise ValidationError("Tej rodziny nikt dziś nie monitoruje: monitorowanie się skończyło albo trwa wsparcie.")
    if last.assistant == to:
        raise ValidationError({"to": "Ta osoba monitoruje rodzinę jako jej ostatni asystent. Wybierz kogoś innego."})
    today = timezone.localdate()
    lasting = monitoring_substitutions(case).filter(ends_on__gte=today)
    if same := lasting.filter(substitute=to).first():
        return same
    end_substitutions(substitutions=lasting, last_day=today - timedelta(days=1))
    last_day = min(filter(None, (case.monitored_until, to.employed_to)))
    return Substitution.objects.create(assignment=last, substitute=to, starts_on=today, ends_on=last_day)
