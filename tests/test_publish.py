"""Runs of notebooks: a report is the old one or a whole new one, and tells the truth."""

import base64
import io
import json
import sys
from dataclasses import replace

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pages import PICTURE, code, parameters, text, write
from PIL import Image, ImageDraw

from analysis.publish import pictures, pool
from analysis.publish.canonical import canonical, read_notebook, write_text
from analysis.publish.html import clean, report_page
from analysis.publish.refresh import refresh
from analysis.publish.runner import Job, run_report
from analysis.publish.summary import summarise

GOOD = [
    text("# How many?"),
    parameters('as_of: str = ""  # ISO date\nsources: list[str] = []  # ids'),
    code("print(repr(as_of), sources)"),
    code("colour = 'navy'" + PICTURE),
    text("## Finding"),
    code("from IPython.display import Markdown\nMarkdown('From **10,000** to 12,000 soldiers.')"),
]
BAD = {
    "fails": ("raise ValueError('no such figure')", "no such figure"),
    "hangs": ("import time\ntime.sleep(600)", "took longer than 8 seconds"),
    "dies": ("import os\nos._exit(3)", "its kernel died"),
    "quits": ("import sys\nsys.exit(0)", "SystemExit"),
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Make each report once; then break all notebooks but one and run them all again."""
    folder, out = tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("reports")
    values = {"as_of": "2024-10-17", "sources": ["007", "a b"]}
    good = Job(write(folder / "good.ipynb", *GOOD), out, values)
    bad = [Job(write(folder / f"{name}.ipynb", *GOOD), out) for name in BAD]
    first = {job.name: run_report(job) for job in [good, bad[0]]}
    assert not any(outcome.error for outcome in first.values()), first
    kept = (out / "fails.html").read_bytes()
    for job in bad:
        write(job.notebook, code("1 + 1"), code(BAD[job.name][0]), code("2 + 2"))
    jobs = [good, *(replace(job, timeout=8 if job.name == "hangs" else 300) for job in bad)]
    outcomes = {job.name: outcome for job, outcome in pool.each(run_report, jobs)}
    return out, outcomes, kept


def test_a_good_run_leaves_notebook_page_and_picture(runs):
    out, outcomes, _ = runs
    assert outcomes["good"].error == ""
    assert all((out / f"good{part}").stat().st_size for part in (".ipynb", ".html", ".png"))


def test_parameters_reach_the_notebook_in_their_types(runs):
    notebook = nbformat.read(runs[0] / "good.ipynb", as_version=4)
    assert notebook.cells[3].outputs[0].text == "'2024-10-17' ['007', 'a b']\n"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_run_says_what_ended_it_and_where(runs, name):
    source, reason = BAD[name]
    error = runs[1][name].error
    assert reason in error
    assert f'in the cell "{source.splitlines()[0]}"' in error


@pytest.mark.parametrize("name", BAD)
def test_a_bad_run_keeps_its_notebook_under_a_name_of_its_own(runs, name):
    out = runs[0]
    assert nbformat.read(out / f"{name}.failed.ipynb", as_version=4).cells
    assert name == "fails" or not (out / f"{name}.html").exists()


def test_a_bad_run_leaves_the_last_good_report(runs):
    out, _, kept = runs
    assert (out / "fails.html").read_bytes() == kept


def test_nothing_half_written_is_left(runs):
    assert not [path.name for path in runs[0].iterdir() if path.name.startswith(".")]


def test_a_good_run_takes_the_failed_notebook_away_and_writes_the_same_page(tmp_path):
    job = Job(write(tmp_path / "good.ipynb", *GOOD), tmp_path / "out")
    job.out.mkdir()
    job.partial.touch()
    pages = []
    for _ in range(2):
        assert run_report(job).error == ""
        pages.append((job.out / "good.html").read_bytes())
    assert pages[0] == pages[1]
    assert not job.partial.exists()


def test_a_report_that_cannot_be_written_is_a_failure_in_words(tmp_path):
    path = write(tmp_path / "good.ipynb", text("# Good"))
    (tmp_path / "out" / "good.html").mkdir(parents=True)
    error = run_report(Job(path, tmp_path / "out")).error
    assert error.startswith("the report could not be written: IsADirectoryError")
    assert [entry.name for entry in (tmp_path / "out").iterdir() if entry.name[0] == "."] == []


def test_braces_in_a_folder_are_not_filled_in(tmp_path):
    folder = tmp_path / "{as_of}"
    folder.mkdir()
    assert run_report(Job(write(folder / "good.ipynb", code("1")), folder)).error == ""
    assert (folder / "good.html").exists()


def test_a_kernel_is_this_python_over_no_open_port(tmp_path):
    source = "import sys\nfrom ipykernel.kernelapp import IPKernelApp\n"
    source += "print(sys.executable, IPKernelApp.instance().transport)"
    path = write(tmp_path / "kernel.ipynb", code(source))
    refresh(path)
    told = nbformat.read(path, as_version=4).cells[0].outputs
    assert [output.text for output in told] == [f"{sys.executable} ipc\n"]


# pages


def page(*cells, show_code=False):
    return report_page(new_notebook(cells=list(cells)), show_code=show_code)


def output(data, **metadata):
    return new_code_cell("x", outputs=[new_output("display_data", data, metadata=metadata)])


def test_a_page_has_a_title_a_language_and_no_code():
    html = page(text("# Who says <what>?"), code("secret = 1"))
    assert "<title>Who says &lt;what&gt;?</title>" in html
    assert '<html lang="en">' in html
    assert "secret" not in html


def test_code_is_shown_on_request():
    assert "if 1 &lt; 2" in page(code("if 1 < 2: pass"), show_code=True)


def test_a_picture_has_its_description():
    html = page(output({"image/png": "AA=="}, **{"image/png": {"alt": 'A "chart" & <b>'}}))
    assert BeautifulSoup(html, "html.parser").img["alt"] == 'A "chart" & <b>'


def test_a_table_keeps_its_caption_and_headers():
    table = '<table><caption>One row.</caption><thead><tr><th scope="col">a</th></tr></thead>'
    table += "<tbody><tr><td>1,500</td></tr></tbody></table>"
    assert table in page(output({"text/html": table}))


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src="https://host.invalid/x.png" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java&#x09;script:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<b onmouseover="alert(1)" style="background:url(https://host.invalid)">x</b>',
        '<iframe src="https://host.invalid"></iframe>',
        "<style>@import 'https://host.invalid'</style>",
        "<svg><script>alert(1)</script></svg>",
        '<form action="https://host.invalid"><input></form>',
        '<meta http-equiv="refresh" content="0;url=https://host.invalid">',
    ],
)
@pytest.mark.parametrize("kind", ["text/html", "text/markdown"])
def test_hostile_markup_is_only_text(html, kind):
    shown = page(output({kind: html})).partition("</style>")[2]
    for trace in ("<script", "<img", "<iframe", "<svg", "<form", "<meta", "<style"):
        assert trace not in shown
    for trace in ("javascript:", "data:", "onerror", "onmouseover=", "style="):
        assert trace not in shown


def test_markdown_of_a_cell_is_cleaned_too():
    assert "<script" not in page(new_markdown_cell("<script>alert(1)</script>"))


def test_links_to_the_web_stay():
    link = '<a href="https://example.org/a">a</a>'
    assert clean(link) == link


def test_the_summary_is_the_question_and_the_finding(runs):
    summary = summarise(nbformat.read(runs[0] / "good.ipynb", as_version=4))
    assert summary.title == "How many?"
    assert summary.finding == "From 10,000 to 12,000 soldiers."
    assert summary.alt == 'A square of "one" colour'


# canonical form


def test_canonical_form_is_a_fixed_point_and_has_no_trace_of_a_run():
    cell = new_code_cell("1", metadata={"execution": {"started": "now"}, "tags": ["a"]})
    cell.outputs = [new_output("stream", text=part) for part in ("a\n", "b\n")]
    notebook = new_notebook(cells=[cell], metadata={"papermill": {}, "title": "a"})
    once = canonical(notebook)
    assert canonical(once) == once
    assert once.cells[0].metadata == {"tags": ["a"]}
    assert [stream.text for stream in once.cells[0].outputs] == ["a\nb\n"]
    assert set(once.metadata) == {"kernelspec", "language_info"}


def test_canonical_ids_are_kept_and_repeated_ones_replaced():
    notebook = new_notebook(cells=[new_code_cell(source) for source in "123"])
    for cell, own in zip(notebook.cells, ["sum", "sum", "cell-02"], strict=True):
        cell["id"] = own
    assert [cell.id for cell in canonical(notebook).cells] == ["sum", "cell-02", "cell-03"]


VIEW, STATE = (f"application/vnd.jupyter.widget-{part}+json" for part in ("view", "state"))


def test_canonical_form_has_no_widget_and_keeps_what_stands_in_for_it():
    view = {VIEW: {"model_id": "0f3a"}}
    cell = new_code_cell("controls")
    cell.outputs = [
        new_output("display_data", {**view, "text/html": "<b>1,500</b>"}, metadata={VIEW: {}}),
        new_output("display_data", view),
        new_output("display_data", {}),
        new_output("stream", text="1,500"),
    ]
    notebook = new_notebook(cells=[cell], metadata={"widgets": {STATE: {"state": {"0f3a": {}}}}})
    once = canonical(notebook)
    assert "0f3a" not in write_text(once) and "widget" not in write_text(once)
    assert [o.get("data", "stream") for o in once.cells[0].outputs] == [
        {"text/html": "<b>1,500</b>"},
        {},
        "stream",
    ]
    assert canonical(once) == once


# refresh


@pytest.fixture
def notebook(tmp_path):
    path = write(tmp_path / "n.ipynb", code("print(1500)"), code("colour = 'navy'" + PICTURE))
    assert refresh(path).changes
    return path


def edit(path, change):
    cells = read_notebook(path)
    change(cells)
    path.write_text(write_text(cells))
    return path.read_bytes()


def square(colour, mark=None):
    file = io.BytesIO()
    image = Image.new("RGB", (64, 64), colour)
    if mark:
        ImageDraw.Draw(image).rectangle((20, 20, 31, 31), mark)
    image.save(file, "PNG", compress_level=1)
    return base64.b64encode(file.getvalue()).decode()


def test_two_refreshes_give_the_same_bytes(notebook):
    before = notebook.read_bytes()
    assert refresh(notebook).changes == []
    assert notebook.read_bytes() == before


def test_check_names_what_changed_and_changes_nothing(notebook):
    before = edit(notebook, lambda n: n.cells[0].outputs[0].update(text="1600\n"))
    (change,) = refresh(notebook, check=True).changes
    assert change.startswith("cell 1 (")
    assert change.endswith(": '1600' is now '1500'")
    assert notebook.read_bytes() == before


@pytest.mark.parametrize(
    "png, seen", [(square((0, 0, 130)), False), (square("navy", mark="red"), True)]
)
def test_only_a_noticeable_change_of_a_picture_counts(notebook, png, seen):
    before = edit(notebook, lambda n: n.cells[1].outputs[0].data.update({"image/png": png}))
    changes = refresh(notebook).changes
    assert bool(changes) == seen
    assert (notebook.read_bytes() != before) == seen


def test_a_notebook_that_fails_is_left_as_it_was(tmp_path):
    path = write(tmp_path / "n.ipynb", code("1 / 0"))
    before = path.read_bytes()
    assert "ZeroDivisionError" in refresh(path).error
    assert path.read_bytes() == before


# pictures


def test_the_difference_of_colours_is_that_of_cielab():
    """Red (53.2, 80.1, 67.2) and green (87.7, -86.2, 83.2) of sRGB, as tabulated."""
    one, other = (base64.b64decode(square(colour)) for colour in ("#ff0000", "#00ff00"))
    assert pictures.difference(one, other) == pytest.approx(170.6, abs=0.1)


def lettered(words, shift=0.0):
    image = Image.new("RGB", (240, 40), "white")
    ImageDraw.Draw(image).text((10 + shift, 10), words, fill="black", font_size=14)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def test_one_digit_in_a_picture_is_seen_and_its_size_too():
    one, other = lettered("around 1,500"), lettered("around 1,600")
    assert pictures.difference(one, other) > pictures.JUST_NOTICEABLE
    smaller = base64.b64decode(square("white"))
    assert pictures.difference(one, smaller) == float("inf")


def test_an_edge_drawn_a_little_off_is_not_seen():
    edges = []
    for grey in (128, 110):
        image = Image.new("RGB", (64, 64), "white")
        ImageDraw.Draw(image).line((20, 0, 20, 64), (grey, grey, grey))
        file = io.BytesIO()
        image.save(file, "PNG")
        edges.append(file.getvalue())
    assert 0 < pictures.difference(*edges) <= pictures.JUST_NOTICEABLE


def test_a_notebook_that_is_none_is_refused_in_words(tmp_path):
    path = tmp_path / "n.ipynb"
    for content in ("<<<<<<< HEAD", json.dumps({"cells": 3}), "[]", ""):
        path.write_text(content)
        with pytest.raises(ValueError, match=r"n\.ipynb: not a notebook"):
            read_notebook(path)
