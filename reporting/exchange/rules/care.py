"""Rules of placements and care charges."""

from cases.choices import FOSTER_CARE, PlacementEndReason
from cases.foster_care.costs import COMPONENTS, components_problem
from cases.records.rules import holds_between, is_in_care_in
from cases.rules import care_problem
from reporting.exchange.columns import WRONG
from reporting.exchange.errors import named
from reporting.periods import FIRST_YEAR


def placements(known, rows, report):
    """An end reason needs an end; a person has at most one placement without an end."""
    for row in rows:
        _note_move(known, row)
        if row.end_reason not in ("", WRONG) and row.end is None:
            report(row.line, "end_reason", "powód zakończenia podano bez daty zakończenia (end)")
        if row.person is WRONG:
            continue
        if row.end is None:
            line = known.open_placement.setdefault(row.person, row.line)
            if line != row.line:
                report(row.line, "end", f"ta osoba ma już inny pobyt, który trwa ({named(line, f'wiersz {line}')})")
        if row.form is WRONG or row.form in FOSTER_CARE:
            known.foster_care.setdefault(row.person, []).append((row.start, row.end))
            born = known.persons.kept[row.person].birth_date
            if WRONG not in (born, row.start, row.form) and care_problem(row.start, born, was_in_care=False):
                known.grown_up.append((row.line, row.person, row.start))


def _note_move(known, row):
    """Remember who moved, and where somebody came to, for `moves`."""
    if WRONG in (row.person, row.start, row.end):
        return
    known.placed_on.add((row.person, row.start))
    if row.end_reason == PlacementEndReason.MOVED and row.end:
        known.moves.append((row.line, row.person, row.end))


def after_all_placements(known, report):
    """Only children enter foster care; who has moved is at another place from that day on (remarks).

    Asked after the last row.
    """
    if "placements" in known.incomplete:
        return
    for line, person, day in known.grown_up:
        stays = [stay for other in known.all_records_of(person) for stay in known.foster_care.get(other, ())]
        was_in_care = any(start is WRONG or start < day for start, _end in stays)
        if problem := care_problem(day, known.persons.kept[person].birth_date, was_in_care):
            report.remark(line, "person", problem)
    for line, person, day in known.moves:
        if not any((other, day) in known.placed_on for other in known.all_records_of(person)):
            message = f"przeniesienie (moved), ale od {day} nie ma następnego pobytu tej osoby"
            report.remark(line, "end_reason", message)


def care_charges(known, rows, report):
    """A person has one charge for a month, and is in foster care on some day of it. Its components add up to it."""
    for row in rows:
        amounts = [row.total_cost, *(getattr(row, name) for name in COMPONENTS)]
        if WRONG not in amounts and (problem := components_problem(amounts[0], amounts[1:])):
            report(row.line, "total_cost", problem)
        if WRONG in (row.person, row.month):
            continue
        bit = 1 << ((row.month.year - FIRST_YEAR) * 12 + row.month.month)
        charged = known.charged.get(row.person, 0)
        if charged & bit:
            report(row.line, "month", "odpłatność za tę osobę w tym miesiącu już wpisano")
        known.charged[row.person] = charged | bit
        if not _in_care(known, row.person, lambda care, month=row.month: is_in_care_in(care, month)):
            report(row.line, "month", "w tym miesiącu ta osoba nie była w pieczy zastępczej (placements.csv)")


def stay_starts(known, rows, report):
    """A first day of a stay that was set by hand is about a day in foster care, once for each day."""
    for row in rows:
        if WRONG in (row.person, row.in_care_on):
            continue
        day = row.in_care_on
        if (row.person, day) in known.stays_set:
            report(row.line, "in_care_on", "początek tego pobytu już ustalono")
        known.stays_set.add((row.person, day))
        if not _in_care(known, row.person, lambda care, day=day: holds_between(care, day, day)):
            report(row.line, "in_care_on", "tego dnia ta osoba nie była w pieczy zastępczej (placements.csv)")


def _in_care(known, person, was_there):
    """Return whether `was_there` is true of the person's spans of foster care; true where these are not known."""
    if "placements" in known.incomplete:
        return True
    care = known.foster_care.get(person, ())
    return any(WRONG in stay for stay in care) or was_there(care)
