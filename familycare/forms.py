"""What forms of several apps share."""


def told_to_fields(form, error):
    """Adds a ValidationError of a service to the form: to the fields that it names, the rest to the form as a whole."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, errors)
