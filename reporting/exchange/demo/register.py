"""Puts a whole invented register together, family by family, so that its size does not matter to the memory."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from familycare.lib.polish import number
from reporting.exchange.demo import centre
from reporting.exchange.demo.dates import Span
from reporting.exchange.demo.families import court, needs, plans, referrals, support
from reporting.exchange.demo.families.households import Household
from reporting.exchange.demo.families.placements import charges, invent_stays
from reporting.exchange.demo.families.stories import invent_stories
from reporting.exchange.demo.figures import figure_rows
from reporting.exchange.demo.files import Files
from reporting.exchange.demo.numbers import Numbers
from reporting.exchange.demo.work import team_work
from reporting.exchange.demo.work.staff import share_out
from reporting.exchange.demo.work.visits import visit_rows
from reporting.exchange.demo.work.workshops import Workshops

MOST_FAMILIES = 1_000_000
MOST_YEARS = 30


class DemoError(ValueError):
    """The register cannot be made; the message says why, in Polish."""


@dataclass(frozen=True)
class DemoSummary:
    """What was made: the days kept (both included) and the number of rows by file, without the header."""

    start: date
    until: date
    rows: dict


def invent_register(folder, *, families, years, seed, until=date(2025, 12, 31), progress=None):
    """Writes a lawful, lifelike register of people who do not exist, in the exchange format, into `folder`.

    The register knows `families` families and keeps the `years` years that end on `until` (included); cases that
    were open on its first day began up to five years earlier. Of four or five years, about two families in five
    are active in each. The same arguments give the same bytes. `folder` must be empty or not be there; it is left
    as it was when anything fails. `progress(file, rows)` is called after each family.

    Returns a DemoSummary. Raises DemoError when an argument makes no sense, OSError when the disk refuses.
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
        raise DemoError(f"Liczba rodzin musi być od 1 do {number(MOST_FAMILIES)}.")
    if not 1 <= years <= MOST_YEARS:
        raise DemoError(f"Liczba lat musi być od 1 do {MOST_YEARS}.")
    if folder.is_dir():
        if any(folder.iterdir()):
            raise DemoError(f"Folder „{folder}” nie jest pusty. Podaj inny albo pusty.")
    elif folder.exists():
        raise DemoError(f"„{folder}” nie jest folderem.")


def _write(files, families, span, seed, progress):
    rng = Random(f"{seed}")
    numbers = Numbers(families)
    stories = invent_stories(rng, span, families, numbers)
    team = share_out(rng, stories, span, numbers)
    workshops = Workshops(rng, span, families, numbers)
    _write_centre(files, rng, families, team, span)
    employed_to = {assistant.id: assistant.employed_to for assistant in team}
    for done, story in enumerate(stories, start=1):
        # A source of its own for each family: what one of them draws changes nothing for the others.
        _write_family(files, Random(f"{seed}/{done}"), story, span, numbers, employed_to, workshops)
        if progress:
            progress("families.csv", done)
    files.add("workshops", workshops.rows())
    files.add("workshop_attendance", workshops.attendance)
    return DemoSummary(span.start, span.until, files.rows)


def _write_centre(files, rng, families, team, span):
    files.add("centre", [centre.CENTRE])
    files.add("terms", centre.TERMS)
    files.add("figures", figure_rows(rng, families, team, span))
    files.add("assistants", (assistant.row() for assistant in team))
    files.add("posts", (row for assistant in team for row in team_work.post_rows(rng, assistant, span)))
    files.add("trainings", team_work.training_rows(rng, team, span))


def _write_family(files, rng, story, span, numbers, employed_to, workshops):
    household = Household(rng, story, span, numbers)
    stays = invent_stays(rng, story, household, span)
    problems = needs.invent_problems(rng, story, household, span)
    files.add("families", [centre.family_row(story, household, centre.DISTRICTS.draw(rng))])
    files.add("persons", household.rows(story.id))
    files.add("referrals", referrals.referral_rows(rng, story, span, numbers))
    files.add("problems", ((story.id, each.code, each.identified_on, each.resolved_on) for each in problems))
    files.add("conditions", needs.condition_rows(rng, story, household, problems, span))
    files.add("placements", (stay.row() for stay in stays))
    files.add("care_charges", charges(rng, stays, span))
    files.add("court_orders", court.order_rows(rng, story, stays, span, numbers))
    files.add("court_reports", court.report_rows(rng, story, stays, span))
    files.add("blue_cards", support.blue_card_rows(rng, story, problems, span))
    files.add("za_zyciem", support.za_zyciem_rows(rng, story, span))
    files.add("help", support.help_rows(rng, story, household, span))
    for case in story.cases:
        files.add("cases", [case.row(story.id)])
        files.add("assignments", ((case.id, *assignment) for assignment in case.assignments))
        case_plans, goals = plans.invent_plans(rng, case, problems, stays, span, numbers)
        files.add("plans", case_plans)
        files.add("plan_goals", goals)
        files.add("assessments", plans.assessment_rows(rng, case, span))
        files.add("visits", visit_rows(rng, case, employed_to, span))
        files.add("outcomes", support.outcome_rows(rng, case, household, span))
    workshops.invite(rng, story, household, span)
