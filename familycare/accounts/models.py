"""Users and invitations."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

import familycare.accounts.confirming.models  # noqa: F401  Django looks for models here
import familycare.accounts.unsent_forms.models  # noqa: F401
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes


class Role(models.TextChoices):
    """Role at the centre. The rights of roles are in `familycare.accounts.rights`."""

    ASSISTANT = "assistant", "asystent rodziny"
    SOCIAL_WORKER = "social_worker", "pracownik socjalny"
    MANAGER = "manager", "kierownik zespołu"
    DIRECTOR = "director", "dyrektor"
    AUDITOR = "auditor", "inspektor ochrony danych"
    ADMIN = "admin", "administrator"


class State(models.TextChoices):
    """State of an account on a day. If several apply, the last one in this order counts."""

    OPEN = "open", "czynne"
    INVITED = "invited", "zaproszone"
    ENDED = "ended", "zakończone"
    SUSPENDED = "suspended", "zawieszone"


class UserQuerySet(models.QuerySet):
    def with_second_factor(self):
        """Annotate users with `has_second_factor`: whether sign-in requires more than the password."""
        factors = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return self.annotate(has_second_factor=Exists(factors.filter(user=OuterRef("pk"))))

    def in_state(self, state, day):
        """Return the accounts in the State on the day."""
        ended = Q(last_day__lt=day) | Q(assistant__employed_to__lt=day)
        invited = Q(invitation__isnull=False, invitation__accepted_at=None, last_login=None)
        if state == State.SUSPENDED:
            return self.filter(is_active=False)
        if state == State.ENDED:
            return self.filter(ended, is_active=True)
        # exclude() would treat an empty date as unknown, so that the account would be in no state
        working = self.filter(
            Q(last_day=None) | Q(last_day__gte=day),
            Q(assistant=None) | Q(assistant__employed_to=None) | Q(assistant__employed_to__gte=day),
            is_active=True,
        )
        if state == State.INVITED:
            return working.filter(invited)
        return working.filter(Q(invitation=None) | Q(invitation__accepted_at__isnull=False) | ~Q(last_login=None))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        """Create and return a user. Without a password they cannot sign in until one is set."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        """Create the administrator, the first account of an installation (`manage.py createsuperuser`)."""
        return self.create_user(email, password, **{"role": Role.ADMIN} | fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AuditedModel, AbstractBaseUser):
    """A user, who signs in by e-mail.

    Family data requires a written authorisation (`authorised_on`) and a declaration of secrecy (`secrecy_on`), both
    held by the centre (UWRiSPZ art. 7). `last_day` is the last day of employment (included).
    """

    email = models.EmailField(
        "adres e-mail", unique=True, error_messages={"unique": "Jest już konto z tym adresem e-mail."}
    )
    first_name = models.CharField("imię", max_length=80, blank=True)
    last_name = models.CharField("nazwisko", max_length=120, blank=True)
    role = models.CharField("rola", max_length=20, choices=Role)
    is_active = models.BooleanField(
        "konto czynne",
        default=True,
        help_text="Zawieszone konto traci dostęp od razu, także w otwartych sesjach.",
    )
    authorised_on = models.DateField("data pisemnego upoważnienia do przetwarzania danych", null=True, blank=True)
    secrecy_on = models.DateField("data oświadczenia o zachowaniu tajemnicy", null=True, blank=True)
    last_day = models.DateField("ostatni dzień pracy", null=True, blank=True)
    date_joined = models.DateTimeField("konto założono", default=timezone.now, editable=False)
    digest_on = models.DateField("dzień ostatniej wiadomości o terminach", null=True, editable=False)

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = "użytkownik"
        verbose_name_plural = "użytkownicy"
        ordering = ["last_name", "first_name", "email"]
        constraints = [
            codes("user", "role", Role),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="user_email_in_small_letters",
                violation_error_message="Adres e-mail zapisuje się małymi literami.",
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.email

    def clean(self):
        self.email = self.email.lower()

    def get_full_name(self):
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self):
        return self.first_name or self.email

    def may_enter_on(self, day):
        """Return whether the account is open on `day`: not suspended and employment not ended before."""
        return self.is_active and self._employed_on(day)

    def is_authorised_on(self, day):
        """Return whether the authorisation and the declaration required for family data are dated `day` or earlier."""
        return all(signed is not None and signed <= day for signed in (self.authorised_on, self.secrecy_on))

    def state_on(self, day):
        """Return the account's State on `day`."""
        if not self.is_active:
            return State.SUSPENDED
        if not self._employed_on(day):
            return State.ENDED
        invitation = getattr(self, "invitation", None)
        return State.INVITED if invitation and invitation.is_waiting else State.OPEN

    def _employed_on(self, day):
        # An assistant's employment is also known from their record, which the floor above keeps.
        last_days = (self.last_day, getattr(getattr(self, "assistant", None), "employed_to", None))
        return all(last is None or day <= last for last in last_days)


class Invitation(models.Model):
    """A link with which a user sets the first password of their account, once and within `INVITATION_DAYS` days.

    Only the digest of its secret is stored. Sending it again replaces the link.
    """

    user = models.OneToOneField(User, verbose_name="konto", on_delete=models.CASCADE, related_name="invitation")
    digest = models.CharField("skrót odnośnika", max_length=64, unique=True)
    sent_at = models.DateTimeField("wysłano")
    accepted_at = models.DateTimeField("przyjęto", null=True)

    class Meta:
        verbose_name = "zaproszenie"
        verbose_name_plural = "zaproszenia"

    def __str__(self):
        return str(self.user)

    @property
    def expires_at(self):
        """Return the moment from which the link is invalid."""
        return self.sent_at + timedelta(days=settings.INVITATION_DAYS)

    @property
    def is_waiting(self):
        """Return whether the invitation was not accepted and the account never used."""
        return self.accepted_at is None and self.user.last_login is None

    @property
    def is_good(self):
        """Return whether the link is valid now."""
        return self.is_waiting and self.user.may_enter_on(timezone.localdate()) and timezone.now() < self.expires_at
