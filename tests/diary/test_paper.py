"""The diary of a period on paper."""

import pytest
from django.urls import reverse
from page import validate_pdf

from familycare.audit.choices import ReadingKind
from familycare.audit.models import Reading
from familycare.jobs.models import Job
from tests.clients import signed_in
from tests.diary.people import TODAY, create_family
from tests.factories import StaffFactory, UserFactory, VisitFactory
from tests.html_forms import fields_of
from tests.html_pages import words
from tests.pdf_pages import text_of_pdf

JUNE = {"od": "2023-06-01", "do": "2023-06-30"}


@pytest.fixture
def paper(ewa, family):
    VisitFactory(
        case=family.cases.get(), assistant=ewa, visited_on=TODAY, advice_count=2, summary="Ustalono <b>co</b> dalej."
    )
    return reverse("diary_pdf", args=["A7"])


def test_shows_who_when_and_what(phone, paper):
    answer = phone.get(paper, JUNE)
    assert answer["Content-Disposition"] == 'attachment; filename="dziennik-A7-2023-06-01-2023-06-30.pdf"'
    text = " ".join(text_of_pdf(answer).split())
    for part in (
        "Ewa Żak (A7)",
        "20.06.2023",
        "Wierzbiccy",
        "Ustalono <b>co</b>",
        "1 godz. 30 min pracy",
        "strona 1 z 1",
    ):
        assert part in text.replace("\xa0", " ")


def test_is_accessible(phone, paper, tmp_path):
    file = tmp_path / "dziennik.pdf"
    file.write_bytes(phone.get(paper, JUNE).content)
    assert validate_pdf(file, profile="ua1").is_compliant


def test_leaves_out_hidden_families_and_counts_them(phone, ewa, paper):
    restricted = create_family(ewa, "Chronieni", "R5")
    restricted.is_restricted = True
    restricted.save()
    VisitFactory(case=restricted.cases.get(), assistant=ewa, visited_on=TODAY.replace(day=5))
    text = text_of_pdf(phone.get(paper, JUNE))
    assert "Chronieni" not in text
    assert "Bez 1" in text


def test_who_may_print_it(client, paper, ola):
    assert client.get(paper, JUNE).status_code == 302
    for user, status in (
        (StaffFactory(), 200),
        (UserFactory(role="director"), 200),
        (ola.account, 404),
        (UserFactory(role="social_worker"), 403),
        (UserFactory(role="auditor"), 403),
        (UserFactory(role="admin"), 403),
    ):
        assert signed_in(user).get(paper, JUNE).status_code == status, user.role


@pytest.mark.parametrize(
    "query",
    [
        {"od": "2023-06-01"},
        {"od": "x", "do": "y"},
        {"od": "2023-06-30", "do": "2023-06-01"},
        {"od": "2020-01-01", "do": "2023-01-01"},
    ],
)
def test_nonsense_period_gets_a_message(phone, paper, query):
    page = phone.get(paper, query)
    assert page.status_code == 400
    assert "Do poprawy" in words(page)


def test_without_a_period_asks_for_one_and_offers_this_month(phone, paper):
    page = phone.get(paper)
    assert page.status_code == 200
    assert fields_of(page) == {"od": "01.06.2023", "do": "30.06.2023"}


def test_unknown_assistant_is_not_found(phone, paper):
    assert phone.get(reverse("diary_pdf", args=["A0"]), JUNE).status_code == 404


def test_empty_period_says_so(phone, paper):
    assert "nie ma wpisów" in text_of_pdf(phone.get(paper, {"od": "2022-01-01", "do": "2022-01-31"}))


def test_a_file_that_names_a_family_is_not_given_any_more_when_the_family_is_out_of_reach(phone, family, paper):
    assert phone.get(paper, JUNE).status_code == 200
    file = reverse("job_file", args=[Job.objects.get().pk])
    assert phone.get(file).status_code == 200
    family.is_restricted = True
    family.save()
    assert phone.get(file).status_code == 404


def test_each_download_is_recorded(phone, paper):
    assert "A7" in phone.get(paper, JUNE)["Content-Disposition"]
    phone.get(reverse("job_file", args=[Job.objects.get().pk]))
    readings = Reading.objects.filter(kind=ReadingKind.ASSISTANT)
    assert [reading.what for reading in readings] == ["Ewa Żak (A7), 01.06.2023–30.06.2023 (PDF)"] * 2
