"""Service notes, and reports that a child may have been harmed: invented, in plain words."""

from reporting.exchange.demo.chance import Weighted, between, days
from reporting.exchange.demo.dates import working_day

NOTES = Weighted({"note": 50, "intervention": 15, "team": 20, "refusal": 15})
# kind: (place, who was there, facts, actions, who was told)
WORDS = {
    "note": (
        "siedziba ośrodka",
        "matka, asystent",
        "Matka przyszła bez umówienia. Powiedziała, że dostała wezwanie w sprawie zaległego czynszu i „nie wie, od "
        "czego zacząć”. Wezwanie jest z administracji, termin zapłaty za dwa tygodnie.",
        "Umówiono wspólną wizytę w administracji. Matka przygotuje zaświadczenie o dochodach.",
        "",
    ),
    "intervention": (
        "mieszkanie rodziny",
        "matka, dzieci, dwoje policjantów, asystent",
        "Sąsiadka zgłosiła krzyki. W mieszkaniu byli matka i dzieci, ojciec wyszedł przed przyjazdem. Dzieci spokojne, "
        "bez widocznych obrażeń. Matka: „Nic się nie stało, pokłóciliśmy się”.",
        "Matka z dziećmi pojechała na noc do babci. Rozmowa z oboje rodzicami następnego dnia.",
        "policja, kierownik zespołu",
    ),
    "team": (
        "siedziba ośrodka, sala 12",
        "asystent, pracownik socjalny, pedagog szkolny, kurator",
        "Omówiono naukę i obecność dzieci w szkole. Obecność się poprawiła, zaległości zostały z matematyki.",
        "Pedagog: zajęcia wyrównawcze. Asystent: rozmowa z ojcem o odbieraniu dzieci, do końca miesiąca.",
        "",
    ),
    "refusal": (
        "mieszkanie rodziny",
        "ojciec, asystent",
        "Ojciec nie wpuścił do mieszkania. Powiedział: „Nie potrzebujemy nikogo”. Wyjaśniono, na czym polega wsparcie "
        "i że postanowienie sądu nadal obowiązuje.",
        "Zostawiono kartkę z numerem telefonu i terminem następnej wizyty.",
        "kierownik zespołu",
    ),
}
SAFETY = Weighted({"safe": 60, "elsewhere": 22, "taken": 8, "at_risk": 10})
SIGNS = (
    "Na lewym przedramieniu siniak wielkości dłoni. Dziecko: „Tata mnie szarpnął”.",
    "Dziecko przychodzi do szkoły głodne, w ubraniu nieodpowiednim do pogody, od około dwóch tygodni.",
    "Dziecko było samo w domu do późnego wieczora. Matka nie odbierała telefonu.",
)
SOURCES = ("pedagog szkolny", "asystent rodziny", "sąsiadka", "pielęgniarka środowiskowa", "dziecko")
ACTIONS = "Rozmowa z dzieckiem i z rodzicem, badanie u lekarza tego samego dnia."
DECISION = "Rodzice podjęli terapię, dziecko jest pod stałą obserwacją szkoły. Sprawę zakończono."


def note_rows(rng, story, span):
    """Yield rows of service_notes.csv of one family: a few in some of its cases."""
    for case in story.cases:
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
            day = working_day(between(rng, case.opened_on, case.last_day(span)))
            if day <= case.last_day(span):
                kind = NOTES.draw(rng)
                yield story.id, kind, day, f"{rng.randrange(8, 18):02}:{rng.choice((0, 15, 30)):02}", *WORDS[kind]


def harm_rows(rng, story, household, span, numbers):
    """Yield rows of harm_reports.csv of one family: at most one, about a child, in a case."""
    if not story.cases or rng.random() > 0.15:
        return
    case = story.cases[-1]
    day = between(rng, case.opened_on, case.last_day(span))
    children = [person for person in household.persons if person.role == "child" and person.is_child_on(day)]
    if not children:
        return
    safety = SAFETY.draw(rng)
    closed_on = None if safety == "at_risk" else span.known(working_day(day + days(rng, 5, 90)))
    if safety == "at_risk" and (span.until - day).days > 20:  # nobody leaves a child in danger for long
        safety, closed_on = "safe", span.known(working_day(day + days(rng, 5, 20)))
    told = [int(rng.random() < share) for share in (0.5, 0.35, 0.15, 0.3)]
    yield (
        numbers.key("I"),
        rng.choice(children).id,
        day,
        rng.choice(SOURCES),
        rng.choice(SIGNS),
        safety,
        ACTIONS,
        *told,
        DECISION if closed_on else "",
        "" if closed_on else "Codzienna rozmowa ze szkołą, wizyta w domu co dwa dni.",
        closed_on,
    )
