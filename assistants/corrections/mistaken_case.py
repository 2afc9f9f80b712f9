"""A case that was opened by mistake, or twice."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assistants.assignments.cap import free_place, place_constraint_messages
from assistants.choices import VisitKind
from assistants.corrections.traces import check_reason, leave_trace
from assistants.merging.record_moves import relations_to
from assistants.models import Assignment, Closing, Substitution, Visit
from cases.locking import lock_family
from cases.models import Case, Referral, ZaZyciem
from cases.referrals.services import kind_of
from cases.rules import share_a_day
from cases.spans import days_of
from familycare.lib.polish import date_in_digits, date_in_words, joined

OF_THE_CASE = {Assignment, Closing}  # they go with a case; everything else must be moved first


def contents(case):
    """Return [(plural name of the model, number of records)] of what was recorded in the case and cannot be without."""
    counts = [
        (field.model._meta.verbose_name_plural, field.model._base_manager.filter(**{field.name: case}).count())
        for field in _recorded_in_a_case()
        if not field.null
    ]
    return [(name, count) for name, count in counts if count]


def _recorded_in_a_case():
    return [field for field in relations_to(Case) if field.model not in OF_THE_CASE]


def twins(case):
    """Return the other cases of the family of the same kind: the case may be one of them, opened twice."""
    return Case.objects.filter(family=case.family_id, kind=case.kind).exclude(pk=case.pk)


@transaction.atomic
def delete_case(*, case, reason, by, confirmed=False):
    """Delete a case that was opened by mistake. Return the Referral that waits for a decision again, or None.

    Raise ValidationError if something was recorded in it, or another referral of the family waits for the same;
    at "reason" and "confirmed" by field.
    """
    lock_family(case.family)
    case = Case.objects.select_related("family").get(pk=case.pk)
    if found := contents(case):
        named = joined(f"{name} ({count})" for name, count in found)
        raise ValidationError(f"W tym wsparciu coś już zapisano: {named}. Najpierw to przenieś albo usuń.")
    reason = check_reason(reason, (case.opened_on, case.closed_on or timezone.localdate()), confirmed=confirmed)
    undecided = [undecide(each) for each in case.referrals.order_by("pk")]
    for application in ZaZyciem.objects.filter(case=case):
        application.case = None
        application.save(update_fields=["case"])
    sentence = f"Usunięto wsparcie {case.number} z {date_in_digits(case.opened_on)}, założone przez pomyłkę."
    _delete(case)
    leave_trace(family=case.family, sentence=sentence, reason=reason, by=by)
    return undecided[0] if undecided else None


def undecide(referral):
    """Let a decided referral wait for a decision again. Return it.

    Raise ValidationError if another referral of the family waits for a case of the same kind.
    """
    kind = kind_of(referral.source)
    same = [each for each in Referral.objects.besides(referral) if kind_of(each.source) == kind]
    if same:
        raise ValidationError(f"Na rozstrzygnięcie czeka już wniosek {same[0].number} o to samo dla tej rodziny.")
    referral.decision, referral.decision_reason, referral.case = "", "", None
    referral.decided_on, referral.decided_by = None, None
    referral.save()
    return referral


@transaction.atomic
def join_cases(*, case, into, reason, by, confirmed=False):
    """Move everything in the case to `into`, a case of the same family and kind, and delete it. Return the Case `into`.

    `into` then lasts from the first day of both to their last. Assignments of the same assistant that touch or overlap
    become one.

    Raise ValidationError if two assistants would have the case on the same day, another case of the kind lies between,
    or an entry about monitoring is not after the last day; at "reason" and "confirmed" by field. Raise NoFreePlace if
    an assistant has too many families.
    """
    lock_family(case.family)
    case, into = (Case.objects.select_related("family").get(pk=each.pk) for each in (case, into))
    if into not in twins(case):
        raise ValidationError("Połączyć można tylko dwa wsparcia tego samego rodzaju w jednej rodzinie.")
    first = min(case.opened_on, into.opened_on)
    last = None if None in (case.closed_on, into.closed_on) else max(case.closed_on, into.closed_on)
    _check_between(case, into, first, last)
    _check_monitoring(case, into, last)
    reason = check_reason(reason, (first, last or timezone.localdate()), confirmed=confirmed)
    _move_contents(case, into)
    sentence = f"Wsparcie {case.number}, założone drugi raz, połączono ze wsparciem {into.number}."
    if last != into.closed_on:
        into.closing_reason, into.closing_words = case.closing_reason, case.closing_words
    Closing.objects.filter(case=into).delete()  # it names assignments as they were before
    _join_assignments(case, into)
    _delete(case)
    into.opened_on, into.closed_on = first, last
    into.save()
    leave_trace(family=into.family, sentence=sentence, reason=reason, by=by)
    return into


def _check_between(case, into, first, last):
    others = twins(case).exclude(pk=into.pk)
    if between := [each for each in others if share_a_day((first, last), (each.opened_on, each.closed_on))]:
        raise ValidationError(f"Pomiędzy nimi jest jeszcze wsparcie {between[0].number}. Połącz najpierw z nim.")


def _check_monitoring(case, into, last):
    monitored = Visit.objects.filter(case__in=(case, into), kind=VisitKind.MONITORING).order_by("visited_on")
    if visit := (monitored.filter(visited_on__lte=last) if last else monitored).first():
        raise ValidationError(
            f"Z {date_in_words(visit.visited_on)} jest wpis z monitorowania, a połączone wsparcie wtedy trwało. "
            "Poproś autora, by zmienił rodzaj wpisu."
        )


def _move_contents(case, into):
    """Move the records of the case, one by one, so that the log names each."""
    for field in _recorded_in_a_case():
        for record in field.model._base_manager.filter(**{field.name: case}).order_by("pk"):
            setattr(record, field.name, into)
            record.save(update_fields=[field.name])


def _join_assignments(case, into):
    """Give `into` the days of the assignments of both cases."""
    for moving in case.assignments.select_related("assistant").order_by("starts_on"):
        touching = [each for each in into.assignments.select_related("assistant") if _touch(each, moving)]
        if other := next((each for each in touching if each.assistant_id != moving.assistant_id), None):
            raise ValidationError(
                f"W tych samych dniach rodzinę mieli {other.assistant} i {moving.assistant}. "
                "Popraw najpierw pierwszy dzień pracy jednej z tych osób."
            )
        if touching:
            _unite(touching[0], [*touching[1:], moving])
        else:
            moving.case = into
            moving.save(update_fields=["case"])


def _touch(one, other):
    return share_a_day(days_of(one), days_of(other))


def _unite(kept, others):
    """Let the assignment last as long as all of them together, with their substitutions; the others are deleted."""
    first = min(each.starts_on for each in (kept, *others))
    ends = [each.ends_on for each in (kept, *others)]
    for other in others:
        for substitution in Substitution.objects.filter(assignment=other):
            _move_substitution(substitution, kept)
        other.delete()
    kept.starts_on, kept.ends_on = first, None if None in ends else max(ends)
    with place_constraint_messages(kept.assistant):
        kept.place = free_place(kept.assistant, kept.family_id, kept.starts_on, kept.ends_on)
        kept.save(update_fields=["starts_on", "ends_on", "place"])


def _move_substitution(substitution, kept):
    """Let the substitution be one of the assignment `kept`; if that has the same one, delete it."""
    first, last = substitution.starts_on, substitution.ends_on
    theirs = Substitution.objects.filter(assignment=kept, starts_on__lte=last, ends_on__gte=first)
    if theirs.filter(substitute=substitution.substitute_id, starts_on=first, ends_on=last).exists():
        substitution.delete()
    elif clash := theirs.select_related("substitute").first():
        raise ValidationError(
            f"Na te same dni są w obu wsparciach różne zastępstwa: {clash.substitute} i {substitution.substitute}. "
            "Zakończ najpierw jedno z nich."
        )
    else:
        substitution.assignment = kept
        substitution.save(update_fields=["assignment"])


def _delete(case):
    """Delete the case and the assignments and substitutions that it still has."""
    Closing.objects.filter(case=case).delete()
    for substitution in Substitution.objects.filter(assignment__case=case):
        substitution.delete()
    for assignment in case.assignments.all():
        assignment.delete()
    case.delete()
