"""In real Chromium: an assessment of a family with forty visits, written in few interactions on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assistants.assignments.services import assign
from cases.models import Assessment, Draft
from familycare.centre.models import LifeArea
from tests.assessments.made import assessed
from tests.browsing import SIZES, check, sign_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    UserFactory,
    VisitFactory,
)

pytestmark = pytest.mark.browser
MOST_INTERACTIONS = 25  # typing apart


@pytest.fixture
def case(transactional_db):
    CentreFactory()
    today = timezone.localdate()
    opened = today - timedelta(days=400)
    case = CaseFactory(family=FamilyFactory(name="Wierzbiccy", number="R12"), opened_on=opened, number="S12")
    PersonFactory(family=case.family)
    ewa = AssistantFactory(account=UserFactory(role="assistant", email="ewa@zrebice.example"), employed_from=opened)
    assign(case=case, assistant=ewa, starts_on=opened)
    for week in range(40):
        VisitFactory(case=case, assistant=ewa, visited_on=today - timedelta(days=4 * week))
    before = today - timedelta(days=180)
    said = dict.fromkeys(LifeArea.objects.values_list("pk", flat=True), ("2", "Było trudno."))
    assessed(case, before, said, period_start=opened, period_end=before, handed_on=before, acknowledged_on=before)
    return case


class Hand:
    """Presses and counts."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, target):
        self.count += 1
        target.click()

    def write(self, target, text):
        self.press(target)
        self.page.keyboard.type(text)


@pytest.mark.parametrize("size", SIZES)
def test_is_written_in_few_interactions(size, page, case):
    page.set_viewport_size(SIZES[size])
    sign_in(page, "ewa@zrebice.example", "/rodziny/R12/")
    hand = Hand(page)
    hand.press(page.get_by_role("link", name="Dodaj okresową ocenę"))
    expect(page.get_by_text("wizyta w miejscu zamieszkania: 40")).to_be_visible()
    check(page)
    for code, step, sentence in (
        ("housing", "dość dobrze", "Nowy piec i łóżka."),
        ("income", "różnie", "Raty płacone."),
        ("parenting", "dobrze", "Zasady działają."),
    ):
        area = page.locator(f"#obszar-{code}")
        hand.press(area.get_by_text(step, exact=True).last)
        hand.write(area.get_by_role("textbox"), sentence)
    hand.press(page.get_by_role("button", name="Pozostałe bez zmian"))
    expect(page.locator("#obszar-law").get_by_role("textbox")).to_have_value("Było trudno.")
    expect(page.locator("#obszar-housing").get_by_role("textbox")).to_have_value("Nowy piec i łóżka.")
    assert Draft.objects.count() == 1
    hand.press(page.get_by_text("bezpieczne", exact=True))
    expect(page.get_by_label("Co zrobiono, żeby były bezpieczne")).to_be_hidden()
    hand.write(page.get_by_label("Po czym to poznać"), "Zadbane, spokojne.")
    hand.write(page.get_by_label("Co mówi rodzina"), "Jest lżej.")
    hand.press(page.get_by_text("poprawa", exact=True))
    hand.write(page.get_by_label("Podsumowanie"), "Idzie ku lepszemu.")
    hand.press(page.get_by_text("kontynuacja", exact=True))
    hand.press(page.get_by_role("button", name="Zapisz i przekaż"))
    expect(page.get_by_text("Ocena zapisana i przekazana kierownikowi.")).to_be_visible()
    check(page)
    assert hand.count <= MOST_INTERACTIONS
    new = Assessment.objects.latest("pk")
    assert new.scores.count() == LifeArea.objects.count()
    assert new.scores.get(area="housing").sentence == "Nowy piec i łóżka."
    assert not Draft.objects.exists()
    page.goto("/rodziny/R12/oceny/")
    check(page)
