"""The administrator's pages: everybody's accounts."""

import logging
from smtplib import SMTPException

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from familycare.accounts import services
from familycare.accounts.filters import AccountFilter
from familycare.accounts.forms import AccountForm, alone_in_words
from familycare.accounts.models import Role, User
from familycare.accounts.rights import Right, needs
from familycare.accounts.sole_decider import decided_by_alone
from familycare.accounts.tables import AccountTable, state_chip
from familycare.lib.polish import counted, date_in_words

ON_A_PAGE = 50
log = logging.getLogger(__name__)


@require_safe
@needs(Right.MANAGE_ACCOUNTS)
def accounts(request):
    """Who has an account, as what, and what each still lacks."""
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
def account(request, key):
    """One account: what is known of it, and what can be done with it."""
    user, today = account_or_404(key), timezone.localdate()
    alone_with = decided_by_alone(user)
    context = {
        "account": user,
        "alone": alone_in_words(alone_with) if alone_with else "",
        "chip": state_chip(user, today),
        "invitation": waiting_invitation(user),
        "can_invite": may_be_invited(user),
        "facts": facts(user),
        "authorised": user.is_authorised_on(today),
        "own": user == request.user,
        "assistant": getattr(user, "assistant", None),
        "is_assistant": user.role == Role.ASSISTANT,
    }
    return render(request, "accounts/account.html", context)


def facts(user):
    """Pairs of a label and a value."""
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
    """A new account, whose owner gets a link by e-mail."""
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            user = services.invite(by=request.user, link_to=link_to(request), **form.cleaned_data)
        except (SMTPException, OSError) as error:
            form.add_error(None, not_sent(error))
        else:
            messages.success(request, sent(user))
            return redirect("account", user.pk)
    return render(request, "accounts/invite.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
def edit_account(request, key):
    """Name, e-mail, role and dates; a version that is no longer current is not saved (see VersionedForm)."""
    with transaction.atomic():
        if request.method == "POST":
            services.lock_accounts()
        user = account_or_404(key)
        # The form writes what is typed into its own copy; the service compares it with what there was.
        form = AccountForm(request.POST or None, instance=account_or_404(key), alone_with=decided_by_alone(user))
        if form.is_valid():
            try:
                services.change_account(user, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Zapisano zmiany.")
                return redirect("account", key)
    return render(request, "accounts/edit_account.html", {"form": form, "account": user})


@require_POST
@needs(Right.MANAGE_ACCOUNTS)
def invite_again(request, key):
    """Another link instead of the one sent before, or a first one."""
    user = account_or_404(key)
    if not may_be_invited(user):
        raise Http404
    try:
        services.invite_again(user, by=request.user, link_to=link_to(request))
    except (SMTPException, OSError) as error:
        messages.error(request, not_sent(error))
    else:
        messages.success(request, sent(user))
    return redirect("account", key)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
def withdraw_invitation(request, key):
    user = account_or_404(key)
    if waiting_invitation(user) is None:
        raise Http404
    question = f"Wycofać zaproszenie dla: {user}?"
    consequence = "Wysłany odnośnik przestanie działać, a konto będzie zawieszone."
    return asked(request, user, services.withdraw_invitation, question, consequence, "Wycofaj zaproszenie")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
def suspend(request, key):
    user = account_or_404(key)
    question = f"Zawiesić konto: {user}?"
    consequence = "Straci dostęp od razu, także tam, gdzie jest teraz zalogowane. Konto można przywrócić."
    if alone_with := decided_by_alone(user):
        consequence = f"{consequence} {alone_in_words(alone_with)}"
    return asked(request, user, services.suspend, question, consequence, "Zawieś konto")


@require_POST
@needs(Right.MANAGE_ACCOUNTS)
def restore(request, key):
    services.restore(account_or_404(key), by=request.user)
    messages.success(request, "Konto jest znowu czynne.")
    return redirect("account", key)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_ACCOUNTS)
def reset_second_factor(request, key):
    """For somebody who has lost it. One's own is looked after on one's own page, which asks for the password."""
    user = account_or_404(key)
    if user == request.user or not user.has_second_factor:
        raise Http404
    question = f"Usunąć drugi składnik konta: {user}?"
    consequence = (
        "Upewnij się, że prosi o to właśnie ta osoba, na przykład dzwoniąc do niej. Zostanie wylogowana i "
        "powiadomiona e-mailem, a przy następnym logowaniu ustawi nowy składnik. Ta czynność zostaje odnotowana."
    )
    return asked(request, user, services.reset_second_factor, question, consequence, "Usuń drugi składnik")


def asked(request, user, service, question, consequence, action_label):
    """A question before the service does something to the account, and what came of it after."""
    if request.method == "POST":
        try:
            service(user, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, "Zapisano zmiany.")
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
    return User.objects.with_second_factor().select_related("assistant", "invitation")


def account_or_404(key):
    """The User with that key, with what its page shows."""
    return get_object_or_404(all_accounts(), pk=key)


def waiting_invitation(user):
    """The invitation that the user has not made use of yet, or None."""
    invitation = getattr(user, "invitation", None)
    return invitation if invitation and invitation.is_waiting and user.is_active else None


def may_be_invited(user):
    """Whether a link makes sense: the account is open, and nobody has ever used it."""
    return user.is_active and user.last_login is None and not user.has_usable_password()


def link_to(request):
    return lambda token: request.build_absolute_uri(reverse("invitation", args=[token]))


def sent(user):
    return f"Wysłano zaproszenie na adres {user.email}."


def not_sent(error):
    log.error("An invitation could not be sent: %s", type(error).__name__)  # its text would name the recipient
    return (
        "Nie udało się wysłać e-maila, więc niczego nie zapisano. Spróbuj za kilka minut; jeśli to nie pomoże, "
        "trzeba sprawdzić ustawienia poczty (EMAIL_URL)."
    )
