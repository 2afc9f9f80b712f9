"""Services that hand families over to another assistant."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from assistants.absences.substitutions import end_substitutions
from assistants.assignments.services import assign, employment_problem
from assistants.models import Appointment, Assignment, Visit
from cases.families.distinct_names import distinct_name, with_carer_names
from cases.locking import lock_family
from cases.models import Family
from familycare.lib.ordering import polish_order
from familycare.lib.polish import date_in_words


@transaction.atomic
def hand_over(*, assignments, to, starts_on):
    """Assign the cases of the assignments to the assistant `to` from `starts_on` (included), all or none.

    The previous assistants keep them until the day before. Appointments from `starts_on` on move to `to`. Return the
    new Assignments.

    Raise ValidationError by field ("assignments", "to", "starts_on") with a sentence for each family that cannot be
    handed over. Raise NoFreePlace if `to` would have too many families (UWRiSPZ art. 15 ust. 4).
    """
    lock_family(*(each.family for each in assignments))
    found = Assignment.objects.select_related("case", "family", "assistant")
    assignments = list(found.filter(pk__in=[each.pk for each in assignments]).order_by("pk"))
    if problems := _problems(assignments, to, starts_on):
        raise ValidationError(problems)
    return [_hand_over_one(assignment, to, starts_on) for assignment in assignments]


def _problems(assignments, to, starts_on):
    """Return {field: messages}, a sentence for each family; {} if the handover is allowed."""
    if not assignments:
        return {"assignments": "Wybierz co najmniej jedną rodzinę do przekazania."}
    own = [each.family for each in assignments if each.assistant_id == to.pk]
    if own:
        return {"to": [f"Ta osoba jest już asystentem rodziny: {distinct_name(family)}." for family in own]}
    ends = [each.ends_on for each in assignments]
    if problem := employment_problem(to, starts_on, None if None in ends else max(ends)):
        return {"to": problem}
    ended = [
        f"Przydzielenie rodziny {distinct_name(each.family)} kończy się wcześniej, {date_in_words(each.ends_on)}."
        for each in assignments
        if each.ends_on is not None and each.ends_on < starts_on
    ]
    if ended:
        return {"assignments": ended}
    too_early = [*_began_later(assignments, starts_on), *_visited_later(assignments, starts_on)]
    return {"starts_on": too_early} if too_early else {}


def _began_later(assignments, starts_on):
    """Yield a message for each assignment that starts on `starts_on` or later."""
    for each in assignments:
        if starts_on <= each.starts_on:
            yield (
                f"Rodzina {distinct_name(each.family)} ma obecnego asystenta dopiero od "
                f"{date_in_words(each.starts_on)}. Podaj późniejszy dzień."
            )


def _visited_later(assignments, starts_on):
    """Yield a message for each assignment with a diary entry on `starts_on` or later.

    An entry must stay within its author's time with the case.
    """
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
                f"Rodzina {distinct_name(each.family)}: {each.assistant} ma w dzienniku wpis z {date_in_words(day)}. "
                "Podaj dzień późniejszy niż ten wpis."
            )


def _hand_over_one(assignment, to, starts_on):
    last_day = assignment.ends_on
    _end(assignment, starts_on - timedelta(days=1))
    given = assign(case=assignment.case, assistant=to, starts_on=starts_on, ends_on=last_day)
    if not Assignment.objects.active_on(starts_on).filter(assistant=assignment.assistant, family=given.family).exists():
        for agreed in appointments_from(assignment, starts_on):
            agreed.assistant = to
            agreed.save()
    return given


def appointments_from(assignment, day):
    """Return the planned appointments of the assignment's assistant and family on `day` or later."""
    planned = Appointment.objects.planned().filter(planned_on__gte=day)
    return planned.filter(family=assignment.family_id, assistant=assignment.assistant_id)


def _end(assignment, day):
    """End the assignment on the day, and its substitutions that would last longer."""
    assignment.ends_on = day
    assignment.save()
    end_substitutions(substitutions=assignment.substitutions.all(), last_day=day)


def handed_over(giver, to, day):
    """Return the families that went from `giver` to `to` on `day` (the first day of `to`), in order of name."""
    ended = Assignment.objects.filter(assistant=giver, ends_on=day - timedelta(days=1))
    begun = Assignment.objects.filter(assistant=to, starts_on=day, case__in=ended.values("case"))
    return (
        with_carer_names(Family.objects).filter(pk__in=begun.values("family")).order_by(polish_order("name"), "number")
    )
