"""Changes of families and persons: register, add, correct, delete."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.choices import PersonRole
from cases.locking import lock_family
from cases.models import Family, Person
from cases.rules import share_a_day
from cases.spans import days_of
from familycare.accounts.models import Role
from familycare.lib.polish import date_in_digits, joined

SENT_ELSEWHERE = "Ten formularz już wysłano. Otwórz nowy i przepisz do niego dane."


@dataclass(frozen=True)
class SavedPerson:
    """A saved person, and what changed about the main carer.

    `former_main_carers`: who was the main carer until now. `has_no_main_carer`: the person no longer is the main carer,
    and nobody else is.
    """

    person: Person
    former_main_carers: tuple = ()
    has_no_main_carer: bool = False


@transaction.atomic
def register_family(*, registered_by, name, structure, district, carer, form_key, address="", members=()):
    """Register a new family as of today and return it.

    `carer` (the main carer) and each of `members` are dicts of fields of Person. `registered_by` (a User) becomes
    responsible for the family if they are a social worker. `form_key` is the key of the form: sent twice, it
    registers one family. Raise ValidationError if it is the key of a family that the user does not see.
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
    """Save a new Person in their family and return SavedPerson; a form sent twice adds one person.

    Raise ValidationError, by field, if a person of the family has the same PESEL on some same day, or if the key
    belongs to a form about another family.
    """
    lock_family(person.family)
    if sent := person.family.persons.filter(form_key=form_key).first():
        return SavedPerson(sent)
    if Person.objects.filter(form_key=form_key).exists():
        raise ValidationError(SENT_ELSEWHERE)
    person.form_key = form_key
    return _save(person, was_main_carer=False)


@transaction.atomic
def correct_person(*, person):
    """Save the changed Person and return SavedPerson.

    Raise ValidationError as `add_person` does, and if a record about the person begins before the corrected birth
    date.
    """
    lock_family(person.family)
    before = Person.objects.get(pk=person.pk)
    _refuse_unborn(person, before)
    return _save(person, was_main_carer=_is_main_carer_now(before))


@transaction.atomic
def delete_person(*, person):
    """Delete a person who was entered by mistake. Raise ValidationError if other records refer to them."""
    lock_family(person.family)
    if told := records_of(person):
        raise ValidationError(f"Nie można usunąć tej osoby, bo mówią o niej inne zapisy: {joined(told)}.")
    person.delete()


@transaction.atomic
def join_person(*, person, other):
    """Say that the records `person` and `other`, in two families, are one person. Return `person`.

    The caller checks that the user may see both. Raise ValidationError at `number` if they are in one family, are
    joined already, or each is joined with others by hand.
    """
    lock_family(person.family, other.family)
    person, other = (Person.objects.select_related("family").get(pk=each.pk) for each in (person, other))
    if person.family_id == other.family_id:
        raise ValidationError({"number": "To osoba z tej samej rodziny. Podaj numer zapisu w innej rodzinie."})
    if person.individual == other.individual:
        raise ValidationError({"number": "Te zapisy są już połączone."})
    if person.same_as_id and other.same_as_id:
        message = "Oba zapisy są już połączone z innymi. Połącz ten z tym, z którym połączono tamten."
        raise ValidationError({"number": message})
    if person.same_as_id:
        other.same_as = person
        other.save(update_fields=["same_as"])
    else:
        person.same_as = other
        person.save(update_fields=["same_as"])
    return person


@transaction.atomic
def part_person(*, person):
    """Undo what was joined by hand with this record. Records with the same PESEL remain one person."""
    lock_family(person.family)
    joined = Person.objects.filter(Q(pk=person.pk, same_as__isnull=False) | Q(same_as=person))
    for record in joined.select_related("family"):
        record.same_as = None
        record.save(update_fields=["same_as"])


def same_persons(person, user):
    """Return the records of this person in other families that the user may see."""
    others = Person.objects.filter(individual=person.individual, family__in=Family.objects.visible_to(user))
    return others.exclude(pk=person.pk).select_related("family").order_by("family__name", "number")


def records_of(person):
    """Return the other records about the person in words, for example [„pobyty poza rodziną (2)”]."""
    found = []
    for relation in _relations():
        model = relation.related_model
        # Working tables of the figures are not managed and not in the database.
        if model._meta.managed and (records := model._base_manager.filter(**{relation.field.name: person}).count()):
            found.append(f"{model._meta.verbose_name_plural} ({records})")
    return found


def _relations():
    """Return the relations of other records to a person; the same person in another family is none."""
    return [relation for relation in Person._meta.related_objects if relation.related_model is not Person]


def _save(person, *, was_main_carer):
    _refuse_twice(person)
    person.save()
    if not _is_main_carer_now(person):
        return SavedPerson(person, has_no_main_carer=was_main_carer and not _main_carers_now(person.family).exists())
    before = () if was_main_carer else tuple(_main_carers_now(person.family).exclude(pk=person.pk))
    for other in before:
        other.main_carer = False
        other.save(update_fields=["main_carer"])
    return SavedPerson(person, former_main_carers=before)


def _refuse_twice(person):
    """Raise ValidationError if the PESEL is in the family twice on one day. A person may leave and come back."""
    if not person.pesel:
        return
    same = Person.objects.filter(family=person.family, pesel=person.pesel).exclude(pk=person.pk)
    if other := next((each for each in same if share_a_day(days_of(each), days_of(person))), None):
        message = f"Ten PESEL ma już w tej rodzinie {other}. Popraw dane tej osoby, zamiast dopisywać ją drugi raz."
        raise ValidationError({"pesel": message})


def _refuse_unborn(person, before):
    """Raise ValidationError if a record about the person begins before the birth date; imported ones are accepted."""
    if person.birth_date is None:
        return
    for model in (relation.related_model for relation in _relations()):
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


def _is_main_carer_now(person):
    """Return whether the person is the main carer now. Past members keep the mark, because past figures need it."""
    return person.main_carer and (person.left_on is None or person.left_on > timezone.localdate())


def _main_carers_now(family):
    still = Q(left_on__isnull=True) | Q(left_on__gt=timezone.localdate())
    return family.persons.filter(still, main_carer=True)
