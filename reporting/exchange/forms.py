"""The form that takes a register in."""

import zipfile

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """A register to check, or to check and take in."""

    register = forms.FileField(
        label=_("Rejestr (plik zip)"),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": _("Wybierz plik zip z rejestrem."),
            "missing": _("Wybierz plik zip z rejestrem."),
            "empty": _("Ten plik jest pusty. Wybierz plik zip z rejestrem."),
        },
    )

    def clean_register(self):
        register = self.cleaned_data["register"]
        if register.size > settings.REGISTER_UPLOAD_BYTES:
            raise ValidationError(
                _(
                    "Plik ma %(size)s, a przez przeglądarkę można przesłać najwyżej %(most)s. "
                    "Większy rejestr wczyta administrator na serwerze poleceniem import_register."
                )
                % {"size": filesizeformat(register.size), "most": filesizeformat(settings.REGISTER_UPLOAD_BYTES)}
            )
        if not zipfile.is_zipfile(register):
            raise ValidationError(
                _("To nie jest plik zip albo jest uszkodzony. Spakuj folder z plikami CSV rejestru do pliku zip.")
            )
        register.seek(0)
        return register
