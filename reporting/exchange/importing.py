"""Takes a register in: everything is checked, everything is written, or nothing at all."""

from dataclasses import dataclass
from itertools import chain

from django.apps import apps
from django.db import DataError, IntegrityError

from assistants.models import Assignment
from familycare.audit.choices import ChangeKind
from familycare.audit.services import record_bulk
from familycare.centre.models import Centre
from reporting.exchange import bulk
from reporting.exchange.columns import WRONG, PeriodColumn, ReferenceColumn
from reporting.exchange.errors import Findings, refused
from reporting.exchange.facts import ImportedFacts
from reporting.exchange.files import FILES, TERMS
from reporting.exchange.rows import Damaged, RegisterTable
from reporting.exchange.rules import AT_ONCE, RULES
from reporting.exchange.rules.spans import dates_in_order
from reporting.exchange.source import UNREADABLE, opened
from reporting.models import OutsideFigure


@dataclass(frozen=True)
class ImportSummary:
    """What a register holds: `counts`, pairs of a file (`visits.csv`) and its rows, in the order of reading."""

    counts: tuple[tuple[str, int], ...]

    @property
    def total(self):
        return sum(rows for _file, rows in self.counts)


def import_register(source, *, dry_run=False, progress=None):
    """Checks the register at `source` and, unless `dry_run`, writes it to the database. Returns an ImportSummary.

    `source`: the path of a folder or of a zip, or an open binary file of a zip. `progress(file, rows)` is called
    from time to time with the name of the file being read and its rows so far.
    Raises RegisterErrors with everything that is wrong; then nothing was written.
    """
    with opened(source) as register:
        if dry_run:
            return _Import(register, progress, writing=False).run()
        try:
            with record_bulk(ChangeKind.IMPORTED) as written:
                bulk.check_at_once()
                summary = _Import(register, progress, writing=True).run()
                bulk.analyze()
                written.counts = {file: rows for file, rows in summary.counts if rows}
                return summary
        except IntegrityError as error:  # of a reference: SQLite looks at these last of all
            raise refused("", _reason(error)) from error


def _reason(error):
    """What a refusal of the database means: the sentence of the constraint that it names."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            fields = getattr(constraint, "fields", ())
            columns = [f"{model._meta.db_table}.{model._meta.get_field(name).column}" for name in fields]
            # SQLite names the columns that must be unique together, PostgreSQL the constraint.
            if constraint.name in str(error) or (columns and str(error).endswith(f": {', '.join(columns)}")):
                return f"baza danych odrzuciła zapis: {constraint.violation_error_message}"
    return f"baza danych odrzuciła zapis: {str(error).splitlines()[0]}"


# Fields that no column gives: their names, and their values for a row.
DERIVED = {
    Centre: (["only"], lambda facts, row: [True]),
    Assignment: (
        ["family", "place"],
        lambda facts, row: [facts.family_key(row.case), facts.assignment_places[row.line]],
    ),
    OutsideFigure: (["starts_on", "ends_on"], lambda facts, row: [row.period.start, row.period.end]),
}


def at_once(chunks):
    """All rows of a file as one chunk, if there are any."""
    rows = [*chain.from_iterable(chunks)]
    return [rows] if rows else []


class _Import:
    """One reading of one register. Rows are written as they come, for as long as nothing is wrong."""

    def __init__(self, register, progress, *, writing):
        self.register = register
        self.progress = progress or (lambda file, rows: None)
        self.writing = writing
        self.findings = Findings(FILES)
        self.facts = ImportedFacts()
        self.rows = {}  # by name of the file

    def run(self):
        known = {file.csv_name for file in FILES}
        for name in self.register.names:
            if name not in known:
                self.findings.add(name, 0, "", "nieznany plik; w rejestrze nie ma takiej tabeli")
        if not known.intersection(self.register.names):
            self.findings.add("", 0, "", "nie ma tu ani jednego pliku rejestru, np. families.csv")
        for file in FILES:
            if file.csv_name in self.register.names:
                self._read(file)
                self.facts.forget(file)
        self.findings.refuse()
        return ImportSummary(tuple(self.rows.items()))

    def _read(self, file):
        records = self.facts.of.get(file.model) if file.has_ids else None
        if records:
            records.present = True
        self.rows[file.csv_name] = 0
        try:
            with self.register.open(file.csv_name) as stream:
                table = RegisterTable(file, stream, self.facts, self._reporter(file))
                if records:
                    records.lost_ids = table.lost_ids
                for rows in at_once(table.chunks()) if file.name in AT_ONCE else table.chunks():
                    self._take(file, rows)
                if table.skipped:
                    self.facts.incomplete.add(file.name)
                if records:
                    records.complete = table.has_ids
        except (Damaged, *UNREADABLE) as damage:
            self._give_up(file, records, damage)

    def _give_up(self, file, records, damage):
        """The rest of the file cannot be read: nothing follows from what is missing in it."""
        message = str(damage) if isinstance(damage, Damaged) else f"nie da się odczytać pliku: {damage}"
        self.findings.add(file.csv_name, getattr(damage, "line", 0), "", message)
        self.facts.incomplete.add(file.name)
        if records:
            records.complete = False

    def _reporter(self, file):
        def report(line, column, message, *, already_present=False):
            self.findings.add(file.csv_name, line, column, message)
            self.findings.already_present |= already_present

        return report

    def _take(self, file, rows):
        """Checks a chunk of rows and writes it."""
        report = self._reporter(file)
        if file.has_ids:
            self._take_ids(file, rows, report)
        for rule in (dates_in_order(file), RULES.get(file.name)):
            if rule:
                rule(self.facts, rows, report)
        self.rows[file.csv_name] += len(rows)
        self.progress(file.csv_name, self.rows[file.csv_name])
        if self.writing and not self.findings:
            self._write(file, rows)

    def _take_ids(self, file, rows, report):
        """Remembers the ids of a chunk: unique in the file, and new to the database."""
        records = self.facts.of[file.model]
        numbers = [row.id for row in rows if row.id is not WRONG]
        present = set(file.model.objects.filter(number__in=numbers).values_list("number", flat=True))
        for row in rows:
            if row.id is WRONG:
                continue
            if line := records.add(row):
                report(row.line, "id", f"id „{row.id}” jest już w wierszu {line}")
            elif row.id in present:
                report(row.line, "id", f"id „{row.id}” jest już w bazie", already_present=True)

    def _write(self, file, rows):
        if file is TERMS:
            self.facts.terms.write()
            return
        if file.model is Centre and Centre.objects.exists():
            return
        names = [column.field.name for column in file.columns]
        _lines, *values = zip(*rows, strict=True)
        columns = [*map(self._stored, file.columns, values)]
        if file.has_ids:
            keys = bulk.reserve_keys(file.model, len(rows))
            self.facts.of[file.model].keys.extend(keys)
            names.append(file.model._meta.pk.name)
            columns.append(keys)
        if file.model in DERIVED:
            more, derive = DERIVED[file.model]
            names.extend(more)
            columns.extend(zip(*(derive(self.facts, row) for row in rows), strict=True))
        try:
            bulk.insert(file.model, names, zip(*columns, strict=True))
        except (IntegrityError, DataError) as error:
            raise refused(file.csv_name, _reason(error)) from error

    def _stored(self, column, values):
        """The values of a column as the database holds them."""
        if isinstance(column, ReferenceColumn):
            keys = self.facts.of[column.field.related_model].keys
            return [None if place is None else keys[place] for place in values]
        if isinstance(column, PeriodColumn):
            return [str(period) for period in values]
        return values
