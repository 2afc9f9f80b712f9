"""Posts and training of assistants, and the plan of their training."""

from assistants.models.training import MOST_PERSONS
from reporting.exchange.demo.chance import Weighted, between, days
from reporting.exchange.demo.dates import DAY, months, working_day

FUNDINGS = Weighted(
    {
        "own": 56,
        "government_programme": 14,
        "alcohol_programme": 8,
        "eu_project": 5,
        "eu_blizej_rodziny": 6,
        "eu_most": 6,
        "other": 5,
    }
)
TRAININGS = (
    "Bezpieczeństwo w pracy w terenie",
    "Depresja dzieci i młodzieży",
    "Dialog motywujący w pracy z rodziną",
    "FAS i FASD u dziecka",
    "Ocena sytuacji rodziny i plan pracy",
    "Praca z rodziną z problemem alkoholowym",
    "Prawa dziecka w postępowaniu opiekuńczym",
    "Procedura „Niebieskie Karty” w pracy asystenta",
    "Standardy ochrony małoletnich",
    "Ustawa „Za życiem” w praktyce",
    "Wypalenie zawodowe i dbanie o siebie",
    "Zadłużenie i upadłość konsumencka",
)
TRAINING_HOURS = ("2.00", "4.00", "5.50", "6.00", "8.00")
ORGANISERS = (
    "Regionalny Ośrodek Polityki Społecznej",
    "Instytut Pracy z Rodziną",
    "ośrodek, szkolenie wewnętrzne",
)
SUPERVISION = "Superwizja grupowa"
SUPERVISOR = "Pracownia Superwizji „Lustro”"
SUPERVISION_HOURS = "3.00"
SUPERVISED_TOGETHER = 12
TRAININGS_A_YEAR = 2.2


def post_rows(rng, assistant, span):
    """Yield rows of posts.csv for an assistant: one post, two half posts, or two in sequence, within the employment."""
    first, last = assistant.employed_from, assistant.employed_to
    funding, other = _two_fundings(rng)
    roll = rng.random()
    if roll < 0.15:
        yield assistant.id, funding, "0.50", first, last
        yield assistant.id, other, "0.50", first, last
    elif roll < 0.35 and (last or span.until) - first > 500 * DAY:
        change = between(rng, first + 200 * DAY, (last or span.until) - 200 * DAY).replace(day=1)
        yield assistant.id, funding, "1.00", first, change - DAY
        yield assistant.id, other, "1.00", change, last
    else:
        fraction = "0.50" if assistant.max_families == 10 else "0.75" if assistant.max_families == 12 else "1.00"
        yield assistant.id, funding, fraction, first, last


def _two_fundings(rng):
    first = other = FUNDINGS.draw(rng)
    while other == first:
        other = FUNDINGS.draw(rng)
    return first, other


def training_rows(rng, team, span):
    """Return rows of trainings.csv: group supervision every second month, and training for some assistants."""
    rows = []
    groups = [team[at : at + SUPERVISED_TOGETHER] for at in range(0, len(team), SUPERVISED_TOGETHER)]
    for month in months(span.start, span.until):
        if month.month % 2 and month.month != 7:
            for group in groups:
                day = working_day(month + days(rng, 0, 20))
                rows.extend(_attended(rng, group, SUPERVISION, "supervision", day, SUPERVISION_HOURS, 0.9, span))
        if month.month not in (7, 8, 12):
            for at in range(0, len(team), 3 * SUPERVISED_TOGETHER):
                day = working_day(month + days(rng, 0, 24))
                group = team[at : at + 3 * SUPERVISED_TOGETHER]
                title, hours = rng.choice(TRAININGS), rng.choice(TRAINING_HOURS)
                rows.extend(_attended(rng, group, title, "training", day, hours, TRAININGS_A_YEAR / 9, span))
    return rows


def _attended(rng, team, title, kind, day, hours, share, span):
    for assistant in team:
        employed = assistant.employed_from <= day and (assistant.employed_to is None or assistant.employed_to >= day)
        if employed and day <= span.until and rng.random() < share:
            yield assistant.id, title, kind, day, hours


def planned(rng, held, team, span, numbers):
    """Return (rows of training_plan.csv, rows of trainings.csv): the plan of each year, and what of it was `held`.

    `held` are rows of `training_rows`; they get the organiser, the certificate and the entry of the plan. A year plans
    supervision, two trainings that were held, and one that was not.
    """
    plan, entries = [], {}
    for year in range(span.start.year, span.until.year + 1):
        titles = sorted({row[1] for row in held if row[3].year == year and row[1] != SUPERVISION})
        others = [title for title in TRAININGS if title not in titles] or TRAININGS
        chosen = [*rng.sample(titles, min(2, len(titles))), rng.choice(others)]
        whole = year, SUPERVISION, "supervision", "wszyscy asystenci", min(len(team), MOST_PERSONS), "15.00", ""
        part = min(max(1, len(team) // 3), MOST_PERSONS)
        lines = [(year, title, "training", "chętni asystenci", part, "6.00", rng.randint(2, 11)) for title in chosen]
        for line in (whole, *lines):
            entries[line[:2]] = numbers.key("N")
            plan.append((entries[line[:2]], *line))
    return plan, [(*row, *_organiser(row[1]), "", entries.get((row[3].year, row[1]), "")) for row in held]


def _organiser(title):
    """Return (who organised it, whether it ended with a certificate: "1" or "0")."""
    if title == SUPERVISION:
        return SUPERVISOR, "0"
    organiser = ORGANISERS[TRAININGS.index(title) % len(ORGANISERS)]
    return organiser, "0" if organiser == ORGANISERS[-1] else "1"
