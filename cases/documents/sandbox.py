"""Run the inspection of a document (`inspection/`) in a separate process."""

import logging
import os
import subprocess
import sys
from pathlib import Path

from cases.documents.inspection import Reason, Refused
from cases.documents.inspection.__main__ import REFUSED

PROJECT = Path(__file__).parents[2]
SECONDS = 40
ELSEWHERE = "/"  # the folder in which processes that see documents work
# What programs need to start, without the secrets of the application.
ENVIRONMENT = {
    name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH") if name in os.environ
}
log = logging.getLogger(__name__)


def inspect(format, content):
    """Return the content to store (bytes) of a document of a FileFormat. Raise Refused."""
    # -P, -s: no modules from the current folder or from a home
    command = [sys.executable, "-P", "-s", "-m", "cases.documents.inspection", format]
    modules = os.pathsep.join(filter(None, (ENVIRONMENT.get("PYTHONPATH"), str(PROJECT))))
    environment = ENVIRONMENT | {"PYTHONPATH": modules}
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=SECONDS, cwd=ELSEWHERE, env=environment
        )
    except subprocess.TimeoutExpired:
        raise Refused(Reason.HEAVY) from None
    except OSError as error:
        log.error("Documents cannot be inspected: %s", type(error).__name__)
        raise Refused(Reason.UNKNOWN) from None
    if done.returncode == 0:
        return done.stdout or content
    if done.returncode == REFUSED:
        raise Refused(done.stdout.decode(errors="replace"))
    if done.returncode < 0:  # killed by a signal: over its limits
        raise Refused(Reason.HEAVY)
    log.error("Documents cannot be inspected: the process ended with %s", done.returncode)
    raise Refused(Reason.UNKNOWN)
