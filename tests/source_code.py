"""The source code of the project as files, for tests of its structure."""

import ast
import os
from pathlib import Path

from django.conf import settings

BASE = settings.BASE_DIR
# From the lowest to the highest: each may import itself and those before it.
FLOORS = ["familycare", "cases", "assistants", "reporting"]
NOT_OURS = {".git", ".venv", "var", "node_modules", "vendor", "__pycache__", ".pytest_cache", ".ruff_cache"}


def our_files(*suffixes):
    """Return the files of the repository with one of `suffixes`, or all of them."""
    found = []
    for folder, folders, names in os.walk(BASE):
        folders[:] = sorted(set(folders) - NOT_OURS)
        found += [Path(folder, name) for name in sorted(set(names) - NOT_OURS)]  # .git is a file in a linked worktree
    return [path for path in found if not suffixes or path.suffix in suffixes]


def our_modules(*packages):
    """Return {full name: path} of the modules in these top-level packages, migrations aside."""
    paths = [path for package in packages for path in sorted((BASE / package).rglob("*.py"))]
    return {module_name(path): path for path in paths if "migrations" not in path.parts}


def module_name(path):
    """Return the full name of the module at `path`: a package for its `__init__.py`."""
    parts = path.relative_to(BASE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path):
    """Yield what the module at `path` imports, inside functions too: the full names of a module, or of a name in it."""
    package = path.relative_to(BASE).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def import_graph(modules):
    """Return {module: the modules that it imports}, for {full name: path}."""
    return {
        name: {target for each in imports(path) if (target := _module_of(each, modules))}
        for name, path in modules.items()
    }


def _module_of(name, modules):
    """Return the module that an imported name belongs to, or None where it is not one of `modules`."""
    return name if name in modules else next((found for found in [name.rpartition(".")[0]] if found in modules), None)
