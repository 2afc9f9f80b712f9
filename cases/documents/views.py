"""Documents of a family: add, download, correct, delete."""

import logging

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import documents_in, may_delete, parts_read_by
from cases.choices import DocumentKind, FileFormat
from cases.documents import files
from cases.documents.forms import DocumentCorrectionForm, DocumentForm
from cases.documents.keeping import refuse_kept
from cases.documents.services import add_attachment, delete_attachment
from cases.family_page.file import FamilyFile
from cases.locking_views import family_to_write, lock_to_write, page_of, tell_unchanged
from cases.models import Attachment, Family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import date_in_digits
from familycare.web.uploads import takes_file

CONTENT_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.JPG: "image/jpeg",
    # Accepted by earlier versions.
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Names of downloaded files by kind; not the titles, because these may contain names of people.
DOWNLOAD_NAMES = {
    DocumentKind.CONSENT: "zgoda",
    DocumentKind.AUTHORISATION: "upoważnienie",
    DocumentKind.CERTIFICATE: "zaświadczenie",
    DocumentKind.COURT: "sąd",
    DocumentKind.LETTER: "pismo",
    DocumentKind.OTHER: "dokument",
}
DOCUMENTS = "dokumenty"  # the section of a family's page
log = logging.getLogger(__name__)


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def document(request, number, key):
    """Download a document that is on the family's page for this reader, unless its file is not the accepted one."""
    family = Family.objects.get_readable_or_404(request.user, number)
    file = FamilyFile.of_reader(request.user, family)
    found = next((each.document for each in file.documents if each.document.pk == key), None)
    if found is None:
        raise Http404
    what = f"dokument: {found.get_kind_display()}"
    try:
        content = files.read(found)
    except OSError:
        log.error("The file of document %s is not there.", found.pk)
        messages.error(request, "Pliku tego dokumentu nie ma na serwerze. Powiedz o tym administratorowi.")
        return redirect("family", family.number)  # its top, where the message is
    except files.Changed:
        log.error("The file of document %s is not the one that was accepted.", found.pk)
        record_reading(request, ReadingKind.FAMILY, family=family, what=f"niewydany, bo zmieniony na serwerze: {what}")
        messages.error(
            request,
            "Plik tego dokumentu zmienił się na serwerze, odkąd go dodano, więc go nie wydajemy. Powiedz o tym "
            "administratorowi: może odtworzyć plik z kopii zapasowej.",
        )
        return redirect("family", family.number)
    record_reading(request, ReadingKind.FAMILY_FILE, family=family, what=what)
    response = HttpResponse(content, content_type=CONTENT_TYPES[found.format])
    response["Content-Disposition"] = content_disposition_header(True, download_name(family, found))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
@takes_file("ATTACHMENT_BYTES")
def add_document(request, number):
    """Add a document."""
    family = family_to_write(request.user, number)
    form = DocumentForm(*((request.POST, request.FILES) if request.method == "POST" else ()), family=family)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            add_attachment(
                family=family,
                user=request.user,
                document=sent["document"],
                name=sent["file"].name,
                **form.described(),
            )
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Dodano dokument.")
            return redirect(page_of(family, DOCUMENTS))
    record_reading(request, ReadingKind.FAMILY, family=family, what="nowy dokument")
    return render(request, "cases/documents/document_form.html", {"form": form, "family": family})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def correct_document(request, number, key):
    """Correct the description of a document; a form opened before the last change is not saved (see VersionedForm)."""
    family = family_to_write(request.user, number)
    with transaction.atomic():
        found = _found(request, family, key)
        refuse_kept(found)
        form = DocumentCorrectionForm(request.POST if request.method == "POST" else None, instance=found, family=family)
        if form.is_valid():
            if form.has_changed():
                form.save()
                messages.success(request, "Poprawiono dane dokumentu.")
            else:
                tell_unchanged(request)
            return redirect(page_of(family, DOCUMENTS))
    record_reading(request, ReadingKind.FAMILY, family=family, what="dane dokumentu")
    context = {"form": form, "family": family, "document": found, "may_delete": may_delete(request.user, found)}
    return render(request, "cases/documents/document_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
@idempotent_delete
def delete_document(request, number, key):
    """Ask, then delete the document; the log keeps who deleted it and when."""
    family = family_to_write(request.user, number)
    with transaction.atomic():
        found = _found(request, family, key)
        refuse_kept(found)
        if request.method == "POST":
            delete_attachment(attachment=found, user=request.user)
            return redirect_after_delete(request, "Usunięto dokument.", page_of(family, DOCUMENTS))
    record_reading(request, ReadingKind.FAMILY, family=family, what="usuwanie dokumentu")
    consequence = (
        f"„{found.title}” z {date_in_digits(found.dated_on)} zniknie z akt razem z plikiem. "
        "W historii zmian zostanie, kto i kiedy go usunął."
    )
    context = {"family": family, "document": found, "consequence": consequence}
    return render(request, "cases/documents/document_delete.html", context)


def download_name(family, found):
    """Return the name of the downloaded file, for example „R00012-zgoda-2024-03-14.pdf”."""
    return get_valid_filename(f"{family.number}-{DOWNLOAD_NAMES[found.kind]}-{found.dated_on}.{found.format}")


def _found(request, family, key):
    """Return the document if the user may read it; on POST, lock the family first."""
    if request.method == "POST":
        lock_to_write(family)
    readable = Attachment.objects.filter(family=family, kind__in=documents_in(parts_read_by(request.user)))
    return get_object_or_404(readable.select_related("uploaded_by"), pk=key)
