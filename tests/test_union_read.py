"""Reading many small tables in one query gives the records of each table, joined."""

from datetime import date

import pytest

from cases.models import CareCharge, Case, Draft, Family, Person, Placement
from familycare.centre.models import Problem
from familycare.lib.union_read import read_in_one_query
from tests.factories import CaseFactory, PersonFactory

pytestmark = pytest.mark.django_db


def values(record):
    """{field: value} of the record, without generated fields."""
    return {
        field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields if not field.generated
    }


def test_records_are_those_of_each_table(django_assert_num_queries):
    case = CaseFactory(closed_on=date(2023, 1, 1), closing_reason="other")
    full = PersonFactory(family=case.family, disability=True, joined_on=date(2020, 1, 1), left_on=date(2021, 1, 1))
    bare = PersonFactory(family=case.family, birth_date=None, disability=None)
    Placement.objects.create(person=full, form="kinship_foster", starts_on=date(2020, 2, 2))
    CareCharge.objects.create(person=full, month=date(2020, 3, 1), total_cost="1082.10")
    models = (Case, Person, Placement, CareCharge, Problem)
    with django_assert_num_queries(1):
        read = read_in_one_query(*(model.objects.all() for model in models))
    for model, records in read.items():
        assert {record.pk: values(record) for record in records} == {
            record.pk: values(record) for record in model.objects.all()
        }
    assert {person.pk for person in read[Person]} == {full.pk, bare.pk}
    assert str(read[CareCharge][0].total_cost) == "1082.10"


def test_what_was_read_is_joined(django_assert_num_queries):
    person = PersonFactory()
    Placement.objects.create(person=person, form="kinship_foster", starts_on=date(2020, 2, 2))
    read = read_in_one_query(Placement.objects.all(), Person.objects.all(), Family.objects.all())
    with django_assert_num_queries(0):
        assert read[Placement][0].person.family.name == person.family.name


def test_one_model_may_come_from_several_places():
    children, other = PersonFactory.create_batch(2), PersonFactory(role="parent")
    read = read_in_one_query(Person.objects.filter(role="child"), Person.objects.filter(role="parent"))
    assert {person.pk for person in read[Person]} == {other.pk, *(child.pk for child in children)}


def test_nothing_is_an_empty_list():
    assert read_in_one_query(Person.objects.all(), Case.objects.none()) == {Person: [], Case: []}


def test_what_is_left_out_is_not_read(django_assert_num_queries):
    person = PersonFactory(first_name="Ala", pesel="44051401359")
    for people in (Person.objects.only("first_name"), Person.objects.defer("pesel")):
        (read,) = read_in_one_query(people, Family.objects.all())[Person]
        assert "pesel" in read.get_deferred_fields()
        with django_assert_num_queries(0):
            assert (read.pk, read.first_name) == (person.pk, "Ala")


def test_a_form_as_it_was_typed_does_not_fit():
    with pytest.raises(TypeError, match="fits into no slot"):
        read_in_one_query(Draft.objects.all())
