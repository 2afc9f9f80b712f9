"""Which referrals a user may see, and those that wait for the manager."""

from django.db.models import Exists, OuterRef, Q

from cases.deadlines import decision_due_after
from cases.families.distinct_names import distinct_name, read_carer_names
from cases.models import Family, Referral
from cases.models.referral import OPEN
from familycare.centre.models import Centre
from familycare.lib.polish import counted, date_in_words

MOST_ON_START = 5


def visible_referrals(user):
    """Return the referrals about families that the user may see, annotated with `due_on` and `has_another`."""
    due = decision_due_after("referred_on", Centre.current().referral_decision_days)
    return with_another(_seen_by(user)).annotate(due_on=due).select_related("family", "filed_by", "decided_by", "case")


def with_another(referrals):
    """Annotate the referrals with `has_another`: it waits, and so does another one of the same family."""
    others = Referral.objects.open().order_by().filter(family=OuterRef("family")).exclude(pk=OuterRef("pk"))
    return referrals.annotate(has_another=Q(decision__in=OPEN) & Q(Exists(others)))


def _seen_by(user):
    return Referral.objects.filter(family__in=Family.objects.visible_to(user))


def for_the_start_page(user):
    """Return the first new or urgent referrals that wait, for the manager's start page; urgent ones come first."""
    waiting = _seen_by(user).open().filter(Q(decision="") | Q(is_urgent=True))
    return with_another(waiting).select_related("family").in_turn()[:MOST_ON_START]


def passed_over(referral, user):
    """Return a sentence for each referral on the waiting list that an assignment to this one would pass over.

    Those of families that `user` may not see are only counted.
    """
    ahead = Referral.objects.ahead_of(referral)
    seen = list(ahead.filter(family__in=Family.objects.visible_to(user)).select_related("family"))
    read_carer_names([each.family for each in seen])
    told = [
        f"{distinct_name(each.family)}, wniosek {each.number}{', pilny' if each.is_urgent else ''}: "
        f"czeka od {date_in_words(each.referred_on)}."
        for each in seen
    ]
    if hidden := ahead.count() - len(seen):
        told.append(f"Poza Twoim zakresem: {counted(hidden, 'wniosek', 'wnioski', 'wniosków')}.")
    return told
