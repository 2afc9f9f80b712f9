"""Papers of a family: the list, making one, the DOCX of one that was sent."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import may_write_in
from cases.family_page.file import FamilyFile
from cases.locking_views import family_to_write
from cases.models import Family
from cases.records.contacts import contact
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.lib.forms import add_service_errors
from reporting.papers import marks
from reporting.papers.catalogue import BY_WORD, KINDS
from reporting.papers.forms import PaperForm
from reporting.papers.kinds import PaperSource
from reporting.papers.making import NEXT_MARK, NO_MARK, file_of, freeze_paper, make_docx, make_pdf
from reporting.papers.models import Paper
from reporting.papers.templates_in_use import in_use
from reporting.pdf_answers import PDF, NotNow, turn

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LATER = "W tej chwili kilka osób robi pisma. Spróbuj za chwilę: wszystko, co wpisano, zostało."
PREVIEW, WORD, KEEP = "podglad", "word", "zapisz"


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def papers(request, number):
    """Show the papers in the family's file that the user may read, and which can be made."""
    family = Family.objects.get_readable_or_404(request.user, number)
    file = FamilyFile.of_reader(request.user, family)
    documents = {each.document.pk for each in file.documents}
    found = family.papers.filter(attachment__in=documents).select_related("made_by", "corrects", "attachment")
    later = Prefetch("corrections", Paper.objects.filter(attachment__in=documents))
    record_reading(request, ReadingKind.FAMILY, family=family, what="pisma")
    context = {
        "family": family,
        "papers": [(paper, _title_of(paper)) for paper in found.prefetch_related(later)],
        "kinds": KINDS if may_write_in(request.user, family) else [],
    }
    return render(request, "reporting/papers/papers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def new_paper(request, number, word):
    """Make a paper: show it as PDF, give it as DOCX, or keep it in the family's file."""
    kind = _kind_or_404(word)
    family = family_to_write(request.user, number)
    file = file_of(request.user, family, kind)
    subjects = kind.about.subjects(file)
    sent = request.POST if request.method == "POST" else None
    form = PaperForm(sent, kind=kind, family=family, subjects=subjects, initial=_initial(request, kind, file))
    if form.is_valid():
        try:
            with turn(request.user.pk):
                return _answer(request, kind, family, file, form)
        except NotNow:
            form.add_error(None, LATER)
        except ValidationError as error:
            add_service_errors(form, error)
    record_reading(request, ReadingKind.FAMILY, family=family, what=f"nowe pismo: {kind.title}")
    context = {"family": family, "kind": kind, "form": form, "is_missing": kind.about.question and not subjects}
    return render(request, "reporting/papers/new_paper.html", context)


def _answer(request, kind, family, file, form):
    letter, action = form.letter(), request.POST.get("action", PREVIEW)
    if action == KEEP:
        paper = freeze_paper(
            kind=kind,
            family=family,
            user=request.user,
            letter=letter,
            form_key=str(form.cleaned_data["form_key"]),
            file=file,
            subject=form.chosen,
            corrects=form.cleaned_data.get("corrects"),
        )
        messages.success(request, f"Zapisano w aktach: {_title_of(paper)}.")
        return redirect("papers", family.number)
    source = PaperSource(
        file, _with_mark(letter, kind), Centre.current(), request.user, form.chosen and form.chosen.record
    )
    content, content_type, ending = make_docx(kind, source, in_use(kind)), DOCX, "docx"
    if action != WORD:
        content, content_type, ending = make_pdf(content), PDF, "pdf"
    record_reading(request, ReadingKind.FAMILY_FILE, family=family, what=f"pismo: {kind.title}")
    response = HttpResponse(content, content_type=content_type)
    name = get_valid_filename(f"{family.number}-{kind.word}-{letter.dated_on}.{ending}")
    response["Content-Disposition"] = content_disposition_header(action == WORD, name)
    return response


def _with_mark(letter, kind):
    """Return the letter of a preview: the number that is next now may be another one when it is kept."""
    if letter.mark != NEXT_MARK:
        return letter
    rule, year = marks.rule_of(kind), letter.dated_on.year
    return replace(letter, mark=marks.mark(str(rule), marks.next_number(str(rule), year), year))


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def paper_docx(request, number, key):
    """Download the DOCX of a paper that was sent."""
    family = Family.objects.get_readable_or_404(request.user, number)
    file = FamilyFile.of_reader(request.user, family)
    documents = {each.document.pk for each in file.documents}
    paper = get_object_or_404(Paper, pk=key, family=family, attachment__in=documents)
    record_reading(request, ReadingKind.FAMILY_FILE, family=family, what=f"pismo: {_title_of(paper)}")
    response = HttpResponse(bytes(paper.docx), content_type=DOCX)
    name = get_valid_filename(f"{family.number}-{paper.kind}-{paper.dated_on}.docx")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _initial(request, kind, file):
    """Return what the form is filled with before the user changes it."""
    user, centre = request.user, file.centre
    signer = (centre.letters_signed_by, centre.letters_signed_as)
    own = (user.get_full_name(), user.get_role_display())
    signed_by, signed_as = signer if kind.addressed else own
    asked = request.GET.get("czego", "")
    return {
        "subject": asked,
        "mark": NEXT_MARK if kind.addressed else NO_MARK,
        "dated_on": timezone.localdate(),
        **_addressee(kind, file),
        "copies": kind.copies,
        "signed_by": signed_by,
        "signed_as": signed_as,
    }


def _addressee(kind, file):
    """Return to whom the letter goes, as initial values."""
    if kind.contact:
        contacts = [each for each in file.of(contact).now if each.role == kind.contact]
        names = [name for each in contacts[:1] for name in (each.name, each.institution) if name]
        return {"addressee": ", ".join(names)[:200]}
    carer = next((member.name for member in file.members if member.is_main_carer), "")
    return {"addressee": carer, "address": file.family.address}


def _kind_or_404(word):
    if word not in BY_WORD:
        raise Http404
    return BY_WORD[word]


def _title_of(paper):
    """Return „Karta rodziny OŚR.8211.3.2026”; a kind that is no longer declared is named by its word."""
    kind = BY_WORD.get(paper.kind)
    return " ".join(filter(None, (kind.title if kind else paper.kind, paper.case_mark)))
