"""The overview leads to every notebook, by its own question, in the order of the README."""

import re

from made import counted, said, write_ledger
from pages_of import page
from reported_figures import PROJECT
from reported_figures.reports.canonical import read_notebook
from reported_figures.reports.page import summarise

NOTEBOOKS = PROJECT / "notebooks"
NAME = "overview"
SECTION = re.compile(r"^## (?P<question>.+)\n\n\[(?P<name>\w+)\]\((?P<link>[^)]+)\)", re.M)


def sections():
    """Return question, name and link of each section, in order."""
    cells = read_notebook(NOTEBOOKS / f"{NAME}.ipynb").cells
    return [found for cell in cells for found in SECTION.finditer(cell.source)]


def test_it_begins_with_its_sections_in_their_order():
    first = read_notebook(NOTEBOOKS / f"{NAME}.ipynb").cells[0].source
    entries = re.findall(r"^\d+\. \[(\w+)\]\((.+)\): (.+)$", first, re.M)
    assert entries == [(found["name"], found["link"], found["question"]) for found in sections()]


def test_every_notebook_has_a_section_that_leads_to_it():
    others = {path.name for path in NOTEBOOKS.glob("*.ipynb")} - {f"{NAME}.ipynb"}
    assert {found["link"] for found in sections()} == others


def test_a_section_is_headed_by_the_question_of_its_notebook():
    told = {found["name"]: found["question"] for found in sections()}
    asked = {name: summarise(read_notebook(NOTEBOOKS / f"{name}.ipynb")).title for name in told}
    assert told == asked


def test_the_order_is_that_of_the_readme():
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[`(\w+)`\]\(notebooks/", readme, re.M)
    assert listed == [NAME, *(found["name"] for found in sections())]


def test_without_a_dispute_the_picture_has_the_unit_of_most_figures(tmp_path):
    known = [
        counted("ships", unit="ships", label="ships at sea"),
        counted("crowd"),
        counted("camp"),
    ]
    rows = [said("a", "3", of="ships"), said("a", "10", of="crowd"), said("b", "20", of="camp")]
    (picture,) = page("overview", write_ledger(tmp_path, rows, known)).pictures
    assert "people in the crowd" in picture and "ships" not in picture
