"""Adding and deleting documents.

The file is written before its row and deleted after it. An interruption leaves at most a file without a row, which
`check_attachments` finds.
"""

import re
from pathlib import PurePath

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from cases.access import may_delete
from cases.documents import files
from cases.documents.keeping import refuse_kept
from cases.locking import lock_family
from cases.models import Attachment
from familycare.lib.polish import date_in_digits

LONGEST_NAME = Attachment._meta.get_field("file_name").max_length


def add_attachment(*, family, user, document, name, **fields):
    """Add `document` (a CheckedDocument) to the family's file and return the Attachment.

    `name` is the name given by the sender; `fields` are kind, person, title, dated_on, valid_until. A form sent
    twice returns the same Attachment. Raise ValidationError for "file" if the family's file already contains the
    same content.
    """
    sha256 = files.checksum(document.content)
    stored_as = files.write(document.content)
    try:
        with transaction.atomic():
            lock_family(family)
            if there := family.attachments.filter(sha256=sha256).first():
                files.remove(stored_as)
                return _the_same(there, user, fields)
            return Attachment.objects.create(
                family=family,
                file_name=clean_name(name),
                format=document.format,
                size=len(document.content),
                sha256=sha256,
                stored_as=stored_as,
                uploaded_by=user,
                uploaded_on=timezone.localdate(),
                **fields,
            )
    except BaseException:
        files.remove(stored_as)
        raise


def delete_attachment(*, attachment, user):
    """Delete the document and its file. Raise PermissionDenied unless `may_delete`, or if it is kept."""
    refuse_kept(attachment)
    if not may_delete(user, attachment):
        raise PermissionDenied(
            "Dokument usuwa kierownik zespołu, a w dniu dodania także osoba, która go dodała. Dane możesz poprawić."
        )
    attachment.delete()


@receiver(post_delete, sender=Attachment)
def remove_file(sender, instance, **kwargs):
    """Delete the file when the deletion of its row is committed."""
    name = instance.stored_as
    transaction.on_commit(lambda: files.remove(name), robust=True)


def clean_name(name):
    """Return the sender's name of a file without folders and special characters, short enough for the database."""
    name = " ".join(re.sub(r"[^\w .()+-]", "_", PurePath(name.replace("\\", "/")).name).split())
    suffix = PurePath(name).suffix[:10]
    return name[: LONGEST_NAME - len(suffix)].removesuffix(suffix) + suffix


def _the_same(there, user, fields):
    """Return the existing document if the same form was sent twice, else raise ValidationError."""
    if there.uploaded_by == user and all(getattr(there, name) == value for name, value in fields.items()):
        return there
    raise ValidationError({"file": f"Ten plik już jest w aktach: „{there.title}” z {date_in_digits(there.dated_on)}."})
