"""gunicorn as it runs in operation: what it logs, what it refuses, and that it answers several at once."""

import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.urls import reverse

from tests.source_code import BASE

KEY = "Klucz0123456789SEKRET"
SETTINGS = """
from familycare.settings import *
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
"""
# The application, an error outside of it, and four requests that wait for each other.
SERVED = """
import threading
from familycare.wsgi import application as familycare

met = threading.Barrier(4)

def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path.startswith("/blad/"):
        raise ValueError(path)
    if path == "/czekaj/":
        met.wait(30)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"jest"]
    return familycare(environ, start_response)
"""


class Server:
    """A gunicorn with one worker and the settings of production; `log` is what it wrote until it ended."""

    def __init__(self, folder, *options):
        (folder / "served.py").write_text(SERVED)
        (folder / "served_settings.py").write_text(SETTINGS)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("FAMILYCARE_", "DJANGO_"))}
        self.place = str(folder / "socket")
        bind = ["--bind", f"unix:{self.place}", "--workers", "1"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *bind, *options, "served:application"],
            cwd=BASE,  # where gunicorn.conf.py is
            env=kept
            | {
                "PYTHONPATH": f"{folder}:{BASE}",
                "DJANGO_SETTINGS_MODULE": "served_settings",
                "DATABASE_URL": f"sqlite:///{folder / 'empty.sqlite3'}",
                "FAMILYCARE_VAR": str(folder),
                "FAMILYCARE_SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz" * 2,
                "FAMILYCARE_ALLOWED_HOSTS": "osrodek.example",
                "FAMILYCARE_BEHIND_PROXY": "1",
                "FAMILYCARE_URL": "https://osrodek.example",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.log = ""
        while "Booting worker" not in self.log and (line := self.process.stdout.readline()):
            self.log += line

    def ask(self, request):
        """Send the text of a request and return the status of the answer as a number."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(60)
            connection.connect(self.place)
            connection.sendall(request.replace("\n", "\r\n").encode())
            return int(connection.recv(1000).split()[1])

    def get(self, address, more=""):
        return self.ask(
            f"GET {address} HTTP/1.1\nHost: osrodek.example\nX-Forwarded-Proto: https\nConnection: close\n{more}\n"
        )

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.log += self.process.communicate(timeout=60)[0]


@pytest.fixture
def start(tmp_path):
    servers = []

    def start(*options):
        servers.append(Server(tmp_path, *options))
        return servers[-1]

    yield start
    for server in servers:
        server.end()


def test_no_log_of_the_server_tells_an_address(start):
    """Whatever options the operator gives it."""
    everything = "%(h)s %(r)s %(U)s %(q)s %(f)s %(a)s %({referer}i)s %({raw_uri}e)s %(s)s"
    server = start("--access-logfile", "-", "--access-logformat", everything, "--log-level", "debug")
    paths = [
        reverse("calendar_feed", args=[f"{KEY}.{KEY}"]),
        reverse("invitation", args=[KEY]),
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": KEY}),
        f"/rodziny/{KEY}/?szukaj={KEY}",
        f"/{KEY}/",
        f"/blad/{KEY}/",
    ]
    answers = [server.get(path, more=f"Referer: https://osrodek.example/{KEY}\n") for path in paths]
    assert answers[-1] == 500 and set(answers[:-1]) <= {302, 404, 500}
    assert server.ask(f"GET /{KEY} HTTP/9 {KEY}\n\n") == 400
    assert server.ask(f"{KEY * 3} / HTTP/1.1\n\n") == 400
    assert server.ask(f"GET / HTTP/1.1\nHost: a\n{KEY} {KEY}: x\n\n") == 400
    assert server.ask(f"GET /{KEY * 300} HTTP/1.1\nHost: a\n\n") == 414
    assert server.get("/", more=f"X-Long: {KEY * 500}\n") == 431
    server.end()
    assert "Error handling request" in server.log and "builtins.ValueError" in server.log  # errors are told
    assert "Invalid request" in server.log
    assert sum(server.log.count(f"- {status}\n") for status in {*answers}) >= len(paths)  # and so are requests
    assert KEY not in server.log


def test_answers_four_at_once_in_each_worker(start):
    server = start()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(server.get, ["/czekaj/"] * 4)) == [200] * 4


def test_has_a_worker_for_each_core(monkeypatch):
    config = {}
    monkeypatch.delenv("WEB_CONCURRENCY", raising=False)
    exec((BASE / "gunicorn.conf.py").read_text(), config)
    assert config["workers"] > len(os.sched_getaffinity(0))
    monkeypatch.setenv("WEB_CONCURRENCY", "7")
    exec((BASE / "gunicorn.conf.py").read_text(), config)
    assert config["workers"] == 7
