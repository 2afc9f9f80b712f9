"""The table of accounts."""

import django_tables2 as tables
from django.db.models import F
from django.template.loader import render_to_string

from familycare.accounts.models import State, User
from familycare.lib.ordering import polish_order

TONES = {State.OPEN: "good", State.INVITED: "notice", State.ENDED: "neutral", State.SUSPENDED: "overdue"}


class AccountTable(tables.Table):
    """Users annotated with `has_second_factor`; states are as of `day`."""

    last_name = tables.TemplateColumn(
        '<a href="{% url "account" record.pk %}">{{ record }}</a> <small class="quiet">{{ record.email }}</small>',
        verbose_name="Osoba",
    )
    role = tables.Column(verbose_name="Rola")
    state = tables.Column(verbose_name="Stan", empty_values=(), orderable=False)
    authorised_on = tables.DateColumn(verbose_name="Upoważnienie", format="d.m.Y", default="brak")
    secrecy_on = tables.DateColumn(verbose_name="Oświadczenie", format="d.m.Y", default="brak")
    has_second_factor = tables.BooleanColumn(verbose_name="Drugi składnik", yesno=("tak", "nie"))
    last_login = tables.DateTimeColumn(verbose_name="Ostatnie logowanie", format="d.m.Y H:i", default="nigdy")

    class Meta:
        model = User
        fields = (
            "last_name",
            "role",
            "state",
            "authorised_on",
            "secrecy_on",
            "has_second_factor",
            "last_login",
        )
        order_by = "last_name"
        order_by_field = "kolejnosc"
        page_field = "strona"
        empty_text = "Żadne konto nie pasuje do filtrów. Wyczyść je albo zmień."

    def __init__(self, accounts, day, caption, **options):
        super().__init__(accounts, **options)
        self.day, self.caption = day, caption

    def order_last_name(self, accounts, is_descending):
        names = [polish_order("last_name"), polish_order("first_name"), F("email")]
        return accounts.order_by(*(name.desc() if is_descending else name.asc() for name in names)), True

    def render_has_second_factor(self, value):
        return "tak" if value else "nie"

    def render_state(self, record):
        return state_chip(record, self.day)


def state_chip(user, day):
    """Return a chip with the state of the account on `day`, or that it is new and waits for a second person."""
    if getattr(user, "is_new", False):
        word = "czeka na potwierdzenie"
        return render_to_string("components/chip.html", {"word": word, "tone": "notice", "icon": ""})
    state = user.state_on(day)
    return render_to_string("components/chip.html", {"word": state.label, "tone": TONES[state], "icon": ""})
