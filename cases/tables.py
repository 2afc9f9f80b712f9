"""The table of families: its columns and their order. Its rows are written in `cases/family_table.html`."""

import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.overview import by_first_day, by_last_contact, overview
from familycare.ordering import polish

NUMBER = {"td": {"class": "number"}}


class FamilyTable(tables.Table):
    """Families from `with_overview`."""

    name = tables.Column(verbose_name=_("Rodzina"))
    number = tables.Column(verbose_name=_("Numer"))
    state = tables.Column(verbose_name=_("Stan"), orderable=False)
    assistants = tables.Column(verbose_name=_("Asystent"), orderable=False)
    children = tables.Column(verbose_name=_("Dzieci"), attrs=NUMBER, orderable=False)
    since = tables.Column(verbose_name=_("Wsparcie"), attrs=NUMBER)
    last_contact = tables.Column(verbose_name=_("Ostatni kontakt"), attrs=NUMBER)
    assessment = tables.Column(verbose_name=_("Ocena sytuacji"), orderable=False)

    class Meta:
        template_name = "cases/family_table.html"
        order_by = "name"
        order_by_field = "kolejnosc"
        page_field = "strona"

    def overviews(self):
        """The families of the page, each with its Overview."""
        today = timezone.localdate()
        return [(row.record, overview(row.record, today)) for row in self.paginated_rows]

    def heads(self):
        """{column: its head}, which a phone shows beside each value."""
        return {name: str(column.verbose_name) for name, column in self.base_columns.items()}

    def order_name(self, families, descending):
        name = polish("name")
        return families.order_by(name.desc() if descending else name.asc(), "number"), True

    def order_since(self, families, descending):
        return by_first_day(families, descending), True

    def order_last_contact(self, families, descending):
        return by_last_contact(families, descending), True
