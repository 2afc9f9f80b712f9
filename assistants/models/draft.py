"""What was typed into the diary and is not an entry yet."""

import uuid

from django.conf import settings
from django.db import models

from cases.models import Family
from familycare.lib.draft_age import days_left


class VisitDraft(models.Model):
    """What somebody has typed of an entry about `family` (None: about several families at once), as it stands.

    `key` becomes the entry's `client_key`. `writer` is the open page that typed it: a page writes over its own
    text, and over one that it was shown and that nobody changed since (`version`); else it begins a draft beside it.
    `data` is {field of the form: list of texts}.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto pisze", on_delete=models.CASCADE, related_name="visit_drafts"
    )
    family = models.ForeignKey(
        Family,
        verbose_name="rodzina",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="visit_drafts",
    )
    key = models.UUIDField("klucz formularza")
    writer = models.UUIDField("otwarta strona")
    version = models.PositiveIntegerField("wersja", default=1)
    data = models.JSONField("treść", default=dict)
    updated_at = models.DateTimeField("zapisano", auto_now=True)

    class Meta:
        verbose_name = "szkic wpisu"
        verbose_name_plural = "szkice wpisów"
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key", "writer"],
                name="visitdraft_one_of_a_page",
                violation_error_message="Ta strona ma już swój szkic.",
            )
        ]

    def __str__(self):
        return str(self.key)

    @property
    def days_left(self):
        """In how many days it will be deleted, unless somebody goes on with it."""
        return days_left(self.updated_at)


class PocketKey(models.Model):
    """The key by which a browser (`device`) keeps what it could not send yet. Signing out deletes it, and with it
    all that the browser still holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="konto", on_delete=models.CASCADE, related_name="+")
    device = models.UUIDField("przeglądarka")
    secret = models.BinaryField("klucz", max_length=32)
    made_at = models.DateTimeField("powstał", auto_now_add=True)

    class Meta:
        verbose_name = "klucz przeglądarki"
        verbose_name_plural = "klucze przeglądarek"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "device"],
                name="pocketkey_one_of_a_browser",
                violation_error_message="Ta przeglądarka ma już klucz.",
            )
        ]

    def __str__(self):
        return str(self.id)
