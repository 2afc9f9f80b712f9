"""What a kind of record declares about itself.

A kind (a blue card, a placement, a court order) is declared once, next to its form. The pages that write records, the
family's page and timeline, the file of a family handed over, the copy of a person's data (RODO art. 15), anonymisation,
the rights to read, the change log and the register all read the declaration. `docs/add-a-record.md` adds a kind.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import models
from django.db.models import TextChoices
from django.utils.text import capfirst

from cases.access import Part
from cases.models import Case, CourtOrder, Family, Person
from cases.records.base import RecordForm
from cases.records.dates import Dates, span_dates
from cases.templatetags.spans import span as span_in_words
from familycare.accounts.models import User
from familycare.lib.polish import date_in_digits

WAYS_TO_THE_FAMILY = {"family": "family", "person": "person__family", "case": "case__family"}


class PageSection(StrEnum):
    """The sections of the family's page that show kinds. The values are anchors of an address, therefore in Polish."""

    CONTACTS = "kontakty"
    SITUATION = "sytuacja"
    SUPPORT = "wsparcie"
    COURT = "sad"
    NOTES = "notatki"
    HELP = "pomoc"


class EventKind(TextChoices):
    """The parts of the timeline. The values are words of an address, therefore in Polish."""

    VISITS = "dziennik", "Dziennik wizyt"
    SUPPORT = "wsparcie", "Wnioski i wsparcie"
    PLANS = "plany", "Plany i oceny"
    SITUATION = "sytuacja", "Sytuacja rodziny"
    COURT = "sad", "Sąd"
    PLACEMENTS = "poza-domem", "Pobyty poza rodziną"
    HELP = "pomoc", "Pomoc i efekty"


@dataclass(frozen=True)
class Moment:
    """An event of the timeline, on the day in `field`.

    `icon` is a name of bootstrap-icons. `text(record)` returns the details, by default the kind's `what`.
    """

    field: str
    title: str
    icon: str
    text: Callable[[models.Model], str] | None = None


@dataclass(frozen=True)
class PageCard:
    """How the family's page shows the records of a kind.

    `title`: the heading, by default the kind's title. `line`: the template of one record.
    `none_today`: the sentence when no record holds today; if it is given, records that do not hold today are folded.
    `first`: if it is given, only so many records are shown, and the others are folded.
    `leads(record)`: whether the record comes before the others.
    `always`: show the card also without records. `stacked`: put the days of a record below it.
    """

    title: str = ""
    line: str = "cases/family_page/record.html"
    none_today: str = ""
    first: int | None = None
    leads: Callable[[models.Model], bool] | None = None
    always: bool = False
    stacked: bool = True


@dataclass(frozen=True)
class CsvFile:
    """The file of a kind in the register: `name` without `.csv`, and `columns` in their order.

    A column is the name of a field, or `column=field` if the register uses another name. Its type follows from the
    field. `key`: the columns by which an update of the register recognises a record; None: the id, or all columns in a
    file without ids, where a row that differs is then another record.
    """

    name: str
    columns: str
    key: str | None = None


@dataclass(frozen=True)
class RecordLine:
    """A record in a line: what it is and when; `can_end`: it has not ended yet."""

    record: models.Model
    what: str
    when: str
    can_end: bool


@dataclass(kw_only=True, eq=False)
class Kind:
    """A kind of record.

    `word`: its word in addresses. `title`: the heading above its records. `name`: what one adds („Dodaj …”).
    `ends`: the link that ends a record; "" if records of this kind do not end.
    `part`: the part of a family's file, which decides who reads it. `section`: its section of the family's page.
    `events`: its Moments, in the part `timeline` of the timeline. `csv`: its file in the register.

    The other fields have defaults that follow from the model and the form:
    - `card`: how the family's page shows it; None if the page has a template of its own for it;
    - `day`: the field that orders records, newest first;
    - `what(record)`, `when(record)`: the words about a record in a list;
    - `readable(parts)`: the condition (Q) for the records that a reader of these parts reads, by default all;
    - `page`: the name of the address of a page of its own that writes a new record of a family;
    - `corrected_at(record)`: the name of the address of its own page that corrects the record, "" for the usual one;
    - `known`: its days, which say what was known about it on a past day;
    - `days`: the fields of the first and the last day;
    - `runs`: whether a record without a last day delays the anonymisation of the family;
    - `withheld`: fields that a person's copy of their data does not give, because they are about somebody else;
    - `erased`: {field: the value that anonymisation writes}. Texts that somebody typed are always emptied.
    """

    word: str
    title: str
    name: str
    ends: str = "Zakończ"
    form: type[RecordForm]
    part: Part
    section: PageSection
    timeline: EventKind
    events: tuple[Moment, ...]
    csv: CsvFile
    card: PageCard | None = PageCard()
    day: str = ""
    days: tuple[str, str] | None = None
    runs: bool = False
    withheld: tuple[str, ...] = ()
    erased: dict = field(default_factory=dict)
    readable: Callable[[frozenset[Part]], models.Q] | None = None
    page: str = ""
    corrected_at: Callable[[models.Model], str] | None = None
    known: Dates | None = None
    what: Callable[[models.Model], str] | None = None
    when: Callable[[models.Model], str] | None = None

    def __post_init__(self):
        span = getattr(self.model, "SPAN", None)
        self.day = self.day or (span[0] if span else self.form.first)
        self.days = self.days or span or (self.day, self.day)
        self.known = self.known or (span_dates(self.model, *self.form.with_end) if span else Dates(since=(self.day,)))
        self.what = self.what or what
        self.when = self.when or (span_in_words if span else self._days_in_words)
        self.erased = {each.name: "" for each in typed_texts(self.model)} | self.erased

    @property
    def model(self) -> type[models.Model]:
        return self.form.Meta.model

    @property
    def label(self):
        return self.model._meta.label

    @property
    def family(self):
        """The path from a record to its family ("person__family"); "" if there is none, which is an error."""
        names = {each.name for each in self.model._meta.concrete_fields}
        return next((way for name, way in WAYS_TO_THE_FAMILY.items() if name in names), "")

    @property
    def person(self):
        """The field of the person whom a record is about; "" if it has none."""
        return next(iter(self._persons), "")

    @property
    def other_person(self):
        """The field of a second person whom a record is about; "" if it has none."""
        return next(iter(self._persons[1:]), "")

    @property
    def _persons(self):
        return [each.name for each in self.model._meta.concrete_fields if each.related_model is Person]

    @property
    def named(self):
        """{field: model} of the dictionaries, and of whom else records name outside of the family's file."""
        known = (Family, Person, Case, CourtOrder, User)  # of an account, no list of records says more than its file
        return {name: model for name, model in self.related.items() if model not in known}

    @property
    def related(self):
        """{field: model} of all that records name."""
        relations = [each for each in self.model._meta.concrete_fields if each.many_to_one]
        return {each.name: each.related_model for each in relations}

    def line(self, record):
        """Return the RecordLine of a record."""
        end = self.form.end
        return RecordLine(
            record, self.what(record), self.when(record), bool(self.ends and end and getattr(record, end) is None)
        )

    def records(self, family, parts=None):
        """Return the records of the family, in no order. `parts`: only those that a reader of these parts reads."""
        found = self.model.objects.order_by().filter(**{self.family: family})
        return found if parts is None or self.readable is None else found.filter(self.readable(parts))

    def _days_in_words(self, record):
        """Return each day of the record with its label: „wysłano: 14.03.2025”."""
        fields = [each for each in record._meta.concrete_fields if isinstance(each, models.DateField)]
        labels = {each.name: self.form.Meta.labels.get(each.name, each.verbose_name) for each in fields}
        days = {each.name: date_in_digits(day) for each in fields if (day := getattr(record, each.name))}
        if len(fields) == 1:
            return "".join(days.values())
        return "; ".join(f"{labels[name][:1].lower()}{labels[name][1:]}: {day}" for name, day in days.items())


def what(record):
    """Return the default words about a record: „Jaś Jaworski: choroba psychiczna”."""
    person = getattr(record, "person", None)
    return f"{person}: {record}" if person else capfirst(str(record))


def typed_texts(model):
    """Return the fields of the model that hold text in somebody's own words."""
    return [
        each
        for each in model._meta.concrete_fields
        if isinstance(each, models.CharField | models.TextField)
        and not (each.choices or each.generated or each.name == "number")
    ]
