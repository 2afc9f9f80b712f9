"""Who may open the pages of figures and families."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import URLPattern, reverse

from cases.models import Family
from familycare.centre.models import Institution
from reporting.exchange.urls import urlpatterns as exchange
from reporting.urls import urlpatterns as reports
from tests.clients import signed_in
from tests.factories import CaseFactory, CentreFactory, StaffFactory, UserFactory, VisitFactory
from tests.html_pages import links_of, words

ARGUMENTS = {
    "diary_pdf": ["A7"],
    "report": ["2023"],
    "download_report": ["2023", "json"],
    "download_tables": ["json"],
    "entries": ["support", "families"],
    "person_file": ["O1", "json"],
    "referral_letter": ["W1"],
}
PATTERNS = [pattern for pattern in (*reports, *exchange) if isinstance(pattern, URLPattern)]
for each in PATTERNS:
    assert len(ARGUMENTS.get(each.name, [])) == len(each.pattern.converters), (
        f"The address {each.name} takes {[*each.pattern.converters]}: add them to ARGUMENTS in "
        "tests/web/test_access.py."
    )
ADDRESSES = [reverse(pattern.name, args=ARGUMENTS.get(pattern.name, [])) for pattern in PATTERNS]


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


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address != reverse("import")])
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


class TestAdministration:
    def test_is_for_superusers(self, staff, db):
        page = staff.get(reverse("home")).content.decode()
        assert reverse("admin:index") not in page
        assert staff.get(reverse("admin:centre_problem_changelist")).status_code == 302

    @pytest.mark.parametrize("name", ["visit_interval_working_days", "retention_years", "monitoring_months"])
    def test_refuses_terms_that_are_too_long(self, db, name):
        centre = CentreFactory()
        client = signed_in(get_user_model().objects.create_superuser("szefowa@zrebice.example"))
        page = client.post(reverse("admin:centre_centre_change", args=[centre.pk]), {name: "30000"})
        assert "nie większą niż" in page.context["adminform"].form.errors[name][0]

    def test_counts_the_records_that_keep_an_entry_and_shows_none(self, db):
        client = signed_in(get_user_model().objects.create_superuser("szefowa@zrebice.example"))
        court = Institution.objects.get(code="court")
        VisitFactory(visited_on=date(2024, 3, 1), institution=court)
        address = reverse("admin:centre_institution_delete", args=["court"])
        page = client.get(address)
        assert "Wizyty: 1" in words(page)
        assert "2024" not in page.content.decode()
        assert client.post(address, {"post": "yes"}).status_code != 302
        assert Institution.objects.filter(code="court").exists()
        unused = Institution.objects.create(code="unused", label="Nieużywana")
        client.post(reverse("admin:centre_institution_delete", args=["unused"]), {"post": "yes"})
        assert not Institution.objects.filter(pk=unused.pk).exists()

    def test_is_in_polish(self, db):
        client = signed_in(get_user_model().objects.create_superuser("szefowa@zrebice.example"))
        assert reverse("admin:index") in links_of(client.get(reverse("own_account"))).values()
        page = client.get(reverse("admin:index"))
        assert "Dane ośrodka i słowniki" in words(page)
        assert "Słownik: problemy rodzin" in words(page)
        assert "Django" not in page.content.decode()

    def test_does_not_decline_the_names_of_models(self, db):
        client = signed_in(get_user_model().objects.create_superuser("szefowa@zrebice.example"))
        listed = words(client.get(reverse("admin:centre_institution_changelist")))
        assert "Słownik: instytucje" in listed
        assert "Dodaj pozycję" in listed
        assert re.search(r"\d+ pozycj[aei]", listed)
        assert "Wybierz" not in listed
        address = reverse("admin:centre_institution_add")
        form = client.get(address)
        assert "Nowa pozycja" in words(form)
        assert "(-n" not in form.content.decode()
        assert "Dodaj instytucja" not in words(form)
        saved = client.post(address, {"code": "club", "label": "Klub", "position": 7}, follow=True)
        assert "Dodano pozycję." in words(saved)
        address = reverse("admin:centre_institution_change", args=["club"])
        assert "Zapisano zmiany." in words(client.post(address, {"label": "Kluby", "position": 7}, follow=True))
        address = reverse("admin:centre_institution_delete", args=["club"])
        assert "Usunąć pozycję „Kluby”?" in words(client.get(address))
        assert "Usunięto pozycję." in words(client.post(address, {"post": "yes"}, follow=True))

    def test_leads_back_to_a_page_that_administrators_may_open(self, db):
        client = signed_in(get_user_model().objects.create_superuser("szefowa@zrebice.example"))
        page = client.get(reverse("admin:index"))
        assert client.get(links_of(page)["Wróć do familycare"], follow=True).status_code == 200

    def test_says_that_an_entry_is_gone(self, db):
        client = signed_in(get_user_model().objects.create_superuser("szefowa@zrebice.example"))
        page = client.get(reverse("admin:centre_institution_change", args=["gone"]), follow=True)
        assert "Tej pozycji już nie ma." in words(page)
