"""The form that imports a register."""

import zipfile

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from familycare.lib.polish import file_size

WHOLE, UPDATE = "calosc", "zmiany"


class ImportForm(forms.Form):
    """A zip with a register, to check or to import. `previewed`: the code of the preview of an update that was seen."""

    mode = forms.ChoiceField(
        label="Co jest w rejestrze",
        choices=[
            (WHOLE, "Nowe dane: całe akta, których nie ma jeszcze w systemie"),
            (UPDATE, "Uzupełnienia i poprawki: rejestr wskazuje rodziny, osoby i sprawy, które już są w systemie"),
        ],
        initial=WHOLE,
        required=False,
        widget=forms.RadioSelect,
        help_text="Przed uzupełnieniem zobaczysz, co się zmieni. Czego w rejestrze nie ma, zostaje bez zmian.",
    )

    register = forms.FileField(
        label="Rejestr (plik zip)",
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": "Wybierz plik zip z rejestrem.",
            "missing": "Wybierz plik zip z rejestrem.",
            "empty": "Ten plik jest pusty. Wybierz plik zip z rejestrem.",
        },
    )

    accept_remarks = forms.BooleanField(
        label="Wczytaj mimo uwag",
        required=False,
        help_text=(
            "Uwagi to miejsca, które mogą być pomyłką, ale nie muszą: takie same wiersze, dziecko bez daty urodzenia. "
            "Zaznacz, gdy je znasz i tak ma zostać. Błędów to nie pomija."
        ),
    )

    previewed = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_mode(self):
        return self.cleaned_data["mode"] or WHOLE

    def clean_register(self):
        register = self.cleaned_data["register"]
        if register.size > settings.REGISTER_UPLOAD_BYTES:
            raise ValidationError(
                f"Ten plik jest większy niż {file_size(settings.REGISTER_UPLOAD_BYTES)}, a większego nie można "
                "przesłać przez przeglądarkę. Wczyta go administrator na serwerze poleceniem import_register."
            )
        if not zipfile.is_zipfile(register):
            raise ValidationError(
                "To nie jest plik zip albo jest uszkodzony. Spakuj folder z plikami CSV rejestru do pliku zip."
            )
        register.seek(0)
        return register
