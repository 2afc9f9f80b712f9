"""Rules of the repository: models point one way, files are short, nothing names the machine it was written on."""

import json
import os
import re
import subprocess
import sys
import tomllib

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from tests.source_code import BASE, FLOORS, import_graph, our_files, our_modules


def floor_of(model):
    """Return the number of the floor of a model; models of libraries are below all floors."""
    package = model.__module__.split(".")[0]
    return FLOORS.index(package) if package in FLOORS else -1


def test_models_point_one_way():
    ours = [model for model in apps.get_models() if floor_of(model) >= 0]
    relations = [field for model in ours for field in model._meta.get_fields() if field.many_to_one]
    assert any(floor_of(field.related_model) < floor_of(field.model) for field in relations)
    upwards = [str(field) for field in relations if floor_of(field.related_model) > floor_of(field.model)]
    assert not upwards, f"These lead to a model of a floor above ({FLOORS}): put the foreign key on the other model."


def test_files_stay_short():
    lengths = {
        str(path.relative_to(BASE)): path.read_text().count("\n")
        for path in our_files(".py", ".html", ".css", ".js")
        if "migrations" not in path.parts
    }
    long = {path: lines for path, lines in lengths.items() if lines > 400}
    assert not long, "Split these files by subject: more than 400 lines."


def test_lines_of_templates_stay_short():
    long = {
        f"{path.relative_to(BASE)}:{number}": len(line)
        for path in our_files(".html")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 160
    }
    assert not long, f"Break these lines, then run make fix; CONTRIBUTING says how. {long}"


def test_templates_escape_everything():
    raw = [
        str(path.relative_to(BASE))
        for path in our_files(".html")
        if re.search(r"\|\s*safe(?:seq)?\b|autoescape\s+off", path.read_text())
    ]
    assert not raw, f"What people typed would be read as HTML: build HTML with format_html instead. {raw}"


def test_tests_import_no_tests():
    graph = import_graph(our_modules("tests"))
    wrong = {
        name: found
        for name, targets in graph.items()
        if (found := [each for each in targets if each.rpartition(".")[2].startswith(("test_", "conftest"))])
    }
    assert graph and not wrong, (
        f"Move what these modules share into a module of their folder with a plain name: {wrong}"
    )


def test_repository_names_no_registry_and_no_machine():
    hosts = r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|(?:deb|security)\.debian\.org|unpkg\.com|jsdelivr\.net"
    places = r"(?<![\w.])/(?:work|root)/"
    named = {
        str(path.relative_to(BASE)): found.group()
        for path in our_files()
        if (found := re.search(f"{hosts}|{places}".encode(), path.read_bytes()))
    }
    assert not named, "Take these names of hosts and folders out of the files."


def test_repository_reads_no_files_outside():
    named = {}
    for path in our_files(".py", ".html", ".js", ".md", ".toml", ""):
        place, text = path.relative_to(BASE), path.read_text()
        above = [found[0] for found in re.finditer(r"\.parents\[(\d+)\]", text) if int(found[1]) >= len(place.parts)]
        if beside := above + re.findall(r"\.\./shared\b|[\"']shared[\"']", text):
            named[str(place)] = beside
    assert not named, f"A clone stands alone: copy what these files read into the repository. {named}"


def locked(name):
    """Return the packages that a lock file pins, and what it says of each."""
    text = (BASE / "requirements" / name).read_text()
    blocks = re.split(r"\n(?=\S)", text)
    return {re.match(r"[\w.-]+", block).group(): block for block in blocks}


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "setup.txt"])
def test_locked_packages_have_a_version_and_hashes(name):
    pinned = r"\S+==\S+.*\\\n +--hash=sha256:[0-9a-f]{64}"
    loose = [package for package, block in locked(name).items() if not re.match(pinned, block)]
    assert not loose, f"requirements/{name} does not pin these with a hash: run `make lock`."


def test_declared_packages_are_locked():
    project = tomllib.loads((BASE / "pyproject.toml").read_text())
    declared = {
        "run.txt": project["project"]["dependencies"],
        "dev.txt": project["project"]["dependencies"] + project["dependency-groups"]["dev"],
        "setup.txt": project["dependency-groups"]["setup"],
    }
    for name, requirements in declared.items():
        names = {re.match(r"[\w.-]+", requirement).group().lower() for requirement in requirements}
        missing = names - locked(name).keys()
        assert not missing, f"requirements/{name} lacks {missing}: run `make lock`."


def test_npm_packages_have_a_version_and_a_checksum_and_no_host():
    packages = json.loads((BASE / "package-lock.json").read_text())["packages"]
    brought = {name: package for name, package in packages.items() if name}
    assert len(brought) >= 3
    assert not [name for name, package in brought.items() if not package["integrity"].startswith("sha512-")]
    assert not [name for name, package in brought.items() if "resolved" in package or not package["version"]]


def test_application_is_served_with_the_versions_that_are_tested():
    tested = locked("dev.txt")
    other = [
        package
        for package, block in locked("run.txt").items()
        if block.split()[0] != tested[package].split()[0]  # the Python versions that need it may differ
    ]
    assert not other, "requirements/run.txt and dev.txt pin these in different versions: run `make lock`."


class TestProduction:
    SECRET = "Zażółć gęślą jaźń 0123456789 abcdefghijklmnopqrstuvwxyz"

    def manage(self, command, **environment):
        """Run a command of manage.py in a process of its own, without debugging."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("FAMILYCARE_", "DJANGO_"))}
        return subprocess.run(
            [sys.executable, "manage.py", command, "--verbosity=0"],
            cwd=BASE,
            env=kept | {"DATABASE_URL": "sqlite://:memory:"} | environment,
            capture_output=True,
            text=True,
        )

    @pytest.mark.parametrize("secret", [None, "", "s" * 49, settings.DEVELOPMENT_KEY])
    def test_refuses_to_start_without_a_secret_of_its_own(self, secret):
        environment = {} if secret is None else {"FAMILYCARE_SECRET_KEY": secret}
        started = self.manage("check", **environment)
        assert started.returncode == 1
        assert "Brak klucza FAMILYCARE_SECRET_KEY" in started.stderr

    def test_starts_with_one(self):
        started = self.manage("check", FAMILYCARE_SECRET_KEY=self.SECRET, FAMILYCARE_URL="https://osrodek.example")
        assert (started.returncode, started.stderr) == (0, "")


def test_static_files_that_others_name_exist(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()
