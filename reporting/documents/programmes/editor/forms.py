"""Forms of the editor of programmes: a new one, its head and sections, goals and areas, tasks, indicators."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from familycare.lib.fields import AmountField
from reporting.documents.definitions.parsing import LONGEST_TITLE
from reporting.documents.programmes.editor.fields import (
    LONGEST_PARAGRAPHS,
    NameField,
    PointsField,
    ProgrammeForm,
    ProgrammeTextField,
    points_in,
    shown,
)
from reporting.documents.programmes.editor.tree import number_text, typed_number
from reporting.documents.programmes.parsing import LONGEST_NO, MOST_YEARS, TITLE
from reporting.periods import FIRST_YEAR, LAST_YEAR


def _year(label):
    said = f"Podaj rok czterema cyframi, od {FIRST_YEAR} do {LAST_YEAR}."
    return forms.IntegerField(
        label=label,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said),
    )


class ProgrammeHeadForm(ProgrammeForm):
    """Title, years, main goal."""

    title = NameField(
        label="Tytuł programu", max_length=LONGEST_TITLE, error_messages={"required": "Wpisz tytuł programu."}
    )
    first_year, last_year = _year("Pierwszy rok"), _year("Ostatni rok")
    main_goal = ProgrammeTextField(label="Cel główny", rows=4, max_length=LONGEST_PARAGRAPHS, required=False)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", f"Ostatni rok ({last}) jest przed pierwszym ({first}).")
        elif first and last and last >= first + MOST_YEARS:
            self.add_error("last_year", f"Program może mieć najwyżej {MOST_YEARS} lat; zwykle ma trzy.")
        return cleaned

    @staticmethod
    def of(data):
        """Return what the form shows of a programme's data."""
        first, last = data["years"]
        return {
            "title": data.get("title") or TITLE,
            "first_year": first,
            "last_year": last,
            "main_goal": data.get("main_goal", ""),
        }

    def values(self):
        found = self.cleaned_data
        title = {"title": found["title"]} if found["title"] != TITLE or self.initial.get("title") != TITLE else {}
        return title | {"years": [found["first_year"], found["last_year"]], "main_goal": found["main_goal"]}


class NewProgrammeForm(ProgrammeHeadForm):
    goals = PointsField(
        label="Cele szczegółowe",
        rows=5,
        required=True,
        help_text="Każdy cel w osobnym wierszu. Zadania i wskaźniki dopiszesz potem.",
        error_messages={"required": "Wpisz choć jeden cel."},
    )


# The sections of a programme beside its goals: {address: (name, {key: (label, whether it is points)})}
SECTIONS = {
    "opis": (
        "Adresaci, realizacja i monitorowanie",
        {
            "addressees": ("Adresaci programu", True),
            "implementer": ("Realizator", False),
            "partners": ("Partnerzy", True),
            "financing": ("Źródła finansowania", True),
            "results": ("Oczekiwane rezultaty", True),
            "monitoring": ("Monitorowanie i ewaluacja", False),
            "reporting_deadline": ("Termin sprawozdania", False),
            "recommendations": ("Rekomendacje", True),
            "notes": ("Uwagi (tylko dla ośrodka)", False),
        },
    ),
    "swot": (
        "Analiza SWOT",
        {
            "strengths": ("Mocne strony", True),
            "weaknesses": ("Słabe strony", True),
            "opportunities": ("Szanse", True),
            "threats": ("Zagrożenia", True),
        },
    ),
}
OTHERWISE_IN_FILE = "W pliku ta część jest zapisana inaczej niż jako tekst albo lista. Zostaje bez zmian."


class ProgrammeSectionForm(ProgrammeForm):
    """A section of SECTIONS. What a file says in another shape is shown as fixed, and stays."""

    def __init__(self, data=None, *, section, programme):
        self.section, self._there = section, self._of(section, programme)
        super().__init__(data, initial=self.of(section, programme))
        for name, (label, are_points) in SECTIONS[section][1].items():
            if self.initial[name] is None:
                self.fields[name] = forms.CharField(
                    label=label, required=False, disabled=True, initial="", help_text=OTHERWISE_IN_FILE
                )
            elif are_points:
                self.fields[name] = PointsField(label=label, rows=6 if section == "swot" else 4)
            else:
                self.fields[name] = ProgrammeTextField(
                    label=label, rows=3, required=False, max_length=LONGEST_PARAGRAPHS
                )

    @staticmethod
    def _of(section, data):
        found = data.get("swot") if section == "swot" else data
        return found if isinstance(found, dict) else {}

    @classmethod
    def of(cls, section, data):
        there = cls._of(section, data)
        if section == "swot" and data.get("swot") and not there:  # a text, say
            return dict.fromkeys(SECTIONS[section][1])
        return {name: shown(there.get(name)) for name in SECTIONS[section][1]}

    def values(self):
        found = {
            name: self._value(name, self.cleaned_data[name]) for name in self.fields if self.initial[name] is not None
        }
        if self.section != "swot":
            return found
        kept = {name: value for name, value in self._there.items() if name not in found}
        return {"swot": {name: value for name, value in found.items() if value} | kept} if found else {}

    def _value(self, name, typed):
        """Return what was typed in the shape that the file has: a text that is still one line stays a text."""
        there = self._there.get(name)
        if isinstance(there, list) and isinstance(typed, str):
            return points_in(typed)
        return typed[0] if isinstance(there, str) and isinstance(typed, list) and len(typed) == 1 else typed


class NumberedForm(ProgrammeForm):
    """A goal, area or task with its number among its siblings."""

    no = forms.CharField(
        label="Numer",
        required=False,
        max_length=LONGEST_NO,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": f"Numer może mieć najwyżej {LONGEST_NO} znaków."},
    )
    title = NameField(label="Nazwa", error_messages={"required": "Wpisz nazwę."})

    def __init__(self, data=None, *, initial=None, siblings=()):
        """`siblings`: the other nodes beside it."""
        super().__init__(data, initial=initial)
        self.siblings = siblings

    def clean_no(self):
        no = " ".join(self.cleaned_data["no"].split()).rstrip(".")
        if not (no.isascii() and no.isprintable()):
            raise ValidationError("Numer to liczba albo krótki tekst bez polskich liter, na przykład „6.1”.")
        for each in self.siblings:
            if no and number_text(each) == no:
                title = each.get("title", "")
                raise ValidationError(f"Numer {no} ma już „{title[:60]}”. Podaj inny.")
        return no

    def values(self):
        found = super().values()
        return found | {"no": typed_number(found["no"], self.siblings) if found["no"] else None}


class ProgrammeGoalForm(NumberedForm):
    pass


class ProgrammeAreaForm(NumberedForm):
    goal = forms.ChoiceField(label="Cel, któremu służy ten obszar", required=False)

    def __init__(self, data=None, *, goals=(), **kwargs):
        super().__init__(data, **kwargs)
        self._goals = {number_text(goal): goal["no"] for goal in goals if number_text(goal)}
        self.fields["goal"].choices = [
            ("", "żadnemu albo kilku"),
            *((number_text(goal), f"{number_text(goal)}. {goal['title'][:80]}") for goal in goals if number_text(goal)),
        ]

    def values(self):
        found = super().values()
        return found | {"goal": self._goals.get(found["goal"])}


class TaskForm(NumberedForm):
    methods = PointsField(label="Sposób realizacji")
    units = PointsField(label="Jednostki odpowiedzialne")
    cooperating = PointsField(label="Współpracujący")
    effects = PointsField(label="Oczekiwane efekty")
    deadline = NameField(
        label="Termin",
        rows=0,
        max_length=LONGEST_TITLE,
        required=False,
        help_text="Na przykład „proces ciągły” albo „2027”.",
    )


class NewTaskForm(TaskForm):
    """Also with indicators, as texts; each can get a figure and targets later."""

    indicators = PointsField(
        label="Wskaźniki", help_text="Każdy w osobnym wierszu. Wartości docelowe dopiszesz potem przy wskaźniku."
    )


class IndicatorForm(ProgrammeForm):
    """What is measured: by a figure, or entered; where it begins, and a target for each year of the programme."""

    label = NameField(label="Wskaźnik", error_messages={"required": "Wpisz, co mierzy ten wskaźnik."})
    unit = NameField(
        label="Jednostka", rows=0, max_length=LONGEST_TITLE, required=False, help_text="Na przykład „rodziny” albo „%”."
    )
    figure = forms.CharField(
        label="Liczba z akt",
        required=False,
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"data-figure": True, "autocomplete": "off"}),
        help_text=(
            "Zacznij pisać jej nazwę, na przykład „rodziny objęte wsparciem”. Wskaźnik policzy się wtedy sam; "
            "bez niej wartość wpisuje się co roku ze źródłem."
        ),
        error_messages={"max_length": "Ta nazwa jest za długa."},
    )
    baseline = AmountField(label="Wartość wyjściowa", required=False)
    baseline_source = NameField(label="Skąd jest wartość wyjściowa", rows=0, max_length=LONGEST_TITLE, required=False)

    def __init__(self, data=None, *, initial=None, years, names, entered_years=()):
        """`names`: the FigureNames; `entered_years`: for which years values were entered by hand."""
        super().__init__(data, initial=initial)
        self.years, self.names, self.entered_years = years, names, entered_years
        for year in years:
            self.fields[f"target_{year}"] = AmountField(label=f"Cel na {year} r.", required=False)

    @staticmethod
    def of(node, names, years):
        """Return what the form shows of an indicator."""
        node = node if isinstance(node, dict) else {"label": str(node)}
        figure, targets = node.get("figure") or "", node.get("targets") or {}
        return {
            "label": node["label"],
            "unit": node.get("unit") or "",
            "figure": names.name(figure) if figure else "",
            "baseline": node.get("baseline"),
            "baseline_source": node.get("baseline_source") or "",
            **{f"target_{year}": targets.get(str(year)) for year in years},
        }

    def clean_figure(self):
        typed = " ".join(self.cleaned_data["figure"].split())
        if not typed:
            return ""
        key, problem = self.names.key_of(typed)
        if problem and typed == self.initial.get("figure"):
            problem = "Tej danej już nie ma w ośrodku. Wskaż inną albo wyczyść pole: wartość będzie się wpisywać."
        if problem:
            raise ValidationError(problem)
        if self.entered_years:
            years = ", ".join(map(str, self.entered_years))
            raise ValidationError(
                f"Ten wskaźnik ma wartości wpisane za: {years}. Usuń je albo dodaj nowy wskaźnik, liczony z akt."
            )
        return key

    def values(self):
        found = self.cleaned_data
        targets = {str(year): _exact(found[f"target_{year}"]) for year in self.years}
        return {
            "label": found["label"],
            "unit": found["unit"],
            "figure": found["figure"],
            "baseline": _exact(found["baseline"]),
            "baseline_source": found["baseline_source"],
            "targets": {year: value for year, value in targets.items() if value is not None},
        }


def _exact(value):
    """Return a Decimal as an integer where it is one."""
    return int(value) if isinstance(value, Decimal) and value == int(value) else value
