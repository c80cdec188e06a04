"""Which part of the package may import which: downwards only, as docs/architecture.md says."""

import ast

import pytest
from reported_figures import PACKAGE

BASE = ("errors", "limits", "formats", "vocabulary", "interrupts", "files")  # below all folders
FOLDERS = (
    "reading",
    "ledger",
    "comparing",
    "telling",
    "showing",
    "controls",
)  # each on those before
BESIDE = {  # these stand apart from the others
    "documents": {"reading", "ledger"},
    "reports": set(),  # which know nothing of figures
}
TOP = ("commands", "__main__")
ALLOWED = {folder: set(FOLDERS[:place]) for place, folder in enumerate(FOLDERS)} | BESIDE


def modules():
    return sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def part_of(module):
    """Return the folder that a module lies in, or its own name where it lies in none."""
    return module.parts[0] if len(module.parts) > 1 else module.stem


def imported(path):
    """Return the parts of the package that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse((PACKAGE / path).read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "reported_figures":
                found.add(rest.partition(".")[0])
    return {name for name in found if name in {*ALLOWED, *BASE, *TOP}}


@pytest.mark.parametrize("module", modules(), ids=str)
def test_imports_go_downwards(module):
    part = part_of(module)
    if part in TOP:
        return
    if part in BASE or part == "__init__":
        assert imported(module) <= set(BASE[: BASE.index(part)] if part in BASE else ()), part
        return
    assert imported(module) - set(BASE) - {part} <= ALLOWED[part]


def test_every_folder_has_its_place_in_the_list():
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(ALLOWED)


def test_no_module_imports_one_that_imports_it():
    """Modules of one folder make no circle, be it through others."""
    graph = {}
    for module in modules():
        tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
        known = {".".join(path.with_suffix("").parts) for path in modules()}
        names = [
            f"{node.module}.{alias.name}".removeprefix("reported_figures.")
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        ]
        graph[".".join(module.with_suffix("").parts)] = {
            known_name
            for name in names
            for known_name in (name, name.rpartition(".")[0])
            if known_name in known
        }
    left = dict(graph)
    while ready := [name for name, needs in left.items() if not needs & set(left) - {name}]:
        for name in ready:
            del left[name]
    assert not left, f"a circle among {sorted(left)}"
