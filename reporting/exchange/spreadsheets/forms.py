"""Forms for a spreadsheet: what it is about, and which of its columns is which."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from familycare.lib.polish import file_size
from reporting.exchange.spreadsheets.headings import SHEET_FILES, headings_of, match_headings, title_of
from reporting.exchange.spreadsheets.reading import read_sheet
from reporting.exchange.updating.rowchanges import missing_columns
from reporting.workbooks import UnreadableSheet

NOT_IMPORTED = ("-", "nie wczytuj")


class SheetForm(forms.Form):
    """A spreadsheet with the records of one file. `cleaned_data["sheet"]` is its contents."""

    file = forms.ChoiceField(label="Co jest w arkuszu", choices=lambda: [("", "Wybierz"), *_titles()])
    sheet = forms.FileField(
        label="Arkusz (plik XLSX albo CSV)",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages=dict.fromkeys(("required", "missing"), "Wybierz plik z arkuszem.")
        | {"empty": "Ten plik jest pusty. Wybierz plik z arkuszem."},
    )

    def clean_sheet(self):
        upload = self.cleaned_data["sheet"]
        self.name = upload.name
        if upload.size > settings.SHEET_UPLOAD_BYTES:
            raise ValidationError(f"Ten plik jest większy niż {file_size(settings.SHEET_UPLOAD_BYTES)}. Podziel go.")
        content = upload.read()
        try:
            read_sheet(content)
        except UnreadableSheet as error:
            raise ValidationError(str(error)) from error
        return content


def _titles():
    return sorted((name, title_of(file)) for name, file in SHEET_FILES.items())


class MatchForm(forms.Form):
    """For each heading of a sheet a choice of the column that it is. `matched()` returns {place: column or ""}."""

    def __init__(self, data, *, file, sheet):
        super().__init__(data)
        self.file, self.sheet = file, sheet
        columns = headings_of(file)
        guessed = match_headings(file, sheet.headings)
        for place, heading in sheet.headings.items():
            self.fields[f"kolumna_{place}"] = forms.ChoiceField(
                label=heading,
                choices=[NOT_IMPORTED, *columns.items()],
                initial=guessed[place] or NOT_IMPORTED[0],
            )

    def clean(self):
        columns, needed = headings_of(self.file), {column.name for column in self.file.columns}
        chosen = {}
        for place in self.sheet.headings:
            column = self._column(place)
            if column and column in chosen.values():
                self.add_error(f"kolumna_{place}", f"„{columns[column]}” wybrano już dla innej kolumny arkusza.")
            chosen[place] = column
        missing = needed - missing_columns(self.file) - set(chosen.values())
        if missing:
            said = ", ".join(f"„{columns[column.name]}”" for column in self.file.columns if column.name in missing)
            raise ValidationError(f"Wskaż jeszcze: {said}. Po tym rozpoznaje się, którego zapisu dotyczy wiersz.")
        return self.cleaned_data

    def matched(self):
        return {place: self._column(place) for place in self.sheet.headings}

    def _column(self, place):
        column = self.cleaned_data.get(f"kolumna_{place}", "")
        return "" if column == NOT_IMPORTED[0] else column
