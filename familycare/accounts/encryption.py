"""Encrypt short texts for the database, cookies and URLs with a key derived from SECRET_KEY."""

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from django.conf import settings


def encrypt(text, purpose=""):
    """Return the text encrypted, as letters, digits, -, _ and =. NUL bytes are allowed.

    The same `purpose` is needed to decrypt it.
    """
    return _fernet(purpose).encrypt(text.encode()).decode()


def decrypt(sealed, purpose=""):
    """Return the decrypted text.

    Raise `cryptography.fernet.InvalidToken` if it was changed, or the key or purpose differs.
    """
    return _fernet(purpose).decrypt(sealed.encode()).decode()


def _fernet(purpose):
    return Fernet(urlsafe_b64encode(hashlib.sha256(f"seal{settings.SECRET_KEY}{purpose}".encode()).digest()))
