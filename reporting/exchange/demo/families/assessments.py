"""What half-yearly assessments say: areas, the children's safety, the family's voice, and when they went on."""

from datetime import timedelta

from reporting.exchange.demo.chance import Weighted, days

STEPS = ("1", "2", "3", "4", "5")
FIRST_STEP = Weighted({"1": 12, "2": 42, "3": 30, "4": 12, "5": 4})
SHIFT = {
    "improved": Weighted({1: 62, 0: 33, -1: 5}),
    "unchanged": Weighted({0: 84, 1: 9, -1: 7}),
    "worsened": Weighted({-1: 52, 0: 42, 1: 6}),
}
# area: sentences for a low, a middle and a high step
SENTENCES = {
    "housing": (
        "W mieszkaniu jest zimno i wilgotno, dzieci śpią w jednym łóżku.",
        "Posprzątane, ale nadal brakuje miejsca do nauki.",
        "Mieszkanie ogrzane i czyste, każde dziecko ma swoje łóżko.",
    ),
    "income": (
        "Pieniądze kończą się w połowie miesiąca, czynsz niezapłacony.",
        "Ugoda o spłacie zawarta, raty bywają spóźnione.",
        "Rachunki płacone w terminie, długi maleją.",
    ),
    "health": (
        "Dzieci nie były u lekarza od roku, brakuje szczepień.",
        "Szczepienia uzupełnione, wizyty kontrolne umawia jeszcze asystent.",
        "Rodzice sami pilnują wizyt i leków.",
    ),
    "addictions": (
        "Ojciec pije co tydzień, terapii nie zaczął.",
        "Terapia zaczęta, w maju jedno przerwanie abstynencji.",
        "Abstynencja utrzymana, ojciec chodzi na grupę wsparcia.",
    ),
    "violence": (
        "W domu są krzyki, dzieci boją się wieczorów.",
        "Kłótnie rzadsze, dzieci wiedzą, do kogo zadzwonić.",
        "W domu jest spokojnie, dzieci czują się bezpiecznie.",
    ),
    "parenting": (
        "Dzieci nie mają stałych pór snu ani posiłków.",
        "Plan dnia działa w dni szkolne, w weekendy jeszcze nie.",
        "Rodzice trzymają się zasad i chwalą dzieci.",
    ),
    "development": (
        "Dużo nieobecności w szkole, brak kontaktu z wychowawcą.",
        "Dzieci chodzą do szkoły, zaległości odrabiają na świetlicy.",
        "Oceny lepsze, matka jest na każdym zebraniu.",
    ),
    "relations": (
        "Rodzice nie rozmawiają ze sobą, babcia nie odwiedza domu.",
        "Rozmowy bywają trudne, ale bez obrażania się.",
        "Rodzina spędza razem niedziele, pomaga też babcia.",
    ),
    "law": (
        "Pisma z urzędów leżą nieotwarte.",
        "Wnioski składane z pomocą asystenta.",
        "Matka sama załatwia sprawy w urzędach.",
    ),
}
SAFETY = {
    "improved": Weighted({"safe": 88, "concern": 11, "danger": 1}),
    "unchanged": Weighted({"safe": 66, "concern": 30, "danger": 4}),
    "worsened": Weighted({"safe": 30, "concern": 50, "danger": 20}),
}
SAFETY_WORDS = {
    "safe": ("Dzieci zadbane, najedzone, chętnie rozmawiają.", "Dzieci mają opiekę także wieczorami."),
    "concern": ("Najmłodsze dziecko bywa samo po południu.", "Dzieci niechętnie mówią o weekendach."),
    "danger": ("Dzieci zostały w nocy same w domu.", "Dziecko przyszło do szkoły z siniakiem."),
}
SAFETY_ACTION = (
    "Zawiadomiono sąd rodzinny i policję, dzieci były u lekarza.",
    "Wszczęto procedurę „Niebieskie Karty”.",
)
FAMILY_VOICE = (
    "Matka mówi, że łatwiej jej prosić o pomoc.",
    "Rodzice chcą przede wszystkim spłacić czynsz.",
    "Ojciec uważa, że spotkań jest za dużo.",
    "Matka cieszy się, że syn zaczął mówić o szkole.",
)
CHILD_VOICE = ("", "Córka lubi, gdy wszyscy jedzą razem kolację.", "Syn chciałby mieć swoje biurko.", "")
OBSTACLES = ("", "Choroba matki w zimie.", "Długie czekanie na miejsce w poradni.", "Zmiany pracy ojca.", "")
CONCLUSION = {
    "improved": ("Rodzina robi postępy i coraz więcej robi sama.", "Cele z planu są w większości osiągnięte."),
    "unchanged": ("Sytuacja jest stabilna, ale bez pomocy wróciłyby długi.", "Praca idzie powoli, potrzeba czasu."),
    "worsened": ("Trudności narosły, trzeba częstszych spotkań.", "Potrzebne są inne formy pomocy."),
}
GOES_ON = "Rodzina prosi o pomoc do końca roku szkolnego."


def said(rng, case, rows, span):
    """Return the rows of assessments.csv with all columns, and the rows of assessment_scores.csv, as two lists.

    `rows`: those of `plans.assessment_rows`. What was held in the last fortnight still waits to be acknowledged.
    """
    areas = [area for area in SENTENCES if rng.random() < 0.7] or ["parenting"]
    steps = {area: STEPS.index(FIRST_STEP.draw(rng)) for area in areas}
    full, scores = [], []
    for number, row in enumerate(rows):
        *_period, held_on, progress, recommendation = row
        for area in areas:
            if number:
                steps[area] = min(max(steps[area] + SHIFT[progress].draw(rng), 0), len(STEPS) - 1)
            sentence = SENTENCES[area][(0, 0, 1, 2, 2)[steps[area]]]
            scores.append((case.id, held_on, area, STEPS[steps[area]], sentence))
        safety = SAFETY[progress].draw(rng)
        handed_on = min(held_on + days(rng, 0, 6), span.until)
        read_on = handed_on + days(rng, 1, 12)
        is_read = read_on <= span.until - timedelta(days=14)
        goes_on = recommendation == "close" and not case.closed_on and is_read and rng.random() < 0.7
        full.append(
            (
                *row,
                safety,
                rng.choice(SAFETY_WORDS[safety]),
                rng.choice(SAFETY_ACTION) if safety == "danger" else "",
                rng.choice(FAMILY_VOICE),
                rng.choice(CHILD_VOICE),
                rng.choice(OBSTACLES),
                rng.choice(CONCLUSION[progress]),
                handed_on,
                read_on if is_read else None,
                None,
                read_on if goes_on else None,
                GOES_ON if goes_on else "",
            )
        )
    return full, scores
