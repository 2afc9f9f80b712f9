"""The genogram: the persons of a family in rows of generations, with lines for the relations between them.

This module computes positions; `templates/cases/family_page/genogram.html` draws them. The units are those of the view
box, which is as wide as a phone, so that the text stays readable there. Who lives at home stands on the left of each
row, within a dashed line.
"""

from collections import deque
from dataclasses import dataclass

from cases.choices import PersonRole
from cases.families.members import FamilyMember
from cases.models.records.situation import RelationKind, RelationQuality
from cases.records.relations import in_words, relation

WIDTH, IN_A_ROW, WIDEST = 336, 6, 112
ROW, FIRST, HALF = 116, 30, 17  # half of a shape
BELOW_NAME = 42
LETTER = 7.5  # about as wide
# By how many rows the other person of a relation stands lower.
DOWN = {
    RelationKind.PARENT: 1,
    RelationKind.GUARDIAN: 1,
    RelationKind.GRANDPARENT: 2,
    RelationKind.SPOUSE: 0,
    RelationKind.PARTNER: 0,
    RelationKind.SEPARATED: 0,
    RelationKind.SIBLING: 0,
}
COUPLES = {RelationKind.SPOUSE, RelationKind.PARTNER, RelationKind.SEPARATED}
BY_ROLE = {PersonRole.CHILD: 1, PersonRole.ADULT_CHILD: 1, PersonRole.GRANDPARENT: -1}
DASHES = {RelationQuality.BROKEN: "12 7", RelationQuality.CONFLICTED: "3 4"}
THICK = {RelationQuality.CLOSE: 4, RelationQuality.VIOLENT: 5}


@dataclass(frozen=True)
class DrawnMember:
    """A person, drawn around the point (x, y): a square for a man, a circle for a woman, else a diamond."""

    member: FamilyMember
    x: int
    y: int
    step: int

    @property
    def sex(self):
        return self.member.person.sex

    @property
    def name(self):
        name, most = self.member.short_name, int(self.step / LETTER)
        return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"

    @property
    def age(self):
        return "" if self.member.age is None else str(self.member.age)


@dataclass(frozen=True)
class DrawnLine:
    """A line between persons: its path, its RelationQuality, its width and dashes; `cut`: where a separation is
    marked."""

    path: str
    quality: str = ""
    width: int = 2
    dashes: str = "none"
    cut: tuple[int, int] | None = None


@dataclass(frozen=True)
class Genogram:
    """The persons, the lines, the outline of the household, and each relation in words."""

    members: list[DrawnMember]
    lines: list[DrawnLine]
    household: str
    height: int
    words: list[str]
    width: int = WIDTH


def genogram(file):
    """Return the Genogram of the file on its day, or None if it knows no relation of that day."""
    relations = [each for each in file.of(relation).now if each.person_id != each.other_id]
    named = {key for each in relations for key in (each.person_id, each.other_id)}
    members = [*file.members, *(member for member in file.former_members if member.person.pk in named)]
    if not relations:
        return None
    generations = _generations(members, relations)
    drawn, edges = {}, []
    for generation in sorted(set(generations.values())):
        those = _in_order([each for each in members if generations[each.person.pk] == generation], relations)
        for start in range(0, len(those), IN_A_ROW):
            row = those[start : start + IN_A_ROW]
            step, y = min(WIDTH // len(row), WIDEST), FIRST + len(edges) * ROW
            left = (WIDTH - step * len(row)) // 2
            for place, each in enumerate(row):
                drawn[each.person.pk] = DrawnMember(each, left + step // 2 + step * place, y, step)
            at_home = sum(_is_at_home(each) for each in row)
            edges.append((left, left + at_home * step) if at_home else None)
    lines = [*_descents(relations, drawn), *_lines(relations, drawn)]
    words = [in_words(each) for each in relations]
    return Genogram([*drawn.values()], lines, _outline(edges), len(edges) * ROW + 4, words)


def _is_at_home(member):
    return member.is_in_family and member.placement is None


def _generations(members, relations):
    """Return {key of the person: row}: from the main carer on by the relations, others by their roles."""
    ways = {}
    for each in relations:
        down = DOWN[each.kind]
        ways.setdefault(each.person_id, []).append((each.other_id, down))
        ways.setdefault(each.other_id, []).append((each.person_id, -down))
    found = {}
    # The main carer comes first of the members.
    for member in members:
        if member.person.pk in found:
            continue
        found[member.person.pk] = BY_ROLE.get(member.person.role, 0)
        waiting = deque([member.person.pk])
        while waiting:
            key = waiting.popleft()
            for other, down in ways.get(key, ()):
                if other not in found:
                    found[other] = found[key] + down
                    waiting.append(other)
    return found


def _in_order(members, relations):
    """Return the members of a row: who is at home first, and couples side by side."""
    partners = {}
    for each in relations:
        if each.kind in COUPLES:
            partners.setdefault(each.person_id, []).append(each.other_id)
            partners.setdefault(each.other_id, []).append(each.person_id)
    left = {each.person.pk: each for each in sorted(members, key=lambda each: not _is_at_home(each))}
    order = []
    while left:
        member = left.pop(next(iter(left)))
        order.append(member)
        order += [left.pop(key) for key in partners.get(member.person.pk, ()) if key in left]
    return sorted(order, key=lambda each: not _is_at_home(each))


def _descents(relations, drawn):
    """Yield a line for all children of the same parents, except those of whose bond something is noted."""
    parents = {}
    for each in relations:
        if _is_descent(each, drawn):
            parents.setdefault(each.other_id, set()).add(each.person_id)
    families = {}
    for child, those in parents.items():
        families.setdefault((frozenset(those), drawn[child].y), []).append(drawn[child])
    couples = {frozenset((each.person_id, each.other_id)) for each in relations if each.kind in COUPLES}
    for number, ((those, y), children) in enumerate(families.items()):
        level = y - HALF - 8 - 5 * (number % 5)
        legs = "".join(f" M{child.x} {level} V{y - HALF}" for child in children)
        xs = [child.x for child in children]
        tops = [drawn[key] for key in those]
        if those in couples and len({top.y for top in tops}) == 1:
            middle = sum(top.x for top in tops) // 2
            trunks = f"M{middle} {tops[0].y} V{level}"
            xs.append(middle)
        else:
            trunks = " ".join(f"M{top.x} {top.y + BELOW_NAME} V{level}" for top in tops)
            xs += [top.x for top in tops]
        yield DrawnLine(f"{trunks} M{min(xs)} {level} H{max(xs)}{legs}")


def _is_descent(each, drawn):
    return each.kind == RelationKind.PARENT and not each.quality and drawn[each.person_id].y < drawn[each.other_id].y


def _lines(relations, drawn):
    """Yield the lines of the other relations, except those that follow from parents."""
    of_child = {}
    for each in relations:
        if each.kind == RelationKind.PARENT:
            of_child.setdefault(each.other_id, set()).add(each.person_id)
    for each in relations:
        follows = not each.quality and (
            each.kind == RelationKind.SIBLING
            and of_child.get(each.person_id, set()) & of_child.get(each.other_id, set())
            or each.kind == RelationKind.GRANDPARENT
            and any(each.person_id in of_child.get(parent, ()) for parent in of_child.get(each.other_id, ()))
        )
        if not follows and not _is_descent(each, drawn):
            yield _line(each, drawn[each.person_id], drawn[each.other_id])


def _line(each, one, other):
    """Return the DrawnLine between two drawn persons."""
    cut = None
    if one.y == other.y:
        first, last = sorted((one, other), key=lambda member: member.x)
        if last.x - first.x == first.step and each.kind in COUPLES:
            path = f"M{first.x + HALF} {first.y} H{last.x - HALF}"
            cut = ((first.x + last.x) // 2 - 12, first.y)
        else:
            top, bow = first.y - HALF, first.y - HALF - 11
            path = f"M{first.x} {top} C{first.x} {bow} {last.x} {bow} {last.x} {top}"
            cut = ((first.x + last.x) // 2, top - 8)
    else:
        upper, lower = sorted((one, other), key=lambda member: member.y)
        path = f"M{upper.x} {upper.y + BELOW_NAME} L{lower.x} {lower.y - HALF}"
    return DrawnLine(
        path,
        each.quality,
        THICK.get(each.quality, 2),
        DASHES.get(each.quality, "none"),
        cut if each.kind == RelationKind.SEPARATED else None,
    )


def _outline(edges):
    """Return the path around those at home: `edges` has the left and the right end of them in each row, or None."""
    if not any(edges):
        return ""
    right = left = ""
    for number, row in enumerate(edges):
        first, last = row or (WIDTH // 2 - 3, WIDTH // 2 + 3)
        top, bottom = max(number * ROW - 2, 2), number * ROW + ROW - 2
        right += f" H{min(last, WIDTH - 2)} V{bottom}"
        left = f" H{max(first, 2)} V{top}{left}"
    first = max((edges[0] or (WIDTH // 2, 0))[0], 2)
    return f"M{first} 2{right}{left} Z"
