"""Supporting families: entered, shown, corrected, ended and deleted; whom they help."""

from datetime import date

import pytest

from assistants.models import Assignment
from cases.models import Family, FamilySupport, SupportingFamily, SupportRefund
from cases.privacy.retention import anonymise
from familycare.audit.models import Change
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, UserFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import select, words

LIST, NEW, PAGE = "/rodziny-wspierajace/", "/rodziny-wspierajace/nowa/", "/rodziny-wspierajace/Z5/"
TYPED = {"name": "Ewa Żak", "opinion_on": "1.4.2024", "starts_on": "2.4.2024", "refunded": "dojazdy"}
RECORD = "/rodziny/R12/zapisy/rodzina-wspierajaca/"


def test_a_supporting_family_is_entered_once_however_often_the_form_is_sent(desk):
    for _twice in range(2):
        answer = send(desk, NEW, **TYPED)
    saved = SupportingFamily.objects.get()
    assert answer.url == f"{LIST}{saved.number}/"
    assert (saved.starts_on, saved.ends_on, saved.refunded) == (date(2024, 4, 2), None, "dojazdy")
    assert "Umowa od 02.04.2024. Nie pomaga teraz nikomu." in words(desk.get(LIST))
    assert "od 02.04.2024 Pozytywna opinia 01.04.2024 Jakie koszty się zwraca dojazdy" in words(desk.get(answer.url))


@pytest.mark.parametrize(
    "field, typed, sentence",
    [
        ("name", " ", "Wpisz imiona i nazwisko."),
        ("name", "x" * 10_000, "może mieć najwyżej 120 znaków"),
        ("opinion_on", "", "Podaj dzień."),
        ("opinion_on", "3.4.2024", "Umowa zaczyna się przed opinią o rodzinie."),
        ("starts_on", "31.2.2024", "Nie ma takiego dnia."),
        ("ends_on", "1.4.2024", "Ostatni dzień umowy jest wcześniejszy niż pierwszy."),
        ("refunded", "x" * 10_000, "może mieć najwyżej 1 000 znaków"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(desk, field, typed, sentence):
    page = send(desk, NEW, **TYPED | {field: typed})
    assert sentence in errors_of(page)[field].replace("\u00a0", " ")
    assert (fields_of(page)[field] or "").strip() == typed.strip()
    assert not SupportingFamily.objects.exists()


def test_whom_it_helps_is_entered_on_the_page_of_the_helped_family(desk, family, supporter):
    page = desk.get(f"{RECORD}nowy/")
    assert "Anna i Jan Dobrzy, umowa od 15.02.2024" in words(page)
    send(desk, f"{RECORD}nowy/", supporter=str(supporter.pk), starts_on="1.3.2024")
    assert "Anna i Jan Dobrzy od 01.03.2024" in words(desk.get("/rodziny/R12/"), "#pomoc")
    assert "Pomaga: Wierzbiccy" in words(desk.get(LIST))
    assert "Wierzbiccy (R12) od 01.03.2024" in words(desk.get(PAGE))


@pytest.mark.parametrize(
    "days, field, sentence",
    [
        ({"starts_on": "14.2.2024"}, "starts_on", "zaczyna się dopiero 15.02.2024"),
        ({"starts_on": "1.3.2024"}, "over_on", "kończy się 30.04.2024"),
        ({"starts_on": "1.3.2024", "over_on": "2.5.2024"}, "over_on", "kończy się 30.04.2024"),
    ],
)
def test_nobody_is_helped_outside_of_the_contract(desk, family, supporter, days, field, sentence):
    SupportingFamily.objects.update(ends_on=date(2024, 4, 30))
    page = send(desk, f"{RECORD}nowy/", supporter=str(supporter.pk), **days)
    assert sentence in errors_of(page)[field]
    assert not FamilySupport.objects.exists()
    assert send(desk, f"{RECORD}nowy/", supporter=str(supporter.pk), starts_on="1.3.2024", over_on="1.5.2024").url


def test_help_ends_with_the_contract(desk, support):
    send(desk, f"{PAGE}popraw/", ends_on="30.4.2024")
    support.refresh_from_db()
    assert support.over_on == date(2024, 5, 1)
    assert "Umowa się skończyła (1)" in words(desk.get(LIST))
    assert "Wierzbiccy (R12) 01.03.2024–30.04.2024" in words(desk.get(PAGE))
    assert Change.objects.filter(kind="changed", object_type="cases.familysupport").exists()


@pytest.mark.parametrize(
    "typed, field, sentence",
    [
        ({"starts_on": "2.3.2024"}, "starts_on", "Pomoc wpisano już od 01.03.2024."),
        ({"ends_on": "29.2.2024"}, "ends_on", "Pomoc wpisano od 01.03.2024."),
        ({"ends_on": "31.3.2024"}, "ends_on", "Wpisano zwrot kosztów za kwiecień 2024"),
    ],
)
def test_a_contract_keeps_the_days_of_its_help_and_refunds(desk, support, typed, field, sentence):
    SupportRefund.objects.create(supporter=support.supporter, month=date(2024, 4, 1), amount=100)
    assert sentence in errors_of(send(desk, f"{PAGE}popraw/", **typed))[field]
    support.refresh_from_db()
    assert support.over_on is None


def test_two_people_correct_it_at_once(desk, supporter):
    opened = desk.get(f"{PAGE}popraw/")
    send(desk, f"{PAGE}popraw/", phone="700")
    page = desk.post(f"{PAGE}popraw/", fields_of(opened) | {"phone": "800"})
    assert "Ktoś zmienił te dane" in words(page)
    assert SupportingFamily.objects.get().phone == "700"


def test_only_what_was_entered_by_mistake_is_deleted(desk, supporter, family):
    support = FamilySupport.objects.create(family=family, supporter=supporter, starts_on=date(2024, 3, 1))
    assert "usun" not in str(select(desk.get(f"{PAGE}popraw/"), "main a[href$='usun/']"))
    assert "nie można jej usunąć" in words(desk.post(f"{PAGE}usun/", follow=True))
    support.delete()
    assert desk.post(f"{PAGE}usun/").url == LIST
    assert desk.post(f"{PAGE}usun/").url == LIST  # a double click
    assert not SupportingFamily.objects.exists()


@pytest.mark.parametrize("number", ["Z6", "x" * 10_000, "%00"])
def test_no_such_supporting_family(desk, supporter, number):
    assert desk.get(f"/rodziny-wspierajace/{number}/").status_code == 404


def test_an_assistant_reads_of_own_families_by_name_and_of_others_how_many(family, support):
    case = CaseFactory(family=FamilyFactory(name="Kosowie"))
    FamilySupport.objects.create(family=case.family, supporter=support.supporter, starts_on=date(2024, 3, 1))
    user = UserFactory(role="assistant")
    Assignment.objects.create(
        case=case, family=case.family, assistant=AssistantFactory(account=user), starts_on=date(2024, 1, 1), place=1
    )
    browser = signed_in(user)
    for page in (words(browser.get(LIST)), words(browser.get(PAGE))):
        assert "Kosowie" in page
        assert "1 rodzinie poza Twoim zakresem" in page
        assert "Wierzbiccy" not in page
        assert "zwrot" not in page.lower().replace("koszty się zwraca", "")


def test_a_protected_family_is_no_more_than_a_number_to_the_manager(desk, support):
    Family.objects.update(is_restricted=True)
    assert "Wierzbiccy" not in words(desk.get(LIST)) + words(desk.get(PAGE))
    assert "Pomaga: 1 rodzinie poza Twoim zakresem" in words(desk.get(LIST))


def test_after_anonymisation_nobody_reads_who_helped(desk, support):
    support.over_on = date(2024, 4, 1)
    support.save()
    anonymise(Family.objects.all(), day=date(2024, 5, 20))
    support.refresh_from_db()
    assert support.supporter is None
    assert "Dobrzy" not in words(desk.get("/rodziny/R12/"))
