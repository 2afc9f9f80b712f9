"""Which block of a definition is which block of a later one."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from reporting.documents.editor.canonical import fingerprint

LIKE_ENOUGH = 0.5  # share of the words that two blocks have in common, to be versions of one
SPELT_ALIKE = 0.75  # or of the letters, of short ones: „Kadra” and „Kadry”
SHORT = 200  # characters: letters of longer ones are alike in any two texts, and take long to compare
MOST_COMPARED = 500  # words of a block
MOST_PAIRS = 1000  # of blocks of all chapters; where there are more, only those of one chapter are compared


def blocks_of(data):
    """Return {(chapter, number): block} of a definition's data, both counted from 1, in order of the document."""
    return {
        (chapter, number): block
        for chapter, each in enumerate(data["chapters"], start=1)
        for number, block in enumerate(each["blocks"], start=1)
    }


def parts_of(data):
    """Return the blocks, as `blocks_of` does, and each chapter at (its number, 0)."""
    chapters = {(number, 0): chapter for number, chapter in enumerate(data["chapters"], start=1)}
    return chapters | blocks_of(data)


@dataclass(frozen=True)
class Moves:
    """Where blocks and chapters went by a change: `moved`, {place before: place now or None}; `came`, {fingerprint:
    place} of blocks that are new; `now`, as `blocks_of` returns them.
    """

    moved: dict
    came: dict
    now: dict

    @classmethod
    def of(cls, before, after, moved, wanted):
        """Return the Moves between two definitions' data. `moved`: of the editor, or None; `wanted`: places before."""
        was, now = blocks_of(before), blocks_of(after)
        if moved is None:
            moved = pairs_of_blocks(was, now, wanted) | _chapters(before, after)
        there = set(moved.values())
        came = {fingerprint(block): place for place, block in reversed(now.items()) if place not in there}
        return cls(moved, came, now)

    def place(self, place, mark):
        """Return where the block of `place` is now, (0, 0) if it is gone; one that was gone is known by `mark`."""
        return (self.moved.get(place) if place[0] else self.came.get(mark)) or (0, 0)


def _chapters(before, after):
    """Return {place before: place after} of the chapters: of the same title, or of the same number and renamed."""
    was, now = ([chapter["title"] for chapter in each["chapters"]] for each in (before, after))
    found = {}
    for number, title in enumerate(was, start=1):
        if title in now:
            found[number, 0] = (now.index(title) + 1, 0)
        elif number <= len(now) and now[number - 1] not in was:
            found[number, 0] = (number, 0)
    return found


def pairs_of_blocks(before, after, wanted=None):
    """Return {place before: place after} of the blocks that are the same, or versions of the same.

    `before` and `after`: as `blocks_of` returns them. Equal blocks come first, wherever they stand; then those of one
    type that say nearly the same. `wanted`: the places before that somebody asks for; None for all.
    """
    was = [(place, fingerprint(block)) for place, block in before.items()]
    now = [(place, fingerprint(block)) for place, block in after.items()]
    found = {}
    matcher = SequenceMatcher(None, [each for _place, each in was], [each for _place, each in now], autojunk=False)
    for match in matcher.get_matching_blocks():
        for step in range(match.size):
            found[was[match.a + step][0]] = now[match.b + step][0]
    left = {}
    taken = set(found.values())
    for place, mark in now:
        if place not in taken:
            left.setdefault(mark, []).append(place)
    for place, mark in was:
        if place not in found and left.get(mark):
            found[place] = left[mark].pop(0)
    return found | _versions(before, after, found, wanted)


def _versions(before, after, found, wanted):
    """Return {place before: place after} of blocks that were changed, those that are most alike first."""
    taken = set(found.values())
    old = [place for place in before if place not in found and (wanted is None or place in wanted)]
    new = [place for place in after if place not in taken]
    was, now = ({place: _words(each[place]) for place in left} for each, left in ((before, old), (after, new)))
    alike, within = [], len(old) * len(new) > MOST_PAIRS
    for one in old:
        for other in new:
            if before[one]["type"] != after[other]["type"] or (within and one[0] != other[0]):
                continue
            if likeness := _likeness(was[one], now[other]):
                alike.append((-likeness, one, other))
    pairs = {}
    for _ratio, one, other in sorted(alike):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def _likeness(was, now):
    """Return how much two lists of words have in common, 0 if too little."""
    by_words = SequenceMatcher(None, was, now, autojunk=False)
    if by_words.quick_ratio() >= LIKE_ENOUGH and (ratio := by_words.ratio()) >= LIKE_ENOUGH:
        return ratio
    texts = " ".join(was), " ".join(now)
    if max(map(len, texts)) > SHORT:
        return 0
    letters = SequenceMatcher(None, *texts, autojunk=False)
    if letters.real_quick_ratio() >= SPELT_ALIKE and letters.quick_ratio() >= SPELT_ALIKE:
        return ratio if (ratio := letters.ratio()) >= SPELT_ALIKE else 0
    return 0


def _words(block):
    """Return the words and numbers of a block, without its type."""
    return list(islice(_all_words({key: value for key, value in block.items() if key != "type"}), MOST_COMPARED))


def _all_words(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _all_words(each)
    else:
        yield from str(value).split()
