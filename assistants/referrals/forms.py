"""Forms of the manager's decisions on a referral.

`decide` carries the decision out. `is_done` returns whether the referral already has this decision, because the form
was sent twice.
"""

from django import forms
from django.utils import timezone

from assistants.models import Assistant
from assistants.referrals.services import assign_referral, put_on_waiting_list, refuse_referral, return_referral
from cases.choices import ReferralDecision
from cases.models import Referral
from familycare.lib.fields import DayField, within_a_year
from familycare.lib.ordering import polish_order


class AssignForm(forms.Form):
    """The assistant and the first day of the case."""

    assistant = forms.ModelChoiceField(
        label="Asystent",
        queryset=Assistant.objects.none(),
        to_field_name="number",
        empty_label="wybierz",
        error_messages={
            "required": "Wybierz asystenta.",
            "invalid_choice": "Nie ma takiego asystenta wśród zatrudnionych. Wybierz z listy.",
        },
    )
    starts_on = DayField(
        label="Wsparcie od",
        initial=timezone.localdate,
        validators=[within_a_year],
        error_messages={"required": "Podaj dzień, od którego asystent zaczyna."},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        today = timezone.localdate()
        self.fields["assistant"].queryset = Assistant.objects.employed_on(today).order_by(
            polish_order("last_name"), polish_order("first_name"), "number"
        )


class AssignReferralForm(AssignForm):
    """Assign an assistant to the family of a referral. `confirmed`: others on the waiting list are passed over."""

    minor_parent = forms.BooleanField(
        label="Małoletni rodzic opuszcza ośrodek lub zakład dla nieletnich",
        required=False,
        help_text="Wtedy nie trzeba zgody rodziny ani postanowienia sądu (art. 11 ust. 1a ustawy).",
    )
    confirmed = forms.BooleanField(label="Wiem, że te wnioski mają pierwszeństwo, i pomijam je", required=False)

    def decide(self, referral, user):
        return assign_referral(referral=referral, decided_by=user, **self.cleaned_data)

    def is_done(self, referral):
        chosen = {name: self.cleaned_data[name] for name in ("assistant", "starts_on")}
        return referral.decision == ReferralDecision.ASSIGNED and referral.case.assignments.filter(**chosen).exists()


class WaitForm(forms.Form):
    """Put the referral on the waiting list."""

    def decide(self, referral, user):
        return put_on_waiting_list(referral=referral, decided_by=user)

    def is_done(self, referral):
        return referral.decision == ReferralDecision.WAITING


class RefuseForm(forms.Form):
    """Refuse an assistant, with the reason for the letter."""

    reason = forms.CharField(
        label="Uzasadnienie, które znajdzie się w piśmie",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        error_messages={"required": "Napisz, dlaczego asystent nie zostanie przydzielony."},
    )

    def decide(self, referral, user):
        return refuse_referral(referral=referral, decided_by=user, **self.cleaned_data)

    def is_done(self, referral):
        return (referral.decision, referral.decision_reason) == (ReferralDecision.REFUSED, self.cleaned_data["reason"])


class ReturnForm(forms.Form):
    """Return the referral to its author, with what is missing."""

    because = forms.CharField(
        label="Co trzeba uzupełnić",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        error_messages={"required": "Napisz, czego brakuje we wniosku."},
    )

    def decide(self, referral, user):
        return return_referral(referral=referral, **self.cleaned_data)

    def is_done(self, referral):
        return False  # it may be returned several times


class WithdrawForm(forms.Form):
    """Withdraw the referral, with the reason."""

    reason = forms.CharField(
        label="Dlaczego wniosek jest wycofywany",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        error_messages={"required": "Napisz, dlaczego wycofujesz wniosek."},
    )

    def is_done(self, referral):
        withdrawn = ReferralDecision.WITHDRAWN
        return (referral.decision, referral.decision_reason) == (withdrawn, self.cleaned_data["reason"])


class CaseMarkForm(forms.ModelForm):
    """The case mark of the letter."""

    class Meta:
        model = Referral
        fields = ("case_mark",)


# The last part of the URL and the form of the decision.
DECISION_FORMS = {
    "przydzielenie": AssignReferralForm,
    "oczekiwanie": WaitForm,
    "odmowa": RefuseForm,
    "zwrot": ReturnForm,
}
