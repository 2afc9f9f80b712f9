"""What the buttons inside of the form of a table do: rows, columns, figures and periods are added, moved, left out."""

import re

from reporting.documents.editor.forms.lines_of_fields import LinesOfFields

NEW_PERIOD = {"chosen": "Y", "other": ""}


class TableButtons(LinesOfFields):
    """Changes `typed` of a TableBlockForm."""

    def apply(self, what):
        """Do what a button says: „wiersz+”, „wiersz-:3”, „wiersz^:3”, „wierszv:3”, „liczba+:3”, „okres-:1.0” …"""
        match = re.fullmatch(r"([a-z]+?)([-+^v]?)(?::(\d{1,3})(?:\.(\d{1,3}))?)?", what)
        if match and (order := getattr(self, f"_do_{match[1]}", None)):
            order(match[2], int(match[3] or 0), int(match[4] or 0))

    def _do_wiersz(self, sign, at, _n):
        rows = self.typed["rows"]
        if sign == "+":
            at = at or len(rows)
            rows.insert(at, self._new_row(len(self.column_names)))
            self.focus = f"w{at}-nazwa"
        elif sign == "-":
            self.remove(rows, at, "w", "wiersz-dodaj")
        else:
            self.move(rows, at, -1 if sign == "^" else 1, "w")

    def _do_liczba(self, sign, at, n):
        self._change_figures("figures", "liczba", sign, at, n, {"sign": "+", "name": ""})

    def _do_udzial(self, sign, at, n):
        self._change_figures("percent", "udzial", sign, at, n, "")

    def _change_figures(self, key, word, sign, at, n, new):
        if at >= len(self.typed["rows"]):
            return
        there = self.typed["rows"][at][key]
        if sign == "+":
            there.append(new)
            self.focus = f"w{at}-{word}{len(there) - 1}"
        elif n < len(there):
            del there[n]
            self.focus = f"w{at}-{word}-dodaj"

    def _do_kolumna(self, sign, at, _n):
        columns = self.typed["columns"]
        if sign in ("+", ""):
            self._add_column({"chosen": "Y", "other": ""})
        elif sign == "-" and at < len(columns):
            for row in self.typed["rows"]:
                del row["values"][at : at + 1]
            self.remove(columns, at, "k", "kolumna-dodaj")
            if not columns:
                self._fit()
        elif sign in "^v" and at < len(columns):
            step = -1 if sign == "^" else 1
            if 0 <= at + step < len(columns):
                for row in self.typed["rows"]:
                    row["values"].insert(at + step, row["values"].pop(at))
            self.move(columns, at, step, "k")

    def _do_suma(self, _sign, _at, _n):
        """Add a column that is the sum of the others."""
        self._do_wlasne("", 0, 0)
        periods = [dict(each) for column in self.typed["columns"] if not column["sum"] for each in column["periods"]]
        self._add_column(*periods, label="RAZEM", is_sum=True)

    def _do_wlasne(self, _sign, _at, _n):
        """Give the table columns of its own: at first those of the document."""
        if not self.typed["columns"]:
            self.typed["columns"] = [self._shown_column(code) for code in self.context.data["periods"]]
        self.focus = "k0-okres0"

    def _do_okres(self, sign, at, n):
        if at >= len(self.typed["columns"]):
            return
        periods = self.typed["columns"][at]["periods"]
        if sign == "+":
            periods.append({"chosen": "Y", "other": ""})
            self.focus = f"k{at}-okres{len(periods) - 1}"
        elif 1 < len(periods) > n:
            del periods[n]
            self.focus = f"k{at}-okres0"

    def _add_column(self, *periods, label="", is_sum=False):
        columns = self.typed["columns"]
        if not columns and not is_sum:
            self._do_wlasne("", 0, 0)
            columns = self.typed["columns"]
        columns.append({"sum": is_sum, "label": label, "suffix": "", "periods": list(periods)})
        self._fit()
        self.focus = f"k{len(columns) - 1}-okres0"

    def _fit(self):
        """Let each row have as many values as there are columns."""
        width = len(self.column_names)
        for row in self.typed["rows"]:
            row["values"] = [*row["values"], *[""] * width][:width]
