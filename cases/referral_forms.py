"""The form of a request for an assistant, about a family that the centre knows or a new one."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import CourtOrder, Family, Person, Referral
from cases.models.family import pesel_problem
from cases.referring import AFTER_INTERVIEW
from cases.vocabulary import Entitlement, ReferralSource, Sex, Structure
from familycare.centre.models import Problem
from familycare.fields import DayField

ON_CONSENT = (*AFTER_INTERVIEW, ReferralSource.FAMILY)


class PastDayField(DayField):
    """A day that has come."""

    def clean(self, value):
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Ta data jest w przyszłości."))
        return day


def text(model, name, label, **options):
    """A field as long as that of the model."""
    return forms.CharField(label=label, max_length=model._meta.get_field(name).max_length, required=False, **options)


class ReferralForm(forms.Form):
    """What is asked for, why, and on what basis. Fields of a court's order and of „Za życiem” matter only with these
    sources, and are left alone with the others."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    source = forms.ChoiceField(
        label=_("Kto wnioskuje"),
        choices=ReferralSource,
        widget=forms.RadioSelect,
        initial=ReferralSource.SOCIAL_WORKER,
        error_messages={"required": _("Wybierz, kto wnioskuje o asystenta.")},
    )
    referred_on = PastDayField(label=_("Data wniosku"), initial=timezone.localdate)
    is_urgent = forms.BooleanField(
        label=_("Sprawa jest pilna"), required=False, help_text=_("Na przykład: grozi zabranie dzieci z domu.")
    )
    interview_on = PastDayField(label=_("Data wywiadu środowiskowego"), required=False)
    consent_on = PastDayField(label=_("Data zgody rodziny"), required=False)
    no_consent_because = text(Referral, "no_consent_because", _("Jeśli zgody nie ma: dlaczego"))
    problems = forms.ModelMultipleChoiceField(
        label=_("Problemy rodziny"),
        queryset=Problem.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reasons = forms.CharField(
        label=_("Z czym rodzina sobie nie radzi i w czym ma pomóc asystent"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
        error_messages={"required": _("Napisz w kilku zdaniach, w czym asystent ma pomóc rodzinie.")},
    )
    court = text(CourtOrder, "court", _("Sąd"))
    signature = text(CourtOrder, "signature", _("Sygnatura akt"))
    order_issued_on = PastDayField(label=_("Data postanowienia"), required=False)
    entitlement = forms.ChoiceField(label=_("Uprawnienie"), choices=[("", "–"), *Entitlement.choices], required=False)
    certificate_on = PastDayField(label=_("Data zaświadczenia"), required=False)
    at_risk_pregnancy = forms.BooleanField(label=_("Ciąża zagrożona"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["referred_on"].error_messages["required"] = _("Podaj datę wniosku.")

    def clean(self):
        data = super().clean()
        source = data.get("source")
        if source in AFTER_INTERVIEW and not data.get("interview_on") and "interview_on" not in self.errors:
            self.add_error("interview_on", _("Podaj datę wywiadu: wniosek składa się po nim (art. 11 ustawy)."))
        if data.get("interview_on") and data.get("referred_on") and data["interview_on"] > data["referred_on"]:
            self.add_error("interview_on", _("Wywiad nie mógł się odbyć po dniu wniosku."))
        if source == ReferralSource.COURT and not data.get("order_issued_on") and "order_issued_on" not in self.errors:
            self.add_error("order_issued_on", _("Podaj datę postanowienia sądu."))
        elif source == ReferralSource.ZA_ZYCIEM and not data.get("entitlement"):
            self.add_error("entitlement", _("Wybierz, z jakiego uprawnienia korzysta rodzina."))
        consent = data.get("consent_on") or data.get("no_consent_because") or "consent_on" in self.errors
        if source in ON_CONSENT and not consent:
            self.add_error("consent_on", _("Podaj datę zgody rodziny albo napisz niżej, dlaczego zgody nie ma."))
        return data

    def filed(self):
        """The arguments of `file_referral` that the form holds."""
        data = self.cleaned_data
        names = ("source", "referred_on", "interview_on", "consent_on", "no_consent_because", "is_urgent", "reasons")
        return {name: data[name] for name in names} | {
            "form_key": str(data["form_key"]),
            "problems": data["problems"],
            "court_order": {
                "court": data["court"],
                "signature": data["signature"],
                "issued_on": data["order_issued_on"],
            },
            "za_zyciem": {name: data[name] for name in ("entitlement", "certificate_on", "at_risk_pregnancy")},
        }


class NewFamilyForm(ReferralForm):
    """The same about a family that the centre does not know yet: its name and main carer come first."""

    # As they stand in the page: the summary of errors keeps that order.
    field_order = ("name", "structure", "district", "first_name", "last_name", "birth_date", "sex", "pesel")
    name = forms.CharField(
        label=_("Nazwisko rodziny"),
        max_length=Family._meta.get_field("name").max_length,
        error_messages={"required": _("Podaj nazwisko, pod którym rodzina będzie znana.")},
    )
    structure = forms.ChoiceField(label=_("Struktura rodziny"), choices=[("", "–"), *Structure.choices], required=False)
    district = text(Family, "district", _("Dzielnica"))
    first_name = text(Person, "first_name", _("Imię głównego opiekuna"))
    last_name = forms.CharField(
        label=_("Nazwisko głównego opiekuna"),
        max_length=Person._meta.get_field("last_name").max_length,
        error_messages={"required": _("Podaj nazwisko głównego opiekuna.")},
    )
    birth_date = PastDayField(label=_("Data urodzenia głównego opiekuna"), required=False)
    sex = forms.ChoiceField(label=_("Płeć"), choices=[("", "–"), *Sex.choices], required=False)
    pesel = text(Person, "pesel", _("PESEL"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    is_new = forms.BooleanField(label=_("To nie są te same osoby: zarejestruj nową rodzinę"), required=False)

    def clean(self):
        data = super().clean()
        if problem := pesel_problem(data.get("pesel"), data.get("birth_date"), data.get("sex")):
            self.add_error("pesel", problem)
        return data

    def registered(self):
        """The arguments of `register_family` that the form holds."""
        data = self.cleaned_data
        carer = {name: data[name] for name in ("first_name", "last_name", "birth_date", "sex", "pesel")}
        return {"name": data["name"], "structure": data["structure"], "district": data["district"], "carer": carer}
