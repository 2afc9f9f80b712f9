"""The diary: what an assistant did with and for a family."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistants.models.assistant import Assistant
from assistants.vocabulary import WITH_THE_FAMILY, VisitKind
from cases.models import Case
from familycare.centre.models import Institution
from familycare.constraints import codes


class VisitQuerySet(models.QuerySet):
    """Entries of the diary."""

    def in_period(self, period):
        """Entries of the days of the period, both ends included."""
        return self.filter(visited_on__gte=period.start, visited_on__lte=period.end)

    def with_the_family(self):
        """Entries in which the assistant spoke with somebody of the family."""
        return self.filter(kind__in=WITH_THE_FAMILY)


class Visit(models.Model):
    """An entry of the diary (UWRiSPZ art. 14, 15): kind, day, minutes, pieces of advice, institution, note."""

    case = models.ForeignKey(
        Case, verbose_name=_("objęcie wsparciem"), on_delete=models.PROTECT, related_name="visits", db_index=False
    )
    assistant = models.ForeignKey(
        Assistant, verbose_name=_("asystent"), on_delete=models.PROTECT, related_name="visits", db_index=False
    )
    visited_on = models.DateField(_("dzień"))
    kind = models.CharField(_("rodzaj"), max_length=20, choices=VisitKind)
    minutes = models.PositiveSmallIntegerField(_("minuty"), null=True, blank=True)
    advice_count = models.PositiveSmallIntegerField(_("liczba porad"), null=True, blank=True)
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("instytucja"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    summary = models.TextField(_("notatka"), blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("wizyta")
        verbose_name_plural = _("wizyty")
        ordering = ["visited_on", "pk"]
        indexes = [
            models.Index(fields=["visited_on"], name="visit_day"),
            models.Index(fields=["case", "visited_on"], name="visit_case_day"),
            models.Index(fields=["assistant", "visited_on"], name="visit_assistant_day"),
            models.Index(
                fields=["institution", "visited_on"],
                condition=Q(institution__isnull=False),
                name="visit_institution_day",
            ),
        ]
        constraints = [codes("visit", "kind", VisitKind)]

    def __str__(self):
        return f"{self.visited_on:%d.%m.%Y} – {self.get_kind_display()}"
