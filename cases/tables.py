"""The table of families."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from cases.overview import by_first_day, by_last_contact, overview
from familycare.ordering import polish
from familycare.polish import date_in_digits

NUMBER = {"td": {"class": "number"}}


class AboutColumn(tables.Column):
    """A column that the Overview of its family fills, also where the model has nothing of that name."""

    def __init__(self, **options):
        super().__init__(empty_values=(), **options)


class FamilyTable(tables.Table):
    """Families from `with_overview`."""

    name = tables.Column(linkify=("family", {"number": tables.A("number")}), verbose_name=_("Rodzina"))
    number = tables.Column(verbose_name=_("Numer"))
    state = AboutColumn(verbose_name=_("Stan"), orderable=False)
    assistants = AboutColumn(verbose_name=_("Asystent"), orderable=False)
    children = AboutColumn(verbose_name=_("Dzieci"), attrs=NUMBER, orderable=False)
    since = AboutColumn(verbose_name=_("Wsparcie"), attrs=NUMBER)
    last_contact = AboutColumn(verbose_name=_("Ostatni kontakt"), attrs=NUMBER)
    assessment = AboutColumn(verbose_name=_("Ocena sytuacji"), orderable=False)

    class Meta:
        order_by = "name"
        order_by_field = "kolejnosc"
        page_field = "strona"

    def before_render(self, request):
        """Reads the Overview of each row on the page once."""
        today = timezone.localdate()
        self.about = {row.record.pk: overview(row.record, today) for row in self.paginated_rows}

    def render_state(self, record):
        state = self.about[record.pk].state
        return render_to_string("components/chip.html", {"word": state.label, "tone": state.tone, "icon": ""})

    def render_assistants(self, record):
        those = self.about[record.pk].assistants
        links = ((reverse("assistant", args=[assistant.number]), assistant) for assistant in those)
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "–"

    def render_children(self, record):
        address = reverse("family", args=[record.number])
        return format_html('<a href="{}#osoby">{}</a>', address, self.about[record.pk].children)

    def render_since(self, record):
        about = self.about[record.pk]
        if about.until:
            return format_html("{}–<br>{}", date_in_digits(about.since), date_in_digits(about.until))
        return date_in_digits(about.since) if about.since else "–"

    def render_last_contact(self, record):
        day = self.about[record.pk].last_contact
        return date_in_digits(day) if day else "–"

    def render_assessment(self, record):
        return render_to_string("components/deadline.html", {"day": self.about[record.pk].assessment_due})

    def order_name(self, families, descending):
        name = polish("name")
        return families.order_by(name.desc() if descending else name.asc(), "number"), True

    def order_since(self, families, descending):
        return by_first_day(families, descending), True

    def order_last_contact(self, families, descending):
        return by_last_contact(families, descending), True
