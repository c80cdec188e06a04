"""The words of a page: what a source is said to say, what was not recorded, what a chart shows."""

import re

import pytest
from made import counted, protest, refused, said, towns, write_ledger
from pages_of import NOTEBOOKS, all_pages, case, page, told_anywhere

DEAD = [counted("crowd", "total", "people killed by the earthquake")]
FIELD = re.compile(r"\b(soldiers?|troops?|sightings?|seen|detected|coming|sealifts?)\b", re.I)


def sentences(ledger, *pieces):
    return page("figures_by_source", ledger).says(*pieces)


# Denials, and what cannot be confirmed


def test_a_source_that_cannot_confirm_a_number_is_said_to_doubt_the_number():
    told = sentences(case("cannot-confirm-the-number"), "police", "cannot confirm")
    assert told and all("number" in text for text in told)
    assert not [t for t in told if re.search(r"confirm (reports of )?people killed", t)]


@pytest.mark.parametrize(("stance", "verb"), [("cannot_confirm", "confirm"), ("denies", "den")])
@pytest.mark.parametrize("on", ["number", "fact"])
def test_a_refusal_says_what_it_is_of(tmp_path, stance, verb, on):
    rows = [refused("police", stance, stance_on=on), said("union", "802")]
    told = sentences(write_ledger(tmp_path, rows, DEAD), "police", verb, "people killed")
    assert told
    assert all(("number" in text) == (on == "number") for text in told)


def test_a_denial_says_what_is_denied():
    assert sentences(case("denies"), "ministry", "denies", "500", "people killed")


@pytest.mark.parametrize("wording", ["3,000", "about 40", ""])
def test_any_denial_names_what_is_denied(tmp_path, wording):
    rows = [said("ngo", "500"), refused("army", "denies", wording=wording)]
    told = sentences(write_ledger(tmp_path, rows, DEAD), "army", "den", "people killed")
    assert told and all(wording in text for text in told)


# Sources and nouns in their number


def test_a_source_in_the_plural_says_nothing_in_the_singular():
    told = " ".join(page("figures_by_source", case("plural-source")).sentences)
    assert re.search(r"Houthis (say|put|report)\b", told)
    assert not re.search(r"Houthis (says|puts|reports|was|has)\b", told)
    assert re.search(r"Forces (says|puts|reports)\b", told)
    assert "1 people" not in told and "Yemen's" not in told


@pytest.mark.parametrize(("name", "plural"), [("Miners", "true"), ("miners", ""), ("union", "")])
@pytest.mark.parametrize("stance", ["asserts", "denies", "cannot_confirm"])
def test_the_verb_follows_the_source(tmp_path, name, plural, stance):
    """A name takes the plural where it is marked so, a common noun where it is one."""
    rows = [said("them", "40") if stance == "asserts" else refused("them", stance)]
    sources = [{"source_id": "them", "name": name, "printed_as": f"the {name}",
                "named": "true", "plural": plural}]  # fmt: skip
    told = sentences(write_ledger(tmp_path, rows, DEAD, sources), name)
    verbs = re.findall(rf"{name} (say|put|den|cannot)(s|ies|y)?\b", " ".join(told))
    assert verbs
    endings = {ending for verb, ending in verbs if verb != "cannot"}
    assert endings <= ({"s", "ies"} if name == "union" else {"", "y"})


@pytest.mark.parametrize("wording", ["1", "one", "One"])
def test_one_of_them_is_told_in_the_singular(tmp_path, wording):
    quantities = [counted("crowd", "total", "arrests", "arrests", one="arrest", many="arrests")]
    ledger = write_ledger(tmp_path, [said("police", wording)], quantities)
    told = " ".join(sentences(ledger, "police"))
    assert not re.search(r"\b(1|one) arrests\b", told, re.I)
    assert re.search(r"\b(1|one)( arrest)?\b", told, re.I)


OTHER_FIELDS = [  # who says it; what stands in the sentence, what does not
    ("30,000", r"[Pp]olice (say|put)\b.*people at the march", "s1"),
    ("74.3", r"turnout.*74\.3 (percent|per cent|%)|74\.3 (percent|per cent|%).*turnout", "s2"),
    ("53", r"(say|put)\b.*\b53 (percent|per cent|%)", "s3"),
    ("44.6", r"£44\.6 ?(billion|bn)", "s4"),
    ("arrests", r"30 arrests|arrests at 30", "s6"),
    ("464", r"£464 million|464 million pounds", "s7"),
    ("officers on duty", r"more than 5,000", "s8"),
    ("people killed", r"(more than|exceeded) 5,000", "s9"),
    ("140", r"around 140", "s10"),
    ("978", r"1 January 2024", "s11"),
]


@pytest.mark.parametrize(
    ("piece", "words"), [row[:2] for row in OTHER_FIELDS], ids=[row[2] for row in OTHER_FIELDS]
)
def test_a_sentence_of_another_field_can_be_printed(piece, words):
    told = sentences(case("sentences-of-other-fields"), piece)
    assert [text for text in told if re.search(words, text)], told


@pytest.mark.parametrize(
    "words",
    [
        r"\b(police|organisers|officials) says\b",
        r"(Chile|Belarus|United Kingdom)'s",
        r"74\.3 turnout|53 members|£44\.6 billion cost|464 million lost",
        r"\b(1|[Oo]ne) people\b",
        r"\w (More than|Around|One) ",  # a capital within a sentence
        r"at exceeded",
        r"seen|detected|sighting|coming",
        r"organisers were|HS2 Ltd, company",
    ],
)
def test_no_sentence_of_another_field_reads_like_this(words):
    told = page("figures_by_source", case("sentences-of-other-fields")).sentences
    assert not [text for text in told if re.search(words, text)]


# What is not recorded


@pytest.mark.parametrize("name", ["nostatus", "no-evidence-column.csv"])
def test_what_is_not_recorded_is_not_told_as_none(name):
    told = told_anywhere(case(name))
    assert not re.search(r"no evidence|none offered|to come|\bexpect|under way", told)
    assert re.search(r"not recorded", page("figures_by_source", case(name)).text)


@pytest.mark.parametrize("column", ["evidence", "status", "outlet", "quoted", "reported_on_basis"])
def test_a_blank_in_any_column_is_no_value(tmp_path, column):
    row = said("police", "40", evidence="imagery", outlet="Radio", quoted="direct")
    told = told_anywhere(write_ledger(tmp_path, [row | {column: ""}], DEAD))
    words = {
        "evidence": "no evidence",
        "status": "expected|under way|said to have happened",
        "outlet": "Radio",
        "quoted": "paraphrase",
        "reported_on_basis": "is inferred|inferred for|day inferred|document's own",
    }
    assert not re.search(words[column], told)


# No word of one field, and a chart for each unit


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_protest_is_told_without_words_of_war(notebook):
    told = page(notebook, case("march")).text
    assert not [found.group() for found in FIELD.finditer(told)]


@pytest.mark.parametrize("rows", [9, 60, 150])
def test_a_protest_of_any_size_is_told_without_words_of_war(tmp_path, rows):
    pages = all_pages(write_ledger(tmp_path, *protest(rows)))
    found = {name: [hit.group() for hit in FIELD.finditer(one.text)] for name, one in pages.items()}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_what_is_counted_is_told_in_the_words_of_the_ledger(tmp_path):
    quantities = [counted("crowd", "total", "whales", "whales", observed_as="sighted")]
    assert sentences(write_ledger(tmp_path, [said("crew", "12")], quantities), "sighted", "12")


def test_each_unit_of_a_protest_has_its_chart():
    drawn = " ".join(page("figures_by_source", case("march")).pictures)
    assert [text for text in ("142", "$2.4 million", "about 35,000") if text not in drawn] == []


def test_no_country_is_put_before_a_source():
    assert "France's" not in told_anywhere(case("march"))


@pytest.mark.parametrize("rows", [9, 60])
def test_three_units_have_three_charts(tmp_path, rows):
    drawn = " ".join(page("figures_by_source", write_ledger(tmp_path, *protest(rows))).pictures)
    for label in ("people marching in the capital", "damage to shops", "arrests"):
        assert label in drawn


@pytest.mark.parametrize("rows", [60, 90])
def test_a_chart_that_leaves_rows_out_does_not_say_that_all_are_shown(tmp_path, rows):
    told = page("figures_by_source", write_ledger(tmp_path, *towns(rows)))
    labels = set(re.findall(r"protesters in town \d+", " ".join(told.pictures)))
    assert len(labels) < rows
    assert not re.search(r"\b[Aa]ll (the |these )?(figures|rows)\b[^.]*(chart|shown)", told.told)
    left_out = rf"\bof {rows}\b|\bothers?\b|\b{rows - len(labels)}\b"
    assert re.search(left_out, " ".join(told.pictures))


def test_the_title_of_a_chart_speaks_of_what_it_shows():
    for name in ("figures_by_source", "estimates"):
        for drawn in page(name, case("title")).pictures:
            lines = drawn.splitlines()
            for place in "AB":
                about = [line for line in lines if f"at {place}" in line]
                assert len(about) != 1, f"only the title names {about}"
    drawn = " ".join(page("estimates", case("title")).pictures)
    assert ("25 %" not in drawn or "at B" in drawn) and ("10 %" not in drawn or "at A" in drawn)


# Documents and days


def test_a_document_is_named_with_publisher_day_and_link():
    one = page("overview", case("linked"))
    assert "The Daily Example" in one.text
    assert re.search(r"9 May 2024|2024-05-09", one.text)
    assert 'href="https://example.org/harbour"' in one.html


@pytest.mark.parametrize("notebook", ["figures_by_source", "provenance"])
def test_other_pages_name_the_document_too(notebook):
    one = page(notebook, case("linked"))
    assert "The Daily Example" in one.text and "https://example.org/harbour" in one.html


def test_days_of_long_ago_are_told_as_they_were_recorded(tmp_path):
    assert "1863" in page("figures_by_source", case("prewar")).told
    row = said("Phisterer", "2,834", "1883", event_from="1863-07-01", event_to="1863-07-03")
    told = told_anywhere(write_ledger(tmp_path, [row], DEAD))
    assert "1883" in told
    assert not re.search(r"1 January 1883|31 December 1883|1883-01-01", told)


@pytest.mark.parametrize(("day", "words"), [("2024-10", "October 2024"), ("1883", "1883")])
def test_a_month_or_a_year_is_never_told_as_a_day(tmp_path, day, words):
    ledger = write_ledger(tmp_path, [said("police", "40", day), said("union", "45", day)], DEAD)
    told = told_anywhere(ledger)
    assert words in told
    assert not re.search(rf"\b(1|31) ([A-Z][a-z]+ )?{words}\b|{day}(-01)*-01\b", told)


# Columns of one's own


def test_a_column_of_ones_own_is_shown_on_request(tmp_path):
    rows = [said("police", "300", ward="North", weather="rain, cold"), said("union", "500")]
    ledger = write_ledger(tmp_path, rows, DEAD)
    assert "rain, cold" not in page("figures_by_source", ledger).told
    [table] = [t for t in page("figures_by_source", ledger, also_show="weather, ward").tables
               if "rain, cold" in t]  # fmt: skip
    assert "North" in table and table.index("weather") < table.index("ward")
