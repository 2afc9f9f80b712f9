"""Input for fuzzing: all addresses of the project, the fields of the forms in its pages, and nasty values.

Addresses and fields are read from the URL configuration and the pages, so new views are among them.
"""

import re

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import RoutePattern, URLResolver
from hypothesis.configuration import set_hypothesis_home_dir

from tests.html_forms import forms_of
from tests.html_pages import select

set_hypothesis_home_dir(settings.VAR / "hypothesis")  # not into the repository
LONG = "Ż" * 1_000_000
LONGEST_IN_ADDRESS = "a" * 4000  # as long as a server accepts
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
    """All routes of the URL configuration with their parameters: „rodziny/<str:number>/”."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            continue  # a regular expression of a library
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


def value_of(field):
    """The value of a field or button of a form, "" for none."""
    if field.tag == "select":
        return next((option.get("value", "") for option in select(field, "option[selected]")), "")
    return (field.text if field.tag == "textarea" else field.get("value")) or ""


def fields_of_forms(pages):
    """{(method, route): {field: its value}} of the forms in `pages`, which are (address, HTML)."""
    fields = {}
    for where, page in pages:
        for form in forms_of(page):
            try:
                route = resolve((form.action or where).split("?")[0]).route
            except Resolver404:
                continue
            named = select(form, "input[name], select[name], textarea[name], button[name]")
            values = {field.get("name"): value_of(field) for field in named}
            values.pop("csrfmiddlewaretoken", None)
            fields.setdefault((form.method.lower(), route), {}).update(values)
    return fields


def as_file(content):
    return SimpleUploadedFile("rejestr.zip", content)
