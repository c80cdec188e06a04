"""The index page: from records alone, every report, nothing but text from what is in them."""

import hashlib
import subprocess
import sys
from base64 import b64encode

import pytest
from bs4 import BeautifulSoup
from hostile import PAYLOADS
from records import grid, record
from reported_figures.reports.index import FEW, index_page, write_index
from reported_figures.reports.tasks import Record


def soup(records, files=()):
    return BeautifulSoup(index_page(records, files), "html.parser")


def row_of(seen, status):
    return seen.select_one(f"tbody tr.{status}")


def words(tag):
    return " ".join(tag.text.split())


def test_a_folder_without_reports_says_so(tmp_path):
    page = write_index(tmp_path, []).read_text(encoding="utf-8")
    assert "No reports are in this folder yet." in page
    assert "<script" not in page


def test_a_report_has_its_picture_finding_parameters_status_and_time():
    files = {"estimates.html", "estimates.png", "estimates.ipynb"}
    made = record("estimates", {"sources": ["nis", "zelensky"]}, seconds=3.14159)
    row = row_of(soup([made], files), "done")
    assert row.img["src"] == "estimates.png" and row.img["alt"] == made.alt
    assert row.select_one(".title a")["href"] == "estimates.html"
    assert words(row.select_one(".finding")) == made.finding
    cells = {cell["data-label"]: words(cell) for cell in row.select("td")}
    assert cells.pop("Notebook").startswith("estimates")
    assert cells == {
        "sources": "nis, zelensky",
        "Status": "done",
        "Made (UTC)": "2024-10-18 09:30",
        "Took": "3.1 s",
    }


def test_only_files_that_are_there_are_linked():
    row = row_of(soup([record("estimates")], {"estimates.html"}), "done")
    assert [link["href"] for link in row.select("a")] == ["estimates.html"]
    assert not row.select("img")


def test_a_failure_shows_its_error_its_notebook_and_calls_the_last_good_report_so():
    failed = record("estimates", status="failed", error="its kernel died")
    files = {"estimates.html", "estimates.png", "estimates.failed.ipynb"}
    row = row_of(soup([failed], files), "failed")
    assert words(row.select_one(".error")) == "Failed: its kernel died"
    ways = {link["href"]: words(link) for link in row.select(".ways a")}
    assert ways["estimates.failed.ipynb"].startswith("Notebook as far as it ran")
    assert ways["estimates.html"].startswith("Last good report")
    assert not row.select(".title a")
    assert words(row.select_one(".finding")).startswith("The last good report found: ")
    assert row.img["alt"].startswith("From the last good report: ")


def test_a_first_failure_shows_no_finding():
    failed = record("estimates", status="failed", error="its kernel died")
    row = row_of(soup([failed], {"estimates.failed.ipynb"}), "failed")
    assert not row.select(".finding, img") and "good" not in row.text


def test_an_unfinished_report_says_so_and_has_no_time():
    unfinished = record("estimates", status="unfinished", finished="", seconds=0)
    row = row_of(soup([unfinished]), "unfinished")
    assert "Unfinished" in row.text and not row.select("time")


def test_failures_come_first_and_all_are_counted():
    statuses = ["done", "unfinished", "failed", "done"]
    seen = soup([record(f"r{n}", status=status) for n, status in enumerate(statuses)])
    assert [row["data-status"] for row in seen.select("tbody tr")] == [
        *("failed", "done", "done", "unfinished")
    ]
    assert words(seen.select_one(".counts")) == "4 reports: 1 failed, 2 done, 1 unfinished."


def test_a_parameter_that_is_the_same_everywhere_is_told_once():
    records = [
        record(f"r{day}", {"as_of": f"2024-10-{day}", "rule_set": "literal"}) for day in (17, 18)
    ]
    seen = soup(records)
    assert [words(head) for head in seen.select("thead th")] == [
        *("Report", "Notebook", "as_of", "Status", "Made (UTC)", "Took")
    ]
    told = {row.dt.text: row.dd.text for row in seen.select(".shared dl > div")}
    assert told == {"rule_set": "literal"}


def test_many_parameters_share_a_column():
    records = [record(f"r{n}", dict.fromkeys("abcde", n)) for n in (1, 2)]
    seen = soup(records)
    assert "Other parameters" in [words(head) for head in seen.select("thead th")]
    assert words(seen.select_one('td[data-label="Other parameters"]')) == "d 1 e 1"


def test_two_ledgers_in_one_folder_are_told():
    records = [record(name, hashes={"ledger": name}) for name in ("one", "two")]
    assert "made from 2 versions of the ledger" in words(soup(records).select_one(".counts"))
    assert "versions" not in words(soup(records[:1] * 2).select_one(".counts"))


@pytest.mark.parametrize("count", [5, FEW + 1, 60])
def test_no_two_links_have_one_name(count):
    records = grid(count)
    files = {f"{made.name}{end}" for made in records for end in (".html", ".ipynb")}
    links = soup(records, files).select("a")
    assert len(links) == 2 * count
    assert len({link.text for link in links}) == len({link["href"] for link in links}) == 2 * count


def test_links_of_two_reports_that_look_alike_have_their_names():
    seen = soup([record("one"), record("two")], {"one.html", "two.html"})
    assert [words(link) for link in seen.select(".title a")] == [
        "What do the claims imply?, one",
        "What do the claims imply?, two",
    ]


def test_a_name_is_quoted_in_its_link():
    name = 'a "b" #1?'
    seen = soup([record(name)], {f"{name}.html"})
    assert seen.select_one(".title a")["href"] == "a%20%22b%22%20%231%3F.html"


def test_the_only_script_and_style_are_those_that_the_page_names_by_hash():
    seen = soup(grid(3))
    policy = seen.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    for kind in ("script", "style"):
        (element,) = seen.select(kind)
        digest = b64encode(hashlib.sha256(element.string.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy and "default-src 'none'" in policy


def test_hostile_text_in_any_field_stays_text():
    fields = ("title", "finding", "alt", "error", "notebook")
    records = [
        record(f"{status}-{n}", {"sources": [payload]}, status, **dict.fromkeys(fields, payload))
        for n, payload in enumerate(PAYLOADS)
        for status in ("done", "failed")
    ]
    records.append(record("last", dict.fromkeys(PAYLOADS, 1)))
    files = {f"{made.name}{end}" for made in records for end in (".html", ".png")}
    seen = soup(records, files)
    assert len(seen.find_all("script")) == len(seen.find_all("style")) == 1
    assert not seen.find_all(["svg", "iframe", "form", "base", "link", "details"])
    allowed = {"href", "src", "alt", "class", "id", "role", "scope", "loading", "decoding"}
    attributes = {name for tag in seen.tbody.find_all(True) for name in tag.attrs}
    assert attributes <= allowed | {"data-key", "data-label", "data-status", "datetime"}
    assert {link["href"] for link in seen.select("a")} == {f"{made.name}.html" for made in records}
    assert {image["src"] for image in seen.select("img")} == {
        f"{made.name}.png" for made in records
    }
    assert all(payload[:40].split()[0] in seen.tbody.text for payload in PAYLOADS)


def test_the_page_of_500_reports_is_light(tmp_path):
    page = write_index(tmp_path, grid(500))
    assert page.stat().st_size < 2_000_000


def test_the_page_needs_neither_pandas_nor_nbconvert():
    code = "import sys, reported_figures.reports.index\n"
    code += "print({'pandas', 'nbconvert', 'papermill', 'nbformat'} & {*sys.modules})"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"


def test_a_notebook_that_reads_no_ledger_counts_as_no_version_of_it():
    read = Record("estimates", "estimates", {}, {"ledger": "a" * 64}, "done")
    none = Record("other", "other", {}, {"ledger": ""}, "done")
    changed = Record("timeline", "timeline", {}, {"ledger": "b" * 64}, "done")
    assert "versions of the ledger" not in index_page([read, none])
    assert "2 versions of the ledger" in " ".join(index_page([read, changed]).split())
