"""Signing in through the centre's directory by OpenID Connect, with a provider that these tests start."""

import os
import subprocess
import sys
import warnings

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as project
from django.core import mail
from django.urls import reverse

from familycare.accounts.confirming.services import confirm
from familycare.audit.models import Change
from tests.accounts.signing_in import SIGN_IN, browser_of, set_up_app
from tests.factories import UserFactory
from tests.html_pages import links_of, words

# The provider uses deprecated parts of its libraries.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

WAY_IN = reverse("openid_connect_login", args=["katalog"])
PEOPLE = {
    "1": {"email": "lacka@zrebice.example", "email_verified": True},
    "2": {"email": "lacka@zrebice.example", "email_verified": False},
    "3": {"email": "obca@zrebice.example", "email_verified": True},
    "4": {"email": "Lacka@Zrebice.example", "email_verified": True},
    "5": {"email": "lacka@zrebice.example", "email_verified": "false"},
    "6": {"email": "lacka@zrebice.example", "email_verified": "true"},
    "7": {"email": "lacka@zrebice.example", "email_verified": 1},
    "8": {"email": "lacka@zrebice.example"},
    "9": {"email": "lacka@zrebice.example", "email_verified": None},
}


@pytest.fixture(scope="module")
def provider():
    """The address of a directory with PEOPLE."""
    with warnings.catch_warnings(record=True):
        from oidc_provider_mock import User, run_server_in_thread
    people = [User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def directory(settings, provider):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "katalog",
                    "name": "katalog ośrodka",
                    "client_id": "familycare",
                    "secret": "tajne",
                    "settings": {"server_url": provider},
                }
            ],
        }
    }


def sign_in_at_directory(client, sub, way_in=WAY_IN):
    """The answer to the browser after a person has signed in at the directory."""
    asked = client.get(way_in)
    assert asked.status_code == 302
    answered = requests.post(asked.url, data={"sub": sub}, allow_redirects=False, timeout=60)
    return client.get(answered.headers["Location"])


def test_sign_in_page_links_to_it(client, db):
    page = client.get(f"{SIGN_IN}?next=/tabele/")
    link = links_of(page)["Zaloguj się przez katalog ośrodka"]
    assert link.startswith(f"{WAY_IN}?next=%2Ftabele%2F")


@pytest.mark.parametrize("sub", ["1", "4"])
def test_lets_in_an_invited_person(client, user, sub):
    assert sign_in_at_directory(client, sub, f"{WAY_IN}?next=/tabele/").url == "/tabele/"
    assert client.get("/tabele/").status_code == 200
    user.refresh_from_db()
    assert user.has_usable_password()
    assert user.check_password("Wierzba-i-mlyn-7")
    assert "pierwszy raz przez katalog ośrodka" in mail.outbox[0].body


def test_lets_in_a_second_time(client, user):
    sign_in_at_directory(client, "1")
    client.logout()
    assert sign_in_at_directory(client, "1").url == reverse("home")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("sub", ["2", "3", "5", "6", "7", "8", "9"])
def test_lets_in_nobody_without_an_account_of_that_verified_address(client, user, sub):
    page = sign_in_at_directory(client, sub)
    assert "Bez zaproszenia nie można się zarejestrować" in words(page)
    assert client.get("/").status_code == 302
    assert type(user).objects.count() == 1


@pytest.mark.parametrize("known", [True, False])
def test_does_not_open_a_suspended_account(client, user, known):
    if known:
        sign_in_at_directory(client, "1")
        client.logout()
    type(user).objects.update(is_active=False)
    sign_in_at_directory(client, "1")
    assert client.get("/").status_code == 302


def test_asks_for_the_second_factor(client, user):
    set_up_app(user)
    assert sign_in_at_directory(client, "1").url == reverse("mfa_authenticate")
    assert client.get("/").status_code == 302


def test_refuses_an_unexpected_answer(client, db):
    page = client.get(reverse("openid_connect_callback", args=["katalog"]), {"code": "x", "state": "y"})
    assert "Katalog ośrodka nie odpowiedział" in words(page)


def test_does_not_connect_a_signed_in_user_with_the_directory_account_of_another(user, db):
    other = UserFactory()
    client = browser_of(other)
    sign_in_at_directory(client, "1")
    assert client.get("/konto/").context["user"] == user  # signed in again, as the directory says


@pytest.mark.parametrize(
    "asked", ["process=connect", "process=redirect", "process=x", "scope=offline_access", "auth_params=prompt%3Dnone"]
)
def test_does_nothing_but_sign_in(user, asked):
    assert browser_of(user).get(f"{WAY_IN}?{asked}").status_code == 400
    assert browser_of(user).post(WAY_IN, {"process": "connect"}).status_code == 405


@pytest.mark.parametrize("process", ["connect", "redirect", None])
def test_links_nothing_on_the_way_of_anything_else(user, process):
    """Not even if a link that asks for it had been taken."""
    other = UserFactory()
    client = browser_of(other)
    asked = client.get(WAY_IN)
    session = client.session
    ((state, *_more),) = session["socialaccount_states"].values()
    state["process"] = process
    session.save()
    answered = requests.post(asked.url, data={"sub": "1"}, allow_redirects=False, timeout=60)
    assert "Katalog ośrodka nie odpowiedział" in words(client.get(answered.headers["Location"]))
    assert not SocialAccount.objects.exists()


class TestLink:
    """Which account of the directory opens which account here."""

    @pytest.fixture
    def linked(self, client, user):
        """The user, whose account the directory's account 1 has opened."""
        sign_in_at_directory(client, "1")
        return user

    def entries(self):
        return [
            (change.actor, change.object_key, change.payload["text"])
            for change in Change.objects.filter(kind="directory").order_by("sequence")
        ]

    def test_is_in_the_log(self, linked, admin):
        browser_of(admin).post(reverse("disconnect_directory", args=[linked.pk]))
        assert self.entries() == [
            (linked, str(linked.pk), "Połączono z katalogiem, identyfikator 1."),
            (admin, str(linked.pk), "Usunięto połączenie z katalogiem."),
        ]

    def test_is_shown_to_its_owner_and_the_administrator(self, client, linked, admin):
        for page in (client.get("/konto/"), browser_of(admin).get(reverse("account", args=[linked.pk]))):
            assert "logowanie w katalogu ośrodka (identyfikator 1)" in words(page)

    def test_is_removed_by_the_administrator(self, client, linked, admin):
        remove, office = reverse("disconnect_directory", args=[linked.pk]), browser_of(admin)
        assert "Usunąć połączenie z katalogiem" in words(office.get(remove))
        assert SocialAccount.objects.exists()
        office.post(remove)
        assert not SocialAccount.objects.exists()
        assert office.post(remove).status_code == 404
        assert client.post(remove).status_code == 403

    def test_is_removed_by_its_owner_if_there_is_a_password(self, client, linked):
        remove = reverse("disconnect_own_directory")
        assert "Usuń połączenie z katalogiem" in links_of(client.get("/konto/"))
        client.get(remove)
        assert SocialAccount.objects.exists()
        client.post(remove)
        assert not SocialAccount.objects.exists()

    def test_is_kept_if_it_is_the_only_way_in(self, client, linked):
        linked.set_unusable_password()
        linked.save()
        client.logout()
        sign_in_at_directory(client, "1")
        assert "Usuń połączenie z katalogiem" not in links_of(client.get("/konto/"))
        assert client.post(reverse("disconnect_own_directory")).status_code == 404
        assert SocialAccount.objects.exists()

    def test_goes_with_the_second_factor_that_the_administrator_removes(self, linked, admin):
        set_up_app(linked)
        browser_of(admin).post(reverse("reset_second_factor", args=[linked.pk]))
        assert SocialAccount.objects.exists()  # until a second person confirms
        confirm(linked.account_changes.get().pk, by=UserFactory())
        assert not SocialAccount.objects.exists()

    def test_belongs_to_one_account_of_the_directory(self, client, linked):
        """Somebody else at the centre got the address later."""
        client.logout()
        page = sign_in_at_directory(client, "4")
        assert "Bez zaproszenia nie można się zarejestrować" in words(page)
        assert SocialAccount.objects.get().uid == "1"


@pytest.mark.parametrize("name", ["inny", "../x"])
def test_another_directory_is_not_found(client, db, name):
    assert client.get(f"/konto/{name}/wejscie/").status_code == 404


def test_is_set_up_by_the_environment():
    told = {
        "FAMILYCARE_DEBUG": "1",
        "FAMILYCARE_OIDC_URL": "https://katalog.example",
        "FAMILYCARE_OIDC_CLIENT_ID": "fc",
    }
    show = "from familycare.settings import *; print(SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'])"
    shown = subprocess.run(
        [sys.executable, "-c", show], cwd=project.BASE_DIR, env=os.environ | told, capture_output=True, text=True
    )
    assert "'server_url': 'https://katalog.example'" in shown.stdout
    assert "'client_id': 'fc'" in shown.stdout
