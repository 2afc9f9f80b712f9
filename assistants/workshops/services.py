"""Workshops, support groups and social projects, and what is known of their days."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assistants.assignments.services import employment_problem
from assistants.models import Attendance, Enrolment, Workshop, WorkshopDay, WorkshopLeader
from cases.locking import lock_family
from cases.models import Person
from cases.rules import membership_problem
from familycare.audit.services import lock_changes

IN_USE = "Te zajęcia mają już wpisane dni albo uczestników, więc nie można ich usunąć."


@transaction.atomic
def save_workshop(*, title, kind, aim, effect, workshop=None):
    """Save a new Workshop, or change `workshop`, and return it. The same form, sent twice, makes one."""
    lock_changes()
    details = {"title": title, "kind": kind, "aim": aim, "effect": effect}
    if workshop is None and (
        same := next((each for each in Workshop.objects.filter(**details) if not is_in_use(each)), None)
    ):
        return same
    workshop = workshop or Workshop()
    for name, value in details.items():
        setattr(workshop, name, value)
    workshop.save()
    return workshop


def is_in_use(workshop):
    """Return whether the workshop has a day or somebody on its list."""
    of_the_workshop = (workshop.attendances, workshop.days, workshop.leaders, workshop.enrolments)
    return any(records.exists() for records in of_the_workshop)


@transaction.atomic
def delete_workshop(*, workshop):
    """Delete a workshop without days and participants. One that is gone already is ignored.

    Raise ValidationError if it has any.
    """
    lock_changes()
    if is_in_use(workshop):
        raise ValidationError(IN_USE)
    if found := Workshop.objects.filter(pk=workshop.pk).first():
        found.delete()


@transaction.atomic
def save_day(*, workshop, day, came, left_out=(), outsiders=0, hours=None, leaders=()):
    """Save a day (a date) of the workshop: who attended, how many people from outside came, who led it and how long.

    `came`, `left_out`: see `save_attendance`. `outsiders`: a number; `hours` of work of each of the assistants
    `leaders` (Decimal; None: not known). Raise ValidationError: as `save_attendance`; at "leaders" for somebody who was
    not employed on the day, and for hours of nobody.
    """
    lock_changes()
    if hours is not None and not leaders:
        raise ValidationError({"leaders": "Zaznacz, kto prowadził zajęcia, albo usuń godziny."})
    if problems := [problem for each in leaders if (problem := employment_problem(each, day, day))]:
        raise ValidationError({"leaders": problems})
    save_attendance(workshop=workshop, day=day, came=came, left_out=left_out)
    _save_leaders(workshop, day, leaders)
    saved = WorkshopDay.objects.filter(workshop=workshop, held_on=day).first()
    if not outsiders and hours is None:
        if saved:
            saved.delete()
        return
    saved = saved or WorkshopDay(workshop=workshop, held_on=day)
    saved.outsiders, saved.hours = outsiders, hours
    saved.save()


def _save_leaders(workshop, day, leaders):
    present = {each.assistant_id: each for each in WorkshopLeader.objects.filter(workshop=workshop, held_on=day)}
    for assistant in leaders:
        if present.pop(assistant.pk, None) is None:
            WorkshopLeader.objects.create(workshop=workshop, held_on=day, assistant=assistant)
    for leader in present.values():
        leader.delete()


@transaction.atomic
def save_attendance(*, workshop, day, came, left_out=()):
    """Save that the persons `came` attended the workshop on the day (a date), and that `left_out` did not.

    Persons in neither keep what is saved of them, so that two people who tick at once do not undo one another's work.
    Raise ValidationError with a message for each person who was not a member of their family on the day, or if a family
    has been merged or anonymised meanwhile.
    """
    persons = Person.objects.select_related("family").in_bulk([each.pk for each in [*came, *left_out]])
    lock_family(*(person.family for person in persons.values()))
    coming = [persons[each.pk] for each in came if each.pk in persons]
    if problems := _membership_problems(coming, day):
        raise ValidationError(problems)
    saved = Attendance.objects.filter(workshop=workshop, attended_on=day)
    present = {*saved.filter(person__in=persons).values_list("person", flat=True)}
    for person in coming:
        if person.pk not in present:
            Attendance.objects.create(workshop=workshop, attended_on=day, person=person)
    for attendance in saved.filter(person__in=[each.pk for each in left_out]):
        attendance.delete()


@transaction.atomic
def save_participants(*, workshop, today, enrolled, left_out=()):
    """Save that the persons `enrolled` are on the list of the workshop, and that `left_out` are not. Others keep what
    is saved of them.

    Raise ValidationError with a message for each person who is put on the list and is not a member of their family
    `today`, or if a family has been merged or anonymised meanwhile.
    """
    persons = Person.objects.select_related("family").in_bulk([each.pk for each in [*enrolled, *left_out]])
    lock_family(*(person.family for person in persons.values()))
    saved = {each.person_id: each for each in Enrolment.objects.filter(workshop=workshop, person__in=persons)}
    new = [persons[each.pk] for each in enrolled if each.pk in persons and each.pk not in saved]
    if problems := _membership_problems(new, today):
        raise ValidationError(problems)
    for person in new:
        Enrolment.objects.create(workshop=workshop, person=person)
    for person in left_out:
        if person.pk in saved:
            saved[person.pk].delete()


def _membership_problems(persons, day):
    """Return a message for each of the persons who was not a member of their family on the day."""
    return [
        f"{person}: {problem}"
        for person in persons
        if (problem := membership_problem(day, person.birth_date, person.joined_on, person.left_on))
    ]
