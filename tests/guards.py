"""How tests differ from operation: they may write past the log, and connect to no other machine."""

import ipaddress
import sys

from django.conf import settings

from cases.models import search
from familycare.audit import registry

PROJECT = f"{settings.BASE_DIR}/"
TESTS = f"{PROJECT}tests/"
# Modules through which the writes of others pass: this one, the guard, and `SearchableQuerySet.update`.
PASSED = {__file__, registry.__file__, search.__file__}


def a_test_writes():
    """Return whether the innermost code of the repository on the stack is a test's."""
    frame = sys._getframe()
    while frame := frame.f_back:
        path = frame.f_code.co_filename
        if path.startswith(PROJECT) and "/site-packages/" not in path and path not in PASSED:
            return path.startswith(TESTS)
    return False


def known_or_written_by_a_test(is_known):
    """Return the function `is_known(table)` of the registry, changed to be true for writes of a test.

    It is in this module because `a_test_writes` ignores the frames of this module.
    """

    def known(table):
        return is_known(table) or a_test_writes()

    return known


def is_loopback(host):
    """Return whether `host`, a name or an address, is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
