"""Rules of single records, as functions of plain values. Forms, services and the import of a register ask them.

Each returns a sentence in Polish that says what is wrong, or "". A value that is not known (None) breaks no rule: a
register may lack what a page asks for, but what it says keeps the rules. How far a date may lie is in
`cases.day_limits`; rules that need other records are in `cases.records.rules`.
"""

from datetime import timedelta

from cases.choices import ChildSafety
from familycare.lib.dates import age_on
from familycare.lib.months import Month
from familycare.lib.polish import date_in_digits

ADULT = 18  # years
MOST_PERSONS = 99  # of whom an outcome is true
CONSENT_BEFORE = timedelta(days=366)
CHILDREN_PER_EDUCATOR = 15  # of a day-care centre, at a time


def share_a_day(one, other):
    """Return whether two spans (first and last day, both included; None: open) share a day."""
    (first, last), (other_first, other_last) = one, other
    starts_in_time = other_last is None or first is None or first <= other_last
    return starts_in_time and (last is None or other_first is None or other_first <= last)


def birth_problem(first, born):
    """A record about a person does not begin before their birth."""
    return "Tego dnia tej osoby nie było jeszcze na świecie." if first and born and first < born else ""


def membership_problem(day, born, joined_on, left_on):
    """Who takes part as a member of a family is one on that day."""
    is_member = not (born and day < born) and not (joined_on and day < joined_on) and not (left_on and day >= left_on)
    return "" if is_member else "Tego dnia ta osoba nie należała do rodziny."


def support_problem(day, opened_on, closed_on):
    """What belongs to a case is not before it, nor after `closed_on`, its last day (None: that does not matter)."""
    if day and opened_on and day < opened_on:
        return f"Wsparcie zaczęło się dopiero {date_in_digits(opened_on)}. Podaj ten dzień albo późniejszy."
    if day and closed_on and day > closed_on:
        return f"Wsparcie zakończyło się {date_in_digits(closed_on)}. Podaj ten dzień albo wcześniejszy."
    return ""


def assessment_problem(period_start, held_on):
    """An assessment is not held before its period begins."""
    is_early = period_start and held_on and held_on < period_start
    return "Ocena jest wcześniejsza niż okres, którego dotyczy." if is_early else ""


def rhythm_problem(report_every, first_report_on):
    """The rhythm of reports to the court and the term of the first one are given together (KRO art. 109 § 4).

    Return ("", "") or (the field, the sentence).
    """
    if report_every and not first_report_on:
        return "first_report_on", "Podaj, do kiedy sąd chce pierwszego sprawozdania."
    if first_report_on and not report_every:
        return "report_every", "Wybierz, jak często sąd chce sprawozdania, albo usuń termin pierwszego."
    return "", ""


def ended_order_problem(asked_on, in_force_until):
    """Nothing is asked for under an order that is no longer in force. `in_force_until`: its first day without force."""
    if asked_on and in_force_until and asked_on >= in_force_until:
        return (
            f"To postanowienie przestało obowiązywać {date_in_digits(in_force_until)}. Wybierz to, które "
            "obowiązywało, albo popraw jego koniec."
        )
    return ""


def harm_end_problem(safety, closed_on):
    """A report of suspected harm is not closed while the child is in danger (Act of 13 May 2016, art. 22c)."""
    return "Sprawy nie można zakończyć, dopóki zagrożenie trwa." if closed_on and safety == "at_risk" else ""


def handing_problem(held_on, handed_on):
    """An assessment is handed to the head of the unit on its day or later."""
    is_early = held_on and handed_on and handed_on < held_on
    return "Ocenę przekazuje się w dniu oceny albo później. Sprawdź obie daty." if is_early else ""


def acknowledgement_problem(handed_on, acknowledged_on):
    """Only an assessment that was handed over is acknowledged."""
    return "Przyjmuje się tylko ocenę, którą przekazano." if acknowledged_on and not handed_on else ""


def danger_problem(safety, safety_action):
    """Where children are in danger, the assessment says what was done about it."""
    is_silent = safety == ChildSafety.DANGER and not safety_action
    return "Dzieci są zagrożone: napisz, co zrobiono, żeby były bezpieczne." if is_silent else ""


def persons_problem(persons):
    """An outcome is about at least one person, and not about a crowd."""
    is_wrong = persons is not None and not 1 <= persons <= MOST_PERSONS
    return f"Podaj liczbę od 1 do {MOST_PERSONS} albo zostaw puste." if is_wrong else ""


def term_problem(due_on, agreed_on):
    """A goal of a plan is not due before the plan was agreed."""
    is_over = due_on and agreed_on and due_on < agreed_on
    return "Ten termin minął, zanim uzgodniono plan. Podaj nowy." if is_over else ""


def opinion_problem(opinion_on, starts_on):
    """A supporting family gets a contract after a positive opinion about it, not before."""
    is_late = opinion_on and starts_on and opinion_on > starts_on
    return "Umowa zaczyna się przed opinią o rodzinie. Sprawdź obie daty." if is_late else ""


def contract_problem(span, contract):
    """A supporting family helps while its contract lasts. Both: first and last day, included; None: open."""
    (first, last), (signed, expires) = span, contract
    if first and signed and first < signed:
        return f"Umowa tej rodziny wspierającej zaczyna się dopiero {date_in_digits(signed)}."
    if expires and (last is None or last > expires):
        return (
            f"Umowa tej rodziny wspierającej kończy się {date_in_digits(expires)}, więc pomoc też kończy się tego dnia."
        )
    return ""


def refund_problem(month, signed, expires):
    """A supporting family gets costs back for months of its contract. `month`: its first day; `expires`: last day."""
    is_within = not (signed and Month.of(signed).start > month) and not (expires and expires < month)
    return "" if is_within else "W tym miesiącu ta rodzina wspierająca nie miała umowy."


def day_care_problem(span, is_open):
    """A child attends a day-care centre while it is open. Both: first and last day, included; None: open."""
    (first, last), (opened, closed) = span, is_open
    if first and opened and first < opened:
        return f"Ta placówka działa dopiero od {date_in_digits(opened)}."
    if closed and (last is None or last > closed):
        return f"Ta placówka działa do {date_in_digits(closed)}, więc pobyt w niej też kończy się tego dnia."
    return ""


def day_care_age_problem(day, born):
    """Day-care centres are for children."""
    if day and born and age_on(born, day) >= ADULT:
        return "Do placówki wsparcia dziennego chodzą dzieci, a ta osoba jest tego dnia pełnoletnia. Sprawdź obie daty."
    return ""


def day_care_month_problem(month, opened, closed):
    """A day-care centre has costs and children in months in which it is open. `month`: its first day."""
    is_within = not (opened and Month.of(opened).start > month) and not (closed and closed < month)
    return "" if is_within else "W tym miesiącu ta placówka nie działała."


def capacity_problem(day, opened, closed):
    """A day-care centre has places while it is open."""
    if day and opened and day < opened:
        return f"Ta placówka działa dopiero od {date_in_digits(opened)}. Podaj ten dzień albo późniejszy."
    if day and closed and day > closed:
        return f"Ta placówka działa do {date_in_digits(closed)}. Podaj ten dzień albo wcześniejszy."
    return ""


def opening_problem(opened_on, referred_on):
    """A case does not open before the referral that led to it."""
    if opened_on and referred_on and opened_on < referred_on:
        return f"Wsparcie nie może zacząć się przed wnioskiem, czyli przed {date_in_digits(referred_on)}."
    return ""


def consent_problem(consent_on, referred_on, closed_on):
    """A consent is at most a year older than the referral, and not given after the case was closed."""
    if consent_on and referred_on and consent_on < referred_on - CONSENT_BEFORE:
        return f"To ponad rok przed wnioskiem, który jest z {date_in_digits(referred_on)}. Sprawdź datę."
    return support_problem(consent_on, None, closed_on)


def care_problem(day, born, was_in_care):
    """Only children enter foster care; who comes of age in it may stay (UWRiSPZ art. 2, 37)."""
    if day and born and age_on(born, day) >= ADULT and not was_in_care:
        return "Do pieczy zastępczej trafiają dzieci, a ta osoba jest tego dnia pełnoletnia. Sprawdź osobę i dzień."
    return ""
