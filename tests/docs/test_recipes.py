"""The recipes of the docs, followed word by word in a copy of the project.

A block of code says what to do with it in the line before: „`path/of/file.py` (new file):”, „…, after `a piece of a
line`:”, „…, instead of `text`:”. Blocks of commands are run.
"""

import os
import re
import shutil
import subprocess
import sys

import pytest
from django.db import connection

from tests.source_code import BASE, our_files

BLOCK = re.compile(
    r"(?:^`(?P<file>[\w./-]+)`(?P<how>[^\n]*):\n\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
LINKED = (".venv", "node_modules", "static/vendor")
# The copy has a database and tests of its own.
NOT_INHERITED = ("DATABASE_URL", "DJANGO_", "PYTEST_", "FAMILYCARE_")


def blocks(page):
    """(file, what to do with it, language, text) of each block of code in a page of the docs; without a file: None."""
    text = (BASE / "docs" / page).read_text(encoding="utf-8")
    return [
        (each["file"], (each["how"] or "").strip(" ,"), each["language"], each["text"]) for each in BLOCK.finditer(text)
    ]


def apply(project, file, how, text):
    """Write what a block says into the copy of the project."""
    path = project / file
    if how == "(new file)":
        assert not path.exists(), f"{file} is there already"
        path.write_text(text, encoding="utf-8")
        return
    word, anchor = re.fullmatch(r"(after|instead of) `([^`]+)`", how).groups()
    old = path.read_text(encoding="utf-8")
    assert old.count(anchor) == 1, f"{file} should hold {anchor!r} once"
    if word == "instead of":
        new = old.replace(anchor, text.rstrip("\n"))
    else:
        end = old.index("\n", old.index(anchor)) + 1
        new = old[:end] + text + old[end:]
    path.write_text(new, encoding="utf-8")


@pytest.fixture
def project(tmp_path):
    """A copy of the project, with the libraries that this one has."""
    for path in our_files():
        copy = tmp_path / path.relative_to(BASE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    for name in LINKED:
        if (BASE / name).exists():
            (tmp_path / name).symlink_to(BASE / name)
    return tmp_path


def run(project, *words):
    """Run a command in the copy. `python` is the one that runs these tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
    command = [sys.executable if word == "python" else word for word in words]
    environment = kept | {"FAMILYCARE_DEBUG": "1"}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the copy of the project has a database of its own")
def test_recipes_work_as_they_stand(project):
    """Both in one copy, so that the tests of the one go over what the other adds, and run once."""
    markers = []
    for page in ("add-a-record.md", "add-a-table.md"):
        for file, how, language, text in blocks(page):
            if file:
                apply(project, file, how, text)
                continue
            assert language == "sh", f"nothing says what becomes of this block of {page}: {text}"
            for command in text.splitlines():
                if tests := re.fullmatch(r"python -m pytest -m (\w+)", command):
                    markers.append(tests[1])
                else:
                    run(project, *command.split())
    assert markers == ["every_kind", "every_table"]
    run(project, *"python -m ruff check .".split())
    run(project, *"python -m ruff format --check .".split())
    run(project, "python", "-m", "pytest", "-q", "-m", " or ".join(markers))
