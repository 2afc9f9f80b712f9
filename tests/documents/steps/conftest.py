from datetime import date

import pytest
from django.utils.timezone import localdate

from familycare.centre.models import Centre
from reporting.documents.definitions.services import save_definition
from reporting.documents.steps.services import approve, hand_over, send
from reporting.documents.steps.text_now import Wording
from tests.documents import fakes
from tests.documents.steps.sources import SOURCE
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, StaffFactory, UserFactory, VisitFactory


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    """Write files of jobs to a folder of the test."""
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def centre(db):
    return Centre.objects.create(**vars(fakes.CENTRE))


@pytest.fixture
def manager(db):
    return StaffFactory(first_name="Maria", last_name="Kierownik")


@pytest.fixture
def director(db):
    return UserFactory(role="director", first_name="Danuta", last_name="Dyrektor")


@pytest.fixture
def case(db):
    return CaseFactory(family=FamilyFactory(), opened_on=date(2025, 1, 10))


@pytest.fixture
def visit(case):
    return VisitFactory(case=case, assistant=AssistantFactory(), visited_on=date(2025, 3, 1), minutes=60)


@pytest.fixture
def document(centre, visit):
    return save_definition(text=SOURCE)


@pytest.fixture
def sent(document, manager):
    return send(document=document, year=2025, by=manager)


@pytest.fixture
def approved(sent, director, centre):
    """The edition that the director has approved."""
    seen = Wording.now(sent.document, sent.year).fingerprint
    return approve(submission=sent, seen=seen, centre=centre, by=director).edition


@pytest.fixture
def handed_over(approved, manager):
    """The same, handed over today."""
    hand_over(edition=approved, handed_on=localdate(), channel="post", recipient="Rada Miasta", by=manager)
    return approved
