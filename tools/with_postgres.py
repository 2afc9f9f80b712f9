"""Runs a command with DATABASE_URL naming a throw-away PostgreSQL: `with_postgres.py COMMAND [ARGUMENT …]`.

The server listens on a socket in a temporary folder only, trades safety for speed, sorts as Polish does, and is
stopped and deleted when the command ends, also when it fails or is told to stop. Its database `familycare` is empty.
PostgreSQL refuses to run as root, so root starts it as the user `postgres` whom Debian's package brings.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path


def newest_postgres():
    """Return the folder of the newest PostgreSQL's programs that Debian installed."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max(folders, key=lambda folder: int(folder.parent.name))


@contextmanager
def running_postgres(folder):
    """Start a server that keeps everything in `folder`; yield the URL of its database and stop it afterwards."""
    programs = newest_postgres()
    as_postgres = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_postgres = ["runuser", "-u", "postgres", "--"]

    def call(program, *arguments):
        command = [*as_postgres, programs / program, *arguments]
        subprocess.run(command, check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    data = f"{folder}/data"
    locale = ["--encoding=UTF8", "--locale-provider=icu", "--icu-locale=pl", "--locale=C.UTF-8"]
    call("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", *locale)
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c full_page_writes=off"
    call("pg_ctl", "-D", data, "--wait", "--log", f"{folder}/log", "-o", options, "start")
    try:
        call("createdb", "-h", folder, "-U", "postgres", "familycare")
        yield f"postgres://postgres@/{folder}/familycare"
    finally:
        call("pg_ctl", "-D", data, "-m", "immediate", "stop")


def run(command):
    """Run `command` beside a fresh server and return its exit code."""
    with tempfile.TemporaryDirectory(prefix="familycare-") as folder, running_postgres(folder) as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    sys.exit(run(sys.argv[1:]))
