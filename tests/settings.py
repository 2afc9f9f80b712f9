"""Settings for the tests: those of development, faster and stricter."""

import os
import sys

os.environ.setdefault("FAMILYCARE_DEBUG", "1")
# Playwright runs an event loop in the thread of the tests, where Django refuses queries otherwise.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from familycare.settings import *


class Undefined(str):
    """Makes an undefined variable an error in our templates."""

    def __bool__(self):
        resolving = sys._getframe(1).f_locals
        context = resolving["context"]
        template = context.render_context.template or context.template
        if "site-packages" in template.origin.name:
            return False
        raise AssertionError(f"{template.origin.name}: undefined variable {resolving['self'].var}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files are served from their folders, without the manifest of production.
WHITENOISE_AUTOREFRESH = True
# Otherwise a slow machine could write the session in a test that counts queries.
IDLE_SLACK = 24 * 3600
