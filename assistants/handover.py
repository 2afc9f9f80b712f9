"""Handing families over to another assistant."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistants.models import Assignment
from assistants.services import assign
from familycare.polish import date_in_words


@transaction.atomic
def hand_over(*, assignments, to, starts_on):
    """Gives the cases of these open assignments to the assistant `to` from `starts_on` on (included); the assistants
    they had keep them up to the day before. All or none. Returns the new assignments.

    Raises ValidationError where it cannot be, and NoFreePlace when `to` would have too many families
    (UWRiSPZ art. 15 ust. 4).
    """
    locked = Assignment.objects.select_for_update(of=("self",)).select_related("case", "family", "assistant")
    assignments = list(locked.filter(pk__in=[each.pk for each in assignments]).order_by("pk"))
    if not assignments:
        raise ValidationError({"assignments": _("Wybierz co najmniej jedną rodzinę do przekazania.")})
    return [_hand_one_over(assignment, to, starts_on) for assignment in assignments]


def _hand_one_over(assignment, to, starts_on):
    if assignment.assistant_id == to.pk:
        raise ValidationError(
            {"to": _("Ta osoba jest już asystentem rodziny: %(family)s.") % {"family": assignment.family}}
        )
    if assignment.ends_on is not None and assignment.ends_on < starts_on:
        raise ValidationError(
            _("Przydzielenie rodziny %(family)s kończy się wcześniej, %(day)s.")
            % {"family": assignment.family, "day": date_in_words(assignment.ends_on)}
        )
    if starts_on <= assignment.starts_on:
        raise ValidationError(
            {
                "starts_on": _("Rodzina %(family)s ma obecnego asystenta dopiero od %(day)s. Podaj późniejszy dzień.")
                % {"family": assignment.family, "day": date_in_words(assignment.starts_on)}
            }
        )
    last_day = assignment.ends_on
    _end(assignment, starts_on - timedelta(days=1))
    return assign(case=assignment.case, assistant=to, starts_on=starts_on, ends_on=last_day)


def _end(assignment, day):
    """Ends the assignment on the day, and whatever substitution would go on after it."""
    assignment.ends_on = day
    assignment.save()
    for substitution in assignment.substitutions.filter(ends_on__gt=day):
        if substitution.starts_on > day:
            substitution.delete()
        else:
            substitution.ends_on = day
            substitution.save()
