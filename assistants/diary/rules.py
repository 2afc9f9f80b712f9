"""What an entry of the diary must keep: each rule is answered in Polish, at the field that it is about."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from assistants.assignments.monitoring import monitoring_in_stead
from assistants.choices import VisitKind
from assistants.models import Assignment, Assistant, Substitution, Visit
from cases.models import Case
from familycare.centre.models import Centre
from familycare.lib.polish import counted, date_in_words

MOST_MINUTES = 24 * 60
MOST_ADVICE = 99


@dataclass(frozen=True)
class Duty:
    """Whose case an entry is about: `substitute` is the assistant who writes, where they stand in for `assistant`."""

    case: Case
    assistant: Assistant
    substitute: Assistant | None


def duties(assistant, family, day):
    """Every Duty that the assistant had with the family on the day, own assignments first."""
    standing_in = Substitution.objects.active_on(day).filter(substitute=assistant)
    found = (
        Assignment.objects.active_on(day)
        .filter(Q(assistant=assistant) | Q(pk__in=standing_in.values("assignment")), family=family)
        .select_related("case", "assistant")
        .order_by("starts_on", "pk")
    )
    made = [Duty(part.case, part.assistant, None if part.assistant == assistant else assistant) for part in found]
    return sorted(made, key=lambda duty: duty.substitute is not None)


def to_monitor(assistant, family, day):
    """The Duty of monitoring on the day the family whose support ended with the assistant (`Case.monitored_on`), or
    with a colleague in whose stead the assistant does (`monitoring.entrust_monitoring`); or None."""
    case = Case.objects.monitored_on(day, Centre.current().monitoring_months).filter(family=family).first()
    if case is None:
        return None
    standing_in = monitoring_in_stead(case).active_on(day).filter(substitute=assistant)
    if first := standing_in.select_related("assignment__assistant").first():
        return Duty(case, first.assignment.assistant, assistant)
    is_own = Assignment.objects.filter(case=case, assistant=assistant).exists()
    return Duty(case, assistant, None) if is_own else None


def duty_of(assistant, family, day, kind, case=None):
    """The Duty under which an entry of that kind and day goes; `case` says which, where there are two.

    Raises ValidationError at `visited_on`, `kind` or `case`.
    """
    if day > timezone.localdate():
        raise ValidationError({"visited_on": "Ten dzień jeszcze nie nadszedł. Wpisz wizytę, która się odbyła."})
    if kind == VisitKind.MONITORING:
        if duty := to_monitor(assistant, family, day):
            return duty
        months = counted(Centre.current().monitoring_months, "miesiąc", "miesiące", "miesięcy")
        message = f"Monitorowanie wpisuje się po zakończeniu wsparcia, przez {months}. Wybierz inny rodzaj albo dzień."
        raise ValidationError({"kind": message})
    found = duties(assistant, family, day)
    if case is not None:
        found = [duty for duty in found if duty.case == case]
    if found:
        return found[0]
    raise ValidationError({"visited_on": _not_then(assistant, family, day)})


def _not_then(assistant, family, day):
    """What is wrong with the day: before, after or between the times in which the assistant had the family."""
    first = min((span.starts_on for span in _spans(assistant, family)), default=None)
    if first and day < first:
        return f"Tego dnia ta rodzina nie była jeszcze pod Twoją opieką: jest od {date_in_words(first)}."
    if last := last_day_before(assistant, family, day):
        return f"Tego dnia ta rodzina nie była już pod Twoją opieką: ostatnim dniem był {date_in_words(last)}."
    return "Tego dnia ta rodzina nie była pod Twoją opieką."


def last_day_before(assistant, family, day):
    """The last of the assistant's days with the family that ended before the day, or None."""
    ends = [span.ends_on for span in _spans(assistant, family)]
    return max((last for last in ends if last and last < day), default=None)


def _spans(assistant, family):
    """When the assistant has or had the family, or stands or stood in."""
    return [
        *Assignment.objects.filter(assistant=assistant, family=family),
        *Substitution.objects.filter(substitute=assistant, assignment__family=family),
    ]


def check_numbers(kind, minutes, advice_count):
    """Raises ValidationError where minutes are missing or more than a day holds, or advice more than anybody gives."""
    wrong = {}
    if minutes is None:
        if kind != VisitKind.ATTEMPTED_VISIT:
            wrong["minutes"] = "Wybierz, ile to trwało, albo wpisz liczbę minut."
    elif not 1 <= minutes <= MOST_MINUTES:
        wrong["minutes"] = "Czas to od 1 do 1440 minut, bo doba ma 24 godziny. Podaj go w minutach."
    if advice_count is not None and not 0 <= advice_count <= MOST_ADVICE:
        wrong["advice_count"] = f"Liczba porad to od 0 do {MOST_ADVICE}."
    if wrong:
        raise ValidationError(wrong)


def check_goals(goals, case):
    """Raises ValidationError when a goal belongs to another case's plan."""
    if any(goal.plan.case_id != case.pk for goal in goals):
        raise ValidationError({"goals": "Wybierz cele z planu tej rodziny."})


def twins(duty, day, kind, minutes):
    """Entries of the same family, day, kind and minutes by the same assistant."""
    author = duty.substitute or duty.assistant
    same = Visit.objects.written_by(author).filter(case__family=duty.case.family_id)
    return same.filter(visited_on=day, kind=kind, minutes=minutes)
