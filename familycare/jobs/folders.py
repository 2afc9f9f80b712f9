"""The files of jobs, in the folder `jobs` of `FAMILYCARE_VAR`: what was sent, the result, the progress, and locks.

Progress and cancelling are files, because an import on SQLite keeps everybody else from writing to the database while
it runs. Who runs what is told by locks on files: the system gives a lock back the moment its process ends, however it
ends, so nobody has to guess from the time of a last sign of life.
"""

import fcntl
import json
import shutil
from contextlib import ExitStack, contextmanager

from django.conf import settings

MOST_WORKERS = 8  # of one machine


def upload_of(key):
    """The path of what was sent with the job."""
    return _folder(key) / "upload"


def result_of(key):
    """The path of the file that the job makes."""
    return _folder(key) / "result"


def size_of_result(key):
    try:
        return result_of(key).stat().st_size
    except OSError:
        return 0


def keep_upload(key, upload):
    """Store the contents of a file that was sent."""
    with _open(_made(key) / "upload") as file:
        upload.seek(0)
        shutil.copyfileobj(upload, file, 1024**2)


def keep_private(key, data):
    """Store what the job needs and the database should not hold: names of files that were sent, words."""
    _write(_made(key) / "private.json", data)


def private_of(key):
    return _read(_folder(key) / "private.json")


def write_result(key, content):
    with _open(_made(key) / "result") as file:
        file.write(content)


def write_about(key, data):
    """Store what is to be checked before the result is sent."""
    _write(_made(key) / "about.json", data)


def about(key):
    return _read(_folder(key) / "about.json")


def write_progress(key, done, total, what):
    _write(_made(key) / "progress.json", {"done": done, "total": total, "what": what})


def progress_of(key):
    return _read(_folder(key) / "progress.json")


def cancel(key):
    """Tell the worker to stop."""
    (_made(key) / "cancelled").touch()


def is_cancelled(key):
    return (_folder(key) / "cancelled").exists()


def drop_sent(key):
    """Delete what only the run needed."""
    for name in ("upload", "private.json", "progress.json", "cancelled"):
        (_folder(key) / name).unlink(missing_ok=True)


def drop_result(key):
    result_of(key).unlink(missing_ok=True)


def drop(key):
    """Delete all files of the job."""
    shutil.rmtree(_folder(key), ignore_errors=True)


def is_older_than(key, moment):
    """Whether the folder has not changed since; False if it is gone meanwhile."""
    try:
        return _folder(key).stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


def all_keys():
    """The names of the folders, which are the keys of jobs."""
    return [folder.name for folder in _root().iterdir() if folder.is_dir()]


@contextmanager
def held(key):
    """Hold the job within the block. Yields whether nobody else holds it; if somebody does, keep away from it."""
    with (_made(key) / "lock").open("w") as file:
        yield _take(file, fcntl.LOCK_EX)


def is_held(key):
    """Whether a worker holds the job at this moment."""
    return _is_taken(_folder(key) / "lock")


@contextmanager
def worker_present():
    """Within the block, `is_worker_present` is true."""
    with ExitStack() as files:
        opened = (files.enter_context(path.open("w")) for path in _places())
        next((file for file in opened if _take(file, fcntl.LOCK_EX)), None)
        yield


def is_worker_present():
    """Whether a worker is there, busy or not."""
    return any(map(_is_taken, _places()))


def _places():
    return [_root() / f"worker-{place}.lock" for place in range(MOST_WORKERS)]


def _is_taken(path):
    try:
        with path.open() as file:
            return not _take(file, fcntl.LOCK_SH)  # shared: those who ask do not take one another for a worker
    except OSError:
        return False


def _take(file, lock):
    try:
        fcntl.flock(file, lock | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _root():
    root = settings.VAR / "jobs"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root


def _folder(key):
    return settings.VAR / "jobs" / str(key)


def _made(key):
    _root()
    folder = _folder(key)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _open(path):
    path.touch(mode=0o600)
    return path.open("wb")


def _write(path, data):
    new = path.with_suffix(".new")
    with _open(new) as file:
        file.write(json.dumps(data).encode())
    new.replace(path)  # at once: somebody may be reading


def _read(path):
    """Return what `_write` stored, {} if that is missing or, on a full disk, empty."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
