"""Sentences that can be printed: grammar, dates, who says it, and that no claim becomes a fact."""

import re

import pandas as pd
import pytest

from analysis.sentences import (
    EVIDENCE,
    account,
    attributed,
    count_of,
    counted,
    day,
    listed,
    period,
    subject,
    to_check,
)

MINISTRY = {
    "speaker_id": "ministry",
    "organisation_id": "ministry",
    "speaker": "Ministry of War",
    "country": "Ruritania",
    "role": "ministry",
    "origin": "Ministry of War",
    "vague_word": "",
    "quoted": "paraphrase",
    "outlet": "statement",
    "reported_on_basis": "stated",
    "evidence": "none",
    "place": "",
    "possible_origin_id": "",
}
MINISTER = {
    "speaker_id": "minister",
    "speaker": "Ana Horn",
    "origin": "Ana Horn",
    "role": "Minister of War",
}
OFFICIAL = {
    "speaker_id": "official",
    "speaker": "an official in the ministry",
    "origin": "an official in the ministry",
    "role": "official",
    "named": False,
}
REPORTED = ["says", "speaks of", "expects", "cannot confirm", "denies"]  # never a fact


@pytest.fixture(scope="module")
def rows(build):
    """Return a function that makes rows of a ministry's figures, each told by what differs."""

    def rows_of(*changes):
        parsed = [{k: v for k, v in MINISTRY.items() if k != "vague_word"} | row for row in changes]
        return build(*parsed)

    return rows_of


@pytest.fixture(scope="module")
def sentence(rows):
    return lambda **row: attributed(rows(row))[0]


@pytest.fixture(scope="module")
def row_of(rows):
    return lambda **row: next(rows(row).itertuples())


# ----- numbers and lists in a sentence


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "no rows"), (1, "1 row"), (2, "2 rows"), (11, "11 rows"), (1_200, "1,200 rows")],
)
def test_a_count_agrees_with_its_noun(number, words):
    assert count_of(number, "row") == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "no countries"), (1, "1 country"), (3, "3 countries")]
)
def test_a_plural_of_its_own(number, words):
    assert count_of(number, "country", "countries") == words


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], "none"),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and d"),
    ],
)
def test_a_list_in_a_sentence(words, text):
    assert listed(words) == text
    assert listed(word for word in words) == text, "of an iterator"


# ----- days and periods


def test_a_day_as_it_is_printed():
    assert day(pd.Timestamp("2024-11-01")) == "1 November 2024"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2024-10-08", "2024-10-13", "between 8 and 13 October 2024"),
        ("2024-09-28", "2024-10-03", "between 28 September and 3 October 2024"),
        ("2023-12-30", "2024-01-02", "between 30 December 2023 and 2 January 2024"),
        ("2023-10-08", "2024-10-13", "between 8 October 2023 and 13 October 2024"),
        ("2024-10-08", "2024-10-08", "on 8 October 2024"),
        ("2024-10-08", None, "from 8 October 2024"),
        (None, "2024-11-01", "by 1 November 2024"),
        (None, None, ""),
    ],
)
def test_a_period_as_it_is_printed(first, last, text):
    assert period(pd.Timestamp(first), pd.Timestamp(last)) == text


# ----- who says it


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ({}, "Ruritania's Ministry of War"),
        ({"country": "United States"}, "United States' Ministry of War"),
        ({"country": ""}, "Ministry of War"),
        ({"speaker": "Ruritania's government"}, "Ruritania's government"),
        (MINISTER, "Ana Horn, Minister of War,"),
        (MINISTER | {"role": ""}, "Ana Horn"),
        (OFFICIAL, "an official in the ministry, who is not named,"),
        (
            OFFICIAL | {"organisation_id": "official"},  # whose organisation is not known
            "an official in the ministry, who is not named,",
        ),
    ],
)  # fmt: skip
def test_who_says_it(row_of, who, text):
    assert subject(row_of(**who)) == text


@pytest.mark.parametrize(
    ("who", "start"),
    [
        ({}, "Ruritania's Ministry of War, citing Army,"),
        (MINISTER, "Ana Horn, Minister of War, citing Army,"),
        (OFFICIAL, "An official in the ministry, who is not named, citing Army,"),
    ],
)
def test_whose_information_it_is(sentence, who, start):
    text = sentence(wording="40", **(who | {"origin": "Army"}))
    assert text.startswith(f"{start} says that 40 soldiers")


def test_nobody_cites_themselves(sentence):
    assert "citing" not in sentence(wording="40")


# ----- the number with what it counts


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("40", "40 soldiers in other camps"),
        ("around 1,500", "around 1,500 soldiers in other camps"),
        ("as many as 12,000", "as many as 12,000 soldiers in other camps"),
        ("twelve", "twelve soldiers in other camps"),
        ("a dozen", "a dozen soldiers in other camps"),
        ("several", "several soldiers in other camps"),
        ("several dozen", "several dozen soldiers in other camps"),
        ("a few thousand", "a few thousand soldiers in other camps"),
        ("countless", "countless soldiers in other camps"),
        ("some", "some soldiers in other camps"),
        ("dozens", "dozens of soldiers in other camps"),
        ("Hundreds", "Hundreds of soldiers in other camps"),
        ("tens of thousands", "tens of thousands of soldiers in other camps"),
        ("a number", "a number of soldiers in other camps"),
        ("a number of", "a number of soldiers in other camps"),
        ("a handful", "a handful of soldiers in other camps"),
        ("an unknown number", "an unknown number of soldiers in other camps"),
        ("", "soldiers in other camps"),
    ],
)
def test_a_number_stands_with_what_it_counts(row_of, sentence, wording, text):
    assert counted(row_of(wording=wording)) == text
    assert f"says that {text} were seen or detected (" in sentence(wording=wording)


@pytest.mark.parametrize("wording", ["one", "at least one", "1", "unspecified", "an undisclosed"])
def test_a_number_that_does_not_go_with_a_plural_stands_apart(sentence, wording):
    text = sentence(wording=wording)
    assert "says that soldiers in other camps were seen or detected" in text
    assert f"(number given: {wording}; " in text
    assert "no number given" not in text


def test_a_vague_word_of_another_language_stands_apart(sentence):
    text = sentence(wording="des dizaines", hedge="vague")
    assert "(number given: des dizaines; " in text


# ----- each stance and status


@pytest.mark.parametrize(
    ("stance", "status", "words"),
    [
        ("asserts", "observed", "says that 40 soldiers in other camps were seen or detected"),
        ("asserts", "under_way", "speaks of 40 soldiers in other camps, as under way"),
        ("asserts", "expected", "expects 40 soldiers in other camps"),
        ("asserts", "", "says: 40 soldiers in other camps"),
        ("cannot_confirm", "", "cannot confirm reports of 40 soldiers in other camps"),
        ("denies", "", "denies reports of 40 soldiers in other camps"),
    ],
)
def test_a_source_says_expects_or_cannot_confirm(sentence, stance, status, words):
    text = sentence(wording="40", stance=stance, status=status)
    assert text.startswith(f"Ruritania's Ministry of War {words} (")
    assert text.endswith(").")


def test_who_does_not_assert_offers_no_evidence_and_lacks_no_number(sentence):
    text = sentence(stance="cannot_confirm", status="")
    assert "evidence" not in text and "number" not in text
    assert "no number given" in sentence(stance="asserts")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"quoted": "direct"}, "in the speaker's words"),
        ({"quoted": "paraphrase"}, "paraphrased"),
        ({"outlet": "the daily paper"}, "the daily paper"),
        ({"place": "Strelsau"}, "place given: Strelsau"),
        ({"reported_on_basis": "stated"}, "18 October 2024;"),
        ({"reported_on_basis": "inferred"}, "18 October 2024, a day inferred"),
        ({"reported_on_basis": "document"}, "18 October 2024, the document's own day"),
        *[({"evidence": name}, words) for name, words in EVIDENCE.items()],
    ],
)
def test_what_stands_in_brackets(sentence, change, words):
    text = sentence(wording="40", **change)
    assert words in text[text.index("(") :]


def test_a_channel_that_is_not_given_leaves_no_gap(sentence):
    assert "(paraphrased; 18 October 2024; " in sentence(wording="40", outlet="")


def test_a_place_that_the_label_names_is_not_repeated(sentence):
    assert "place given" not in sentence(wording="40", place="other camps")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("2024-10-08", "2024-10-13"), "were seen or detected between 8 and 13 October 2024 ("),
        (("2024-10-08", "2024-10-08"), "were seen or detected on 8 October 2024 ("),
        ((None, "2024-11-01"), "; the date given with it: by 1 November 2024 ("),
        (("2024-10-08", None), "; the date given with it: from 8 October 2024 ("),
        ((None, None), "were seen or detected ("),
    ],
)
def test_the_period_that_it_speaks_of(sentence, days, words):
    assert words in sentence(wording="40", event_from=days[0], event_to=days[1])


def test_the_account_in_a_word_or_two(rows):
    stances = [{"status": status} for status in ("observed", "under_way", "expected", "")]
    stances += [{"stance": stance, "status": ""} for stance in ("cannot_confirm", "denies")]
    expected = ["seen or detected", "under way", "expected", "", "cannot confirm", "denies"]
    assert account(rows(*stances)).tolist() == expected


# ----- what a writer has to check


def documents(**row):
    known = {"document_id": "paper", "silent_parties": "", "published_on_basis": "stated"}
    known |= {"published_on": pd.Timestamp("2024-10-18")}
    return pd.DataFrame([known | row])


@pytest.mark.parametrize(
    ("row", "point"),
    [
        ({"reported_on_basis": "inferred"}, "The day is inferred"),
        ({"reported_on_basis": "document"}, "Only the document's own day is known"),
        ({"wording": "around 40"}, "The hedge stands in a paraphrase and may be the writer's"),
        (OFFICIAL, "The source is not named"),
        ({"possible_origin_id": "army"}, "The document does not say whose information it is"),
        ({"outlet": ""}, "The channel is not given"),
        ({"event_to": "2024-11-01"}, "A date goes with it, but no period: see the note"),
    ],
)
def test_what_is_to_be_checked(rows, row, point):
    figures = rows({"wording": "40"}, row, row).assign(document_id="paper")
    found = to_check(figures, documents())
    assert found.to_numpy().tolist() == [[point, "figure-1, figure-2"]]


@pytest.mark.parametrize(
    "row",
    [
        {"wording": "40"},
        {"wording": "an unknown number"},
        {"wording": ""},
        {"wording": "around 40", "quoted": "direct"},
        {"wording": "40", "event_from": "2024-10-08", "event_to": "2024-10-13"},
        {"wording": "40", "event_from": "2024-10-08"},
    ],
)
def test_what_needs_no_check(rows, row):
    assert to_check(rows(row).assign(document_id="paper"), documents()).empty


def test_what_a_document_leaves_open(rows):
    figures = rows({"wording": "40"}).assign(document_id="paper")
    open_points = documents(silent_parties="Freedonia", published_on_basis="inferred")
    assert to_check(figures, open_points).to_numpy().tolist() == [
        ["Parties that the document does not quote", "Freedonia"],
        ["The document's own day is inferred", "18 October 2024"],
    ]
    assert to_check(figures, open_points.assign(document_id="another")).empty
    assert len(to_check(figures, open_points.assign(published_on=pd.NaT))) == 1
    assert list(to_check(figures[:0], open_points)) == ["to check", "where"]


# ----- the article

# who is said to say it, the number with its hedge and what it counts, and the channel
PRINTED = {
    "nis-landing-ships": ["South Korea's National Intelligence Service", "four", "ships"],
    "nis-escort-ships": ["South Korea's National Intelligence Service", "three", "ships"],
    "nis-sealift": ["National Intelligence Service", "around 1,500 special forces", "Vladivostok"],
    "nis-next-sealift": ["National Intelligence Service", "second round", "no number given"],
    "nis-airlifters": ["National Intelligence Service", "airlifters", "no number given"],
    "nis-training": ["National Intelligence Service", "training", "Ussuriysk", "imagery"],
    "nis-source-total": ["who is not named", "as many as 12,000", "Yonhap", "expects"],
    "ukraine-occupied-territory": ["Ukraine's government", "occupied territory", "no number given"],
    "zelensky-total": ["Volodymyr Zelensky, President of Ukraine,", "10,000", "under way"],
    "diu-officers": ["Zelensky", "citing Defence Intelligence", "an unknown number of officers"],
    "budanov-kursk": ["Kyrylo Budanov", "2,600", "Kursk", "The War Zone", "1 November 2024"],
    "rutte-combat": ["Mark Rutte", "NATO Secretary General", "cannot confirm", "war effort"],
}  # fmt: skip


def test_every_row_of_the_article_has_its_sentence(article):
    sentences = dict(zip(article["figure_id"], attributed(article), strict=True))
    assert sentences.keys() == PRINTED.keys()
    missing = {
        name: [words for words in PRINTED[name] if words not in text]
        for name, text in sentences.items()
    }
    assert {name: words for name, words in missing.items() if words} == {}


def test_every_number_of_a_sentence_is_one_of_its_row(article):
    for figure, text in zip(article.itertuples(), attributed(article), strict=True):
        assert figure.wording in text and figure.speaker.removeprefix("a ") in text
        days = (figure.event_from, figure.event_to, figure.reported_on)
        known = {number for date in days if pd.notna(date) for number in (date.day, date.year)}
        known |= {figure.value}
        numbers = {float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text)}
        assert numbers <= known, figure.figure_id


def test_no_sentence_calls_a_claim_a_fact(article, rows):
    words = [{"stance": s, "status": ""} for s in ("asserts", "cannot_confirm", "denies")]
    words += [{"status": status} for status in ("observed", "under_way", "expected")]
    made = attributed(rows(*({"wording": "40", **row} for row in words)))
    for text in [*attributed(article), *made]:
        said = [verb for verb in REPORTED if f" {verb}" in text.partition("(")[0]]
        assert len(said) == 1, text
        who = text.partition(f" {said[0]}")[0]
        assert not re.search(r"\d", who), f"a number before the verb: {text}"
        for word in ("confirmed", "proves", "shows that", "in fact", "revealed", "admits"):
            assert word not in text


def test_what_is_to_be_checked_in_the_article(article, ledger):
    found = to_check(article, ledger.documents).set_index("to check")["where"]
    assert found["The hedge stands in a paraphrase and may be the writer's"] == (
        "nis-sealift, nis-source-total"
    )
    assert found["The source is not named"] == "nis-source-total"
    assert found["The channel is not given"] == "ukraine-occupied-territory, zelensky-total"
    assert found["The document does not say whose information it is"] == "zelensky-total"
    assert found["Parties that the document does not quote"] == "Russia; North Korea"
    assert found["Only the document's own day is known"] == "nis-source-total, rutte-combat"
