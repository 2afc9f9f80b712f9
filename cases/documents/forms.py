"""The forms of a document."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.documents.checking import SUFFIXES, check_document
from cases.documents.scanning import scan
from cases.models import Attachment
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedForm
from familycare.lib.polish import file_size

NO_FILE = "Wybierz plik z dokumentem."


class DocumentFields:
    """The common fields of both forms; `family` is the family of the document."""

    def __init__(self, *args, family, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "wybierz"), *Attachment._meta.get_field("kind").choices]
        self.fields["person"].queryset = family.persons.all()
        self.fields["person"].empty_label = "całej rodziny"
        self.fields["valid_until"].required = False

    def clean_dated_on(self):
        day = self.cleaned_data["dated_on"]
        if day > (self.instance.uploaded_on or timezone.localdate()):
            raise ValidationError("Dokument nie może mieć daty późniejszej niż dzień, w którym go dodano.")
        return day

    def clean(self):
        cleaned = super().clean()
        dated_on, valid_until = cleaned.get("dated_on"), cleaned.get("valid_until")
        if dated_on and valid_until and valid_until < dated_on:
            self.add_error("valid_until", "Ten dzień jest wcześniejszy niż data dokumentu.")
        return cleaned


class DocumentMeta:
    """The common Meta of both forms."""

    model = Attachment
    fields = ("kind", "title", "person", "dated_on", "valid_until")
    error_messages = {
        "kind": {"required": "Wybierz rodzaj dokumentu."},
        "title": {"required": "Podaj tytuł dokumentu."},
        "dated_on": {"required": "Podaj datę dokumentu."},
    }
    field_classes = {"dated_on": DayField, "valid_until": DayField}
    help_texts = {
        "title": "Krótko, bez nazwisk, np. zgoda na pracę z asystentem.",
        "valid_until": "ostatni dzień ważności; puste, gdy dokument jej nie traci",
    }


class DocumentCorrectionForm(DocumentFields, VersionedForm):
    """The correction of the description of a document; its file cannot be changed."""

    class Meta(DocumentMeta):
        pass


class DocumentForm(DocumentFields, forms.ModelForm):
    """A new document; `cleaned_data["document"]` is its file as a CheckedDocument."""

    file = forms.FileField(
        label="Plik",
        allow_empty_file=True,  # clean_file has a better message
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(set().union(*SUFFIXES.values())))}),
        error_messages={"required": NO_FILE, "missing": NO_FILE, "invalid": NO_FILE, "max_length": NO_FILE},
    )

    class Meta(DocumentMeta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = (
            f"PDF albo JPG, najwyżej {file_size(settings.ATTACHMENT_BYTES)}. Dokument Worda zapisz najpierw jako PDF. "
            "JPG tylko jako skan dokumentu: zdjęć osób nie dodajemy."
        )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if len(self.files.getlist(self.add_prefix("file"))) > 1:
            raise ValidationError("Dodaj jeden plik naraz.")
        if not file.size:
            raise ValidationError("Ten plik jest pusty (0 bajtów). Zapisz dokument od nowa.")
        if file.size > settings.ATTACHMENT_BYTES:
            raise ValidationError(
                f"Ten plik jest większy niż {file_size(settings.ATTACHMENT_BYTES)}. Zeskanuj dokument w "
                "mniejszej rozdzielczości albo podziel go."
            )
        content = file.read()
        self.cleaned_data["document"] = check_document(file.name, content)
        scan(content)
        return file

    def described(self):
        """Return the description of the document: arguments of `add_attachment`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
