"""Headers, caches, cookies, logs, and the audit of libraries."""

import json
import logging
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from familycare.accounts.unsent_forms import owner
from familycare.web.log_formatter import PrivateFormatter
from tests.clients import signed_in
from tests.factories import CentreFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.html_pages import words

SECRET = "Zażółć gęślą jaźń 0123456789 abcdefghijklmnopqrstuvwxyz"
PRODUCTION = {
    "FAMILYCARE_SECRET_KEY": SECRET,
    "FAMILYCARE_ALLOWED_HOSTS": "osrodek.example",
    "FAMILYCARE_URL": "https://osrodek.example",
}


def python(code, **environment):
    """Run `code` in a process of its own with the settings of production."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FAMILYCARE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=kept
        | {"DATABASE_URL": "sqlite://:memory:", "DJANGO_SETTINGS_MODULE": "familycare.settings"}
        | PRODUCTION
        | environment,
        capture_output=True,
        text=True,
    )


class TestHeaders:
    ADDRESSES = ["home", "families", "families_xlsx", "assistants", "choose_report", "tables", "import", "retention"]

    @pytest.mark.parametrize("name", ADDRESSES)
    def test_forbid_to_keep_a_page(self, staff, name):
        CentreFactory()
        assert "no-store" in staff.get(reverse(name))["Cache-Control"]

    def test_forbid_to_keep_a_file_or_a_refusal(self, staff):
        PersonFactory(number="O1")
        answers = [
            staff.get(reverse("person_file", args=["O1", "json"])),
            staff.get("/nie-ma/"),
            signed_in(UserFactory()).get(reverse("families")),
            staff.post(reverse("families")),
        ]
        assert [answer.status_code for answer in answers] == [200, 404, 403, 405]
        assert all("no-store" in answer["Cache-Control"] for answer in answers)

    def test_static_files_may_be_kept(self, db, settings):
        settings.WHITENOISE_USE_FINDERS = True
        client = Client()
        answer = client.get("/static/css/site.css")
        answer.close()
        assert "no-store" not in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"

    def test_shut_out_other_pages(self, client, db):
        answer = client.get(reverse("account_login"))
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert "camera=()" in answer["Permissions-Policy"]
        assert "noindex" in answer["X-Robots-Tag"]


def test_no_cookie_names_a_family(db):
    """Messages are kept from one page to the next."""
    family = FamilyFactory(name="Sekretni")
    client = signed_in(StaffFactory())
    client.post(reverse("save_view"), {"name": "Sekretni", "query": ""})
    client.post(reverse("family_access", args=[family.number]), {})
    assert set(client.cookies) <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, owner.COOKIE}
    assert "Zapisano widok „Sekretni”" in words(client.get(reverse("families")))


class TestProduction:
    def test_uses_https_only_and_mails_no_errors(self):
        run = python(
            "import django, json; django.setup(); from django.conf import settings as s\n"
            "print(json.dumps([s.DEBUG, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE,"
            " s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.ADMINS]))"
        )
        assert json.loads(run.stdout) == [False, True, 31536000, True, True, True, True, []]

    def test_cookies_are_of_this_host_alone(self):
        run = python(
            "import django; django.setup(); from django.conf import settings as s\n"
            "from familycare.accounts.unsent_forms import browser_keys, owner\n"
            "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, owner.COOKIE, browser_keys.DEVICE,"
            " s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH, s.CSRF_COOKIE_DOMAIN, s.CSRF_COOKIE_PATH)"
        )
        names = ["__Host-sessionid", "__Host-csrftoken", "__Host-formularze", "__Host-urzadzenie"]
        assert run.stdout.split() == [*names, "None", "/", "None", "/"]

    @pytest.mark.parametrize("url", ["", "http://osrodek.example", "osrodek.example"])
    def test_needs_its_own_address_for_links_in_emails(self, url):
        run = python("import django; django.setup()", FAMILYCARE_URL=url)
        assert run.returncode == 1
        assert "Brak adresu aplikacji FAMILYCARE_URL" in run.stderr

    @pytest.mark.parametrize(
        ("pooled", "asked"), [("", {"options": "-c jit=off"}), ("1", {})], ids=["alone", "behind pgbouncer"]
    )
    def test_sets_options_that_the_connection_supports(self, pooled, asked):
        run = python(
            "import json; from django.conf import settings as s\n"
            "base = s.DATABASES['default']\n"
            "print(json.dumps([base.get('OPTIONS', {}), base.get('DISABLE_SERVER_SIDE_CURSORS', False)]))",
            DATABASE_URL="postgres://u:p@host/name",
            **({"FAMILYCARE_PGBOUNCER": pooled} if pooled else {}),
        )
        assert json.loads(run.stdout) == [asked, bool(pooled)]

    def test_debugging_is_for_this_machine(self):
        run = python("import django; django.setup()", FAMILYCARE_DEBUG="1")
        assert run.returncode == 1
        assert "FAMILYCARE_DEBUG pokazuje" in run.stderr

    def test_an_error_is_logged_without_data_of_families(self):
        run = python(
            """
import django
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()
from django.test import Client
from unittest import mock

def fail(*args):
    raise ValueError("Sekretna 44051401359")

with mock.patch("django.contrib.auth.middleware.get_user", fail):
    answer = Client(raise_request_exception=False, headers={"host": "osrodek.example"}).get(
        "/rodziny/R123SEKRET/?szukaj=Sekretna", secure=True
    )
print(answer.status_code)
"""
        )
        assert run.stdout == "500\n", run.stderr
        assert "500 GET rodziny/<str:number>/" in run.stderr
        assert "builtins.ValueError" in run.stderr
        assert not re.search("sekret|44051401359", re.sub(r'raise ValueError\(".*', "", run.stderr), re.IGNORECASE)


class TestLogs:
    def logged(self, **fields):
        return PrivateFormatter("%(levelname)s %(name)s %(message)s").format(
            logging.makeLogRecord({"name": "django.request", "levelname": "WARNING", **fields})
        )

    def test_name_the_pattern_of_an_address(self):
        request = RequestFactory().get("/rodziny/R123/?szukaj=Sekretna")
        request.resolver_match = resolve("/rodziny/R123/")
        text = self.logged(msg="Not Found: %s", args=("/rodziny/R123/",), request=request, status_code=404)
        assert text == "WARNING django.request 404 GET rodziny/<str:number>/"

    def test_name_nothing_of_an_address_that_is_unknown(self):
        request = RequestFactory().get("/Sekretna/")
        text = self.logged(msg="Not Found: %s", args=("/Sekretna/",), request=request, status_code=404)
        assert text == "WARNING django.request 404 GET ?"

    def test_leave_out_what_errors_say(self):
        try:
            try:
                int("Sekretna"[:0] + "x")
            except ValueError as error:
                raise RuntimeError("Failing row contains (44051401359)"[:]) from error
        except RuntimeError:
            text = self.logged(msg="Task failed", exc_info=sys.exc_info())
        assert text.startswith("WARNING django.request Task failed\n")
        assert "builtins.RuntimeError\n" in text
        assert "builtins.ValueError" in text
        assert "invalid literal" not in text

    def test_of_the_server_name_no_address(self):
        config = {}
        exec((settings.BASE_DIR / "gunicorn.conf.py").read_text(), config)
        assert config["accesslog"] is None
        assert not re.search(r"%\((?:r|U|q|f|u|l)\)s|%\(\{", config["access_log_format"])


class TestAuditOfLibraries:
    @pytest.fixture
    def audit(self, tmp_path):
        """A function that runs tools/audit with a pip-audit that prints the given output."""

        def run(output):
            package = tmp_path / "pip_audit"
            package.mkdir(exist_ok=True)
            (package / "__init__.py").write_text("")
            (package / "__main__.py").write_text(f"print({output!r})")
            return subprocess.run(
                [sys.executable, settings.BASE_DIR / "tools" / "audit"],
                env=os.environ | {"PYTHONPATH": str(tmp_path)},
                capture_output=True,
                text=True,
            )

        return run

    def test_fails_on_a_known_flaw(self, audit):
        flaw = {"id": "PYSEC-1", "fix_versions": ["2.0"]}
        packages = [{"name": "a", "version": "1.0", "vulns": [flaw]}, {"name": "b", "version": "1.0", "vulns": []}]
        run = audit(json.dumps({"dependencies": packages}))
        assert run.returncode == 1
        assert "a 1.0: luka PYSEC-1, poprawiona w: 2.0." in run.stdout

    def test_is_silent_without_one(self, audit):
        run = audit(json.dumps({"dependencies": [{"name": "a", "version": "1.0", "vulns": []}]}))
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")

    @pytest.mark.parametrize(
        "output", ["", "Traceback", json.dumps({"dependencies": [{"name": "a", "skip_reason": "not found"}]})]
    )
    def test_says_when_it_cannot_check(self, audit, output):
        run = audit(output)
        assert run.returncode == 0
        assert "nie sprawdzono" in run.stdout
