"""The board of caseloads."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from assistants.absences.substitutions import appoint_substitute
from assistants.assignments.services import assign
from assistants.staff.board import Board, BoardOrder
from cases.models import BlueCard, Referral
from tests.clients import queries_of, signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
    VisitFactory,
)
from tests.html_pages import links_of, select, words

TODAY = date(2024, 5, 20)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def manager():
    return StaffFactory()


@pytest.fixture
def staff(manager):
    return signed_in(manager)


@pytest.fixture
def ewa():
    return AssistantFactory(first_name="Ewa", last_name="Żak", number="A7", max_families=4)


@pytest.fixture
def jan():
    return AssistantFactory(first_name="Jan", last_name="Lis", number="A8")


def entrusted(assistant, name="Jaworscy", children=0, met_on=date(2024, 5, 17), **dates):
    """A family of the assistant; only its last contact, on `met_on`, may be overdue."""
    case = CaseFactory(family__name=name, opened_on=date(2024, 4, 29))
    PersonFactory.create_batch(children, family=case.family)
    assign(case=case, assistant=assistant, **{"starts_on": date(2024, 4, 29), **dates})
    VisitFactory(case=case, assistant=assistant, visited_on=met_on)
    return case.family


def page_of(client, query=""):
    return client.get(reverse("board") + query)


def cards_of(user):
    return {card.assistant.number: card for card in Board(user, TODAY).cards}


class TestCards:
    def test_stand_in_polish_order_with_the_load_and_the_difficulty(self, manager, ewa, jan):
        AssistantFactory(last_name="Łoś", number="A9")
        AssistantFactory(last_name="Dawna", employed_to=date(2024, 5, 19))
        entrusted(ewa, children=3)
        BlueCard.objects.create(family=entrusted(ewa, children=1), opened_on=date(2024, 5, 6))
        cards = Board(manager, TODAY).cards
        assert [card.assistant.last_name for card in cards] == ["Lis", "Łoś", "Żak"]
        assert [(card.load, card.difficulty) for card in cards] == [(0, 0), (0, 0), (2, 5)]

    def test_a_family_with_two_cases_counts_once(self, manager, ewa):
        family = entrusted(ewa, children=2)
        case = CaseFactory(family=family, kind="za_zyciem", opened_on=date(2024, 5, 6))
        assign(case=case, assistant=ewa, starts_on=date(2024, 5, 6))
        card = cards_of(manager)["A7"]
        assert (card.load, card.difficulty, len(card.families)) == (1, 2, 1)

    def test_show_a_former_assistant_who_still_has_families(self, manager, ewa):
        entrusted(ewa)
        ewa.employed_to = date(2024, 5, 10)
        ewa.save()
        assert cards_of(manager)["A7"].load == 1

    def test_say_from_when_there_is_room(self, staff, ewa):
        for _n in range(4):
            entrusted(ewa, ends_on=date(2024, 6, 30))
        assert "od 01.07.2024" in words(page_of(staff))

    def test_say_which_families_come_later(self, staff, manager, ewa):
        entrusted(ewa)
        for day in (27, 28):
            entrusted(ewa, starts_on=date(2024, 5, day))
        assert cards_of(manager)["A7"].load == 1
        assert "Od 27.05.2024 dojdzie: 2 rodziny" in words(page_of(staff))

    def test_say_what_is_late_and_lead_to_its_list(self, staff, manager, ewa):
        late, fine = entrusted(ewa, "Spóźnieccy", met_on=date(2024, 5, 2)), entrusted(ewa, "Terminowscy")
        card = cards_of(manager)["A7"]
        assert {row.family.name: bool(row.overdue) for row in card.families} == {late.name: True, fine.name: False}
        assert "Kontakt z rodziną:" in words(page_of(staff))
        behind = staff.get(card.overdue.url)
        assert behind.context["found"] == card.overdue.count == 1

    def test_show_absences_and_substitutes(self, staff, manager, ewa, jan):
        entrusted(ewa)
        ewa.absences.create(kind="sick_leave", starts_on=date(2024, 5, 13), ends_on=TODAY)
        ewa.absences.create(kind="leave", starts_on=date(2024, 6, 3), ends_on=date(2024, 6, 7))
        ewa.absences.create(kind="leave", starts_on=date(2024, 8, 1), ends_on=date(2024, 8, 2))
        page = page_of(staff)
        text = words(page)
        assert "zwolnienie lekarskie, 13.05.2024–20.05.2024" in text and "bez zastępstwa" in text
        assert "Planowana nieobecność: urlop, 03.06.2024–07.06.2024" in text
        assert "08.2024" not in page.content.decode()
        assert f"{reverse('substitute', args=['A7'])}?od=2024-05-20&do=2024-05-20" in links_of(page).values()
        days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=3)}
        appoint_substitute(assignments=ewa.assignments.all(), substitute=jan, **days)
        text = words(page_of(staff))
        assert "Zastępuje: Jan Lis, 20.05.2024–23.05.2024 (1 rodzina)" in text and "bez zastępstwa" not in text

    @pytest.mark.parametrize(
        ("days", "is_said", "is_uncovered"),
        [
            ((date(2024, 5, 13), date(2024, 5, 19)), False, False),
            ((TODAY, TODAY), True, True),
            ((date(2024, 5, 23), date(2024, 5, 31)), True, False),
            ((date(2024, 5, 24), date(2024, 5, 31)), False, False),
        ],
    )
    def test_a_substitute_who_is_absent_as_well(self, staff, manager, ewa, jan, days, is_said, is_uncovered):
        entrusted(ewa)
        ewa.absences.create(kind="sick_leave", starts_on=TODAY, ends_on=date(2024, 5, 23))
        stands_in = {"starts_on": TODAY, "ends_on": date(2024, 5, 23)}
        appoint_substitute(assignments=ewa.assignments.all(), substitute=jan, **stands_in)
        jan.absences.create(kind="leave", starts_on=days[0], ends_on=days[1])
        assert cards_of(manager)["A7"].is_uncovered == is_uncovered
        assert ("bez zastępstwa" in words(page_of(staff))) == is_uncovered
        for page in (page_of(staff), staff.get(reverse("assistant", args=["A7"]))):
            assert ("nieobecność zastępcy: urlop" in words(page)) == is_said


class TestOrder:
    @pytest.mark.parametrize(
        ("query", "first"),
        [
            ("", "A8"),
            ("?kolejnosc=miejsca", "A7"),  # 1 of 4 is more than 2 of 15
            ("?kolejnosc=trudnosc", "A8"),
            ("?kolejnosc=zalegle", "A7"),
            ("?kolejnosc=xyz&strona=999", "A8"),
        ],
    )
    def test_is_in_the_address(self, staff, ewa, jan, query, first):
        entrusted(ewa, met_on=date(2024, 5, 2))
        entrusted(jan, children=3)
        entrusted(jan)
        assert select(page_of(staff, query), ".board > section")[0].get("id") == first

    def test_every_order_has_a_word(self, staff, ewa):
        links = links_of(page_of(staff), ".orders a")
        wanted = {order.label: f"?kolejnosc={order}" for order in BoardOrder}
        assert links == wanted, "templates/assistants/staff/board.html has other links than BoardOrder has orders."


class TestScope:
    def test_a_restricted_family_counts_and_is_hidden(self, staff, manager, ewa, jan):
        entrusted(ewa)
        hidden = entrusted(ewa, "Chronieccy", children=2, met_on=date(2024, 5, 2))
        appoint_substitute(
            assignments=hidden.assignments.all(), substitute=jan, starts_on=TODAY, ends_on=date(2024, 6, 1)
        )
        hidden.is_restricted = True
        hidden.save()
        card = cards_of(manager)["A7"]
        assert (card.load, card.difficulty, len(card.families), card.hidden) == (2, 2, 1, 1)
        page = page_of(staff)
        assert "i 1 rodzina poza Twoim zakresem" in words(page)
        page = page.content.decode()
        assert "Chronieccy" not in page and hidden.number not in page and "Zastępuje" not in page

    def test_the_director_reads_only(self, ewa):
        entrusted(ewa)
        page = page_of(signed_in(UserFactory(role="director")))
        assert "Żak Ewa" in words(page)
        assert reverse("handover", args=["A7"]) not in page.content.decode()
        assert signed_in(UserFactory(role="assistant")).get(reverse("board")).status_code == 403


class TestGaps:
    def test_lead_to_their_lists(self, staff, manager):
        CaseFactory(opened_on=date(2024, 5, 6))
        for _n in range(2):
            Referral.objects.create(
                family=FamilyFactory(),
                source="court",
                referred_on=date(2024, 5, 6),
                decision="waiting",
                decided_on=TODAY,
            )
        alone, waiting = Board(manager, TODAY).gaps()
        assert (alone.count, waiting.count) == (1, 2)
        for gap in (alone, waiting):
            assert staff.get(gap.url).context["found"] == gap.count
        assert "rodzina bez asystenta" in words(page_of(staff))

    def test_a_centre_without_assistants_reads_what_to_do(self, staff):
        assert "Nie ma jeszcze żadnego asystenta." in words(page_of(staff))


def test_queries_are_few_and_do_not_grow_to_three_hundred_families(staff, django_assert_max_num_queries):
    taken = []
    for assistants in (1, 19):
        for _a in range(assistants):
            assistant = AssistantFactory()
            for _n in range(15):
                entrusted(assistant, children=1, met_on=date(2024, 5, 2))
            assistant.absences.create(kind="leave", starts_on=TODAY, ends_on=TODAY)
        taken.append(queries_of(staff, reverse("board"), django_assert_max_num_queries))
    assert taken[0] == taken[1] <= 13
