"""Outputs in a notebook: escaped, described, the same on every run."""

import base64
import csv
import io
import math
from html.parser import HTMLParser

import IPython.display
import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import clean_html
from PIL import Image
from reported_figures import VECTOR
from reported_figures.limits import MOST_IN_CSV, MOST_LISTED, SCREEN
from reported_figures.showing import charts, display
from reported_figures.showing.lettering import DPI, UNSHOWN
from reported_figures.showing.marks import PHONE
from reported_figures.showing.table_forms import NO_MATHS, cell, table_html, table_text

NASTY = "<script>alert(1)</script> & $\\bad{x}$"


@pytest.fixture
def shown(monkeypatch) -> list[tuple[dict, dict]]:
    """Return the bundles that were displayed, each with its metadata."""
    bundles: list[tuple[dict, dict]] = []

    def record(bundle, raw=False, metadata=None):
        assert raw
        bundles.append((bundle, metadata or {}))

    monkeypatch.setattr(IPython.display, "display", record)
    return bundles


class Reader(HTMLParser):
    """Collect the elements of a page with their classes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


def figures() -> pd.DataFrame:
    return pd.DataFrame({
        "figure_id": ["nis-sealift", "diu-officers"],
        "value": [1500.0, math.nan],
        "interval_high": [math.inf, math.nan],
        "reported_on": pd.to_datetime(["2024-10-18", None]),
        "named": [True, False],
        "wording": ["around 1,500", ""],
    })  # fmt: skip


def test_a_table_shows_each_value_as_a_reader_writes_it():
    reader = Reader(table_html(figures(), "Two rows"))
    words = [text for text in reader.text if text.strip()]
    assert words == [
        "Two rows", "figure id", "value", "interval high", "reported on", "named", "wording",
        "nis-sealift", "1,500", "no limit", "2024-10-18", "yes", "around 1,500",
        "diu-officers", "no",
    ]  # fmt: skip


def test_only_numbers_are_aligned_as_numbers():
    reader = Reader(table_html(figures()))
    cells = [attributes for tag, attributes in reader.elements if tag == "td"][:6]
    numbers = ["class" in cell and cell["class"] == "number" for cell in cells]
    assert numbers == [False, True, True, False, False, False]
    assert ["style" in cell for cell in cells] == [not number for number in numbers]


def test_a_table_has_no_index():
    page = table_html(figures().set_index(pd.Index(["first", "second"])))
    assert "first" not in page
    assert 'class="figures' in page


def test_headings_can_be_given():
    page = table_html(figures(), labels={"value": "number, as printed"})
    assert "number, as printed" in page and "figure id" in page


@pytest.mark.parametrize("where", ["cell", "column", "caption", "label"])
def test_a_table_escapes_everything(where):
    name = NASTY if where == "column" else "wording"
    frame = pd.DataFrame({name: [NASTY if where == "cell" else "a"]})
    labels = {"wording": NASTY} if where == "label" else None
    reader = Reader(table_html(frame, NASTY if where == "caption" else "", labels))
    assert "script" not in {tag for tag, _ in reader.elements}
    assert "<script>alert(1)</script>" in "".join(reader.text)


def test_the_plain_form_of_a_table_is_aligned():
    assert table_text(figures()[["figure_id", "value", "named"]], "Two rows").splitlines() == [
        "Two rows",
        "figure id     value  named",
        "nis-sealift   1,500  yes",
        "diu-officers         no",
    ]


def test_an_empty_table_says_so():
    assert table_text(figures()[:0]).endswith("(no rows)")
    assert Reader(table_html(figures()[:0])).elements.count(("td", {})) == 0


@pytest.mark.parametrize("rows, shown_rows, caption", [
    (0, 0, "Counts."),
    (1, 1, "Counts."),
    (SCREEN, SCREEN, "Counts."),
    (SCREEN + 1, SCREEN, "Counts. 18 of 19 rows; the CSV has all."),
    (3_000, SCREEN, "Counts. 18 of 3,000 rows; the CSV has all."),
])  # fmt: skip
def test_a_table_shows_a_screen_and_says_how_many_rows_there_are(shown, rows, shown_rows, caption):
    frame = pd.DataFrame({"count": range(rows)})
    display.table(frame, "Counts.")
    [(bundle, _)] = shown
    reader = Reader(bundle["text/html"])
    assert [tag for tag, _ in reader.elements].count("td") == shown_rows
    assert caption in reader.text and bundle["text/plain"].splitlines()[0] == caption
    assert bundle["text/csv"].count("\n") == rows + 1, "the CSV has all rows"


def test_a_table_of_many_rows_without_a_caption_says_so_too():
    frame = pd.DataFrame({"count": range(SCREEN + 1)})
    words = f"{SCREEN} of {SCREEN + 1} rows; the CSV has all."
    assert table_text(frame).splitlines()[0] == words
    assert table_text(frame, "Some").startswith(f"Some. {words}\n")


def test_two_columns_of_one_name_both_stand():
    twice = pd.concat([figures()["value"], figures()["value"]], axis=1)
    assert Reader(table_html(twice)).text.count("1,500") == 2


@pytest.mark.parametrize("value, words", [
    (None, ""), (pd.NA, ""), (pd.NaT, ""), ("", ""), (0.0, "0"), (12_000, "12,000"),
    (0.125, "0.125"), (0.004, "0.004"), (0.00012, "0.00012"), (1_234_567.5, "1,234,567.5"),
    (2e15, "2e+15"), (math.inf, "no limit"),
    (pd.Timestamp("2024-10-18 09:30"), "2024-10-18T09:30:00"), (["nis", "diu"], "nis, diu"),
    (False, "no"), ("a\x00b\nc", f"a{UNSHOWN}b c"),
])  # fmt: skip
def test_a_value_as_text(value, words):
    assert cell(value) == words


@given(st.text(st.characters()))
def test_any_text_is_escaped_and_can_be_saved(text):
    frame = pd.DataFrame({"note": pd.Series([text], dtype=object)})
    page = table_html(frame)
    assert {tag for tag, _ in Reader(page).elements} == {
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert page.encode() and table_text(frame).encode()


def test_a_table_is_displayed_in_both_forms(shown):
    display.table(figures(), caption="Two rows")
    [(bundle, _)] = shown
    assert bundle["text/html"] == table_html(figures(), "Two rows")
    assert bundle["text/plain"] == table_text(figures(), "Two rows")


@pytest.mark.parametrize("show, kind, plain", [
    (display.sentence, "sentence", NASTY),
    (display.note, "note", f"Note: {NASTY}"),
    (lambda text: display.listing([text]), "listing", f"- {NASTY}"),
])  # fmt: skip
def test_sentences_are_escaped_and_not_set_as_mathematics(shown, show, kind, plain):
    show(NASTY)
    [(bundle, _)] = shown
    tag, attributes = Reader(bundle["text/html"]).elements[0]
    assert tag == "div" and attributes["class"].split() == [kind, NO_MATHS]
    assert "<script>" not in bundle["text/html"]
    assert bundle["text/plain"] == plain


@pytest.mark.parametrize("show", [display.sentence, display.note,
                                  lambda text: display.listing([text])])  # fmt: skip
def test_sentences_survive_the_exporters_sanitiser(shown, show):
    show("10,000 & 12,000")
    [(bundle, _)] = shown
    assert clean_html(bundle["text/html"]) == bundle["text/html"]


def test_an_empty_listing_shows_nothing(shown):
    display.listing([])
    assert shown == []


def drawn():
    fig, ax = charts.new_figure()
    rows = {"figure_id": "f", "speaker_id": "nis", "speaker": "NIS", "outlet": "", "unit": "ships",
            "stance": "asserts", "status": "observed", "quantity": "ships", "quantity_id": "ships",
            "wording": "four", "value": 4.0, "low": math.nan, "high": math.nan, "hedge": "bare",
            "printed_low": 4.0, "printed_high": 4.0,
            "reported_on": pd.NaT}  # fmt: skip
    charts.plot_status(ax, pd.DataFrame([rows]), {})
    return fig


def test_a_picture_comes_with_its_description(shown):
    display.show(drawn(), "Four <ships>.")
    (picture, metadata), (words, _) = shown
    assert base64.b64decode(picture["image/png"]).startswith(b"\x89PNG")
    assert metadata == {"image/png": {"alt": "Four <ships>."}}
    assert picture["text/plain"] == "Figure: Four <ships>."
    assert words["text/plain"] == "In words: Four <ships>."
    assert "Four &lt;ships&gt;." in words["text/html"]
    assert clean_html(words["text/html"]) == words["text/html"]


def test_a_report_has_each_picture_as_a_drawing_too(shown, monkeypatch):
    monkeypatch.setenv(VECTOR, "yes")
    for _ in range(2):
        display.show(drawn(), "Four ships.")
    first, second = (metadata["image/png"] for _, metadata in shown[::2])
    assert first == second
    assert ">four<" in base64.b64decode(first["svg"]).decode()  # as a text, which can be edited
    narrow = Image.open(io.BytesIO(base64.b64decode(first["narrow"])))
    assert narrow.width == PHONE * DPI


def test_a_figure_of_the_users_own_has_no_other_width(shown, monkeypatch):
    monkeypatch.setenv(VECTOR, "yes")
    fig, ax = charts.new_figure()
    ax.plot([1, 2], label="a line")
    display.show(fig, "A line.")
    assert shown[0][1]["image/png"].keys() == {"alt", "svg"}


def test_a_picture_keeps_the_shades_of_its_chart():
    fig = drawn()
    fig.savefig(exact := io.BytesIO(), format="png", dpi=DPI)
    shades, all_of_them = (
        np.asarray(Image.open(io.BytesIO(one)).convert("RGB"), dtype=int)
        for one in (display.png(fig), exact.getvalue())
    )
    assert abs(shades - all_of_them).max() <= 3


def test_a_picture_is_the_same_bytes_each_time():
    assert display.png(drawn()) == display.png(drawn())
    assert b"Software" not in display.png(drawn())


def test_a_readers_own_settings_do_not_change_a_picture():
    with mpl.rc_context({"font.size": 30, "savefig.facecolor": "red", "axes.facecolor": "black"}):
        changed = display.png(drawn())
    assert changed == display.png(drawn())


def test_a_figure_of_pyplot_is_closed(shown, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    from matplotlib import pyplot

    fig = pyplot.figure()
    display.show(fig, "Nothing.")
    assert not pyplot.fignum_exists(fig.number)
    assert len(shown) == 2


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_an_exported_cell_is_never_a_formula(text, tmp_path):
    frame = pd.DataFrame({"wording": [text], text: ["40"], "value": [-5.0]})
    display.save_csv(frame, tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        header, row = csv.reader(file)
    assert header[1].startswith("'") and row[0].startswith("'")
    assert row[1:] == ["40", "-5.0"], "numbers stay numbers"


def test_a_table_is_offered_as_csv_with_its_plain_values(shown):
    display.table(pd.DataFrame({"wording": ["around 1,500"], "value": [1500.0]}))
    assert shown[-1][0]["text/csv"] == 'wording,value\n"around 1,500",1500.0\n'


def test_a_long_list_shows_the_first_and_its_csv_has_all(shown):
    display.listing(f"sentence {n}, said" for n in range(MOST_LISTED + 4))
    forms = shown[-1][0]
    told = f"{MOST_LISTED} of {MOST_LISTED + 4} sentences; the CSV has all."
    assert forms["text/html"].count("<li>") == MOST_LISTED + 1 and told in forms["text/html"]
    assert forms["text/plain"].splitlines()[0] == "- sentence 0, said"
    assert forms["text/csv"].splitlines()[-1] == f'"sentence {MOST_LISTED + 3}, said"'
    display.listing(["one", "two"])
    assert "text/csv" not in shown[-1][0]


def test_a_csv_of_very_many_rows_has_the_first_and_says_so(shown):
    display.table(pd.DataFrame({"value": range(MOST_IN_CSV + 5)}), caption="Pairs.")
    forms = shown[-1][0]
    assert forms["text/csv"].count("\n") == 1 + MOST_IN_CSV
    assert f"{SCREEN} of 5,005 rows; the CSV has the first 5,000." in forms["text/html"]


def test_rows_that_are_addressed_have_their_figures_as_places():
    frame = pd.DataFrame({"figure_id": ["police-count", '"><b>'], "value": [1.0, 2.0]})
    page = table_html(frame, addressed=True)
    assert '<tr id="police-count">' in page and "<b>" not in page
    assert " id=" not in table_html(frame)
    assert table_html(frame[:0], addressed=True).count("<tr") == 1


def test_every_row_that_is_addressed_can_be_led_to():
    frame = pd.DataFrame({"figure_id": [f"figure-{n}" for n in range(SCREEN + 3)]})
    html = table_html(frame, "Figures", addressed=True)
    shown, folded = html.split("<details>")
    assert (shown.count("<tr id="), folded.count("<tr id=")) == (SCREEN, 3)
    assert "The next 3 rows" in folded and f"{SCREEN} of 21 rows" in shown
    assert "<details>" not in table_html(frame, "Figures")
