"""The notebook with controls in JupyterLab: each control is operated, and what follows is read."""

import base64
import json
from dataclasses import replace
from statistics import median

import pytest
from hostile import MARK, write_hostile_ledger
from large_ledger import write_large_ledger
from reported_figures.controls.choice import Choice
from reported_figures.controls.found import Found, changed
from reported_figures.ledger import load_ledger
from reported_figures.limits import MOST_BESIDE
from reported_figures.reports.canonical import read_notebook, write_text
from reported_figures.showing import charts, display
from reported_figures.showing.table_forms import cell
from reported_figures.telling import figures_by_source

CONTROLS = "panel.show()"
CELL = "window.jupyterapp.shell.currentWidget.content.widgets[place].node"
TABLES = "def selected"
WORDS = "place => %s.querySelector('.description').textContent"
ROWS = """place => [...%s.querySelectorAll('table')].map(
    table => [...table.querySelectorAll('tbody tr')].map(
        row => [...row.cells].map(one => one.textContent)))"""
PICTURE = "place => %s.querySelector('img').src"
SIDES = """place => ['.figure-controls', 'img'].map(one =>
    %s.querySelector(one).getBoundingClientRect()).map(one => [one.left, one.right, one.width])"""
SENTENCE = """([place, text]) => [...%s.querySelectorAll('.sentence')]
    .some(one => one.textContent === text)"""
TOO_WIDE = """place => {
    const area = %s.querySelector('.jp-OutputArea').getBoundingClientRect();
    const kinds = 'label, input, select, textarea, button, .widget-readout';
    const all = [...%s.querySelectorAll(`.jupyter-widgets :is(${kinds})`)];
    const words = one => one.matches('label, button, .widget-readout');
    const cut = one => words(one) && one.scrollWidth > one.clientWidth + 1;
    return all.filter(one => one.offsetParent && (one.getBoundingClientRect().right > area.right
        || cut(one))).map(one => one.textContent || one.tagName);
}"""


IN_SIGHT = """() => {
    const error = document.querySelector('[data-mime-type="application/vnd.jupyter.stderr"],'
        + ' .jp-OutputArea-output[data-mime-type*="error"]').getBoundingClientRect();
    const view = document.querySelector('.jp-WindowedPanel-outer').getBoundingClientRect();
    return [error.top, error.bottom, view.top, view.bottom];
}"""
CLICK = """async ([clicks, seconds]) => {
    const boxes = [...document.querySelectorAll('.figure-ticks input[type=checkbox]')];
    window.pictures = 0;
    for (let i = 0, start = performance.now(); i < clicks; i++) {
        boxes[(7 * i) % 23].click();
        window.lastClick = performance.now();
        const pause = start + 1000 * seconds * (i + 1) / clicks - window.lastClick;
        await new Promise(done => setTimeout(done, Math.max(0, pause)));
    }
}"""
COUNT_PICTURES = """() => {
    const {kernel} = window.jupyterapp.shell.currentWidget.sessionContext.session;
    kernel.iopubMessage.connect((_, {header, content}) => {
        if (header.msg_type === 'update_display_data' && content.data['image/png']) {
            window.pictures += 1;
            window.lastPicture = performance.now();
        }
    });
}"""
TICKED = """() => [...document.querySelectorAll('.figure-ticks input:checked')]
    .map(one => one.closest('label').textContent)"""
BURSTS, CLICKS, SECONDS = 4, 60, 2


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

    def wait_for_picture(self, picture: str) -> None:
        """Wait until the chart is a picture: it is sent last."""
        script = f"([place, end]) => ({PICTURE})(place).endsWith(end)".replace("%s", CELL)
        self.page.wait_for_function(script, arg=[self.look_at(CONTROLS), picture], timeout=10_000)

    def wait_for_no_rows(self) -> None:
        """Wait until all tables are empty: they are sent after the finding."""
        script = f"place => ({ROWS})(place).every(rows => !rows.length)".replace("%s", CELL)
        self.page.wait_for_function(script, arg=self.look_at(TABLES), timeout=10_000)

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
    explorer.wait_for_picture(picture_of(found))
    words = explorer.read(WORDS, CONTROLS)
    assert words == f"In words. {charts.describe_status(found.in_chart, MOST_BESIDE)}"
    selected, totals, verdicts = explorer.read(ROWS, TABLES)
    assert selected == rows
    assert len(totals) == len(found.bounds)
    assert [row[2] for row in verdicts] == [*found.verdicts["verdict"]]
    explorer.look_at(CONTROLS)
    explorer.sheet.keep(f"explore-{name}")


def picture_of(found):
    """Return the chart of what was found, as the helpers draw it."""
    fig, ax = charts.new_figure()
    title = figures_by_source.headline(found.printed, found.in_chart)
    source = figures_by_source.source_line(found.in_chart, found.ledger.documents)
    colours = charts.source_colours(found.ledger.figures["speaker_id"])
    charts.plot_status(ax, found.in_chart, colours, title, source, MOST_BESIDE)
    return base64.b64encode(display.png(fig)).decode()


def test_a_choice_of_nothing_is_told_in_a_sentence(explorer):
    tick("soldiers who have arrived in Russia or Russian-held territory")(explorer.page)
    explorer.wait_for(figures_by_source.EMPTY)
    explorer.wait_for_no_rows()
    explorer.sheet.keep("explore-nothing")


def test_the_keyboard_is_enough(explorer):
    page = explorer.page
    page.get_by_label("Volodymyr Zelensky", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first quantity
    page.get_by_label("Grouped by").focus()
    for key in ("Space", "ArrowDown", "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(200)
    start = Found(load_ledger(), Choice())
    choice = Choice(sources=("zelensky",), quantities=("soldiers_committed",), group_by="origin")
    explorer.wait_for(changed(start, Found(start.ledger, choice)))
    explorer.look_at(CONTROLS)
    button = page.get_by_role("button", name="Write as a papermill command")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.widget-textarea textarea').value")
    assert explorer.told().endswith(
        "-p sources zelensky -p quantities soldiers_committed -p group_by origin"
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


@pytest.fixture
def at_width(explorer):
    """Return a function that makes the window as wide as it is told."""

    def resize(width):
        explorer.page.set_viewport_size({"width": width, "height": 1000})
        explorer.page.wait_for_timeout(500)

    yield resize
    resize(1400)


@pytest.mark.parametrize("width", [1700, 1400, 1100, 900, 700])
def test_no_control_is_cut_off_and_no_day(explorer, at_width, width):
    slide("Reported by", ["ArrowLeft"])(explorer.page)
    explorer.page.locator(".widget-readout", has_text="2024-10-18").wait_for()
    at_width(width)
    assert explorer.read(TOO_WIDE, CONTROLS) == []
    explorer.sheet.keep(f"explore-{width}")


def test_the_controls_stand_beside_the_chart_if_there_is_room(explorer, at_width):
    at_width(1400)
    (_, end, _), (start, _, width) = explorer.read(SIDES, CONTROLS)
    assert end <= start and width > 400
    at_width(900)
    (left, _, _), (start, _, width) = explorer.read(SIDES, CONTROLS)
    assert abs(start - left) < 20 and width > 400


def test_nothing_is_asked_of_another_host_and_nothing_complains(explorer):
    assert (explorer.sheet.elsewhere(), explorer.sheet.complaints) == ([], [])


def copy_of(jupyterlab, name, **parameters):
    """Write a copy of the notebook with other parameters, and return its name."""
    notebook = read_notebook(jupyterlab.folder / "notebooks" / "explore.ipynb")
    for one in notebook.cells:
        for parameter, value in parameters.items():
            given = f"{parameter}: str = {json.dumps(str(value))}  #"
            one.source = one.source.replace(f'{parameter}: str = ""  #', given)
    path = jupyterlab.folder / "notebooks" / f"{name}.ipynb"
    path.write_text(write_text(notebook), encoding="utf-8")
    return name


@pytest.mark.parametrize("height", [1000, 720])
def test_an_error_is_in_sight_when_all_cells_have_run(jupyterlab, height):
    name = copy_of(jupyterlab, "explore_wrong", as_of="tomorrow")
    sheet = jupyterlab.run(name, width=1280, height=height)
    sheet.page.wait_for_timeout(1000)
    top, bottom, start, end = sheet.ask(IN_SIGHT)
    sheet.keep(f"explore-error-{height}")
    sheet.close()
    assert start <= top and bottom <= end


@pytest.fixture(scope="module")
def sixty(jupyterlab, tmp_path_factory):
    """The notebook on a ledger of 60 rows, and the ledger."""
    folder = write_large_ledger(tmp_path_factory.mktemp("sixty") / "ledger", figures=60)
    explorer = Explorer(jupyterlab.run(copy_of(jupyterlab, "explore_sixty", ledger_path=folder)))
    yield explorer, load_ledger(folder)
    explorer.sheet.close()


def ticked(explorer, ledger):
    """Return what is found for the sources and quantities that are ticked on the page."""
    ticks = explorer.page.evaluate(TICKED)
    names = [
        tuple(frame.loc[frame[label].isin(ticks), name])
        for frame, label, name in (
            (ledger.sources, "name", "source_id"),
            (ledger.quantities, "label", "quantity_id"),
        )
    ]
    return Found(ledger, Choice(sources=names[0], quantities=names[1]))


def test_sixty_clicks_in_two_seconds_end_at_the_last_without_a_fault(sixty):
    explorer, ledger = sixty
    page = explorer.page
    page.evaluate(COUNT_PICTURES)
    settled = []
    for _ in range(BURSTS):
        explorer.look_at(CONTROLS)
        page.evaluate(CLICK, [CLICKS, SECONDS])
        page.wait_for_timeout(2000)  # what the test itself computes would slow the notebook down
        found = ticked(explorer, ledger)
        explorer.wait_for(changed(Found(ledger, Choice()), found))
        explorer.wait_for(found.finding)
        explorer.wait_for_picture(picture_of(found))
        settled.append(page.evaluate("() => window.lastPicture - window.lastClick"))
        assert explorer.told() == ""
        assert page.evaluate("() => window.pictures") < CLICKS / 3, "passing choices are drawn"
    print(f"settled after {median(settled):.0f} ms, at most {max(settled):.0f} ms")
    assert (explorer.sheet.elsewhere(), explorer.sheet.complaints) == ([], [])


def test_sources_of_a_long_list_are_in_order_searched_and_ticked_together(sixty):
    explorer, ledger = sixty
    page = explorer.page
    explorer.press("Back to the start")
    explorer.wait_for(changed(start := Found(ledger, Choice()), start))
    explorer.look_at(CONTROLS)
    sources = page.locator(".figure-ticks").first
    names = sources.locator("label.widget-label-basic")
    numbers = [int(name.split()[-1]) for name in names.all_text_contents()]
    assert len(numbers) == len(ledger.sources) > 20 and numbers == sorted(numbers)
    sources.get_by_label("Search").fill("ministry 12")
    names.nth(1).wait_for(state="detached")
    sources.get_by_role("button", name="All").click()
    (one,) = ledger.sources.loc[ledger.sources["name"].str.endswith(" 12"), "source_id"]
    explorer.wait_for(Found(ledger, Choice(sources=(one,))).finding)
    explorer.look_at(CONTROLS)
    explorer.sheet.keep("explore-search")
    sources.get_by_role("button", name="None").click()
    explorer.wait_for(start.finding)


def test_hostile_text_stays_text_in_the_controls(jupyterlab, tmp_path):
    ledger = write_hostile_ledger(tmp_path / "ledger")
    explorer = Explorer(jupyterlab.run(copy_of(jupyterlab, "explore_hostile", ledger_path=ledger)))
    page = explorer.page
    labels = page.locator(".figure-ticks label").all_text_contents()
    for payload in ("<script>", "onerror=", "{{ 7 * 7 }}", r"$\bad{x}$", "[a link](javascript:"):
        assert any(payload in label for label in labels), payload
    assert page.locator(".jupyter-widgets mjx-container").count() == 0
    assert page.locator(".jupyter-widgets :is(a, img, svg, iframe, form)").count() == 0
    titles = page.locator(".figure-ticks [title]").evaluate_all("all => all.map(one => one.title)")
    assert any("<script>" in title for title in titles), "a tooltip is a label as it is written"
    assert not any("<span" in title or "&lt;" in title for title in titles)
    first = labels.index(load_ledger(ledger).sources["name"][0])
    page.locator(".figure-ticks label").nth(first).locator("input").check()
    explorer.wait_for(Found(load_ledger(ledger), Choice(sources=("source-0",))).finding)
    assert page.evaluate(f"window.{MARK}") is None, "a script of a payload ran"
    assert (explorer.sheet.elsewhere(), explorer.sheet.complaints) == ([], [])
    explorer.look_at(CONTROLS)
    explorer.sheet.keep("explore-hostile")
    explorer.sheet.close()
