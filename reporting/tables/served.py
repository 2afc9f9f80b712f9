"""Facts of the served families and their members, which most tables share."""

from reporting.models import Member, ServedFamily, Unit
from reporting.tables.base import Facts, Measured, Things

UWRISPZ = "ustawa z dnia 9 czerwca 2011 r. o wspieraniu rodziny i systemie pieczy zastępczej (Dz.U. 2025 poz. 49)"
ZA_ZYCIEM_ACT = "ustawa z dnia 4 listopada 2016 r. o wsparciu kobiet w ciąży i rodzin „Za życiem”"
ANNUAL_REPORT = f"art. 179 ust. 1, {UWRISPZ}"

FAMILIES = Things(Unit.FAMILIES)
PERSONS = Things(Unit.PERSONS)
CHILDREN = Things(Unit.CHILDREN)
ADULTS = Things(Unit.ADULTS)


def families_by(path):
    return Measured("families", "rodziny", Things(Unit.FAMILIES, path))


def persons_by(path, unit=Unit.PERSONS):
    return Measured("children" if unit == Unit.CHILDREN else "persons", str(Unit(unit).label), Things(unit, path))


def served_families():
    """Ids of the served families, for `family__in`."""
    return ServedFamily.objects.order_by().values("family")


def why_served(served, period):
    kinds = {True: "tylko wsparcie „Za życiem”", False: "wsparcie asystenta rodziny"}
    return (
        f"{kinds[served.only_za_zyciem]}; ostatni dzień wsparcia w okresie: {served.reference_day:%d.%m.%Y}; "
        f"dzieci w domu w tym dniu: {served.children_at_home}"
    )


def why_member(member, period):
    role = "dziecko" if member.is_child else "osoba dorosła"
    age = "wiek nieznany" if member.age is None else f"wiek: {member.age}"
    place = ", przebywa poza rodziną" if member.is_placed else ", w rodzinie"
    return f"{role}, {age}{place} w dniu {member.served.reference_day:%d.%m.%Y}"


served = Facts(
    records=lambda period: ServedFamily.objects.all(),
    why=why_served,
    family="family",
    who=lambda served: str(served.family),
    until=lambda served: None,
    related=("family",),
)

members = Facts(
    records=lambda period: Member.objects.all(),
    why=why_member,
    family="person__family",
    who=lambda member: str(member.person),
    since=lambda member: member.person.joined_on,
    until=lambda member: member.person.left_on,
    related=("person__family", "served"),
)

carers = Facts(
    records=lambda period: Member.objects.filter(person__main_carer=True),
    why=lambda member, period: f"główny opiekun; {why_member(member, period)}",
    family="person__family",
    who=lambda member: str(member.person),
    related=("person__family", "served"),
)
