"""The persons in families."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, GeneratedField, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from stdnum.pl import pesel as pesel_number

from cases.choices import (
    MARITAL_STATUS_BY_SEX,
    ROLE_BY_SEX,
    Education,
    IncomeSource,
    MaritalStatus,
    PersonRole,
    Sex,
)
from cases.day_limits import BIRTH
from cases.models.family import Family
from cases.models.individuals import unite
from cases.models.search import Searchable, SearchableQuerySet, SearchText
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, in_order, saved_once
from familycare.lib.dates import years_before
from familycare.lib.numbers import NumberField
from familycare.lib.texts import validate_phone


class PersonQuerySet(SearchableQuerySet, SpanQuerySet):
    """Persons. Their span is their time in the family; an empty first day means from the beginning."""

    def members_on(self, day):
        """Return the members of families on the day: born and joined by then, not yet left."""
        return self.filter(is_member_on(day))

    def children_on(self, day):
        """Return the children on the day (a date): see `is_child`."""
        return self.members_on(day).filter(is_child(Q(birth_date__gt=years_before(day, 18))))

    def unite_members(self, *families):
        """Find again which records are the same person, for all persons of the families."""
        unite(self.model.objects, self.filter(family__in=families).values_list("pk", flat=True))

    def main_carers_on(self, day):
        """Return the main carers on the day: the mark of somebody who has left says nothing of later days."""
        return self.members_on(day).filter(main_carer=True)

    def minor_main_carers_on(self, day):
        """Return the main carers who are under 18 on the day."""
        return self.main_carers_on(day).filter(birth_date__gt=years_before(day, 18))


def is_member_on(day, person=""):
    """Return the condition (Q) for members of a family on the day: born and joined by then, not yet left.

    `day`: a date or an expression; `person`: the path to the person, such as "person__".
    """
    return (
        (Q(**{f"{person}birth_date__isnull": True}) | Q(**{f"{person}birth_date__lte": day}))
        & (Q(**{f"{person}joined_on__isnull": True}) | Q(**{f"{person}joined_on__lte": day}))
        & (Q(**{f"{person}left_on__isnull": True}) | Q(**{f"{person}left_on__gt": day}))
    )


def is_child(under_18, person=""):
    """Return the condition (Q) for the children among members: under 18 and not the main carer.

    Without a birth date, the role decides. `under_18`: a Q that is false without a birth date; `person` as in
    `is_member_on`.
    """
    unknown_age = Q(**{f"{person}birth_date__isnull": True, f"{person}role": PersonRole.CHILD})
    return Q(**{f"{person}main_carer": False}) & (under_18 | unknown_age)


class Person(Searchable, AuditedModel):
    """A member of a family, from `joined_on` to the day before `left_on`.

    A person who belongs to several families has a record in each. All of them have the same `individual`: one person,
    whom figures count once.
    """

    number = NumberField(prefix="O")
    form_key = models.CharField("klucz formularza", max_length=36, blank=True, editable=False, db_default="")
    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="persons")
    role = models.CharField("rola w rodzinie", max_length=20, choices=PersonRole)
    main_carer = models.BooleanField("główny opiekun", default=False)
    first_name = models.CharField("imię", max_length=80, blank=True)
    last_name = models.CharField("nazwisko", max_length=120, blank=True)
    sex = models.CharField("płeć", max_length=1, choices=Sex, blank=True)
    birth_date = models.DateField("data urodzenia", null=True, blank=True)
    pesel = models.CharField("PESEL", max_length=11, blank=True)
    phone = models.CharField("telefon", max_length=16, blank=True, validators=[validate_phone])
    email = models.EmailField("adres e-mail", blank=True)
    marital_status = models.CharField("stan cywilny", max_length=20, choices=MaritalStatus, blank=True)
    education = models.CharField("wykształcenie", max_length=20, choices=Education, blank=True)
    income_source = models.CharField("źródło dochodu", max_length=20, choices=IncomeSource, blank=True)
    disability = models.BooleanField("niepełnosprawność", null=True, blank=True)
    joined_on = models.DateField("w rodzinie od", null=True, blank=True)
    left_on = models.DateField("w rodzinie do", null=True, blank=True, help_text="pierwszy dzień poza rodziną")
    same_as = models.ForeignKey(
        "self",
        verbose_name="ta sama osoba co",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="ta sama osoba w innej rodzinie",
    )
    # The first of the records that are the same person, by PESEL or `same_as`; empty when there is only one.
    # `cases.models.individuals` keeps it.
    first_record = models.ForeignKey(
        "self",
        verbose_name="pierwszy zapis tej osoby",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="same_records",
    )
    individual = GeneratedField(
        expression=Coalesce("first_record_id", "id"), output_field=models.BigIntegerField(), db_persist=True
    )
    search = SearchText(sources=["first_name", "last_name", "number", "pesel"])

    objects = PersonQuerySet.as_manager()
    SPAN = ("joined_on", "left_on")

    class Meta:
        verbose_name = "osoba"
        verbose_name_plural = "osoby"
        ordering = ["family", "birth_date", "number"]
        indexes = [
            models.Index(fields=["pesel"], condition=~Q(pesel=""), name="person_pesel"),
            models.Index(fields=["individual"], name="person_individual"),
        ]
        constraints = [
            codes("person", "role", PersonRole),
            codes("person", "sex", Sex, blank=True),
            codes("person", "marital_status", MaritalStatus, blank=True),
            codes("person", "education", Education, blank=True),
            codes("person", "income_source", IncomeSource, blank=True),
            in_order("person", "joined_on", "left_on"),
            in_order("person", "birth_date", "left_on"),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("pk")),
                name="person_same_as_another",
                violation_error_message="Wskaż zapis tej osoby w innej rodzinie.",
            ),
            saved_once("person", "Tę osobę już dopisano."),
        ]

    def save(self, *args, **kwargs):
        """Save the person, and find again which records are the same person."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            unite(type(self).objects, [self.pk])

    def delete(self, *args, **kwargs):
        """Delete the person, and find again which other records are the same person."""
        persons = type(self).objects
        with transaction.atomic():
            same = persons.filter(individual__in=persons.filter(pk=self.pk).values("individual"))
            others = [*same.exclude(pk=self.pk).values_list("pk", flat=True)]
            deleted = super().delete(*args, **kwargs)
            unite(persons, others)
        return deleted

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip() or self.number

    def get_role_display(self):
        """Return the role by sex, for example „matka”; the label of the code if the sex is unknown."""
        return ROLE_BY_SEX.get((self.role, self.sex)) or dict(PersonRole.choices).get(self.role, self.role)

    def get_marital_status_display(self):
        """Return the marital status by sex, for example „panna”; the label of the code if the sex is unknown."""
        labels = dict(MaritalStatus.choices)
        return MARITAL_STATUS_BY_SEX.get((self.marital_status, self.sex)) or labels.get(self.marital_status, "")

    def clean(self):
        if message := pesel_problem(self.pesel, self.birth_date, self.sex):
            raise ValidationError({"pesel": message})


def pesel_problem(pesel, birth_date, sex):
    """Return an error message in Polish if the PESEL is invalid or contradicts the birth date or the sex, else "".

    Each argument may be empty.
    """
    if not pesel:
        return ""
    if not pesel_number.is_valid(pesel) or pesel != pesel_number.compact(pesel):
        return "PESEL jest błędny: nie zgadza się jego długość, data lub cyfra kontrolna."
    born = pesel_number.get_birth_date(pesel)
    if problem := BIRTH.problem(born, timezone.localdate()):
        when = "jest w przyszłości" if problem == "ahead" else "jest sprzed ponad 120 lat"
        return f"PESEL jest błędny: data urodzenia, którą zawiera, {when}."
    if birth_date and born != birth_date:
        return "PESEL nie zgadza się z datą urodzenia."
    if sex and pesel_number.get_gender(pesel) != sex:
        return "PESEL nie zgadza się z płcią."
    return ""
