"""PDFs: letters as answers, and longer ones made by jobs. Making one keeps a core busy, so they are made in turn.

On each machine one letter is made at a time, a few people wait for theirs, and nobody has more than one request
waiting; all others are asked to come back in a moment. So there are always threads for signing in and for all other
pages. PDFs of jobs have a turn of their own and wait for it as long as it takes. The turns are locks on files: they
hold between processes, and end with the process that holds them.

A PDF of figures is kept under a hash of the very page that it is made from. Whoever asks for the same page gets the
same file, and after a change of anything in it there is another page.
"""

import fcntl
import time
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from reporting.renderers.pdf import fingerprint, pdf_of

PLACES = 4  # requests that are made or wait at the same time, on one machine
PATIENCE = 1.5  # seconds that a request waits for its turn
PATIENCE_OF_JOBS = 600
MOST_KEPT = 20
PDF = "application/pdf"


class NotNow(Exception):
    """Too many people want a PDF at the moment."""


def pdf_answer(request, *sources, name, inline=False):
    """Return the PDF of HTML pages as a file with this name, or a page (503) that asks to come back in a moment."""
    try:
        content = new_pdf(request.user.pk, *sources)
    except NotNow:
        return render(request, "reporting/pdf_later.html", status=503)
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}.pdf"'
    return response


def new_pdf(user, *sources):
    """Return the PDF of HTML pages for the user with this primary key. Raise NotNow."""
    with turn(user):
        return pdf_of(*sources)


def long_pdf(*sources):
    """Return the PDF of HTML pages, for a job."""
    with _lock("jobs", patience=PATIENCE_OF_JOBS):
        return pdf_of(*sources)


def kept_pdf(*sources):
    """Return the PDF of HTML pages if it is kept, else None.

    Only pages about no person are kept, such as the council report: it holds figures of the whole centre.
    """
    try:
        return _path_of(sources).read_bytes() or None  # an empty file, of a full disk, is none
    except FileNotFoundError:
        return None


def pdf_to_keep(*sources):
    """Return the same PDF, for a job, made only if it is not kept yet; keep it."""
    with _lock("jobs", patience=PATIENCE_OF_JOBS):
        if content := kept_pdf(*sources):  # the one before may have made it
            return content
        path = _path_of(sources)
        content, new = pdf_of(*sources), path.with_suffix(".new")
        new.write_bytes(content)
        new.replace(path)
        for old in sorted(_folder().glob("*.pdf"), key=lambda each: each.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink()
        return content


@contextmanager
def turn(user):
    """Wait for the user's turn and hold it within the block. Raise NotNow if too many wait, or for too long."""
    with ExitStack() as held:
        held.enter_context(_lock(f"user-{user}"))
        held.enter_context(_lock(*(f"place-{place}" for place in range(PLACES))))
        held.enter_context(_lock("turn", patience=PATIENCE))
        yield


@contextmanager
def _lock(*names, patience=0):
    """Hold the first free one of the locks with these names; wait for as many seconds as `patience` says."""
    until = time.monotonic() + patience
    with ExitStack() as files:
        opened = [files.enter_context((_folder() / f"{name}.lock").open("w")) for name in names]
        while not any(map(_take, opened)):
            if time.monotonic() > until:
                raise NotNow
            time.sleep(0.1)
        yield  # closing the file gives the lock back


def _take(file):
    """Take the lock of the file if nobody holds it, and return whether it could be taken."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _path_of(sources):
    return _folder() / f"{fingerprint(*sources)}.pdf"


def _folder():
    folder = settings.VAR / "pdf"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
