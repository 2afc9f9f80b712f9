"""The diagram of a household: a house with those who live in it, and below it every other place where a child lives.

This module computes positions; `templates/cases/family_page/household_diagram.html` draws them. The units are those
of the view box, which is as wide as a phone, so that the text stays readable there.
"""

from dataclasses import dataclass
from itertools import groupby
from textwrap import shorten, wrap

from cases.families.members import FamilyMember

WIDTH = 336
IN_A_ROW = 3
ROW = 88
ROOF = 40
LINE = 18
PADDING = 12
GAP = 16
MOST_LETTERS, MOST_LETTERS_OF_PLACE = 14, 42


@dataclass(frozen=True)
class DrawnPerson:
    """A person, drawn around the point (x, y) between the shoulders."""

    member: FamilyMember
    x: int
    y: int

    @property
    def name(self):
        """The first name, shortened to fit."""
        name = self.member.short_name
        return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1].rstrip()}…"


@dataclass(frozen=True)
class DrawnPlace:
    """A place where members of the family live: its box, its name as (baseline, text) lines, and the persons there."""

    is_home: bool
    y: int
    height: int
    lines: list[tuple[int, str]]
    figures: list[DrawnPerson]


@dataclass(frozen=True)
class HouseholdDiagram:
    """All places from top to bottom, and a sentence that describes them."""

    places: list[DrawnPlace]
    height: int
    description: str
    width: int = WIDTH


def household_diagram(members):
    """Return the HouseholdDiagram of these FamilyMembers, or None if there are none."""
    if not members:
        return None
    groups = [("W domu", [member for member in members if member.placement is None])]
    away = sorted((member for member in members if member.placement), key=lambda member: str(member.placement))
    groups += [(str(place), list(those)) for place, those in groupby(away, key=lambda member: str(member.placement))]
    places, y = [], 0
    for label, those in groups:
        places.append(_place(label, those, y, is_home=not places))
        y = places[-1].y + places[-1].height + GAP
    return HouseholdDiagram(places, y - GAP + 2, _description(groups))


def _place(label, members, y, is_home):
    y += ROOF if is_home else 2
    label = shorten(label, 3 * MOST_LETTERS_OF_PLACE, placeholder="…")
    lines = [
        (y + PADDING + 12 + number * LINE, line)
        for number, line in enumerate(wrap(label[:1].upper() + label[1:], MOST_LETTERS_OF_PLACE))
    ]
    top = y + PADDING + len(lines) * LINE + 4
    figures = []
    for small in (False, True):
        those = [member for member in members if member.is_child == small]
        for start in range(0, len(those), IN_A_ROW):
            row = those[start : start + IN_A_ROW]
            step = WIDTH // len(row)
            figures += [DrawnPerson(member, step // 2 + step * n, top + 36) for n, member in enumerate(row)]
            top += ROW
    return DrawnPlace(is_home, y, top - y + (PADDING if not figures else 4), lines, figures)


def _description(groups):
    """Return for example „W domu: Anna (34 lata), Jaś (wiek nieznany). Rodzina zastępcza: …”."""
    return " ".join(
        "{place}: {people}.".format(
            place=label[:1].upper() + label[1:],
            people=", ".join(f"{member.short_name} ({member.age_in_words})" for member in members) or "nikt",
        )
        for label, members in groups
    )
