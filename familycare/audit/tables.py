"""The entries of the log as tables on pages, and as files for a spreadsheet."""

from io import BytesIO

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.text import capfirst
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from familycare.audit.models import Change
from familycare.audit.sentences import headline, reading_in_words, sentences
from familycare.lib.spreadsheet_csv import spreadsheet_csv

MOST_IN_FILE = 100_000  # entries: a spreadsheet does not open more
AT_A_TIME = 2000  # entries per query
COLUMNS = ["Nr", "Kiedy", "Kto", "Rodzaj", "Co", "Rodzina", "Podstawa", "Adres IP", "Skrót"]
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def of_family(number, page="log_readings"):
    """Return the number of a family as a link to its readings. The log never links to the file of a family."""
    if not number:
        return "–"
    return format_html('<a href="{}?{}">{}</a>', reverse(page), urlencode({"rodzina": number}), number)


class LogTable(tables.Table):
    at = tables.Column(verbose_name="Kiedy")
    actor_words = tables.Column(verbose_name="Kto")
    what = tables.Column(verbose_name="Co", empty_values=())
    family_number = tables.Column(verbose_name="Rodzina", empty_values=())
    address = tables.Column(verbose_name="Adres IP", default="–")

    class Meta:
        template_name = "components/table.html"
        orderable = False
        page_field = "strona"

    def render_at(self, value):
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M:%S}"

    def render_family_number(self, value):
        return of_family(value)


class ReadingTable(LogTable):
    """Readings."""

    class Meta(LogTable.Meta):
        empty_text = "Nikt nic takiego nie czytał. Zmień albo wyczyść filtry."

    def render_what(self, record):
        text, scope = reading_in_words(record), record.get_scope_display()
        return format_html('{}<br><span class="quiet">{}</span>', text, capfirst(scope)) if scope else text


class ChangeTable(LogTable):
    """Changes, without anything that tells who the families are."""

    class Meta(LogTable.Meta):
        empty_text = "Nikt nic takiego nie zmienił. Zmień albo wyczyść filtry."

    def render_what(self, record):
        head, said = headline(record, in_full=False), sentences(record, in_full=False)
        points = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in said))
        return format_html("{}<ul>{}</ul>", head, points) if said else head


class ReaderTable(tables.Table):
    """The people who read the file of one family."""

    actor_words = tables.Column(verbose_name="Kto")
    times = tables.Column(verbose_name="Ile razy", attrs={"td": {"class": "number"}})
    refused = tables.Column(verbose_name="Odmowy", attrs={"td": {"class": "number"}})
    first = tables.Column(verbose_name="Pierwszy raz", attrs={"td": {"class": "number"}})
    last = tables.Column(verbose_name="Ostatni raz", attrs={"td": {"class": "number"}})

    class Meta:
        template_name = "components/table.html"
        orderable = False

    def render_first(self, value):
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"

    render_last = render_first


class UnusualTable(tables.Table):
    """Unusual readings (see `views.Unusual`)."""

    at = tables.Column(verbose_name="Kiedy")
    actor_words = tables.Column(verbose_name="Kto")
    words = tables.Column(verbose_name="Co zwraca uwagę", linkify=lambda record: record.url)

    class Meta:
        template_name = "components/table.html"
        orderable = False
        page_field = "strona"
        empty_text = "W tym czasie nic nie zwraca uwagi."

    def render_at(self, record):
        return record.when


def row(entry):
    """Return an entry as a list of texts, without anything that tells who the families are."""
    if isinstance(entry, Change):
        what, scope = " ".join([f"{headline(entry, in_full=False)}.", *sentences(entry, in_full=False)]), ""
    else:
        what, scope = reading_in_words(entry), entry.get_scope_display()
    return [
        str(entry.sequence),
        f"{timezone.localtime(entry.at):%d.%m.%Y %H:%M:%S}",
        entry.actor_words,
        str(entry.get_kind_display()),
        what,
        entry.family_number,
        str(scope),
        entry.address or "",
        entry.hash,
    ]


def as_file(entries, format) -> bytes:
    """Return the entries as the bytes of a file in one of FORMATS."""
    rows = map(row, entries.iterator(chunk_size=AT_A_TIME))
    return _xlsx(rows) if format == "xlsx" else spreadsheet_csv(COLUMNS, rows)


def _xlsx(rows):
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Dziennik")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHI", (8, 20, 28, 22, 80, 14, 18, 16, 20), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_text(sheet, head, Font(bold=True)) for head in COLUMNS])
    for cells in rows:
        sheet.append([_text(sheet, cell) if cell.startswith("=") else cell for cell in cells])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _text(sheet, value, font=None):
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    if font:
        cell.font = font
    return cell
