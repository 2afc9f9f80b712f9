"""Imports as jobs: check or write what was sent, and keep the result for the page that shows it."""

from reporting.exchange import import_result as results
from reporting.exchange.errors import RegisterErrors, RemarksNotAccepted
from reporting.exchange.importing import import_register
from reporting.exchange.source import lines_in
from reporting.exchange.spreadsheets import keeping
from reporting.exchange.spreadsheets.headings import SHEET_FILES
from reporting.exchange.spreadsheets.prepared import in_words_of_the_sheet, sheet_source
from reporting.exchange.spreadsheets.reading import read_sheet
from reporting.exchange.updating import PreviewOutdated, update_register

REFUSED = (RegisterErrors, RemarksNotAccepted, PreviewOutdated)


def run_import(work):
    """Check or import a register.

    Parameters: `updates`, `dry_run`, `accept_remarks`, `previewed` as for `update_register`; `private`: `name`, of the
    file that was sent.
    """
    asked = work.parameters
    options = {"dry_run": asked["dry_run"], "accept_remarks": asked["accept_remarks"]}
    result = {"register": work.private["name"], "checked_only": asked["dry_run"]}
    work.phase("Liczę wiersze")

    def before_commit(summary):
        work.written()
        results.save(work.user, **result, **_told(summary))

    if asked["updates"]:
        options |= {"user": work.user, "previewed": asked["previewed"] or None}
    do = update_register if asked["updates"] else import_register
    with work.upload.open("rb") as register:
        try:
            summary = do(register, **options, progress=_progress(work, register), before_commit=before_commit)
        except REFUSED as refused:
            results.save(work.user, **result, **_told_of_refused(refused))
        else:
            if asked["dry_run"]:
                results.save(work.user, **result, **_told(summary))


def run_sheet(work):
    """Preview or import a spreadsheet.

    Parameters: `file` of the register, `matched` {place of a column: its name in the register}, `dry_run`,
    `accept_remarks`, `previewed`; `private`: `name`, of the spreadsheet. What `keeping` keeps for the preview goes
    when it is imported.
    """
    asked, name, content = work.parameters, work.private["name"], work.upload.read_bytes()
    work.phase("Czytam arkusz")
    file, sheet = SHEET_FILES[asked["file"]], read_sheet(content)
    matched = {int(place): column for place, column in asked["matched"].items()}
    result = {"register": name, "checked_only": asked["dry_run"], "sheet": True}

    def save(told):
        _in_words_of_the_sheet(told, file, sheet, matched, name)
        results.save(work.user, **result, **told)

    def before_commit(summary):
        work.written()
        save(_told(summary))

    options = {"dry_run": asked["dry_run"], "accept_remarks": asked["accept_remarks"], "user": work.user}
    options |= {"previewed": asked["previewed"] or None, "before_commit": before_commit}
    total = max(len(sheet.rows), 1)
    options["progress"] = lambda _file, rows: work.progress(rows, total, "Sprawdzam wiersze arkusza")
    try:
        summary = update_register(sheet_source(file, sheet, matched), **options)
    except REFUSED as refused:
        save(_told_of_refused(refused))
    else:
        if asked["dry_run"]:
            save(_told(summary))
        elif keeping.kept(work.user) == content:  # no other one has come meanwhile
            keeping.drop(work.user)


def _progress(work, register):
    """Return the function that notes the share of the rows that were read."""
    lines, rows = max(lines_in(register), 1), {}

    def progress(file, read):
        rows[file] = read
        work.progress(sum(rows.values()), lines, f"Sprawdzam {file}")

    return progress


def _told(summary):
    """Return what `results.save` keeps of what was checked or written."""
    told = {"counts": summary.counts, "remarks": summary.remarks, "preview": getattr(summary, "preview", None)}
    return told | {"restricted": getattr(summary, "restricted", 0)}


def _told_of_refused(refused):
    """Return what `results.save` keeps of what was refused."""
    if isinstance(refused, RegisterErrors):
        return {"errors": refused, "preview": refused.preview}
    if isinstance(refused, RemarksNotAccepted):
        return {"remarks": refused.remarks, "accepted": False, "preview": refused.preview}
    summary = refused.summary
    return {"remarks": summary.remarks, "preview": summary.preview, "outdated": refused.headline}


def _in_words_of_the_sheet(told, file, sheet, matched, name):
    """Change what `results.save` keeps: places and files as the sheet has them."""

    def translated(errors):
        return tuple(in_words_of_the_sheet(errors, file, sheet, matched, name))

    if errors := told.get("errors"):
        errors.of_it = "Arkusza"
        errors.errors, errors.remarks = translated(errors.errors), translated(errors.remarks)
    elif told.get("remarks"):
        told["remarks"] = translated(told["remarks"])
    if told["preview"]:
        told["preview"].rename(file.csv_name, name)
