"""Who looks at the pages, and what there is to see."""

from datetime import date

import pytest
from django.test import Client

from tests.factories import CaseFactory, CentreFactory, PersonFactory, StaffFactory, UserFactory


@pytest.fixture
def staff(db):
    """A browser in which somebody of the centre is signed in."""
    return signed_in(StaffFactory())


@pytest.fixture
def stranger(db):
    """A browser of somebody who has an account, and no rights."""
    return signed_in(UserFactory())


@pytest.fixture
def centre(db):
    """A centre with three families served since 2022, each with its mother and one child."""
    families(3)
    return CentreFactory()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def families(count):
    """As many served families more."""
    for case in CaseFactory.create_batch(count):
        PersonFactory(family=case.family)
        PersonFactory(family=case.family, role="parent", main_carer=True, birth_date=date(1990, 1, 1))


MOST_QUERIES = 12  # of any page, however big the register


def queries_of(client, address, django_assert_max_num_queries):
    """How many queries the page takes."""
    with django_assert_max_num_queries(1000) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
