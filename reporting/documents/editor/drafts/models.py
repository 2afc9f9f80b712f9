"""What somebody typed into a form of the editor and has not saved."""

from django.db import models

from familycare.accounts.unsent_forms.models import UnsentForm
from reporting.documents.definitions.models import DocumentDefinition

FORM = "document"  # of an UnsentForm: it is a draft of the editor
MOST_WORDS = 80  # characters of a draft in the outline


class EditedPart(models.TextChoices):
    """What of a document a form of the editor changes."""

    HEAD = "head", "nagłówek dokumentu"
    CHAPTER = "chapter", "tytuł rozdziału"
    NEW_CHAPTER = "new_chapter", "nowy rozdział"
    BLOCK = "block", "blok"
    NEW_BLOCK = "new_block", "nowy blok"


OF_A_PLACE = (EditedPart.CHAPTER, EditedPart.BLOCK, EditedPart.NEW_BLOCK)  # that stands somewhere, and is followed


class EditorDraft(UnsentForm):
    """An unsent form of the editor. Only its author sees it.

    `chapter` and `block`: where the part stands now, 0 for none or one that was deleted: they follow the block as
    comments do, or the chapter. `seen`: the fingerprint of the part as the form was opened, "" for a new one: where the
    part has another by now, somebody has changed it.
    """

    document = models.ForeignKey(
        DocumentDefinition, verbose_name="dokument", on_delete=models.CASCADE, related_name="drafts"
    )
    part = models.CharField("część", max_length=11, choices=EditedPart)
    chapter = models.PositiveSmallIntegerField("rozdział", default=0)
    block = models.PositiveSmallIntegerField("blok", default=0)
    seen = models.CharField("odcisk części", max_length=64, blank=True)

    class Meta:
        verbose_name = "szkic edytora"
        verbose_name_plural = "szkice edytora"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(part__in=EditedPart.values),
                name="editordraft_part_code",
                violation_error_message="Nieznana część dokumentu.",
            ),
        ]

    def __str__(self):
        return self.get_part_display()

    @property
    def first_words(self):
        """The beginning of what was typed, for its author."""
        typed = self.data
        texts = (text for name in ("text", "lines", "title") for text in typed.get(name, ()))
        return " ".join(next((text for text in texts if text.strip()), "").split())[:MOST_WORDS]

    @property
    def block_type(self):
        """The type of the block, "" for other parts."""
        return "".join(self.data.get("rodzaj", [])[:1])
