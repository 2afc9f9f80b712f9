"""The form that imports a register."""

import zipfile

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from familycare.lib.polish import file_size


class ImportForm(forms.Form):
    """A zip with a register, to check or to import."""

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
