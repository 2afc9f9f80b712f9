"""The virus scanner: a command that the centre sets in FAMILYCARE_SCANNER."""

import logging
import shlex
import subprocess

from django.conf import settings
from django.core.exceptions import ValidationError

from cases.documents.sandbox import ELSEWHERE, ENVIRONMENT

CLEAN, INFECTED = 0, 1
log = logging.getLogger(__name__)


def scan(content):
    """Pass the content (bytes) to the scanner on its standard input. Without a scanner, do nothing.

    Raise ValidationError if it finds something or does not answer within `settings.SCANNER_SECONDS`: an unscanned
    file is not accepted.
    """
    if not settings.SCANNER:
        return
    answer = _answer_to(content)
    if answer == INFECTED:
        log.warning("The scanner found something in a document, which was rejected.")
        raise ValidationError(
            "Program antywirusowy znalazł w tym pliku zagrożenie, więc go nie przyjęto. Powiedz o tym informatykowi."
        )
    if answer != CLEAN:
        raise ValidationError(
            "Nie udało się sprawdzić pliku programem antywirusowym, więc go nie przyjęto. Spróbuj za kilka minut."
        )


def _answer_to(content):
    """Return the exit code of the scanner, or None if it did not finish."""
    try:
        done = subprocess.run(
            shlex.split(settings.SCANNER),
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=settings.SCANNER_SECONDS,
            cwd=ELSEWHERE,
            env=ENVIRONMENT,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        log.error("The scanner does not work: %s", type(error).__name__)
        return None
    if done.returncode not in (CLEAN, INFECTED):
        log.error("The scanner does not work: it ended with %s", done.returncode)
    return done.returncode
