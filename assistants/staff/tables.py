"""Tables of assistants, their families and their diary."""

import django_tables2 as tables
from django.db.models import F

from assistants.models import Assistant
from assistants.staff.caseload import next_free_places
from familycare.lib.ordering import polish_order
from familycare.lib.polish import date_in_digits

NUMBER = {"td": {"class": "number"}}


def free_place_in_words(free, day, left):
    """Return when the next place is free, as of `day`. `free` is that day or None, `left` the last day of work or
    None."""
    if free is None:
        return "–" if left else "brak"
    return "od zaraz" if free == day else f"od {date_in_digits(free)}"


class AssistantTable(tables.Table):
    """Assistants annotated with `load`, with their next free place as of `day`."""

    last_name = tables.TemplateColumn(
        '<a href="{% url "assistant" record.number %}">{{ record.last_name }} {{ record.first_name }}</a>',
        verbose_name="Asystent",
    )
    load = tables.TemplateColumn(
        '{% include "components/load_bar.html" with taken=record.load most=record.max_families '
        "substituted=record.substituted %}",
        verbose_name="Rodziny",
    )
    next_free = tables.Column(verbose_name="Wolne miejsce", orderable=False, empty_values=())
    employed_from = tables.DateColumn(verbose_name="W pracy od", format="d.m.Y")
    employed_to = tables.DateColumn(verbose_name="W pracy do", format="d.m.Y", default="–")

    employer = tables.Column(verbose_name="Zatrudnia", default="ośrodek")

    class Meta:
        model = Assistant
        fields = ("last_name", "load", "next_free", "employed_from", "employed_to", "employer")
        order_by = "last_name"
        order_by_field = "kolejnosc"
        page_field = "strona"
        empty_text = "Nie ma tu żadnego asystenta. Wybierz innych u góry albo wczytaj rejestr ośrodka."

    def __init__(self, assistants, day, caption, **options):
        super().__init__(assistants, **options)
        self.day, self.caption = day, caption

    def before_render(self, request):
        """Compute the next free places for all rows of the page at once."""
        self.free = next_free_places([row.record for row in self.paginated_rows], self.day)

    def order_last_name(self, assistants, is_descending):
        names = [polish_order("last_name"), polish_order("first_name"), F("number")]
        return assistants.order_by(*(name.desc() if is_descending else name.asc() for name in names)), True

    def render_next_free(self, record):
        return free_place_in_words(self.free[record.pk], self.day, record.employed_to)


class AssignedFamilyTable(tables.Table):
    """The families of an assistant (AssignedFamily)."""

    family = tables.TemplateColumn(
        '<a href="{% url "family" record.family.number %}">{{ record.family.name }}</a> '
        '<small class="quiet">{{ record.family.number }}</small>'
        '{% if record.is_za_zyciem %} {% include "components/chip.html" with word="„Za życiem”" %}{% endif %}',
        verbose_name="Rodzina",
    )
    since = tables.DateColumn(verbose_name="U asystenta od", format="d.m.Y")
    last_contact = tables.DateColumn(verbose_name="Ostatni kontakt", format="d.m.Y", default="–")
    caption = ""

    class Meta:
        orderable = False
        empty_text = "Nie ma dziś żadnej rodziny."


class DiaryTable(tables.Table):
    """Diary entries."""

    visited_on = tables.DateColumn(verbose_name="Dzień", format="d.m.Y")
    family = tables.TemplateColumn(
        '<a href="{% url "family" record.case.family.number %}">{{ record.case.family.name }}</a>',
        verbose_name="Rodzina",
    )
    kind = tables.TemplateColumn(
        "{{ record.get_kind_display }}{% if record.institution %}: {{ record.institution }}{% endif %}",
        verbose_name="Rodzaj",
    )
    minutes = tables.Column(verbose_name="Minuty", attrs=NUMBER, default="–")
    advice_count = tables.Column(verbose_name="Porady", attrs=NUMBER, default="–")
    summary = tables.Column(verbose_name="Notatka", default="–")
    caption = ""

    class Meta:
        orderable = False
