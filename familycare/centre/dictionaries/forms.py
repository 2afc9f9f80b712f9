"""Forms of dictionary entries."""

from django import forms

from familycare.centre.dictionaries.fields import TermField
from familycare.lib.optimistic_lock import VersionedFormMixin


class EntryDetailsForm(VersionedFormMixin):
    """A new entry of the dictionary `model`, or with `entry` its correction."""

    label = forms.CharField(label="Nazwa", max_length=200, error_messages={"required": "Wpisz nazwę."})
    after = forms.ModelChoiceField(
        None,
        label="Miejsce na liście",
        required=False,
        empty_label="na początku",
    )

    def __init__(self, *args, model, entry=None, **kwargs):
        self.entry = entry
        offered = model.objects.offered().exclude(pk=entry and entry.pk)
        initial = self.saved_values() if entry else {"after": offered.last()}
        super().__init__(*args, initial=initial, **kwargs)
        if entry is None:
            del self.fields["version"]
            self.is_stale = False
        self.fields["after"].queryset = offered
        self.fields["after"].label_from_instance = lambda each: f"po: {each.label}"
        if entry is None or not entry.members.filter(merged_into=None).exists():
            self.fields["group"] = TermField(
                model.objects.filter(group=None).exclude(pk=entry and entry.pk),
                label="Należy do",
                required=False,
                empty_label="żadnej: sama jest pozycją główną",
                help_text="Pozycja, do której należą inne, liczy w tabelach także ich wpisy.",
            )
            self.fields["group"].keep(entry and entry.group_id)
            self.order_fields(["label", "group", "after"])

    def saved_values(self):
        if self.entry is None:
            return {}
        before = [each.pk for each in type(self.entry).objects.offered() if _place(each) < _place(self.entry)]
        return {"label": self.entry.label, "group": self.entry.group_id, "after": before[-1] if before else None}

    def details(self):
        """Return the keyword arguments of `add_entry` and `change_entry`."""
        return {name: self.cleaned_data.get(name) for name in ("label", "group", "after")}


def _place(entry):
    return entry.position, entry.code


class MergeForm(forms.Form):
    """Choose the entry that takes over the records of `entry`."""

    target = forms.ModelChoiceField(
        None,
        label="Połącz z pozycją",
        empty_label="wybierz",
        help_text="Zostanie ta pozycja, ze swoją nazwą.",
        error_messages={"required": "Wybierz pozycję, która zostanie."},
    )

    def __init__(self, *args, entry, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = type(entry).objects.kept().exclude(pk=entry.pk)
