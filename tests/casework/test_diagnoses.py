"""The diagnosis of a family, area by area: revisions, drafts, corrections."""

import json
from datetime import date

import pytest
from django.urls import reverse

from cases.models import AreaFinding, Diagnosis, Draft
from familycare.audit.services import changes_of_today
from familycare.centre.models import LifeArea
from tests.casework.days import TODAY
from tests.factories import CaseFactory
from tests.html_forms import errors_of, fields_of
from tests.html_pages import all_words, links_of, words

NEW = reverse("new_diagnosis", args=["R12"])
HOME, HEALTH = "obszar-housing-state", "obszar-health-family_view"
DRAFTS = reverse("save_family_draft", args=["R12", "diagnosis"])


def opened(client, address=NEW):
    return fields_of(client.get(address), "main form")


def diagnosis(case, made_on=date(2024, 1, 8), **states):
    made = Diagnosis.objects.create(case=case, made_on=made_on)
    for area, state in states.items():
        AreaFinding.objects.create(diagnosis=made, area_id=area, state=state)
    return made


class TestNew:
    def test_says_what_was_told_and_what_was_not(self, phone, case):
        answer = phone.post(NEW, opened(phone) | {HOME: "Dwa pokoje.", HEALTH: "„Czekamy na lekarza”"})
        assert answer.url == "/rodziny/R12/#diagnoza"
        made = Diagnosis.objects.get()
        assert (made.case, made.made_on, made.findings.count()) == (case, TODAY, 2)
        page = words(phone.get("/rodziny/R12/"))
        assert "Diagnoza z 20 maja 2024" in page and "Jak jest: Dwa pokoje." in page
        assert "Co mówi rodzina: „Czekamy na lekarza”" in page
        assert "Nie opisano: dochody i zadłużenie, uzależnienia" in page

    def test_sent_twice_is_saved_once(self, phone):
        form = opened(phone) | {HOME: "Dwa pokoje."}
        assert {phone.post(NEW, form).status_code for _time in range(2)} == {302}
        assert Diagnosis.objects.count() == 1

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({}, "Opisz co najmniej jeden obszar."),
            ({HOME: "x", "made_on": "21.05.2024"}, "jeszcze nie nadszedł"),
            ({HOME: "x", "made_on": "03.09.2023"}, "zaczęło się dopiero"),
            ({HOME: "x" * 5001}, "może mieć najwyżej"),
        ],
    )
    def test_says_what_is_wrong(self, change, message, phone):
        page = phone.post(NEW, opened(phone) | change)
        assert any(message in error for error in errors_of(page).values())
        assert not Diagnosis.objects.exists()

    def test_keeps_what_was_typed_about_an_area_that_was_retired_meanwhile(self, phone):
        form = opened(phone) | {HOME: "Dwa pokoje.", HEALTH: "Zdrowi."}
        LifeArea.objects.filter(pk="housing").update(retired_on=TODAY)
        page = phone.post(NEW, form)
        assert "wycofano tymczasem ze słownika" in errors_of(page)["obszar-housing-state"]
        shown = fields_of(page, "main form")
        assert (shown[HOME], shown[HEALTH]) == ("Dwa pokoje.", "Zdrowi.")
        assert phone.post(NEW, shown | {HOME: "", "obszar-law-state": "Dwa pokoje."}).status_code == 302

    def test_of_two_people_at_once_the_second_sees_the_other(self, phone, desk):
        mine, other = opened(phone) | {HOME: "Moje."}, opened(desk) | {HOME: "Inne."}
        desk.post(NEW, other)
        page = phone.post(NEW, mine)
        assert "ktoś zapisał już nową diagnozę" in words(page)
        assert phone.post(NEW, fields_of(page, "main form")).status_code == 302
        assert {each.state for each in AreaFinding.objects.all()} == {"Moje.", "Inne."}

    def test_needs_support_and_access(self, phone, desk, case):
        other = CaseFactory(family__number="R13")
        assert phone.get(reverse("new_diagnosis", args=[other.family.number])).status_code == 404
        case.closed_on = TODAY
        case.save()
        assert desk.get(NEW).status_code == desk.post(NEW, {HOME: "x"}).status_code == 403


class TestRevision:
    def test_starts_with_the_last_one(self, phone, case, django_assert_max_num_queries):
        diagnosis(case, housing="Dwa pokoje.", law="Alimenty.")
        LifeArea.objects.filter(pk="law").update(retired_on=TODAY)
        with django_assert_max_num_queries(12):
            page = phone.get(NEW)
        assert fields_of(page, "main form")[HOME] == "Dwa pokoje."
        assert "Obszaru „sprawy prawne i urzędowe” nie ma już w słowniku" in words(page)
        assert all_words(page, "details[open] summary") == ["Mieszkanie i prowadzenie domu"]
        phone.post(NEW, fields_of(page, "main form") | {HOME: "Trzy pokoje."})
        page = words(phone.get("/rodziny/R12/"))
        assert "Wcześniejsze diagnozy (1)" in page and page.index("Trzy pokoje.") < page.index("Dwa pokoje.")


class TestDraft:
    def test_of_the_script_and_of_the_button_is_offered_again(self, phone, case):
        form = opened(phone) | {HOME: "Zaczęte."}
        body = {"key": form["client_key"], "writer": form["writer"], "data": {HOME: ["Zaczęte."], "objecie": ["S12"]}}
        answer = phone.post(DRAFTS, json.dumps(body), content_type="application/json")
        assert answer.json() == {"saved": True, "others": 0, "version": Draft.objects.get().version}
        address = next(each for each in links_of(phone.get("/rodziny/R12/")).values() if "szkic=" in each)
        page = phone.get(address)
        assert fields_of(page, "main form[data-draft]")[HOME] == "Zaczęte." and "To szkic z" in words(page)
        kept = fields_of(page, "main form[data-draft]") | {HOME: "Dalej.", "szkic": "1"}
        assert phone.post(NEW, kept).url == "/rodziny/R12/#diagnoza"
        again = fields_of(phone.get(NEW), "main form[data-draft]")
        assert again[HOME] == "Dalej." and Draft.objects.count() == 1
        assert phone.post(NEW, again).status_code == 302
        assert not Draft.objects.exists() and Diagnosis.objects.count() == 1

    def test_is_for_its_author_and_its_family(self, phone, desk, case):
        phone.post(NEW, opened(phone) | {HOME: "Tajne.", "szkic": "1"})
        assert "Tajne." not in desk.get(NEW).content.decode()
        key = Draft.objects.get().pk
        gone = reverse("delete_family_draft", args=["R12", "diagnosis", key])
        assert desk.post(gone).status_code == 404 and Draft.objects.exists()
        assert phone.post(gone).url == "/rodziny/R12/#plan" and not Draft.objects.exists()

    @pytest.mark.parametrize(("body", "status"), [("x", 400), ('{"data": []}', 400), ("[" * 9999, 400)])
    def test_that_is_unreadable_is_refused(self, phone, body, status, case):
        assert phone.post(DRAFTS, body, content_type="application/json").status_code == status
        assert phone.get(DRAFTS).status_code == 405
        unknown = reverse("save_family_draft", args=["R12", "visit"])
        assert phone.post(unknown, "{}", content_type="application/json").status_code == 404


class TestCorrecting:
    def address(self):
        return reverse("correct_diagnosis", args=["R12", Diagnosis.objects.get().pk])

    @pytest.fixture
    def written(self, phone):
        phone.post(NEW, opened(phone) | {HOME: "Dwa pokoje.", HEALTH: "Zdrowi."})
        return Diagnosis.objects.get()

    def test_is_possible_on_the_same_day_and_logged(self, phone, written):
        assert self.address() in links_of(phone.get("/rodziny/R12/")).values()
        form = opened(phone, self.address()) | {HOME: "Trzy pokoje.", HEALTH: ""}
        assert phone.post(self.address(), form).url == "/rodziny/R12/#diagnoza"
        finding = written.findings.get()
        assert finding.state == "Trzy pokoje."
        assert changes_of_today(finding)[0].payload["values"]["state"] == ["Dwa pokoje.", "Trzy pokoje."]

    def test_is_for_the_author_on_that_day(self, phone, desk, written):
        assert desk.get(self.address()).status_code == desk.post(self.address(), {}).status_code == 403

    def test_shows_both_versions_of_what_another_page_changed(self, phone, written):
        mine = opened(phone, self.address()) | {HOME: "Moje."}
        phone.post(self.address(), opened(phone, self.address()) | {HOME: "Inne."})
        page = phone.post(self.address(), mine)
        assert "Ktoś zmienił te dane" in words(page) and "Inne." in words(page)
        assert written.findings.get(area="housing").state == "Inne."
