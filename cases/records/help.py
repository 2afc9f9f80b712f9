"""The help that a family gets and what came of the work: support by specialists, outcomes."""

from django.utils.text import capfirst

from cases.access import Part
from cases.models import Help, Outcome
from cases.records.base import FIRST_WITHOUT, RecordForm, with_days
from cases.records.kind import CsvFile, EventKind, Kind, Moment, PageCard, PageSection
from cases.rules import persons_problem
from familycare.lib.polish import counted

WHOLE_FAMILY = "cała rodzina"


class HelpForm(RecordForm):
    first, end, same = "starts_on", "over_on", ("family", "person", "kind", "form")
    before_birth = True  # help in pregnancy may be about the child

    class Meta:
        model = Help
        fields = ("kind", "person", "form", "starts_on", "over_on")
        formfield_callback = with_days
        labels = {
            "kind": "Rodzaj wsparcia",
            "person": "Kto korzysta",
            "form": "Forma",
            "starts_on": "Od kiedy",
            "over_on": "Koniec wsparcia",
        }
        help_texts = {"over_on": FIRST_WITHOUT}

    def nothing(self, name):
        return WHOLE_FAMILY if name == "person" else super().nothing(name)


def help_and_whom(help):
    """Return „Psychoterapia, forma grupowa – cała rodzina”."""
    return f"{capfirst(str(help.kind))}, forma {help.get_form_display()} – {help.person or WHOLE_FAMILY}"


help = Kind(
    word="pomoc",
    title="Wsparcie specjalistyczne",
    name="wsparcie specjalistyczne",
    form=HelpForm,
    part=Part.HELP,
    section=PageSection.HELP,
    card=PageCard(
        line="cases/family_page/one_help.html", none_today="Dziś nikt nie korzysta ze wsparcia specjalistów."
    ),
    what=lambda help: f"{help.person or WHOLE_FAMILY}: {help} (forma {help.get_form_display()})",
    timeline=EventKind.HELP,
    events=(
        Moment("starts_on", "Początek wsparcia specjalistycznego", "people", text=help_and_whom),
        Moment("over_on", "Koniec wsparcia specjalistycznego", "people", text=help_and_whom),
    ),
    runs=True,
    csv=CsvFile("help", "family person kind form start=starts_on end=over_on", key="family person kind start"),
)


class OutcomeForm(RecordForm):
    first = "achieved_on"

    class Meta:
        model = Outcome
        fields = ("case", "outcome", "achieved_on", "persons")
        formfield_callback = with_days
        labels = {"outcome": "Co się zmieniło", "achieved_on": "Kiedy", "persons": "Ilu osób dotyczy"}

    def clean(self):
        cleaned = super().clean()
        self.within_case("achieved_on", until_closed=False)
        return cleaned

    def clean_persons(self):
        persons = self.cleaned_data["persons"]
        if message := persons_problem(persons):
            self.add_error("persons", message)
        return persons


def outcome_and_persons(outcome):
    """Return „Podjęcie pracy, 2 osoby”."""
    persons = counted(outcome.persons, "osoba", "osoby", "osób") if outcome.persons else ""
    return ", ".join(filter(None, (capfirst(str(outcome)), persons)))


outcome = Kind(
    word="efekt",
    title="Efekty pracy",
    name="efekt pracy",
    ends="",
    form=OutcomeForm,
    part=Part.HELP,
    section=PageSection.HELP,
    card=PageCard(line="cases/family_page/outcome.html", stacked=False),
    timeline=EventKind.HELP,
    events=(Moment("achieved_on", "Efekt pracy z rodziną", "star", text=outcome_and_persons),),
    csv=CsvFile("outcomes", "case outcome achieved_on persons", key="case outcome achieved_on"),
)
