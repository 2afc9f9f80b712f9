"""What every correction needs: a reason that stays with the family, and a question about years that are over."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from assistants.diary.services import ask
from assistants.models import Correction
from familycare.lib.polish import joined, plural

NO_REASON = "Podaj powód. Zostanie w aktach rodziny."


def check_reason(reason, days, *, confirmed):
    """Return the reason without blanks at its ends.

    Raise ValidationError by field: "reason" if there is none; "confirmed", unless `confirmed`, if figures of years that
    are over change. `days` are the first and the last day that the correction affects, both included.
    """
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    if not confirmed:
        ask(_past_years_question(*days))
    return reason.strip()


def leave_trace(*, family, sentence, reason, by):
    """Keep in the family's file what was corrected, why, and by which user. Return the Correction."""
    return Correction.objects.create(
        family=family, sentence=sentence, reason=reason, corrected_on=timezone.localdate(), corrected_by=by
    )


def _past_years_question(first, last):
    """Return a question about the years from `first` to `last` (both included) that are over, or ""."""
    over = range(first.year, min(last.year + 1, timezone.localdate().year))
    if not over:
        return ""
    years = joined(map(str, over)) if len(over) < 3 else f"od {over[0]} do {over[-1]}"
    word = plural(len(over), "rok", "lata", "lata")
    return (
        f"Zmienią się dane za {word} {years}, także w sprawozdaniach, które ośrodek mógł już przekazać. "
        "Jeśli tak ma być, potwierdź."
    )
