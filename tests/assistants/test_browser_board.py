"""In real Chromium: from the board to a handover and its documents; an absence and its substitute."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assistants.assignments.services import assign
from assistants.models import Assignment
from tests.browsing import SIZES, check, follow, sign_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, PersonFactory, StaffFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def ewa(transactional_db):
    """An assistant with three families, beside one with room for two and one who is absent."""
    CentreFactory()
    StaffFactory(email="lacka@zrebice.example")
    ewa = AssistantFactory(first_name="Ewa", last_name="Żak", number="A7", max_families=3)
    for name in ("Kowalscy", "Nowakowie", "Źrebcy"):
        assignment = assign(case=CaseFactory(family__name=name), assistant=ewa, starts_on=date(2022, 3, 1))
        PersonFactory(family=assignment.family)
    AssistantFactory(first_name="Jan", last_name="Lis", number="A8", max_families=2)
    away = AssistantFactory(first_name="Maria", last_name="Maj", number="A9")
    today = timezone.localdate()
    away.absences.create(kind="leave", starts_on=today, ends_on=today + timedelta(days=3))
    return ewa


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_from_the_board_to_the_documents(page, ewa, size, scheme):
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    sign_in(page)
    page.goto("/obciazenie/")
    card = page.locator("#A7")
    card.get_by_text("Rodziny (3)").click()
    expect(card.get_by_role("link", name="Źrebcy")).to_be_visible()
    check(page)
    card.get_by_role("link", name="Przekaż rodziny").click()
    page.get_by_label("Jan Lis").check()
    page.get_by_label("wszystkie z listy").check()
    page.get_by_role("button", name="Pokaż, co się zmieni").click()
    expect(page.get_by_role("link", name="Jan Lis nie ma miejsca dla wszystkich tych rodzin")).to_be_visible()
    check(page)
    page.get_by_label("tylko zaznaczone").check()
    page.get_by_label("Kowalscy").check()
    page.get_by_label("Źrebcy").check()
    page.get_by_role("button", name="Pokaż, co się zmieni").click()
    expect(page.get_by_role("heading", name="Co się zmieni: 2 rodziny")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Przekaż 2 rodziny").click()
    expect(page.get_by_text("Przekazano 2 rodziny.")).to_be_visible()
    check(page)
    pack = page.request.get(page.get_by_role("link", name="Otwórz do wydruku (PDF)").get_attribute("href"))
    assert pack.body().startswith(b"%PDF")
    assert Assignment.objects.open().filter(assistant__number="A8").count() == 2


@pytest.mark.parametrize("size", SIZES)
def test_an_absence_leads_to_its_substitution(page, ewa, size):
    page.set_viewport_size(SIZES[size])
    sign_in(page)
    page.goto("/obciazenie/")
    follow(page.locator("#A7").get_by_role("link", name="Nieobecność"))
    check(page)
    today = timezone.localdate()
    page.get_by_label("urlop").check()
    page.get_by_label("Od", exact=True).fill(f"{today:%d.%m.%Y}")
    page.get_by_label("Do", exact=True).fill(f"{today + timedelta(days=2):%d.%m.%Y}")
    page.get_by_role("button", name="Zapisz i wyznacz zastępstwo").click()
    page.get_by_label("Kto zastępuje").select_option("A8")
    page.get_by_role("button", name="Zapisz zastępstwo").click()
    expect(page.get_by_role("link", name="Jan Lis ma w tym czasie 3 rodziny, a limit to 2")).to_be_visible()
    check(page)
    page.get_by_label("Jeśli zastępca przekroczy limit").fill("Nikt inny nie ma wolnych miejsc.")
    page.get_by_role("button", name="Zapisz zastępstwo").click()
    expect(page.get_by_text("Jan Lis za: Ewa Żak")).to_be_visible()
    check(page)
    page.goto("/obciazenie/?kolejnosc=trudnosc")
    expect(page.locator("#A7").get_by_text("Zastępuje: Jan Lis")).to_be_visible()
    expect(page.locator("#A9").get_by_text("urlop")).to_be_visible()
