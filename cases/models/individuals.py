"""Which records of persons are the same person: by an equal PESEL, or joined by hand (`same_as`).

`Person.first_record` holds the answer, so that figures need not search for it. `unite` finds it again after a change.
Records of anonymised families stay one person with one another, as they were, but never with those that have a name.
"""

from collections import defaultdict

from django.db.models import Count, Q

from familycare.audit.recording import known

AT_ONCE = 500  # keys in one query: databases limit the parameters of a statement


def unite(persons, keys):
    """Set `first_record` of the records `keys`, and of all that are or were the same person as one of these.

    `persons`: a manager or queryset of all persons. Records of a family that was merged into another are left out: the
    family that was kept has the person now.
    """
    records = _with_all_of_the_same(persons, set(keys))
    groups = _groups(record for record in records.values() if record["family__merged_into"] is None)
    for key, record in records.items():
        first = groups.get(key)
        if record["first_record"] != first:
            # It follows from changes that are in the log.
            with known(persons.model._meta.db_table):
                persons.filter(pk=key).update(first_record=first)


def unite_all(persons):
    """Set `first_record` of all records: after an import, which writes without `save`."""
    known = persons.order_by().exclude(pesel="").values("pesel")
    twice = known.annotate(records=Count("pk")).filter(records__gt=1).values("pesel")
    found = persons.order_by().filter(Q(pesel__in=twice) | Q(same_as__isnull=False) | Q(first_record__isnull=False))
    keys = [*found.values_list("pk", flat=True)]
    for start in range(0, len(keys), AT_ONCE):
        unite(persons, keys[start : start + AT_ONCE])


def _with_all_of_the_same(persons, keys):
    """Return {key: values} of the records `keys` and of all that are linked to them, directly or through others."""
    found = {}
    while keys:
        fresh = {}
        for chunk in _chunks(keys):
            fresh |= _read(persons, Q(pk__in=chunk))
        found |= fresh
        firsts = {record["first_record"] for record in fresh.values()} - {None}
        links = {record["same_as"] for record in fresh.values()} - {None}
        numbers = {record["pesel"] for record in fresh.values()} - {""}
        keys = firsts | links
        for name, values in (("same_as", set(fresh)), ("first_record", firsts), ("pesel", numbers)):
            for chunk in _chunks(values):
                keys |= set(persons.order_by().filter(**{f"{name}__in": chunk}).values_list("pk", flat=True))
        keys -= set(found)
    return found


def _read(persons, condition):
    names = ("pk", "pesel", "same_as", "first_record", "family__merged_into", "family__anonymised_on")
    return {record["pk"]: record for record in persons.order_by().filter(condition).values(*names)}


def _chunks(values):
    values = sorted(values)
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))


def _groups(records):
    """Return {key: the smallest key of the same person} for the records that are not alone."""
    records = {record["pk"]: record for record in records}
    neighbours, of_pesel, of_first = defaultdict(set), {}, {}
    for key, record in records.items():
        if record["family__anonymised_on"]:
            same = {of_first.setdefault(record["first_record"], key) if record["first_record"] else key}
        else:
            same = {record["same_as"], of_pesel.setdefault(record["pesel"], key) if record["pesel"] else key}
        for other in same & records.keys() - {key}:
            neighbours[key].add(other)
            neighbours[other].add(key)
    first_of = {}
    for first in sorted(neighbours):
        reached = {first} - first_of.keys()
        while reached:
            first_of |= dict.fromkeys(reached, first)
            reached = {other for key in reached for other in neighbours[key]} - first_of.keys()
    return first_of
