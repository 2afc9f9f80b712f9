"""The copy of personal data that a person may request (RODO art. 15), as PDF or JSON."""

import json

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.families.views.person import person_or_404
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.jobs.answers import answer_with_job
from reporting.jobs import PERSON_PDF
from reporting.letters.personal_data import as_data, in_words
from reporting.letters.personal_data import person_file as file_of
from reporting.pdf_answers import PDF, long_pdf
from reporting.renderers.html import style_sheets

DOWNLOADS = ("pdf", "json")


@require_safe
@needs(Right.ANSWER_PERSONS)
def person_file(request, number, format):
    """Return all data about the person in one of the formats of DOWNLOADS. 404 if the family is anonymised."""
    if format not in DOWNLOADS:
        raise Http404
    person = _person_or_404(request.user, number)
    if format == "pdf":
        return answer_with_job(request, PERSON_PDF, "Kopia danych osoby (PDF)", parameters={"number": number})
    today = timezone.localdate()
    file = file_of(person, centre=Centre.current(), day=today)
    record_reading(request, ReadingKind.PERSON_FILE, family=person.family, what="JSON")
    response = HttpResponse(json.dumps(as_data(file), ensure_ascii=False, indent=1), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="kopia-danych-{today}.json"'
    return response


def make_pdf(work):
    """Make the PDF, as a job."""
    work.phase("Zbieram dane")
    today = timezone.localdate()
    person = _person_or_404(work.user, work.parameters["number"])
    source = html_page(file_of(person, centre=Centre.current(), day=today))
    work.phase("Składam strony")
    work.give(long_pdf(source), name=f"kopia-danych-{today}.pdf", content_type=PDF)


def check_pdf(user, parameters):
    _person_or_404(user, parameters["number"])


def record_pdf(request, job):
    person = _person_or_404(request.user, job.parameters["number"])
    record_reading(request, ReadingKind.PERSON_FILE, family=person.family, what="PDF")


def _person_or_404(user, number):
    """Return the person, if the user sees their family and it is not anonymised."""
    person = person_or_404(user, number)
    if person.family.anonymised_on:
        raise Http404
    return person


def html_page(file) -> str:
    """Return a PersonFile as an HTML page that needs no other files."""
    sections = [
        (section, [[(label, in_words(value)) for label, value in record.items()] for record in section.records])
        for section in file.sections
    ]
    context = {"file": file, "sections": sections, "css": style_sheets("person_file.css")}
    return render_to_string("reporting/letters/personal_data_copy.html", context)
