"""The navigation of each role: its links lead somewhere."""

import pytest
from django.urls import reverse

from tests.access.lines import ADMIN, ASSISTANT, AUDITOR, DIRECTOR, MANAGER, SOCIAL_WORKER
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, UserFactory
from tests.html_pages import links_of, select, words

PLACES = {
    ASSISTANT: [
        "Mój dzień",
        "Start",
        "Rodziny",
        "Terminy",
        "Mój dziennik",
        "Moja karta",
        "Zajęcia grupowe",
        "Rodziny wspierające",
        "Placówki wsparcia dziennego",
        "Sprawozdanie",
        "Tabele",
    ],
    SOCIAL_WORKER: ["Start", "Rodziny", "Terminy", "Wnioski", "Sprawozdanie", "Tabele"],
    MANAGER: [
        "Start",
        "Rodziny",
        "Terminy",
        "Wnioski",
        "Asystenci",
        "Rejestr interwencji",
        "Obciążenie",
        "Zajęcia grupowe",
        "Szkolenia",
        "Rodziny wspierające",
        "Placówki wsparcia dziennego",
        "Odpłatności",
        "Sprawozdanie",
        "Dokumenty",
        "Tabele",
        "Dane spoza ewidencji",
        "Wczytaj rejestr",
        "Możliwe duplikaty",
        "Przechowywanie",
        "Potwierdzenia",
        "Słowniki",
        "Szablony pism",
        "Ustawienia",
    ],
    DIRECTOR: [
        "Start",
        "Rodziny",
        "Terminy",
        "Wnioski",
        "Asystenci",
        "Rejestr interwencji",
        "Obciążenie",
        "Zajęcia grupowe",
        "Szkolenia",
        "Rodziny wspierające",
        "Placówki wsparcia dziennego",
        "Odpłatności",
        "Sprawozdanie",
        "Dokumenty",
        "Tabele",
        "Dane spoza ewidencji",
    ],
    ADMIN: ["Konta", "Słowniki", "Szablony pism", "Ustawienia"],
    AUDITOR: ["Dziennik", "Potwierdzenia"],
}


@pytest.mark.parametrize("role", PLACES)
def test_navigation_leads_somewhere(db, role):
    CentreFactory()
    CaseFactory()
    user = UserFactory(role=role)
    if role == ASSISTANT:
        AssistantFactory(account=user)
    client = signed_in(user)
    links = links_of(client.get(reverse("account_change_password")), "nav.places a")
    assert [*links] == PLACES[role], f"The navigation of the role {role} is another than PLACES in this file says."
    assert {client.get(address, follow=True).status_code for address in links.values()} == {200}
    assert client.get(reverse("start")).url == links[PLACES[role][0]]


def test_many_links_are_in_groups_and_the_group_of_the_page_is_open(db):
    CentreFactory()
    page = signed_in(UserFactory(role=MANAGER)).get(reverse("dictionaries"))
    groups = {words(group, "summary"): group.get("open") is not None for group in select(page, "nav.places details")}
    assert groups == {"Zespół": False, "Sprawozdania": False, "Ośrodek": True}
    assert words(page, "nav.places details[open] [aria-current]") == "Słowniki"


def test_few_links_are_in_none(db):
    user = UserFactory(role=ASSISTANT)
    AssistantFactory(account=user)
    page = signed_in(user).get(reverse("my_day"))
    assert not select(page, "nav.places details")


def test_an_assistant_without_a_record_reads_who_connects_it(db):
    page = signed_in(UserFactory(role=ASSISTANT)).get(reverse("own_page"))
    assert "Połączy je administrator ośrodka." in words(page)


@pytest.mark.parametrize("missing", ["authorised_on", "secrecy_on"])
def test_without_authorisation_a_page_says_what_is_missing_and_nothing_leads_to_families(db, missing):
    client = signed_in(UserFactory(role=MANAGER, **{missing: None}))
    page = client.get(reverse("start"), follow=True)
    assert page.status_code == 403
    assert "datę oświadczenia o zachowaniu tajemnicy" in words(page)
    assert reverse("families") not in page.content.decode()


def test_a_refusal_names_the_roles_that_may(db):
    page = signed_in(UserFactory(role=ASSISTANT)).get(reverse("assistants"))
    assert "Tę stronę może otworzyć: kierownik zespołu lub dyrektor." in words(page)
