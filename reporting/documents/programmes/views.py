"""Programmes in the browser: their list, one in a year, what came of a task or an indicator."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors
from familycare.web.uploads import takes_file
from reporting.documents.composing.figures import Catalogue
from reporting.documents.definitions.uploading import answer_upload
from reporting.documents.programmes.cockpit import cockpit
from reporting.documents.programmes.forms import (
    IndicatorValueForm,
    ProgrammeFileForm,
    ProgrammeYearForm,
    TaskReportForm,
    years_begun,
)
from reporting.documents.programmes.models import Programme
from reporting.documents.programmes.next import why_not_yet
from reporting.documents.programmes.parsing import parse_programme
from reporting.documents.programmes.services import enter_indicator, report_task, save_programme


@require_safe
@needs(Right.READ_DOCUMENTS)
def programmes(request):
    """List the programmes of the centre."""
    return render(request, "reporting/programmes/programmes.html", {"programmes": Programme.objects.all()})


@require_safe
@needs(Right.READ_DOCUMENTS)
def programme(request, key):
    """A programme in a year: each indicator against its target, and each task."""
    found = get_object_or_404(Programme, key=key)
    form, contents = ProgrammeYearForm(request.GET, programme=found), parse_programme(found.text)
    context = {"programme": found, "contents": contents, "form": form, "parts": []}
    context["may_be_followed"] = not why_not_yet(found)
    if not form.is_valid():
        return render(request, "reporting/programmes/programme.html", context, status=400)
    year = form.cleaned_data["rok"]
    record_reading(request, ReadingKind.REPORT, what=f"{found}: wykonanie w {year} r.")
    context |= {"year": year, "parts": cockpit(found, contents, year)}
    return render(request, "reporting/programmes/programme.html", context)


@require_safe
@needs(Right.READ_DOCUMENTS)
def programme_file(request, key):
    """The programme as a JSON file, to the byte as it was taken in."""
    response = HttpResponse(get_object_or_404(Programme, key=key).text.encode(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{key}.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@takes_file("DEFINITION_BYTES")
@needs(Right.KEEP_DOCUMENTS)
def upload_programme(request):
    """Take in a programme from a file."""
    return answer_upload(
        request,
        form_class=ProgrammeFileForm,
        save=partial(save_programme, known=Catalogue()),
        said="Wczytano program.",
        page="programme",
        template="reporting/programmes/upload_programme.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def realise(request, key, year, item):
    """Write how far a task was in a year, or enter the value of an indicator. `item`: its address in the programme."""
    found = get_object_or_404(Programme, key=key)
    contents = parse_programme(found.text)
    if year not in years_begun(found):
        raise Http404
    sent, context = request.POST if request.method == "POST" else None, {"programme": found, "year": year}
    back = f"{reverse('programme', args=[key])}?rok={year}"
    task = next((each for each in contents.tasks if each.address == item), None)
    indicator = next((each for _part, each in contents.indicators if each.address == item), None)
    if task:
        row = found.taskreport_set.filter(item=item, year=year).values("state", "done").first()
        form, label, save = TaskReportForm(sent, initial=row), task.title, report_task
        context["methods"] = task.methods
    elif indicator and not indicator.figure:
        row = found.indicatorvalue_set.filter(item=item, year=year).values("value", "source").first()
        form, label, save = IndicatorValueForm(sent, initial=row), indicator.label, enter_indicator
    else:
        raise Http404
    if form.is_valid():
        try:
            save(
                programme=found, year=year, **{"task" if task else "indicator": task or indicator}, **form.cleaned_data
            )
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Zapisano.")
            return redirect(back)
    return render(request, "reporting/programmes/realise.html", context | {"form": form, "label": label, "back": back})
