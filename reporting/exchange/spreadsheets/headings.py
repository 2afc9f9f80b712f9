"""Which column of the register a heading of a spreadsheet is: guessed once, then as somebody has said."""

from django.utils.text import capfirst

from familycare.centre.models import Centre
from familycare.lib.ordering import fold
from reporting.exchange.files import FILES, TERMS
from reporting.exchange.updating.words import heading_of
from reporting.models import SheetHeading

# The centre has its settings, and dictionaries their page. Some files an update does not write.
SHEET_FILES = {
    file.name: file for file in FILES if file is not TERMS and file.model is not Centre and file.kept is not None
}


def title_of(file):
    """Return what people call a file: „Osoby”."""
    return capfirst(str(file.model._meta.verbose_name_plural))


def headings_of(file):
    """Return {name of a column: its heading in Polish}; equal headings have the name of the column added."""
    said = [(column.name, heading_of(column)) for column in file.columns]
    twice = {heading for _name, heading in said if [each for _n, each in said].count(heading) > 1}
    return {name: f"{heading} ({name})" if heading in twice else heading for name, heading in said}


def match_headings(file, headings):
    """Return {place of a column of the sheet: name of a column of the file, or ""}.

    `headings`: {place: heading}. A heading is known from an earlier time, or it is a column's name or heading.
    """
    columns = headings_of(file)
    known = {fold(name): name for name in columns} | {fold(heading): name for name, heading in columns.items()}
    remembered = SheetHeading.objects.filter(file=file.name).values_list("heading", "column")
    known |= {heading: column for heading, column in remembered if column in columns or not column}
    matched, used = {}, set()
    for place, heading in headings.items():
        column = known.get(_kept(heading), "")
        matched[place] = column if column not in used else ""
        used.add(column)
    return matched


def remember_headings(file, headings, matched):
    """Store which column each heading is ("": none), for the next time."""
    for place, heading in headings.items():
        SheetHeading.objects.update_or_create(
            file=file.name, heading=_kept(heading), defaults={"column": matched.get(place, "")}
        )


def _kept(heading):
    return fold(heading.rstrip("* "))[:200]
