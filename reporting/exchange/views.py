"""Import of an uploaded register: a job (`jobs`) checks it and writes everything or nothing; its result."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.jobs.answers import answer_with_job
from familycare.lib.polish import counted, number, z_or_ze
from familycare.web.uploads import takes_file
from reporting.exchange import import_result as results
from reporting.exchange.errors import errors_as_csv
from reporting.exchange.forms import UPDATE, ImportForm
from reporting.exchange.jobs.exports import HIDDEN, sees_all_families
from reporting.exchange.left_out import sentence_after_import
from reporting.exchange.updating.preview import changes_as_csv
from reporting.jobs import EXPORT, IMPORT

ERRORS_ON_PAGE = 200


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EXCHANGE_REGISTER)
@takes_file("REGISTER_UPLOAD_BYTES")
def import_page(request):
    """The form; the button `tylko_sprawdz` checks the register without writing anything."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*sent, initial=_initial(request))
    if not form.is_valid():
        return render(request, "reporting/exchange/import.html", {"form": form})
    updates, previewed = form.cleaned_data["mode"] == UPDATE, form.cleaned_data["previewed"]
    # Nothing is changed before somebody saw what.
    checked_only = "tylko_sprawdz" in request.POST or (updates and not previewed)
    asked = {
        "updates": updates,
        "dry_run": checked_only,
        "accept_remarks": form.cleaned_data["accept_remarks"],
        "previewed": previewed,
    }
    register = form.cleaned_data["register"]
    title = "Podgląd zmian z rejestru" if updates else "Sprawdzenie rejestru"
    title = title if checked_only else "Wczytanie rejestru"
    return answer_with_job(request, IMPORT, title, parameters=asked, upload=register, private={"name": register.name})


def _initial(request):
    """Return the initial values of the form.

    In the address, `uwagi=przyjmij` ticks that remarks are accepted, `zmiany=wczytaj` that the changes of the last
    preview are imported.
    """
    initial = {"accept_remarks": request.GET.get("uwagi") == "przyjmij"}
    if request.GET.get("zmiany") == "wczytaj" and (result := results.load(request.user)) and result.get("preview"):
        initial |= {"mode": UPDATE, "previewed": result["preview"]["code"]}
    return initial


@require_safe
@needs(Right.EXCHANGE_REGISTER)
def import_result(request):
    """The result of the user's last import."""
    result = results.load(request.user)
    if result is None:
        return redirect("import")
    record_reading(request, ReadingKind.IMPORT_RESULT)
    shown, remarks = result["errors"][:ERRORS_ON_PAGE], result["remarks"][:ERRORS_ON_PAGE]
    found = len(result["errors"]) + result["unlisted"]
    context = {
        "result": result,
        "shown": shown,
        "title": title(result),
        "caption": caption(len(shown), found, "błąd", "błędy", "błędów"),
        "protection": sentence_after_import(result.get("restricted"))
        if "families.csv" in dict(result["counts"])
        else "",
        "remarks": remarks,
        "remarks_caption": caption(len(remarks), len(result["remarks"]), "uwaga", "uwagi", "uwag"),
    }
    if preview := result.get("preview"):
        context |= _preview_context(result, preview)
        return render(request, "reporting/exchange/update_result.html", context)
    return render(request, "reporting/exchange/import_result.html", context)


def _preview_context(result, preview):
    found = len(preview["rows"]) + preview["unlisted"]
    rows = preview["rows"][:ERRORS_ON_PAGE]
    is_written = not (result["checked_only"] or result["errors"] or result["outdated"] or not result["accepted"])
    return {
        "title": update_title(result, is_written),
        "is_written": is_written,
        "changes_anything": any(each.new or each.changed for each in preview["files"]),
        "rows": rows,
        "rows_caption": caption(len(rows), found, "wiersz ze zmianą", "wiersze ze zmianą", "wierszy ze zmianą"),
    }


def update_title(result, is_written):
    name, of_it = f"„{result['register']}”", "arkusza" if result["sheet"] else "rejestru"
    if result["errors"] or not result["accepted"] or result["outdated"]:
        return f"Zmian z {of_it} {name} nie wczytano"
    if is_written:
        return f"Zmiany z {of_it} {name} wczytane"
    return f"Co zmieni {'arkusz' if result['sheet'] else 'rejestr'} {name}"


def title(result):
    of_it, it = ("Arkusza", "Arkusz") if result["sheet"] else ("Rejestru", "Rejestr")
    if result["errors"] or not result["accepted"]:
        return f"{of_it} „{result['register']}” nie wczytano"
    if result["checked_only"] and result["remarks"]:
        return f"{it} „{result['register']}” nie ma błędów, ale są uwagi"
    if result["checked_only"]:
        return f"{it} „{result['register']}” jest poprawny"
    return f"{it} „{result['register']}” wczytany"


def caption(shown, found, *nouns):
    """Return „5 błędów”, or „Pierwsze 200 z 4321 błędów; …”. `nouns`: „błąd, błędy, błędów”."""
    if shown == found:
        return counted(found, *nouns)
    return f"Pierwsze {number(shown)} {z_or_ze(found)} {number(found)} {nouns[2]}; dalsze są w pliku CSV"


@require_safe
@needs(Right.EXCHANGE_REGISTER)
def import_errors(request):
    """All errors and remarks of the user's last import as CSV."""
    result = results.load(request.user)
    if result is None or not (result["errors"] or result["remarks"]):
        raise Http404
    record_reading(request, ReadingKind.IMPORT_ERRORS)
    response = HttpResponse(errors_as_csv(result["errors"], result["remarks"]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bledy.csv"'
    return response


@require_safe
@needs(Right.EXCHANGE_REGISTER)
def import_changes(request):
    """What the user's last update changes or has changed, as CSV."""
    result = results.load(request.user)
    if result is None or not result.get("preview"):
        raise Http404
    record_reading(request, ReadingKind.IMPORT_RESULT, what="zmiany jako plik")
    response = HttpResponse(changes_as_csv(result["preview"]["rows"]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="zmiany.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EXCHANGE_REGISTER)
def export_page(request):
    """What an export is; then a job that writes it."""
    refused = "" if sees_all_families(request.user) else HIDDEN
    if request.method == "POST" and not refused:
        with_documents = "dokumenty" in request.POST
        title = "Zapis rejestru z dokumentami" if with_documents else "Zapis rejestru"
        return answer_with_job(request, EXPORT, title, parameters={"with_documents": with_documents})
    return render(request, "reporting/exchange/export.html", {"refused": refused})
