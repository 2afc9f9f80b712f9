"""The lines of a county's note, each checked against what the centre knows."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError

from cases.choices import PlacementType
from cases.foster_care.costs import MonthlyCost
from cases.foster_care.months import MonthInCare, months_in_care
from cases.foster_care.shares import municipal_part
from cases.models import CareCharge, Family, Person, Placement
from familycare.lib.date_parsing import parse_day
from familycare.lib.fields import AmountField
from familycare.lib.months import NAMES, Month
from familycare.lib.ordering import fold
from familycare.lib.polish import counted, money, number, rounded
from reporting.care_charges.rates import announced_rates, rate_for

AMOUNT = AmountField(required=False, min_value=0, max_digits=12)
UNKNOWN = "Ośrodek nie zna tego dziecka: może być z innej gminy albo jego nazwisko jest zapisane inaczej."
SEVERAL = "Kilka osób ma to nazwisko, a w nocie nie ma daty urodzenia ani numeru PESEL."
NOT_IN_CARE = "W tym miesiącu to dziecko nie było w pieczy zastępczej."
TWICE = "To dziecko jest w nocie za ten miesiąc więcej niż raz."
READ_AS_NUMBERS = {"cost": "Koszt", "share": "Udział", "part": "Część gminy", "days": "Liczba dni"}
PESEL_DIGITS = 11
SUMS = ("razem", "suma", "ogolem", "lacznie")


@dataclass
class NoteLine:
    """A line of the note. `problems`: what is wrong, in sentences; `is_blocked`: it cannot become a charge.

    `remarks` are no problems. `cost`, `share` (percent), `part` and `days` are what the note says, or None. `charge`:
    the CareCharge that is there already.
    """

    number: int
    name: str
    month: Month
    place: str = ""
    cost: Decimal | None = None
    share: Decimal | None = None
    part: Decimal | None = None
    days: Decimal | None = None
    person: Person | None = None
    in_care: MonthInCare | None = None
    charge: CareCharge | None = None
    problems: list = field(default_factory=list)
    remarks: list = field(default_factory=list)
    is_blocked: bool = False

    @property
    def our_part(self):
        """What the municipality pays by our share, or None."""
        return municipal_part(self.cost, self.in_care.percent) if self.in_care and self.cost is not None else None

    @property
    def their_part(self):
        """What the note demands: its own amount, or its cost by its share, or by ours."""
        if self.part is not None or self.cost is None:
            return self.part
        return municipal_part(self.cost, self.share) if self.share is not None else self.our_part

    @property
    def told(self):
        """All problems as one text."""
        return " ".join(self.problems)

    def block(self, problem):
        self.problems.append(problem)
        self.is_blocked = True


def checked_lines(rows, columns, month, user):
    """Return the NoteLines of the rows (the first one: headings) with these columns, {key of a field: heading}.

    `month`: the Month of lines that name none. Children of families that the user may not see are not known. Rows of
    sums are no lines.
    """
    places = {key: rows[0].index(heading) for key, heading in columns.items() if heading}
    known, lines = _Known(user), []
    for place, row in enumerate(rows[1:], start=1):
        each = _Read({key: row[column] for key, column in places.items()}, row)
        if not each.is_sum:
            line = each.line(place, month)
            line.person, problem = known.find(each)
            if problem:
                line.block(problem)
            lines.append(line)
    _check_care(lines, user)
    times = Counter((line.person.pk, line.month) for line in lines if line.person)
    for line in lines:
        if line.person and times[line.person.pk, line.month] > 1:
            line.block(TWICE)
    return lines


class _Read:
    """The cells of a row that were matched, {key of a field: text}; `row`: all of its cells."""

    def __init__(self, cells, row):
        self.cells, self.row = cells, row
        self.name = cells.get("name") or " ".join(
            filter(None, [cells.get("first_name", ""), cells.get("last_name", "")])
        )
        self.born = parse_day(cells["birth_date"]) if cells.get("birth_date") else None
        pesel = "".join(cells.get("pesel", "").split())
        # A spreadsheet that takes it for a number drops its first zeros.
        self.pesel = pesel.zfill(PESEL_DIGITS) if pesel.isdecimal() else pesel

    @property
    def is_sum(self):
        """Whether it is no child: „Razem” instead of a name, or beside none."""
        words = [fold(cell).split(" ")[0].rstrip(":.,") for cell in ([self.name] if self.name else self.row) if cell]
        return not self.pesel and not self.born and any(word in SUMS for word in words)

    def line(self, number, month):
        line = NoteLine(number, self.name or self.pesel and "(bez nazwiska)", month, self.cells.get("place", ""))
        for key, what in READ_AS_NUMBERS.items():
            text = self.cells.get(key, "")
            try:
                setattr(line, key, AMOUNT.clean(text))
            except ValidationError:
                problem = f"{what}: „{text[:40]}” to nie liczba."
                # What the note says beside the cost is only compared.
                line.block(problem) if key == "cost" else line.problems.append(problem)
        if self.cells.get("month"):
            named = month_in(self.cells["month"], month)
            if named is None:
                line.block(f"Nie rozumiem miesiąca „{self.cells['month'][:40]}”.")
            line.month = named or month
        if line.share is not None and 0 < line.share < 1:
            line.share *= 100  # a spreadsheet keeps 30% as 0.3
        if line.cost is None and not line.is_blocked:
            line.block("Brakuje kosztu.")
        return line


def month_in(text, near):
    """Return the Month written as „2024-05”, „05.2024”, „maj 2024”, „maj” or a day; None if it is none of these.

    Without a year it is the year of `near`.
    """
    words = fold(text).replace("/", ".").split()
    for name_number, name in enumerate(NAMES, start=1):
        if words and words[0] == fold(name):
            year = words[1].rstrip("r.") if len(words) > 1 else str(near.start.year)
            return _month(year, name_number)
    if day := parse_day(text):
        return Month.of(day)
    parts = text.strip().replace("/", ".").replace("-", ".").split(".")
    if len(parts) == 2 and all(part.isdecimal() and len(part) <= 4 for part in parts):
        year, month = parts if len(parts[0]) == 4 else parts[::-1]
        return _month(year, int(month))
    return None


def _month(year, number):
    try:
        return Month.parse(f"{year}-{number:02}")
    except ValueError:
        return None


class _Known:
    """The persons who were ever in foster care, of families that the user may see."""

    def __init__(self, user):
        cared = Placement.objects.in_foster_care().values("person")
        persons = Person.objects.filter(pk__in=cared, family__in=Family.objects.visible_to(user))
        self.by_pesel, self.by_name = {}, defaultdict(list)
        for person in persons.select_related("family"):
            self.by_pesel.setdefault(person.pesel, person)
            self.by_name[_words(f"{person.first_name} {person.last_name}")].append(person)

    def find(self, read):
        """Return (Person, "") or (None, problem)."""
        if read.pesel and read.pesel in self.by_pesel:
            return self.by_pesel[read.pesel], ""
        found = self.by_name.get(_words(read.name), []) if read.name else []
        if read.born:
            found = [person for person in found if person.birth_date in (read.born, None)]
        if read.pesel:
            found = [person for person in found if not person.pesel]
        if len({person.individual for person in found}) > 1:
            return None, SEVERAL
        return (found[0], "") if found else (None, UNKNOWN)


def _words(name):
    """Return the words of a name without order: „Nowak Jan” is „Jan Nowak”."""
    return frozenset(fold(name).replace(",", " ").split())


def _check_care(lines, user):
    """Compare the lines of known children with their month in care and with the charges that are there."""
    by_month, rates = defaultdict(list), list(announced_rates())
    for line in lines:
        if line.person:
            by_month[line.month].append(line)
    for month, of_month in by_month.items():
        individuals = Person.objects.filter(individual__in=[line.person.individual for line in of_month])
        # A person may have another record in a family that the user may not see.
        individuals = individuals.filter(family__in=Family.objects.visible_to(user))
        in_care = _by_individual(months_in_care(month, individuals), [line.person for line in of_month])
        charges = CareCharge.objects.filter(month=month.start, person__in=individuals)
        charged = {charge.person_id: charge for charge in charges}
        for line in of_month:
            line.in_care = in_care.get(line.person.individual)
            if line.in_care is None:
                line.block(NOT_IN_CARE)
                continue
            line.person = line.in_care.person  # the record whose placement it is
            line.charge = charged.get(line.person.pk)
            _compare(line)
            if problem := rate_problem(line, rates):
                line.problems.append(problem)


def _by_individual(found, named):
    """Return {individual: MonthInCare}: of several records of one person that which the note was taken for."""
    named = {person.pk for person in named}
    return {each.person.individual: each for each in sorted(found, key=lambda each: each.person.pk in named)}


def _compare(line):
    found = line.in_care
    if line.share is not None and line.share != found.percent:
        line.problems.append(f"Nota liczy {number(line.share)}%, a powinno być {found.explanation}.")
    elif line.part is not None and line.cost is not None and abs(line.part - line.our_part) > Decimal("0.01"):
        demanded, ours = money(line.part), money(line.our_part)
        line.problems.append(f"Nota żąda {demanded}, a udział gminy to {ours} ({found.explanation}).")
    if place := other_place(line.place, found):
        line.problems.append(place)
    if line.days is not None and line.days != found.days:
        days = counted(found.days, "dzień", "dni", "dni")
        line.problems.append(f"Nota liczy dni: {number(line.days)}, a dziecko było wtedy w pieczy {days}.")
    if line.charge and line.cost is not None:
        if line.charge.total_cost == line.cost:
            line.remarks.append("Ta odpłatność jest już wpisana.")
        else:
            has_components = any(part is not None for part in MonthlyCost.of(line.charge).components)
            also = " i usunie jej składniki" if has_components else ""
            line.remarks.append(f"Wpisano już {money(line.charge.total_cost)}; przyjęcie zmieni tę kwotę{also}.")


def rate_problem(line, rates):
    """Return a sentence if the cost is more than the rate announced for the institution that the line names, or ""."""
    rate = rate_for(line.place, line.month, rates)
    if rate is None or line.cost is None:
        return ""
    whole = line.month.end.day
    most = rounded(rate.value * line.in_care.days / whole, 2)
    if line.cost <= most:
        return ""
    told = f"Stawka ogłoszona dla tej placówki to {money(rate.value)} za miesiąc"
    days = counted(line.in_care.days, "dzień", "dni", "dni")
    return f"{told}." if line.in_care.days == whole else f"{told}, czyli {money(most)} za {days}."


def other_place(told, found):
    """Return a sentence if the note names another form of care than ours, or "". Names of institutions tell nothing."""
    told = fold(told)
    forms = [form for form in PlacementType if fold(form.label) == told]
    is_institution = "placowk" in told or "preadopcyjn" in told or "terapeutyczna" in told
    is_family = not is_institution and ("rodzin" in told and ("zastepcz" in told or "dom dziecka" in told))
    wrong = (
        found.placement.form not in forms
        if forms
        else (is_institution and found.is_in_family_care) or (is_family and not found.is_in_family_care)
    )
    if not wrong:
        return ""
    return f"Według noty to inna forma pieczy niż u nas ({found.placement.get_form_display()})."
