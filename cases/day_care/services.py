"""Day-care centres: what they are, how many places they have, and the numbers of each month."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min, Q

from cases.choices import DayCareMeans
from cases.locking import lock_family
from cases.models import DayCareCapacity, DayCareCentre, DayCareCost, DayCareOutsiders, DayCareStay, Family
from cases.rules import capacity_problem, day_care_month_problem
from cases.spans import days_of
from familycare.audit.services import lock_changes
from familycare.lib.months import Month
from familycare.lib.polish import counted, date_in_digits

A_DAY = timedelta(days=1)
IN_USE = "Do tej placówki wpisano już dzieci albo koszty, więc nie można jej usunąć. Wpisz jej ostatni dzień."
CHILDREN = "children"  # of no family; the other numbers of a month are costs by DayCareMeans
COLUMNS = (CHILDREN, *DayCareMeans.values)


@transaction.atomic
def save_day_care(*, day_care=None, places=None, educators=None, ends_stays=False, **details):
    """Save a new DayCareCentre, or change `day_care`, and return it. The same form, sent twice, makes one.

    `details`: name, address, form, run_by, operator, permit, permit_on, permit_until, and starts_on and ends_on (last
    day; None: it goes on). `places`, `educators`: what a new one has from its first day (None: not known).

    `ends_stays`: stays that would go on after its last day end on it. Raise ValidationError by field: at "ends_stays"
    if there are such stays, otherwise if something was entered for days on which it would not be open.
    """
    lock_changes()
    if day_care is None and (same := DayCareCentre.objects.filter(**details).first()):
        return same
    opened = day_care and DayCareCentre.objects.values_list("starts_on", flat=True).get(pk=day_care.pk)
    saved = day_care or DayCareCentre()
    for name, value in details.items():
        setattr(saved, name, value)
    first_capacity = DayCareCapacity.objects.filter(day_care=day_care, starts_on=opened).first() if day_care else None
    if problems := _problems(saved, first_capacity, ends_stays):
        raise ValidationError(problems)
    saved.save()
    if first_capacity and first_capacity.starts_on != saved.starts_on:  # it moves with the first day
        first_capacity.starts_on = saved.starts_on
        first_capacity.save(update_fields=["starts_on"])
    if day_care is None and places is not None:
        DayCareCapacity.objects.create(day_care=saved, starts_on=saved.starts_on, places=places, educators=educators)
    if saved.ends_on:
        _end_stays(saved)
    return saved


def _problems(day_care, first_capacity, ends_stays):
    """Return {field: sentence} of what does not fit the days on which the day-care centre is open."""
    if day_care.pk is None:
        return {}
    first, last = days_of(day_care)
    others = day_care.capacities.exclude(pk=first_capacity and first_capacity.pk)
    for records, name, said in (
        (day_care.stays, "starts_on", "Pobyt dziecka wpisano"),
        (others, "starts_on", "Liczbę miejsc wpisano"),
    ):
        days = records.aggregate(first=Min(name), last=Max(name))
        if (day := days["first"]) and day < first:
            return {"starts_on": f"{said} już od {date_in_digits(day)}. Podaj ten dzień albo wcześniejszy."}
        if (day := days["last"]) and last and day > last:
            return {"ends_on": f"{said} od {date_in_digits(day)}. Podaj ten dzień albo późniejszy."}
    for records in (day_care.costs, day_care.outsiders):
        months = records.aggregate(first=Min("month"), last=Max("month"))
        for name, month, is_open in (
            ("starts_on", months["first"], (first, None)),
            ("ends_on", months["last"], (None, last)),
        ):
            if month and day_care_month_problem(month, *is_open):
                return {name: f"Wpisano koszty albo liczbę dzieci za {Month(month).name}, więc placówka wtedy działa."}
    if last and not ends_stays and (going_on := stays_after(day_care, last).values("person__individual").distinct()):
        return {"ends_stays": goes_on(len(going_on))}
    return {}


def goes_on(children):
    """Return the question about the children who attend longer than the day-care centre is open."""
    attend = counted(children, "dziecko", "dzieci", "dzieci")
    return (
        f"Po tym dniu chodzi jeszcze do placówki {attend}. Zaznacz, że pobyt kończy się wtedy razem z placówką, albo "
        "zmień jej ostatni dzień."
    )


def stays_after(day_care, last_day):
    """Return the DayCareStays that go on after the day."""
    return DayCareStay.objects.filter(Q(over_on=None) | Q(over_on__gt=last_day + A_DAY), day_care=day_care)


def _end_stays(day_care):
    going_on = stays_after(day_care, day_care.ends_on)
    # Nobody else could end the stays of anonymised families, and nobody writes in their files.
    lock_family(*Family.objects.filter(pk__in=going_on.values("person__family"), anonymised_on=None))
    for stay in going_on:
        stay.over_on = day_care.ends_on + A_DAY
        stay.save(update_fields=["over_on"])


def is_in_use(day_care):
    """Return whether children or costs were entered."""
    return day_care.stays.exists() or day_care.outsiders.exists() or day_care.costs.exists()


@transaction.atomic
def delete_day_care(*, day_care):
    """Delete a day-care centre that was entered by mistake, with its places. One that is gone already is ignored.

    Raise ValidationError if children or costs were entered.
    """
    lock_changes()
    if is_in_use(day_care):
        raise ValidationError(IN_USE)
    for record in [*day_care.capacities.all(), *DayCareCentre.objects.filter(pk=day_care.pk)]:
        record.delete()


@transaction.atomic
def save_capacity(*, day_care, starts_on, places, educators, capacity=None):
    """Save how many places a day-care centre has from a day on, or change `capacity`, and return it.

    The same form, sent twice, saves it once. That there are more children than places is no error. Raise
    ValidationError at "starts_on" if it is not open on the day, or another number holds from it.
    """
    lock_changes()
    day_care = DayCareCentre.objects.get(pk=day_care.pk)
    if problem := capacity_problem(starts_on, *days_of(day_care)):
        raise ValidationError({"starts_on": problem})
    other = day_care.capacities.filter(starts_on=starts_on).exclude(pk=capacity and capacity.pk).first()
    if other and capacity is None and (other.places, other.educators) == (places, educators):
        return other
    if other:
        raise ValidationError({"starts_on": "Liczbę miejsc od tego dnia już wpisano. Popraw ją albo podaj inny dzień."})
    capacity = capacity or DayCareCapacity(day_care=day_care)
    capacity.starts_on, capacity.places, capacity.educators = starts_on, places, educators
    capacity.save()
    return capacity


@transaction.atomic
def delete_capacity(*, capacity):
    """Delete a number of places that was entered by mistake: that before it holds on. One that is gone is ignored."""
    lock_changes()
    if found := DayCareCapacity.objects.filter(pk=capacity.pk).first():
        found.delete()


@dataclass
class SavedNumbers:
    """How many numbers of a month were added, corrected and deleted."""

    added: int = 0
    corrected: int = 0
    deleted: int = 0


@transaction.atomic
def save_month(*, month, numbers, today):
    """Save {(DayCareCentre, one of COLUMNS): number, or None to delete it} of the Month: SavedNumbers. All or nothing.

    Children are an integer, costs zł (Decimal). Raise ValidationError, {number of the day-care centre: sentence}, if it
    is not open in the month, or is gone.
    """
    lock_changes()
    found = DayCareCentre.objects.in_bulk({day_care.pk for day_care, _column in numbers})
    problems = {
        day_care.number: problem
        for (day_care, _column), number in numbers.items()
        if number is not None and (problem := _month_problem(found.get(day_care.pk), month, today))
    }
    if problems:
        raise ValidationError(problems)
    saved = SavedNumbers()
    for (day_care, column), number in numbers.items():
        of_month = {"day_care": found.get(day_care.pk), "month": month.start}
        if column == CHILDREN:
            _save_number(DayCareOutsiders, of_month, CHILDREN, number, saved)
        else:
            _save_number(DayCareCost, of_month | {"means": column}, "amount", number, saved)
    return saved


def _month_problem(day_care, month, today):
    if day_care is None:
        return "Tę placówkę ktoś tymczasem usunął."
    if month.start > today:
        return "Ten miesiąc jeszcze się nie zaczął."
    return day_care_month_problem(month.start, *days_of(day_care))


def _save_number(model, key, name, number, saved):
    record = model.objects.filter(**key).first()
    if number is None:
        if record:
            record.delete()
            saved.deleted += 1
    elif record is None:
        model.objects.create(**key, **{name: number})
        saved.added += 1
    elif getattr(record, name) != number:
        setattr(record, name, number)
        record.save(update_fields=[name])
        saved.corrected += 1
