"""The supplement to pay under the ministry's programme „Asystent rodziny”: what posts cost, and its caps."""

from django.db import models
from django.db.models import Q

from assistants.models.assistant import Post
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import at_least


class SupplementCap(AuditedModel):
    """The largest supplement for a month of a full post, in zł, from the month that begins on `since` until the next
    cap. The programme of each year says it.

    `share`: the largest part of what the post costs, in percent, if the programme sets one; None: it does not.
    `source`: where that stands.
    """

    since = models.DateField("od miesiąca", unique=True)
    amount = models.DecimalField("najwyższy dodatek za miesiąc na cały etat (zł)", max_digits=8, decimal_places=2)
    share = models.PositiveSmallIntegerField("najwyższy udział dodatku w koszcie etatu (%)", null=True, blank=True)
    source = models.CharField("gdzie to jest napisane", max_length=200, blank=True, default="", db_default="")

    class Meta:
        verbose_name = "limit dodatku do wynagrodzenia"
        verbose_name_plural = "limity dodatku do wynagrodzenia"
        ordering = ["-since"]
        constraints = [
            at_least("supplement_cap", "amount", 0),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__range=(1, 100)),
                name="supplement_cap_share_in_percent",
                violation_error_message="Podaj od 1 do 100 procent.",
            ),
        ]

    def __str__(self):
        return f"{self.since:%Y-%m}"


class MonthOfPost(AuditedModel):
    """What a post cost in a month (pay with all that the employer pays, without the supplement), and the supplement, in
    zł. `month` is its first day."""

    post = models.ForeignKey(Post, verbose_name="etat", on_delete=models.PROTECT, related_name="months")
    month = models.DateField("miesiąc", db_index=True)
    cost = models.DecimalField("koszt zatrudnienia (zł)", max_digits=10, decimal_places=2, null=True, blank=True)
    supplement = models.DecimalField("dodatek (zł)", max_digits=8, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "miesiąc etatu"
        verbose_name_plural = "miesiące etatów"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "month"],
                name="month_of_post_once",
                violation_error_message="Ten miesiąc etatu już wpisano.",
            ),
            models.CheckConstraint(
                condition=(Q(cost=None) | Q(cost__gte=0)) & (Q(supplement=None) | Q(supplement__gte=0)),
                name="month_of_post_not_negative",
                violation_error_message="Kwota nie może być mniejsza niż 0.",
            ),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m}"
