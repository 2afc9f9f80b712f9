"""The places of each role: each leads somewhere, and there are few enough to be read at a glance."""

import re

import pytest
from django.urls import reverse

from tests.access.addresses import ADMIN, ASSISTANT, AUDITOR, DIRECTOR, MANAGER, SOCIAL_WORKER
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, UserFactory

WORDS = {
    ASSISTANT: ["Mój dzień", "Start", "Rodziny", "Terminy", "Mój dziennik", "Moja karta", "Sprawozdanie", "Tabele"],
    SOCIAL_WORKER: ["Start", "Rodziny", "Terminy", "Wnioski", "Sprawozdanie", "Tabele"],
    MANAGER: [
        "Start",
        "Rodziny",
        "Terminy",
        "Wnioski",
        "Asystenci",
        "Obciążenie",
        "Sprawozdanie",
        "Tabele",
        "Wczytaj rejestr",
        "Przechowywanie",
    ],
    DIRECTOR: ["Start", "Rodziny", "Terminy", "Wnioski", "Asystenci", "Obciążenie", "Sprawozdanie", "Tabele"],
    ADMIN: ["Konta", "Administracja"],
    AUDITOR: ["Dziennik"],
}


@pytest.mark.parametrize("role", WORDS)
def test_places_lead_somewhere(db, role):
    CentreFactory()
    CaseFactory()
    user = UserFactory(role=role)
    if role == ASSISTANT:
        AssistantFactory(account=user)
    client = signed_in(user)
    page = client.get(reverse("account_change_password")).content.decode()
    navigation = re.search(r'<nav class="places".*?</nav>', page, re.DOTALL)[0]
    places = re.findall(r'href="([^"]+)".*?<span>(.*?)</span>', navigation, re.DOTALL)
    assert [word for _address, word in places] == WORDS[role]
    assert all(client.get(address, follow=True).status_code == 200 for address, _word in places)
    assert client.get(reverse("start")).url == places[0][0]


def test_an_assistant_without_a_record_reads_who_connects_it(db):
    page = signed_in(UserFactory(role=ASSISTANT)).get(reverse("own_page")).content.decode()
    assert "Połączy je administrator ośrodka." in page


@pytest.mark.parametrize("missing", ["authorised_on", "secrecy_on"])
def test_without_the_papers_nothing_leads_to_families_and_a_page_says_what_is_missing(db, missing):
    client = signed_in(UserFactory(role=MANAGER, **{missing: None}))
    page = client.get(reverse("start"), follow=True)
    assert page.status_code == 403
    assert "datę oświadczenia o zachowaniu tajemnicy" in page.content.decode()
    assert reverse("families") not in page.content.decode()


def test_a_refusal_says_whose_it_is(db):
    page = signed_in(UserFactory(role=ASSISTANT)).get(reverse("assistants")).content.decode()
    assert "Tę stronę może otworzyć: kierownik zespołu lub dyrektor." in page
