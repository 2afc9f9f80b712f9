"""Moving a diary entry that was written into the wrong family."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assistants.diary.rules import duties_on, second_entry_question
from assistants.diary.services import ask, checked_duty, set_goals, settle_appointments
from assistants.models import MovedVisit, Visit
from cases.locking import lock_family
from familycare.centre.reported_days import question_about

CONTENTS = ("visited_on", "kind", "minutes", "advice_count", "event")
ANOTHER = "Tego dnia ta rodzina nie była pod opieką autora wpisu. Wybierz inną."


def cases_to_move_to(visit):
    """Return the cases of other families that the author of the entry had on its day."""
    duties = duties_on(visit.author, visit.visited_on, visit.kind)
    return list(dict.fromkeys(duty.case for duty in duties if duty.case.family_id != visit.case.family_id))


@transaction.atomic
def move_visit(*, visit, case, by, reason, confirmed=False):
    """Move the entry to the `case` of another family and return the Visit; an entry that is there already is returned.

    All rules of a new entry hold in that family. The goals of the old family's plan are let go. The entry keeps the
    `reason`, and so does the old family, as a MovedVisit. `by` is the user who moves it: its author, or a manager.

    Raise ValidationError by field: "case", "reason", and those of `log_visit`; at `confirmed` also if papers that were
    handed over tell of its day.
    """
    lock_family(visit.case.family, case.family)
    visit = Visit.objects.select_related("case__family", "assistant", "substitute").get(pk=visit.pk)
    if visit.case_id == case.pk:
        return visit
    if not reason.strip():
        raise ValidationError({"reason": "Podaj powód. Zostanie przy wpisie i w aktach obu rodzin."})
    if case not in cases_to_move_to(visit):
        raise ValidationError({"case": ANOTHER})
    contents = {name: getattr(visit, name) for name in CONTENTS}
    duty = checked_duty(visit.author, case.family, contents, [], case)
    if not confirmed:
        ask(second_entry_question(duty, contents), question_about(visit.visited_on, visit.visited_on))
    today, before = timezone.localdate(), visit.case.family
    set_goals(visit, [])
    MovedVisit.objects.create(
        family=before, visited_on=visit.visited_on, moved_on=today, moved_by=by, reason=reason.strip()
    )
    author = visit.author
    visit.case, visit.assistant, visit.substitute = duty.case, duty.assistant, duty.substitute
    visit.corrected_at, visit.correction_reason = timezone.now(), f"Przeniesiono z innej rodziny: {reason.strip()}"
    visit.save()
    settle_appointments(author, case.family, visit.visited_on, visit.kind)
    return visit
