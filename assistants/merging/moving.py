"""Records that go over from one family or person to another, and back.

Which records these are is asked of the models: every foreign key that leads to a family or a person counts, whichever
app it is in, so that a model that comes later is not forgotten. Rows are written past `save`: inside of `record_bulk`.
"""

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.utils.text import capfirst

from cases.models import Family, FamilyMerge, Person
from cases.models.merge import as_before

# What tells of the merges themselves.
OF_MERGES = {(Family, "merged_into"), (FamilyMerge, "family"), (FamilyMerge, "absorbed")}


def relations_to(model):
    """The foreign keys that lead to the model, those of the lower floors first: an assignment follows its case."""
    places = {each: place for place, each in enumerate(apps.get_models(include_auto_created=True))}
    found = [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and (relation.one_to_many or relation.one_to_one)
        and relation.related_model._meta.managed
        and (relation.related_model, relation.field.name) not in OF_MERGES
    ]
    return sorted(found, key=lambda field: (places[field.model], field.name))


def records_of(target, *, but=()):
    """[(foreign key, its records)] of the family or person, without the persons of `but` (keys)."""
    found = []
    for field in relations_to(type(target)):
        records = field.model._base_manager.filter(**{field.name: target}).order_by("pk")
        if field.model is Person:
            records = records.exclude(pk__in=but)
        found.append((field, list(records)))
    return [(field, records) for field, records in found if records]


def move_records(source, target, *, but=()):
    """Gives the records of `source` to `target`, both families or both persons. Returns (moves, removed), as a
    FamilyMerge keeps them: what says the same as a record of `target`, where there may be only one, is removed.

    Raises ValidationError where there may be only one and the two differ.
    """
    moves, removed = [], []
    # All are read before any is written: the database itself lets assignments follow their case.
    for field, records in records_of(source, but=but):
        leaving = []
        for record in records:
            setattr(record, field.attname, target.pk)
            if problem := _refusal(record, field):
                if not _is_known(record):
                    raise ValidationError(_in_both(record, problem))
                removed += serializers.serialize("python", [_as_it_was(record)])
                record.delete()
            else:
                leaving.append(record.pk)
                moves.append([record._meta.label_lower, record.pk, field.name, source.pk, target.pk])
        field.model._base_manager.filter(pk__in=leaving).update(**{field.attname: target.pk})
    return moves, removed


def _refusal(record, field):
    """What the database would say against the record as it now is, by the rules about `field`; or None."""
    for constraint in record._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and field.name in constraint.fields:
            try:
                constraint.validate(type(record), record)
            except ValidationError as error:
                return error
    if field.unique and type(record)._base_manager.filter(**{field.name: getattr(record, field.attname)}).exists():
        return ValidationError("Taki zapis może być tylko jeden.")
    return None


def _is_known(record):
    """Whether another record says exactly the same."""
    same = {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if not (field.primary_key or field.generated or field.name == "number")
    }
    return type(record)._base_manager.exclude(pk=record.pk).filter(**same).exists()


def _as_it_was(record):
    return type(record)._base_manager.get(pk=record.pk)


def _in_both(record, problem):
    return (
        f"{capfirst(record._meta.verbose_name)} ({record}): {' '.join(problem.messages)} "
        "Obie rodziny mają tu różne zapisy: popraw jeden z nich, zanim je scalisz."
    )


def fill_in(record, other, names):
    """Takes over from `other`, of the same model, what `record` does not know of the fields `names`, and saves it.
    Returns the changes, written like moves. What would make the record wrong, a PESEL of another birth date, is left.
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


def give_back(moves, removed):
    """Undoes what `move_records` did, in the same order; what was deleted since stays so. Raises ValidationError
    where a record went elsewhere since."""
    for label, key, name, before, after in moves:
        model = apps.get_model(label)
        field = model._meta.get_field(name)
        record = model._base_manager.filter(pk=key).first()
        if record is None:
            continue
        # Its case may have taken it back already.
        if getattr(record, field.attname) not in (before, after):
            raise ValidationError(
                f"{capfirst(model._meta.verbose_name)} ({record}): ten zapis przeniesiono potem gdzie indziej."
            )
        setattr(record, field.attname, before)
        if problem := _refusal(record, field):
            raise ValidationError(_in_both(record, problem))
        model._base_manager.filter(pk=key).update(**{field.attname: before})
    for deserialized in serializers.deserialize("python", removed):
        deserialized.save()


def forget(values):
    """Undoes what `fill_in` did; what somebody has changed since stays as it is."""
    for label, key, name, before, after in values:
        record = apps.get_model(label)._base_manager.filter(pk=key).first()
        if record and as_before(record, name, before, after):
            record.save(update_fields=[name])


def follow(kept, back):
    """What came since to a person or a case that has gone back to the family `back` goes with it: help for that person,
    a request about that case. Raises ValidationError where a record of `back` is bound to what stays with `kept`."""
    families = relations_to(Family)
    owners = {field.model for field in families}
    bonds = [
        (field, other)
        for field in families
        for other in field.model._meta.concrete_fields
        if other.many_to_one and other.related_model in owners
    ]
    for field, other in bonds:
        records = field.model._base_manager.filter(**{field.name: kept, f"{other.name}__family": back})
        records.update(**{field.attname: back.pk})
    # Once all have followed: a request may be bound to two records, of which only one has gone.
    for field, other in bonds:
        records = field.model._base_manager.order_by("pk")
        if bound := records.filter(**{field.name: back, f"{other.name}__family": kept}).first():
            raise ValidationError(
                f"{capfirst(field.model._meta.verbose_name)} ({bound}) wiąże się z tym, co powstało po scaleniu: "
                f"{getattr(bound, other.name)}."
            )
