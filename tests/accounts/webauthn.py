"""A security key in Python: what it answers, with or without the check of its owner's finger, face or PIN."""

import hashlib
import json
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestedCredentialData, AuthenticatorData

HOST, ORIGIN = "testserver", "https://testserver"
ADD, CODE, ALONE = reverse("mfa_add_webauthn"), reverse("mfa_authenticate"), reverse("mfa_login_webauthn")
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


class Key:
    """A key. `verifies`: whether it checks its owner."""

    def __init__(self, verifies=True):
        self.secret, self.id = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16)
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.owner = ""

    def add(self, client, **fields):
        """Add the key to the account that is signed in; return the answer."""
        options = client.get(ADD).context["js_data"]["creation_options"]["publicKey"]
        self.owner = options["user"]["id"]
        return client.post(ADD, {"name": "klucz", "credential": self._created(options["challenge"])} | fields)

    def confirm(self, client):
        """Confirm signing in with a password; return the answer."""
        options = client.get(CODE).context["js_data"]["request_options"]
        return client.post(CODE, {"credential": self._signed(options["publicKey"]["challenge"])})

    def sign_in(self, client):
        """Sign in with nothing but the key; return the answer."""
        asked = client.get(ALONE, headers={"X-Requested-With": "XMLHttpRequest"}).json()
        challenge = asked["request_options"]["publicKey"]["challenge"]
        return client.post(ALONE, {"credential": self._signed(challenge)})

    def _created(self, challenge):
        public = AttestedCredentialData.create(
            Aaguid.NONE, self.id, ES256.from_cryptography_key(self.secret.public_key())
        )
        data = AuthenticatorData.create(_rp(), self.flags | WITH_KEY, 0, public)
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": bytes(data)})
        client_data = _client_data("webauthn.create", challenge)
        return self._credential(clientDataJSON=client_data, attestationObject=attested)

    def _signed(self, challenge):
        data, client_data = AuthenticatorData.create(_rp(), self.flags, 1), _client_data("webauthn.get", challenge)
        signature = self.secret.sign(bytes(data) + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            clientDataJSON=client_data, authenticatorData=bytes(data), signature=signature, userHandle=self.owner
        )

    def _credential(self, **response):
        shown = {name: part if isinstance(part, str) else websafe_encode(part) for name, part in response.items()}
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "response": shown,
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )


def _rp():
    return hashlib.sha256(HOST.encode()).digest()


def _client_data(kind, challenge):
    return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}).encode()
