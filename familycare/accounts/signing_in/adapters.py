"""allauth adapters: how this project signs users in."""

import logging
import secrets
import time
from base64 import b32encode
from smtplib import SMTPException

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import InvalidToken
from django.urls import reverse
from django.utils import timezone

from familycare.accounts.encryption import decrypt, encrypt
from familycare.accounts.links import public_url
from familycare.web.navigation import start_url_of

log = logging.getLogger(__name__)

WRONG_CODE = "Ten kod nie pasuje. Przepisz go jeszcze raz; kod z aplikacji zmienia się co pół minuty."

# Ways to confirm one's identity, by allauth's names.
WAYS = {
    "reauthenticate": "Podaj hasło",
    "mfa_reauthenticate": "Podaj kod z aplikacji albo kod zapasowy",
    "mfa_reauthenticate:webauthn": "Użyj klucza dostępu",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are created by the administrator; nobody can sign up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "Adres e-mail i hasło nie pasują do siebie albo konto jest zamknięte. Sprawdź jedno i drugie, "
            "także wielkość liter w haśle, i wpisz hasło jeszcze raz."
        ),
        "too_many_login_attempts": "Za dużo nieudanych prób. Poczekaj pięć minut i spróbuj jeszcze raz.",
        "rate_limited": "Za dużo prób naraz. Poczekaj kilka minut i spróbuj jeszcze raz.",
        "enter_current_password": "To nie jest Twoje obecne hasło. Wpisz je jeszcze raz.",
        "incorrect_password": "To nie jest Twoje hasło. Wpisz je jeszcze raz.",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        # Sign-in by directory or passkey does not use AccountBackend.
        if not user.may_enter_on(timezone.localdate()):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request, user, *, redirect_url, **kwargs):
        # Unsent forms come first, wherever the user was going.
        if user.unsent_forms.waiting().exists():
            redirect_url = reverse("unsent_forms")
        elif redirect_url in (None, "/"):
            redirect_url = start_url_of(user)
        return super().post_login(request, user, redirect_url=redirect_url, **kwargs)

    def get_login_redirect_url(self, request):
        return start_url_of(request.user)

    def get_password_change_redirect_url(self, request):
        return reverse("own_account")

    def is_reauthentication_required(self, *, app, **kwargs):
        # A user who has just signed in need not enter the password again, for example to set up a second factor.
        records = get_authentication_records(context.request, context.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        return [way | {"description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def reauthenticate(self, user, password):
        same = self.authenticate(context.request, email=user.email, password=password)
        return same is not None and same.pk == user.pk

    def get_reset_password_from_key_url(self, key):
        user, _dash, secret = key.partition("-")
        return public_url("account_reset_password_from_key", user, secret)

    def send_password_reset_mail(self, user, email, context):
        # Invited users who have not accepted, and users of the directory, have no password to reset.
        template = "password_reset_key" if user.has_usable_password() else "no_password"
        return self.send_mail(f"account/email/{template}", email, context)

    # A command on the server sends e-mails without a request.

    def send_mail(self, template_prefix, email, context):
        self.render_mail(template_prefix, email, context).send()

    def get_client_ip(self, request):
        return super().get_client_ip(request) if request else ""

    def get_http_user_agent(self, request):
        return super().get_http_user_agent(request) if request else ""

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        # The change has been made already; a failing mail server does not undo it.
        try:
            super().send_notification_mail(template_prefix, user, context, email or user.email)
        except (SMTPException, OSError) as error:
            log.error("A notice could not be sent: %s", type(error).__name__)  # its text has the recipient's address


class MFAAdapter(DefaultMFAAdapter):
    """Second factors, with encrypted secrets."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": (
            "Kody zapasowe są dodatkiem do drugiego składnika. Najpierw włącz aplikację z kodami albo dodaj klucz."
        ),
    }

    def encrypt(self, text):
        return encrypt(text)

    def decrypt(self, encrypted_text):
        try:
            return decrypt(encrypted_text)
        except InvalidToken:
            # SECRET_KEY has changed. A random secret accepts no code until the administrator resets the factor.
            return b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user, type):
        return "Mój klucz"
