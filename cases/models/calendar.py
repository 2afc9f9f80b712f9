"""The secret address at which a calendar reads somebody's terms."""

import secrets

from django.conf import settings
from django.core import signing
from django.db import models

from familycare.audit.registry import AuditedModel


def new_secret():
    return secrets.token_urlsafe(24)


class CalendarLink(AuditedModel):
    """An account's address for calendars. Its token is the secret with a signature, so that the table alone opens
    nothing; renewed or deleted, the old token opens nothing either."""

    SIGNER = signing.Signer(salt="cases.calendar", sep=".")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="konto", on_delete=models.CASCADE, related_name="calendar_link"
    )
    secret = models.CharField("sekret", max_length=40, unique=True, default=new_secret)
    made_at = models.DateTimeField("utworzono", auto_now=True)

    class Meta:
        verbose_name = "adres kalendarza"
        verbose_name_plural = "adresy kalendarzy"

    def __str__(self):
        return str(self.user)

    @property
    def token(self):
        return self.SIGNER.sign(self.secret)

    @classmethod
    def of_token(cls, token):
        """The link with that token, with its user, or None."""
        try:
            secret = cls.SIGNER.unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.select_related("user").filter(secret=secret).first()
