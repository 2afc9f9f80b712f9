"""Move records from one family or person to another, and back.

The records are found through all foreign keys to a family or a person, so that new models are included. Rows are
written without `save`; the caller uses `record_bulk`.
"""

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.utils.text import capfirst

from assistants.models import SuspectedDuplicate
from cases.models import Family, FamilyMerge, Person
from cases.models.merge import restore_value

# Foreign keys that describe the merges themselves, or follow from other fields.
MERGE_FIELDS = {
    (Family, "merged_into"),
    (FamilyMerge, "family"),
    (FamilyMerge, "absorbed"),
    (SuspectedDuplicate, "family"),
    (SuspectedDuplicate, "other"),
    (Person, "first_record"),
}

# Foreign keys that may lead to a record of another family.
ACROSS_FAMILIES = {(Person, "same_as"), (Person, "first_record")}


def relations_to(model):
    """Return the foreign keys to the model, lower apps first, because an assignment follows its case."""
    places = {each: place for place, each in enumerate(apps.get_models(include_auto_created=True))}
    found = [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and (relation.one_to_many or relation.one_to_one)
        and relation.related_model._meta.managed
        and (relation.related_model, relation.field.name) not in MERGE_FIELDS
    ]
    return sorted(found, key=lambda field: (places[field.model], field.name))


def records_of(target, *, exclude=()):
    """Return [(foreign key, its records)] of the family or person, without the persons `exclude` (pks)."""
    found = []
    for field in relations_to(type(target)):
        records = field.model._base_manager.filter(**{field.name: target}).order_by("pk")
        if field.model is Person:
            records = records.exclude(pk__in=exclude)
        found.append((field, list(records)))
    return [(field, records) for field, records in found if records]


def move_records(source, target, *, exclude=()):
    """Move the records of `source` to `target`, both families or both persons.

    Return (moves, removed) in the format of FamilyMerge. A record that `target` already has, where only one is allowed,
    is removed. `exclude`: pks of persons that stay. Raise ValidationError if only one is allowed and the two differ.
    """
    moves, removed = [], []
    # Read everything first: the database itself updates the assignments of a moved case.
    for field, records in records_of(source, exclude=exclude):
        leaving = []
        for record in records:
            if record == target:  # joined by hand before: they are one record now
                continue
            setattr(record, field.attname, target.pk)
            if problem := _unique_problem(record, field):
                if not _has_duplicate(record):
                    raise ValidationError(_conflict_message(record, problem))
                removed += serializers.serialize("python", [_saved(record)])
                record.delete()
            else:
                leaving.append(record.pk)
                moves.append([record._meta.label_lower, record.pk, field.name, source.pk, target.pk])
        field.model._base_manager.filter(pk__in=leaving).update(**{field.attname: target.pk})
    return moves, removed


def _unique_problem(record, field):
    """Return the ValidationError of a unique rule about `field` that the record breaks, or None."""
    for constraint in record._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and field.name in constraint.fields:
            try:
                constraint.validate(type(record), record)
            except ValidationError as error:
                return error
    if field.unique and type(record)._base_manager.filter(**{field.name: getattr(record, field.attname)}).exists():
        return ValidationError("Taki zapis może być tylko jeden.")
    return None


def _has_duplicate(record):
    """Return whether another record has the same contents."""
    same = {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if not (field.primary_key or field.generated or field.name == "number")
    }
    return type(record)._base_manager.exclude(pk=record.pk).filter(**same).exists()


def _saved(record):
    return type(record)._base_manager.get(pk=record.pk)


def _conflict_message(record, problem):
    return (
        f"{capfirst(record._meta.verbose_name)} ({record}): {' '.join(problem.messages)} "
        "Obie rodziny mają tu różne zapisy: popraw jeden z nich, zanim je scalisz."
    )


def fill_in(record, other, names):
    """Copy the fields `names` that are empty in `record` from `other`, of the same model, and save it.

    Return the changes in the format of moves. A value that would make the record invalid, such as a PESEL that
    contradicts the birth date, is not copied.
    """
    moves = []
    wrong = _problems(record)
    for name in names:
        field = record._meta.get_field(name)
        before, value = getattr(record, field.attname), getattr(other, field.attname)
        if before not in (None, "") or value in (None, ""):
            continue
        setattr(record, field.attname, value)
        if _problems(record) - wrong:
            setattr(record, field.attname, before)
        else:
            moves.append([record._meta.label_lower, record.pk, name, before, value])
    if moves:
        record.save(update_fields=[name for _model, _key, name, *_values in moves])
    return moves


def _problems(record):
    try:
        record.clean()
    except ValidationError as error:
        return set(error.messages)
    return set()


def move_back(moves, removed):
    """Undo `move_records`, in the same order. Records deleted since then stay deleted.

    Raise ValidationError if a record has been moved elsewhere since then.
    """
    for label, key, name, before, after in moves:
        model = apps.get_model(label)
        field = model._meta.get_field(name)
        record = model._base_manager.filter(pk=key).first()
        if record is None:
            continue
        # The database may have moved it with its case.
        if getattr(record, field.attname) not in (before, after):
            raise ValidationError(
                f"{capfirst(model._meta.verbose_name)} ({record}): ten zapis przeniesiono potem gdzie indziej."
            )
        setattr(record, field.attname, before)
        if problem := _unique_problem(record, field):
            raise ValidationError(_conflict_message(record, problem))
        model._base_manager.filter(pk=key).update(**{field.attname: before})
    for deserialized in serializers.deserialize("python", removed):
        deserialized.save()


def undo_fill_in(values):
    """Undo `fill_in`. Values changed since then stay."""
    for label, key, name, before, after in values:
        record = apps.get_model(label)._base_manager.filter(pk=key).first()
        if record and restore_value(record, name, before, after):
            record.save(update_fields=[name])


def move_later_records(kept, back):
    """Move records made after the merge that belong to a person or case of the family `back` from `kept` to `back`.

    Raise ValidationError if a record of `back` refers to a record that stays with `kept`.
    """
    families = relations_to(Family)
    owners = {field.model for field in families}
    bonds = [
        (field, other)
        for field in families
        for other in field.model._meta.concrete_fields
        if other.many_to_one and other.related_model in owners and (field.model, other.name) not in ACROSS_FAMILIES
    ]
    for field, other in bonds:
        records = field.model._base_manager.filter(**{field.name: kept, f"{other.name}__family": back})
        records.update(**{field.attname: back.pk})
    # Check after all moves: a referral may refer to two records.
    for field, other in bonds:
        records = field.model._base_manager.order_by("pk")
        if bound := records.filter(**{field.name: back, f"{other.name}__family": kept}).first():
            raise ValidationError(
                f"{capfirst(field.model._meta.verbose_name)} ({bound}) wiąże się z tym, co powstało po scaleniu: "
                f"{getattr(bound, other.name)}."
            )
