"""Keeping what people search for out of addresses, which browsers, proxies and servers keep.

Filters stand in the address of a list, but words to search for are mostly names, and a PESEL at times: the address
holds them sealed, so that only the session that wrote it can read them. The number of a family or a person tells
nothing, and stays as it is.
"""

import re

from cryptography.fernet import InvalidToken

from cases.family_list.filters import LONGEST_SEARCH
from familycare.accounts.encryption import decrypt, encrypt

FIELD = "szukaj"
NUMBER = re.compile(r"[A-Z]{1,2}\d{1,8}", re.ASCII | re.IGNORECASE)  # no PESEL is that short
MARK = "~"
UNKNOWN = "Szukanych słów nie zapisujemy w adresie strony, a ta sesja ich nie zna. Wpisz je jeszcze raz."


def tells_nothing(words):
    """Whether the words are none, or the number of a family or a person."""
    return not words.strip() or NUMBER.fullmatch(words.strip()) is not None


def must_hide(words):
    """Whether the words of an address must not stand in it."""
    return not (tells_nothing(words) or words.startswith(MARK))


def hidden(request, data):
    """`data` as people sent it, with the words sealed that must not stand in an address."""
    words = data.get(FIELD, "")
    if tells_nothing(words):
        return data
    words = words[: 2 * LONGEST_SEARCH]  # enough to say that it is too long
    data = data.copy()
    data[FIELD] = MARK + encrypt(words, purpose=request.session.session_key).rstrip("=")
    return data


def without_hidden(data):
    """`data` without words that are not for keeping beyond the session: as it is, if there are none."""
    if tells_nothing(data.get(FIELD, "")):
        return data
    data = data.copy()
    del data[FIELD]
    return data


def revealed(request, data):
    """The same with the words again; None when they are sealed for another session, which has ended or is not ours."""
    if not data.get(FIELD, "").startswith(MARK):
        return data
    sealed = data[FIELD].removeprefix(MARK)
    data = data.copy()
    try:
        data[FIELD] = decrypt(sealed + "=" * (-len(sealed) % 4), purpose=request.session.session_key)
    except InvalidToken:
        return None
    return data
