"""Figures by their Polish names: „Dzieci w tych rodzinach · Rodziny objęte wsparciem asystenta rodziny”."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from familycare.lib.ordering import fold
from reporting.documents.definitions.live_figures import FIGURE
from reporting.figures.tables.definitions import rows_of

BETWEEN = " · "
PASSED_OVER = frozenset("a w we i z ze na do o od u za po sie liczba liczby liczbe ile ilu ogolem r roku rok".split())
YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
MOST_FOUND = 12
NAMES_TOLD = 4


@dataclass(frozen=True)
class NamedFigureOfTable:
    """A figure with its Polish name. Of a group of measures the key needs a suffix, and `measures` names them."""

    key: str
    name: str
    unit: str
    measures: tuple[str, ...] = ()

    @cached_property
    def words(self):
        return _words(self.name)

    @cached_property
    def first_words(self):
        """Of its own label, without the title of its table."""
        return _words(self.name.rpartition(BETWEEN)[0])


class FigureNames:
    """The names of all figures of a Catalogue. `suffixes`: [(suffix, what it measures)]."""

    def __init__(self, known):
        self.known = known
        rows = rows_of(list(known.tables.values()))
        named, measures, groups = [], {}, {}
        for table_key, of_table in rows.items():
            title = known.tables[table_key].title
            for row in of_table:
                named.append((f"{table_key}.{row.key}", f"{row.label}{BETWEEN}{title}", row.measure.unit))
                stem, _dot, suffix = row.key.rpartition(".")
                if stem and row.group_label:
                    measures.setdefault(f".{suffix}", row.measure_label)
                    groups.setdefault(f"{table_key}.{stem}", (f"{row.group_label}{BETWEEN}{title}", []))[1].append(
                        row.measure_label
                    )
        often = Counter(name for _key, name, _unit in named)
        self.figures = {
            key: NamedFigureOfTable(key, name if often[name] == 1 else f"{name} ({key})", unit)
            for key, name, unit in named
        }
        self.groups = {
            key: NamedFigureOfTable(key, name, "", tuple(found))
            for key, (name, found) in groups.items()
            if key not in self.figures
        }
        self.suffixes = list(measures.items())
        self._by_name = {_same(each.name): each for each in [*self.groups.values(), *self.figures.values()]}

    def name(self, key):
        """Return the Polish name of a key, or the key itself where there is no such figure."""
        found = self.figures.get(key) or self.groups.get(key)
        return found.name if found else key

    def find(self, text, *, with_groups=False):
        """Return the figures that somebody may mean by `text`, the likeliest first: words in any order and any case."""
        wanted = [word for word in _words(text) if word not in PASSED_OVER and not YEAR.fullmatch(word)]
        if not wanted:
            return []
        found = []
        for figure in [*(self.groups.values() if with_groups else ()), *self.figures.values()]:
            scores = [_likeness(word, figure) for word in wanted]
            if hits := sum(map(bool, scores)):
                found.append((hits, sum(scores), figure))
        most = max((hits for hits, *_rest in found), default=0)
        if most * 2 < len(wanted):
            return []
        kept = [(score, figure) for hits, score, figure in found if hits == most]
        return [figure for _score, figure in sorted(kept, key=lambda each: -each[0])][:MOST_FOUND]

    def key_of(self, text, *, with_groups=False):
        """Return (key, "") of the figure that `text` names, or ("", what is wrong, in Polish)."""
        text = " ".join(text.split())
        if found := self._by_name.get(_same(text)):
            return found.key, ""
        if text in self.figures or text in self.groups:
            return text, ""
        exactly = [each for each in self.figures.values() if _same(each.name.rpartition(BETWEEN)[0]) == _same(text)]
        if len(exactly) == 1:
            return exactly[0].key, ""
        found = self.find(text.replace(".", " ") if re.fullmatch(FIGURE, text) else text, with_groups=with_groups)
        alike = found or [self.figures[key] for key in self.known.like(text)]
        if len(found) == 1 and not re.fullmatch(FIGURE, text):
            return found[0].key, ""
        told = "; ".join(f"„{each.name}”" for each in alike[:NAMES_TOLD])
        if not told:
            return "", f"Nie ma danej „{_shortened(text)}”. Poszukaj jej po polskiej nazwie."
        if len(found) > 1 and not re.fullmatch(FIGURE, text):
            return "", f"Nie wiadomo, o którą daną chodzi w „{_shortened(text)}”. Wybierz: {told}."
        return "", f"Nie ma danej „{_shortened(text)}”. Podobne: {told}."


def year_in(text):
    """Return the year that a search names, or None: „rodzin objętych wsparciem, 2025”."""
    found = YEAR.findall(text)
    return int(found[-1]) if found else None


def _same(text):
    return fold(" ".join(text.split()))


def _words(text):
    return re.findall(r"\w+", fold(text))


def _likeness(word, figure):
    """Return how well a word fits a figure, 0 for not at all.

    The own words of its row count more than those of its table, and the first of them most.
    """
    own, first = set(figure.first_words), figure.first_words[:1]
    return max(
        likeness * (2 if each in own else 1) + (3 if [each] == first and likeness else 0)
        for each in figure.words
        for likeness in [_alike(word, each)]
    )


def _alike(word, other):
    """Return 3 for the same word or its beginning, 2 for another form of it („rodzin”, „rodziny”), 0 for another."""
    if other == word or (len(word) > 2 and other.startswith(word)):
        return 3
    shared = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        shared += 1
    return 2 if shared >= 4 and shared >= max(len(word), len(other)) - 3 else 0


def _shortened(text, most=80):
    return text if len(text) <= most else f"{text[:most]}…"
