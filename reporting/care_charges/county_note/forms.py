"""The form that takes a county's note."""

from django import forms
from django.core.exceptions import ValidationError

from familycare.lib.fields import AmountField
from reporting.care_charges.county_note.reading import as_text, rows_of_file, rows_of_text


class CountyNoteForm(forms.Form):
    """A note: whose it is, its sign and its sum, and its cells, pasted or as a workbook. `rows`: them, once valid.

    Later steps send it again with hidden fields, the cells as text.
    """

    county = forms.CharField(
        label="Powiat",
        max_length=120,
        help_text="dla każdego powiatu system zapamięta, co jest w której kolumnie",
        error_messages={"required": "Wpisz, z którego powiatu jest nota."},
    )
    sign = forms.CharField(label="Numer noty", max_length=80, required=False)
    total = AmountField(
        label="Suma na nocie (zł)", places=2, required=False, min_value=0, help_text="kwota do zapłaty przez gminę"
    )
    text = forms.CharField(
        label="Komórki skopiowane z arkusza",
        help_text="razem z nagłówkami kolumn",
        widget=forms.Textarea(attrs={"rows": 8, "wrap": "off"}),
        required=False,
        strip=False,
    )
    file = forms.FileField(
        label="albo plik XLSX",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"empty": "Ten plik jest pusty."},
    )

    def clean(self):
        data = super().clean()
        text, file = data.get("text", ""), data.get("file")
        if "file" in self.errors or "text" in self.errors:
            return data
        if bool(text.strip()) == bool(file):
            self.add_error("text", "Wklej komórki z arkusza albo wybierz plik, jedno z dwojga.")
            return data
        try:
            self.rows = rows_of_file(file) if file else rows_of_text(text)
        except ValidationError as error:
            self.add_error("file" if file else "text", error)
        return data

    @property
    def hidden(self):
        """[(name, value)] that later steps send again."""
        kept = {name: self.cleaned_data[name] for name in ("county", "sign", "total")}
        kept["total"] = "" if kept["total"] is None else str(kept["total"])
        return [*kept.items(), ("text", as_text(self.rows))]
