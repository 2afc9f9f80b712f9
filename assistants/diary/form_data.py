"""What is typed into an entry of the diary: as a draft keeps it, as a form begins with it, and in words."""

from datetime import date

from familycare.lib.forms import kept_text
from familycare.lib.polish import date_in_digits

USUAL_MINUTES = (15, 30, 45, 60, 90, 120)
OTHER = "inny"
SEVERAL = {"goals", "families"}


def typed_of(visit):
    """The contents of an entry as the form's fields hold them."""
    usual = visit.minutes in USUAL_MINUTES
    return {
        "visited_on": visit.visited_on,
        "kind": visit.kind,
        "duration": str(visit.minutes) if usual else OTHER if visit.minutes else "",
        "minutes": None if usual else visit.minutes,
        "advice_count": visit.advice_count,
        "institution": visit.institution_id,
        "summary": visit.summary,
        "goals": sorted(touched.goal_id for touched in visit.touched.all()),
        "case": visit.case_id,
    }


def typed(sent):
    """What a form that was sent holds, as a draft keeps it: {field: list of texts}. `sent`: a QueryDict."""
    return {kept_text(name): [kept_text(text) for text in texts] for name, texts in sent.lists()}


def initial_of(typed):
    """The same as `initial` of a form."""
    return {name: texts if name in SEVERAL else texts[-1] for name, texts in typed.items() if texts}


def typed_in_words(form, typed):
    """[(label, words)] of what is typed into a form like that; `typed` is {field: a value or a list of them}."""
    lines = []
    for name, field in form.fields.items():
        values = typed.get(name)
        values = values if isinstance(values, list) else [values]
        values = [_in_words(value) for value in values if value not in (None, "")]
        if not values or field.widget.is_hidden or name == "confirmed":
            continue
        labels = {str(key): str(label) for key, label in field.choices} if hasattr(field, "choices") else {}
        lines.append((field.label, ", ".join(labels.get(value, value) for value in values)))
    return lines


def _in_words(value):
    return date_in_digits(value) if isinstance(value, date) else str(value)
