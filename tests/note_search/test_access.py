"""Whose notes are found, what of them, and what remains of a search."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from cases.models import NamedReader, OutsideContact, Plan, PlanGoal, Referral
from familycare.audit.models import Reading
from familycare.audit.verification.chains import verify
from tests.clients import signed_in
from tests.factories import StaffFactory, UserFactory
from tests.html_pages import links_of, words
from tests.note_search.searching import found, noted, search

pytestmark = pytest.mark.django_db


class TestWhoseNotes:
    def test_an_assistant_finds_those_of_their_families(self, ewa, jan):
        noted("awantura u Ewy", ewa)
        noted("awantura u Jana", jan)
        assert found(ewa.account, "awantura") == ["awantura u Ewy"]
        assert len(found(StaffFactory(role="director"), "awantura")) == 2

    def test_none_of_families_handed_over_which_the_page_says(self, ewa, jan):
        noted("awantura", ewa, ends_on=date(2023, 6, 30))
        page = search(ewa.account, "awantura")
        assert not found(ewa.account, "awantura") and "Przekazane: 1 rodzina" in words(page)

    def test_of_restricted_families_only_named_readers(self, ewa):
        family = noted("awantura", ewa).case.family
        manager, other = StaffFactory(), StaffFactory()
        family.is_restricted = True
        family.save()
        NamedReader.objects.create(family=family, user=manager)
        assert found(manager, "awantura") and not found(other, "awantura") and not found(ewa.account, "awantura")

    def test_of_one_assistant_if_the_manager_chooses(self, ewa, jan):
        noted("awantura u Ewy", ewa)
        noted("awantura u Jana", jan)
        assert found(StaffFactory(), "awantura", asystent=jan.number) == ["awantura u Jana"]

    @pytest.mark.parametrize("role", ["auditor", "admin"])
    def test_who_reads_no_families_is_refused(self, ewa, role):
        noted("awantura", ewa)
        assert search(UserFactory(role=role), "awantura").status_code == 403


class TestParts:
    @pytest.fixture
    def family(self, ewa):
        """A family of which each part has a note."""
        visit = noted("remont w dzienniku", ewa)
        family = visit.case.family
        plan = Plan.objects.create(case=visit.case, agreed_on=date(2023, 7, 1))
        PlanGoal.objects.create(plan=plan, goal="remont w planie")
        for role in ("teacher", "therapist", "probation_officer"):
            OutsideContact.objects.create(family=family, role=role, starts_on=date(2023, 8, 1), note=f"remont {role}")
        Referral.objects.create(
            family=family, source="family", referred_on=date(2023, 1, 1), reasons="remont we wniosku"
        )
        return family

    def test_a_social_worker_finds_only_what_they_read(self, family):
        worker = UserFactory(role="social_worker")
        family.social_worker = worker
        family.save()
        assert found(worker, "remont") == ["remont teacher", "remont w planie", "remont we wniosku"]
        assert "notatki z wizyt" not in words(search(worker, "remont"))
        assert not found(worker, "remont", rodzaj="wizyty")

    def test_an_assistant_does_not_find_what_stands_on_pages_of_others(self, family, ewa):
        texts = found(ewa.account, "remont")
        assert "remont we wniosku" not in texts and len(texts) == 5


class TestWhatRemains:
    def test_no_address_has_the_words(self, ewa):
        noted("awantura", ewa)
        client = signed_in(ewa.account)
        sent = client.post(reverse("search_notes"), {"szukaj": "awantura domowa", "od": "1.01.2023"})
        assert sent.status_code == 302 and "awantura" not in sent.url and "od=1.01.2023" in sent.url
        typed = client.get(reverse("search_notes"), {"szukaj": "awantura"})
        assert typed.status_code == 302 and "awantura" not in typed.url
        again = client.get(typed.url)
        assert "1 wpis" in words(again) and "1 wpis" in words(client.get(typed.url))
        assert all("awantur" not in link for link in links_of(again))

    def test_another_session_does_not_know_them(self, ewa):
        noted("awantura", ewa)
        address = signed_in(ewa.account).post(reverse("search_notes"), {"szukaj": "awantura"}).url
        page = signed_in(ewa.account).get(address, follow=True)
        assert "ta sesja ich nie zna" in words(page) and not urlsplit(page.request["PATH_INFO"]).query

    def test_the_log_has_each_family_and_not_the_words(self, ewa):
        first, second = (noted("awantura", ewa, name=name).case.family for name in ("Sowa", "Wilk"))
        noted("zgoda", ewa)
        search(ewa.account, "awantura")
        listed, *files = Reading.objects.order_by("sequence")
        assert listed.kind == "families" and listed.what == "notatki: pokazano wpisy 2\xa0rodzin" and listed.searched
        assert {(each.kind, each.family_number, each.scope) for each in files} == {
            ("family_notes", first.number, "own"),
            ("family_notes", second.number, "own"),
        }
        assert not any("awantur" in f"{each.what}{each.searched}" for each in [listed, *files])
        verify()

    def test_the_queries_do_not_grow(self, ewa, django_assert_max_num_queries):
        client = signed_in(StaffFactory())

        def queries():
            address = client.post(reverse("search_notes"), {"szukaj": "awantura"}).url
            with django_assert_max_num_queries(100) as captured:
                client.get(address)
            return len(captured)

        noted("awantura", ewa)
        few = queries()
        for _ in range(6):
            noted("awantura", ewa)
        assert queries() == few
