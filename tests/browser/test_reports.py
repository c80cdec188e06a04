"""The reports and their index in a real browser: quiet, described, and fit for any screen."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hostile import MARK

NOTEBOOKS = sorted(path.stem for path in Path("notebooks").glob("*.ipynb"))
PAGES = ["index", *NOTEBOOKS]


class Visit:
    """One look at a page: what it asked for, what it complained of, and the page itself."""

    def __init__(self, browser, path: Path, width: int = 1200):
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.asked, self.complaints = [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))
        self.page.goto(path.as_uri())
        self.page.wait_for_load_state("networkidle")

    def elsewhere(self) -> list[str]:
        """Return the requests that left the folder of the reports."""
        return [url for url in self.asked if not url.startswith(("file:", "data:"))]

    def attributes(self, selector: str, name: str) -> list[str | None]:
        script = "(found, name) => found.map(element => element.getAttribute(name))"
        return self.page.eval_on_selector_all(selector, script, name)


@pytest.fixture
def visit(browser):
    visits = []

    def look(path, width=1200):
        visits.append(Visit(browser, path, width))
        return visits[-1]

    yield look
    for done in visits:
        done.page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_other_host_and_complains_of_nothing(visit, reports, name):
    seen = visit(reports / f"{name}.html")
    assert (seen.elsewhere(), seen.complaints) == ([], [])


@pytest.mark.parametrize("name", PAGES)
def test_every_picture_is_described_and_drawn(visit, reports, name):
    seen = visit(reports / f"{name}.html")
    words = seen.attributes("img", "alt")
    assert all(words), "a picture has no alternative text"
    drawn = seen.page.eval_on_selector_all("img", "all => all.map(one => one.naturalWidth > 0)")
    assert all(drawn), "a picture does not show"


@pytest.mark.parametrize("name", ["figures_by_source", "estimates"])
def test_a_chart_is_described_with_its_numbers(visit, reports, name):
    words = " ".join(visit(reports / f"{name}.html").attributes("img", "alt"))
    numbers = set(re.findall(r"[0-9][0-9,]*", words))
    assert {"1,500", "12,000", "10,000", "2,600"} <= numbers


@pytest.mark.parametrize("name", PAGES)
def test_headings_follow_one_another_in_order(visit, reports, name):
    seen = visit(reports / f"{name}.html")
    script = "all => all.map(one => Number(one.tagName[1]))"
    levels = seen.page.eval_on_selector_all("h1, h2, h3, h4", script)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert seen.page.title() and seen.attributes("html", "lang") == ["en"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [400, 1200])
def test_no_page_scrolls_sideways(visit, reports, name, width):
    page = visit(reports / f"{name}.html", width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_index_leads_to_every_report(visit, reports):
    targets = visit(reports / "index.html").attributes("a", "href")
    assert {f"{name}.html" for name in NOTEBOOKS} <= set(targets)
    assert all((reports / target).is_file() for target in targets if not target.startswith("#"))


def test_every_row_of_the_ledger_can_be_found(visit, reports):
    from analysis.checks import check_ledger

    rows = check_ledger().tables["reported_figures"].rows
    text = visit(reports / "figures_by_source.html").page.inner_text("body")
    assert [row.values["figure_id"] for row in rows if row.values["figure_id"] not in text] == []


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_stays_text(visit, hostile_reports, name):
    seen = visit(hostile_reports / f"{name}.html")
    assert seen.page.evaluate(f"window.{MARK}") is None, "a script of a payload ran"
    assert (seen.elsewhere(), seen.complaints) == ([], [])
    schemes = {
        url.split(":")[0]
        for url in seen.attributes("a[href]:not([download])", "href")
        if ":" in url
    }
    assert schemes <= {"http", "https", "mailto"}
    strange = "iframe, object, embed, form, base, link[href], meta[http-equiv=refresh], svg script"
    assert seen.page.query_selector_all(strange) == []


def test_hostile_text_is_shown_as_it_is(visit, hostile_reports):
    text = visit(hostile_reports / "figures_by_source.html").page.inner_text("body")
    for payload in ("<script>", "onerror=", "{{ 7 * 7 }}", r"$\bad{x}$", "[a link](javascript:"):
        assert payload in text
