"""Whom the pages of a workshop offer: who is on its list, who attended before, and who is searched for by name."""

import re
from datetime import timedelta

from django.core.exceptions import ValidationError

from assistants.models import Attendance, Enrolment
from cases.families.distinct_names import distinct_name, read_carer_names
from cases.family_list.filters import SearchField
from cases.models import Family, Person
from cases.models.person import is_member_on
from cases.models.search import matching
from familycare.lib.ordering import polish_sort_key

MOST_FOUND = 10
LATELY = timedelta(days=183)
NOT_BY_PESEL = "Wpisz nazwisko, imię albo numer rodziny. Po numerze PESEL się tu nie szuka."


def families_offered(user):
    """Return the families whose members the user may enter: those that they see and that are not anonymised."""
    return Family.objects.visible_to(user).filter(anonymised_on=None)


def regulars(workshop, day, user):
    """Return the pks of members, on the day, of families offered to the user who attended lately or after it."""
    attended = Attendance.objects.filter(is_member_on(day, "person__"), workshop=workshop)
    attended = attended.filter(attended_on__gte=day - LATELY)
    attended = attended.filter(person__family__in=families_offered(user))
    return {*attended.values_list("person", flat=True)}


def enrolled(workshop, user):
    """Return the pks of those on the list of the workshop, of families offered to the user."""
    listed = Enrolment.objects.filter(workshop=workshop, person__family__in=families_offered(user))
    return {*listed.values_list("person", flat=True)}


def expected_on(workshop, day, user):
    """Return the pks of those on the list who are members of their families on the day."""
    return {*Person.objects.members_on(day).filter(pk__in=enrolled(workshop, user)).values_list("pk", flat=True)}


def present_on(workshop, day, user):
    """Return the pks of those who attended on the day, of families offered to the user."""
    attended = Attendance.objects.filter(workshop=workshop, attended_on=day)
    return {*attended.filter(person__family__in=families_offered(user)).values_list("person", flat=True)}


def found(user, text, day):
    """Return (pks of members, on the day, of families in which every word of `text` is found; a complaint or "")."""
    try:
        text = SearchField(error_messages={"required": "Wpisz nazwisko, imię albo numer rodziny."}).clean(text)
    except ValidationError as error:
        return set(), error.messages[0]
    if re.search(r"\d{6}", text):
        return set(), NOT_BY_PESEL
    families = matching(families_offered(user), text, sees_pesel=False).order_by("name", "number")[: MOST_FOUND + 1]
    families = list(families)
    if not families:
        return set(), "Nie ma takiej rodziny wśród tych, które widzisz."
    complaint = f"Pokazano {MOST_FOUND} pierwszych rodzin. Wpisz więcej." if len(families) > MOST_FOUND else ""
    members = Person.objects.members_on(day).filter(family__in=families[:MOST_FOUND])
    return {*members.values_list("pk", flat=True)}, complaint


def grouped(persons, user, first=()):
    """Return [(name of a family, [Person])] of these persons (pks) of families offered to the user, by name.

    Families of the persons `first`, who have just been found, stand before the others.
    """
    those = Person.objects.filter(pk__in=persons, family__in=families_offered(user)).select_related("family")
    by_family = {}
    for person in those.order_by("birth_date", "number"):
        by_family.setdefault(person.family, []).append(person)
    read_carer_names([*by_family])
    named = [(distinct_name(family), members) for family, members in by_family.items()]
    return sorted(named, key=lambda pair: (all(each.pk not in first for each in pair[1]), polish_sort_key(pair[0])))
