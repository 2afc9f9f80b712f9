"""Encryption of search words in addresses, because browsers, proxies and servers log addresses.

Search words are mostly names, sometimes a PESEL. In an address they are encrypted for the session that wrote them.
The number of a family or a person is not personal data on its own and stays readable.
"""

import re

from cryptography.fernet import InvalidToken

from cases.family_list.filters import LONGEST_SEARCH
from familycare.accounts.encryption import decrypt, encrypt

FIELD = "szukaj"
NUMBER = re.compile(r"[A-Z]{1,2}\d{1,8}", re.ASCII | re.IGNORECASE)  # shorter than a PESEL
MARK = "~"
UNKNOWN = "Szukanych słów nie zapisujemy w adresie strony, a ta sesja ich nie zna. Wpisz je jeszcze raz."


def is_harmless(words):
    """Return whether the words are empty or the number of a family or a person."""
    return not words.strip() or NUMBER.fullmatch(words.strip()) is not None


def must_encrypt(words):
    """Return whether the words of an address must be encrypted."""
    return not (is_harmless(words) or words.startswith(MARK))


def encrypted(request, data):
    """Return `data` (a QueryDict as typed) with the search words encrypted, if they are more than a number."""
    words = data.get(FIELD, "")
    if is_harmless(words):
        return data
    words = words[: 2 * LONGEST_SEARCH]  # still too long, so that the form says so
    data = data.copy()
    data[FIELD] = MARK + encrypt(words, purpose=request.session.session_key).rstrip("=")
    return data


def without_search_words(data):
    """Return `data` without words that must not outlive the session; the same object if there are none."""
    if is_harmless(data.get(FIELD, "")):
        return data
    data = data.copy()
    del data[FIELD]
    return data


def decrypted(request, data):
    """Return `data` with the words decrypted, or None if they were encrypted for another session."""
    if not data.get(FIELD, "").startswith(MARK):
        return data
    sealed = data[FIELD].removeprefix(MARK)
    data = data.copy()
    try:
        data[FIELD] = decrypt(sealed + "=" * (-len(sealed) % 4), purpose=request.session.session_key)
    except InvalidToken:
        return None
    return data
