"""Rules of the centre, dictionaries and outside figures."""

from assistants.models import PlannedTraining
from assistants.trainings.rules import plan_problem
from familycare.centre.models import Centre
from reporting.exchange.columns import WRONG
from reporting.exchange.errors import named
from reporting.models import OutsideHeading

# Columns that a register of the first centres lacks: their defaults say nothing.
LATER = (
    "town",
    "address",
    "letters_signed_by",
    "letters_signed_as",
    "retention_years",
    "absence_years",
    "referral_decision_days",
)
ONE_CENTRE = "plik może mieć tylko jeden wiersz z danymi ośrodka"


def centre(known, rows, report):
    """There is one centre, and its data agree with the database if a centre is already there."""
    centre_in_database = None if known.updating else Centre.objects.first()
    unsaid = {name: Centre._meta.get_field(name).get_default() for name in LATER}
    for row in rows:
        if row is not rows[0]:
            report(row.line, "", ONE_CENTRE)
        elif centre_in_database:
            for name in row._fields[1:]:
                value, present = getattr(row, name), getattr(centre_in_database, name)
                if value is not WRONG and value != present and value != unsaid.get(name):
                    report(
                        row.line,
                        name,
                        f"w bazie jest już ośrodek, a jego dane są inne: „{present}”",
                    )


def terms(known, rows, report):
    """Entries of dictionaries agree with the database and have at most one level of groups."""
    known.terms.check(rows, report)


def trainings(known, rows, report):
    """What is in the plan of a year is held in it; a number belongs to a certificate."""
    for row in rows:
        if row.certificate_number and row.certificate is False:
            report(row.line, "certificate_number", "numer podano, a zaświadczenia nie ma (certificate: 0)")
        if WRONG in (row.planned, row.date) or row.planned is None:
            continue
        year = known.of[PlannedTraining].kept[row.planned]
        if year is not WRONG and (problem := plan_problem(year, row.date)):
            report(row.line, "planned", problem)


def figures(known, rows, report):
    """A series has one value for a period."""
    for row in rows:
        if WRONG in (row.group, row.series, row.period):
            continue
        key = row.group, row.series, row.period.start, row.period.end
        line = known.figures.setdefault(key, row.line)
        if line != row.line:
            report(
                row.line,
                "period",
                f"tę daną dla tego okresu {named(line, f'podano już w wierszu {line}', 'zawiera już baza')}",
            )
        elif key in known.present_figures:
            report(row.line, "period", "tę daną dla tego okresu zawiera już baza", already_present=True)


def figure_headings(known, rows, report):
    """A group, series or column of outside figures has one heading, and its key."""
    for row in rows:
        if WRONG in (row.group, row.kind, row.key):
            continue
        if row.kind == OutsideHeading.Kind.GROUP and row.key != row.group:
            report(row.line, "key", f"kluczem grupy jest ona sama: „{row.group}”")
        elif row.kind == OutsideHeading.Kind.SERIES and not row.key:
            report(row.line, "key", "pozycja musi mieć klucz")
        key = row.group, row.kind, row.key
        line = known.headings.setdefault(key, row.line)
        if line != row.line:
            report(row.line, "key", f"ten nagłówek {named(line, f'podano już w wierszu {line}', 'zawiera już baza')}")
        elif key in known.present_headings:
            report(row.line, "key", "ten nagłówek zawiera już baza", already_present=True)
