"""How the list of accounts is narrowed down. Its fields are words of the address, therefore in Polish."""

import django_filters
from django import forms
from django.utils import timezone

from familycare.accounts.models import Role, State


class AccountFilter(django_filters.FilterSet):
    """All accounts, unless the address says otherwise. An unknown value is an error, and narrows nothing."""

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
        """Whose name or e-mail holds each of the words. They are compared here: a centre has a handful of accounts, and
        SQLite does not know Ł for a capital ł."""
        words = text.casefold().split()
        those = [user.pk for user in accounts if all(word in f"{user} {user.email}".casefold() for word in words)]
        return accounts.filter(pk__in=those)

    def in_state(self, accounts, name, state):
        return accounts.in_state(state, timezone.localdate())
