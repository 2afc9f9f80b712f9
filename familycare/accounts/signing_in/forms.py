"""allauth's forms of signing in and of passwords, in our words."""

from allauth.account import forms
from django.core.exceptions import ValidationError

MISMATCH = "Hasło wpisane po raz drugi jest inne niż za pierwszym razem."
EMAIL, PASSWORD = "Adres e-mail", "Hasło"


class InOurWords:
    """A form whose labels and demands are in `WORDS`: {field: (label, what to say when it is empty)}.

    A label is enough: a text that vanishes while typing only repeats it.
    """

    WORDS = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, demand) in self.WORDS.items():
            field = self.fields[name]
            field.label, field.error_messages["required"] = label, demand
            field.widget.attrs.pop("placeholder", None)
        if not self.is_bound:
            self.fields[next(iter(self.WORDS))].widget.attrs["autofocus"] = True


class TwiceTheSame(InOurWords):
    """A form with a new password, typed twice."""

    def clean(self):
        cleaned = super().clean()
        if self.has_error("password2") and self.data.get("password2"):
            del self.errors["password2"]
            self.add_error("password2", MISMATCH)
        return cleaned


class SignInForm(InOurWords, forms.LoginForm):
    """E-mail and password. Which of them was wrong is not told; the error stands at the password, to be typed anew."""

    WORDS = {"login": (EMAIL, "Wpisz adres e-mail."), "password": (PASSWORD, "Wpisz hasło.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        if self.is_bound:
            self.fields["password"].widget.attrs["autofocus"] = True

    def clean(self):
        try:
            return super().clean()
        except ValidationError as error:
            raise ValidationError({"password": error.messages}) from None


class PasswordChangeForm(TwiceTheSame, forms.ChangePasswordForm):
    """The old password, and the new one twice."""

    WORDS = {
        "oldpassword": ("Obecne hasło", "Wpisz obecne hasło."),
        "password1": ("Nowe hasło", "Wpisz nowe hasło."),
        "password2": ("Nowe hasło jeszcze raz", "Wpisz nowe hasło po raz drugi."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class PasswordSetForm(TwiceTheSame, forms.SetPasswordForm):
    """A first password, twice."""

    WORDS = {
        "password1": (PASSWORD, "Wpisz hasło."),
        "password2": ("Hasło jeszcze raz", "Wpisz hasło po raz drugi."),
    }


class PasswordResetKeyForm(TwiceTheSame, forms.ResetPasswordKeyForm):
    """A new password instead of a forgotten one, twice."""

    WORDS = {
        "password1": ("Nowe hasło", "Wpisz nowe hasło."),
        "password2": ("Nowe hasło jeszcze raz", "Wpisz nowe hasło po raz drugi."),
    }


class PasswordResetForm(InOurWords, forms.ResetPasswordForm):
    """Where to send a link by which a forgotten password is replaced."""

    WORDS = {"email": (EMAIL, "Wpisz adres e-mail.")}


class ReauthenticateForm(InOurWords, forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    WORDS = {"password": (PASSWORD, "Wpisz hasło.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
