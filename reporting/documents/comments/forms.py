"""The form of a comment and of an answer."""

from django import forms

from reporting.documents.comments.models import LONGEST_COMMENT
from reporting.documents.comments.services import NO_TEXT
from reporting.documents.editor.forms.simple import WrittenField


class CommentForm(forms.Form):
    """A comment at a block."""

    text = WrittenField(label="Komentarz", rows=4, max_length=LONGEST_COMMENT, error_messages={"required": NO_TEXT})


class ReplyForm(forms.Form):
    """An answer to a comment; `comment` makes the id of its field its own."""

    text = WrittenField(
        label="Odpowiedź", rows=3, max_length=LONGEST_COMMENT, error_messages={"required": "Napisz odpowiedź."}
    )

    def __init__(self, data=None, *, comment):
        super().__init__(data, auto_id=f"odpowiedz-{comment.pk}-%s")
