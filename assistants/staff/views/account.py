"""Connect an account with an assistant: the administrator asks, a second person confirms."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from assistants.models import Assistant
from assistants.staff.services import connect_account
from familycare.accounts.confirming.messages import say_saved
from familycare.accounts.models import User
from familycare.accounts.rights import Right, needs
from familycare.lib.forms import add_service_errors
from familycare.lib.ordering import polish_order


class ConnectForm(forms.Form):
    """A choice of assistants who have no account, and the one already connected."""

    assistant = forms.ModelChoiceField(
        Assistant.objects.none(),
        label="Karta asystenta",
        required=False,
        empty_label="z żadną",
        help_text="Konto widzi rodziny przydzielone tej osobie. Jej ostatni dzień pracy kończy też dostęp.",
        error_messages={"invalid_choice": "Tej karty nie można wybrać: nie ma jej albo ma już inne konto."},
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, initial={"assistant": getattr(user, "assistant", None)}, **kwargs)
        field = self.fields["assistant"]
        field.queryset = Assistant.objects.filter(Q(account=None) | Q(account=user)).order_by(
            polish_order("last_name"), polish_order("first_name"), "number"
        )
        field.label_from_instance = lambda assistant: (
            f"{assistant.last_name} {assistant.first_name} ({assistant.number})"
        )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
def connect(request, pk):
    """Connect the account with an assistant or with none."""
    user = get_object_or_404(User.objects.select_related("assistant"), pk=pk)
    form = ConnectForm(user, request.POST or None)
    if form.is_valid():
        try:
            waiting = connect_account(user, form.cleaned_data["assistant"], by=request.user)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            say_saved(request, [waiting] if waiting else [])
            return redirect("account", pk)
    return render(request, "assistants/staff/connect_account.html", {"form": form, "account": user})
