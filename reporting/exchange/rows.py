"""Reads one CSV file of a register: its header, then chunks of rows, each row with its physical line."""

import csv
from itertools import islice

from familycare.lib.texts import stored_text
from reporting.exchange.columns import ABSENT, WRONG, InvalidCell, NumberColumn
from reporting.exchange.source import UNREADABLE

CHUNK = 5000  # rows
MOST_IN_LINE = 1024**2  # bytes

CSV_PROBLEMS = (
    ("unexpected end of data", "cudzysłów otwarto i nie zamknięto go do końca pliku"),
    ("field larger than field limit", "za długi tekst; zapewne cudzysłów otwarto i nie zamknięto"),
    ("expected after", "po cudzysłowie zamykającym ma stać przecinek; w tekście pisze się go podwójnie"),
    ("new-line character", "wiersze kończy sam znak CR; zapisz plik z końcami wierszy LF albo CRLF"),
)


class Damaged(Exception):
    """The file cannot be read from `line` on."""

    def __init__(self, line, message):
        super().__init__(message)
        self.line = line


def decoded(stream):
    """Yield the physical lines of a UTF-8 stream, without a BOM. Raises Damaged."""
    line = 0
    while raw := stream.readline(MOST_IN_LINE):
        line += 1
        if len(raw) == MOST_IN_LINE:
            raise Damaged(line, "wiersz jest dłuższy niż 1 MB")
        try:
            text = raw.decode("utf-8-sig" if line == 1 else "utf-8")
        except UnicodeDecodeError:
            message = f"plik nie jest zapisany w UTF-8 (wiersz {line}); zapisz go jako CSV UTF-8"
            raise Damaged(line, message) from None
        if "\0" in text:
            raise Damaged(line, "w wierszu jest znak zerowy (NUL); to nie jest zwykły plik CSV")
        yield text


def records(stream):
    """Yield (physical line of the start, cells) for every record; an empty line has no cells. Raises Damaged."""
    reader = csv.reader(decoded(stream), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        message = next((message for part, message in CSV_PROBLEMS if part in str(error)), str(error))
        raise Damaged(line, message) from None
    except UNREADABLE as error:
        raise Damaged(line, f"pliku nie da się odczytać do końca: {error}") from None


def is_blank(cells):
    """Return whether a row has nothing but delimiters and blanks."""
    return not (cells and cells[0].strip()) and not any(map(stored_text, cells))


class RegisterTable:
    """One file of a register while it is read.

    `report(line, column, message)` is called for each error. `lost_ids`: ids of rows that could not be read; references
    to them are not errors. `has_ids` becomes false when the column of ids is missing. `skipped`: rows or required
    columns are missing. `may_lack`: names of columns whose cells are ABSENT when the file lacks them.
    """

    def __init__(self, file, stream, known, report, may_lack=()):
        self.file = file
        self.report = report
        self.lost_ids = set()
        self.has_ids = file.has_ids
        self.skipped = False
        self._may_lack = may_lack
        # A spreadsheet has been read already; some of its cells may be bad or mended (`spreadsheets.prepared`).
        self._sheet = stream if hasattr(stream, "records") else None
        self._records = stream.records() if self._sheet else records(stream)
        self._readers = [column.reader(known) for column in file.columns]

    def chunks(self):
        """Yield lists of rows (`file.row_type`), with WRONG for cells with errors. Raises Damaged."""
        header = self._header()
        whole = self._whole(header)
        row_type = self.file.row_type
        while chunk := list(islice(whole, CHUNK)):
            lines = [line for line, _cells in chunk]
            texts = dict(zip(header, zip(*(cells for _line, cells in chunk), strict=True), strict=False))
            values = [
                self._values(column, reader, lines, texts.get(column.name), header.count(column.name))
                for column, reader in zip(self.file.columns, self._readers, strict=True)
            ]
            yield [*map(row_type._make, zip(lines, *values, strict=True))]
        for remark in self._sheet.remarks if self._sheet else ():
            self.report.remark(*remark)

    def _header(self):
        """Return the names in the header. Raises Damaged when it has no known name."""
        line, cells = next((record for record in self._records if not is_blank(record[1])), (1, []))
        names = [*map(stored_text, cells)]
        expected = [column.name for column in self.file.columns]
        if not set(names) & set(expected):
            raise Damaged(line, no_header(names, expected))
        for name in dict.fromkeys(filter(None, names)):
            if name not in expected:
                self.report(line, name, f"nieznana kolumna; możliwe: {', '.join(expected)}")
            elif names.count(name) > 1:
                self.report(line, name, "kolumna jest w nagłówku więcej niż raz")
        for column in self.file.columns:
            if column.required and column.name not in names and column.name not in self._may_lack:
                self.report(line, column.name, "brak kolumny w nagłówku")
        return names

    def _whole(self, header):
        """Yield the records with as many cells as the header.

        Spreadsheets leave rows and columns of nothing but delimiters behind where something was deleted. Such rows are
        passed over, and so are columns without a name; a cell with something in them is an error.
        """
        unnamed = [place for place, name in enumerate(header) if not name]
        for line, cells in self._records:
            if is_blank(cells):
                continue
            if len(cells) == len(header):
                if unnamed:
                    self._check_unnamed(unnamed, line, cells)
                yield line, cells
            else:
                self.skipped = True
                self.lost_ids.update(
                    stored_text(cell) for name, cell in zip(header, cells, strict=False) if name == "id"
                )
                message = f"wiersz ma inną liczbę komórek ({len(cells)}) niż nagłówek ({len(header)})"
                self.report(line, "", message)

    def _check_unnamed(self, unnamed, line, cells):
        """Report, once for each, the columns without a name in which something is."""
        for place in [place for place in unnamed if stored_text(cells[place])]:
            self.report(line, "", f"w kolumnie {place + 1} coś jest, a kolumna nie ma nazwy w nagłówku")
            unnamed.remove(place)

    def _values(self, column, reader, lines, texts, times):
        """Return the values of one column of a chunk; `times` says how often the column is in the header."""
        if not times and column.name in self._may_lack:
            return [ABSENT] * len(lines)
        if times != 1:
            self.has_ids = self.has_ids and not isinstance(column, NumberColumn)
            self.skipped = self.skipped or column.required
            return [WRONG if times or column.required else column.empty] * len(lines)
        try:
            if self._sheet and any(hasattr(text, "problem") for text in texts):
                raise InvalidCell
            return [*map(reader, texts)]
        except InvalidCell:
            return [self._value(column, reader, line, text) for line, text in zip(lines, texts, strict=True)]

    def _value(self, column, reader, line, text):
        try:
            if hasattr(text, "problem"):
                raise InvalidCell(text.problem)
            return reader(text)
        except InvalidCell as wrong:
            self.report(line, column.name, str(wrong))
            if isinstance(column, NumberColumn):
                self.lost_ids.add(stored_text(text))
            return WRONG


def no_header(names, expected):
    """Return the message for a header without a known name."""
    if not names:
        return "brak nagłówka: pierwszy wiersz ma zawierać nazwy kolumn"
    if any(sign in names[0] for sign in ";\t"):
        return "kolumny mają być rozdzielone przecinkami, a nie średnikami ani tabulatorami"
    return f"pierwszy wiersz ma zawierać nazwy kolumn: {', '.join(expected)}"
