"""Texts that look alike are equal: what is typed into forms, searched for, and stored already."""

import uuid
from importlib import import_module

import pytest
from django.apps import apps
from django.test import RequestFactory
from django.urls import reverse

from assistants.models import Assistant
from cases.models import Family, Person
from familycare.audit.services import record_bulk
from familycare.lib.texts import stored_text
from familycare.web.typed_text import uniform_texts
from tests.factories import AssistantFactory, FamilyFactory, PersonFactory
from tests.html_pages import words

# As a Mac writes it: letters, then accents; with a hard blank.
DECOMPOSED, HARD = "Z\u0301rebie\u0328cy", "Os.\u00a0Zielone"


@pytest.mark.parametrize(
    "text, stored",
    [
        ("S\u0301ro\u0301dmies\u0301cie", "Śródmieście"),
        ("\u00a0Zawodzie \u202f", "Zawodzie"),
        ("Zawo\u00addzie\u200b", "Zawodzie"),
        ("dwa\u3000słowa", "dwa słowa"),
        (" plain ", "plain"),
        ("wiersz 1\n\nwiersz\t2 – ąę „ć”", "wiersz 1\n\nwiersz\t2 – ąę „ć”"),
    ],
)
def test_form_of_texts(text, stored):
    assert stored_text(text) == stored


def test_forms_store_one_form(staff):
    typed = {"form_key": str(uuid.uuid4()), "name": DECOMPOSED, "last_name": f"{DECOMPOSED}\u00a0", "district": HARD}
    staff.post(reverse("new_family"), typed)
    family = Family.objects.get()
    assert (family.name, family.district) == ("Źrebięcy", "Os. Zielone")
    assert family.persons.get().last_name == "Źrebięcy"


def test_search_finds_what_is_typed_in_another_form(staff):
    FamilyFactory(name="Źrebięcy")
    FamilyFactory(name="Sowa")
    shown = words(staff.post(reverse("search_families"), {"szukaj": DECOMPOSED}, follow=True))
    assert "Źrebięcy" in shown
    assert "Sowa" not in shown


def test_passwords_stay_as_they_are():
    request = RequestFactory().post("/", {"password": "has\u00a0o", "login": "a\u00a0b"})
    uniform_texts(None).process_view(request, None, (), {})
    assert request.POST.dict() == {"password": "has\u00a0o", "login": "a b"}


def test_what_is_stored_already_is_brought_to_it(db):
    FamilyFactory(name=DECOMPOSED, district="Śródmieście ", address=HARD, number="R1")
    FamilyFactory(name="Sowa", district="Śródmieście", number="R2")
    PersonFactory(family=Family.objects.get(number="R1"), first_name="Ewa\u00a0", last_name=DECOMPOSED)
    AssistantFactory(first_name="Ola ", last_name=DECOMPOSED)
    for app, migration in (("cases", "0021_uniform_texts"), ("assistants", "0015_uniform_texts")):
        with record_bulk(text="Migracja"):
            import_module(f"{app}.migrations.{migration}").make_uniform(apps, None)
    assert Family.objects.values_list("name", "district", "address").get(number="R1") == (
        "Źrebięcy",
        "Śródmieście",
        "Os. Zielone",
    )
    assert Family.objects.filter(district="Śródmieście", search__contains="r1").exists()
    assert Person.objects.values_list("first_name", "last_name").get() == ("Ewa", "Źrebięcy")
    assert Assistant.objects.values_list("first_name", "last_name").get() == ("Ola", "Źrebięcy")
