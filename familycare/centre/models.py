"""The centre: its names, its rules and its dictionaries."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import at_least


class Centre(AuditedModel):
    """The one centre of this installation. Its periods have upper bounds, because Python dates end in the year 9999."""

    name = models.CharField("nazwa", max_length=200)
    short_name = models.CharField("nazwa skrócona", max_length=60, blank=True)
    town = models.CharField(
        "miejscowość",
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text="Stoi przed datą pism, np. Kalisz.",
    )
    address = models.CharField(
        "adres i telefon",
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="Stoi na pismach i na kopii danych osoby, np. ul. Rynkowa 1, 62-800 Kalisz, tel. 000 000 000.",
    )
    letters_signed_by = models.CharField(
        "kto podpisuje pisma",
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text="Imię i nazwisko pod pismami do rodzin, np. Anna Nowak.",
    )
    letters_signed_as = models.CharField(
        "funkcja osoby, która podpisuje pisma",
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text="Np. Dyrektor Miejskiego Ośrodka Pomocy Społecznej.",
    )
    municipality = models.CharField("gmina", max_length=120, blank=True)
    authority = models.CharField("organ wykonawczy", max_length=120, blank=True, help_text="np. Prezydent Miasta")
    council = models.CharField("rada", max_length=120, blank=True, help_text="np. Rada Miasta Kalisza")
    monitoring_months = models.PositiveSmallIntegerField(
        "monitorowanie po zakończeniu (miesiące)", default=3, validators=[MaxValueValidator(60)]
    )
    visit_interval_working_days = models.PositiveSmallIntegerField(
        "rytm spotkań (dni robocze)", default=10, validators=[MinValueValidator(1), MaxValueValidator(250)]
    )
    plan_due_days = models.PositiveSmallIntegerField(
        "termin pierwszego planu pracy (dni)", default=30, validators=[MaxValueValidator(366)]
    )
    retention_years = models.PositiveSmallIntegerField(
        "przechowywanie danych rodzin (lata)",
        default=10,
        db_default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=(
            "Liczone od 1 stycznia po roku, w którym zakończono ostatnie wsparcie; potem dane można zanonimizować. "
            "Ustawa nie podaje okresu: wynika z wykazu akt ośrodka (często kategoria B10, czyli 10 lat)."
        ),
    )
    absence_years = models.PositiveSmallIntegerField(
        "przechowywanie nieobecności pracowników (lata)",
        default=1,
        db_default=1,
        validators=[MaxValueValidator(100)],
        help_text=(
            "Pełne lata po roku, w którym nieobecność się skończyła; potem system ją usuwa. Nieobecności służą "
            "tylko wyznaczaniu zastępstw: ewidencję czasu pracy prowadzą kadry."
        ),
    )
    referral_decision_days = models.PositiveSmallIntegerField(
        "termin rozstrzygnięcia wniosku (dni)", default=14, db_default=14, validators=[MaxValueValidator(366)]
    )
    only = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = "ośrodek"
        verbose_name_plural = "ośrodek"
        constraints = [
            models.UniqueConstraint(fields=["only"], name="centre_only_one"),
            models.CheckConstraint(condition=models.Q(only=True), name="centre_only_true"),
            at_least("centre", "retention_years", 1),
        ]

    def __str__(self):
        return self.short_name or self.name

    @classmethod
    def current(cls):
        """Return the centre; if none has been saved, an unsaved one with default rules and no name."""
        return cls.objects.first() or cls()


class EntryQuerySet(models.QuerySet):
    """Entries of a dictionary."""

    def offered(self):
        """Return the entries that may be chosen in a new record."""
        return self.filter(retired_on=None, merged_into=None)

    def kept(self):
        """Return the entries that exist by themselves: offered and retired ones, not those merged into another."""
        return self.filter(merged_into=None)


class DictionaryEntry(AuditedModel):
    """An entry of a dictionary. The code is the primary key and cannot be changed; the label can.

    `retired_on`: the day on which it was retired, None: offered. `merged_into`: the entry that took over its records;
    the row stays, so that a form or a register that still names it can be told which entry stands for it now.
    """

    code = models.CharField(
        "kod",
        max_length=60,
        primary_key=True,
        validators=[RegexValidator(r"^[a-z0-9_]+$", "Kod składa się z małych liter, cyfr i podkreśleń.")],
    )
    label = models.CharField("nazwa", max_length=200)
    group = models.ForeignKey(
        "self",
        verbose_name="należy do",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="members",
        help_text="Pozycja nadrzędna liczy w tabelach także swoje pozycje podrzędne.",
    )
    position = models.PositiveSmallIntegerField("kolejność", default=1000)
    retired_on = models.DateField("wycofana", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", verbose_name="połączona z", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "code"]

    def __str__(self):
        return self.label


class Problem(DictionaryEntry):
    """A kind of problem of a family."""

    class Meta(DictionaryEntry.Meta):
        verbose_name = "problem rodziny"
        verbose_name_plural = "słownik: problemy rodzin"


class Institution(DictionaryEntry):
    """A kind of institution that assistants work with."""

    class Meta(DictionaryEntry.Meta):
        verbose_name = "instytucja"
        verbose_name_plural = "słownik: instytucje"


class OutcomeKind(DictionaryEntry):
    """A kind of outcome."""

    class Meta(DictionaryEntry.Meta):
        verbose_name = "rodzaj efektu"
        verbose_name_plural = "słownik: efekty pracy"


class HelpKind(DictionaryEntry):
    """A kind of specialist support."""

    class Meta(DictionaryEntry.Meta):
        verbose_name = "rodzaj wsparcia"
        verbose_name_plural = "słownik: wsparcie specjalistyczne"


class Funding(DictionaryEntry):
    """A source of funding for a post."""

    class Meta(DictionaryEntry.Meta):
        verbose_name = "źródło finansowania etatu"
        verbose_name_plural = "słownik: finansowanie etatów"


class LifeArea(DictionaryEntry):
    """An area of a family's life, for the diagnosis, the goals of plans and the periodic assessment."""

    class Meta(DictionaryEntry.Meta):
        verbose_name = "obszar życia rodziny"
        verbose_name_plural = "słownik: obszary życia rodziny"


class AssessmentStep(DictionaryEntry):
    """A step of the scale of periodic assessments. The order of the dictionary goes from the worst to the best."""

    class Meta(DictionaryEntry.Meta):
        verbose_name = "stopień okresowej oceny"
        verbose_name_plural = "słownik: skala okresowej oceny"


DICTIONARIES = {
    "problem": Problem,
    "institution": Institution,
    "outcome": OutcomeKind,
    "help.kind": HelpKind,
    "post.funding": Funding,
    "area": LifeArea,
    "assessment.step": AssessmentStep,
}


class LegalTerm(models.TextChoices):
    """What the law sets and an amendment may change. Adding one needs a migration with its first row."""

    MOST_FAMILIES = "most_families", "Najwięcej rodzin, z którymi asystent pracuje naraz"
    ASSESSMENT_MONTHS = "assessment_months", "Okresowa ocena sytuacji rodziny: najpóźniej po tylu miesiącach"
    INTERVIEW_DAYS = "interview_days", "Wywiad środowiskowy: najpóźniej po tylu dniach roboczych od wniosku"
    URGENT_INTERVIEW_DAYS = "urgent_interview_days", "Wywiad środowiskowy w sprawie pilnej: po tylu dniach roboczych"
    SHARE_FIRST_YEAR = "share_first_year", "Udział gminy w koszcie pieczy: pierwszy rok pobytu"
    SHARE_SECOND_YEAR = "share_second_year", "Udział gminy w koszcie pieczy: drugi rok pobytu"
    SHARE_LATER_YEARS = "share_later_years", "Udział gminy w koszcie pieczy: każdy następny rok pobytu"


class LegalParameter(AuditedModel):
    """The value of a LegalTerm from the day `starts_on`, until the next row of the same term begins.

    The first row begins on `familycare.lib.dates.EARLIEST`, so there is a value for every day.
    """

    term = models.CharField("czego dotyczy", max_length=40, choices=LegalTerm)
    starts_on = models.DateField("obowiązuje od")
    value = models.PositiveSmallIntegerField("wartość")
    source = models.CharField("podstawa prawna", max_length=200)

    class Meta:
        verbose_name = "parametr ustawowy"
        verbose_name_plural = "parametry ustawowe"
        ordering = ["term", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "starts_on"],
                name="legal_parameter_once_a_day",
                violation_error_message="Od tego dnia jest już inna wartość.",
            )
        ]

    def __str__(self):
        return f"{self.get_term_display()}: {self.value}"
