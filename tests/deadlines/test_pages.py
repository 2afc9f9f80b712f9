"""The list of terms, the card of the first page and the inspection view."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from cases.models import Assessment, CourtReport, Plan, Referral
from tests.attachments.made import attached
from tests.clients import queries_of, signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
    VisitFactory,
    create_families,
)
from tests.html_pages import links_of, one, rows_of, select, words

pytestmark = pytest.mark.django_db
LIST, INSPECTION, HOME = reverse("dues"), reverse("inspection"), reverse("home")
TODAY = date(2024, 5, 20)  # a Monday


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00")


def rows(client, **query):
    """The words of the cells of each row of the list; empty without a list."""
    page = client.get(LIST, query)
    assert page.status_code == 200
    return rows_of(page, ".due-list") if select(page, ".due-list") else []


def supported(name, assistant, opened_on=TODAY, **fields):
    """A case with a plan, a consent and a contact on its first day."""
    case = CaseFactory(family__name=name, opened_on=opened_on, **fields)
    if assistant:
        assign(case=case, assistant=assistant, starts_on=opened_on)
    Plan.objects.create(case=case, agreed_on=opened_on)
    Referral.objects.create(
        family=case.family, source="family", referred_on=opened_on, consent_on=opened_on, decision="assigned", case=case
    )
    return case


class TestList:
    def test_shows_terms_with_assistants_the_most_overdue_first(self, staff):
        róża = AssistantFactory(first_name="Róża", last_name="Polna")
        wrona = supported("Wrona", róża, opened_on=date(2023, 11, 16))
        CourtReport.objects.create(family=wrona.family, kind="opinion", due_on=date(2024, 5, 14))
        VisitFactory(case=wrona, assistant=róża, visited_on=date(2024, 5, 10))
        waiting = Referral.objects.create(
            family=CaseFactory(family__name="Żuk", opened_on=date(2020, 1, 1), closed_on=date(2020, 2, 1)).family,
            source="family",
            referred_on=date(2024, 5, 9),
            interview_on=date(2024, 5, 9),
        )
        number, other = wrona.family.number, waiting.family.number
        assert rows(staff) == [
            [
                f"Wrona {number}",
                "Pismo do sądu: opinia o rodzinie na wniosek sądu",
                "6 dni po terminie",
                "Róża Polna",
                "Wpisz dzień wysłania",
            ],
            [
                f"Wrona {number}",
                "Okresowa ocena sytuacji rodziny",
                "4 dni po terminie",
                "Róża Polna",
                "Wpisz ocenę",
            ],
            [
                f"Żuk {other}",
                "Rozstrzygnięcie wniosku: wniosek rodziny",
                "do 23 maja (za 3 dni)",
                "–",
                "Rozstrzygnij wniosek",
            ],
            [f"Wrona {number}", "Kontakt z rodziną", "do 24 maja (za 4 dni)", "Róża Polna", "–"],
        ]

    def test_shows_expiring_documents_until_there_is_a_newer_one(self, staff):
        family = supported("Wrona", None).family
        attached(family, StaffFactory(), valid_until=date(2024, 5, 22))
        attached(family, StaffFactory(), kind="certificate", valid_until=date(2024, 5, 17))
        attached(family, StaffFactory(), kind="letter")
        attached(FamilyFactory(), StaffFactory(), valid_until=date(2024, 5, 22))
        kinds = ("koniec_zgody", "koniec_dokumentu")
        assert [row[1:3] for kind in kinds for row in rows(staff, rodzaj=kind)] == [
            ["Koniec ważności zgody lub upoważnienia: zgoda", "do 22 maja (za 2 dni)"],
            ["Koniec ważności dokumentu: zaświadczenie lub orzeczenie o stanie zdrowia", "3 dni po terminie"],
        ]
        attached(family, StaffFactory(), dated_on=TODAY, valid_until=date(2024, 5, 22))
        assert [row[2] for row in rows(staff, rodzaj="koniec_zgody")] == ["do 22 maja (za 2 dni)"] * 2
        attached(family, StaffFactory(), dated_on=TODAY)
        assert not rows(staff, rodzaj="koniec_zgody")

    def test_says_whose_document_ends_and_leaves_out_who_has_left(self, staff):
        family = supported("Wrona", None).family
        ida = PersonFactory(family=family, first_name="Ida", last_name="Wrona")
        gone = PersonFactory(family=family, first_name="Ala", last_name="Wrona", left_on=TODAY)
        for person in (ida, gone):
            attached(family, StaffFactory(), kind="certificate", person=person, valid_until=date(2024, 5, 22))
        assert [row[1] for row in rows(staff, rodzaj="koniec_dokumentu")] == [
            "Koniec ważności dokumentu: zaświadczenie lub orzeczenie o stanie zdrowia – Ida Wrona"
        ]

    @pytest.mark.parametrize(
        ("due_on", "when"),
        [
            ("2024-05-19", {"po_terminie"}),
            ("2024-05-20", {"tydzien", "miesiac"}),
            ("2024-05-26", {"tydzien", "miesiac"}),
            ("2024-05-27", {"miesiac"}),
            ("2024-05-31", {"miesiac"}),
            ("2024-06-01", set()),
        ],
    )
    def test_filters_by_the_term(self, staff, due_on, when):
        supported("Wrona", None).family.court_reports.create(kind="opinion", due_on=due_on)
        found = {each for each in ("po_terminie", "tydzien", "miesiac") if rows(staff, kiedy=each, rodzaj="pismo")}
        assert found == when

    @pytest.mark.parametrize(
        ("due_on", "is_shown"),
        [("2024-05-25", False), ("2024-05-26", True), ("2024-06-02", True), ("2024-06-03", False)],
    )
    def test_on_a_sunday_the_coming_week_is_this_week(self, db, time_machine, due_on, is_shown):
        time_machine.move_to("2024-05-26 12:00")
        staff = signed_in(StaffFactory())
        supported("Wrona", None).family.court_reports.create(kind="opinion", due_on=due_on)
        assert bool(rows(staff, kiedy="tydzien", rodzaj="pismo")) == is_shown

    def test_every_count_opens_a_list_of_as_many(self, staff):
        CentreFactory()
        for n in range(4):
            case = supported(f"Wrona {n}", AssistantFactory(), opened_on=date(2023, 11, 16 + n))
            case.family.court_reports.create(kind="opinion", due_on=date(2024, 5, 18 + n))
        CaseFactory.create_batch(2)
        links = select(staff.get(LIST), '#lista a[href^="/terminy/"]')
        counts = [(link.get("href"), words(link).split()[0]) for link in links]
        assert len(counts) > 25
        assert sum(int(count) for _address, count in counts) > 30
        for address, count in counts:
            assert staff.get(address).context["found"] == int(count), address

    def test_filters_by_assistant_also_in_the_counts(self, staff):
        mine, other = AssistantFactory(), AssistantFactory()
        supported("Wrona", mine), supported("Żuk", other)
        assert {row[0].split()[0] for row in rows(staff, asystent=mine.number)} == {"Wrona"}
        counts = links_of(staff.get(LIST, {"asystent": mine.number}), ".by-kind td a").values()
        assert counts and all(f"asystent={mine.number}" in address for address in counts)

    def test_shows_gaps_only_on_request(self, staff):
        CaseFactory(family__name="Wrona", opened_on=date(2024, 5, 2))
        assert not [row for row in rows(staff) if "bez asystenta" in row[1]]
        assert rows(staff, rodzaj="brak_asystenta")[0][1:3] == ["Rodzina bez asystenta", "od 2 maja 2024"]
        assert rows(staff, rodzaj="brak_zgody")[0][1] == "Brak zgody rodziny"

    def test_has_pages(self, staff):
        create_families(30)
        assert len(rows(staff)) == 50
        assert len(rows(staff, strona="2")) == 40
        assert len(rows(staff, strona="brak")) == 50

    def test_an_empty_list_says_why(self, staff):
        assert "Nic nie czeka na termin" in words(staff.get(LIST))
        assert "Nie ma takich spraw" in words(staff.get(LIST, {"rodzaj": "pismo"}))

    @pytest.mark.parametrize("name", ["kiedy", "rodzaj", "asystent"])
    @pytest.mark.parametrize("value", ["bzdura", "\0", "9" * 9000, "<b>"])
    def test_nonsense_gets_a_message(self, staff, name, value):
        create_families(1)
        page = staff.get(LIST, {name: value})
        assert page.status_code == 200
        assert page.context["found"] == 3
        assert page.context["form"].errors[name]

    def test_number_of_queries_does_not_grow(self, staff, django_assert_max_num_queries):
        supported("Wrona", AssistantFactory())
        before = queries_of(staff, LIST, django_assert_max_num_queries)
        for n in range(5):
            supported(f"Żuk {n}", AssistantFactory())
        assert queries_of(staff, LIST, django_assert_max_num_queries) == before <= 12


class TestRoles:
    @pytest.fixture
    def wrona(self):
        case = supported("Wrona", AssistantFactory(account=UserFactory(role="assistant")), opened_on=date(2023, 9, 1))
        CourtReport.objects.create(family=case.family, kind="opinion", due_on=TODAY)
        supported("Żuk", AssistantFactory())
        return case

    def test_an_assistant_sees_own_families(self, wrona):
        client = signed_in(wrona.assignments.get().assistant.account)
        assert {row[0].split()[0] for row in rows(client)} == {"Wrona"}
        page = client.get(LIST)
        assert not select(page, "[name=asystent]")
        assert INSPECTION not in page.content.decode()

    def test_a_social_worker_sees_only_terms_of_their_parts(self, wrona):
        worker = UserFactory(role="social_worker")
        wrona.family.social_worker = worker
        wrona.family.save()
        client = signed_in(worker)
        assert [row[1] for row in rows(client)] == ["Okresowa ocena sytuacji rodziny"]
        assert client.get(LIST, {"rodzaj": "kontakt"}).context["form"].errors

    @pytest.mark.parametrize("role", ["manager", "director"])
    def test_managers_see_all(self, wrona, role):
        assert {row[0].split()[0] for row in rows(signed_in(UserFactory(role=role)))} == {"Wrona", "Żuk"}

    @pytest.mark.parametrize("role", ["auditor", "admin"])
    def test_roles_without_families_are_refused(self, wrona, role):
        client = signed_in(UserFactory(role=role))
        for address in (LIST, INSPECTION, reverse("calendar")):
            assert client.get(address).status_code == 403

    @pytest.mark.parametrize("role", ["assistant", "social_worker"])
    def test_the_inspection_is_for_managers(self, wrona, role):
        assert signed_in(UserFactory(role=role)).get(INSPECTION).status_code == 403

    def test_without_an_authorisation_nothing_is_shown(self, wrona):
        client = signed_in(StaffFactory(authorised_on=None))
        assert client.get(LIST).status_code == client.get(INSPECTION).status_code == 403

    def test_a_restricted_family_is_counted_for_named_readers_only(self, wrona):
        wrona.family.is_restricted = True
        wrona.family.save()
        reader, other = StaffFactory(), StaffFactory()
        wrona.family.named_readers.create(user=reader)
        assert "Wrona" in str(rows(signed_in(reader)))
        assert "Wrona" not in str(rows(signed_in(other)))
        shown = {user: signed_in(user).get(INSPECTION).context["findings"] for user in (reader, other)}
        assert sum(each.count for each in shown[reader]) > sum(each.count for each in shown[other])


class TestHome:
    def test_shows_the_most_overdue_terms(self, staff):
        case = supported("Wrona", AssistantFactory(), opened_on=date(2023, 11, 16))
        Assessment.objects.create(case=case, held_on=date(2023, 11, 18))
        card = reverse("dues_card")
        assert one(staff.get(HOME), f'[hx-get="{card}"]').get("hx-trigger") == "load"
        text = words(staff.get(card))
        assert "2 sprawy po terminie" in text
        assert "Wrona – Kontakt z rodziną" in text
        assert "Wrona – Okresowa ocena sytuacji rodziny" in text
        assert "2 dni po terminie" in text


class TestInspection:
    def test_each_count_opens_its_list(self, staff):
        good = supported("Wzorowa", AssistantFactory(), opened_on=date(2024, 5, 2))
        VisitFactory(case=good, visited_on=TODAY)
        CaseFactory(family__name="Wrona", opened_on=date(2023, 5, 2))
        late = CaseFactory(opened_on=date(2022, 1, 1), closed_on=date(2022, 2, 1)).family
        Referral.objects.create(family=late, source="family", referred_on=date(2024, 5, 5))
        late.court_reports.create(kind="opinion", due_on=date(2024, 5, 19))
        attached(good.family, StaffFactory(), valid_until=date(2024, 5, 19))
        page = staff.get(INSPECTION)
        assert {each.label: each.count for each in page.context["findings"]} == {
            "Rodziny bez zapisanej zgody na pracę z asystentem": 1,
            "Zgody i upoważnienia, które straciły ważność": 1,
            "Rodziny objęte wsparciem bez asystenta": 1,
            "Rodziny bez planu pracy po terminie ustalonym w ośrodku": 1,
            "Plany pracy, które przestały obowiązywać": 0,
            "Okresowe oceny sytuacji rodziny po terminie": 1,
            "Rodziny bez kontaktu dłużej, niż ustalił ośrodek": 1,
            "Pisma do sądu niewysłane w terminie": 1,
            "Wnioski nierozstrzygnięte w terminie ustalonym w ośrodku": 1,
            "Rodziny po zakończeniu wsparcia, od miesiąca bez kontaktu": 0,
        }
        for finding in page.context["findings"]:
            assert staff.get(finding.url).context["found"] == finding.count

    def test_names_assistants_at_the_limit(self, staff):
        full, free = AssistantFactory(max_families=1), AssistantFactory()
        for assistant in (full, free):
            assign(case=CaseFactory(), assistant=assistant, starts_on=date(2024, 5, 1))
        page = staff.get(INSPECTION)
        assert page.context["full"] == [full]
        assert page.context["over"] == []
        assert f"/asystenci/{full.number}/" in links_of(page).values()
        assert f"/asystenci/{free.number}/" not in links_of(page).values()

    def test_number_of_queries_does_not_grow(self, staff, django_assert_max_num_queries):
        create_families(1)
        before = queries_of(staff, INSPECTION, django_assert_max_num_queries)
        create_families(5)
        assert queries_of(staff, INSPECTION, django_assert_max_num_queries) == before <= 12
