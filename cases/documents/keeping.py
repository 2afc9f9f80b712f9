"""Documents that nobody corrects or deletes, such as a letter as it was sent. A floor above says which they are."""

from django.core.exceptions import PermissionDenied

_registered = []


def register(reason):
    """Declare a function that returns why an Attachment may not be changed, as a Polish sentence, or ""."""
    _registered.append(reason)


def refuse_kept(attachment):
    """Raise PermissionDenied if the document must stay as it is."""
    for reason in _registered:
        if sentence := reason(attachment):
            raise PermissionDenied(sentence)
