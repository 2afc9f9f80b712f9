"""Run each measurement in a process of its own, so that the memory of one says nothing about another."""

import json
import os
import subprocess
import sys


def measured(url, kind, *arguments):
    """Return the result (a dict) of the measurement `kind` (see `measurements`) on the database at `url`.

    End the benchmark if the measurement fails.
    """
    sys.stderr.write(f"{kind}: {url.partition(':')[0]}\n")
    run = subprocess.run(
        [sys.executable, "-m", "bench.measurements", kind, *arguments],
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bench.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    if run.returncode:
        sys.exit(f"{kind} failed")
    return json.loads(run.stdout.splitlines()[-1])
