"""The forms of the family's consent, or of the reason why there is none."""

from django import forms

from cases.choices import ReferralSource
from cases.models import Referral
from cases.records.base import with_days
from cases.referrals.forms import ON_CONSENT
from cases.rules import consent_problem
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedForm
from familycare.lib.polish import date_in_digits

LABELS = {
    "consent_on": "Data zgody rodziny",
    "no_consent_because": "Jeśli zgody nie ma: dlaczego",
}
HELP = {
    "consent_on": "ta data albo wyjaśnienie niżej",
    "no_consent_because": "napisz to tak, żeby wyjaśniało brak zgody komuś, kto sprawdza akta",
}


class _OfConsent(forms.ModelForm):
    """The common checks: consent or a reason is given.

    The day of the consent is not in the future, not after the support and at most a year before the referral.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.had_consent = self.instance.consent_on is not None

    def clean(self):
        data = super().clean()
        day, because = data.get("consent_on"), data.get("no_consent_because")
        asked = data.get("referred_on") or self.instance.referred_on
        closed_on = self.instance.case and self.instance.case.closed_on
        if not day and self.had_consent:
            self.add_error(
                "consent_on", "Zgoda jest już w aktach, więc nie można jej usunąć. Możesz poprawić jej datę."
            )
        elif not day and not because and "consent_on" not in self.errors:
            self.add_error("consent_on", "Podaj datę zgody rodziny albo napisz niżej, dlaczego zgody nie ma.")
        elif message := consent_problem(day, asked, closed_on):
            self.add_error("consent_on", message)
        return data


class ConsentForm(_OfConsent, VersionedForm):
    """The consent of an existing referral."""

    class Meta:
        model = Referral
        fields = ("consent_on", "no_consent_because")
        formfield_callback = with_days
        labels, help_texts = LABELS, HELP


class EarlierRequestForm(_OfConsent):
    """The missing referral of a case: who made it and when, and the consent."""

    source = forms.ChoiceField(
        label="Kto wnioskował",
        choices=[choice for choice in ReferralSource.choices if choice[0] in ON_CONSENT],
        widget=forms.RadioSelect,
        error_messages={"required": "Wybierz, kto wnioskował o asystenta."},
    )
    referred_on = DayField(
        label="Data wniosku",
        days_ahead=0,
        error_messages={"required": "Podaj datę wniosku."},
    )

    class Meta:
        model = Referral
        fields = ("source", "referred_on", "consent_on", "no_consent_because")
        formfield_callback = with_days
        labels, help_texts = LABELS, HELP

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.case = case

    def clean_referred_on(self):
        day, opened_on = self.cleaned_data["referred_on"], self.instance.case.opened_on
        if day > opened_on:
            message = (
                f"Wsparcie zaczęło się {date_in_digits(opened_on)}, a wniosek jest przed nim. "
                "Podaj ten dzień albo wcześniejszy."
            )
            raise forms.ValidationError(message)
        return day
