"""The centre's dictionaries: added, renamed, grouped, ordered, retired, deleted."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.models import Post
from cases.models import FamilyProblem, Help, Outcome
from familycare.centre.models import Funding, HelpKind, Institution, OutcomeKind, Problem
from tests.clients import signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    UserFactory,
    VisitFactory,
)
from tests.html_forms import errors_of, field_of, fields_of, forms_of, send
from tests.html_pages import rows_of, select, words

LIST, NEW = reverse("dictionary", args=["problemy"]), reverse("new_entry", args=["problemy"])
DAY = date(2024, 3, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def centre():
    CentreFactory()


@pytest.fixture(params=["manager", "admin"])
def keeper(request):
    return signed_in(UserFactory(role=request.param))


@pytest.fixture
def manager():
    return signed_in(UserFactory(role="manager"))


def address(entry, name="entry"):
    word = {Problem: "problemy", Institution: "instytucje", Funding: "finansowanie"}[type(entry)]
    return reverse(name, args=[word, entry.pk])


def offered():
    return [each.label for each in Problem.objects.offered()]


class TestLists:
    def test_each_dictionary_is_listed(self, keeper):
        page = keeper.get(reverse("dictionaries"))
        for title in ("Problemy rodzin", "Instytucje", "Efekty pracy", "Wsparcie specjalistyczne", "finansowania"):
            assert title in words(page)

    def test_uses_are_counted_and_nobody_is_named(self, keeper):
        family = FamilyFactory(name="Wierzbiccy")
        alcohol = Problem.objects.get(pk="alcohol")
        FamilyProblem.objects.create(family=family, problem=alcohol, identified_on=DAY)
        FamilyProblem.objects.create(family=FamilyFactory(), problem=alcohol, identified_on=DAY)
        page = keeper.get(LIST)
        counts = {row[0]: row[2] for row in rows_of(page)}
        assert counts[alcohol.label] == "2"
        assert {*counts.values()} == {"0", "2"}
        entry = keeper.get(address(alcohol))
        assert "Używana w 2 wpisach. problemy rodzin 2" in words(entry).replace("\xa0", " ")
        assert "Wierzbiccy" not in page.content.decode() + entry.content.decode()

    def test_every_kind_of_record_counts(self, manager):
        case, assistant = CaseFactory(), AssistantFactory(employed_from=DAY)
        records = {
            "instytucje": VisitFactory(case=case, institution=Institution.objects.get(pk="court")),
            "efekty": Outcome.objects.create(case=case, outcome_id="casual_work", achieved_on=DAY, persons=1),
            "wsparcie": Help.objects.create(family=case.family, kind_id="psychologist", form="group", starts_on=DAY),
            "finansowanie": Post.objects.create(assistant=assistant, funding_id="own", fraction=1, starts_on=DAY),
        }
        for word in records:
            counts = [row[2] for row in rows_of(manager.get(reverse("dictionary", args=[word])))]
            assert counts.count("1") == 1 and {*counts} == {"0", "1"}

    @pytest.mark.parametrize("wrong", ["nic", "PROBLEMY"])
    def test_an_unknown_dictionary_is_not_found(self, manager, wrong):
        assert manager.get(reverse("dictionary", args=[wrong])).status_code == 404
        assert manager.get(reverse("entry", args=["problemy", wrong * 40])).status_code == 404


class TestEntries:
    def test_a_new_one_is_offered_where_it_was_placed(self, keeper):
        first = Problem.objects.offered().first()
        page = send(keeper, NEW, label="uzależnienie od gier", after=first.pk)
        assert page.url == LIST
        assert offered()[1] == "uzależnienie od gier"
        form = CaseFactory().family
        kind = reverse("add_record", args=[form.number, "problem"])
        assert "uzależnienie od gier" in words(signed_in(UserFactory(role="manager")).get(kind))

    def test_a_new_one_is_last_unless_told_otherwise(self, keeper):
        send(keeper, NEW, label="bójki")
        send(keeper, NEW, label="nowa")  # a word of our own addresses
        assert offered()[-2:] == ["bójki", "nowa"]
        assert words(keeper.get(address(Problem.objects.get(label="nowa"))), "h1") == "nowa"

    @pytest.mark.parametrize("label", ["", "   ", "Ubóstwo", "x" * 201, "a\0b"])
    def test_a_wrong_name_is_said_at_the_field(self, keeper, label):
        page = send(keeper, NEW, label=label, group="housing")
        assert [*errors_of(page)] == ["label"]
        assert field_of(page, "group") == "housing"
        assert Problem.objects.count() == len(offered())

    def test_sent_twice_it_is_one(self, keeper):
        for _ in range(2):
            page = send(keeper, NEW, label="bójki")
        assert "już jest w tym słowniku" in errors_of(page)["label"].replace("\xa0", " ")
        assert offered().count("bójki") == 1

    def test_names_without_letters_of_the_alphabet_get_codes_of_their_own(self, keeper):
        for label in ("???", "!!!", "Ґ"):
            send(keeper, NEW, label=label)
        assert offered()[-3:] == ["???", "!!!", "Ґ"]

    def test_rename_and_group(self, keeper):
        debts = Problem.objects.get(pk="debts")
        assert send(keeper, address(debts), label="długi", group="poverty").url == LIST
        debts.refresh_from_db()
        assert (debts.label, debts.group_id) == ("długi", "poverty")
        row = next(row for row in rows_of(keeper.get(LIST)) if row[0] == "długi")
        assert row[1] == "ubóstwo"

    def test_groups_have_one_level(self, keeper):
        poverty, debts = Problem.objects.get(pk="poverty"), Problem.objects.get(pk="debts")
        send(keeper, address(debts), group="poverty")
        assert field_of(keeper.get(address(poverty)), "group") is None
        assert "Należą do niej: problemy finansowe" in words(keeper.get(address(poverty)))
        opened = fields_of(keeper.get(address(Problem.objects.get(pk="housing"))))
        page = keeper.post(address(Problem.objects.get(pk="housing")), opened | {"group": "debts"})
        assert "Wybierz jedną z pozycji" in errors_of(page)["group"].replace("\xa0", " ")

    def test_saving_untouched_changes_nothing(self, keeper):
        before = [*Problem.objects.values_list()]
        for code in (Problem.objects.first().pk, "alcohol", Problem.objects.last().pk):
            send(keeper, address(Problem.objects.get(pk=code)))
        assert [*Problem.objects.values_list()] == before

    def test_two_people_see_both_versions(self, keeper):
        debts = Problem.objects.get(pk="debts")
        opened = fields_of(keeper.get(address(debts)))
        send(keeper, address(debts), label="długi")
        page = keeper.post(address(debts), opened | {"label": "zadłużenie"})
        assert rows_of(page) == [["Nazwa", "długi", "zadłużenie"]]
        assert keeper.post(address(debts), fields_of(page)).status_code == 302
        assert Problem.objects.get(pk="debts").label == "zadłużenie"


class TestOrder:
    def move(self, client, entry, direction):
        return client.post(address(entry, "move_entry"), {"kierunek": direction})

    def test_up_and_down_by_buttons(self, keeper):
        first, second, third, *_ = Problem.objects.offered()
        page = keeper.get(LIST)
        assert len(forms_of(page)) >= len(offered())
        self.move(keeper, second, "wyzej")
        assert offered()[:3] == [second.label, first.label, third.label]
        self.move(keeper, second, "nizej")
        self.move(keeper, second, "nizej")
        assert offered()[:3] == [first.label, third.label, second.label]

    def test_the_edges_stay(self, keeper):
        before = offered()
        self.move(keeper, Problem.objects.first(), "wyzej")
        self.move(keeper, Problem.objects.last(), "nizej")
        assert offered() == before

    def test_retired_ones_are_passed_over(self, keeper):
        first, second, third, *_ = Problem.objects.offered()
        keeper.post(address(second, "retire_entry"))
        self.move(keeper, third, "wyzej")
        assert offered()[:2] == [third.label, first.label]
        self.move(keeper, second, "wyzej")
        assert offered()[:2] == [third.label, first.label]


class TestRetiring:
    def test_it_is_not_offered_but_stays(self, keeper):
        record = FamilyProblem.objects.create(family=FamilyFactory(), problem_id="alcohol", identified_on=DAY)
        alcohol = record.problem
        page = keeper.post(address(alcohol, "retire_entry"), follow=True)
        assert alcohol.label in words(page, 'section[aria-labelledby="wycofane"]')
        manager = signed_in(UserFactory(role="manager"))
        new = manager.get(reverse("add_record", args=[record.family.number, "problem"]))
        assert "alcohol" not in [each.get("value") for each in select(new, "select[name=problem] option")]
        edit = reverse("edit_record", args=[record.family.number, "problem", record.pk])
        assert send(manager, edit, identified_on="2.03.2024").status_code == 302
        record.refresh_from_db()
        assert (record.problem_id, record.identified_on) == ("alcohol", date(2024, 3, 2))
        keeper.post(address(alcohol, "bring_back_entry"))
        assert alcohol.label in offered()

    def test_chosen_in_an_old_tab_it_is_said_and_nothing_is_lost(self, manager):
        family, alcohol = FamilyFactory(), Problem.objects.get(pk="alcohol")
        new = reverse("add_record", args=[family.number, "problem"])
        opened = fields_of(manager.get(new))
        manager.post(address(alcohol, "retire_entry"))
        page = manager.post(new, opened | {"problem": "alcohol", "identified_on": "1.03.2024"})
        said = errors_of(page)["problem"].replace("\xa0", " ")
        assert said == f"Pozycję „{alcohol.label}” wycofano tymczasem ze słownika. Wybierz inną."
        chosen = select(page, "select[name=problem] option[selected]")
        assert [each.get("value") for each in chosen] == ["alcohol"]
        assert field_of(page, "identified_on") == "1.03.2024"
        assert manager.post(new, fields_of(page) | {"problem": "debts"}).status_code == 302

    def test_the_referral_says_which(self, manager):
        new = f"{reverse('new_referral')}?rodzina={FamilyFactory().number}"
        opened = fields_of(manager.get(new), "form.referral")
        for code in ("alcohol", "debts"):
            manager.post(address(Problem.objects.get(pk=code), "retire_entry"))
        page = manager.post(new, opened | {"problems": ["alcohol", "debts", "poverty"], "reasons": "Napisane."})
        said = errors_of(page)["problems"].replace("\xa0", " ")
        assert "„uzależnienie od alkoholu, nadużywanie alkoholu” wycofano" in said and said.count("wycofano") == 2
        assert fields_of(page, "form.referral")["problems"] == "poverty"
        assert "Napisane." in words(page)

    def test_posts_and_visits_keep_theirs(self, manager):
        assistant = AssistantFactory(employed_from=DAY)
        post = Post.objects.create(assistant=assistant, funding_id="own", fraction=1, starts_on=DAY)
        manager.post(address(post.funding, "retire_entry"))
        edit = reverse("edit_post", args=[assistant.number, post.pk])
        assert send(manager, edit, fraction="0,5").status_code == 302
        new = reverse("add_post", args=[assistant.number])
        page = manager.post(new, fields_of(manager.get(new)) | {"funding": "own", "starts_on": "1.04.2024"})
        assert "wycofano" in errors_of(page)["funding"]

    @pytest.mark.parametrize("code", ["x" * 9000, "nie ma", "1" * 30])
    def test_a_code_that_never_was(self, manager, code):
        new = reverse("add_record", args=[FamilyFactory().number, "problem"])
        page = manager.post(new, fields_of(manager.get(new)) | {"problem": code})
        assert "Wybierz jedną z pozycji na liście" in errors_of(page)["problem"].replace("\xa0", " ")


class TestDeleting:
    def test_an_unused_one_goes_once(self, keeper):
        drugs = Problem.objects.get(pk="drugs")
        assert "Usunąć tę pozycję?" in words(keeper.get(address(drugs, "delete_entry")))
        for _ in range(2):
            assert keeper.post(address(drugs, "delete_entry")).url == LIST
        assert not Problem.objects.filter(pk="drugs").exists()

    def test_a_used_one_stays(self, keeper):
        drugs = Problem.objects.get(pk="drugs")
        FamilyProblem.objects.create(family=FamilyFactory(), problem=drugs, identified_on=DAY)
        assert "usuń tę pozycję" not in words(keeper.get(address(drugs)))
        page = keeper.post(address(drugs, "delete_entry"), follow=True)
        assert "więc się jej nie usuwa" in words(page).replace("\xa0", " ")
        assert Problem.objects.filter(pk="drugs").exists()

    def test_one_with_others_under_it_stays(self, keeper):
        housing = OutcomeKind.objects.get(pk="housing")
        keeper.post(reverse("delete_entry", args=["efekty", "housing"]))
        assert OutcomeKind.objects.filter(pk=housing.pk).exists()
        assert HelpKind.objects.exists()
