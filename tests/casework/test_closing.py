"""Closing a case: what ends with it, what prevents it, and reopening."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.absences.services import record_absence
from assistants.absences.substitutions import appoint_substitute
from assistants.assignments.services import assign
from assistants.models import Appointment, Closing, Substitution
from cases.models import Assessment, Case, CourtOrder, CourtReport, Plan, PlanGoal
from tests.casework.days import OPENED, TODAY
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, StaffFactory, VisitFactory
from tests.html_forms import errors_of, field_of, send
from tests.html_pages import links_of, words


@pytest.fixture
def close(case):
    return reverse("close_case", args=["R12", case.pk])


@pytest.fixture
def reopen(case):
    return reverse("reopen_case", args=["R12", case.pk])


def ended(client, address, **changes):
    return send(client, address, closing_reason="goals_achieved", **changes)


class TestClosing:
    def test_ends_the_support_and_the_assignment(self, desk, phone, close, case, ewa):
        assignment = case.assignments.get()
        Substitution.objects.create(
            assignment=assignment, substitute=AssistantFactory(), starts_on=TODAY, ends_on=date(2024, 6, 1)
        )
        assert close in links_of(desk.get("/rodziny/R12/")).values()
        assert ended(desk, close, closed_on="20.05.2024").url == "/rodziny/R12/#wsparcie"
        case.refresh_from_db()
        assert (case.closed_on, case.closing_reason) == (TODAY, "goals_achieved")
        assert case.assignments.get().ends_on == Substitution.objects.get().ends_on == TODAY
        assert close not in desk.get("/rodziny/R12/").content.decode()

    def test_a_place_is_free_from_the_next_day(self, desk, close, ewa):
        ewa.max_families = 1
        ewa.save()
        ended(desk, close, closed_on="17.05.2024")
        assert assign(case=CaseFactory(), assistant=ewa, starts_on=date(2024, 5, 18)).place == 1

    def test_lists_what_is_still_open(self, desk, close, case, family, ewa):
        assert "co jeszcze czeka" not in words(desk.get(close))
        plan = Plan.objects.create(case=case, agreed_on=OPENED)
        for status in ("achieved", "planned", "in_progress"):
            PlanGoal.objects.create(plan=plan, goal="Cel", status=status)
        CourtReport.objects.create(family=family, kind="opinion", due_on=TODAY)
        Appointment.objects.create(assistant=ewa, family=family, planned_on=date(2024, 5, 27))
        text = words(desk.get(close))
        assert "co jeszcze czeka" in text
        assert all(waiting in text for waiting in ("1 pismo do sądu", "2 cele w toku", "1 spotkanie"))

    @pytest.mark.parametrize(
        ("day", "message"),
        [
            ("21.05.2024", "jeszcze nie nadszedł"),
            ("03.09.2023", "zaczęło się dopiero 4 września 2023"),
            ("", "Podaj ostatni dzień wsparcia"),
            ("x", "Nie ma takiego dnia"),
            ("06.05.2024", "wpis w dzienniku, z 7 maja 2024"),
        ],
    )
    def test_shows_the_error_at_the_day(self, day, message, desk, close, case, ewa):
        VisitFactory(case=case, assistant=ewa, visited_on=date(2024, 5, 7))
        page = ended(desk, close, closed_on=day)
        assert message in errors_of(page)["closed_on"]
        assert field_of(page, "closing_reason") == "goals_achieved"
        assert Case.objects.get().closed_on is None

    def test_asks_for_the_reason(self, desk, close):
        assert "closing_reason" in errors_of(send(desk, close))

    def test_not_before_the_last_record_of_the_case(self, desk, close, case, ewa):
        Assessment.objects.create(case=case, held_on=date(2024, 5, 8))
        assert "okresowa ocena, z 8 maja 2024" in errors_of(ended(desk, close, closed_on="07.05.2024"))["closed_on"]
        Plan.objects.create(case=case, agreed_on=date(2024, 5, 9))
        assert "plan pracy, z 9 maja 2024" in errors_of(ended(desk, close, closed_on="08.05.2024"))["closed_on"]

    def test_not_before_the_court_order(self, desk, close, case, family):
        Case.objects.update(basis="court_order")
        CourtOrder.objects.create(family=family, kind="assistant_obligation", issued_on=date(2024, 3, 1))
        assert "nie obowiązywało jeszcze" in errors_of(ended(desk, close, closed_on="29.02.2024"))["closed_on"]
        assert ended(desk, close, closed_on="01.03.2024").status_code == 302

    def test_sent_twice_closes_once(self, desk, close, case):
        sent = {"closed_on": "20.05.2024", "closing_reason": "other", "closing_words": "wyjazd"}
        assert [desk.post(close, sent).status_code for _time in range(2)] == [302, 302]
        assert Case.objects.get().closing_in_words == "inna przyczyna: wyjazd"

    def test_another_reason_takes_words(self, desk, close):
        page = send(desk, close, closing_reason="other")
        assert "jaka to przyczyna" in errors_of(page)["closing_words"]

    def test_is_for_the_manager(self, phone, close):
        assert phone.get(close).status_code == phone.post(close, {}).status_code == 403
        assert close not in phone.get("/rodziny/R12/").content.decode()

    def test_case_of_another_family_is_not_found(self, desk, family):
        other = CaseFactory()
        assert desk.get(reverse("close_case", args=["R12", other.pk])).status_code == 404


class TestReopening:
    def test_continues_with_the_same_assistant(self, desk, close, reopen, case, ewa):
        ended(desk, close, closed_on="17.05.2024")
        assert reopen in links_of(desk.get("/rodziny/R12/")).values()
        assert "Cofnąć zakończenie" in words(desk.get(reopen))
        assert desk.post(reopen).status_code == 302
        case.refresh_from_db()
        assert (case.closed_on, case.closing_reason) == (None, "")
        assert case.assignments.get().ends_on is None
        assert reopen not in desk.get("/rodziny/R12/").content.decode()

    def test_support_that_ended_long_ago(self, desk, close, reopen, case):
        ended(desk, close, closed_on="02.10.2023")
        assert reopen in links_of(desk.get("/rodziny/R12/")).values()
        assert desk.post(reopen).status_code == 302
        case.refresh_from_db()
        assert case.closed_on is None

    def test_takes_another_place_where_its_own_is_taken(self, desk, close, reopen, case, ewa):
        ended(desk, close, closed_on="17.05.2024")
        assert assign(case=CaseFactory(), assistant=ewa, starts_on=date(2024, 5, 18)).place == 1
        desk.post(reopen)
        assert case.assignments.get().place == 2

    def test_not_over_the_limit(self, desk, close, reopen, case, ewa):
        ewa.max_families = 1
        ewa.save()
        ended(desk, close, closed_on="17.05.2024")
        assign(case=CaseFactory(), assistant=ewa, starts_on=date(2024, 5, 18))
        assert "ma już tyle rodzin" in words(desk.post(reopen, follow=True))
        case.refresh_from_db()
        assert case.closed_on == date(2024, 5, 17)
        assert case.assignments.get().ends_on == date(2024, 5, 17)

    def test_restores_exactly_what_the_closing_ended(self, desk, close, reopen, case, family, ewa):
        """An assignment with an end date, a current and a planned substitution, and records that had ended before."""
        ola = AssistantFactory(last_name="Dąb")
        first = case.assignments.get()
        first.ends_on = date(2024, 5, 14)
        first.save()
        last = assign(case=case, assistant=ola, starts_on=date(2024, 5, 15), ends_on=date(2024, 6, 30))
        away = [date(2024, 5, 15), date(2024, 5, 16)], [TODAY, date(2024, 5, 31)], [date(2024, 6, 3), date(2024, 6, 9)]
        for starts_on, ends_on in away:
            appoint_substitute(assignments=[last], substitute=ewa, starts_on=starts_on, ends_on=ends_on)
        before = [*Substitution.objects.values()], [*case.assignments.values()]
        ended(desk, close, closed_on="20.05.2024")
        assert [each.ends_on for each in last.substitutions.all()] == [date(2024, 5, 16), TODAY]
        assert desk.post(reopen).status_code == 302
        assert ([*Substitution.objects.values()], [*case.assignments.values()]) == before
        assert not Closing.objects.exists()
        ended(desk, close, closed_on="17.05.2024")
        desk.post(reopen)
        assert ([*Substitution.objects.values()], [*case.assignments.values()]) == before

    def test_leaves_an_assignment_that_ended_on_that_day_anyway(self, desk, close, reopen, case):
        case.assignments.update(ends_on=date(2024, 5, 17))
        ended(desk, close, closed_on="17.05.2024")
        desk.post(reopen)
        assert case.assignments.get().ends_on == date(2024, 5, 17)

    def test_sent_twice_reopens_once(self, desk, close, reopen, case):
        ended(desk, close, closed_on="17.05.2024")
        for _click in range(2):
            text = words(desk.post(reopen, follow=True))
        assert "Zakończenie cofnięte" in text and "wymaga powodu" not in text

    def refused(self, desk, reopen, case):
        before = [*Substitution.objects.values()], [*case.assignments.values()]
        text = words(desk.post(reopen, follow=True))
        case.refresh_from_db()
        assert case.closed_on
        assert ([*Substitution.objects.values()], [*case.assignments.values()]) == before
        return text

    def test_not_when_the_assistant_leaves(self, desk, close, reopen, case, ewa):
        ended(desk, close, closed_on="17.05.2024")
        ewa.employed_to = date(2024, 5, 31)
        ewa.save()
        assert "Żak pracuje tylko do 31 maja 2024, więc" in self.refused(desk, reopen, case)

    def test_not_when_the_substitute_is_away(self, desk, close, reopen, case):
        substitute = AssistantFactory(last_name="Dąb")
        days = {"starts_on": TODAY, "ends_on": date(2024, 5, 31)}
        appoint_substitute(assignments=[case.assignments.get()], substitute=substitute, **days)
        ended(desk, close, closed_on="17.05.2024")
        record_absence(assistant=substitute, kind="leave", **days)
        text = self.refused(desk, reopen, case)
        assert "nie da się przywrócić zastępstwa: Róża Dąb ma w tym czasie nieobecność" in text

    def test_on_another_day_needs_a_reason(self, desk, close, reopen, case, time_machine):
        ended(desk, close)
        time_machine.move_to("2024-05-21 09:00")
        later = signed_in(StaffFactory())
        assert reopen not in later.get("/rodziny/R12/").content.decode()
        assert later.get(reopen).url == reverse("take_back_closing", args=["R12", case.pk])
        assert "wymaga powodu" in words(later.post(reopen, follow=True))
        case.refresh_from_db()
        assert case.closed_on == TODAY

    def test_not_when_new_support_has_begun(self, desk, close, reopen, case, family):
        ended(desk, close, closed_on="17.05.2024")
        CaseFactory(family=family, opened_on=date(2024, 5, 18))
        assert "zaczęło się już nowe" in words(desk.post(reopen, follow=True))

    def test_not_beside_the_open_case_of_a_merged_family(self, desk, close, reopen, case, family):
        ended(desk, close, closed_on="17.05.2024")
        CaseFactory(family=family, opened_on=date(2024, 1, 8), number="S13")
        assert "otwarte inne wsparcie tego rodzaju, S13" in words(desk.post(reopen, follow=True))
