"""What the law requires of an assistant, and what of it is confirmed."""

from collections import defaultdict
from dataclasses import dataclass

from assistants.choices import EducationWay, Requirement
from assistants.models import Assistant, Qualification
from familycare.lib.ordering import polish_order

ACT = "ustawa z 13 maja 2016 r."  # on counteracting sexual crime and on protecting minors
NEEDS_EXPERIENCE = {EducationWay.OTHER_HIGHER: "co najmniej rok", EducationWay.SECONDARY: "co najmniej 3 lata"}

# {requirement: (legal source, what is confirmed)}. Without the name of an act: UWRiSPZ.
REQUIREMENTS = {
    Requirement.EDUCATION: ("art. 12 ust. 1 pkt 1", "dyplom albo świadectwo"),
    Requirement.TRAINING: (
        "art. 12 ust. 1 pkt 1 lit. b i c",
        "zaświadczenie o szkoleniu albo dyplom studiów podyplomowych, gdy wykształcenie jest inne niż kierunkowe",
    ),
    Requirement.EXPERIENCE: (
        "art. 12 ust. 1 pkt 1 lit. b i c",
        "co najmniej rok, a przy wykształceniu średnim co najmniej 3 lata",
    ),
    Requirement.AUTHORITY: (
        "art. 12 ust. 1 pkt 2",
        "oświadczenie: osoba nie jest i nie była jej pozbawiona, a władza nie jest zawieszona ani ograniczona",
    ),
    Requirement.MAINTENANCE: (
        "art. 12 ust. 1 pkt 3",
        "oświadczenie: osoba go wypełnia, jeśli wynika z tytułu egzekucyjnego",
    ),
    Requirement.NO_CONVICTION: (
        "art. 12 ust. 1 pkt 4",
        "brak prawomocnego skazania za umyślne przestępstwo lub umyślne przestępstwo skarbowe",
    ),
    Requirement.OFFENDERS: (f"{ACT}, art. 21 ust. 2", "sprawdza pracodawca, zanim dopuści do pracy"),
    Requirement.CRIMINAL_RECORD: (f"{ACT}, art. 21 ust. 3", "przedkłada osoba, zanim zostanie dopuszczona do pracy"),
}


@dataclass(frozen=True)
class ChecklistLine:
    """A requirement: its code, the latest Qualification that confirms it (or None) and those before it.

    `is_needed`: whether this assistant must meet it; `is_late`: whether it was to be confirmed again before today.
    """

    requirement: Requirement
    latest: Qualification | None
    before: list
    is_needed: bool
    is_late: bool

    @property
    def label(self):
        return self.requirement.label

    @property
    def source(self):
        return REQUIREMENTS[self.requirement][0]

    @property
    def what(self):
        return REQUIREMENTS[self.requirement][1]

    @property
    def is_missing(self):
        return self.is_needed and self.latest is None


def checklist(confirmed, today):
    """Return the ChecklistLines of an assistant. `confirmed`: their Qualifications, the latest first."""
    by_requirement = defaultdict(list)
    for each in confirmed:
        by_requirement[each.requirement].append(each)
    way = next((each.way for each in by_requirement[Requirement.EDUCATION]), "")
    return [_line(requirement, by_requirement[requirement], way, today) for requirement in Requirement]


def _line(requirement, confirmed, way, today):
    latest = confirmed[0] if confirmed else None
    depends = requirement in (Requirement.TRAINING, Requirement.EXPERIENCE)
    is_late = bool(latest and latest.renew_on and latest.renew_on < today)
    return ChecklistLine(requirement, latest, confirmed[1:], not depends or way in NEEDS_EXPERIENCE, is_late)


@dataclass(frozen=True)
class Lack:
    """What an assistant lacks: labels of requirements that are not confirmed, and of those to be confirmed again."""

    assistant: Assistant
    missing: list[str]
    late: list[str]

    def __bool__(self):
        return bool(self.missing or self.late)


def lack_of(assistant, lines):
    """Return the Lack of the assistant with these ChecklistLines."""
    return Lack(
        assistant, [line.label for line in lines if line.is_missing], [line.label for line in lines if line.is_late]
    )


def lacks_of(assistants, day):
    """Return the Lacks as of the day of those of the assistants who lack something, in the same order. One query."""
    confirmed = defaultdict(list)
    for each in Qualification.objects.filter(assistant__in=[each.pk for each in assistants]):
        confirmed[each.assistant_id].append(each)
    lacks = [lack_of(each, checklist(confirmed[each.pk], day)) for each in assistants]
    return [lack for lack in lacks if lack]


def lacks_on(day):
    """Return the Lacks of those who are employed on the day, by name. Two queries."""
    employed = Assistant.objects.employed_on(day)
    return lacks_of(employed.order_by(polish_order("last_name"), polish_order("first_name"), "number"), day)
