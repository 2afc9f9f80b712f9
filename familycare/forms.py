"""What forms of several apps share."""


def told_to_fields(form, error):
    """Adds a ValidationError of a service to the form: to the fields that it names, the rest to the form as a whole."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, errors)


def kept_text(text):
    """What was typed, as a draft keeps it: line ends as one sign, and without what no database keeps in JSON (NUL and
    halves of a pair)."""
    return text.replace("\r\n", "\n").replace("\0", "").encode(errors="ignore").decode()
