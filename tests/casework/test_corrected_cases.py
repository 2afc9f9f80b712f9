"""Cases that began on another day, were opened by mistake or twice, and decisions on the wrong referral."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.models import Assignment, Correction, Substitution
from cases.models import Assessment, Case, CourtOrder, Referral, ZaZyciem
from tests.casework.days import OPENED, TODAY
from tests.factories import AssistantFactory, CaseFactory, VisitFactory
from tests.html_forms import errors_of, send
from tests.html_pages import links_of, words

WHY = "Pomyłka przy wpisywaniu"
SURE = {"reason": WHY, "confirmed": "on"}  # the year 2023 is over


def correct(client, assignment, day, **fields):
    address = reverse("correct_first_day", args=["R12", assignment.pk])
    return send(client, address, starts_on=f"{day:%d.%m.%Y}", **{**SURE, **fields})


def spans(case):
    case.refresh_from_db()
    return [case.opened_on, *case.assignments.order_by("starts_on").values_list("starts_on", "ends_on")]


class TestFirstDay:
    @pytest.mark.parametrize("day", [date(2023, 8, 28), date(2023, 9, 11)])
    def test_moves_the_opening_with_it(self, desk, case, day):
        address = reverse("correct_first_day", args=["R12", case.assignments.get().pk])
        assert address in links_of(desk.get("/rodziny/R12/")).values()
        assert correct(desk, case.assignments.get(), day).status_code == 302
        assert spans(case) == [day, (day, None)]
        assert f"był 04.09.2023, jest {day:%d.%m.%Y}." in words(desk.get("/rodziny/R12/"))

    @pytest.mark.parametrize("day", [date(2024, 1, 8), date(2024, 1, 29)])
    def test_moves_the_last_day_of_the_assistant_before(self, desk, case, day):
        case.assignments.update(ends_on=date(2024, 1, 14))
        second = assign(case=case, assistant=AssistantFactory(), starts_on=date(2024, 1, 15))
        assert correct(desk, second, day).status_code == 302
        before = date(day.year, day.month, day.day - 1)
        assert spans(case) == [OPENED, (OPENED, before), (day, None)]

    def test_asks_before_a_year_changes_that_is_over(self, desk, case):
        page = correct(desk, case.assignments.get(), date(2023, 9, 11), confirmed="")
        assert "za rok 2023" in errors_of(page)["confirmed"]
        assert spans(case) == [OPENED, (OPENED, None)]

    @pytest.mark.parametrize(
        ("day", "message"),
        [
            (date(2024, 5, 21), "jeszcze nie nadszedł"),
            (date(2024, 2, 2), "Wpis w dzienniku tego asystenta jest z 1 lutego 2024"),
            (date(2019, 12, 31), "pracuje dopiero od 1 stycznia 2020"),
            (date(2023, 6, 30), "nie może zacząć się przed wnioskiem, czyli przed 01.07.2023"),
        ],
    )
    def test_shows_the_error_at_the_day(self, day, message, desk, case, family, ewa):
        VisitFactory(case=case, assistant=ewa, visited_on=date(2024, 2, 1))
        decided = {"decision": "assigned", "decided_on": OPENED}
        Referral.objects.create(
            family=family, source="social_worker", referred_on=date(2023, 7, 1), case=case, **decided
        )
        assert message in errors_of(correct(desk, case.assignments.get(), day))["starts_on"]
        assert spans(case) == [OPENED, (OPENED, None)]

    def test_not_into_the_work_of_the_assistant_before(self, desk, case, ewa):
        case.assignments.update(ends_on=date(2024, 1, 14))
        second = assign(case=case, assistant=AssistantFactory(), starts_on=date(2024, 1, 15))
        VisitFactory(case=case, assistant=ewa, visited_on=date(2024, 1, 10))
        assert "wpis w dzienniku z 10 stycznia 2024" in errors_of(correct(desk, second, date(2024, 1, 9)))["starts_on"]
        assert correct(desk, second, date(2024, 1, 11)).status_code == 302

    def test_not_over_the_limit_of_families(self, desk, case, ewa):
        ewa.max_families = 1
        ewa.save()
        other = CaseFactory(opened_on=date(2023, 1, 2))
        assign(case=other, assistant=ewa, starts_on=date(2023, 1, 2), ends_on=date(2023, 8, 31))
        page = correct(desk, case.assignments.get(), date(2023, 8, 28))
        assert "ma już tyle rodzin" in errors_of(page)["starts_on"]

    def test_not_before_the_court_order_ends(self, desk, case, family):
        Case.objects.update(basis="court_order")
        CourtOrder.objects.create(
            family=family, kind="assistant_obligation", issued_on=date(2023, 8, 1), in_force_until=date(2023, 9, 20)
        )
        page = correct(desk, case.assignments.get(), date(2023, 9, 20))
        assert "nie obowiązywało już postanowienie" in errors_of(page)["starts_on"]
        assert correct(desk, case.assignments.get(), date(2023, 9, 19)).status_code == 302


class TestMistakenCase:
    @pytest.fixture
    def address(self, case):
        return reverse("mistaken_case", args=["R12", case.pk])

    def test_goes_and_its_referral_waits_again(self, desk, address, case, family):
        decided = {"decision": "assigned", "decided_on": OPENED, "case": case}
        referral = Referral.objects.create(family=family, source="za_zyciem", referred_on=OPENED, **decided)
        ZaZyciem.objects.create(family=family, case=case, entitlement="pregnancy", applied_on=OPENED)
        assert address in links_of(desk.get("/rodziny/R12/")).values()
        assert send(desk, address, **SURE).status_code == 302
        assert not Case.objects.exists() and not Assignment.objects.exists()
        referral.refresh_from_db()
        assert (referral.decision, referral.decided_on) == ("", None)
        assert ZaZyciem.objects.get().case is None
        assert "Usunięto wsparcie S12 z 04.09.2023" in words(desk.get("/rodziny/R12/"))

    def test_stays_with_what_was_recorded(self, desk, address, case, ewa):
        VisitFactory(case=case, assistant=ewa, visited_on=date(2024, 2, 1))
        assert "wizyty: 1. Najpierw to przenieś albo usuń" in words(desk.get(address))
        assert "coś już zapisano: wizyty (1)" in errors_of(desk.post(address, SURE))[""]
        assert Case.objects.exists()

    def test_joins_the_one_that_it_repeats(self, desk, address, case, family, ewa):
        """Both had the same assistant on the same days: the family has them once, with all that was recorded."""
        first = CaseFactory(family=family, opened_on=date(2023, 3, 1), closed_on=date(2023, 10, 31), number="S11")
        earlier = assign(case=first, assistant=ewa, starts_on=date(2023, 3, 1), ends_on=date(2023, 10, 31))
        ola = AssistantFactory()
        Substitution.objects.create(
            assignment=case.assignments.get(), substitute=ola, starts_on=TODAY, ends_on=date(2024, 6, 1)
        )
        visit = VisitFactory(case=case, assistant=ewa, visited_on=date(2024, 2, 1))
        Assessment.objects.create(case=case, held_on=date(2024, 3, 1))
        decided = {"decision": "assigned", "decided_on": OPENED, "case": case}
        Referral.objects.create(family=family, source="social_worker", referred_on=OPENED, **decided)
        assert send(desk, address, into=str(first.pk), **SURE).status_code == 302
        assert spans(first) == [date(2023, 3, 1), (date(2023, 3, 1), None)]
        assert first.closed_on is None and Case.objects.get() == first
        visit.refresh_from_db()
        assert visit.case == Assessment.objects.get().case == Referral.objects.get().case == first
        assert Substitution.objects.get().assignment == earlier
        assert "S12, założone drugi raz, połączono ze wsparciem S11" in words(desk.get("/rodziny/R12/"))

    def test_does_not_join_the_days_of_two_assistants(self, desk, address, case, family):
        first = CaseFactory(family=family, opened_on=date(2023, 3, 1), closed_on=date(2023, 10, 31))
        other = AssistantFactory(last_name="Dąb")
        assign(case=first, assistant=other, starts_on=date(2023, 3, 1), ends_on=date(2023, 10, 31))
        assert "(01.03.2023–31.10.2023) i połącz" in words(desk.get(address))
        message = errors_of(send(desk, address, into=str(first.pk), **SURE))[""]
        assert "W tych samych dniach rodzinę mieli Róża Dąb i Róża Żak" in message
        assert Case.objects.count() == 2 and not Correction.objects.exists()

    def test_offers_only_cases_of_the_same_kind(self, desk, address, family):
        CaseFactory(family=family, kind="za_zyciem", basis="application", number="S13")
        assert "Nic w nim jeszcze nie zapisano" in words(desk.get(address))
        assert "S13" not in words(desk.get(address))


class TestMistakenDecision:
    @pytest.fixture
    def referral(self, family):
        decided = {"decision": "assigned", "decided_on": OPENED, "case": family.cases.get()}
        return Referral.objects.create(
            family=family, source="social_worker", referred_on=date(2023, 8, 1), number="W7", **decided
        )

    @pytest.fixture
    def address(self, referral):
        return reverse("mistaken_decision", args=[referral.number])

    def test_is_taken_back_with_its_empty_case(self, desk, address, referral):
        assert address in links_of(desk.get("/wnioski/W7/")).values()
        assert send(desk, address, **SURE).status_code == 302
        referral.refresh_from_db()
        assert referral.is_open and not Case.objects.exists()
        assert "Wniosek W7 znów czeka. Cofnięto rozstrzygnięcie: przydzielono asystenta." in words(
            desk.get("/rodziny/R12/")
        )

    def test_asks_before_a_year_changes_that_is_over(self, desk, address, referral, family):
        """The family and the decision count in the figures of 2023, even if nothing was recorded in the case."""
        assert "za rok 2023" in errors_of(send(desk, address, reason=WHY))["confirmed"]
        right = Referral.objects.create(family=family, source="family", referred_on=OPENED, consent_on=OPENED)
        assert "za rok 2023" in errors_of(send(desk, address, to=str(right.pk), reason=WHY))["confirmed"]
        assert Case.objects.exists() and not Correction.objects.exists()

    def test_stays_with_a_case_in_use(self, desk, address, referral, ewa):
        VisitFactory(case=referral.case, assistant=ewa, visited_on=date(2024, 2, 1))
        assert "Rozstrzygnięcia nie można cofnąć" in words(desk.get(address))
        assert "S12 coś już zapisano" in errors_of(desk.post(address, {"reason": WHY}))[""]
        referral.refresh_from_db()
        assert referral.decision == "assigned"

    def test_moves_to_the_right_referral_with_its_case(self, desk, address, referral, family, ewa):
        VisitFactory(case=referral.case, assistant=ewa, visited_on=date(2024, 2, 1))
        CourtOrder.objects.create(family=family, kind="assistant_obligation", issued_on=date(2023, 8, 20))
        right = Referral.objects.create(family=family, source="court", referred_on=date(2023, 8, 28), number="W8")
        assert send(desk, address, to=str(right.pk), **SURE).status_code == 302
        right.refresh_from_db()
        referral.refresh_from_db()
        assert (right.decision, right.decided_on, right.case.number) == ("assigned", OPENED, "S12")
        assert right.case.basis == "court_order"
        assert referral.is_open and referral.case is None

    @pytest.mark.parametrize(
        ("source", "day", "message"),
        [
            ("family", date(2023, 8, 28), "nie ma zgody rodziny"),
            ("court", date(2023, 8, 28), "nie obowiązywało postanowienie sądu"),
            ("family", date(2023, 10, 2), "złożono później, niż zapadło"),
        ],
    )
    def test_not_to_one_that_could_not_open_the_case(self, source, day, message, desk, address, family, referral):
        wrong = Referral.objects.create(family=family, source=source, referred_on=day)
        assert message in errors_of(send(desk, address, to=str(wrong.pk), reason=WHY))["to"]

    def test_a_refused_one_does_not_wait_beside_an_open_case(self, desk, family, case):
        refused = Referral.objects.create(
            family=family, source="family", referred_on=OPENED, decision="refused", decided_on=TODAY
        )
        page = send(desk, reverse("mistaken_decision", args=[refused.number]), reason=WHY)
        assert "ma już asystenta w tej sprawie" in errors_of(page)[""]


def test_are_for_the_manager(phone, case):
    addresses = [
        reverse("mistaken_case", args=["R12", case.pk]),
        reverse("correct_first_day", args=["R12", case.assignments.get().pk]),
    ]
    assert [phone.get(address).status_code for address in addresses] == [403, 403]
    assert not any(address in links_of(phone.get("/rodziny/R12/")).values() for address in addresses)
