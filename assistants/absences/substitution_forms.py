"""The form that appoints a substitute."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q
from django.utils import timezone

from assistants.absences.services import absence_in_words, absences_by_assistant
from assistants.models import Assignment, Assistant
from assistants.staff.caseload import with_load
from cases.families.distinct_names import distinct_name, with_carer_names
from cases.models import Family
from familycare.lib.fields import ChosenField, DayField, within_a_year
from familycare.lib.ordering import polish_order
from familycare.lib.polish import date_in_digits

ALL, SELECTED = "wszystkie", "wybrane"


def selection_problem(which, chosen):
    """Return why „all” or „only the ticked ones” (`which`) contradicts what is ticked (`chosen`), or ""."""
    if which == SELECTED and not chosen:
        return "Zaznacz co najmniej jedną rodzinę."
    if which == ALL and chosen:
        return "Wyżej wybrano wszystkie rodziny, a tu zaznaczono niektóre. Zmień wybór wyżej albo odznacz te rodziny."
    return ""


class AssignmentField(ChosenField):
    """A choice of assignments, labelled with their families."""

    def label_from_instance(self, assignment):
        if assignment.ends_on:
            return f"{distinct_name(assignment.family)}, do {date_in_digits(assignment.ends_on)}"
        return distinct_name(assignment.family)


class SubstituteField(forms.ModelChoiceField):
    """A choice of assistants, labelled with their next absence and, from `with_load`, with their numbers of families.

    Set `absences` ({assistant's pk: [Absence]}) before the field is rendered.
    """

    absences = {}

    def label_from_instance(self, assistant):
        absences = self.absences.get(assistant.pk)
        facts = [absence_in_words(absences[0])] if absences else []
        if hasattr(assistant, "load"):
            others = f" i {assistant.substituted} w zastępstwie" if assistant.substituted else ""
            facts.append(f"rodziny: {assistant.load} z {assistant.max_families}{others}")
        return f"{assistant} – {'; '.join(facts)}" if facts else str(assistant)


class SubstitutionForm(forms.Form):
    """Appoint a substitute for `assistant` in families that `user` may see.

    `days` are the initial first and last day of the substitution.
    """

    substitute = SubstituteField(
        label="Kto zastępuje",
        queryset=Assistant.objects.none(),
        to_field_name="number",
        empty_label="wybierz z listy",
        error_messages={
            "required": "Wybierz, kto zastępuje.",
            "invalid_choice": "Tej osoby nie można wybrać. Wybierz kogoś z listy.",
        },
    )
    starts_on = DayField(
        label="Od",
        help_text="pierwszy dzień zastępstwa",
        error_messages={"required": "Podaj pierwszy dzień zastępstwa."},
    )
    ends_on = DayField(
        label="Do",
        help_text="ostatni dzień; potem zastępca nie widzi już tych rodzin",
        error_messages={"required": "Podaj ostatni dzień zastępstwa."},
    )
    which = forms.ChoiceField(
        label="W których rodzinach",
        choices=[(ALL, "we wszystkich"), (SELECTED, "w zaznaczonych niżej")],
        initial=ALL,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Zaznacz, w których rodzinach.",
            "invalid_choice": "Zaznacz, w których rodzinach.",
        },
    )
    assignments = AssignmentField(
        label="Rodziny",
        queryset=Assignment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tej rodziny nie można wybrać. Wybierz z listy."},
    )

    over_limit_reason = forms.CharField(
        label="Jeśli zastępca przekroczy limit rodzin: dlaczego",
        help_text="Zostanie przy zastępstwie i w widoku kontroli.",
        required=False,
        max_length=300,
    )

    def __init__(self, assistant, user, data=None, days=(None, None)):
        super().__init__(data, initial={"starts_on": days[0], "ends_on": days[1]})
        today = timezone.localdate()
        self.fields["substitute"].absences = absences_by_assistant(today)
        working = Q(employed_to__isnull=True) | Q(employed_to__gte=today)
        self.fields["substitute"].queryset = (
            with_load(Assistant.objects.filter(working), today)
            .exclude(pk=assistant.pk)
            .order_by(polish_order("last_name"), polish_order("first_name"), "number")
        )
        lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
        self.fields["assignments"].queryset = (
            Assignment.objects.filter(lasting, assistant=assistant, family__in=Family.objects.visible_to(user))
            .prefetch_related(Prefetch("family", with_carer_names(Family.objects.all())))
            .order_by(polish_order("family__name"), "family__number", "starts_on", "pk")
        )

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if day < timezone.localdate():
            raise ValidationError("To zastępstwo już by się skończyło. Podaj dzisiejszy albo późniejszy dzień.")
        within_a_year(day)
        return day

    def clean(self):
        """Reduce `assignments` to those in which the substitute will work."""
        which, chosen = self.cleaned_data.get("which"), self.cleaned_data.get("assignments")
        if chosen is not None and (problem := selection_problem(which, chosen)):
            self.add_error("assignments", problem)
        elif which == ALL and "starts_on" in self.cleaned_data:
            every = self.fields["assignments"].queryset
            self.cleaned_data["assignments"] = every.active_on(self.cleaned_data["starts_on"])
