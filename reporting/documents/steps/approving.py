"""The jobs that send a document for approval and approve it: making its files takes half a minute."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from familycare.centre.models import Centre
from familycare.jobs.running import JobFailed
from reporting.documents.checks.checking import FiguresDisagree
from reporting.documents.composing.files import DELETED
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.steps.models import Submission
from reporting.documents.steps.rules import may_approve
from reporting.documents.steps.services import AlreadyDecided, WordingChanged, approve, send

LONGEST_REASON = 450
DISAGREE = (
    "Liczby w tym dokumencie przeczą sobie nawzajem. Popraw dane, z których wynikają, albo wyślij go jeszcze raz "
    "i zaznacz, że także wtedy."
)


def run_approval(work):
    """Approve what was sent. Parameters: `submission`, its primary key; `seen`, `failures`: see `approve`; `private`:
    `reason`, if figures disagree.
    """
    try:
        submission = Submission.objects.select_related("document").get(pk=work.parameters["submission"])
        approve(
            submission=submission,
            seen=work.parameters["seen"],
            confirm_failures=work.private.get("reason", ""),
            failures_seen=work.parameters.get("failures", ""),
            centre=Centre.current(),
            by=work.user,
            phase=work.phase,
            written=work.written,
        )
    except (AlreadyDecided, WordingChanged) as error:
        raise JobFailed(error.message) from None
    except InvalidDefinition as error:
        raise JobFailed(f"Dokumentu nie da się zatwierdzić. {error}"[:LONGEST_REASON]) from None
    except (Submission.DoesNotExist, DocumentDefinition.DoesNotExist):
        raise JobFailed(DELETED) from None


def run_sending(work):
    """Send a document for approval. Parameters: `document`, its primary key; `year`; `despite_failures`: see `send`."""
    document, year = DocumentDefinition.objects.filter(pk=work.parameters["document"]).first(), work.parameters["year"]
    if document is None:
        raise JobFailed(DELETED)
    work.phase("Liczę dane dokumentu")
    try:
        despite_failures = work.parameters.get("despite_failures", False)
        send(document=document, year=year, by=work.user, despite_failures=despite_failures, written=work.written)
    except FiguresDisagree as error:
        raise JobFailed(f"{DISAGREE} {error}"[:LONGEST_REASON]) from None
    except InvalidDefinition as error:
        raise JobFailed(f"Dokumentu nie można wysłać. {error}"[:LONGEST_REASON]) from None
    except ValidationError as error:
        raise JobFailed(error.message) from None
    except DocumentDefinition.DoesNotExist:  # while it was computed
        raise JobFailed(DELETED) from None


def sent_address(job):
    """Return the address of what the job has sent."""
    sent = Submission.objects.filter(document=job.parameters["document"], year=job.parameters["year"])
    sent = sent.select_related("document").order_by("-sent_at").first()
    return reverse("submission", args=[sent.document.key, sent.pk]) if sent else reverse("documents")


def check_approval(user, parameters):
    """Raise PermissionDenied unless the user may approve."""
    if not may_approve(user):
        raise PermissionDenied


def approved_address(job):
    """Return the address of the edition that the job has made."""
    sent = Submission.objects.select_related("document", "edition").filter(pk=job.parameters["submission"]).first()
    if not sent or not sent.edition:
        return reverse("documents")
    return reverse("edition", args=[sent.document.key, sent.edition.number])
