"""What a programme says beside its goals: SWOT, addressees, who carries it out, financing, monitoring.

Programmes write these parts in different shapes, a text or a list; what is neither is not shown.
"""

from reporting.documents.definitions import shape

SWOT = {
    "strengths": "Mocne strony",
    "weaknesses": "Słabe strony",
    "opportunities": "Szanse",
    "threats": "Zagrożenia",
}


def described_parts(place, shown, data):
    """Yield the blocks of one of MORE_OF_PROGRAMME; `data`: the JSON of the programme."""
    match shown:
        case "swot":
            yield from _swot(place, data.get("swot"))
        case "addressees" | "financing" | "recommendations":
            yield from _points(place, texts_in(data.get(shown)))
        case "implementation":
            if implementer := texts_in(data.get("implementer")):
                yield shape.TextDefinition(place, f"Realizator programu: {', '.join(implementer)}.")
            if partners := texts_in(data.get("partners")):
                yield shape.TextDefinition(place, "W realizacji programu współpracują:")
                yield from _points(place, partners)
        case "monitoring":
            said = texts_in(data.get("monitoring"))
            if said:
                yield shape.TextDefinition(place, "\n\n".join(said))
            if deadline := texts_in(data.get("reporting_deadline")):
                yield shape.TextDefinition(place, f"Termin sprawozdania z realizacji programu: {', '.join(deadline)}.")


def texts_in(value):
    """Return the texts that a value holds, without what a document would take for a live figure."""
    found = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [each.replace("{{", "{ {") for each in found if isinstance(each, str) and each.strip()]


def _points(place, points):
    if points:
        yield shape.ListDefinition(place, tuple(points))


def _swot(place, swot):
    """A list for each side that has something."""
    for name, title in SWOT.items():
        if points := texts_in(swot.get(name) if isinstance(swot, dict) else None):
            yield shape.TextDefinition(place, f"{title}:")
            yield from _points(place, points)
