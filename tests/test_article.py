"""The figures against the document that they came from, as far as its text is at hand.

The texts are not part of the project. ``SEEDS_TEXTS`` names a folder that has them, as
``<document_id>.txt``; without it those in ``seeds/`` are read. Tests of a text that is not there
are not collected; those that need no text always run.
"""

import hashlib
import os
import re
from pathlib import Path

import pandas as pd
import pytest
from bad_ledgers import DOCUMENT
from built import ARTICLE
from reported_figures import SEEDS
from reported_figures.ledger.load import describe, load_ledger

LEDGER = load_ledger()
FIGURES = describe(LEDGER).set_index("figure_id")
FIGURES = FIGURES[FIGURES["document_id"] == DOCUMENT]
CITED = LEDGER.documents.set_index("document_id").loc[DOCUMENT]
ASKED = os.environ.get("SEEDS_TEXTS")
TEXT = Path(ASKED or SEEDS) / f"{DOCUMENT}.txt"
LONGEST_PHRASE = 8  # words in a row that may stand in the project as they do in the text


def plain(text):
    """Return a text in lower case and with plain quotation marks."""
    return re.sub("[\u2018\u2019]", "'", re.sub("[\u201c\u201d]", '"', text)).lower()


def test_every_figure_names_a_paragraph():
    assert FIGURES["paragraph"].between(1, CITED["paragraphs"]).all()


def test_a_wording_is_a_few_words():
    assert (FIGURES["wording"].str.split().str.len() <= 5).all()


def test_the_days_are_the_weekdays_that_the_document_names():
    """The statement came on a Friday, and the Ukrainian figures the day before, a Thursday."""
    stated = FIGURES[FIGURES["outlet"] == "statement"]["reported_on"]
    assert set(stated.dt.day_name()) == {"Friday"}
    ukrainian = FIGURES[FIGURES["country"] == "Ukraine"]["reported_on"]
    assert set(ukrainian.dt.day_name()) == {"Thursday"}


def test_an_inferred_day_has_a_note():
    assert (FIGURES["note"] != "").all()
    assert CITED["note"]


def test_a_folder_that_is_named_has_the_text():
    assert not ASKED or TEXT.is_file(), f"SEEDS_TEXTS names a folder without {TEXT.name}"


if TEXT.is_file():
    LINES = [line for line in TEXT.read_text(encoding="utf-8").splitlines() if line.strip()]
    WHOLE = plain("\n".join(LINES))

    def paragraph(figure):
        return plain(LINES[int(FIGURES.loc[figure, "paragraph"]) - 1])

    def test_the_text_is_the_one_that_was_read():
        assert hashlib.sha256(TEXT.read_bytes()).hexdigest() == CITED["sha256"]
        assert len(LINES) == CITED["paragraphs"]
        assert LINES[0] == CITED["title"]

    @pytest.mark.parametrize("figure", FIGURES.index[FIGURES["wording"] != ""])
    def test_the_wording_stands_in_its_paragraph(figure):
        wording = plain(FIGURES.loc[figure, "wording"])
        assert re.search(rf"(?<![\w,]){re.escape(wording)}(?![\w,]*\d)", paragraph(figure))

    @pytest.mark.parametrize("figure", FIGURES.index[FIGURES["outlet"] != ""])
    def test_the_outlet_stands_in_the_document(figure):
        assert plain(FIGURES.loc[figure, "outlet"]) in WHOLE

    @pytest.mark.parametrize("figure", FIGURES.index[FIGURES["place"] != ""])
    def test_the_places_stand_in_its_paragraph(figure):
        """Word by word and by their first letters, since a place may be put in fewer words."""
        words = re.findall(r"[\w-]+", plain(FIGURES.loc[figure, "place"]))
        assert [word for word in words if word[:5] not in paragraph(figure)] == []

    @pytest.mark.parametrize("figure", FIGURES.index)
    def test_the_speaker_is_named_up_to_its_paragraph(figure):
        """By the last word of the name: "Zelensky", "Service"."""
        above = plain("\n".join(LINES[: int(FIGURES.loc[figure, "paragraph"])]))
        assert plain(FIGURES.loc[figure, "speaker"]).split()[-1] in above

    @pytest.mark.parametrize("column", ["event_from", "event_to"])
    def test_the_period_stands_in_its_paragraph(column):
        for figure, day in FIGURES[column].dropna().items():
            assert plain(f"{day:%B} {day.day}") in paragraph(figure), figure

    @pytest.mark.parametrize("figure", FIGURES.index[FIGURES["quoted"] == "direct"])
    def test_what_is_quoted_stands_in_quotation_marks(figure):
        assert re.search('"[^"]*cannot confirm[^"]*"', paragraph(figure))

    def test_the_numbers_of_a_figures_paragraph_are_not_left_out():
        """Each number of soldiers that is printed with a thousands comma is a row."""
        printed = set(re.findall(r"\d+,\d{3}", WHOLE))
        assert printed == {f"{value:,.0f}" for value in FIGURES["value"].dropna() if value > 999}

    def test_no_sentence_of_the_text_is_copied():
        words = re.findall(r"\w+", WHOLE)
        phrases = set(zip(*(words[i:] for i in range(LONGEST_PHRASE + 1)), strict=False))
        for frame in (FIGURES, LEDGER.sources, LEDGER.quantities):
            for text in frame.select_dtypes("str").to_numpy().ravel():
                own = re.findall(r"\w+", plain(text))
                copied = set(zip(*(own[i:] for i in range(LONGEST_PHRASE + 1)), strict=False))
                assert not copied & phrases, text


def test_what_the_other_tests_stand_on_is_the_ledger_of_the_article():
    """Their copy has its rows as they are curated; what else the ledger gains is not in it."""
    copy = load_ledger(ARTICLE)
    own = LEDGER.figures[LEDGER.figures["document_id"] == DOCUMENT].reset_index(drop=True)
    pd.testing.assert_frame_equal(copy.figures, own)
    for name, key in (("sources", "source_id"), ("quantities", "quantity_id")):
        mine, theirs = getattr(copy, name), getattr(LEDGER, name)
        known = theirs[theirs[key].isin(mine[key])].reset_index(drop=True)
        pd.testing.assert_frame_equal(mine, known)
