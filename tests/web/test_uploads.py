"""Files that are sent: from whom, to which page and how much of them is read and stored."""

import io

import pytest
from django.conf import settings
from django.core.files import uploadhandler
from django.test import Client
from django.urls import reverse

from familycare.accounts.unsent_forms.models import UnsentForm
from tests.clients import signed_in
from tests.factories import FamilyFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, field_of
from tests.html_pages import words

MB = 1024 * 1024
IMPORT = reverse("import")
DOCUMENT = reverse("add_document", args=["R12"])


class Upload(io.RawIOBase):
    """The body of a form with the fields `before` the file, a file of that size, and the fields `after` it.

    `taken` is the number of bytes that were read.
    """

    BOUNDARY = b"----granica"

    def __init__(self, name, size, before=(), after=()):
        def part(field, more=b""):
            return b'--%s\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n' % (
                self.BOUNDARY,
                field.encode(),
                more,
            )

        def fields(pairs):
            return b"".join(part(field) + value.encode() + b"\r\n" for field, value in dict(pairs).items())

        self.head = fields(before) + part(name, b'; filename="plik.zip"')
        self.tail = b"\r\n" + fields(after) + b"--%s--\r\n" % self.BOUNDARY
        self.size, self.taken = size, 0

    def __len__(self):
        return len(self.head) + self.size + len(self.tail)

    def readable(self):
        return True

    def readinto(self, buffer):
        chunk = self._bytes(self.taken, min(len(buffer), 65536))
        buffer[: len(chunk)] = chunk
        self.taken += len(chunk)
        return len(chunk)

    def _bytes(self, start, count):
        if start < len(self.head):
            return self.head[start : start + count]
        file_end = len(self.head) + self.size
        return bytes(min(count, file_end - start)) if start < file_end else self.tail[start - file_end :][:count]

    def send(self, client, address):
        type_of_form = f"multipart/form-data; boundary={self.BOUNDARY.decode()}"
        body = {"wsgi.input": self, "CONTENT_LENGTH": str(len(self)), "CONTENT_TYPE": type_of_form}
        return client.generic("POST", address, **body)


@pytest.fixture(autouse=True)
def stored(monkeypatch):
    """The sizes of the files that the server has stored on its disk."""
    Handler = uploadhandler.TemporaryFileUploadHandler
    sizes, complete = [], Handler.file_complete

    def file_complete(self, file_size):
        sizes.append(self.file.tell())
        return complete(self, file_size)

    monkeypatch.setattr(Handler, "file_complete", file_complete)
    return sizes


@pytest.mark.django_db
class TestStrangers:
    @pytest.mark.parametrize("address", [IMPORT, DOCUMENT, reverse("account_login"), reverse("families"), "/nie-ma/"])
    def test_are_not_heard_to_the_end(self, address, stored):
        upload = Upload("register", 40 * MB)
        answer = upload.send(Client(enforce_csrf_checks=True), address)
        assert answer.status_code in (302, 403, 404)
        assert upload.taken < MB and not stored

    @pytest.mark.parametrize(("role", "address"), [("auditor", IMPORT), ("auditor", DOCUMENT), ("director", DOCUMENT)])
    def test_nor_is_a_user_without_the_right(self, role, address, stored):
        FamilyFactory(number="R12")
        upload = Upload("file", 40 * MB)
        assert upload.send(signed_in(UserFactory(role=role)), address).status_code == 403
        assert upload.taken < MB and not stored

    def test_nor_a_file_for_a_page_that_takes_none(self, staff, stored):
        FamilyFactory(number="R12")
        upload = Upload("file", 40 * MB)
        upload.send(staff, reverse("add_person", args=["R12"]))
        assert upload.taken < MB and not stored


@pytest.mark.django_db
def test_after_the_session_ended_the_typed_text_waits_without_the_file(stored):
    FamilyFactory(number="R12")
    user = StaffFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    token = field_of(client.get(DOCUMENT), "csrfmiddlewaretoken")
    del client.cookies[settings.SESSION_COOKIE_NAME]
    upload = Upload("file", 5 * MB, {"csrfmiddlewaretoken": token, "title": "Zgoda"}, {"dated_on": "14.03.2024"})
    assert upload.send(client, DOCUMENT).status_code == 302
    assert UnsentForm.objects.get(user=user).pairs == [("title", "Zgoda"), ("dated_on", "14.03.2024")]
    assert not stored


class TestLimits:
    def test_a_register_has_its_own(self, staff, settings, stored):
        settings.REGISTER_UPLOAD_BYTES, settings.ATTACHMENT_BYTES = 4 * MB, MB
        page = Upload("register", 20 * MB).send(staff, IMPORT)
        message = errors_of(page)["register"]
        assert "większy niż 4 MB" in message and "administrator na serwerze" in message
        assert max(stored) < 5 * MB

    def test_a_document_has_another(self, staff, settings, stored):
        settings.REGISTER_UPLOAD_BYTES, settings.ATTACHMENT_BYTES = 40 * MB, 3 * MB
        FamilyFactory(number="R12")
        page = Upload("file", 20 * MB).send(staff, DOCUMENT)
        assert "większy niż 3 MB" in errors_of(page)["file"]
        assert max(stored) < 4 * MB

    def test_many_files_are_refused(self, staff):
        files = {f"file{number}": io.BytesIO(b"x") for number in range(3)}
        answer = staff.post(IMPORT, files)
        assert answer.status_code == 400
        assert "Niczego nie zmieniono" in words(answer)
