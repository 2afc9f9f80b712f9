"""Who may open the pages of figures and families."""

import pytest
from django.urls import URLPattern, reverse

from cases.models import Family
from reporting.exchange.urls import urlpatterns as exchange
from reporting.urls import urlpatterns as reports
from tests.factories import CaseFactory, StaffFactory, UserFactory
from tests.html_pages import words

ARGUMENTS = {
    "diary_pdf": ["A7"],
    "report": ["2023"],
    "download_report": ["2023", "json"],
    "download_tables": ["json"],
    "entries": ["support", "families"],
    "person_file": ["O1", "json"],
    "referral_letter": ["W1"],
    "sheet_template": ["persons"],
}
PATTERNS = [pattern for pattern in (*reports, *exchange) if isinstance(pattern, URLPattern)]
for each in PATTERNS:
    assert len(ARGUMENTS.get(each.name, [])) == len(each.pattern.converters), (
        f"The address {each.name} takes {[*each.pattern.converters]}: add them to ARGUMENTS in "
        "tests/web/test_access.py."
    )
ADDRESSES = [reverse(pattern.name, args=ARGUMENTS.get(pattern.name, [])) for pattern in PATTERNS]
TAKE_FORMS = [reverse(name) for name in ("import", "export", "sheet", "sheet_columns", "sheet_import")]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
class TestEveryPage:
    def test_sends_anonymous_users_to_sign_in(self, client, db, method, address):
        response = getattr(client, method)(address)
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))

    def test_refuses_users_without_rights(self, stranger, method, address):
        CaseFactory(family__name="Wierzbiccy")
        response = getattr(stranger, method)(address)
        assert response.status_code in (403, 405)
        assert "Wierzbiccy" not in response.content.decode()


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address not in TAKE_FORMS])
class TestReadOnlyPages:
    def test_refuse_post(self, staff, address):
        assert staff.post(address).status_code == 405


class TestRefusal:
    def test_says_in_polish_who_can_help(self, stranger):
        page = stranger.get(reverse("home"))
        assert page.status_code == 403
        assert "Brak uprawnień" in words(page)
        assert "poproś administratora" in words(page)

    def test_shows_no_navigation(self, stranger):
        assert reverse("tables") not in stranger.get(reverse("home")).content.decode()


class TestVisibleFamilies:
    def test_staff_see_all_and_others_none(self, db):
        CaseFactory.create_batch(2)
        assert Family.objects.visible_to(StaffFactory()).count() == 2
        assert Family.objects.visible_to(UserFactory()).count() == 0
        assert Family.objects.visible_to(StaffFactory(is_active=False)).count() == 0
