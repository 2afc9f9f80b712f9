"""The kinds of jobs. A floor above registers its own in `ready` of its app."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import import_string

from familycare.accounts.rights import Right

KINDS = {}  # {name: JobKind}


@dataclass(frozen=True)
class JobKind:
    """A kind of job.

    `run(work)` does it; `work` is a `running.Work`. It may raise JobFailed with a sentence for the user. `right` is
    needed to ask for it, while it runs and to get its file.
    `label`: what it is, without any name, for e-mails.
    `personal`: its file is about persons, so it is kept for a day only, and goes when a family is anonymised.
    `repeatable`: if its worker died, another one begins it again. Otherwise it has failed.
    `check(user, parameters)`: raises Http404 or PermissionDenied if the user may not, or no longer, have this. When the
    file is sent, `parameters` also has what `Work.give` got as `about`.
    `record(request, job)`: records in the log that the user gets the file.
    `result_page`: the name of the address that shows what came of it, for a kind without a file; of a page that a job
    makes (`pages.long_page`), a function of the Job that returns the address of the page.
    `inline`: the browser shows the file instead of saving it.
    """

    name: str
    label: str
    right: Right
    run: Callable
    personal: bool = True
    repeatable: bool = True
    check: Callable = lambda user, parameters: None
    record: Callable = lambda request, job: None
    result_page: str | Callable = ""
    inline: bool = False


def later(path):
    """Return the function with this path, imported when it is called."""
    return lambda *args: import_string(path)(*args)


def register(kind):
    """Declare a JobKind."""
    KINDS[kind.name] = kind


def personal_kinds():
    """Return the names of the kinds whose files are about persons."""
    return [kind.name for kind in KINDS.values() if kind.personal]
