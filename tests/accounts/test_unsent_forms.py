"""Typed data are kept when a session ends, a token is stale, two people share a browser, or a user is idle."""

import json
import os
import subprocess
import sys
import uuid
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml.html import tostring

from familycare.accounts.unsent_forms.browser_keys import DEVICE, browser_key
from familycare.accounts.unsent_forms.models import UnsentForm
from tests.accounts.signing_in import SIGN_IN, sign_in, token_in
from tests.factories import PASSWORD, StaffFactory, UserFactory
from tests.html_forms import forms_of
from tests.html_pages import links_of, one, words

SAVE = reverse("save_view")  # any form of casework
KEPT = reverse("unsent_forms")
TYPED = {"name": "Pilne na piątek\nżółć", "query": "stan=otwarte"}


@pytest.fixture
def browser(user):
    """A browser that checks CSRF tokens, in which the user has signed in and opened a form."""
    return Browser(user.email)


class Browser:
    """A browser; `token` is the CSRF token of the form that was opened after signing in."""

    def __init__(self, email):
        self.client = Client(enforce_csrf_checks=True)
        self.sign_in(email)

    def sign_in(self, email, **other):
        token = token_in(self.client.get(SIGN_IN))
        answer = sign_in(self.client, email, csrfmiddlewaretoken=token, **other)
        assert answer.status_code == 302
        self.token = token_in(self.client.get("/konto/haslo/"))
        return answer

    def sign_out(self):
        self.client.post(reverse("account_logout"), {"csrfmiddlewaretoken": self.token})

    def lose_session(self):
        del self.client.cookies["sessionid"]

    def send(self, fields=TYPED, address=SAVE, token=None):
        return self.client.post(address, fields | {"csrfmiddlewaretoken": token or self.token})


class TestLostSession:
    def test_the_form_waits_for_the_same_person(self, browser, user):
        browser.lose_session()
        browser.send()
        answer = browser.send()
        assert words(browser.client.get(answer.url)).count("to, co wpisano, czeka") == 1
        assert "czeka" not in words(browser.client.get(SIGN_IN))
        assert browser.sign_in(user.email, next="/tabele/").url == KEPT
        page = browser.client.get(KEPT)
        assert "Pilne na piątek żółć" in words(page)
        assert SAVE in [form.action for form in forms_of(page)]

    def test_is_sent_again_and_is_then_gone(self, browser, user):
        browser.lose_session()
        browser.send()
        browser.sign_in(user.email)
        (form,) = browser.client.get(KEPT).context["waiting"]
        answer = browser.send(dict(form[1]) | {"zachowany": form[0].pk})
        assert answer.status_code == 302
        assert user.saved_views.get().name.startswith("Pilne na piątek")
        assert not UnsentForm.objects.exists()

    def test_refused_again_it_still_waits(self, browser, user):
        browser.lose_session()
        browser.send()
        browser.sign_in(user.email)
        form = UnsentForm.objects.get()
        assert browser.send({"zachowany": form.pk}, address="/nie-ma/").status_code == 404
        assert UnsentForm.objects.exists()

    def test_other_users_do_not_see_it(self, browser):
        other = StaffFactory()
        browser.lose_session()
        browser.send()
        form = UnsentForm.objects.get()
        assert browser.sign_in(other.email).url == reverse("home")
        assert "Pilne" not in browser.client.get(KEPT).content.decode()
        assert browser.client.get(reverse("unsent_form", args=[form.pk])).status_code == 404
        assert browser.send({}, reverse("discard_unsent_form", args=[form.pk])).status_code == 404
        browser.send({"name": "x", "query": "", "zachowany": form.pk})
        assert UnsentForm.objects.exists()

    def test_is_not_readable_in_the_database(self, browser):
        browser.lose_session()
        browser.send({"name": "Pilne \x00 na piątek", "query": ""})
        form = UnsentForm.objects.get()
        assert "Pilne" not in form.sealed

    def test_is_discarded_by_hand_and_by_time(self, browser, user):
        browser.lose_session()
        browser.send()
        browser.sign_in(user.email)
        UnsentForm.objects.update(saved_at=timezone.now() - timedelta(hours=13))
        assert "Nic tu nie czeka" in words(browser.client.get(KEPT))
        UnsentForm.objects.update(saved_at=timezone.now())
        browser.send({}, reverse("discard_unsent_form", args=[UnsentForm.objects.get().pk]))
        assert not UnsentForm.objects.exists()

    def test_passwords_are_not_kept(self, browser):
        browser.lose_session()
        browser.send({"oldpassword": PASSWORD, "password1": "x"}, address=reverse("account_change_password"))
        assert not UnsentForm.objects.exists()

    def test_only_so_many_wait(self, browser, user):
        browser.lose_session()
        for number in range(22):
            browser.send({"name": f"widok {number}"})
        assert user.unsent_forms.count() == 20

    def test_a_fragment_sends_the_whole_page_to_sign_in(self, client, db):
        answer = client.get(
            "/rodziny/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/rodziny/?x=1"}
        )
        assert answer["HX-Redirect"] == f"{SIGN_IN}?next=/rodziny/%3Fx%3D1"


class TestLongSession:
    """A session ends some hours after signing in, however busy its user is."""

    @pytest.fixture(autouse=True)
    def as_in_operation(self, settings):
        settings.IDLE_SLACK = 60
        settings.SESSION_SECONDS = 3600

    def work_until_the_end(self, user, time_machine):
        """A browser in which the user has been busy for an hour."""
        time_machine.move_to("2026-03-10 08:00")
        browser = Browser(user.email)
        for minute in range(10, 60, 10):
            time_machine.move_to(f"2026-03-10 08:{minute}")
            assert browser.client.get("/konto/").status_code == 200
        time_machine.move_to("2026-03-10 09:00")
        return browser

    def test_ends(self, user, time_machine):
        browser = self.work_until_the_end(user, time_machine)
        assert browser.send({}, reverse("presence")).json() == {"signed_in": False}
        assert browser.client.get("/konto/").url.startswith(SIGN_IN)
        browser.sign_in(user.email)
        assert browser.client.get("/konto/").status_code == 200

    def test_the_form_that_is_sent_then_waits(self, user, time_machine):
        browser = self.work_until_the_end(user, time_machine)
        assert browser.send().url.startswith(SIGN_IN)
        assert not user.saved_views.exists()
        assert browser.sign_in(user.email).url == KEPT
        assert "Pilne na piątek żółć" in words(browser.client.get(KEPT))

    def test_what_is_being_typed_then_waits(self, user, time_machine):
        browser = self.work_until_the_end(user, time_machine)
        fields = json.dumps([["notatka", "Rozmowa z mamą"]])
        browser.send({"address": "/rodziny/", "fields": fields}, reverse("keep_unsent_form"))
        assert UnsentForm.objects.get().user == user

    def test_what_the_browser_could_not_send_yet_stays_readable(self, user, time_machine):
        browser = self.work_until_the_end(user, time_machine)
        device = uuid.uuid4()
        browser.client.cookies[DEVICE] = str(device)
        key = browser_key(user, device)
        assert browser.client.get("/konto/").status_code == 302
        assert browser_key(user, device) == key

    def test_a_session_of_unknown_beginning_ends(self, user):
        browser = Browser(user.email)
        session = browser.client.session
        del session["signed_in_at"]
        session.save()
        assert browser.client.get("/konto/").status_code == 302

    def test_lasts_twelve_hours_unless_told_otherwise(self):
        show = "from familycare.settings import *; print(SESSION_SECONDS)"
        for told, seconds in (({}, "43200"), ({"FAMILYCARE_SESSION_HOURS": "8"}, "28800")):
            kept = {name: value for name, value in os.environ.items() if name != "FAMILYCARE_SESSION_HOURS"}
            run = subprocess.run(
                [sys.executable, "-c", show],
                cwd=project.BASE_DIR,
                env=kept | {"FAMILYCARE_DEBUG": "1"} | told,
                capture_output=True,
                text=True,
            )
            assert run.stdout.strip() == seconds


class TestStaleToken:
    def test_of_the_same_person_gives_the_form_back(self, browser, user):
        stale = browser.token
        browser.sign_out()
        browser.sign_in(user.email)
        page = browser.send(token=stale)
        assert page.status_code == 403
        assert "Formularz stracił ważność" in words(page)
        assert "wyślij je jeszcze raz" in words(page)
        assert "Pilne na piątek" in words(page)
        again = browser.send(
            dict(page.context["fields"]) | {"zachowany": page.context["unsent"].pk}, token=token_in(page)
        )
        assert again.status_code == 302
        assert user.saved_views.exists()
        assert not UnsentForm.objects.exists()

    def test_of_another_person_in_the_other_tab_is_refused_and_waits_for_its_owner(self, browser, user):
        form_of_first = browser.token
        browser.sign_out()
        browser.sign_in(StaffFactory().email)
        page = browser.send(token=form_of_first)
        assert page.status_code == 403
        assert "otwarto na innym koncie" in words(page)
        assert "Pilne" not in page.content.decode()
        assert str(user) not in tostring(one(page, "main"), encoding="unicode")
        assert UnsentForm.objects.get().user == user
        browser.sign_out()
        assert browser.sign_in(user.email).url == KEPT

    def test_forged_is_neither_kept_nor_given_back(self, browser):
        for token in ("", "a" * 64, "ż" * 64, browser.token[:-1]):
            page = browser.client.post(SAVE, TYPED | {"csrfmiddlewaretoken": token})
            assert page.status_code == 403
            assert "Pilne" not in page.content.decode()
        assert not UnsentForm.objects.exists()

    def test_token_of_another_browser_is_forged(self, browser):
        other = Browser(StaffFactory().email)
        assert browser.send(token=other.token).status_code == 403
        assert not UnsentForm.objects.exists()


class TestRoleTakenAway:
    def test_while_a_form_is_open_keeps_what_was_typed(self, browser, user):
        user.role = "auditor"
        user.save()
        page = browser.send()
        assert page.status_code == 403
        assert "czeka na Ciebie przez dwanaście godzin" in words(page)
        assert UnsentForm.objects.get().user == user


class TestAddressGone:
    """A family that was handed over, or a draft that was deleted in another tab, while a form was open."""

    ADDRESS = reverse("correct_family", args=["R1"])

    def test_keeps_what_was_typed_once(self, browser, user):
        for _time in range(2):
            page = browser.send(address=self.ADDRESS)
            assert page.status_code == 404
            assert "czeka na Ciebie przez dwanaście godzin" in words(page)
        assert UnsentForm.objects.get().user == user
        assert "Pilne na piątek" in words(browser.client.get(KEPT))

    @pytest.mark.parametrize(("role", "status"), [("manager", 404), ("auditor", 403)])
    def test_a_script_gets_json(self, browser, user, role, status):
        user.role = role
        user.save()
        data = TYPED | {"csrfmiddlewaretoken": browser.token}
        answer = browser.client.post(self.ADDRESS, data, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()) == (status, {"saved": False, "kept": True})

    def test_an_address_that_was_opened_keeps_nothing(self, browser):
        assert "czeka na Ciebie" not in words(browser.client.get(self.ADDRESS))
        assert not UnsentForm.objects.exists()


class TestIdleness:
    @pytest.fixture(autouse=True)
    def as_in_operation(self, settings):
        settings.IDLE_SLACK = 60

    def test_signs_out(self, user, time_machine, settings):
        time_machine.move_to("2026-03-10 08:00")
        browser = Browser(user.email)
        for minute in (14, 28):
            time_machine.move_to(f"2026-03-10 08:{minute}")
            assert browser.client.get("/konto/").status_code == 200
        time_machine.move_to("2026-03-10 08:45")
        assert browser.client.get("/konto/").status_code == 302

    def test_a_user_at_the_screen_stays_signed_in(self, user, time_machine):
        time_machine.move_to("2026-03-10 08:00")
        browser = Browser(user.email)
        for minute in (14, 28, 42):
            time_machine.move_to(f"2026-03-10 08:{minute}")
            assert browser.send({}, reverse("presence")).json() == {"signed_in": True}
        time_machine.move_to("2026-03-10 08:59")
        assert browser.send({}, reverse("presence")).json() == {"signed_in": False}

    def test_pages_name_the_time_until_signing_out(self, browser, settings):
        settings.IDLE_SECONDS = 300
        page = browser.client.get("/konto/")
        assert one(page, "[role=alertdialog]").get("data-seconds") == "300"
        browser.sign_out()
        assert "alertdialog" not in browser.client.get(SIGN_IN).content.decode()

    def hold(self, browser, address="/rodziny/?x=1", fields=None, token=None):
        typed = json.dumps([["notatka", "Rozmowa z mamą"]] if fields is None else fields)
        return browser.send({"address": address, "fields": typed}, reverse("keep_unsent_form"), token)

    def test_keeps_what_was_being_typed_and_signs_out(self, browser, user):
        assert self.hold(browser).status_code == 204
        assert browser.client.get("/konto/").status_code == 302
        assert browser.sign_in(user.email).url == KEPT
        page = browser.client.get(KEPT)
        assert links_of(page)["Otwórz formularz"] == "/rodziny/?x=1"
        key = UnsentForm.objects.get().pk
        assert browser.client.get(reverse("unsent_form", args=[key])).json() == {
            "fields": [["notatka", "Rozmowa z mamą"]]
        }

    def test_keeps_it_also_when_the_session_has_just_ended(self, browser, user):
        browser.lose_session()
        self.hold(browser)
        assert UnsentForm.objects.get().user == user

    def test_of_one_user_does_not_sign_another_out(self, browser, user):
        form_of_first = browser.token
        browser.sign_out()
        browser.sign_in(StaffFactory().email)
        self.hold(browser, token=form_of_first)
        assert UnsentForm.objects.get().user == user
        assert browser.client.get("/konto/").status_code == 200

    def test_nothing_typed_keeps_nothing(self, browser):
        self.hold(browser, fields=[["notatka", "  "]])
        assert not UnsentForm.objects.exists()

    @pytest.mark.parametrize("fields", ["", "nie json", "[1]", "5", '[["a"]]', '{"a": 1}', "[" * 100_000])
    def test_nonsense_is_refused(self, browser, fields):
        answer = browser.send({"address": "/", "fields": fields}, reverse("keep_unsent_form"))
        assert answer.status_code == 400
        assert not UnsentForm.objects.exists()

    @pytest.mark.parametrize("mark", ["-1", "x", "\x00", "9" * 18, "9" * 5000, "²"])
    def test_marks_of_nothing_do_nothing(self, browser, mark):
        self.hold(browser)
        assert browser.send(TYPED | {"zachowany": mark}).status_code in (200, 302)
        assert UnsentForm.objects.exists()

    @pytest.mark.parametrize("address", ["/a\x00b/", "/ż/"])
    def test_strange_addresses_are_written_as_addresses(self, browser, address):
        assert self.hold(browser, address=address).status_code == 204
        assert UnsentForm.objects.get().address in ("/a%00b/", "/%C5%BC/")

    @pytest.mark.parametrize("address", ["", "https://example.org/", "//example.org/", "/" + "a" * 600, "javascript:x"])
    def test_addresses_elsewhere_are_not_kept(self, browser, address):
        self.hold(browser, address=address)
        assert not UnsentForm.objects.exists()

    def test_keeps_nothing_without_signing_in(self, client, db):
        UserFactory()
        client.post(reverse("keep_unsent_form"), {"address": "/", "fields": '[["a", "b"]]'})
        assert not UnsentForm.objects.exists()
