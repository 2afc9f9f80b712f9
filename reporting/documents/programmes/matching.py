"""Which task or indicator of a changed programme is which one of the programme before."""

from collections import defaultdict

from reporting.documents.programmes.contents import label_of


def matched(before, now) -> dict[str, str]:
    """Return {address before: address now} of the tasks and indicators that are still there, wherever they moved.

    The same words in the same goal and task are the same; then the same words at the same place; then words that occur
    once. What was renamed is not found.
    """
    found = {}
    for old, new in zip(_items(before), _items(now), strict=True):
        for key in (
            lambda address, path: path,
            lambda address, path: (address, path[-1]),
            lambda address, path: path[-1],
        ):
            _pair(old, new, key, found)
    return found


def _pair(old, new, key, found):
    there, here = _grouped(old, key), _grouped(new, key)
    for each, addresses in there.items():
        # Several that are alike keep their order, as long as none came or went.
        if len(addresses) == len(here.get(each, ())):
            for address, other in zip(addresses, here[each], strict=True):
                found[address] = other
                del old[address], new[other]


def _grouped(items, key):
    found = defaultdict(list)
    for address, path in items.items():
        found[key(address, path)].append(address)
    return found


def _items(contents):
    """Return ({address: path} of tasks, the same of indicators); a path is the words of its goal, task and itself."""
    tasks, indicators = {}, {}
    for part in contents.parts:
        for each in part.indicators:
            indicators[each.address] = (part.is_area, part.title, "", label_of(each.label))
        for task in part.tasks:
            tasks[task.address] = (part.is_area, part.title, label_of(task.title))
            for each in task.indicators:
                indicators[each.address] = (part.is_area, part.title, task.title, label_of(each.label))
    return tasks, indicators
