"""Short secrets in the database and in addresses: whoever gets hold of them alone cannot read them."""

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from django.conf import settings


def seal(text, only_for=""):
    """The text, encrypted with the key of this installation; NUL bytes and all. It is letters, digits, -, _ and =.

    `only_for` is a word that whoever unseals it must know too.
    """
    return _fernet(only_for).encrypt(text.encode()).decode()


def unseal(sealed, only_for=""):
    """The text that was sealed. `cryptography.fernet.InvalidToken` if it was tampered with, the key has changed, or it
    is for another."""
    return _fernet(only_for).decrypt(sealed.encode()).decode()


def _fernet(only_for):
    return Fernet(urlsafe_b64encode(hashlib.sha256(f"seal{settings.SECRET_KEY}{only_for}".encode()).digest()))
