"""Templates of papers: download, upload, preview with an invented family, choose; what their fields mean."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.services import lock_changes
from familycare.web.uploads import takes_file
from reporting.papers import marks, sandbox
from reporting.papers.catalogue import BY_WORD, KINDS
from reporting.papers.fields import explained
from reporting.papers.filling import TemplateRefused
from reporting.papers.forms import MarkRuleForm, TemplateForm
from reporting.papers.making import make_pdf
from reporting.papers.models import MarkRule, PaperTemplate
from reporting.papers.templates_in_use import DEFAULT, add_version, content_of, use_version
from reporting.papers.views.papers import DOCX
from reporting.pdf_answers import PDF, NotNow, turn


@require_safe
@needs(Right.KEEP_CENTRE)
def paper_templates(request):
    """List the kinds of papers and which template each is made from."""
    used = {each.kind: each for each in PaperTemplate.objects.filter(is_in_use=True).defer("content")}
    rows = [(kind, used.get(kind.word)) for kind in KINDS]
    return render(request, "reporting/papers/paper_templates.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CENTRE)
@takes_file("PAPER_TEMPLATE_BYTES")
def paper_template(request, word):
    """Show the versions of a template; take a new one, which is checked at once."""
    kind = _kind_or_404(word)
    form = TemplateForm(*((request.POST, request.FILES) if request.method == "POST" else ()), kind=kind)
    if form.is_valid():
        sent = form.cleaned_data
        version = add_version(kind=kind, user=request.user, content=sent["content"], name=sent["file"].name)
        messages.success(
            request,
            f"Szablon jest poprawny i został zapisany jako wersja {version.number}. Obejrzyj podgląd, a potem wybierz "
            "„Zacznij używać”.",
        )
        return redirect("paper_template", word)
    versions = PaperTemplate.objects.filter(kind=word).defer("content").select_related("uploaded_by")
    context = {
        "kind": kind,
        "form": form,
        "versions": versions,
        "is_default": not any(version.is_in_use for version in versions),
        "rule": marks.rule_of(kind),
    }
    return render(request, "reporting/papers/paper_template.html", context)


@require_safe
@needs(Right.KEEP_CENTRE)
def paper_fields(request, word):
    """Explain the fields of a kind of paper, with examples of the invented family."""
    kind = _kind_or_404(word)
    groups = [(group.title, [*explained(group)]) for group in kind.groups]
    return render(request, "reporting/papers/paper_fields.html", {"kind": kind, "groups": groups})


@require_safe
@needs(Right.KEEP_CENTRE)
def template_file(request, word, version):
    """Download a version of a template; version 0 is the default one."""
    kind = _kind_or_404(word)
    response = HttpResponse(content_of(kind, _version_or_404(kind, version)), content_type=DOCX)
    name = f"{word}-szablon-{version or 'domyslny'}.docx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_safe
@needs(Right.KEEP_CENTRE)
def template_preview(request, word, version):
    """Show a version as a PDF about the invented family."""
    kind = _kind_or_404(word)
    content, data = content_of(kind, _version_or_404(kind, version)), kind.invented()
    try:
        with turn(request.user.pk):
            pdf = make_pdf(sandbox.fill(content, data, title=kind.title, author=data["osrodek"]["nazwa"]))
    except NotNow:
        return render(request, "reporting/pdf_later.html", status=503)
    except TemplateRefused as refused:
        messages.error(request, " ".join(refused.problems))
        return redirect("paper_template", word)
    except ValidationError as failed:
        messages.error(request, " ".join(failed.messages))
        return redirect("paper_template", word)
    response = HttpResponse(pdf, content_type=PDF)
    response["Content-Disposition"] = content_disposition_header(False, f"{word}-podglad.pdf")
    return response


@require_POST
@needs(Right.KEEP_CENTRE)
def use_template(request, word, version):
    """Make papers from this version from now on."""
    kind = _kind_or_404(word)
    _version_or_404(kind, version)
    use_version(kind=kind, number=version)
    said = f"z wersji {version}" if version else "z szablonu domyślnego"
    messages.success(request, f"Nowe pisma powstają teraz {said}. Pisma zapisane w aktach zostają, jakie były.")
    return redirect("paper_template", word)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CENTRE)
def mark_rule(request, word):
    """Change how the marks of a kind of paper are made."""
    kind = _kind_or_404(word)
    with transaction.atomic():
        lock_changes()
        rule = MarkRule.objects.select_for_update().filter(kind=word).first() or marks.rule_of(kind)
        form = MarkRuleForm(request.POST if request.method == "POST" else None, instance=rule)
        if form.is_valid():
            form.save()
            messages.success(request, "Zapisano znak. Dotyczy pism, które powstaną od teraz.")
            return redirect("paper_template", word)
    return render(request, "reporting/papers/mark_rule.html", {"kind": kind, "form": form})


def _kind_or_404(word):
    if word not in BY_WORD:
        raise Http404
    return BY_WORD[word]


def _version_or_404(kind, number):
    """Return the PaperTemplate with that number; for DEFAULT None."""
    return None if number == DEFAULT else get_object_or_404(PaperTemplate, kind=kind.word, number=number)
