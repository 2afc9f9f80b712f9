"""The retention period of families' data, and their anonymisation afterwards.

The period is counted in full calendar years from 1 January after the year in which the last support ended (category
B of the archive rules for municipalities). A family is due when the period is over and nothing has happened since.
`inventory.HELD` says what anonymisation removes; dates, numbers and codes stay, so that the figures of past reports
do not change. `leftovers` removes what users left about the families elsewhere.
"""

from datetime import date

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.choices import ReferralDecision
from cases.models import Case, Family, Person, Referral, ZaZyciem
from cases.note_search.index import forget_erased_words
from cases.privacy import leftovers
from cases.privacy.inventory import HELD, NOT_ABOUT_THE_FAMILY
from familycare.audit.chain import erase_contents
from familycare.audit.choices import ChangeKind
from familycare.audit.services import lock_changes, record_bulk

BATCH = 2000  # families in one SQL statement


def last_day_kept_until(today, years):
    """Return the last day (31 December) of support whose retention period of `years` years is over on `today`."""
    return date(today.year - years - 1, 12, 31)


def with_last_event(families):
    """Annotate the families with `closed_on` and `ended_on`.

    `closed_on` is the last day of the last support (None: no support or still open); `ended_on` is that day or,
    without support, the last referral, application or registration.
    """
    of_family = {"family": OuterRef("pk")}
    closed = Case.objects.order_by().filter(**of_family).values("family")
    asked = Referral.objects.order_by().filter(**of_family).values("family")
    granted = ZaZyciem.objects.order_by().filter(**of_family).values("family")
    return families.annotate(closed_on=Subquery(closed.annotate(last=Max("closed_on")).values("last"))).annotate(
        ended_on=Coalesce(
            "closed_on",
            Subquery(asked.annotate(last=Max(Coalesce("decided_on", "referred_on"))).values("last")),
            Subquery(granted.annotate(last=Max(Coalesce("benefit_granted_on", "applied_on"))).values("last")),
            "registered_on",
        )
    )


def past_retention(families, until):
    """Return the families not yet anonymised that ended on `until` or earlier, annotated by `with_last_event`."""
    return with_last_event(families.filter(anonymised_on__isnull=True, merged_into=None)).filter(ended_on__lte=until)


def due_for_anonymisation(families, until):
    """Return those of the `past_retention` families that may be anonymised: nothing is going on."""
    return past_retention(families, until).exclude(_in_use(until))


def held_back(families, until):
    """Return those of the `past_retention` families in which something is still going on."""
    return past_retention(families, until).filter(_in_use(until))


def reasons_to_keep(families, until):
    """Return {pk of a held-back family: plural names of the records that are still going on}."""
    keys = [family.pk for family in families]
    found = {key: [] for key in keys}
    for held in HELD:
        condition = _keeps(held, until)
        if held.model is Referral:
            condition |= Q(pk__in=_open_referrals().values("pk"))
        way = "pk" if held.family == "self" else held.family
        records = held.of_families(keys).filter(condition).order_by()
        for key in records.values_list(way, flat=True).distinct():
            found[key].append(held.title)
    return found


def _keeps(held, until):
    """Return the condition (Q) for records that began or ended after `until`, or that have not ended."""
    kept = held.after(until)
    return kept | Q(**{f"{held.span[1]}__isnull": True}) if held.runs else kept


def _in_use(until):
    """Return the condition for families in which something is going on, or went on after `until`."""
    condition = Q(Exists(_open_referrals().filter(family=OuterRef("pk"))))
    for held in HELD:
        if held.family == "self":
            condition |= held.after(until)
        else:
            records = held.model.objects.order_by().filter(_keeps(held, until), **{held.family: OuterRef("pk")})
            condition |= Q(Exists(records))
    return condition


def _open_referrals():
    """Return the unanswered referrals without a case opened since (see `cases.states`)."""
    opened_since = Case.objects.order_by().filter(family=OuterRef("family"), opened_on__gte=OuterRef("referred_on"))
    return Referral.objects.order_by().filter(~Exists(opened_since), decision__in=["", ReferralDecision.WAITING])


class CountChanged(Exception):
    """The number of families that are due differs from the confirmed one."""


@transaction.atomic
def anonymise(families, *, day, expected=None):
    """Remove the personal data of the families for good and return their number.

    `families` is a queryset of families that are `due_for_anonymisation`; families merged into them are included. `day`
    is saved as the day of anonymisation. Raise CountChanged if `expected` is given and differs from the number.
    """
    lock_changes()
    count = len(families.select_for_update(of=("self",)).values_list("pk", flat=True))
    if expected is not None and count != expected:
        raise CountChanged
    keys = sorted(families.with_absorbed())
    leftovers.forget(keys)
    with record_bulk(ChangeKind.ANONYMISED, text="Anonimizacja rodzin, których czas przechowywania minął.") as written:
        for start in range(0, len(keys), BATCH):
            chunk = keys[start : start + BATCH]
            for held in HELD:
                if held.erased:
                    values = {name: str(value) if value else value for name, value in held.erased.items()}
                    held.of_families(chunk).order_by().update(**values)
                if held.goes:
                    held.of_families(chunk).delete()
            for label in NOT_ABOUT_THE_FAMILY:
                apps.get_model(label).objects.filter(family__in=chunk).delete()
            Person.objects.filter(same_as__family__in=chunk).update(same_as=None)
            Family.objects.filter(pk__in=chunk).update(anonymised_on=day)
        Person.objects.unite_members(*keys)
        written.count("rodziny", count)
    for family in Family.objects.filter(pk__in=keys).only("number"):
        erase_contents(family)
    forget_erased_words()
    return count
