"""Keeping a PESEL out of addresses, which browsers, proxies and servers keep.

Words to search for stand in the address of a list, as filters do, unless they hold six digits or more: then the
session keeps them, and the address only a mark by which they are found there again.
"""

import re
import secrets

from cases.filters import LONGEST_SEARCH

KEPT = "hidden_searches"
MOST_KEPT = 20
MARK = "~"  # with a letter: digits alone would be hidden again


def must_hide(words):
    """Whether the words hold as many digits as the beginning of a PESEL has: a date of birth."""
    return sum(map(len, re.findall(r"\b\d+\b", words))) >= 6


def hidden(request, data):
    """`data` of filters, with a mark in place of words that must not stand in an address, or are too long for one."""
    words = data.get("szukaj", "")
    if not (must_hide(words) or len(words) > LONGEST_SEARCH):
        return data
    words = words[: 10 * LONGEST_SEARCH]  # enough to say that it is too long
    kept = request.session.get(KEPT, {})
    mark = next((mark for mark, those in kept.items() if those == words), f"{MARK}s{secrets.token_hex(4)}")
    # The oldest go first; a dictionary keeps its order in the session.
    request.session[KEPT] = dict(
        [*((key, those) for key, those in kept.items() if key != mark), (mark, words)][-MOST_KEPT:]
    )
    data = data.copy()
    data["szukaj"] = mark
    return data


def without_hidden(data):
    """`data` without a search that is not for keeping beyond the session: as it is, if there is none."""
    words = data.get("szukaj", "")
    if not (must_hide(words) or words.startswith(MARK)):
        return data
    data = data.copy()
    del data["szukaj"]
    return data


def revealed(request, data):
    """The same with the words again; None when the session does not know the mark: it has ended, or is another's."""
    mark = data.get("szukaj", "")
    if not mark.startswith(MARK):
        return data
    words = request.session.get(KEPT, {}).get(mark)
    if words is None:
        return None
    data = data.copy()
    data["szukaj"] = words
    return data
