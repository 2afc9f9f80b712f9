"""Writes what an update adds and changes, in an order that the constraints of the database allow at each step."""

from copy import copy
from datetime import date

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.db.models import F, Q

from assistants.assignments.cap import LONG_AGO
from assistants.models import Assignment, Assistant, Substitution
from assistants.staff.employment import employment_problems, left_open
from cases.models import Person
from cases.models.individuals import unite_all
from cases.models.search import SearchText
from familycare.lib.polish import counted
from reporting.exchange import bulk
from reporting.exchange.errors import Reporter, refused
from reporting.exchange.files import FILES
from reporting.exchange.importing import reason

FILE_OF = {file.model: file for file in FILES}


class Writer:
    """Writes for one Update."""

    def __init__(self, update):
        self._update = update
        self._known = update.known
        self._assistants = []  # (row of the database, row as it will be) of changed assistants
        self._has_persons = False

    def write(self, file, changed, new, report):
        """Write (stored row, row as it will be) pairs and new rows of a file."""
        try:
            if file.model is Assignment:
                self._write_assignments(file, changed, new, report)
            else:
                self._change(file, changed)
                self._add(file, new)
        except (IntegrityError, DataError) as error:
            raise refused(file.csv_name, reason(error)) from error
        if file.model is Person and (changed or new):
            self._has_persons = True
            self._join_same_persons(changed)

    def finish(self):
        """Check what only the database knows, after the last file."""
        self._lower_limits()  # nothing is left to do if the file of assignments was written
        self._check_employment()
        if self._has_persons:
            unite_all(Person.objects)

    def _add(self, file, rows):
        if rows:
            self._update.insert(file, rows)

    def _change(self, file, changed):
        if not changed:
            return
        if file.model is Assistant:
            self._assistants = changed
            # A limit falls only after the places of the assistant's families have been found.
            changed = [
                (stored, row._replace(max_families=max(stored.max_families, row.max_families)))
                for stored, row in changed
            ]
        # What ends comes first: of most things only one may be open.
        end = getattr(file.model, "SPAN", (None, None))[1]
        end = next((column.name for column in file.columns if column.field.name == end), None)
        ended = [pair for pair in changed if end and getattr(pair[1], end) is not None]
        self._set(file, ended)
        self._set(file, [pair for pair in changed if not end or getattr(pair[1], end) is None])

    def _set(self, file, changed):
        if not changed:
            return
        keys = [-stored.line for stored, _row in changed]
        names, columns = self._update.values_of(file, [row for _stored, row in changed], are_new=False)
        if file.model is Person:  # other rows of the file are not written yet
            del columns[names.index("same_as")]
            names.remove("same_as")
        for name in _searched_elsewhere(file.model, names):
            found = dict(file.model.objects.filter(pk__in=keys).values_list("pk", name))
            names.append(name)
            columns.append([found[key] for key in keys])
        bulk.update(file.model, names, zip(*columns, keys, strict=True))

    def _join_same_persons(self, changed):
        persons = self._known.persons
        alone = [-stored.line for stored, row in changed if stored.same_as and not row.same_as]
        for start in range(0, len(alone), 500):
            Person.objects.filter(pk__in=alone[start : start + 500]).update(same_as=None)
        for line, place, other in self._known.same_persons:
            if line > 0:
                Person.objects.filter(pk=persons.keys[place]).update(same_as=persons.keys[persons.places[other]])

    # Assignments

    def _write_assignments(self, file, changed, new, report):
        """Changed assignments and those that move to another place first leave for days in the distant past."""
        limited = {self._known.assistants.places[row.id] for stored, row in self._assistants}
        touched = {row.assistant for row in new} | {row.assistant for pair in changed for row in pair} | limited
        keys = [self._known.assistants.keys[place] for place in touched]
        stored = {
            each[0]: each[1:]
            for each in Assignment.objects.filter(assistant__in=keys).values_list("pk", "place", "starts_on", "ends_on")
        }
        lines = {-before.line: row.line for before, row in changed}
        places = {
            key: self._known.assignment_places.get(lines.get(key, -key), values[0]) for key, values in stored.items()
        }
        moving = [key for key in stored if key in lines or places[key] != stored[key][0]]
        away = [date.fromordinal(LONG_AGO + number) for number in range(len(moving))]
        bulk.update(Assignment, ["starts_on", "ends_on"], zip(away, away, moving, strict=True))
        self._set(file, changed)
        back = [key for key in moving if key not in lines]
        bulk.update(
            Assignment,
            ["place", "starts_on", "ends_on"],
            [(places[key], *stored[key][1:], key) for key in back],
        )
        self._add(file, new)
        self._lower_limits()
        self._check_substitutions(changed, report)

    def _lower_limits(self):
        lowered = [(row.max_families, -stored.line) for stored, row in self._assistants]
        bulk.update(Assistant, ["max_families"], lowered)

    def _check_substitutions(self, changed, report):
        """Somebody replaces the assistant only while the assignment lasts."""
        lines = {-stored.line: row.line for stored, row in changed}
        outside = Q(starts_on__lt=F("assignment__starts_on")) | Q(ends_on__gt=F("assignment__ends_on"))
        found = Substitution.objects.filter(outside, assignment__in=[*lines]).values_list("assignment", flat=True)
        for key in set(found):
            report(lines[key], "end", "na te dni wpisano zastępstwo; najpierw zmień je na stronie rodziny")

    def _check_employment(self):
        report = Reporter(self._update.errors, FILE_OF[Assistant])
        for stored, row in self._assistants:
            if (stored.employed_from, stored.employed_to) == (row.employed_from, row.employed_to):
                continue
            assistant = Assistant.objects.get(pk=-stored.line)
            before = copy(assistant)
            before.employed_from, before.employed_to = stored.employed_from, stored.employed_to
            problems = ValidationError(employment_problems(assistant, before)).message_dict
            for name, messages in problems.items():
                for message in messages:
                    report(row.line, name, message)
            if row.employed_to and not problems and (message := _left_open(assistant)):
                report.remark(row.line, "employed_to", message)


def _left_open(assistant):
    """Return what the assistant has after the last day of work, which a page would end with it, or ""."""
    left = left_open(assistant, assistant.employed_to)
    found = [
        counted(number, *words)
        for number, *words in (
            (left.posts, "etat", "etaty", "etatów"),
            (left.absences, "nieobecność", "nieobecności", "nieobecności"),
            (left.appointments, "umówione spotkanie", "umówione spotkania", "umówionych spotkań"),
        )
        if number
    ]
    if not found:
        return ""
    return f"po tym dniu zostaje jeszcze: {', '.join(found)}; trzeba to zakończyć osobno"


def _searched_elsewhere(model, names):
    """Return the names of fields without a column whose words are in the text to search in."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, SearchText)]
    return [source for field in fields for source in field.sources if source not in names]
