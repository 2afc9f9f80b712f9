"""Save and delete records of a family, one writer of a family at a time."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cases.access import may_delete
from cases.locking import lock_family
from cases.models import CourtOrder
from cases.records.rules import check_overlap, check_record

NOT_TODAY = "Wpis usuwa kierownik zespołu, a w dniu wpisania także osoba, która go wpisała. Popraw go albo zakończ."


@transaction.atomic
def save_record(form):
    """Save the record of a valid RecordForm. Return (the record, whether it was written).

    If an equal record exists, a new one is not written and the existing one is returned, so that a form sent twice is
    saved once. Raise ValidationError by fields if the record would contradict other records of the family.
    """
    lock_family(form.family)
    record, before = form.instance, form.before
    if before is None and (twin := _twin(record, form)):
        return twin, False
    if form.same:
        check_overlap(record, before, form.same, form.first)
    check_record(record, before)
    record.save()
    return record, True


def _twin(record, form):
    """Return an existing record with the same values, or None."""
    said = {name: getattr(record, name) for name in form.Meta.fields}
    if hasattr(record, "family_id"):
        said["family"] = form.family
    nothing = {f"{name}__isnull": True for name, value in said.items() if value is None}
    return type(record).objects.filter(**nothing, **{n: v for n, v in said.items() if v is not None}).first()


@transaction.atomic
def delete_record(*, record, family, user):
    """Delete an erroneous record.

    Raise PermissionDenied if the user may not delete it, ValidationError if other records of the family need it.
    """
    lock_family(family)
    if not may_delete(user, record):
        raise PermissionDenied(NOT_TODAY)
    check_record(None, record)
    if isinstance(record, CourtOrder):
        for referral in record.referrals.all():
            referral.court_order = None
            referral.save(update_fields=["court_order"])
    record.delete()
