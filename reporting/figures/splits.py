"""Tables split by assistant, or by the district of families: the same figures, narrowed to a part of the records.

A split has no definitions of its own. A part of a figure is its row (facts, condition, measure), whose facts are
narrowed to the records of one assistant or district; the list behind it is that of the narrowed row. Its key is that of
the row with the part behind it: `families@assistant=A7`, `families@district=Zatorze`, and `families@district=` for
families without one, or in one that is not named.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from assistants.models import Assignment, Assistant, Visit
from cases.access import sees_all_families
from cases.models import Case, Family
from cases.spans import holds_in
from familycare.accounts.rights import Right, may
from familycare.lib.ordering import polish_order
from reporting.figures.combined_query import CombinedQuery
from reporting.figures.compute import ComputedRow, ComputedTable, UnknownFigure, measured
from reporting.figures.deferred_period import ANY_PART
from reporting.figures.tables import FIXED
from reporting.figures.tables.definitions import rows_of
from reporting.one_moment import one_moment
from reporting.units import SplitBy

WHOLE = "Razem w ośrodku"
WITHOUT = {SplitBy.ASSISTANT: "bez asystenta", SplitBy.DISTRICT: "bez rejonu"}
# Tables about the served families and the work with them. Those of the whole register or of the staff stay whole.
OF_FAMILIES = (
    *("support", "structure", "children_per_family", "work_time", "child_age", "family_kind"),
    *("flow", "basis", "closures", "closure_results", "problems", "outcomes", "help"),
    *("court", "court_reports", "blue_cards", "work", "institutions", "assessments"),
)
TABLES = {
    SplitBy.ASSISTANT: (*OF_FAMILIES, "caseload"),
    SplitBy.DISTRICT: (*OF_FAMILIES, "placements_current", "placement_flow", "workshops"),
}
OF_STAFF = {"average", "at_cap"}  # rows of the caseload: the largest of all is that of one assistant alone
NOTES = {
    SplitBy.ASSISTANT: (
        "W podziale rodzina i objęcie wsparciem liczą się u każdego asystenta, który miał je przydzielone choć jeden "
        "dzień okresu. Kto miał w okresie dwóch asystentów, liczy się u obu, więc suma może być większa niż „Razem "
        "w ośrodku”."
    ),
    SplitBy.DISTRICT: (
        "W podziale rejon to dzielnica, którą rodzina ma wpisaną dziś. Rodzina ma jedną dzielnicę; osoba z zapisami "
        "w kilku rodzinach może być w kilku wierszach. „Bez rejonu” są też rodziny z ograniczonym dostępem, jeśli "
        "w ich dzielnicy nie ma innych rodzin."
    ),
}
NOTES_OF_VISITS = {
    SplitBy.ASSISTANT: "W podziale wpis dziennika liczy się u tego, kto go zrobił, także w zastępstwie.",
    SplitBy.DISTRICT: NOTES[SplitBy.DISTRICT],
}
NOTE_OF_STAFF = "W podziale każdy wiersz mówi o jednym asystencie."
OF_VISITS = {"work", "institutions"}


@dataclass(frozen=True)
class SplitPart:
    """An assistant or a district; `key` is the number of the assistant or the name of the district, "" for neither."""

    by: SplitBy
    key: str
    name: str

    @property
    def code(self):
        return f"@{self.by}={self.key}"


class _KnownPart(NamedTuple):
    """The days of a KnownPeriod, and the key of a part."""

    start: date
    end: date
    last_day: date
    year_before: date
    part: str


class _PeriodOfPart(NamedTuple):
    known: _KnownPart


def may_split(user, by):
    """Whether the user may read figures split like this: only who sees all families, and the assistants."""
    return sees_all_families(user) and (by != SplitBy.ASSISTANT or may(user, Right.READ_ASSISTANTS))


def is_split(table, row):
    """Whether the key of a row names a part of a figure."""
    return "@" in row and any(table in tables for tables in TABLES.values())


def note_of(table, by):
    """Return what to say below a table (its key) that is split: who belongs to whom."""
    if table == "caseload":
        return NOTE_OF_STAFF
    return NOTES_OF_VISITS[by] if table in OF_VISITS else NOTES[by]


def find_by(row):
    """Return the code of SplitBy in the key of a part."""
    return row.partition("@")[2].partition("=")[0]


def splits_of(table, row):
    """Return the codes of SplitBy by which a Row of a table can be split."""
    return tuple(by.value for by in SplitBy if table in TABLES[by] and _can_be_split(table, row, by))


def parts_in(by, periods) -> list[SplitPart]:
    """Return the SplitParts of the periods, by name; the last is what belongs to none.

    Assistants: those who in one of the periods were employed, had a family, or wrote into the diary. Districts: those
    of families; one in which only restricted families live would tell of them: these are without a district.
    Names are unique, as a table needs them.
    """
    by = SplitBy(by)
    if by == SplitBy.ASSISTANT:
        parts = [SplitPart(by, each.number, str(each)) for each in _assistants_in(periods)]
    else:
        names = _in_named_districts().order_by(polish_order("district")).values_list("district", flat=True).distinct()
        parts = [SplitPart(by, name, name) for name in names]
    taken = Counter([WHOLE, WITHOUT[by], *(part.name for part in parts)])
    parts = [part if taken[part.name] == 1 else replace(part, name=f"{part.name} ({part.key})") for part in parts]
    return [*parts, SplitPart(by, "", WITHOUT[by])]


def _in_named_districts():
    """Return the families whose district may be named."""
    return Family.objects.filter(merged_into=None, is_restricted=False).exclude(district="").order_by()


def without_names(parts) -> list[SplitPart]:
    """Return them for readers outside of the centre: assistants as „asystent 1”, in the order of their numbers."""
    known = sorted((part for part in parts if part.key), key=lambda part: (len(part.key), part.key))
    numbers = {part: number for number, part in enumerate(known, start=1)}
    if not known or known[0].by != SplitBy.ASSISTANT:
        return list(parts)
    hidden = [replace(part, name=f"asystent {numbers[part]}") for part in known]
    return [*hidden, *(part for part in parts if not part.key)]


def find_part(table, row) -> tuple[str, SplitPart]:
    """Return (key of the whole row, SplitPart) of the key of a part. Raises UnknownFigure if there is no such part."""
    key, _at, code = row.partition("@")
    by, _is, name = code.partition("=")
    if by not in SplitBy.values or table not in TABLES[SplitBy(by)]:
        raise UnknownFigure(row)
    by = SplitBy(by)
    if not name:
        return key, SplitPart(by, "", WITHOUT[by])
    if by == SplitBy.ASSISTANT:
        assistant = Assistant.objects.filter(number=name).first()
        label = str(assistant) if assistant else ""
    else:
        label = name if _in_named_districts().filter(district=name).exists() else ""
    if not label:
        raise UnknownFigure(row)
    return key, SplitPart(by, name, label)


def split_rows(table, rows, part):
    """Return the Rows of a part of rows of a table (its key). Raises UnknownFigure if one cannot be split."""
    for row in rows:
        if not _can_be_split(table, row, part.by):
            raise UnknownFigure(row.key)
    return narrowed(rows, part)


def narrowed(rows: Iterable, part: SplitPart):
    """Return the Rows of one part: the same ones, of its records only."""
    facts = {}
    for row in rows:
        if row.facts not in facts:
            facts[row.facts] = _narrowed_facts(row.facts, part)
    return [
        replace(row, key=f"{row.key}{part.code}", label=f"{row.label} – {part.name}", facts=facts[row.facts])
        for row in rows
    ]


def compute_split(periods, by, tables=None, *, named=True) -> dict[str, ComputedTable]:
    """Return {key: ComputedTable} of `tables` (keys; by default all that can be split).

    Each row is followed by its parts; parts without anything in any table are left out. Not `named`: assistants have
    no names. All figures show the database at the same moment.
    """
    keys = [key for key in FIXED if key in TABLES[by] and (tables is None or key in tables)]
    with one_moment():
        rows = {
            key: [row for row in of_table if _can_be_split(key, row, by)]
            for key, of_table in rows_of([FIXED[key] for key in keys]).items()
        }
        every = [row for of_table in rows.values() for row in of_table]
        whole = measured(every, periods)
        *parts, without = parts_in(by, periods)
        # One query for all parts: its key is known later.
        found = [*_measured_parts(every, narrowed(every, SplitPart(by, ANY_PART, "")), parts, periods)]
        found = [(part, values) for part, values in found if any(map(any, values.values()))]
        found += _measured_parts(every, narrowed(every, without), [without], periods)
    if not named:
        found = _without_names(found)
    return {key: _table(FIXED[key], of_table, by, tuple(periods), whole, found) for key, of_table in rows.items()}


def _measured_parts(rows, rows_of_part, parts, periods):
    """Yield (SplitPart, {id(row): its values of the part})."""
    combined = CombinedQuery(rows_of_part, again=False)
    for part in parts:
        # A statement for each period: SQLite takes twice as long for one with all of them.
        of_part = [combined.values([_PeriodOfPart(_KnownPart(*period.known, part.key))])[0] for period in periods]
        yield (
            part,
            {
                id(row): tuple(each[id(narrow)] for each in of_part)
                for row, narrow in zip(rows, rows_of_part, strict=True)
            },
        )


def _without_names(found):
    values = {part.key: by_row for part, by_row in found}
    hidden = without_names([part for part, _by_row in found])
    return [
        (
            replace(part, key=part.key and part.name.rpartition(" ")[2]) if part.by == SplitBy.ASSISTANT else part,
            of_part,
        )
        for part in hidden
        for of_part in [values[part.key]]
    ]


def _table(table, rows, by, periods, whole, found):
    computed = []
    for row in rows:
        of_row = tuple(each[id(row)] for each in whole)
        if row.optional and not any(of_row):
            continue
        computed.append(_row(row, row.key, WHOLE, of_row))
        computed += [_row(row, f"{row.key}{part.code}", part.name, by_row[id(row)]) for part, by_row in found]
    note = f"{table.note} {note_of(table.key, by)}"
    return ComputedTable(table.key, table.title, table.unit, note, table.source, periods, tuple(computed), split_by=by)


def _row(row, key, name, values):
    return ComputedRow(
        key,
        f"{row.label} – {name}",
        row.measure.unit,
        values,
        row.is_total,
        group_label=row.label,
        measure_label=name,
        is_part=row.is_part,
    )


def _can_be_split(table, row, by):
    if table == "caseload":
        return by == SplitBy.ASSISTANT and row.key in OF_STAFF
    return row.facts.family is not None


def _assistants_in(periods):
    """Return the Assistants of any of the periods, by name."""
    known = [period.known for period in periods]
    employed = reduce(or_, (holds_in(*Assistant.SPAN, each.start, each.end) for each in known))
    assigned = reduce(or_, (holds_in(*Assignment.SPAN, each.start, each.end) for each in known))
    written = reduce(or_, (Q(visited_on__gte=each.start, visited_on__lte=each.end) for each in known))
    visits = Visit.objects.filter(written).order_by()
    chosen = employed
    chosen |= Q(pk__in=Assignment.objects.filter(assigned).order_by().values("assistant"))
    chosen |= Q(pk__in=visits.values("assistant")) | Q(pk__in=visits.exclude(substitute=None).values("substitute"))
    return Assistant.objects.filter(chosen).order_by(polish_order("last_name"), polish_order("first_name"), "number")


def _narrowed_facts(facts, part):
    def records(period):
        queryset = facts.records(period)
        return queryset.filter(_of_part(facts, queryset.model, part, period))

    return replace(facts, records=records)


def _of_part(facts, model, part, period):
    """Return the condition (Q) for the records of a part."""
    if part.by == SplitBy.DISTRICT:
        district = f"{facts.family}__district"
        if part.key:
            return Q(**{district: part.key})
        return ~Q(**{f"{district}__in": _in_named_districts().values("district")})
    if model is Assistant:
        return Q(number=part.key)
    if model is Visit:
        return Q(substitute__number=part.key) | Q(substitute=None, assistant__number=part.key)
    path, field = _case_or_family(facts, model)
    assigned = Assignment.objects.active_in(period).order_by()
    if part.key:
        return Q(**{f"{path}__in": assigned.filter(assistant__number=part.key).values(field)})
    return ~Q(**{f"{path}__in": assigned.values(field)})


def _case_or_family(facts, model):
    """Return (path from a record to its case or family, the field of an assignment that names the same)."""
    if model is Case:
        return "pk", "case"
    if facts.family.endswith("case__family"):
        return facts.family.removesuffix("__family"), "case"
    return facts.family, "family"
