"""Families into whose files an update must not write: anonymised ones, and those that its user does not see."""

from cases.models import Diagnosis, Family


class Guard:
    """`user`: who imports, or None on the server, where nobody is limited.

    Families are known by their places once `learn` was called.
    """

    def __init__(self, user=None):
        families = Family.objects.filter(merged_into=None).order_by()
        self._anonymised_keys = set(families.exclude(anonymised_on=None).values_list("pk", flat=True))
        visible = Family.objects.visible_to(user).values("pk") if user else None
        self.hidden_keys = set(families.exclude(pk__in=visible).values_list("pk", flat=True)) if user else set()
        self._anonymised, self._hidden = set(), set()

    def learn(self, places):
        """`places`: {primary key of a family: place}."""
        self._anonymised = {places[key] for key in self._anonymised_keys if key in places}
        self._hidden = {places[key] for key in self.hidden_keys if key in places}

    def is_hidden(self, family):
        return family in self._hidden

    def is_anonymised(self, family):
        return family in self._anonymised


def family_of(known, file, row):
    """Return the place of the family that a row is about, or None: there is none, or it cannot be read."""
    if file.model is Family:
        return known.families.places.get(row.id)
    ways = (
        ("family", lambda place: place),
        ("person", lambda place: known.persons.kept[place].family),
        ("case", lambda place: known.cases.kept[place].family),
        ("plan", lambda place: known.cases.kept[known.plans.kept[place].case].family),
        ("diagnosis", lambda place: known.cases.kept[known.of[Diagnosis].kept[place]].family),
    )
    for name, way in ways:
        place = getattr(row, name, None)
        if isinstance(place, int):
            family = way(place)
            return family if isinstance(family, int) else None
    return None
