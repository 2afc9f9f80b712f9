"""Changes of accounts that wait for a second person."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from familycare.lib.constraints import codes

WAITS = timedelta(days=7)


class ChangeOfAccount(models.TextChoices):
    """What is to change."""

    ACCOUNT = "account", "nowe konto"
    ROLE = "role", "rola"
    EMAIL = "email", "adres e-mail"
    SECOND_FACTOR = "second_factor", "usunięcie drugiego składnika logowania"
    CARD = "card", "połączenie z kartą asystenta"


class Decision(models.TextChoices):
    """What became of the request."""

    WAITING = "waiting", "czeka"
    CONFIRMED = "confirmed", "potwierdzono"
    REFUSED = "refused", "odrzucono"
    WITHDRAWN = "withdrawn", "wycofano"
    UNASKED = "unasked", "weszło w życie bez potwierdzenia"  # nobody could confirm it yet


class AccountChanges(models.QuerySet):
    """Query set of account changes."""

    def waiting(self):
        """Return those that may still be confirmed."""
        return self.filter(decision=Decision.WAITING, asked_at__gt=timezone.now() - WAITS)

    def to_decide_by(self, user):
        """Return those that may still be confirmed, by this user (who has the right to)."""
        return self.waiting().exclude(user=user).exclude(asked_by=user)


class AccountChange(models.Model):
    """A change of the account of `user` that takes effect when a second person confirms it.

    `value` is what is to be saved (a role, an address, a primary key), `words` the same in Polish. `asked_by` and
    `decided_by` are empty for a command on the server.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="konto", on_delete=models.PROTECT, related_name="account_changes"
    )
    kind = models.CharField("co się zmienia", max_length=20, choices=ChangeOfAccount)
    value = models.CharField("nowa wartość", max_length=254, blank=True)
    words = models.CharField("nowa wartość słowami", max_length=400, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto prosi", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("kiedy", default=timezone.now)
    decision = models.CharField("decyzja", max_length=20, choices=Decision, default=Decision.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto zdecydował", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("kiedy zdecydowano", null=True)

    objects = AccountChanges.as_manager()

    class Meta:
        verbose_name = "zmiana konta"
        verbose_name_plural = "zmiany kont"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            codes("accountchange", "kind", ChangeOfAccount),
            codes("accountchange", "decision", Decision),
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(decision="waiting"),
                name="accountchange_one_waits",
                violation_error_message="Taka zmiana tego konta już czeka na potwierdzenie.",
            ),
            models.CheckConstraint(
                condition=Q(decision="waiting", decided_at=None, decided_by=None)
                | ~Q(decision="waiting") & Q(decided_at__isnull=False),
                name="accountchange_decided_at",
                violation_error_message="Decyzja ma datę, a jej brak nie.",
            ),
            models.CheckConstraint(
                condition=~Q(decision="confirmed")
                | Q(decided_by=None)
                | ((Q(asked_by=None) | ~Q(decided_by=F("asked_by"))) & ~Q(decided_by=F("user"))),
                name="accountchange_second_person",
                violation_error_message="Zmianę potwierdza druga osoba: ani ta, która prosi, ani ta, której dotyczy.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} – {self.words}" if self.words else self.get_kind_display()

    @property
    def expires_at(self):
        """Return the moment from which it can no longer be confirmed."""
        return self.asked_at + WAITS

    @property
    def is_waiting(self):
        """Return whether it may still be confirmed."""
        return self.decision == Decision.WAITING and timezone.now() < self.expires_at
