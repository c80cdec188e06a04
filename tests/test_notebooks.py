"""What nbval passes over: cells that were never run, traces of a machine, pictures, form."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from reported_figures import PROJECT
from reported_figures.reports import refresh
from reported_figures.reports.canonical import canonical, read_notebook, write_text
from reported_figures.reports.page import first_picture

PATHS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
PARAMETER = re.compile(r"\w+: (str|bool|int|float|list\[(str|int|float)\]) = [^=]+  # .+")
TRACES = (
    " at 0x",
    "/tmp/",
    "ipykernel_",
    str(PROJECT),
    str(Path.home()) + "/",
    "/home/",
    "/Users/",
)

each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def code_cells(path):
    cells = read_notebook(path).cells
    return [cell for cell in cells if cell.cell_type == "code" and cell.source.strip()]


@each_notebook
def test_every_code_cell_was_run_in_order(path):
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1))


@each_notebook
def test_no_output_is_an_error(path):
    kinds = {output.output_type for cell in code_cells(path) for output in cell.outputs}
    assert "error" not in kinds


@pytest.mark.parametrize("trace", TRACES)
@each_notebook
def test_no_output_holds_a_trace_of_a_machine(path, trace):
    outputs = [output for cell in code_cells(path) for output in cell.outputs]
    words = [
        str(text)
        for output in outputs
        for kind, text in {**output.get("data", {}), "text": output.get("text", "")}.items()
        if not kind.startswith("image/")
    ]
    assert not [text for text in words if trace in text]


@each_notebook
def test_the_file_is_in_canonical_form(path):
    text = path.read_text(encoding="utf-8")
    assert write_text(canonical(read_notebook(path))) == text


@each_notebook
def test_parameters_stand_in_one_cell_each_on_a_line_with_type_and_help(path):
    cells = [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]
    (cell,) = cells
    lines = [line for line in cell.source.splitlines() if not line.startswith("#")]
    assert not [line for line in lines if not PARAMETER.fullmatch(line)]


@each_notebook
def test_no_parameter_is_used_before_it_is_set(path):
    used = set()
    for cell in code_cells(path):
        names = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Name)]
        if "parameters" in cell.metadata.get("tags", []):
            assert not used & {name.id for name in names if isinstance(name.ctx, ast.Store)}
            return
        used |= {name.id for name in names}


@each_notebook
def test_every_picture_has_a_description(path):
    for cell in code_cells(path):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                assert output.metadata["image/png"]["alt"]
                assert output.data["text/plain"]


def test_a_change_can_be_read_as_text():
    """The command by which git reads a notebook, as CONTRIBUTING.md has it."""
    told = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    command = re.search(r'textconv "\.venv/bin/jupyter (.+)"', told)[1].split()
    notebook = str(PROJECT / "notebooks" / "figures_by_source.ipynb")
    ran = subprocess.run(
        [sys.executable, "-m", "jupyter", *command, notebook], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    assert {"## Finding", "```python"} <= set(ran.stdout.splitlines())
    assert "In words: Status dot plot" in ran.stdout
    assert "<table" not in ran.stdout and "iVBOR" not in ran.stdout


@each_notebook
def test_the_readme_names_it(path):
    assert path.stem in (PROJECT / "README.md").read_text(encoding="utf-8")


def test_a_new_run_gives_the_committed_results():
    command = [sys.executable, "-m", "reported_figures", "refresh", "--check"]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_picture_of_the_readme_is_the_notebook_s():
    drawn = first_picture(read_notebook(PROJECT / "notebooks" / "figures_by_source.ipynb"))
    shown = (PROJECT / "docs" / "figures_by_source.png").read_bytes()
    difference = refresh.difference(drawn, shown)
    assert difference <= refresh.JUST_NOTICEABLE, "they differ: make picture"
