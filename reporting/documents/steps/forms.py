"""Forms of the steps of a document."""

from django import forms

from familycare.lib.dates import DayLimits
from familycare.lib.fields import DayField
from reporting.documents.steps.choices import Channel
from reporting.documents.steps.models import HandingOver, Submission
from reporting.documents.steps.services import NO_REASON, NO_REMARK


class ReturnToAuthorForm(forms.Form):
    """What to change in a document."""

    remark = forms.CharField(
        label="Co trzeba zmienić",
        max_length=Submission._meta.get_field("remark").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NO_REMARK},
    )


class ConfirmFailuresForm(forms.Form):
    """Why a document is approved although figures in it disagree."""

    reason = forms.CharField(
        label="Dlaczego zatwierdzasz mimo niezgodności",
        help_text="Powód zostanie przy wydaniu, razem z niezgodnościami, i zobaczy go każdy, kto je czyta.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NO_REASON},
    )


class HandOverForm(forms.Form):
    """When an edition was handed over, how and to whom."""

    handed_on = DayField(label="Dzień przekazania", limits=DayLimits(days_ahead=0))
    channel = forms.ChoiceField(
        label="Jak",
        choices=[("", "Wybierz…"), *Channel.choices],
        error_messages={"required": "Wybierz, jak przekazano dokument.", "invalid_choice": "Wybierz z listy."},
    )
    recipient = forms.CharField(
        label="Komu",
        help_text="Instytucja albo urząd, na przykład: Rada Miasta, Urząd Wojewódzki.",
        max_length=HandingOver._meta.get_field("recipient").max_length,
        error_messages={"required": "Podaj, komu przekazano dokument."},
    )
