"""A closing that is corrected or taken back long after, with a reason."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.absences.substitutions import appoint_substitute
from assistants.assignments.services import assign
from assistants.choices import VisitKind
from assistants.models import Correction, Substitution
from cases.models import Assessment, Case
from tests.casework.days import CLOSED, TODAY
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, StaffFactory, VisitFactory
from tests.html_forms import errors_of, field_of, send
from tests.html_pages import links_of, words

WHY = "Pomyliłam datę z protokołu"


@pytest.fixture
def correction(closed):
    return reverse("correct_closing", args=["R12", closed.pk])


@pytest.fixture
def taking_back(closed):
    return reverse("take_back_closing", args=["R12", closed.pk])


def ends(case):
    """The last days of the case and of its assignments, from the database."""
    case.refresh_from_db()
    return [case.closed_on, *case.assignments.values_list("ends_on", flat=True)]


class TestTheDay:
    @pytest.mark.parametrize("day", [date(2024, 4, 15), date(2024, 5, 10)])
    def test_moves_with_the_assignment(self, desk, correction, closed, day):
        assert correction in links_of(desk.get("/rodziny/R12/")).values()
        assert send(desk, correction, closed_on=f"{day:%d.%m.%Y}", reason=WHY).status_code == 302
        assert ends(closed) == [day, day]

    def test_leaves_a_trace_in_the_file(self, desk, phone, correction):
        send(desk, correction, closed_on="15.04.2024", closing_reason="moved_away", reason=WHY)
        page = words(desk.get("/rodziny/R12/"))
        sentence = (
            "20.05.2024: Zakończenie wsparcia S12: było 30.04.2024, osiągnięcie celów współpracy, "
            f"jest 15.04.2024, zmiana miejsca zamieszkania. Powód: {WHY}"
        )
        assert sentence in page

    def test_needs_a_reason_and_keeps_what_was_typed(self, desk, correction, closed):
        page = send(desk, correction, closed_on="15.04.2024", reason="")
        assert "Podaj powód" in errors_of(page)["reason"]
        assert field_of(page, "closed_on") == "15.04.2024"
        assert ends(closed) == [CLOSED, CLOSED]

    def test_asks_before_a_year_changes_that_is_over(self, desk, correction, closed):
        page = send(desk, correction, closed_on="15.12.2023", reason=WHY)
        assert "za rok 2023, także w sprawozdaniach" in errors_of(page)["confirmed"]
        assert ends(closed) == [CLOSED, CLOSED]
        assert send(desk, correction, closed_on="15.12.2023", reason=WHY, confirmed="on").status_code == 302
        assert ends(closed)[0] == date(2023, 12, 15)

    def test_not_before_what_was_recorded(self, desk, correction, closed):
        Assessment.objects.create(case=closed, held_on=date(2024, 4, 20))
        page = send(desk, correction, closed_on="15.04.2024", reason=WHY)
        assert "okresowa ocena, z 20 kwietnia 2024" in errors_of(page)["closed_on"]

    def test_not_over_the_next_support(self, desk, correction, closed, family):
        CaseFactory(family=family, opened_on=date(2024, 5, 6), number="S13")
        page = send(desk, correction, closed_on="10.05.2024", reason=WHY)
        assert "następne wsparcie tego rodzaju, S13" in errors_of(page)["closed_on"]
        assert send(desk, correction, closed_on="06.05.2024", reason=WHY).status_code == 302

    def test_not_over_an_entry_about_monitoring(self, desk, correction, closed, ewa):
        VisitFactory(case=closed, assistant=ewa, kind=VisitKind.MONITORING, visited_on=date(2024, 5, 8))
        page = send(desk, correction, closed_on="10.05.2024", reason=WHY)
        assert "8 maja 2024 jest wpis z monitorowania" in errors_of(page)["closed_on"]

    def test_not_over_the_limit_of_families(self, desk, correction, closed, ewa):
        ewa.max_families = 1
        ewa.save()
        assign(case=CaseFactory(), assistant=ewa, starts_on=date(2024, 5, 2))
        page = send(desk, correction, closed_on="10.05.2024", reason=WHY)
        assert "ma już tyle rodzin" in errors_of(page)["closed_on"]
        assert ends(closed) == [CLOSED, CLOSED]

    def test_not_after_the_last_day_of_work(self, desk, correction, closed, ewa):
        ewa.employed_to = date(2024, 5, 5)
        ewa.save()
        page = send(desk, correction, closed_on="10.05.2024", reason=WHY)
        assert "pracuje tylko do 5 maja 2024" in errors_of(page)["closed_on"]

    def test_moves_substitutions(self, desk, correction, closed):
        """One that stood in until the end is cut, one that monitors begins after the new end."""
        ola = AssistantFactory()
        days = {"starts_on": date(2024, 4, 8), "ends_on": CLOSED}
        appoint_substitute(assignments=[closed.assignments.get()], substitute=ola, **days)
        Substitution.objects.create(
            assignment=closed.assignments.get(), substitute=ola, starts_on=date(2024, 5, 2), ends_on=date(2024, 7, 1)
        )
        send(desk, correction, closed_on="10.05.2024", reason=WHY)
        spans = Substitution.objects.order_by("starts_on").values_list("starts_on", "ends_on")
        assert list(spans) == [(date(2024, 4, 8), CLOSED), (date(2024, 5, 11), date(2024, 7, 1))]
        send(desk, correction, closed_on="12.04.2024", reason=WHY)
        assert list(spans.all()) == [
            (date(2024, 4, 8), date(2024, 4, 12)),
            (date(2024, 5, 11), date(2024, 7, 1)),
        ]


class TestTheReason:
    def test_other_takes_words(self, desk, correction, closed):
        page = send(desk, correction, closing_reason="other", reason=WHY)
        assert "Napisz w kilku słowach" in errors_of(page)["closing_words"]
        send(desk, correction, closing_reason="other", closing_words="wyjazd za granicę", reason=WHY)
        assert "zakończenie: inna przyczyna: wyjazd za granicę" in words(desk.get("/rodziny/R12/"))
        closed.refresh_from_db()
        assert closed.closing_reason == "other"

    def test_nothing_changed_leaves_no_trace(self, desk, correction):
        send(desk, correction, reason=WHY)
        assert "Nic się nie zmieniło" in words(desk.get("/rodziny/R12/"))
        assert not Correction.objects.exists()

    def test_two_managers_see_one_another(self, desk, correction, closed):
        other = signed_in(StaffFactory())
        opened = {name: field_of(desk.get(correction), name) for name in ("version", "closed_on")}
        send(other, correction, closing_reason="no_results", reason=WHY)
        page = desk.post(correction, {**opened, "closing_reason": "moved_away", "reason": WHY})
        assert "Ktoś zmienił te dane" in errors_of(page)[""]
        closed.refresh_from_db()
        assert closed.closing_reason == "no_results"


class TestTakingBack:
    def test_lets_an_old_case_go_on(self, desk, taking_back, closed):
        assert taking_back in links_of(desk.get("/rodziny/R12/")).values()
        assert "Podaj powód" in errors_of(send(desk, taking_back))["reason"]
        assert send(desk, taking_back, reason=WHY).status_code == 302
        assert ends(closed) == [None, None]
        assert "Wsparcie S12 trwa dalej" in words(desk.get("/rodziny/R12/"))

    def test_says_which_entry_is_in_the_way(self, desk, taking_back, closed, ewa):
        VisitFactory(case=closed, assistant=ewa, kind=VisitKind.MONITORING, visited_on=date(2024, 5, 8))
        assert "8 maja 2024 jest wpis z monitorowania" in errors_of(send(desk, taking_back, reason=WHY))[""]
        assert ends(closed) == [CLOSED, CLOSED]

    def test_not_beside_a_new_case(self, desk, taking_back, closed, family):
        CaseFactory(family=family, opened_on=TODAY)
        assert "zaczęło się już nowe" in errors_of(send(desk, taking_back, reason=WHY))[""]


def test_is_for_the_manager(phone, correction, taking_back):
    assert [phone.get(address).status_code for address in (correction, taking_back)] == [403, 403]


def test_a_case_of_another_family_is_not_found(desk, closed):
    address = reverse("correct_closing", args=["R12", CaseFactory(closed_on=CLOSED).pk])
    assert desk.get(address).status_code == 404
    assert Case.objects.filter(closed_on=CLOSED).count() == 2
