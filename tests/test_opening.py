"""How JupyterLab opens a notebook of the project, asked of its server's own part for files."""

import asyncio

import pytest
from ipykernel.ipkernel import IPythonKernel
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from reported_figures import PROJECT
from reported_figures.reports.canonical import write_text
from reported_figures.reports.opening import Opening


def opened(folder, path):
    return asyncio.run(Opening(root_dir=str(folder)).get(path))


def test_a_notebook_comes_with_the_python_that_will_run_it_and_its_file_stays(tmp_path):
    path = tmp_path / "overview.ipynb"
    path.write_bytes(before := (PROJECT / "notebooks" / path.name).read_bytes())
    noted = opened(tmp_path, "overview.ipynb")["content"]["metadata"]
    assert noted["language_info"] == IPythonKernel.language_info
    assert path.read_bytes() == before


@pytest.mark.parametrize("noted", [{}, {"language_info": {"name": "R"}}], ids=str)
def test_a_notebook_in_another_language_comes_as_it_is(tmp_path, noted):
    (tmp_path / "other.ipynb").write_text(write_text(new_notebook(metadata=noted)))
    assert opened(tmp_path, "other.ipynb")["content"]["metadata"] == noted


def test_a_notebook_saved_with_widgets_comes_with_what_is_shown_without_them(tmp_path):
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "0f3a"}}
    cell = new_code_cell("show()", outputs=[
        new_output("display_data", {**view, "text/plain": "Controls stand here."}),
        new_output("display_data", view),
    ])  # fmt: skip
    path = tmp_path / "own.ipynb"
    path.write_text(before := write_text(new_notebook(cells=[new_markdown_cell("Mine"), cell])))
    _, shown = opened(tmp_path, path.name)["content"]["cells"]
    assert [one["data"] for one in shown["outputs"]] == [{"text/plain": "Controls stand here."}]
    assert path.read_text() == before


def test_folders_and_tables_come_as_they_are(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n")
    assert opened(tmp_path, "a.csv")["content"] == "a,b\n"
    assert [one["name"] for one in opened(tmp_path, "")["content"]] == ["a.csv"]


def test_make_lab_opens_notebooks_so():
    wanted = f"contents_manager_class={Opening.__module__}.{Opening.__name__}"
    assert wanted in (PROJECT / "Makefile").read_text(encoding="utf-8")
