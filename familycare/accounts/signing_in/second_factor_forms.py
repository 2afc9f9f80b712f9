"""allauth's second-factor forms with Polish texts."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

from familycare.accounts.signing_in.forms import PolishTextsMixin

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


class PasskeyForm(PolishTextsMixin, webauthn.AddWebAuthnForm):
    """Add a passkey with a name."""

    TEXTS = {"name": NAME}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        passwordless = self.fields["passwordless"]
        passwordless.label = "Loguj mnie samym kluczem, bez hasła"
        passwordless.help_text = "Klucz zapyta wtedy o odcisk palca, twarz albo PIN urządzenia."


class PasskeyNameForm(PolishTextsMixin, webauthn.EditWebAuthnForm):
    """Rename a passkey."""

    TEXTS = {"name": NAME}
