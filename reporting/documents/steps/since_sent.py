"""What whoever decides has to know of a document that waits: what it says now, and what the checks found."""

import json

from django.utils.safestring import mark_safe

from familycare.jobs.running import JobFailed
from reporting.documents.checks.checking import composed_and_checked
from reporting.documents.comments.rules import may_comment
from reporting.documents.comments.threads import links_beside
from reporting.documents.composing.effort import is_quickly_composed
from reporting.documents.composing.files import DELETED
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.steps.models import Submission
from reporting.documents.steps.text_now import MOST_DIFFERENCES, Wording, rewordings
from reporting.renderers import html
from reporting.views.links import figures_of_document


def is_quickly_told(sent):
    """Return a function that tells whether `make_page` of a Submission takes no longer than somebody waits."""
    return is_quickly_composed(sent.document.text, sent.year)


def make_page(user, asked):
    """Return, as JSON, what the page of a Submission (`submission`, its primary key) tells of the document now.

    `article` is its HTML, as this user reads it; `seen` the fingerprint of its Wording; `mistakes`, alone, why it
    cannot be composed.
    """
    sent = Submission.objects.select_related("document").filter(pk=asked["submission"]).first()
    if not sent:
        raise JobFailed(DELETED)
    try:
        composed, checked = composed_and_checked(sent.document, sent.year)
    except InvalidDefinition as error:
        return json.dumps({"mistakes": [*map(str, error.mistakes)]})
    before, now = Wording.sent(sent), Wording.of(sent.document, composed)
    changed = rewordings(before, now)
    beside = links_beside(sent.document) if may_comment(user) else None
    return json.dumps(
        {
            "article": html.fragment(composed, figures_of_document(sent.document.key, sent.year), beside),
            "seen": now.fingerprint,
            "has_changed": now.fingerprint != before.fingerprint,
            "has_new_definition": now.definition != before.definition,
            "rewordings": [vars(each) for each in changed[:MOST_DIFFERENCES]],
            "more": len(changed) - MOST_DIFFERENCES,
            "checked": {
                "compared": checked.compared,
                "mark": checked.mark,
                "failures": [*map(str, checked.failures)],
                "remarks": [*map(str, checked.remarks)],
                "typed": [*map(str, checked.typed)],
            },
        }
    )


def told(content):
    """Return what `make_page` has returned, for the template."""
    found = json.loads(content)
    if "article" in found:
        found["article"] = mark_safe(found["article"])  # a template has made it
    return found
