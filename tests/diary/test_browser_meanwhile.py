"""In real Chromium: writing while the family is handed over, or while another tab saves the same entry."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assistants.models import Visit
from tests.browsing import check, follow
from tests.diary.people import create_family
from tests.diary.writing import SECRET, kept_by_browser, note, phone_of, state, write
from tests.factories import VisitFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def family(transactional_db, ewa):
    return create_family(ewa, "Wierzbiccy", "R12")


@pytest.fixture
def phone(browser, ewa, family, live_server):
    with phone_of(ewa.account, browser, live_server) as page:
        yield page


def test_family_handed_over_while_a_draft_waits_for_signal(phone, ewa, family):
    write(phone, "Początek.")
    phone.context.set_offline(True)
    note(phone).fill(f"{SECRET}\nRozmowa z synem.")
    expect(state(phone)).to_contain_text("Brak połączenia")
    family.assignments.update(ends_on=timezone.localdate() - timedelta(days=1))
    phone.context.set_offline(False)
    expect(state(phone)).to_contain_text("być może tej rodziny nie ma już wśród Twoich")
    phone.goto("/moj-dzien/")
    follow(phone.get_by_role("status").filter(has_text="Treść czeka").get_by_role("link", name="Pokaż"))
    assert not kept_by_browser(phone)
    phone.get_by_text("Pokaż, co wpisano").click()
    expect(phone.get_by_role("listitem").get_by_text(SECRET)).to_be_visible()
    assert ewa.account.unsent_forms.waiting().count() == 1
    follow(phone.get_by_role("button", name="Wyślij jeszcze raz"))
    expect(phone.get_by_text("jej akta możesz tylko czytać")).to_be_visible()
    assert ewa.account.unsent_forms.waiting().count() == 1


def test_correction_open_in_two_tabs(phone, ewa, family):
    visit = VisitFactory(case=family.cases.get(), assistant=ewa, visited_on=timezone.localdate(), summary="Początek.")
    other = phone.context.new_page()
    for page, text in ((phone, "Z pierwszej karty."), (other, "Z drugiej karty.")):
        page.goto(f"/wizyty/{visit.pk}/popraw/")
        note(page).fill(text)
        page.get_by_label("Powód poprawki").fill("Dopisuję.")
    phone.get_by_role("button", name="Zapisz poprawkę").click()
    expect(phone.get_by_text("Wpis poprawiony.")).to_be_visible()
    other.get_by_role("button", name="Zapisz poprawkę").click()
    versions = other.locator("table.entries")
    expect(versions.get_by_text("Z pierwszej karty.")).to_be_visible()
    expect(versions.get_by_text("Z drugiej karty.")).to_be_visible()
    expect(note(other)).to_have_value("Z drugiej karty.")
    check(other)
    assert Visit.objects.get().summary == "Z pierwszej karty."
    other.get_by_role("button", name="Zapisz poprawkę").click()
    expect(other.get_by_text("Wpis poprawiony.")).to_be_visible()
    assert Visit.objects.get().summary == "Z drugiej karty."
