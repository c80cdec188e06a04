"""Dependencies are declared once, in pyproject.toml; the other two files are in step with it."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from reported_figures import PROJECT

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())
LOCK = (PROJECT / "requirements.txt").read_text()
NAMED = ("jupyterlab", "pandas", "matplotlib", "nbval", "papermill")


def bounds(lines):
    """Return names with what bounds them, whatever is written between the words of a name."""
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(need.name): str(need.specifier) for need in requirements}


def conda():
    listed = yaml.safe_load((PROJECT / "environment.yml").read_text())["dependencies"]
    by_pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    return [entry for entry in listed if isinstance(entry, str)], by_pip


def test_environment_declares_what_pyproject_does():
    by_conda, by_pip = conda()
    declared = bounds([*by_conda, *by_pip[:-1]])
    assert declared.pop("python") == PYPROJECT["project"]["requires-python"]
    assert declared.pop("pip") == ""
    assert declared == bounds(PYPROJECT["project"]["dependencies"])


def test_environment_installs_the_project_last():
    assert conda()[1][-1] == "-e ."


def test_environment_names_the_tools_of_the_three_ways_of_use():
    assert set(NAMED) <= set(bounds(conda()[0]))


def locked():
    """Return the lock's entries: each a requirement with its hashes, without the comments."""
    text = re.sub(r"^ *#.*\n", "", LOCK, flags=re.M)
    return [entry.split() for entry in text.replace("\\\n", " ").splitlines()]


def test_every_dependency_is_locked():
    project = PYPROJECT["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    needed += PYPROJECT["build-system"]["requires"]
    versions = {}
    for entry in locked():
        need = Requirement(" ".join(part for part in entry if not part.startswith("--hash")))
        versions.setdefault(canonicalize_name(need.name), []).append(
            str(need.specifier).removeprefix("==")
        )
    for name, bound in bounds(needed).items():
        assert versions.get(name), f"{name} is not locked: make lock"
        within = Requirement(f"{name}{bound}").specifier
        assert all(version in within for version in versions[name]), f"{name}: make lock"


def test_every_locked_version_is_exact_and_has_a_hash():
    for entry in locked():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.+!]+", entry[0]), entry[0]
        assert any(part.startswith("--hash=sha256:") for part in entry), entry[0]


@pytest.mark.parametrize("trace", ["://", "--index", "--find-links", "@ "])
def test_lock_names_no_address(trace):
    assert trace not in LOCK
