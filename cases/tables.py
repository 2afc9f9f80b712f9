"""The table of families: its columns and their order. Its rows are written in `cases/family_table.html`."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.overview import by_first_day, by_last_contact, overviews
from familycare.ordering import polish
from familycare.polish import date_in_digits, deadline_in_words, deadline_tone

NUMBER = {"td": {"class": "number"}}


class FamilyTable(tables.Table):
    """Families, a page at a time."""

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

    def lines(self):
        """What the rows of the page say, in words: dictionaries, as templates look into these fastest."""
        today = timezone.localdate()
        families = [row.record for row in self.paginated_rows]
        return [line(family, about, today) for family, about in overviews(families, today)]

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


def line(family, about, today):
    """The words and addresses of a row: of a family with that Overview."""
    due = about.assessment_due
    return {
        "name": family.name,
        "number": family.number,
        "address": reverse("family", args=[family.number]),
        "state": about.state.label,
        "tone": about.state.tone,
        "assistants": [(reverse("assistant", args=[each.number]), str(each)) for each in about.assistants],
        "children": about.children,
        "since": in_digits(about.since),
        "until": about.until and in_digits(about.until),
        "last_contact": in_digits(about.last_contact),
        "due": due
        and {
            "words": deadline_in_words(due, today),
            "tone": deadline_tone(due, today),
            "digits": in_digits(due),
        },
    }


def in_digits(day):
    return date_in_digits(day) if day else "–"
