"""Specialist help for a family or one of its members (wsparcie specjalistyczne)."""

from django.db import models

from cases.choices import HelpMode
from cases.models.family import Family
from cases.models.person import Person
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.centre.models import HelpKind
from familycare.lib.constraints import codes, in_order


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
