"""Families in which an assistant replaces a colleague are shown beside their own, and count towards a warning."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistants.absences.substitutions import appoint_substitute
from assistants.assignments.services import assign
from assistants.models import Assistant, Substitution
from assistants.referrals.suggestions import suggestions
from assistants.staff.board import Board
from assistants.staff.caseload import with_load
from assistants.staff.inspection import over_by_substitution
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, StaffFactory
from tests.html_forms import errors_of
from tests.html_pages import words

TODAY = date(2024, 5, 20)
DAYS = {"starts_on": TODAY, "ends_on": date(2024, 5, 31)}
WHY = "Urlop, a nikt inny nie ma miejsca"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 12:00")


@pytest.fixture
def ewa():
    CentreFactory()
    return AssistantFactory(first_name="Ewa", last_name="Żak", number="A7")


@pytest.fixture
def jan():
    """With two families and a limit of three."""
    jan = AssistantFactory(first_name="Jan", last_name="Lis", number="A8", max_families=3)
    return entrusted(jan, 2)


def entrusted(assistant, count, **days):
    for _family in range(count):
        assign(case=CaseFactory(), assistant=assistant, **{"starts_on": date(2024, 1, 1), **days})
    return assistant


def stand_in(jan, ewa, count=None, **given):
    return appoint_substitute(
        assignments=list(ewa.assignments.order_by("pk")[:count]), substitute=jan, **{**DAYS, **given}
    )


class TestBothNumbers:
    @pytest.fixture
    def standing_in(self, ewa, jan):
        stand_in(jan, entrusted(ewa, 1))

    def test_of_the_day(self, standing_in, jan, time_machine):
        def numbers():
            return {(each.load, each.substituted) for each in with_load(Assistant.objects.filter(pk=jan.pk), TODAY)}

        assert numbers() == {(2, 1)}
        # A second case of a family that is theirs anyway is not another family.
        second = CaseFactory(family=jan.assignments.first().family, kind="za_zyciem", basis="application")
        other = AssistantFactory()
        assign(case=second, assistant=other, starts_on=date(2024, 1, 1))
        stand_in(jan, other)
        assert numbers() == {(2, 1)}
        Substitution.objects.update(ends_on=date(2024, 5, 20), starts_on=date(2024, 5, 20))
        assert numbers() == {(2, 1)}
        Substitution.objects.update(ends_on=date(2024, 5, 19), starts_on=date(2024, 5, 1))
        assert numbers() == {(2, 0)}

    def test_on_the_board_and_in_suggestions(self, standing_in, jan):
        card = next(card for card in Board(StaffFactory(), TODAY).cards if card.assistant == jan)
        assert (card.load, card.substituted) == (2, 1)
        offer = next(each for each in suggestions(TODAY) if each.assistant == jan)
        assert (offer.load, offer.substituted) == (2, 1)

    @pytest.mark.parametrize(
        ("page", "args"),
        [("board", []), ("assistants", []), ("assistant", ["A8"]), ("handover", ["A7"])],
    )
    def test_on_pages(self, staff, standing_in, page, args):
        assert "2 z 3, w zastępstwie 1" in words(staff.get(reverse(page, args=args)))

    def test_in_the_form_of_a_substitution(self, staff, standing_in):
        text = words(staff.get(reverse("substitute", args=["A7"])))
        assert "Jan Lis – rodziny: 2 z 3 i 1 w zastępstwie" in text


class TestOverTheLimit:
    def test_needs_a_reason_that_is_kept(self, staff, ewa, jan):
        entrusted(ewa, 2)
        address = reverse("substitute", args=["A7"])
        typed = {"substitute": "A8", "starts_on": "20.05.2024", "ends_on": "31.05.2024", "which": "wszystkie"}
        errors = errors_of(staff.post(address, typed))
        assert "Razem z zastępstwami Jan Lis ma w tym czasie 4 rodziny, a limit to 3." in errors["over_limit_reason"]
        assert not Substitution.objects.exists()
        assert staff.post(address, typed | {"over_limit_reason": WHY}).status_code == 302
        assert {each.over_limit_reason for each in Substitution.objects.all()} == {WHY}

    def test_up_to_the_limit_none_is_needed_or_kept(self, ewa, jan):
        (made,) = stand_in(jan, entrusted(ewa, 1), over_limit_reason=WHY)
        assert made.over_limit_reason == ""

    def test_counts_the_fullest_day(self, ewa, jan):
        """A family that is to come and another substitution, each on some of the days."""
        entrusted(ewa, 2)
        entrusted(jan, 1, starts_on=date(2024, 5, 25))
        with pytest.raises(ValidationError, match="ma w tym czasie 4"):
            stand_in(jan, ewa, 1)
        stand_in(jan, ewa, 1, ends_on=date(2024, 5, 24))
        with pytest.raises(ValidationError, match="ma w tym czasie 4"):
            appoint_substitute(assignments=[ewa.assignments.order_by("pk")[1]], substitute=jan, **DAYS)

    def test_monitoring_takes_no_place(self, ewa, jan):
        entrusted(ewa, 1)
        ended = entrusted(AssistantFactory(), 1).assignments.get()
        ended.ends_on = date(2024, 4, 30)
        ended.save()
        Substitution.objects.create(assignment=ended, substitute=jan, **DAYS)
        assert stand_in(jan, ewa)

    def test_stands_in_the_inspection_view(self, staff, ewa, jan):
        address = reverse("inspection")
        assert "Ponad limit razem z zastępstwami" not in words(staff.get(address))
        stand_in(jan, entrusted(ewa, 2), over_limit_reason=WHY)
        ((found, reasons),) = over_by_substitution(TODAY)
        assert (found, reasons, found.load, found.substituted) == (jan, WHY, 2, 2)
        text = words(staff.get(address))
        assert f"Ponad limit razem z zastępstwami Lis Jan powód: {WHY} 2 z 3, w zastępstwie 2" in text
        Substitution.objects.update(over_limit_reason="")
        assert "powodu nie podano" in words(staff.get(address))
