"""Assistants and their posts."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.http import Http404

from assistants.choices import Contract
from cases.access import assistants_seen_by
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.centre.models import Funding
from familycare.lib.constraints import codes, in_order
from familycare.lib.numbers import NumberField

MOST_FAMILIES = 15  # UWRiSPZ art. 15 ust. 4


class AssistantQuerySet(SpanQuerySet):
    """Query set of assistants. Their span is their employment."""

    def employed_on(self, day):
        """Return the assistants employed on the day."""
        return self.active_on(day)

    def visible_to(self, user):
        """Return the assistants whose page `user` may open."""
        condition = assistants_seen_by(user)
        return self.none() if condition is None else self.filter(condition)

    def get_or_404(self, number):
        """Return the assistant with the number or raise Http404."""
        assistant = self.filter(number=number).first() if "\0" not in number else None  # PostgreSQL refuses NUL
        if assistant is None:
            raise Http404
        return assistant

    def get_own(self, user):
        """Return the assistant of the user's account. Raise PermissionDenied if there is none."""
        try:
            return user.assistant
        except self.model.DoesNotExist:
            raise PermissionDenied("To konto nie jest jeszcze połączone z kartą asystenta.") from None


class Assistant(AuditedModel):
    """A family assistant (UWRiSPZ art. 12), employed from `employed_from` to `employed_to` (both included).

    `employer`: the organisation that was given the task (UWRiSPZ art. 10 ust. 1); empty: the centre itself.
    """

    number = NumberField(prefix="A")
    first_name = models.CharField("imię", max_length=80, blank=True)
    last_name = models.CharField("nazwisko", max_length=120)
    employed_from = models.DateField("zatrudnienie od")
    employed_to = models.DateField("zatrudnienie do", null=True, blank=True)
    contract = models.CharField("umowa", max_length=20, choices=Contract, blank=True)
    employer = models.CharField("kto zatrudnia", max_length=200, blank=True, default="", db_default="")
    max_families = models.PositiveSmallIntegerField(
        "najwięcej rodzin naraz", default=MOST_FAMILIES, validators=[MaxValueValidator(MOST_FAMILIES)]
    )

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="konto",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assistant",
    )

    objects = AssistantQuerySet.as_manager()
    SPAN = ("employed_from", "employed_to")

    class Meta:
        verbose_name = "asystent rodziny"
        verbose_name_plural = "asystenci rodziny"
        ordering = ["last_name", "first_name", "number"]
        constraints = [
            codes("assistant", "contract", Contract, blank=True),
            in_order("assistant", "employed_from", "employed_to"),
            models.CheckConstraint(
                condition=Q(max_families__lte=MOST_FAMILIES),
                name="assistant_at_most_15_families",
                violation_error_message="Asystent może mieć naraz najwyżej 15 rodzin (art. 15 ust. 4 ustawy).",
            ),
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip()


class Post(AuditedModel):
    """A post of an assistant, or a fraction of one. `ends_on` is the last day; None: open-ended."""

    assistant = models.ForeignKey(Assistant, verbose_name="asystent", on_delete=models.PROTECT, related_name="posts")
    funding = models.ForeignKey(Funding, verbose_name="finansowanie", on_delete=models.PROTECT, related_name="+")
    fraction = models.DecimalField("część etatu", max_digits=4, decimal_places=2)
    starts_on = models.DateField("od")
    ends_on = models.DateField("do", null=True, blank=True, help_text="ostatni dzień")

    objects = SpanQuerySet.as_manager()
    SPAN = ("starts_on", "ends_on")

    class Meta:
        verbose_name = "etat"
        verbose_name_plural = "etaty"
        constraints = [
            in_order("post", "starts_on", "ends_on"),
            models.CheckConstraint(
                condition=Q(fraction__gt=0, fraction__lte=1),
                name="post_fraction_up_to_one",
                violation_error_message="Część etatu to liczba większa od 0 i nie większa niż 1.",
            ),
        ]

    def __str__(self):
        return str(self.fraction)
