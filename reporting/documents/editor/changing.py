"""Changes of a definition in the editor: each is saved at once, as the definition's new text.

A chapter and a block are known by their place and by the fingerprint of what the writer saw there: where somebody has
moved it meanwhile, it is found, and where somebody has changed it, nothing is overwritten.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from familycare.audit.services import lock_changes
from reporting.documents.composing.checking import mistakes_of
from reporting.documents.composing.figures import Catalogue
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.definitions.services import save_definition
from reporting.documents.editor.canonical import data_of, fingerprint, written
from reporting.documents.editor.pairing import parts_of

GONE = "Ktoś tymczasem usunął ten dokument, więc nie ma go gdzie zapisać. Skopiuj swój tekst, zanim stąd wyjdziesz."
OTHERWISE = "Ktoś tymczasem zmienił ten dokument. Zobacz, jaki jest teraz, i spróbuj jeszcze raz."
NEW_CHAPTER = "Rozdział"
HEAD = ("kind", "title", "subtitle", "addressee", "legal_basis", "periods")


class DocumentGone(ValidationError):
    """Somebody has deleted the document."""

    def __init__(self):
        super().__init__(GONE, code="gone")


class PartChanged(Exception):
    """Somebody has changed what is to be saved; `theirs` is it now, None where it is gone."""

    def __init__(self, theirs):
        super().__init__(OTHERWISE)
        self.theirs = theirs


class Opened(dict):
    """The data of a document that is about to be changed, which remembers where its blocks and chapters were."""

    def __init__(self, data):
        super().__init__(data)
        # The dicts themselves: what is moved stays the same one.
        self._parts = parts_of(data)

    def note_version(self, place, block):
        """Note that this block takes the place of the one there."""
        was = block_at(self, *place)
        self._parts = {at: block if each is was else each for at, each in self._parts.items()}

    def replace_with(self, data):
        """Hold other data, with the same blocks."""
        self.clear()
        self.update(data)

    @property
    def moved(self):
        """{(chapter, block) before: (chapter, block) now, or None} of what was there; a chapter is its block 0."""
        now = {id(part): place for place, part in parts_of(self).items()}
        return {place: now.get(id(part)) for place, part in self._parts.items()}


@transaction.atomic
def save_head(*, key, head, version):
    """Save the keys of HEAD. Raises InvalidDefinition, DocumentGone, and PartChanged if `version` is outdated."""
    data = _locked(key)
    theirs = head_of(data)
    if fingerprint(theirs) != version and theirs != head:
        raise PartChanged(theirs)
    # The keys keep the order of a definition; empty ones need not be there.
    new = {"key": data["key"], **{name: head[name] for name in HEAD if head.get(name) or name in data}}
    before = written(data)
    data.replace_with({**new, "chapters": data["chapters"]})
    _save(data, before=before)


@transaction.atomic
def save_chapter(*, key, title, number=0, version=""):
    """Add a chapter with that title at the end, or change the title of the chapter there; return its number."""
    data = _locked(key)
    if number:
        number = chapter_number(data, number, version)
        data["chapters"][number - 1]["title"] = title
    else:
        data["chapters"].append({"title": title, "blocks": []})
        number = len(data["chapters"])
    _save(data, at=(number, 0))
    return number


@transaction.atomic
def save_block(*, key, chapter, number, version, block, more=()):
    """Save a block in the place of that one, or without `version` as a new one there; return (chapter, number).

    `more`: blocks that are put behind it. A new one whose chapter is gone comes to the end of the last one.
    Raises InvalidDefinition with what is wrong with it, DocumentGone, and PartChanged.
    """
    data = _locked(key)
    if version:
        place = block_place(data, chapter, number, version)
        if not place:
            theirs = block_at(data, chapter, number)
            if theirs != block:
                raise PartChanged(theirs if theirs and theirs.get("type") == block["type"] else None)
            place = (chapter, number)
        data.note_version(place, block)
        data["chapters"][place[0] - 1]["blocks"][place[1] - 1 : place[1]] = [block, *more]
    else:
        chapters = data["chapters"]
        if not chapters:
            chapters.append({"title": NEW_CHAPTER, "blocks": []})
        if not 1 <= chapter <= len(chapters):
            chapter, number = len(chapters), len(chapters[-1]["blocks"]) + 1
        blocks = chapters[chapter - 1]["blocks"]
        place = (chapter, max(1, min(number, len(blocks) + 1)))
        blocks.insert(place[1] - 1, block)
    _save(data, at=place)
    return place


@transaction.atomic
def move_chapter(*, key, number, version, step):
    """Move a chapter up (step -1) or down (1), and return its number. What is first or last stays."""
    data = _locked(key)
    number = chapter_number(data, number, version)
    chapters = data["chapters"]
    if 1 <= number + step <= len(chapters):
        chapters.insert(number - 1 + step, chapters.pop(number - 1))
        number += step
    _save(data)
    return number


@transaction.atomic
def move_block(*, key, chapter, number, version, step):
    """Move a block up or down, at the edge into the next chapter, and return its (chapter, number)."""
    data = _locked(key)
    chapter, number = _found(data, chapter, number, version)
    chapters = data["chapters"]
    blocks = chapters[chapter - 1]["blocks"]
    if not 1 <= number + step <= len(blocks) and not 1 <= chapter + step <= len(chapters):
        return chapter, number
    block = blocks.pop(number - 1)
    if 1 <= number + step <= len(blocks) + 1:
        number += step
    else:
        chapter += step
        number = 1 if step > 0 else len(chapters[chapter - 1]["blocks"]) + 1
    chapters[chapter - 1]["blocks"].insert(number - 1, block)
    _save(data, at=(chapter, 0))
    return chapter, number


@transaction.atomic
def remove_chapter(*, key, number, version):
    """Leave out a chapter with its blocks. `version`: see `whole_version`. Raises PartChanged."""
    data = _locked(key)
    found = [place for place, each in enumerate(data["chapters"], start=1) if whole_version(each) == version]
    if not found:
        title, _dot, _all = version.partition(".")
        raise PartChanged(next((each for each in data["chapters"] if chapter_version(each) == title), None))
    del data["chapters"][min(found, key=lambda place: abs(place - number)) - 1]
    _save(data)


@transaction.atomic
def remove_block(*, key, chapter, number, version):
    """Leave out a block."""
    data = _locked(key)
    chapter, number = _found(data, chapter, number, version)
    del data["chapters"][chapter - 1]["blocks"][number - 1]
    _save(data)


def head_of(data):
    """Return the head of a definition, with what it leaves out."""
    return {**dict.fromkeys(HEAD, ""), "periods": ["Y"], **{name: data[name] for name in HEAD if name in data}}


def block_at(data, chapter, number):
    """Return the block at that place, or None."""
    if not 1 <= chapter <= len(data["chapters"]):
        return None
    blocks = data["chapters"][chapter - 1]["blocks"]
    return blocks[number - 1] if 1 <= number <= len(blocks) else None


def block_place(data, chapter, number, version):
    """Return the (chapter, number) of the block with that fingerprint that is nearest to the place, or None."""
    found = [
        (place, position)
        for place, each in enumerate(data["chapters"], start=1)
        for position, block in enumerate(each["blocks"], start=1)
        if fingerprint(block) == version
    ]
    return min(found, key=lambda place: (abs(place[0] - chapter), abs(place[1] - number)), default=None)


def chapter_version(chapter):
    """Return the fingerprint of a chapter: of its title, for its blocks are saved by themselves."""
    return fingerprint(chapter["title"])


def whole_version(chapter):
    """Return the fingerprints of a chapter's title and of all of it."""
    return f"{chapter_version(chapter)}.{fingerprint(chapter)}"


def chapter_number(data, number, version):
    """Return the number of the chapter with that fingerprint, nearest to `number`. Raises PartChanged."""
    found = [place for place, each in enumerate(data["chapters"], start=1) if chapter_version(each) == version]
    if not found:
        raise PartChanged(None)
    return min(found, key=lambda place: abs(place - number))


def _found(data, chapter, number, version):
    if place := block_place(data, chapter, number, version):
        return place
    raise PartChanged(block_at(data, chapter, number))


def _locked(key):
    """Return the data of the document, which nobody else changes until the transaction ends."""
    lock_changes()
    document = DocumentDefinition.objects.filter(key=key).first()
    if document is None:
        raise DocumentGone
    return Opened(data_of(document))


def _save(data, *, at=None, before=None):
    """Save the definition. What is wrong at the chapter and block `at` is refused; with `before`, its text until now,
    what was right there.

    A figure that was deleted since must not keep anybody from writing elsewhere in the document.
    """

    def check(definition):
        if at is None and before is None:
            return
        known = Catalogue()
        found = mistakes_of(definition, known)
        if at:
            found = [each for each in found if (each.place.chapter, each.place.block) == at]
        else:
            there = set(map(str, mistakes_of(parse(before), known)))
            found = [each for each in found if str(each) not in there]
        if found:
            raise InvalidDefinition(found)

    save_definition(text=written(data), replace=True, check=check, moved=data.moved)
