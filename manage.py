#!/usr/bin/env python
"""Django's command line for familycare."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familycare.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from familycare.audit.acting import on_server

    try:
        # Django's own commands, too, act under their names in the log.
        with on_server(" ".join(sys.argv[1:2])):
            execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
