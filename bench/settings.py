"""Settings for the benchmark: those of the application, with Django's own administration to compare with."""

from familycare.settings import *

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
