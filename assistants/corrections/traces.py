"""What every correction needs: a reason that stays with the family, and a question about years that are over."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from assistants.diary.services import ask
from assistants.models import Correction
from familycare.centre.reported_days import question_about
from familycare.lib.polish import joined, plural

NO_REASON = "Podaj powód. Zostanie w aktach rodziny."


def check_reason(reason, days, *, confirmed):
    """Return the reason without blanks at its ends.

    Raise ValidationError by field: "reason" if there is none; "confirmed", unless `confirmed`, if figures change of
    years that are over, or in papers that were handed over. `days` are the first and the last day that the correction
    affects, both included.
    """
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    if not confirmed:
        ask(_question(*days))
    return reason.strip()


def leave_trace(*, family, sentence, reason, by):
    """Keep in the family's file what was corrected, why, and by which user. Return the Correction."""
    return Correction.objects.create(
        family=family, sentence=sentence, reason=reason, corrected_on=timezone.localdate(), corrected_by=by
    )


def _question(first, last):
    """Return a question about the days from `first` to `last`, both included: years that are over, papers that were
    handed over; or ""."""
    over, papers = _years_that_are_over(first, last), question_about(first, last)
    if not over:
        return papers
    years = joined(map(str, over)) if len(over) < 3 else f"od {over[0]} do {over[-1]}"
    change = f"Zmienią się dane za {plural(len(over), 'rok', 'lata', 'lata')} {years}"
    if papers:
        return f"{change}. {papers}"
    return f"{change}, także w sprawozdaniach, które ośrodek mógł już przekazać. Jeśli tak ma być, potwierdź."


def _years_that_are_over(first, last):
    return range(first.year, min(last.year + 1, timezone.localdate().year))
