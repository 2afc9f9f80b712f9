"""Relations between persons of a family."""

from django.db import models

from cases.choices import RelationKind, RelationQuality
from cases.models.family import Family
from cases.models.person import Person
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, in_order


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
