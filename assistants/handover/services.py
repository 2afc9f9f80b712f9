"""Handing families over to another assistant."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from assistants.absences.substitutions import end_substitutions
from assistants.assignments.services import against_employment, assign
from assistants.models import Appointment, Assignment, Visit
from cases.locking import lock_family
from cases.models import Family
from familycare.lib.ordering import polish
from familycare.lib.polish import date_in_words


@transaction.atomic
def hand_over(*, assignments, to, starts_on):
    """Gives the cases of these assignments to the assistant `to` from `starts_on` on (included); the assistants they
    had keep them up to the day before. What is agreed with the families for later is then agreed with `to`. All or
    none. Returns the new assignments.

    Raises ValidationError by field ("assignments", "to", "starts_on") with a sentence for each family that cannot go,
    and NoFreePlace when `to` would have too many families (UWRiSPZ art. 15 ust. 4).
    """
    lock_family(*(each.family for each in assignments))
    found = Assignment.objects.select_related("case", "family", "assistant")
    assignments = list(found.filter(pk__in=[each.pk for each in assignments]).order_by("pk"))
    if problems := _against(assignments, to, starts_on):
        raise ValidationError(problems)
    return [_hand_one_over(assignment, to, starts_on) for assignment in assignments]


def _against(assignments, to, starts_on):
    """{field: what is wrong with it, a sentence for each family}."""
    if not assignments:
        return {"assignments": "Wybierz co najmniej jedną rodzinę do przekazania."}
    own = [each.family for each in assignments if each.assistant_id == to.pk]
    if own:
        return {"to": [f"Ta osoba jest już asystentem rodziny: {family}." for family in own]}
    ends = [each.ends_on for each in assignments]
    if problem := against_employment(to, starts_on, None if None in ends else max(ends)):
        return {"to": problem}
    ended = [
        f"Przydzielenie rodziny {each.family} kończy się wcześniej, {date_in_words(each.ends_on)}."
        for each in assignments
        if each.ends_on is not None and each.ends_on < starts_on
    ]
    if ended:
        return {"assignments": ended}
    too_early = [*_began_later(assignments, starts_on), *_visited_later(assignments, starts_on)]
    return {"starts_on": too_early} if too_early else {}


def _began_later(assignments, starts_on):
    for each in assignments:
        if starts_on <= each.starts_on:
            yield (
                f"Rodzina {each.family} ma obecnego asystenta dopiero od {date_in_words(each.starts_on)}. "
                "Podaj późniejszy dzień."
            )


def _visited_later(assignments, starts_on):
    """An entry of the diary lies within the time of its author with the case: none may be left outside of it."""
    entries = Visit.objects.filter(case__in=[each.case_id for each in assignments], visited_on__gte=starts_on)
    last = {
        (case, assistant): day
        for case, assistant, day in entries.order_by()
        .values("case", "assistant")
        .annotate(last=Max("visited_on"))
        .values_list("case", "assistant", "last")
    }
    for each in assignments:
        if day := last.get((each.case_id, each.assistant_id)):
            yield (
                f"Rodzina {each.family}: {each.assistant} ma w dzienniku wpis z {date_in_words(day)}. "
                "Podaj dzień późniejszy niż ten wpis."
            )


def _hand_one_over(assignment, to, starts_on):
    last_day = assignment.ends_on
    _end(assignment, starts_on - timedelta(days=1))
    given = assign(case=assignment.case, assistant=to, starts_on=starts_on, ends_on=last_day)
    if not Assignment.objects.active_on(starts_on).filter(assistant=assignment.assistant, family=given.family).exists():
        for agreed in meetings(assignment, starts_on):
            agreed.assistant = to
            agreed.save()
    return given


def meetings(assignment, day):
    """What the assistant of the assignment has agreed with its family for `day` or later."""
    planned = Appointment.objects.planned().filter(planned_on__gte=day)
    return planned.filter(family=assignment.family_id, assistant=assignment.assistant_id)


def _end(assignment, day):
    """Ends the assignment on the day, and whatever substitution would go on after it."""
    assignment.ends_on = day
    assignment.save()
    end_substitutions(substitutions=assignment.substitutions.all(), last_day=day)


def handed_over(giver, to, day):
    """The families that went from `giver` to `to` on `day`, the first day of `to`, in order of names."""
    ended = Assignment.objects.filter(assistant=giver, ends_on=day - timedelta(days=1))
    begun = Assignment.objects.filter(assistant=to, starts_on=day, case__in=ended.values("case"))
    return Family.objects.filter(pk__in=begun.values("family")).order_by(polish("name"), "number")
