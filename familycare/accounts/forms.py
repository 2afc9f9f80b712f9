"""Django's own forms of signing in, in our words."""

from django.contrib.auth import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.AuthenticationForm):
    """E-mail and password. Which of them was wrong is not told; the error stands at the password, to be typed anew."""

    error_messages = {
        "invalid_login": _(
            "Adres e-mail i hasło nie pasują do siebie. Sprawdź jedno i drugie, także wielkość liter w haśle, "
            "i wpisz hasło jeszcze raz."
        ),
        "inactive": _("To konto jest zamknięte. Otworzyć je może administrator ośrodka."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.fields["username"].widget.attrs.pop("autofocus")
            self.fields["password"].widget.attrs["autofocus"] = True
        self.fields["username"].error_messages["required"] = _("Wpisz adres e-mail.")
        self.fields["password"].error_messages["required"] = _("Wpisz hasło.")

    def get_invalid_login_error(self):
        return ValidationError({"password": self.error_messages["invalid_login"]})


class PasswordChangeForm(forms.PasswordChangeForm):
    """The old password, and the new one twice."""

    error_messages = {
        "password_incorrect": _("To nie jest Twoje obecne hasło. Wpisz je jeszcze raz."),
        "password_mismatch": _("Nowe hasło wpisane po raz drugi jest inne niż za pierwszym razem."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label, required in (
            ("old_password", _("Obecne hasło"), _("Wpisz obecne hasło.")),
            ("new_password1", _("Nowe hasło"), _("Wpisz nowe hasło.")),
            ("new_password2", _("Nowe hasło jeszcze raz"), _("Wpisz nowe hasło po raz drugi.")),
        ):
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = required
