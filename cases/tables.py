"""The table of families: its columns and their order. And its rows, written at once."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from cases.overview import by_first_day, by_last_contact, overviews
from familycare.access import Part, Right, may, parts_read_by
from familycare.ordering import polish
from familycare.polish import date_in_digits, deadline_in_words, deadline_tone
from familycare.templatetags.components import icon

NUMBER = {"td": {"class": "number"}}

# Eight cells in each of fifty rows: by columns, or by a template, they would be a third of the page's time.
# The chip and the deadline look as those of `templates/components/`.
ROW = """<tr>
<th scope="row"><a href="{address}">{name}</a></th>
<td data-label="{number_head}">{number}</td>
<td data-label="{state_head}"><span class="chip {tone}">{state}</span></td>
<td data-label="{assistants_head}">{assistants}</td>
<td class="number" data-label="{children_head}"><a href="{address}#osoby">{children}</a></td>
<td class="number" data-label="{since_head}">{since}</td>
<td class="number" data-label="{last_contact_head}">{last_contact}</td>
<td data-label="{assessment_head}">{assessment}</td>
</tr>
"""
ROW_WITHOUT_CONTACT = "".join(line for line in ROW.splitlines(keepends=True) if "{last_contact}" not in line)


class FamilyTable(tables.Table):
    """Families, a page at a time, with what `user` may read of them and pages that `user` may open."""

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

    def __init__(self, families, user, **options):
        self.reads_diary = Part.DIARY in parts_read_by(user)
        self.opens_assistants = may(user, Right.READ_ASSISTANTS)
        super().__init__(families, exclude=() if self.reads_diary else ("last_contact",), **options)

    def written_rows(self):
        """The rows of the page as HTML, on a phone each value with the head of its column."""
        today = timezone.localdate()
        heads = {f"{name}_head": column.verbose_name for name, column in self.base_columns.items()}
        families = overviews(list(self.paginated_rows.data), today)
        row = ROW if self.reads_diary else ROW_WITHOUT_CONTACT
        values = (cells(*pair, today, self.opens_assistants) for pair in families)
        return mark_safe("".join(format_html(row, **heads, **each) for each in values))

    def order_name(self, families, descending):
        name = polish("name")
        return families.order_by(name.desc() if descending else name.asc(), "number"), True

    def order_since(self, families, descending):
        return by_first_day(families, descending), True

    def order_last_contact(self, families, descending):
        return by_last_contact(families, descending), True


def cells(family, about, today, with_links):
    """What stands in the cells of a row: of a family with that Overview, with or without links to the assistants."""
    links = ((reverse("assistant", args=[each.number]), each) for each in about.assistants)
    name = '<a href="{0}">{1}</a>' if with_links else "{1}"
    return {
        "name": family.name,
        "number": family.number,
        "address": reverse("family", args=[family.number]),
        "state": about.state.label,
        "tone": about.state.tone,
        "assistants": format_html_join(", ", name, links) or "–",
        "children": about.children,
        "since": format_html("{}–<br>{}", in_digits(about.since), in_digits(about.until))
        if about.until
        else in_digits(about.since),
        "last_contact": in_digits(about.last_contact),
        "assessment": deadline(about.assessment_due, today),
    }


def in_digits(day):
    return date_in_digits(day) if day else "–"


def deadline(day, today):
    if not day:
        return "–"
    tone = deadline_tone(day, today)
    sign = icon("exclamation-triangle") if tone == "overdue" else ""
    words = deadline_in_words(day, today)
    return format_html('<span class="deadline {}" title="{}">{}{}</span>', tone, date_in_digits(day), sign, words)
