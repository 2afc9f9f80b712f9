"""Addresses that no page has."""

from django.http import Http404


def without_nul(get_response):
    """Middleware: an address with a NUL byte leads nowhere. PostgreSQL takes no such text, and libraries, too, ask it
    for what stands in their addresses."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if "\0" in request.path:
            raise Http404

    middleware.process_view = process_view
    return middleware
