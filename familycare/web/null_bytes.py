"""Refuse URLs with NUL bytes."""

from django.http import Http404


def reject_nul_bytes(get_response):
    """Middleware: raise Http404 for a URL with a NUL byte, which PostgreSQL refuses in the queries of views and
    libraries."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if "\0" in request.path:
            raise Http404

    middleware.process_view = process_view
    return middleware
