"""The fictional centre in a fictional town, and the entries that it added to the dictionaries."""

from reporting.exchange.demo.chance import Weighted

TOWN = "Brzozów Nadrzeczny"
CENTRE = (
    "Miejski Ośrodek Pomocy Rodzinie w Brzozowie Nadrzecznym",
    "MOPR Brzozów Nadrzeczny",
    TOWN,
    "Prezydent Miasta Brzozowa Nadrzecznego",
    "Rada Miasta Brzozowa Nadrzecznego",
    3,
    10,
    30,
)
MONITORING_MONTHS = CENTRE[5]
PLAN_DUE_DAYS = CENTRE[7]
DISTRICTS = Weighted(
    {
        "Śródmieście": 17,
        "Stare Miasto": 11,
        "Zarzecze": 12,
        "Osiedle Robotnicze": 13,
        "Podgórze": 9,
        "Młynówka": 8,
        "Brzeziny": 8,
        "Kolejowa": 6,
        "Łęgi": 5,
        "Nowy Rynek": 5,
        "Cegielnia": 4,
        "": 2,
    }
)
# dictionary, code, label, group
TERMS = (
    ("help.kind", "hippotherapy", "hipoterapia", ""),
    ("institution", "family_club", "klub rodzinny", ""),
    ("outcome", "social_flat", "przydział mieszkania socjalnego", "housing"),
    ("post.funding", "eu_blizej_rodziny", "projekt UE „Bliżej rodziny”", "eu_project"),
    ("post.funding", "eu_most", "projekt UE „Most – usługi społeczne nad rzeką”", "eu_project"),
    ("problem", "screen_dependence", "nadmierne korzystanie z ekranów", ""),
)


def family_row(story, household, district):
    """Return a row of families.csv."""
    return story.id, household.surname, household.structure, district, story.registered_on
