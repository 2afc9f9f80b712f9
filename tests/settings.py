"""Settings for the tests: those of development, only faster and stricter."""

import os
import sys

os.environ.setdefault("FAMILYCARE_DEBUG", "1")
# Playwright runs an event loop in the thread of the tests, and Django would take every query there for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from familycare.settings import *


class Undefined(str):
    """What Django puts for a variable that a template names and nobody gave: an error, in our own templates."""

    def __bool__(self):
        resolving = sys._getframe(1).f_locals
        context = resolving["context"]
        template = context.render_context.template or context.template
        if "site-packages" in template.origin.name:
            return False
        raise AssertionError(f"{template.origin.name}: nobody gives the variable {resolving['self'].var}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# In production a manifest names every static file; here they are served from where they lie.
WHITENOISE_AUTOREFRESH = True
# On a slow machine the session would be written again in the middle of a test that counts queries.
IDLE_SLACK = 24 * 3600
