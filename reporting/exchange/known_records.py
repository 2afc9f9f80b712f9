"""Data of the rows read so far that later rows need. It is compact, because a register may have millions of rows."""

from array import array
from collections import Counter, defaultdict
from typing import NamedTuple

from django.utils import timezone

from assistants.models import Assistant, PlannedTraining
from cases.models import Case, CourtOrder, DayCareCentre, Diagnosis, Family, Person, Plan, SupportingFamily
from familycare.accounts.models import User
from reporting.exchange.columns import WRONG, InvalidCell, ReferenceColumn
from reporting.exchange.files import DOCUMENTS, FILES
from reporting.exchange.terms import Terms
from reporting.models import OutsideFigure, OutsideHeading


class Records:
    """The records of one file with ids. A record is identified by its place in the file, counted from 0.

    `places`: {id: place}. By place: `lines` (physical lines), `kept` (the values that rules need) and `keys` (primary
    keys of written records). `lost_ids`: ids of rows that could not be read; `complete`: all other ids are known;
    `present`: the register has the file. `stored`: {primary key: place} of records that the database had before an
    update, which then come first; None for a whole register.
    """

    def __init__(self, file, keep, stored=None):
        self.file = file
        self.places = {}
        self.lines = array("q")
        self.keys = array("Q")
        self.kept = []
        self.stored = stored
        self.lost_ids = set()
        self.complete = True
        self.present = False
        self._keep = keep

    def add(self, row):
        """Add a row with a readable id. Return the line of an earlier row with the same id, or None."""
        place = self.places.setdefault(row.id, len(self.lines))
        if place < len(self.lines):
            return self.lines[place]
        self.lines.append(row.line)
        if self._keep:
            self.kept.append(self._keep(row))
        return None

    def number(self, place):
        """Return the id of the record at a place, for a message."""
        return next(number for number, at in self.places.items() if at == place)

    def forget(self):
        """Free the memory when no later file refers to these records."""
        self.places, self.lines, self.keys, self.kept = {}, array("q"), array("Q"), []
        self.stored = None if self.stored is None else {}

    def missing(self, number):
        """Raise InvalidCell for an id that is not in the file. Return WRONG when the file was not read completely."""
        if number in self.lost_ids or not self.complete:
            return WRONG
        if self.stored is not None:
            raise InvalidCell(f"id „{number}” nie ma w bazie ani w {self.file.csv_name}")
        if self.present:
            raise InvalidCell(f"w {self.file.csv_name} nie ma id „{number}”")
        raise InvalidCell(f"nie ma id „{number}”, bo w rejestrze brakuje pliku {self.file.csv_name}")


class KnownCase(NamedTuple):
    """A case: the place of its family, its kind, and its first and last day (dates, None or WRONG)."""

    family: int
    kind: str
    opened_on: object
    closed_on: object


class KnownPerson(NamedTuple):
    """A person: the place of the family, the birth, and the first day in the family and outside of it (or WRONG)."""

    family: int
    birth_date: object
    joined_on: object
    left_on: object


class KnownPlan(NamedTuple):
    """A plan: the place of its case (or WRONG), and when it was agreed (a date or WRONG)."""

    case: int
    agreed_on: object


class Employment(NamedTuple):
    """The employment of an assistant: first and last day (dates, None or WRONG), and the cap of families."""

    employed_from: object
    employed_to: object
    max_families: int


class SupportContract(NamedTuple):
    """The contract of a supporting family: first and last day (dates, None or WRONG)."""

    starts_on: object
    ends_on: object


class KnownOrder(NamedTuple):
    """The family of a court order, and the first day on which it is no longer in force (a date, None or WRONG)."""

    family: object
    in_force_until: object


class OpenDays(NamedTuple):
    """When a day-care centre is open: first and last day (dates, None or WRONG)."""

    starts_on: object
    ends_on: object


KEEP = {
    Assistant: lambda row: Employment(row.employed_from, row.employed_to, row.max_families),
    Person: lambda row: KnownPerson(row.family, row.birth_date, row.joined_on, row.left_on),
    PlannedTraining: lambda row: row.year,
    CourtOrder: lambda row: KnownOrder(row.family, row.in_force_until),
    Plan: lambda row: KnownPlan(row.case, row.agreed_on),
    Diagnosis: lambda row: row.case,
    Case: lambda row: KnownCase(row.family, row.kind, row.opened_on, row.closed_on),
    SupportingFamily: lambda row: SupportContract(row.start, row.end),
    DayCareCentre: lambda row: OpenDays(row.start, row.end),
}


# file: names of the attributes of KnownRecords that no later file needs.
FREED_AFTER = {
    "persons": ["pesels"],
    "cases": ["obligations"],
    "referrals": ["cases_of_family", "open_referrals"],
    "absences": ["absences"],
    "post_months": ["caps", "posts", "post_months"],
    "named_readers": ["readers"],
    "diagnosis_areas": ["areas"],
    "visit_goals": ["visits", "goals", "visit_goals"],
    "assessment_scores": ["assessments", "scores"],
    "assignments": ["assignment_places", "law"],
    "visits": ["assignments", "minutes", "events"],
    "placements": ["open_placement", "placed_on", "moves", "grown_up"],
    "support_refunds": ["refunds"],
    "day_care_places": ["capacities"],
    "day_care_outsiders": ["outsiders"],
    "day_care_costs": ["costs"],
    "care_charges": ["charged"],
    "stay_starts": ["foster_care", "stays_set"],
    "workshop_attendance": ["attendances"],
    "workshop_participants": ["enrolments"],
    "workshop_leaders": ["workshop_leaders"],
    "workshop_days": ["workshop_days", "led_days"],
}


def last_to_refer():
    """Return {name of a file: models that no later file refers to}."""
    last = {file.model: file.name for file in FILES if file.has_ids}
    for file in (*FILES, DOCUMENTS):
        last |= {
            column.field.related_model: file.name for column in file.columns if isinstance(column, ReferenceColumn)
        }
    return {name: [model for model in last if last[model] == name] for name in last.values()}


class KnownRecords:
    """Data that rules and references look up. Records are identified by their places.

    `today`: the day of the import. `of`: {model: Records}. `incomplete`: files with missing rows: rules draw no
    conclusion from absences there. `updating`: the records of the database are among them.
    """

    def __init__(self, *, updating=False):
        self.updating = updating
        self.of = {
            file.model: Records(file, KEEP.get(file.model), {} if updating else None) for file in FILES if file.has_ids
        }
        self._last_to_refer = last_to_refer()
        self.today = timezone.localdate()
        self.incomplete = set()
        self.present = defaultdict(set)  # file: lines of rows that say what the database has already
        self.accounts = dict(User.objects.values_list("email", "role"))  # e-mail: role, also of accounts.csv
        self.new_accounts = {}  # e-mail: line
        self.assistant_accounts = {}  # e-mail: line
        connected = () if updating else Assistant.objects.exclude(account=None).values_list("account__email", flat=True)
        self.present_assistant_accounts = set(connected)
        self.documents = {}  # name: function that opens the file of a document
        self.keeps_documents = False  # whether they are stored
        self.stored_documents = {}  # line: (name of the stored file, size, SHA-256)
        self.has_visit_goals = False  # whether the register has the file
        self.has_goal_actions = False  # the same
        self.areas = {}  # (diagnosis, area): line
        self.visits = Counter()  # (case, assistant, day, moment of entry), if it has
        self.goals = Counter()  # (plan, its words), if it has either
        self.visit_goals = Counter()  # both: rows
        self.assessments = Counter()  # (case, day)
        self.scores = Counter()  # (case, day, area): rows
        self.restricted = 0  # families of the register
        self.readers = set()  # (family, e-mail)
        self.law = {}  # (term, first day): value
        self.caps = []  # SupplementCaps
        self.posts = {}  # (assistant, funding, first day): fractions of the posts
        self.post_months = Counter()  # (assistant, funding, first day of the post, month): rows
        self.absences = {}  # assistant: [(first day, last day, line)]
        self.terms = Terms(updating=updating)
        self.families = self.of[Family]
        self.persons = self.of[Person]
        self.cases = self.of[Case]
        self.assistants = self.of[Assistant]
        self.plans = self.of[Plan]
        self.same_persons = []  # (line, place of the person, id of the same person)
        self.pesels = {}  # PESEL: [(place, family, (first day in it, last day or None), line)]
        self.records_of = {}  # place of a person: the places of all records of this person, if there are several
        self.obligations = {}  # family: [(issued, first day after or None)] of orders to work with an assistant
        self.cases_of_family = {}  # (family, kind): [(opened, closed or None, line)]
        self.open_referrals = {}  # (family, kind): line
        self.assignments = {}  # case: [(assistant, first day, last day or None)]
        self.minutes = {}  # (assistant, day number): minutes of all visits
        self.events = set()  # (assistant, day number, event)
        self.foster_care = {}  # person: [(first day, first day after or None)]
        self.open_placement = {}  # person: line
        self.placed_on = set()  # (person, first day)
        self.moves = []  # (line, person, first day elsewhere)
        self.grown_up = []  # (line, person, first day) of adults in foster care
        self.supporters = self.of[SupportingFamily]
        self.refunds = set()  # (supporting family, month)
        self.day_care = self.of[DayCareCentre]
        self.capacities = set()  # (day-care centre, first day)
        self.outsiders = set()  # (day-care centre, month)
        self.costs = set()  # (day-care centre, month, means)
        self.charged = {}  # person: bits of charged months
        self.stays_set = set()  # (person, day in care)
        self.attendances = set()  # (workshop, day number, person)
        self.enrolments = set()  # (workshop, person)
        self.workshop_days = set()  # (workshop, day number)
        self.workshop_leaders = set()  # (workshop, day number, assistant)
        self.led_days = set()  # (workshop, day number)
        self.figures = {}  # (group, series, first day, last day): line
        figures = () if updating else OutsideFigure.objects.values_list("group", "series", "starts_on", "ends_on")
        self.present_figures = set(figures)
        self.headings = {}  # (group, kind, key): line
        headings = () if updating else OutsideHeading.objects.values_list("group", "kind", "key")
        self.present_headings = set(headings)
        self.assignment_places = {}  # line: place

    def forget(self, file):
        """Free the memory that no later file needs, after `file` was read."""
        for model in self._last_to_refer.get(file.name, ()):
            self.of[model].forget()
        for name in FREED_AFTER.get(file.name, ()):
            getattr(self, name).clear()

    def all_records_of(self, person):
        """Return the places of all records of the person, in all families. `unite` must have been called."""
        return self.records_of.get(person, (person,))

    def unite(self, pairs):
        """Join records of one person: `pairs` of places, directly or through others."""
        for one, other in pairs:
            joined = {*self.all_records_of(one), *self.all_records_of(other)}
            self.records_of |= dict.fromkeys(joined, joined)

    def family_key(self, case):
        """Return the primary key of the family of a case (its place)."""
        return self.families.keys[self.cases.kept[case].family]
