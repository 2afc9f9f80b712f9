"""Forms for accounts: the administrator's and the one of an invitation."""

from allauth.account.fields import PasswordField, SetPasswordField
from django import forms
from django.utils import timezone

from familycare.accounts.models import Role, User
from familycare.accounts.rights import RIGHTS, Right
from familycare.accounts.signing_in.forms import MISMATCH
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedForm


class AccountForm(VersionedForm):
    """Name, e-mail, role and dates of an account.

    `alone_with`: numbers of families on which only this account decides. A change that ends this must be confirmed.
    """

    first_name = forms.CharField(label="Imię", max_length=80, error_messages={"required": "Wpisz imię."})
    last_name = forms.CharField(label="Nazwisko", max_length=120, error_messages={"required": "Wpisz nazwisko."})

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "role", "authorised_on", "secrecy_on", "last_day"]
        field_classes = {"authorised_on": DayField, "secrecy_on": DayField, "last_day": DayField}
        help_texts = {
            "authorised_on": (
                "Bez niej i bez oświadczenia konto nie pokaże danych rodzin (art. 7 ustawy o wspieraniu rodziny)"
            ),
            "last_day": "Następnego dnia dostęp się kończy, także w otwartych sesjach",
        }
        error_messages = {
            "email": {
                "required": "Wpisz adres e-mail.",
                "invalid": "To nie wygląda na adres e-mail. Poprawny ma postać nazwa@domena.pl.",
            },
            "role": {
                "required": "Wybierz rolę.",
                "invalid_choice": "Nie ma takiej roli. Wybierz ją z listy.",
            },
        }

    anyway = forms.BooleanField(label="Zapisz, choć nikt nie będzie decydował o tych rodzinach", required=False)

    def __init__(self, *args, alone_with=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "wybierz"), *Role.choices]
        if alone_with:
            self.fields["anyway"].help_text = sole_decider_warning(alone_with)
        else:
            del self.fields["anyway"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        data = super().clean()
        if "anyway" in self.fields and not self.errors and self._ends_deciding(data) and not data["anyway"]:
            self.add_error(
                "anyway",
                "Po tej zmianie nikt nie będzie decydował o rodzinach szczególnie chronionych, wymienionych niżej. "
                "Zaznacz, jeśli mimo to chcesz ją zapisać.",
            )
        data.pop("anyway", None)  # not fields of User
        data.pop("version", None)
        return data

    def _ends_deciding(self, data):
        """Return whether the change ends the right to decide, today or after the last day."""
        signed = all(data[name] and data[name] <= timezone.localdate() for name in ("authorised_on", "secrecy_on"))
        stays = Right.DECIDE in RIGHTS[data["role"]] and signed and data["last_day"] is None
        return not stays and {"role", "authorised_on", "secrecy_on", "last_day"} & {*self.changed_data}


def sole_decider_warning(numbers):
    """Return a warning that only this account decides on the families with these numbers."""
    return (
        f"Tylko to konto decyduje o rodzinach szczególnie chronionych: {', '.join(numbers)}. Bez niego nikt nie "
        "wskaże do nich innej osoby ani nie zdejmie ochrony. Poproś najpierw tę osobę, żeby wskazała "
        "drugiego kierownika (strona rodziny: „Kto ma dostęp do rodziny”). Jeśli to niemożliwe, wskaże go na serwerze "
        "polecenie „manage.py name_manager”."
    )


class FirstPasswordForm(forms.Form):
    """The password of a new account, entered twice."""

    password1 = SetPasswordField(label="Hasło", error_messages={"required": "Wpisz hasło."})
    password2 = PasswordField(
        label="Hasło jeszcze raz",
        autocomplete="new-password",
        error_messages={"required": "Wpisz hasło po raz drugi."},
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
