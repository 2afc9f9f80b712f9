"""Nobody guesses a PESEL: questions about numbers are recorded, limited and pointed out."""

import uuid
from datetime import date

import pytest
from django.urls import reverse
from stdnum.pl.pesel import calc_check_digit

from assistants.assignments.services import assign
from cases.families.probes import MOST_AN_HOUR
from cases.models import Family
from familycare.audit.choices import ReadingKind
from familycare.audit.models import Reading
from familycare.audit.services import search_fingerprint
from familycare.audit.views import MANY_NUMBERS
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, field_of
from tests.html_pages import all_words, links_of, words

pytestmark = pytest.mark.django_db
FAMILIES, NEW, SIMILAR = reverse("families"), reverse("new_family"), reverse("similar_families")
TOO_MANY = "sprawdzono już tyle numerów PESEL, ile wolno"
TOLD = "należy już do innej rodziny"


def pesel(serial):
    """A valid PESEL of a woman born on 14 March 1985."""
    first_ten = f"850314{serial:03}0"
    return first_ten + calc_check_digit(first_ten)


KNOWN, HIDDEN = pesel(998), pesel(999)


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to("2024-05-20 12:00 +0200")


@pytest.fixture
def worker():
    return UserFactory(role="social_worker", first_name="Anna", last_name="Nowak")


@pytest.fixture
def client(worker):
    return signed_in(worker)


@pytest.fixture(autouse=True)
def persons(worker):
    PersonFactory(family=FamilyFactory(name="Kruk", number="R1", social_worker=worker), pesel=KNOWN)
    PersonFactory(family=FamilyFactory(name="Obcy", number="R2"), pesel=HIDDEN)


def search(client, text, **more):
    return client.post(reverse("search_families"), {"szukaj": text, **more}, follow=True)


def ask(client, number):
    """Type the number in the form of a new family; return the notice about families."""
    return client.post(SIMILAR, {"form_key": str(uuid.uuid4()), "name": "Wrona", "pesel": number})


def asked():
    """The fingerprints of the questions in the log, in the order of the questions."""
    return [*Reading.objects.filter(kind=ReadingKind.PROBE).order_by("sequence").values_list("searched", flat=True)]


def guess(client, way, times):
    for serial in range(times):
        way(client, pesel(serial))


@pytest.mark.parametrize(("way", "place"), [(search, "wyszukiwanie rodzin"), (ask, "podobne rodziny")])
class TestIsRecorded:
    def test_by_fingerprint_whether_found_or_not(self, client, worker, way, place):
        for number in (HIDDEN, pesel(0), KNOWN):
            way(client, number)
        assert asked() == [search_fingerprint(number) for number in (HIDDEN, pesel(0), KNOWN)]
        entry = Reading.objects.filter(kind=ReadingKind.PROBE).first()
        assert (entry.actor, entry.what) == (worker, place)

    def test_once_while_the_form_is_typed(self, client, way, place):
        way(client, KNOWN)
        way(client, KNOWN)
        assert len(asked()) == 1

    def test_for_managers_too_who_have_no_limit(self, way, place):
        guess(signed_in(StaffFactory()), way, MOST_AN_HOUR)
        assert TOO_MANY not in words(way(signed_in(StaffFactory()), KNOWN))
        assert len(asked()) == MOST_AN_HOUR + 1


def test_words_and_short_numbers_are_no_questions(client):
    for text in ("Kruk", "R1", "12/3", "12345"):
        search(client, text)
    assert asked() == []


def test_a_searched_number_is_refused_after_many(client):
    guess(client, search, MOST_AN_HOUR)
    page = search(client, f"Kruk {KNOWN}")
    assert TOO_MANY in words(page)
    assert field_of(page, "szukaj") == f"Kruk {KNOWN}"
    assert [TOO_MANY in words(search(client, text)) for text in ("Kruk", pesel(0))] == [False, False]


def test_another_invalid_filter_opens_no_way_around(client):
    guess(client, search, MOST_AN_HOUR)
    assert TOO_MANY in words(search(client, KNOWN, stan="nie ma"))


def test_the_workbook_is_refused_like_the_page(client):
    guess(client, search, MOST_AN_HOUR)
    address = search(client, KNOWN).redirect_chain[-1][0]
    assert TOO_MANY in words(client.get(address.replace(FAMILIES, reverse("families_xlsx")), follow=True))


def test_similar_families_are_told_only_by_names_after_many(client):
    assert TOLD in words(ask(client, HIDDEN))
    guess(client, ask, MOST_AN_HOUR)
    assert TOLD in words(ask(client, HIDDEN)), "This number was asked about before."
    assert TOO_MANY in words(ask(client, KNOWN))
    assert "R1" not in words(ask(client, KNOWN))


def test_nothing_typed_is_lost_and_it_can_be_saved_an_hour_later(client, worker, time_machine):
    guess(client, ask, MOST_AN_HOUR)
    new = {"form_key": str(uuid.uuid4()), "name": "Wrona", "last_name": "Wrona", "role": "parent", "pesel": pesel(500)}
    page = client.post(NEW, new)
    assert TOO_MANY in errors_of(page)["pesel"]
    assert [field_of(page, name) for name in ("name", "last_name", "pesel")] == ["Wrona", "Wrona", pesel(500)]
    time_machine.move_to("2024-05-20 13:01 +0200")
    signed_in(worker).post(NEW, new)
    assert Family.objects.filter(name="Wrona", persons__pesel=pesel(500)).exists()


def test_a_correction_asks_too():
    assistant = AssistantFactory(account=UserFactory(role="assistant"))
    family = FamilyFactory(name="Wilga")
    assign(case=CaseFactory(family=family), assistant=assistant, starts_on=date(2022, 3, 1))
    client, address = signed_in(assistant.account), reverse("add_person", args=[family.number])
    sent = {"role": "parent", "first_name": "Ewa", "joined_on": ""}
    for serial in range(MOST_AN_HOUR):
        client.post(address, sent | {"form_key": str(uuid.uuid4()), "pesel": pesel(serial)})
    page = client.post(address, sent | {"form_key": str(uuid.uuid4()), "pesel": HIDDEN})
    assert TOO_MANY in errors_of(page)["pesel"]
    assert "innej rodziny" not in words(page)


def test_many_in_an_hour_are_unusual(client, worker):
    auditor = signed_in(UserFactory(role="auditor"))
    guess(client, ask, MANY_NUMBERS - 1)
    ask(client, pesel(0))
    assert "Nowak" not in words(auditor.get(reverse("log_unusual")), "#lista")
    ask(client, HIDDEN)
    page = auditor.get(reverse("log_unusual"))
    assert f"Pytania o {MANY_NUMBERS} różnych numerów PESEL w ciągu godziny" in words(page, "#lista")
    (entries,) = [address for address in links_of(page, "#lista a").values() if "rodzaj=probe" in address]
    assert len(all_words(auditor.get(entries), "#lista tbody tr")) == MANY_NUMBERS
    assert HIDDEN not in auditor.get(entries).content.decode()
