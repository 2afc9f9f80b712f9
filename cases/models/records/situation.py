"""What lasts in families: problems, health, „Niebieskie Karty”, the help of specialists, whom the family
has to do with, and what its persons are to each other.
"""

from django.db import models

from cases.choices import ConditionKind, ContactRole, HelpMode
from cases.models.family import Family
from cases.models.person import Person
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.centre.models import HelpKind, Problem
from familycare.lib.constraints import codes, in_order
from familycare.lib.texts import validate_phone


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


class Help(AuditedModel):
    """Help from `starts_on` to the day before `over_on`; without a person, for the whole family."""

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="help_records")
    person = models.ForeignKey(
        Person, verbose_name="osoba", null=True, blank=True, on_delete=models.PROTECT, related_name="help_records"
    )
    kind = models.ForeignKey(HelpKind, verbose_name="rodzaj", on_delete=models.PROTECT, related_name="+")
    form = models.CharField("forma", max_length=20, choices=HelpMode)
    starts_on = models.DateField("od")
    over_on = models.DateField("do", null=True, blank=True, help_text="pierwszy dzień, w którym już nie trwa")

    objects = SpanQuerySet.as_manager()
    SPAN = ("starts_on", "over_on")

    class Meta:
        verbose_name = "wsparcie specjalistyczne"
        verbose_name_plural = "wsparcie specjalistyczne"
        constraints = [codes("help", "form", HelpMode), in_order("help", "starts_on", "over_on")]

    def __str__(self):
        return str(self.kind)


class OutsideContact(AuditedModel):
    """Somebody outside of the family, or an institution, that has to do with it from `starts_on` to the day before
    `over_on`; without a person, with the whole family.
    """

    family = models.ForeignKey(
        Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="outside_contacts"
    )
    person = models.ForeignKey(
        Person, verbose_name="osoba", null=True, blank=True, on_delete=models.PROTECT, related_name="outside_contacts"
    )
    role = models.CharField("kto to jest", max_length=20, choices=ContactRole)
    name = models.CharField("imię i nazwisko lub nazwa", max_length=120, blank=True)
    institution = models.CharField("instytucja", max_length=160, blank=True)
    phone = models.CharField("telefon", max_length=16, blank=True, validators=[validate_phone])
    email = models.EmailField("adres e-mail", blank=True)
    starts_on = models.DateField("od")
    over_on = models.DateField("do", null=True, blank=True, help_text="pierwszy dzień, w którym już nie trwa")
    note = models.CharField("uwagi", max_length=300, blank=True)

    objects = SpanQuerySet.as_manager()
    SPAN = ("starts_on", "over_on")

    class Meta:
        verbose_name = "kontakt rodziny"
        verbose_name_plural = "kontakty rodzin"
        constraints = [
            codes("outsidecontact", "role", ContactRole),
            in_order("outsidecontact", "starts_on", "over_on"),
        ]

    def __str__(self):
        return self.name or self.get_role_display()


class RelationKind(models.TextChoices):
    """What a person of a family is to another one."""

    PARENT = "parent", "rodzic"
    GRANDPARENT = "grandparent", "dziadek lub babcia"
    GUARDIAN = "guardian", "opiekun prawny"
    SPOUSE = "spouse", "małżonek"
    PARTNER = "partner", "partner lub partnerka"
    SEPARATED = "separated", "były małżonek lub partner"
    SIBLING = "sibling", "rodzeństwo"


class RelationQuality(models.TextChoices):
    """How two persons get on, if it is worth noting."""

    CLOSE = "close", "bliska"
    CONFLICTED = "conflicted", "konfliktowa"
    BROKEN = "broken", "zerwana"
    VIOLENT = "violent", "przemoc"


class PersonRelation(AuditedModel):
    """What `person` is to `other`, from `starts_on` to the day before `over_on`.

    No constraint keeps the two apart: after a merge they may turn out to be one person, and the merge can be undone.
    """

    family = models.ForeignKey(
        Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="person_relations"
    )
    person = models.ForeignKey(Person, verbose_name="kto", on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField("kim jest", max_length=20, choices=RelationKind)
    other = models.ForeignKey(
        Person, verbose_name="dla kogo", on_delete=models.PROTECT, related_name="relations_of_others"
    )
    quality = models.CharField("jaka to więź", max_length=20, choices=RelationQuality, blank=True)
    starts_on = models.DateField("od")
    over_on = models.DateField("do", null=True, blank=True, help_text="pierwszy dzień, w którym już nie trwa")

    objects = SpanQuerySet.as_manager()
    SPAN = ("starts_on", "over_on")

    class Meta:
        verbose_name = "relacja między osobami"
        verbose_name_plural = "relacje między osobami"
        constraints = [
            codes("personrelation", "kind", RelationKind),
            codes("personrelation", "quality", RelationQuality, blank=True),
            in_order("personrelation", "starts_on", "over_on"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.other}"
