"""What changes under a run, or is strange where it begins: the ledger, code, folders, readers."""

import shutil

import pytest
from commands import Place
from reported_figures import PROJECT
from reported_figures.ledger.pinned import pin_ledger
from reported_figures.reports.tasks import content_hash

DECLARED = 'ledger_path: str = ""  # a folder'
SOURCES = """
from pathlib import Path
edited = "secret service" in Path(ledger_path, "sources.csv").read_text()
print("role:", "secret" if edited else "known")
"""
EDIT = """
from pathlib import Path
for file, old, new in {edits!r}:
    Path(file).write_text(Path(file).read_text().replace(old, new))
"""


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """The first report of two changes the ledger and the notebook of the other; then once more."""
    place = Place(tmp_path_factory.mktemp("edited"))
    sources, other = place.ledger / "sources.csv", place.notebooks / "b.ipynb"
    edits = [(str(sources), "intelligence service", "secret service")]
    edits += [(str(other), "old words", "new words")]
    place.notebook("a", SOURCES, EDIT.format(edits=edits), declared=DECLARED)
    place.notebook("b", SOURCES, "print('old words')", declared=DECLARED)
    runs = [content_hash(pin_ledger(place.ledger).files)]
    for _ in range(2):
        ran = place.run("--jobs", 1, "--ledger", place.ledger)
        runs.append((ran, place.reports(), place.records()))
    return runs


def test_every_report_of_a_run_is_of_the_ledger_and_notebook_that_it_began_with(edited):
    began, (ran, reports, records), _ = edited
    assert ran.returncode == 0
    assert all(b"role: known" in reports[name][0] for name in "ab")
    assert b"old words" in reports["b"][0]
    assert records["a"]["hashes"]["ledger"] == records["b"]["hashes"]["ledger"]
    assert records["b"]["hashes"]["ledger"] == began


def test_the_next_run_makes_anew_what_was_changed_meanwhile(edited):
    _, (_, before, old), (ran, reports, new) = edited
    assert ran.returncode == 0
    assert "2 of 2 reports done" in ran.stdout
    assert all(b"role: secret" in reports[name][0] for name in "ab")
    assert b"new words" in reports["b"][0]
    assert all(reports[name] != before[name] for name in "ab")
    assert all(new[name]["hashes"]["ledger"] != old[name]["hashes"]["ledger"] for name in "ab")


@pytest.fixture
def copied(tmp_path):
    """A place whose command runs a copy of the project."""
    tree = tmp_path / "tree"
    for name in ("analysis", "data", "seeds"):
        shutil.copytree(PROJECT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    return Place(tmp_path / "place", tree)


def test_helper_code_that_changes_during_a_run(copied):
    helper = str(copied.project / "analysis" / "reported_figures" / "errors.py")
    copied.notebook("a")
    copied.notebook("b", EDIT.format(edits=[(helper, "import", "import")]))
    copied.notebook("c", EDIT.format(edits=[(helper, "The one error", "The only error")]))
    copied.notebook("d")
    ran = copied.run("--jobs", 1)
    assert ran.returncode == 1
    assert copied.statuses() == {"a": "done", "b": "done", "c": "failed", "d": "failed"}
    assert "the helper code that made it is not the one" in copied.records()["d"]["error"]
    assert copied.run().returncode == 0
    assert set(copied.statuses().values()) == {"done"}


def test_helper_code_that_cannot_be_imported(copied):
    helper = copied.project / "analysis" / "reported_figures" / "comparing" / "pairs.py"
    helper.write_text(helper.read_text() + "\n)\n")
    copied.notebook("a")
    copied.notebook("b", "import reported_figures.comparing.pairs")
    ran = copied.run()
    assert copied.statuses() == {"a": "done", "b": "failed"}
    assert "SyntaxError" in copied.records()["b"]["error"]
    assert ran.stderr == ""


# folders


def test_the_output_folder_is_deleted_during_a_run(tmp_path):
    place = Place(tmp_path)
    place.notebook("a", f"import shutil\nshutil.rmtree({str(place.out)!r})")
    place.notebook("b")
    ran = place.run("--jobs", 1)
    assert ran.returncode == 1
    assert "a: failed" in ran.stdout
    assert "could not be written: No such file or directory" in ran.stdout
    assert "manifest.json: No such file or directory" in ran.stderr
    assert not place.out.exists()


@pytest.fixture(scope="module")
def strange(tmp_path_factory):
    """A folder with a broken record and folders of the reports' names, and no kernels installed."""
    place = Place(tmp_path_factory.mktemp("strange"))
    for name in ("a", "b", "c", "d"):
        place.notebook(name)
    for name in ("b.html", "c.ipynb", "d.failed.ipynb"):
        (place.out / name / "mine").mkdir(parents=True)
    (place.out / "manifest.json").write_text('{"version": 1, "reports": [{"name"')
    path = place.notebooks / "a.ipynb"
    path.write_text(path.read_text().replace('"python3"', '"no-such-kernel"'))
    empty = place.folder / "empty"
    empty.mkdir()
    long = place.folder / ("long" * 25)
    long.mkdir()
    names = ("JUPYTER_PATH", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")
    environment = dict.fromkeys(names, str(empty)) | {"TMPDIR": str(long)}
    return place, place.run(environment=environment), long


def test_a_kernel_that_is_not_installed_is_not_needed(strange):
    place, ran, _ = strange
    assert place.statuses()["a"] == "done"
    assert ran.stderr == ""


def test_a_name_of_the_folder_of_temporary_files_that_is_too_long_for_sockets(strange):
    place, _, folder = strange
    assert place.statuses()["a"] == "done"
    assert not list(folder.iterdir())


def test_a_folder_in_the_place_of_a_report(strange):
    place, ran, _ = strange
    assert ran.returncode == 1
    assert place.statuses() == {"a": "done", "b": "failed", "c": "failed", "d": "done"}
    assert "could not be written: Is a directory" in place.records()["b"]["error"]
    assert not (place.out / "b.ipynb").exists()
    assert not (place.out / "c.html").exists()
    assert all((place.out / n / "mine").is_dir() for n in ("b.html", "c.ipynb", "d.failed.ipynb"))
    assert "last good report" not in ran.stdout


def test_a_reader_of_the_output_who_goes(tmp_path):
    place = Place(tmp_path)
    for name in "abc":
        place.notebook(name)
    process = place.start("--jobs", 1)
    process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    ran = place.ended(process)
    assert ran.returncode == 1
    assert ran.stderr == ""
    assert set(place.statuses().values()) == {"done", "unfinished"}


# bad input


def test_everything_that_is_wrong_is_told_before_anything_is_made(tmp_path):
    place = Place(tmp_path)
    place.notebook("a", declared=DECLARED + "\nas_of: str = ''\nmost: int = 3")
    given = ["-p", "as_of", "18.10.2024", "-p", "most", "3x", "-p", "as_off", "2024-10-17"]
    given += ["--each", "sources=nis", "--each", "most=1,x", "--ledger", place.ledger]
    ran = place.run(*given)
    assert ran.returncode == 2
    told = ran.stderr.splitlines()
    wrong = ['"18.10.2024" is not a day', '"3x" is not a whole', "as_off is not a parameter"]
    wrong += ["sources is not a parameter", '"x" is not a whole', "most is given with -p, too"]
    for words in wrong:
        assert sum(words in line for line in told) == 1, (words, told)
    assert ran.stdout == ""
    assert not place.out.exists()
