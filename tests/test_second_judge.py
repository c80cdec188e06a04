"""frictionless judges the same ledgers, and agrees but for what the corpus lists and explains."""

import re

import pytest
from bad_ledgers import CASES, SCHEMA, build
from frictionless import FrictionlessException, Package


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    folder = tmp_path_factory.mktemp("real")
    build(folder)
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_frictionless_agrees(case, tmp_path, real):
    case.change(build(tmp_path))
    changed = [
        name for name in ("data", "seeds") if contents(tmp_path / name) != contents(real / name)
    ]
    accepts = all(accepted(tmp_path / name / SCHEMA) for name in changed)
    agrees = accepts is not bool(case.problems)
    assert agrees is not bool(case.frictionless), case.frictionless or "a difference not listed"


def test_frictionless_accepts_the_real_ledger(real):
    assert accepted(real / "data" / SCHEMA)
    assert accepted(real / "seeds" / SCHEMA)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def accepted(package):
    """Say whether frictionless finds nothing wrong with a data package; to refuse it counts too."""
    try:
        return Package(str(package)).validate().valid
    except (FrictionlessException, re.error):
        return False
