"""Families, the persons in them, and long-term facts about both."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import GeneratedField, Q, Value
from django.http import Http404
from stdnum.pl import pesel as pesel_number

from cases.access import families_handed_over_by, families_monitored_by, families_seen_by, last_readable_day
from cases.choices import ConditionKind, Education, IncomeSource, MaritalStatus, PersonRole, Sex, Structure
from cases.models.search import Folded
from cases.spans import SpanQuerySet
from familycare.audit.choices import ReadingKind, Scope
from familycare.audit.registry import AuditedModel
from familycare.audit.services import record_reading
from familycare.centre.models import Problem
from familycare.lib.constraints import codes, in_order, saved_once
from familycare.lib.dates import years_before
from familycare.lib.numbers import NumberField
from familycare.lib.ordering import polish_order


class FamilyQuerySet(models.QuerySet):
    """Families. Code that serves a user gets them only by the methods that take a `user`, which ask `cases.access`."""

    def visible_to(self, user):
        """Return the families whose whole file the user may read today."""
        condition = families_seen_by(user)
        return self.none() if condition is None else self.filter(condition)

    def handed_over_by(self, user):
        """Return the families that the user no longer supports, with `handed_over_on`, the last day of the support."""
        condition = families_handed_over_by(user)
        if condition is None:
            return self.none().annotate(handed_over_on=Value(None, models.DateField()))
        return self.filter(condition).annotate(handed_over_on=last_readable_day(user))

    def monitored_by(self, user, centre=None):
        """Return the families that the user monitors after the end of their support: see `families_monitored_by`.

        `centre`: the Centre, if it has been read already.
        """
        condition = families_monitored_by(user, centre)
        return self.none() if condition is None else self.filter(condition)

    def visitable_by(self, user, centre=None):
        """Return the families about which the user may write diary entries: their own and those that they monitor."""
        conditions = (families_seen_by(user), families_monitored_by(user, centre))
        conditions = [each for each in conditions if each is not None]
        return self.filter(reduce(or_, conditions)) if conditions else self.none()

    def get_visitable_or_404(self, user, number):
        """Return the family with that number if it is among `visitable_by`. Raise what `get_or_404` raises."""
        family = self.get_readable_or_404(user, number)
        is_visitable = not family.handed_over_on or self.monitored_by(user).filter(pk=family.pk).exists()
        return family if is_visitable else self.get_or_404(user, family.number)

    def with_absorbed(self):
        """Return the keys of these families and of all families merged into them, directly or indirectly."""
        found = set(self.order_by().values_list("pk", flat=True))
        merged = dict(self.model.objects.order_by().exclude(merged_into=None).values_list("pk", "merged_into"))
        while more := {key for key, kept in merged.items() if kept in found} - found:
            found |= more
        return found

    def get_readable_or_404(self, user, number):
        """Return the family with that number if the user may open its file. Raise Http404 otherwise, also if it exists.

        The number of a family that was merged into another leads to that one, so that forms opened before the merge
        are not lost. It does not for a user who handed the other family over before the merge and never supported
        this one. `handed_over_on` of the family is None, or the day as of which the file may be read.
        """
        if "\0" in number:  # PostgreSQL does not accept it
            raise Http404
        families = self.filter(number=number).select_related("social_worker")
        family = families.visible_to(user).first() or families.handed_over_by(user).first()
        if family is None:
            if hidden := self.filter(number=number).select_related("merged_into").first():
                if hidden.merged_into:
                    family = self.get_readable_or_404(user, hidden.merged_into.number)
                    if not _is_unknown_merge(hidden, family, user):
                        return family
                record_reading(None, ReadingKind.REFUSED, family=hidden, scope=Scope.OUTSIDE)
            raise Http404
        return family

    def get_or_404(self, user, number):
        """Return the family with that number if the user may read its whole file, which is required for changes.

        Raise Http404, or PermissionDenied for a family that the user has handed over: it may only be read.
        """
        family = self.get_readable_or_404(user, number)
        if family.handed_over_on:
            raise PermissionDenied("Ta rodzina nie jest już Twoja: jej akta możesz tylko czytać.")
        return family


def _is_unknown_merge(absorbed, family, user):
    """Return whether the user handed `family` over before this merge and never supported `absorbed`."""
    merge = family.handed_over_on and absorbed.merges_into_others.after(family.handed_over_on).first()
    if not merge:
        return False
    own = family.assignments.filter(
        Q(assistant__account=user)
        | Q(substitutions__substitute__account=user, substitutions__starts_on__gt=family.handed_over_on),
        ends_on=family.handed_over_on,
    )
    return not own.filter(pk__in=merge.moved(own.model)).exists()


class Family(AuditedModel):
    """A family that the centre knows, with or without an assistant.

    A family that was `merged_into` another is not found any more; see FamilyMerge.
    """

    number = NumberField(prefix="R")
    form_key = models.CharField("klucz formularza", max_length=36, blank=True, editable=False, db_default="")
    name = models.CharField("nazwisko rodziny", max_length=120)
    structure = models.CharField("struktura rodziny", max_length=20, choices=Structure, blank=True)
    # The exchange format of the register has no address; for imported families the database sets an empty one.
    address = models.CharField(
        "adres", max_length=160, blank=True, default="", db_default="", help_text="ulica i numer domu"
    )
    district = models.CharField("dzielnica", max_length=80, blank=True)
    registered_on = models.DateField("data rejestracji", null=True, blank=True)
    social_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pracownik socjalny",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="families",
    )
    is_restricted = models.BooleanField("szczególnie chroniona", db_default=False, default=False)
    anonymised_on = models.DateField("zanonimizowana dnia", null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="włączona do rodziny",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="absorbed_families",
        db_index=False,  # a partial index in `indexes`, as nearly all values are empty
    )
    search = GeneratedField(
        expression=Folded("name", "number", "district", "address"), output_field=models.TextField(), db_persist=True
    )
    handed_over_on = None  # see FamilyQuerySet.handed_over_by

    objects = FamilyQuerySet.as_manager()

    class Meta:
        verbose_name = "rodzina"
        verbose_name_plural = "rodziny"
        ordering = ["name", "number"]
        indexes = [
            models.Index(polish_order("name"), "number", name="family_in_polish_order"),
            models.Index("merged_into", condition=Q(merged_into__isnull=False), name="family_merged_into"),
        ]
        constraints = [
            codes("family", "structure", Structure, blank=True),
            saved_once("family", "Tę rodzinę już zarejestrowano."),
        ]

    def __str__(self):
        return f"{self.name} ({self.number})"


class NamedReader(AuditedModel):
    """A reader named for a restricted family, for example the family of an employee: nobody else finds it."""

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.CASCADE, related_name="named_readers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="osoba", on_delete=models.CASCADE, related_name="named_to"
    )

    class Meta:
        verbose_name = "osoba wskazana do rodziny"
        verbose_name_plural = "osoby wskazane do rodzin"
        constraints = [
            models.UniqueConstraint(
                fields=["family", "user"],
                name="namedreader_once",
                violation_error_message="Ta osoba jest już wskazana.",
            )
        ]

    def __str__(self):
        return str(self.user)


class PersonQuerySet(SpanQuerySet):
    """Persons. Their span is their time in the family; an empty first day means from the beginning."""

    def members_on(self, day):
        """Return the members of families on the day: born and joined by then, not yet left."""
        return self.filter(
            Q(birth_date__isnull=True) | Q(birth_date__lte=day),
            Q(joined_on__isnull=True) | Q(joined_on__lte=day),
            Q(left_on__isnull=True) | Q(left_on__gt=day),
        )

    def children_on(self, day):
        """Return the members under 18 on the day (a date) who are not the main carer."""
        return self.members_on(day).filter(birth_date__gt=years_before(day, 18), main_carer=False)


class Person(AuditedModel):
    """A member of a family, from `joined_on` to the day before `left_on`."""

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
    marital_status = models.CharField("stan cywilny", max_length=20, choices=MaritalStatus, blank=True)
    education = models.CharField("wykształcenie", max_length=20, choices=Education, blank=True)
    income_source = models.CharField("źródło dochodu", max_length=20, choices=IncomeSource, blank=True)
    disability = models.BooleanField("niepełnosprawność", null=True, blank=True)
    joined_on = models.DateField("w rodzinie od", null=True, blank=True)
    left_on = models.DateField("w rodzinie do", null=True, blank=True, help_text="pierwszy dzień poza rodziną")
    search = GeneratedField(
        expression=Folded("first_name", "last_name", "number", "pesel"),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = PersonQuerySet.as_manager()
    SPAN = ("joined_on", "left_on")

    class Meta:
        verbose_name = "osoba"
        verbose_name_plural = "osoby"
        ordering = ["family", "birth_date", "number"]
        constraints = [
            codes("person", "role", PersonRole),
            codes("person", "sex", Sex, blank=True),
            codes("person", "marital_status", MaritalStatus, blank=True),
            codes("person", "education", Education, blank=True),
            codes("person", "income_source", IncomeSource, blank=True),
            in_order("person", "joined_on", "left_on"),
            in_order("person", "birth_date", "left_on"),
            saved_once("person", "Tę osobę już dopisano."),
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip() or self.number

    def clean(self):
        if message := pesel_problem(self.pesel, self.birth_date, self.sex):
            raise ValidationError({"pesel": message})


class FamilyProblem(AuditedModel):
    """A problem of a family, from the day of identification to the day before its resolution."""

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="problems")
    problem = models.ForeignKey(Problem, verbose_name="problem", on_delete=models.PROTECT, related_name="+")
    identified_on = models.DateField("rozpoznany dnia")
    resolved_on = models.DateField("rozwiązany dnia", null=True, blank=True)

    objects = SpanQuerySet.as_manager()
    SPAN = ("identified_on", "resolved_on")

    class Meta:
        verbose_name = "problem rodziny"
        verbose_name_plural = "problemy rodzin"
        constraints = [in_order("familyproblem", "identified_on", "resolved_on")]

    def __str__(self):
        return str(self.problem)


class Condition(AuditedModel):
    """An illness, addiction or disability of a person, from `since_on` to the day before `over_on`."""

    person = models.ForeignKey(Person, verbose_name="osoba", on_delete=models.PROTECT, related_name="conditions")
    condition = models.CharField("stan", max_length=30, choices=ConditionKind)
    since_on = models.DateField("od")
    over_on = models.DateField("do", null=True, blank=True, help_text="pierwszy dzień, w którym już nie trwa")

    objects = SpanQuerySet.as_manager()
    SPAN = ("since_on", "over_on")

    class Meta:
        verbose_name = "stan zdrowia osoby"
        verbose_name_plural = "stany zdrowia osób"
        constraints = [
            codes("condition", "condition", ConditionKind),
            in_order("condition", "since_on", "over_on"),
        ]

    def __str__(self):
        return self.get_condition_display()


class BlueCard(AuditedModel):
    """A „Niebieska Karta” procedure (Act on counteracting domestic violence, art. 9d); `closed_on` is its last day."""

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="blue_cards")
    opened_on = models.DateField("wszczęta dnia")
    closed_on = models.DateField("zakończona dnia", null=True, blank=True)

    objects = SpanQuerySet.as_manager()
    SPAN = ("opened_on", "closed_on")

    class Meta:
        verbose_name = "procedura „Niebieskie Karty”"
        verbose_name_plural = "procedury „Niebieskie Karty”"
        constraints = [in_order("bluecard", "opened_on", "closed_on")]

    def __str__(self):
        return f"Niebieska Karta z {self.opened_on:%d.%m.%Y}"


def pesel_problem(pesel, birth_date, sex):
    """Return an error message in Polish if the PESEL is invalid or contradicts the birth date or the sex, else "".

    Each argument may be empty.
    """
    if not pesel:
        return ""
    if not pesel_number.is_valid(pesel) or pesel != pesel_number.compact(pesel):
        return "PESEL jest błędny: nie zgadza się jego długość, data lub cyfra kontrolna."
    if birth_date and pesel_number.get_birth_date(pesel) != birth_date:
        return "PESEL nie zgadza się z datą urodzenia."
    if sex and pesel_number.get_gender(pesel) != sex:
        return "PESEL nie zgadza się z płcią."
    return ""
