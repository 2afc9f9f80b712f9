"""Words are found in any form, in what is written now."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from assistants.models import Visit
from cases.models import OutsideContact, Plan, PlanGoal, Referral
from cases.note_search.index import build
from cases.note_search.words import read_words
from familycare.audit.services import record_bulk
from reporting.exchange import bulk
from tests.factories import StaffFactory
from tests.html_pages import all_words, one, words
from tests.note_search.searching import DAY, found, noted, search

LONG = "Rozmowa o szkole. " * 40


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("pijany", "Ojciec był pijanego widoku."),
        ("PIJANEGO", "Zastałam go pijanym."),
        ("dziecko", "Matka z dzieckiem u lekarza."),
        ("dziećmi", "Opieka nad dziecko-matka."),
        ("mieszkanie", "Zaległości w mieszkaniu/domu."),
        ("zrodlo", "Ustalono źródło dochodu."),
        ("źródło", "nowe ZRODLA utrzymania"),
        ("zrodlami", "bez źródeł.Wezwano policję"),
        ("policja", "bez źródeł.Wezwano policję"),
        ("pić", "Nie piłem od maja"),
        ("Wozniakowie", "u Woźniaków"),
        ("Brzęczyszczykiewicz", "rozmowa z Brzęczyszczykiewiczem"),
        ("MOPR", "skierowanie z MOPRu"),
        ("2024", "plan na 2024-05"),
        ("ZUS", "pismo z ZUS-u"),
        ("Kennedy", "u pani Kennedy'ego"),
        ("11½kg", "waga 11½kg"),
        ("zaległości czynsz", "Zapłaciła czynsz, zaległość maleje."),
        ("dom, szkoła!", "do szkoły z domu"),
    ],
)
def test_in_any_form(ewa, typed, note):
    noted(note, ewa)
    noted("Rozmowa o wypoczynku.", ewa)
    assert found(ewa.account, typed) == [note]


@pytest.mark.parametrize("typed", ["czynsz zasiłek", "mieszkać", "lęk", "pijak"])
def test_no_other_words(ewa, typed):
    noted("Czynsz za mieszkanie, lekarz, pijany ojciec.", ewa)
    assert found(ewa.account, typed) == []


class TestAlwaysUpToDate:
    def test_after_a_correction_and_a_deletion(self, ewa):
        visit = noted("awantura", ewa)
        visit.summary = "spokój"
        visit.save()
        assert (found(ewa.account, "awantury"), found(ewa.account, "spokoju")) == ([], ["spokój"])
        visit.delete()
        assert found(ewa.account, "spokój") == []

    def test_after_writing_many_at_once(self, ewa):
        visit = noted("", ewa)
        with record_bulk():
            Visit.objects.filter(pk=visit.pk).update(summary="awantura")
        assert found(ewa.account, "awantury") == ["awantura"]
        rows = [(visit.case_id, visit.assistant_id, DAY, "home_visit", text) for text in ("zgoda", "", "zgody nie ma")]
        with record_bulk():
            bulk.insert(Visit, ["case_id", "assistant_id", "visited_on", "kind", "summary"], rows)
        assert found(ewa.account, "zgoda") == ["zgody nie ma", "zgoda"]
        noted("nowa zgoda", ewa, family=visit.case.family)  # after the trigger is back
        assert len(found(ewa.account, "zgoda")) == 3

    def test_after_the_index_was_lost(self, ewa):
        noted("awantura", ewa)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'notes_assistants_visit_%%'")
                cursor.execute(f"DROP INDEX {cursor.fetchone()[0]}")
            else:
                cursor.execute("DROP TRIGGER notes_assistants_visit_on_insert")
        noted("awantury", ewa, on=date(2023, 6, 2))
        bulk.check_at_once()  # PostgreSQL makes no index before
        assert build() == ["wizyty"]
        assert build() == []
        assert found(ewa.account, "awantura") == ["awantury", "awantura"]
        call_command("index_notes", stdout=StringIO())
        assert len(found(ewa.account, "awantura")) == 2


def test_texts_of_all_kinds_the_newest_first(ewa):
    visit = noted("remont", ewa)
    family, case = visit.case.family, visit.case
    plan = Plan.objects.create(case=case, agreed_on=date(2023, 7, 1))
    goal = PlanGoal.objects.create(plan=plan, goal="Dom", action="remont kuchni")
    Referral.objects.create(family=family, source="family", referred_on=date(2023, 1, 1), reasons="po remoncie")
    contact = OutsideContact.objects.create(
        family=family, role="ngo", starts_on=date(2023, 8, 1), note="pomoc w remoncie"
    )
    page = search(StaffFactory(), "remont")
    assert all_words(page, ".hit-text") == ["pomoc w remoncie", "Dom remont kuchni", "remont", "po remoncie"]
    assert [mark.text for mark in one(page, ".hits").cssselect("mark")] == ["remoncie", "remont", "remont", "remoncie"]
    for anchor in (f"kontakt-{contact.pk}", f"cel-{goal.pk}", f"wpis-{visit.pk}"):
        link = one(page, f'.hits a[href$="#{anchor}"]').get("href")
        assert one(page.client.get(link.partition("#")[0]), f"#{anchor}") is not None
    assert found(StaffFactory(), "remont", rodzaj="cele") == ["Dom remont kuchni"]
    assert found(StaffFactory(), "remont", od="1.06.2023", do="1.07.2023") == ["Dom remont kuchni", "remont"]


def test_opens_the_page_of_the_timeline_that_has_the_entry(ewa):
    first = noted("pierwsza awantura", ewa)
    for day in range(2, 25):
        noted("Rozmowa.", ewa, family=first.case.family, on=date(2023, 7, day))
    link = one(search(ewa.account, "awantura"), ".hits a").get("href")
    page = search(ewa.account, "awantura").client.get(link.partition("#")[0])
    assert "pierwsza awantura" in words(page, f"#{link.partition('#')[2]}")


def test_shows_the_part_of_a_long_note_around_the_word(ewa):
    noted(f"{LONG}<b>Awantura</b> w nocy. {LONG}", ewa)
    (text,) = found(ewa.account, "awantura")
    assert text.startswith("… ") and text.endswith(" …") and "<b>Awantura</b> w nocy." in text and len(text) < 450


def test_page_by_page(ewa):
    family = noted("awantura 1", ewa).case.family
    for number in range(2, 32):
        noted(f"awantura {number}", ewa, family=family)
    page = search(ewa.account, "awantura")
    assert "Wpisy 1–20 z 31" in words(page)
    older = page.client.get(reverse("search_notes") + one(page, ".pager [rel=next]").get("href"))
    assert all_words(older, ".hit-text")[-1] == "awantura 1"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Wpisz słowa, których szukasz"),
        ("   ", "Wpisz słowa, których szukasz"),
        ("w", "Wpisz choć jedno słowo"),
        ("oraz jest z nimi", "Wpisz choć jedno słowo"),
        ('" * : %% ( OR )', "Wpisz choć jedno słowo"),
        ("żółć " * 2000, "Szukany tekst może mieć najwyżej 100 znaków"),
        ("x" * 10_000, "Szukany tekst może mieć najwyżej 100 znaków"),
        ("nie\0ma", ""),
        ("\"awantura* OR zgoda:% '; --", "nie ma wszystkich tych słów"),
        ("'awantura*' się", "1 wpis"),
        ("awantura AND", "nie ma wszystkich"),
        ("~awantura", "1 wpis"),
        ("𝕬wantura 👪", ""),
    ],
)
def test_says_calmly_what_cannot_be_searched(ewa, typed, says):
    noted("awantura", ewa)
    page = search(ewa.account, typed)
    assert page.status_code == 200 and says in words(page)


def test_says_which_words_were_left_out(ewa):
    noted("awantura", ewa)
    assert "prawie każdej notatce: „się”, „ta”." in words(search(ewa.account, "się ta awantura"))


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        ({"od": "32.13.2023"}, "Nie ma takiego dnia"),
        ({"od": "2.06.2023", "do": "1.06.2023"}, "Zamień je"),
        ({"rodzaj": "nic"}, "Wybierz go z listy"),
    ],
)
def test_wrong_filters_are_explained(ewa, filters, says):
    noted("awantura", ewa)
    page = search(StaffFactory(), "awantura", **filters)
    assert says in words(page) and not all_words(page, ".hit-text")


def test_a_word_for_the_dictionary_keeps_its_meaning():
    """The flat is no form of living somewhere, a violent deed is."""
    (flat,), _ = read_words("mieszkanie")
    assert "mieszkaniu" in flat.forms and "mieszkal" not in flat.forms
