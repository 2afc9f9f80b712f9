"""The versions of a document that can be compared: what was sent for approval, editions, and the document now."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.timezone import localtime

from reporting.documents.editions.models import Edition
from reporting.documents.steps.models import Submission
from reporting.documents.steps.text_now import Wording

NOW = "teraz"


@dataclass(frozen=True)
class Version:
    """A version of a document. `code`: in addresses; `kept`: the Edition or Submission, None for the document now;
    `at`: the moment as of which it is.
    """

    code: str
    name: str
    at: datetime
    year: int | None = None
    kept: Edition | Submission | None = None

    @property
    def has_figures(self):
        """Whether its figures are known, with the records behind them."""
        return not isinstance(self.kept, Submission) or self.kept.figures_at is not None

    def wording(self, document, year):
        """Return its Wording; `year`: of the document now. Raises InvalidDefinition if it cannot be composed now."""
        if self.kept is None:
            return Wording.now(document, year)
        data = json.loads(self.kept.data)
        return Wording(self.kept.definition, data)


def versions_of(document) -> list[Version]:
    """Return the Versions of a document, the latest first: the document now, then what is kept."""
    kept = [
        Version(f"wyslanie-{number}", f"wysłanie {number} z {_told(sent.sent_at)}", sent.made_at, sent.year, sent)
        for number, sent in enumerate(
            document.submissions.defer("definition", "data").order_by("sent_at", "pk"), start=1
        )
    ]
    kept += [
        Version(
            f"wydanie-{edition.number}",
            f"wydanie {edition.number} z {_told(edition.made_at)}",
            edition.made_at,
            edition.year,
            edition,
        )
        for edition in document.editions.defer("definition", "data")
    ]
    now = Version(NOW, "dokument teraz", timezone.now())
    return [now, *sorted(kept, key=lambda version: version.at, reverse=True)]


def number_of_submission(submission):
    """Return which of the document's submissions it is, from 1."""
    earlier = submission.document.submissions.filter(sent_at__lt=submission.sent_at)
    same_moment = submission.document.submissions.filter(sent_at=submission.sent_at, pk__lt=submission.pk)
    return earlier.count() + same_moment.count() + 1


def _told(moment):
    return f"{localtime(moment):%d.%m.%Y, %H:%M}"
