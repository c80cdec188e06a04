"""The sentences of the article's rows: each says what its row holds, and nothing else.

The rows are chosen by their document, so that a reader's own rows change nothing here.
"""

import re

import pandas as pd
import pytest
from reported_figures.telling.estimates import to_check
from reported_figures.telling.printable import attributed

STATEMENT = "in a statement on 18 October 2024"
NIS = "The National Intelligence Service"
# who is said to say it, the number with its hedge and what it counts, the period and the channel
PRINTED = {
    "nis-landing-ships": [f"{NIS} says that four Russian landing ships", "detected between 8 and "
                          "13 October 2024", STATEMENT],
    "nis-escort-ships": [f"{NIS} says that three Russian escort ships", "detected between 8 and "
                         "13 October 2024", STATEMENT],
    "nis-sealift": [f"{NIS} says that around 1,500 special forces soldiers shipped to Vladivostok "
                    "were detected between 8 and 13 October 2024", STATEMENT],
    "nis-next-sealift": [f"{NIS} expects soldiers to be shipped in a second round of sealifts, "
                         "without giving a number", STATEMENT],
    "nis-airlifters": [f"{NIS} says that Russian strategic airlifters", "without giving a number",
                       STATEMENT],
    "nis-training": [f"{NIS} speaks of soldiers at Russian training facilities", "Ussuriysk",
                     "without giving a number, with imagery offered as evidence", STATEMENT],
    "nis-source-total": ["A source in the National Intelligence Service, who is not named, expects "
                         "the number of soldiers", "to be as many as 12,000, via Yonhap"],
    "ukraine-occupied-territory": ["Ukraine's government says that soldiers in Russian-occupied "
                                   "territory of Ukraine were seen, without giving a number"],
    "zelensky-total": ["Volodymyr Zelensky, President of Ukraine, puts the number of soldiers",
                       "at 10,000, as of 17 October 2024"],
    "diu-officers": ["Volodymyr Zelensky, President of Ukraine, citing the Defence Intelligence of "
                     "Ukraine, speaks of an unknown number of officers",
                     "at a press conference in Brussels on 17 October 2024"],
    "budanov-kursk": ["Kyrylo Budanov, chief of Ukraine's Defence Intelligence, expects the number "
                      "of soldiers to be sent to Kursk in a first deployment to be 2,600, naming "
                      "1 November 2024 as a date, via The War Zone on 17 October 2024"],
    "rutte-combat": ["Mark Rutte, NATO Secretary General, cannot confirm reports of any North "
                     "Koreans actively engaged", "at a press conference"],
}  # fmt: skip


@pytest.fixture(scope="module")
def told(article, ledger):
    return dict(zip(article["figure_id"], attributed(article, ledger.documents), strict=True))


def test_every_row_of_the_article_has_its_sentence(told):
    assert told.keys() == PRINTED.keys()
    missing = {
        name: [words for words in PRINTED[name] if words not in text] for name, text in told.items()
    }
    assert {name: words for name, words in missing.items() if words} == {}


def test_every_sentence_names_the_document_and_its_day_once(told, ledger):
    title = ledger.documents.set_index("document_id")["title"]
    days = ("on 18 October 2024", "the same day")
    ends = tuple(f", as reported in \u201c{text}\u201d {day}." for text in title for day in days)
    assert [name for name, text in told.items() if not text.endswith(ends)] == []
    assert {text.count("18 October 2024") for text in told.values()} == {1}


def test_every_number_of_a_sentence_is_one_of_its_row(article):
    for figure, text in zip(article.itertuples(), attributed(article), strict=True):
        assert figure.wording in text and figure.speaker.removeprefix("a ") in text
        days = (figure.event_from, figure.event_to, figure.reported_on)
        known = {number for date in days if pd.notna(date) for number in (date.day, date.year)}
        known |= {figure.value}
        numbers = {float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*\d|\d", text)}
        assert numbers <= known, figure.figure_id


def test_no_sentence_calls_a_claim_a_fact(told):
    for text in told.values():
        verb = re.search(r" (says that|puts|expects|speaks of|cannot confirm) ", text)
        assert verb, text
        assert not re.search(r"\d", text[: verb.start()]), f"a number before the verb: {text}"
        assert not re.search(r"\b(confirmed|proves|shows|revealed|admits|in fact)\b", text)


def test_what_is_to_be_checked_in_the_article(article, ledger):
    found = to_check(article, ledger.documents).set_index("to check")["where"]
    assert found["The hedge stands in a paraphrase and may be the writer's"] == (
        "nis-sealift and nis-source-total"
    )
    assert found["The source is not named"] == "nis-source-total"
    assert found["The channel is not recorded"] == "ukraine-occupied-territory and zelensky-total"
    assert found["The document does not say whose information it is"] == "zelensky-total"
    assert found["Parties that the document does not quote"] == "Russia; North Korea"
    assert found["Only the document's own day is known"] == "nis-source-total and rutte-combat"
