"""Runs of notebooks: a report is the old one or a whole new one, and tells the truth."""

import base64
import io
import json
import sys
from functools import partial
from urllib.parse import unquote
from zipfile import ZipFile

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pages import PICTURE, code, parameters, text, write
from PIL import Image, ImageDraw
from reported_figures.reports import batch
from reported_figures.reports.canonical import canonical, read_notebook, write_text
from reported_figures.reports.markup import clean
from reported_figures.reports.page import report_page, summarise
from reported_figures.reports.refresh import JUST_NOTICEABLE, difference, refresh
from reported_figures.reports.source import SourceError, read_source
from reported_figures.reports.tasks import COMMAND, Task
from reported_figures.reports.warm.kernels import cell_error
from reported_figures.reports.warm.processes import in_own_process, local_executor

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


def task(path, **options):
    return Task(path.stem, str(path), path.read_bytes(), str(path.parent), **options)


def make(out, *tasks, cold=False):
    """Make reports as the command does, and return the records."""
    out.mkdir(exist_ok=True)
    work = partial(in_own_process, batch.make, cold=cold)
    with local_executor(len(tasks)) as executor:
        return batch.make_reports(out, tasks, executor, work)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Make each report once; then break all notebooks but one and make them all again."""
    folder, out = tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("reports")
    values = {"as_of": "2024-10-17", "sources": ["007", "a b"]}
    good = task(write(folder / "good.ipynb", *GOOD), parameters=values)
    paths = [write(folder / f"{name}.ipynb", *GOOD) for name in BAD]
    first = make(out, good, task(paths[0]))
    assert not any(record.error for record in first.values()), first
    kept = (out / "fails.html").read_bytes()
    for path in paths:
        write(path, code("1 + 1"), code(BAD[path.stem][0]), code("2 + 2"))
    bad = [task(path, timeout=8 if path.stem == "hangs" else 300) for path in paths]
    return out, make(out, good, *bad), kept


def test_a_good_run_leaves_notebook_page_and_picture(runs):
    out, records, _ = runs
    assert (records["good"].status, records["good"].error) == ("done", "")
    assert all((out / f"good{part}").stat().st_size for part in (".ipynb", ".html", ".png"))


def test_parameters_reach_the_notebook_in_their_types(runs):
    notebook = nbformat.read(runs[0] / "good.ipynb", as_version=4)
    assert notebook.cells[3].outputs[0].text == "'2024-10-17' ['007', 'a b']\n"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_run_says_what_ended_it_and_where(runs, name):
    source, reason = BAD[name]
    record = runs[1][name]
    assert record.status == "failed"
    assert reason in record.error
    assert f'in the cell "{source.splitlines()[0]}"' in record.error


@pytest.mark.parametrize("name", BAD)
def test_a_bad_run_keeps_its_notebook_under_a_name_of_its_own(runs, name):
    out = runs[0]
    kept = nbformat.read(out / f"{name}.failed.ipynb", as_version=4).cells
    cells = [cell for cell in kept if cell.cell_type == "code"]
    assert cells[0].outputs[0].data["text/plain"] == "2", "what had run is not kept"
    assert name == "fails" or not (out / f"{name}.html").exists()


def test_a_bad_run_leaves_the_last_good_report(runs):
    out, _, kept = runs
    assert (out / "fails.html").read_bytes() == kept


def test_nothing_half_written_is_left(runs):
    assert not [path.name for path in runs[0].iterdir() if path.name.startswith(".")]


def test_a_good_run_takes_the_failed_notebook_away_and_writes_the_same_page(tmp_path):
    path, out = write(tmp_path / "good.ipynb", *GOOD), tmp_path / "out"
    out.mkdir()
    (out / "good.failed.ipynb").touch()
    pages = []
    for cold in (False, True):
        assert make(out, task(path), cold=cold)["good"].error == ""
        pages.append((out / "good.html").read_bytes())
    assert pages[0] == pages[1]
    assert not (out / "good.failed.ipynb").exists()


def test_a_report_that_cannot_be_written_is_a_failure_in_words(tmp_path):
    path = write(tmp_path / "good.ipynb", text("# Good"))
    (tmp_path / "out" / "good.html").mkdir(parents=True)
    record = make(tmp_path / "out", task(path))["good"]
    assert record.error == "the report could not be written: Is a directory"
    assert not (tmp_path / "out" / "good.ipynb").exists()
    assert [entry.name for entry in (tmp_path / "out").iterdir() if entry.name[0] == "."] == []


def test_braces_in_a_folder_are_not_filled_in(tmp_path):
    folder = tmp_path / "{as_of}"
    folder.mkdir()
    assert make(folder, task(write(folder / "good.ipynb", code("1"))))["good"].error == ""
    assert (folder / "good.html").exists()


def test_a_kernel_is_this_python_over_no_open_port(tmp_path):
    source = "import sys\nfrom ipykernel.kernelapp import IPKernelApp\n"
    source += "print(sys.executable, IPKernelApp.instance().transport)"
    path = write(tmp_path / "kernel.ipynb", code(source))
    refresh(path)
    told = nbformat.read(path, as_version=4).cells[0].outputs
    assert [output.text for output in told] == [f"{sys.executable} ipc\n"]


# pages


def page(*cells, **options):
    return report_page(new_notebook(cells=list(cells)), **options)


def soup(*cells, **options):
    return BeautifulSoup(page(*cells, **options), "html.parser")


def told(stream):
    return new_code_cell("x", outputs=[new_output("stream", text=stream)])


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


def in_words(alt, **metadata):
    """Return a cell that shows a picture and then says in words what it shows, as charts do."""
    noted = {"image/png": {"alt": alt, **metadata}}
    shown = [
        new_output("display_data", {"image/png": "AA=="}, metadata=noted),
        new_output(
            "display_data", {"text/plain": f"In words: {alt}", "text/html": f"<p>{alt}</p>"}
        ),
    ]
    return new_code_cell("x", outputs=shown)


def test_the_words_of_a_picture_stand_once_on_its_page():
    seen = soup(in_words("A plot. One is 1,500, another 10,000."))
    assert str(seen).count("One is 1,500, another 10,000.") == 1
    assert seen.img["alt"] == "A plot"
    assert seen.select_one("figure details p").text == "A plot. One is 1,500, another 10,000."


def test_a_picture_can_be_taken_along_and_has_an_address():
    seen = soup(in_words("One."), in_words("Two.", svg="PHN2Zz4="))
    files = {a["download"]: a["href"] for a in seen.select("figure a[download]")}
    assert files == {
        "picture-1.png": "data:image/png;base64,AA==",
        "picture-2.png": "data:image/png;base64,AA==",
        "picture-2.svg": "data:image/svg+xml;base64,PHN2Zz4=",
    }
    assert [one["id"] for one in seen.find_all("figure")] == ["picture-1", "picture-2"]


def method(source):
    return new_markdown_cell(source, metadata={"tags": ["method"]})


@pytest.mark.parametrize("show_code, first", [(False, "Result"), (True, "The choice")])
def test_the_method_comes_last_unless_code_is_read_in_order(show_code, first):
    seen = soup(method("# How many?\n\n## The choice"), text("## Result"), show_code=show_code)
    headings = [one.text for one in seen.select(".body h2, .body h3")]
    assert seen.h1.text == "How many?"
    assert headings[0] == first and set(headings) >= {"Result", "The choice"}


def test_a_page_leads_back_to_the_index_and_to_its_neighbours():
    seen = soup(text("# How many?"), links={"time line": "timeline--1.html"})
    ways = [(a.text, a["href"]) for a in seen.find_all("a")]
    assert ways == [("All reports", "index.html"), ("time line", "timeline--1.html")]


def test_rows_with_an_address_are_known_by_their_words():
    row = '<tr id="kursk&amp;1"><td>Budanov</td><td></td><td class="number">2,600 &lt;</td></tr>'
    cells = output({"text/html": f"<table><tr><td>none</td></tr>{row}</table>"})
    assert summarise(new_notebook(cells=[cells])).rows == [("kursk&1", "Budanov · 2,600 <")]


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


def test_a_notebook_without_a_title_still_has_one_as_a_page():
    seen = soup(text("## Data"))
    assert [seen.title.text, seen.h1.text] == ["Report", "Report"]


def test_the_contents_lead_to_every_heading_and_are_nested_as_they_are():
    headings = ["# How many?", "## Data", "### Rows & <cells>", "## Data", "## Finding"]
    seen = soup(*map(text, headings), told("1,500"), told("A note."))
    nav = seen.select_one("nav[aria-label=Contents]")
    links = nav.select("a")
    assert [link.text for link in links] == ["Data", "Rows & <cells>", "Data", "Finding"]
    reached = [seen.find(id=unquote(link["href"].removeprefix("#"))) for link in links]
    assert [heading.name for heading in reached] == ["h2", "h3", "h2", "h2"]
    assert reached[0] is not reached[2]
    assert [link.text for link in nav.select("ol ol a")] == ["Rows & <cells>"]


def test_a_heading_takes_no_markup_into_its_anchor():
    hostile = text("# A\n\n## \"><img src=x onerror=alert(1)>\n\n<p title='<h2>b onclick=x'>c</p>")
    seen = soup(hostile, text("## B"))
    assert not seen.find_all("img") and not seen.find_all(onclick=True)


def test_the_finding_stands_first_and_once():
    said = told("- From 10,000 to 12,000.\n- None is\n  confirmed.\n")
    seen = soup(text("# How many?"), told("1,500"), text("## Finding"), said)
    lead = seen.select_one("header .lead")
    assert [line.text for line in lead.select("li")] == [
        "From 10,000 to 12,000.",
        "None is confirmed.",
    ]
    assert "None is" not in seen.select_one(".body").text  # it stands on the page once
    assert not seen.find(id="Finding")  # nothing is left under it


def test_what_else_stands_under_the_finding_stays_there():
    seen = soup(text("# How many?"), text("## Finding"), told("At most 12,000."), told("A note."))
    assert [p.text for p in seen.select(".lead p")][1] == "At most 12,000."
    assert seen.find(id="Finding").find_next("pre").text == "A note."


NOTE = {"text/html": '<div class="note">It does not show why.</div>', "text/plain": "Note: no."}


def test_a_note_to_the_finding_stands_with_it_where_nothing_else_is_left():
    said = told("- From 10,000 to 12,000.")
    seen = soup(text("# How many?"), text("## Finding"), said, output(NOTE))
    assert [note.text for note in seen.select("header .note")] == ["It does not show why."]
    assert not seen.select(".body .note") and not seen.find(id="Finding")


def test_what_leads_to_nothing_is_not_on_the_page():
    cells = [
        text("# How many?"), code("x"),
        text("## Empty\n\nThe table has them."), code("x"), output(NOTE),
        text("## Words alone\n\nA rule set is rows."),
        text("## Half"), code("x"), text("A paragraph that leads to nothing."), code("x"),
        text("### Below"), told("Two fell."),
        text("## All empty"), code("x"), text("### Empty, too"), code("x"),
    ]  # fmt: skip
    seen = soup(*cells)
    assert [heading.text for heading in seen.select("h2, h3")] == ["Words alone", "Half", "Below"]
    assert [p.text for p in seen.select(".body section p")] == ["A rule set is rows."]
    assert not seen.select(".note")


def test_a_page_with_its_code_keeps_what_the_code_stands_under():
    seen = soup(text("# How many?"), text("## Empty"), code("changes = []"), show_code=True)
    assert [heading.text for heading in seen.select("h2")] == ["Empty"]


def test_a_finding_of_many_lines_says_how_many_more_there_are():
    entries = "".join(f"<li>Line {n}.</li>" for n in range(1, 9))
    plain = "".join(f"- Line {n}.\n" for n in range(1, 9))
    said = output({"text/html": f"<ul>{entries}</ul>", "text/plain": plain})
    seen = soup(text("# How many?"), text("## Finding"), said)
    assert [line.text for line in seen.select(".body li")] == ["Line 6.", "Line 7.", "Line 8."]
    assert [line.text for line in seen.select(".lead li")] == [f"Line {n}." for n in range(1, 6)]
    where = seen.select_one(".lead .where")
    assert where.text == "3 more under Finding."
    assert seen.find(id=where.a["href"].removeprefix("#")).text == "Finding"


def test_a_table_or_a_picture_is_no_finding_in_words():
    table = output({"text/html": "<table><tr><td>1</td></tr></table>", "text/plain": "a  b"})
    seen = soup(text("## Finding"), table, output({"image/png": "AA=="}), told("At most 12,000."))
    assert [p.text for p in seen.select(".lead p")][1] == "At most 12,000."


def test_a_page_without_a_finding_has_no_lead():
    assert not soup(text("# How many?"), told("1,500")).select(".lead")


def test_the_parameters_that_were_set_are_shown_and_blank_is_called_so():
    notebook = new_notebook(cells=[text("# How many?")])
    notebook.metadata["papermill"] = {"parameters": {"sources": ["<b>", "nis"], "as_of": ""}}
    seen = BeautifulSoup(report_page(notebook), "html.parser").select_one(".parameters")
    assert [(row.dt.text, row.dd.text) for row in seen.select("dl > div")] == [
        ("as_of", "blank"),
        ("sources", "<b>, nis"),
    ]


def test_the_ledger_is_told_once_by_the_footer():
    notebook = new_notebook(cells=[text("# How many?")])
    notebook.metadata["papermill"] = {"parameters": {"ledger_path": "/home/a", "as_of": "2024"}}
    for footer, told in ((None, {"ledger_path", "as_of"}), ({"Ledger": "a"}, {"as_of"})):
        page = BeautifulSoup(report_page(notebook, footer=footer), "html.parser")
        assert {name.text for name in page.select(".parameters dt")} == told


def test_the_footer_says_what_the_report_was_made_from():
    footer = {"Ledger": "data, SHA-256 <3fa9>", COMMAND: "reported-figures report -p a 'b c'"}
    seen = soup(text("# How many?"), footer=footer).select_one("body > footer")
    shown = {row.dt.text: row.dd.text for row in seen.select("dl > div")}
    assert shown == footer and list(shown) == list(footer)
    assert [code.text for code in seen.select("code")] == [footer[COMMAND]]


def test_tables_to_download_are_told_apart_by_their_captions():
    tables = [f"<table><caption>Of {name} &amp; b</caption></table>" for name in ("one", "two")]
    seen = soup(*(output({"text/html": html, "text/csv": "a"}) for html in tables))
    names = [link.text for link in seen.select("a[download]")]
    assert names == [
        "This table as CSV. Table 1: Of one & b",
        "This table as CSV. Table 2: Of two & b",
    ]


def test_all_of_a_list_can_be_taken_along():
    html = '<div class="listing"><ul><li>One is said.</li></ul></div>'
    (link,) = soup(output({"text/html": html, "text/csv": "sentence\nOne"})).select("a[download]")
    assert (link["download"], link.text) == ("list-1.csv", "All as CSV. List 1")
    assert base64.b64decode(link["href"].partition(",")[2]) == b"sentence\nOne"


def test_a_large_file_is_packed():
    table = "number\n" + "1,500\n" * 20_000
    cells = output({"text/html": "<table></table>", "text/csv": table})
    (link,) = soup(cells).select("a[download]")
    assert (link["download"], link.text) == ("table-1.zip", "This table as CSV (ZIP). Table 1")
    packed = ZipFile(io.BytesIO(base64.b64decode(link["href"].partition(",")[2])))
    assert packed.namelist() == ["table-1.csv"]
    assert packed.read("table-1.csv").decode() == table


@pytest.mark.parametrize(
    ("tag", "code", "said"),
    [
        ("remove-cell", False, False),
        ("remove_cell", False, False),
        ("remove-input", False, True),
        ("hide-input", False, True),
        ("remove-output", True, False),
        ("other", True, True),
    ],
)
def test_tags_keep_from_a_page_what_they_keep_from_those_of_jupyters_tools(tag, code, said):
    cell = told("1,500")
    cell.source, cell.metadata["tags"] = "secret = 1", [tag]
    seen = report_page(new_notebook(cells=[text("# How many?"), cell]), show_code=True)
    assert ("secret = 1" in seen, "1,500" in seen) == (code, said)


CELL = {"cell_type": "code", "source": "x = 1", "metadata": {"tags": ["parameters"]}}


@pytest.mark.parametrize(
    ("cell", "metadata"),
    [
        ({name: CELL[name] for name in ("cell_type", "source")}, {}),
        ({name: CELL[name] for name in ("cell_type", "metadata")}, {}),
        (CELL | {"metadata": {"tags": None}}, {}),
        (CELL | {"metadata": []}, {}),
        (CELL | {"source": 5}, {}),
        ("x = 1", {}),
        (CELL, {"kernelspec": "python3"}),
        (CELL, []),
    ],
)
def test_what_has_not_the_form_of_a_notebook_is_refused_in_a_line(tmp_path, cell, metadata):
    path = tmp_path / "a.ipynb"
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": [cell]}
    path.write_text(json.dumps(whole))
    with pytest.raises(SourceError, match=r"a\.ipynb: not a notebook of format 4 \(.+\)\.$"):
        read_source(path)


def test_brackets_without_end_are_no_notebook(tmp_path):
    (tmp_path / "a.ipynb").write_text("[" * 100_000)
    with pytest.raises(SourceError, match="not a notebook of format 4"):
        read_source(tmp_path / "a.ipynb")


def test_a_cell_that_is_tagged_not_to_be_run_is_no_failure():
    cell = new_code_cell("1 / 0", metadata={"tags": ["skip-execution"]})
    assert cell_error(new_notebook(cells=[cell])) == ""


def test_an_error_that_a_cell_is_tagged_to_raise_is_shown_and_no_failure(tmp_path):
    fails = code("int('many')")
    fails.metadata["tags"] = ["raises-exception"]
    path = write(tmp_path / "a.ipynb", text("# A"), fails, code("print('went on')"))
    made = in_own_process(batch.make, Task("a", str(path), path.read_bytes()))
    seen = BeautifulSoup(made.parts[".html"], "html.parser")
    assert made.error == "" and len(nbformat.reads(made.parts[".ipynb"], 4).cells) == 3
    assert "invalid literal" in seen.text and "went on" in seen.text
    assert refresh(path).error == ""


@pytest.mark.parametrize("first", [[], ["int('many')"]], ids=["alone", "after one expected"])
def test_a_command_of_ipython_that_fails_in_the_last_cell_is_told(tmp_path, first):
    expected = [code(source) for source in first]
    for cell in expected:
        cell.metadata["tags"] = ["raises-exception"]
    path = write(tmp_path / "a.ipynb", text("# A"), *expected, code("%no_such_magic"))
    made = in_own_process(batch.make, Task("a", str(path), path.read_bytes()))
    assert 'in the cell "%no_such_magic"' in made.error and "not found" in made.error
    assert refresh(path).error


def test_outputs_that_are_slow_to_come_are_waited_for(tmp_path):
    """Papermill would stop after 4 seconds; nbclient would go on without them."""
    late = "get_ipython().kernel.iopub_thread.schedule(lambda: __import__('time').sleep(6))"
    path = write(tmp_path / "a.ipynb", text("# A"), code(f"{late}\nprint('late')"))
    made = in_own_process(batch.make, Task("a", str(path), path.read_bytes()))
    assert made.error == "" and "late" in made.parts[".html"].decode()
    assert refresh(path).error == ""
    assert nbformat.read(path, 4).cells[1].outputs[0].text == "late\n"


def test_what_was_shown_in_a_widget_stays(tmp_path):
    shows = "import ipywidgets\nheld = ipywidgets.Output()\nwith held:\n    print('inside')\nheld"
    path = write(tmp_path / "a.ipynb", text("# A"), code(shows))
    made = in_own_process(batch.make, Task("a", str(path), path.read_bytes()))
    assert made.error == "" and "inside" in made.parts[".html"].decode()
    assert refresh(path).error == ""
    assert [output.text for output in nbformat.read(path, 4).cells[1].outputs] == ["inside\n"]


def test_the_title_that_a_notebook_notes_is_that_of_its_page():
    noted = new_notebook(cells=[text("Some.")], metadata={"title": "How many?"})
    assert BeautifulSoup(report_page(noted), "html.parser").title.text == "How many?"


def test_pictures_of_a_text_stand_in_the_page(tmp_path):
    for name in ("map.png", "map (1).png", "kärt.png"):
        (tmp_path / name).write_bytes(b"PNG")
    (tmp_path.parent / "outside.png").write_bytes(b"PNG")
    cell = text(
        "# Pictures\n\n![own](attachment:a.png) ![space](attachment:b%20c.png) ![f](map.png) "
        "![turn](map%20(1).png) ![letters](kärt.png 'a (title)') ![by name][map]\n"
        "<img src='map.png' width='300' alt='tag'> ![outside](../outside.png) ![none](none.png) "
        "![far](https://example.org/a.png) ![lost](attachment:lost.png)\n\n[map]: map.png\n\n"
        "```\n![code](map.png)\n```\n"
    )
    cell.attachments = {name: {"image/png": "AAAA"} for name in ("a.png", "b c.png")}
    seen = soup(cell, folder=str(tmp_path))
    own, file = "data:image/png;base64,AAAA", "data:image/png;base64,UE5H"
    pictures = [(picture["alt"], picture["src"]) for picture in seen.find_all("img")]
    assert pictures == [
        *(("own", own), ("space", own), ("f", file), ("turn", file), ("letters", file)),
        *(("by name", file), ("tag", file)),
    ]
    assert all(word in seen.text for word in ("outside", "none", "far", "lost"))
    assert "![code](map.png)" in seen.text
    assert seen.find("img", width="300")


def test_pictures_of_an_output_stand_in_the_page(tmp_path):
    (tmp_path / "map.png").write_bytes(b"PNG")
    cell = code("show()")
    shown = [{"text/html": '<img src="map.png">'}, {"text/markdown": "![a map](map.png)"}]
    cell.outputs = [new_output("display_data", data) for data in shown]
    sources = [picture["src"] for picture in soup(cell, folder=str(tmp_path)).find_all("img")]
    assert sources == ["data:image/png;base64,UE5H"] * 2


def test_a_title_is_found_below_a_picture_that_is_attached():
    cell = new_markdown_cell("![logo](attachment:logo.png)", attachments={})
    assert summarise(new_notebook(cells=[cell, text("# How many?")])).title == "How many?"


def test_a_frame_of_pandas_is_shown_without_its_rules_of_style():
    cell = code("frame")
    frame = pd.DataFrame({"dead": [12]})
    cell.outputs = [new_output("execute_result", {"text/html": frame._repr_html_()})]
    seen = soup(text("# A"), cell)
    assert "12" in seen.text and "vertical-align" not in seen.main.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text/plain": "<Latex object>", "text/latex": "$x^2$"}, "$x^2$"),
        ({"text/plain": "x**2", "text/latex": "$x^2$"}, "x**2"),
        (
            {"application/vnd.plotly.v1+json": {"data": []}},
            "An output that a page cannot show: application/vnd.plotly.v1+json",
        ),
        ({"text/html": "<script>var x = 1</script><b>1</b>", "text/plain": "1"}, "1"),
    ],
)
def test_of_an_output_what_a_person_reads_is_shown(data, words):
    cell = code("show")
    cell.outputs = [new_output("display_data", data)]
    assert soup(text("# A"), cell).select_one(".body").text.strip() == words


def test_the_name_of_an_object_is_no_description_of_a_picture():
    cell = code("plot")
    cell.outputs = [new_output("display_data", {"image/png": "AAAA", "text/plain": "<Figure>"})]
    assert soup(cell).find("img")["alt"] == "A picture without a description"


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="data:text/html;base64,AAAA">x</a>',
        '<a href=" data:text/html,x">x</a>',
        '<img src="data:text/html;base64,AAAA">',
        '<img src="https://example.org/a.png">',
        '<img src="data:image/png;base64,AAAA" onerror="x()">',
    ],
)
def test_nothing_but_a_picture_in_the_page_is_shown_from_data(markup):
    seen = soup(text(f"# A\n\n{markup}"))
    assert not seen.find_all(href=True)
    assert not seen.find_all(onerror=True)
    sources = [picture["src"] for picture in seen.find_all("img", src=True)]
    assert all(source.startswith("data:image/png") for source in sources)


# canonical form


def test_canonical_form_is_a_fixed_point_and_has_no_trace_of_a_run():
    noted = {"execution": {"started": "now"}, "tags": ["a"], "slideshow": {"slide_type": "slide"}}
    cell = new_code_cell("1", metadata=noted)
    cell.outputs = [new_output("stream", text=part) for part in ("a\n", "b\n")]
    own = {"title": "a", "authors": [{"name": "A. B."}]}
    kernel = {"name": "own", "display_name": "Own"}
    ran_in = {"name": "python", "version": "3.99"}
    metadata = {**own, "papermill": {}, "kernelspec": kernel, "language_info": ran_in}
    notebook = new_notebook(cells=[cell], metadata=metadata)
    once = canonical(notebook)
    assert canonical(once) == once
    assert once.cells[0].metadata == {"tags": ["a"], "slideshow": {"slide_type": "slide"}}
    assert [stream.text for stream in once.cells[0].outputs] == ["a\nb\n"]
    assert once.metadata == {
        **own,
        "kernelspec": {**kernel, "language": "python"},
        "language_info": {"name": "python"},
    }


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
    assert difference(one, other) == pytest.approx(170.6, abs=0.1)


def lettered(words, shift=0.0):
    image = Image.new("RGB", (240, 40), "white")
    ImageDraw.Draw(image).text((10 + shift, 10), words, fill="black", font_size=14)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def test_one_digit_in_a_picture_is_seen_and_its_size_too():
    one, other = lettered("around 1,500"), lettered("around 1,600")
    assert difference(one, other) > JUST_NOTICEABLE
    smaller = base64.b64decode(square("white"))
    assert difference(one, smaller) == float("inf")


def test_an_edge_drawn_a_little_off_is_not_seen():
    edges = []
    for grey in (128, 110):
        image = Image.new("RGB", (64, 64), "white")
        ImageDraw.Draw(image).line((20, 0, 20, 64), (grey, grey, grey))
        file = io.BytesIO()
        image.save(file, "PNG")
        edges.append(file.getvalue())
    assert 0 < difference(*edges) <= JUST_NOTICEABLE


def test_a_notebook_that_is_none_is_refused_in_words(tmp_path):
    path = tmp_path / "n.ipynb"
    for content in ("<<<<<<< HEAD", json.dumps({"cells": 3}), "[]", ""):
        path.write_text(content)
        with pytest.raises(ValueError, match=r"n\.ipynb: not a notebook"):
            read_notebook(path)
