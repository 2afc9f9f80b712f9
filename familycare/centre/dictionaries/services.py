"""Changing the dictionaries: add, rename, group, order, retire, merge and delete entries."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from familycare.audit.services import lock_changes, record_bulk
from familycare.centre.dictionaries.catalogue import holding_relations, uses_of
from familycare.lib.ordering import fold

STEP = 10  # between two positions
MERGING_CHECKS = []  # functions of upper floors that take (source, target) and return why not to merge them, or ""


@transaction.atomic
def add_entry(*, model, label, group=None, after=None):
    """Add an entry to the dictionary `model` and return it. For the arguments see `change_entry`."""
    lock_changes()
    entry = model(code=_new_code(model, label), label=label)
    return _saved(entry, label, group, after)


@transaction.atomic
def change_entry(*, entry, label, group=None, after=None):
    """Rename, group and place an entry; return it.

    `group`: the entry under which it stands, or None. `after`: the entry after which it stands in the list, or None
    for the first place. Raise ValidationError by field.
    """
    lock_changes()
    return _saved(entry, label, group, after)


def _saved(entry, label, group, after):
    if problems := _problems(entry, label, group):
        raise ValidationError(problems)
    entry.label, entry.group = label, group
    entry.save()
    _put_after(entry, after)
    return entry


def _problems(entry, label, group):
    """Return {field: sentence} of what is wrong with the label and the group of the entry."""
    others = type(entry).objects.kept().exclude(pk=entry.pk)
    if same := next((each for each in others if fold(each.label) == fold(label)), None):
        retired = same.retired_on and f"Pozycja „{same.label}” już jest, ale wycofana. Otwórz ją i przywróć."
        return {"label": retired or f"Pozycja „{same.label}” już jest w tym słowniku."}
    if group and (group.group_id or group.merged_into_id or group.pk == entry.pk):
        return {"group": f"Pod „{group.label}” nie można teraz nic umieścić. Wybierz inną pozycję."}
    if group and entry.pk and entry.members.filter(merged_into=None).exists():
        return {"group": "Pod tą pozycją stoją inne, więc sama nie może stać pod żadną."}
    return {}


def _new_code(model, label):
    """Return a code that the dictionary does not have yet, made of the words of the label."""
    words = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")[:50] or "pozycja"
    taken = {*model.objects.filter(code__startswith=words).values_list("code", flat=True)}
    return next(code for n in range(len(taken) + 1) if (code := f"{words}_{n + 1}" if n else words) not in taken)


@transaction.atomic
def move_entry(*, entry, up):
    """Move an entry one place up or down among those that are offered. At the edge it stays where it is."""
    lock_changes()
    offered = list(type(entry).objects.offered())
    if entry not in offered:
        return
    place = offered.index(entry)
    if up and place:
        _put_after(entry, offered[place - 2] if place > 1 else None)
    elif not up and place + 1 < len(offered):
        _put_after(entry, offered[place + 1])


def _put_after(entry, after):
    """Number the entries of the dictionary anew, with `entry` after `after`, or first. Save those that change."""
    order = [each for each in type(entry).objects.all() if each != entry]
    order.insert(order.index(after) + 1 if after in order else 0, entry)
    for position, each in enumerate(order, 1):
        if each.position != position * STEP:
            each.position = position * STEP
            each.save(update_fields=["position"])


@transaction.atomic
def retire_entry(*, entry):
    """Offer the entry no longer; records keep it. An entry that is retired already stays as it is."""
    lock_changes()
    if entry.retired_on is None:
        entry.retired_on = timezone.localdate()
        entry.save(update_fields=["retired_on"])


@transaction.atomic
def bring_back_entry(*, entry):
    """Offer a retired entry again."""
    lock_changes()
    if entry.retired_on is not None:
        entry.retired_on = None
        entry.save(update_fields=["retired_on"])


@transaction.atomic
def merge_entries(*, source, target):
    """Move all records of `source` to `target` and return their number. `source` stays only to say what replaces it.

    Entries under `source` stand under `target` afterwards. It is not undone: afterwards nobody knows which record had
    which entry. The log gets an entry with the numbers of records. Raise ValidationError if the two cannot be merged.
    """
    lock_changes()
    model = type(source)
    source, target = model.objects.get(pk=source.pk), model.objects.get(pk=target.pk)
    if problem := merging_problem(source, target):
        raise ValidationError(problem)
    moved = 0
    text = f"Słownik „{model._meta.verbose_name}”: „{source.label}” połączono z „{target.label}”"
    with record_bulk(text=text) as written:
        for field in holding_relations(model):
            count = field.model._base_manager.filter(**{field.name: source}).update(**{field.name: target})
            moved += count
            if count:
                written.count(field.model._meta.verbose_name_plural, count)
    for member in source.members.all():
        member.group = target
        member.save(update_fields=["group"])
    for absorbed in source.absorbed.all():
        absorbed.merged_into = target
        absorbed.save(update_fields=["merged_into"])
    source.group, source.merged_into = None, target
    source.save(update_fields=["group", "merged_into"])
    return moved


def merging_problem(source, target):
    """Return why `source` cannot be merged into `target`, or ""."""
    if source.merged_into_id:
        return f"Pozycję „{source.label}” już połączono z „{source.merged_into.label}”."
    if target.merged_into_id or target.pk == source.pk:
        return "Z tą pozycją nie można połączyć. Wybierz inną."
    if target.group_id and source.members.filter(merged_into=None).exists():
        return (
            f"Pod „{source.label}” stoją inne pozycje, a „{target.label}” sama stoi pod inną. "
            "Najpierw zmień jedno z nich."
        )
    for check in MERGING_CHECKS:
        if problem := check(source, target):
            return problem
    if shared := _records_with_both(source, target):
        return (
            f"Są zapisy, które mają obie pozycje, a po połączeniu nie zmieściłyby się obok siebie: {shared}. "
            "Wycofaj jedną z tych pozycji zamiast je łączyć."
        )
    return ""


def _records_with_both(source, target):
    """Return the plural name of records of which a pair could not have the same entry; "" if there is none."""
    for field in holding_relations(type(source)):
        for constraint in field.model._meta.constraints:
            others = [name for name in getattr(constraint, "fields", ()) if name != field.name]
            if not others or field.name not in constraint.fields or constraint.condition is not None:
                continue
            same = {name: OuterRef(name) for name in others}
            records = field.model._base_manager
            if records.filter(Exists(records.filter(**same, **{field.name: target})), **{field.name: source}).exists():
                return field.model._meta.verbose_name_plural
    return ""


@transaction.atomic
def delete_entry(*, entry):
    """Delete an entry that was added by mistake. Raise ValidationError if something uses it."""
    lock_changes()
    if problem := deleting_problem(entry):
        raise ValidationError(problem)
    entry.delete()


def deleting_problem(entry):
    """Return why the entry cannot be deleted, or ""."""
    if uses_of(entry):
        return "Tej pozycji ktoś już użył, więc się jej nie usuwa. Można ją wycofać albo połączyć z inną."
    if entry.members.exists() or entry.absorbed.exists():
        return "Z tą pozycją związane są inne pozycje słownika, więc się jej nie usuwa. Można ją wycofać."
    return ""
