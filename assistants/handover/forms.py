"""The form of a handover: which families, to whom and from which day."""

from datetime import timedelta

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assistants.absences.substitution_forms import ALL, SELECTED, selection_problem
from assistants.models import Assignment
from assistants.referrals.suggestions import suggestions
from cases.difficulty import difficulties
from cases.families.distinct_names import distinct_name, with_carer_names
from cases.models import Family
from familycare.lib.fields import ChosenField, DayField, within_a_year
from familycare.lib.ordering import polish_order
from familycare.lib.polish import HARD_SPACE


class HandoverForm(forms.Form):
    """Hand over families of `assistant` that `user` may see.

    Nothing is selected at first, so that nobody hands over more than they meant to. Colleagues with free places come
    first. `initial` may contain "families" (pks) that are ticked at first.
    """

    which = forms.ChoiceField(
        label="Które rodziny",
        choices=[(ALL, "wszystkie z listy"), (SELECTED, "tylko zaznaczone")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Zaznacz, które rodziny.",
            "invalid_choice": "Zaznacz, które rodziny.",
        },
    )
    families = ChosenField(
        label="Rodziny",
        queryset=Family.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Wśród zaznaczonych jest rodzina, której ten asystent już nie ma."},
    )
    to = forms.ChoiceField(
        label="Komu",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Wybierz, kto przejmie rodziny.",
            "invalid_choice": "Tej osoby nie można wybrać. Wybierz kogoś z listy.",
        },
    )
    starts_on = DayField(
        label="Od kiedy",
        help_text="pierwszy dzień nowego asystenta",
        validators=[within_a_year],
        error_messages={"required": "Podaj pierwszy dzień nowego asystenta."},
    )

    def __init__(self, assistant, user, data=None, initial=None):
        today = timezone.localdate()
        super().__init__(data, initial={"which": SELECTED, "starts_on": today + timedelta(days=1), **(initial or {})})
        self.assistant, self.user = assistant, user
        lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
        # Families that another assistant has from a later day have been handed over already.
        later = Assignment.objects.filter(case=OuterRef("case"), starts_on__gt=OuterRef("starts_on"))
        self._assignments = Assignment.objects.filter(lasting, ~Exists(later), assistant=assistant).order_by()
        families = Family.objects.visible_to(user).filter(pk__in=self._assignments.values("family"))
        field = self.fields["families"]
        field.queryset = with_carer_names(families).order_by(polish_order("name"), "number")
        weights = difficulties(families, today)
        field.choices = [
            (each.pk, f"{distinct_name(each)}, trudność{HARD_SPACE}{weights[each.pk]}") for each in field.queryset
        ]
        self.suggestions = suggestions(today, exclude=assistant)
        self._colleagues = {each.assistant.number: each.assistant for each in self.suggestions}
        self.fields["to"].choices = [(number, str(each)) for number, each in self._colleagues.items()]

    @property
    def offers(self):
        """Return [(radio button, Suggestion)]."""
        return list(zip(self["to"], self.suggestions, strict=True))

    def clean_to(self):
        return self._colleagues[self.cleaned_data["to"]]

    def clean(self):
        """Set `assignments`: those of the selected families that do not end before `starts_on`."""
        which, chosen = self.cleaned_data.get("which"), self.cleaned_data.get("families")
        if chosen is not None and (problem := selection_problem(which, chosen)):
            self.add_error("families", problem)
        elif which and chosen is not None and "starts_on" in self.cleaned_data:
            families = chosen if which == SELECTED else self.fields["families"].queryset
            given = self._assignments.filter(family__in=families)
            self.cleaned_data["assignments"] = given.exclude(ends_on__lt=self.cleaned_data["starts_on"])
