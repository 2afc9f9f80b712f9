"""Files that browsers send."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class Bounded(FileUploadHandler):
    """Keeps of a file no more than a little over what a document may have, however long it goes on: the form then sees
    that it is too big, and the disk does not fill. Registers are larger, and sent by few."""

    def receive_data_chunk(self, raw_data, start):
        match = self.request.resolver_match
        is_register = match is not None and match.url_name == "import"
        return raw_data if is_register or start <= settings.ATTACHMENT_BYTES else None

    def file_complete(self, file_size):
        return None  # the handlers after it keep the file
