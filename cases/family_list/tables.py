"""The table of families: columns, order, and its rows as HTML."""

from urllib.parse import quote

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from cases.access import Part, parts_read_by
from cases.overview import by_first_day, by_last_contact, overviews
from cases.states import FamilyState
from familycare.accounts.rights import Right, may
from familycare.lib.ordering import polish_order
from familycare.lib.polish import date_in_digits, deadline_exactly, deadline_in_words, deadline_tone
from familycare.templatetags.components import icon

NUMBER = {"td": {"class": "number"}}
NOTHING = mark_safe('<span class="nothing">–</span>')

# Eight cells in each of fifty rows: rendered by django-tables2 or a template, they would take a third of the page's
# time. The chip and the deadline look like those of `templates/components/`.
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
    """A page of families, with the columns and links that `user` may see."""

    name = tables.Column(verbose_name="Rodzina")
    number = tables.Column(verbose_name="Numer")
    state = tables.Column(verbose_name="Stan", orderable=False)
    assistants = tables.Column(verbose_name="Asystent", orderable=False)
    children = tables.Column(verbose_name="Dzieci", attrs=NUMBER, orderable=False)
    since = tables.Column(verbose_name="Wsparcie", attrs=NUMBER)
    last_contact = tables.Column(verbose_name="Ostatni kontakt", attrs=NUMBER)
    assessment = tables.Column(verbose_name="Ocena sytuacji", orderable=False)

    class Meta:
        template_name = "cases/family_list/family_table.html"
        order_by = "name"
        order_by_field = "kolejnosc"
        page_field = "strona"

    def __init__(self, families, user, **options):
        self.reads_diary = Part.DIARY in parts_read_by(user)
        self.opens_assistants = may(user, Right.READ_ASSISTANTS)
        super().__init__(families, exclude=() if self.reads_diary else ("last_contact",), **options)

    def rows_as_html(self):
        """Return the rows of the page as HTML; on a phone each value is shown with the head of its column."""
        today = timezone.localdate()
        row = ROW if self.reads_diary else ROW_WITHOUT_CONTACT
        for name, column in self.base_columns.items():
            row = row.replace(f"{{{name}_head}}", escape(column.verbose_name))
        families = overviews(list(self.paginated_rows.data), today)
        cells = Cells(today, self.opens_assistants)
        return mark_safe("".join(row.format_map(cells.of(*pair)) for pair in families))

    def order_name(self, families, descending):
        name = polish_order("name")
        return families.order_by(name.desc() if descending else name.asc(), "number"), True

    def order_since(self, families, descending):
        return by_first_day(families, descending), True

    def order_last_contact(self, families, descending):
        return by_last_contact(families, descending, timezone.localdate()), True


class Cells:
    """The cells of rows as HTML, as of `today`, with or without links to the assistants. Repeated values are cached."""

    def __init__(self, today, with_links):
        self.today, self.with_links = today, with_links
        self.address, self.states = AddressOf("family"), {state: escape(state.label) for state in FamilyState}
        self.assistant, self.assistants = AddressOf("assistant"), {}

    def of(self, family, about):
        """Return {name: cell} for a family with its Overview."""
        since = in_digits(about.since)
        return {
            "name": escape(family.name),
            "number": escape(family.number),
            "address": self.address(family.number),
            "state": self.states[about.state],
            "tone": about.state.tone,
            "assistants": ", ".join(map(self.name, about.assistants)) or NOTHING,
            "children": about.children,
            "since": f"{since}–<br>{in_digits(about.until)}" if about.until else since,
            "last_contact": in_digits(about.last_contact),
            "assessment": deadline(about.assessment_due, self.today),
        }

    def name(self, assistant):
        """Return the name of the assistant, as a link if allowed."""
        if assistant.pk not in self.assistants:
            name = escape(assistant)
            link = f'<a href="{self.assistant(assistant.number)}">{name}</a>'
            self.assistants[assistant.pk] = link if self.with_links else name
        return self.assistants[assistant.pk]


class AddressOf:
    """A faster `reverse` for many addresses with one number."""

    def __init__(self, name):
        self.before, self.after = reverse(name, args=["-"]).rsplit("-", 1)

    def __call__(self, number):
        return f"{self.before}{quote(number)}{self.after}"


def in_digits(day):
    """Return the date in digits, or a dash."""
    return date_in_digits(day) if day else NOTHING


def deadline(day, today):
    """Return the deadline as HTML: relative words, the exact date as a title; a dash if there is none."""
    if not day:
        return NOTHING
    tone = deadline_tone(day, today)
    sign = icon("exclamation-triangle") if tone == "overdue" else ""
    exactly, words = deadline_exactly(day, today), deadline_in_words(day, today)
    return format_html('<span class="deadline {}" title="{}">{}{}</span>', tone, exactly, sign, words)
