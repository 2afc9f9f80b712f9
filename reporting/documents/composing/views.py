"""Documents that the centre writes: their list, one with its figures, files."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.jobs.answers import answer_with_job
from familycare.jobs.pages import answer_with_page
from familycare.jobs.running import JobFailed
from familycare.web.uploads import takes_file
from reporting.documents.checks.checking import composed_and_checked
from reporting.documents.comments.rules import may_comment
from reporting.documents.comments.threads import links_beside, open_threads
from reporting.documents.composing.checking import check
from reporting.documents.composing.effort import is_quickly_composed
from reporting.documents.composing.figures import Catalogue
from reporting.documents.composing.files import DELETED, CannotCompose, composed_of, title_of_file
from reporting.documents.definitions.choices import DefinitionKind
from reporting.documents.definitions.forms import DefinitionFileForm, DocumentYearForm, NewDocumentForm
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.patterns import new_from_pattern
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.definitions.services import delete_definition, save_definition
from reporting.documents.definitions.uploading import answer_upload
from reporting.documents.steps.history import card_of, waiting_for, with_states
from reporting.jobs import DOCUMENT, DOCUMENT_PAGE
from reporting.renderers import html
from reporting.views.links import composed_address, figures_of_document

DOWNLOADS = ("pdf", "docx", "xlsx", "json")


@require_safe
@needs(Right.READ_DOCUMENTS)
def documents(request):
    """List the documents of the centre."""
    context = {
        "documents": with_states(DocumentDefinition.objects.all()),
        "waiting": waiting_for(request.user),
    }
    return render(request, "reporting/documents/documents.html", context)


@require_safe
@needs(Right.READ_DOCUMENTS)
def composed(request, key):
    """A document with the figures of a year, each with a link to its list, or what is wrong with it."""
    definition = get_object_or_404(DocumentDefinition, key=key)
    form = DocumentYearForm(request.GET)
    context = {"definition": definition, "form": form, "content": "", "downloads": [], "mistakes": []}
    context["editions"] = definition.editions.defer("data", "definition")
    context["open_comments"] = open_threads(definition)
    context["is_return"] = definition.kind == DefinitionKind.RETURN
    if not form.is_valid():
        return render(request, "reporting/documents/composed.html", context, status=400)
    year, conceals = form.cleaned_data["rok"], form.cleaned_data["ukryj"]
    context |= card_of(definition, year)
    title = f"{definition.title} za {year} r."

    def page(content, job):
        record_reading(request, ReadingKind.REPORT, what=definition.title)
        context["content"], context["job"] = content, job
        context["downloads"] = [
            (format.upper(), composed_address(key, year, "download_composed", format, conceals=conceals))
            for format in DOWNLOADS
        ]
        return render(request, "reporting/documents/composed.html", context)

    asked = {"key": key, "year": year, "conceals": conceals}
    try:
        quick = is_quickly_composed(definition.text, year)
        return answer_with_page(request, DOCUMENT_PAGE, title, asked, page, is_quick=quick)
    except (InvalidDefinition, CannotCompose) as error:
        return render(request, "reporting/documents/composed.html", context | {"mistakes": error.mistakes})
    except JobFailed:  # somebody has deleted it meanwhile
        raise Http404 from None


def make_page(user, asked):
    """Return what the checks found and the article of a document, with a link to the list behind each figure.

    `asked`: `key`, `year`, `conceals`. Raises JobFailed; CannotCompose.
    """
    definition, checked, beside = DocumentDefinition.objects.filter(key=asked["key"]).first(), None, None
    if not definition:
        raise JobFailed(DELETED)
    try:
        if asked["conceals"]:
            document = composed_of(definition, asked["year"], asked["conceals"])
        else:
            document, checked = composed_and_checked(definition, asked["year"])
            beside = links_beside(definition) if may_comment(user) else None
    except InvalidDefinition as error:
        raise CannotCompose(error, asked["year"]) from None
    article = html.fragment(document, figures_of_document(asked["key"], asked["year"]), beside)
    return render_to_string("reporting/documents/composed_content.html", {"checked": checked, "article": article})


@require_safe
@needs(Right.READ_DOCUMENTS)
def download_composed(request, key, format):
    """The document as a file in one of the formats of DOWNLOADS."""
    definition, form = get_object_or_404(DocumentDefinition, key=key), DocumentYearForm(request.GET)
    if format not in DOWNLOADS or not form.is_valid():
        raise Http404
    chosen = {"key": definition.key, "year": form.cleaned_data["rok"], "conceals": form.cleaned_data["ukryj"]}
    chosen |= {"format": format}
    return answer_with_job(request, DOCUMENT, title_of_file(chosen), parameters=chosen)


@require_safe
@needs(Right.READ_DOCUMENTS)
def definition_file(request, key):
    """The definition as a JSON file."""
    definition = get_object_or_404(DocumentDefinition, key=key)
    return _file(definition.text.encode(), "application/json", f"{key}.json")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def new_document(request):
    """Make a document from one of the patterns that come with the product."""
    form = NewDocumentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        chosen = form.cleaned_data
        made = new_from_pattern(name=chosen["pattern"], title=chosen["title"], programme=chosen["programme"])
        messages.success(request, "Dodano dokument.")
        return redirect("composed", made.key)
    return render(request, "reporting/documents/new_document.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@takes_file("DEFINITION_BYTES")
@needs(Right.KEEP_DOCUMENTS)
def upload_definition(request):
    """Take in a definition from a file."""
    return answer_upload(
        request,
        form_class=DefinitionFileForm,
        save=partial(save_definition, check=partial(check, known=Catalogue())),
        said="Wczytano dokument.",
        page="composed",
        template="reporting/documents/upload_definition.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def delete_document_definition(request, key):
    """Ask, and delete the definition of a document."""
    definition = get_object_or_404(DocumentDefinition, key=key)
    if request.method == "POST":
        try:
            delete_definition(document=definition)
        except ValidationError as error:
            messages.error(request, error.message)
            return redirect("composed", key)
        messages.success(request, "Usunięto dokument.")
        return redirect("documents")
    context = {
        "definition": definition,
        "question": f"Usunąć dokument „{definition.title}”?",
        "consequence": "Zniknie układ dokumentu. Liczby i akta rodzin się nie zmienią.",
        "back_url": reverse("composed", args=[key]),
    }
    return render(request, "reporting/documents/delete_document_definition.html", context)


def _file(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
