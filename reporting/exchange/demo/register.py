"""Generates a whole demo register. Families are written one after another, so memory does not grow with the size."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from familycare.lib.polish import number
from reporting.exchange.demo import centre
from reporting.exchange.demo.dates import Span
from reporting.exchange.demo.families import assessments, court, diagnoses, needs, plans, referrals, support
from reporting.exchange.demo.families.contacts import contact_rows
from reporting.exchange.demo.families.court_rhythm import with_rhythm
from reporting.exchange.demo.families.day_care import DayCare
from reporting.exchange.demo.families.households import Household
from reporting.exchange.demo.families.notes import harm_rows, note_rows
from reporting.exchange.demo.families.placements import charge_rows, generate_stays, stay_start_rows
from reporting.exchange.demo.families.relations import relation_rows
from reporting.exchange.demo.families.stories import generate_stories
from reporting.exchange.demo.families.supporters import Supporters
from reporting.exchange.demo.figures import figure_rows, heading_rows
from reporting.exchange.demo.files import Files
from reporting.exchange.demo.numbers import Numbers
from reporting.exchange.demo.work import team_work
from reporting.exchange.demo.work.staff import assign_families
from reporting.exchange.demo.work.visits import visit_rows
from reporting.exchange.demo.work.workshops import Workshops

MOST_FAMILIES = 1_000_000
MOST_YEARS = 30
PLAN_FILES = ("plans", "plan_goals", "goal_actions", "plan_signatures")
DIAGNOSIS_FILES = ("diagnoses", "diagnosis_areas")
ASSESSMENT_FILES = ("assessments", "assessment_scores")
CASE_FILES = ("cases", "assignments", *PLAN_FILES, *DIAGNOSIS_FILES, *ASSESSMENT_FILES, "visits", "outcomes")


class DemoError(ValueError):
    """The register cannot be generated; the message is for the user, in Polish."""


@dataclass(frozen=True)
class DemoSummary:
    """What was generated: the first and last day (both included), and the number of rows by file, without headers."""

    start: date
    until: date
    rows: dict


def generate_register(folder, *, families, years, seed, until=date(2025, 12, 31), progress=None):
    """Write a valid, realistic register of fictional people, in the exchange format, into `folder`.

    The register has `families` families and covers the `years` years that end on `until` (included). Cases open on
    its first day began up to five years earlier. In a register of four or five years, about two families in five
    are active in each year. The same arguments give the same bytes.

    `folder` must be empty or not exist; on failure it is left as it was. `progress(file, rows)` is called after each
    family. Return a DemoSummary. Raises DemoError for invalid arguments, OSError when the folder cannot be written.
    """
    folder = Path(folder)
    _check(folder, families, years)
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with Files(folder) as files:
            return _write(files, families, Span.ending(until, years), seed, progress)
    except BaseException:
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise


def _check(folder, families, years):
    if not 1 <= families <= MOST_FAMILIES:
        raise DemoError(f"Liczba rodzin musi wynosić od 1 do {number(MOST_FAMILIES)}.")
    if not 1 <= years <= MOST_YEARS:
        raise DemoError(f"Liczba lat musi wynosić od 1 do {MOST_YEARS}.")
    if folder.is_dir():
        if any(folder.iterdir()):
            raise DemoError(f"Folder „{folder}” nie jest pusty. Podaj inny albo pusty.")
    elif folder.exists():
        raise DemoError(f"„{folder}” nie jest folderem.")


def _write(files, families, span, seed, progress):
    for name in CASE_FILES:
        files.add(name, [])  # creates the file even when there is no case
    rng = Random(f"{seed}")
    numbers = Numbers(families)
    stories = generate_stories(rng, span, families, numbers)
    assistants = assign_families(rng, stories, span, numbers)
    workshops = Workshops(rng, span, families, numbers)
    supporters = Supporters(Random(f"{seed}/supporters"), stories, span, numbers)
    day_care = DayCare(Random(f"{seed}/day care"), span, families, numbers)
    newer = Random(f"{seed}/newer files")  # a generator of its own: the other files stay as they were
    _write_centre(files, rng, newer, families, assistants, span, numbers)
    employed_to = {assistant.id: assistant.employed_to for assistant in assistants}
    for done, story in enumerate(stories, start=1):
        # Each family has its own random generator, so that a change in one does not change the others.
        invented = workshops, supporters, day_care
        _write_family(files, Random(f"{seed}/{done}"), story, span, numbers, employed_to, *invented)
        if progress:
            progress("families.csv", done)
    files.add("supporting_families", supporters.rows())
    files.add("support_refunds", supporters.refund_rows())
    files.add("day_care_centres", day_care.centre_rows())
    files.add("day_care_places", day_care.place_rows())
    files.add("day_care_outsiders", day_care.outsider_rows())
    files.add("day_care_costs", day_care.cost_rows())
    files.add("workshops", workshops.rows())
    files.add("workshop_attendance", workshops.attendance)
    files.add("workshop_participants", workshops.participant_rows())
    files.add("workshop_days", workshops.day_rows(newer, assistants))
    files.add("workshop_leaders", workshops.leader_rows(newer, assistants))
    return DemoSummary(span.start, span.until, files.rows)


def _write_centre(files, rng, newer, families, assistants, span, numbers):
    files.add("centre", [centre.CENTRE])
    files.add("terms", centre.TERMS)
    files.add("figures", figure_rows(rng, families, assistants, span))
    files.add("figure_headings", heading_rows())
    files.add("assistants", (assistant.row() for assistant in assistants))
    files.add("posts", (row for assistant in assistants for row in team_work.post_rows(rng, assistant, span)))
    held = team_work.training_rows(rng, assistants, span)
    plan, trainings = team_work.planned(newer, held, assistants, span, numbers)
    files.add("training_plan", plan)
    files.add("trainings", trainings)


def _write_family(files, rng, story, span, numbers, employed_to, workshops, supporters, day_care):
    household = Household(rng, story, span, numbers)
    stays = generate_stays(rng, story, household, span)
    problems = needs.generate_problems(rng, story, household, span)
    files.add("families", [centre.family_row(story, household, centre.DISTRICTS.draw(rng))])
    files.add("persons", household.rows(story.id))
    files.add("referrals", referrals.referral_rows(rng, story, span, numbers))
    files.add("problems", (problem.row(story.id) for problem in problems))
    files.add("conditions", needs.condition_rows(rng, story, household, problems, span))
    files.add("placements", (stay.row() for stay in stays))
    files.add("care_charges", charge_rows(rng, stays, span))
    files.add("stay_starts", stay_start_rows(stays))
    court_orders = [*court.order_rows(rng, story, stays, span, numbers)]
    court_reports = [*court.report_rows(rng, story, stays, span)]
    court_orders, court_reports = with_rhythm(Random(f"{story.id}/court"), court_orders, court_reports, span)
    files.add("court_orders", court_orders)
    files.add("court_reports", court_reports)
    files.add("blue_cards", support.blue_card_rows(rng, story, problems, span))
    files.add("za_zyciem", support.za_zyciem_rows(rng, story, span))
    files.add("help", support.help_rows(rng, story, household, span))
    files.add("family_support", supporters.help_rows(story))
    files.add("day_care_stays", day_care.stay_rows(story, household))
    for case in story.cases:
        files.add("cases", [case.row(story.id)])
        files.add("assignments", ((case.id, *assignment) for assignment in case.assignments))
        made = plans.generate_plans(rng, case, problems, stays, span, numbers, household.persons[0].id)
        for name, rows in zip(PLAN_FILES, made, strict=True):
            files.add(name, rows)
        found = diagnoses.diagnosis_rows(case, problems, made[0], numbers)
        for name, rows in zip(DIAGNOSIS_FILES, found, strict=True):
            files.add(name, rows)
        held = [*plans.assessment_rows(rng, case, span)]
        said = assessments.said(Random(f"{case.id}/assessments"), case, held, span)
        for name, rows in zip(ASSESSMENT_FILES, said, strict=True):
            files.add(name, rows)
        files.add("visits", visit_rows(rng, case, employed_to, span))
        files.add("outcomes", support.outcome_rows(rng, case, household, span))
    files.add("service_notes", note_rows(Random(f"{story.id}/notes"), story, span))
    files.add("harm_reports", harm_rows(Random(f"{story.id}/harm"), story, household, span, numbers))
    files.add("contacts", contact_rows(Random(f"{story.id}/contacts"), story, household, span))
    files.add("relations", relation_rows(Random(f"{story.id}/relations"), story, household))
    workshops.invite(rng, story, household, span)
