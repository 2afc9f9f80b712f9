"""A copy keeps what protects families: who may read them, and accounts that open nothing."""

import pytest
from django.urls import reverse

from assistants.models import Assistant, Substitution, VisitGoal
from cases.models import Family, NamedReader
from familycare.accounts import services
from familycare.accounts.confirming.models import Decision
from familycare.accounts.models import User
from reporting.exchange import import_register
from reporting.exchange.errors import RegisterErrors
from tests.clients import signed_in
from tests.factories import StaffFactory, UserFactory
from tests.register.updates import refusal, update

pytestmark = pytest.mark.django_db

MANAGER, WORKER, ASSISTANT = "kierownik@zrebice.example", "kos@zrebice.example", "zak@zrebice.example"


class TestProtectedFamilies:
    def test_stay_protected(self, there):
        stranger = StaffFactory()
        family = Family.objects.get(number="R4")
        assert family.is_restricted
        assert {reader.user.email for reader in family.named_readers.all()} == {MANAGER}
        assert not Family.objects.visible_to(stranger).filter(number="R4").exists()
        assert signed_in(stranger).get(reverse("family", args=["R4"])).status_code == 404

    def test_are_open_to_whom_the_register_names_once_the_account_is_open(self, there):
        reader = User.objects.get(email=MANAGER)
        assert not Family.objects.visible_to(reader).exists()
        User.objects.filter(pk=reader.pk)
        reader.is_active = True
        reader.save()
        assert Family.objects.visible_to(reader).filter(number="R4").exists()

    def test_are_open_to_nobody_without_readers(self, register):
        register.path("named_readers").unlink()
        import_register(register.folder)
        assert Family.objects.get(number="R4").is_restricted
        assert not Family.objects.visible_to(StaffFactory()).filter(number="R4").exists()

    def test_a_reader_without_an_account_is_an_error(self, register):
        register.change("named_readers", MANAGER, "inny@zrebice.example")
        assert register.refusal() == [
            "named_readers.csv:2: account: konta „inny@zrebice.example” nie ma w accounts.csv ani w bazie"
        ]

    def test_an_account_of_the_same_role_in_the_database_reads_them(self, register):
        mine = StaffFactory(email=MANAGER, role="manager")
        import_register(register.folder)
        assert Family.objects.visible_to(mine).filter(number="R4").exists()


class TestAccounts:
    def test_are_closed_and_have_no_password(self, there):
        for email in (MANAGER, WORKER, ASSISTANT):
            user = User.objects.get(email=email)
            assert not user.is_active
            assert not user.has_usable_password()
            assert not hasattr(user, "invitation")

    @pytest.mark.parametrize("email", [MANAGER, ASSISTANT])
    def test_whoever_reads_all_families_needs_a_second_person(self, there, email):
        confirming = StaffFactory(role="manager", last_login="2024-01-01T10:00Z")
        user = User.objects.get(email=email)
        change = services.restore(user, by=UserFactory(role="admin"))
        user.refresh_from_db()
        assert bool(change) == (email == MANAGER)
        assert user.is_active == (email == ASSISTANT)
        if change:
            assert change.decision == Decision.WAITING
            assert change.pk in {each.pk for each in type(change).objects.to_decide_by(confirming)}

    def test_of_the_database_stay_as_they_are(self, register):
        there = UserFactory(email=WORKER, role="social_worker", first_name="Jan", last_name="Inny")
        password = there.password
        import_register(register.folder)
        there.refresh_from_db()
        assert (there.first_name, there.last_name, there.is_active, there.password) == ("Jan", "Inny", True, password)
        assert Family.objects.get(number="R1").social_worker == there

    def test_of_another_role_are_refused(self, register):
        UserFactory(email=WORKER, role="assistant")
        assert register.refusal() == [
            "accounts.csv:3: role: w bazie jest już konto z tym adresem, a ma inną rolę: asystent rodziny"
        ]

    def test_are_written_once(self, register):
        register.add("accounts", f"{WORKER.upper()},,Kos,social_worker,,,")
        assert register.refusal() == [f"accounts.csv:5: email: konto „{WORKER}” podano już w wierszu 3"]

    def test_belong_to_one_assistant(self, register):
        register.change("assistants", 'Źrebice",', f'Źrebice",{ASSISTANT}')
        assert register.refusal() == ["assistants.csv:3: account: to konto ma już asystent z wiersza 2"]

    def test_only_those_that_a_record_names_are_taken_out(self, there, tmp_path):
        from reporting.exchange import export_register

        StaffFactory(email="nikt@zrebice.example")
        export_register(tmp_path / "out")
        assert "nikt@" not in (tmp_path / "out" / "accounts.csv").read_text()


class TestUpdates:
    @pytest.mark.parametrize(
        "file, rows, said",
        [
            (
                "families",
                "id,name,restricted\nR4,Rodzina zanonimizowana,0\n",
                "restricted: tego uzupełnienie nie zmienia",
            ),
            ("families", "id,name,restricted\nR1,Nowak,1\n", "restricted: tego uzupełnienie nie zmienia"),
            ("families", f"id,name,social_worker\nR2,Kos,{WORKER}\n", "social_worker: tego uzupełnienie nie zmienia"),
            (
                "referrals",
                f"id,family,source,referred_on,decision,filed_by\nW9,R2,court,2024-01-10,waiting,{WORKER}\n",
                "filed_by: uzupełnienie nie zmienia, kto ma dostęp",
            ),
            ("assistants", f"id,last_name,account\nA2,Ćwik,{WORKER}\n", "account: tego uzupełnienie nie zmienia"),
            ("named_readers", f"family,account\nR4,{WORKER}\n", "nie zmienia, kto ma dostęp"),
            ("named_readers", f"family,account\nR1,{WORKER}\n", "nie zmienia, kto ma dostęp"),
            ("accounts", f"email,role\n{WORKER},manager\n", "nie zmienia konta"),
        ],
    )
    def test_leave_to_others_who_reads_what(self, part, file, rows, said):
        part.write(file, rows)
        assert any(said in each for each in refusal(part))
        assert NamedReader.objects.count() == 1
        assert User.objects.get(email=WORKER).role == "social_worker"
        assert Assistant.objects.get(number="A2").account is None

    def test_that_say_the_same_are_fine(self, part, register):
        for name in ("accounts", "named_readers", "visit_goals", "families", "assistants"):
            part.write(name, register.text(name))
        summary = update(part)
        assert {each.unchanged for each in summary.preview.files} == {1, 2, 3, 4}
        assert not any(each.new or each.changed for each in summary.preview.files)

    def test_add_a_protected_family_with_its_readers(self, part):
        part.write("accounts", "email,last_name,role\nnowy@zrebice.example,Nowy,manager\n")
        part.write("families", "id,name,restricted\nR5,Sowa,1\n")
        part.write("named_readers", "family,account\nR5,nowy@zrebice.example\n")
        part.write(
            "referrals", f"id,family,source,referred_on,decision,filed_by\nW9,R5,court,2024-01-10,waiting,{WORKER}\n"
        )
        update(part)
        assert Family.objects.get(number="R5").is_restricted
        reader = User.objects.get(named_to__family__number="R5")
        assert (reader.email, reader.is_active) == ("nowy@zrebice.example", False)

    def test_add_and_change_substitutions(self, part):
        part.write(
            "substitutions",
            "case,assigned_on,substitute,start,end\nS1,2020-02-01,A2,2020-07-01,2020-07-10\n"
            "S1,2020-02-01,A2,2020-08-01,2020-08-02\n",
        )
        update(part)
        assert [*map(str, Substitution.objects.order_by("starts_on").values_list("ends_on", flat=True))] == [
            "2020-07-10",
            "2020-08-02",
        ]
        assert {each.assignment.case.number for each in Substitution.objects.all()} == {"S1"}

    def test_add_the_goal_of_a_visit(self, part):
        part.write(
            "visit_goals",
            "case,assistant,date,entered_at,plan,goal\nS1,A1,2020-02-01,,L1,Spokój\n"
            "S1,A1,2020-02-01,,L1,Pieniądze na koniec miesiąca\n",
        )
        update(part)
        assert VisitGoal.objects.count() == 3
        goals = VisitGoal.objects.filter(visit__visited_on="2020-02-01").values_list("goal__goal", flat=True)
        assert {*goals} == {"Spokój", "Pieniądze na koniec miesiąca"}

    def test_add_no_goal_to_a_visit_that_is_not_there(self, part):
        part.write("visit_goals", "case,assistant,date,entered_at,plan,goal\nS1,A1,2020-02-09,,L1,Spokój\n")
        assert "nie ma takiej wizyty" in refusal(part)[0]

    def test_add_a_month_of_a_post(self, part):
        part.write(
            "post_months",
            "assistant,funding,start,month,cost,supplement\nA1,own,2015-03-01,2020-02,1.00,2.00\n"
            "A1,own,2015-03-01,2020-03,3.00,4.00\n",
        )
        update(part)
        post = Assistant.objects.get(number="A1").posts.get(funding="own")
        assert [*post.months.order_by("month").values_list("cost", "supplement")] == [(5600, 800), (1, 2), (3, 4)]


RULES = [
    ("law", "share_later_years,2022-01-01,101,x", "law.csv:3: value: wartość ma być od\xa00 do\xa0100"),
    ("law", "share_later_years,2021-01-01,40,x", "law.csv:3: start: od tego dnia podano już wartość"),
    ("qualifications", "A1,training,field,2020-01-01,x,", "qualifications.csv:4: way: rodzaj wykształcenia podaje się"),
    (
        "absences",
        "A1,leave,2020-07-14,2020-07-15",
        "absences.csv:3: start: w tych dniach wpisano już nieobecność (wiersz",
    ),
    ("absences", "A2,leave,2018-07-14,2018-07-15", "absences.csv:3: start: nieobecność wykracza poza zatrudnienie"),
    ("supplement_caps", "2020-01,7.00,,", "supplement_caps.csv:3: since: limit od tego miesiąca już podano"),
    ("post_months", "A1,own,2015-03-02,2020-01,1.00,", "post_months.csv:4: start: ten asystent nie ma takiego etatu"),
    ("post_months", "A1,own,2015-03-01,2020-01,1.00,", "post_months.csv:4: month: ten miesiąc etatu już podano"),
    ("post_months", "A1,own,2015-03-01,2020-03,1.00,1000.01", "post_months.csv:4: supplement: najwyżej 1\xa0000,00"),
    ("named_readers", f"R4,{MANAGER}", "named_readers.csv:3: account: tę osobę wskazano już do tej rodziny"),
    (
        "substitutions",
        "S1,2020-02-02,A2,2020-07-01,2020-07-14,",
        "substitutions.csv:3: assigned_on: żadne przydzielenie",
    ),
    (
        "substitutions",
        "S1,2020-02-01,A1,2020-07-01,2020-07-14,",
        "substitutions.csv:3: substitute: to ten sam asystent",
    ),
    (
        "substitutions",
        "S1,2020-02-01,A2,2020-01-31,2020-02-14,",
        "substitutions.csv:3: start: zastępstwo zaczyna się przed",
    ),
    ("visit_goals", "S1,A1,2020-02-02,,L1,Spokój", "visit_goals.csv:4: date: w visits.csv nie ma takiej wizyty"),
    (
        "visit_goals",
        "S1,A1,2020-02-01,,L2,Spokój",
        "visit_goals.csv:4: goal: w plan_goals.csv plan nie ma takiego celu",
    ),
    ("visit_goals", "S1,A1,2020-02-01,,L1,Spokój", "visit_goals.csv:4: goal: ten cel jest już zaznaczony"),
    ("appointments", "R1,A1,2021-04-20,25:00,,", "appointments.csv:4: time: „25:00” to nie godzina"),
]


@pytest.mark.parametrize("file, row, said", RULES, ids=[f"{file} {row}" for file, row, _said in RULES])
def test_rules_of_the_new_files(register, file, row, said):
    register.add(file, row)
    assert any(each.startswith(said) for each in register.refusal())


@pytest.mark.parametrize(
    "moment, said",
    [
        (
            "2020-12-31 10:15",
            "„2020-12-31 10:15” to nie chwila; zapisuje się ją w czasie UTC, np. 2024-05-31T10:15:00Z",
        ),
        ("2020-02-30T10:15:00Z", "chwili 2020-02-30T10:15:00Z nie ma w kalendarzu"),
        ("2999-12-31T10:15:00Z", "2999-12-31T10:15:00Z: ten dzień jeszcze nie nadszedł"),
    ],
)
def test_moments(register, moment, said):
    register.path("visit_goals").unlink()
    register.change("visits", "2020-12-31T10:15:00Z", moment)
    assert register.refusal() == [f"visits.csv:4: entered_at: {said}"]


def test_amendments_that_the_database_has_already(register):
    import_register(register.folder)
    register.write("law", register.text("law").replace(",45,", ",44,"))
    with pytest.raises(RegisterErrors) as refused:
        import_register(register.folder)
    assert "law.csv:2: value: w bazie jest już inaczej: „45”" in [*map(str, refused.value)]
