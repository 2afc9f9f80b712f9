"""In real Chromium: filtering the list of terms, correcting findings, and accessible pages."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assistants.assignments.services import assign
from cases.models import Case, CourtReport, Referral
from tests.browsing import SIZES, check, follow, let_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.browser

LONG = "Anna-Maria O’Neill-d'Arc Brzęczyszczykiewicz-Chrząszczyżewoszycka z Łękołodów"


@pytest.fixture
def desk(transactional_db, live_server, page):
    """A manager's browser, in a centre with terms of most kinds."""
    CentreFactory()
    assistant = AssistantFactory(first_name="Ewa", last_name="Żak", number="A7", max_families=1)
    case = CaseFactory(family__name=LONG, opened_on=date(2022, 3, 1))
    assign(case=case, assistant=assistant, starts_on=date(2022, 3, 1))
    CourtReport.objects.create(family=case.family, kind="periodic", due_on=date(2022, 6, 1))
    CaseFactory(family__name="Wrona", opened_on=date(2023, 3, 1))
    let_in(page.context, StaffFactory(), live_server)
    return page


def test_choosing_a_kind_changes_list_counts_and_address(desk):
    desk.goto("/terminy/")
    expect(desk.locator(".due-list tbody tr")).to_have_count(7)
    desk.get_by_label("Sprawa").select_option("Pismo do sądu")
    expect(desk.locator(".due-list tbody tr")).to_have_count(1)
    expect(desk).to_have_url("/terminy/?kiedy=&rodzaj=pismo&asystent=")
    desk.get_by_text("Liczby według spraw").click()
    desk.get_by_role("row", name="Rodzina bez asystenta").get_by_role("link", name="1").click()
    expect(desk.get_by_role("link", name="Wrona")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_are_accessible(desk, size, scheme):
    desk.set_viewport_size(SIZES[size])
    desk.emulate_media(color_scheme=scheme)
    desk.goto("/konto/kalendarz/")
    follow(desk.get_by_role("button", name="Utwórz adres"))
    for address in ("/konto/kalendarz/", "/terminy/", "/terminy/?rodzaj=x&asystent=x", "/kontrola/", "/"):
        desk.goto(address)
        for closed in desk.locator(".by-kind:not([open]) summary").all():
            closed.click()
        check(desk)


@pytest.mark.parametrize("size", SIZES)
def test_findings_are_corrected_from_the_inspection_view(desk, size):
    """From the count to the list and the form; afterwards the count is lower."""
    desk.set_viewport_size(SIZES[size])
    wrona = Case.objects.get(family__name="Wrona")
    request = {"source": "family", "referred_on": date(2023, 3, 1), "decision": "assigned"}
    Referral.objects.create(family=wrona.family, case=wrona, **request)
    AssistantFactory(first_name="Ola", last_name="Sowa")
    alone = desk.get_by_role("row", name="Rodziny objęte wsparciem bez asystenta")
    consents = desk.get_by_role("row", name="Rodziny bez zapisanej zgody")
    desk.goto("/kontrola/")
    follow(alone.get_by_role("link", name="1"))
    follow(desk.get_by_role("link", name="Przydziel asystenta"))
    check(desk)
    follow(desk.get_by_role("button", name="Przydziel asystenta"))
    desk.goto("/kontrola/")
    expect(alone.get_by_role("link", name="0")).to_be_visible()
    follow(consents.get_by_role("link", name="2"))
    follow(desk.get_by_role("row", name="Wrona").get_by_role("link", name="Uzupełnij zgodę"))
    follow(desk.get_by_role("button", name="Zapisz"))
    expect(desk.get_by_role("link", name="Podaj datę zgody rodziny")).to_be_visible()
    check(desk)
    desk.get_by_label("Data zgody rodziny").fill("1.03.2023")
    follow(desk.get_by_role("button", name="Zapisz"))
    desk.goto("/kontrola/")
    follow(consents.get_by_role("link", name="1"))
    follow(desk.get_by_role("link", name="Uzupełnij zgodę"))  # of a case of whose request nothing is known
    check(desk)
    desk.get_by_label("wniosek rodziny").check()
    desk.get_by_label("Data wniosku").fill("1.02.2022")
    desk.get_by_label("Jeśli zgody nie ma: dlaczego").fill("Zgoda jest w aktach papierowych.")
    follow(desk.get_by_role("button", name="Zapisz"))
    expect(desk.get_by_text("nie ma: Zgoda jest w aktach papierowych.")).to_be_visible()
    check(desk)
    desk.goto("/kontrola/")
    expect(consents.get_by_role("link", name="0")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_a_colleague_is_named_to_monitor(desk, size):
    """The last assistant has no account, so the manager names a colleague."""
    desk.set_viewport_size(SIZES[size])
    today = timezone.localdate()
    case = CaseFactory(family__name="Żuk", opened_on=date(2023, 3, 1), closed_on=today - timedelta(days=40))
    assign(case=case, assistant=AssistantFactory(), starts_on=case.opened_on, ends_on=case.closed_on)
    AssistantFactory(first_name="Ola", last_name="Sowa", account=UserFactory(role="assistant"))
    desk.goto("/terminy/?rodzaj=monitorowanie")
    follow(desk.get_by_role("link", name="Wskaż, kto monitoruje"))
    check(desk)
    desk.get_by_label("Kto monitoruje rodzinę").select_option("Ola Sowa")
    follow(desk.get_by_role("button", name="Zapisz"))
    expect(desk.get_by_text("Monitoruje: Ola Sowa")).to_be_visible()
    check(desk)
