"""The export as a job: a zip with the files of the register, for a user who sees all families."""

import shutil
import tempfile
import zipfile
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cases.models import Family
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.jobs.running import JobFailed
from reporting.exchange.exporting import ExportError, export_register
from reporting.exchange.files import EXPORTED_ROWS, FILES

HIDDEN = (
    "Rejestr zawiera wszystkie rodziny, a do niektórych nie masz dostępu, bo są szczególnie chronione. Zapisze go "
    "ktoś, kto ma dostęp do wszystkich, albo administrator na serwerze poleceniem export_register."
)
PLACES = {file.csv_name: place for place, file in enumerate(FILES)}


def sees_all_families(user):
    """Return whether the user sees each family that an export contains."""
    exported = Family.objects.filter(**EXPORTED_ROWS[Family]).order_by()
    return not exported.exclude(pk__in=Family.objects.visible_to(user).values("pk")).exists()


def run_export(work):
    """Make the zip. Parameter: `with_documents`."""
    folder = Path(tempfile.mkdtemp(dir=work.result.parent))  # if the worker dies, it goes with the job
    try:
        export_register(
            folder / "rejestr",
            with_documents=work.parameters.get("with_documents", False),
            progress=lambda file, rows: work.progress(PLACES.get(file, len(FILES)), len(FILES) + 1, f"Zapisuję {file}"),
        )
        work.phase("Pakuję pliki")
        with zipfile.ZipFile(work.result, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted((folder / "rejestr").rglob("*")):
                work.stop_if_told()
                if path.is_file():
                    archive.write(path, path.relative_to(folder / "rejestr"))
    except ExportError as error:
        raise JobFailed(str(error)) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    work.given(name=f"rejestr-{timezone.localdate()}.zip", content_type="application/zip")


def check_export(user, parameters):
    """Raise PermissionDenied if a family is hidden from the user."""
    if not sees_all_families(user):
        raise PermissionDenied(HIDDEN)


def record_export(request, job):
    record_reading(request, ReadingKind.REGISTER_FILE)
