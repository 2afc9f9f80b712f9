"""What users see when something is wrong: a polite Polish page without technical details."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, StaffFactory
from tests.html_pages import links_of, parsed, select, words


class TestNotFound:
    @pytest.mark.parametrize("address", ["/nie-ma/", "/sprawozdanie/2023/pdf/x/", "/dane/"])
    def test_says_so_to_everybody(self, client, db, address):
        page = client.get(address)
        assert page.status_code == 404
        assert "Nie ma takiej strony" in words(page)

    def test_keeps_the_navigation(self, staff):
        assert reverse("tables") in links_of(staff.get("/nie-ma/")).values()


class TestForgedForm:
    def test_changes_nothing_and_says_what_to_do(self, db):
        StaffFactory(email="lacka@zrebice.example")
        client = Client(enforce_csrf_checks=True)
        page = client.post(reverse("account_login"), {"login": "lacka@zrebice.example", "password": PASSWORD})
        assert page.status_code == 403
        assert "Formularz stracił ważność" in words(page)
        assert client.get(reverse("home")).status_code == 302

    def test_import_is_protected_too(self, db):
        client = Client(enforce_csrf_checks=True)
        client.force_login(StaffFactory())
        assert client.post(reverse("import")).status_code == 403


class TestBadRequest:
    def test_says_so(self, client, db):
        page = client.get("/", headers={"host": "obcy.example"})
        assert page.status_code == 400
        assert "Nie udało się tego odczytać" in words(page)

    def test_a_form_with_too_many_fields_says_what_to_do(self, staff, settings):
        fields = {f"w{number}-nazwa": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
        page = staff.post(reverse("new_document"), fields)
        assert page.status_code == 400
        assert "za dużo pól" in words(page) and "Podziel długą tabelę" in words(page)

    def test_a_form_that_is_too_long_says_so(self, staff, settings):
        page = staff.post(
            reverse("new_document"),
            "title=" + "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1),
            "application/x-www-form-urlencoded",
        )
        assert page.status_code == 400
        assert "za dużo tekstu" in words(page)


class TestServerError:
    def test_says_so_without_the_error(self, staff, monkeypatch):
        def fail():
            raise RuntimeError("sekret")

        monkeypatch.setattr("reporting.views.home.Centre.current", fail)
        staff.raise_request_exception = False
        page = staff.get(reverse("home"))
        assert page.status_code == 500
        assert "Coś się nie udało" in words(page)
        assert "sekret" not in page.content.decode()


@pytest.mark.parametrize("template", ["400.html", "429.html", "500.html", "503.html", "403_csrf.html"])
def test_template_needs_no_context(template):
    page = parsed(render_to_string(template))
    assert page.get("lang") == "pl"
    assert "#tresc" in links_of(page).values()


class TestContentPolicy:
    def test_lets_a_page_load_only_what_this_server_sends(self, client, db):
        policy = client.get(reverse("account_login"))["Content-Security-Policy"]
        directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
        assert (
            directives.pop("default-src") == directives.pop("base-uri") == directives.pop("frame-ancestors") == "'none'"
        )
        assert directives.pop("img-src") == "'self' data:"
        assert set(directives.values()) == {"'self'"}
        assert {"script-src", "style-src", "font-src", "connect-src", "form-action"} == directives.keys()

    @pytest.mark.parametrize(
        "address",
        ["/", "/sprawozdanie/2023/", "/tabele/?okresy=2023", "/dane/support/families/?okres=2023", "/rejestr/"],
    )
    def test_blocks_nothing_on_the_page(self, staff, centre, address):
        page = parsed(staff.get(address))
        scripts = select(page, "script")
        assert scripts and all(script.get("src") for script in scripts)
        assert not select(page, "style, [style]")
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
