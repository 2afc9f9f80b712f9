"""allauth's forms of the second factor, in our words."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

from familycare.accounts.signing_in.forms import InOurWords

NAME = ("Nazwa klucza", "Nazwij klucz, na przykład „telefon służbowy”.")


class CodeInput(InOurWords):
    WORDS = {"code": ("Kod", "Wpisz kod.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autofocus": True, "inputmode": "numeric"}


class CodeForm(CodeInput, base.AuthenticateForm):
    """A code of the app, or a recovery code, to sign in."""


class CodeAgainForm(CodeInput, base.ReauthenticateForm):
    """The same, before something that matters."""


class ActivateForm(CodeInput, totp.ActivateTOTPForm):
    """The first code of an app shows that it has been set up."""

    WORDS = {"code": ("Kod z aplikacji", "Wpisz sześć cyfr, które pokazuje aplikacja.")}


class PasskeyForm(InOurWords, webauthn.AddWebAuthnForm):
    """A passkey under a name."""

    WORDS = {"name": NAME}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        passwordless = self.fields["passwordless"]
        passwordless.label = "Loguj mnie samym kluczem, bez hasła"
        passwordless.help_text = "Klucz zapyta wtedy o odcisk palca, twarz albo PIN urządzenia."


class PasskeyNameForm(InOurWords, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    WORDS = {"name": NAME}
