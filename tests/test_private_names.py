"""The application uses no private name of a library, which may change in any release."""

import ast
import importlib
import inspect

from django.forms.models import BaseModelForm

from tests.source_code import FLOORS, our_modules

# Django documents these of models, Python the others, of named tuples.
DOCUMENTED = {"_meta", "_state", "_base_manager", "_default_manager", "_make", "_fields", "_asdict", "_replace"}
MODULES = {name: path for name, path in our_modules(*FLOORS).items() if not name.endswith("__main__")}


def is_private(name):
    return name.startswith("_") and not name.endswith("_")


def defined_and_used(path):
    """(private names that the module defines, those that it reads of objects)."""
    defined, used = set(), set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            defined.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            defined.add(node.id)
        elif isinstance(node, ast.Attribute):
            (defined if isinstance(node.ctx, ast.Store) else used).add(node.attr)
    return {name for name in defined if is_private(name)}, {name for name in used if is_private(name)}


def test_what_is_read_of_objects_is_our_own_or_documented():
    names = {module: defined_and_used(path) for module, path in MODULES.items()}
    ours = set().union(*(defined for defined, _used in names.values()))
    assert len(ours) > 100
    foreign = {module: used - ours - DOCUMENTED for module, (_defined, used) in names.items()}
    foreign = {module: found for module, found in foreign.items() if found}
    assert not foreign, "These are private names of libraries: use what they document."


def test_what_is_imported_is_public():
    private = {}
    for module, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] not in FLOORS:
                parts = [*node.module.split("."), *(alias.name for alias in node.names)]
                if found := [part for part in parts if part == "internal" or is_private(part)]:
                    private[module] = found
    assert not private, "These modules import private names of libraries: use what they document."


def our_classes():
    for name in MODULES.keys() - {"familycare.settings", "familycare.wsgi"}:
        module = importlib.import_module(name)
        for value in vars(module).values():
            if inspect.isclass(value) and value.__module__ == module.__name__:
                yield value


def test_no_private_method_of_a_library_is_replaced():
    classes = list(our_classes())
    assert len(classes) > 100
    replaced = [
        f"{cls.__module__}.{cls.__name__}.{name} of {base.__name__}"
        for cls in classes
        for name, value in vars(cls).items()
        if is_private(name) and inspect.isfunction(value)
        for base in cls.__mro__[1:]
        if base.__module__.split(".")[0] not in FLOORS and name in vars(base)
    ]
    assert not replaced, "These replace private methods of libraries: override a documented one."


def test_forms_of_models_read_their_meta_class():
    """`_meta` of models is documented, `_meta` of forms is private."""
    forms = [cls for cls in our_classes() if issubclass(cls, BaseModelForm)]
    assert len(forms) > 10
    private = [cls for cls in forms if "self._meta" in inspect.getsource(cls)]
    assert not private, "`self._meta` of a form is private: use `self.Meta`."
