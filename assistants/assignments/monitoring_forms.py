"""The form that assigns the monitoring of a family to a colleague of its last assistant."""

from django import forms
from django.utils import timezone

from assistants.absences.services import absences_by_assistant
from assistants.absences.substitution_forms import SubstituteField
from assistants.models import Assistant
from familycare.accounts.rights import Right, accounts_ready_to
from familycare.lib.ordering import polish_order


class MonitoringForm(forms.Form):
    """A choice of assistants, without the `last` one, who can write in the diary today and may see the family."""

    to = SubstituteField(
        label="Kto monitoruje rodzinę",
        queryset=Assistant.objects.none(),
        to_field_name="number",
        empty_label="wybierz z listy",
        error_messages={
            "required": "Wybierz, kto monitoruje rodzinę.",
            "invalid_choice": "Tej osoby nie można wybrać. Wybierz kogoś z listy.",
        },
    )

    def __init__(self, *args, family, last, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        accounts = accounts_ready_to(Right.KEEP_DIARY)
        if family.is_restricted:
            accounts = accounts.filter(named_to__family=family)
        offered = Assistant.objects.employed_on(today).filter(account__in=accounts).exclude(pk=last.pk)
        self.fields["to"].queryset = offered.order_by(polish_order("last_name"), polish_order("first_name"), "number")
        self.fields["to"].absences = absences_by_assistant(today)
