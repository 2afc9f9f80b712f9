"""What a change kept of values: texts, numbers of texts and None, as JSON holds them."""

from datetime import date, datetime
from decimal import Decimal

from familycare.audit.chain import fingerprint

SHOWN = 3  # last characters of a masked number
MASK = "•"


def stored(fields, record):
    """{attribute: value} of a record as the database has it now, or {} if it has no such record."""
    names = [field.attname for field in fields]
    return type(record)._base_manager.filter(pk=record.pk).values(*names).first() or {}


def values_of(fields, record):
    """{attribute: value} of a record as it is in memory."""
    return {field.attname: getattr(record, field.attname) for field in fields}


def differences(watch, before, after, record):
    """{field: [value before, value after]} of the record's fields that differ; what is missing was or is None."""
    found = {}
    for field in watch.fields:
        old, new = before.get(field.attname), after.get(field.attname)
        old, new = plain(field, old), plain(field, new)
        if old == new or (field.name in watch.secret and not before):
            continue
        found[field.name] = [kept(watch, field, old, record), kept(watch, field, new, record)]
    return found


def plain(field, value):
    """The value as JSON holds it; nothing at all and an empty text are the same nothing."""
    if value is None or value == "":
        return None
    value = field.target_field.to_python(value) if field.remote_field else field.to_python(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.{getattr(field, 'decimal_places', 2)}f}"
    return value if isinstance(value, bool | int | str) else str(value)


def kept(watch, field, value, record):
    """What the log keeps of a plain value: of a secret only that there is one, of another record its name."""
    if value is None:
        return None
    if field.name in watch.secret:
        return MASK
    if field.name in watch.masked:
        return masked(str(value))
    if field.remote_field:
        target = field.get_cached_value(record, None)
        if target is None or getattr(target, field.target_field.attname) != value:
            target = field.related_model._base_manager.filter(**{field.target_field.attname: value}).first()
        return str(target) if target else str(value)
    return value


def masked(number):
    """„••••••••343#0f1e2d3c4b5a6978”: the end of a number, and a fingerprint by which whoever knows the whole
    number can prove that it is this one."""
    return f"{MASK * (len(number) - SHOWN)}{number[-SHOWN:]}#{fingerprint(number)}"
