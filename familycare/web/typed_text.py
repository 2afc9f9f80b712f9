"""What is typed into forms and search fields, in one form."""

from django.http import QueryDict

from familycare.lib.texts import uniform_text


def uniform_texts(get_response):
    """Middleware: bring all texts of a form and of a query to `uniform_text`, before views read them.

    Some keyboards send decomposed letters, and texts copied from elsewhere contain no-break spaces. Names would then
    look alike without being equal. Passwords stay as they are.
    """

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        request.GET = _uniform(request.GET)
        if request.method == "POST":
            request.POST = _uniform(request.POST)

    middleware.process_view = process_view
    return middleware


def _uniform(data):
    """Return the QueryDict with uniform texts."""
    made = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        made.setlist(name, values if "password" in name else [uniform_text(value) for value in values])
    made._mutable = False
    return made
