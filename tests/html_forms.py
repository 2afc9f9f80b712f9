"""Fills in the forms of pages and sends them as a browser would."""

from tests.html_pages import one, parsed, select, words

FORM = "form.card"  # the form that a page is about


def fields_of(page, selector=FORM):
    """{name: value} as the browser would send the form untouched, a list where a name has several values."""
    found = {}
    form = one(page, selector)
    for field in select(form, "input:not([value]):not([type=checkbox]):not([type=radio])"):  # sent as empty
        field.set("value", "")
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    found.pop("csrfmiddlewaretoken", None)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def field_of(page, name):
    """The value that stands in the first field of that name, wherever it is in the page; None without one."""
    fields = select(page, f'[name="{name}"]')
    return fields[0].value if fields else None


def send(client, address, /, **changes):
    """Opens the page, fills in the changes and sends its form to the same address; the response."""
    return client.post(address, fields_of(client.get(address)) | changes)


def errors_of(page):
    """{field: message} of the summary of errors, "" for the form as a whole; empty when there is no summary."""
    found = {}
    for line in select(page, ".error-summary li"):
        links = select(line, "a")
        field = links[0].get("href").removeprefix("#id_") if links else ""
        found[field] = " ".join(filter(None, [found.get(field), words(line)]))
    return found


def forms_of(page):
    """The forms of the page as lxml elements: `method`, `action`, `fields`, `form_values()`."""
    return parsed(page).forms
