"""A file of a register: its columns, and the model and fields that they fill."""

from collections import namedtuple
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from assistants.models import MonthOfPost, Post, SupplementCap, Training
from cases.foster_care.costs import COMPONENTS
from cases.models import (
    CareCharge,
    DayCareCost,
    DayCareOutsiders,
    OutsideContact,
    Person,
    SupportRefund,
)
from familycare.accounts.models import User
from reporting.exchange.columns import (
    AmountColumn,
    Column,
    MonthColumn,
    NumberColumn,
    OwnFileColumn,
    PeriodColumn,
    kind_of,
)
from reporting.exchange.keys.columns import AccountColumn, EmailColumn, PhoneColumn
from reporting.models import OutsideFigure

# Columns whose class does not follow from the field alone.
SPECIAL_COLUMNS = {
    (CareCharge, "month"): MonthColumn,
    (DayCareCost, "month"): MonthColumn,
    (DayCareOutsiders, "month"): MonthColumn,
    **{(CareCharge, name): partial(AmountColumn, least=0) for name in ("total_cost", *COMPONENTS)},
    (MonthOfPost, "month"): MonthColumn,
    **{(MonthOfPost, name): partial(AmountColumn, least=0) for name in ("cost", "supplement")},
    (OutsideFigure, "period"): PeriodColumn,
    **{(model, "email"): EmailColumn for model in (OutsideContact, Person, User)},
    **{(model, "phone"): PhoneColumn for model in (OutsideContact, Person)},
    (Person, "same_as"): OwnFileColumn,
    (Post, "fraction"): partial(AmountColumn, least=Decimal("0.01"), most=1),
    (SupplementCap, "amount"): partial(AmountColumn, least=0),
    (SupplementCap, "since"): MonthColumn,
    (SupportRefund, "month"): MonthColumn,
    (Training, "hours"): partial(AmountColumn, least=0),
}


def field_at(model, path):
    """Return the field at the end of a query path: `starts_on`, or `post__assistant` of another record."""
    for name in path.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model
    return field


def column_of(name, model, path):
    """Return the Column `name` for the field at the path."""
    field = field_at(model, path)
    kind = SPECIAL_COLUMNS.get((field.model, field.name)) or (
        AccountColumn if field.related_model is User else kind_of(field)
    )
    column = kind(name, field)
    column.path = path
    return column


@dataclass(frozen=True)
class File:
    """A file of the register: its name without `.csv`, the model of its rows, its columns.

    `key`: the names of the columns by which an update recognises the record that a row is about (`updating`).
    `later`: the columns that the first registers did not have. An export writes them only where they say something, so
    that an old register still comes out as it went in.
    `kept`: the columns that an update does not change, because others decide on them; None: it adds and changes no row.
    """

    name: str
    model: type
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    later: frozenset[Column] = frozenset()
    kept: frozenset[Column] | None = frozenset()

    @classmethod
    def of(cls, name, model, columns, key=None, *, updates=True):
        """Return a File. `columns`: names separated by spaces, with `=field` (or the path to a field of another record)
        when the model field has another name, and with `?` at the end of a `later` one, `!` of one that is `kept`.

        `key`: names separated by spaces. None: the id, or all columns in a file without ids, where a row that differs
        is then another record. `updates`: whether an update may add and change rows.
        """
        made, later, kept = [], set(), set()
        for spec in columns.split():
            column, _unused, path = spec.rstrip("?!").partition("=")
            made.append(column_of(column, model, path or column))
            if "?" in spec:
                later.add(made[-1])
            if "!" in spec:
                kept.add(made[-1])
        if key is None:
            key = "id" if isinstance(made[0], NumberColumn) else " ".join(column.name for column in made)
        return cls(name, model, tuple(made), tuple(key.split()), frozenset(later), frozenset(kept) if updates else None)

    def without_unused(self):
        """Return the File without the later columns that no record fills."""
        unused = {
            column for column in self.later if not self.model.objects.exclude(**{column.path: column.empty}).exists()
        }
        return (
            replace(self, columns=tuple(column for column in self.columns if column not in unused)) if unused else self
        )

    @property
    def csv_name(self):
        return f"{self.name}.csv"

    @property
    def has_ids(self):
        return isinstance(self.columns[0], NumberColumn)

    @property
    def row_type(self):
        """The named tuple of a row: `line` (physical), then the value of each column by its name in the header."""
        return namedtuple("Row", ["line", *(column.name for column in self.columns)])
