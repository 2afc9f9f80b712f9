"""Signing in and out with a password."""

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from tests.accounts.signing_in import SIGN_IN, browser_of, link_in, sign_in
from tests.factories import UserFactory
from tests.html_forms import errors_of, field_of
from tests.html_pages import words

NEW = "Jarzebina+przy-drodze"


class TestSignIn:
    def test_works(self, client, user):
        assert sign_in(client).url == reverse("home")
        assert client.get(reverse("home")).status_code == 200

    def test_takes_the_address_in_capitals(self, client, user):
        assert sign_in(client, "LACKA@zrebice.example ").url == reverse("home")

    @pytest.mark.parametrize(
        ("role", "page"),
        [("admin", "accounts"), ("auditor", "log_readings"), ("director", "home"), ("assistant", "my_day")],
    )
    def test_leads_to_the_first_page_of_the_role(self, client, db, role, page):
        UserFactory(role=role, email="lacka@zrebice.example")
        assert sign_in(client, next="/").url == reverse(page)
        assert client.get(reverse(page)).status_code == 200

    def test_leads_to_the_page_that_was_asked_for(self, client, user):
        asked = client.get("/tabele/?okresy=2023")
        assert asked.url.startswith(SIGN_IN)
        page = client.get(asked.url)
        assert field_of(page, "next") == "/tabele/?okresy=2023"
        assert sign_in(client, next="/tabele/?okresy=2023").url == "/tabele/?okresy=2023"

    def test_does_not_lead_to_another_site(self, client, user):
        assert sign_in(client, next="https://example.org/").url == reverse("home")

    def test_wrong_password_keeps_the_address_and_links_to_the_field(self, client, user):
        page = sign_in(client, password="nie to")
        assert field_of(page, "login") == "lacka@zrebice.example"
        assert errors_of(page)["password"].startswith("Adres e-mail i hasło nie pasują do siebie")
        assert "nie to" not in page.content.decode()

    def test_nothing_typed(self, client, db):
        page = client.post(SIGN_IN, {})
        assert errors_of(page) == {"login": "Wpisz adres e-mail.", "password": "Wpisz hasło."}

    def test_closed_account_does_not_get_in(self, client, db):
        UserFactory(email="lacka@zrebice.example", is_active=False)
        assert sign_in(client).status_code == 200
        assert client.get(reverse("home")).status_code == 302

    def test_leads_on_a_user_who_is_signed_in(self, user):
        assert browser_of(user).get(SIGN_IN).url == reverse("home")


class TestUnknownAccounts:
    """No page shows who has an account."""

    def test_by_signing_in(self, client, user):
        UserFactory(email="zamknieta@zrebice.example", is_active=False)
        answers = set()
        for email in ("lacka@zrebice.example", "nikt@zrebice.example", "zamknieta@zrebice.example"):
            page = sign_in(client, email, password="nie to")
            answers.add((page.status_code, words(page, ".error-summary")))
        assert len(answers) == 1

    def test_by_forgetting_the_password(self, client, user):
        ask = reverse("account_reset_password")
        answers = {client.post(ask, {"email": email}).url for email in (user.email, "nikt@zrebice.example")}
        assert answers == {reverse("account_reset_password_done")}
        assert [message.to for message in mail.outbox] == [[user.email], ["nikt@zrebice.example"]]

    def test_by_signing_up(self, client, user):
        page = client.post(reverse("account_signup"), {"email": user.email, "password1": NEW})
        assert "Bez zaproszenia nie można się zarejestrować" in words(page)
        assert not mail.outbox


class TestTooManyAttempts:
    def test_at_one_account_stop_its_owner_too(self, client, user):
        for _attempt in range(5):
            assert "nie pasują do siebie" in words(sign_in(client, password="nie to"))
        page = sign_in(client)
        assert "Za dużo nieudanych prób" in words(page)

    def test_are_counted_in_the_database(self, client, user):
        sign_in(client, password="nie to")
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM accounts_limits")
            assert cursor.fetchone()[0] > 0

    def test_from_one_place_get_a_page_that_says_so(self, client, db, settings):
        settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
        answers = [sign_in(client, f"osoba{n}@zrebice.example") for n in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert "Za dużo prób" in words(answers[-1])

    def test_of_changing_a_password(self, user):
        client = browser_of(user)
        answers = [client.post(reverse("account_change_password"), {"oldpassword": "nie to"}) for _n in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]


class TestSignOut:
    def test_works(self, user):
        client = browser_of(user)
        assert client.post(reverse("account_logout")).url == SIGN_IN
        assert client.get(reverse("home")).status_code == 302

    def test_a_link_asks_first(self, user):
        client = browser_of(user)
        assert "Czy na pewno" in words(client.get(reverse("account_logout")))
        assert client.get(reverse("home")).status_code == 200


class TestPasswordChange:
    def change(self, client, **other):
        return client.post(
            reverse("account_change_password"),
            {"oldpassword": "Wierzba-i-mlyn-7", "password1": NEW, "password2": NEW} | other,
        )

    def test_keeps_the_session_and_sends_an_email(self, user):
        client = browser_of(user)
        page = client.get(self.change(client).url)
        assert "Hasło zostało zmienione" in words(page)
        user.refresh_from_db()
        assert user.check_password(NEW)
        assert "hasło Twojego konta zostało zmienione" in mail.outbox[0].body

    def test_ends_other_sessions(self, user):
        here, elsewhere = browser_of(user), browser_of(user)
        self.change(here)
        assert elsewhere.get(reverse("home")).status_code == 302

    def test_wrong_old_password(self, user):
        page = self.change(browser_of(user), oldpassword="nie to")
        assert errors_of(page)["oldpassword"].startswith("To nie jest Twoje obecne hasło.")

    @pytest.mark.parametrize(("second", "said"), [("inne", "drugi jest inne"), ("", "Wpisz nowe hasło po raz drugi")])
    def test_second_time_different(self, user, second, said):
        page = self.change(browser_of(user), password2=second)
        assert said in errors_of(page)["password2"]

    @pytest.mark.parametrize(
        ("password", "said"),
        [
            ("1a2b3c4", "To hasło jest za krótkie: potrzeba co najmniej 8 znaków."),
            ("80235719640", "To hasło to same cyfry. Dodaj litery albo inne znaki."),
            ("sunshine1", "To hasło jest na liście najczęściej używanych. Wymyśl inne."),
            ("{email}", "To hasło jest podobne do Twojego imienia, nazwiska albo adresu e-mail. Wymyśl inne."),
        ],
    )
    def test_weak_password(self, user, password, said):
        password = password.format(email=user.email)
        page = self.change(browser_of(user), password1=password, password2=password)
        assert errors_of(page)["password1"].replace("\u00a0", " ") == said

    def test_is_for_all_users(self, db):
        assert browser_of(UserFactory()).get(reverse("account_change_password")).status_code == 200

    def test_anonymous_signs_in_first(self, client, db):
        assert client.get(reverse("account_change_password")).url.startswith(SIGN_IN)


class TestForgottenPassword:
    def ask(self, client, email="lacka@zrebice.example"):
        client.post(reverse("account_reset_password"), {"email": email})
        return mail.outbox[-1]

    def test_is_changed_by_a_link_that_works_once(self, client, user):
        message = self.ask(client)
        assert message.subject == "familycare: nowe hasło"
        link = link_in(message)
        form = client.get(link, follow=True)
        assert "Nowe hasło" in words(form)
        done = client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}, follow=True)
        assert "Hasło zmienione" in words(done)
        assert sign_in(client, password=NEW).url == reverse("home")
        client.logout()
        assert "Ten odnośnik już nie działa" in words(client.get(link, follow=True))

    def test_link_leads_to_the_application_whatever_host_was_asked(self, client, user, settings):
        settings.ALLOWED_HOSTS, settings.PUBLIC_URL = ["*"], "https://asysta.zrebice.example"
        for email in (user.email, "nikt@zrebice.example"):
            client.post(reverse("account_reset_password"), {"email": email}, headers={"Host": "obcy.example"})
        assert "https://asysta.zrebice.example/konto/haslo/nowe/" in mail.outbox[0].body
        assert not [message for message in mail.outbox if "obcy.example" in message.body + message.subject]

    def test_link_of_yesterday_does_not_work(self, client, user, time_machine):
        time_machine.move_to("2026-03-10 08:00")
        link = link_in(self.ask(client))
        time_machine.move_to("2026-03-10 10:01")
        assert "Ten odnośnik już nie działa" in words(client.get(link, follow=True))

    def test_cannot_be_changed_before_there_is_one(self, client, db):
        UserFactory(email="lacka@zrebice.example", password=None)
        message = self.ask(client)
        assert "To konto nie ma jeszcze hasła" in message.body
        assert "http" not in message.body

    def test_says_only_by_email_that_there_is_no_account(self, client, db):
        assert "Nie ma tu takiego konta" in self.ask(client, "nikt@zrebice.example").body


def test_the_browser_keeps_no_page(client, user):
    assert browser_of(user).get("/konto/")["Cache-Control"] == "private, no-store"
    assert "no-store" in client.get(SIGN_IN)["Cache-Control"]


class TestOpenSessions:
    def test_are_listed_and_ended_elsewhere(self, client, user):
        elsewhere = type(client)(headers={"user-agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/140.0"})
        sign_in(client)
        sign_in(elsewhere)
        page = client.get(reverse("usersessions_list"))
        assert "Firefox, Android" in words(page)
        assert "ta przeglądarka" in words(page)
        page = client.post(reverse("usersessions_list"), follow=True)
        assert "Wylogowano Cię ze wszystkich innych miejsc" in words(page)
        assert elsewhere.get(reverse("home")).status_code == 302
        assert client.get(reverse("home")).status_code == 200


class TestAdministrationOfDjango:
    @pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/centre/centre/", "/admin/auth/group/"])
    def test_is_closed_to_all(self, client, admin, user, address):
        for browser in (browser_of(admin), browser_of(user)):
            assert browser.get(address).status_code == 404
            assert browser.post(address).status_code == 404
        assert client.get(address).status_code in (302, 404)
