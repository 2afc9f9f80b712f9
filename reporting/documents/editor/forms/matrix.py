"""The form of a table of words."""

import re

from reporting.documents.definitions.parsing import LONGEST_TEXT, LONGEST_TITLE, MOST_WORD_COLUMNS
from reporting.documents.definitions.tables import MOST_ROWS
from reporting.documents.editor.forms.lines_of_fields import LinesOfFields, count_of, text_of, texts_of
from reporting.documents.editor.sentences import sentence


class MatrixBlockForm(LinesOfFields):
    """`typed`: {"title", "columns": [text], "rows": [[text, …]]}."""

    template = "reporting/documents/editor/matrix.html"
    has_text = True

    def of_block(self, block):
        columns = list(block.get("columns", ["", ""]))
        rows = [list(row) for row in block.get("rows", [])] or [[""] * len(columns)]
        return {"title": block.get("title", ""), "columns": columns, "rows": rows}

    def read(self, data):
        columns = texts_of(data, "kolumna")
        return {
            "title": text_of(data, "title"),
            "columns": columns,
            "rows": [
                [*texts_of(data, f"w{at}"), *[""] * len(columns)][: len(columns)]
                for at in range(count_of(data, "wiersze", MOST_ROWS + 1))
            ],
        }

    @property
    def columns(self):
        last = len(self.typed["columns"]) - 1
        return [
            {"text": text, "id": f"k{at}", "at": at, "number": at + 1, "first": at == 0, "last": at == last}
            | {"errors": self.errors.get(f"k{at}", ())}
            for at, text in enumerate(self.typed["columns"])
        ]

    @property
    def rows(self):
        last = len(self.typed["rows"]) - 1
        return [
            {
                "id": f"w{at}",
                "at": at,
                "number": at + 1,
                "first": at == 0,
                "last": at == last,
                "errors": self.errors.get(f"w{at}", ()),
                "cells": [
                    self.text_field(
                        f"w{at}", self.typed["columns"][n] or f"kolumna {n + 1}", text, rows=2, id=f"w{at}-{n}"
                    )
                    for n, text in enumerate(cells)
                ],
            }
            for at, cells in enumerate(self.typed["rows"])
        ]

    def apply(self, what):
        """Do what a button says: „wiersz+”, „wiersz-:3”, „kolumna^:1” …"""
        match = re.fullmatch(r"(wiersz|kolumna)([-+^v])(?::(\d{1,3}))?", what)
        if match:
            (self._row if match[1] == "wiersz" else self._column)(match[2], int(match[3] or 0))

    def _row(self, sign, at):
        rows = self.typed["rows"]
        if sign == "+":
            rows.append([""] * len(self.typed["columns"]))
            self.focus = f"w{len(rows) - 1}-0"
        elif sign == "-":
            self.remove(rows, at, "w", "wiersz-dodaj")
        else:
            self.move(rows, at, -1 if sign == "^" else 1, "w")

    def _column(self, sign, at):
        columns, rows = self.typed["columns"], self.typed["rows"]
        step = -1 if sign == "^" else 1
        if sign == "+":
            columns.append("")
            for row in rows:
                row.append("")
            self.focus = f"k{len(columns) - 1}"
        elif sign == "-":
            for row in rows:
                del row[at : at + 1]
            self.remove(columns, at, "k", "kolumna-dodaj")
        else:
            if 0 <= at < len(columns) and 0 <= at + step < len(columns):
                for row in rows:
                    row.insert(at + step, row.pop(at))
            self.move(columns, at, step, "k")

    def check(self):
        typed = self.typed
        if len(typed["title"]) > LONGEST_TITLE:
            self.wrong("title", f"Tytuł może mieć najwyżej {LONGEST_TITLE} znaków, a ma ich {len(typed['title'])}.")
        if not typed["columns"]:
            self.wrong("kolumna-dodaj", "Tabela musi mieć choć jedną kolumnę. Dodaj ją.")
        if (count := len(typed["columns"])) > MOST_WORD_COLUMNS:
            self.wrong(
                "kolumna-dodaj", f"Na stronie zmieści się najwyżej {MOST_WORD_COLUMNS} kolumn, a tabela ma ich {count}."
            )
        if len(typed["rows"]) > MOST_ROWS:
            self.wrong("wiersz-dodaj", f"Tabela może mieć najwyżej {MOST_ROWS} wierszy.")
        for at, text in enumerate(typed["columns"]):
            if not text:
                self.wrong(f"k{at}", f"Wpisz nagłówek kolumny {at + 1}.")
        for at, row in enumerate(typed["rows"]):
            for n, text in enumerate(row):
                if len(text) > LONGEST_TEXT:
                    self.wrong(f"w{at}-{n}", f"Pole może mieć najwyżej {LONGEST_TEXT} znaków, a ma ich {len(text)}.")
        rows = [row for row in typed["rows"] if any(row)]
        return {"type": "matrix", "title": typed["title"], "columns": typed["columns"], "rows": rows}

    def note(self, mistakes):
        for mistake in mistakes:
            match = re.match(r"wiersz (\d+)", mistake.place.part)
            # Rows without a word are left out of the definition.
            kept = [at for at, row in enumerate(self.typed["rows"]) if any(row)]
            id = f"w{kept[int(match[1]) - 1]}" if match else "title"
            said = sentence(mistake.what, self.context.names)
            self.wrong(id, f"{mistake.place.part.capitalize()}: {said}" if match else said)
