"""Families of one surname are told apart where somebody chooses or confirms."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from cases.families.distinct_names import distinct_name, with_carer_names
from cases.models import Family
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, FamilyFactory, PersonFactory
from tests.html_pages import words

pytestmark = pytest.mark.django_db


def nowak(number, carer="", **fields):
    family = FamilyFactory(name="Nowak", number=number, **fields)
    if carer:
        PersonFactory(family=family, role="parent", main_carer=True, first_name=carer)
    return family


def test_says_who_and_where():
    with_all = nowak("R1", "Anna", address="ul. Lipowa 3")
    PersonFactory(family=with_all, main_carer=True, first_name="Dawna", left_on=date(2020, 1, 1))
    families = [with_all, nowak("R2", "Beata"), nowak("R3", address="ul. Polna 1"), nowak("R4")]
    told = ["Nowak (Anna, ul. Lipowa 3)", "Nowak (Beata, R2)", "Nowak (ul. Polna 1)", "Nowak (R4)"]
    assert list(map(distinct_name, families)) == told
    assert [distinct_name(family) for family in with_carer_names(Family.objects.order_by("number"))] == told


@pytest.mark.parametrize("page", ["handover", "substitute"])
def test_the_forms_of_an_assistant_tell_them_apart(staff, page):
    CentreFactory()
    ewa = AssistantFactory()
    for number, carer in (("R1", "Anna"), ("R2", "Beata")):
        case = CaseFactory(family=nowak(number, carer, address="ul. Lipowa 3"))
        assign(case=case, assistant=ewa, starts_on=date(2024, 1, 1))
    text = words(staff.get(reverse(page, args=[ewa.number])))
    assert "Nowak (Anna, ul. Lipowa 3)" in text and "Nowak (Beata, ul. Lipowa 3)" in text
