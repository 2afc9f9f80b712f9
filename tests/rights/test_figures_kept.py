"""Anonymisation changes no figure of any report, past or to come."""

from datetime import date
from functools import partial

import pytest

from assistants.models import Visit
from cases.models import Family, Person
from cases.privacy.retention import anonymise
from reporting.figures.compute import compute
from reporting.periods import Period
from tests.figures import crowded

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    "imported_register", [partial(crowded.crowded_register, seed=3)], indirect=True, scope="module"
)
def test_figures_of_every_report_stay_equal(imported_register, time_machine):
    time_machine.move_to(TODAY)
    periods = [Period.parse(text) for text in [*crowded.PERIODS, "2023-Q4", "2024-03", "2025", "2026"]]
    Visit.objects.update(summary="Notatka")
    Person.objects.update(first_name="Anna", last_name="Żak")
    before = compute(periods)
    # Also the families with which something still goes on: their figures must not move either.
    assert anonymise(Family.objects.all(), day=TODAY) == 60
    assert Person.objects.filter(first_name="").exists()
    assert compute(periods) == before
