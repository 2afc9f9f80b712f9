"""Forms of chapters and of simple blocks: heading, text, list, section, places to sign."""

from django import forms

from reporting.documents.composing.sections import SECTIONS
from reporting.documents.composing.texts import clean
from reporting.documents.council_report import CHAPTERS
from reporting.documents.definitions.parsing import LONGEST_TEXT, LONGEST_TITLE, MOST_ITEMS, SHOWN_OF_PROGRAMME
from reporting.documents.editor.sentences import sentence
from reporting.documents.programmes.models import Programme

SHOWN = (("sentences", "zdania ułożone z liczb"), ("table", "tabela"), ("chart", "wykres"))


class WrittenField(forms.CharField):
    """A text of a document, as it was typed or pasted: without characters that pages and files may not have."""

    def __init__(self, *, rows=0, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        kwargs.setdefault("error_messages", {}).setdefault(
            "max_length", "Ten tekst może mieć najwyżej %(limit_value)d znaków, a ma ich %(show_value)d."
        )
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value):
        value = super().to_python(value)
        return clean(value.replace("\r\n", "\n")).strip() if value else value


class ChapterForm(forms.Form):
    """The title of a chapter."""

    title = WrittenField(
        label="Tytuł rozdziału", max_length=LONGEST_TITLE, error_messages={"required": "Wpisz tytuł rozdziału."}
    )


class SimpleBlockForm(forms.Form):
    """A form of a block. `block()` returns it as it stands in a definition."""

    has_text = False  # whether live figures can be inserted
    template = "reporting/documents/editor/fields.html"
    problems = ()

    def __init__(self, data=None, *, block=None, context=None):
        super().__init__(data, initial=self.fields_of(block) if block else {})
        self.context = context

    @property
    def summary(self):
        return self

    def apply(self, what):
        """Do what a button inside of the form says; nothing here."""

    def note(self, mistakes):
        """Show the Mistakes at the fields."""
        for mistake in mistakes:
            part = f"{mistake.place.part}: " if mistake.place.part else ""
            said = sentence(mistake.what, self.context.names)
            self.add_error(next(iter(self.fields), None), f"{part[:1].upper()}{part[1:]}{said}")

    def fields_of(self, block):
        """Return {field: value} of a block."""
        return {name: block.get(name, "") for name in self.base_fields}

    def block(self):
        raise NotImplementedError


class HeadingBlockForm(SimpleBlockForm):
    text = WrittenField(label="Nagłówek", max_length=LONGEST_TITLE, error_messages={"required": "Wpisz nagłówek."})
    has_text = True

    def block(self):
        return {"type": "heading", "text": self.cleaned_data["text"]}


class TextBlockForm(SimpleBlockForm):
    text = WrittenField(
        label="Treść",
        rows=12,
        max_length=LONGEST_TEXT,
        help_text="Pusty wiersz zaczyna nowy akapit.",
        error_messages={"required": "Wpisz treść albo usuń ten blok."},
    )
    has_text = True

    def block(self):
        return {"type": "text", "text": self.cleaned_data["text"]}


class LinesForm(SimpleBlockForm):
    """A block that is a list of texts, a line for each; `kept_in`: the key of the block."""

    kept_in = ""

    def fields_of(self, block):
        return {"lines": "\n".join(" ".join(each.split()) for each in block[self.kept_in])}

    def block(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["lines"].splitlines()]
        return {"type": self.type, self.kept_in: [line for line in lines if line]}


class ListBlockForm(LinesForm):
    lines = WrittenField(
        label="Punkty",
        rows=10,
        max_length=LONGEST_TEXT,
        help_text="Każdy punkt w osobnym wierszu.",
        error_messages={"required": "Wpisz choć jeden punkt."},
    )
    has_text = True
    type, kept_in = "list", "items"

    def clean_lines(self):
        if (count := len(self.cleaned_data["lines"].splitlines())) > MOST_ITEMS:
            raise forms.ValidationError(f"Lista może mieć najwyżej {MOST_ITEMS} punktów, a ma ich {count}.")
        return self.cleaned_data["lines"]


class SignaturesBlockForm(LinesForm):
    lines = WrittenField(
        label="Kto podpisuje",
        rows=4,
        max_length=LONGEST_TITLE,
        help_text="Każdy podpis w osobnym wierszu, na przykład „Sporządziła”, „Zatwierdził”.",
        error_messages={"required": "Wpisz choć jeden podpis."},
    )
    type, kept_in = "signatures", "roles"


class BreakBlockForm(SimpleBlockForm):
    """Nothing to fill in: what follows begins on a new page."""

    def block(self):
        return {"type": "break"}


def _sections():
    return [
        (plan.title, [(f"{plan.key}.{section.table}", section.heading) for section in plan.sections])
        for plan in CHAPTERS
    ]


class SectionBlockForm(SimpleBlockForm):
    section = forms.ChoiceField(
        label="Część sprawozdania dla rady",
        choices=lambda: [("", "wybierz"), *_sections()],
        help_text="Jej zdania, tabela i wykres są zawsze policzone z akt.",
        error_messages={
            "required": "Wybierz część sprawozdania.",
            "invalid_choice": "Nie ma takiej części sprawozdania. Wybierz ją z listy.",
        },
    )
    show = forms.MultipleChoiceField(
        label="Co pokazać",
        choices=SHOWN,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Zaznacz, co pokazać: zdania, tabelę albo wykres."},
    )

    def __init__(self, data=None, *, block=None, context=None):
        super().__init__(data, block=block, context=context)
        if not block:
            self.initial = {"show": [code for code, _name in SHOWN]}

    def fields_of(self, block):
        return {"section": block["section"], "show": block.get("show", [code for code, _name in SHOWN])}

    def block(self):
        shown = self.cleaned_data["show"]
        return {
            "type": "section",
            "section": self.cleaned_data["section"],
            "show": [code for code, _name in SHOWN if code in shown],
        }


SHOWN_OF_A_PROGRAMME = {
    "addressees": "adresaci",
    "swot": "analiza SWOT",
    "goals": "cele",
    "tasks": "zadania",
    "indicators": "wskaźniki i wartości docelowe",
    "results": "oczekiwane rezultaty",
    "implementation": "realizator i partnerzy",
    "financing": "źródła finansowania",
    "monitoring": "monitorowanie i termin sprawozdania",
    "realisation": "wykonanie rok po roku",
    "balance": "co osiągnięto, a czego nie",
    "recommendations": "rekomendacje",
}


class ProgrammeBlockForm(SimpleBlockForm):
    """Which programme of the centre, and what of it; in the order of the list, unless it was already another."""

    programme = forms.ChoiceField(
        label="Program",
        error_messages={"required": "Wybierz program.", "invalid_choice": "Nie ma takiego programu. Wybierz z listy."},
    )
    show = forms.MultipleChoiceField(
        label="Co pokazać",
        choices=[*SHOWN_OF_A_PROGRAMME.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Zaznacz, co pokazać z programu."},
    )

    def __init__(self, data=None, *, block=None, context=None):
        super().__init__(data, block=block, context=context)
        self.fields["programme"].choices = [
            ("", "wybierz"),
            *((each.key, str(each)) for each in Programme.objects.all()),
        ]
        if not self.fields["programme"].choices[1:]:
            self.fields["programme"].help_text = "Ośrodek nie ma jeszcze programu. Dodaj go w „Programy”."

    def fields_of(self, block):
        return {"programme": block.get("programme", ""), "show": block.get("show", [*SHOWN_OF_PROGRAMME])}

    def block(self):
        shown = self.cleaned_data["show"]
        return {
            "type": "programme",
            "programme": self.cleaned_data["programme"],
            "show": [code for code in SHOWN_OF_A_PROGRAMME if code in shown],
        }


def section_name(key):
    """Return the Polish heading of a section of the council report, or its key where there is none."""
    return SECTIONS[key].heading if key in SECTIONS else key
