"""The form that says who signed a plan and who refused to (UWRiSPZ art. 15 ust. 3)."""

from django import forms

from cases.models import PlanSignature
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedFormMixin

SIGNED, REFUSED = "0", "1"
ANSWERS = (("", "jeszcze nie"), (SIGNED, "podpis złożony"), (REFUSED, "odmowa podpisu"))
TEXTS = ("refused", "given_on", "reason")


class SignatureForm(VersionedFormMixin):
    """The answer of one person of the family, or of somebody with a `name`.

    `signature`: the PlanSignature that there is already, or None.
    """

    name = forms.CharField(label="Imię i nazwisko", max_length=200, required=False)
    refused = forms.ChoiceField(label="Czy podpisane", choices=ANSWERS, required=False, widget=forms.RadioSelect)
    given_on = DayField(label="Dnia", days_ahead=0, required=False)
    reason = forms.CharField(
        label="Dlaczego nie",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="wypełnij przy odmowie, najlepiej słowami tej osoby",
    )

    def __init__(self, *args, plan, person=None, signature=None, **kwargs):
        self.plan, self.person, self.signature = plan, person, signature
        super().__init__(*args, **kwargs)
        self.initial |= self._saved_values
        if not signature:
            self.initial["given_on"] = plan.agreed_on
        if person:
            del self.fields["name"]

    def saved_values(self):
        """Return {field: value in the record}."""
        saved = self.signature
        values = {
            "refused": "" if not saved else REFUSED if saved.is_refused else SIGNED,
            "given_on": saved and saved.given_on,
            "reason": saved.reason if saved else "",
        }
        return values if self.person else {"name": saved.name if saved else "", **values}

    @property
    def title(self):
        return str(self.person) if self.person else self.signature.name if self.signature else "Ktoś inny"

    @property
    def shows_reason(self):
        return bool(self["reason"].value() or self["reason"].errors)

    def clean(self):
        cleaned = super().clean()
        answer = cleaned.get("refused")
        if not self.person and answer and not cleaned.get("name"):
            self.add_error("name", "Wpisz, kto podpisał plan albo odmówił.")
        if not self.person and cleaned.get("name") and not answer and not self.signature:
            self.add_error("refused", "Wybierz, czy ta osoba podpisała plan, czy odmówiła.")
        if answer and not cleaned.get("given_on") and "given_on" not in self.errors:
            self.add_error("given_on", "Podaj dzień.")
        if answer == REFUSED and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Napisz, dlaczego ta osoba nie podpisała planu.")
        if answer == SIGNED and cleaned.get("reason"):
            self.add_error("reason", "Powód wpisuje się tylko przy odmowie. Wyczyść go albo zaznacz odmowę.")
        return cleaned

    @property
    def is_changed(self):
        """Whether the valid answer differs from the record."""
        return any(self.cleaned_data.get(name) != value for name, value in self._saved_values.items()) and (
            self.cleaned_data.get("refused") or self.signature
        )

    def signed(self):
        """Return the PlanSignature to save, or None if there is to be none (any more)."""
        if not self.cleaned_data["refused"]:
            return None
        signature = self.signature or PlanSignature(person=self.person)
        signature.name = self.cleaned_data.get("name", "")
        signature.is_refused = self.cleaned_data["refused"] == REFUSED
        signature.given_on, signature.reason = self.cleaned_data["given_on"], self.cleaned_data["reason"]
        return signature


def signature_forms(plan, adults, sent=None):
    """Return the SignatureForms of a plan: of its family's adults, of others who answered already, and an empty one."""
    there = list(plan.signatures.select_related("person").order_by("pk"))
    of_persons = {each.person_id: each for each in there if each.person_id}
    gone = [each.person for each in there if each.person_id and each.person not in adults]
    rows = [
        SignatureForm(sent, plan=plan, person=each, signature=of_persons.get(each.pk), prefix=f"osoba-{each.pk}")
        for each in (*adults, *gone)
    ]
    named = [each for each in there if not each.person_id]
    rows += [SignatureForm(sent, plan=plan, signature=each, prefix=f"podpis-{each.pk}") for each in named]
    return [*rows, SignatureForm(sent, plan=plan, prefix="ktos")]
