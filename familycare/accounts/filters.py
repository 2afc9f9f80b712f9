"""The filter of the list of accounts. Field names appear in URLs, so they are Polish."""

import django_filters
from django import forms
from django.utils import timezone

from familycare.accounts.models import Role, State
from familycare.lib.ordering import fold


class AccountFilter(django_filters.FilterSet):
    """Filter by name, role and state; by default all. An unknown value is an error and does not filter."""

    szukaj = django_filters.CharFilter(
        label="Szukaj", method="named", widget=forms.TextInput(attrs={"type": "search", "maxlength": 100})
    )
    rola = django_filters.ChoiceFilter(
        label="Rola",
        field_name="role",
        choices=Role,
        empty_label="wszystkie",
        error_messages={"invalid_choice": "Nie ma takiej roli: „%(value)s”. Wybierz ją z listy."},
    )
    stan = django_filters.ChoiceFilter(
        label="Stan",
        choices=State,
        empty_label="wszystkie",
        method="in_state",
        error_messages={"invalid_choice": "Nie ma takiego stanu: „%(value)s”. Wybierz go z listy."},
    )

    def named(self, accounts, name, text):
        """Keep accounts whose name or e-mail contains each word.

        Compared in Python, because SQLite does not fold Ł to ł; a centre has few accounts.
        """
        words = fold(text).split()
        those = [user.pk for user in accounts if all(word in fold(f"{user} {user.email}") for word in words)]
        return accounts.filter(pk__in=those)

    def in_state(self, accounts, name, state):
        return accounts.in_state(state, timezone.localdate())
