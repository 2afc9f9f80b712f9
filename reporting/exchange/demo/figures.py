"""Rows of figures.csv: budget, pay, reasons for benefits, town; and of figure_headings.csv: what they are called."""

from calendar import isleap
from datetime import date

from familycare.lib.dates import add_months
from reporting.exchange.demo.dates import DAY

BUDGET_SOURCE = "sprawozdanie finansowe ośrodka"
BENEFITS_SOURCE = "sprawozdawczość ośrodka"
TOWN_SOURCE = "rejestr mieszkańców"
STAFF_SOURCE = "dział kadr i płac"
COST_OF_POST = 84_000
# series: label, share of the budget
BUDGET_PARTS = {
    "own_funds": ("w tym środki własne gminy", 0.74),
    "assistant_programme": ("w tym środki z programu „Asystent rodziny”", 0.11),
    "alcohol_programme": ("w tym środki z programu profilaktyki alkoholowej", 0.05),
    "eu_projects": ("w tym środki z projektów współfinansowanych ze środków UE", 0.1),
}
# series: label, families for each 100 families of the register
REASONS = {
    "alcoholism": ("Alkoholizm", 38),
    "disability": ("Niepełnosprawność", 180),
    "helplessness": ("Bezradność w sprawach opiekuńczo-wychowawczych", 70),
    "homelessness": ("Bezdomność", 18),
    "illness": ("Długotrwała lub ciężka choroba", 200),
    "maternity": ("Potrzeba ochrony macierzyństwa", 14),
    "poverty": ("Ubóstwo", 210),
    "unemployment": ("Bezrobocie", 140),
    "violence": ("Potrzeba ochrony ofiar przemocy domowej", 6),
}
PERSONS_OF_A_FAMILY = 2.3
# group: its title, the labels and units of its series in order
HEADINGS = {
    "town": ("Mieszkańcy gminy i bezrobocie", {"inhabitants": ("Mieszkańcy", "persons")}),
    "benefit_reasons": (
        "Powody korzystania z pomocy społecznej",
        {series: (label, "") for series, (label, _) in sorted(REASONS.items(), key=lambda reason: -reason[1][1])},
    ),
    "budget": ("Środki na asystenturę rodziny", {"budget": ("Budżet przeznaczony na realizację zadania", "PLN")}),
    "pay": ("Wynagrodzenia asystentów", {}),
}


def heading_rows():
    """Yield rows of figure_headings.csv."""
    for place, (group, (title, series)) in enumerate(HEADINGS.items()):
        yield group, "group", group, title, "", place, 0
        for its_place, (key, (label, unit)) in enumerate(series.items()):
            yield group, "series", key, label, unit, its_place, 0
    yield "benefit_reasons", "column", "", "rodziny", "families", 0, 0
    yield "benefit_reasons", "column", "persons", "osoby w tych rodzinach", "persons", 1, 0


def figure_rows(rng, families, team, span):
    """Yield rows of figures.csv for the whole years of the span, and for the last complete first half of a year."""
    years = [year for year in range(span.start.year, span.until.year + 1) if _within(span, year, 12)]
    halves = [year for year in range(span.start.year, span.until.year + 1) if _within(span, year, 6)][-1:]
    for year in years:
        grown = 1.05 ** (year - span.until.year)
        yield from _budget(rng, str(year), year, team, grown, 1)
        yield from _reasons(rng, str(year), families, grown, 1)
        yield from _town(rng, str(year), families, grown)
        yield from _pay(rng, str(year), grown)
    for year in halves:
        grown = 1.05 ** (year - span.until.year)
        yield from _budget(rng, f"{year}-H1", year, team, grown, 0.5)
        yield from _reasons(rng, f"{year}-H1", families, grown, 0.65)


def _within(span, year, months):
    return span.start <= date(year, 1, 1) and add_months(date(year, 1, 1), months) - DAY <= span.until


def _employed_days(team, year):
    first, last = date(year, 1, 1), date(year, 12, 31)
    for assistant in team:
        start, end = max(assistant.employed_from, first), min(assistant.employed_to or last, last)
        yield max((end - start).days + 1, 0)


def _budget(rng, period, year, team, grown, part):
    """Yield the parts of the budget and their exact sum, in zł."""
    posts = sum(_employed_days(team, year)) / (366 if isleap(year) else 365)
    total = 0
    for series, (label, share) in BUDGET_PARTS.items():
        grosze = int(posts * COST_OF_POST * grown * part * share * rng.uniform(0.9, 1.1) * 100)
        total += grosze
        yield "budget", series, label, "PLN", period, _decimal(grosze / 100), BUDGET_SOURCE
    yield (
        "budget",
        "budget",
        "Budżet przeznaczony na realizację zadania",
        "PLN",
        period,
        _decimal(total / 100),
        BUDGET_SOURCE,
    )


def _reasons(rng, period, families, grown, part):
    for series, (label, per_hundred) in REASONS.items():
        value = round(families * per_hundred / 100 / grown * part * rng.uniform(0.93, 1.07))
        yield "benefit_reasons", series, label, "families", period, _decimal(value), BENEFITS_SOURCE
        label, value = f"{label} – osoby w tych rodzinach", round(value * PERSONS_OF_A_FAMILY)
        yield "benefit_reasons", f"{series}.persons", label, "persons", period, _decimal(value), BENEFITS_SOURCE


def _town(rng, period, families, grown):
    children = round(families * 24 / grown**0.3 * rng.uniform(0.99, 1.01))
    yield "town", "children", "Mieszkańcy w wieku do 17 lat", "children", period, _decimal(children), TOWN_SOURCE
    people = round(children * 5.6)
    yield "town", "inhabitants", "Mieszkańcy", "persons", period, _decimal(people), TOWN_SOURCE
    rate = rng.uniform(4, 7)
    yield "town", "unemployment", "Stopa bezrobocia", "percent", period, _decimal(rate), "powiatowy urząd pracy"


def _pay(rng, period, grown):
    allowance = 50 * round(1000 * grown / 50)
    label = "Dodatek z programu „Asystent rodziny”, najwyżej, brutto miesięcznie"
    yield "pay", "allowance", label, "PLN", period, _decimal(allowance), STAFF_SOURCE
    turnover = rng.randint(0, 3)
    yield "pay", "vacancies", "Nieobsadzone etaty na koniec okresu", "posts", period, _decimal(turnover), STAFF_SOURCE


def _decimal(value):
    return f"{value:.2f}"
