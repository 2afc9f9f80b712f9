"""After the end of its support a family is monitored by the assistant who helped it last, and by nobody else."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from assistants.models import Visit
from assistants.services import assign
from cases.models import Case, NamedReader
from tests.casework.conftest import OPENED
from tests.diary.conftest import an_assistant
from tests.factories import CaseFactory, FamilyFactory, StaffFactory, VisitFactory
from tests.web.conftest import MOST_QUERIES, queries_of, signed_in

LOG = f"{reverse('log_visit')}?rodzina=R12"
CLOSED = date(2024, 4, 30)


@pytest.fixture
def closed(case):
    """The case, closed on the last of April; the centre monitors for three months."""
    case.assignments.update(ends_on=CLOSED)
    Case.objects.filter(pk=case.pk).update(closed_on=CLOSED, closing_reason="goals_achieved")
    case.refresh_from_db()
    return case


def entry(**fields):
    keys = {"client_key": str(uuid4()), "writer": str(uuid4())}
    return keys | {"visited_on": "2024-05-17", "kind": "monitoring", "duration": "30"} | fields


class TestTheLastAssistant:
    def test_writes_what_they_found(self, phone, closed, ewa):
        form = phone.get(LOG).context["form"]
        assert [kind for kind, _label in form.fields["kind"].choices] == ["monitoring"]
        assert phone.post(LOG, entry(summary="Radzą sobie.")).status_code == 302
        visit = Visit.objects.get()
        assert (visit.case, visit.assistant, visit.kind) == (closed, ewa, "monitoring")

    def test_finds_the_family_in_their_day_with_its_term(self, phone, closed):
        page = phone.get(reverse("my_day")).content.decode()
        assert "Monitorowane po zakończeniu wsparcia" in page
        assert "Zapisz monitorowanie" in page
        assert phone.get(reverse("my_day")).context["day"].monitored[0][1] == date(2024, 5, 30)
        phone.post(LOG, entry())
        assert phone.get(reverse("my_day")).context["day"].monitored[0][1] == date(2024, 6, 17)

    def test_reads_the_file_as_of_the_end_and_writes_nothing_else(self, phone, closed):
        page = phone.get("/rodziny/R12/").content.decode()
        assert "Widzisz stan z 30.04.2024" in page
        assert LOG.replace("&", "&amp;") in page
        assert "Dodaj problem" not in page
        assert phone.post(reverse("add_record", args=["R12", "problem"]), {}).status_code == 403

    @pytest.mark.parametrize("fields", [{"kind": "home_visit"}, {"kind": "home_visit", "visited_on": "2024-04-10"}])
    def test_no_other_kind(self, fields, phone, closed):
        assert phone.post(LOG, entry(**fields)).status_code == 200
        assert not Visit.objects.exists()

    @pytest.mark.parametrize("day", ["2024-04-30", "2024-05-21"])
    def test_no_day_of_the_support_or_to_come(self, day, phone, closed):
        assert phone.post(LOG, entry(visited_on=day)).status_code == 200
        assert not Visit.objects.exists()

    def test_corrects_their_entry(self, phone, closed):
        phone.post(LOG, entry(summary="Radzom sobie."))
        visit = Visit.objects.get()
        address = reverse("correct_visit", args=[visit.pk])
        assert address in phone.get(f"{reverse('my_entries')}?miesiac=2024-05").content.decode()
        assert phone.post(address, entry(summary="Radzą sobie.")).status_code == 302
        visit.refresh_from_db()
        assert visit.summary == "Radzą sobie."

    def test_no_entry_of_the_time_of_support(self, phone, closed, ewa):
        visit = VisitFactory(case=closed, assistant=ewa, visited_on=date(2024, 4, 10), kind="home_visit", minutes=30)
        assert phone.get(LOG).status_code == 200
        address = reverse("correct_visit", args=[visit.pk])
        assert address not in phone.get(f"{reverse('my_entries')}?miesiac=2024-04").content.decode()
        assert phone.get(address).status_code == phone.post(address, entry(reason="Inaczej")).status_code == 404
        assert phone.get(reverse("delete_visit", args=[visit.pk])).status_code == 404

    def test_finds_it_by_the_number_of_a_family_that_came_into_it(self, phone, closed, family):
        FamilyFactory(number="R13", merged_into=family)
        assert phone.post(LOG.replace("R12", "R13"), entry()).status_code == 302
        assert Visit.objects.get().case == closed

    @pytest.mark.parametrize("number", ["%00", "R12%00"])
    def test_no_number_at_all(self, number, phone, closed):
        assert phone.get(LOG.replace("R12", number)).status_code == 404

    def test_keeps_a_draft(self, phone, closed):
        assert phone.post(LOG, entry(summary="Rozmowa przez", szkic="1")).status_code == 302
        assert "Rozmowa przez" in phone.get(LOG).content.decode()


class TestNotForEver:
    @pytest.mark.parametrize(("day", "status"), [("2024-07-30", 200), ("2024-07-31", 403)])
    def test_but_for_the_months_of_the_centre(self, day, status, closed, ewa, time_machine):
        time_machine.move_to(f"{day} 12:00")
        client = signed_in(ewa.account)
        assert client.get(LOG).status_code == status
        assert ("Monitorowane po" in client.get(reverse("my_day")).content.decode()) == (status == 200)

    def test_not_once_the_family_has_support_again(self, phone, closed, family):
        assign(
            case=CaseFactory(family=family, opened_on=date(2024, 5, 6)),
            assistant=an_assistant("ola@zrebice.example"),
            starts_on=date(2024, 5, 6),
        )
        assert phone.get(LOG).status_code == phone.post(LOG, entry()).status_code == 403

    def test_not_before_the_end(self, phone, case):
        assert "Monitorowane po" not in phone.get(reverse("my_day")).content.decode()


class TestOthers:
    def test_who_helped_before_the_last_one_do_not(self, closed, family, phone):
        before = an_assistant("ola@zrebice.example")
        closed.assignments.update(starts_on=date(2024, 1, 1))
        assign(case=closed, assistant=before, starts_on=OPENED, ends_on=date(2023, 12, 31))
        assert signed_in(before.account).get(LOG).status_code == 403
        assert phone.get(LOG).status_code == 200

    def test_a_stranger_does_not_find_it(self, closed):
        client = signed_in(an_assistant("ola@zrebice.example").account)
        assert client.get(LOG).status_code == client.post(LOG, entry()).status_code == 404

    def test_a_restricted_family_is_closed_to_whom_it_does_not_name(self, phone, closed, family, ewa):
        family.is_restricted = True
        family.save()
        NamedReader.objects.create(family=family, user=StaffFactory())
        assert phone.get(LOG).status_code == 404
        NamedReader.objects.create(family=family, user=ewa.account)
        assert phone.get(LOG).status_code == 200

    def test_nobody_without_a_diary(self, desk, closed):
        assert desk.get(LOG).status_code == 403


def test_the_day_takes_few_queries(phone, closed, ewa, django_assert_max_num_queries):
    VisitFactory(case=closed, assistant=ewa, visited_on=date(2024, 5, 6), kind="monitoring")
    assert queries_of(phone, reverse("my_day"), django_assert_max_num_queries) <= MOST_QUERIES
