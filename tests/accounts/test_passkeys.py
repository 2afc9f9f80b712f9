"""Passkeys: the key checks its owner, and signs in alone only if its owner decided so."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from fido2.utils import websafe_encode

from tests.accounts.signing_in import SIGN_IN, sign_in
from tests.accounts.webauthn import ADD, ALONE, CODE, Key
from tests.html_pages import words

AGAIN = reverse("mfa_reauthenticate_webauthn")


@pytest.fixture
def signed_in_client(client, user):
    sign_in(client)
    return client


class TestOwnerIsChecked:
    def test_every_page_asks_the_key_to_do_so(self, signed_in_client, user):
        options = signed_in_client.get(ADD).context["js_data"]["creation_options"]["publicKey"]
        assert options["authenticatorSelection"]["userVerification"] == "required"
        Key().add(signed_in_client)
        asked = signed_in_client.get(AGAIN).context["js_data"]["request_options"]["publicKey"]
        assert asked["userVerification"] == "required"

    @pytest.mark.parametrize("fields", [{}, {"passwordless": "on"}])
    def test_a_key_that_does_not_is_not_added(self, signed_in_client, fields):
        page = Key(verifies=False).add(signed_in_client, **fields)
        assert "Ten kod nie pasuje" in words(page)
        assert not Authenticator.objects.exists()

    @pytest.mark.parametrize(("address", "way"), [(CODE, Key.confirm), (ALONE, Key.sign_in)])
    def test_a_key_that_no_longer_does_lets_nobody_in(self, signed_in_client, client, address, way):
        key = Key()
        key.add(signed_in_client, passwordless="on")
        leave(client, address)
        key.flags &= ~4
        way(key, client)
        assert client.get("/konto/").status_code == 302


class TestAlone:
    def test_signs_in_if_its_owner_decided_so(self, signed_in_client, client):
        key = Key()
        key.add(signed_in_client, passwordless="on")
        assert "Loguje sam, bez hasła" in words(client.get(reverse("mfa_list_webauthn")))
        client.logout()
        assert key.sign_in(client).url == reverse("home")
        assert client.get("/konto/").status_code == 200

    def test_otherwise_it_confirms_the_password_and_no_more(self, signed_in_client, client):
        key = Key()
        key.add(signed_in_client)
        assert "Potwierdza logowanie hasłem" in words(client.get(reverse("mfa_list_webauthn")))
        client.logout()
        assert key.sign_in(client).url == SIGN_IN
        assert "Ten klucz potwierdza logowanie, ale sam go nie zastępuje" in words(client.get(SIGN_IN))
        assert client.get("/konto/").status_code == 302
        assert sign_in(client).url == CODE
        assert key.confirm(client).url == reverse("home")
        assert client.get("/konto/").status_code == 200

    def test_the_browser_cannot_decide_it(self, signed_in_client, client):
        key = Key()
        created = key._created
        key._created = lambda challenge: json.dumps(json.loads(created(challenge)) | {"signs_in_alone": True})
        key.add(signed_in_client)
        client.logout()
        assert key.sign_in(client).url == SIGN_IN

    def test_a_key_of_an_earlier_version_does_not(self, signed_in_client, client, user):
        key = Key()
        key.add(signed_in_client, passwordless="on")
        stored = Authenticator.objects.get(type="webauthn")
        del stored.data["credential"]["signs_in_alone"]
        stored.save()
        client.logout()
        assert key.sign_in(client).url == SIGN_IN


DEEP = "[" * 100_000
CREDENTIALS = [
    DEEP,
    '{"a":' * 100_000,
    DEEP + "]" * 100_000,
    '{"id": ' + "[" * 500 + "]" * 500 + "}",
    "[]",
    "5",
    '"x"',
    '{"response": []}',
    '{"id": "YQ", "rawId": "YQ", "response": {"clientDataJSON": 5, "attestationObject": 5}}',
    '{"id": "YQ", "rawId": "YQ", "response": {"clientDataJSON": "eyJ9", "attestationObject": "YQ"}}',
    '{"id": "YQ", "rawId": "YQ", "response": {"clientDataJSON": "YQ", "authenticatorData": "YQ", "signature": "YQ",'
    ' "userHandle": {}}}',
    json.dumps(
        {
            "id": "YQ",
            "rawId": "YQ",
            "response": {
                "clientDataJSON": websafe_encode(
                    b'{"type": "webauthn.create", "challenge": "YQ", "origin": "https://x"}'
                ),
                "attestationObject": "gYGB" * 20_000,  # CBOR: lists within lists
            },
        }
    ),
]


def leave(client, address):
    """Sign out if the page is for signing in, and give the password if it asks for the key after that."""
    if address in (CODE, ALONE):
        client.logout()
    if address == CODE:
        sign_in(client)


class TestCredentialThatNoBrowserMakes:
    """The field is written by a script; nothing in it is a server error."""

    @pytest.mark.parametrize("credential", CREDENTIALS, ids=range(len(CREDENTIALS)))
    @pytest.mark.parametrize("address", [ADD, AGAIN, CODE, ALONE])
    def test_is_refused(self, signed_in_client, address, credential):
        client = signed_in_client
        Key().add(client)
        leave(client, address)
        client.get(address, headers={"X-Requested-With": "XMLHttpRequest"})
        answer = client.post(address, {"credential": credential})
        assert answer.status_code in (200, 302, 400)
        assert Authenticator.objects.filter(type="webauthn").count() == 1

    @pytest.mark.parametrize("address", [ADD, AGAIN, CODE, ALONE])
    def test_nested_too_deep_is_a_bad_request(self, signed_in_client, address):
        client = signed_in_client
        Key().add(client)
        leave(client, address)
        assert client.post(address, {"credential": DEEP}).status_code == 400
