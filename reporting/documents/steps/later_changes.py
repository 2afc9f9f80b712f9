"""Which records make the figures of an edition differ today, as a reader may see them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.apps import apps
from django.utils.timezone import localdate

from cases.models import Family
from familycare.audit.choices import ChangeKind
from familycare.audit.models import Change
from familycare.audit.registry import watched
from reporting.documents.editions.comparing import Difference

WORDS = {"added": "doszło", "removed": "ubyło", "changed": "zmieniono"}
MOST_NAMED = 5  # figures of a record
MOST_AT_ONCE = 1000  # records in one query


@dataclass
class LaterChange:
    """A record that came, went or changed: `on` and `by` as in ChangedRecord.

    `figures`: what differs by it; `family`: the number of its family, if the reader may see the family, else "".
    """

    name: str
    on: datetime | None
    by: str
    changes: set = field(default_factory=set)
    figures: list = field(default_factory=list)
    family: str = ""

    @property
    def word(self):
        """What became of it; a record that left one figure and came to another has changed."""
        return WORDS[next(iter(self.changes))] if len(self.changes) == 1 else WORDS["changed"]

    @property
    def more_figures(self):
        return len(self.figures) - MOST_NAMED

    @property
    def day(self):
        return localdate(self.on) if self.on else None


def later_changes(differences: list[Difference], user, *, since) -> list[LaterChange]:
    """Return the LaterChanges behind these Differences, the latest first, those without a day last.

    `since`: the moment before which nothing has changed; `user`: the reader.
    """
    found = {}
    for difference in differences:
        for record in difference.records:
            change = found.setdefault((record.model, record.key), LaterChange(record.name, record.on, record.by))
            change.changes.add(record.change)
            change.figures.append(f"{difference.label} ({difference.period.name})")
    for key, number in _families(found, user, since).items():
        found[key].family = number
    known = sorted((each for each in found.values() if each.on), key=lambda each: each.on, reverse=True)
    return [*known, *(each for each in found.values() if not each.on)]


def _families(records, user, since):
    """Return {(model, primary key): number of its family} of the records of families that the user may see."""
    by_model = defaultdict(list)
    for model, key in records:
        by_model[model].append(key)
    families = {}
    for label, keys in by_model.items():
        model = apps.get_model(label)
        way = watched(model) and watched(model).family
        if not way:
            continue
        path = "pk" if way == "self" else f"{way}__pk"
        for part in _parts(keys):
            found = dict(model._base_manager.filter(pk__in=part).values_list("pk", path))
            families |= {(label, pk): family for pk, family in (_of_deleted(label, part, since) | found).items()}
    visible = {}
    for part in _parts(list(set(families.values()))):
        visible |= dict(Family.objects.visible_to(user).filter(pk__in=part).values_list("pk", "number"))
    return {key: visible[family] for key, family in families.items() if family in visible}


def _of_deleted(label, keys, since):
    """Return {primary key: its family} of the records that the log knows as deleted."""
    deleted = Change.objects.filter(
        at__gte=since, kind=ChangeKind.DELETED, object_type=label, object_key__in=map(str, keys)
    )
    return {int(key): family for key, family in deleted.order_by("sequence").values_list("object_key", "family_key")}


def _parts(keys):
    return [keys[first : first + MOST_AT_ONCE] for first in range(0, len(keys), MOST_AT_ONCE)]
