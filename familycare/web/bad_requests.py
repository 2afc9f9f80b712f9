"""The page for what cannot be read: a damaged address, half a form, or one that is too large."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request, exception):
    """Render 400, and of a form that is too large say so: nothing of it has been read. The request is not touched."""
    is_too_large = isinstance(exception, TooManyFieldsSent | RequestDataTooBig)
    return HttpResponseBadRequest(render_to_string("400.html", {"is_too_large": is_too_large}))
