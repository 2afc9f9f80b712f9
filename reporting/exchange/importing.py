"""Import of a register: everything is checked, and either everything or nothing is written."""

from dataclasses import dataclass, field
from itertools import chain

from django.apps import apps
from django.db import DataError, IntegrityError, connection

from assistants.models import Assignment
from cases.documents import files
from cases.models import Attachment, Person
from cases.models.individuals import unite_all
from familycare.accounts.models import User
from familycare.audit.choices import ChangeKind
from familycare.audit.services import record_bulk
from familycare.centre.models import Centre
from reporting.exchange import bulk
from reporting.exchange.columns import (
    WRONG,
    MomentColumn,
    OwnFileColumn,
    PeriodColumn,
    ReferenceColumn,
    TimeColumn,
)
from reporting.exchange.errors import ErrorCollector, RegisterError, RemarksNotAccepted, Reporter, refused
from reporting.exchange.files import DOCUMENTS, FILES, TERMS
from reporting.exchange.keys.accounts import account_keys, create_accounts
from reporting.exchange.keys.columns import AccountColumn
from reporting.exchange.keys.owners import OWNERS
from reporting.exchange.known_records import KnownRecords
from reporting.exchange.rows import Damaged, RegisterTable
from reporting.exchange.rules import IN_ONE_CHUNK, LAST_RULES, rules_of
from reporting.exchange.rules.twins import Twins
from reporting.exchange.source import UNREADABLE, opened
from reporting.models import OutsideFigure


@dataclass(frozen=True)
class ImportSummary:
    """The content of a register. `counts`: (file name, number of rows) pairs in the order of reading.

    `remarks`: the RegisterErrors that are remarks, by file and line. `restricted`: how many families in it are
    particularly protected.
    """

    counts: tuple[tuple[str, int], ...]
    remarks: tuple[RegisterError, ...] = ()
    restricted: int = field(default=0, compare=False)

    @property
    def total(self):
        return sum(rows for _file, rows in self.counts)

    @property
    def has_families(self):
        return bool(dict(self.counts).get("families.csv"))


def import_register(source, *, dry_run=False, accept_remarks=False, progress=None, before_commit=None):
    """Check the register at `source` and, unless `dry_run`, write it to the database. Return an ImportSummary.

    `source`: the path of a folder or a zip, or an open binary file of a zip. `progress(file, rows)` is called from
    time to time with the name of the file being read and its number of rows so far. `before_commit(summary)` is called
    last in the transaction that writes: what it writes is there if the register is.
    Raises RegisterErrors with all errors, or RemarksNotAccepted if there are remarks and neither `dry_run` nor
    `accept_remarks`; nothing is written then.
    """
    with opened(source) as register:
        if dry_run:
            return RegisterImport(register, progress, writing=False).run()
        attempt = RegisterImport(register, progress, writing=True, accept_remarks=accept_remarks)
        try:
            with record_bulk(ChangeKind.IMPORTED) as written:
                bulk.check_at_once()
                summary = attempt.run()
                unite_all(Person.objects)
                bulk.analyze()
                written.counts = {file: rows for file, rows in summary.counts if rows}
                if before_commit:
                    before_commit(summary)
                return summary
        except BaseException as error:
            attempt.remove_documents()
            if isinstance(error, IntegrityError):  # of a reference: SQLite checks these at the end
                raise refused("", reason(error)) from error
            raise


def reason(error):
    """Return the Polish message of the constraint that the database error names, or the error itself."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            fields = getattr(constraint, "fields", ())
            columns = [f"{model._meta.db_table}.{model._meta.get_field(name).column}" for name in fields]
            # SQLite names the columns that must be unique together, PostgreSQL the constraint.
            if constraint.name in str(error) or (columns and str(error).endswith(f": {', '.join(columns)}")):
                return f"baza danych odrzuciła zapis: {constraint.violation_error_message}"
    return f"baza danych odrzuciła zapis: {str(error).splitlines()[0]}"


# Fields without a column: their names, and a function that returns their values for a row.
DERIVED = {
    Attachment: (["stored_as"], lambda known, row: [known.stored_documents[row.line][0]]),
    Centre: (["only"], lambda known, row: [True]),
    Assignment: (
        ["family", "place"],
        lambda known, row: [known.family_key(row.case), known.assignment_places[row.line]],
    ),
    OutsideFigure: (["starts_on", "ends_on"], lambda known, row: [row.period.start, row.period.end]),
}


def in_one_chunk(chunks):
    """Return all rows of a file as one chunk; no chunk without rows."""
    rows = [*chain.from_iterable(chunks)]
    return [rows] if rows else []


class RegisterImport:
    """One import of one register. Chunks of rows are written as they are read, until the first error."""

    def __init__(self, register, progress, *, writing, accept_remarks=False):
        self.register = register
        self.progress = progress or (lambda file, rows: None)
        self.writing = writing
        self.accept_remarks = accept_remarks
        self.errors = ErrorCollector((*FILES, DOCUMENTS))
        self.known = KnownRecords()
        self.known.documents = register.documents
        self.known.has_visit_goals = "visit_goals.csv" in register.names
        self.known.has_goal_actions = "goal_actions.csv" in register.names
        self.rows = {}  # file name: number of rows

    def run(self):
        self._check_names()
        for file in (*FILES, DOCUMENTS):
            if file.csv_name in self.register.names:
                self._read(file)
                self.known.forget(file)
        remarks = self.errors.finish()
        if remarks and self.writing and not self.accept_remarks:
            raise RemarksNotAccepted(remarks)
        return ImportSummary(tuple(self.rows.items()), remarks, self.known.restricted)

    def _check_names(self):
        expected = {file.csv_name for file in (*FILES, DOCUMENTS)}
        for name in self.register.names:
            if name not in expected:
                self.errors.add(name, 0, "", "nieznany plik; w rejestrze nie ma takiej tabeli")
        if not expected.intersection(self.register.names):
            self.errors.add("", 0, "", "nie ma tu ani jednego pliku rejestru, np. families.csv")

    @property
    def _goes_on_writing(self):
        return self.writing and not self.errors and (self.accept_remarks or not self.errors.has_remarks)

    def _read(self, file):
        records = self.known.of.get(file.model) if file.has_ids else None
        if records:
            records.present = True
        self.rows[file.csv_name] = 0
        self.known.keeps_documents = file is DOCUMENTS and self._goes_on_writing
        report, twins = Reporter(self.errors, file), Twins(file)
        try:
            with self.register.open(file.csv_name) as stream:
                table = RegisterTable(file, stream, self.known, report)
                if records:
                    records.lost_ids = table.lost_ids
                rules = rules_of(file)
                for rows in in_one_chunk(table.chunks()) if file.name in IN_ONE_CHUNK else table.chunks():
                    twins.add(rows)
                    self._process(file, rows, rules, report)
                if table.skipped:
                    self.known.incomplete.add(file.name)
                if records:
                    records.complete = table.has_ids
            if last_rule := LAST_RULES.get(file.name):
                last_rule(self.known, report)
            twins.tell(report)
            if file.model is Person and self._goes_on_writing:
                self._join_same_persons()
        except (Damaged, *UNREADABLE) as damage:
            self._report_damage(file, records, damage)

    def _report_damage(self, file, records, damage):
        """Report that the rest of the file cannot be read, so that rules draw no conclusion from missing rows."""
        message = str(damage) if isinstance(damage, Damaged) else f"nie da się odczytać pliku: {damage}"
        self.errors.add(file.csv_name, getattr(damage, "line", 0), "", message)
        self.known.incomplete.add(file.name)
        if records:
            records.complete = False

    def _process(self, file, rows, rules, report):
        """Check a chunk of rows and write it."""
        if file.has_ids:
            self._store_ids(file, rows, report)
        for rule in rules:
            rule(self.known, rows, report)
        self.rows[file.csv_name] += len(rows)
        self.progress(file.csv_name, self.rows[file.csv_name])
        if self._goes_on_writing:
            self._write(file, rows)

    def _store_ids(self, file, rows, report):
        """Store the ids of a chunk; report ids that are not unique in the file or are already in the database."""
        records = self.known.of[file.model]
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
            self.known.terms.write()
            return
        if file.model is Centre and Centre.objects.exists():
            return
        if file.name in self.known.present:
            rows = [row for row in rows if row.line not in self.known.present[file.name]]
        if file is DOCUMENTS:
            rows = [self._as_stored(row) for row in rows]
        if not rows:
            return
        try:
            self.insert(file, rows)
        except (IntegrityError, DataError) as error:
            raise refused(file.csv_name, reason(error)) from error

    def _as_stored(self, row):
        """Return the row of a document with the size and the SHA-256 of its stored file, which the check may change."""
        _name, size, sha256 = self.known.stored_documents[row.line]
        return row._replace(size=size, sha256=sha256)

    def remove_documents(self):
        """Remove the files of documents whose rows were not written."""
        for name, _size, _sha256 in self.known.stored_documents.values():
            files.remove(name)

    def insert(self, file, rows):
        """Write new records. Raises IntegrityError or DataError."""
        if file.model is User:
            create_accounts(rows)
            return
        names, columns = self.values_of(file, rows)
        if file.has_ids:
            keys = bulk.reserve_keys(file.model, len(rows))
            self.known.of[file.model].keys.extend(keys)
            names.append(file.model._meta.pk.name)
            columns.append(keys)
        bulk.insert(file.model, names, zip(*columns, strict=True))

    def values_of(self, file, rows, *, are_new=True):
        """Return the names of the fields of the rows, and for each field the values that the database stores.

        Rows that are not new stay with the record to which they belong.
        """
        _lines, *values = zip(*rows, strict=True)
        filling = [pair for pair in zip(file.columns, values, strict=True) if pair[0].fills]
        names = [column.field.name for column, _values in filling]
        columns = [self._stored(column, values) for column, values in filling]
        if file.model in DERIVED:
            more, derive = DERIVED[file.model]
            names.extend(more)
            columns.extend(zip(*(derive(self.known, row) for row in rows), strict=True))
        if are_new and file.model in OWNERS:
            more, keys_of = OWNERS[file.model]
            names.extend(more)
            columns.extend(zip(*keys_of(self.known, rows), strict=True))
        return names, columns

    def _join_same_persons(self):
        keys, places = self.known.persons.keys, self.known.persons.places
        for _line, place, other in self.known.same_persons:
            Person.objects.filter(pk=keys[place]).update(same_as=keys[places[other]])

    def _stored(self, column, values):
        """Return the values of a column as the database stores them."""
        if isinstance(column, OwnFileColumn):
            return [None] * len(values)
        if isinstance(column, ReferenceColumn):
            keys = self.known.of[column.field.related_model].keys
            return [None if place is None else keys[place] for place in values]
        if isinstance(column, AccountColumn):
            keys = account_keys({*values} - {None})
            return [None if email is None else keys[email] for email in values]
        if isinstance(column, PeriodColumn):
            return [str(period) for period in values]
        if isinstance(column, MomentColumn):
            return [*map(connection.ops.adapt_datetimefield_value, values)]
        if isinstance(column, TimeColumn):
            return [*map(connection.ops.adapt_timefield_value, values)]
        return values
