"""The form on a pair of families that may be one."""

from django import forms

from assistants.models import SuspectedDuplicate


class DifferentFamiliesForm(forms.Form):
    """Why the two are not the same family."""

    reason = forms.CharField(
        label="Skąd wiadomo, że to nie ta sama rodzina",
        help_text="Np. „dziecko mieszka raz u matki, raz u ojca”. Nie wpisuj tu nazwisk.",
        max_length=SuspectedDuplicate._meta.get_field("reason").max_length,
        error_messages={"required": "Napisz, skąd to wiadomo."},
    )
