"""Workshops, support groups and social projects, and who attended them on a day."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assistants.models import Attendance, Workshop
from cases.locking import lock_family
from cases.models import Person
from cases.rules import membership_problem
from familycare.audit.services import lock_changes

IN_USE = "Na te zajęcia ktoś już chodził, więc nie można ich usunąć."


@transaction.atomic
def save_workshop(*, title, kind, aim, effect, workshop=None):
    """Save a new Workshop, or change `workshop`, and return it. The same form, sent twice, makes one."""
    lock_changes()
    details = {"title": title, "kind": kind, "aim": aim, "effect": effect}
    if workshop is None and (same := Workshop.objects.filter(**details, attendances=None).first()):
        return same
    workshop = workshop or Workshop()
    for name, value in details.items():
        setattr(workshop, name, value)
    workshop.save()
    return workshop


@transaction.atomic
def delete_workshop(*, workshop):
    """Delete a workshop that nobody attended. One that is gone already is ignored. Raise ValidationError if it was."""
    lock_changes()
    if workshop.attendances.exists():
        raise ValidationError(IN_USE)
    if found := Workshop.objects.filter(pk=workshop.pk).first():
        found.delete()


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
    problems = [
        f"{person}: {problem}"
        for person in coming
        if (problem := membership_problem(day, person.birth_date, person.joined_on, person.left_on))
    ]
    if problems:
        raise ValidationError(problems)
    saved = Attendance.objects.filter(workshop=workshop, attended_on=day)
    present = {*saved.filter(person__in=persons).values_list("person", flat=True)}
    for person in coming:
        if person.pk not in present:
            Attendance.objects.create(workshop=workshop, attended_on=day, person=person)
    for attendance in saved.filter(person__in=[each.pk for each in left_out]):
        attendance.delete()
