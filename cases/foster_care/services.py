"""First days of stays in foster care that are set by hand, and children in care whose family was not known."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.choices import PersonRole
from cases.foster_care.stays import stays_of_person
from cases.locking import lock_family
from cases.models import Family, Person, Placement, StayStart
from familycare.audit.services import lock_changes
from familycare.lib.polish import date_in_digits

SET_ELSEWHERE = "Początek tego pobytu ustalono przy tej osobie w innej rodzinie. Tam można go zmienić albo cofnąć."
NO_SUCH_STAY = "Ten pobyt ktoś tymczasem zmienił. Otwórz jeszcze raz stronę z pobytami tej osoby."


@transaction.atomic
def set_stay_start(*, person, recorded_on, counted_from, reason):
    """Set from which day (a date) the stay is counted that began, by the placements, on `recorded_on`.

    Return the StayStart. It replaces what was set before for the same stay. Raise ValidationError by field if there is
    no such stay, or it would begin after its latest placement or before the person was born.
    """
    lock_family(person.family)
    stay = next((stay for stay in stays_of_person(person) if stay.recorded_on == recorded_on), None)
    if stay is None:
        raise ValidationError(NO_SUCH_STAY)
    day = max(placement.starts_on for placement in stay.placements if placement.person_id == person.pk)
    if counted_from > day:
        message = f"Pobyt nie może zaczynać się później niż {date_in_digits(day)}, bo tego dnia już trwał."
        raise ValidationError({"counted_from": message})
    if person.birth_date and counted_from < person.birth_date:
        raise ValidationError({"counted_from": "To dzień przed urodzeniem tej osoby."})
    if stay.by_hand and stay.by_hand.person_id != person.pk:
        raise ValidationError(SET_ELSEWHERE)
    start = stay.by_hand or StayStart(person=person, in_care_on=day)
    start.counted_from, start.reason = counted_from, reason
    start.save()
    return start


@transaction.atomic
def withdraw_stay_start(*, start):
    """Take back a first day that was set by hand: the placements decide again. One that is gone already is ignored."""
    lock_family(start.person.family)
    if found := StayStart.objects.filter(pk=start.pk).first():
        found.delete()


@transaction.atomic
def register_child_in_care(*, form_key, first_name, last_name, birth_date, pesel, form, starts_on):
    """Register a child in foster care for whom the municipality pays, with a family without a case. Return the Person.

    The family has the child's name and no other member: whoever knows more adds it on the family's page. `form`: the
    code of a placement in foster care that lasts since `starts_on`. The same form, sent twice, registers one child.
    """
    lock_changes()
    family, is_new = Family.objects.get_or_create(
        form_key=form_key, defaults={"name": last_name, "registered_on": timezone.localdate()}
    )
    if not is_new:
        return family.persons.order_by("pk").first()
    details = {"first_name": first_name, "last_name": last_name, "birth_date": birth_date, "pesel": pesel}
    child = Person.objects.create(family=family, role=PersonRole.CHILD, **details)
    Placement.objects.create(person=child, form=form, starts_on=starts_on)
    return child
