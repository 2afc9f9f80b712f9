"""Short secrets in the database: whoever gets hold of a copy of it alone cannot read them."""

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from django.conf import settings


def seal(text):
    """The text, encrypted with the key of this installation; NUL bytes and all."""
    return _fernet().encrypt(text.encode()).decode()


def unseal(sealed):
    """The text that was sealed. `cryptography.fernet.InvalidToken` if it was tampered with, or the key has changed."""
    return _fernet().decrypt(sealed.encode()).decode()


def _fernet():
    return Fernet(urlsafe_b64encode(hashlib.sha256(b"seal" + settings.SECRET_KEY.encode()).digest()))
