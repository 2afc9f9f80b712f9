"""Facts and measures of served families and their members, which most tables use."""

from familycare.lib.polish import counted
from reporting.figures.tables.definitions import DistinctCount, Facts, MeasureColumn
from reporting.models import Member, ServedFamily, Unit

UWRISPZ = "ustawy o wspieraniu rodziny i systemie pieczy zastępczej"
ZA_ZYCIEM_ACT = "ustawy o wsparciu kobiet w ciąży i rodzin „Za życiem”"
ANNUAL_REPORT = f"art. 179 ust. 1 {UWRISPZ}"

FAMILIES = DistinctCount(Unit.FAMILIES)
PERSONS = DistinctCount(Unit.PERSONS)
CHILDREN = DistinctCount(Unit.CHILDREN)
ADULTS = DistinctCount(Unit.ADULTS)


def families_by(path):
    """Return the column that counts different families; `path` leads from a record to its family."""
    return MeasureColumn("families", "rodziny", DistinctCount(Unit.FAMILIES, path))


def persons_by(path, unit=Unit.PERSONS):
    """Return the column that counts different persons; `path` leads from a record to its person."""
    return MeasureColumn("children" if unit == Unit.CHILDREN else "persons", Unit(unit).label, individuals(unit, path))


def individuals(unit, path="person"):
    """Return the measure that counts different persons; one person with records in several families counts once."""
    return DistinctCount(unit, f"{path}__individual")


def served_families():
    """Return the ids of served families as a subquery for `family__in`."""
    return ServedFamily.objects.order_by().values("family")


def why_served(served, period):
    day, children = f"{served.reference_day:%d.%m.%Y}", served.children_at_home
    return f"wsparcie w okresie do {day}; dzieci w domu w tym dniu: {children}"


def why_member(member, period):
    who = "dziecko" if member.is_child else "osoba dorosła"
    place = "poza rodziną" if member.is_placed else "w rodzinie"
    return f"{who}, {age_in_words(member.age)}, {place} w dniu {member.served.reference_day:%d.%m.%Y}"


def age_in_words(age):
    """Return „17 lat”; age: full years, or None."""
    if age is None:
        return "wiek nieznany"
    return counted(age, "rok", "lata", "lat") if age else "poniżej roku"


def when_supported(served):
    """Return (first opening day, last closing day) of the cases in the period; None while a case is open."""
    return served.supported_since, served.supported_until


served = Facts(
    records=lambda period: ServedFamily.objects.all(),
    why=why_served,
    family="family",
    who=lambda served: str(served.family),
    when=when_supported,
    related=("family",),
)

members = Facts(
    records=lambda period: Member.objects.filter(is_counted=True),
    why=why_member,
    family="person__family",
    who=lambda member: str(member.person),
    when=lambda member: when_supported(member.served),
    related=("person__family", "served"),
)

carers = Facts(
    records=lambda period: Member.objects.filter(is_counted_as_carer=True),
    why=lambda member, period: f"główny opiekun; {why_member(member, period)}",
    family="person__family",
    who=lambda member: str(member.person),
    when=lambda member: when_supported(member.served),
    related=("person__family", "served"),
)
