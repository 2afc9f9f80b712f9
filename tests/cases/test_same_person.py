"""One person in two families, joined by hand on the page of the person."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistants.assignments.services import assign
from cases.families.services import join_person, part_person
from cases.models import Person
from familycare.audit.models import Change
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, PersonFactory, UserFactory
from tests.html_pages import all_words, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def olas():
    """Ola with her mother (O1), and with her father (O2)."""
    return [
        PersonFactory(number=f"O{n}", first_name="Ola", family=FamilyFactory(name=name, number=f"R{n}"))
        for n, name in ((1, "Sowa"), (2, "Wilk"))
    ]


def page(number):
    return reverse("same_person", args=[number])


def individuals():
    return len(set(Person.objects.values_list("individual", flat=True)))


def test_is_joined_and_parted_on_the_page(staff, olas):
    assert individuals() == 2
    told = words(staff.post(page("O1"), {"number": " O2 "}, follow=True))
    assert "Zapisy połączono" in told
    assert "rodzina Wilk" in told
    assert individuals() == 1
    assert "rodzina Sowa" in words(staff.get(reverse("person", args=["O2"])))
    assert "same_as" in Change.objects.first().payload["values"]
    assert "Zapisy rozłączono" in words(staff.post(page("O2"), {"rozlacz": "1"}, follow=True))
    assert individuals() == 2


def test_the_number_is_on_the_page_of_the_person(staff, olas):
    assert "Numer tego zapisu: O2" in words(staff.get(reverse("person", args=["O2"])))


@pytest.mark.parametrize(
    "typed, message",
    [
        ("", "Podaj numer"),
        ("O9", "nie ma osoby o tym numerze"),
        ("O3", "To osoba z tej samej rodziny"),
        ("O1", "To osoba"),
    ],
)
def test_says_what_is_wrong(staff, olas, typed, message):
    PersonFactory(number="O3", family=olas[0].family)
    answer = staff.post(page("O1"), {"number": typed})
    (error,) = all_words(answer, ".error-summary li")
    assert message in error
    assert individuals() == 3


def test_twice_is_told(staff, olas):
    staff.post(page("O1"), {"number": "O2"})
    assert "są już połączone" in words(staff.post(page("O2"), {"number": "O1"}))


def test_a_record_that_one_may_not_see_is_like_none(olas):
    mother_side, father_side = olas
    case = CaseFactory(family=mother_side.family)
    assistant = AssistantFactory(account=UserFactory(role="assistant"))
    assign(case=case, assistant=assistant, starts_on=date(2022, 3, 1))
    browser = signed_in(assistant.account)
    said = [words(browser.post(page("O1"), {"number": number}), ".error-summary") for number in ("O2", "O999")]
    assert said[0] == said[1]
    assert browser.get(page("O2")).status_code == 404
    join_person(person=mother_side, other=father_side)
    assert "Wilk" not in words(browser.get(page("O1")))
    assert "Wilk" not in words(browser.get(reverse("person", args=["O1"])))


def test_a_third_record_joins_the_others(olas):
    third = PersonFactory(number="O3")
    join_person(person=olas[0], other=olas[1])
    join_person(person=olas[0], other=third)
    assert individuals() == 1
    with pytest.raises(ValidationError, match="już połączone"):
        join_person(person=third, other=olas[1])
    part_person(person=olas[0])
    assert individuals() == 3


def test_a_pesel_keeps_them_one(staff, olas):
    for ola in olas:
        ola.pesel, ola.birth_date = "15250143212", None
        ola.save()
    told = words(staff.get(page("O1")))
    assert "Łączy je ten sam PESEL" in told
    assert "Rozłącz" not in told


def test_a_deleted_record_leaves_the_other_alone(staff, olas):
    join_person(person=olas[0], other=olas[1])
    staff.post(reverse("delete_person", args=["O2"]))
    assert Person.objects.get().same_as is None
