"""A form that is a grid of rows and columns, typed into or pasted from a spreadsheet. Two people may use it at once.

    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        grid = GridForm(rows, columns, values, AmountField(required=False), data=request.POST or None)
        if grid.is_valid():
            for (row, column), (old, new) in grid.changes.items(): …

Show it in a form: `{% include "components/grid.html" with back=… %}`, and its errors at the top of the page:
`{% include "components/error_summary.html" %}`.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError

from familycare.lib.forms import storable_text
from familycare.lib.grids.pasting import pasted_rows, placed
from familycare.lib.polish import counted

PASTED_BUT_NOT_INSERTED = "W polu „Wklej z arkusza” jest tekst, którego nie wstawiono. Wstaw go do siatki albo usuń."


@dataclass(frozen=True)
class GridHeading:
    """What heads a row or a column. `key` is a text without spaces, and the same as long as the row is the same.

    `note` is said under the label. `also`: other names by which a heading that was pasted along is recognised.
    """

    key: str
    label: str
    note: str = ""
    also: tuple[str, ...] = ()


@dataclass
class GridCell:
    """One cell. `text` is what stands in it, `saved` the text of the saved value; `is_fixed`: it is only read."""

    row: GridHeading
    column: GridHeading
    name: str
    text: str
    saved: str
    inputmode: str
    is_fixed: bool = False
    errors: list[str] = field(default_factory=list)

    @property
    def id(self):
        return f"id_{self.name}"

    @property
    def is_changed(self):
        return self.text != self.saved


class GridForm:
    """The grid: unbound (`data` None), or bound to what was sent.

    rows, columns: lists of GridHeadings. values: {(key of a row, key of a column): saved value}; none is None.
    cells: a form field for all cells, or a function of (row, column) that returns the field of a cell, or None for a
    cell that is only read. The fields are those that are shown as one line of text: AmountField, CharField, DayField.
    A field with `required=False` lets a cell be emptied.

    Bind it in a transaction that has locked the values. Each cell knows the value that it was shown with. Only cells
    that the user changed are in `changes`: {(row, column): (saved value, new value)}. If somebody else has changed such
    a cell meanwhile, it says both values, and only saving again overwrites. Nothing is valid while a cell is wrong;
    what was typed stays.
    """

    def __init__(self, rows, columns, values, cells, *, data=None, prefix="cell", caption=""):
        self.rows, self.columns, self.values = list(rows), list(columns), values
        self.prefix, self.caption = prefix, caption
        self._field = cells if callable(cells) else lambda row, column: cells
        self.is_bound = data is not None
        self._data = data if self.is_bound else {}
        self.changes, self.complaints, self.paste_complaints = {}, [], []
        self.pasted = self.passed_over = 0
        self.paste_text = self._data.get(f"{prefix}:paste", "")
        self._shown = shown_when_opened(self._data, prefix)
        self._pasted = self._placed() if f"{prefix}:insert" in self._data else {}
        self.lines = [(row, [self._cell(row, column) for column in self.columns]) for row in self.rows]
        self._complain_of_lost()
        if self.paste_text.strip() and not self.paste_complaints:
            self.paste_complaints = [PASTED_BUT_NOT_INSERTED]

    def is_valid(self):
        """Return whether `changes` may be saved; they may be empty."""
        return self.is_bound and f"{self.prefix}:insert" not in self._data and not self.problems

    def add_error(self, row_key, column_key, message):
        """Show an error, for example of a service, at the cell with these keys."""
        self._by_key[row_key, column_key].errors.append(message)

    @property
    def problems(self):
        """[(id of the field or "", sentence)], for the summary of errors."""
        of_cells = [
            (cell.id, f"{cell.row.label}, {cell.column.label}: {error}")
            for _, cells in self.lines
            for cell in cells
            for error in cell.errors
        ]
        of_paste = [(f"id_{self.prefix}:paste", text) for text in self.paste_complaints]
        return [*[("", text) for text in self.complaints], *of_paste, *of_cells]

    @property
    def shown(self):
        """What the form shows, for its hidden field: it comes back with the form."""
        cells = {cell.name: cell.saved for _, cells in self.lines for cell in cells if not cell.is_fixed}
        return json.dumps(
            {
                "rows": {row.key: row.label for row in self.rows},
                "columns": {column.key: column.label for column in self.columns},
                "cells": {name: text for name, text in cells.items() if text},
            },
            ensure_ascii=False,
        )

    @property
    def pasted_in_words(self):
        """What came of pasting, or ""."""
        if not (self.pasted or self.passed_over):
            return ""
        only_read = counted(self.passed_over, "komórkę", "komórki", "komórek")
        passed = f" Pominięto {only_read}, których się tu nie wpisuje." if self.passed_over else ""
        return f"Wstawiono {counted(self.pasted, 'wartość', 'wartości', 'wartości')}.{passed} Sprawdź i zapisz."

    @property
    def first_row(self):
        """The key of the row that pasting begins at."""
        return self._data.get(f"{self.prefix}:first-row", "")

    @property
    def first_column(self):
        """The key of the column that pasting begins at."""
        return self._data.get(f"{self.prefix}:first-column", "")

    @cached_property
    def _by_key(self):
        return {(cell.row.key, cell.column.key): cell for _, cells in self.lines for cell in cells}

    def _name(self, row_key, column_key):
        return f"{self.prefix}:{row_key}:{column_key}"

    def _cell(self, row, column):
        key, cell_field = (row.key, column.key), self._field(row, column)
        value = self.values.get(key)
        if cell_field is None:
            text = "" if value is None else str(value)
            return GridCell(row, column, self._name(*key), text, text, "", is_fixed=True)
        saved = _text_of(cell_field, value)
        cell = GridCell(row, column, self._name(*key), saved, saved, cell_field.widget.attrs.get("inputmode", "text"))
        typed = self._pasted.get(key, self._data.get(cell.name))
        if typed is not None:
            self._read(cell, cell_field, value, typed)
        return cell

    def _read(self, cell, cell_field, value, typed):
        """Take what was typed into the cell, unless it is what the cell was shown with."""
        before = self._shown["cells"].get(cell.name, "")
        try:
            new = cell_field.clean(typed)
        except ValidationError as error:
            if typed.strip() == before:
                return
            cell.text = typed
            cell.errors += error.messages
        else:
            text = _text_of(cell_field, new)
            if text in (before, cell.saved):
                return
            cell.text = text
            self.changes[cell.row.key, cell.column.key] = (value, new)
        if cell.saved != before:
            happened = f"wpisał tu „{cell.saved}”" if cell.saved else "usunął tę wartość"
            yours = f"Ty masz „{cell.text}”" if cell.text else "Ty ją usuwasz"
            cell.errors.append(
                f"Ktoś tymczasem {happened}, a {yours}. Jeśli Twoja wersja jest właściwa, zapisz jeszcze raz."
            )

    def _placed(self):
        """Return {keys: text} of what was pasted, and empty the field that it was pasted into; or complain."""
        try:
            pasted = placed(
                pasted_rows(self.paste_text),
                self.rows,
                self.columns,
                self.first_row,
                self.first_column,
                self._is_value,
            )
        except ValidationError as error:
            self.paste_complaints = error.messages
            return {}
        rows, columns = ({each.key: each for each in headings} for headings in (self.rows, self.columns))
        kept = {key: text for key, text in pasted.items() if self._field(rows[key[0]], columns[key[1]]) is not None}
        self.pasted, self.passed_over, self.paste_text = len(kept), len(pasted) - len(kept), ""
        return kept

    def _is_value(self, text):
        """Return whether a cell of the first row can hold the text."""
        for cell_field in filter(None, (self._field(self.rows[0], column) for column in self.columns)):
            with suppress(ValidationError):
                cell_field.clean(text)
                return True
        return False

    def _complain_of_lost(self):
        """Say what was typed into cells that are gone meanwhile, with their row or column, or are only read now."""
        open_cells = {cell.name for _, cells in self.lines for cell in cells if not cell.is_fixed}
        for row, row_label in self._shown["rows"].items():
            for column, column_label in self._shown["columns"].items():
                name = self._name(row, column)
                typed = self._data.get(name, "").strip()
                if name not in open_cells and typed != self._shown["cells"].get(name, ""):
                    self.complaints.append(
                        f"{row_label}, {column_label}: nie zapisano „{typed}”, bo nie ma tu już takiego miejsca."
                    )


def _text_of(cell_field, value):
    """Return the value as the field shows it, in one form of blanks, since browsers send it back so."""
    return str(cell_field.widget.format_value(cell_field.prepare_value(value)) or "").replace("\u00a0", " ")


def shown_when_opened(data, prefix="cell"):
    """Return what a sent grid showed: `rows` and `columns` {key: label}, `cells` {name: text of the saved value}.

    Whoever shows only the latest rows or columns asks it which ones to show again.
    """
    try:
        sent = json.loads(data.get(f"{prefix}:shown", ""))
        parts = ("rows", "columns", "cells")
        return {part: {str(k): storable_text(str(v)) for k, v in sent[part].items()} for part in parts}
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return {"rows": {}, "columns": {}, "cells": {}}
