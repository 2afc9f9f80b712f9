"""Rules of the centre's own row and of the figures from outside."""

from familycare.centre.models import Centre
from reporting.exchange.columns import WRONG


def centre(facts, rows, report):
    """There is one centre, and it is the one that the database knows, if it knows one."""
    known = Centre.objects.first()
    for row in rows:
        if row is not rows[0]:
            report(row.line, "", "plik może mieć tylko jeden wiersz z danymi ośrodka")
        elif known:
            for name in row._fields[1:]:
                value, present = getattr(row, name), getattr(known, name)
                if value is not WRONG and value != present:
                    report(
                        row.line,
                        name,
                        f"w bazie jest już ośrodek, a jego dane są inne: „{present}”",
                    )


def terms(facts, rows, report):
    """Entries of dictionaries agree with those in the database, and stand under one group at most."""
    facts.terms.check(rows, report)


def figures(facts, rows, report):
    """A series has one value for the same days."""
    for row in rows:
        if WRONG in (row.group, row.series, row.period):
            continue
        key = row.group, row.series, row.period.start, row.period.end
        line = facts.figures.setdefault(key, row.line)
        if line != row.line:
            report(row.line, "period", f"tę daną dla tego okresu podano już w wierszu {line}")
        elif key in facts.present_figures:
            report(row.line, "period", "tę daną dla tego okresu zawiera już baza", already_present=True)
