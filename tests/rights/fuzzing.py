"""What there is to be sent where: every address of the project, the fields of the forms in its pages, and nasty values.

All of it is found in the URL configuration and in the pages themselves, so that a new view is among them by itself.
"""

import re
from html.parser import HTMLParser

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import RoutePattern, URLResolver
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(settings.VAR / "hypothesis")  # not into the repository
LONG = "Ż" * 1_000_000
LONGEST_IN_ADDRESS = "a" * 4000  # as much as a server passes on
TEXTS = [
    "",
    " ",
    "0",
    "1",
    "-1",
    "99999999999999999999999999",
    "1e999",
    "NaN",
    "١٢٣",
    "2024",
    "2024-02-30",
    "31.02.2024",
    "01.01.0001",
    "9999-12-31",
    "tak",
    "null",
    "\0",
    "a\0b",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "ﷺ\u202e\u200b\ufeff",
    "'\"><script>alert(1)</script>",
    "'; DROP TABLE cases_family; --",
    "{{ 7 }}{% load x %}%s%(x)s",
    "../../etc/passwd",
    "//obcy.example/",
    "a" * 300,
]
IN_ADDRESS = ["0", "-1", "1", "99999999999999999999", "abc", "a\0b", "Ż", "'", "%s", "x" * 500, "2024", "json", "xlsx"]
FILES = [b"", b"PK\x05\x06" + b"\0" * 18, b"PK\x03\x04nonsense", "Żółć;\0".encode() * 100, b"%PDF-1.7\n%%EOF"]


def routes(resolver=None, before=""):
    """Every route of the URL configuration as text with its parameters: „rodziny/<str:number>/”."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            continue  # the catch-all of the administration
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def parameters(route):
    return re.findall(r"<(?:\w+:)?(\w+)>", route)


def address(route, values):
    """The address of the route with `values`, {parameter: text}."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: values[match[1]], route)


class Forms(HTMLParser):
    """`found`: (method, action, {field: the value that stands in it}) of each form in a page."""

    def __init__(self, page):
        super().__init__()
        self.found, self.select = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        name = attributes.get("name")
        if tag == "form":
            self.found.append((attributes.get("method", "get").lower(), attributes.get("action") or "", {}))
        elif tag == "option" and self.found and self.select:
            if "selected" in attributes:
                self.found[-1][2][self.select] = attributes.get("value", "")
        elif tag in ("input", "select", "textarea", "button") and name and self.found:
            self.select = name if tag == "select" else ""
            if name != "csrfmiddlewaretoken":
                self.found[-1][2][name] = attributes.get("value") or ""


def fields_of_forms(pages):
    """{(method, route): {field: the value that stands in it}} of the forms in `pages`, which are (address, HTML)."""
    fields = {}
    for where, page in pages:
        for method, action, values in Forms(page).found:
            try:
                route = resolve((action or where).split("?")[0]).route
            except Resolver404:
                continue
            fields.setdefault((method, route), {}).update(values)
    return fields


def as_file(content):
    return SimpleUploadedFile("rejestr.zip", content)
