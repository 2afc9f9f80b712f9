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
from reporting.letters.personal_data import as_data, in_words
from reporting.letters.personal_data import person_file as file_of
from reporting.pdf_answers import pdf_answer
from reporting.renderers.html import style_sheets

DOWNLOADS = ("pdf", "json")


@require_safe
@needs(Right.ANSWER_PERSONS)
def person_file(request, number, format):
    """Return all data about the person in one of the formats of DOWNLOADS. 404 if the family is anonymised."""
    person = person_or_404(request.user, number)
    if format not in DOWNLOADS or person.family.anonymised_on:
        raise Http404
    today = timezone.localdate()
    file = file_of(person, centre=Centre.current(), day=today)
    record_reading(request, ReadingKind.PERSON_FILE, family=person.family, what=format.upper())
    name = f"kopia-danych-{today}"
    if format == "pdf":
        return pdf_answer(request, html_page(file), name=name)
    response = HttpResponse(json.dumps(as_data(file), ensure_ascii=False, indent=1), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def html_page(file) -> str:
    """Return a PersonFile as an HTML page that needs no other files."""
    sections = [
        (section, [[(label, in_words(value)) for label, value in record.items()] for record in section.records])
        for section in file.sections
    ]
    context = {"file": file, "sections": sections, "css": style_sheets("person_file.css")}
    return render_to_string("reporting/letters/personal_data_copy.html", context)
