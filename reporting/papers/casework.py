"""Groups of fields about the work with a family: plans, visits, assessments, the end of the work; and what papers of
these kinds may be about."""

from cases.choices import ReferralDecision
from familycare.lib.polish import counted, date_in_digits, date_in_words, duration
from reporting.papers.fields import Field, FieldGroup, Rows
from reporting.papers.kinds import About, Subject, day

MOST_VISITS = 100


def _plans(file):
    return [
        Subject(each.plan.pk, f"plan {each.plan.number} z {date_in_words(each.plan.agreed_on)}", each)
        for case in file.cases
        for each in case.plans
    ]


def _visits(file):
    visits = file.visits.select_related("assistant", "substitute", "institution").order_by("-visited_on", "-pk")
    return [
        Subject(visit.pk, f"{date_in_digits(visit.visited_on)}, {visit.get_kind_display()}", visit)
        for visit in visits[:MOST_VISITS]
    ]


def _assessments(file):
    return [
        Subject(each.pk, f"ocena z {date_in_words(each.held_on)}", each)
        for case in file.cases
        for each in case.assessments
    ]


def _cases(file):
    return [Subject(each.case.pk, _case_in_words(each.case), each) for each in file.cases]


def _closed(file):
    return [subject for subject in _cases(file) if subject.record.case.closed_on]


def _case_in_words(case):
    ends = f" do {date_in_digits(case.closed_on)}" if case.closed_on else ""
    return f"wsparcie {case.number} od {date_in_digits(case.opened_on)}{ends}"


def _referrals(*decisions, returned=False):
    def subjects(file):
        return [
            Subject(each.pk, f"wniosek {each.number} z {date_in_words(each.referred_on)}", each)
            for each in file.referrals
            if each.decision in decisions or (returned and each.returned_on and each.is_open)
        ]

    return subjects


PLAN = About("Który plan", _plans, "Rodzina nie ma jeszcze planu pracy. Najpierw go wpisz.")
VISIT = About("Który wpis", _visits, "W dzienniku nie ma jeszcze wpisu o tej rodzinie.")
ASSESSMENT = About("Która ocena", _assessments, "Rodzina nie ma jeszcze okresowej oceny. Najpierw ją wpisz.")
CASE = About("Które wsparcie", _cases, "Rodzina nie ma i nie miała wsparcia asystenta.")
CLOSED_CASE = About("Które wsparcie", _closed, "Żadne wsparcie tej rodziny jeszcze się nie zakończyło.")
ASSIGNED = About(
    "Który wniosek", _referrals(ReferralDecision.ASSIGNED), "Na żaden wniosek tej rodziny nie przydzielono asystenta."
)
REFUSED = About(
    "Który wniosek",
    _referrals(ReferralDecision.REFUSED, returned=True),
    "Żadnego wniosku tej rodziny nie odrzucono ani nie zwrócono do uzupełnienia.",
)


def _actions(each):
    """Return the actions of a GoalFile, one in a line, with their terms."""
    ends = [
        (action.action, f" (do {date_in_digits(action.due_on)})" if action.due_on else "") for action in each.actions
    ]
    return "\n".join(f"{what}{until}" for what, until in ends)


def _people(each):
    """Return who does something for the goal, each once."""
    return ", ".join(dict.fromkeys(action.responsible for action in each.actions if action.responsible))


GOAL_FIELDS = (
    Field(
        "cel", "Cel.", lambda each: each.goal.goal, ("Dzieci chodzą do szkoły codziennie.", "Rodzina spłaca czynsz.")
    ),
    Field(
        "dzialanie",
        "Działania, każde w osobnym wierszu, z terminem.",
        _actions,
        (
            "Ustalenie planu dnia (do 15.03.2026)\nRozmowa z wychowawcą raz w tygodniu",
            "Wniosek o dodatek mieszkaniowy (do 10.03.2026)\nUmowa o ratach",
        ),
    ),
    Field("kto", "Kto odpowiada.", _people, ("rodzice, asystent", "rodzice")),
    Field("termin", "Termin celu.", lambda each: _digits(each.goal.due_on), ("30.06.2026", "31.08.2026")),
    Field(
        "efekt",
        "Przewidywany efekt.",
        lambda each: each.goal.expected_effect,
        ("Mniej niż 3 dni nieobecności w miesiącu.", "Trzy raty zapłacone w terminie."),
    ),
    Field(
        "miara",
        "Miara sukcesu: po czym to poznamy.",
        lambda each: each.goal.success_measure,
        ("Dziennik elektroniczny.", "Potwierdzenia przelewów."),
    ),
    Field(
        "stan",
        "Stan realizacji.",
        lambda each: each.goal.get_status_display() if each.goal.status else "",
        ("w realizacji", "zaplanowany"),
    ),
)
SIGNATURE_FIELDS = (
    Field("kto", "Kto podpisał plan albo odmówił.", lambda each: each.who, ("Anna Przykładowska", "Jan Przykładowski")),
    Field("dnia", "Dzień.", lambda each: _digits(each.given_on), ("20.02.2026", "20.02.2026")),
    Field(
        "odmowa",
        "Powód odmowy podpisu; puste, gdy podpisano.",
        lambda each: (each.reason or "bez podania powodu") if each.is_refused else "",
        ("", "nie zgadza się z terminem"),
    ),
)
AREA_FIELDS = (
    Field("obszar", "Obszar życia rodziny.", lambda each: each.area.label, ("mieszkanie", "zdrowie")),
    Field("stopien", "Stopień na skali ośrodka.", lambda each: each.step.label, ("dobrze", "różnie")),
    Field(
        "zdanie",
        "Zdanie o obszarze.",
        lambda each: each.sentence,
        ("Czynsz płacony na czas.", "Mama czeka na wizytę u lekarza."),
    ),
)


def _digits(value):
    return date_in_digits(value) if value else ""


def _consulted(plan):
    """Return „Ewa Socjalna, 18.02.2026”."""
    return ", ".join(filter(None, (plan.consulted_with, _digits(plan.consulted_on))))


PLAN_FIELDS = FieldGroup(
    "plan",
    "Plan pracy",
    (
        Field("numer", "Numer planu.", lambda s: s.record.plan.number, "L00007"),
        Field("uzgodniony", "Dzień uzgodnienia.", lambda s: day(s.record.plan.agreed_on), "20 lutego 2026 r."),
        Field("obowiazuje_do", "Ostatni dzień planu.", lambda s: day(s.record.plan.valid_until), "19 sierpnia 2026 r."),
        Field(
            "koordynator",
            "„tak”, gdy plan uzgodniono z koordynatorem pieczy zastępczej; inaczej puste.",
            lambda s: "tak" if s.record.plan.with_care_coordinator else "",
            "",
        ),
        Field(
            "przeglad", "Dzień następnego przeglądu planu.", lambda s: day(s.record.plan.review_on), "20 maja 2026 r."
        ),
        Field(
            "konsultacja",
            "Z kim skonsultowano plan i kiedy.",
            lambda s: _consulted(s.record.plan),
            "Ewa Socjalna, 18.02.2026",
        ),
        Rows("cele", "cel", "Cele planu.", lambda s: s.record.goals, GOAL_FIELDS),
        Rows(
            "podpisy",
            "podpis",
            "Kto z rodziny podpisał plan albo odmówił podpisu.",
            lambda s: s.record.signatures,
            SIGNATURE_FIELDS,
        ),
    ),
)
VISIT_FIELDS = FieldGroup(
    "wizyta",
    "Wizyta",
    (
        Field("dnia", "Dzień wizyty.", lambda s: day(s.record.visited_on), "10 marca 2026 r."),
        Field("rodzaj", "Rodzaj wpisu.", lambda s: s.record.get_kind_display(), "wizyta w miejscu zamieszkania"),
        Field(
            "czas", "Czas trwania.", lambda s: duration(s.record.minutes) if s.record.minutes else "", "1 godz. 30 min"
        ),
        Field("asystent", "Kto był u rodziny.", lambda s: str(s.record.author), "Jan Pomocny"),
        Field("instytucja", "Instytucja.", lambda s: str(s.record.institution or ""), ""),
        Field(
            "przebieg",
            "Notatka z dziennika.",
            lambda s: s.record.summary,
            "Rozmowa o planie dnia. Mama pokazała zeszyt Oli; ustalono stałą porę odrabiania lekcji.",
        ),
    ),
)
ASSESSMENT_FIELDS = FieldGroup(
    "ocena",
    "Okresowa ocena",
    (
        Field("dnia", "Dzień oceny.", lambda s: day(s.record.held_on), "14 marca 2026 r."),
        Field("okres_od", "Początek ocenianego okresu.", lambda s: day(s.record.period_start), "2 lutego 2026 r."),
        Field("okres_do", "Koniec ocenianego okresu.", lambda s: day(s.record.period_end), "13 marca 2026 r."),
        Field("zmiana", "Zmiana od poprzedniej oceny.", lambda s: s.record.get_progress_display(), "poprawa"),
        Field("wniosek", "Wniosek z oceny.", lambda s: s.record.get_recommendation_display(), "kontynuacja"),
        Field(
            "wizyty",
            "Ile było kontaktów z rodziną w ocenianym okresie.",
            lambda s: _contacts(s),
            "6 kontaktów",
        ),
        Field(
            "bezpieczenstwo",
            "Czy dzieci są bezpieczne, i po czym to poznać.",
            lambda s: _safety(s.record),
            "bezpieczne. Dzieci mają swoje łóżka i chodzą do lekarza.",
        ),
        Field("glos_rodziny", "Co mówi rodzina.", lambda s: s.record.family_voice, "„Jest spokojniej niż jesienią.”"),
        Field("glos_dzieci", "Co mówią dzieci.", lambda s: s.record.child_voice, "„Mama czyta nam wieczorem.”"),
        Field(
            "przeszkody",
            "Co przeszkadzało w pracy.",
            lambda s: s.record.obstacles,
            "Długi czas oczekiwania na terapię.",
        ),
        Field(
            "podsumowanie",
            "Podsumowanie.",
            lambda s: s.record.conclusion,
            "Rodzina robi postępy, pracę warto prowadzić dalej.",
        ),
        Rows("obszary", "obszar", "Obszary życia rodziny.", lambda s: _areas(s.record), AREA_FIELDS),
        Rows("cele", "cel", "Cele obowiązującego planu.", lambda s: _current_goals(s), GOAL_FIELDS),
    ),
)


def _safety(assessment):
    """Return „bezpieczne. Dzieci mają swoje łóżka.”; what was done about a danger follows."""
    said = (assessment.get_safety_display(), assessment.safety_words, assessment.safety_action)
    return ". ".join(each.strip().rstrip(".") for each in said if each) + ("." if any(said) else "")


def _areas(assessment):
    scores = assessment.scores.select_related("area", "step")
    return sorted(scores, key=lambda score: (score.area.position, score.area_id))


def _contacts(source):
    first, last = source.record.period_start, source.record.period_end
    if not (first and last):
        return ""
    found = source.file.visits.with_the_family().filter(visited_on__gte=first, visited_on__lte=last).count()
    return counted(found, "kontakt", "kontakty", "kontaktów")


def _current_goals(source):
    """Return the goals of the plan that the case of an assessment had on its day."""
    record = source.record
    plans = [plan for each in source.file.cases if each.case.pk == record.case_id for plan in each.plans]
    return next((plan.goals for plan in plans if plan.plan.agreed_on <= record.held_on), [])


def _last_goals(source):
    plans = source.record.plans
    return plans[0].goals if plans else []


def _last_assistant(source):
    assigned = [*source.record.assignments]
    return str(assigned[0].assistant) if assigned else ""


CASE_FIELDS = FieldGroup(
    "wsparcie",
    "Wsparcie",
    (
        Field("numer", "Numer objęcia wsparciem.", lambda s: s.record.case.number, "S00009"),
        Field("od", "Pierwszy dzień.", lambda s: day(s.record.case.opened_on), "2 lutego 2026 r."),
        Field("do", "Ostatni dzień; puste, gdy trwa.", lambda s: day(s.record.case.closed_on), "14 marca 2026 r."),
        Field("rodzaj", "Rodzaj wsparcia.", lambda s: s.record.case.get_kind_display(), "praca z rodziną"),
        Field("podstawa", "Podstawa.", lambda s: s.record.case.get_basis_display(), "za zgodą rodziny"),
        Field(
            "powod",
            "Powód zakończenia.",
            lambda s: s.record.case.closing_in_words,
            "osiągnięcie celów współpracy",
        ),
        Field("asystent", "Asystent, ostatni w tym wsparciu.", _last_assistant, "Jan Pomocny"),
        Rows("cele", "cel", "Cele ostatniego planu i ich stan.", _last_goals, GOAL_FIELDS),
    ),
)


def _assigned(source, value):
    """Return a value of the first assignment that followed the referral, or ""."""
    record = source.record
    cases = [each for each in source.file.cases if each.case.pk == record.case_id]
    assigned = [*cases[0].assignments] if cases else []
    return value(assigned[-1]) if assigned else ""


REFERRAL_FIELDS = FieldGroup(
    "wniosek",
    "Wniosek",
    (
        Field("numer", "Numer wniosku.", lambda s: s.record.number, "W00021"),
        Field("dnia", "Dzień wniosku.", lambda s: day(s.record.referred_on), "12 stycznia 2026 r."),
        Field("kto", "Kto wnioskował.", lambda s: s.record.get_source_display(), "wniosek pracownika socjalnego"),
        Field("rozstrzygniety", "Dzień rozstrzygnięcia.", lambda s: day(s.record.decided_on), "30 stycznia 2026 r."),
        Field(
            "powod",
            "Powody nieprzydzielenia asystenta.",
            lambda s: s.record.decision_reason,
            "Wywiad środowiskowy nie potwierdził trudności opiekuńczo-wychowawczych.",
        ),
        Field(
            "zwrocony",
            "Dzień zwrotu do uzupełnienia; puste, gdy wniosku nie zwrócono.",
            lambda s: day(s.record.returned_on) if s.record.is_open else "",
            "",
        ),
        Field("uzupelnic", "Co trzeba uzupełnić.", lambda s: s.record.returned_because if s.record.is_open else "", ""),
        Field(
            "asystent",
            "Przydzielony asystent.",
            lambda s: _assigned(s, lambda each: str(each.assistant)),
            "Jan Pomocny",
        ),
        Field("od", "Od kiedy pracuje.", lambda s: _assigned(s, lambda each: day(each.starts_on)), "2 lutego 2026 r."),
    ),
)
