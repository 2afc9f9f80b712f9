"""Forms about assistants."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.choices import ClosingReason
from familycare.lib.fields import DayField


class ClosingForm(forms.Form):
    """When and why support ends."""

    closed_on = DayField(
        label=_("Ostatni dzień wsparcia"),
        help_text=_("tego dnia rodzina jest jeszcze objęta wsparciem"),
        error_messages={"required": _("Podaj ostatni dzień wsparcia.")},
    )
    closing_reason = forms.ChoiceField(
        label=_("Powód zakończenia"),
        choices=[("", _("wybierz")), *ClosingReason.choices],
        error_messages={"required": _("Wybierz powód zakończenia.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("closed_on", timezone.localdate())
