"""What each LegalTerm is measured in, and how far its value may go."""

from dataclasses import dataclass

from familycare.centre.models import LegalTerm
from familycare.lib.polish import HARD_SPACE, counted


@dataclass(frozen=True)
class TermMeasure:
    """`word`: its word in addresses; `unit`: the three Polish forms, or one sign; `least` and `most` are included."""

    term: LegalTerm
    word: str
    unit: tuple[str, ...]
    least: int
    most: int

    def in_words(self, value):
        """Return the value with its unit: „6 miesięcy”, „10%”."""
        return counted(value, *self.unit) if len(self.unit) > 1 else f"{value}{self.unit[0]}"

    @property
    def limits_in_words(self):
        """Return between what the value lies: „od 1 do 24”."""
        return f"od{HARD_SPACE}{self.least} do{HARD_SPACE}{self.most}"


PERCENT = ("%",)
WORKING_DAYS = ("dzień roboczy", "dni robocze", "dni roboczych")
MEASURES = {
    each.word: each
    for each in (
        # The database has 15 places for each assistant: more need a migration of assistants.
        TermMeasure(LegalTerm.MOST_FAMILIES, "rodziny", ("rodzina", "rodziny", "rodzin"), 1, 15),
        TermMeasure(LegalTerm.ASSESSMENT_MONTHS, "ocena", ("miesiąc", "miesiące", "miesięcy"), 1, 24),
        TermMeasure(LegalTerm.INTERVIEW_DAYS, "wywiad", WORKING_DAYS, 1, 250),
        TermMeasure(LegalTerm.URGENT_INTERVIEW_DAYS, "pilny-wywiad", WORKING_DAYS, 1, 250),
        TermMeasure(LegalTerm.SHARE_FIRST_YEAR, "udzial-pierwszy-rok", PERCENT, 0, 100),
        TermMeasure(LegalTerm.SHARE_SECOND_YEAR, "udzial-drugi-rok", PERCENT, 0, 100),
        TermMeasure(LegalTerm.SHARE_LATER_YEARS, "udzial-nastepne-lata", PERCENT, 0, 100),
    )
}
