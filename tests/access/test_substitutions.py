"""The manager's page on substitutions."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.models import Substitution
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, field_of
from tests.html_pages import words

TODAY = date(2024, 5, 20)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 12:00")


@pytest.fixture
def ewa(db):
    CentreFactory()
    return AssistantFactory(first_name="Ewa", last_name="Żak")


@pytest.fixture
def jan(db):
    return AssistantFactory(first_name="Jan", last_name="Lis", account=UserFactory(role="assistant"))


@pytest.fixture
def families(ewa):
    return [given_to(ewa, name) for name in ("Kowalscy", "Nowakowie")]


def given_to(assistant, name, **dates):
    case = CaseFactory(family__name=name)
    return assign(case=case, assistant=assistant, **{"starts_on": date(2024, 1, 1), **dates})


def send(staff, assistant, substitute, **data):
    values = {"starts_on": "2024-05-20", "ends_on": "2024-05-31", "which": "wszystkie", **data}
    return staff.post(reverse("substitute", args=[assistant.number]), {"substitute": substitute.number, **values})


class TestAppointing:
    def test_in_all_families(self, staff, ewa, jan, families):
        assert send(staff, ewa, jan).url == reverse("assistant", args=[ewa.number])
        assert Substitution.objects.count() == 2
        own = signed_in(jan.account)
        assert "Kowalscy" in words(own.get(reverse("families")))
        page = words(own.get(reverse("assistant", args=[jan.number])))
        assert "Jan Lis za: Ewa Żak" in page and "Kowalscy" in page
        page = own.get(reverse("family", args=[families[0].family.number]))
        assert "Zastępuje: Jan Lis (do 31 maja 2024)." in words(page)

    def test_in_chosen_families(self, staff, ewa, jan, families):
        send(staff, ewa, jan, which="wybrane", assignments=[families[1].pk])
        assert Substitution.objects.get().assignment == families[1]
        assert "Kowalscy" not in signed_in(jan.account).get(reverse("families")).content.decode()

    def test_all_families_and_some_ticked_is_asked_again(self, staff, ewa, jan, families):
        page = send(staff, ewa, jan, assignments=[families[1].pk])
        assert "wybrano wszystkie rodziny, a tu zaznaczono niektóre" in errors_of(page)["assignments"]
        assert not Substitution.objects.exists()

    def test_leaves_out_a_family_that_the_manager_does_not_see(self, staff, ewa, jan, families):
        hidden = families[0].family
        hidden.is_restricted = True
        hidden.save()
        page = staff.get(reverse("substitute", args=[ewa.number]))
        assert "Nowakowie" in words(page) and "Kowalscy" not in page.content.decode()
        page = send(staff, ewa, jan, which="wybrane", assignments=[families[0].pk])
        assert "Tej rodziny nie można wybrać" in errors_of(page)["assignments"]
        send(staff, ewa, jan)
        assert Substitution.objects.get().assignment == families[1]


class TestRefusals:
    def refused(self, response, message):
        assert response.status_code == 200
        assert message in words(response, ".error-summary")
        assert field_of(response, "starts_on").startswith("2024-")  # nothing typed is lost

    def test_of_oneself(self, staff, ewa, families):
        self.refused(send(staff, ewa, ewa), "Tej osoby nie można wybrać")

    def test_of_an_assistant_who_is_not_employed(self, staff, ewa, families):
        leaving = AssistantFactory(first_name="Jan", last_name="Lis", employed_to=date(2024, 5, 30))
        self.refused(send(staff, ewa, leaving), "Jan Lis nie pracuje przez cały ten czas.")
        self.refused(send(staff, ewa, AssistantFactory(employed_to=date(2024, 5, 19))), "Tej osoby nie można wybrać")

    def test_of_days_in_the_wrong_order_or_past(self, staff, ewa, jan, families):
        self.refused(send(staff, ewa, jan, starts_on="2024-06-20"), "wcześniejszy niż pierwszy")
        self.refused(send(staff, ewa, jan, starts_on="2024-05-01", ends_on="2024-05-19"), "już by się skończyło")
        self.refused(send(staff, ewa, jan, ends_on="2042-06-01"), "To ponad rok naprzód.")

    def test_of_days_outside_of_the_assignment(self, staff, ewa, jan):
        ending = given_to(ewa, "Kowalscy", ends_on=date(2024, 5, 30))
        self.refused(
            send(staff, ewa, jan, which="wybrane", assignments=[ending.pk]),
            "Rodzina nie jest przydzielona przez cały ten czas: Kowalscy",
        )

    def test_of_no_family_at_all(self, staff, ewa, jan, families):
        self.refused(send(staff, ewa, jan, which="wybrane"), "Zaznacz co najmniej jedną rodzinę.")
        self.refused(send(staff, jan, ewa), "nie ma rodziny, w której można by kogoś zastąpić")

    def test_of_days_that_are_taken(self, staff, ewa, jan, families):
        send(staff, ewa, jan, which="wybrane", assignments=[families[0].pk])
        self.refused(
            send(staff, ewa, AssistantFactory(), starts_on="2024-05-31", ends_on="2024-06-02"),
            "Jest już zastępstwo w tych dniach: Kowalscy",
        )
        assert Substitution.objects.count() == 1

    @pytest.mark.parametrize("value", ["", "-1", "9" * 30, "abc", "\0", "2024-13-45", "x" * 10_000])
    def test_of_nonsense(self, staff, ewa, jan, families, value):
        response = staff.post(
            reverse("substitute", args=[ewa.number]),
            dict.fromkeys(("substitute", "starts_on", "ends_on", "which", "assignments"), value),
        )
        assert response.status_code == 200
        assert not Substitution.objects.exists()


class TestEnding:
    def test_makes_today_the_last_day(self, staff, ewa, jan, families):
        send(staff, ewa, jan, starts_on="2024-05-10")
        first = Substitution.objects.first()
        staff.post(reverse("end_substitution", args=[ewa.number, first.pk]))
        assert set(Substitution.objects.values_list("ends_on", flat=True)) == {TODAY}

    def test_takes_back_what_has_not_begun(self, staff, ewa, jan, families):
        send(staff, ewa, jan, starts_on="2024-05-21", which="wybrane", assignments=[families[0].pk])
        staff.post(reverse("end_substitution", args=[ewa.number, Substitution.objects.get().pk]))
        assert not Substitution.objects.exists()

    def test_of_a_family_that_the_manager_does_not_see_is_not_found(self, staff, ewa, jan, families):
        send(staff, ewa, jan, which="wybrane", assignments=[families[0].pk])
        families[0].family.is_restricted = True
        families[0].family.save()
        address = reverse("end_substitution", args=[ewa.number, Substitution.objects.get().pk])
        assert staff.post(address).status_code == 404
        assert signed_in(StaffFactory()).get(reverse("substitute", args=[ewa.number])).status_code == 200
