"""Tells the log who acts while a request is answered."""

from django.db import OperationalError
from django.shortcuts import render

from familycare.audit.acting import in_request
from familycare.audit.known import nothing_known


class ActorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        nothing_known()
        with in_request(request):
            return self.get_response(request)

    def process_exception(self, request, exception):
        """SQLite lets in one writer at a time: while a register is read in, nothing that must be recorded is shown."""
        if isinstance(exception, OperationalError) and "database is locked" in str(exception):
            return render(request, "503.html", status=503)
        return None
