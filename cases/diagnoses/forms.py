"""The forms of a diagnosis: its day, and five answers about each area of the family's life."""

from django import forms
from django.utils import timezone

from cases.models import AreaFinding, Diagnosis
from cases.models.planning.diagnosis import MOST_LETTERS
from cases.records.base import with_days
from cases.rules import support_problem
from familycare.centre.dictionaries.fields import refusal
from familycare.centre.models import LifeArea
from familycare.lib.optimistic_lock import VersionedForm, VersionedFormMixin

PREFIX = "obszar-"  # and the code of the area
LABELS = {
    "state": ("Jak jest", "fakty: co widać, co wiadomo i skąd"),
    "resources": ("Na czym można się oprzeć", "mocne strony rodziny, ludzie i miejsca, które pomagają"),
    "risks": ("Co może pójść źle", "ryzyka, zwłaszcza dla dzieci"),
    "family_view": ("Co mówi rodzina", "jej własnymi słowami"),
    "child_view": ("Co mówi dziecko", "jego słowami, jeśli o tym rozmawialiście"),
}


class DiagnosisForm(forms.ModelForm):
    """The day of a diagnosis of the `case`."""

    class Meta:
        model = Diagnosis
        fields = ("made_on",)
        formfield_callback = with_days
        labels = {"made_on": "Dzień diagnozy"}
        error_messages = {"made_on": {"required": "Podaj dzień diagnozy."}}

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.case = case
        self.initial.setdefault("made_on", timezone.localdate())

    def clean(self):
        cleaned = super().clean()
        if message := support_problem(cleaned.get("made_on"), self.instance.case.opened_on, None):
            self.add_error("made_on", message)
        return cleaned


class DiagnosisCorrection(DiagnosisForm, VersionedForm):
    """The correction of the day of a diagnosis."""


def answer(name):
    label, help_text = LABELS[name]
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3, "autocapitalize": "sentences", "spellcheck": "true", "lang": "pl"}),
    )


class AreaForm(forms.Form):
    """What a new diagnosis says of one `area`. One that is offered no longer is shown with what was typed, and refused.

    `finding`: the AreaFinding that is corrected, or None.
    """

    state = answer("state")
    resources = answer("resources")
    risks = answer("risks")
    family_view = answer("family_view")
    child_view = answer("child_view")

    def __init__(self, *args, area, is_offered=True, finding=None, **kwargs):
        self.area, self.is_offered, self.finding = area, is_offered, finding
        super().__init__(*args, prefix=f"{PREFIX}{area.pk}", **kwargs)

    @property
    def says_something(self):
        """Whether something is filled in or wrong: then it is open."""
        return any(self[name].value() or self[name].errors for name in AreaFinding.TEXTS)

    def clean(self):
        cleaned = super().clean()
        if not self.is_offered and any(cleaned.get(name) for name in AreaFinding.TEXTS):
            said = refusal(LifeArea, self.area.pk) or "Tego obszaru nie ma już w słowniku."
            self.add_error("state", f"{said} Przenieś tekst do innego obszaru i wyczyść te pola.")
        return cleaned

    def answered(self):
        """Return the AreaFinding with the answers."""
        finding = self.finding or AreaFinding(area=self.area)
        for name in AreaFinding.TEXTS:
            setattr(finding, name, self.cleaned_data[name].replace("\r\n", "\n"))
        return finding

    @property
    def is_answered(self):
        """Whether the valid form has any text."""
        return any(self.cleaned_data[name] for name in AreaFinding.TEXTS)


class AreaCorrection(AreaForm, VersionedFormMixin):
    """The correction of what a diagnosis says of an area."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= self._saved_values

    def saved_values(self):
        """Return {field: text in the record}."""
        return {name: getattr(self.finding, name) if self.finding else "" for name in AreaFinding.TEXTS}

    def label_of(self, name):
        """Return the label with the area: „Zdrowie: jak jest”."""
        return f"{self.area}: {self.fields[name].label.lower()}"


def area_forms(areas, sent=None, *, initial=None):
    """Return the AreaForms of a new diagnosis: bound to what was `sent`, or with `initial` {code: {field: text}}.

    `areas`: all LifeAreas. Besides those that are offered there are those for which something was typed before they
    were retired.
    """
    initial = initial or {}
    typed = typed_texts(sent) if sent is not None else initial
    codes = {code for code, texts in typed.items() if any(texts.values())}
    return [
        AreaForm(sent, area=area, is_offered=is_offered(area), initial=initial.get(area.pk))
        for area in areas
        if is_offered(area) or area.pk in codes
    ]


def is_offered(area):
    """Return whether a new diagnosis may describe the LifeArea."""
    return area.retired_on is None and area.merged_into_id is None


def area_corrections(diagnosis, sent=None):
    """Return the AreaCorrections of a diagnosis: of the areas that are offered, and those that it describes."""
    findings = {each.area_id: each for each in diagnosis.findings.select_related("area")}
    offered = list(LifeArea.objects.offered())
    kept = [each.area for each in findings.values() if each.area not in offered]
    return [AreaCorrection(sent, area=area, finding=findings.get(area.pk)) for area in (*offered, *kept)]


def texts_of(diagnosis):
    """Return {code of an area: {field: text}} of a diagnosis."""
    return {
        each.area_id: {name: getattr(each, name) for name in AreaFinding.TEXTS} for each in diagnosis.findings.all()
    }


def typed_texts(sent):
    """Return the same of what was sent (a QueryDict)."""
    texts = {}
    for name, text in sent.items():
        code, _dash, field = name.removeprefix(PREFIX).partition("-")
        if name.startswith(PREFIX) and field in AreaFinding.TEXTS:
            texts.setdefault(code, {})[field] = text
    return texts
