"""Entries that came into a family's file after a day, by a merge or because they were entered later.

They are left out of the file as of that day, whatever dates they contain.
"""

from collections import defaultdict

from cases.models import FamilyMerge
from cases.models.merge import restore_value
from cases.models_above import Assignment, Substitution
from familycare.audit.models import Change, object_key, object_type
from familycare.audit.services import created_after


class LaterEntries:
    """The entries that came into the file of `family` after the end of `day`.

    The merges since are queried at once; the later entries are a queryset in `entries`, to be read together with the
    file.

    A `reader` still sees what they entered themselves, and the support that they gave until that day or that they
    monitor as a substitute. Of families merged since, they know the one that they supported; without a reader it is
    the kept one.
    """

    def __init__(self, family, day, reader=None):
        self._day, self._reader = day, reader
        self._origins, self._values = {}, defaultdict(list)
        families = merged = [family.pk]
        while merges := list(FamilyMerge.objects.after(day).filter(family__in=merged)):
            merged = [merge.absorbed_id for merge in merges]
            families = families + merged
            for merge in merges:
                # If a family came by way of another, the earlier merge is read later and wins.
                self._origins |= {(name, key): merge.absorbed_id for name, key, *_rest in merge.moves}
                for name, key, *value in merge.values:
                    self._values[name, key].append(value)
        self._known = {family.pk}
        self.entries = created_after(families, day, but_by=reader).only("object_type", "object_key", "actor")

    def load(self, records):
        """Find the later entries among the records of the file, in the form returned by `read_in_one_query`."""
        in_stead = {each.assignment_id for each in records.get(Substitution, []) if self._is_for_monitoring(each)}
        own = [each for each in records.get(Assignment, []) if self._is_own(each, in_stead)]
        given = {(object_type(each), object_key(each)) for each in (*own, *(assignment.case for assignment in own))}
        self._entered = {(entry.object_type, entry.object_key) for entry in records[Change]} - given
        self._known = {self._origin(each) for each in own} or self._known

    def contains(self, record):
        """Return whether the record itself came later; whether it belongs to a later record is not checked."""
        return (
            self._origin(record) not in (None, *self._known)
            or (object_type(record), object_key(record)) in self._entered
        )

    def entered(self, model):
        """Return the keys of the later entries of a model whose records have no numbers."""
        return [key for name, key in self._entered if name == object_type(model)]

    def undo_merged_values(self, record):
        """Undo the values that later merges filled into the record, which must not be saved afterwards."""
        for name, before, after in self._values.get((object_type(record), record.pk), ()):
            restore_value(record, name, before, after)

    def _origin(self, record):
        """Return the key of the record's family at the end of the day; None if the record has no family of its own."""
        return self._origins.get((object_type(record), record.pk), getattr(record, "family_id", None))

    def _is_own(self, assignment, in_stead):
        return assignment.ends_on == self._day and (self._is_reader(assignment.assistant) or assignment.pk in in_stead)

    def _is_for_monitoring(self, substitution):
        return substitution.starts_on > self._day and self._is_reader(substitution.substitute)

    def _is_reader(self, assistant):
        return self._reader is not None and assistant.account_id == self._reader.pk
