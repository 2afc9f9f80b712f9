"""Which pages take files, how large ones, and from whom. All other files are refused before they are stored."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from familycare.accounts.rights import may
from familycare.accounts.unsent_forms.owner import knows_a_user


def takes_file(setting):
    """Decorator: the form of the view has a file of at most as many bytes as the setting with this name says."""

    def decorate(view):
        view.takes_file = setting
        return view

    return decorate


class FormFileUploadHandler(FileUploadHandler):
    """Let a file through if the page takes one and the user may use the page, up to the limit of the page.

    Reading a form begins before the view decides who may send it. For a stranger, and on a page without files, it
    ends where the file begins: nothing of the file is read. A user whose session has ended gets back the fields after
    the file, too, so the file is read and dropped. What is beyond the limit is dropped as well; the form then finds the
    file too large.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        view = self.request.resolver_match and self.request.resolver_match.func
        setting = getattr(view, "takes_file", None)
        if setting and not self.request.user.is_authenticated and knows_a_user(self.request):
            raise SkipFile
        if not setting or not may(self.request.user, view.access):
            raise StopUpload(connection_reset=True)
        self.limit = getattr(settings, setting)

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start <= self.limit else None

    def file_complete(self, file_size):
        return None  # the next handler stores the file
