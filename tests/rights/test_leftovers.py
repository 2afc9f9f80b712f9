"""What users left about a family outside of its file is gone after anonymisation, or after some time."""

import os
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cases.documents import files
from cases.documents.checking import CheckedDocument
from cases.documents.services import add_attachment
from cases.models import Draft, Family, Referral, SavedView
from cases.privacy.leftovers import Traces
from cases.privacy.retention import anonymise, due_for_anonymisation
from familycare.accounts.unsent_forms.models import UnsentForm
from reporting.exchange import import_result
from reporting.exchange.errors import RegisterError
from tests.clients import signed_in
from tests.factories import CaseFactory, CentreFactory, FamilyFactory, PersonFactory, StaffFactory, VisitFactory

pytestmark = pytest.mark.django_db
WORD = "Wierzbołow"  # it stands in every place
NAME = f"{WORD}ska"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-03-01 12:00", tick=False)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR, settings.ATTACHMENTS = tmp_path, tmp_path / "attachments"
    return tmp_path


@pytest.fixture
def user():
    CentreFactory()
    return StaffFactory()


@pytest.fixture
def family():
    """A family whose retention period is over, with the word in its file."""
    made = FamilyFactory(number="R00012", name=f"{WORD}scy", address=f"{NAME} 3", registered_on=date(2010, 1, 1))
    case = CaseFactory(
        family=made, opened_on=date(2010, 1, 1), closed_on=date(2012, 1, 1), closing_reason="goals_achieved"
    )
    PersonFactory(family=made, first_name="Anna", last_name=NAME)
    VisitFactory(case=case, visited_on=date(2011, 1, 3), summary=f"Pani {NAME}")
    Referral.objects.create(
        family=made, source="family", referred_on=date(2010, 1, 1), decided_on=date(2010, 1, 1), decision="refused",
        reasons=NAME,
    )  # fmt: skip
    return made


def forget(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert anonymise(due_for_anonymisation(Family.objects.all(), date(2015, 12, 31)), day=date(2026, 3, 1)) == 1


@pytest.fixture
def anonymised(django_capture_on_commit_callbacks):
    """Anonymises the one family that is due."""
    return lambda: forget(django_capture_on_commit_callbacks)


def places_of(word, folder):
    """Where the word stands: in which models, also in what is encrypted, and in which files of the data folder."""
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and holds(path, word)}
    for model in (each for each in apps.get_models() if each._meta.managed):
        for record in model._base_manager.all():
            texts = [str(getattr(record, field.attname)) for field in model._meta.concrete_fields]
            if isinstance(record, UnsentForm):
                texts.append(str(record.pairs))
            if isinstance(record, Session):
                texts.append(str(record.get_decoded()))
            if word.lower() in " ".join(texts).lower():
                found.add(model.__name__)
    return found


def holds(path, word):
    content = path.read_bytes()
    return any(form.encode() in content for form in (word, word.encode("unicode_escape").decode()))


def leave_everywhere(user, family):
    """Leave the word in every place outside of the family's file, as users do."""
    Draft.objects.create(user=user, form="visit", family=family, data={"summary": [NAME]})
    Draft.objects.create(user=user, form="visit", data={"families": [str(family.pk)], "summary": [NAME]})
    Draft.objects.create(user=user, form="referral", data={"first_name": ["Anna"], "last_name": [NAME]})
    visit = family.cases.get().visits.get()
    for address in ("/rodziny/R00012/popraw/", f"/wizyty/{visit.pk}/popraw/", "/wnioski/nowy/?rodzina=R00012"):
        UnsentForm.objects.create(user=user, state="refused", address=address, data={"summary": [NAME]})
    text = f"{family.number}: {NAME}"
    UnsentForm.objects.create(user=user, state="interrupted", address=reverse("referrals"), data={"reasons": [text]})
    signed_in(user).post(reverse("save_view"), {"name": f"U {WORD}skich", "query": "stan=otwarte"})
    SavedView.objects.create(user=user, name="Jedna", query="szukaj=R00012")
    error = RegisterError("persons.csv", 3, "last_name", f"Nie rozumiem „{NAME}”.")
    import_result.save(user, register="rejestr.zip", checked_only=True, remarks=[error])
    content = f"%PDF {NAME}".encode()
    made = add_attachment(
        family=family, user=user, document=CheckedDocument("pdf", content), name=f"{NAME}.pdf", kind="consent",
        person=None, title=f"Zgoda {NAME}", dated_on=date(2010, 1, 1), valid_until=None,
    )  # fmt: skip
    type(made).objects.update(uploaded_on=date(2010, 1, 1))
    return made


def test_nothing_holds_the_name_after_anonymisation(user, family, folder, anonymised):
    document = leave_everywhere(user, family)
    before = places_of(WORD, folder)
    assert {"Family", "Person", "Visit", "Referral", "UnsentForm", "SavedView", "Attachment", "Change"} <= before
    assert {f"imports/{user.pk}.json", f"attachments/{document.stored_as}"} <= before
    anonymised()
    assert places_of(WORD, folder) <= {"Session"}  # messages that wait to be shown, until the session ends
    assert not SavedView.objects.exists() and not UnsentForm.objects.exists() and not files.names()


def test_what_is_about_others_stays(user, family, anonymised):
    """Also if they have the same surname: nothing typed is lost."""
    other = FamilyFactory(name=f"{WORD}scy", registered_on=date(2026, 1, 1))
    kept = [
        Draft.objects.create(user=user, form="visit", family=other, data={"summary": [f"Anna {NAME}"]}),
        Draft.objects.create(user=user, form="referral", data={"name": [f"{WORD}scy"]}),
        UnsentForm.objects.create(
            user=user, state="refused", address=f"/rodziny/{other.number}/", data={"a": [f"Anna {NAME}"]}
        ),
    ]
    view = SavedView.objects.create(user=user, name="Pilne na piątek", query="stan=otwarte")
    anonymised()
    assert {form.pk for form in UnsentForm.objects.all()} == {form.pk for form in kept}
    assert list(SavedView.objects.all()) == [view]


def test_another_family_that_is_not_due_keeps_everything(user, family, folder, django_capture_on_commit_callbacks):
    leave_everywhere(user, family)
    before = UnsentForm.objects.count(), SavedView.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        anonymise(Family.objects.none(), day=date(2026, 3, 1))
    assert (UnsentForm.objects.count(), SavedView.objects.count()) == before


@pytest.mark.parametrize(
    ("surname", "text", "is_form"),
    [
        ("Wierzbiccy", "u Wierzbickich", True),
        ("Wierzbicka", "WIERZBICKIEJ pilne", True),
        ("Żak", "sprawy Żaków", True),
        ("Lis", "Lista pilnych", False),
        ("Nowak", "Nowakowie", True),
        ("Nowak", "Nowa Huta", False),
        ("Kowalski", "bez terminu", False),
    ],
)
def test_surnames_are_found_in_any_case(surname, text, is_form):
    CentreFactory()
    family = FamilyFactory(name=surname)
    assert Traces.of([family.pk]).surname_in(text) == is_form


def test_views_that_nobody_opens_are_deleted_after_a_year(user, time_machine):
    for name, query in (("Oni", "stan=zakończone"), ("Otwarte", "stan=otwarte")):
        SavedView.objects.create(user=user, name=name, query=query)
    time_machine.move_to("2026-09-01 12:00")
    signed_in(user).get(reverse("families"), {"stan": "otwarte"})
    time_machine.move_to("2027-03-01 12:00")
    call_command("tidy")
    assert SavedView.objects.count() == 2
    time_machine.move_to("2027-03-02 12:00")
    call_command("tidy")
    assert [view.name for view in SavedView.objects.all()] == ["Otwarte"]


@pytest.mark.parametrize(("days", "stays"), [(29, True), (31, False)])
def test_results_of_imports_are_deleted_after_a_month(user, days, stays):
    import_result.save(user, register="rejestr.zip", checked_only=True)
    then = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(import_result._path(user), (then, then))
    call_command("tidy")
    assert (import_result.load(user) is not None) == stays
