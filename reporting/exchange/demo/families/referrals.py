"""Referrals of families and the decisions."""

from reporting.exchange.demo.chance import Weighted, between, days
from reporting.exchange.demo.dates import working_day_before

SOURCES = Weighted({"social_worker": 73, "institution": 15, "family": 12})
OUTCOMES = Weighted({"refused": 40, "withdrawn": 60})


def referral_rows(rng, story, span, numbers):
    """Yield rows of referrals.csv: one for each case; families without an assistant have one without a case."""
    if story.path == "declined":
        yield _declined(rng, story, span, numbers)
    elif story.path == "waiting":
        yield _undecided(rng, story, span, numbers)
    for case in story.cases:
        interview_on = consent_on = None
        if case.basis == "court_order":
            source = "court"
            if rng.random() < 0.3:
                interview_on = between(rng, case.referred_on, case.opened_on)
        elif case.basis == "application":
            source = "za_zyciem"
            consent_on = case.referred_on
        elif case.basis == "minor_parent":
            source = "institution"
            interview_on = between(rng, case.referred_on, case.opened_on)
        else:
            source = SOURCES.draw(rng)
            interview_on = between(rng, case.referred_on, case.opened_on)
            consent_on = interview_on if rng.random() < 0.8 else between(rng, interview_on, case.opened_on)
        decided_on = max(working_day_before(case.opened_on), consent_on or interview_on or case.referred_on)
        yield _row(numbers, story, source, case.referred_on, interview_on, consent_on, decided_on, "assigned", case.id)


def _undecided(rng, story, span, numbers):
    interview_on = span.known(story.registered_on + days(rng, 3, 14))
    consent_on = interview_on if rng.random() < 0.85 else None
    decision = "waiting" if interview_on and rng.random() < 0.8 else ""
    source = SOURCES.draw(rng)
    return _row(numbers, story, source, story.registered_on, interview_on, consent_on, None, decision, "")


def _declined(rng, story, span, numbers):
    decision = OUTCOMES.draw(rng)
    interview_on = min(story.registered_on + days(rng, 3, 14), span.until)
    consent_on = interview_on if decision == "refused" or rng.random() < 0.4 else None
    decided_on = min(interview_on + days(rng, 2, 30), span.until)
    return _row(
        numbers, story, SOURCES.draw(rng), story.registered_on, interview_on, consent_on, decided_on, decision, ""
    )


def _row(numbers, story, source, referred_on, interview_on, consent_on, decided_on, decision, case_id):
    return (
        numbers.key("W"),
        story.id,
        source,
        referred_on,
        interview_on,
        consent_on,
        decided_on,
        decision,
        case_id,
    )
