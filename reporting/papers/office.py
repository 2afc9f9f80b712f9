"""DOCX files as tagged PDFs (PDF/UA), made by LibreOffice. The only module that runs it.

Each conversion has a profile and a folder of its own that are thrown away, no secrets in its environment, limits of
time and memory, and, where the system allows it, no network. Macros do not run and links are not followed.
"""

import json
import logging
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from cases.documents.sandbox import ENVIRONMENT

SECONDS = 60
MOST_MEMORY = 4 * 1024**3
MOST_BYTES = 60 * 1024**2  # of a file that it writes
FILTER = {
    "UseTaggedPDF": "true",
    "PDFUACompliance": "true",
    "ExportBookmarks": "true",
    "DisplayPDFDocumentTitle": "true",
    "ReduceImageResolution": "true",
    "MaxImageResolution": "300",
}
SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0", "Field": "false", "Chart": "false"},
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}
log = logging.getLogger(__name__)


class NoPdf(Exception):
    """No PDF could be made; the message is a Polish sentence."""


MISSING = "Na serwerze nie ma programu LibreOffice, który robi PDF z pism. Powiadom administratora; DOCX można pobrać."
FAILED = "Z tego pisma nie udało się zrobić PDF. Spróbuj jeszcze raz, a jeśli to się powtórzy, pobierz DOCX."
TOO_LONG = "PDF tego pisma powstaje zbyt długo. Skróć pismo albo szablon."


def pdf_of(docx):
    """Return the PDF (bytes) of a DOCX file (bytes), with its title and language. Raise NoPdf."""
    return pdfs_of([docx])[0]


def pdfs_of(documents):
    """Return the PDFs (bytes) of these DOCX files (bytes), made by one start of LibreOffice. Raise NoPdf."""
    with tempfile.TemporaryDirectory(prefix="pismo-") as name:
        folder = Path(name)
        names = [f"pismo{place}" for place in range(len(documents))]
        for file, docx in zip(names, documents, strict=True):
            (folder / f"{file}.docx").write_bytes(docx)
        _write_settings(folder)
        _convert(folder, names)
        try:
            return [(folder / "out" / f"{file}.pdf").read_bytes() for file in names]
        except OSError:
            raise NoPdf(FAILED) from None


def _convert(folder, names):
    options = json.dumps({key: {"type": _type(value), "value": value} for key, value in FILTER.items()})
    command = [
        *_without_network(),
        *_limits(),
        _program(),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        f"pdf:writer_pdf_Export:{options}",
        "--outdir",
        str(folder / "out"),
        *(str(folder / f"{file}.docx") for file in names),
    ]
    environment = ENVIRONMENT | {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,  # so that all it started ends with it
    )
    try:
        if process.wait(SECONDS):
            log.error("LibreOffice ended with %s", process.returncode)
            raise NoPdf(FAILED)
    except subprocess.TimeoutExpired:
        raise NoPdf(TOO_LONG) from None
    finally:
        _end(process)


def _end(process):
    """End the process and all that it has started."""
    subprocess.run(["/bin/kill", "-KILL", "--", f"-{process.pid}"], check=False, capture_output=True)
    process.wait()


def _type(value):
    return "long" if value.isdigit() else "boolean" if value in ("true", "false") else "string"


def _write_settings(folder):
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in SETTINGS.items()
        for name, value in values.items()
    )
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _program():
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        log.error("LibreOffice is not installed.")
        raise NoPdf(MISSING)
    return program


@lru_cache(maxsize=1)
def _limits():
    program = shutil.which("prlimit")
    return (program, f"--as={MOST_MEMORY}", f"--cpu={SECONDS}", f"--fsize={MOST_BYTES}", "--core=0") if program else ()


@lru_cache(maxsize=1)
def _without_network():
    """Return the command that takes the network away, if the system lets this account use it."""
    program = shutil.which("unshare")
    command = (program, "--user", "--map-current-user", "--net")
    works = program and not subprocess.run([*command, "/bin/true"], capture_output=True, check=False).returncode
    return command if works else ()
