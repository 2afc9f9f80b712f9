"""Forms that a user filled in but has not sent or could not send."""

import json
import uuid
from datetime import datetime, time, timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from familycare.accounts.encryption import decrypt, encrypt

WAITS = timedelta(hours=12)  # kept for its author, unless it is a draft
MARK = "zachowany"  # the form field with the pk of the unsent form that is sent with it
# Fields that the user did not type. Drafts do not store them.
OF_THE_PAGE = {"csrfmiddlewaretoken", MARK, "client_key", "writer", "draft", "version", "confirmed"}


class UnsentState(models.TextChoices):
    """State of an unsent form."""

    DRAFT = "draft", "szkic"
    INTERRUPTED = "interrupted", "przerwany wylogowaniem"
    REFUSED = "refused", "nieprzyjęty"


class UnsentForms(models.QuerySet):
    """Query set of unsent forms."""

    def waiting(self):
        """Return forms that could not be sent, newest first. Their author is offered them after signing in."""
        return self.exclude(state=UnsentState.DRAFT).filter(saved_at__gte=timezone.now() - WAITS)

    def expired(self):
        """Return drafts unchanged for `FAMILYCARE_DRAFT_DAYS` days and other forms older than WAITS."""
        first_day = timezone.localdate() - timedelta(days=settings.DRAFT_DAYS - 1)
        midnight = timezone.make_aware(datetime.combine(first_day, time.min))
        no_longer_waits = self.filter(saved_at__lt=timezone.now() - WAITS)
        return no_longer_waits.filter(Q(form="") | Q(saved_at__lt=midnight))


class UnsentForm(models.Model):
    """What `user` typed into a form, encrypted. Nobody else may read it.

    A draft belongs to a `form` (empty: not a draft) and is identified by `key` (of the form) and `writer` (the open
    page). A page replaces its own draft, and the one it was opened with unless that has been changed since (`version`);
    otherwise it creates a second draft.

    A form that could not be sent has an `address` and a state: `interrupted` if its author was signed out while typing,
    `refused` if it was sent.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="konto", on_delete=models.CASCADE, related_name="unsent_forms"
    )
    form = models.CharField("formularz", max_length=20, blank=True)
    state = models.CharField("stan", max_length=11, choices=UnsentState.choices, default=UnsentState.DRAFT)
    address = models.CharField("adres", max_length=500, blank=True)
    key = models.UUIDField("klucz formularza", null=True, blank=True)
    writer = models.UUIDField("otwarta strona", null=True, blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    sealed = models.TextField("pola", blank=True)
    saved_at = models.DateTimeField("zapisano", auto_now=True)

    objects = UnsentForms.as_manager()

    class Meta:
        db_table = "accounts_keptform"
        verbose_name = "niewysłany formularz"
        verbose_name_plural = "niewysłane formularze"
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key", "writer"],
                name="unsentform_one_draft_of_a_page",
                violation_error_message="Ta strona ma już swój szkic.",
            )
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def pairs(self):
        """Return [(field, text)] in the order of the form; [] if SECRET_KEY has changed since."""
        try:
            return [tuple(pair) for pair in json.loads(decrypt(self.sealed))]
        except InvalidToken:
            return []

    @pairs.setter
    def pairs(self, pairs):
        self.sealed = encrypt(json.dumps(pairs))

    @property
    def data(self):
        """Return {field: [text]} without the fields that the user did not type."""
        data = {}
        for name, text in self.pairs:
            if name not in OF_THE_PAGE:
                data.setdefault(name, []).append(text)
        return data

    @data.setter
    def data(self, data):
        self.pairs = [(name, text) for name, texts in data.items() for text in texts]

    @property
    def was_sent(self):
        """Return whether the form was sent and refused."""
        return self.state == UnsentState.REFUSED

    @property
    def days_left(self):
        """Return the days after which an unchanged draft is deleted, at least 1."""
        gone_on = timezone.localdate(self.saved_at) + timedelta(days=settings.DRAFT_DAYS)
        return max((gone_on - timezone.localdate()).days, 1)


class BrowserKey(models.Model):
    """The key with which a browser (`device`) encrypts what it could not send yet.

    Signing out deletes it, so that nobody can read what the browser still holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="konto", on_delete=models.CASCADE, related_name="+")
    device = models.UUIDField("przeglądarka")
    secret = models.BinaryField("klucz", max_length=32)
    made_at = models.DateTimeField("powstał", auto_now_add=True)

    class Meta:
        db_table = "assistants_pocketkey"
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
