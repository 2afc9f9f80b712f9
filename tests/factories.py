"""Small records for tests; all people are invented."""

from datetime import date

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from assistants.models import Assistant, Visit
from cases.models import Case, Family, Person
from familycare.centre.models import Centre

PASSWORD = "Wierzba-i-mlyn-7"


class UserFactory(DjangoModelFactory):
    """A user with PASSWORD; by default an auditor, who sees no family."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"osoba{n}@zrebice.example")
    first_name = "Zofia"
    last_name = "Łącka"
    role = "auditor"
    authorised_on = secrecy_on = date(2020, 1, 1)
    password = factory.django.Password(PASSWORD)


class StaffFactory(UserFactory):
    """A manager, who sees all families and does all casework."""

    role = "manager"


class CentreFactory(DjangoModelFactory):
    class Meta:
        model = Centre

    name = "Miejski Ośrodek Pomocy Społecznej w Źrebicach"
    municipality = "Miasto Źrebice"
    authority = "Prezydent Miasta"
    council = "Rada Miasta Źrebic"


class FamilyFactory(DjangoModelFactory):
    class Meta:
        model = Family

    name = factory.Sequence(lambda n: f"Jaworscy {n:06}")
    structure = "two_parent"


class PersonFactory(DjangoModelFactory):
    """A person; by default a child."""

    class Meta:
        model = Person

    family = factory.SubFactory(FamilyFactory)
    role = "child"
    first_name = "Jaś"
    last_name = "Jaworski"
    birth_date = date(2015, 5, 1)


class CaseFactory(DjangoModelFactory):
    """A case that is open since March 2022, by default of a new family."""

    class Meta:
        model = Case

    family = factory.SubFactory(FamilyFactory)
    kind = "difficulties"
    basis = "consent"
    opened_on = date(2022, 3, 1)


class AssistantFactory(DjangoModelFactory):
    class Meta:
        model = Assistant

    first_name = "Róża"
    last_name = factory.Sequence(lambda n: f"Źródlana {n:06}")
    employed_from = date(2020, 1, 1)


class VisitFactory(DjangoModelFactory):
    class Meta:
        model = Visit

    case = factory.SubFactory(CaseFactory)
    assistant = factory.SubFactory(AssistantFactory)
    visited_on = date(2023, 6, 1)
    kind = "home_visit"
    minutes = 90


def create_families(count):
    """Create that many families with an open case, each of a mother and one child."""
    for case in CaseFactory.create_batch(count):
        PersonFactory(family=case.family)
        PersonFactory(family=case.family, role="parent", main_carer=True, birth_date=date(1990, 1, 1))
