"""The files of a register as rows."""

import csv
from collections import defaultdict
from datetime import date
from types import SimpleNamespace

from reporting.exchange.files import FILES


def read(folder):
    """The files in the folder as lists of rows by name, with dates as dates and empty cells as None."""
    tables = SimpleNamespace()
    for file in FILES:
        if not (folder / file.csv_name).exists():
            continue
        with (folder / file.csv_name).open(encoding="utf-8", newline="") as stream:
            setattr(tables, file.name, [SimpleNamespace(**row) for row in map(values, csv.DictReader(stream))])
    return tables


def values(row):
    return {name: value(text) for name, text in row.items()}


def value(text):
    if len(text) == 10 and text[4] == text[7] == "-":
        return date.fromisoformat(text)
    return text or None


def by(rows, column):
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return groups


def one(rows):
    return {row.id: row for row in rows}


def grouped(rows, *columns):
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(getattr(row, column) for column in columns)].append(row)
    return groups
