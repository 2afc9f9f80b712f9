"""The pages of the diary are accessible, at both widths, light and dark."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assistants.models import Appointment
from cases.models import Draft
from familycare.centre.models import Institution
from tests.browsing import SIZES, check, let_in
from tests.diary.people import create_family, create_goals
from tests.factories import VisitFactory

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_are_accessible(page, ewa, transactional_db, live_server, size, scheme):
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    let_in(page.context, ewa.account, live_server)
    today = timezone.localdate()
    family = create_family(ewa, "Wierzbiccy", "R12")
    create_goals(family, "Regularne posyłanie dzieci do szkoły")
    visit = VisitFactory(case=family.cases.get(), assistant=ewa, visited_on=today, summary="Rozmowa")
    for days in (-1, 0, 2):
        Appointment.objects.create(
            assistant=ewa, family=family, planned_on=today + timedelta(days=days), place="u babci"
        )
    for word in ("1", "2"):
        Draft.objects.create(
            form="visit",
            user=ewa.account,
            family=family,
            key="0" * 31 + word,
            writer="0" * 31 + word,
            data={"summary": [f"Wersja {word}"], "kind": ["home_visit"]},
        )
    form = "/wizyty/nowa/?rodzina=R12"
    for address in (
        "/moj-dzien/",
        "/moj-dziennik/",
        "/moja-karta/",
        "/spotkania/nowe/",
        f"/spotkania/{Appointment.objects.get(planned_on=today).pk}/",
        "/wizyty/nowa/",
        "/wizyty/kilka-rodzin/",
        form,
        f"{form}&nowa=1",
        f"{form}&szkic={Draft.objects.first().pk}",
        f"/wizyty/{visit.pk}/popraw/",
    ):
        page.goto(address)
        check(page)
    page.goto(f"{form}&nowa=1")
    page.get_by_role("button", name="Zapisz wizytę").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page)


COVERED = """() => {
  const focused = document.activeElement, { left, top, height } = focused.getBoundingClientRect()
  return focused !== document.body && !focused.contains(document.elementFromPoint(left + 8, top + height / 2))
}"""


def test_focus_is_never_covered(page, ewa, transactional_db, live_server):
    page.set_viewport_size(SIZES["phone"])
    let_in(page.context, ewa.account, live_server)
    for number in range(1, 9):
        create_family(ewa, f"Kowalscy {number}", f"R{number}")
    page.goto("/moj-dzien/")
    families = page.get_by_role("region", name="Moje rodziny").get_by_role("listitem")
    assert [one.locator(".btn").count() for one in families.all()] == [1] * 8
    focused = set()
    for _stop in range(40):
        page.keyboard.press("Tab")
        words = " ".join(page.evaluate("document.activeElement.textContent").split())
        assert not page.evaluate(COVERED), words
        focused.add(words)
    assert "Zapisz wizytę Kowalscy 8" in focused


def test_an_institution_is_asked_for_only_where_there_may_be_one(page, ewa, transactional_db, live_server):
    let_in(page.context, ewa.account, live_server)
    create_family(ewa, "Wierzbiccy", "R12")
    Institution.objects.get_or_create(code="school", defaults={"label": "szkoła"})
    page.goto("/wizyty/nowa/?rodzina=R12&nowa=1")
    institution = page.get_by_label("Z jaką instytucją")
    page.get_by_label("Wizyta w domu").check()
    expect(institution).to_be_hidden()
    page.get_by_label("Konsultacja").check()
    expect(institution).to_be_visible()
    institution.select_option("school")
    page.get_by_label("Telefon").check()
    expect(institution).to_be_visible()  # nothing that is filled in is hidden
    institution.select_option("")
    expect(institution).to_be_hidden()
