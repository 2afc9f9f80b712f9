"""The tables of the log: for each entry who, what, which family, from where."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.text import capfirst

from familycare.audit.sentences import headline, sentences


def of_family(number, page="log_readings"):
    """The number of a family as a link to those who looked at it: the log leads to no file."""
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
    """Readings, the latest first."""

    class Meta(LogTable.Meta):
        empty_text = "Nikt nic takiego nie czytał. Zmień albo wyczyść filtry."

    def render_what(self, record):
        text, scope = reading_in_words(record), record.get_scope_display()
        return format_html('{}<br><span class="quiet">{}</span>', text, capfirst(scope)) if scope else text


class ChangeTable(LogTable):
    """Changes, the latest first, without what would tell who the families are."""

    class Meta(LogTable.Meta):
        empty_text = "Nikt nic takiego nie zmienił. Zmień albo wyczyść filtry."

    def render_what(self, record):
        head, said = headline(record, in_full=False), sentences(record, in_full=False)
        points = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in said))
        return format_html("{}<ul>{}</ul>", head, points) if said else head


class LookedTable(tables.Table):
    """Who looked at one family."""

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
    """What an auditor should look into."""

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


def reading_in_words(reading):
    """„Lista rodzin: stan: w toku”."""
    kind = capfirst(reading.get_kind_display())
    text = f"{kind}: {reading.what}" if reading.what else kind
    return f"{text} (szukano)" if reading.searched else text
