"""Pages that import a spreadsheet: upload, matching of its columns, preview, import; and templates to download."""

from io import BytesIO

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.jobs.answers import answer_with_job
from familycare.web.uploads import takes_file
from reporting.exchange import import_result as results
from reporting.exchange.spreadsheets import keeping
from reporting.exchange.spreadsheets.cells import plain_text
from reporting.exchange.spreadsheets.forms import MatchForm, SheetForm
from reporting.exchange.spreadsheets.headings import SHEET_FILES, remember_headings, title_of
from reporting.exchange.spreadsheets.reading import read_sheet
from reporting.exchange.spreadsheets.template_book import template_book
from reporting.jobs import SHEET
from reporting.workbooks import FORMULA

SHOWN = 10  # rows
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OUTDATED = "Arkusza nie wczytano, niczego nie zmieniono: od podglądu zmieniły się dane. Obejrzyj podgląd jeszcze raz."
IN_SESSION = "sheet"  # {"name": of the uploaded file, "file": name in the register, "matched": see headings}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EXCHANGE_REGISTER)
@takes_file("SHEET_UPLOAD_BYTES")
def sheet_page(request):
    """What is in the spreadsheet, and the file."""
    form = SheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if not form.is_valid():
        files = [(name, title_of(file)) for name, file in SHEET_FILES.items()]
        return render(request, "reporting/exchange/sheet.html", {"form": form, "files": files})
    keeping.keep(request.user, form.cleaned_data["sheet"])
    request.session[IN_SESSION] = {"name": form.name, "file": form.cleaned_data["file"]}
    return redirect("sheet_columns")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EXCHANGE_REGISTER)
def sheet_columns(request):
    """Which column of the spreadsheet is which, with its first rows; then the preview."""
    content, told = keeping.kept(request.user), request.session.get(IN_SESSION)
    if content is None or not told:
        return redirect("sheet")
    file, sheet = SHEET_FILES[told["file"]], read_sheet(content)
    form = MatchForm(request.POST or None, file=file, sheet=sheet)
    if not form.is_valid():
        record_reading(request, ReadingKind.IMPORT_RESULT, what="arkusz do wczytania")
        rows = [(number, [_shown(cells, place) for place in sheet.headings]) for number, cells in sheet.rows[:SHOWN]]
        context = {"form": form, "title": title_of(file), "name": told["name"], "sheet": sheet, "rows": rows}
        return render(request, "reporting/exchange/sheet_columns.html", context)
    matched = form.matched()
    remember_headings(file, sheet.headings, matched)
    request.session[IN_SESSION] = told | {"matched": {str(place): column for place, column in matched.items()}}
    return _answer(request, "Podgląd zmian z arkusza", dry_run=True)


@require_POST
@needs(Right.EXCHANGE_REGISTER)
def sheet_import(request):
    """Import what the preview has shown."""
    content, told = keeping.kept(request.user), request.session.get(IN_SESSION, {})
    result = results.load(request.user)
    if content is None or "matched" not in told or not (result and result.get("sheet") and result["preview"]):
        return redirect("sheet")
    accepted, code = request.POST.get("uwagi") == "przyjmij", result["preview"]["code"]
    return _answer(request, "Wczytanie arkusza", accept_remarks=accepted, previewed=code)


@require_safe
@needs(Right.EXCHANGE_REGISTER)
def sheet_template(request, name):
    """The template of a spreadsheet with the records of a file, as XLSX."""
    if name not in SHEET_FILES:
        raise Http404
    response = HttpResponse(template_book(name), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="wzor-{name}.xlsx"'
    return response


def _answer(request, title, *, dry_run=False, accept_remarks=False, previewed=""):
    """Start the job that previews or imports the user's spreadsheet, and answer with it."""
    told = request.session[IN_SESSION]
    asked = {"file": told["file"], "matched": told["matched"], "dry_run": dry_run}
    asked |= {"accept_remarks": accept_remarks, "previewed": previewed}
    sheet = BytesIO(keeping.kept(request.user))  # a copy: another one may come before the job begins
    return answer_with_job(request, SHEET, title, parameters=asked, upload=sheet, private={"name": told["name"]})


def _shown(cells, place):
    value = cells[place] if place < len(cells) else None
    if value is None:
        return ""
    return "(formuła)" if value is FORMULA else plain_text(value)[:200]
