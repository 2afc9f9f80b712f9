"""Whether a document contradicts itself: its figures, its words, and what was typed by hand."""

import hashlib
from dataclasses import dataclass

from familycare.centre.models import Centre
from reporting.documents.checks.figures import figures_that_disagree
from reporting.documents.checks.numbered_rows import numbered_rows
from reporting.documents.checks.prose import hand_typed_numbers
from reporting.documents.checks.totals import rows_that_do_not_add_up
from reporting.documents.checks.words import words_with_two_numbers
from reporting.documents.composing.compose import compose
from reporting.documents.composing.parts import expanded
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.places import InvalidDefinition, Mistake


class FiguresDisagree(InvalidDefinition):
    """A declared relation between computed figures fails. Somebody has to say why it is frozen all the same."""


class UnconfirmedRemarks(InvalidDefinition):
    """There are remarks, which somebody has to confirm."""


@dataclass(frozen=True)
class Checked:
    """What was found. `compared`: how many relations; `failures`: those that fail; `remarks`: what has to be confirmed;
    `typed`: numbers in texts that are no live figures.
    """

    compared: int
    failures: tuple[Mistake, ...] = ()
    remarks: tuple[Mistake, ...] = ()
    typed: tuple[Mistake, ...] = ()

    def refuse(self, *, accept_remarks, confirm_failures=""):
        """Raise FiguresDisagree if a relation fails, UnconfirmedRemarks if there are remarks that are not accepted.

        `confirm_failures`: why it is frozen although relations fail.
        """
        if self.failures and not confirm_failures.strip():
            raise FiguresDisagree(self.failures)
        if self.remarks and not accept_remarks:
            raise UnconfirmedRemarks(self.remarks)

    def confirmation(self, reason):
        """Return what an edition keeps of failures that somebody confirmed with this reason, or None without any."""
        return {"reason": reason.strip(), "failures": [*map(str, self.failures)]} if self.failures else None

    @property
    def mark(self):
        """A short digest of the failures, "" without any: whoever confirms them confirms these."""
        return hashlib.sha256("\n".join(map(str, self.failures)).encode()).hexdigest()[:16] if self.failures else ""


def check_document(definition, document, values) -> Checked:
    """Check the Document that `definition` became with these Values. No further query."""
    compared, failures = figures_that_disagree(definition, document.year, values)
    rows = list(numbered_rows(definition, document))
    remarks = [*words_with_two_numbers(rows), *rows_that_do_not_add_up(rows)]
    return Checked(compared, tuple(failures), tuple(remarks), tuple(hand_typed_numbers(definition)))


def composed_and_checked(stored, year):
    """Return (Document, Checked) of a DocumentDefinition for a year. Raises InvalidDefinition."""
    definition, computed = expanded(parse(stored.text), year), []
    document = compose(definition, centre=Centre.current(), year=year, on_values=computed.append)
    return document, check_document(definition, document, *computed)
