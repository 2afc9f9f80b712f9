"""Kinds of columns: how cells are read and written.

The model field of a column decides its kind and whether a cell may be empty. A cell is read in its `stored_text`:
composed letters, ordinary blanks, none at the ends.
"""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.expressions import DatabaseDefault

from cases.day_limits import limits_of_day
from familycare.centre.models import DictionaryEntry
from familycare.lib.dates import DAY_PROBLEMS, EARLIEST
from familycare.lib.fields import MOST_DIGITS
from familycare.lib.numbers import NumberField
from familycare.lib.polish import plural, rounded
from familycare.lib.texts import stored_text
from reporting.periods import Period, PeriodError

MOST_WHOLE = 32767  # of a PositiveSmallIntegerField on all databases
MOST_BYTES = 999_999_999


class InvalidCell(ValueError):
    """A cell that cannot be read; the message is for the user, in Polish."""


class Unreadable:
    """The type of WRONG, the value of a cell with an error. Rules draw no conclusion from it."""

    def __repr__(self):
        return "WRONG"


WRONG = Unreadable()


class Absent:
    """The type of ABSENT, the value of each cell of a column that a register of an update lacks."""

    def __repr__(self):
        return "ABSENT"


ABSENT = Absent()


class Column:
    """A column of a file: its `name` in the header, the model `field` that it fills, whether it is `required`.

    `path`: the query path from a row's record to the field, which may be one of another record: then the column
    does not fill it, but says which other record the row belongs to (`keys.owners`).
    """

    repeats = True  # few different values: reading is cached

    def __init__(self, name, field):
        self.name = name
        self.field = field
        self.path = field.name
        self.required = not field.blank and not field.has_default()

    @property
    def fills(self):
        """Whether the column fills a field of the record that its row is about."""
        return "__" not in self.path

    @property
    def lookup(self):
        """The query path of the value for `write`."""
        return self.path

    @property
    def key_lookup(self):
        """The query path of the value for `from_database`."""
        return self.lookup

    @property
    def empty(self):
        """The value of an empty cell."""
        default = self.field.get_default()
        return self.field.db_default if isinstance(default, DatabaseDefault) else default

    def read(self, text):
        """Return the value of the `stored_text` of a cell that is not empty. Raises InvalidCell."""
        raise NotImplementedError

    def write(self, value):
        """Return the cell of a value. The caller handles None."""
        return str(value)

    def from_database(self, values, known):
        """Return the values of many records, as `lookup` reads them, as `reader` would give them."""
        return values

    def reader(self, known):
        """Return a function from the text of a cell to its value, for one register. The function raises InvalidCell."""

        def read_cell(cell):
            if text := stored_text(cell):
                return self.read(text)
            if self.required:
                raise InvalidCell("brak wartości")
            return self.empty

        return lru_cache(maxsize=50_000)(read_cell) if self.repeats else read_cell


class TextColumn(Column):
    """A text."""

    repeats = False

    def read(self, text):
        if self.field.max_length and len(text) > self.field.max_length:
            length = f"{len(text)} {plural(len(text), 'znak', 'znaki', 'znaków')}"
            raise InvalidCell(f"tekst ma {length}, a może mieć najwyżej {self.field.max_length}")
        return text


class NumberColumn(TextColumn):
    """The id of a record in the register (the field `number`)."""


class DayColumn(Column):
    """A date (RRRR-MM-DD), within the limits that the pages keep too (`cases.day_limits`)."""

    def reader(self, known):
        self.today = known.today
        return super().reader(known)

    def read(self, text):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise InvalidCell(f"„{text}” to nie data; datę zapisuje się jako RRRR-MM-DD, np. 2024-05-31")
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise InvalidCell(f"daty {text} nie ma w kalendarzu") from None
        return self.within_limits(day, text)

    def within_limits(self, day, text):
        """Return the day if it is within the limits of its field. Raises InvalidCell."""
        if problem := limits_of_day(self.field).problem(day, self.today):
            sentence = DAY_PROBLEMS[problem].removesuffix(".")
            raise InvalidCell(f"{text}: {sentence[:1].lower()}{sentence[1:]}")
        return day


class MonthColumn(DayColumn):
    """A month (RRRR-MM), stored as its first day, which is within the limits."""

    def read(self, text):
        if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text):
            raise InvalidCell(f"„{text}” to nie miesiąc; miesiąc zapisuje się jako RRRR-MM, np. 2024-05")
        year, month = int(text[:4]), int(text[5:])
        if year < EARLIEST.year:
            raise InvalidCell(f"rok w {text} jest zbyt odległy")
        return self.within_limits(date(year, month, 1), text)

    def write(self, value):
        return f"{value:%Y-%m}"


class MomentColumn(Column):
    """A moment, in UTC: 2024-05-31T10:15:00Z, or with parts of a second. None lies in the future."""

    repeats = False

    def __init__(self, name, field):
        super().__init__(name, field)
        self.required = self.required and not field.null

    def reader(self, known):
        self.today = known.today
        return super().reader(known)

    def read(self, text):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z", text):
            raise InvalidCell(f"„{text}” to nie chwila; zapisuje się ją w czasie UTC, np. 2024-05-31T10:15:00Z")
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise InvalidCell(f"chwili {text} nie ma w kalendarzu") from None
        if not EARLIEST <= moment.date() <= self.today:
            far = "ten rok jest zbyt odległy" if moment.date() < EARLIEST else "ten dzień jeszcze nie nadszedł"
            raise InvalidCell(f"{text}: {far}")
        return moment

    def write(self, value):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


class TimeColumn(Column):
    """A time of the day (GG:MM)."""

    def read(self, text):
        if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?", text):
            raise InvalidCell(f"„{text}” to nie godzina; zapisuje się ją jako GG:MM, np. 09:30")
        return time.fromisoformat(text)

    def write(self, value):
        return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


class PeriodColumn(Column):
    """A period in the spelling of `Period.parse`."""

    def from_database(self, values, known):
        periods = {text: Period.parse(text) for text in {*values}}
        return [periods[text] for text in values]

    def read(self, text):
        try:
            return Period.parse(text)
        except PeriodError as error:
            raise InvalidCell(str(error)) from None


class IntegerColumn(Column):
    def __init__(self, name, field):
        super().__init__(name, field)
        least, most = limits_of(field)
        self.least = least or 0
        whole = MOST_WHOLE if isinstance(field, models.PositiveSmallIntegerField) else MOST_BYTES
        self.most = min(whole if most is None else most, whole)

    def read(self, text):
        if re.fullmatch(r"[0-9]{1,9}", text) and self.least <= int(text) <= self.most:
            return int(text)
        raise InvalidCell(f"„{text}” to nie liczba całkowita od {self.least} do {self.most}")


class AmountColumn(Column):
    """A decimal number with any number of places, rounded to two (half up)."""

    repeats = False

    def __init__(self, name, field, *, least=None, most=None):
        super().__init__(name, field)
        of_field = limits_of(field)
        self.least, self.most = (of_field[0] if least is None else least), (of_field[1] if most is None else most)

    def read(self, text):
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
            if re.fullmatch(r"-?[0-9\s]+(,[0-9]+)?", text):
                raise InvalidCell(f"„{text}”: liczbę zapisuje się bez odstępów, z kropką dziesiętną, np. 1082.10")
            raise InvalidCell(f"„{text}” to nie liczba; zapisuje się ją np. tak: 1082.10")
        value = Decimal(text)
        if value.adjusted() < self.field.max_digits:
            value = rounded(value, 2)
        if value.adjusted() >= min(self.field.max_digits, MOST_DIGITS) - 2:
            raise InvalidCell(f"liczba {text[:40]} jest za duża")
        if (self.least is not None and value < self.least) or (self.most is not None and value > self.most):
            raise InvalidCell(self.range_problem(text))
        return value

    def range_problem(self, text):
        if self.most is None:
            return f"liczba {text} jest za mała, najmniej może być {self.least}"
        return f"liczba {text} nie mieści się między {self.least} a {self.most}"

    def write(self, value):
        return f"{value:.2f}"


class FlagColumn(Column):
    """A yes/no value: 1 or 0."""

    def read(self, text):
        if text not in ("0", "1"):
            raise InvalidCell(f"„{text}” to nie odpowiedź; wpisz 1 (tak) albo 0 (nie)")
        return text == "1"

    def write(self, value):
        return "1" if value else "0"


class CodeColumn(Column):
    """A code from the choices of the field."""

    def read(self, text):
        codes = [code for code, _label in self.field.choices if code]
        if text not in codes:
            raise InvalidCell(f"nieznany kod „{text}”; możliwe: {', '.join(codes)}")
        return text


class TermColumn(Column):
    """A code of a dictionary that the centre edits, or of `terms.csv`."""

    def reader(self, known):
        codes = known.terms.codes(self.field.related_model)

        def read_cell(cell):
            text = stored_text(cell)
            if text in codes:
                return codes[text]
            if text and "terms" in known.incomplete:
                return WRONG
            if text:
                raise InvalidCell(f"nieznany kod „{text}”: nie ma go w słowniku ani w terms.csv")
            if self.required:
                raise InvalidCell("brak wartości")
            return None

        return lru_cache(maxsize=50_000)(read_cell)

    @property
    def lookup(self):
        return f"{self.path}_id"


class ReferenceColumn(Column):
    """The id of a record of another file; the value is the place of that record in its file."""

    @property
    def lookup(self):
        return f"{self.path}__number"

    @property
    def key_lookup(self):
        """The query path of the primary key of the record, for `from_database`."""
        return f"{self.path}_id"

    def from_database(self, values, known):
        return [*map(known.of[self.field.related_model].stored.get, values)]

    def reader(self, known):
        target = known.of[self.field.related_model]

        def read_cell(cell):
            place = target.places.get(cell)
            if place is not None:
                return place
            if text := stored_text(cell):
                if text != cell and text in target.places:
                    return target.places[text]
                return target.missing(text)
            if self.required:
                raise InvalidCell("brak wartości")
            return None

        return read_cell


class OwnFileColumn(ReferenceColumn):
    """The id of another record of the same file, possibly of a later row: read as text, checked after the last row."""

    @property
    def key_lookup(self):
        return self.lookup

    def from_database(self, values, known):
        return values

    def reader(self, known):
        return lambda cell: stored_text(cell) or None


def limits_of(field):
    """Return (least, most) from the validators of a model field; None means no limit."""
    limits = {
        type(validator): validator.limit_value for validator in field.validators if hasattr(validator, "limit_value")
    }
    return limits.get(MinValueValidator), limits.get(MaxValueValidator)


def kind_of(field):
    """Return the class of Column for a model field."""
    if isinstance(field, models.ForeignKey):
        return TermColumn if issubclass(field.related_model, DictionaryEntry) else ReferenceColumn
    if field.choices:
        return CodeColumn
    for field_class, kind in (
        (NumberField, NumberColumn),
        (models.DateTimeField, MomentColumn),
        (models.DateField, DayColumn),
        (models.TimeField, TimeColumn),
        (models.BooleanField, FlagColumn),
        (models.DecimalField, AmountColumn),
        (models.IntegerField, IntegerColumn),
    ):
        if isinstance(field, field_class):
            return kind
    return TextColumn
