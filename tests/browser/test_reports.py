"""The reports and their index in a real browser: quiet, described, and fit for any screen."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from axe import violations
from hostile import MARK
from reported_figures.showing.lettering import DPI
from reported_figures.showing.marks import PHONE

NOTEBOOKS = sorted({path.stem for path in Path("notebooks").glob("*.ipynb")} - {"explore"})
PAGES = ["index", *NOTEBOOKS]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_other_host_and_complains_of_nothing(visit, reports, name):
    seen = visit(reports / f"{name}.html")
    assert (seen.elsewhere(), seen.complaints) == ([], [])


@pytest.mark.parametrize("name", PAGES)
def test_every_picture_is_described_and_drawn(visit, reports, name):
    seen = visit(reports / f"{name}.html")
    words = seen.attributes("img", "alt")
    assert all(words), "a picture has no alternative text"
    for picture in seen.page.locator("img").all():  # those of the index load when they are near
        picture.scroll_into_view_if_needed()
    seen.page.wait_for_load_state("networkidle")
    drawn = seen.page.eval_on_selector_all("img", "all => all.map(one => one.naturalWidth > 0)")
    assert all(drawn), "a picture does not show"


@pytest.mark.parametrize("name", ["figures_by_source", "estimates"])
def test_a_chart_is_described_with_its_numbers(visit, reports, name):
    words = " ".join(visit(reports / f"{name}.html").page.locator("figure").all_text_contents())
    numbers = set(re.findall(r"[0-9][0-9,]*", words))
    assert {"1,500", "12,000", "10,000", "2,600"} <= numbers


@pytest.mark.parametrize("name", ["figures_by_source", "estimates", "provenance"])
@pytest.mark.parametrize("width", [400, 1200])
def test_a_page_shows_its_answer_and_then_its_picture(visit, reports, name, width):
    """The picture begins within a screen of 900 pixels, and on a phone within two."""
    page = visit(reports / f"{name}.html", width).page
    assert page.locator("img").first.bounding_box()["y"] < (900 if width > 400 else 1800)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_dark_where_its_reader_has_it_so(fresh_visit, reports, name):
    page = fresh_visit(reports / f"{name}.html", color_scheme="dark").page
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"[0-9]+", colour))) < 64
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_headings_follow_one_another_in_order(visit, reports, name):
    seen = visit(reports / f"{name}.html")
    script = "all => all.map(one => Number(one.tagName[1]))"
    levels = seen.page.eval_on_selector_all("h1, h2, h3, h4", script)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert seen.page.title() and seen.attributes("html", "lang") == ["en"]


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.parametrize("width", [400, 1200])
def test_no_picture_scrolls_sideways_and_a_phone_has_its_own(visit, reports, name, width):
    page = visit(reports / f"{name}.html", width=width).page
    pictures = page.evaluate("""() => [...document.querySelectorAll('.picture')].map(one =>
        [one.scrollWidth - one.clientWidth, one.querySelector('img').naturalWidth])""")
    for sideways, pixels in pictures:
        assert sideways <= 0
        assert (pixels == PHONE * DPI) == (width == 400)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [400, 1200])
def test_no_page_scrolls_sideways(visit, reports, name, width):
    page = visit(reports / f"{name}.html", width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [400, 1200])
def test_axe_finds_nothing_to_mend(visit, reports, name, width):
    assert violations(visit(reports / f"{name}.html", width).page) == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_contents_lead_to_every_heading(visit, reports, name):
    seen = visit(reports / f"{name}.html")
    headings = seen.texts(".body :is(h2, h3, h4)")
    links = "nav[aria-label=Contents] a"
    assert headings != []
    assert seen.texts(links) == (headings if len(headings) > 1 else [])
    for link, heading in zip(seen.page.locator(links).all(), headings, strict=False):
        link.click()
        target = seen.page.locator(":target")
        assert target.inner_text() == heading
        assert 0 <= target.bounding_box()["y"] < 900


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_finding_stands_first_and_once(visit, reports, name):
    seen = visit(reports / f"{name}.html")
    lines = seen.texts(".lead li, .lead p:not(.label, .where)")
    body = seen.page.inner_text(".body")
    assert len(" ".join(lines)) > 80
    assert [line for line in lines if line in body] == []
    contents = ["Contents"] * (len(seen.texts(".body :is(h2, h3, h4)")) > 1)
    first = [seen.page.title(), "Finding", *contents]
    assert seen.texts("h1, .lead .label, nav summary, h2")[: len(first)] == first


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_tab_key_goes_down_the_page_and_shows_where_it_is(visit, reports, name):
    seen = visit(reports / f"{name}.html", width=400)
    stops = seen.tabbed()
    order = [stop["name"] for stop in stops if stop["name"] != "Finding"]
    first = ["All reports", *["Contents"] * (len(seen.texts(".body :is(h2, h3, h4)")) > 1)]
    assert order[: len(first)] == first
    assert len(order) > 3
    assert [stop["name"] for stop in stops if not stop["ringed"]] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_in_print(visit, reports, name):
    seen = visit(reports / f"{name}.html")
    assert seen.too_wide_in_print() == []
    assert re.findall(rb"/Type\s*/Page\b", seen.page.pdf(prefer_css_page_size=True))


def test_the_index_leads_to_every_report(visit, reports):
    found = visit(reports / "index.html").attributes("a", "href")
    targets = {target.partition("#")[0] for target in found}
    assert {f"{name}{end}" for name in NOTEBOOKS for end in (".html", ".ipynb")} == targets
    assert all((reports / target).is_file() for target in targets)


def test_every_row_of_the_ledger_can_be_found(visit, reports):
    from reported_figures.ledger.checks import check_ledger

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
