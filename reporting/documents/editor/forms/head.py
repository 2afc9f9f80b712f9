"""The form of a document's head: title, subtitle, addressee, legal basis, kind, periods."""

from reporting.documents.definitions.choices import DefinitionKind
from reporting.documents.definitions.parsing import LONGEST_TEXT, LONGEST_TITLE, MOST_PERIODS
from reporting.documents.editor.forms.lines_of_fields import (
    LinesOfFields,
    code_of,
    shown_period,
    text_of,
    typed_periods,
)
from reporting.documents.editor.period_names import period_choices
from reporting.documents.editor.sentences import sentence
from reporting.periods import PeriodError

TEXTS = {
    "title": ("Tytuł", LONGEST_TITLE, 2, "Może być bez roku: rok wybiera się przy oglądaniu."),
    "subtitle": ("Podtytuł", LONGEST_TITLE, 2, ""),
    "addressee": ("Adresat", LONGEST_TITLE, 2, "Na przykład „Rada Miejska”."),
    "legal_basis": ("Podstawa prawna", LONGEST_TEXT, 3, ""),
}


class HeadForm(LinesOfFields):
    """`block` is the head, as `changing.head_of` returns it."""

    kinds = DefinitionKind.choices
    periods_offered = period_choices()

    def of_block(self, block):
        return {
            **{name: block[name] for name in (*TEXTS, "kind")},
            "periods": [shown_period(code) for code in block["periods"]],
        }

    def read(self, data):
        periods = typed_periods(data, "okres")
        return {**{name: text_of(data, name) for name in (*TEXTS, "kind")}, "periods": periods}

    @property
    def texts(self):
        return [
            self.text_field(name, label, self.typed[name], rows=rows, help=help)
            for name, (label, _most, rows, help) in TEXTS.items()
        ]

    @property
    def periods(self):
        return [
            {**each, "id": f"okres{at}", "name": "okres", "errors": self.errors.get(f"okres{at}", ()), "at": at}
            for at, each in enumerate(self.typed["periods"])
        ]

    def apply(self, what):
        """Add or leave out a period: „okres+”, „okres-:2”."""
        order, _colon, number = what.partition(":")
        periods = self.typed["periods"]
        if order == "okres+" and len(periods) < MOST_PERIODS:
            periods.append({"chosen": "Y", "other": ""})
            self.focus = f"okres{len(periods) - 1}"
        elif order == "okres-" and number.isascii() and number.isdigit() and len(number) < 4:
            self.remove(periods, int(number), "okres", "okres-dodaj")

    def check(self):
        for name, (label, most, _rows, _help) in TEXTS.items():
            if len(self.typed[name]) > most:
                self.wrong(name, f"{label} może mieć najwyżej {most} znaków, a ma ich {len(self.typed[name])}.")
        if not self.typed["title"]:
            self.wrong("title", "Wpisz tytuł dokumentu.")
        if self.typed["kind"] not in DefinitionKind.values:
            self.wrong("kind", "Wybierz rodzaj dokumentu z listy.")
        codes = []
        for at, typed in enumerate(self.typed["periods"]):
            try:
                codes.append(code_of(typed))
            except PeriodError as error:
                self.wrong(f"okres{at}", str(error))
        codes = [code for code in codes if code]
        if not codes and not self.errors:
            self.wrong("okres-dodaj", "Dokument musi mieć choć jeden okres. Dodaj go.")
        return {**{name: self.typed[name] for name in ("kind", *TEXTS)}, "periods": codes}

    def note(self, mistakes):
        """Show Mistakes, which may be in blocks that use the document's periods."""
        for mistake in mistakes:
            place = f"{mistake.place}: " if mistake.place.chapter else ""
            self.wrong("title" if not place else "okres0", f"{place}{sentence(mistake.what, self.context.names)}")
