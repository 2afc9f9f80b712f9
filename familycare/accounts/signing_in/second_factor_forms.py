"""allauth's second-factor forms with Polish texts."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import BadRequest, ValidationError

from familycare.accounts.signing_in.forms import PolishTextsMixin
from familycare.accounts.signing_in.passkeys import ALONE, signs_in_alone

NOT_ALONE = (
    "Ten klucz potwierdza logowanie, ale sam go nie zastępuje. Wpisz adres e-mail i hasło, a potem użyj klucza. "
    "Logowanie samym kluczem włącza się, gdy się go dodaje."
)
# Errors of the libraries from a credential that no browser makes: other types, missing parts, nested too deep.
MALFORMED = (AttributeError, KeyError, IndexError, TypeError, ValueError, OverflowError, RecursionError, AssertionError)

NAME = ("Nazwa klucza", "Nazwij klucz, na przykład „telefon służbowy”.")


class CodeInput(PolishTextsMixin):
    """A form with a code."""

    TEXTS = {"code": ("Kod", "Wpisz kod.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autofocus": True, "inputmode": "numeric"}


class CodeForm(CodeInput, base.AuthenticateForm):
    """A code of the app or a recovery code, to sign in."""


class CodeAgainForm(CodeInput, base.ReauthenticateForm):
    """The same, before a sensitive action."""


class ActivateForm(CodeInput, totp.ActivateTOTPForm):
    """The first code of an app, which proves that it has been set up."""

    TEXTS = {"code": ("Kod z aplikacji", "Wpisz sześć cyfr, które pokazuje aplikacja.")}


class CredentialMixin:
    """A form with what a key answered, written by a script. What no browser writes is a bad request (400)."""

    def full_clean(self):
        try:
            super().full_clean()
        except MALFORMED as error:
            raise BadRequest(f"not a credential: {type(error).__name__}") from None


class KeyForm(CredentialMixin, webauthn.AuthenticateWebAuthnForm):
    """A key that confirms signing in with a password."""


class KeyAgainForm(CredentialMixin, webauthn.ReauthenticateWebAuthnForm):
    """The same, before a sensitive action."""


class KeyAloneForm(CredentialMixin, webauthn.LoginWebAuthnForm):
    """A key that replaces the password, if its owner decided so when it was added."""

    def clean_credential(self):
        authenticator = super().clean_credential()
        if not signs_in_alone(authenticator):
            raise ValidationError(NOT_ALONE)
        return authenticator


class PasskeyForm(CredentialMixin, PolishTextsMixin, webauthn.AddWebAuthnForm):
    """Add a passkey with a name, and note whether it signs in alone."""

    TEXTS = {"name": NAME}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        passwordless = self.fields["passwordless"]
        passwordless.label = "Loguj mnie samym kluczem, bez hasła"
        passwordless.help_text = "Bez tego klucz potwierdza tylko logowanie hasłem."

    def clean(self):
        cleaned = super().clean()
        if credential := cleaned.get("credential"):
            # What else the browser sent is neither checked nor kept.
            answer = {name: credential["response"][name] for name in ("clientDataJSON", "attestationObject")}
            kept = {name: credential[name] for name in ("id", "rawId")}
            cleaned["credential"] = kept | {"response": answer, ALONE: cleaned["passwordless"]}
        return cleaned


class PasskeyNameForm(PolishTextsMixin, webauthn.EditWebAuthnForm):
    """Rename a passkey."""

    TEXTS = {"name": NAME}
