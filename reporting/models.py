"""The models of the working tables that figures are computed from, and those of the figures that the centre enters.

Working tables do not exist in the database: see `reporting.figures.ctes`. Figures from outside: `reporting.outside`.
"""

from django.db import models

from assistants.choices import WorkshopKind
from assistants.models import Assistant, Attendance, Visit, Workshop
from cases.choices import PlacementType
from cases.models import CareCharge, Case, Family, Person, Placement
from reporting.care_charges.models import NoteColumns
from reporting.documents.comments.models import BlockComment, CommentReply
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.editions.models import Edition, EditionFigure, EditionFile
from reporting.documents.editor.drafts.models import EditorDraft
from reporting.documents.programmes.models import IndicatorValue, Programme, TaskReport
from reporting.documents.steps.models import HandingOver, Submission, SubmissionFigure
from reporting.outside.models import OutsideFigure, OutsideHeading
from reporting.papers.models import MarkCounter, MarkRule, Paper, PaperTemplate
from reporting.units import Unit

__all__ = [
    "BlockComment",
    "CommentReply",
    "DocumentDefinition",
    "Edition",
    "EditionFigure",
    "EditionFile",
    "EditorDraft",
    "HandingOver",
    "IndicatorValue",
    "MarkCounter",
    "MarkRule",
    "NoteColumns",
    "OutsideFigure",
    "OutsideHeading",
    "Paper",
    "PaperTemplate",
    "Programme",
    "Submission",
    "SubmissionFigure",
    "TaskReport",
    "Unit",
]  # and the classes below


class SheetHeading(models.Model):
    """Which column of a register a heading of the centre's spreadsheets is, so that it is matched only once.

    `file`: the name of the file without `.csv`; `heading`: folded (`familycare.lib.ordering.fold`); `column`: "" for a
    column of the spreadsheet that is not imported.
    """

    file = models.CharField("plik rejestru", max_length=40)
    heading = models.CharField("nagłówek", max_length=200)
    column = models.CharField("kolumna rejestru", max_length=40, blank=True)

    class Meta:
        verbose_name = "nagłówek arkusza"
        verbose_name_plural = "nagłówki arkuszy"
        constraints = [
            models.UniqueConstraint(
                fields=["file", "heading"],
                name="sheetheading_once",
                violation_error_message="Ten nagłówek jest już zapamiętany.",
            )
        ]

    def __str__(self):
        return self.heading


class FamilyKind(models.TextChoices):
    """The groups of served families in the council report; every family is in exactly one."""

    DIFFICULTIES = "difficulties", "rodziny przeżywające trudności opiekuńczo-wychowawcze"
    IN_CARE = "in_care", "rodziny, których dzieci są w pieczy zastępczej"
    ZA_ZYCIEM = "za_zyciem", "rodziny wspierane na podstawie ustawy „Za życiem”"


class ReferenceDay(models.Model):
    """The reference day of a served family: the last day of the period on which it had a case.

    A working table, see `figures.common_ctes`.
    """

    family = models.OneToOneField(Family, primary_key=True, on_delete=models.DO_NOTHING, related_name="reference")
    day = models.DateField()
    only_za_zyciem = models.BooleanField()
    supported_since = models.DateField()
    supported_until = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "snapshot_reference_day"

    def __str__(self):
        return f"{self.family}: {self.day:%d.%m.%Y}"


class Placed(models.Model):
    """A member of a served family who is placed outside it on its reference day, by a placement of this record.

    A working table, see `figures.common_ctes`.
    """

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.DO_NOTHING, related_name="placed")
    in_foster_care = models.BooleanField()

    class Meta:
        managed = False
        db_table = "snapshot_placed"

    def __str__(self):
        return str(self.person)


class PlacedElsewhere(models.Model):
    """The same by a placement of any record of the person. A working table, see `figures.common_ctes`."""

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.DO_NOTHING, related_name="placed_elsewhere"
    )
    in_foster_care = models.BooleanField()

    class Meta:
        managed = False
        db_table = "snapshot_placed_elsewhere"

    def __str__(self):
        return str(self.person)


class Standing(models.Model):
    """Where a member of several families stands: 1 for the record that counts.

    `as_carer`: the same among the person's records with (or without) the mark of the main carer.
    A working table, see `figures.common_ctes`.
    """

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.DO_NOTHING, related_name="standing")
    place = models.PositiveSmallIntegerField()
    as_carer = models.PositiveSmallIntegerField()

    class Meta:
        managed = False
        db_table = "snapshot_standing"

    def __str__(self):
        return f"{self.person}: {self.place}"


class ServedFamily(models.Model):
    """A family that had a case on some day of the period. A working table, see `figures.common_ctes`."""

    family = models.OneToOneField(Family, primary_key=True, on_delete=models.DO_NOTHING, related_name="served")
    reference_day = models.DateField()
    only_za_zyciem = models.BooleanField()
    supported_since = models.DateField()
    supported_until = models.DateField(null=True)
    children_at_home = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=FamilyKind)

    class Meta:
        managed = False
        db_table = "snapshot_family"

    def __str__(self):
        return str(self.family)


class Member(models.Model):
    """A member of a served family on its reference day.

    Of several records of the same person, one `is_counted`, and one of those with the mark of the main carer
    `is_counted_as_carer`. A working table, see `figures.common_ctes`.
    """

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.DO_NOTHING, related_name="member")
    served = models.ForeignKey(ServedFamily, on_delete=models.DO_NOTHING, related_name="members")
    age = models.PositiveSmallIntegerField(null=True)
    is_child = models.BooleanField()
    is_placed = models.BooleanField()
    is_in_foster_care = models.BooleanField()
    is_disabled = models.BooleanField(null=True)
    is_counted = models.BooleanField()
    is_counted_as_carer = models.BooleanField()

    class Meta:
        managed = False
        db_table = "snapshot_member"

    def __str__(self):
        return str(self.person)


class Children(models.Model):
    """The numbers of children of a served family, if it has any. A working table, see `figures.common_ctes`."""

    family = models.OneToOneField(ReferenceDay, primary_key=True, on_delete=models.DO_NOTHING, related_name="children")
    at_home = models.PositiveSmallIntegerField()
    in_care = models.PositiveSmallIntegerField()

    class Meta:
        managed = False
        db_table = "snapshot_children"

    def __str__(self):
        return f"{self.family}: {self.at_home}"


class OutsideRecord(models.Model):
    """A placement of a person, for each of the person's records in a family to which it matters."""

    # Not unique: a placement is there once for each record.
    placement = models.OneToOneField(Placement, primary_key=True, on_delete=models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")

    class Meta:
        abstract = True
        managed = False

    def __str__(self):
        return f"{self.person}: {self.placement}"


class ChildOutside(OutsideRecord):
    """A child placed on the last day of the period. A working table, see `tables.placements`."""

    class Meta(OutsideRecord.Meta):
        abstract = False
        db_table = "snapshot_child_outside"


class AdultWard(OutsideRecord):
    """A person of age in foster care on the last day of the period. A working table, see `tables.placements`."""

    class Meta(OutsideRecord.Meta):
        abstract = False
        db_table = "snapshot_adult_ward"


class StayBegun(OutsideRecord):
    """A child whose stay outside of the family began in the period. A working table, see `tables.placements`."""

    class Meta(OutsideRecord.Meta):
        abstract = False
        db_table = "snapshot_stay_begun"


class ReturnedHome(OutsideRecord):
    """A child who returned home in the period. A working table, see `tables.placements`."""

    class Meta(OutsideRecord.Meta):
        abstract = False
        db_table = "snapshot_returned_home"


class CareStay(models.Model):
    """The first day of the foster-care stay that a placement belongs to, and whether it was set by hand.

    A working table, see `tables.placements`.
    """

    placement = models.OneToOneField(Placement, primary_key=True, on_delete=models.DO_NOTHING, related_name="care_stay")
    stay_started_on = models.DateField()
    is_stay_set = models.BooleanField()

    class Meta:
        managed = False
        db_table = "snapshot_care_stay"

    def __str__(self):
        return f"{self.placement}: {self.stay_started_on:%d.%m.%Y}"


class CareMonth(models.Model):
    """The charge for a month of foster care and the part that the municipality pays.

    `total_cost` in zł, `share` in percent, `municipal_groszes` in groszes; `age` in full years on the first day of the
    month. A working table, see `tables.care_costs`.
    """

    charge = models.OneToOneField(CareCharge, primary_key=True, on_delete=models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    month = models.DateField()
    total_cost = models.DecimalField(max_digits=12, decimal_places=2)
    form = models.CharField(max_length=30, choices=PlacementType)
    stay_started_on = models.DateField()
    is_stay_set = models.BooleanField()
    share = models.PositiveSmallIntegerField()
    municipal_groszes = models.BigIntegerField()
    is_last = models.BooleanField()
    age = models.PositiveSmallIntegerField(null=True)

    class Meta:
        managed = False
        db_table = "snapshot_care_month"

    def __str__(self):
        return f"{self.person}: {self.charge}"


class Attended(models.Model):
    """The attendance of a person at a workshop in the period. A working table, see `tables.workshops`."""

    attendance = models.OneToOneField(Attendance, primary_key=True, on_delete=models.DO_NOTHING, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=20, choices=WorkshopKind)
    attended_on = models.DateField()
    event = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    age = models.PositiveSmallIntegerField(null=True)
    is_first = models.BooleanField()
    is_first_of_kind = models.BooleanField()

    class Meta:
        managed = False
        db_table = "snapshot_attended"

    def __str__(self):
        return f"{self.person}: {self.workshop}"


class Occasion(models.Model):
    """The longest of the entries of one assistant about several families on one occasion.

    A working table, see `tables.work`.
    """

    visit = models.OneToOneField(Visit, primary_key=True, on_delete=models.DO_NOTHING, related_name="occasion")

    class Meta:
        managed = False
        db_table = "snapshot_occasion"

    def __str__(self):
        return str(self.visit)


class LargestCaseload(models.Model):
    """The assistant with the most families on one day of the period, and that day.

    A working table, see `tables.staff`.
    """

    assistant = models.OneToOneField(
        Assistant, primary_key=True, on_delete=models.DO_NOTHING, related_name="largest_caseload"
    )
    day = models.DateField()

    class Meta:
        managed = False
        db_table = "snapshot_largest_caseload"

    def __str__(self):
        return f"{self.assistant}: {self.day:%d.%m.%Y}"


class AssessmentDue(models.Model):
    """The day on which an assessment of a case was due, and the day on which it was held, if it was.

    `last_day` is the last day of the case. A working table, see `tables.assessments`.
    """

    case = models.ForeignKey(Case, on_delete=models.DO_NOTHING, related_name="+")
    due_on = models.DateField()
    held_on = models.DateField(null=True)
    last_day = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "snapshot_assessment"

    def __str__(self):
        return f"{self.case}: {self.due_on:%d.%m.%Y}"
