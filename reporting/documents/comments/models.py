"""Comments at the blocks of a document. A definition knows nothing of them: it is exported without any."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from familycare.audit.registry import AuditedModel
from reporting.documents.definitions.models import DocumentDefinition

LONGEST_COMMENT = 4000
LONGEST_BLOCK_NAME = 200


class CommentQuerySet(models.QuerySet):
    """Query set of comments."""

    def unsettled(self):
        """Return those that nobody has settled."""
        return self.filter(settled_at=None)


class BlockComment(AuditedModel):
    """What somebody says of a block.

    `chapter` and `block`: where the block stands now, counted from 1; 0 once it was deleted. `anchor`: the fingerprint
    of the block, by which it is found if it comes back; `block_name`: what it was called last. `comments/following.py`
    keeps all four while the document is changed.
    """

    document = models.ForeignKey(
        DocumentDefinition, verbose_name="dokument", on_delete=models.CASCADE, related_name="comments"
    )
    chapter = models.PositiveSmallIntegerField("rozdział", default=0)
    block = models.PositiveSmallIntegerField("blok", default=0)
    anchor = models.CharField("odcisk bloku", max_length=16)
    block_name = models.CharField("nazwa bloku", max_length=LONGEST_BLOCK_NAME)
    text = models.TextField("komentarz", max_length=LONGEST_COMMENT)
    written_at = models.DateTimeField("napisano", auto_now_add=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto napisał", on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField("załatwiono", null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto załatwił", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "komentarz do bloku"
        verbose_name_plural = "komentarze do bloków"
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="blockcomment_settled",
                violation_error_message="Załatwiony komentarz ma dzień i osobę, inny nie ma żadnego z nich.",
            ),
            models.CheckConstraint(
                condition=Q(chapter=0, block=0) | Q(chapter__gt=0, block__gt=0),
                name="blockcomment_place",
                violation_error_message="Komentarz stoi przy bloku rozdziału albo przy usuniętym bloku.",
            ),
        ]

    def __str__(self):
        return f"{self.document}, {self.block_name}"

    @property
    def place(self):
        return self.chapter, self.block

    @property
    def is_at_a_block(self):
        return self.chapter > 0

    @property
    def is_settled(self):
        return self.settled_at is not None


class CommentReply(AuditedModel):
    """An answer to a comment."""

    comment = models.ForeignKey(
        BlockComment, verbose_name="komentarz", on_delete=models.CASCADE, related_name="replies"
    )
    text = models.TextField("odpowiedź", max_length=LONGEST_COMMENT)
    written_at = models.DateTimeField("napisano", auto_now_add=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto napisał", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "odpowiedź na komentarz"
        verbose_name_plural = "odpowiedzi na komentarze"
        ordering = ["written_at", "pk"]

    def __str__(self):
        return str(self.comment)
