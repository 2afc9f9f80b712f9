"""Merging moves the records of all models that lead to a family or a person."""

import pytest
from django.apps import apps

from assistants.merging.record_moves import MERGE_FIELDS, records_of, relations_to
from cases.models import Family, Person
from cases.privacy.inventory import HELD
from tests.completeness import assert_complete
from tests.merging.twins import merge, whole_database

pytestmark = [pytest.mark.django_db, pytest.mark.every_kind]


@pytest.mark.parametrize("target", [Family, Person])
def test_all_relations_are_found(target):
    """Compares with the fields of all models; the code asks the model that the relations lead to."""
    leading = {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if model._meta.managed and field.related_model is target
    }
    assert_complete(
        (f"{model._meta.label}.{name}" for model, name in leading - MERGE_FIELDS),
        map(str, relations_to(target)),
        add="{} leads to a family or a person and merging does not move it: see `relations_to` in "
        "assistants/merging/record_moves.py.",
        remove="{} leads nowhere or is in MERGE_FIELDS: see `relations_to` in assistants/merging/record_moves.py.",
    )


def test_the_family_of_these_tests_has_a_record_of_each_relation(absorbed, elsewhere):
    found = {field for field, _records in records_of(absorbed)}
    for person in absorbed.persons.all():
        found |= {field for field, _records in records_of(person)}
    assert_complete(
        map(str, [*relations_to(Family), *relations_to(Person)]),
        map(str, found),
        add="Merging moves {}, and the family of these tests has no such record: create one in the fixture "
        "`absorbed` or `elsewhere` in tests/merging/conftest.py.",
        remove="The family of these tests has a record of {}, which merging does not move.",
    )


def test_only_persons_who_are_in_both_are_left_in_the_other_family(merged, absorbed):
    left = records_of(absorbed)
    assert [field.model for field, _records in left] == [Person]
    assert {person.number for person in left[0][1]} == {"O11", "O12"}
    assert not [records_of(person) for person in left[0][1] if records_of(person)]


def test_all_records_are_still_there(kept, absorbed, manager):
    before = whole_database()
    merge(kept, absorbed, manager)
    after = whole_database()
    assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}


def test_a_record_joined_by_hand_is_the_same_person_as_the_one_that_stays(elsewhere, merged, kept):
    elsewhere.refresh_from_db()
    mother = kept.persons.get(number="O1")
    assert (elsewhere.same_as, elsewhere.individual) == (mother, mother.individual)


def test_records_of_a_person_belong_to_the_family_of_the_person(merged, kept):
    for held in HELD:
        if held.person and held.person != "self":
            ways = held.model.objects.exclude(**{held.person: None}).values_list(held.family, f"{held.person}__family")
            assert {*ways} <= {(kept.pk, kept.pk)}, (
                f"A {held.label} belongs to another family by `{held.family}` than by `{held.person}` after a "
                "merge: see assistants/merging/record_moves.py."
            )
