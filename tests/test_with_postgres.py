"""The throw-away PostgreSQL is removed even if the process that started it is killed."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

COMMAND = [sys.executable, str(settings.BASE_DIR / "tools" / "with_postgres.py")]


@pytest.fixture
def folder():
    """The folder of the servers: a short path, for their sockets, that their user may enter."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def start(folder, *command):
    """Start the command with a server of its own."""
    return subprocess.Popen(
        [*COMMAND, *command],
        env=os.environ | {"TMPDIR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def test_a_killed_one_is_removed_by_the_next_start(folder):
    waiting = ["sh", "-c", "echo started; read line"]
    with start(folder, *waiting) as killed, start(folder, *waiting) as used:
        for each in (killed, used):
            assert each.stdout.readline() == b"started\n"
        killed.kill()
        killed.wait()
        assert len(list(folder.iterdir())) == 2
        with start(folder, "true") as following:
            assert following.wait() == 0
        (still,) = folder.iterdir()
        assert Path(still, "data", "postmaster.pid").exists()
        used.stdin.close()
        used.wait()
        assert not list(folder.iterdir())
