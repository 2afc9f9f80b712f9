"""Forms of papers and their templates."""

import uuid

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedForm
from familycare.lib.polish import file_size
from reporting.papers import marks
from reporting.papers.kinds import PaperLetter
from reporting.papers.making import NEXT_MARK, NO_MARK, named
from reporting.papers.models import MarkRule, Paper
from reporting.papers.templates_in_use import problems_of

NO_FILE = "Wybierz plik z szablonem."


class PaperForm(forms.Form):
    """What the person who makes a paper decides. `subjects`: what it may be about."""

    subject = forms.ChoiceField(required=True, error_messages={"required": "Wybierz, czego dotyczy pismo."})
    mark = forms.ChoiceField(label="Znak sprawy", required=False)
    dated_on = DayField(label="Data pisma", error_messages={"required": "Podaj datę pisma."})
    addressee = forms.CharField(label="Adresat", required=False, max_length=200)
    address = forms.CharField(
        label="Adres adresata",
        required=False,
        max_length=300,
        help_text="ulica i numer, kod i miejscowość",
    )
    copies = forms.CharField(
        label="Otrzymują",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Każdy w osobnym wierszu.",
    )
    signed_by = forms.CharField(label="Kto podpisuje", required=False, max_length=120)
    signed_as = forms.CharField(label="Funkcja", required=False, max_length=120)
    corrects = forms.ModelChoiceField(
        Paper.objects.none(),
        label="Zastępuje pismo",
        required=False,
        empty_label="nie, to nowe pismo",
        help_text="Pisma zapisanego w aktach nie zmienia się: błąd prostuje nowe pismo, które nazywa tamto.",
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args, kind, family, subjects, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.subjects = kind, {str(subject.key): subject for subject in subjects}
        if kind.about.question:
            self.fields["subject"].label = kind.about.question
            self.fields["subject"].choices = [(key, subject.label) for key, subject in self.subjects.items()]
        else:
            del self.fields["subject"]
        if not kind.addressed:
            for name in ("addressee", "address", "copies"):
                del self.fields[name]
        self._offer_marks(family)
        papers = family.papers.filter(kind=kind.word)
        self.fields["corrects"].queryset = papers
        self.fields["corrects"].label_from_instance = lambda paper: named(paper) or str(paper)
        if not papers:
            del self.fields["corrects"]

    def _offer_marks(self, family):
        rule, year = marks.rule_of(self.kind), timezone.localdate().year
        following = marks.mark(str(rule), marks.next_number(str(rule), year), year)
        used = [*family.papers.exclude(case_mark="").values_list("case_mark", flat=True)]
        used += family.referrals.exclude(case_mark="").values_list("case_mark", flat=True)
        self.fields["mark"].choices = [
            (NEXT_MARK, f"następny wolny: {following}"),
            (NO_MARK, "bez znaku"),
            *((each, each) for each in dict.fromkeys(used)),
        ]

    def clean_dated_on(self):
        day = self.cleaned_data["dated_on"]
        if day > timezone.localdate():
            raise ValidationError("Data pisma nie może być późniejsza niż dziś.")
        return day

    @property
    def chosen(self):
        """The Subject that was chosen, or None."""
        return self.subjects.get(self.cleaned_data.get("subject", ""))

    def letter(self):
        """Return the PaperLetter; its mark may be NEXT_MARK."""
        sent = self.cleaned_data
        corrected = sent.get("corrects")
        return PaperLetter(
            mark=sent["mark"],
            dated_on=sent["dated_on"],
            addressee=sent.get("addressee", ""),
            address=sent.get("address", ""),
            copies=sent.get("copies", ""),
            signed_by=sent["signed_by"],
            signed_as=sent["signed_as"],
            corrects=named(corrected) if corrected else "",
        )


class TemplateForm(forms.Form):
    """An uploaded template; `cleaned_data["content"]` is the checked file (bytes)."""

    file = forms.FileField(
        label="Plik DOCX",
        allow_empty_file=True,  # clean_file has a better message
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": NO_FILE, "missing": NO_FILE, "invalid": NO_FILE, "max_length": NO_FILE},
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        most = file_size(settings.PAPER_TEMPLATE_BYTES)
        self.fields[
            "file"
        ].help_text = f"Dokument Worda (.docx), najwyżej {most}, bez makr i bez łączy do innych plików."

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.size:
            raise ValidationError("Ten plik jest pusty (0 bajtów). Zapisz szablon od nowa.")
        if file.size > settings.PAPER_TEMPLATE_BYTES:
            raise ValidationError(
                f"Ten plik jest większy niż {file_size(settings.PAPER_TEMPLATE_BYTES)}. Zmniejsz w nim obrazy."
            )
        content = file.read()
        if problems := problems_of(self.kind, content):
            raise ValidationError(problems)
        self.cleaned_data["content"] = content
        return file


class MarkRuleForm(VersionedForm):
    """How the marks of a kind of paper are made."""

    class Meta:
        model = MarkRule
        fields = ("symbol", "jrwa")
        help_texts = {
            "symbol": "np. OŚR albo DAR; stoi na początku znaku",
            "jrwa": "hasło z jednolitego rzeczowego wykazu akt, np. 8211",
        }
        error_messages = {
            "symbol": {"required": "Podaj symbol."},
            "jrwa": {"required": "Podaj klasę z wykazu akt."},
        }
