"""Costs and supplements of a month, and the caps of supplements."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assistants.models import MonthOfPost, SupplementCap
from assistants.supplement.settlement import cap_of
from familycare.audit.services import lock_changes
from familycare.lib.polish import money


def supplement_problem(post, month, supplement, caps):
    """Return why the supplement in zł of the post in the Month cannot be right, or "". `caps`: SupplementCaps."""
    if not supplement:
        return ""
    cap = cap_of(post.fraction, month, caps)
    if cap is None:
        return f"Nie wpisano jeszcze limitu dodatku na {month.name}. Najpierw go wpisz."
    return f"Najwyżej {money(cap)} na tę część etatu." if supplement > cap else ""


@transaction.atomic
def save_month(*, month, amounts):
    """Save what posts cost in a Month. `amounts`: {Post: (cost, supplement)} in zł (Decimal or None); with neither,
    what is saved is deleted. Posts that are not named keep theirs.

    Raise ValidationError at "supplement_<pk of the post>" for more than the cap.
    """
    lock_changes()
    caps = list(SupplementCap.objects.all())
    problems = {
        f"supplement_{post.pk}": problem
        for post, (_cost, supplement) in amounts.items()
        if (problem := supplement_problem(post, month, supplement, caps))
    }
    if problems:
        raise ValidationError(problems)
    saved = {each.post_id: each for each in MonthOfPost.objects.filter(month=month.start, post__in=[*amounts])}
    for post, (cost, supplement) in amounts.items():
        entry = saved.get(post.pk)
        if cost is None and supplement is None:
            if entry:
                entry.delete()
            continue
        entry = entry or MonthOfPost(post=post, month=month.start)
        entry.cost, entry.supplement = cost, supplement
        entry.save()


@transaction.atomic
def save_cap(*, month, amount, share=None, source=""):
    """Save the cap from the Month on, in zł, and return it. One that begins in that month is changed, or without an
    `amount` (None) taken back. `share` and `source` as in SupplementCap.

    Raise ValidationError at "amount" if there is none to take back.
    """
    lock_changes()
    found = SupplementCap.objects.filter(since=month.start).first()
    if amount is None:
        if found is None:
            raise ValidationError(
                {"amount": f"Podaj kwotę. Od miesiąca {month.name} nie ma limitu, który można by usunąć."}
            )
        found.delete()
        return None
    cap = found or SupplementCap(since=month.start)
    cap.amount, cap.share, cap.source = amount, share, source if share else ""
    cap.save()
    return cap
