"""Run the checking and filling of templates (`filling/`) in a separate process."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from cases.documents.sandbox import ELSEWHERE, ENVIRONMENT
from reporting.papers.filling import TemplateRefused, words
from reporting.papers.filling.__main__ import REFUSED

PROJECT = Path(__file__).parents[2]
SECONDS = 20
MOST_PROBLEMS, LONGEST = 20, 400
UNKNOWN = "Nie udało się wypełnić szablonu. Spróbuj za kilka minut; jeśli to się powtórzy, powiadom administratora."
log = logging.getLogger(__name__)


def check(template, data):
    """Check a template (bytes) against example data. Raise TemplateRefused."""
    _run({"action": "check", "data": data}, template)


def fill(template, data, *, title, author):
    """Return the DOCX (bytes) that a template makes of plain data. Raise TemplateRefused."""
    return _run({"action": "fill", "data": data, "title": title, "author": author}, template)


def _run(asked, template):
    # -P, -s: no modules from the current folder or from a home
    command = [sys.executable, "-P", "-s", "-m", "reporting.papers.filling"]
    modules = os.pathsep.join(filter(None, (ENVIRONMENT.get("PYTHONPATH"), str(PROJECT))))
    sent = json.dumps(asked).encode() + b"\n" + template
    try:
        done = subprocess.run(
            command,
            input=sent,
            capture_output=True,
            timeout=SECONDS,
            cwd=ELSEWHERE,
            env=ENVIRONMENT | {"PYTHONPATH": modules},
        )
    except subprocess.TimeoutExpired:
        raise TemplateRefused(words.ENDLESS) from None
    except OSError as error:
        log.error("Templates cannot be filled: %s", type(error).__name__)
        raise TemplateRefused(UNKNOWN) from None
    if done.returncode == 0:
        return done.stdout
    if done.returncode == REFUSED:
        raise TemplateRefused(*_told(done.stdout))
    if done.returncode < 0:  # killed by a signal: over its limits
        raise TemplateRefused(words.ENDLESS)
    log.error("Templates cannot be filled: the process ended with %s", done.returncode)
    raise TemplateRefused(UNKNOWN)


def _told(output):
    """Return the sentences of the process, which are not trusted to be short."""
    try:
        return [str(each)[:LONGEST] for each in json.loads(output)][:MOST_PROBLEMS] or [UNKNOWN]
    except ValueError:
        return [UNKNOWN]
