"""Requests for an assistant, from the first draft to the decision."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.choices import ReferralDecision, ReferralSource
from cases.models.case import Case
from cases.models.family import Family
from cases.models.records.court import CourtOrder
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, in_order
from familycare.lib.numbers import NumberField

OPEN = ("", ReferralDecision.WAITING)
WITH_LETTER = (ReferralDecision.ASSIGNED, ReferralDecision.WAITING, ReferralDecision.REFUSED)


class ReferralQuerySet(models.QuerySet):
    """Referrals, by state."""

    def open(self):
        """Return the referrals that wait for a decision or for an assistant."""
        return self.filter(decision__in=OPEN)

    def returned(self):
        """Return the open referrals that were returned to their authors for completion."""
        return self.open().filter(returned_on__isnull=False)

    def besides(self, referral):
        """Return the open referrals of the same family, without this one."""
        return self.open().filter(family=referral.family_id).exclude(pk=referral.pk).order_by("referred_on", "pk")

    def ahead_of(self, referral):
        """Return the referrals on the waiting list that have priority over this one, first come first."""
        earlier = Q(referred_on__lt=referral.referred_on) | Q(referred_on=referral.referred_on, pk__lt=referral.pk)
        before = Q(is_urgent=True) & earlier if referral.is_urgent else Q(is_urgent=True) | earlier
        return self.filter(before, decision=ReferralDecision.WAITING).exclude(pk=referral.pk).in_turn()

    def in_turn(self):
        """Return the referrals in order of priority: urgent ones first, then by date, the oldest first."""
        return self.order_by("-is_urgent", "referred_on", "pk")

    def places_on_the_list(self):
        """Return {pk: place} for the referrals on the waiting list, by priority, counted from 1."""
        waiting = self.filter(decision=ReferralDecision.WAITING).in_turn().values_list("pk", flat=True)
        return {key: place for place, key in enumerate(waiting, start=1)}


class Referral(AuditedModel):
    """A request for an assistant (wniosek) with its decision (UWRiSPZ art. 11; „Za życiem” art. 8)."""

    number = NumberField(prefix="W")
    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="referrals")
    source = models.CharField("kto wnioskuje", max_length=20, choices=ReferralSource)
    form_key = models.CharField("klucz formularza", max_length=36, blank=True, editable=False, db_default="")
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto złożył",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="referrals",
    )
    referred_on = models.DateField("data wniosku")
    is_urgent = models.BooleanField("pilny", default=False, db_default=False)
    reasons = models.TextField("z czym rodzina sobie nie radzi", blank=True, db_default="")
    interview_on = models.DateField("data wywiadu środowiskowego", null=True, blank=True)
    consent_on = models.DateField("data zgody rodziny", null=True, blank=True)
    no_consent_because = models.CharField("dlaczego nie ma zgody", max_length=300, blank=True, db_default="")
    returned_on = models.DateField("zwrócony do uzupełnienia", null=True, blank=True)
    returned_because = models.TextField("co trzeba uzupełnić", blank=True, db_default="")
    court_order = models.ForeignKey(
        CourtOrder,
        verbose_name="postanowienie sądu",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="referrals",
    )
    decided_on = models.DateField("data rozstrzygnięcia", null=True, blank=True)
    decision = models.CharField("rozstrzygnięcie", max_length=20, choices=ReferralDecision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto rozstrzygnął",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    case_mark = models.CharField(
        "znak sprawy",
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text="Z wykazu akt ośrodka, np. DAR.8210.17.2024. Stoi na piśmie do rodziny.",
    )
    decision_reason = models.TextField("uzasadnienie", blank=True, db_default="")
    case = models.ForeignKey(
        Case,
        verbose_name="objęcie wsparciem",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="referrals",
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = "wniosek"
        verbose_name_plural = "wnioski"
        ordering = ["referred_on", "number"]
        constraints = [
            codes("referral", "source", ReferralSource),
            codes("referral", "decision", ReferralDecision, blank=True),
            in_order("referral", "referred_on", "decided_on"),
            models.UniqueConstraint(
                fields=["form_key"],
                condition=~Q(form_key=""),
                name="referral_filed_once",
                violation_error_message="Ten wniosek już złożono.",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=True) | Q(decision=ReferralDecision.ASSIGNED),
                name="referral_case_only_when_assigned",
                violation_error_message="Objęcie wsparciem ma tylko wniosek, na który przydzielono asystenta.",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def is_open(self):
        """Whether it waits for a decision or for an assistant."""
        return self.decision in OPEN

    @property
    def is_correctable(self):
        """Whether its author may still change it: nobody has decided it yet, or it came back for completion."""
        return self.decision == "" or bool(self.returned_on and self.is_open)

    @property
    def has_letter(self):
        """Whether the centre answers it by letter."""
        return self.decision in WITH_LETTER

    @property
    def state_in_words(self):
        """The state for users."""
        if self.returned_on and self.is_open:
            return "zwrócony do uzupełnienia"
        return self.get_decision_display() if self.decision else "czeka na rozstrzygnięcie"

    @property
    def tone(self):
        """The tone of the chip of the state."""
        tones = {ReferralDecision.ASSIGNED: "good", ReferralDecision.REFUSED: "neutral"}
        return tones.get(self.decision, "neutral" if self.decision == ReferralDecision.WITHDRAWN else "notice")
