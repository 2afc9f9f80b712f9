"""Numbers typed by hand into the texts of a document."""

from familycare.lib.polish import plural
from reporting.documents.composing.figures import texts_of
from reporting.documents.definitions.places import Mistake
from reporting.documents.definitions.typed_numbers import typed_numbers

MOST_NAMED = 12  # numbers of one place


def hand_typed_numbers(definition):
    """Yield a Mistake for each block, or point of it, whose text has numbers typed by hand.

    The numbers of a programme are its own: targets, not counts.
    """
    blocks = (block for chapter in definition.chapters for block in chapter.blocks)
    for block in blocks:
        found = {}
        for part, text in texts_of(block):
            found.setdefault(part, []).extend(typed_numbers(text))
        for part, numbers in found.items():
            if numbers:
                named = ", ".join(numbers[:MOST_NAMED]) + ("…" if len(numbers) > MOST_NAMED else "")
                words = plural(len(numbers), "liczba wpisana", "liczby wpisane", "liczb wpisanych")
                yield Mistake(block.place.at(part) if part else block.place, f"{words} ręcznie: {named}.")
