"""Posts of an assistant: added, corrected and deleted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min

from assistants.assignments.services import employment_problem
from assistants.models import Assistant, Post
from cases.spans import holds_on
from familycare.audit.services import lock_changes
from familycare.lib.months import Month

COST_OF = "Wpisano już koszt tego etatu za {}. Najpierw go usuń."


@transaction.atomic
def save_post(*, assistant, post=None, **details):
    """Save a post of the assistant, or change `post` accordingly, and return it. The same form, sent twice, makes one.

    `details`: funding, fraction (Decimal, above 0 and at most 1), starts_on, ends_on (last day; None: open-ended).
    Raise ValidationError by field for days outside of the employment.
    """
    lock_changes()
    assistant = Assistant.objects.select_for_update(of=("self",)).get(pk=assistant.pk)
    if post is None and (same := assistant.posts.filter(**details).first()):
        return same
    if problems := _problems(assistant, post, details["starts_on"], details["ends_on"]):
        raise ValidationError(problems)
    post = post or Post(assistant=assistant)
    for name, value in details.items():
        setattr(post, name, value)
    post.save()
    return post


def _problems(assistant, post, starts_on, ends_on):
    if ends_on and ends_on < starts_on:
        return {"ends_on": "Ostatni dzień etatu jest wcześniejszy niż pierwszy."}
    if problem := employment_problem(assistant, starts_on, ends_on):
        return {"ends_on" if holds_on(assistant, starts_on) else "starts_on": problem}
    return _problems_of_months(post, starts_on, ends_on) if post else {}


def _problems_of_months(post, starts_on, ends_on):
    """A post lasts from the first to the last month of which the cost was entered."""
    settled = post.months.aggregate(first=Min("month"), last=Max("month"))
    if settled["first"] and starts_on > Month.of(settled["first"]).end:
        return {"starts_on": COST_OF.format(Month.of(settled["first"]).name)}
    if settled["last"] and ends_on and ends_on < settled["last"]:
        return {"ends_on": COST_OF.format(Month.of(settled["last"]).name)}
    return {}


@transaction.atomic
def delete_post(*, post):
    """Delete the post. A post that is gone already is ignored. Raise ValidationError if its cost was entered."""
    lock_changes()
    if post.months.exists():
        raise ValidationError("Wpisano już koszt tego etatu. Zamiast usuwać etat, wpisz jego ostatni dzień.")
    if found := Post.objects.filter(pk=post.pk).first():
        found.delete()
