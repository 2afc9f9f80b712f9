"""How long the data of families are kept, and their anonymisation afterwards.

Periods are counted as archives count them: in full calendar years from the first of January after the year in which
the last support ended (the office instruction of municipalities, category B). A family's data are due when that is over
and nothing has gone on since. What anonymisation takes away is said in `personal_data.HELD`: dates, numbers and codes
stay, so that every figure of every past report stays what it was.
"""

from datetime import date

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.choices import ReferralDecision
from cases.models import Case, Family, Referral, ZaZyciem
from cases.privacy.inventory import HELD, NOT_ABOUT_THE_FAMILY
from familycare.audit.chain import erase_contents
from familycare.audit.choices import ChangeKind
from familycare.audit.services import lock_changes, record_bulk

AT_ONCE = 2000  # families in a statement


def last_day_kept_until(today, years):
    """The last day of whatever ended so long ago that its `years` are over on `today`: the end of a year."""
    return date(today.year - years - 1, 12, 31)


def with_last_event(families):
    """The families, each with `closed_on`, the day its last support ended (None: it never had any), and `ended_on`,
    that day, or the last request or registration of a family that never had support."""
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


def past(families, until):
    """Those of the families, not anonymised yet, whose last support ended on `until` or earlier. With `ended_on`."""
    return with_last_event(families.filter(anonymised_on__isnull=True, merged_into=None)).filter(ended_on__lte=until)


def due(families, until):
    """Those of `past` families of which nothing goes on: they may be anonymised."""
    return past(families, until).exclude(_in_use(until))


def held_back(families, until):
    """Those of `past` families that something keeps in use."""
    return past(families, until).filter(_in_use(until))


def reasons(families, until):
    """{key of the family: what keeps it in use, as names of records in the plural}, for `held_back` families."""
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
    """Q: a record that began or ended after `until`, or one that runs on."""
    kept = held.after(until)
    return kept | Q(**{f"{held.span[1]}__isnull": True}) if held.runs else kept


def _in_use(until):
    """The condition on families: something is still going on, or went on after `until`."""
    condition = Q(Exists(_open_referrals().filter(family=OuterRef("pk"))))
    for held in HELD:
        if held.family == "self":
            condition |= held.after(until)
        else:
            records = held.model.objects.order_by().filter(_keeps(held, until), **{held.family: OuterRef("pk")})
            condition |= Q(Exists(records))
    return condition


def _open_referrals():
    """Requests that nobody has answered, without a case opened since (see `cases.states`)."""
    opened_since = Case.objects.order_by().filter(family=OuterRef("family"), opened_on__gte=OuterRef("referred_on"))
    return Referral.objects.order_by().filter(~Exists(opened_since), decision__in=["", ReferralDecision.WAITING])


class Changed(Exception):
    """There are no longer as many families due as somebody confirmed."""


@transaction.atomic
def anonymise(families, *, day, expected=None):
    """Takes away for good what tells who the `families` (a queryset, of those that are `due`) were; returns how many.

    Those that were merged into them go too. `day` is kept as the day on which it was done. With `expected`, raises
    Changed unless it is their number.
    """
    lock_changes()
    count = len(families.select_for_update(of=("self",)).values_list("pk", flat=True))
    if expected is not None and count != expected:
        raise Changed
    keys = sorted(families.with_absorbed())
    with record_bulk(ChangeKind.ANONYMISED, text="Anonimizacja rodzin, których czas przechowywania minął") as written:
        for start in range(0, len(keys), AT_ONCE):
            chunk = keys[start : start + AT_ONCE]
            for held in HELD:
                if held.erased:
                    values = {name: str(value) if value else value for name, value in held.erased.items()}
                    held.of_families(chunk).order_by().update(**values)
                if held.goes:
                    held.of_families(chunk).delete()
            for label in NOT_ABOUT_THE_FAMILY:
                apps.get_model(label).objects.filter(family__in=chunk).delete()
            Family.objects.filter(pk__in=chunk).update(anonymised_on=day)
        written.count("rodziny", count)
    for family in Family.objects.filter(pk__in=keys).only("number"):
        erase_contents(family)
    return count
