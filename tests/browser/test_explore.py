"""The notebook with controls in JupyterLab: each control is operated, and what follows is read."""

import base64
import json
from dataclasses import replace

import pytest
from hostile import MARK, write_hostile_ledger
from reported_figures.comparing.spread import spread_by_quantity
from reported_figures.controls.choice import Choice
from reported_figures.controls.found import Found, changed
from reported_figures.ledger import load_ledger
from reported_figures.reports.canonical import read_notebook, write_text
from reported_figures.showing import charts, display
from reported_figures.showing.table_forms import cell
from reported_figures.telling import figures_by_source

CONTROLS = "panel.show()"
CELL = "window.jupyterapp.shell.currentWidget.content.widgets[place].node"
WORDS = (
    """place => [...%s.querySelectorAll('.jp-OutputArea-output')].map(o => o.innerText.trim())"""
)
ROWS = """place => [...%s.querySelectorAll('tbody tr')].map(
    row => [...row.cells].map(one => one.textContent))"""
PICTURE = "place => %s.querySelector('img').src"
SENTENCE = """([place, text]) => [...%s.querySelectorAll('.sentence')]
    .some(one => one.textContent === text)"""
TOO_WIDE = """place => {
    const area = %s.querySelector('.jp-OutputArea').getBoundingClientRect();
    const all = [...%s.querySelectorAll('.jupyter-widgets label, .jupyter-widgets input,'
        + ' .jupyter-widgets select, .jupyter-widgets textarea, .jupyter-widgets button')];
    const cut = one => one.matches('label, button') && one.scrollWidth > one.clientWidth + 1;
    return all.filter(one => one.offsetParent && (one.getBoundingClientRect().right > area.right
        || cut(one))).map(one => one.textContent || one.tagName);
}"""


class Explorer:
    """The notebook as it is open in JupyterLab."""

    def __init__(self, sheet):
        self.sheet, self.page = sheet, sheet.page
        self.look_at(CONTROLS)
        self.page.get_by_label("Grouped by").wait_for()

    def place(self, source: str) -> int:
        return next(i for i, one in enumerate(self.sheet.cells) if source in "".join(one["source"]))

    def look_at(self, source: str) -> int:
        """Scroll to the cell with a piece of source, and return its place."""
        place = self.place(source)
        self.sheet.scroll_to(place)
        return place

    def read(self, script: str, source: str):
        return self.page.evaluate(script.replace("%s", CELL), self.look_at(source))

    def wait_for(self, text: str) -> None:
        """Wait until the finding has a sentence."""
        script = SENTENCE.replace("%s", CELL)
        self.page.wait_for_function(script, arg=[self.look_at("def finding"), text], timeout=10_000)

    def told(self) -> str:
        return self.page.get_by_label("Result").input_value()

    def press(self, name: str) -> None:
        self.look_at(CONTROLS)
        self.page.get_by_role("button", name=name).click()


@pytest.fixture(scope="module")
def opened(jupyterlab):
    """The notebook, opened once for all tests."""
    explorer = Explorer(jupyterlab.run("explore"))
    yield explorer
    explorer.sheet.close()


@pytest.fixture
def explorer(opened):
    """The notebook with its controls at the start."""
    opened.press("Back to the start")
    opened.wait_for(changed(start := Found(load_ledger(), Choice()), start))
    opened.look_at(CONTROLS)
    return opened


def tick(label):
    return lambda page: page.get_by_label(label, exact=True).check()


def pick(label, value):
    return lambda page: page.get_by_label(label).select_option(value)


def slide(label, keys):
    def act(page):
        page.locator(".widget-slider", has_text=label).get_by_role("slider").focus()
        for key in keys:
            page.keyboard.press(key)

    return act


CHANGES = {
    "sources": (tick("Volodymyr Zelensky"), ("zelensky",)),
    "quantities": (
        tick("soldiers that North Korea is sending or will send"),
        ("soldiers_committed",),
    ),
    "since": (slide("Reported from", ["ArrowRight", "ArrowRight"]), "2024-10-18"),
    "as_of": (slide("Reported by", ["ArrowLeft", "ArrowLeft"]), "2024-10-17"),
    "rule_set": (pick("Hedges read by", "round_bare"), "round_bare"),
    "vague_set": (pick("Vague words by", "acled"), "acled"),
    "group_by": (pick("Grouped by", "organisation"), "organisation"),
    "split_by_status": (tick("Compare only within one status"), True),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_control_changes_table_chart_and_sentence(explorer, name):
    act, value = CHANGES[name]
    act(explorer.page)
    start = Found(load_ledger(), Choice())
    found = Found(start.ledger, replace(Choice(), **{name: value}))
    explorer.wait_for(changed(start, found))
    explorer.wait_for(found.finding)
    rows = [[cell(one) for one in row] for row in found.table.itertuples(index=False)]
    assert explorer.read(ROWS, "def selected") == rows
    assert explorer.read(PICTURE, "def side_by_side").endswith(picture_of(found))
    words = explorer.read(WORDS, "def side_by_side")
    assert words[-1] == f"In words. {charts.describe_status(found.in_unit)}"
    assert [row[2] for row in explorer.read(ROWS, "def verdicts")] == [*found.verdicts["verdict"]]
    assert len(explorer.read(ROWS, "def totals")) == len(found.bounds)
    explorer.look_at(CONTROLS)
    explorer.sheet.keep(f"explore-{name}")


def picture_of(found):
    """Return the chart of what was found, as the helpers draw it."""
    fig, ax = charts.new_figure()
    title = figures_by_source.headline(spread_by_quantity(found.in_unit))
    source = figures_by_source.source_line(found.in_unit, found.ledger.documents)
    colours = charts.source_colours(found.ledger.figures["speaker_id"])
    charts.plot_status(ax, found.in_unit, title, source, colours)
    return base64.b64encode(display.png(fig, crop=False)).decode()


def test_a_choice_of_nothing_is_told_in_a_sentence(explorer):
    tick("soldiers who have arrived in Russia or Russian-held territory")(explorer.page)
    explorer.wait_for(figures_by_source.EMPTY)
    assert explorer.read(ROWS, "def selected") == []
    explorer.sheet.keep("explore-nothing")


def test_the_keyboard_is_enough(explorer):
    page = explorer.page
    page.get_by_label("Mark Rutte", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first quantity
    page.get_by_label("Grouped by").focus()
    for key in ("Space", "ArrowDown", "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(200)
    start = Found(load_ledger(), Choice())
    choice = Choice(sources=("rutte",), quantities=("soldiers_committed",), group_by="origin")
    explorer.wait_for(changed(start, Found(start.ledger, choice)))
    explorer.look_at(CONTROLS)
    button = page.get_by_role("button", name="Write as a papermill command")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.widget-textarea textarea').value")
    assert explorer.told().endswith(
        "-p sources rutte -p quantities soldiers_committed -p group_by origin"
    )


def test_the_rows_are_saved_beside_the_notebook(explorer, jupyterlab):
    tick("Kyrylo Budanov")(explorer.page)
    explorer.press("Save the rows as CSV")
    explorer.page.wait_for_function(
        "() => document.querySelector('.widget-textarea textarea').value.startsWith('Saved')"
    )
    path = jupyterlab.folder / "notebooks" / "selected_figures.csv"
    assert explorer.told() == f"Saved 1 row as {path}"
    assert "budanov-kursk" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [1400, 900, 700])
def test_no_control_is_cut_off(explorer, width):
    explorer.page.set_viewport_size({"width": width, "height": 1000})
    explorer.page.wait_for_timeout(500)
    try:
        assert explorer.read(TOO_WIDE, CONTROLS) == []
        explorer.sheet.keep(f"explore-{width}")
    finally:
        explorer.page.set_viewport_size({"width": 1400, "height": 1000})


def test_nothing_is_asked_of_another_host_and_nothing_complains(explorer):
    assert (explorer.sheet.elsewhere(), explorer.sheet.complaints) == ([], [])


def test_hostile_text_stays_text_in_the_controls(jupyterlab, tmp_path):
    ledger = write_hostile_ledger(tmp_path / "ledger")
    notebook = read_notebook(jupyterlab.folder / "notebooks" / "explore.ipynb")
    given = f"ledger_path: str = {json.dumps(str(ledger))}  #"
    for one in notebook.cells:
        one.source = one.source.replace('ledger_path: str = ""  #', given)
    copy = jupyterlab.folder / "notebooks" / "explore_hostile.ipynb"
    copy.write_text(write_text(notebook), encoding="utf-8")
    explorer = Explorer(jupyterlab.run("explore_hostile"))
    page = explorer.page
    labels = page.locator(".figure-ticks label").all_text_contents()
    for payload in ("<script>", "onerror=", "{{ 7 * 7 }}", r"$\bad{x}$", "[a link](javascript:"):
        assert any(payload in label for label in labels), payload
    assert page.locator(".jupyter-widgets mjx-container").count() == 0
    assert page.locator(".jupyter-widgets :is(a, img, svg, iframe, form)").count() == 0
    page.locator(".figure-ticks input").first.check()
    explorer.wait_for(Found(load_ledger(ledger), Choice(sources=("source-0",))).finding)
    assert page.evaluate(f"window.{MARK}") is None, "a script of a payload ran"
    assert (explorer.sheet.elsewhere(), explorer.sheet.complaints) == ([], [])
    explorer.look_at(CONTROLS)
    explorer.sheet.keep("explore-hostile")
    explorer.sheet.close()
