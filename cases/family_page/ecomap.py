"""The ecomap: the family in the middle, and around it the people and institutions that it has to do with.

This module computes positions; `templates/cases/family_page/ecomap.html` draws them. The units are those of the view
box, which is as wide as a phone, so that the text stays readable there.
"""

from collections import Counter
from dataclasses import dataclass
from textwrap import shorten, wrap

from django.db.models import F

from cases.records.contacts import contact, who_it_is
from familycare.lib.dates import add_months
from familycare.lib.ordering import fold
from familycare.lib.polish import counted

WIDTH, BOX = 336, 118
MONTHS = 6
LINE, PADDING, GAP = 16, 10, 12
LETTERS, MOST_LINES = 16, 4
WIDTHS = ((6, 8), (3, 5), (1, 3), (0, 1))  # of a line, by the least number of visits


@dataclass(frozen=True)
class Tie:
    """Somebody or an institution around the family, and the number of visits with it in the last half-year."""

    words: str
    visits: int

    @property
    def visits_in_words(self):
        return counted(self.visits, "wizyta", "wizyty", "wizyt") if self.visits else ""

    @property
    def line_width(self):
        return next(width for least, width in WIDTHS if self.visits >= least)


@dataclass(frozen=True)
class DrawnTie:
    """A Tie with its box, the lines of its text as (baseline, text, whether it is the number of visits), and the end
    of its line at the box."""

    tie: Tie
    x: int
    y: int
    height: int
    lines: list[tuple[int, str, bool]]
    end_x: int

    @property
    def middle(self):
        return self.x + BOX // 2

    @property
    def end_y(self):
        return self.y + self.height // 2


@dataclass(frozen=True)
class Ecomap:
    """The ties on both sides of the family, which stands at (`x`, `y`), and a sentence that describes them."""

    ties: list[DrawnTie]
    height: int
    description: str
    width: int = WIDTH
    box: int = BOX
    x: int = WIDTH // 2

    @property
    def y(self):
        return self.height // 2


def ties_of(file):
    """Return the Ties of the file on its day, of the parts in it: those with the most visits first.

    They are the contacts that hold on that day, and the institutions of visits in the half-year before, that day
    included. Visits with an institution that is the only contact's are counted to the contact.
    """
    since = add_months(file.today, -MONTHS)
    visits = file.visits.filter(visited_on__gt=since, visited_on__lte=file.today, institution__isnull=False)
    found = Counter(visits.annotate(label=F("institution__label")).values_list("label", flat=True))
    contacts = file.of(contact).now
    at = Counter(fold(each.institution) for each in contacts if each.institution)
    ties = []
    for each in contacts:
        label = next((label for label in found if fold(label) == fold(each.institution) and at[fold(label)] == 1), None)
        ties.append(Tie(who_it_is(each), found.pop(label) if label else 0))
    ties += [Tie(label[:1].upper() + label[1:], number) for label, number in found.items()]
    return sorted(ties, key=lambda tie: -tie.visits)


def ecomap(ties):
    """Return the Ecomap of the ties, or None without any."""
    if not ties:
        return None
    sides = ([], [])
    heights = [2, 2]
    for tie in ties:
        side = heights.index(min(heights))
        sides[side].append((tie, heights[side]))
        heights[side] += _height(tie) + GAP
    height = max(*heights, 120) - GAP + 2
    drawn = []
    for side, column in enumerate(sides):
        down = (height - heights[side] + GAP) // 2
        drawn += [_drawn(tie, side, y + down) for tie, y in column]
    return Ecomap(drawn, height, "; ".join(", ".join(filter(None, (tie.words, tie.visits_in_words))) for tie in ties))


def _wrapped(tie):
    return wrap(shorten(tie.words, LETTERS * MOST_LINES - 6, placeholder="…"), LETTERS)


def _height(tie):
    return (len(_wrapped(tie)) + bool(tie.visits)) * LINE + 2 * PADDING


def _drawn(tie, side, y):
    texts = [(text, False) for text in _wrapped(tie)]
    if tie.visits:
        texts.append((tie.visits_in_words, True))
    lines = [(y + PADDING + 12 + number * LINE, *text) for number, text in enumerate(texts)]
    x = WIDTH - BOX - 1 if side else 1
    return DrawnTie(tie, x, y, _height(tie), lines, x if side else x + BOX)
