"""The page on which a manager hands families over to another assistant."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assistants.absences.substitutions import appoint_substitute
from assistants.assignments.services import assign
from assistants.models import Appointment, Assignment
from tests.clients import queries_of
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    PersonFactory,
    VisitFactory,
)
from tests.html_forms import field_of
from tests.html_pages import links_of, words

TODAY = date(2024, 5, 20)
FROM = date(2024, 5, 27)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 12:00")


@pytest.fixture
def ewa():
    CentreFactory()
    return AssistantFactory(first_name="Ewa", last_name="Żak", number="A7")


@pytest.fixture
def jan():
    return AssistantFactory(first_name="Jan", last_name="Lis", number="A8", max_families=3)


@pytest.fixture
def families(ewa):
    return [entrusted(ewa, name) for name in ("Kowalscy", "Nowakowie", "Źrebcy")]


def entrusted(assistant, name="Jaworscy", **dates):
    case = CaseFactory(family__name=name)
    return assign(case=case, assistant=assistant, **{"starts_on": date(2024, 1, 1), **dates}).family


def send(staff, ewa, jan, families=(), **data):
    """Send the form; with `zatwierdz` the families are handed over."""
    values = {"which": "wybrane" if families else "wszystkie", "to": jan.number, "starts_on": "27.05.2024", **data}
    return staff.post(reverse("handover", args=[ewa.number]), {**values, "families": [each.pk for each in families]})


class TestPreview:
    def test_says_what_will_happen_and_changes_nothing(self, staff, ewa, jan, families):
        Appointment.objects.create(family=families[0], assistant=ewa, planned_on=date(2024, 6, 3))
        appoint_substitute(
            assignments=families[0].assignments.all(), substitute=jan, starts_on=TODAY, ends_on=date(2024, 6, 30)
        )
        jan.absences.create(kind="leave", starts_on=FROM, ends_on=FROM)
        response = send(staff, ewa, jan, families[:2])
        seen = response.context["preview"]
        assert [each.name for each in seen.families] == ["Kowalscy", "Nowakowie"]
        assert [(load.before, load.after) for load in seen.loads] == [(3, 1), (0, 2)]
        page = words(response)
        assert "Co się zmieni: 2 rodziny od 27 maja 2024" in page
        assert "Ewa Żak prowadzi je do 26 maja 2024 włącznie." in page
        assert "Umówione spotkanie przejdzie na nowego asystenta." in page
        assert "Zastępstwa w tych rodzinach skończą się" in page
        assert "Jan Lis ma wtedy nieobecność (urlop, 27.05.2024)." in page
        assert Assignment.objects.open().filter(assistant=ewa).count() == 3
        assert Appointment.objects.get().assistant == ewa

    def test_a_meeting_with_a_family_of_two_cases_counts_once_and_goes_with_both(self, staff, ewa, jan, families):
        second = CaseFactory(family=families[0], kind="za_zyciem", basis="application")
        Appointment.objects.create(family=families[0], assistant=ewa, planned_on=date(2024, 6, 3))
        assign(case=second, assistant=ewa, starts_on=date(2024, 1, 1))
        assert send(staff, ewa, jan, families[:1]).context["preview"].meetings == 1
        second.assignments.update(ends_on=date(2024, 5, 31))
        assign(case=second, assistant=AssistantFactory(), starts_on=date(2024, 6, 1))
        assert send(staff, ewa, jan, families[:1]).context["preview"].meetings == 0

    def test_says_how_many_fit_and_when_the_next_place_is_free(self, staff, ewa, jan, families):
        entrusted(jan)
        entrusted(jan, ends_on=date(2024, 6, 30))
        page = words(send(staff, ewa, jan))
        assert "Jan Lis nie ma miejsca dla wszystkich tych rodzin." in page
        assert "Wolne miejsca od 27 maja 2024: 1, rodziny do przekazania: 3." in page
        assert "Następne miejsce zwolni się 1 lipca 2024." in page

    def test_is_not_in_the_log_and_does_not_lock_it(self, staff, ewa, jan, families):
        with CaptureQueriesContext(connection) as queries:
            assert send(staff, ewa, jan, families).context["preview"]
        statements = [query["sql"] for query in queries]
        assert any("INSERT INTO" in statement and "assistants_assignment" in statement for statement in statements)
        assert not [statement for statement in statements if "audit_change" in statement or "advisory" in statement]

    @pytest.mark.parametrize(
        ("days", "warning"),
        [
            ((date(2024, 5, 26), date(2024, 5, 26)), ""),
            ((date(2024, 5, 20), FROM), "Jan Lis ma wtedy nieobecność (urlop, 20.05.2024–27.05.2024)."),
            (
                (date(2024, 5, 28), date(2024, 6, 7)),
                "Jan Lis niedługo potem ma nieobecność (urlop, 28.05.2024–07.06.2024).",
            ),
            ((date(2024, 6, 26), date(2024, 6, 28)), "niedługo potem ma nieobecność (urlop, 26.06.2024–28.06.2024)."),
            ((date(2024, 6, 27), date(2024, 6, 28)), ""),
        ],
    )
    def test_warns_when_the_new_assistant_is_absent_then_or_soon_after(self, staff, ewa, jan, families, days, warning):
        jan.absences.create(kind="leave", starts_on=days[0], ends_on=days[1])
        page = words(send(staff, ewa, jan, families[:1]))
        assert ("Uwaga:" in page) == bool(warning)
        assert warning in page


class TestHandingOver:
    def test_some_families_first_and_the_rest_to_another_assistant(self, staff, ewa, jan, families):
        done = send(staff, ewa, jan, families[:1], zatwierdz="1").url
        assert done == reverse("handover_done", args=["A7", "A8", "2024-05-27"])
        page = staff.get(done)
        assert "Przekazano 1 rodzinę." in words(page) and "Kowalscy" in words(page)
        assert "Nowakowie" not in page.content.decode()
        links = links_of(page)
        assert f"{reverse('handover_pack')}?rodzina={families[0].number}" in links.values()
        rest = f"{reverse('handover', args=['A7'])}?od=2024-05-27"
        assert links["Przekaż pozostałe: 2 rodziny"] == rest
        form = staff.get(rest).context["form"]
        assert form["starts_on"].value() == FROM
        assert [each.name for each in form.fields["families"].queryset] == ["Nowakowie", "Źrebcy"]
        maria = AssistantFactory(last_name="Maj", number="A9")
        page = staff.get(send(staff, ewa, maria, zatwierdz="1").url)
        assert "Nowakowie" in words(page) and "Źrebcy" in words(page)
        assert "Kowalscy" not in page.content.decode() and "pozostałe" not in page.content.decode()
        assert {each.assistant for each in Assignment.objects.open()} == {jan, maria}

    @pytest.mark.parametrize("day", ["2024-05-19", "x", "%00", "2024-13-01", ""])
    def test_a_nonsense_day_in_the_address_is_ignored(self, staff, ewa, families, day):
        form = staff.get(f"{reverse('handover', args=['A7'])}?od={day}").context["form"]
        assert form["starts_on"].value() == date(2024, 5, 21)

    def test_a_double_click_hands_over_once(self, staff, ewa, jan, families):
        once, again = (send(staff, ewa, jan, families[:1], zatwierdz="1") for _n in range(2))
        assert once.url == again.url
        assert families[0].assignments.count() == 2

    def test_the_family_s_page_leads_to_the_form_with_it_ticked(self, staff, ewa, jan, families):
        address = f"{reverse('handover', args=['A7'])}?rodzina={families[1].number}"
        assert address in links_of(staff.get(reverse("family", args=[families[1].number]))).values()
        form = staff.get(address).context["form"]
        assert (form["which"].value(), form["families"].value()) == ("wybrane", [families[1].pk])

    @pytest.mark.parametrize("query", ["", "?rodzina=R404", "?od=2024-05-27"])
    def test_no_family_is_selected_at_first(self, staff, ewa, families, query):
        form = staff.get(f"{reverse('handover', args=['A7'])}{query}").context["form"]
        assert (form["which"].value(), form["families"].value()) == ("wybrane", None)

    def test_a_family_that_the_manager_does_not_see_stays(self, staff, ewa, jan, families):
        families[0].is_restricted = True
        families[0].save()
        assert "Kowalscy" not in staff.get(reverse("handover", args=["A7"])).content.decode()
        assert "Zostaje też poza Twoim zakresem: 1 rodzina." in words(send(staff, ewa, jan))
        send(staff, ewa, jan, zatwierdz="1")
        assert Assignment.objects.open().get(assistant=ewa).family == families[0]
        other = words(send(staff, ewa, AssistantFactory(), families[:1], zatwierdz="1"))
        assert "rodzina, której ten asystent już nie ma" in other

    def test_a_handover_of_a_restricted_family_is_hidden(self, staff, ewa, jan, families):
        done = send(staff, ewa, jan, families[:1], zatwierdz="1").url
        families[0].is_restricted = True
        families[0].save()
        assert staff.get(done).status_code == 404
        again = send(staff, ewa, jan, families[:1], zatwierdz="1")
        assert again.status_code == 200 and "której ten asystent już nie ma" in words(again)


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "error"),
        [
            ({"to": ""}, "Wybierz, kto przejmie rodziny."),
            ({"to": "A7"}, "Tej osoby nie można wybrać."),
            ({"which": "wybrane"}, "Zaznacz co najmniej jedną rodzinę."),
            ({"ticked": 1}, "Wyżej wybrano wszystkie rodziny, a tu zaznaczono niektóre."),
            ({"starts_on": "01.01.2024"}, "ma obecnego asystenta dopiero od"),
            ({"starts_on": "27.05.2062"}, "To ponad rok naprzód."),
            ({"starts_on": "30.02.2024"}, "Nie ma takiego dnia."),
            ({"starts_on": "14.05.2024"}, "Ewa Żak ma w dzienniku wpis z 14 maja 2024."),
        ],
    )
    @pytest.mark.parametrize("confirmed", [{}, {"zatwierdz": "1"}])
    def test_keep_what_was_typed(self, staff, ewa, jan, families, data, error, confirmed):
        case = families[0].cases.get()
        VisitFactory(case=case, assistant=ewa, visited_on=date(2024, 5, 14))
        ticked = {"families": families[:1], "which": "wszystkie"} if "ticked" in data else {}
        response = send(staff, ewa, jan, **{**data, **confirmed, **ticked})
        assert response.status_code == 200
        assert error in words(response)
        assert field_of(response, "starts_on") == data.get("starts_on", "27.05.2024")
        assert not Assignment.objects.filter(assistant=jan).exists()

    @pytest.mark.parametrize("value", ["", "-1", "9" * 30, "abc", "\0", "x" * 10_000])
    def test_nonsense_is_refused(self, staff, ewa, jan, families, value):
        fields = ("which", "families", "to", "starts_on", "zatwierdz")
        assert staff.post(reverse("handover", args=["A7"]), dict.fromkeys(fields, value)).status_code == 200
        assert staff.get(reverse("handover", args=["A7"]), {"rodzina": value}).status_code == 200
        assert Assignment.objects.filter(assistant=ewa).count() == 3

    @pytest.mark.parametrize("day", ["2024-05-06", "x", "9" * 30, "0001-01-01"])
    def test_a_handover_that_does_not_exist_is_not_found(self, staff, ewa, jan, families, day):
        assert staff.get(reverse("handover_done", args=["A7", "A8", day])).status_code == 404

    def test_says_that_there_is_nothing_to_hand_over(self, staff, jan):
        assert "nie ma rodziny, którą można by przekazać" in words(staff.get(reverse("handover", args=["A8"])))


def test_queries_are_few_and_do_not_grow(staff, ewa, jan, django_assert_max_num_queries):
    taken = []
    for number in (2, 9):
        for _n in range(number):
            PersonFactory(family=entrusted(ewa))
            AssistantFactory()
        taken.append(queries_of(staff, reverse("handover", args=["A7"]), django_assert_max_num_queries))
    assert taken[0] == taken[1] <= 12
