"""Records of a family are saved and deleted here, one writer of a family at a time."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.records.rules import check_overlap, check_record
from cases.services import lock_family
from familycare.access import Right, may
from familycare.audit.services import changes_of_today
from familycare.audit.vocabulary import ChangeKind

NOT_TODAY = _("Wpis usuwa kierownik zespołu, a ten, kto go wprowadził, tylko tego samego dnia. Popraw go albo zakończ.")


@transaction.atomic
def save_record(form):
    """Saves what a valid RecordForm says and returns (the record, whether anything was written): a new record that
    says the same as one that is there is that one, so that a form sent twice is saved once.

    Raises ValidationError by fields where it would contradict other records of the family.
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
    """A record that says all the same, or None."""
    said = {name: getattr(record, name) for name in form._meta.fields}
    if hasattr(record, "family_id"):
        said["family"] = form.family
    nothing = {f"{name}__isnull": True for name, value in said.items() if value is None}
    return type(record).objects.filter(**nothing, **{n: v for n, v in said.items() if v is not None}).first()


def may_delete(record, user):
    """Whether the user may delete the record: a manager, and on the day on which they entered it whoever did."""
    return may(user, Right.DECIDE) or entered_today(record, user)


def entered_today(record, user):
    """Whether the user entered the record today. Of one that came in with a register nobody knows."""
    return changes_of_today(record).filter(kind=ChangeKind.CREATED, actor=user).exists()


@transaction.atomic
def delete_record(*, record, family, user):
    """Deletes an erroneous record. Raises PermissionDenied for those who may not, ValidationError where other records
    of the family need it."""
    lock_family(family)
    if not may_delete(record, user):
        raise PermissionDenied(NOT_TODAY)
    check_record(None, record)
    record.delete()
