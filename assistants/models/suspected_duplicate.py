"""Pairs of families that may be one family, registered twice."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from assistants.choices import DuplicateDecision
from cases.models import Family
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes


class SuspectedDuplicateQuerySet(models.QuerySet):
    """Pairs of families, by what was decided on them."""

    def open(self):
        """Return the pairs on which nobody has decided, of families that are both still there."""
        return self._of_two_files().filter(decision="")

    def different(self):
        """Return the pairs of which somebody said that they are two families."""
        return self._of_two_files().filter(decision=DuplicateDecision.DIFFERENT)

    def _of_two_files(self):
        return self.filter(
            family__merged_into=None,
            other__merged_into=None,
            family__anonymised_on=None,
            other__anonymised_on=None,
        )

    def seen_by(self, user):
        """Return the pairs of which the user may see both families: of others not even the number is told."""
        # Asked of each pair: from lists of keys SQLite would try all families with all others.
        seen = Family.objects.visible_to(user).order_by()
        return self.filter(Exists(seen.filter(pk=OuterRef("family"))), Exists(seen.filter(pk=OuterRef("other"))))

    def likeliest_first(self):
        """Order by how likely it is that the two are one family, then by age of the suspicion."""
        return self.order_by("-strength", "found_on", "pk")


class SuspectedDuplicate(AuditedModel):
    """Two families that may be one: found at night (`find_duplicates`), decided by the manager.

    `grounds` are lists [DuplicateGround, key of a person of `family`, key of a person of `other`]. `strength` is that
    of the strongest ground, more with each further person. `family` is the one with the smaller key.
    """

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.CASCADE, related_name="suspected")
    other = models.ForeignKey(
        Family, verbose_name="druga rodzina", on_delete=models.CASCADE, related_name="suspected_of_others"
    )
    grounds = models.JSONField("podstawy", default=list)
    strength = models.PositiveSmallIntegerField("siła")
    found_on = models.DateField("znaleziono dnia")
    decision = models.CharField("rozstrzygnięcie", max_length=20, choices=DuplicateDecision, blank=True)
    decided_on = models.DateField("rozstrzygnięto dnia", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto rozstrzygnął",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.CharField("powód", max_length=300, blank=True)

    objects = SuspectedDuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = "możliwy duplikat"
        verbose_name_plural = "możliwe duplikaty"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "other"],
                name="suspectedduplicate_once",
                violation_error_message="Te dwie rodziny są już na liście.",
            ),
            models.CheckConstraint(
                condition=Q(family__lt=F("other")),
                name="suspectedduplicate_of_two",
                violation_error_message="Rodziny nie porównuje się z nią samą.",
            ),
            codes("suspectedduplicate", "decision", DuplicateDecision, blank=True),
        ]

    def __str__(self):
        return f"{self.family.number}, {self.other.number}"

    @property
    def families(self):
        """Both families."""
        return [self.family, self.other]
