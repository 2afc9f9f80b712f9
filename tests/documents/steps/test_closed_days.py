"""Who changes records of days that a paper told of is asked before a correction, told after any other change, and can
read what changed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from assistants.assignments.services import assign
from assistants.corrections.closing_day import correct_closing, take_back_closing
from assistants.corrections.first_day import correct_first_day
from assistants.corrections.mistaken_case import delete_case
from assistants.diary.moving import move_visit
from cases.choices import ClosingReason
from cases.models import Family
from familycare.audit.acting import acting_as
from familycare.centre.models import Problem
from familycare.lib.polish import date_in_words
from reporting.documents.steps.closed_days import closed_days, papers
from reporting.documents.steps.telling import tell_of_closed_days
from tests.clients import signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    FamilyFactory,
    UserFactory,
    VisitFactory,
)
from tests.html_forms import send
from tests.html_pages import words
from tests.merging.twins import same_persons

pytestmark = pytest.mark.django_db

NAMED = "„Informacja o asystenturze” (wydanie 1)"


class TestWhichDays:
    def test_nothing_is_closed_before_it_is_handed_over(self, approved):
        assert closed_days() == []
        assert papers(date(2025, 3, 1), date(2025, 3, 1)) == []

    @pytest.mark.parametrize(
        ("first", "last", "is_closed"),
        [
            (date(2025, 1, 1), date(2025, 1, 1), True),
            (date(2025, 12, 31), date(2026, 5, 1), True),
            (date(2020, 1, 1), date(2024, 12, 31), False),
            (date(2026, 1, 1), date(2026, 1, 1), False),
        ],
    )
    def test_the_year_of_the_document_is_closed(self, handed_over, first, last, is_closed):
        expected = [(NAMED, localdate())] if is_closed else []
        assert papers(first, last) == expected

    def test_without_a_paper_one_query(self, approved, django_assert_num_queries):
        with django_assert_num_queries(1):
            closed_days()


class TestQuestionBefore:
    """Each correction asks, names the paper and the day, and is done once it is confirmed."""

    @pytest.fixture
    def closed_case(self, handed_over, case):
        case.closed_on, case.closing_reason = date(2025, 6, 30), ClosingReason.OTHER
        case.save()
        return case

    def asked(self, service, **given):
        """Call the service without a confirmation, and again with one; return the question."""
        with pytest.raises(ValidationError) as refused:
            service(**given)
        service(**given, confirmed=True)
        [question] = refused.value.message_dict["confirmed"]
        return question

    def assert_named(self, question):
        assert f"{NAMED}, {date_in_words(localdate())}" in question
        assert "Zmienią się dane za" in question and "mógł już przekazać" not in question

    def test_a_closing_day(self, closed_case, manager):
        self.assert_named(
            self.asked(
                correct_closing,
                case=closed_case,
                closed_on=date(2025, 7, 15),
                closing_reason=ClosingReason.OTHER,
                closing_words="Wyjazd",
                reason="Pomyłka",
                by=manager,
            )
        )
        closed_case.refresh_from_db()
        assert closed_case.closed_on == date(2025, 7, 15)

    def test_a_closing_taken_back(self, closed_case, manager):
        self.assert_named(self.asked(take_back_closing, case=closed_case, reason="Pomyłka", by=manager))

    def test_a_first_day(self, handed_over, manager):
        case = CaseFactory(family=FamilyFactory(), opened_on=date(2025, 2, 1))
        assignment = assign(case=case, assistant=AssistantFactory(), starts_on=date(2025, 2, 1))
        self.assert_named(
            self.asked(
                correct_first_day, assignment=assignment, starts_on=date(2025, 2, 10), reason="Pomyłka", by=manager
            )
        )

    def test_a_case_opened_by_mistake(self, handed_over, manager):
        case = CaseFactory(family=FamilyFactory(), opened_on=date(2025, 2, 1))
        self.assert_named(self.asked(delete_case, case=case, reason="Pomyłka", by=manager))

    def test_days_of_other_years_are_not_asked_about_by_name(self, handed_over, manager):
        case = CaseFactory(
            family=FamilyFactory(),
            opened_on=date(2023, 2, 1),
            closed_on=date(2023, 5, 1),
            closing_reason=ClosingReason.OTHER,
        )
        with pytest.raises(ValidationError) as refused:
            delete_case(case=case, reason="Pomyłka", by=manager)
        [question] = refused.value.message_dict["confirmed"]
        assert "Informacja" not in question and "mógł już przekazać" in question

    def test_a_visit_moved_to_another_family(self, handed_over, manager, visit):
        assign(case=visit.case, assistant=visit.assistant, starts_on=date(2025, 1, 10))
        other = CaseFactory(family=FamilyFactory(), opened_on=date(2025, 1, 10))
        assign(case=other, assistant=visit.assistant, starts_on=date(2025, 1, 10))
        question = self.asked(move_visit, visit=visit, case=other, by=manager, reason="Pomyłka")
        assert f"{NAMED}, {date_in_words(localdate())}" in question

    def test_families_merged(self, handed_over, manager, case):
        kept = FamilyFactory()
        client = signed_in(manager)
        address = f"{reverse('merge_families', args=[kept.number])}?rodzina={case.family.number}"
        assert "confirmed" not in client.get(address).content.decode()
        page = client.post(address)
        said = page.content.decode()
        assert NAMED in said and 'name="confirmed"' in said
        assert not Family.objects.filter(merged_into=kept).exists()
        assert client.post(address, {"confirmed": "on"}).status_code == 302
        assert Family.objects.filter(merged_into=kept).exists()
        merge = kept.merges.get()
        undo = client.get(reverse("undo_merge", args=[kept.number, merge.pk])).content.decode()
        assert NAMED in undo

    def test_families_without_support_are_merged_unasked(self, handed_over, manager):
        kept, absorbed = FamilyFactory(), FamilyFactory()
        assert same_persons(kept, absorbed) == {}
        address = f"{reverse('merge_families', args=[kept.number])}?rodzina={absorbed.number}"
        assert signed_in(manager).post(address).status_code == 302


def told_after(user, change):
    """The messages after a request of the user in which `change()` is done."""
    said = []

    class Messages:
        def add(self, level, message, extra_tags):
            said.append(message)

    request = RequestFactory().post("/")
    request.user, request._messages = user, Messages()
    with acting_as(user):
        tell_of_closed_days(lambda request: change())(request)
    return said


class TestMessageAfter:
    def test_a_late_visit(self, handed_over, manager, visit):
        def change():
            VisitFactory(case=visit.case, assistant=visit.assistant, visited_on=date(2025, 11, 3), minutes=30)

        [said] = told_after(manager, change)
        assert "za 2025 r." in said and NAMED in said and date_in_words(localdate()) in said
        assert "zobaczysz to na liście" in said
        [said] = told_after(UserFactory(role="assistant"), change)
        assert "kierownik zobaczy to na liście" in said

    def test_in_the_browser(self, handed_over, manager, case):
        assign(case=case, assistant=AssistantFactory(), starts_on=date(2025, 1, 10))
        client, address = signed_in(manager), reverse("add_record", args=[case.family.number, "problem"])
        answer = send(client, address, problem=Problem.objects.first().pk, identified_on="01.02.2025")
        assert answer.status_code == 302
        page = client.get(answer.url)
        assert NAMED in words(page.content.decode())

    @pytest.mark.parametrize(
        ("changed", "is_told"),
        [
            ({"visited_on": date(2025, 3, 2)}, True),
            ({"minutes": 90}, True),  # of a day that is closed
            ({"visited_on": date(2026, 3, 2)}, True),  # it leaves the year
        ],
    )
    def test_a_changed_visit(self, handed_over, manager, visit, changed, is_told):
        def change():
            for name, value in changed.items():
                setattr(visit, name, value)
            visit.save()

        assert bool(told_after(manager, change)) == is_told

    def test_a_closing_after_the_year_concerns_later_days_only(self, handed_over, manager, case):
        def change():
            case.closed_on, case.closing_reason = date(2026, 2, 1), ClosingReason.OTHER
            case.save()

        assert told_after(manager, change) == []

    def test_a_closing_within_the_year(self, handed_over, manager, case):
        def change():
            case.closed_on, case.closing_reason = date(2025, 2, 1), ClosingReason.OTHER
            case.save()

        assert len(told_after(manager, change)) == 1

    def test_a_deleted_visit(self, handed_over, manager, visit):
        assert len(told_after(manager, visit.delete)) == 1

    def test_a_visit_of_another_year(self, handed_over, manager, visit):
        assert (
            told_after(
                manager,
                lambda: VisitFactory(case=visit.case, assistant=visit.assistant, visited_on=date(2026, 3, 1)),
            )
            == []
        )

    def test_nothing_about_what_was_rolled_back(self, handed_over, manager, visit):
        def change():
            with transaction.atomic():
                visit.delete()
                transaction.set_rollback(True)

        assert told_after(manager, change) == []

    def test_nothing_handed_over_costs_one_query(self, approved, manager, visit):
        visit.minutes = 45
        with CaptureQueriesContext(connection) as alone, acting_as(manager):
            visit.save()
        visit.minutes = 50
        with CaptureQueriesContext(connection) as with_message:
            assert told_after(manager, visit.save) == []
        assert len(with_message) - len(alone) <= 1
        with CaptureQueriesContext(connection) as nothing_changed:
            told_after(manager, lambda: None)
        assert len(nothing_changed) == 0


class TestChangesAfter:
    ADDRESS = "/dokument/informacja/wydanie/1/zmiany/"

    def test_nothing_changed(self, handed_over, director):
        page = words(signed_in(director).get(self.ADDRESS).content.decode())
        assert "żadna liczba tego dokumentu się nie zmieniła" in page
        assert f"Przekazano {date_in_words(localdate())}: Rada Miasta.".replace("\xa0", " ") in page

    def test_a_late_visit_is_named_with_its_family(self, handed_over, manager, visit):
        with acting_as(manager):
            late = VisitFactory(case=visit.case, assistant=visit.assistant, visited_on=date(2025, 11, 3), minutes=30)
        page = signed_in(manager).get(self.ADDRESS).content.decode()
        said = words(page)
        assert f"doszło: wizyta {late.pk}" in said
        assert "Maria Kierownik" in said
        assert f'href="/rodziny/{visit.case.family.number}/"' in page
        assert visit.case.family.name not in page
        assert "2 liczby są inne" in said

    def test_a_deleted_visit_is_named_with_its_family(self, handed_over, manager, visit):
        key, number = visit.pk, visit.case.family.number
        visit.delete()
        page = signed_in(manager).get(self.ADDRESS).content.decode()
        assert f"ubyło: wizyta {key}" in page and f'href="/rodziny/{number}/"' in page

    def test_a_protected_family_is_not_named(self, handed_over, director, visit):
        visit.delete()
        late = VisitFactory(
            case=CaseFactory(family=FamilyFactory(is_restricted=True), opened_on=date(2025, 1, 10)),
            assistant=AssistantFactory(),
            visited_on=date(2025, 11, 3),
            minutes=30,
        )
        page = signed_in(director).get(self.ADDRESS).content.decode()
        assert f"wizyta {late.pk}" in page
        assert late.case.family.number not in page

    def test_the_list_and_the_edition_lead_there(self, handed_over, manager):
        client = signed_in(manager)
        for address in ("/dokumenty/", "/dokument/informacja/wydanie/1/"):
            assert f'href="{self.ADDRESS}"' in client.get(address).content.decode()
