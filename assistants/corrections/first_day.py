"""An assignment that was entered with a wrong first day."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assistants.assignments.cap import NoFreePlace, free_place, place_constraint_messages
from assistants.assignments.services import employment_problem
from assistants.corrections.traces import check_reason, leave_trace
from assistants.models import Assignment, Substitution, Visit
from cases.locking import lock_family
from cases.models import Assessment, Case, Outcome, Plan
from cases.records.rules import lacks_obligation
from cases.rules import opening_problem
from familycare.lib.polish import date_in_digits, date_in_words

BEFORE = "jest z {day}, więc współpraca nie mogła zacząć się później. Podaj ten dzień albo wcześniejszy."


@transaction.atomic
def correct_first_day(*, assignment, starts_on, reason, by, confirmed=False):
    """Correct the first day of an assignment. Return the Assignment.

    What touches it moves along: the last day of the assistant before, who hands the family over on the day before, and
    the opening of the case, if it opened with this assignment. Without a change nothing is saved. `by` is the user,
    `reason` is why they correct it.

    Raise ValidationError by field: "starts_on" if the day is to come, outside of the case, the employment or the limit
    of families of an assistant, or on the wrong side of something that was recorded; "reason" and "confirmed".
    """
    lock_family(assignment.family)
    assignment = Assignment.objects.select_related("case", "assistant", "family").get(pk=assignment.pk)
    was, case, before = assignment.starts_on, assignment.case, _one_before(assignment)
    if starts_on == was:
        return assignment
    opens = before is None and case.opened_on == was
    if message := (
        _own_problem(assignment, starts_on)
        or (_opening_problem(case, starts_on) if opens else _case_problem(case, starts_on))
        or (_handover_problem(before, assignment, starts_on) if before else "")
    ):
        raise ValidationError({"starts_on": message})
    reason = check_reason(reason, sorted((was, starts_on)), confirmed=confirmed)
    assignment.starts_on = starts_on
    _save_all(assignment, before if before and before.ends_on == was - timedelta(days=1) else None)
    if opens:
        case.opened_on = starts_on
        case.save(update_fields=["opened_on"])
    what = "pierwszy dzień wsparcia i pracy asystenta" if opens else "pierwszy dzień pracy asystenta"
    sentence = (
        f"Wsparcie {case.number}, {assignment.assistant}, {what}: "
        f"był {date_in_digits(was)}, jest {date_in_digits(starts_on)}."
    )
    leave_trace(family=assignment.family, sentence=sentence, reason=reason, by=by)
    return assignment


def _one_before(assignment):
    """Return the assignment of the case before this one, or None."""
    earlier = assignment.case.assignments.filter(starts_on__lt=assignment.starts_on).select_related("assistant")
    return earlier.order_by("-starts_on").first()


def _own_problem(assignment, day):
    """Return why the assignment itself cannot begin on the day, or ""."""
    if day > timezone.localdate():
        return "Ten dzień jeszcze nie nadszedł."
    if assignment.ends_on and day > assignment.ends_on:
        return f"Praca z rodziną skończyła się {date_in_words(assignment.ends_on)}. Podaj ten dzień albo wcześniejszy."
    if problem := employment_problem(assignment.assistant, day, assignment.ends_on):
        return problem
    visits = Visit.objects.filter(case=assignment.case, assistant=assignment.assistant)
    standing_in = Substitution.objects.filter(assignment=assignment)
    return _earlier(visits, "visited_on", assignment.starts_on, day, "Wpis w dzienniku tego asystenta") or _earlier(
        standing_in, "starts_on", assignment.starts_on, day, "Zastępstwo"
    )


def _case_problem(case, day):
    if day < case.opened_on:
        return f"Wsparcie zaczęło się dopiero {date_in_words(case.opened_on)}. Podaj ten dzień albo późniejszy."
    return ""


def _opening_problem(case, day):
    """Return why the case could not have opened on the day, or ""."""
    for referred_on in case.referrals.order_by("-referred_on").values_list("referred_on", flat=True):
        if problem := opening_problem(day, referred_on):
            return problem
    others = Case.objects.filter(family=case.family_id, kind=case.kind, opened_on__lt=case.opened_on)
    if last := others.filter(closed_on__gt=day).order_by("-closed_on").first():
        return (
            f"Wsparcie {last.number} tego samego rodzaju trwało do {date_in_words(last.closed_on)}. "
            "Podaj ten dzień albo późniejszy."
        )
    recorded = [
        (Visit.objects.filter(case=case), "visited_on", "Wpis w dzienniku"),
        (Plan.objects.filter(case=case), "agreed_on", "Plan pracy"),
        (Assessment.objects.filter(case=case), "held_on", "Okresowa ocena"),
        (Outcome.objects.filter(case=case), "achieved_on", "Efekt"),
    ]
    for records, field, what in recorded:
        if message := _earlier(records, field, case.opened_on, day, what):
            return message
    if lacks_obligation(Case(family_id=case.family_id, basis=case.basis, opened_on=day, closed_on=case.closed_on)):
        return "Od tego dnia nie obowiązywało już postanowienie, na którym opiera się to wsparcie."
    return ""


def _handover_problem(before, assignment, day):
    """Return why the assistant before could not have worked until the day before, or ""."""
    last = day - timedelta(days=1)
    if last < before.starts_on:
        return f"{before.assistant} ma tę rodzinę od {date_in_words(before.starts_on)}. Podaj późniejszy dzień."
    if before.ends_on < assignment.starts_on - timedelta(days=1):  # there are days without an assistant between them
        if day <= before.ends_on:
            return f"{before.assistant} ma tę rodzinę do {date_in_words(before.ends_on)}. Podaj późniejszy dzień."
        return ""
    after = Visit.objects.filter(case=before.case, assistant=before.assistant, visited_on__range=(day, before.ends_on))
    if visit := after.order_by("-visited_on").first():
        return (
            f"{before.assistant} ma wpis w dzienniku z {date_in_words(visit.visited_on)}. "
            "Podaj następny dzień albo późniejszy."
        )
    standing_in = Substitution.objects.filter(assignment=before, ends_on__gt=last)
    if substitution := standing_in.order_by("-ends_on").first():
        until = date_in_words(substitution.ends_on)
        return f"Zastępstwo u poprzedniego asystenta trwa do {until}. Podaj późniejszy dzień."
    return employment_problem(before.assistant, before.starts_on, last)


def _earlier(records, field, was, day, what):
    """Return a sentence about the first of the records from `was` (included) to `day` (not included), or ""."""
    found = records.filter(**{f"{field}__gte": was, f"{field}__lt": day}).order_by(field)
    first = found.values_list(field, flat=True).first()
    return f"{what} {BEFORE.format(day=date_in_words(first))}" if first else ""


def _save_all(assignment, before):
    """Save the assignment and the end of the one `before` (or None): the one that gets shorter first."""
    moved = [(assignment, assignment.ends_on)]
    if before:
        before.ends_on = assignment.starts_on - timedelta(days=1)
        moved.append((before, before.ends_on))
        if before.ends_on < Assignment.objects.get(pk=before.pk).ends_on:
            moved.reverse()
    for each, last in moved:
        try:
            with place_constraint_messages(each.assistant):
                each.place = free_place(each.assistant, each.family_id, each.starts_on, last)
                each.save(update_fields=["starts_on", "ends_on", "place"])
        except NoFreePlace as refused:
            raise ValidationError({"starts_on": str(refused)}) from None
