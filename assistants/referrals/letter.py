"""What the letter that answers a referral says, and what it lacks. It is made in `reporting/letters/`."""

from dataclasses import dataclass

from django.utils import timezone

from cases.choices import ReferralSource
from cases.models import CourtOrder, Person


@dataclass(frozen=True)
class Letter:
    """The addressee (None: the family has no main carer today) and the court order that the letter names, or None.

    `gaps`: what the letter lacks, in words; it has a blank line there.
    """

    carer: Person | None
    order: CourtOrder | None
    gaps: list[str]

    @property
    def court(self):
        """The name of the court, or ""."""
        return self.order.court if self.order else ""

    @property
    def signature(self):
        """The signature of the court's file, or ""."""
        return self.order.signature if self.order else ""


def letter_of(referral, centre):
    """Return the Letter of the referral."""
    carers = referral.family.persons.main_carers_on(timezone.localdate())
    carer, by_court = carers.order_by("pk").first(), referral.source == ReferralSource.COURT
    order = referral.court_order if by_court else None
    lacking = {
        "adresata: rodzina nie ma dziś głównego opiekuna": not carer,
        "adresu rodziny": not referral.family.address,
        "znaku sprawy": not referral.case_mark,
        "nazwy sądu": by_court and not (order and order.court),
        "sygnatury akt sądu": by_court and not (order and order.signature),
        "adresu ośrodka (w ustawieniach ośrodka)": not centre.address,
        "miejscowości przed datą (w ustawieniach ośrodka)": not centre.town,
        "osoby, która podpisuje pisma (w ustawieniach ośrodka)": not centre.letters_signed_by,
        "funkcji osoby, która podpisuje pisma (w ustawieniach ośrodka)": not centre.letters_signed_as,
    }
    return Letter(carer, order, [gap for gap, is_lacking in lacking.items() if is_lacking])
