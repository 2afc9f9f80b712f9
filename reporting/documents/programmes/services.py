"""Saving programmes, and what came of them in a year.

What was written about a task or indicator belongs to its address in the text; when the text changes, it moves along.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from familycare.audit.services import lock_changes, record_bulk
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.patterns import blocks_of
from reporting.documents.definitions.places import InvalidDefinition, Mistake
from reporting.documents.definitions.reading import load, shortened
from reporting.documents.definitions.services import AlreadyThere
from reporting.documents.programmes.contents import label_of
from reporting.documents.programmes.matching import matched
from reporting.documents.programmes.models import IndicatorValue, Programme, TaskReport
from reporting.documents.programmes.parsing import ProgrammePlace, parse_programme

WRITTEN_ABOUT = "Tego programu nie można usunąć, bo wpisano już coś o jego wykonaniu."


@transaction.atomic
def save_programme(*, text, known, replace=False) -> Programme:
    """Save the programme that the JSON `text` holds, to the character, and return it. `known`: the Catalogue.

    `replace`: put it in the place of a programme with the same key; what was written about its tasks and indicators
    stays. Raises InvalidDefinition, also when such a task or indicator is gone, and AlreadyThere when the key is taken.
    """
    contents = parse_programme(text)
    if mistakes := [*_unknown_figures(contents, known)]:
        raise InvalidDefinition(mistakes)
    lock_changes()
    saved = Programme.objects.filter(key=contents.key).first()
    if saved and not replace:
        raise AlreadyThere(f"Program „{contents.key}” już jest.", code="there")
    moved = matched(parse_programme(saved.text), contents) if saved else {}
    return put_text(programme=saved or Programme(key=contents.key), text=text, contents=contents, moved=moved)


@transaction.atomic
def put_text(*, programme, text, contents, moved) -> Programme:
    """Save a Programme with this text, whose parsed `contents` are given, and return it.

    `moved`: {address of a task or indicator before: address now}; what was written about it moves along. Raises
    InvalidDefinition where something was written about one that is gone.
    """
    rows = [] if programme._state.adding else [*programme.taskreport_set.all(), *programme.indicatorvalue_set.all()]
    if mistakes := [*_lost(rows, contents, moved)]:
        raise InvalidDefinition(mistakes)
    programme.title, programme.text = label_of(contents.title), text
    programme.first_year, programme.last_year = contents.first_year, contents.last_year
    programme.save()
    _move(rows, moved, contents.labels)
    return programme


@transaction.atomic
def delete_programme(*, programme):
    """Delete a programme about which nothing was written, and that no document shows. Raises ValidationError."""
    lock_changes()
    found = Programme.objects.filter(pk=programme.pk).first()
    if not found:
        return
    if found.taskreport_set.exists() or found.indicatorvalue_set.exists():
        raise ValidationError(WRITTEN_ABOUT)
    if titles := [f"„{each.title}”" for each in documents_about(found)]:
        raise ValidationError(f"Tego programu nie można usunąć, bo pokazują go dokumenty: {', '.join(titles)}.")
    found.delete()


def documents_about(programme):
    """Return the documents that show a programme, as they are now or as they wait for approval."""
    return [
        document
        for document in DocumentDefinition.objects.prefetch_related("submissions")
        if any(
            block.get("programme") == programme.key
            for text in (document.text, *(each.definition for each in document.submissions.all() if each.is_waiting))
            for block in blocks_of(load(text))
        )
    ]


def _move(rows, moved, labels):
    """Give what was written its new address, and the words of its task or indicator now."""
    changed = [row for row in rows if (moved[row.item], labels[moved[row.item]]) != (row.item, row.label)]
    if not changed:
        return
    with record_bulk(text="Zmieniono program: wpisy o wykonaniu idą za swoimi zadaniami i wskaźnikami.") as written:
        for model in (TaskReport, IndicatorValue):
            own = [row for row in changed if isinstance(row, model)]
            new = {row.pk: moved[row.item] for row in own}
            for row in own:  # first out of the way: two may change places
                row.item, row.label = f"~{row.pk}", labels[new[row.pk]]
            model.objects.bulk_update(own, ["item", "label"])
            for row in own:
                row.item = new[row.pk]
            written.count(model._meta.verbose_name_plural, model.objects.bulk_update(own, ["item"]))


@transaction.atomic
def report_task(*, programme, task, year, state, done="") -> TaskReport:
    """Write how far a Task was in a year; what was written before is replaced. Raises ValidationError by field."""
    if "{{" in done:
        raise ValidationError({"done": "Ten tekst nie może zawierać „{{”."})
    return _write(TaskReport, programme, task.address, task.title, year, state=state, done=done)


@transaction.atomic
def enter_indicator(*, programme, indicator, year, value, source) -> IndicatorValue | None:
    """Enter the value of an Indicator in a year; None deletes it. Raises ValidationError by field."""
    if indicator.figure:
        raise ValidationError("Tę wartość liczą zapisy ośrodka, więc nie można jej wpisać.")
    if value is None:
        IndicatorValue.objects.filter(programme=programme, item=indicator.address, year=year).delete()
        return None
    return _write(IndicatorValue, programme, indicator.address, indicator.label, year, value=value, source=source)


def _write(model, programme, item, label, year, **values):
    lock_changes()
    if not programme.first_year <= year <= programme.last_year:
        years = f"{programme.first_year}–{programme.last_year}"
        raise ValidationError({"year": f"Program jest na lata {years}, a nie na {year}."})
    if year > timezone.localdate().year:
        raise ValidationError({"year": f"Rok {year} jeszcze się nie zaczął."})
    row = model.objects.filter(programme=programme, item=item, year=year).first()
    row = row or model(programme=programme, item=item, year=year)
    row.label = label_of(label)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


def _unknown_figures(contents, known):
    for part, indicator in contents.indicators:
        if indicator.figure and indicator.figure not in known:
            like = "".join(f"; podobne: „{key}”" for key in known.like(indicator.figure, 1))
            place = ProgrammePlace(f"{part.name}, wskaźnik „{shortened(indicator.label)}”")
            yield Mistake(place, f"nie ma danej „{indicator.figure}”{like}.")


def _lost(rows, contents, moved):
    """Yield a Mistake for each task or indicator that has entries and would be gone, or have other years."""
    counted = {each.address for _part, each in contents.indicators if each.figure}
    for row in rows:
        kind = "Zadanie" if isinstance(row, TaskReport) else "Wskaźnik"
        place = ProgrammePlace(f"{kind} „{shortened(row.label)}”")
        if not moved.get(row.item):
            yield Mistake(
                place,
                f"ma wpis za {row.year} r., więc musi zostać i tak samo brzmieć. Nazwę zmienisz w edytorze programu.",
            )
        elif moved[row.item] in counted:
            yield Mistake(place, f"ma wartość wpisaną za {row.year} r., więc nie może się liczyć z akt („figure”).")
        elif row.year not in contents.years:
            yield Mistake(place, f"ma wpis za {row.year} r., którego zmieniony program już nie obejmuje.")
