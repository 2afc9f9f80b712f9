"""The table of families."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.overview import by_first_day, by_last_contact, overview
from familycare.ordering import polish

NUMBER = {"td": {"class": "number"}}
CHIP = '{% include "components/chip.html" with word=about.state.label tone=about.state.tone %}'
ASSISTANTS = (
    "{% for assistant in about.assistants %}"
    '<a href="{% url "assistant" assistant.number %}">{{ assistant }}</a>{% if not forloop.last %}, {% endif %}'
    "{% empty %}–{% endfor %}"
)
SPAN = (
    "{% load polish %}{% if about.since %}{{ about.since|date_in_digits }}{% else %}–{% endif %}"
    "{% if about.until %}–{{ about.until|date_in_digits }}{% endif %}"
)
LAST_CONTACT = (
    "{% load polish %}{% if about.last_contact %}{{ about.last_contact|date_in_digits }}{% else %}–{% endif %}"
)
DUE = '{% include "components/deadline.html" with day=about.assessment_due %}'


class OverviewColumn(tables.TemplateColumn):
    """A cell written from the Overview of its family, which the template calls `about`."""

    def __init__(self, template, **options):
        super().__init__(template, empty_values=(), **options)

    def get_context_data(self, record, table, **kwargs):
        return {**super().get_context_data(record=record, table=table, **kwargs), "about": table.about(record)}


class FamilyTable(tables.Table):
    """Families from `with_overview`."""

    name = tables.Column(linkify=("family", {"number": tables.A("number")}), verbose_name=_("Rodzina"))
    number = tables.Column(verbose_name=_("Numer"))
    state = OverviewColumn(CHIP, verbose_name=_("Stan"), orderable=False)
    assistants = OverviewColumn(ASSISTANTS, verbose_name=_("Asystent"), orderable=False)
    children = tables.Column(verbose_name=_("Dzieci"), attrs=NUMBER, orderable=False, empty_values=())
    since = OverviewColumn(SPAN, verbose_name=_("Wsparcie od"), attrs=NUMBER)
    last_contact = OverviewColumn(LAST_CONTACT, verbose_name=_("Ostatni kontakt"), attrs=NUMBER)
    assessment = OverviewColumn(DUE, verbose_name=_("Ocena sytuacji"), orderable=False)

    class Meta:
        order_by = "name"
        order_by_field = "kolejnosc"
        page_field = "strona"

    def about(self, family):
        """The Overview of a row, read once."""
        if not hasattr(family, "about"):
            family.about = overview(family, timezone.localdate())
        return family.about

    def render_children(self, record):
        address = reverse("family", args=[record.number])
        return format_html('<a href="{}#osoby">{}</a>', address, self.about(record).children)

    def order_name(self, families, descending):
        name = polish("name")
        return families.order_by(name.desc() if descending else name.asc(), "number"), True

    def order_since(self, families, descending):
        return by_first_day(families, descending), True

    def order_last_contact(self, families, descending):
        return by_last_contact(families, descending), True
