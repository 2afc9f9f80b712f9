"""Forms with lines of fields that are added, moved and left out by buttons, which need no script."""

from django.forms.utils import flatatt

from reporting.documents.composing.texts import clean
from reporting.documents.editor.period_names import LISTED, OTHER, period_code, period_name
from reporting.periods import PeriodError


class LinesOfFields:
    """What is typed into a form with lines of fields, and what is wrong with it.

    `errors`: {id of a field: [sentences]}; `focus`: the id of what has the focus when the form is shown again.
    """

    has_text = False

    def __init__(self, data=None, *, block=None, context=None):
        self.context, self.errors, self.focus = context, {}, ""
        self.is_bound = data is not None
        if self.is_bound:
            self.typed = self.read(data)
        else:
            self.typed = self.of_block(block or {})

    def text_field(self, name, label, value, *, rows=0, help="", id=""):
        """Return a text of the form for `text_field.html`; `rows`: 0 for one line."""
        id = id or name
        errors = self.errors.get(id, ())
        return {
            "id": id,
            "name": name,
            "label": label,
            "value": value,
            "rows": rows,
            "help": help,
            "errors": errors,
            "attributes": flatatt(
                {
                    "class": "form-control is-invalid" if errors else "form-control",
                    "id": id,
                    "name": name,
                    "aria-invalid": "true" if errors else "false",
                    "aria-describedby": f"{id}-pomoc {id}-blad" if help else f"{id}-blad",
                    "autofocus": self.focus == id,
                }
            ),
        }

    @property
    def title_field(self):
        return self.text_field("title", "Tytuł", self.typed["title"], rows=2)

    @property
    def problems(self):
        """(id of the field, sentence) for the summary of errors."""
        return [(id, said) for id, sentences in self.errors.items() for said in sentences]

    def wrong(self, id, said):
        """Note what is wrong with a field, once."""
        there = self.errors.setdefault(id, [])
        if said not in there:
            there.append(said)

    def is_valid(self):
        self.checked = self.check()
        return not self.errors

    def block(self):
        """Return the block, after `is_valid`."""
        return self.checked

    def move(self, lines, at, step, prefix):
        """Move a line; the focus stays on its button."""
        if 0 <= at < len(lines) and 0 <= at + step < len(lines):
            lines.insert(at + step, lines.pop(at))
            at += step
        direction = "gora" if step < 0 else "dol"
        if at == (0 if step < 0 else len(lines) - 1):  # there is no further: that button is off
            direction = "dol" if step < 0 else "gora"
        self.focus = f"{prefix}{at}-{direction}"

    def remove(self, lines, at, prefix, otherwise):
        """Leave out a line; the focus goes to the next one, or to the button that adds one."""
        if 0 <= at < len(lines):
            del lines[at]
        self.focus = f"{prefix}{min(at, len(lines) - 1)}-usun" if lines else otherwise


def text_of(data, name):
    """Return a posted text without characters that a document may not have."""
    return clean(data.get(name, "").replace("\r\n", "\n")).strip()


def texts_of(data, name):
    return [clean(each.replace("\r\n", "\n")).strip() for each in data.getlist(name)]


def count_of(data, name, most):
    """Return how many lines were posted."""
    text = data.get(name, "0")
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def typed_periods(data, name):
    """Return the posted periods as {"chosen": code or OTHER, "other": what is typed}."""
    chosen, others = data.getlist(name), data.getlist(f"{name}-inny")
    others += [""] * (len(chosen) - len(others))
    return [{"chosen": code, "other": clean(other).strip()} for code, other in zip(chosen, others, strict=False)]


def shown_period(code):
    """Return a period of a definition as it stands in the form."""
    if code in LISTED:
        return {"chosen": code, "other": ""}
    return {"chosen": OTHER, "other": period_name(code)}


def code_of(typed):
    """Return the code of a period that stands in a form, "" for none. Raises PeriodError, with a sentence."""
    if typed["chosen"] != OTHER:
        if typed["chosen"] and typed["chosen"] not in LISTED:
            raise PeriodError("Wybierz okres z listy.")
        return typed["chosen"]
    if not typed["other"]:
        raise PeriodError("Wpisz okres, na przykład „I półrocze 2024”.")
    return period_code(typed["other"])
