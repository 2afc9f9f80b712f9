"""Members of a family for display: role by sex, age in words, place outside of the family."""

from dataclasses import dataclass
from datetime import date

from cases.choices import FOSTER_CARE, PersonRole
from cases.models import Person, Placement
from cases.spans import holds_on
from familycare.lib.dates import age_on
from familycare.lib.polish import counted


@dataclass(frozen=True)
class FamilyMember:
    """A person as of `today`; `placement` is the person's place outside of the family today, or None."""

    person: Person
    today: date
    placement: Placement | None

    @property
    def name(self):
        return str(self.person)

    @property
    def short_name(self):
        """The first name, or the name if there is none."""
        return self.person.first_name or self.name

    @property
    def age(self):
        """The age in full years, or None if the birth date is unknown."""
        return age_on(self.person.birth_date, self.today) if self.person.birth_date else None

    @property
    def is_in_family(self):
        born = self.person.birth_date is None or self.person.birth_date <= self.today
        return born and holds_on(self.person, self.today)

    @property
    def is_main_carer(self):
        """Whether the person is the main carer today: the mark of somebody who has left says nothing of later days."""
        return self.person.main_carer and self.is_in_family

    @property
    def is_child(self):
        """Whether the person is a child, as in the figures: under 18, or of unknown age with the role of a child."""
        if self.person.main_carer:
            return False
        return self.person.role == PersonRole.CHILD if self.age is None else self.age < 18

    @property
    def is_minor_main_carer(self):
        """Whether the person is the main carer today and under 18: their case may need no consent (art. 11 ust. 1a)."""
        return self.is_main_carer and self.age is not None and self.age < 18

    @property
    def is_in_foster_care(self):
        return self.is_child and self.placement is not None and self.placement.form in FOSTER_CARE

    @property
    def age_in_words(self):
        """The age, for example „7 lat”; in the first two years in months, „4 miesiące”, „poniżej miesiąca”."""
        if self.age is None:
            return "wiek nieznany"
        if self.age < 2:
            born = self.person.birth_date
            months = (self.today.year - born.year) * 12 + self.today.month - born.month - (self.today.day < born.day)
            return counted(months, "miesiąc", "miesiące", "miesięcy") if months > 0 else "poniżej miesiąca"
        return counted(self.age, "rok", "lata", "lat")

    @property
    def role(self):
        """The role in words, for example „matka” or „syn”."""
        return self.person.get_role_display()

    @property
    def masked_pesel(self):
        """A dot for each digit of the PESEL, or "". A few digits, with birth date and sex, would tell the others."""
        return "•" * len(self.person.pesel)

    def order(self):
        """Return a sort key: the main carer, other adults, children; the oldest first, unknown ages last."""
        born = self.person.birth_date
        return (not self.person.main_carer, self.is_child, born is None, born or date.min, self.person.pk)
