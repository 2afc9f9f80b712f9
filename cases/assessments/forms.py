"""The form of an assessment: the period, a step and a sentence for each area, the children's safety, what follows."""

import uuid
from dataclasses import dataclass

from django import forms

from cases.choices import ChildSafety, Recommendation, SituationChange
from cases.models import AreaScore, Assessment
from cases.records.base import with_days
from cases.rules import assessment_problem, danger_problem, handing_problem, support_problem
from familycare.centre.models import LifeArea
from familycare.lib.forms import storable_text
from familycare.lib.optimistic_lock import VersionedForm

TEXTS = ("safety_words", "safety_action", "family_voice", "child_voice", "obstacles", "conclusion")
NO_KEY = "Formularz jest niepełny. Otwórz go jeszcze raz; to, co jest wpisane, znajdziesz w szkicu."
NONE = "brak"  # chosen to take a step back: a radio button cannot be undone
MOST_WORDS = 5000  # characters of one answer


@dataclass
class AreaRow:
    """An area in the form: its score in the assessment before (or None), the facts about it, and the fields.

    `note`: why there are no fields; `typed`: what had been typed into them.
    """

    area: LifeArea
    last: AreaScore | None
    facts: list
    step: object = None
    sentence: object = None
    note: str = ""
    typed: str = ""

    @property
    def anchor(self):
        return f"obszar-{self.area.code}"


def step_name(code):
    """Return the name of the field for the step of an area."""
    return f"obszar_{code}_stopien"


def sentence_name(code):
    """Return the name of the field for the sentence about an area."""
    return f"obszar_{code}_zdanie"


class DetailedAssessmentForm(VersionedForm):
    """An assessment of the `case` with its areas. `evidence`: the Evidence of its period."""

    class Meta:
        model = Assessment
        fields = ("period_start", "period_end", "held_on", "safety", *TEXTS, "progress", "recommendation")
        formfield_callback = with_days
        labels = {
            "period_start": "Oceniany okres: od",
            "period_end": "Oceniany okres: do",
            "held_on": "Dzień oceny",
            "safety": "Czy dzieci są bezpieczne",
            "safety_words": "Po czym to poznać",
            "safety_action": "Co zrobiono, żeby były bezpieczne",
            "family_voice": "Co mówi rodzina",
            "child_voice": "Co mówią dzieci",
            "obstacles": "Co przeszkadzało w pracy",
            "conclusion": "Podsumowanie",
            "progress": "Jak zmieniła się sytuacja rodziny",
            "recommendation": "Co dalej",
        }
        help_texts = {
            "period_end": "ostatni dzień okresu",
            "safety_words": "Jedno zdanie: co widać i słychać.",
            "safety_action": "Potrzebne, gdy dzieci są zagrożone: kogo zawiadomiono i kiedy.",
            "family_voice": "Własnymi słowami: co jest lepiej, co trudniej, czego potrzebuje.",
        }

    def __init__(self, *args, case, evidence, **kwargs):
        self.case, self.evidence = case, evidence
        instance = kwargs.get("instance")
        own = evidence.scores[instance.pk] if instance and instance.pk else {}
        kwargs["initial"] = {
            **{step_name(code): score.step_id for code, score in own.items()},
            **{sentence_name(code): score.sentence for code, score in own.items()},
            **(kwargs.get("initial") or {}),
        }
        self._own = own
        super().__init__(*args, **kwargs)
        self.instance.case = case
        before = evidence.before(instance if instance and instance.pk else None)
        self.before = before
        self._last = evidence.scores[before.pk] if before else {}
        self._choose("safety", ChildSafety, "Zaznacz, czy dzieci są bezpieczne.")
        self._choose("progress", SituationChange, "Zaznacz, jak zmieniła się sytuacja rodziny.")
        self._choose("recommendation", Recommendation, "Zaznacz, co dalej.")
        for name in TEXTS:
            self.fields[name].max_length = MOST_WORDS
            self.fields[name].widget = _textarea(3 if name == "conclusion" else 2)
        self.fields["safety_words"].required = self.fields["conclusion"].required = True
        self.fields["safety_words"].error_messages["required"] = "Napisz jedno zdanie o bezpieczeństwie dzieci."
        self.fields["conclusion"].error_messages["required"] = "Napisz podsumowanie: kilka słów wystarczy."
        self.fields["period_start"].required = self.fields["period_end"].required = True
        self._rows = [row for area in evidence.areas if (row := self._row(area))]
        of_areas = [name for row in self.area_fields for name in (row.step.name, row.sentence.name)]
        self.order_fields(["period_start", "period_end", "held_on", *of_areas])  # as the page has them

    def _choose(self, name, choices, missing):
        self.fields[name] = forms.ChoiceField(
            label=self.Meta.labels[name],
            choices=choices.choices,
            widget=forms.RadioSelect,
            error_messages={"required": missing, "invalid_choice": "Wybierz jedną z odpowiedzi."},
        )

    def _row(self, area):
        """Return the AreaRow of an area and add its fields; None for one that is neither offered nor used."""
        last, typed = self._last.get(area.code), self._typed_into(area)
        row = AreaRow(area, last, self.evidence.facts_of(area.code))
        if area.merged_into_id:
            into = next(each for each in self.evidence.areas if each.code == area.merged_into_id)
            row.note = f"Ten obszar połączono tymczasem z „{into}”. Oceń tamten; to, co tu wpisano, stoi poniżej."
            row.typed = typed
            return row if typed else None
        if area.retired_on and not typed and area.code not in self._own:
            row.note = "Tego obszaru ośrodek już nie ocenia. Poprzednia ocena zostaje w aktach."
            return row if last else None
        if area.retired_on:
            row.note = (
                "Tego obszaru ośrodek już nie ocenia. To, co tu wpisano, zostanie zapisane; jeśli ma zniknąć, "
                "wybierz „bez oceny”."
            )
        self._add_fields(row)
        return row

    def _add_fields(self, row):
        code, kept = row.area.code, {self._own.get(row.area.code), row.last} - {None}
        kept = {score.step_id for score in kept}
        steps = [step for step in self.evidence.steps if not step.retired_on or step.code in kept]
        self.fields[step_name(code)] = forms.ChoiceField(
            label=f"{str(row.area)[:1].upper()}{str(row.area)[1:]}",
            choices=[*((step.code, step.label) for step in steps), (NONE, "bez oceny")],
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "Tego stopnia nie ma już w skali. Wybierz inny."},
        )
        self.fields[sentence_name(code)] = forms.CharField(
            label="Jedno zdanie", required=False, max_length=MOST_WORDS, widget=_textarea(2, "form-control")
        )
        row.step, row.sentence = self[step_name(code)], self[sentence_name(code)]

    def _typed_into(self, area):
        """Return what was sent or is in a draft for the area, in words; "" for nothing."""
        names = step_name(area.code), sentence_name(area.code)
        step, words = (str((self.data if self.is_bound else self.initial).get(name) or "") for name in names)
        label = next((each.label for each in self.evidence.steps if each.code == step), "")
        return ", ".join(filter(None, (label, words.strip())))

    @property
    def rows(self):
        """The AreaRows in the order of the dictionary."""
        return self._rows

    @property
    def area_fields(self):
        return [row for row in self._rows if row.step]

    def saved_values(self):
        names = [*self.Meta.fields, *(name for code in self._own for name in (step_name(code), sentence_name(code)))]
        return {name: self.initial.get(name) for name in names}

    def clean(self):
        cleaned = super().clean()
        for name in TEXTS:
            cleaned[name] = storable_text(cleaned.get(name) or "").strip()
        start, end, held = (cleaned.get(name) for name in ("period_start", "period_end", "held_on"))
        if start and end and end < start:
            self.add_error("period_end", "Okres kończy się wcześniej, niż się zaczyna.")
        if message := assessment_problem(start, held):
            self.add_error("held_on", message)
        if message := support_problem(held, self.case.opened_on, self.case.closed_on):
            self.add_error("held_on", message)
        if message := handing_problem(held, self.instance.handed_on):
            self.add_error("held_on", message)
        if message := danger_problem(cleaned.get("safety"), cleaned["safety_action"]):
            self.add_error("safety_action", message)
        self._check_areas(cleaned)
        return cleaned

    def _check_areas(self, cleaned):
        for row in self._rows:
            names = step_name(row.area.code), sentence_name(row.area.code)
            if cleaned.get(names[0]) == NONE:
                cleaned[names[0]] = ""
            step, words = cleaned.get(names[0]), cleaned.get(names[1], "")
            if row.step is None or row.step.errors:
                continue
            if words.strip() and not step:
                self.add_error(row.step.name, f"{row.step.label}: zaznacz stopień albo usuń zdanie.")
            if step and not words.strip():
                self.add_error(row.sentence.name, f"{row.step.label}: napisz jedno zdanie, skąd taka ocena.")
        if not any(cleaned.get(row.step.name) for row in self.area_fields) and not self.errors:
            first = next((row.step.name for row in self.area_fields), None)
            self.add_error(first, "Oceń co najmniej jeden obszar.")

    def scores(self):
        """Return the AreaScores of a valid form, without their assessment."""
        steps = {step.code: step for step in self.evidence.steps}
        return [
            AreaScore(
                area=row.area,
                step=steps[self.cleaned_data[row.step.name]],
                sentence=storable_text(self.cleaned_data[row.sentence.name]).strip(),
            )
            for row in self.area_fields
            if self.cleaned_data[row.step.name]
        ]


def _textarea(rows, look=""):
    return forms.Textarea(
        attrs={"class": look, "rows": rows, "autocapitalize": "sentences", "spellcheck": "true", "lang": "pl"}
    )


def _hidden(field, **options):
    return field(widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), NO_KEY), **options)


class NewAssessmentForm(DetailedAssessmentForm):
    """A new assessment. `client_key` identifies the form, `writer` the open page, `draft` and `version` the draft that
    the page was opened with; `seen` the newest assessment of the case at that time."""

    def __init__(self, *args, **kwargs):
        given, sent = kwargs.get("initial") or {}, args[0] if args else kwargs.get("data")
        super().__init__(*args, **kwargs)
        if sent is not None:
            self.data = sent
        self.initial["version"] = given.get("version")  # of the draft: a new record has no fingerprint
        self.fields["client_key"] = _hidden(forms.UUIDField, initial=uuid.uuid4)
        self.fields["writer"] = _hidden(forms.UUIDField, initial=uuid.uuid4)
        self.fields["draft"] = _hidden(forms.IntegerField, required=False)
        self.fields["version"] = _hidden(forms.IntegerField, required=False)
        newest = self.evidence.assessments[0].pk if self.evidence.assessments else None
        self.fields["seen"] = _hidden(forms.IntegerField, required=False, initial=newest)


def taken_over(form, sent, which):
    """Return the sent data with what the assessment before said about the area `which`, or about all areas that have no
    step yet (`which` is "reszta"). What was typed stays."""
    data = sent.copy()
    for row in form.area_fields:
        step, words = step_name(row.area.code), sentence_name(row.area.code)
        chosen = which == row.area.code or (which == "reszta" and data.get(step, "") in ("", NONE))
        if row.last and chosen:
            data[step] = row.last.step_id
            if not data.get(words, "").strip():
                data[words] = row.last.sentence
    return data
