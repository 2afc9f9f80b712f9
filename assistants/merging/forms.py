"""Forms of a merge: which family is a duplicate and which persons are the same."""

from django import forms
from django.core.exceptions import ValidationError

from assistants.choices import DuplicateGround
from assistants.merging.services import objections, same_pesel_message
from cases.families.distinct_names import person_label
from cases.families.duplicates import match_persons, unmatched_duplicates
from cases.families.likeness import likeness
from cases.models import Family
from familycare.lib.ordering import fold


class DuplicateForm(forms.Form):
    """Ask for the number of the family that duplicates `kept`, among those that `user` may see."""

    rodzina = forms.CharField(
        label="Numer drugiej rodziny",
        help_text="Stoi obok nazwiska na stronie rodziny.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Wpisz numer drugiej rodziny.",
            "max_length": "Nie ma rodziny o takim numerze. Sprawdź go na stronie tamtej rodziny.",
        },
    )

    def __init__(self, kept, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept, self.user = kept, user

    def clean_rodzina(self):
        number = self.cleaned_data["rodzina"].upper()
        family = Family.objects.visible_to(self.user).filter(number=number).first()
        if family is None:
            if Family.objects.filter(number=number, merged_into=self.kept).exists():
                raise ValidationError("Tę rodzinę już scalono z tą, którą oglądasz.")
            raise ValidationError("Nie ma rodziny o takim numerze. Sprawdź go na stronie tamtej rodziny.")
        if problems := objections(self.kept, family):
            raise ValidationError(problems)
        return family


SOMEBODY_ELSE = "inna"


class PersonsForm(forms.Form):
    """Ask, for each person of the family `absorbed`, who they are in `kept`; `confirmed` once the service has asked."""

    def __init__(self, kept, absorbed, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ours = {str(person.pk): person for person in kept.persons.all()}
        self.theirs = {f"osoba_{person.pk}": person for person in absorbed.persons.all()}
        choices = [
            (SOMEBODY_ELSE, "nikt z nich: to inna osoba"),
            *((key, person_label(each)) for key, each in self.ours.items()),
        ]
        known = match_persons(list(self.theirs.values()), list(self.ours.values()))
        pesels = {each.pesel: each for each in self.ours.values() if each.pesel}
        for name, person in self.theirs.items():
            self.fields[name] = forms.ChoiceField(
                label=person_label(person),
                choices=choices,
                help_text=_why(person, pesels.get(person.pesel), known[person], self.ours.values()),
                initial=str(known[person].pk) if known[person] else SOMEBODY_ELSE,
                error_messages={
                    "required": "Wybierz, kim jest ta osoba.",
                    "invalid_choice": "Tej osoby nie ma w rodzinie. Wybierz kogoś z listy.",
                },
            )
        self.fields["confirmed"] = forms.BooleanField(label="Potwierdzam, tak ma być", required=False)

    @property
    def shown(self):
        """The fields to show: `confirmed` only with its question."""
        return [field for field in self if field.name != "confirmed" or self.errors.get("confirmed")]

    def clean(self):
        cleaned = super().clean()
        taken = {}
        for name, key in cleaned.items():
            if name == "confirmed":
                continue
            if key in taken:
                self.add_error(
                    name,
                    f"Tę osobę wskazano już przy: {self.theirs[taken[key]]}. Wybierz inną.",
                )
                break
            if key != SOMEBODY_ELSE:
                taken[key] = name
        if not self.errors:
            names = {person: name for name, person in self.theirs.items()}
            chosen = {person: self.ours.get(cleaned[name]) for name, person in self.theirs.items()}
            for person, other in unmatched_duplicates(list(chosen), list(self.ours.values()), chosen):
                self.add_error(names[person], same_pesel_message(person, other))
        return cleaned

    def persons(self):
        """Return {pk of each person of the absorbed family: the same person in the kept family, or None}."""
        return {person.pk: self.ours.get(self.cleaned_data[name]) for name, person in self.theirs.items()}


def _why(person, of_pesel, chosen, ours):
    """Return who has the same PESEL, why somebody is chosen whose name does not say it, or who has nearly the PESEL."""
    if of_pesel:
        return f"Ten sam PESEL ma {of_pesel}."
    if chosen is None:
        near = [str(each) for each in ours if likeness(person, each) == DuplicateGround.PESEL_DIGIT]
        return f"Numer PESEL różni się jedną cyfrą (i kontrolną), sprawdź go: {', '.join(near)}." if near else ""
    if fold(str(chosen)) == fold(str(person)):
        return ""
    ground = likeness(person, chosen)
    why = DuplicateGround(ground).label if ground else "to samo imię, ta sama data urodzenia"
    return f"Wybrano: {chosen}, bo {why}."
