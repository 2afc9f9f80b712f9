"""How the list of assistants is narrowed down. Its fields are words of the address, therefore in Polish."""

import django_filters
from django.db.models import Q
from django.utils import timezone

EMPLOYED, FORMER = "zatrudnieni", "byli"


class AssistantFilter(django_filters.FilterSet):
    """Who is employed today, unless the address says otherwise. An unknown state is an error, and narrows nothing."""

    stan = django_filters.ChoiceFilter(
        label="Zatrudnienie",
        choices=[(EMPLOYED, "zatrudnieni"), (FORMER, "byli asystenci")],
        empty_label="wszyscy",
        method="in_state",
        error_messages={"invalid_choice": "Nie ma takiego stanu: „%(value)s”. Wybierz go z listy."},
    )

    def __init__(self, data, queryset):
        super().__init__({"stan": data.get("stan", EMPLOYED)}, queryset)

    def in_state(self, assistants, name, state):
        today = timezone.localdate()
        if state == EMPLOYED:
            return assistants.employed_on(today)
        return assistants.filter(Q(employed_to__lt=today))
