"""Problems, conditions, orders and the rest of a family's file, written in the browser."""

from datetime import date, timedelta

import pytest
from django.db import models
from django.urls import reverse

from cases.models import Assessment, Case, Condition, CourtOrder, FamilyProblem, Help, Outcome, Referral
from cases.records.kinds import BY_WORD as KINDS
from familycare.audit.models import Change
from tests.casework.days import OPENED, TODAY
from tests.casework.family_file import added, dues, new, page_of
from tests.clients import MOST_QUERIES, queries_of, signed_in
from tests.factories import CaseFactory, FamilyFactory, PersonFactory, UserFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import all_words, links_of, select, words


def person_of(kind):
    return kind.model._meta.get_field(kind.person)


def can_end(kind):
    return bool(kind.ends and kind.form.end)


def typed(field, is_first):
    """What a user would type into the field of a form, or None; of its days only the first one."""
    if isinstance(field, models.DateField):
        return "01.03.2024" if is_first else None
    if field.choices:
        return next(code for code, _label in field.choices if code)
    if isinstance(field, models.DecimalField):
        return "350,50"
    if isinstance(field, models.IntegerField):
        return "2"
    if isinstance(field, models.EmailField):
        return "ewa@poczta.example"
    if field.name == "phone":
        return "600 100 200"
    return "Słowa" if isinstance(field, models.CharField | models.TextField) else None


# The fields of forms whose values depend on one another.
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
MORE = {"pobyt": {"end_reason": "returned_home"}, "pismo": {"channel": "post"}}
END = {word: MORE.get(word, {}) for word, kind in KINDS.items() if can_end(kind)}


@pytest.fixture
def filled_in(child, mother):
    """A function that returns the fields of a filled-in form, given the word of its kind."""

    def filled(word):
        form, model = KINDS[word].form, KINDS[word].model
        more = {"person": str(child.pk)} if word in OF_A_PERSON else {}
        if "other" in form.Meta.fields:
            more["other"] = str(mother.pk)
        for name, named in KINDS[word].named.items():
            codes = {each.name: each.flatchoices[0][0] for each in named._meta.concrete_fields if each.choices}
            there = named.objects.first() or named.objects.create(name="Dobrzy", starts_on=date(2024, 1, 1), **codes)
            more[name] = there.pk
        if word not in WHOLE:
            for name in form.Meta.fields:
                if (value := typed(model._meta.get_field(name), name == form.first)) is not None:
                    more[name] = value
        return WHOLE.get(word, {}) | more

    return filled


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
        assert "Zapisano." in words(phone.get("/rodziny/R12/"))
        assert page_of(record, word) in links_of(phone.get(reverse("records", args=["R12"]))).values()

        day = next(name for name in KINDS[word].form.Meta.fields if name.endswith("_on"))
        assert send(phone, page_of(record, word), **{day: "02.03.2024"}).status_code == 302
        record.refresh_from_db()
        assert getattr(record, day) == date(2024, 3, 2)

        delete = reverse("remove_record", args=["R12", word, record.pk])
        assert "Usunąć ten wpis?" in words(phone.get(delete))
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
        assert "więc nie dodano drugiego" in words(phone.get("/rodziny/R12/"))

    @pytest.mark.parametrize("word", END)
    def test_is_ended_today_with_one_more_tap(self, word, phone, family, filled_in):
        send(phone, new(word), **filled_in(word))
        record = KINDS[word].records(family).get()
        address = f"{page_of(record, word)}?koniec=dzis"
        assert address in links_of(phone.get(reverse("records", args=["R12"]))).values()
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
        assert errors_of(answer)
        assert not KINDS[word].records(family).exists()

    @pytest.mark.parametrize("word", KINDS)
    def test_shows_what_a_colleague_has_changed(self, word, phone, desk, family, filled_in):
        send(phone, new(word), **filled_in(word))
        record = KINDS[word].records(family).get()
        mine = fields_of(phone.get(page_of(record, word)))
        day = next(name for name in KINDS[word].form.Meta.fields if name.endswith("_on"))
        send(desk, page_of(record, word), **{day: "05.03.2024"})
        page = phone.post(page_of(record, word), mine | {day: "06.03.2024"})
        assert "Czym różnią się obie wersje" in words(page)
        assert "05.03.2024" in words(page)
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
        assert message in errors_of(answer)[field]
        assert not KINDS[word].records(family).exists()
        assert changes.items() <= fields_of(answer).items()

    def test_what_ended_today_is_over_from_tomorrow(self, phone, family, filled_in):
        assert send(phone, new("problem"), **filled_in("problem"), resolved_on="21.05.2024").status_code == 302

    def test_of_help_and_of_an_order_may_lie_ahead(self, phone, family, filled_in):
        assert send(phone, new("pomoc"), **filled_in("pomoc"), over_on="30.06.2024").status_code == 302
        assert send(phone, new("postanowienie"), **filled_in("postanowienie"), in_force_until="01.01.2025").status_code
        assert Help.objects.get().over_on == date(2024, 6, 30)
        assert CourtOrder.objects.get().in_force_until == date(2025, 1, 1)

    def test_the_form_says_which_day_is_meant(self, phone, child):
        assert "pierwszy dzień, w którym problemu już nie ma" in words(phone.get(new("problem")))
        assert "ostatni dzień procedury" in words(phone.get(new("niebieska-karta")))
        assert "pierwszy dzień poza tym miejscem" in words(phone.get(new("pobyt")))


class TestDuplicateRecords:
    def test_is_refused_while_the_days_meet(self, phone, family):
        known = problem(family, resolved_on=date(2024, 3, 1))
        sent = {"problem": known.problem_id, "identified_on": "29.02.2024"}
        answer = send(phone, new("problem"), **sent)
        assert "od 01.01.2024 do 29.02.2024" in errors_of(answer)["identified_on"]
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


class TestRulesOfTheRegister:
    """The rules of an import hold here too, so that an export can be imported again."""

    def test_a_case_of_a_court_keeps_its_order(self, desk, family, case):
        order = CourtOrder.objects.create(family=family, kind="assistant_obligation", issued_on=OPENED)
        Case.objects.update(basis="court_order")
        answer = send(desk, page_of(order, "postanowienie"), kind="other")
        assert "opiera się objęcie wsparciem S12" in errors_of(answer)[""]
        answer = send(desk, page_of(order, "postanowienie"), issued_on="01.08.2023", in_force_until="04.09.2023")
        assert "opiera się" in errors_of(answer)[""]
        delete = reverse("remove_record", args=["R12", "postanowienie", order.pk])
        assert "opiera się" in words(desk.post(delete, follow=True))
        assert send(desk, page_of(order, "postanowienie"), in_force_until="05.09.2023").status_code == 302
        CourtOrder.objects.create(family=family, kind="assistant_obligation", issued_on=date(2024, 1, 1))
        desk.post(delete)
        assert CourtOrder.objects.count() == 1

    def test_an_order_that_a_request_brought_can_be_deleted(self, desk, family):
        order = CourtOrder.objects.create(family=family, kind="assistant_obligation", issued_on=OPENED)
        referral = Referral.objects.create(family=family, source="court", referred_on=OPENED, court_order=order)
        answer = desk.post(reverse("remove_record", args=["R12", "postanowienie", order.pk]), follow=True)
        assert "Wpis usunięty." in words(answer)
        referral.refresh_from_db()
        assert referral.court_order is None and not CourtOrder.objects.exists()

    def test_only_a_case_under_the_act_is_offered(self, phone, family, case):
        page = phone.get(new("za-zyciem"))
        assert [*page.context["form"].fields["case"].queryset] == []
        sent = WHOLE["za-zyciem"] | {"case": case.pk}
        assert "case" in errors_of(send(phone, new("za-zyciem"), **sent))


class TestAssessment:
    def test_begins_where_the_last_one_ended(self, phone, case):
        assert fields_of(phone.get(new("ocena")))["period_start"] == "04.09.2023"
        Assessment.objects.create(case=case, held_on=date(2024, 3, 4), period_end=date(2024, 3, 1))
        sent = fields_of(phone.get(new("ocena")))
        assert (sent["period_start"], sent["period_end"], sent["held_on"]) == ("02.03.2024", "20.05.2024", "20.05.2024")

    def test_moves_the_term(self, phone, case):
        assert "Okresowa ocena sytuacji rodziny" in words(phone.get("/rodziny/R12/"))
        assert any(due.what.startswith("Okresowa") and due.day < TODAY for due in dues(phone))
        send(phone, new("ocena"), progress="unchanged", recommendation="continue")
        assert [due.day for due in dues(phone) if due.what.startswith("Okresowa")] == [date(2024, 11, 20)]

    def test_asks_which_case_only_where_there_are_two(self, phone, family, case):
        assert select(phone.get(new("ocena")), "input[type=hidden][name=case]")
        other = CaseFactory(family=family, kind="za_zyciem", opened_on=date(2024, 1, 1))
        send(phone, new("ocena"), case=other.pk, progress="improved", recommendation="close", period_start="")
        assert Assessment.objects.get().case == other


class TestPermissions:
    def test_only_the_manager_deletes_another_users_record(self, phone, desk, family):
        record = problem(family)
        delete = reverse("remove_record", args=["R12", "problem", record.pk])
        assert "Usuń ten wpis" not in words(phone.get(page_of(record, "problem")))
        refusal = words(phone.get(delete))
        assert "w dniu wpisania także osoba" in refusal
        assert "poproś administratora" not in refusal
        assert phone.post(delete).status_code == 403
        assert "Usuń ten wpis" in words(desk.get(page_of(record, "problem")))
        assert desk.post(delete).status_code == 302
        assert not FamilyProblem.objects.exists()

    def test_own_record_is_deleted_only_on_the_same_day(self, phone, ewa, family, filled_in, time_machine):
        send(phone, new("problem"), **filled_in("problem"))
        record = FamilyProblem.objects.get()
        time_machine.move_to("2024-05-21 08:00")
        later = signed_in(ewa.account)
        assert later.post(reverse("remove_record", args=["R12", "problem", record.pk])).status_code == 403

    @pytest.mark.every_kind
    @pytest.mark.parametrize("word", KINDS)
    def test_assistant_writes_only_in_own_families(self, word, phone, desk, filled_in):
        other = FamilyFactory(number="R13")
        child = PersonFactory(family=other)
        CaseFactory(family=other)
        sent = filled_in(word) | ({"person": child.pk} if word in OF_A_PERSON else {})
        if "other" in sent:
            sent["other"] = PersonFactory(family=other).pk
        send(desk, new(word, "R13"), **sent)
        record = KINDS[word].records(other).get()
        for number in ("R12", "R13"):  # the address of an own family does not open the record either
            for name in ("edit_record", "remove_record"):
                address = reverse(name, args=[number, word, record.pk])
                assert phone.get(address).status_code == phone.post(address, sent).status_code == 404
        if word in OF_A_PERSON:
            assert "person" in errors_of(send(phone, new(word), **sent))

    @pytest.mark.parametrize("role", ["director", "social_worker", "auditor", "admin"])
    def test_other_roles_do_not_write(self, role, family):
        user = UserFactory(role=role)
        family.social_worker = user if role == "social_worker" else None
        family.save()
        client = signed_in(user)
        assert client.post(new("problem"), {}).status_code == 403
        page = client.get("/rodziny/R12/")
        assert page.status_code == 404 or "Dodaj problem" not in words(page)

    def test_nobody_writes_in_an_anonymised_family(self, desk, family):
        family.anonymised_on = date(2024, 5, 1)
        family.save()
        assert "zanonimizowano" in words(desk.get(new("problem")))
        assert "Dodaj problem" not in words(desk.get("/rodziny/R12/"))

    @pytest.mark.parametrize("address", ["/wnioski/nowy/?rodzina=R12", "/rodziny/R12/dostep/", "/rodziny/R12/scal/"])
    def test_an_anonymised_family_takes_no_request_or_merge(self, desk, family, address):
        assert desk.get(address).status_code == 200
        family.anonymised_on = date(2024, 5, 1)
        family.save()
        for answer in (desk.get(address), desk.post(address, {"reasons": "Jan znów pije."})):
            assert answer.status_code == 403
            assert "zanonimizowano" in words(answer)

    def test_an_unknown_kind_is_not_found(self, desk):
        assert desk.get(new("osoba")).status_code == 404


class TestPages:
    @pytest.mark.every_kind
    def test_family_page_links_to_each_kind(self, phone):
        addresses = links_of(phone.get("/rodziny/R12/")).values()
        assert {added(word) for word in KINDS} <= {*addresses}

    def test_takes_few_queries_with_many_records(self, phone, family, child, django_assert_max_num_queries):
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
    def test_an_empty_file_says_so(self, phone):
        page = phone.get(reverse("records", args=["R12"]))
        assert "Nic jeszcze nie wpisano" in words(page)
        for word in KINDS:
            assert list(links_of(page, f"#{word} a").values()) == [added(word)]

    def test_folds_ended_records_of_a_long_list(self, phone, family):
        for number in range(1, 5):
            problem(family, identified_on=date(2024, 1, number), resolved_on=date(2024, 2, 1) if number < 4 else None)
        page = phone.get(reverse("records", args=["R12"]))
        (shown,) = all_words(page, "#problem > ul > li")
        folded = all_words(page, "#problem details li")
        assert "od 04.01.2024" in shown
        assert "Wcześniejsze (3)" in words(page, "#problem summary")
        assert len(folded) == 3
        assert all(f"0{number}.01.2024–" in " ".join(folded) for number in (1, 2, 3))

    def test_a_refused_form_keeps_what_was_typed(self, phone, child):
        sent = {"kind": "other", "court": "Sąd Rejonowy „Żółty”", "signature": "III Nsm 1/24", "issued_on": "wczoraj"}
        answer = send(phone, new("postanowienie"), **sent)
        assert sent.items() <= fields_of(answer).items()


def test_each_record_in_the_act_is_a_kind():
    words = "problem zdrowie niebieska-karta ocena za-zyciem postanowienie pismo pobyt pomoc efekt".split()
    assert [word for word in KINDS if word in words] == words
