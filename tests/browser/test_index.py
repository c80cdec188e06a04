"""The index page in a real browser, with few reports, a grid of them, hundreds, and failed ones."""

import shutil
import statistics

import pytest
from axe import violations
from PIL import Image
from records import FINDING, grid, record
from reported_figures.reports.index import write_index

SIZES = {"few": 5, "grid": 24, "hundreds": 500}
FIRST = 'tbody tr:not([hidden]) td[data-label="{}"]'
PRESSES = """query => {
  const search = document.getElementById("search"), times = [];
  for (let length = 1; length <= query.length; length++) {
    const start = performance.now();
    search.value = query.slice(0, length);
    search.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();  // until the page is laid out anew
    times.push(performance.now() - start);
  }
  return times;
}"""


@pytest.fixture(scope="session")
def folders(tmp_path_factory):
    """Folders with an index page each: of few reports, of a grid and of hundreds."""
    picture = tmp_path_factory.mktemp("picture") / "picture.png"
    Image.new("RGB", (640, 480), "navy").save(picture)
    return {
        name: _folder(tmp_path_factory.mktemp(name), grid(count), picture)
        for name, count in SIZES.items()
    }


def _folder(out, records, picture):
    """Write an index page and the files that it links to; the third of the reports never was."""
    for number, made in enumerate(records):
        if made.status == "failed":
            (out / f"{made.name}.failed.ipynb").touch()
        if number != 2:
            (out / f"{made.name}.html").write_text("<title>A report</title>")
            (out / f"{made.name}.ipynb").touch()
            shutil.copy(picture, out / f"{made.name}.png")
    return write_index(out, records)


def column(seen, label):
    """Return the texts of a column, from the top down, as far as they are shown."""
    return seen.texts(FIRST.format(label))


def press(seen, name):
    seen.page.get_by_role("columnheader", name=name).get_by_role("button").press("Enter")


@pytest.mark.parametrize("width", [400, 1200])
@pytest.mark.parametrize("name", ["few", "grid"])
def test_axe_finds_nothing_to_mend(visit, folders, name, width):
    assert violations(visit(folders[name], width).page) == []


def test_axe_finds_nothing_to_mend_in_hundreds(visit, folders):
    """Contrast is left out: it takes a quarter of a minute, and the grid has the same colours."""
    page = visit(folders["hundreds"]).page
    assert violations(page, ("color-contrast", "color-contrast-enhanced")) == []


@pytest.mark.parametrize("name", SIZES)
def test_the_page_asks_no_other_host_and_complains_of_nothing(visit, folders, name):
    seen = visit(folders[name])
    assert (seen.elsewhere(), seen.complaints) == ([], [])


@pytest.mark.parametrize("width", [320, 400, 800, 1100, 1400])
@pytest.mark.parametrize("name", SIZES)
def test_the_page_never_scrolls_sideways(visit, folders, name, width):
    seen = visit(folders[name])
    seen.page.set_viewport_size({"width": width, "height": 900})
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", SIZES)
def test_every_picture_is_described_with_its_numbers(visit, folders, name):
    words = visit(folders[name]).attributes("tbody img", "alt")
    assert len(words) == SIZES[name] - 1
    assert all("around 1,500; 10,000; as many as 12,000" in alt for alt in words)


def test_only_pictures_near_the_view_are_loaded(fresh_visit, folders):
    asked = [url for url in fresh_visit(folders["hundreds"]).asked if url.endswith(".png")]
    assert 5 < len(asked) < 100


def test_a_phone_has_the_table_as_a_table(visit, folders):
    """A table that is laid out as blocks loses its roles in some browsers, unless it names them."""
    outline = visit(folders["grid"], 400).page.locator("main").aria_snapshot()
    for part in ("- table", "columnheader", "rowheader", "- cell"):
        assert part in outline


def test_the_picture_leads_to_the_report_too(fresh_visit, folders):
    page = fresh_visit(folders["few"]).page
    page.locator("tbody tr.done img").first.click(force=True)
    page.wait_for_url("**/estimates--as_of-2024-01-01--rule_set-literal.html")


# sorting


def test_a_column_sorts_up_and_down_and_says_so(fresh_visit, folders):
    seen = fresh_visit(folders["grid"])
    header = seen.page.get_by_role("columnheader", name="as_of")
    for way in ("ascending", "descending", "ascending"):
        press(seen, "as_of")
        days = column(seen, "as_of")
        assert len(days) == 24
        assert days == sorted(days, reverse=way == "descending")
        assert header.get_attribute("aria-sort") == way
        assert seen.texts("#shown") == [f"24 of 24 shown, by as_of, {way}"]
        assert len(seen.page.query_selector_all("[aria-sort]")) == 1


def test_seconds_sort_as_numbers_and_the_longest_come_first(fresh_visit, folders):
    seen = fresh_visit(folders["grid"])
    press(seen, "Took")
    seconds = [float(text.removesuffix(" s")) for text in column(seen, "Took") if text]
    assert seconds == sorted(seconds, reverse=True) and len(seconds) == 23
    assert max(seconds) >= 10 > min(seconds)


@pytest.mark.parametrize("presses", [1, 2])
def test_what_has_no_time_comes_last_either_way(fresh_visit, folders, presses):
    seen = fresh_visit(folders["grid"])
    for _ in range(presses):
        press(seen, "Made")
    times = column(seen, "Made (UTC)")
    assert times[-1] == "" and all(times[:-1])
    assert times[:-1] == sorted(times[:-1], reverse=presses == 1), "the newest are not first"


def test_a_second_column_keeps_the_order_of_the_first_within_it(fresh_visit, folders):
    seen = fresh_visit(folders["grid"])
    press(seen, "as_of")
    press(seen, "rule_set")
    pairs = list(zip(column(seen, "rule_set"), column(seen, "as_of"), strict=True))
    assert pairs == sorted(pairs)


@pytest.mark.parametrize("name", ["Report", "Notebook", "Status"])
def test_every_other_column_sorts_too(fresh_visit, folders, tmp_path, name):
    texts = {"Report": "title", "Notebook": "notebook", "Status": "status"}
    values = ["done", "unfinished", "failed"]
    records = [record(f"r{n}", **{texts[name]: value}) for n, value in enumerate(values)]
    seen = fresh_visit(write_index(tmp_path, records))
    place = {"Report": ".title", "Notebook": "td:nth-of-type(1)", "Status": ".status"}[name]
    press(seen, name)
    assert seen.texts(f"tbody {place}") == sorted(values)


# searching


def test_every_word_has_to_be_there_and_the_page_says_how_many_are_left(fresh_visit, folders):
    seen = fresh_visit(folders["hundreds"])
    seen.page.get_by_role("searchbox", name="Search").fill("2024-01-05 TEN_percent")
    assert column(seen, "as_of") == ["2024-01-05"]
    assert column(seen, "rule_set") == ["ten_percent"]
    assert seen.page.get_by_role("status").inner_text() == "1 of 500 shown"
    seen.page.get_by_role("searchbox", name="Search").fill("")
    assert seen.page.get_by_role("status").inner_text() == "500 of 500 shown"
    assert len(column(seen, "as_of")) == 500


def test_a_search_without_a_result_says_so(fresh_visit, folders):
    seen = fresh_visit(folders["few"])
    seen.page.get_by_label("Search").fill("nobody")
    assert seen.page.get_by_text("No report has all of these words.").is_visible()
    assert not seen.page.locator("table").is_visible()
    seen.page.get_by_label("Search").fill("")
    assert len(column(seen, "Status")) == 5


def test_a_search_needs_no_accents(fresh_visit, tmp_path):
    records = [record("one", finding="Zelenský says 10,000."), record("two")]
    for made in records:
        (tmp_path / f"{made.name}.html").touch()
    seen = fresh_visit(write_index(tmp_path, records))
    seen.page.get_by_label("Search").fill("zelensky")
    assert seen.texts("tbody tr:not([hidden]) .finding") == ["Zelenský says 10,000."]


def test_a_search_finds_the_rows_of_a_page_and_leads_to_them(fresh_visit, tmp_path):
    rows = [("budanov-kursk", "Kyrylo Budanov · 2,600"), ("four", "NIS · four <ships>")]
    (tmp_path / "one.html").write_text('<table><tr id="budanov-kursk"><td>2,600</td></tr></table>')
    seen = fresh_visit(write_index(tmp_path, [record("one", rows=rows), record("two")]))
    assert seen.texts(".found li:visible") == []
    seen.page.get_by_label("Search").fill("budanov 2,600")
    assert seen.texts(".found li:visible") == ["Kyrylo Budanov · 2,600"]
    assert seen.page.get_by_role("status").inner_text() == "1 of 2 shown"
    seen.page.locator(".found a:visible").click()
    assert seen.page.url.endswith("one.html#budanov-kursk")


def test_failed_reports_can_be_shown_alone(fresh_visit, folders):
    seen = fresh_visit(folders["hundreds"])
    seen.page.get_by_label("Status").select_option("failed")
    assert column(seen, "Status") == ["failed", "failed"]
    links = seen.texts("tbody tr:not([hidden]) .ways a")
    ways = ["Notebook as far as it ran", "Last good report", "Notebook as far as it ran"]
    assert [text.split(":")[0].strip() for text in links] == ways


def test_a_search_of_hundreds_answers_at_once(fresh_visit, folders):
    times = fresh_visit(folders["hundreds"]).page.evaluate(PRESSES, "rule_set literal 2024-03")
    assert statistics.median(times) < 100, "milliseconds for a letter"


# keyboard, print, and no script


def test_the_tab_key_goes_in_reading_order_and_shows_where_it_is(fresh_visit, folders):
    stops = fresh_visit(folders["few"]).tabbed()
    order = [stop["name"].partition(",")[0] for stop in stops]
    assert order[:2] == ["search", "status"]
    assert order[2:9] == [
        *("Report", "Notebook", "as_of", "rule_set", "Status", "Made (UTC)", "Took")
    ]
    assert order[9].startswith("Notebook as far as it ran")
    assert [stop["name"] for stop in stops if not stop["ringed"]] == []


def test_the_header_that_stays_hides_no_focus(fresh_visit, folders):
    page = fresh_visit(folders["grid"]).page
    link = page.locator("tbody tr:nth-child(15) .title a")
    page.evaluate("to => scrollTo(0, to)", link.bounding_box()["y"] - 4)
    header = page.locator("thead th").first.bounding_box()
    assert link.bounding_box()["y"] < header["y"] + header["height"], "it was not hidden before"
    link.focus()
    assert link.bounding_box()["y"] >= header["y"] + header["height"]


def test_without_scripts_every_report_is_there_and_no_control_that_does_nothing(browser, folders):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(folders["grid"].as_uri())
    assert page.locator("tbody tr").count() == 24
    assert page.locator("tbody tr").last.is_visible()
    assert page.locator("button, input, select").filter(visible=True).count() == 0
    assert FINDING.partition(".")[0] in page.locator("tbody").inner_text()
    page.context.close()


@pytest.mark.parametrize("name", ["few", "grid"])
def test_nothing_is_cut_off_in_print(fresh_visit, folders, name):
    assert fresh_visit(folders[name]).too_wide_in_print() == []
