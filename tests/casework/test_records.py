"""Problems, conditions, orders and the rest of a family's file, written in the browser."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import models
from django.urls import reverse

from cases.models import (
    Assessment,
    Case,
    Condition,
    CourtOrder,
    FamilyProblem,
    Help,
    Outcome,
    Referral,
)
from cases.records.kinds import BY_WORD as KINDS
from familycare.audit.models import Change
from tests.casework.days import OPENED, TODAY
from tests.casework.forms import fields_of, send, wrong
from tests.clients import MOST_QUERIES, queries_of, signed_in
from tests.factories import CaseFactory, FamilyFactory, PersonFactory, UserFactory


def person_of(kind):
    return kind.model._meta.get_field(kind.person)


def can_end(kind):
    return bool(kind.ends and kind.form.end)


def typed(field, is_first):
    """What somebody would type into the field of a form, None: nothing. Of its days the `first` one alone."""
    if isinstance(field, models.DateField):
        return "01.03.2024" if is_first else None
    if field.choices:
        return next(code for code, _label in field.choices if code)
    if isinstance(field, models.DecimalField):
        return "350,50"
    if isinstance(field, models.IntegerField):
        return "2"
    return "Słowa" if isinstance(field, models.CharField | models.TextField) else None


# What one would fill in where the fields of the form alone do not tell.
WHOLE = {
    "ocena": {"progress": "improved", "recommendation": "continue"},
    "postanowienie": {"kind": "curator_supervision", "court": "SR w Źrebicach", "issued_on": "01.03.2024"},
    "pismo": {"kind": "opinion", "requested_on": "01.03.2024", "due_on": "01.06.2024"},
    "pobyt": {"form": "kinship_foster", "starts_on": "01.03.2024"},
    "pomoc": {"form": "individual", "starts_on": "01.03.2024"},
    "za-zyciem": {"entitlement": "pregnancy", "applied_on": "01.03.2024"},
    "zdrowie": {"condition": "mental_illness", "since_on": "01.03.2024"},
}
OF_A_PERSON = {word for word, kind in KINDS.items() if kind.person and not person_of(kind).null}
END = {
    word: {"end_reason": "returned_home"} if word == "pobyt" else {} for word, kind in KINDS.items() if can_end(kind)
}


@pytest.fixture
def filled_in(child):
    """A function from the word of a kind to what one would fill in of it."""

    def filled(word):
        form, model = KINDS[word].form, KINDS[word].model
        more = {"person": str(child.pk)} if word in OF_A_PERSON else {}
        for name, dictionary in KINDS[word].dictionaries.items():
            more[name] = dictionary.objects.first().pk
        if word not in WHOLE:
            for name in form.Meta.fields:
                if (value := typed(model._meta.get_field(name), name == form.first)) is not None:
                    more[name] = value
        return WHOLE.get(word, {}) | more

    return filled


def new(word, number="R12"):
    return reverse("add_record", args=[number, word])


def page_of(record, word, number="R12"):
    return reverse("edit_record", args=[number, word, record.pk])


def problem(family, **fields):
    kind = KINDS["problem"].model._meta.get_field("problem").related_model
    return FamilyProblem.objects.create(
        **{"family": family, "problem": kind.objects.first(), "identified_on": date(2024, 1, 1), **fields}
    )


@pytest.mark.every_kind
class TestEachKind:
    @pytest.mark.parametrize("word", KINDS)
    def test_is_added_corrected_and_deleted(self, word, phone, family, filled_in):
        answer = send(phone, new(word), **filled_in(word))
        assert answer.url == f"/rodziny/R12/#{KINDS[word].section}"
        record = KINDS[word].records(family).get()
        assert "Zapisano." in phone.get("/rodziny/R12/").content.decode()
        line = phone.get(reverse("records", args=["R12"])).content.decode()
        assert page_of(record, word) in line

        day = next(name for name in KINDS[word].form.Meta.fields if name.endswith("_on"))
        assert send(phone, page_of(record, word), **{day: "02.03.2024"}).status_code == 302
        record.refresh_from_db()
        assert getattr(record, day) == date(2024, 3, 2)

        delete = reverse("remove_record", args=["R12", word, record.pk])
        assert "Usunąć ten wpis?" in phone.get(delete).content.decode()
        assert phone.post(delete).url == f"/rodziny/R12/#{KINDS[word].section}"
        assert not KINDS[word].records(family).exists()
        kinds = [*Change.objects.filter(family_key=family.pk).order_by("sequence").values_list("kind", flat=True)]
        assert kinds[-3:] == ["created", "changed", "deleted"]

    @pytest.mark.parametrize("word", KINDS)
    def test_sent_twice_is_saved_once(self, word, phone, family, filled_in):
        sent = fields_of(phone.get(new(word))) | filled_in(word)
        assert phone.post(new(word), sent).status_code == 302
        assert phone.post(new(word), sent).status_code == 302
        assert KINDS[word].records(family).count() == 1
        assert "więc nie dodano drugiego" in phone.get("/rodziny/R12/").content.decode()

    @pytest.mark.parametrize("word", END)
    def test_is_ended_today_by_one_tap_more(self, word, phone, family, filled_in):
        send(phone, new(word), **filled_in(word))
        record = KINDS[word].records(family).get()
        address = f"{page_of(record, word)}?koniec=dzis"
        assert address in phone.get(reverse("records", args=["R12"])).content.decode()
        form = phone.get(address)
        end = KINDS[word].form.end
        assert next(iter(form.context["form"].fields)) == end
        assert fields_of(form)[end] == "20.05.2024"
        assert send(phone, address, **END[word]).status_code == 302
        record.refresh_from_db()
        assert getattr(record, end) == TODAY
        assert address not in phone.get(reverse("records", args=["R12"])).content.decode()

    @pytest.mark.parametrize("word", KINDS)
    def test_asks_for_what_is_missing(self, word, phone, family, child):
        answer = phone.post(new(word), {})
        assert wrong(answer)
        assert not KINDS[word].records(family).exists()

    @pytest.mark.parametrize("word", KINDS)
    def test_shows_what_a_colleague_has_changed_meanwhile(self, word, phone, desk, family, filled_in):
        send(phone, new(word), **filled_in(word))
        record = KINDS[word].records(family).get()
        mine = fields_of(phone.get(page_of(record, word)))
        day = next(name for name in KINDS[word].form.Meta.fields if name.endswith("_on"))
        send(desk, page_of(record, word), **{day: "05.03.2024"})
        page = phone.post(page_of(record, word), mine | {day: "06.03.2024"})
        assert "Czym różnią się obie wersje" in page.content.decode()
        assert "05.03.2024" in page.content.decode()
        assert phone.post(page_of(record, word), fields_of(page)).status_code == 302
        record.refresh_from_db()
        assert getattr(record, day) == date(2024, 3, 6)


class TestDays:
    @pytest.mark.parametrize(
        ("word", "changes", "field", "message"),
        [
            ("problem", {"identified_on": "21.05.2024"}, "identified_on", "jeszcze nie nadszedł"),
            ("problem", {"resolved_on": "22.05.2024"}, "resolved_on", "jeszcze nie nadszedł"),
            ("problem", {"resolved_on": "29.02.2024"}, "resolved_on", "wcześniejszy niż 01.03.2024"),
            ("problem", {"identified_on": "wczoraj"}, "identified_on", "Nie ma takiego dnia"),
            ("niebieska-karta", {"closed_on": "21.05.2024"}, "closed_on", "jeszcze nie nadszedł"),
            ("zdrowie", {"since_on": "30.04.2015"}, "since_on", "nie było jeszcze na świecie"),
            ("pobyt", {"over_on": "01.04.2024"}, "end_reason", "dlaczego pobyt się zakończył"),
            ("pobyt", {"end_reason": "moved"}, "over_on", "dzień, w którym pobyt się zakończył"),
            ("postanowienie", {"issued_on": "21.05.2024"}, "issued_on", "jeszcze nie nadszedł"),
            ("pismo", {"requested_on": "", "due_on": ""}, "requested_on", "co najmniej jeden dzień"),
            ("pismo", {"due_on": "01.02.2024"}, "due_on", "wcześniejszy niż dzień, w którym sąd"),
            ("pismo", {"sent_on": "01.02.2024"}, "sent_on", "wcześniejszy niż 01.03.2024"),
            ("za-zyciem", {"applied_on": ""}, "applied_on", "co najmniej jeden dzień"),
            ("efekt", {"achieved_on": "03.09.2023"}, "achieved_on", "Wsparcie zaczęło się dopiero 04.09.2023"),
            ("efekt", {"persons": "0"}, "persons", "od 1 do 99"),
            ("ocena", {"held_on": "03.09.2023", "period_start": ""}, "held_on", "Wsparcie zaczęło się"),
            ("ocena", {"period_end": "01.09.2023"}, "period_end", "wcześniej, niż się zaczyna"),
        ],
    )
    def test_are_checked_at_their_field(self, word, changes, field, message, phone, family, filled_in):
        answer = send(phone, new(word), **filled_in(word) | changes)
        assert message in wrong(answer)[field]
        assert not KINDS[word].records(family).exists()
        assert all(value in unescape(answer.content.decode()) for value in changes.values())

    def test_what_ended_today_is_over_from_tomorrow(self, phone, family, filled_in):
        assert send(phone, new("problem"), **filled_in("problem"), resolved_on="21.05.2024").status_code == 302

    def test_of_help_and_of_an_order_may_lie_ahead(self, phone, family, filled_in):
        assert send(phone, new("pomoc"), **filled_in("pomoc"), over_on="30.06.2024").status_code == 302
        assert send(phone, new("postanowienie"), **filled_in("postanowienie"), in_force_until="01.01.2025").status_code
        assert Help.objects.get().over_on == date(2024, 6, 30)
        assert CourtOrder.objects.get().in_force_until == date(2025, 1, 1)

    def test_the_form_says_which_day_is_meant(self, phone, child):
        assert "pierwszy dzień, w którym problemu już nie ma" in phone.get(new("problem")).content.decode()
        assert "ostatni dzień procedury" in phone.get(new("niebieska-karta")).content.decode()
        assert "pierwszy dzień poza tym miejscem" in phone.get(new("pobyt")).content.decode()


class TestTheSameTwice:
    def test_is_refused_while_the_days_meet(self, phone, family):
        known = problem(family, resolved_on=date(2024, 3, 1))
        sent = {"problem": known.problem_id, "identified_on": "29.02.2024"}
        answer = send(phone, new("problem"), **sent)
        assert "od 01.01.2024 do 29.02.2024" in wrong(answer)["identified_on"]
        assert send(phone, new("problem"), **sent | {"identified_on": "01.03.2024"}).status_code == 302

    def test_of_another_person_is_fine(self, phone, mother, child):
        for person in (mother, child):
            sent = {"person": person.pk, "condition": "disability", "since_on": "01.03.2024"}
            assert send(phone, new("zdrowie"), **sent).status_code == 302
        assert Condition.objects.count() == 2

    def test_what_a_register_brought_can_still_be_ended(self, phone, family):
        first, second = problem(family), problem(family, identified_on=date(2024, 2, 1))
        assert send(phone, page_of(first, "problem"), resolved_on="01.04.2024").status_code == 302
        assert second.identified_on == date(2024, 2, 1)


class TestWhatOthersNeed:
    """The rules that an import keeps hold here too: what is exported can be read again."""

    def test_a_case_of_a_court_keeps_its_order(self, desk, family, case):
        order = CourtOrder.objects.create(family=family, kind="assistant_obligation", issued_on=OPENED)
        Case.objects.update(basis="court_order")
        answer = send(desk, page_of(order, "postanowienie"), kind="other")
        assert "opiera się objęcie wsparciem S12" in wrong(answer)[""]
        answer = send(desk, page_of(order, "postanowienie"), issued_on="01.08.2023", in_force_until="04.09.2023")
        assert "opiera się" in wrong(answer)[""]
        delete = reverse("remove_record", args=["R12", "postanowienie", order.pk])
        assert "opiera się" in desk.post(delete, follow=True).content.decode()
        assert send(desk, page_of(order, "postanowienie"), in_force_until="05.09.2023").status_code == 302
        CourtOrder.objects.create(family=family, kind="assistant_obligation", issued_on=date(2024, 1, 1))
        desk.post(delete)
        assert CourtOrder.objects.count() == 1

    def test_an_order_that_a_request_brought_can_be_deleted(self, desk, family):
        order = CourtOrder.objects.create(family=family, kind="assistant_obligation", issued_on=OPENED)
        referral = Referral.objects.create(family=family, source="court", referred_on=OPENED, court_order=order)
        answer = desk.post(reverse("remove_record", args=["R12", "postanowienie", order.pk]), follow=True)
        assert "Wpis usunięty." in answer.content.decode()
        referral.refresh_from_db()
        assert referral.court_order is None and not CourtOrder.objects.exists()

    def test_only_a_case_under_the_act_is_offered(self, phone, family, case):
        page = phone.get(new("za-zyciem"))
        assert [*page.context["form"].fields["case"].queryset] == []
        sent = WHOLE["za-zyciem"] | {"case": case.pk}
        assert "case" in wrong(send(phone, new("za-zyciem"), **sent))


class TestAssessment:
    def test_begins_where_the_last_one_ended(self, phone, case):
        assert fields_of(phone.get(new("ocena")))["period_start"] == "04.09.2023"
        Assessment.objects.create(case=case, held_on=date(2024, 3, 4), period_end=date(2024, 3, 1))
        sent = fields_of(phone.get(new("ocena")))
        assert (sent["period_start"], sent["period_end"], sent["held_on"]) == ("02.03.2024", "20.05.2024", "20.05.2024")

    def test_moves_the_term(self, phone, case):
        assert "Okresowa ocena sytuacji rodziny" in phone.get("/rodziny/R12/").content.decode()
        assert any(due.what.startswith("Okresowa") and due.day < TODAY for due in dues(phone))
        send(phone, new("ocena"), progress="unchanged", recommendation="continue")
        assert [due.day for due in dues(phone) if due.what.startswith("Okresowa")] == [date(2024, 11, 20)]

    def test_asks_which_case_only_where_there_are_two(self, phone, family, case):
        assert 'type="hidden" name="case"' in phone.get(new("ocena")).content.decode()
        other = CaseFactory(family=family, kind="za_zyciem", opened_on=date(2024, 1, 1))
        send(phone, new("ocena"), case=other.pk, progress="improved", recommendation="close", period_start="")
        assert Assessment.objects.get().case == other


def dues(client):
    return client.get("/rodziny/R12/").context["dues"]


class TestWho:
    def test_deletes_what_somebody_else_entered_is_the_manager(self, phone, desk, family):
        record = problem(family)
        delete = reverse("remove_record", args=["R12", "problem", record.pk])
        assert "Usuń ten wpis" not in phone.get(page_of(record, "problem")).content.decode()
        refusal = phone.get(delete).content.decode()
        assert "tylko tego samego dnia" in refusal
        assert "poproś administratora" not in refusal
        assert phone.post(delete).status_code == 403
        assert "Usuń ten wpis" in desk.get(page_of(record, "problem")).content.decode()
        assert desk.post(delete).status_code == 302
        assert not FamilyProblem.objects.exists()

    def test_deletes_their_own_only_on_the_same_day(self, phone, ewa, family, filled_in, time_machine):
        send(phone, new("problem"), **filled_in("problem"))
        record = FamilyProblem.objects.get()
        time_machine.move_to("2024-05-21 08:00")
        later = signed_in(ewa.account)
        assert later.post(reverse("remove_record", args=["R12", "problem", record.pk])).status_code == 403

    @pytest.mark.every_kind
    @pytest.mark.parametrize("word", KINDS)
    def test_writes_only_into_own_families(self, word, phone, desk, filled_in):
        other = FamilyFactory(number="R13")
        child = PersonFactory(family=other)
        CaseFactory(family=other)
        sent = filled_in(word) | ({"person": child.pk} if word in OF_A_PERSON else {})
        send(desk, new(word, "R13"), **sent)
        record = KINDS[word].records(other).get()
        for number in ("R12", "R13"):  # a foreign record does not come along in the address of an own family
            for name in ("edit_record", "remove_record"):
                address = reverse(name, args=[number, word, record.pk])
                assert phone.get(address).status_code == phone.post(address, sent).status_code == 404
        if word in OF_A_PERSON:
            assert "person" in wrong(send(phone, new(word), **sent))

    @pytest.mark.parametrize("role", ["director", "social_worker", "auditor", "admin"])
    def test_writes_is_nobody_else(self, role, family):
        user = UserFactory(role=role)
        family.social_worker = user if role == "social_worker" else None
        family.save()
        client = signed_in(user)
        assert client.post(new("problem"), {}).status_code == 403
        page = client.get("/rodziny/R12/")
        assert page.status_code == 404 or "Dodaj problem" not in page.content.decode()

    def test_nobody_writes_of_an_anonymised_family(self, desk, family):
        family.anonymised_on = date(2024, 5, 1)
        family.save()
        assert "zanonimizowano" in desk.get(new("problem")).content.decode()
        assert "Dodaj problem" not in desk.get("/rodziny/R12/").content.decode()

    @pytest.mark.parametrize("address", ["/wnioski/nowy/?rodzina=R12", "/rodziny/R12/dostep/", "/rodziny/R12/scal/"])
    def test_nor_asks_decides_or_merges(self, desk, family, address):
        assert desk.get(address).status_code == 200
        family.anonymised_on = date(2024, 5, 1)
        family.save()
        for answer in (desk.get(address), desk.post(address, {"reasons": "Jan znów pije."})):
            assert answer.status_code == 403
            assert "zanonimizowano" in answer.content.decode()

    def test_an_unknown_kind_is_not_found(self, desk):
        assert desk.get(new("osoba")).status_code == 404


class TestPages:
    @pytest.mark.every_kind
    def test_a_family_page_leads_to_each_kind(self, phone):
        page = phone.get("/rodziny/R12/").content.decode()
        assert all(f'href="{new(word)}"' in page for word in KINDS)

    def test_takes_few_queries_whatever_there_is(self, phone, family, child, django_assert_max_num_queries):
        address = reverse("records", args=["R12"])
        before = queries_of(phone, address, django_assert_max_num_queries)
        for number in range(8):
            problem(family, identified_on=date(2024, 1, 1) + timedelta(days=number), resolved_on=date(2024, 2, 1))
            Condition.objects.create(person=child, condition="disability", since_on=date(2024, 1, 1 + number))
            Help.objects.create(
                family=family,
                person=child,
                kind=Help._meta.get_field("kind").related_model.objects.first(),
                form="group",
                starts_on=date(2024, 1, 1),
            )
            Outcome.objects.create(
                case=family.cases.get(),
                outcome=Outcome._meta.get_field("outcome").related_model.objects.first(),
                achieved_on=TODAY,
            )
        assert queries_of(phone, address, django_assert_max_num_queries) == before
        assert before <= MOST_QUERIES + len(KINDS)

    @pytest.mark.every_kind
    def test_says_of_an_empty_file_that_nothing_is_there(self, phone):
        page = phone.get(reverse("records", args=["R12"])).content.decode()
        assert "Nic jeszcze nie wpisano" in page
        assert all(f'href="{new(word)}"' in page and f'id="{word}"' in page for word in KINDS)

    def test_folds_what_has_ended_once_there_is_much(self, phone, family):
        for number in range(1, 5):
            problem(family, identified_on=date(2024, 1, number), resolved_on=date(2024, 2, 1) if number < 4 else None)
        page = phone.get(reverse("records", args=["R12"])).content.decode()
        open_ones, folded = page.split("<details>")[-2:]
        assert "od 04.01.2024" in open_ones
        assert "Wcześniejsze (3)" in folded
        assert all(f"0{number}.01.2024–" in folded and f"0{number}.01.2024–" not in open_ones for number in (1, 2, 3))

    def test_nothing_typed_is_lost(self, phone, child):
        sent = {"kind": "other", "court": "Sąd Rejonowy „Żółty”", "signature": "III Nsm 1/24", "issued_on": "wczoraj"}
        answer = send(phone, new("postanowienie"), **sent)
        assert all(value in unescape(answer.content.decode()) for value in sent.values())


def test_what_the_act_knows_is_a_kind():
    words = "problem zdrowie niebieska-karta ocena za-zyciem postanowienie pismo pobyt pomoc efekt".split()
    assert [word for word in KINDS if word in words] == words
