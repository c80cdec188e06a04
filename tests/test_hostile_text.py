"""Hostile text in a ledger stays text, and parameters run no code and write nowhere else.

That the pages made from it run no script and ask no other host is held in `tests/browser`.
"""

import subprocess
import sys

import pytest
from hostile import PAYLOADS, write_hostile_ledger
from reported_figures.ledger import load_ledger, select
from reported_figures.ledger.checks import check_ledger


@pytest.fixture(scope="module")
def ledger_folder(tmp_path_factory):
    return write_hostile_ledger(tmp_path_factory.mktemp("hostile") / "ledger")


def test_hostile_text_is_no_mistake_and_loads_as_it_stands(ledger_folder):
    assert check_ledger(ledger_folder).problems == []
    ledger = load_ledger(ledger_folder)
    one_line = [payload for payload in PAYLOADS if "\n" not in payload and len(payload) < 100]
    assert len(one_line) >= 20
    assert set(one_line) <= set(ledger.sources["name"])
    assert len(select(ledger)) == len(PAYLOADS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("z=1;open('made.txt','w')", "a"),
        ("as_of=open('made.txt','w')", "2024-10-17"),
        ("as_of", "__import__('os').system('touch made.txt')"),
        ("sources", "nis'];open('made.txt','w');['"),
        ("rule_set", "{open('made.txt','w')}"),
        ("rule_set", "../../made.txt"),
        ("ledger_path", "../../made.txt"),
        ("", "made.txt"),
        ("__builtins__", "made.txt"),
    ],
)
def test_parameters_run_no_code_and_write_no_file(tmp_path, name, value):
    command = [sys.executable, "-m", "reported_figures", "report", "estimates", "--out", "out"]
    command += ["-p", name, value]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr and "Traceback" not in done.stdout + done.stderr
    assert list(tmp_path.rglob("*made*")) == [] and list(tmp_path.rglob("*.html")) == []
