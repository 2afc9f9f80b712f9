"""Filling in the forms of pages."""

import re
from html import unescape


def fields_of(page):
    """{name: value} as the browser would send the form of the page, a response."""
    text = page.content.decode()
    form = re.search(r'<form class="card".*?</form>', text, re.DOTALL)[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'\b{attribute}="([^"]*)"', tag) for attribute in ("name", "value"))
        if "checkbox" in tag and "checked" not in tag:
            continue
        found[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select[^>]* name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def send(client, address, **changes):
    """Opens the page, fills in the changes and sends the form."""
    return client.post(address, fields_of(client.get(address)) | changes)


def wrong(response):
    """{field: message} of the summary of errors, "" for the form as a whole."""
    text = re.search(r'<div class="error-summary".*?</div>', response.content.decode(), re.DOTALL)[0]
    by_field = {field: unescape(said) for field, said in re.findall(r'<a href="#id_([\w-]+)">(.*?)</a>', text)}
    whole = re.findall(r"<li>([^<]+)</li>", text)
    return by_field | ({"": unescape(" ".join(whole))} if whole else {})
