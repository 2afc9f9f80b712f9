"""`/styl/`: all components of pages in each state. Only in development."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import django_tables2 as tables
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from familycare.accounts.rights import own_account
from familycare.lib.fields import AmountField, SuggestingInput
from familycare.lib.grids.grid import GridForm, GridHeading


class ExampleForm(forms.Form):
    name = forms.CharField(
        label="Nazwisko rodziny", max_length=120, error_messages={"required": "Wpisz nazwisko rodziny."}
    )
    pesel = forms.CharField(label="PESEL", max_length=11, help_text="Jedenaście cyfr, bez spacji.", required=False)
    employer = forms.CharField(
        label="Organizacja, która zatrudnia",
        help_text="pole, które podpowiada",
        widget=SuggestingInput(lambda: ["Fundacja „Dom”", "Stowarzyszenie „Źródło”"]),
        required=False,
    )
    structure = forms.ChoiceField(
        label="Struktura rodziny",
        choices=[("", "–"), ("two", "oboje rodzice")],
        error_messages={"required": "Wybierz strukturę rodziny."},
    )
    consent = forms.ChoiceField(
        label="Zgoda rodziny",
        choices=[("yes", "tak"), ("no", "nie")],
        widget=forms.RadioSelect,
        error_messages={"required": "Zaznacz, czy rodzina się zgadza."},
    )
    urgent = forms.BooleanField(label="Sprawa pilna", required=False)
    note = forms.CharField(label="Notatka", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="Załącznik", required=False)


class ExampleFilters(forms.Form):
    szukaj = forms.CharField(label="Szukaj", widget=forms.TextInput(attrs={"type": "search"}), required=False)
    stan = forms.ChoiceField(label="Stan", choices=[("", "wszystkie"), ("open", "w toku")], required=False)


class ExampleTable(tables.Table):
    caption = "Rodziny i ich dzieci"
    name = tables.Column("Rodzina", linkify=lambda: "#")
    since = tables.Column("Wsparcie od")
    children = tables.Column("Dzieci", attrs={"cell": {"class": "number"}})


ROWS = [
    {"name": "Źrebięccy (R00123)", "since": "14.03.2025", "children": 3},
    {"name": "Brzęczyszczykiewicz-Grzegżółkowscy (R00124)", "since": "02.01.2024", "children": 12},
    {"name": "O'Connor (R00125)", "since": "30.11.2023", "children": 0},
]


def example_grid():
    """Return a GridForm in which a cell is wrong, one has changed, and one was changed by somebody else meanwhile."""
    rows = [
        GridHeading("budget", "Środki na asystenturę rodziny", "zł"),
        GridHeading("own", "w tym środki własne gminy", "zł"),
    ]
    columns = [GridHeading(year, f"{year} r.") for year in ("2023", "2024", "2025")]
    values = {("budget", "2023"): Decimal("1237366.31"), ("own", "2023"): Decimal(944383), ("own", "2024"): Decimal(1)}
    sent = {"cell:budget:2024": "około 1,3 mln", "cell:own:2023": "944 384", "cell:budget:2025": "1 300 000"}
    unread = {"cell:shown": '{"rows": {}, "columns": {}, "cells": {"cell:own:2023": "940 000,00"}}'}
    return GridForm(
        rows, columns, values, AmountField(places=2, required=False), data=sent | unread, caption="Środki według lat"
    )


@require_safe
@own_account
def style_guide(request):
    """Show the style guide; 404 in production."""
    if not settings.DEBUG:
        raise Http404
    today = timezone.localdate()
    table = ExampleTable(ROWS, order_by="name")
    context = {
        "deadlines": [today + timedelta(days=days) for days in (-40, -1, 0, 1, 3, 30, 400)],
        "tones": [
            ("w toku", "neutral", ""),
            ("cel osiągnięty", "good", "check-circle"),
            ("kończy się za tydzień", "notice", "clock"),
            ("po terminie", "overdue", "exclamation-triangle"),
        ],
        "definitions": [
            ("Asystent", "Anna Łącka"),
            ("Podstawa", "postanowienie sądu z 14 marca 2025"),
            ("Telefon", ""),
        ],
        "downloads": [("PDF", "#"), ("XLSX", "#")],
        "filters": ExampleFilters({"szukaj": "źreb"}),
        "table": table,
        "empty_table": ExampleTable([], empty_text="Żadna rodzina nie pasuje do filtrów. Wyczyść je albo zmień."),
        "page": Paginator(range(120), 50).page(2),
        "form": ExampleForm(auto_id="unsent_%s"),
        "wrong_form": ExampleForm({"name": "", "pesel": "123456789012"}),
        "events": [
            SimpleNamespace(
                day=today - timedelta(days=3),
                icon="house-door",
                kind_label="wizyta",
                title="Wizyta w miejscu zamieszkania",
                text="Rozmowa o planie dnia dzieci; mama zapisała się na zajęcia.",
                url="",
            ),
            SimpleNamespace(
                day=today - timedelta(days=90),
                icon="bank",
                kind_label="sąd",
                title="Postanowienie: obowiązek współpracy z asystentem",
                text="",
                url="#",
            ),
        ],
        "conflicts": [("Data urodzenia", "14.03.2015", "15.03.2015"), ("PESEL", "", "15231400000")],
        "grid": example_grid(),
        "loads": [(0, 15), (9, 15), (15, 15), (5, 5)],
        "words": [
            ("success", "Zapisano zmiany."),
            ("warning", "Do końca dnia zostały dwa terminy."),
            ("error", "Nie udało się zapisać zmian."),
        ],
    }
    return render(request, "web/style_guide.html", context)
