"""What a kind of paper is; the kinds are declared in `catalogue.py`.

Pages, the explanation of fields, checks of templates, previews, access and tests go over the declarations.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from cases.access import DOCUMENTS, PARTS, Part
from cases.choices import DocumentKind
from cases.family_page.file import FamilyFile
from familycare.accounts.models import User
from familycare.centre.models import Centre
from familycare.lib.polish import date_in_words
from reporting.papers import fields


@dataclass(frozen=True)
class Subject:
    """What a paper is about: a plan, a visit. `key`: its primary key; `label` for people."""

    key: int
    label: str
    record: Any


@dataclass(frozen=True)
class About:
    """What papers of a kind are about. `question`: the label of the choice; `subjects` returns what the file offers,
    the most likely one first. Papers about the whole family have neither."""

    question: str = ""
    subjects: Callable[[FamilyFile], list[Subject]] = lambda file: []
    nothing: str = ""  # why there is nothing to choose


@dataclass(frozen=True)
class PaperLetter:
    """What the person who makes a paper decides: head, addressee, signer. `corrects`: the paper that it replaces."""

    mark: str
    dated_on: date
    addressee: str = ""
    address: str = ""
    copies: str = ""  # one in each line
    signed_by: str = ""
    signed_as: str = ""
    corrects: str = ""

    @property
    def recipients(self):
        return [line.strip() for line in self.copies.splitlines() if line.strip()]


@dataclass(frozen=True)
class PaperSource:
    """What the fields of a paper are taken from. The file has only the parts that its readers may see."""

    file: FamilyFile
    letter: PaperLetter
    centre: Centre
    user: User
    record: Any = None  # that of the Subject

    @property
    def family(self):
        return self.file.family


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper.

    `word`: in addresses and in the database; `title`: its name; `purpose`: a sentence that says what it is for.
    `document`: the kind of document that a frozen one is in the family's file, which decides who reads it. `jrwa`: the
    class of the records list that the centre may change. `groups`: its fields. `template` returns the default template
    (bytes). `addressed`: it is a letter, to the main carer or, with a `contact` (a ContactRole), to that contact of
    the family; `copies`: who gets it, one in each line.
    """

    word: str
    title: str
    purpose: str
    groups: tuple[fields.FieldGroup, ...]
    template: Callable[[], bytes]
    about: About = About()
    document: DocumentKind = DocumentKind.LETTER
    jrwa: str = "8211"
    addressed: bool = False
    contact: str = ""
    copies: str = ""

    @cached_property
    def parts(self):
        """The parts of a file that everybody has who may read the frozen paper."""
        part = DOCUMENTS[self.document]
        readers = [parts for parts in PARTS.values() if part in parts]
        return frozenset(Part).intersection(*readers)

    def data(self, source):
        return fields.data_of(self.groups, source)

    def invented(self):
        return fields.invented_data(self.groups)

    def empty(self):
        return fields.empty_data(self.groups)

    def standard(self):
        """Return the default template (bytes)."""
        return _standard(self.template)


@lru_cache(maxsize=64)
def _standard(template):
    return template()


def day(value):
    """Return a day as papers write it, „14 marca 2026 r.”, or ""."""
    return f"{date_in_words(value)} r." if value else ""
