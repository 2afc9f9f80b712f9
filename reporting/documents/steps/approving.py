"""The job that approves a document, because making its files takes half a minute."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from familycare.centre.models import Centre
from familycare.jobs.running import JobFailed
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.steps.models import Submission
from reporting.documents.steps.rules import may_approve
from reporting.documents.steps.services import AlreadyDecided, WordingChanged, approve

LONGEST_REASON = 450


def run_approval(work):
    """Approve what was sent. Parameters: `submission`, its primary key, and `seen`: see `approve`."""
    submission = Submission.objects.select_related("document").get(pk=work.parameters["submission"])
    try:
        approve(
            submission=submission,
            seen=work.parameters["seen"],
            centre=Centre.current(),
            by=work.user,
            phase=work.phase,
            written=work.written,
        )
    except (AlreadyDecided, WordingChanged) as error:
        raise JobFailed(error.message) from None
    except InvalidDefinition as error:
        raise JobFailed(f"Dokumentu nie da się ułożyć. {error}"[:LONGEST_REASON]) from None


def check_approval(user, parameters):
    """Raise Http404 if it was not sent, and PermissionDenied unless the user may approve it."""
    if not Submission.objects.filter(pk=parameters["submission"]).exists():
        raise Http404
    if not may_approve(user):
        raise PermissionDenied
