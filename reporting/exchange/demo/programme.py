"""An invented programme of the demo centre, with what was written about its realisation."""

import json
from decimal import Decimal


def _task(title, methods, effects=(), **more):
    return {
        "title": title,
        "methods": list(methods),
        "units": ["Dział Asysty Rodzinnej"],
        "cooperating": ["szkoły", "sąd rodzinny"],
        "indicators": [],
        "effects": list(effects),
        "deadline": "proces ciągły",
        **more,
    }


def programme_text(key, last_year):
    """Return the JSON of a programme of the three years that end with `last_year`."""
    first = last_year - 2
    years = [str(year) for year in range(first, last_year + 1)]

    def indicator(label, unit, figure, baseline, *targets):
        aimed = dict(zip(years, targets, strict=True))
        return {"label": label, "unit": unit, "figure": figure, "baseline": baseline, "targets": aimed}

    data = {
        "key": key,
        "title": "Gminny program wspierania rodziny",
        "years": [first, last_year],
        "main_goal": "Rodziny radzą sobie na co dzień, a dzieci dorastają w domu.",
        "goals": [
            {
                "no": 1,
                "title": "Pomoc rodzinom, zanim kłopoty staną się kryzysem",
                "tasks": [
                    _task(
                        "Praca asystenta z rodziną",
                        ["plan pracy ułożony z rodziną", "wizyty w domu"],
                        ["rodzice lepiej radzą sobie z wychowaniem"],
                    ),
                    _task("Grupy wsparcia dla rodziców", ["spotkania co dwa tygodnie"], ["rodzice nie są sami"]),
                    _task("Warsztaty umiejętności wychowawczych", ["zajęcia w małych grupach"]),
                ],
                "indicators": [
                    indicator("Rodziny objęte wsparciem asystenta", "rodziny", "support.families", 110, 120, 120, 120),
                    indicator("Spotkania grup wsparcia", "spotkania", None, 0, 20, 22, 24),
                ],
            },
            {
                "no": 2,
                "title": "Mniej dzieci poza domem",
                "tasks": [
                    _task(
                        "Praca z rodzicami dzieci, które są w pieczy zastępczej",
                        ["wspólne wizyty", "kontakt z dziećmi"],
                    ),
                    _task("Pozyskanie rodzin wspierających", ["ogłoszenia", "rozmowy z kandydatami"]),
                ],
                "indicators": [
                    indicator(
                        "Dzieci, które wróciły do rodziny",
                        "dzieci",
                        "placement_flow.returned_home.children",
                        8,
                        8,
                        9,
                        15,
                    ),
                    indicator("Asystenci na koniec roku", "osoby", "support.assistants", 8, 8, 8, 8),
                ],
            },
        ],
        "results": ["Więcej rodzin kończy pracę z asystentem, bo osiągnęło swoje cele", "Więcej dzieci wraca do domu"],
        "addressees": ["rodziny, które mają trudności w wychowaniu dzieci", "kobiety w ciąży i rodziny („Za życiem”)"],
        "implementer": "Miejski Ośrodek Pomocy Rodzinie",
        "partners": ["szkoły i przedszkola", "sąd rodzinny i kuratorzy", "policja", "organizacje pozarządowe"],
        "financing": ["budżet gminy", "program „Asystent rodziny”", "gminny program profilaktyki alkoholowej"],
        "swot": {
            "strengths": ["doświadczony zespół asystentów", "dobra współpraca ze szkołami"],
            "weaknesses": ["mało rodzin wspierających", "długie kolejki do psychologa dziecięcego"],
            "opportunities": ["program rządowy „Asystent rodziny”", "nowa placówka wsparcia dziennego"],
            "threats": ["rosnące koszty pieczy zastępczej", "uzależnienia od ekranów"],
        },
        "monitoring": "Ośrodek co roku sprawdza wskaźniki i wykonanie zadań, a o wynikach mówi radzie.",
        "reporting_deadline": "31 marca",
        "recommendations": [
            "zatrudnić psychologa dziecięcego",
            "szukać rodzin wspierających razem z parafiami i szkołami",
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


# (place of the task among all, how many years before the last, state, what was done)
REPORTS = (
    (0, 2, "done", "Asystenci pracowali z rodzinami według planów ułożonych razem z nimi."),
    (0, 1, "done", "Plany pracy przejrzano z rodzinami co pół roku."),
    (0, 0, "done", "Zespół pracował w pełnym składzie."),
    (1, 2, "ongoing", "Powstały dwie grupy."),
    (1, 1, "done", "Trzy grupy spotykały się co dwa tygodnie."),
    (1, 0, "done", "Trzy grupy, jedna dla ojców."),
    (2, 2, "done", "Dwa cykle warsztatów."),
    (2, 1, "ongoing", "Jeden cykl; drugi przełożono."),
    (2, 0, "done", "Dwa cykle warsztatów."),
    (3, 1, "ongoing", ""),
    (3, 0, "ongoing", "Rodzice odwiedzają dzieci razem z asystentem."),
    (4, 2, "ongoing", "Rozmowy z trojgiem kandydatów."),
    (4, 1, "abandoned", "Nikt się nie zgłosił; ogłoszeń nie powtórzono."),
)
VALUES = ((2, Decimal(18)), (1, Decimal(23)), (0, Decimal(25)))  # of the indicator that is entered


def report_realisation(programme):
    """Write what came of the demo's Programme year by year."""
    from reporting.documents.programmes.parsing import parse_programme
    from reporting.documents.programmes.services import enter_indicator, report_task

    contents, last = parse_programme(programme.text), programme.last_year
    for place, before, state, done in REPORTS:
        report_task(programme=programme, task=contents.tasks[place], year=last - before, state=state, done=done)
    [entered] = [each for _part, each in contents.indicators if not each.figure]
    for before, value in VALUES:
        enter_indicator(
            programme=programme, indicator=entered, year=last - before, value=value, source="listy obecności"
        )
