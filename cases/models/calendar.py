"""The secret address at which calendar programs read a user's deadlines."""

import secrets

from django.conf import settings
from django.core import signing
from django.db import models

from familycare.audit.registry import AuditedModel


def new_secret():
    """Return a new random secret."""
    return secrets.token_urlsafe(24)


class CalendarLink(AuditedModel):
    """The calendar address of an account.

    Its token is the signed secret, so the table alone gives no access. After renewal or deletion the old token is
    invalid.
    """

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
        """The part of the address that identifies the account."""
        return self.SIGNER.sign(self.secret)

    @classmethod
    def of_token(cls, token):
        """Return the link with this token, with its user, or None."""
        try:
            secret = cls.SIGNER.unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.select_related("user").filter(secret=secret).first()
