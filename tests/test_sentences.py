"""Sentences that can be printed: who, verb, number, what, when and through whom, in any field."""

import ast
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_sentences import (
    ARMY,
    ARRESTS,
    AS_OF,
    BLANK,
    CANNOT,
    COMPANY,
    CROWD,
    DENIES,
    EXPECTED,
    HOUTHIS,
    MADE,
    MINISTER,
    MINISTRY,
    OFFICIAL,
    OFFICIALS,
    POLICE,
    PRINTED,
    REPORT,
    UNDER_WAY,
    build,
    documents,
    sentence,
)
from reported_figures import telling
from reported_figures.ledger.frames import StageError
from reported_figures.telling.printable import account, attributed
from reported_figures.vocabulary import HEDGES

ROWS = [pytest.param(*row, id=f"{field}-{n}") for field, rows in PRINTED.items()
        for n, row in enumerate(rows)]  # fmt: skip


@pytest.mark.parametrize(("parts", "words"), ROWS)
def test_a_sentence_is_the_one_that_a_sub_editor_would_write(parts, words):
    assert sentence(*parts) == f"{words}, {AS_OF}."


def test_sixty_sentences_of_eight_fields():
    assert len(PRINTED) == 8 and len(ROWS) >= 60


@pytest.mark.parametrize("count", [0, 1, 3])
def test_each_figure_has_one_sentence_in_its_place(count):
    figures = build(*({**POLICE, **ARRESTS, "wording": f"{n + 10}"} for n in range(count)))
    expected = [f"Police put the number of arrests at {n + 10}, {AS_OF}." for n in range(count)]
    assert attributed(figures) == expected


def test_a_frame_of_an_earlier_stage_is_told_what_to_call():
    with pytest.raises(StageError, match="Call select first"):
        attributed(build({}).drop(columns="speaker"))


# ----- who says it


@pytest.mark.parametrize(
    ("who", "start"),
    [
        (MINISTRY, "The Interior Ministry puts"),
        (MINISTRY | {"printed_as": ""}, "Interior Ministry puts"),
        (POLICE, "Police put"),
        (POLICE | {"plural": False}, "Police put"),  # a common noun in the plural
        ({"speaker": "sources briefed on the raid"}, "Sources briefed on the raid put"),
        ({"speaker": "a team of doctors"}, "A team of doctors puts"),
        ({"speaker": "the union"}, "The union puts"),
        ({"speaker": "United Nations"}, "United Nations puts"),
        ({"speaker": "March organisers (a committee)"}, "March organisers (a committee) put"),
        (HOUTHIS, "The Houthis put"),
        (ARMY, "The Israel Defense Forces puts"),
        (ARMY | {"plural": True}, "The Israel Defense Forces put"),
        (MINISTER, "Ana Horn, Minister of the Interior, puts"),
        (MINISTER | {"role": ""}, "Ana Horn puts"),
        (MINISTER | {"speaker": "Minister Ana Horn", "role": "Minister"}, "Minister Ana Horn puts"),
        (MINISTER | {"printed_as": "the minister, Ana Horn,"}, "The minister, Ana Horn, puts"),
        (MINISTER | {"source_kind": ""}, "Ana Horn, Minister of the Interior, puts"),
        (COMPANY, "HS2 Ltd puts"),
        (OFFICIAL, "An official at the ministry, who is not named, puts"),
        (OFFICIAL | {"source_kind": ""}, "An official at the ministry, not named, puts"),
        (OFFICIAL | {"speaker": "an unnamed official"}, "An unnamed official puts"),
        (REPORT, "A parliamentary report, which is not named, puts"),
        (REPORT | {"speaker": "a ministry", "source_kind": "body"},
         "A ministry, which is not named, puts"),
        (REPORT | {"speaker": "two reports", "plural": True},
         "Two reports, which are not named, put"),
        (OFFICIALS, "Election officials, who are not named, put"),
        (OFFICIALS | {"plural": False, "source_kind": ""},
         "Election officials, who are not named, put"),
    ],
)  # fmt: skip
def test_who_says_it(who, start):
    assert sentence(who, CROWD, wording="40").startswith(f"{start} the number of people")


@pytest.mark.parametrize(
    ("who", "start"),
    [
        (MINISTRY, "The Interior Ministry, citing the police, puts"),
        (MINISTER, "Ana Horn, Minister of the Interior, citing the police, puts"),
        (OFFICIAL, "An official at the ministry, who is not named, citing the police, puts"),
    ],
)
def test_whose_information_it_is(who, start):
    origin = {"origin_source_id": "police", "origin": "Police", "origin_printed_as": "the police"}
    assert sentence(who, CROWD, origin, wording="40").startswith(start)
    assert "citing Police," in sentence(who, CROWD, origin | {"origin_printed_as": ""})
    assert "citing" not in sentence(who, CROWD)


@pytest.mark.parametrize(
    ("stance", "verbs"),
    [
        ({}, ("put", "puts")),
        (EXPECTED, ("expect", "expects")),
        (DENIES, ("deny", "denies")),
        (CANNOT, ("cannot confirm", "cannot confirm")),
        ({"wording": "dozens"}, ("speak of", "speaks of")),
        ({"wording": "at least 40"}, ("give", "gives")),
        ({"observed_as": "counted"}, ("say", "says")),
    ],
)
def test_a_verb_agrees_with_who_says_it(stance, verbs):
    said = [sentence({"wording": "40"}, CROWD, who, stance) for who in (POLICE, MINISTRY)]
    assert said[0].startswith(f"Police {verbs[0]} ")
    assert said[1].startswith(f"The Interior Ministry {verbs[1]} ")


# ----- the number


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("40", "at 40"),
        ("Around 1,500", "at around 1,500"),
        ("Almost two thousand", "at almost two thousand"),
        ("no fewer than 10", "at no fewer than 10"),
        ("500 or more", "at 500 or more"),
        ("an estimated 500", "at an estimated 500"),
        ("8,500 to 9,000", "at 8,500 to 9,000"),
        ("half a million", "at half a million"),
        ("A dozen", "at a dozen"),
        ("30 people", "at 30"),
        ("estimated 500", "at about 500 (\u201cestimated 500\u201d)"),
        ("~500", "at about 500 (\u201c~500\u201d)"),
        (">500", "at more than 500 (\u201c>500\u201d)"),
        ("from 10 to 20", "at between 10 and 20 (\u201cfrom 10 to 20\u201d)"),
        ("topped 5,000", "at more than 5,000 (\u201ctopped 5,000\u201d)"),
        ("capped at 400", "as at most 400 (\u201ccapped at 400\u201d)"),
        ("At most 4", "as at most 4"),
    ],
)
def test_a_number_stands_as_printed_or_in_the_words_of_its_class(wording, text):
    hedge = {"hedge": "more_than", "value": 5000.0} if wording.startswith("topped") else {}
    assert f"people at the march {text}, as of" in sentence(CROWD, hedge, wording=wording)


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("several dozen", "several dozen people"),
        ("countless", "countless people"),
        ("Hundreds", "hundreds of people"),
        ("a number of", "a number of people"),
        ("an unspecified number", "an unspecified number of people"),
        ("unspecified", "an unspecified number of people"),
        ("unknown", "an unknown number of people"),
    ],
)
def test_a_number_phrase_stands_before_what_is_counted(wording, text):
    assert f"Police speak of {text} at the march, as of" in sentence(CROWD, wording=wording)


def test_a_wording_that_cannot_be_read_is_quoted():
    text = sentence(CROWD, wording="three times that", hedge="none", value=None)
    assert text.startswith("Police speak of people at the march, the number printed as "
                           "\u201cthree times that\u201d, as of")  # fmt: skip


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"value": 0.0, "hedge": "bare"}, "at 0 (as coded)"),
        ({"value": 12000.0, "hedge": "up_to"}, "at up to 12,000 (as coded)"),
        ({"value": 500.0, "hedge": "at_least"}, "as at least 500 (as coded)"),
        ({"low": 500.0, "high": None, "hedge": "between"}, "as at least 500 (as coded)"),
        ({"low": None, "high": 500.0, "hedge": "between"}, "as at most 500 (as coded)"),
        ({"low": 8.0, "high": 9.5, "hedge": "between"}, "at between 8 and 9.5 (as coded)"),
        ({"value": 9.0, "low": 8.0, "high": 10.0, "hedge": "bare"}, "at 9 (8 to 10, as coded)"),
    ],
)
def test_a_number_without_a_wording_is_told_as_coded(row, text):
    assert f"people at the march {text}, as of" in sentence(CROWD, row)


@pytest.mark.parametrize(
    ("unit", "label", "wording", "text"),
    [
        ("\u00a3", "price of a mask", "over 4", "the price of a mask at over \u00a34"),
        ("euros", "budget deficit", "\u20ac3 billion", "the budget deficit at \u20ac3 billion"),
        ("rupees", "price of a mask", "Rs 500", "the price of a mask at Rs 500"),
        ("rand", "Ruritania's deficit", "5 million rand", "Ruritania's deficit at 5 million rand"),
        ("percent", "interest rates", "5", "interest rates at 5 percent"),
        ("%", "support for the bill", "5", "support for the bill at 5 percent"),
        ("percent", "people vaccinated", "5", "the share of people vaccinated at 5 percent"),
        ("percent", "percent of voters", "5", "the share of voters at 5 percent"),
        ("hectares", "hectares of forest burnt", "12", "forest burnt at 12 hectares"),
        ("hectares", "area burnt", "12,000", "the area burnt at 12,000 hectares"),
        ("people", "crowd at noon", "hundreds", "the crowd at noon at hundreds of people"),
        ("deaths", "death toll", "40", "the death toll at 40"),
        ("people", "number of people injured", "40", "the number of people injured at 40"),
        ("people", "People killed", "40", "the number of people killed at 40"),
        ("people", "killed so far", "40", "the number killed so far at 40"),
    ],
)  # fmt: skip
def test_what_is_measured_and_its_unit_where_no_kind_of_unit_is_recorded(
    unit, label, wording, text
):
    told = sentence({"quantity": label, "unit": unit, "wording": wording})
    assert told == f"Police put {text}, {AS_OF}."


def test_one_and_many_are_put_into_a_longer_label():
    row = MADE | {"quantity": "arrests at the stadium"}
    assert "that one arrest at the stadium was made" in sentence(row, wording="one")
    assert "that 12 arrests at the stadium were made" in sentence(row, wording="12")


def test_one_stands_behind_its_label_where_no_singular_is_recorded():
    text = sentence(MADE, one="", wording="one")
    assert text.startswith("Police put the number of arrests at one, ")


# ----- when, where, through whom, and in which document


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"outlet": "statement"}, "in a statement on 2 May 2024"),
        ({"outlet": "joint statement"}, "in a joint statement on 2 May 2024"),
        ({"outlet": "press conference in Zenda"}, "at a press conference in Zenda on 2 May 2024"),
        ({"outlet": "the briefing"}, "at the briefing on 2 May 2024"),
        ({"outlet": "interview with Ana"}, "in an interview with Ana on 2 May 2024"),
        ({"outlet": "Agency One"}, "via Agency One on 2 May 2024"),
        ({"outlet": "social media"}, "on social media on 2 May 2024"),
        ({"outlet": "Police"}, AS_OF),  # its own channel
        ({"outlet": "Agency One", "reported_on_basis": "document"},
         "via Agency One, as of 2 May 2024"),
        ({"reported_on_basis": ""}, AS_OF),
        ({"reported_on": "2024-10-01", "reported_until": "2024-10-31"}, "as of October 2024"),
        ({"reported_on": "1883-01-01", "reported_until": "1883-12-31"}, "as of 1883"),
        ({"reported_on": "1883-01-01", "reported_until": "1883-12-31", "outlet": "report"},
         "in a report in 1883"),
        ({"replaced_by": "figure-9"}, f"{AS_OF}, a figure since replaced"),
        ({"stands_until": "2024-05-05"}, f"{AS_OF}, a position held until 5 May 2024"),
    ],
)  # fmt: skip
def test_when_and_through_whom_it_was_said(row, words):
    assert sentence(CROWD, row, wording="40").endswith(f" at 40, {words}.")


@pytest.mark.parametrize(
    ("row", "document", "words"),
    [
        ({}, {}, f"{AS_OF}, as reported in \u201cShops shut\u201d on 3 May 2024"),
        ({}, {"publisher": "The Courier"},
         f"{AS_OF}, The Courier reported in \u201cShops shut\u201d on 3 May 2024"),
        ({}, {"published_on": pd.NaT}, f"{AS_OF}, as reported in \u201cShops shut\u201d"),
        ({}, {"title": "", "publisher": "The Courier"},
         f"{AS_OF}, The Courier reported on 3 May 2024"),
        ({}, {"title": ""}, AS_OF),
        ({}, {"document_id": "another"}, AS_OF),
        ({"outlet": "The Courier"}, {"title": "", "publisher": "The Courier"},
         f"{AS_OF}, The Courier reported on 3 May 2024"),
        ({"reported_on": "2024-05-03"}, {},
         "as of 3 May 2024, as reported in \u201cShops shut\u201d the same day"),
        ({"reported_on_basis": "document"}, {},
         "as reported in \u201cShops shut\u201d on 3 May 2024"),
    ],
)  # fmt: skip
def test_which_document_it_comes_from(row, document, words):
    figures = build(POLICE | CROWD | {"wording": "40"} | row)
    told = attributed(figures, documents(**document))
    assert told == [f"Police put the number of people at the march at 40, {words}."]


def test_a_day_that_all_share_is_told_once_and_then_meant():
    day = {"event_from": "2024-05-03", "event_to": "2024-05-03", "reported_on": "2024-05-03"}
    told = attributed(build(POLICE | CROWD | {"wording": "40"} | day), documents())
    start = "Police put the number of people at the march on 3 May 2024 at 40"
    assert told == [f"{start}, as reported in \u201cShops shut\u201d the same day."]


@pytest.mark.parametrize(
    ("label", "days", "words"),
    [
        ("people at the march on 1 May", ("2024-05-01", "2024-05-01"), "on 1 May at 40"),
        ("arrests in March 2024", ("2024-03-01", "2024-03-31"), "in March 2024 at 40"),
        ("arrests", ("2024-03-01", None), "arrests from 1 March 2024 at 40"),
        ("arrests", (None, "2024-03-01"), "arrests by 1 March 2024 at 40"),
    ],
)
def test_a_period_is_told_once(label, days, words):
    row = {"quantity": label, "unit": "people", "event_from": days[0], "event_to": days[1]}
    assert f" {words}, as of" in sentence(row, wording="40")


@pytest.mark.parametrize(
    ("place", "words"),
    [("the old town", " (the old town)"), ("March", ""), ("at the march", ""), ("", "")],
)
def test_a_place_is_told_where_the_label_lacks_it(place, words):
    assert f"people at the march{words} at 40" in sentence(CROWD, wording="40", place=place)


def test_what_is_not_recorded_is_left_out_and_never_told_as_none():
    blank = dict.fromkeys(("evidence", "status", "quoted", "outlet", "reported_on_basis"), "")
    text = sentence(CROWD, blank, wording="40")
    assert text == f"Police put the number of people at the march at 40, {AS_OF}."
    assert "evidence" not in sentence(CROWD, wording="40", evidence="none")


# ----- no claim becomes a fact, and no word of one field stands in the code

SAID = r" ((say|put|give|expect)s?|speaks? of|deny|denies|cannot confirm) "


@pytest.mark.parametrize(("parts", "_"), ROWS)
def test_no_sentence_calls_a_claim_a_fact(parts, _):
    text = sentence(*parts)
    verb = re.search(SAID, text)
    assert verb, text
    assert not re.search(r"\d", text[: verb.start()].replace("HS2", "")), text
    assert not re.search(r"\b(confirmed|proves|shows|revealed|admits|in fact)\b", text)


@pytest.mark.parametrize(("parts", "_"), ROWS)
def test_a_sentence_begins_with_a_capital_and_ends_once(parts, _):
    text = sentence(*parts)
    assert text[0].isupper() and text.endswith(".") and not text.endswith("..")
    assert "  " not in text and " ," not in text and ",," not in text


def test_no_word_of_one_field_stands_in_the_code():
    banned = re.compile(r"\b(soldiers?|seen|detected|coming|sightings?|sighted|troops)\b", re.I)
    files = list(Path(telling.__file__).parent.glob("*.py"))
    assert len(files) > 5
    texts = [(path.name, node.value) for path in files for node in ast.walk(ast.parse(
        path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)]  # fmt: skip
    assert [(name, text) for name, text in texts if banned.search(str(text))] == []


@given(st.fixed_dictionaries(dict.fromkeys(
    ("wording", "quantity", "unit", "many", "one", "speaker", "printed_as", "role", "outlet",
     "place", "observed_as"), st.text(max_size=20))), st.sampled_from(HEDGES))  # fmt: skip
def test_no_text_of_a_ledger_is_too_odd_for_a_sentence(texts, hedge):
    assert sentence(texts, hedge=hedge).endswith(f", {AS_OF}." if not texts["outlet"] else ".")


# ----- the stage in a word or two, for tables


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({}, "said to have happened"),
        (UNDER_WAY, "under way"),
        (EXPECTED, "expected"),
        (BLANK, "stage not recorded"),
        (CANNOT, "not confirmed"),
        (DENIES, "denied"),
    ],
)
def test_the_stage_in_a_word_or_two(row, words):
    assert account(build(row, row)).tolist() == [words, words]
    assert account(build()).empty
