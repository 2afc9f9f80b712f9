"""Rules for diary entries. Errors are Polish messages for the field concerned."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from assistants.assignments.monitoring import monitoring_substitutions
from assistants.choices import VisitKind
from assistants.models import Assignment, Assistant, Substitution, Visit
from cases.models import Case
from familycare.centre.models import Centre
from familycare.lib.polish import counted, date_in_words, duration

MOST_MINUTES = 24 * 60
MOST_ADVICE = 99
NO_REASON = "Podaj powód poprawki, bo wpis nie jest z dzisiaj. Powód zostanie przy wpisie."


@dataclass(frozen=True)
class Duty:
    """The case and assistant of an entry. `substitute` is the author if they replace `assistant`, else None."""

    case: Case
    assistant: Assistant
    substitute: Assistant | None

    @property
    def author(self):
        """The assistant who does the work."""
        return self.substitute or self.assistant


def duties(assistant, family, day):
    """Return the Duties of the assistant with the family (None: all) on the day, their own assignments first."""
    substitutions = Substitution.objects.active_on(day).filter(substitute=assistant)
    found = (
        Assignment.objects.active_on(day)
        .filter(Q(assistant=assistant) | Q(pk__in=substitutions.values("assignment")))
        .select_related("case__family", "assistant")
        .order_by("starts_on", "pk")
    )
    if family is not None:
        found = found.filter(family=family)
    made = [Duty(part.case, part.assistant, None if part.assistant == assistant else assistant) for part in found]
    return sorted(made, key=lambda duty: duty.substitute is not None)


def duties_on(assistant, day, kind):
    """Return the Duties for entries of this kind on the day, one for each case of each family."""
    if kind == VisitKind.MONITORING:
        cases = Case.objects.monitored_on(day, Centre.current().monitoring_months).select_related("family")
        found = (monitoring_duty(assistant, case.family, day) for case in cases)
        return [duty for duty in found if duty]
    return duties(assistant, None, day)


def monitoring_duty(assistant, family, day):
    """Return the Duty under which the assistant monitors the family on the day, or None.

    The last assistant monitors, or a colleague to whom the monitoring was assigned (`assign_monitoring`).
    """
    case = Case.objects.monitored_on(day, Centre.current().monitoring_months).filter(family=family).first()
    if case is None:
        return None
    substitutions = monitoring_substitutions(case).active_on(day).filter(substitute=assistant)
    if first := substitutions.select_related("assignment__assistant").first():
        return Duty(case, first.assignment.assistant, assistant)
    is_own = Assignment.objects.filter(case=case, assistant=assistant).exists()
    return Duty(case, assistant, None) if is_own else None


def find_duty(assistant, family, day, kind, case=None):
    """Return the Duty for an entry of this day and kind. `case` selects one if the family has two.

    Raise ValidationError at `visited_on` or `kind`.
    """
    if day > timezone.localdate():
        raise ValidationError({"visited_on": "Ten dzień jeszcze nie nadszedł. Wpisz wizytę, która się odbyła."})
    if kind == VisitKind.MONITORING:
        if duty := monitoring_duty(assistant, family, day):
            return duty
        months = counted(Centre.current().monitoring_months, "miesiąc", "miesiące", "miesięcy")
        message = f"Monitorowanie wpisuje się po zakończeniu wsparcia, przez {months}. Wybierz inny rodzaj albo dzień."
        raise ValidationError({"kind": message})
    found = duties(assistant, family, day)
    if case is not None:
        found = [duty for duty in found if duty.case == case]
    if found:
        return found[0]
    raise ValidationError({"visited_on": _day_problem(assistant, family, day)})


def _day_problem(assistant, family, day):
    """Return why the assistant has no duty on the day: it is before, after or between their times with the family."""
    first = min((span.starts_on for span in _spans(assistant, family)), default=None)
    if first and day < first:
        return f"Tego dnia ta rodzina nie była jeszcze pod Twoją opieką: jest od {date_in_words(first)}."
    if last := last_day_before(assistant, family, day):
        return f"Tego dnia ta rodzina nie była już pod Twoją opieką: ostatnim dniem był {date_in_words(last)}."
    return "Tego dnia ta rodzina nie była pod Twoją opieką."


def last_day_before(assistant, family, day):
    """Return the last day of the assistant's latest time with the family that ended before the day, or None."""
    ends = [span.ends_on for span in _spans(assistant, family)]
    return max((last for last in ends if last and last < day), default=None)


def _spans(assistant, family):
    """Return the assistant's assignments and substitutions with the family."""
    return [
        *Assignment.objects.filter(assistant=assistant, family=family),
        *Substitution.objects.filter(substitute=assistant, assignment__family=family),
    ]


def check_numbers(kind, minutes, advice_count):
    """Raise ValidationError unless `minutes` is 1–1440 (or None or 0 for an attempted visit) and `advice_count` is 0–99
    or None."""
    wrong = {"minutes": minutes_problem(kind, minutes), "advice_count": advice_problem(advice_count)}
    if minutes is None and kind != VisitKind.ATTEMPTED_VISIT:
        wrong["minutes"] = "Wybierz, ile to trwało, albo wpisz liczbę minut."
    if wrong := {name: message for name, message in wrong.items() if message}:
        raise ValidationError(wrong)


def minutes_problem(kind, minutes):
    """Return what is wrong with the minutes of an entry (None: not known), or "". The import asks this too."""
    least = 0 if kind == VisitKind.ATTEMPTED_VISIT else 1
    if minutes is None or least <= minutes <= MOST_MINUTES:
        return ""
    return "Czas to od 1 do 1440 minut, bo doba ma 24 godziny. Podaj go w minutach."


def advice_problem(count):
    """Return what is wrong with the number of pieces of advice (None: not known), or "". The import asks this too."""
    return "" if count is None or 0 <= count <= MOST_ADVICE else f"Liczba porad to od 0 do {MOST_ADVICE}."


def day_of_work_problem(minutes, whose="Wpisy tej osoby"):
    """Return what is odd about the minutes of all entries of one assistant on a day, or "". The import asks this too.

    The time of one event with several families counts once.
    """
    if minutes <= MOST_MINUTES:
        return ""
    return f"{whose} z tego dnia trwają razem {duration(minutes)}, a doba ma 24 godziny."


def day_of_work_question(duty, contents, visit=None):
    """Return the question asked if the author's entries of the day would last longer than a day, or "".

    `contents` are those of `log_visit`; `visit` is the entry that is corrected.
    """
    event = contents["event"]
    others = Visit.objects.written_by(duty.author).filter(visited_on=contents["visited_on"])
    others = others.exclude(pk=visit and visit.pk)
    lasting = {event or key: spent or 0 for key, event, spent in others.values_list("pk", "event", "minutes")}
    lasting[event or "this one"] = contents["minutes"] or 0
    problem = day_of_work_problem(sum(lasting.values()), "Twoje wpisy")
    return problem and f"{problem} Jeśli tak było, potwierdź."


def check_goals(goals, case):
    """Raise ValidationError if a goal belongs to another case's plan."""
    if any(goal.plan.case_id != case.pk for goal in goals):
        raise ValidationError({"goals": "Wybierz cele z planu tej rodziny."})


def second_entry_question(duty, contents):
    """Return the question asked if the author has an entry of the same family, day, kind and minutes, or "".

    `contents` are those of `log_visit`.
    """
    same = {name: contents[name] for name in ("visited_on", "kind", "minutes")}
    if not Visit.objects.written_by(duty.author).filter(case__family=duty.case.family_id, **same).exists():
        return ""
    return "Taki wpis już jest: ta sama rodzina, dzień, rodzaj i czas. Jeśli to druga taka wizyta, potwierdź."
