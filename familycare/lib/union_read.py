"""Read many small tables in one query.

A family's file has about twenty tables with a few records each. One `UNION ALL` saves twenty round trips to the
database; the rows are then turned into model instances.
"""

from collections import defaultdict
from decimal import Decimal

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast

# Column types of the union and the model fields that fit into them.
SLOTS = {
    "text": (models.TextField(), (models.CharField, models.TextField)),
    "day": (models.DateField(), (models.DateField,)),
    "hour": (models.TimeField(), (models.TimeField,)),
    "truth": (models.BooleanField(), (models.BooleanField,)),
    "count": (models.BigIntegerField(), (models.IntegerField,)),
    "amount": (models.DecimalField(max_digits=18, decimal_places=2), (models.DecimalField,)),
}
TWO_DECIMALS = Decimal("0.01")  # of an amount; SQLite drops trailing zeros


def read_in_one_query(*querysets):
    """Return {model: [instance]}, unordered, in one query. Several querysets may be of the same model.

    Relations between instances that were read are set, so that following them needs no query. Fields may be text,
    dates, times, booleans, integers or amounts with two decimals. Raise TypeError for any other field, unless the
    queryset leaves it out (`only`, `defer`).
    """
    layouts = [_layout(queryset) for queryset in querysets]
    names = sorted({slot for layout in layouts for slot in layout.values()})
    parts = [_union_part(*numbered, names) for numbered in enumerate(zip(querysets, layouts, strict=True))]
    found = defaultdict(dict)
    for source, *values in parts[0].union(*parts[1:], all=True):
        queryset, layout = querysets[source], layouts[source]
        by_slot = dict(zip(names, values, strict=True))
        of_model = [_value(slot, by_slot[slot]) for slot in layout.values()]
        instance = queryset.model.from_db(queryset.db, list(layout), of_model)
        found[queryset.model][instance.pk] = instance
    _set_relations(found)
    return {queryset.model: list(found[queryset.model].values()) for queryset in querysets}


def _layout(queryset):
    """Return {attribute: slot of the union that holds its column}."""
    used = defaultdict(int)
    layout = {}
    names, are_left_out = queryset.query.deferred_loading
    for field in queryset.model._meta.concrete_fields:
        if field.generated:  # computed by the database; can be read like any deferred field
            continue
        if (field.name in names) == are_left_out and not field.primary_key:
            continue
        kind = _kind(field)
        layout[field.attname] = f"{kind}_{used[kind]:02}"
        used[kind] += 1
    return layout


def _kind(field):
    while field.remote_field:
        field = field.target_field
    for kind, (_column, fitting) in SLOTS.items():
        if isinstance(field, fitting):
            return kind
    raise TypeError(f"{field} fits into no slot")


def _value(slot, value):
    return value.quantize(TWO_DECIMALS) if value is not None and slot.startswith("amount") else value


def _union_part(source, queryset_and_layout, names):
    queryset, layout = queryset_and_layout
    attributes = {slot: attribute for attribute, slot in layout.items()}
    columns = {
        # Empty columns need a type: databases would guess it wrongly from the first table.
        slot: F(attributes[slot]) if slot in attributes else Cast(Value(None), SLOTS[slot[:-3]][0])
        for slot in names
    }
    return queryset.order_by().annotate(part_of_union=Value(source), **columns).values_list("part_of_union", *names)


def _set_relations(found):
    for model, instances in found.items():
        relations = [field for field in model._meta.concrete_fields if field.many_to_one]
        for instance in instances.values():
            for field in relations:
                target = found.get(field.related_model, {}).get(getattr(instance, field.attname))
                if target is not None:
                    setattr(instance, field.name, target)
