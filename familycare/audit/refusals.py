"""Refused attempts to open what belongs to a family's file: 403, or 404, which does not say whether it exists.

One lookup for all addresses. The apps declare with `protect` which argument of their addresses stands for which record;
the record leads to its family as the registry says.
"""

from django.core.exceptions import FieldDoesNotExist
from django.db import OperationalError
from django.http import QueryDict
from django.urls import Resolver404, resolve

from familycare.audit.acting import answer_if_locked
from familycare.audit.choices import ReadingKind, Scope
from familycare.audit.registry import watched
from familycare.audit.services import record_reading
from familycare.lib.forms import parse_pk

PROTECTED = []  # (beginning of a route, name of the argument, model)
PARAMETERS = {}  # {name in the query or in a form: model}
REFUSALS = (403, 404)
MOST_AT_ONCE = 50
UNKNOWN = "numer, którego nie ma"
_ways = {}


def protect(model, *, route, argument):
    """Record refusals of addresses whose route begins so. Of several that fit, the longest one that finds a record
    decides."""
    PROTECTED.append((route, argument, model))
    PROTECTED.sort(key=lambda each: -len(each[0]))


def protect_parameter(model, name):
    """Record refusals of requests in which a parameter with this name stands for a record."""
    PARAMETERS[name] = model


def read_by(function):
    """Declare `function(user, family)`: return the family as the user may read it, or None."""
    _ways["read_by"] = function
    return function


class RefusalsMiddleware:
    """Records refused attempts, after the view and outside of its transaction, which the refusal rolled back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code in REFUSALS and request.resolver_match and request.user.is_authenticated:
            try:
                for sought in _sought(request.resolver_match, request.GET, request.POST):
                    _record(request, *sought)
            except OperationalError as error:
                if answer := answer_if_locked(request, error):
                    return answer
                raise
        return response


def families_at(address):
    """Return the primary keys of the families that an address of this site is about."""
    path, _mark, query = address.partition("?")
    try:
        sought = _sought(resolve(path), QueryDict(query))
    except Resolver404:
        return set()
    families = {watched(model).family_of(record) for _text, model, record in sought if record}
    return {family.pk for family in families if family}


def _sought(match, *parameters):
    """Return [(text, model, record or None)] of what an address with these parameters (QueryDicts) asks for."""
    asked = []
    for route, argument, model in PROTECTED:
        if match.route.startswith(route) and argument in match.kwargs:
            text = str(match.kwargs[argument])
            asked = [(text, model, find(model, text))]
            if asked[0][2]:
                break
    for name, model in PARAMETERS.items():
        texts = [text for each in parameters for text in each.getlist(name)]
        asked += [(text, model, find(model, text)) for text in dict.fromkeys(filter(None, texts))]
    return asked[:MOST_AT_ONCE]


def find(model, text):
    """Return the record of the model with this number or, if there is none, with this primary key; or None."""
    text = text.replace("\0", "")  # PostgreSQL does not accept it
    records = model._base_manager.all()
    try:
        model._meta.get_field("number")
    except FieldDoesNotExist:
        found = None
    else:
        found = records.filter(number__iexact=text).first()
    key = parse_pk(text)
    return found or (records.filter(pk=key).first() if key is not None else None)


def _record(request, text, model, record):
    family = watched(model).family_of(record) if record else None
    if family is None:
        record_reading(request, ReadingKind.REFUSED, what=UNKNOWN, scope=Scope.OUTSIDE, searched=text)
        return
    what = "" if record == family else model._meta.verbose_name
    readable = _ways["read_by"](request.user, family)
    scope = "" if readable else Scope.OUTSIDE
    record_reading(request, ReadingKind.REFUSED, family=readable or family, what=what, scope=scope)
