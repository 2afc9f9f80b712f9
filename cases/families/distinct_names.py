"""Names of families and persons where somebody chooses, confirms or corrects: several may share a surname."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from cases.models import Family, Person
from familycare.lib.polish import date_in_digits


def with_carer_names(families):
    """Annotate the families with `carer_name`, the first name of today's main carer, for `distinct_name`."""
    carers = Person.objects.main_carers_on(timezone.localdate()).filter(family=OuterRef("pk"))
    return families.annotate(carer_name=Subquery(carers.order_by("pk").values("first_name")[:1]))


def read_carer_names(families):
    """Set `carer_name` of these families, records that have been read already, in one query. Return them."""
    found = with_carer_names(Family.objects.filter(pk__in=[family.pk for family in families]))
    names = dict(found.order_by().values_list("pk", "carer_name"))
    for family in families:
        family.carer_name = names.get(family.pk)
    return families


def distinct_name(family):
    """Return „Nowak (Anna, ul. Lipowa 3)”: the family's name, its main carer's first name, and its address.

    Without an address its number stands there. It takes a query unless the family has its `carer_name`.
    """
    if not hasattr(family, "carer_name"):
        read_carer_names([family])
    marks = [family.carer_name, family.address or family.number]
    return f"{family.name} ({', '.join(filter(None, marks))})"


def person_label(person):
    """Return for example „Jan Sowa, ur. 14.03.2015 (O12)”."""
    born = f", ur. {date_in_digits(person.birth_date)}" if person.birth_date else ""
    return f"{person}{born} ({person.number})" if str(person) != person.number else f"{person}{born}"
