"""The structure of the code: imports run one way and in no circle, packages are small, class names are unique."""

import ast
import re
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter

import pytest

from tests import source_code
from tests.source_code import FLOORS, import_graph, imports, our_modules

# Settings and addresses stand above all floors.
ROOF = {"familycare.settings", "familycare.urls", "familycare.wsgi"}
TOOLS = ["bench", "tools"]
MOST_MODULES = 16
# Subjects of an app that have pages.
SUBJECTS = {
    "cases": "families family_list family_page foster_care referrals plans records documents due privacy"
    " supporting_families day_care",
    "assistants": (
        "absences assignments corrections diary duplicates handover merging qualifications referrals staff supplement"
        " trainings workshops"
    ),
    "reporting": "care_charges exchange letters outside",
    "familycare": "accounts audit centre jobs",
}


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_run_one_way(floor):
    above = set(FLOORS[FLOORS.index(floor) + 1 :])
    imported = {(name, each) for name, path in our_modules(floor).items() if name not in ROOF for each in imports(path)}
    assert any(each.split(".")[0] == floor for _, each in imported)
    upwards = sorted((name, each) for name, each in imported if each.split(".")[0] in above)
    assert not upwards, "A floor imports nothing from above. Let the upper one register itself in `ready` of its app."


def test_imports_run_in_no_circle():
    graph = import_graph(our_modules(*FLOORS, *TOOLS))
    assert sum(map(len, graph.values())) > len(graph)  # the graph holds imports
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"These modules import one another: {' ← '.join(error.args[1])}")


def test_circles_and_relative_imports_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr(source_code, "BASE", tmp_path)
    package = tmp_path / "cases" / "views"
    package.mkdir(parents=True)
    (package / "plan.py").write_text(
        "from . import a\nfrom ..b import c\ndef late():\n    from reporting.figures import d\n    import e.f"
    )
    (package / "a.py").write_text("from cases.views.plan import late")
    assert set(imports(package / "plan.py")) == {"cases.views.a", "cases.b.c", "reporting.figures.d", "e.f"}
    with pytest.raises(CycleError):
        TopologicalSorter(import_graph(our_modules("cases"))).prepare()


def test_packages_stay_small():
    packages = defaultdict(set)
    for path in our_modules(*FLOORS, *TOOLS).values():
        if path.name != "__init__.py":
            packages[str(path.parent.relative_to(source_code.BASE))].add(path.name)
    large = {package: len(modules) for package, modules in packages.items() if len(modules) > MOST_MODULES}
    assert not large, f"Group these by subject: more than {MOST_MODULES} modules stand side by side."


def test_class_names_are_unique():
    places = defaultdict(list)
    for name, path in our_modules(*FLOORS, *TOOLS).items():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not (node.name == "Command" and ".commands" in name):
                places[node.name].append(name)
    twice = {name: modules for name, modules in places.items() if len(modules) > 1}
    assert not twice, "Rename one of the classes with the same name."


@pytest.mark.parametrize(("app", "subject"), [(app, each) for app in SUBJECTS for each in SUBJECTS[app].split()])
def test_a_subject_has_its_addresses_and_templates(app, subject):
    """Its addresses are beside its views, and its views render templates of its own folder."""
    modules = our_modules(app)
    assert f"{app}.{subject}.urls" in modules, f"The addresses of {app}/{subject}/ belong into its urls.py."
    rendered = {
        (name, template)
        for name, path in modules.items()
        if name.startswith(f"{app}.{subject}.")
        for template in re.findall(r"render\(\s*request,\s*\"([\w/]+)\.html\"", path.read_text())
    }
    foreign = {
        (name, each) for name, each in rendered if each.count("/") > 1 and not each.startswith(f"{app}/{subject}/")
    }
    assert not foreign, "A view renders templates of its own subject, or of the app."
