"""Counts, lists, days and periods as they are printed in sentences, tables and charts alike."""

import pandas as pd
import pytest
from reported_figures.formats import count_of, day, listed, period

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
