"""Registers to upload."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile


def zipped(name="rejestr.zip", **files):
    """A zip with CSV files, given by their names without `.csv`."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for file, text in files.items():
            archive.writestr(zipfile.ZipInfo(f"{file}.csv"), text)  # without the time: the same files, the same bytes
    return SimpleUploadedFile(name, content.getvalue())
