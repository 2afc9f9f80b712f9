"""The list of referrals and its filter."""

import django_filters
import django_tables2 as tables

from cases.choices import ReferralDecision
from cases.models import Referral
from cases.models.referral import OPEN
from familycare.lib.ordering import polish_order
from familycare.lib.polish import hard_spaces, span_in_words

WAITING, DECIDED = "czekajace", "rozstrzygniete"
ANOTHER = "rodzina ma drugi czekający wniosek"


class ReferralFilter(django_filters.FilterSet):
    """Filter by state; `first` is the state used if the query string has none.

    Waiting referrals are in the order of the queue, others newest first.
    """

    stan = django_filters.ChoiceFilter(
        label="Stan",
        choices=[(WAITING, "czekające"), (DECIDED, "rozstrzygnięte")],
        empty_label="wszystkie",
        method="in_state",
        error_messages={"invalid_choice": "Nie ma takiego stanu: „%(value)s”. Wybierz go z listy."},
    )

    def __init__(self, data, referrals, first=WAITING):
        super().__init__({"stan": data.get("stan", first)}, referrals.order_by("-referred_on", "-pk"))

    def in_state(self, referrals, name, state):
        if state == WAITING:
            return referrals.open().in_turn()
        return referrals.exclude(decision__in=OPEN).filter(decision__in=ReferralDecision.values)


class ReferralTable(tables.Table):
    """Referrals annotated with `due_on` and `has_another`. `day` is the day as of which waiting times are shown."""

    family = tables.TemplateColumn(
        '<a href="{% url "referral" record.number %}">{{ record.family.name }}</a> '
        '<small class="quiet">{{ record.number }}</small>'
        "{% if record.is_urgent and record.is_open %} "
        '{% include "components/chip.html" with word="pilny" tone="overdue" icon="exclamation-triangle" %}{% endif %}'
        '{% if record.has_another %} {% include "components/chip.html" with word=another tone="notice" %}{% endif %}',
        extra_context={"another": ANOTHER},
        verbose_name="Rodzina",
    )
    source = tables.Column(verbose_name="Kto wnioskuje", accessor="get_source_display", orderable=False)
    referred_on = tables.DateColumn(verbose_name="Data wniosku", format="d.m.Y")
    waits = tables.Column(verbose_name="Czeka", empty_values=(), orderable=False)
    due_on = tables.TemplateColumn(
        '{% if record.decision %}–{% else %}{% include "components/deadline.html" with day=record.due_on %}{% endif %}',
        verbose_name="Rozstrzygnąć",
        orderable=False,
    )
    state = tables.TemplateColumn(
        '{% include "components/chip.html" with word=record.state_in_words tone=record.tone %}',
        verbose_name="Stan",
        orderable=False,
    )
    filed_by = tables.Column(verbose_name="Kto złożył", default="–", orderable=False)

    class Meta:
        model = Referral
        fields = ("family", "source", "referred_on", "waits", "due_on", "state", "filed_by")
        order_by_field = "kolejnosc"
        page_field = "strona"
        empty_text = "Nie ma tu żadnego wniosku. Stan wybierzesz u góry."

    def __init__(self, referrals, day, **options):
        super().__init__(referrals, **options)
        self.day, self.caption = day, ""
        self.places = Referral.objects.places_on_the_list()

    def order_family(self, referrals, is_descending):
        name = polish_order("family__name")
        return referrals.order_by(name.desc() if is_descending else name.asc(), "number"), True

    def render_waits(self, record):
        if not record.is_open:
            return "–"
        place = queue_place_in_words(self.places.get(record.pk))
        return ", ".join(filter(None, [waiting_in_words(record, self.day), place]))


def waiting_in_words(referral, day):
    """Return how long the referral has waited on `day`: „12 dni”, „ponad rok”, „od dziś”."""
    return span_in_words(referral.referred_on, day) if referral.referred_on < day else "od dziś"


def queue_place_in_words(place):
    """Return for example „2. w kolejce”, or ""."""
    return hard_spaces(f"{place}. w kolejce") if place else ""
