"""The notebooks in JupyterLab, as a reader opens them: they run, show their charts, stay quiet."""

import json
from contextlib import contextmanager
from pathlib import Path

import pytest

NOTEBOOKS = sorted(path.stem for path in Path("notebooks").glob("*.ipynb"))
OVERVIEW = "overview"
LEDGER = "data/reported_figures.csv"
THEMES = ("Dark", "Light")  # the server remembers the last one

# what stands in an output of the cell at a place, as a reader sees it
SEEN = """place => {
    const cell = window.jupyterapp.shell.currentWidget.content.widgets[place].node;
    const pictures = [...cell.querySelectorAll('.jp-OutputArea-output img')];
    return {
        drawn: pictures.map(one => one.complete && one.naturalWidth > 0),
        words: [...cell.querySelectorAll('.description')].map(one => one.innerText),
        text: cell.querySelector('.jp-Cell-outputWrapper').innerText,
    };
}"""
# the lowest contrast of any text that is drawn in the outputs (WCAG 2.2, 1.4.3)
CONTRAST = r"""() => {
    const light = colour => colour.map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
    const numbers = text => text.match(/[\d.]+/g).map(Number);
    const ground = node => {
        const colour = numbers(getComputedStyle(node).backgroundColor);
        const covers = colour.length < 4 || colour[3] === 1;
        return covers ? colour.slice(0, 3) : ground(node.parentElement);
    };
    const says = node => node.checkVisibility() &&
        [...node.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.data.trim());
    const texts = [...document.querySelectorAll('.jp-OutputArea-output *')].filter(says);
    return Math.min(...texts.map(node => {
        const sides = [numbers(getComputedStyle(node).color).slice(0, 3), ground(node)].map(light);
        return (Math.max(...sides) + 0.05) / (Math.min(...sides) + 0.05);
    }));
}"""
UNSAVED = "() => window.jupyterapp.shell.currentWidget.context.model.dirty"
SAVE = "() => window.jupyterapp.shell.currentWidget.context.save()"
CELLS = "() => window.jupyterapp.shell.currentWidget.content.widgets.map(one => one.model.id)"
OPEN_PATHS = "() => [...window.jupyterapp.shell.widgets('main')].map(one => one.context?.path)"
EDIT = """async ([path, was, is]) => {
    const app = window.jupyterapp;
    const editor = await app.commands.execute('docmanager:open', {path, factory: 'Editor'});
    await editor.context.ready;
    const text = editor.context.model.sharedModel;
    text.setSource(text.getSource().replaceAll(was, is));
    await editor.context.save();
}"""
GO_BACK = """path => {
    const app = window.jupyterapp;
    const opened = [...app.shell.widgets('main')];
    app.shell.activateById(opened.find(one => one.context?.path === path).id);
}"""


@contextmanager
def sheet_of(jupyterlab, name):
    """Open a notebook, and end its kernel afterwards."""
    sheet = jupyterlab.open(name)
    try:
        yield sheet
    finally:
        sheet.close()


@pytest.fixture
def ledger(jupyterlab):
    """The ledger of the copy, which is put back after the test."""
    path = jupyterlab.folder / LEDGER
    before = path.read_bytes()
    yield path
    path.write_bytes(before)


def errors(sheet):
    return [output for output in sheet.outputs() if output["output_type"] == "error"]


def committed_pictures(name):
    """Return the places of the cells of a notebook's file that have a picture."""
    cells = json.loads(Path(f"notebooks/{name}.ipynb").read_text("utf-8"))["cells"]
    kinds = [[kind for o in c.get("outputs", []) for kind in o.get("data", {})] for c in cells]
    return [place for place, found in enumerate(kinds) if "image/png" in found]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_quietly_and_shows_its_charts(jupyterlab, name):
    with sheet_of(jupyterlab, name) as sheet:
        assert not sheet.page.query_selector(".jp-Dialog"), "something is asked before it runs"
        sheet.page.wait_for_timeout(500)
        assert not sheet.ask(UNSAVED), "it was not touched"
        sheet.run_all()
        assert errors(sheet) == []
        for theme in THEMES:
            sheet.theme(theme)
            sheet.scroll_to(len(sheet.cells) - 1)
            sheet.keep(f"lab-{name}-{theme}")
            assert sheet.ask(CONTRAST) >= 4.5, f"text is faint in the theme {theme}"
            for place in committed_pictures(name):
                sheet.scroll_to(place)
                sheet.keep(f"lab-{name}-{theme}-{place}")
                shown = sheet.ask(SEEN, place)
                assert shown["drawn"] and all(shown["drawn"]), f"no chart in cell {place + 1}"
                assert len(shown["words"]) == len(shown["drawn"])
        assert (sheet.elsewhere(), sheet.complaints) == ([], [])


def test_a_notebook_saved_with_its_controls_opens_again_without_them(jupyterlab):
    path = jupyterlab.folder / "notebooks" / "explore.ipynb"
    before = path.read_bytes()
    try:
        with sheet_of(jupyterlab, path.stem) as sheet:
            sheet.run_all()
            sheet.ask(SAVE)
            again = jupyterlab.open(path.stem)  # a second window: the kernel has the controls
            again.page.locator(".figure-controls").first.wait_for(timeout=10_000)
            again.page.close()
            assert again.complaints == []
        assert path.read_bytes() != before
        with sheet_of(jupyterlab, path.stem) as sheet:
            sheet.scroll_to(len(sheet.ask(CELLS)) // 2)
            sheet.page.wait_for_timeout(1000)
            assert not sheet.ask(UNSAVED), "it was not touched"
            assert sheet.complaints == []
    finally:
        path.write_bytes(before)


def test_the_overview_leads_to_every_notebook(jupyterlab):
    others = {f"notebooks/{name}.ipynb" for name in NOTEBOOKS if name != OVERVIEW}
    with sheet_of(jupyterlab, OVERVIEW) as sheet:
        for path in sorted(others):
            sheet.ask(GO_BACK, f"notebooks/{OVERVIEW}.ipynb")
            sheet.scroll_to(0)
            sheet.page.click(f".jp-MarkdownOutput li a[href*='{Path(path).name}']:visible")
            sheet.page.wait_for_selector(f".lm-TabBar-tab[title*='{Path(path).name}']")
        assert others <= set(sheet.ask(OPEN_PATHS))
        assert (sheet.elsewhere(), sheet.complaints) == ([], [])


def test_the_ledger_opens_as_a_table_and_an_edit_changes_the_finding(jupyterlab, ledger):
    name = "figures_by_source"
    with sheet_of(jupyterlab, name) as sheet:
        sheet.run_all()
        assert "run from 10,000 to 12,000, 1.2-fold" in sheet.words()
        sheet.ask(EDIT, [LEDGER, "12,000", "11,000"])
        sheet.ask(EDIT, [LEDGER, ",12000,", ",11000,"])
        sheet.ask(GO_BACK, f"notebooks/{name}.ipynb")
        sheet.run_all()
        assert errors(sheet) == []
        assert "run from 10,000 to 11,000, 1.1-fold" in sheet.words()
        assert "12,000" not in sheet.words()


def test_a_double_click_shows_the_ledger_as_a_table(jupyterlab):
    sheet = jupyterlab.load("data")
    try:
        sheet.page.dblclick(".jp-DirListing-item[title*='reported_figures.csv']")
        sheet.page.wait_for_selector(".jp-CSVViewer canvas")
        sheet.page.wait_for_timeout(500)
        sheet.keep("lab-ledger")
        assert (sheet.elsewhere(), sheet.complaints) == ([], [])
    finally:
        sheet.close()


def test_a_broken_ledger_shows_what_to_mend_and_no_traceback(jupyterlab, ledger):
    text = ledger.read_text("utf-8")
    ledger.write_text(text.replace("2024-10-18", "18.10.2024", 1), "utf-8")
    with sheet_of(jupyterlab, OVERVIEW) as sheet:
        sheet.run_all()
        (place,) = [
            place
            for place, cell in enumerate(sheet.cells)
            if any(output["output_type"] == "error" for output in cell.get("outputs", []))
        ]
        for theme in THEMES:
            sheet.theme(theme)
            sheet.scroll_to(place)
            sheet.keep(f"lab-broken-ledger-{theme}")
            shown = sheet.ask(SEEN, place)["text"]
            assert '"18.10.2024" is not a day written as year-month-day' in shown
            assert "cell " in shown and "reported_figures.csv:" in shown
            assert "Traceback" not in shown and ".py" not in shown
        sheet.page.click(f".jp-OutputArea-output a[href^='{LEDGER}']")  # the place of the mistake
        sheet.page.wait_for_selector(".lm-TabBar-tab[title*='reported_figures.csv']")
