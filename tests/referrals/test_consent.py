"""Adding a missing consent to a request later: by its author or the manager, and nothing else changes."""

from datetime import date

import pytest
from django.forms import model_to_dict
from django.urls import reverse

from assistants.referrals.services import assign_referral
from assistants.staff.inspection import findings
from cases.models import Case, Family, Referral
from familycare.audit.models import Change
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import links_of, words

TODAY, OPENED = date(2024, 5, 20), date(2024, 4, 8)
GAPS = f"{reverse('dues')}?rodzaj=brak_zgody"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00")


@pytest.fixture
def case(db):
    return CaseFactory(family=FamilyFactory(name="Wierzbiccy", number="R12"), opened_on=OPENED, number="S12")


@pytest.fixture
def request_of_case(case, worker):
    return Referral.objects.create(
        family=case.family,
        number="W12",
        source="social_worker",
        filed_by=worker,
        referred_on=date(2024, 4, 2),
        interview_on=date(2024, 4, 1),
        reasons="Długi.",
        decision="assigned",
        decided_on=date(2024, 4, 5),
        case=case,
    )


@pytest.fixture
def page(request_of_case):
    return reverse("referral_consent", args=["W12"])


def gaps():
    """How many families an inspector finds without a consent."""
    return findings(StaffFactory(), TODAY)[0].count


class TestDecidedRequest:
    def test_the_finding_links_to_it_and_disappears(self, staff, case, page):
        assert gaps() == 1
        way = reverse("case_consent", args=["R12", case.pk])
        assert links_of(staff.get(GAPS))["Uzupełnij zgodę"] == way
        assert staff.get(way).url == page
        answer = send(staff, page, consent_on="10.04.2024")
        assert answer.url == reverse("referral", args=["W12"])
        assert "10 kwietnia 2024" in words(staff.get(answer.url))
        assert gaps() == 0

    def test_a_reason_is_enough_without_a_consent(self, staff, page):
        send(staff, page, no_consent_because="Zgoda jest w aktach papierowych z 2019 roku.")
        assert "nie ma: Zgoda jest w aktach papierowych" in words(staff.get(reverse("referral", args=["W12"])))
        assert gaps() == 0

    def test_nothing_else_changes_and_the_log_has_the_change(self, staff, page, request_of_case):
        before = model_to_dict(request_of_case)
        everything = {"decision": "refused", "reasons": "Inne", "referred_on": "01.01.2020", "decided_on": ""}
        send(staff, page, consent_on="10.04.2024", **everything)
        after = model_to_dict(Referral.objects.get())
        assert after == before | {"consent_on": date(2024, 4, 10)}
        change = Change.objects.filter(object_type="cases.referral").first()
        assert change.payload["values"] == {"consent_on": [None, "2024-04-10"]}

    def test_the_author_adds_it_and_other_social_workers_do_not(self, worker, page):
        other = UserFactory(role="social_worker")
        Family.objects.update(social_worker=other)
        assert signed_in(other).get(page).status_code == 403
        assert signed_in(UserFactory(role="social_worker")).get(page).status_code == 404
        client = signed_in(worker)
        assert page in links_of(client.get(reverse("referral", args=["W12"]))).values()
        assert send(client, page, consent_on="10.04.2024").status_code == 302
        assert Referral.objects.get().consent_on == date(2024, 4, 10)

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ({}, "Podaj datę zgody rodziny albo napisz niżej, dlaczego zgody nie ma."),
            ({"consent_on": "21.05.2024"}, "Ten dzień jeszcze nie nadszedł."),
            ({"consent_on": "31.02.2024"}, "Nie ma takiego dnia. Wpisz dzień, miesiąc i rok, np. 14.03.2025."),
            ({"consent_on": "01.04.2023"}, "To ponad rok przed wnioskiem, który jest z 02.04.2024. Sprawdź datę."),
        ],
    )
    def test_errors_are_shown_at_the_field(self, staff, page, typed, message):
        answer = send(staff, page, **typed)
        assert errors_of(answer) == {"consent_on": message}
        assert gaps() == 1

    def test_not_after_the_end_of_support(self, staff, page, case):
        case.closed_on, case.closing_reason = date(2024, 5, 1), "goals_achieved"
        case.save()
        answer = send(staff, page, consent_on="2.05.2024")
        assert "Wsparcie zakończyło się 01.05.2024" in errors_of(answer)["consent_on"]

    def test_the_date_may_be_corrected_but_not_deleted(self, staff, page):
        send(staff, page, consent_on="10.04.2023")
        send(staff, page, consent_on="10.04.2024")
        assert Referral.objects.get().consent_on == date(2024, 4, 10)
        assert "nie można jej usunąć" in errors_of(send(staff, page, consent_on=""))["consent_on"]
        assert Referral.objects.get().consent_on == date(2024, 4, 10)

    def test_a_double_click_counts_once_and_two_tabs_conflict(self, staff, page):
        first = fields_of(staff.get(page)) | {"consent_on": "10.04.2024"}
        for _click in range(2):
            assert staff.post(page, first).status_code == 302
        assert Change.objects.filter(object_type="cases.referral").count() == 2  # made, completed
        answer = staff.post(page, first | {"consent_on": "11.04.2024"})
        assert "Ktoś zmienił te dane" in words(answer)
        assert Referral.objects.get().consent_on == date(2024, 4, 10)
        assert staff.post(page, fields_of(answer)).status_code == 302
        assert Referral.objects.get().consent_on == date(2024, 4, 11)

    @pytest.mark.parametrize("fields", [{"source": "court"}, {"source": "za_zyciem"}, {"decision": "refused"}])
    def test_is_not_offered_where_none_is_needed(self, staff, fields):
        referral = Referral.objects.create(
            family=FamilyFactory(), referred_on=TODAY, **{"source": "family", "number": "W13", **fields}
        )
        address = reverse("referral", args=[referral.number])
        assert staff.get(reverse("referral_consent", args=["W13"])).url == address
        assert "Uzupełnij zgodę" not in words(staff.get(address))


def test_a_request_without_an_author_can_be_assigned_after_the_consent(staff, db):
    """An imported request has no author to return it to."""
    waiting = Referral.objects.create(family=FamilyFactory(), source="family", referred_on=TODAY, decision="waiting")
    send(staff, reverse("referral_consent", args=[waiting.number]), consent_on="20.05.2024")
    waiting.refresh_from_db()
    assign_referral(referral=waiting, assistant=AssistantFactory(), starts_on=TODAY, decided_by=StaffFactory())
    assert gaps() == 0


class TestCaseWithoutRequest:
    """Imported cases may have no request."""

    @pytest.fixture
    def way(self, case):
        return reverse("case_consent", args=["R12", case.pk])

    def test_the_manager_adds_the_request(self, staff, case, way):
        answer = send(staff, way, source="family", referred_on="2.04.2024", consent_on="3.04.2024")
        made = Referral.objects.get()
        assert answer.url == reverse("referral", args=[made.number])
        assert (made.family, made.case, made.decision) == (case.family, case, "assigned")
        assert (made.referred_on, made.consent_on, made.filed_by) == (date(2024, 4, 2), date(2024, 4, 3), None)
        assert gaps() == 0

    def test_a_double_click_adds_one(self, staff, way):
        typed = {"source": "family", "referred_on": "2.04.2024", "consent_on": "3.04.2024"}
        for _click in range(2):
            assert staff.post(way, typed).status_code == 302
        assert Referral.objects.count() == 1

    def test_errors_are_shown_at_the_field(self, staff, way):
        answer = staff.post(way, {"source": "court", "referred_on": "9.04.2024", "consent_on": ""})
        assert set(answer.context["form"].errors) == {"source", "referred_on", "consent_on"}
        assert "Wsparcie zaczęło się 08.04.2024" in answer.context["form"].errors["referred_on"][0]
        assert not Referral.objects.exists()

    def test_a_social_worker_does_not_add_it(self, case, way):
        worker = UserFactory(role="social_worker")
        case.family.social_worker = worker
        case.family.save()
        assert signed_in(worker).get(way).url == "/rodziny/R12/#wsparcie"
        assert signed_in(worker).post(way, {"source": "family", "referred_on": "2.04.2024"}).status_code == 302
        assert not Referral.objects.exists()

    def test_is_not_possible_after_a_court_order(self, staff, case, way):
        Case.objects.filter(pk=case.pk).update(basis="court_order")
        assert staff.get(way).status_code == 404
