"""The forms of a referral, about a known family or a new one."""

import uuid

from django import forms
from django.utils import timezone

from cases.choices import Entitlement, ReferralSource
from cases.families.forms import NewFamilyFields, text
from cases.models import CourtOrder, Referral
from cases.referrals.services import AFTER_INTERVIEW
from familycare.centre.dictionaries.fields import TermsField
from familycare.centre.models import Problem
from familycare.lib.fields import DayField

MINOR_PARENT = (
    "Zgody nie trzeba, gdy małoletni rodzic opuszcza ośrodek lub zakład dla nieletnich (art. 11 ust. 1a ustawy): "
    "napisz to tutaj."
)
ON_CONSENT = (*AFTER_INTERVIEW, ReferralSource.FAMILY)


class ReferralForm(forms.Form):
    """The referral: who asks, why, and on what basis.

    The fields of the court order and of „Za życiem” are used only with these sources and ignored with others.
    """

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # the form_key of the referral that is corrected
    source = forms.ChoiceField(
        label="Kto wnioskuje",
        choices=ReferralSource,
        widget=forms.RadioSelect,
        initial=ReferralSource.SOCIAL_WORKER,
        error_messages={"required": "Wybierz, kto wnioskuje o asystenta."},
    )
    referred_on = DayField(
        label="Data wniosku",
        days_ahead=0,
        initial=timezone.localdate,
        error_messages={"required": "Podaj datę wniosku."},
    )
    is_urgent = forms.BooleanField(
        label="Sprawa jest pilna", required=False, help_text="Na przykład: grozi zabranie dzieci z domu."
    )
    interview_on = DayField(
        label="Data wywiadu środowiskowego",
        required=False,
        days_ahead=0,
        help_text=(
            "Na wniosek rodziny albo sądu wywiad przeprowadza się potem: w ciągu 14 dni roboczych, w sprawie pilnej 2."
        ),
    )
    consent_on = DayField(label="Data zgody rodziny", required=False, days_ahead=0)
    no_consent_because = text(
        Referral,
        "no_consent_because",
        "Jeśli zgody nie ma: dlaczego",
        help_text=MINOR_PARENT,
    )
    problems = TermsField(
        label="Problemy rodziny",
        queryset=Problem.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reasons = forms.CharField(
        label="Z czym rodzina sobie nie radzi i w czym ma pomóc asystent",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
        error_messages={"required": "Napisz w kilku zdaniach, w czym asystent ma pomóc rodzinie."},
    )
    court = text(CourtOrder, "court", "Sąd")
    signature = text(CourtOrder, "signature", "Sygnatura akt")
    order_issued_on = DayField(label="Data postanowienia", required=False, days_ahead=0)
    entitlement = forms.ChoiceField(label="Uprawnienie", choices=[("", "–"), *Entitlement.choices], required=False)
    certificate_on = DayField(label="Data zaświadczenia", required=False, days_ahead=0)
    at_risk_pregnancy = forms.BooleanField(label="Ciąża zagrożona", required=False)

    def clean(self):
        data = super().clean()
        source = data.get("source")
        if source in AFTER_INTERVIEW and not data.get("interview_on") and "interview_on" not in self.errors:
            self.add_error(
                "interview_on",
                "Podaj datę wywiadu: wniosek składa się po wywiadzie (art. 11 ustawy o wspieraniu rodziny).",
            )
        held_on, asked_on = data.get("interview_on"), data.get("referred_on")
        if source in AFTER_INTERVIEW and held_on and asked_on and held_on > asked_on:
            self.add_error("interview_on", "Wniosek składa się po wywiadzie. Podaj dzień wniosku albo wcześniejszy.")
        if source == ReferralSource.COURT and not data.get("order_issued_on") and "order_issued_on" not in self.errors:
            self.add_error("order_issued_on", "Podaj datę postanowienia sądu.")
        elif source == ReferralSource.ZA_ZYCIEM and not data.get("entitlement"):
            self.add_error("entitlement", "Wybierz, z jakiego uprawnienia korzysta rodzina.")
        consent = data.get("consent_on") or data.get("no_consent_because") or "consent_on" in self.errors
        if source in ON_CONSENT and not consent:
            self.add_error("consent_on", "Podaj datę zgody rodziny albo napisz niżej, dlaczego zgody nie ma.")
        return data

    def of_referral(self):
        """Return the values of the fields of Referral."""
        names = ("source", "referred_on", "interview_on", "consent_on", "no_consent_because", "is_urgent", "reasons")
        return {name: self.cleaned_data[name] for name in names}

    def filed(self):
        """Return the arguments of `file_referral` that this form knows."""
        data = self.cleaned_data
        return self.of_referral() | {
            "form_key": str(data["form_key"]),
            "seen": data["seen"],
            "problems": data["problems"],
            "court_order": {
                "court": data["court"],
                "signature": data["signature"],
                "issued_on": data["order_issued_on"],
            },
            "za_zyciem": {name: data[name] for name in ("entitlement", "certificate_on", "at_risk_pregnancy")},
        }


class NewFamilyForm(NewFamilyFields, ReferralForm):
    """The referral of a new family: its name and main carer come first."""

    # The order on the page, used by the summary of errors.
    field_order = tuple(NewFamilyFields.base_fields)
