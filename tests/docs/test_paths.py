"""The documentation names files, modules, commands and settings that exist."""

import re
from importlib import import_module

import pytest
from django.core.management import get_commands

from tests.source_code import BASE, our_files

PAGES = [*sorted((BASE / "docs").glob("*.md")), *sorted(BASE.glob("*.md"))]
FOLDERS = {path.name for path in BASE.iterdir() if path.is_dir()}
SETTING = r"FAMILYCARE_[A-Z_]*[A-Z]"
SUFFIXES = "py|html|css|js|md|txt|toml|json|png"


def pages(but="/"):
    """Parametrize a test by all pages whose names do not begin with `but`."""
    chosen = [page for page in PAGES if not page.name.startswith(but)]
    return pytest.mark.parametrize("page", chosen, ids=lambda page: str(page.relative_to(BASE)))


@pytest.fixture(scope="module")
def known_settings():
    """The environment variables that the code reads."""
    return {name for path in our_files(".py") for name in re.findall(SETTING, path.read_text())}


def spans_of(page):
    """Return the words that stand in backticks in the page, code blocks aside."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    return [word.strip(",;()") for span in re.findall(r"`([^`\n]+)`", text) for word in span.split()]


def is_path(word):
    """Whether the word names something in the repository: not an address, a variable, or what is not committed."""
    named = re.fullmatch(rf"[\w.-]+(/[\w.-]+)*/|[\w.-]+(/[\w.-]+)+|[\w-]+\.({SUFFIXES})", word)
    return bool(named) and not word.startswith(("FAMILYCARE_", "var/", "static/vendor/"))


def exists(word, folders):
    """Whether the path exists in the repository, or, if it is a bare name, in one of `folders`."""
    return (BASE / word).exists() or ("/" not in word and any((folder / word).exists() for folder in folders))


def is_defined(name):
    """Whether a dotted name is that of a module, or of something in one."""
    module, _, last = name.rpartition(".")
    if (BASE / name.replace(".", "/")).exists() or (BASE / f"{name.replace('.', '/')}.py").exists():
        return True
    try:
        return hasattr(import_module(module), last)
    except ModuleNotFoundError:
        return False


class TestPages:
    @pages(but="add-a-")  # recipes name files that they create
    def test_paths_exist(self, page):
        paths = [word for word in spans_of(page) if is_path(word)]
        folders = [BASE / word for word in paths if (BASE / word).is_dir()]
        missing = [word for word in paths if not exists(word, folders)]
        assert not missing, f"{page.name} names files that do not exist."

    @pages()
    def test_modules_exist(self, page):
        names = [word for word in spans_of(page) if re.fullmatch(r"\w+(\.\w+)+", word) and not is_path(word)]
        ours = [name for name in names if name.split(".")[0] in FOLDERS]
        assert not [name for name in ours if not is_defined(name)], f"{page.name} names modules that do not exist."

    @pages()
    def test_links_lead_to_files(self, page):
        links = re.findall(r"\]\(([^)#\s]+)[^)]*\)|src=\"([^\"]+)\"", page.read_text())
        local = [link for pair in links for link in pair if link and ":" not in link]
        assert not [link for link in local if not (page.parent / link).exists()], f"{page.name} has dead links."

    @pages()
    def test_commands_exist(self, page):
        commands = re.findall(r"\b(?:manage\.py|fc) ([a-z_]+)", page.read_text())
        assert not set(commands) - set(get_commands()), f"{page.name} names commands that do not exist."

    @pages()
    def test_settings_exist(self, page, known_settings):
        named = set(re.findall(SETTING, page.read_text()))
        assert not named - known_settings, f"{page.name} names settings that do not exist."


def test_the_map_names_every_page():
    index = (BASE / "docs" / "README.md").read_text()
    pages = {page.name for page in (BASE / "docs").glob("*.md")} - {"README.md"}
    assert not {name for name in pages if f"]({name})" not in index}, "Add the page to the table in docs/README.md."


def test_what_is_not_there_is_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("`cases/gone.py` `manage.py` `/rodziny/nowa/` `Family.name` `cases.gone`\n```\n`in/code.py`\n```\n")
    assert [word for word in spans_of(page) if is_path(word)] == ["cases/gone.py", "manage.py"]
    assert (
        not exists("cases/gone.py", [])
        and not exists("gone.py", [BASE / "cases"])
        and exists("access.py", [BASE / "cases"])
    )
    assert (
        is_defined("cases.access.may_delete") and not is_defined("cases.gone") and not is_defined("cases.access.gone")
    )
