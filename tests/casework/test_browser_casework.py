"""In real Chromium: a problem, a plan with two goals, an assessment, and the end of the support."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assistants.assignments.services import assign
from cases.models import Assessment, Case, FamilyProblem, PlanGoal
from tests.browsing import SIZES, check, follow, sign_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def family(transactional_db):
    CentreFactory()
    opened = timezone.localdate() - timedelta(days=60)
    case = CaseFactory(family=FamilyFactory(name="Wierzbiccy", number="R12"), opened_on=opened, number="S12")
    PersonFactory(family=case.family)
    ewa = AssistantFactory(account=UserFactory(role="assistant", email="ewa@zrebice.example"), employed_from=opened)
    assign(case=case, assistant=ewa, starts_on=opened)
    StaffFactory(email="lacka@zrebice.example")
    return case.family


def change_to(page, who):
    page.context.clear_cookies()
    sign_in(page, f"{who}@zrebice.example", "/rodziny/R12/")


def check_in_both(page):
    """What `check` asks, in the light and in the dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        check(page)


@pytest.mark.parametrize("size", SIZES)
def test_from_a_problem_to_the_end(size, page, family):
    page.set_viewport_size(SIZES[size])
    change_to(page, "ewa")
    check_in_both(page)

    page.get_by_role("link", name="Dodaj problem").click()
    page.get_by_label("Problem").select_option(index=1)
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_role("alert", name="Do poprawy")).to_be_visible()
    check_in_both(page)
    page.get_by_label("Rozpoznany").fill(timezone.localdate().strftime("%d.%m.%Y"))
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_text("Zapisano.")).to_be_visible()
    assert FamilyProblem.objects.count() == 1

    follow(page.get_by_role("link", name="Popraw lub zakończ").first)
    check_in_both(page)
    page.get_by_role("link", name="Zakończ").first.click()
    expect(page.get_by_label("Rozwiązany")).to_have_value(timezone.localdate().strftime("%d.%m.%Y"))
    page.get_by_role("link", name="Anuluj").click()

    page.get_by_role("link", name="Ułóż plan").click()
    term = (timezone.localdate() + timedelta(days=90)).strftime("%d.%m.%Y")
    for row, goal in enumerate(["Praca", "Szkoła"]):
        fieldset = page.get_by_role("group", name=f"Cel {row + 1}")
        fieldset.get_by_label("Co ma się zmienić").fill(goal)
        fieldset.get_by_label("Termin").fill(term)
        fieldset.get_by_label("Przewidywany efekt").fill("jest")
    page.get_by_role("button", name="Dodaj cel").click()
    expect(page.get_by_role("group", name="Cel 3")).to_be_in_viewport()
    expect(page.get_by_role("group", name="Cel 2").get_by_label("Termin")).to_have_value(term)
    check_in_both(page)
    page.get_by_role("button", name="Zapisz plan").click()
    expect(page.get_by_text("Plan pracy zapisany.")).to_be_visible()
    assert PlanGoal.objects.count() == 2
    follow(page.get_by_role("link", name="Zmień stan celów"))
    check_in_both(page)
    page.get_by_label("Praca").select_option("achieved")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_role("region", name="Plan pracy z rodziną").get_by_text("osiągnięty")).to_be_visible()

    follow(page.get_by_role("link", name="Dodaj okresową ocenę"))
    check_in_both(page)
    area = page.get_by_role("region", name="Mieszkanie i prowadzenie domu")
    area.get_by_text("dość dobrze").click()
    area.get_by_role("textbox").fill("Czysto.")
    page.get_by_text("bezpieczne", exact=True).click()
    page.get_by_label("Po czym to poznać").fill("Zadbane.")
    page.get_by_text("poprawa", exact=True).click()
    page.get_by_label("Podsumowanie").fill("Cele osiągnięte.")
    page.get_by_text("zakończenie pracy z rodziną").click()
    page.get_by_role("button", name="Zapisz i przekaż").click()
    expect(page.get_by_text("Ocena zapisana")).to_be_visible()
    assert Assessment.objects.count() == 1

    change_to(page, "lacka")
    page.get_by_role("link", name="Zakończ wsparcie").first.click()
    expect(page.get_by_text("1 cel w toku")).to_be_visible()
    check_in_both(page)
    page.get_by_label("Powód zakończenia").select_option("goals_achieved")
    page.get_by_role("button", name="Zakończ wsparcie").click()
    expect(page.get_by_text("Wsparcie zakończone.")).to_be_visible()
    assert Case.objects.get().closed_on == timezone.localdate()
    follow(page.get_by_role("link", name="Cofnij zakończenie"))
    check_in_both(page)
    page.get_by_role("button", name="Cofnij zakończenie").click()
    expect(page.get_by_text("Zakończenie cofnięte")).to_be_visible()
