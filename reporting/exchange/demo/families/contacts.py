"""How families and those around them can be reached: invented numbers, and addresses at domains that nobody has."""

from familycare.lib.dates import age_on
from familycare.lib.ordering import fold
from reporting.exchange.demo.chance import Weighted, days
from reporting.exchange.demo.names import ADULTS, FAMILY_NAMES, surname

ROLES = Weighted(
    {
        "teacher": 40,
        "social_worker": 18,
        "therapist": 14,
        "probation_officer": 14,
        "doctor": 12,
        "nurse": 8,
        "police": 7,
        "ngo": 6,
        "care_coordinator": 6,
        "other": 4,
    }
)
OF_CHILDREN = {"teacher", "doctor"}
# role: (institution, domain of its addresses)
INSTITUTIONS = {
    "teacher": ("Szkoła Podstawowa nr 3", "sp3.example"),
    "social_worker": ("Ośrodek Pomocy Społecznej", "ops.example"),
    "therapist": ("Poradnia Psychologiczno-Pedagogiczna", "poradnia.example"),
    "probation_officer": ("Sąd Rejonowy, Zespół Kuratorskiej Służby Sądowej", "sad.example"),
    "doctor": ("Przychodnia „Zdrowie”", "przychodnia.example"),
    "nurse": ("Przychodnia „Zdrowie”", "przychodnia.example"),
    "police": ("Komisariat Policji", "policja.example"),
    "ngo": ("Fundacja „Ulica”", "fundacja.example"),
    "care_coordinator": ("Powiatowe Centrum Pomocy Rodzinie", "pcpr.example"),
    "other": ("", "poczta.example"),
}
NOTES = ("", "", "", "najlepiej dzwonić po 14.00", "w poniedziałki i środy", "numer do sekretariatu")


def phone(number):
    """Return an invented telephone number for a whole number."""
    return f"500 000 {number % 1000:03}"


def email(first_name, last_name, domain):
    """Return an invented address: ewa.kos@poczta.example."""
    return f"{fold(first_name)}.{fold(last_name)}@{domain}".replace(" ", "-")


def reached(person):
    """Return (phone, e-mail) of a DemoPerson: most adults have a phone, some of them an address."""
    number = int(person.id[1:])
    if person.role == "child" or number % 5 == 0:
        return "", ""
    return phone(number), email(person.first_name, person.last_name, "poczta.example") if number % 3 == 0 else ""


def contact_rows(rng, story, household, span):
    """Yield rows of contacts.csv of one family: since the beginning of its last case, until its end if it is over."""
    if not story.cases:
        return
    case = story.cases[-1]
    for role in ROLES.several(rng, rng.choice((0, 0, 1, 1, 2, 2, 3))):
        sex = rng.choice("FFM")
        first, last = ADULTS[sex].draw(rng), surname(FAMILY_NAMES.draw(rng), sex)
        institution, domain = INSTITUTIONS[role]
        start = case.opened_on + days(rng, 0, 40)
        if start > case.last_day(span):
            continue
        children = [child for child in household.persons if child.is_child_on(start)]
        pupils = [child for child in children if age_on(child.birth_date, start) >= 6]
        if role in OF_CHILDREN and not (about := pupils if role == "teacher" else children):
            continue
        whom = rng.choice(about).id if role in OF_CHILDREN else None
        address = email(first, last, domain) if rng.random() < 0.5 else ""
        yield (
            story.id,
            whom,
            role,
            f"{first} {last}",
            institution,
            phone(rng.randrange(1000)),
            address,
            start,
            case.closed_on,
            rng.choice(NOTES),
        )
