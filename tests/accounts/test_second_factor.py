"""The second factor: an app with codes, passkeys, recovery codes, and centres that require one."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from tests.accounts.signing_in import browser_of, code_of_app, recovery_codes_of, set_up_app, sign_in
from tests.factories import PASSWORD, StaffFactory, UserFactory
from tests.html_forms import errors_of
from tests.html_pages import select, words

CODE = reverse("mfa_authenticate")


class TestSignInWithAnApp:
    @pytest.fixture(autouse=True)
    def app(self, user):
        set_up_app(user)

    def test_asks_for_the_code(self, client):
        assert sign_in(client, next="/tabele/").url == CODE
        assert client.get("/tabele/").status_code == 302
        assert "Wpisz kod, który pokazuje teraz aplikacja" in words(client.get(CODE))
        assert client.post(CODE, {"code": code_of_app()}).url == "/tabele/"
        assert client.get("/tabele/").status_code == 200

    def test_wrong_code_says_so_and_counts(self, client):
        sign_in(client)
        for _attempt in range(5):
            page = client.post(CODE, {"code": "000000"})
            assert errors_of(page)["code"].startswith("Ten kod nie pasuje.")
        assert "Za dużo nieudanych prób" in words(client.post(CODE, {"code": code_of_app()}))

    def test_a_code_seen_over_the_shoulder_does_not_work_again(self, client, user):
        code = code_of_app()
        sign_in(client)
        client.post(CODE, {"code": code})
        thief = type(client)()
        sign_in(thief)
        assert "Ten kod nie pasuje" in words(thief.post(CODE, {"code": code}))

    def test_a_stolen_recovery_code_works_once(self, client, user):
        code = recovery_codes_of(user)[0]
        sign_in(client)
        assert client.post(CODE, {"code": code}).url == reverse("home")
        thief = type(client)()
        sign_in(thief)
        assert "Ten kod nie pasuje" in words(thief.post(CODE, {"code": code}))
        assert thief.get(reverse("home")).status_code == 302

    def test_without_the_password_there_is_no_page_for_the_code(self, client):
        assert client.get(CODE).url == reverse("account_login")

    def test_secret_is_not_readable_in_the_database(self, user):
        assert "JBSW" not in str(Authenticator.objects.get(user=user).data)


class TestSettingUp:
    ACTIVATE = reverse("mfa_activate_totp")

    @pytest.mark.django_db(transaction=True)
    def test_an_app_gives_recovery_codes_and_sends_an_email(self, client, user):
        sign_in(client)
        page = client.get(self.ACTIVATE)
        assert select(page, 'img[src^="data:image/svg+xml;base64,"]')
        secret = page.context["form"].secret
        page = client.post(self.ACTIVATE, {"code": code_of_app(secret)}, follow=True)
        assert page.request["PATH_INFO"] == reverse("mfa_view_recovery_codes")
        assert len(select(page, ".codes li code")) == 10
        assert "potrzebny jest teraz kod z aplikacji" in mail.outbox[0].body
        client.logout()
        assert sign_in(client).url == CODE

    def test_wrong_code_keeps_the_secret(self, client, user):
        sign_in(client)
        secret = client.get(self.ACTIVATE).context["form"].secret
        page = client.post(self.ACTIVATE, {"code": "000000"})
        assert "Ten kod nie pasuje" in words(page)
        assert page.context["form"].secret == secret

    def test_asks_for_the_password_when_signing_in_was_long_ago(self, client, user, time_machine):
        time_machine.move_to("2026-03-10 08:00")
        sign_in(client)
        time_machine.move_to("2026-03-10 08:10")
        asked = client.get(self.ACTIVATE)
        assert asked.url.startswith(reverse("account_reauthenticate"))
        assert "To nie jest Twoje hasło" in words(client.post(asked.url, {"password": "nie to"}))
        assert client.post(asked.url, {"password": PASSWORD}).url == self.ACTIVATE

    def test_asks_for_the_password_before_anything_changes(self, client, user):
        set_up_app(user)
        client.force_login(user)
        for name in ("mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn"):
            assert client.get(reverse(name)).url.startswith(reverse("account_reauthenticate"))

    def test_pages_have_our_header(self, client, user):
        set_up_app(user)
        recovery_codes_of(user)
        client.force_login(user)
        index = reverse("mfa_index")
        client.post(f"{reverse('account_reauthenticate')}?next={index}", {"password": PASSWORD})
        for name in (
            "mfa_index",
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "mfa_reauthenticate",
            "account_reauthenticate",
            "usersessions_list",
        ):
            page = client.get(reverse(name))
            assert page.status_code == 200, name
            assert select(page, "header.top")
        codes = client.get(reverse("mfa_download_recovery_codes"))
        assert len(codes.content.decode().split()) == 10

    def test_removing_the_last_one_removes_the_recovery_codes(self, client, user):
        set_up_app(user)
        recovery_codes_of(user)
        client.force_login(user)
        off = reverse("mfa_deactivate_totp")
        client.post(f"{reverse('account_reauthenticate')}?next={off}", {"password": PASSWORD})
        client.post(off)
        assert not Authenticator.objects.filter(user=user).exists()


class TestRequiredForAll:
    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.SECOND_FACTOR = True

    @pytest.mark.parametrize("address", ["/", "/rodziny/", "/konto/", "/ustawienia/", "/konta/"])
    def test_nothing_opens_without(self, admin, address):
        assert browser_of(admin).get(address).url == reverse("mfa_index")

    def test_no_form_is_accepted_without(self, user):
        assert browser_of(user).post(reverse("import")).url == reverse("mfa_index")

    def test_it_can_be_set_up_and_then_everything_opens(self, client, user):
        assert sign_in(client).url == reverse("home")
        page = client.get("/", follow=True)
        assert "Samo hasło nie wystarcza" in words(page)
        secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
        client.post(reverse("mfa_activate_totp"), {"code": code_of_app(secret)})
        assert client.get("/").status_code == 200

    def test_signing_out_is_possible(self, user):
        assert browser_of(user).post(reverse("account_logout")).url == reverse("account_login")

    def test_a_user_with_one_can_work(self, user):
        set_up_app(user)
        assert browser_of(user).get("/").status_code == 200

    def test_recovery_codes_alone_are_not_enough(self, user):
        recovery_codes_of(user)
        assert browser_of(user).get("/").url == reverse("mfa_index")

    def test_without_one_the_script_still_keeps_the_session(self, user):
        assert browser_of(user).post(reverse("presence")).json() == {"signed_in": True}


def test_takes_no_query_of_its_own(client, db, settings, django_assert_num_queries):
    user = StaffFactory()
    set_up_app(user)
    client.force_login(user)
    with django_assert_num_queries(3):  # the session, the user with their factor, and their link with the directory
        client.get("/konto/")
    settings.SECOND_FACTOR = True
    with django_assert_num_queries(3):
        client.get("/konto/")


def test_secrets_encrypted_with_another_key_accept_no_code(client, user, settings):
    set_up_app(user)
    code = recovery_codes_of(user)[0]
    settings.SECRET_KEY = "inny" * 20
    sign_in(client)
    for typed in (code_of_app(), code):
        assert "Ten kod nie pasuje" in words(client.post(CODE, {"code": typed}))


def test_of_another_user_cannot_be_removed(client, db):
    owner = UserFactory()
    key = Authenticator.objects.create(user=owner, type="webauthn", data={"name": "obcy"})
    client.force_login(UserFactory(email="lacka@zrebice.example"))
    remove = reverse("mfa_remove_webauthn", args=[key.pk])
    client.post(f"{reverse('account_reauthenticate')}?next={remove}", {"password": PASSWORD})
    assert client.post(remove).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()
