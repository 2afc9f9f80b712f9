"""Forms about accounts: the administrator's, and the one that an invitation leads to."""

from allauth.account.fields import PasswordField, SetPasswordField
from django import forms
from django.utils.translation import gettext_lazy as _

from familycare.accounts.forms import MISMATCH
from familycare.accounts.models import User

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
WRONG_DAY = {"invalid": _("To nie jest data. Podaj dzień, miesiąc i rok, na przykład 14.03.2025.")}


class AccountForm(forms.ModelForm):
    """Who somebody is, what they do, and since when they may read what the centre knows of families."""

    first_name = forms.CharField(label=_("Imię"), max_length=80, error_messages={"required": _("Wpisz imię.")})
    last_name = forms.CharField(label=_("Nazwisko"), max_length=120, error_messages={"required": _("Wpisz nazwisko.")})

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "role", "authorised_on", "secrecy_on", "last_day"]
        widgets = {"authorised_on": DAY, "secrecy_on": DAY, "last_day": DAY}
        help_texts = {
            "authorised_on": _("Bez niej i bez oświadczenia konto nie pokaże danych rodzin (art. 7 ust. 4 ustawy)."),
            "last_day": _("Następnego dnia dostęp się kończy, także w otwartych sesjach."),
        }
        error_messages = {
            "email": {
                "required": _("Wpisz adres e-mail."),
                "invalid": _("To nie wygląda na adres e-mail. Poprawny ma postać nazwa@domena.pl."),
            },
            "role": {
                "required": _("Wybierz rolę."),
                "invalid_choice": _("Nie ma takiej roli. Wybierz ją z listy."),
            },
            "authorised_on": WRONG_DAY,
            "secrecy_on": WRONG_DAY,
            "last_day": WRONG_DAY,
        }

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class FirstPasswordForm(forms.Form):
    """The password of a new account, twice."""

    password1 = SetPasswordField(label=_("Hasło"), error_messages={"required": _("Wpisz hasło.")})
    password2 = PasswordField(
        label=_("Hasło jeszcze raz"),
        autocomplete="new-password",
        error_messages={"required": _("Wpisz hasło po raz drugi.")},
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = user
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder")

    def clean(self):
        first, second = (self.cleaned_data.get(name) for name in self.fields)
        if first and second and first != second:
            self.add_error("password2", MISMATCH)
        return self.cleaned_data
