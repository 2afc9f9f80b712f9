"""Users: who signs in, as what, and since when they may read what the centre knows of families."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

import familycare.accounts.unsent_forms.models  # noqa: F401  Django looks for models here
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes


class Role(models.TextChoices):
    """What somebody does at the centre; `cases.access` says what each may."""

    ASSISTANT = "assistant", "asystent rodziny"
    SOCIAL_WORKER = "social_worker", "pracownik socjalny"
    MANAGER = "manager", "kierownik zespołu"
    DIRECTOR = "director", "dyrektor"
    AUDITOR = "auditor", "inspektor ochrony danych"
    ADMIN = "admin", "administrator"


class State(models.TextChoices):
    """What became of an account, as of a day; the first that holds, from the last one up."""

    OPEN = "open", "czynne"
    INVITED = "invited", "zaproszone"
    ENDED = "ended", "zakończone"
    SUSPENDED = "suspended", "zawieszone"


class UserQuerySet(models.QuerySet):
    def with_second_factor(self):
        """Users with `has_second_factor`: whether signing in asks them for more than the password."""
        factors = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return self.annotate(has_second_factor=Exists(factors.filter(user=OuterRef("pk"))))

    def in_state(self, state, day):
        ended = Q(last_day__lt=day) | Q(assistant__employed_to__lt=day)
        invited = Q(invitation__isnull=False, invitation__accepted_at=None, last_login=None)
        if state == State.SUSPENDED:
            return self.filter(is_active=False)
        if state == State.ENDED:
            return self.filter(ended, is_active=True)
        # exclude() would take an empty date for unknown, and the account for neither the one nor the other
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
        """A user who signs in with the password; without one, with none until it is set."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        """The first account of an installation: its administrator (`manage.py createsuperuser`)."""
        return self.create_user(email, password, **{"role": Role.ADMIN} | fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AuditedModel, AbstractBaseUser):
    """Somebody who signs in by e-mail.

    Family data is shown only to those whose written authorisation to process it (`authorised_on`) and declaration of
    secrecy (`secrecy_on`) the centre holds (UWRiSPZ art. 7 ust. 4). `last_day` is the last day of employment, included.
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
        """Whether the account is open on `day`: not suspended, and employment has not ended before it."""
        return self.is_active and self._employed_on(day)

    def is_authorised_on(self, day):
        """Whether the centre holds, on `day`, the authorisation and the declaration that reading family data needs."""
        return all(signed is not None and signed <= day for signed in (self.authorised_on, self.secrecy_on))

    def state_on(self, day):
        """The account's State on `day`."""
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

    # Django's own administration holds the centre and its dictionaries, and nothing of families: it is the
    # administrator's, whole.

    @property
    def is_staff(self):
        return self.role == Role.ADMIN

    def has_perm(self, permission, obj=None):
        return self.is_active and self.role == Role.ADMIN

    def has_perms(self, permissions, obj=None):
        return all(self.has_perm(permission, obj) for permission in permissions)

    def has_module_perms(self, app):
        return self.has_perm(app)


class Invitation(models.Model):
    """The link by which somebody sets the first password of their account: once, and for a number of days.

    The link holds a secret of which only the digest is known here. Sent again, it is another one.
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
        """The moment from which the link is no longer good."""
        return self.sent_at + timedelta(days=settings.INVITATION_DAYS)

    @property
    def is_waiting(self):
        """Whether the account has never been used."""
        return self.accepted_at is None and self.user.last_login is None

    @property
    def is_good(self):
        """Whether the link works now."""
        return self.is_waiting and self.user.may_enter_on(timezone.localdate()) and timezone.now() < self.expires_at
