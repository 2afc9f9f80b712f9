"""Export of a register in the browser."""

import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from cases.documents.checking import check_document
from cases.models import Family, NamedReader
from familycare.accounts.models import User
from familycare.audit.models import Change, Reading
from familycare.jobs import answers, folders
from familycare.jobs.models import Job, JobState
from reporting.exchange import import_register
from reporting.exchange.errors import RegisterErrors
from tests.attachments.made import attached, pdf
from tests.clients import signed_in
from tests.factories import CaseFactory, FamilyFactory, UserFactory
from tests.html_pages import words
from tests.jobs.queue import run_jobs

EXPORT = reverse("export")


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


def files_in(response):
    with zipfile.ZipFile(BytesIO(response.content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_is_a_register_that_can_be_imported(staff, tmp_path):
    CaseFactory(family__number="R1", family__name="Źrebiccy")
    response = staff.post(EXPORT)
    assert response["Content-Type"] == "application/zip"
    assert {"families.csv", "cases.csv"} <= {*files_in(response)}
    path = tmp_path / "rejestr.zip"
    path.write_bytes(response.content)
    with pytest.raises(RegisterErrors) as refused:
        import_register(path)
    assert refused.value.already_present
    assert {error.column for error in refused.value} == {"id"}  # nothing but that its records are there


@pytest.mark.parametrize("asked", [{}, {"dokumenty": "on"}])
def test_documents_come_along_on_demand(staff, settings, tmp_path, asked):
    settings.ATTACHMENTS = tmp_path / "stored"
    attached(FamilyFactory(), User.objects.get(), document=check_document("a.pdf", pdf()))
    response = staff.post(EXPORT, asked)
    with zipfile.ZipFile(BytesIO(response.content)) as archive:
        names = archive.namelist()
    assert any(name.startswith("documents/") for name in names) is bool(asked)
    assert ("documents.csv" in names) is bool(asked)


def test_the_export_and_each_download_are_recorded(staff):
    FamilyFactory()
    staff.post(EXPORT)
    staff.get(reverse("job_file", args=[Job.objects.get().pk]))
    exported = Change.objects.get(kind="exported")
    assert exported.actor == User.objects.get(role="manager")
    assert ["families.csv", 1] in exported.payload["counts"]
    assert Reading.objects.filter(kind="register_file").count() == 2


def test_asking_for_the_page_writes_nothing(staff):
    FamilyFactory()
    assert "Zapisz rejestr" in words(staff.get(EXPORT))
    assert not Job.objects.exists()


def test_is_refused_while_a_family_is_hidden_from_the_user(staff):
    family = FamilyFactory(is_restricted=True)
    for page in (staff.get(EXPORT), staff.post(EXPORT)):
        assert "do niektórych nie masz dostępu" in words(page)
    assert not Job.objects.exists()
    NamedReader.objects.create(family=family, user=User.objects.get(role="manager"))
    assert staff.post(EXPORT)["Content-Type"] == "application/zip"


def test_a_family_that_is_hidden_later_is_not_given(staff):
    family = FamilyFactory()
    staff.post(EXPORT)
    Family.objects.filter(pk=family.pk).update(is_restricted=True)
    file = staff.get(reverse("job_file", args=[Job.objects.get().pk]))
    assert file.status_code == 403
    assert "do niektórych nie masz dostępu" in words(file)


def test_of_nothing_says_so(staff):
    page = staff.post(EXPORT, follow=True)
    assert "W bazie nie ma jeszcze danych, które można by zapisać." in words(page)


def test_cancelled_in_the_middle_it_leaves_no_files(staff, monkeypatch):
    FamilyFactory()
    monkeypatch.setattr(answers, "wait_for", lambda job: None)
    staff.post(EXPORT)
    job = Job.objects.get()
    folders.cancel(job.pk)
    run_jobs()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert {path.name for path in folders.result_of(job.pk).parent.iterdir()} == {"lock"}
    assert not Change.objects.filter(kind="exported").exists()


@pytest.mark.parametrize("role", ["director", "assistant", "social_worker", "admin"])
def test_is_for_managers(db, role):
    assert signed_in(UserFactory(role=role)).post(EXPORT).status_code == 403
