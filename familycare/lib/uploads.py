"""Limit the size of uploaded files."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class SizeLimitUploadHandler(FileUploadHandler):
    """Drop the data of a file beyond the limit for documents, so that a long upload cannot fill the disk.

    The form then finds the file too large. Registers are exempt: they are larger, and few users may upload them.
    """

    def receive_data_chunk(self, raw_data, start):
        match = self.request.resolver_match
        is_register = match is not None and match.url_name == "import"
        return raw_data if is_register or start <= settings.ATTACHMENT_BYTES else None

    def file_complete(self, file_size):
        return None  # the next handler stores the file
