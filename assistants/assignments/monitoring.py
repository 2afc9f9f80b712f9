"""Who monitors a family after the end of its support, where its last assistant cannot.

It is the last assistant's task (UWRiSPZ art. 15 ust. 1 pkt 16). A colleague whom the manager names does it in their
stead: as a Substitution in the last assignment, of days after its end. Entries stay those of the last assistant.
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


def monitoring_in_stead(case):
    """The Substitutions for the monitoring after the case: those that begin when its assignment is over."""
    return Substitution.objects.filter(assignment__case=case, starts_on__gt=F("assignment__ends_on"))


def monitored_today(case):
    """The case with `monitored_until`, where its family is monitored today, or None."""
    monitored = Case.objects.monitored_on(timezone.localdate(), Centre.current().monitoring_months)
    return monitored.filter(pk=case.pk).select_related("family").first()


def last_assignment(case):
    """The assignment with which the support ended, or None."""
    return case.assignments.select_related("assistant").order_by("-starts_on", "-pk").first()


@transaction.atomic
def entrust_monitoring(*, case, to):
    """From today to the last day of monitoring (both included), or of their employment, the assistant `to` monitors the
    family in the stead of its last assistant; whoever did so before does no longer. Named twice is named once. Returns
    the Substitution.

    Raises ValidationError where the family is not monitored today, nobody had it before, or `to` had it last.
    """
    lock_family(case.family)
    case = monitored_today(case)
    last = case and last_assignment(case)
    if last is None:
        raise ValidationError("Tej rodziny nikt dziś nie monitoruje: monitorowanie się skończyło albo trwa wsparcie.")
    if last.assistant == to:
        raise ValidationError({"to": "Ta osoba monitoruje rodzinę jako jej ostatni asystent. Wybierz kogoś innego."})
    today = timezone.localdate()
    lasting = monitoring_in_stead(case).filter(ends_on__gte=today)
    if same := lasting.filter(substitute=to).first():
        return same
    end_substitutions(substitutions=lasting, last_day=today - timedelta(days=1))
    last_day = min(filter(None, (case.monitored_until, to.employed_to)))
    return Substitution.objects.create(assignment=last, substitute=to, starts_on=today, ends_on=last_day)
