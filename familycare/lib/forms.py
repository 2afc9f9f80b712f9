"""Helpers for forms."""

import uuid


def add_service_errors(form, error):
    """Add a service's ValidationError to the form: to the fields it names, otherwise to the form as a whole."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, errors)


def parse_pk(text):
    """Return the primary key written in a URL or form, or None if it cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def parse_uuid(text):
    """Return the UUID written in a form, or None."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def storable_text(text):
    """Return text as drafts store it: line ends as "\\n", without NUL and surrogates, which JSON columns refuse."""
    return text.replace("\r\n", "\n").replace("\0", "").encode(errors="ignore").decode()


def initial_from_data(form_class, data, prefix=""):
    """Return the raw values of the form's fields in `data`, valid or not, as `initial` for another form of the
    class."""
    fields = {f"{prefix}-{name}" if prefix else name: field for name, field in form_class.base_fields.items()}
    return {
        key.removeprefix(f"{prefix}-"): field.widget.value_from_datadict(data, {}, key)
        for key, field in fields.items()
        if not field.widget.value_omitted_from_data(data, {}, key)
    }
