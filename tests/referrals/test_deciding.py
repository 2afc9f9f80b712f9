"""Decisions of the manager about requests."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assistants.assignments.services import assign
from assistants.models import Assignment
from assistants.referrals.services import put_on_waiting_list, refuse_referral
from cases.models import Case, CourtOrder, Referral, ZaZyciem
from familycare.centre.models import Centre
from familycare.lib.polish import date_in_words
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, FamilyFactory, PersonFactory, UserFactory
from tests.html_pages import words
from tests.pdf_pages import text_of_pdf

TODAY = timezone.localdate


@pytest.fixture
def referral(worker):
    family = FamilyFactory(name="Wierzbiccy", district="Śródmieście")
    PersonFactory(family=family, first_name="Łucja", last_name="Wierzbicka", main_carer=True)
    return Referral.objects.create(
        family=family,
        source="social_worker",
        referred_on=TODAY() - timedelta(days=10),
        interview_on=TODAY() - timedelta(days=12),
        consent_on=TODAY() - timedelta(days=12),
        filed_by=worker,
    )


def in_words(day):
    """The day as `words` reads it, with ordinary spaces."""
    return " ".join(date_in_words(day).split())


def printed(letter):
    """The text of the PDF, on one line."""
    return " ".join(text_of_pdf(letter).split())


def decided(client, referral, decision, **typed):
    return client.post(reverse("decide_referral", args=[referral.number, decision]), typed, follow=True)


class TestQueue:
    def test_shows_urgent_requests_first_and_the_days_of_waiting(self, staff, referral, worker):
        urgent = FamilyFactory(name="Pilni")
        Referral.objects.create(family=urgent, source="court", referred_on=TODAY(), is_urgent=True, filed_by=worker)
        text = words(staff.get(reverse("referrals")))
        assert text.index("Pilni") < text.index("Wierzbiccy")
        assert "10 dni" in text
        assert "Szymon Pracowity" in text

    def test_shows_the_term_of_the_decision_and_the_place_on_the_list(self, staff, referral):
        Centre.objects.update(referral_decision_days=14)
        for number, days in (("W71", 40), ("W72", 50)):
            Referral.objects.create(
                number=number,
                family=FamilyFactory(name=f"Rodzina {number}"),
                source="family",
                referred_on=TODAY() - timedelta(days=days),
                decision="waiting",
            )
        page = words(staff.get(reverse("referrals")))
        assert "50 dni, 1. w kolejce" in page
        assert "40 dni, 2. w kolejce" in page
        assert "(za 4 dni)" in page
        assert "czeka 40 dni, 2. w kolejce" in words(staff.get(reverse("referral", args=["W71"])))
        assert "(za 4 dni)" in words(staff.get(reverse("referral", args=[referral.number])))

    def test_a_request_of_today_waits_since_today(self, staff, referral):
        Referral.objects.update(referred_on=TODAY())
        assert "od dziś" in words(staff.get(reverse("referrals")))

    def test_the_author_finds_decided_requests_too(self, worker, referral):
        refuse_referral(referral=referral, reason="Brak podstaw.", decided_by=worker)
        assert "Wierzbiccy" in words(signed_in(worker).get(reverse("referrals")))

    def test_a_social_worker_sees_own_requests(self, worker, referral):
        Referral.objects.create(family=FamilyFactory(name="Obcy"), source="family", referred_on=TODAY())
        page = signed_in(worker).get(reverse("referrals"))
        assert "Wierzbiccy" in words(page)
        assert "Obcy" not in page.content.decode()

    @pytest.mark.parametrize("role", ["assistant", "auditor", "admin"])
    def test_other_roles_are_refused(self, db, role):
        assert signed_in(UserFactory(role=role)).get(reverse("referrals")).status_code == 403


class TestAssigning:
    def test_a_mistyped_year_is_refused(self, staff, referral):
        page = decided(staff, referral, "przydzielenie", assistant=AssistantFactory().number, starts_on="14.03.2062")
        assert "To ponad rok naprzód. Sprawdź datę." in words(page)

    def test_opens_the_case_with_the_assistant(self, staff, referral):
        assistant = AssistantFactory()
        page = decided(staff, referral, "przydzielenie", assistant=assistant.number, starts_on=TODAY().isoformat())
        assert "Rodzina jest objęta wsparciem" in words(page)
        case = Case.objects.get()
        assert (case.family, case.kind, case.basis) == (referral.family, "difficulties", "consent")
        assert Assignment.objects.get().assistant == assistant
        referral.refresh_from_db()
        assert (referral.decision, referral.case, referral.decided_on) == ("assigned", case, TODAY())

    def test_a_request_of_a_court_has_its_order_as_the_basis(self, staff, referral):
        Referral.objects.update(source="court", consent_on=None)
        decided(staff, referral, "przydzielenie", assistant=AssistantFactory().number, starts_on=TODAY().isoformat())
        assert Case.objects.get().basis == "court_order"

    def test_without_consent_only_a_court_opens_a_case(self, staff, referral):
        Referral.objects.update(consent_on=None, no_consent_because="nie chce")
        page = decided(
            staff, referral, "przydzielenie", assistant=AssistantFactory().number, starts_on=TODAY().isoformat()
        )
        assert "Bez zgody rodziny" in words(page)
        assert not Case.objects.exists()

    def test_a_family_over_the_limit_is_refused_and_nothing_is_saved(self, staff, referral):
        assistant = AssistantFactory(max_families=1)
        assign(case=CaseFactory(opened_on=date(2022, 3, 1)), assistant=assistant, starts_on=date(2022, 3, 1))
        assert "Wszystkie miejsca są zajęte" in words(staff.get(reverse("referral", args=[referral.number])))
        page = decided(staff, referral, "przydzielenie", assistant=assistant.number, starts_on=TODAY().isoformat())
        assert "ma już tyle rodzin, ile może mieć naraz (1)" in words(page)
        assert Case.objects.count() == 1
        referral.refresh_from_db()
        assert referral.decision == ""

    def test_says_who_has_a_free_place_first(self, staff, referral):
        assistant = AssistantFactory(max_families=1, last_name="Zwalniająca")
        ends = TODAY() + timedelta(days=5)
        assign(case=CaseFactory(), assistant=assistant, starts_on=date(2022, 3, 1), ends_on=ends)
        page = staff.get(reverse("referral", args=[referral.number]))
        assert "Najwcześniej zwolni się miejsce u: Róża Zwalniająca" in words(page)

    def test_an_assistant_who_leaves_has_no_free_place(self, staff, referral):
        leaves = TODAY() + timedelta(days=5)
        leaving = AssistantFactory(last_name="Odchodząca", employed_to=leaves)
        address, until = reverse("referral", args=[referral.number]), f"pracuje do {leaves:%d.%m.%Y}"
        page = staff.get(address)
        assert f"Róża Odchodząca {until}" in words(page)
        assert "Wszystkie miejsca są zajęte" in words(page)
        assert page.context["forms"]["przydzielenie"]["assistant"].value() is None
        page = decided(staff, referral, "przydzielenie", assistant=leaving.number, starts_on=TODAY().isoformat())
        wrong = page.context["wrong"].errors
        assert wrong == {"assistant": [f"Róża Odchodząca pracuje tylko do {date_in_words(leaves)}."]}
        assert not Case.objects.exists()
        AssistantFactory(last_name="Wolna")
        page = staff.get(address)
        assert words(page).index("Wolna") < words(page).index(until)
        assert "Wszystkie miejsca są zajęte" not in words(page)

    def test_assistants_in_the_district_come_first(self, staff, referral):
        AssistantFactory(last_name="Daleka")
        near = AssistantFactory(last_name="Bliska")
        case = CaseFactory(family__district="Śródmieście")
        assign(case=case, assistant=near, starts_on=case.opened_on)
        text = words(staff.get(reverse("referral", args=[referral.number])))
        assert "1 rodzina w tej dzielnicy" in text
        assert text.index("Bliska") < text.index("Daleka")

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ({"assistant": "A-nie-ma", "starts_on": "2024-01-01"}, "Nie ma takiego asystenta"),
            ({"assistant": "", "starts_on": "2024-01-01"}, "Wybierz asystenta."),
            ({"starts_on": "32.13.2024"}, "Nie ma takiego dnia"),
            ({"starts_on": "2020-01-01"}, "nie może zacząć się przed wnioskiem"),
        ],
    )
    def test_errors_are_shown(self, staff, referral, typed, message):
        data = {"assistant": AssistantFactory().number} | typed
        assert message in words(decided(staff, referral, "przydzielenie", **data))
        assert not Case.objects.exists()

    def test_starts_after_the_earlier_support(self, staff, referral):
        """A request may be older than the end of the earlier support."""
        closed_on = TODAY() - timedelta(days=3)
        CaseFactory(family=referral.family, number="S7", closed_on=closed_on)
        CaseFactory(family=referral.family, kind="za_zyciem", closed_on=TODAY())
        chosen = {"assistant": AssistantFactory().number}
        page = decided(staff, referral, "przydzielenie", starts_on=closed_on - timedelta(days=1), **chosen)
        assert f"Wsparcie S7 tego samego rodzaju trwało do {in_words(closed_on)}" in words(page)
        assert not referral.family.cases.open()
        decided(staff, referral, "przydzielenie", starts_on=closed_on, **chosen)
        assert referral.family.cases.open().get().opened_on == closed_on

    def test_a_decided_request_is_not_assigned(self, staff, referral):
        decided(staff, referral, "odmowa", reason="Rodzina się przeprowadziła.")
        page = decided(
            staff, referral, "przydzielenie", assistant=AssistantFactory().number, starts_on=TODAY().isoformat()
        )
        assert "ma już rozstrzygnięcie: nie przydzielono" in words(page)
        assert not Case.objects.exists()

    def test_the_author_reads_who_the_assistant_is(self, staff, worker, referral):
        assistant = AssistantFactory(first_name="Iga", last_name="Żak")
        decided(staff, referral, "przydzielenie", assistant=assistant.number, starts_on=TODAY().isoformat())
        page = words(signed_in(worker).get(reverse("referral", args=[referral.number])))
        assert "Iga Żak, od" in page


class TestOtherDecisions:
    def test_waiting_list_then_assigned(self, staff, referral):
        decided(staff, referral, "oczekiwanie")
        referral.refresh_from_db()
        assert referral.decision == "waiting"
        assert "Wierzbiccy" in words(staff.get(reverse("referrals")))
        decided(staff, referral, "przydzielenie", assistant=AssistantFactory().number, starts_on=TODAY().isoformat())
        assert Case.objects.exists()

    def test_refusal_needs_a_reason(self, staff, referral):
        assert "Napisz, dlaczego asystent" in words(decided(staff, referral, "odmowa", reason=" "))
        decided(staff, referral, "odmowa", reason="Rodzina się przeprowadziła.")
        referral.refresh_from_db()
        assert referral.decision == "refused"

    def test_returned_completed_and_filed_again(self, staff, worker, referral):
        decided(staff, referral, "zwrot", because="Brak daty zgody.")
        client = signed_in(worker)
        assert "Brak daty zgody." in words(client.get(reverse("referral", args=[referral.number])))
        assert "Wróciły do Ciebie do uzupełnienia Wierzbiccy" in words(client.get(reverse("referrals")))
        assert "Wróciły do Ciebie" not in words(staff.get(reverse("referrals")))
        address = reverse("complete_referral", args=[referral.number])
        form = client.get(address).context["form"]
        data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False, [])}
        client.post(address, data | {"reasons": "Uzupełnione."})
        referral.refresh_from_db()
        assert (referral.returned_on, referral.reasons) == (None, "Uzupełnione.")

    def test_completing_shows_nothing_of_courts_and_health(self, staff, worker, referral):
        family = referral.family
        CourtOrder.objects.create(
            family=family, kind="curator_supervision", issued_on=TODAY(), court="Sąd", signature="III Nsm 7/24"
        )
        ZaZyciem.objects.create(family=family, entitlement="ill_child", applied_on=TODAY())
        decided(staff, referral, "zwrot", because="Brak daty zgody.")
        client = signed_in(worker)
        page = client.get(reverse("complete_referral", args=[referral.number]))
        assert "III Nsm 7/24" not in page.content.decode()
        assert not page.context["form"]["entitlement"].value()
        # The order that came with the request is shown.
        own = CourtOrder.objects.create(
            family=family, kind="assistant_obligation", issued_on=TODAY() - timedelta(days=20), signature="III Nsm 1/24"
        )
        Referral.objects.update(source="court", court_order=own)
        for address in ("complete_referral", "referral"):
            text = client.get(reverse(address, args=[referral.number])).content.decode()
            assert "III Nsm 1/24" in text and "III Nsm 7/24" not in text

    def test_withdrawn_by_the_author(self, worker, referral):
        client = signed_in(worker)
        client.post(reverse("withdraw_referral", args=[referral.number]), {"reason": "Rodzina zrezygnowała."})
        referral.refresh_from_db()
        assert referral.decision == "withdrawn"

    @pytest.mark.parametrize("role", ["social_worker", "director"])
    def test_only_the_manager_decides(self, referral, worker, role):
        user = worker if role == "social_worker" else UserFactory(role=role)
        address = reverse("decide_referral", args=[referral.number, "odmowa"])
        assert signed_in(user).post(address, {"reason": "x"}).status_code == 403


class TestLetter:
    def test_is_a_pdf_after_the_decision(self, staff, worker, referral):
        address = reverse("referral_letter", args=[referral.number])
        assert staff.get(address).status_code == 404
        decided(staff, referral, "odmowa", reason="Rodzina się przeprowadziła.")
        assert staff.get(address).content.startswith(b"%PDF")
        assert signed_in(worker).get(address).status_code == 200
        assert signed_in(UserFactory(role="social_worker")).get(address).status_code == 404

    def test_states_the_decision_and_its_legal_basis(self, staff, referral):
        address = reverse("referral_letter", args=[referral.number])
        decided(staff, referral, "oczekiwanie")
        waiting = printed(staff.get(address))
        assert "wpisano na listę oczekujących" in waiting
        assert "Miejsce na liście: 1" in waiting
        decided(staff, referral, "odmowa", reason="Rodzina się przeprowadziła.")
        refused = printed(staff.get(address))
        assert "Rodzina się przeprowadziła." in refused
        for letter in (waiting, refused):
            assert "Łucja Wierzbicka" in letter
            assert "Podstawa prawna: art. 11 ustawy z 9 czerwca 2011 r." in letter

    def test_states_the_sender_and_the_recipients(self, staff, worker, referral):
        CentreFactory(town="Źrebice", address="ul. Rynkowa 1, 00-000 Źrebice")
        decided(staff, referral, "oczekiwanie")
        letter = printed(staff.get(reverse("referral_letter", args=[referral.number])))
        for part in (
            "ul. Rynkowa 1",
            f"Źrebice, {in_words(TODAY())} r.",
            "Dotyczy: rodzina Wierzbiccy",
            "Otrzymują: 1. adresat 2. Szymon Pracowity (do wiadomości) 3. a/a",
            "strona 1 z 1",
        ):
            assert part in letter

    @pytest.mark.parametrize(
        ("source", "opening"),
        [
            ("family", "Po rozpatrzeniu wniosku z "),
            ("institution", "Po rozpatrzeniu zgłoszenia z "),
            ("court", "W związku z postanowieniem sądu rodzinę wpisano"),
        ],
    )
    def test_says_what_it_answers(self, staff, referral, source, opening):
        Referral.objects.filter(pk=referral.pk).update(decision="waiting", source=source)
        assert opening in printed(staff.get(reverse("referral_letter", args=[referral.number])))

    def test_has_the_date_of_today_if_the_decision_has_none(self, staff, referral):
        for decision in ("waiting", "assigned"):
            Referral.objects.filter(pk=referral.pk).update(decision=decision, decided_on=None)
            letter = staff.get(reverse("referral_letter", args=[referral.number]))
            assert f"{in_words(TODAY())} r." in printed(letter).split("Znak sprawy")[0]


def test_the_last_place_is_given_once(staff, referral):
    """The message for the loser; races are in tests/assistants/test_cap.py."""
    assistant = AssistantFactory(max_families=1)
    other = Referral.objects.create(family=FamilyFactory(), source="family", referred_on=TODAY(), consent_on=TODAY())
    for each in (referral, other):
        page = decided(staff, each, "przydzielenie", assistant=assistant.number, starts_on=TODAY().isoformat())
    assert "ma już tyle rodzin" in words(page)
    assert Assignment.objects.count() == 1


class TestDecidedAlready:
    """By the same form a moment ago, or by a colleague meanwhile."""

    @pytest.mark.parametrize("decision", ["przydzielenie", "oczekiwanie", "odmowa"])
    def test_a_double_click_decides_once(self, staff, referral, decision):
        typed = {"assistant": AssistantFactory().number, "starts_on": TODAY().isoformat(), "reason": "Brak podstaw."}
        for _time in range(2):
            page = decided(staff, referral, decision, **typed)
            assert "Do poprawy" not in words(page)
        assert Case.objects.count() == (1 if decision == "przydzielenie" else 0)

    def test_withdrawn_twice(self, staff, referral):
        address = reverse("withdraw_referral", args=[referral.number])
        pages = [words(staff.post(address, {"reason": "Pomyłka."}, follow=True)) for _time in range(2)]
        assert "Wycofano wniosek." in pages[0] and "Do poprawy" not in pages[1]

    def test_another_decision_of_a_colleague_is_shown_and_the_text_stays(self, staff, referral, worker):
        put_on_waiting_list(referral=referral, decided_by=worker)
        refuse_referral(referral=referral, reason="Brak podstaw.", decided_by=worker)
        page = words(decided(staff, referral, "odmowa", reason="Rodzina wyjechała na stałe."))
        assert "Ten wniosek ma już rozstrzygnięcie" in page
        assert "Rodzina wyjechała na stałe." in page
        chosen = {"assistant": AssistantFactory().number, "starts_on": TODAY().isoformat()}
        assert "Pokaż, co wpisano" not in words(decided(staff, referral, "przydzielenie", **chosen))
