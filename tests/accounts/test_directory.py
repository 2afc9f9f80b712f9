"""Signing in by the centre's own directory: OpenID Connect, against a provider that this test starts."""

import os
import subprocess
import sys
import warnings

import pytest
import requests
from django.conf import settings as project
from django.core import mail
from django.urls import reverse

from tests.accounts.signing_in import SIGN_IN, browser_of, set_up_app
from tests.factories import UserFactory

# The provider uses parts of its libraries that are on their way out.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

WAY_IN = reverse("openid_connect_login", args=["katalog"])
PEOPLE = {
    "1": {"email": "lacka@zrebice.example", "email_verified": True},
    "2": {"email": "lacka@zrebice.example", "email_verified": False},
    "3": {"email": "obca@zrebice.example", "email_verified": True},
    "4": {"email": "Lacka@Zrebice.example", "email_verified": True},
}


@pytest.fixture(scope="module")
def provider():
    """The address of a directory in which PEOPLE are."""
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


def come_by_directory(client, sub, way_in=WAY_IN):
    """What the browser gets after somebody has signed in at the directory."""
    asked = client.get(way_in)
    assert asked.status_code == 302
    answered = requests.post(asked.url, data={"sub": sub}, allow_redirects=False, timeout=60)
    return client.get(answered.headers["Location"])


def test_sign_in_page_leads_there(client, db):
    page = client.get(f"{SIGN_IN}?next=/tabele/").content.decode()
    assert "Zaloguj się przez katalog ośrodka" in page
    assert f'href="{WAY_IN}?next=%2Ftabele%2F' in page


@pytest.mark.parametrize("sub", ["1", "4"])
def test_an_invited_person_comes_in(client, user, sub):
    assert come_by_directory(client, sub, f"{WAY_IN}?next=/tabele/").url == "/tabele/"
    assert client.get("/tabele/").status_code == 200
    user.refresh_from_db()
    assert user.has_usable_password()
    assert user.check_password("Wierzba-i-mlyn-7")
    assert "pierwszy raz przez katalog ośrodka" in mail.outbox[0].body


def test_the_second_time_too(client, user):
    come_by_directory(client, "1")
    client.logout()
    assert come_by_directory(client, "1").url == reverse("home")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("sub", ["2", "3"])
def test_without_an_account_of_that_proven_address_nobody_does(client, user, sub):
    page = come_by_directory(client, sub)
    assert "Samemu nie można się zarejestrować" in page.content.decode()
    assert client.get("/").status_code == 302
    assert type(user).objects.count() == 1


@pytest.mark.parametrize("known", [True, False])
def test_a_suspended_account_stays_shut(client, user, known):
    if known:
        come_by_directory(client, "1")
        client.logout()
    type(user).objects.update(is_active=False)
    come_by_directory(client, "1")
    assert client.get("/").status_code == 302


def test_the_second_factor_is_asked_for(client, user):
    set_up_app(user)
    assert come_by_directory(client, "1").url == reverse("mfa_authenticate")
    assert client.get("/").status_code == 302


def test_an_answer_nobody_asked_for_is_refused(client, db):
    page = client.get(reverse("openid_connect_callback", args=["katalog"]), {"code": "x", "state": "y"})
    assert "Katalog ośrodka nie odpowiedział" in page.content.decode()


def test_a_person_who_is_in_is_not_joined_with_anothers_directory_account(user, db):
    other = UserFactory()
    client = browser_of(other)
    come_by_directory(client, "1")
    assert client.get("/konto/").context["user"] == user  # signed in anew, as whom the directory says


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
