"""The situation of a family: its problems, the health of its members, „Niebieskie Karty”."""

from cases.access import Part
from cases.models import BlueCard, Condition, FamilyProblem
from cases.records.base import RecordForm, with_days
from cases.records.kind import CsvFile, EventKind, Kind, Moment, PageCard, PageSection


class ProblemForm(RecordForm):
    first, end, same = "identified_on", "resolved_on", ("family", "problem")

    class Meta:
        model = FamilyProblem
        fields = ("problem", "identified_on", "resolved_on")
        formfield_callback = with_days
        labels = {"problem": "Problem", "identified_on": "Rozpoznany", "resolved_on": "Rozwiązany"}
        help_texts = {"resolved_on": "pierwszy dzień, w którym problemu już nie ma; puste, jeśli trwa nadal"}


problem = Kind(
    word="problem",
    title="Problemy",
    name="problem",
    form=ProblemForm,
    part=Part.PROBLEMS,
    section=PageSection.SITUATION,
    card=PageCard(
        line="cases/family_page/problem.html",
        none_today="Dziś nie ma wpisanych problemów.",
        always=True,
        stacked=False,
    ),
    timeline=EventKind.SITUATION,
    events=(
        Moment("identified_on", "Rozpoznanie problemu", "exclamation-circle"),
        Moment("resolved_on", "Rozwiązanie problemu", "check-circle"),
    ),
    csv=CsvFile("problems", "family problem identified_on resolved_on", key="family problem identified_on"),
)


class ConditionForm(RecordForm):
    first, end, same = "since_on", "over_on", ("person", "condition")

    class Meta:
        model = Condition
        fields = ("person", "condition", "since_on", "over_on")
        formfield_callback = with_days
        labels = {"condition": "Stan zdrowia", "since_on": "Od kiedy", "over_on": "Od kiedy już nie trwa"}
        help_texts = {"over_on": "puste, jeśli trwa nadal"}


condition = Kind(
    word="zdrowie",
    title="Zdrowie",
    name="stan zdrowia",
    form=ConditionForm,
    part=Part.HEALTH,
    section=PageSection.SITUATION,
    card=PageCard(
        none_today="Dziś nie ma wpisanych chorób, uzależnień ani niepełnosprawności.", always=True, stacked=False
    ),
    timeline=EventKind.SITUATION,
    events=(
        Moment("since_on", "Stan zdrowia", "heart-pulse"),
        Moment("over_on", "Stan zdrowia: już nie trwa", "heart-pulse"),
    ),
    csv=CsvFile("conditions", "person condition since=since_on until=over_on", key="person condition since"),
)


class BlueCardForm(RecordForm):
    first, end, same = "opened_on", "closed_on", ("family",)

    class Meta:
        model = BlueCard
        fields = ("opened_on", "closed_on")
        formfield_callback = with_days
        labels = {"opened_on": "Procedurę wszczęto", "closed_on": "Procedurę zakończono"}
        help_texts = {"closed_on": "ostatni dzień procedury; puste, jeśli trwa nadal"}


PROCEDURE = "Procedura „Niebieskie Karty”"
blue_card = Kind(
    word="niebieska-karta",
    title="Procedury „Niebieskie Karty”",
    name="Niebieską Kartę",
    form=BlueCardForm,
    part=Part.PROCEEDINGS,
    section=PageSection.SITUATION,
    card=PageCard(title="Niebieska Karta", line="cases/family_page/blue_card.html", stacked=False),
    timeline=EventKind.SITUATION,
    events=(
        Moment("opened_on", PROCEDURE, "shield-exclamation", text=lambda card: "Wszczęcie"),
        Moment("closed_on", PROCEDURE, "shield-check", text=lambda card: "Zakończenie"),
    ),
    runs=True,
    csv=CsvFile("blue_cards", "family opened_on closed_on", key="family opened_on"),
)
