"""The administrator's pages for all accounts."""

import logging
from smtplib import SMTPException

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from familycare.accounts import services
from familycare.accounts.confirming.messages import say_saved
from familycare.accounts.confirming.models import AccountChange, ChangeOfAccount
from familycare.accounts.filters import AccountFilter
from familycare.accounts.forms import AccountForm, sole_decider_warning
from familycare.accounts.models import Role, User
from familycare.accounts.rights import Right, needs
from familycare.accounts.signing_in.directory import directory_link
from familycare.accounts.sole_decider import decided_by_alone
from familycare.accounts.tables import AccountTable, state_chip
from familycare.lib.polish import counted, date_in_words

ON_A_PAGE = 50
log = logging.getLogger(__name__)


@require_safe
@needs(Right.MANAGE_ACCOUNTS)
def accounts(request):
    """List the accounts with their roles, states and missing documents."""
    today = timezone.localdate()
    chosen = AccountFilter(request.GET, all_accounts())
    table = AccountTable(chosen.qs, today, caption=f"Stan na {date_in_words(today)}")
    RequestConfig(request, paginate={"per_page": ON_A_PAGE}).configure(table)
    context = {
        "filter": chosen,
        "table": table,
        "count": counted(table.paginator.count, "konto", "konta", "kont"),
    }
    return render(request, "accounts/accounts.html", context)


@require_safe
@needs(Right.MANAGE_ACCOUNTS)
def account(request, pk):
    """Show an account and the actions for it."""
    user, today = account_or_404(pk), timezone.localdate()
    alone_with = decided_by_alone(user)
    context = {
        "account": user,
        "alone": sole_decider_warning(alone_with) if alone_with else "",
        "chip": state_chip(user, today),
        "invitation": waiting_invitation(user),
        "can_invite": may_be_invited(user),
        "facts": facts(user),
        "authorised": user.is_authorised_on(today),
        "own": user == request.user,
        "directory_link": directory_link(user),
        "changes": user.account_changes.waiting().select_related("asked_by"),
        "assistant": getattr(user, "assistant", None),
        "is_assistant": user.role == Role.ASSISTANT,
    }
    return render(request, "accounts/account.html", context)


def facts(user):
    """Return [(label, value)]."""
    missing = "brak"
    login = timezone.localtime(user.last_login) if user.last_login else None
    return [
        ("Adres e-mail", user.email),
        ("Rola", user.get_role_display()),
        ("Upoważnienie do danych", date_in_words(user.authorised_on) if user.authorised_on else missing),
        ("Oświadczenie o tajemnicy", date_in_words(user.secrecy_on) if user.secrecy_on else missing),
        ("Ostatni dzień pracy", date_in_words(user.last_day) if user.last_day else ""),
        ("Drugi składnik", "tak" if user.has_second_factor else "nie"),
        ("Ostatnie logowanie", f"{date_in_words(login.date())}, {login:%H:%M}" if login else "nigdy"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
def invite(request):
    """Create an account and send its owner a link."""
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            user = services.invite(by=request.user, **form.cleaned_data)
        except (SMTPException, OSError) as error:
            form.add_error(None, log_and_explain_failure(error))
        else:
            if waiting := [*user.account_changes.waiting()]:
                say_saved(request, waiting)
            else:
                messages.success(request, invitation_sent_message(user))
            return redirect("account", user.pk)
    return render(request, "accounts/invite.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
def edit_account(request, pk):
    """Change name, e-mail, role and dates. An outdated version is not saved (see VersionedForm)."""
    with transaction.atomic():
        if request.method == "POST":
            services.lock_accounts()
        user = account_or_404(pk)
        # The form changes its own copy; the service compares it with the saved one.
        form = AccountForm(request.POST or None, instance=account_or_404(pk), alone_with=decided_by_alone(user))
        if form.is_valid():
            try:
                waiting = services.change_account(user, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                say_saved(request, waiting)
                return redirect("account", pk)
    return render(request, "accounts/edit_account.html", {"form": form, "account": user})


@require_POST
@needs(Right.MANAGE_ACCOUNTS)
def invite_again(request, pk):
    """Send a new link, or the first one."""
    user = account_or_404(pk)
    if not may_be_invited(user):
        raise Http404
    try:
        services.invite_again(user, by=request.user)
    except (SMTPException, OSError) as error:
        messages.error(request, log_and_explain_failure(error))
    else:
        messages.success(request, invitation_sent_message(user))
    return redirect("account", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
def withdraw_invitation(request, pk):
    """Ask for confirmation and withdraw the invitation."""
    user = account_or_404(pk)
    if waiting_invitation(user) is None:
        raise Http404
    question = f"Wycofać zaproszenie dla: {user}?"
    consequence = "Wysłany odnośnik przestanie działać, a konto będzie zawieszone."
    return confirm_and_run(request, user, services.withdraw_invitation, question, consequence, "Wycofaj zaproszenie")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
def suspend(request, pk):
    """Ask for confirmation and suspend the account."""
    user = account_or_404(pk)
    question = f"Zawiesić konto: {user}?"
    consequence = "Straci dostęp od razu, także tam, gdzie jest teraz zalogowane. Konto można przywrócić."
    if alone_with := decided_by_alone(user):
        consequence = f"{consequence} {sole_decider_warning(alone_with)}"
    return confirm_and_run(request, user, services.suspend, question, consequence, "Zawieś konto")


@require_POST
@needs(Right.MANAGE_ACCOUNTS)
def restore(request, pk):
    """Restore a suspended account."""
    try:
        waiting = services.restore(account_or_404(pk), by=request.user)
    except (SMTPException, OSError) as error:
        messages.error(request, log_and_explain_failure(error))
    else:
        if waiting:
            say_saved(request, [waiting])
        else:
            messages.success(request, "Konto jest znowu czynne.")
    return redirect("account", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
def reset_second_factor(request, pk):
    """Ask for confirmation and delete a lost second factor.

    Administrators change their own on their own page, which asks for the password.
    """
    user = account_or_404(pk)
    if user == request.user or not user.has_second_factor:
        raise Http404
    question = f"Usunąć drugi składnik konta: {user}?"
    consequence = (
        "Upewnij się, że prosi o to właśnie ta osoba, na przykład dzwoniąc do niej. Zostanie wylogowana i "
        "powiadomiona e-mailem, a przy następnym logowaniu ustawi nowy składnik. Jeśli jej konto sięga do danych "
        "rodzin, najpierw potwierdzi to druga osoba. Dziennik zapisze, kto to zrobił."
    )
    return confirm_and_run(request, user, services.reset_second_factor, question, consequence, "Usuń drugi składnik")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
def disconnect_directory(request, pk):
    """Ask for confirmation and delete the link with an account of the directory."""
    user = account_or_404(pk)
    if directory_link(user) is None:
        raise Http404
    question = f"Usunąć połączenie z katalogiem: {user}?"
    consequence = (
        "Do tego konta nie będzie się już można zalogować przez katalog. Nowe połączenie powstanie, gdy katalog "
        "potwierdzi komuś adres e-mail tego konta; właściciel konta dostanie o tym e-mail."
    )
    return confirm_and_run(request, user, services.disconnect_directory, question, consequence, "Usuń połączenie")


def confirm_and_run(request, user, service, question, consequence, action_label):
    """Ask for confirmation; on POST, call the service and show the result."""
    if request.method == "POST":
        try:
            waiting = service(user, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            say_saved(request, [waiting] if waiting else [])
        return redirect("account", user.pk)
    context = {
        "account": user,
        "question": question,
        "consequence": consequence,
        "action_label": action_label,
        "back_url": reverse("account", args=[user.pk]),
    }
    return render(request, "accounts/confirm.html", context)


def all_accounts():
    """Return the users with everything that tables and pages show."""
    openings = AccountChange.objects.waiting().filter(kind=ChangeOfAccount.ACCOUNT, user=OuterRef("pk"))
    return User.objects.with_second_factor().annotate(is_new=Exists(openings)).select_related("assistant", "invitation")


def account_or_404(pk):
    """Return the User with everything that the page shows, or raise Http404."""
    return get_object_or_404(all_accounts(), pk=pk)


def waiting_invitation(user):
    """Return the user's unused invitation, or None."""
    invitation = getattr(user, "invitation", None)
    return invitation if invitation and invitation.is_waiting and user.is_active else None


def may_be_invited(user):
    """Return whether the account is open and has never been used."""
    return user.is_active and user.last_login is None and not user.has_usable_password()


def invitation_sent_message(user):
    """Return the message after sending an invitation."""
    return f"Wysłano zaproszenie na adres {user.email}."


def log_and_explain_failure(error):
    """Log that the e-mail could not be sent and return a message for the administrator."""
    log.error("An invitation could not be sent: %s", type(error).__name__)  # its text contains the recipient's address
    return (
        "Nie udało się wysłać e-maila, więc niczego nie zapisano. Spróbuj za kilka minut; jeśli to nie pomoże, "
        "trzeba sprawdzić ustawienia poczty (EMAIL_URL)."
    )
