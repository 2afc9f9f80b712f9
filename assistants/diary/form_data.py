"""Contents of an entry's form: from a saved visit, as a draft, as initial values, and for display."""

from datetime import date

from familycare.lib.forms import storable_text
from familycare.lib.polish import date_in_digits

USUAL_MINUTES = (15, 30, 45, 60, 90, 120)
OTHER = "inny"
SEVERAL = {"goals", "families"}


def form_data_of(visit):
    """Return the contents of a Visit as values of the form's fields."""
    usual = visit.minutes in USUAL_MINUTES
    return {
        "visited_on": visit.visited_on,
        "kind": visit.kind,
        "duration": str(visit.minutes) if usual else OTHER if visit.minutes else "",
        "minutes": None if usual else visit.minutes,
        "advice_count": visit.advice_count,
        "institution": visit.institution_id,
        "summary": visit.summary,
        "goals": sorted(each.goal_id for each in visit.visit_goals.all()),
        "case": visit.case_id,
    }


def draft_data(sent):
    """Return a sent form (a QueryDict) as a draft stores it: {field: [text]}."""
    return {storable_text(name): [storable_text(text) for text in texts] for name, texts in sent.lists()}


def initial_from_draft(data):
    """Return the data of a draft as `initial` of a form."""
    return {name: texts if name in SEVERAL else texts[-1] for name, texts in data.items() if texts}


def labelled_values(form, data):
    """Return [(label, text)] of the filled-in fields of the form. `data` is {field: value or [values]}."""
    lines = []
    for name, field in form.fields.items():
        values = data.get(name)
        values = values if isinstance(values, list) else [values]
        values = [_in_words(value) for value in values if value not in (None, "")]
        if not values or field.widget.is_hidden or name == "confirmed":
            continue
        labels = {str(key): str(label) for key, label in field.choices} if hasattr(field, "choices") else {}
        lines.append((field.label, ", ".join(labels.get(value, value) for value in values)))
    return lines


def _in_words(value):
    return date_in_digits(value) if isinstance(value, date) else str(value)
