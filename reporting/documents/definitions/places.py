"""Where something in a definition is, and what is wrong there, in Polish."""

from dataclasses import dataclass, replace

BLOCK_NAMES = {
    "heading": "nagłówek",
    "text": "tekst",
    "list": "lista",
    "section": "część sprawozdania",
    "table": "tabela",
    "chart": "wykres",
    "matrix": "tabela słowna",
    "programme": "program",
    "signatures": "miejsca na podpisy",
    "break": "nowa strona",
}
LONGEST_TITLE = 60


@dataclass(frozen=True)
class Place:
    """A chapter, a block in it, and a row or column of the block; all counted from 1, 0 for none."""

    chapter: int = 0
    chapter_title: str = ""
    block: int = 0
    block_type: str = ""
    part: str = ""  # „wiersz 4”, „kolumna 2”, „punkt 3”

    def __str__(self):
        if not self.chapter:
            return "Nagłówek dokumentu"
        title = self.chapter_title
        if len(title) > LONGEST_TITLE:
            title = f"{title[:LONGEST_TITLE].rstrip()}…"
        said = [f"Rozdział {self.chapter} („{title}”)" if title else f"Rozdział {self.chapter}"]
        if self.block:
            name = BLOCK_NAMES.get(self.block_type, "")
            said.append(f"blok {self.block} ({name})" if name else f"blok {self.block}")
        return ", ".join([*said, *([self.part] if self.part else [])])

    def at(self, part):
        """Return the place of a part of this block: „wiersz 4”."""
        return replace(self, part=", ".join(filter(None, [self.part, part])))


@dataclass(frozen=True)
class Mistake:
    """What is wrong at a place; `what` is a Polish sentence without the place."""

    place: Place
    what: str

    def __str__(self):
        # A key or a title may hold half a character, which no page and no terminal can show.
        return f"{self.place}: {self.what}".encode(errors="replace").decode()


class InvalidDefinition(ValueError):
    """The definition has `mistakes`; the message is for the user, a line for each."""

    def __init__(self, mistakes):
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))
