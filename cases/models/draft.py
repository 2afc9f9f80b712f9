"""What somebody began to write about a family."""

from django.db import models

from cases.models.family import Family
from familycare.accounts.unsent_forms.models import UnsentForm


class DraftForm(models.TextChoices):
    VISIT = "visit", "wpis"
    REFERRAL = "referral", "wniosek"
    PLAN = "plan", "plan pracy"
    DIAGNOSIS = "diagnosis", "diagnoza"
    ASSESSMENT = "assessment", "okresowa ocena"


class Draft(UnsentForm):
    """An unsent form about `family`; None: about several families, or one that the centre does not know yet.

    No figure counts it. Its author sees it while they may see the family.
    """

    family = models.ForeignKey(
        Family, verbose_name="rodzina", null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )

    class Meta:
        verbose_name = "szkic"
        verbose_name_plural = "szkice"

    def __str__(self):
        typed = "".join(self.data.get("name", ()))
        return str(self.family or typed or ("nowa rodzina" if self.form == DraftForm.REFERRAL else "kilka rodzin"))
