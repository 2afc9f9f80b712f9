"""In real Chromium: from a new assistant to their last day, a training, and a workshop with its attendance."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assistants.models import Assistant, Attendance
from familycare.centre.models import Funding
from tests.browsing import SIZES, check, follow, sign_in
from tests.factories import CentreFactory, FamilyFactory, PersonFactory, StaffFactory

pytestmark = pytest.mark.browser


@pytest.fixture(params=SIZES)
def manager(page, request, transactional_db):
    CentreFactory()
    StaffFactory(email="lacka@zrebice.example")
    page.set_viewport_size(SIZES[request.param])
    sign_in(page)
    return page


def save(page, name="Zapisz"):
    page.get_by_role("button", name=name, exact=True).click()


def test_from_the_first_day_to_the_last(manager):
    Funding.objects.get_or_create(code="own", defaults={"label": "środki gminy"})
    today = timezone.localdate().strftime("%d.%m.%Y")
    manager.goto("/asystenci/")
    follow(manager.get_by_role("link", name="Nowy asystent"))
    save(manager)
    expect(manager.get_by_role("link", name="Wypełnij pole „Imię”.")).to_be_visible()
    check(manager)
    manager.get_by_label("Imię").fill("Anna")
    manager.get_by_label("Nazwisko").fill("Nowa")
    manager.get_by_label("Pracuje od").fill(today)
    save(manager)
    expect(manager.get_by_role("heading", name="Anna Nowa")).to_be_visible()
    check(manager)
    follow(manager.get_by_role("link", name="Dodaj etat"))
    check(manager)
    manager.get_by_label("Z czego opłacany").select_option(index=1)
    save(manager)
    expect(manager.get_by_text("1 etat")).to_be_visible()
    follow(manager.get_by_role("link", name="Lista wymagań"))
    check(manager)
    follow(manager.get_by_role("link", name="wykształcenie"))
    check(manager)
    manager.goto("/dodatek/")
    check(manager)
    manager.goto(f"/dodatek/{timezone.localdate():%Y-%m}/")
    check(manager)
    manager.goto("/asystenci/")
    follow(manager.get_by_role("link", name="Nowa Anna"))
    follow(manager.get_by_role("link", name="Zakończ pracę"))
    expect(manager.get_by_role("listitem").filter(has_text="1 etat")).to_be_visible()
    check(manager)
    save(manager)
    expect(manager.get_by_text("Ostatni dzień pracy:")).to_be_visible()
    anna = Assistant.objects.get()
    assert anna.employed_to == anna.posts.get().ends_on == timezone.localdate()
    follow(manager.get_by_role("link", name="Popraw dane"))
    check(manager)


def test_a_training_and_a_workshop(manager):
    Assistant.objects.create(first_name="Ewa", last_name="Żak", employed_from=date(2020, 1, 1))
    person = PersonFactory(family=FamilyFactory(name="Wierzbiccy"), first_name="Anna", joined_on=None)
    manager.goto("/szkolenia/nowe/")
    manager.get_by_label("Temat").fill("Dialog motywujący")
    manager.get_by_label("szkolenie").check()
    manager.get_by_label("Żak Ewa").check()
    check(manager)
    save(manager)
    expect(manager.get_by_text("Dialog motywujący")).to_be_visible()
    check(manager)
    follow(manager.get_by_role("link", name="Dialog motywujący"))
    follow(manager.get_by_role("link", name="Zaświadczenia uczestników"))
    check(manager)
    follow(manager.get_by_role("link", name="Anuluj"))
    follow(manager.get_by_role("link", name="Dodaj do planu"))
    manager.get_by_label("Temat").fill("Superwizja zespołu")
    manager.get_by_label("superwizja").check()
    manager.get_by_label("Ile osób").fill("4")
    check(manager)
    save(manager)
    expect(manager.get_by_text("jeszcze się nie odbyło")).to_be_visible()
    check(manager)
    manager.goto("/zajecia/nowe/")
    manager.get_by_label("Nazwa").fill("Szkoła dla rodziców")
    manager.get_by_label("warsztat").check()
    check(manager)
    save(manager)
    check(manager)
    follow(manager.get_by_role("link", name="Lista uczestników"))
    manager.get_by_label("Dodaj osoby z rodziny").fill("wierzb")
    manager.get_by_label("Dodaj osoby z rodziny").press("Enter")
    manager.get_by_label("Anna").check()
    check(manager)
    save(manager, "Zapisz listę")
    follow(manager.get_by_role("link", name="Lista do podpisu"))
    check(manager)
    manager.go_back()
    save(manager, "Dalej: zaznacz obecnych")
    manager.get_by_label("Anna").check()
    manager.get_by_label("Osoby z zewnątrz").fill("3")
    manager.get_by_label("Żak Ewa").check()
    manager.get_by_label("Godziny pracy każdej osoby").fill("1,5")
    check(manager)
    save(manager, "Zapisz obecność")
    expect(manager.get_by_text("1 obecna osoba")).to_be_visible()
    assert Attendance.objects.get().person == person
    manager.goto("/zajecia/")
    check(manager)
