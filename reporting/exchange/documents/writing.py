"""The files of documents, copied into the folder of a register."""

from cases.documents import files
from cases.models import Attachment
from reporting.exchange.documents import name_of
from reporting.exchange.source import FOLDER


class DocumentMissing(Exception):
    """A document has no file, or another than the accepted one; the message is for the user, in Polish."""


def copy_files(folder, progress):
    """Copy the files of all documents into the folder `documents` of `folder`. Raise DocumentMissing or OSError.

    The same content is copied once.
    """
    place = folder / FOLDER
    kept = Attachment.objects.filter(family__merged_into=None).order_by("pk")
    for done, document in enumerate(kept.select_related("family").iterator(chunk_size=500), 1):
        try:
            content = files.read(document)
        except (OSError, files.Changed):
            number = document.family.number
            raise DocumentMissing(
                f"Plik dokumentu {document.pk} rodziny {number} zaginął albo nie jest tym, który przyjęto. "
                "Odtwórz go z kopii zapasowej (sprawdza to polecenie check_attachments)."
            ) from None
        place.mkdir(exist_ok=True)
        (place / name_of(document.sha256, document.format)).write_bytes(content)
        progress(FOLDER, done)
