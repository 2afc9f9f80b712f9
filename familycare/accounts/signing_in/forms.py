"""allauth's sign-in and password forms with Polish texts."""

from allauth.account import forms
from django.core.exceptions import ValidationError

MISMATCH = "Hasło wpisane po raz drugi jest inne niż za pierwszym razem."
EMAIL, PASSWORD = "Adres e-mail", "Hasło"


class PolishTextsMixin:
    """Set labels and messages from `TEXTS`: {field: (label, message if empty)}, and remove placeholders.

    A placeholder only repeats the label and disappears while typing.
    """

    TEXTS = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, demand) in self.TEXTS.items():
            field = self.fields[name]
            field.label, field.error_messages["required"] = label, demand
            field.widget.attrs.pop("placeholder", None)
        if not self.is_bound:
            self.fields[next(iter(self.TEXTS))].widget.attrs["autofocus"] = True


class RepeatedPasswordMixin(PolishTextsMixin):
    """A form with a new password, entered twice."""

    def clean(self):
        cleaned = super().clean()
        if self.has_error("password2") and self.data.get("password2"):
            del self.errors["password2"]
            self.add_error("password2", MISMATCH)
        return cleaned


class SignInForm(PolishTextsMixin, forms.LoginForm):
    """E-mail and password. The error does not say which was wrong; it is shown at the password."""

    TEXTS = {"login": (EMAIL, "Wpisz adres e-mail."), "password": (PASSWORD, "Wpisz hasło.")}

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


class PasswordChangeForm(RepeatedPasswordMixin, forms.ChangePasswordForm):
    """The old password and, twice, the new one."""

    TEXTS = {
        "oldpassword": ("Obecne hasło", "Wpisz obecne hasło."),
        "password1": ("Nowe hasło", "Wpisz nowe hasło."),
        "password2": ("Nowe hasło jeszcze raz", "Wpisz nowe hasło po raz drugi."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class PasswordSetForm(RepeatedPasswordMixin, forms.SetPasswordForm):
    """The first password, entered twice."""

    TEXTS = {
        "password1": (PASSWORD, "Wpisz hasło."),
        "password2": ("Hasło jeszcze raz", "Wpisz hasło po raz drugi."),
    }


class PasswordResetKeyForm(RepeatedPasswordMixin, forms.ResetPasswordKeyForm):
    """A new password after a reset, entered twice."""

    TEXTS = {
        "password1": ("Nowe hasło", "Wpisz nowe hasło."),
        "password2": ("Nowe hasło jeszcze raz", "Wpisz nowe hasło po raz drugi."),
    }


class PasswordResetForm(PolishTextsMixin, forms.ResetPasswordForm):
    """The e-mail address to which a link to reset the password is sent."""

    TEXTS = {"email": (EMAIL, "Wpisz adres e-mail.")}


class ReauthenticateForm(PolishTextsMixin, forms.ReauthenticateForm):
    """The password again, before a sensitive action."""

    TEXTS = {"password": (PASSWORD, "Wpisz hasło.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
