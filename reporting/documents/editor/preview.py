"""A block as it will look, with the figures of a year."""

from reporting.documents.composing.compose import compose
from reporting.documents.composing.figures import expressions_of
from reporting.documents.definitions.parsing import read
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.editor.canonical import written
from reporting.documents.editor.changing import HEAD
from reporting.documents.editor.sentences import sentence
from reporting.renderers import html


def preview(block, *, data, year, names, centre):
    """Return {"views": blocks for templates, "problems": sentences, "figures": [(code, Polish name)]} of a block.

    `data`: the definition, whose periods it has.
    """
    head = {name: data[name] for name in ("key", *HEAD) if name in data}
    text = written({**head, "chapters": [{"title": "Podgląd", "blocks": [block]}]})
    try:
        definition, mistakes = read(text)
        if mistakes:
            raise InvalidDefinition(mistakes)
        document = compose(definition, centre=centre, year=year)
    except InvalidDefinition as error:
        found = dict.fromkeys(
            f"{_part(mistake.place.part)}{sentence(mistake.what, names)}" for mistake in error.mistakes
        )
        return {"views": [], "problems": list(found), "figures": []}
    [chapter] = html.view(document, None)["chapters"]
    figures = {
        expression.text: [names.name(term.figure) for term in expression.terms]
        for _part_name, expression in expressions_of(definition.blocks[0])
    }
    return {"views": chapter["blocks"], "problems": [], "figures": list(figures.items())}


def _part(part):
    return f"{part[:1].upper()}{part[1:]}: " if part else ""
