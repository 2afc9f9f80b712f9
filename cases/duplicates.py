"""Whom the centre may know already: looked for before a new family is registered."""

from django.db.models import Q

from cases.models import Family, Person
from cases.search import fold


def families_like(user, *, name, carer):
    """The families that `user` may see and that may be the same: one with a person of that PESEL, or of that name
    and birth date, or (without a birth date) of that name; or with the family's own name and the carer's first name.
    In order of names, at most ten."""
    person = Q()
    if carer["pesel"]:
        person |= Q(pesel=carer["pesel"])
    words = fold(f"{carer['first_name']} {carer['last_name']}").split()
    if carer["first_name"] and words:
        same_name = Q()
        for word in words:
            same_name &= Q(search__contains=word)
        if carer["birth_date"]:
            same_name &= Q(birth_date=carer["birth_date"]) | Q(birth_date__isnull=True)
        person |= same_name
    if not person:
        return Family.objects.none()
    persons = Person.objects.filter(person).order_by()
    return Family.objects.visible_to(user).filter(pk__in=persons.values("family"))[:10]


def known_elsewhere(user, pesel):
    """Whether somebody with this PESEL belongs to a family that `user` does not see. Of a particularly protected
    family nothing is told."""
    if not pesel:
        return False
    others = Family.objects.filter(is_restricted=False).exclude(pk__in=Family.objects.visible_to(user).values("pk"))
    return Person.objects.filter(pesel=pesel, family__in=others).exists()
