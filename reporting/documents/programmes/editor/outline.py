"""What the page of a programme's editor says of each goal, area, task and indicator, in short."""

from reporting.documents.definitions.reading import shortened
from reporting.documents.editor.figure_names import BETWEEN
from reporting.documents.programmes.editor.tree import kind_of, number_text, version_of

WORDS = {"goals": "cel", "areas": "obszar", "tasks": "zadanie", "indicators": "wskaźnik"}
MOST_SAID = 60


def outline(data, names):
    """Return {"goals": [part], "areas": [part]} for the page; `names`: the FigureNames."""
    return {name: lines_of(data.get(name, ()), name, "", names) for name in ("goals", "areas")}


def lines_of(siblings, name, parent, names):
    last = len(siblings)
    return [
        _line(node, f"{parent}/{name}/{at}" if parent else f"{name}/{at}", at == 1, at == last, names)
        for at, node in enumerate(siblings, start=1)
    ]


def _line(node, address, is_first, is_last, names):
    kind, words = kind_of(address), title_of(node)
    line = {
        "address": address,
        "id": id_of(address),
        "title": f"{number_text(node)}. {words}" if number_text(node) else words,
        "said": said(address, node),
        "version": version_of(node),
        "first": is_first,
        "last": is_last,
    }
    if isinstance(node, dict):
        if kind == "indicators":
            line["measured"] = _measured(node, names)
        else:
            line["indicators"] = lines_of(node.get("indicators", ()), "indicators", address, names)
            line["tasks"] = lines_of(node.get("tasks", ()), "tasks", address, names)
    return line


def _measured(node, names):
    """Return how an indicator is measured, in a few words."""
    figure = node.get("figure")
    if not figure:
        how = "wpisywany"
    elif figure in names.known:
        how = f"z akt: {names.name(figure).partition(BETWEEN)[0]}"
    else:
        how = "nie ma już danej, z której się liczył: wskaż inną"
    targets = [f"{year}: {value}" for year, value in (node.get("targets") or {}).items() if value is not None]
    return "; ".join([how, *([f"cel {', '.join(targets)}".replace(".", ",")] if targets else [])])


def title_of(node):
    """Return the title of a goal, area or task, the label of an indicator."""
    return (node.get("title") or node.get("label") or "") if isinstance(node, dict) else str(node)


def said(address, node):
    """Return „Zadanie „Grupy wsparcia””, shortened."""
    return f"{WORDS[kind_of(address)].capitalize()} „{shortened(title_of(node), MOST_SAID)}”"


def id_of(address):
    """Return the id of a line on the page: `goals-1-tasks-2`."""
    return address.replace("/", "-")
