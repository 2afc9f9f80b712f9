"""A register in which all events fall on the same few days, those on which periods begin and end.

Realistic registers seldom reach the edges of a definition. Here births, beginnings and ends often fall on one day,
cells are empty, and the placements of a person follow each other with and without a gap.
"""

import csv
from datetime import date, timedelta
from random import Random

from familycare.lib.dates import add_months
from tests.figures.oracle import codes
from tests.figures.oracle.cases import six_months_after

DAY = timedelta(days=1)
EDGES = [
    date.fromisoformat(text) for text in "2023-12-31 2024-01-01 2024-02-29 2024-06-30 2024-07-01 2024-12-31".split()
]
DAYS = sorted({day + step for day in EDGES for step in (-DAY, 0 * DAY, DAY)} | {date(2023, 6, 30), date(2024, 8, 31)})
LEAP_DAYS = [date(2006, 2, 28), date(2004, 2, 29), date(2008, 2, 29), date(1980, 2, 29)]
PERIODS = "2023 2024 2024-H1 2024-Q1 2024-02 2024-12 2025-01 2024-02-29/2024-06-29 2024-07-01/2024-07-01".split()
ASSISTANTS = [f"A{number}" for number in range(8)]
CONTRACTS = [("", ""), ("employment", ""), ("service", ""), ("service", "Fundacja"), ("", "Fundacja")]
FORMS = codes.FAMILY_CARE + codes.INSTITUTIONAL_CARE + codes.OUTSIDE_CARE
PROBLEMS = "poverty debts hazard gambling alcohol".split()
HELP_KINDS = "addiction_treatment alcohol_treatment co_dependence_treatment psychologist".split()
OUTCOMES = "housing housing_obtained lease_extended employment casual_work debt_repaid".split()
TERMS = [("problem", "hazard", "hazard", ""), ("problem", "gambling", "automaty", "hazard")]


class Crowd:
    """Rows by the name of their file."""

    def __init__(self, seed):
        self.rng, self.files = Random(seed), {}

    def add(self, name, /, **row):
        self.files.setdefault(name, []).append(row)

    def days(self, number):
        return sorted(self.rng.choices(DAYS, k=number))

    def span(self):
        """The first day, and the day of the end or an empty cell."""
        start, end = self.days(2)
        return start, self.rng.choice((end, end, ""))

    def some(self, *choices):
        return self.rng.choice(choices)

    def write(self, folder):
        for name, rows in self.files.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, rows[0])
                writer.writeheader()
                writer.writerows(rows)


def crowded_register(folder, seed=1, families=60):
    """Write the register to `folder`; the same seed gives the same rows."""
    crowd = Crowd(seed)
    add_staff(crowd)
    for number in range(families):
        add_family(crowd, f"R{number}")
    add_supporting_families(crowd, families)
    add_day_care(crowd)
    for dictionary, code, label, group in TERMS:
        crowd.add("terms", dictionary=dictionary, code=code, label=label, group=group)
    crowd.write(folder)


def add_staff(crowd):
    for number, assistant in enumerate(ASSISTANTS):
        employed_to = "" if number else DAYS[-1]
        employed = {"employed_from": date(2023, 1, 1), "employed_to": employed_to}
        contract, employer = CONTRACTS[number % len(CONTRACTS)]
        crowd.add("assistants", id=assistant, last_name="Żak", **employed, contract=contract, employer=employer)
        start, end = crowd.span()
        crowd.add(
            "posts", assistant=assistant, funding=crowd.some("own", "other"), fraction="0.25", start=start, end=end
        )
        for day in crowd.days(3):
            kind = crowd.some("training", "supervision")
            crowd.add("trainings", assistant=assistant, title="Więź", kind=kind, date=day, hours=crowd.some("1.5", ""))
    for kind in codes.WORKSHOP_KINDS:
        crowd.add("workshops", id=f"T-{kind}", title="Razem", kind=kind)
    for series, period in [("a", "2024"), ("a", "2024-01-01/2024-06-30"), ("b", "2024-Q1"), ("b", "2023")]:
        crowd.add("figures", group="town", series=series, label=series, unit="count", period=period, value="7.25")


def add_family(crowd, family):
    crowd.add("families", id=family, name="Źrebięca", structure=crowd.some("", *codes.STRUCTURES))
    add_person(crowd, family, "carer", main_carer=1)
    for number in range(crowd.rng.randrange(9)):
        add_person(crowd, family, number, main_carer=0)
    for kind in ("difficulties", "za_zyciem"):
        days = crowd.days(4)
        for number in range(crowd.rng.randrange(3)):
            opened_on, closed_on = days[2 * number : 2 * number + 2]
            add_case(crowd, family, f"{family}-{kind}-{number}", kind, opened_on, closed_on)
    first, last, again, over = crowd.days(4)
    crowd.add("blue_cards", family=family, opened_on=first, closed_on=last)
    if last < again:
        crowd.add("blue_cards", family=family, opened_on=again, closed_on=crowd.some(over, ""))
    for problem, kind_of_help in zip(crowd.rng.sample(PROBLEMS, 2), crowd.rng.sample(HELP_KINDS, 2), strict=True):
        start, end = crowd.span()
        crowd.add("problems", family=family, problem=problem, identified_on=start, resolved_on=end)
        start, end = crowd.span()
        kind = crowd.some("assistant_obligation", *codes.ORDER_KINDS)
        number = len(crowd.files.get("court_orders", ()))
        crowd.add("court_orders", id=f"P{number}", family=family, kind=kind, issued_on=start, in_force_until=end)
        due_on, sent_on = crowd.rng.sample([*DAYS, ""], 2)
        crowd.add("court_reports", family=family, kind="opinion", due_on=due_on, sent_on=sent_on)
        add_help(crowd, family, "", kind_of_help)


def add_supporting_families(crowd, families):
    for number in range(5):
        supporter = f"Z{number}"
        start, end = crowd.span()
        crowd.add("supporting_families", id=supporter, name="Dobrzy", start=start, end=end)
        for month in ("2023-06", "2024-02", "2024-06", "2024-07", "2025-01"):
            crowd.add("support_refunds", supporter=supporter, month=month, amount=crowd.some("120.50", "0.05"))
        for family in crowd.rng.sample(range(families), 4):
            start, end = crowd.span()
            crowd.add("family_support", family=f"R{family}", supporter=supporter, start=start, end=end)


def add_day_care(crowd):
    for number in range(6):
        day_care = f"D{number}"
        start, end = crowd.span()
        form, run_by = crowd.some(*codes.DAY_CARE_FORMS), crowd.some(*codes.DAY_CARE_RUNNERS)
        crowd.add("day_care_centres", id=day_care, name="Promyk", form=form, run_by=run_by, start=start, end=end)
        for day in sorted(set(crowd.days(3))):
            crowd.add("day_care_places", day_care=day_care, start=day, places=crowd.some(0, 15, 30))
        for month in ("2023-06", "2024-02", "2024-06", "2024-07", "2025-01"):
            for means in crowd.some(("own",), ("other",), ("own", "other")):
                amount = crowd.some("4120.50", "0.05")
                crowd.add("day_care_costs", day_care=day_care, month=month, means=means, amount=amount)
            if crowd.some(True, False):
                crowd.add("day_care_outsiders", day_care=day_care, month=month, children=crowd.some(0, 7, 12))
        for person in crowd.rng.sample(crowd.files["persons"], 8):
            start, end = crowd.span()
            basis = crowd.some("voluntary", "referral", "court")
            crowd.add("day_care_stays", person=person["id"], day_care=day_care, basis=basis, start=start, end=end)


def add_help(crowd, family, person, kind):
    start, end = crowd.span()
    form = crowd.some("individual", "group")
    crowd.add("help", family=family, person=person, kind=kind, form=form, start=start, end=end)


def add_person(crowd, family, number, main_carer):
    person = f"{family}-{number}"
    age = crowd.some(16, 17, 18, 25, 26, 35, 36, 45, 46) if main_carer else crowd.some(0, 6, 7, 15, 16, 17, 18)
    day = crowd.some(*DAYS)
    birth_date = date(day.year - age, day.month, 28 if age % 4 and day.day == 29 else day.day)
    birth_date = crowd.some("", crowd.some(*LEAP_DAYS), *[birth_date] * 8)
    birth_date, pesel, same_as = same_as_somebody(crowd, family, birth_date)
    joined_on, left_on = crowd.some(crowd.span(), ("", ""), ("", "")) if age else ("", "")
    if birth_date and left_on and left_on < birth_date:
        left_on = ""
    crowd.add(
        "persons",
        id=person,
        family=family,
        role="parent" if main_carer else crowd.some(*["child"] * 5, "other_adult"),
        main_carer=main_carer,
        birth_date=birth_date,
        marital_status=crowd.some("", "married"),
        education=crowd.some("", "higher"),
        income_source=crowd.some("", "benefits"),
        disability=crowd.some(0, 1),
        joined_on=joined_on,
        left_on=left_on,
        pesel=pesel,
        same_as=same_as,
    )
    born = birth_date or date.min
    start, end = crowd.span()
    if start >= born:
        crowd.add("conditions", person=person, condition=crowd.some(*codes.CONDITIONS), since=start, until=end)
    add_help(crowd, family, person, crowd.some(*HELP_KINDS))
    for day in sorted(set(crowd.days(2))):
        if not max(born, joined_on or born) <= day < (left_on or date.max):
            continue
        crowd.add("workshop_attendance", workshop=f"T-{crowd.some(*codes.WORKSHOP_KINDS)}", date=day, person=person)
    if not main_carer:
        add_placements(crowd, person, born)


def same_as_somebody(crowd, family, birth_date):
    """The birth date, PESEL and `same_as` of a person; one in five is in another family, too."""
    others = [row for row in crowd.files.get("persons", ()) if row["family"] != family]
    if not others or crowd.rng.random() > 0.2:
        has_pesel = birth_date and crowd.rng.random() < 0.5
        return birth_date, pesel_of(birth_date, len(crowd.files.get("persons", ()))) if has_pesel else "", ""
    other = crowd.some(*others[-40:])
    here = {row["pesel"] for row in crowd.files["persons"] if row["family"] == family}
    if other["pesel"] and other["pesel"] not in here:
        return other["birth_date"], other["pesel"], ""
    return birth_date, "", other["id"]


def pesel_of(birth_date, number):
    """A PESEL with a right check digit; `number` makes it different from others of that day."""
    month = birth_date.month + (20 if birth_date.year >= 2000 else 0)
    digits = f"{birth_date:%y}{month:02}{birth_date:%d}{number:04}"
    weights = (1, 3, 7, 9) * 3
    return f"{digits}{-sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 10}"


def add_placements(crowd, person, born):
    """Add up to three successive placements, and a charge for each month of them."""
    days = sorted(set(crowd.days(5)))
    months = set()
    for start, end in sorted(crowd.rng.sample([*zip(days, days[1:], strict=False)], crowd.rng.randrange(len(days)))):
        form, was_in_care = crowd.some(*FORMS), bool(months)
        of_age = born > date.min and add_months(born, 18 * 12) <= start + DAY
        if start < born or (of_age and not was_in_care and form not in codes.OUTSIDE_CARE):
            continue
        reason = crowd.some("returned_home", "moved")
        crowd.add("placements", person=person, form=form, start=start, end=end, end_reason=reason)
        if form not in codes.OUTSIDE_CARE:
            touched = (start + DAY * number for number in range((end - start).days))
            months |= {f"{day:%Y-%m}" for day in touched}
    for month in sorted(months):
        crowd.add("care_charges", person=person, month=month, total_cost=crowd.some("1082.15", "4730.05", "0.05"))


def add_case(crowd, family, case, kind, opened_on, closed_on):
    reason = crowd.some("", *codes.CLOSING_REASONS)
    basis = "consent" if kind == "difficulties" else "application"
    crowd.add(
        "cases",
        id=case,
        family=family,
        kind=kind,
        basis=basis,
        opened_on=opened_on,
        closed_on=closed_on,
        closing_reason=reason,
    )
    assistant = ASSISTANTS[int(family[1:]) % len(ASSISTANTS)]
    crowd.add("assignments", case=case, assistant=assistant, start=opened_on, end=closed_on)
    within = [day for day in DAYS if opened_on <= day <= closed_on]
    for day in crowd.rng.choices(within, k=3):
        crowd.add(
            "visits",
            case=case,
            assistant=assistant,
            date=day,
            kind=crowd.some("home_visit", "phone_contact"),
            minutes=crowd.some("", 50, 95),
            advice_count=crowd.some("", 2),
            institution=crowd.some("", "court", "school"),
            event=crowd.some("", "", f"E{day}-{assistant}", f"E{day}"),
        )
    due_on = six_months_after(opened_on)
    for day in {opened_on, due_on, due_on + DAY, six_months_after(due_on)}:
        if crowd.some(True, False) and day <= closed_on:
            crowd.add("assessments", case=case, held_on=day)
    later = [day for day in DAYS if day >= opened_on]
    crowd.add(
        "outcomes", case=case, outcome=crowd.some(*OUTCOMES), achieved_on=crowd.some(*later), persons=crowd.some("", 3)
    )
    if kind == "za_zyciem" or crowd.some(True, False):
        crowd.add(
            "za_zyciem",
            family=family,
            case=case if kind == "za_zyciem" else "",
            entitlement=crowd.some(*codes.ENTITLEMENTS),
            at_risk_pregnancy=crowd.some(0, 1),
            benefit_granted_on=crowd.some("", *DAYS),
        )
