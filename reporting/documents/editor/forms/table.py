"""The form of a table or a chart: rows of figures found by their Polish names, columns of periods."""

import re

from reporting.documents.definitions.parsing import FORMS, LONGEST_TEXT, LONGEST_TITLE
from reporting.documents.definitions.tables import LONGEST_LABEL, MOST_COLUMNS, MOST_DECIMALS, MOST_ROWS, MOST_SUMMED
from reporting.documents.editor.forms.lines_of_fields import (
    code_of,
    count_of,
    shown_period,
    text_of,
    texts_of,
    typed_periods,
)
from reporting.documents.editor.forms.table_buttons import TableButtons
from reporting.documents.editor.forms.table_values import shown_value, value_of
from reporting.documents.editor.period_names import period_choices, period_name
from reporting.documents.editor.sentences import sentence
from reporting.periods import PeriodError
from reporting.units import SplitBy

FIGURES, VALUES, HEADING = "liczby", "wpisane", "naglowek"
KINDS = ((FIGURES, "liczby z akt"), (VALUES, "wartości wpisane ręcznie"), (HEADING, "nagłówek nad wierszami"))
FORM_NAMES = dict(zip(FORMS, ("słupki obok siebie", "słupki spiętrzone", "udziały (100%)", "linia"), strict=True))


class TableBlockForm(TableButtons):
    """A table; `is_chart`: a chart, with a form instead of note and source.

    `typed["columns"]` is empty where the columns are the document's periods. `values` of a row has one text for each
    column.
    """

    template = "reporting/documents/editor/table.html"
    is_chart = False
    kinds, forms, periods_offered = KINDS, list(FORM_NAMES.items()), period_choices()
    splits = [("", "bez podziału"), *SplitBy.choices]

    # What the form shows

    def of_block(self, block):
        columns = [self._shown_column(each) for each in block.get("columns", [])]
        width = len(columns) or len(self.context.data["periods"])
        sums = [column["sum"] for column in columns] or [False] * width
        return {
            "title": block.get("title", ""),
            "note": block.get("note", ""),
            "source": block.get("source", ""),
            "form": block.get("form", FORMS[0]),
            "by": block.get("by", ""),
            "names": block.get("names", False),
            "columns": columns,
            "rows": [self._shown_row(row, sums) for row in block.get("rows", [])] or [self._new_row(width)],
        }

    def _shown_column(self, column):
        if isinstance(column, str):
            column = {"period": column}
        is_sum = "sum" in column
        periods = column["sum"] if is_sum else [column["period"]]
        return {
            "sum": is_sum,
            "label": column.get("label", ""),
            "suffix": column.get("suffix", ""),
            "periods": [shown_period(code) for code in periods],
        }

    def _shown_row(self, row, sums):
        figures = [row["figure"]] if "figure" in row else row.get("sum", [])
        signed = [("-", key[1:].strip()) if key.startswith("-") else ("+", key) for key in figures]
        values = [shown_value(value) for value in row.get("values", [])]
        if values and len(values) != len(sums):
            own = iter(values)
            values = ["" if is_sum else next(own, "") for is_sum in sums]
        return {
            "label": row["label"],
            "kind": FIGURES if figures else VALUES if "values" in row else HEADING,
            "figures": [{"sign": sign, "name": self.context.names.name(key)} for sign, key in signed],
            "values": values or [""] * len(sums),
            "source": row.get("source", ""),
            "percent": [self.context.names.name(key) for key in row.get("percent_of", [])],
            "decimals": str(row.get("decimals", 2)),
            "total": row.get("total", False),
        }

    @staticmethod
    def _new_row(width):
        return {
            "label": "",
            "kind": FIGURES,
            "figures": [{"sign": "+", "name": ""}],
            "values": [""] * width,
            "source": "",
            "percent": [],
            "decimals": "2",
            "total": False,
        }

    def read(self, data):
        columns = [self._read_column(data, f"k{at}") for at in range(count_of(data, "kolumny", 99))]
        width = len(columns) or len(self.context.data["periods"])
        return {
            **{name: text_of(data, name) for name in ("title", "note", "source", "form", "by")},
            "names": "names" in data,
            "columns": columns,
            "rows": [self._read_row(data, f"w{at}", width) for at in range(count_of(data, "wiersze", MOST_ROWS + 1))],
        }

    def _read_column(self, data, prefix):
        return {
            "sum": data.get(f"{prefix}-rodzaj") == "suma",
            "label": text_of(data, f"{prefix}-nazwa"),
            "suffix": text_of(data, f"{prefix}-miara"),
            "periods": typed_periods(data, f"{prefix}-okres") or [{"chosen": "Y", "other": ""}],
        }

    def _read_row(self, data, prefix, width):
        names = texts_of(data, f"{prefix}-liczba")
        signs = [*data.getlist(f"{prefix}-znak"), *["+"] * len(names)]
        values = [*texts_of(data, f"{prefix}-wartosc"), *[""] * width][:width]
        return {
            "label": text_of(data, f"{prefix}-nazwa"),
            "kind": data.get(f"{prefix}-rodzaj", FIGURES),
            "figures": [
                {"sign": "-" if sign == "-" else "+", "name": name} for sign, name in zip(signs, names, strict=False)
            ],
            "values": values,
            "source": text_of(data, f"{prefix}-zrodlo"),
            "percent": texts_of(data, f"{prefix}-udzial"),
            "decimals": text_of(data, f"{prefix}-miejsca") or "2",
            "total": f"{prefix}-razem" in data,
        }

    @property
    def columns(self):
        last = len(self.typed["columns"]) - 1
        return [
            {
                **column,
                "id": f"k{at}",
                "at": at,
                "first": at == 0,
                "last": at == last,
                "errors": self.errors.get(f"k{at}", ()),
                "periods": [
                    {**each, "id": f"k{at}-okres{n}", "name": f"k{at}-okres", "at": f"{at}.{n}"}
                    | {"errors": self.errors.get(f"k{at}-okres{n}", ())}
                    for n, each in enumerate(column["periods"] if column["sum"] else column["periods"][:1])
                ],
                "suffixes": self._suffixes(column["suffix"]),
            }
            for at, column in enumerate(self.typed["columns"])
        ]

    def _suffixes(self, chosen):
        known = self.context.names.suffixes
        return known if not chosen or chosen in dict(known) else [*known, (chosen, chosen)]

    @property
    def column_names(self):
        """What each column is called: those of the form, or of the document."""
        if not self.typed["columns"]:
            return [period_name(code) for code in self.context.data["periods"]]
        return [self._column_name(column) for column in self.typed["columns"]]

    @staticmethod
    def _column_name(column):
        if column["label"]:
            return column["label"]
        if column["sum"]:
            return "Razem"
        typed = column["periods"][0]
        return typed["other"] or period_name(typed["chosen"])

    @property
    def rows(self):
        names, last = self.column_names, len(self.typed["rows"]) - 1
        sums = [column["sum"] for column in self.typed["columns"]] or [False] * len(names)
        return [
            {
                **row,
                "id": f"w{at}",
                "at": at,
                "number": at + 1,
                "first": at == 0,
                "last": at == last,
                "errors": self.errors.get(f"w{at}", ()),
                "label_errors": self.errors.get(f"w{at}-nazwa", ()),
                "source_errors": self.errors.get(f"w{at}-zrodlo", ()),
                "decimals_errors": self.errors.get(f"w{at}-miejsca", ()),
                "figures": [
                    self.text_field(f"w{at}-liczba", f"Liczba {n + 1}", each["name"], id=f"w{at}-liczba{n}")
                    | {"at": f"{at}.{n}", "sign": each["sign"]}
                    for n, each in enumerate(row["figures"])
                ],
                "percent": [
                    self.text_field(f"w{at}-udzial", f"Podstawa udziału {n + 1}", name, id=f"w{at}-udzial{n}")
                    | {"at": f"{at}.{n}"}
                    for n, name in enumerate(row["percent"])
                ],
                "values": [
                    {"text": text, "column": name, "sum": is_sum, "id": f"w{at}-wartosc{n}"}
                    | {"errors": self.errors.get(f"w{at}-wartosc{n}", ())}
                    for n, (text, name, is_sum) in enumerate(zip(row["values"], names, sums, strict=True))
                ],
                "has_more": bool(row["percent"] or row["total"] or row["decimals"] != "2"),
            }
            for at, row in enumerate(self.typed["rows"])
        ]

    @property
    def note_field(self):
        return self.text_field("note", "Uwaga pod tabelą", self.typed["note"], rows=2)

    @property
    def source_field(self):
        return self.text_field("source", "Źródło całej tabeli", self.typed["source"])

    @property
    def with_groups(self):
        return any(column["suffix"] for column in self.typed["columns"])

    @property
    def split_errors(self):
        return self.errors.get("by", ())

    # What comes of it

    def check(self):
        typed = self.typed
        for name, most in (("title", LONGEST_TITLE), ("note", LONGEST_TEXT), ("source", LONGEST_TITLE)):
            if len(typed[name]) > most:
                self.wrong(name, f"Ten tekst może mieć najwyżej {most} znaków, a ma ich {len(typed[name])}.")
        if self.is_chart and typed["form"] not in FORMS:
            self.wrong("form", "Wybierz rodzaj wykresu z listy.")
        if len(typed["columns"]) > MOST_COLUMNS:
            self.wrong(
                "kolumna-dodaj",
                f"Na stronie zmieści się najwyżej {MOST_COLUMNS} kolumn, a tabela ma ich {len(typed['columns'])}.",
            )
        columns = [self._column(at, column) for at, column in enumerate(typed["columns"])]
        if not typed["rows"]:
            self.wrong("wiersz-dodaj", "Tabela nie ma wierszy. Dodaj choć jeden.")
        if len(typed["rows"]) > MOST_ROWS:
            self.wrong("wiersz-dodaj", f"Tabela może mieć najwyżej {MOST_ROWS} wierszy.")
        rows = [self._row(at, row) for at, row in enumerate(typed["rows"])]
        split = self._split()
        if self.is_chart:
            form = typed["form"]
            return {"type": "chart", "title": typed["title"], "form": form, "rows": rows, "columns": columns, **split}
        more = {name: typed[name] for name in ("note", "source") if typed[name]} | split
        return {"type": "table", "title": typed["title"], "rows": rows, "columns": columns, **more}

    def _split(self):
        by = self.typed["by"]
        if by and by not in SplitBy.values:
            self.wrong("by", "Wybierz podział z listy.")
        if not by:
            return {}
        if self.is_chart and len(self.typed["rows"]) != 1:
            self.wrong("by", "Wykres w podziale ma jeden wiersz. Usuń pozostałe albo wybierz „bez podziału”.")
        return {"by": by} | ({"names": True} if self.typed["names"] and by == SplitBy.ASSISTANT else {})

    def _column(self, at, column):
        codes = []
        for n, typed in enumerate(column["periods"] if column["sum"] else column["periods"][:1]):
            try:
                codes.append(code_of(typed))
            except PeriodError as error:
                self.wrong(f"k{at}-okres{n}", str(error))
        codes = [code for code in codes if code]
        if not codes and not any(id.startswith(f"k{at}-") for id in self.errors):
            self.wrong(f"k{at}-okres0", "Wybierz okres.")
        more = {key: column[key] for key in ("label", "suffix") if column[key]}
        if column["sum"]:
            return {"sum": codes, **more}
        return {"period": codes[0], **more} if more and codes else (codes or [""])[0]

    def _row(self, at, row):
        found = {"label": row["label"]}
        if not row["label"]:
            self.wrong(f"w{at}-nazwa", f"Wpisz nazwę wiersza {at + 1}.")
        elif len(row["label"]) > LONGEST_LABEL:
            self.wrong(f"w{at}-nazwa", f"Nazwa wiersza może mieć najwyżej {LONGEST_LABEL} znaków.")
        if row["kind"] == FIGURES:
            self._add_figures(at, row, found)
        elif row["kind"] == VALUES:
            found["values"] = self._values(at, row)
            if not row["source"]:
                self.wrong(f"w{at}-zrodlo", "Wpisz, skąd są te wartości: bez źródła nikt ich nie sprawdzi.")
        if row["source"] and row["kind"] != HEADING:
            found["source"] = row["source"]
        percent = [self._key(f"w{at}-udzial{n}", name) for n, name in enumerate(row["percent"]) if name]
        if percent and row["kind"] != HEADING:
            found["percent_of"] = percent
            self._add_decimals(at, row, found)
        if row["total"]:
            found["total"] = True
        return found

    def _add_figures(self, at, row, found):
        keys = []
        for n, each in enumerate(row["figures"]):
            if each["name"] and (key := self._key(f"w{at}-liczba{n}", each["name"])):
                keys.append(f"-{key}" if each["sign"] == "-" else key)
        if not any(each["name"] for each in row["figures"]):
            id = f"w{at}-liczba0" if row["figures"] else f"w{at}-liczba-dodaj"
            self.wrong(id, f"Wybierz liczbę w wierszu {at + 1}: zacznij pisać jej nazwę.")
        if len(keys) > MOST_SUMMED:
            self.wrong(f"w{at}-liczba0", f"Suma może mieć najwyżej {MOST_SUMMED} liczb.")
        if len(keys) == 1 and not keys[0].startswith("-"):
            [found["figure"]] = keys
        else:
            found["sum"] = keys

    def _add_decimals(self, at, row, found):
        if row["decimals"] not in map(str, range(MOST_DECIMALS + 1)):
            self.wrong(f"w{at}-miejsca", f"Wybierz od 0 do {MOST_DECIMALS} miejsc po przecinku.")
        elif row["decimals"] != "2":
            found["decimals"] = int(row["decimals"])

    def _key(self, id, name):
        key, problem = self.context.names.key_of(name, with_groups=self.with_groups)
        if problem:
            self.wrong(id, problem)
        return key

    def _values(self, at, row):
        sums = [column["sum"] for column in self.typed["columns"]] or [False] * len(row["values"])
        found = []
        for n, text in enumerate(row["values"]):
            value, problem = value_of(text)
            if problem:
                self.wrong(f"w{at}-wartosc{n}", problem)
            found.append(value)
        if all(value is None for value, is_sum in zip(found, sums, strict=True) if is_sum):
            return [value for value, is_sum in zip(found, sums, strict=True) if not is_sum]
        return found

    def note(self, mistakes):
        """Show the Mistakes at the rows and columns that they name."""
        for mistake in mistakes:
            said = sentence(mistake.what, self.context.names)
            match = re.match(r"(wiersz|kolumna) (\d+)", mistake.place.part)
            id = f"{'w' if match[1] == 'wiersz' else 'k'}{int(match[2]) - 1}" if match else "title"
            self.wrong(id, f"{match[0].capitalize()}: {said}" if match else said)


class ChartBlockForm(TableBlockForm):
    is_chart = True
