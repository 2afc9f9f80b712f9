"""The data of a programme as a tree: where its goals, areas, tasks and indicators are, and how they are numbered.

An address is the path in the JSON, counted from 1: `goals/1/tasks/2/indicators/1`.
"""

from reporting.documents.editor.canonical import fingerprint

PARTS, NESTED = ("goals", "areas"), ("tasks", "indicators")
# What may be in what; "" is the programme itself.
WITHIN = {"": PARTS, "goals": NESTED, "areas": NESTED, "tasks": ("indicators",), "indicators": ()}


class _OwnText(str):
    """An indicator that is a mere text, as an object of its own, which can be followed when it moves."""

    __slots__ = ()


class Tree:
    """The data of a programme while it is changed. It knows from where each node has come."""

    def __init__(self, data):
        self.data = _followable(data)
        self._before = [*nodes(self.data)]  # it keeps the nodes alive, so that each `id` is of one of them
        self._instead = {}

    def at(self, address):
        """Return the node at an address, or None."""
        siblings, index = self.siblings(address)
        return siblings[index] if 0 <= index < len(siblings) else None

    def children(self, parent, name):
        """Return the list `name` of the node at `parent`, "" for the programme; it is made where there is none."""
        node = self.at(parent) if parent else self.data
        return node.setdefault(name, []) if isinstance(node, dict) else []

    def siblings(self, address):
        """Return (the list that the address is in, the index there). Without such a list it is empty."""
        *path, number = address.split("/")
        node = self.data
        for step in path:
            if step.isdigit():
                node = node[int(step) - 1] if isinstance(node, list) and 0 < int(step) <= len(node) else None
            else:
                node = node.get(step) if isinstance(node, dict) else None
        return (node if isinstance(node, list) else []), int(number) - 1

    def replace(self, address, node):
        """Put another node in the place of that one; it is the same goal, task or indicator."""
        siblings, index = self.siblings(address)
        self._instead[id(siblings[index])] = node
        siblings[index] = node

    def address_of(self, node):
        return next((address for address, each in nodes(self.data) if each is node), "")

    def moved(self):
        """Return {address before: address now, None for what is gone}."""
        now = {id(node): address for address, node in nodes(self.data)}
        return {address: now.get(id(self._instead.get(id(node), node))) for address, node in self._before}

    def find(self, address, version):
        """Return the address of the node of that kind and version that is nearest, or ""."""
        found = [
            each for each, node in nodes(self.data) if kind_of(each) == kind_of(address) and version_of(node) == version
        ]
        return min(found, key=lambda each: (each != address, _distance(each, address)), default="")


def nodes(data):
    """Yield (address, node) for all goals, areas, tasks and indicators."""
    for name in PARTS:
        yield from _within(data, name, "")


def _within(node, name, address):
    for number, each in enumerate(node.get(name, ()), start=1):
        place = f"{address}/{name}/{number}" if address else f"{name}/{number}"
        yield place, each
        if isinstance(each, dict):
            for inner in WITHIN[name]:
                yield from _within(each, inner, place)


def kind_of(address):
    """Return „goals”, „areas”, „tasks” or „indicators”."""
    return address.split("/")[-2]


def parent_of(address):
    """Return the address of what the node is in, "" for the programme."""
    return "/".join(address.split("/")[:-2])


def own(node):
    """Return what a node says itself, without what is saved by itself: its tasks and indicators."""
    return {name: value for name, value in node.items() if name not in NESTED} if isinstance(node, dict) else node


def version_of(node):
    """Return the fingerprint of what a node says itself."""
    return fingerprint(own(node))


def _followable(data):
    for name in PARTS:
        for part in data.get(name, ()):
            for node in (part, *part.get("tasks", ())):
                if texts := node.get("indicators"):
                    node["indicators"] = [_OwnText(each) if isinstance(each, str) else each for each in texts]
    return data


def _distance(one, other):
    places = zip(one.split("/")[1::2], other.split("/")[1::2], strict=False)
    return [abs(int(first) - int(second)) for first, second in places]


# Numbers


def number_text(node):
    """Return the number of a goal, area or task as text, "" without one."""
    no = node.get("no") if isinstance(node, dict) else None
    return "" if no is None else str(no)


def series_of(siblings):
    """Return („6.”, True) where the siblings are numbered 6.1, 6.2 … one after the other; None otherwise.

    The second value: whether the numbers are integers in the JSON.
    """
    texts = [number_text(node) for node in siblings]
    if not texts or not all(texts):
        return None
    prefix = texts[0][:-1]
    if texts[0] != f"{prefix}1" or texts != [f"{prefix}{number}" for number in range(1, len(texts) + 1)]:
        return None
    return prefix, all(isinstance(node["no"], int) for node in siblings)


def renumber(siblings, series):
    """Number the siblings anew, as `series_of` said that they were before something came, went or moved."""
    if series:
        prefix, are_integers = series
        for number, node in enumerate(siblings, start=1):
            node["no"] = number if are_integers else f"{prefix}{number}"


def next_number(siblings):
    """Return the number that a new one gets, as text; "" where its siblings have none."""
    if not siblings:
        return "1"
    if not any(map(number_text, siblings)):
        return ""
    prefix, last = "", 0
    for node in siblings:
        start, dot, end = number_text(node).rpartition(".")
        if end.isascii() and end.isdigit() and len(end) < 6 and int(end) >= last:
            prefix, last = f"{start}{dot}", int(end)
    return f"{prefix}{last + 1}"


def typed_number(text, siblings):
    """Return a typed number as the JSON has it: an integer, unless its siblings have texts."""
    are_texts = any(isinstance(node, dict) and isinstance(node.get("no"), str) for node in siblings)
    return text if are_texts or not text.isdigit() or text != str(int(text)) else int(text)
