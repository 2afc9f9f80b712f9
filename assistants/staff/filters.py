"""The filter of the list of assistants. Field names appear in URLs, so they are Polish."""

import django_filters
from django.db.models import Q
from django.utils import timezone

EMPLOYED, FORMER = "zatrudnieni", "byli"


class AssistantFilter(django_filters.FilterSet):
    """Filter by employment; by default those employed today. An unknown state is an error and does not filter."""

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
