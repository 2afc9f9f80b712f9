"""Pages for the second person: changes of accounts that wait, and what became of others."""

from datetime import timedelta
from smtplib import SMTPException

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from familycare.accounts.confirming import services
from familycare.accounts.confirming.models import AccountChange, Decision
from familycare.accounts.confirming.rules import may_decide
from familycare.accounts.rights import Right, needs
from familycare.lib.polish import date_in_words

DAYS = 90  # of decided changes
MAIL_FAILED = (
    "Nie udało się wysłać zaproszenia, więc niczego nie zmieniono. Spróbuj za kilka minut; jeśli to nie pomoże, "
    "powiedz administratorowi."
)


@require_safe
@needs(Right.CONFIRM_ACCOUNTS)
def account_changes(request):
    """List the changes that wait and those of the last ninety days."""
    changes = AccountChange.objects.select_related("user", "asked_by", "decided_by")
    waiting = [(change, facts(change), may_decide(change, request.user)) for change in changes.waiting()]
    since = timezone.now() - timedelta(days=DAYS)
    past = changes.filter(asked_at__gte=since).exclude(pk__in=[change.pk for change, *_rest in waiting])
    return render(request, "accounts/account_changes.html", {"waiting": waiting, "past": past})


def facts(change):
    """Return [(label, value)] of a change that waits."""
    account, asked_by = change.user, change.asked_by or "polecenie na serwerze"
    return [
        ("Konto", f"{account.email}, {account.get_role_display()}"),
        *([("Ma być", change.words)] if change.words else []),
        ("Kto prosi", f"{asked_by}, {date_in_words(timezone.localdate(change.asked_at))}"),
        ("Wygasa", date_in_words(timezone.localdate(change.expires_at))),
    ]


@require_POST
@needs(Right.CONFIRM_ACCOUNTS)
def confirm_change(request, pk):
    """Make the change."""
    change = get_object_or_404(AccountChange, pk=pk)
    try:
        services.confirm(change.pk, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except (SMTPException, OSError):
        messages.error(request, MAIL_FAILED)
    else:
        messages.success(request, "Potwierdzono zmianę.")
    return redirect("account_changes")


@require_POST
@needs(Right.CONFIRM_ACCOUNTS)
def refuse_change(request, pk):
    """Drop the change."""
    change = get_object_or_404(AccountChange, pk=pk)
    try:
        services.refuse(change.pk, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Odrzucono zmianę. Niczego nie zmieniono.")
    return redirect("account_changes")


@require_POST
@needs(Right.MANAGE_ACCOUNTS)
def withdraw_change(request, pk):
    """Drop the change before anybody decides on it."""
    change = get_object_or_404(AccountChange, decision=Decision.WAITING, pk=pk)
    services.withdraw(change.pk, by=request.user)
    messages.success(request, "Wycofano prośbę.")
    return redirect("account", change.user_id)
