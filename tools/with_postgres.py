"""Run a command beside a temporary PostgreSQL, with its address in DATABASE_URL:

    with_postgres.py [-c NAME=VALUE …] COMMAND [ARGUMENT …]

The server listens on a socket in a temporary folder only, prefers speed to safety and sorts like Polish; -c adds
settings of the server. Its database `familycare` is empty. It is stopped and deleted when the command ends, also when
it fails or is told to stop. A process that is killed outright leaves its server behind; the next start ends it.
PostgreSQL refuses to run as root, so root starts it as the user `postgres` of Debian's package.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

PREFIX = "familycare-"
FASTER = ["fsync=off", "full_page_writes=off"]


@contextmanager
def owned(folder):
    """Hold the lock of a folder for as long as this process lives, however it ends."""
    with Path(folder, "owner").open("w") as owner:
        fcntl.flock(owner, fcntl.LOCK_EX)
        yield


def end_abandoned():
    """Stop and delete the servers of processes that were killed: ours by name and user, with data, and unlocked."""
    for owner in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/owner"):
        folder = owner.parent
        try:
            if owner.is_symlink() or owner.stat().st_uid != os.geteuid() or not Path(folder, "data").exists():
                continue
            with owner.open() as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if Path(folder, "data", "postmaster.pid").exists():
                    call("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
                shutil.rmtree(folder)
        except (OSError, subprocess.CalledProcessError):
            continue  # another's, still in use, or going just now


def call(program, *arguments):
    """Run a program of PostgreSQL; it refuses to run as root."""
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*as_postgres, newest_postgres() / program, *arguments]
    subprocess.run(command, check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def newest_postgres():
    """Return the folder of the newest PostgreSQL's programs that Debian installed."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max(folders, key=lambda folder: int(folder.parent.name))


@contextmanager
def running_postgres(folder, settings=()):
    """Start a server that keeps everything in `folder`; yield the URL of its database and stop it afterwards.

    `settings` are further settings of the server, each as "NAME=VALUE".
    """
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = f"{folder}/data"
    locale = ["--encoding=UTF8", "--locale-provider=icu", "--icu-locale=pl", "--locale=C.UTF-8"]
    call("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", *locale)
    settings = ["listen_addresses=''", f"unix_socket_directories='{folder}'", *FASTER, *settings]
    options = " ".join(f"-c {setting}" for setting in settings)
    call("pg_ctl", "-D", data, "--wait", "--log", f"{folder}/log", "-o", options, "start")
    try:
        call("createdb", "-h", folder, "-U", "postgres", "familycare")
        yield f"postgres://postgres@/{folder}/familycare"
    finally:
        call("pg_ctl", "-D", data, "-m", "immediate", "stop")


def run(command, settings=()):
    """Run `command` beside a fresh server and return its exit code."""
    end_abandoned()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder, owned(folder), running_postgres(folder, settings) as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    command, settings = sys.argv[1:], []
    while command[0] == "-c":
        settings.append(command[1])
        command = command[2:]
    sys.exit(run(command, settings))
