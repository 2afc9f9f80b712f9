"""What forms of several apps share."""

import uuid


def told_to_fields(form, error):
    """Adds a ValidationError of a service to the form: to the fields that it names, the rest to the form as a whole."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, errors)


def key_in(text):
    """The key of a record that an address or a form names, or None for what no database takes for one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def uuid_in(text):
    """The UUID that a form names, or None if it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def kept_text(text):
    """What was typed, as a draft keeps it: line ends as one sign, and without what no database keeps in JSON (NUL and
    halves of a pair)."""
    return text.replace("\r\n", "\n").replace("\0", "").encode(errors="ignore").decode()


def typed_in(form_class, data, prefix=""):
    """What was typed into fields of the form, however wrong, as initial values of another one like it."""
    fields = {f"{prefix}-{name}" if prefix else name: field for name, field in form_class.base_fields.items()}
    return {
        key.removeprefix(f"{prefix}-"): field.widget.value_from_datadict(data, {}, key)
        for key, field in fields.items()
        if not field.widget.value_omitted_from_data(data, {}, key)
    }
