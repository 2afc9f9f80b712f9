"""Reads a page as a user does: its words, the cells of its tables, its links."""

from django.http import HttpResponseBase
from lxml import html

UNSEEN = "script, style, template, title, desc"
INLINE = {"a", "abbr", "b", "em", "i", "mark", "small", "strong", "sub", "sup", "time", "u"}


def parsed(page):
    """The root of the page, a response or its text, as an lxml element; an element stays as it is."""
    if isinstance(page, HttpResponseBase):
        page = page.content.decode()
    if not isinstance(page, str):
        return page
    root = html.fromstring(page)
    for field in root.iter("textarea"):  # a line break right after the tag is no part of its text
        field.text = (field.text or "").removeprefix("\n")
    return root


def select(page, selector):
    """The elements of the page, or within an element, that the CSS selector finds."""
    return parsed(page).cssselect(selector)


def one(page, selector):
    """The only element that the selector finds; says how many there are when it is not one."""
    found = select(page, selector)
    assert len(found) == 1, f"{selector}: {len(found)} elements in place of one"
    return found[0]


def words(page, selector=None):
    """What a reader sees of the page, or of the only element that the selector finds, on one line."""
    element = one(page, selector) if selector else parsed(page)
    return " ".join("".join(_texts(element, set(element.cssselect(UNSEEN)))).split())


def all_words(page, selector):
    """The words of each element that the selector finds, in order."""
    return [words(element) for element in select(page, selector)]


def rows_of(page, selector="table"):
    """[[words of each cell] of each row] of the body of the only table that the selector finds."""
    return [all_words(row, "th, td") for row in select(one(page, selector), "tbody tr")]


def links_of(page, selector="a[href]"):
    """{words: address} of the links that the selector finds; the last one of several with the same words."""
    return {words(link): link.get("href") for link in select(page, selector)}


def _texts(element, unseen):
    """The texts of the element in order, with a space where the page starts a new box."""
    if element in unseen or not isinstance(element.tag, str):
        return
    edge = "" if element.tag in INLINE else " "
    yield edge + (element.text or "")
    for child in element:
        yield from _texts(child, unseen)
        yield child.tail or ""
    yield edge
