"""One run of an update: reads the files in order, pairs rows with records, asks the rules, writes."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from cases.models import Family, NamedReader, Referral
from familycare.accounts.models import User
from familycare.audit.registry import watched
from familycare.lib.polish import counted, plural
from reporting.exchange.columns import WRONG
from reporting.exchange.errors import RegisterErrors, Reporter
from reporting.exchange.files import DOCUMENTS, FILES, TERMS
from reporting.exchange.importing import ImportSummary, RegisterImport
from reporting.exchange.known_records import KnownRecords
from reporting.exchange.rows import Damaged, RegisterTable
from reporting.exchange.rules import IN_ONE_CHUNK, LAST_RULES, rules_of
from reporting.exchange.rules.others import ONE_CENTRE
from reporting.exchange.rules.twins import Twins
from reporting.exchange.source import UNREADABLE
from reporting.exchange.updating.guard import Guard, family_of
from reporting.exchange.updating.matching import Matching
from reporting.exchange.updating.preview import UpdatePreview
from reporting.exchange.updating.problems import UpdateErrors
from reporting.exchange.updating.reach import Reach, with_looked_up
from reporting.exchange.updating.rowchanges import Describer, merged, missing_columns, new_row
from reporting.exchange.updating.stored import stored_rows
from reporting.exchange.updating.terms import given_terms, note_terms
from reporting.exchange.updating.writing import Writer

CLOSED = {
    "documents": "uzupełnienie nie dodaje dokumentów; dodaj je na stronach rodzin",
    "accounts": "uzupełnienie nie zmienia konta, które jest w bazie; robi to administrator",
    "named_readers": "uzupełnienie nie zmienia, kto ma dostęp do rodziny, która jest w bazie; zmień to na jej stronie",
}
FILED_BY = "uzupełnienie nie zmienia, kto ma dostęp do rodziny, która jest w bazie; zostaw tę komórkę pustą"
ANONYMISED = "rodzina jest zanonimizowana; jej akt nie można zmieniać ani uzupełniać"


@dataclass(frozen=True)
class UpdateSummary(ImportSummary):
    """What an update did or would do; `counts` are the rows of its files."""

    preview: UpdatePreview = None


class RulesOfFile:
    """Asks the rules of a file about all its rows, which come in parts."""

    def __init__(self, file, known, report):
        self._file, self._known, self._report = file, known, report
        self._rules, self._twins = rules_of(file), Twins(file)
        self._together = []

    def ask(self, rows):
        """Ask the rules about the rows, or keep them for `finish` if the rules compare all rows with each other."""
        if self._file.name in IN_ONE_CHUNK:
            self._together.extend(rows)
        elif rows:
            self._ask(rows)

    def finish(self):
        """Ask what is only known after the last row."""
        if self._together:
            self._ask(self._together)
        if last_rule := LAST_RULES.get(self._file.name):
            last_rule(self._known, self._report)
        self._twins.tell(self._report)

    def _ask(self, rows):
        self._twins.add(rows)
        for rule in self._rules:
            rule(self._known, rows, self._report)


def remember(known, file, keys, rows):
    """Store what later rows need of records with these primary keys."""
    records = known.of[file.model]
    for key, row in zip(keys, rows, strict=True):
        records.stored[key] = len(records.lines)
        records.keys.append(key)
        records.add(row)


class Recheck:
    """Asks the rules of some files about the records of the database alone."""

    def __init__(self, files):
        self._names = with_looked_up(files)

    def problems(self):
        """Return the problems of the records as in UpdateErrors."""
        errors, known = UpdateErrors(), KnownRecords(updating=True)
        for file in FILES:
            if file.name in self._names and file is not TERMS:
                rules = RulesOfFile(file, known, Reporter(errors, file))
                for rows in stored_rows(file, known):
                    if file.has_ids:
                        remember(known, file, [-row.line for row in rows], rows)
                    rules.ask(rows)
                rules.finish()
            known.forget(file)
        return errors.problems


class Update(RegisterImport):
    """`user`: see Guard. `before`: the problems that records have without this update, if they are known."""

    def __init__(self, register, progress, user=None, *, before=None):
        super().__init__(register, progress, writing=True, accept_remarks=True)
        self.guard = Guard(user)
        self.errors = UpdateErrors(before, self._may_name)
        self.known = KnownRecords(updating=True)
        self.known.has_visit_goals = "visit_goals.csv" in register.names
        self.known.has_goal_actions = "goal_actions.csv" in register.names
        self.preview = UpdatePreview()
        self._scope = Reach(file.name for file in FILES if file.csv_name in register.names)
        self._changed = set()  # names of files with changed records
        self._writer = Writer(self)
        self._describer = Describer(self.known)
        self._lines = {}  # file name: (lines of new rows, lines of changed rows)

    def run(self):
        """Return an UpdateSummary. Raises RegisterErrors, or Contradicted if `before` must be known."""
        self._check_names()
        if DOCUMENTS.csv_name in self.register.names:
            self.errors.add(DOCUMENTS.csv_name, 0, "", CLOSED[DOCUMENTS.name])
        for file in FILES:
            if self._scope.concerns(file, self._changed):
                self._read(file)
            self.known.forget(file)
        if self._goes_on_writing:
            self._writer.finish()
        self.errors.tell_problems()
        self.preview.leave_out(self.errors.wrong_lines, self._lines)
        try:
            remarks = self.errors.finish()
        except RegisterErrors as errors:
            errors.preview = self.preview
            raise
        if remarks:  # who accepts them has seen them
            self.preview.note([*map(str, remarks)])
        return UpdateSummary(tuple(self.rows.items()), remarks, preview=self.preview)

    @property
    def _goes_on_writing(self):
        return super()._goes_on_writing and not self.errors.must_be_asked_again

    def _read(self, file):
        report = Reporter(self.errors, file)
        given = self._given(file, report)
        if file is TERMS:
            self._read_terms(given, report)
            return
        matching, rules = Matching(file, given), RulesOfFile(file, self.known, report)
        for rows in stored_rows(file, self.known):
            self._keep(file, [row for row in rows if not matching.take(row)], rules)
        found = matching.matches()
        self._keep(file, found.untouched, rules)
        if file.model is Family:
            self.guard.learn(self.known.families.stored)
        self._refuse_unclear(file, found.unclear, report)
        changed = self._merge(file, found.changed, report)
        if file.has_ids:
            remember(self.known, file, [-stored.line for stored, _row in changed], [row for _stored, row in changed])
        new = [new_row(file, row, report) for row in found.new]
        if file.has_ids:
            self._store_new_ids(file, new, report)
        self._refuse_closed(file, [row for _stored, row in changed], new, report)
        rules.ask([row for _stored, row in changed])
        rules.ask(new)
        rules.finish()
        self._check_anonymised(file, [*new, *(row for _stored, row in changed)], report)
        self._tell(file, matching.unchanged, changed, new)
        if changed:
            self._changed.add(file.name)
        if self._goes_on_writing:
            self._writer.write(file, changed, new, report)

    def _keep(self, file, rows, rules):
        if file.has_ids:
            remember(self.known, file, [-row.line for row in rows], rows)
        rules.ask(rows)

    def _given(self, file, report):
        """Return the rows of the file in the register."""
        if file.csv_name not in self.register.names:
            return []
        records, rows = self.known.of.get(file.model) if file.has_ids else None, []
        self.rows[file.csv_name] = 0
        try:
            with self.register.open(file.csv_name) as stream:
                table = RegisterTable(file, stream, self.known, report, missing_columns(file))
                if records:
                    records.lost_ids = table.lost_ids
                for chunk in table.chunks():
                    rows += chunk
                    self.rows[file.csv_name] = len(rows)
                    self.progress(file.csv_name, len(rows))
                if table.skipped:
                    self.known.incomplete.add(file.name)
                if records:
                    records.complete = table.has_ids
        except (Damaged, *UNREADABLE) as damage:
            self._report_damage(file, records, damage)
        return self._without_hidden(file, self._without_twice(file, rows, report), report)

    def _without_twice(self, file, rows, report):
        """Return the rows without those whose id an earlier one has; these are reported."""
        if not file.has_ids:
            return rows
        first, kept = {}, []
        for row in rows:
            if row.id is not WRONG and (line := first.setdefault(row.id, row.line)) != row.line:
                report(row.line, "id", f"id „{row.id}” jest już w wierszu {line}")
            else:
                kept.append(row)
        return kept

    def _without_hidden(self, file, rows, report):
        """Return the rows without those about families that the user does not see, or about a person of one.

        All of them are refused, whatever they say, so that nobody learns from it what the file of the family says.
        """
        if not self.guard.hidden_keys or file is TERMS:
            return rows
        hidden_ids, kept = self._hidden_ids(file), []
        for row in rows:
            ids = {row.id, getattr(row, "same_as", None)} if file.has_ids else set()
            if ids & hidden_ids or self.guard.is_hidden(family_of(self.known, file, row)):
                continue
            kept.append(row)
        if hidden := len(rows) - len(kept):
            said = counted(hidden, "wiersz", "wiersze", "wierszy")
            concern = plural(hidden, "dotyczy", "dotyczą", "dotyczy")
            report(0, "", f"{said} {concern} rodzin, do których nie masz dostępu; wczyta je ten, kto go ma")
        return kept

    def _hidden_ids(self, file):
        way = watched(file.model).family if file.has_ids else ""
        if not way:
            return set()
        name = "pk__in" if way == "self" else f"{way}__in"
        return set(file.model.objects.filter(**{name: self.guard.hidden_keys}).values_list("number", flat=True))

    def _may_name(self, csv_name, key):
        """Return whether a message may say which record of the database it is about."""
        file = next(file for file in FILES if file.csv_name == csv_name)
        way = watched(file.model).family
        if not self.guard.hidden_keys or not way:
            return True
        hidden = Q(pk__in=self.guard.hidden_keys) if way == "self" else Q(**{f"{way}__in": self.guard.hidden_keys})
        return not file.model._base_manager.filter(hidden, pk=key).exists()

    def _refuse_unclear(self, file, rows, report):
        key, lines = ", ".join(file.key), defaultdict(list)
        for row in rows:
            lines[_key_of(file, row)].append(row.line)
        for row in rows:
            others = [line for line in lines[_key_of(file, row)][:2] if line != row.line]
            if others and key:
                report(row.line, "", f"o tym samym zapisie ({key}) mówi też wiersz {others[0]}")
            elif others:
                report(row.line, "", ONE_CENTRE)
            else:
                report(row.line, "", f"w bazie jest kilka takich zapisów ({key}), nie wiadomo, którego dotyczy wiersz")

    def _refuse_closed(self, file, changed, new, report):
        """Report what an update does not write, because others decide on that: accounts, and who reads a family.

        Readers of a new family come with it, as in a whole register.
        """
        there = {*self.known.families.stored.values()}
        if file.model is Referral:  # whoever has filed one may read the family
            for row in new:
                if isinstance(row.filed_by, str) and row.family in there:
                    report(row.line, "filed_by", FILED_BY)
        if file.kept is not None:
            return
        if file.model is NamedReader:
            new = [row for row in new if row.family in there]
        elif file.model is User:
            new = []  # closed, as in a whole register
        for row in (*changed, *new):
            report(row.line, "", CLOSED[file.name])

    def _merge(self, file, pairs, report):
        """Return (row of the record, row as it will be) pairs of the records that change."""
        return [(stored, merged(file, stored, given, report)) for stored, given in pairs]

    def _store_new_ids(self, file, rows, report):
        records = self.known.of[file.model]
        numbers = [row.id for row in rows if row.id is not WRONG]
        taken = set(file.model.objects.filter(number__in=numbers).values_list("number", flat=True))
        for row in rows:
            if row.id is WRONG:
                continue
            records.add(row)
            if row.id in taken:
                report(row.line, "id", f"id „{row.id}” miał zapis rodziny, którą scalono z inną; wybierz inne")

    def _check_anonymised(self, file, rows, report):
        for row in rows:
            if self.guard.is_anonymised(family_of(self.known, file, row)):
                report(row.line, "", ANONYMISED)

    def _tell(self, file, unchanged, changed, new):
        """Add what the rows of the file do to the preview."""
        if file.csv_name not in self.register.names:
            return
        counts = self.preview.file(file.csv_name)
        counts.unchanged, counts.changed, counts.new = unchanged, len(changed), len(new)
        self._lines[file.csv_name] = [row.line for row in new], [row.line for _stored, row in changed]
        self.preview.add(changed, lambda pair: self._describer.change(file, *pair))
        self.preview.add(new, lambda row: self._describer.addition(file, row))
        self._describer.note(self.preview, file, [*chain.from_iterable(changed), *new])

    def _read_terms(self, given, report):
        """Dictionaries are compared by `Terms`, which holds all of them anyway."""
        rows = given_terms(given, self.known.terms, report)
        for rule in rules_of(TERMS):
            rule(self.known, rows, report)
        if given:
            self._lines[TERMS.csv_name] = note_terms(self.preview, rows, self.known.terms)
        if self._goes_on_writing:
            self.known.terms.write()


def _key_of(file, row):
    """Return the values of the key of a row; a column that the whole file lacks is the same in all rows."""
    return tuple(getattr(row, name) for name in file.key)
