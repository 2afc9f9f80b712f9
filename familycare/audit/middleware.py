"""Tells the log who acts while a request is answered."""

from familycare.audit.acting import in_request
from familycare.audit.known import nothing_known


class ActorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        nothing_known()
        with in_request(request):
            return self.get_response(request)
