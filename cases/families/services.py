"""Families and the persons in them: registered, added, corrected, taken out again."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.choices import PersonRole
from cases.locking import lock_family
from cases.models import Family, Person
from familycare.accounts.models import Role
from familycare.lib.polish import date_in_digits, joined

SENT_ELSEWHERE = "Ten formularz już wysłano. Otwórz nowy i przepisz do niego dane."


@dataclass(frozen=True)
class Saved:
    """A person as they were saved, and what became of the mark of the main carer: whom it was taken from, and whether
    the person has lost it and nobody has it now."""

    person: Person
    carers_before: tuple = ()
    nobody_carries: bool = False


@transaction.atomic
def register_family(*, registered_by, name, structure, district, carer, form_key, address="", members=()):
    """A family that the centre did not know, registered today by a User, who is responsible for it if they are a social
    worker: `carer`, the main one, and each of `members` hold fields of Person.

    `form_key` is the form's own: sent twice, it registers one family. Raises ValidationError when it is another's.
    """
    family, is_new = Family.objects.get_or_create(
        form_key=form_key,
        defaults={
            "name": name,
            "structure": structure,
            "address": address,
            "district": district,
            "social_worker": registered_by if registered_by.role == Role.SOCIAL_WORKER else None,
            "registered_on": timezone.localdate(),
        },
    )
    if is_new:
        for fields in ({"role": PersonRole.PARENT, **carer, "main_carer": True}, *members):
            Person.objects.create(family=family, **fields)
    elif not Family.objects.visible_to(registered_by).filter(pk=family.pk).exists():
        raise ValidationError(SENT_ELSEWHERE)
    return family


@transaction.atomic
def add_person(*, person, form_key):
    """Adds a Person, not saved yet, to their family and returns Saved; a form sent twice adds them once.

    Raises ValidationError, by field, when somebody in the family has the same PESEL on some of the same days, and when
    the key is of a form about another family.
    """
    lock_family(person.family)
    if sent := person.family.persons.filter(form_key=form_key).first():
        return Saved(sent)
    if Person.objects.filter(form_key=form_key).exists():
        raise ValidationError(SENT_ELSEWHERE)
    person.form_key = form_key
    return _save(person, carried=False)


@transaction.atomic
def correct_person(*, person):
    """Saves the changed Person and returns Saved. Raises ValidationError as `add_person` does, and where a record tells
    of days before the corrected birth date."""
    lock_family(person.family)
    before = Person.objects.get(pk=person.pk)
    _refuse_unborn(person, before)
    return _save(person, carried=_carries(before))


@transaction.atomic
def delete_person(*, person):
    """Takes out somebody who was entered by mistake. Raises ValidationError when other records tell of them."""
    lock_family(person.family)
    if told := records_of(person):
        raise ValidationError(f"Nie można usunąć tej osoby, bo mówią o niej inne zapisy: {joined(told)}.")
    person.delete()


def records_of(person):
    """What else tells of the person, in words: „pobyty poza rodziną (2)”."""
    found = []
    for relation in Person._meta.related_objects:
        model = relation.related_model
        # A working table of the figures (not managed) is in no database.
        if model._meta.managed and (records := model._base_manager.filter(**{relation.field.name: person}).count()):
            found.append(f"{model._meta.verbose_name_plural} ({records})")
    return found


def _save(person, *, carried):
    _refuse_twice(person)
    person.save()
    if not _carries(person):
        return Saved(person, nobody_carries=carried and not _carriers(person.family).exists())
    before = () if carried else tuple(_carriers(person.family).exclude(pk=person.pk))
    for other in before:
        other.main_carer = False
        other.save(update_fields=["main_carer"])
    return Saved(person, carers_before=before)


def _refuse_twice(person):
    """A PESEL is one person's: who left a family may come back to it, but is not in it twice on one day."""
    if not person.pesel:
        return
    same = Person.objects.filter(family=person.family, pesel=person.pesel).exclude(pk=person.pk)
    if person.joined_on:
        same = same.filter(Q(left_on__isnull=True) | Q(left_on__gt=person.joined_on))
    if person.left_on:
        same = same.filter(Q(joined_on__isnull=True) | Q(joined_on__lt=person.left_on))
    if other := same.first():
        message = f"Ten PESEL ma już w tej rodzinie {other}. Popraw dane tej osoby, zamiast dopisywać ją drugi raz."
        raise ValidationError({"pesel": message})


def _refuse_unborn(person, before):
    """What holds of somebody does not begin before they were born. What a register brought in so is let be."""
    if person.birth_date is None:
        return
    for model in (relation.related_model for relation in Person._meta.related_objects):
        if not hasattr(model, "SPAN"):
            continue
        first = model.SPAN[0]
        early = model.objects.filter(**{"person": person, f"{first}__lt": person.birth_date})
        if before.birth_date:
            early = early.filter(**{f"{first}__gte": before.birth_date})
        if record := early.order_by(first).first():
            day = date_in_digits(getattr(record, first))
            message = (
                f"Już od {day} jest zapis o tej osobie: {model._meta.verbose_name}. "
                "Sprawdź datę urodzenia albo popraw tamten."
            )
            raise ValidationError({"birth_date": message})


def _carries(person):
    """Whether the person is the main carer now, not one of the past, on whom figures of the past stand."""
    return person.main_carer and (person.left_on is None or person.left_on > timezone.localdate())


def _carriers(family):
    still = Q(left_on__isnull=True) | Q(left_on__gt=timezone.localdate())
    return family.persons.filter(still, main_carer=True)
