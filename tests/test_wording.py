"""What English wordings print, written down from usage and not from what the code returns."""

import math
import re
import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reported_figures.formats import number as format_number
from reported_figures.reading import hedges, wording
from reported_figures.reading.hedges import hedge_after, hedge_before
from reported_figures.reading.numerals import Number, find_numbers, normalise
from reported_figures.reading.wording import LONGEST, Reading, not_understood, parse, read_range
from reported_figures.vocabulary import HEDGES

# What may stand before a number, or after it, and the class in which English readers put it.
BEFORE = {
    "about": "around|about|some|roughly|approximately|approx|approx.|est|circa|ca.|c.|~|\u2248|"
    "an estimated|estimated at|an approximate|in the region of|in the neighbourhood of|"
    "in the neighborhood of|on the order of|in the order of|close to|perhaps|maybe|est.|"
    "more or less|give or take|nearer|nearer to|more like|estimated by police at",
    "nearly": "the best part of|nearly|almost|just under|not quite|slightly fewer than|"
    "a little less than|just below|a bit under|approaching|nearing|just short of|just shy of|"
    "short of|virtually|practically|close on|a shade under",
    "at_least": "at least|at the least|at the very least|no fewer than|no less than|not less than|"
    "not fewer than|never fewer than|a minimum of|minimum|min.|min|as few as|as little as|"
    "as low as|not under|not below|no lower than|no smaller than|\u2265|>=",
    "more_than": "more than|over|above|upwards of|upward of|in excess of|exceeding|exceeds|"
    "exceeded|exceed|well over|far more than|just over|slightly more than|greater than|"
    "higher than|larger than|beyond|>",
    "up_to": "as many as|as much as|as high as|up to|upto",
    "at_most": "at most|at the most|at the very most|"
    "a maximum of|maximum|max.|max|no more than|not more than|never more than|not exceeding|"
    "not over|not above|no greater than|no higher than|no larger than|capped at|limited to|\u2264|"
    "<=",
    "fewer_than": "under|below|fewer than|less than|well under|far fewer than|lower than|"
    "smaller than|not even|not yet|well short of|far short of|fell short of|<",
    "bare": "exactly|only|just|another|an additional|a further|the|its|a total of|reportedly",
}
AFTER = {
    "at_least": "or more|or above|or over|or even more|if not more|or higher|or upwards|or upward|"
    "or possibly more|or perhaps more|and above|and upwards|and upward|plus|-plus|+|at least|"
    "at the least|at the very least|minimum|at a minimum|at minimum|as a minimum|a minimum|"
    "and counting|and more|and up|and over|or greater",
    "at_most": "or fewer|or less|or under|or below|or lower|at most|at the most|at the very most|"
    "maximum|max|max.|at a maximum|at maximum|tops|as a maximum|a maximum",
    "about": "or so|odd|-odd|-ish|-something|or thereabouts|or thereabout|more or less|"
    "give or take|approximately|roughly|approx|approx.",
    "bare": "soldiers|in total|of them|more|strong|-strong",
}
PHRASES = [(text, hedge) for hedge, texts in BEFORE.items() for text in texts.split("|")]
ENDINGS = [(text, hedge) for hedge, texts in AFTER.items() for text in texts.split("|")]

NUMBERS = {
    # digits, with each kind of separator
    "7": 7,
    "1500": 1_500,
    "1,500": 1_500,
    "1 500": 1_500,
    "1\u00a0500": 1_500,
    "1\u2009500": 1_500,
    "1\u202f500": 1_500,
    "1'500": 1_500,
    "1\u2019500": 1_500,
    "12,345,678": 12_345_678,
    "12 345 678": 12_345_678,
    "12'345'678": 12_345_678,
    "1.500.000": 1_500_000,
    "1,50,000": 150_000,
    "12,34,567": 1_234_567,
    "1,234.5": 1_234.5,
    "36.5": 36.5,
    "0.5": 0.5,
    "0.125": 0.125,
    "1.25": 1.25,
    "1500.125": 1_500.125,
    "\uff11\uff12,\uff10\uff10\uff10": 12_000,
    "1,500.": 1_500,
    "$1,500": 1_500,
    "US$1,500": 1_500,
    "(1,500)": 1_500,
    "\u201c1,500\u201d": 1_500,
    # decimals and integers with a scale
    "1.2 million": 1_200_000,
    "1.1 million": 1_100_000,
    "1.2-million": 1_200_000,
    "1.2m": 1_200_000,
    "1.2 mln": 1_200_000,
    "1.2 mn": 1_200_000,
    "12 thousand": 12_000,
    "12k": 12_000,
    "12K": 12_000,
    "12 k": 12_000,
    "1.5k": 1_500,
    "1.500 million": 1_500_000,
    "3bn": 3_000_000_000,
    "3 bn": 3_000_000_000,
    "2 billion": 2_000_000_000,
    "1.5 trillion": 1_500_000_000_000,
    "2tn": 2_000_000_000_000,
    "5 lakh": 500_000,
    "2 crore": 20_000_000,
    "5 hundred": 500,
    "5 hundred thousand": 500_000,
    "5 millions": 5_000_000,
    "3 dozen": 36,
    "1\u00bd million": 1_500_000,
    "2\u00bc": 2.25,
    "2\u00be million": 2_750_000,
    "2 and a half million": 2_500_000,
    # words
    "zero": 0,
    "one": 1,
    "four": 4,
    "ten": 10,
    "twelve": 12,
    "thirteen": 13,
    "nineteen": 19,
    "twenty": 20,
    "twenty-four": 24,
    "twenty four": 24,
    "ninety-nine": 99,
    "a hundred": 100,
    "one hundred and one": 101,
    "one hundred fifty": 150,
    "a hundred and fifty": 150,
    "hundred and fifty": 150,
    "six-hundred and fifty": 650,
    "one hundred-fifty": 150,
    "two-thousand five hundred": 2_500,
    "fifteen hundred": 1_500,
    "twenty-six hundred": 2_600,
    "a thousand": 1_000,
    "a thousand and one": 1_001,
    "twelve thousand": 12_000,
    "one thousand five hundred": 1_500,
    "two thousand, in all": 2_000,
    "twelve thousand three hundred and forty-five": 12_345,
    "three hundred thousand": 300_000,
    "hundred and fifty thousand": 150_000,
    "a million": 1_000_000,
    "three million two hundred thousand five hundred": 3_200_500,
    "one and a half million": 1_500_000,
    "two and three quarters million": 2_750_000,
    "two and a quarter million": 2_250_000,
    "a million and a half": 1_500_000,
    "a million and a quarter": 1_250_000,
    "two and a half": 2.5,
    "half a million": 500_000,
    "half-a-million": 500_000,
    "half-million": 500_000,
    "a half million": 500_000,
    "a quarter of a million": 250_000,
    "a quarter million": 250_000,
    "three quarters of a million": 750_000,
    "three-quarters of a million": 750_000,
    "a dozen": 12,
    "half a dozen": 6,
    "two dozen": 24,
    "two dozens": 24,
    "a billion": 1_000_000_000,
    # with what is counted
    "four landing ships": 4,
    "3,000-strong": 3_000,
    "four first responders": 4,
    "four third-party contractors": 4,
    "four quarter-finals": 4,
    "two half-tracks": 2,
    "100 first responders": 100,
    "8 second-hand ships": 8,
    "1,500 155mm shells": 1_500,
    "12 An-124s": 12,
    "12 of the An-124 type": 12,
    "12,000, all of them soldiers": 12_000,
    # parts of a scale, and what stands between a number and its scale
    "two-thirds of a billion": 2e9 / 3,
    "a third of a million": 1e6 / 3,
    "1/2 million": 500_000,
    "\u00bd million": 500_000,
    "2 1/2 million": 2_500_000,
    "2 \u00bd million": 2_500_000,
    "2 1/2": 2.5,
    "one-and-a-half million": 1_500_000,
    "a million-and-a-half": 1_500_000,
    "two and two-thirds million": 8e6 / 3,
    "two point five million": 2_500_000,
    "point five million": 500_000,
    "650 [thousand]": 650_000,
    "two thousand, five hundred": 2_500,
    "2 million 500 thousand": 2_500_000,
    # currencies
    "$2B": 2_000_000_000,
    "$1.5T": 1_500_000_000_000,
    "USD5m": 5_000_000,
    "Rs.500": 500,
    "KSh6,000": 6_000,
    "N70 million": 70_000_000,
    # digits of other scripts
    "\u0661\u0662": 12,
    "\u0967\u0968": 12,
    "\u0661\u066c\u0665\u0660\u0660": 1_500,
    "\u0661\u066b\u0665 million": 1_500_000,
}
RANGES = {
    "8,500 to 9,000": (8_500, 9_000),
    "8,500-9,000": (8_500, 9_000),
    "8,500 - 9,000": (8_500, 9_000),
    "8,500\u20139,000": (8_500, 9_000),
    "8,500 \u2013 9,000": (8_500, 9_000),
    "8,500\u20149,000": (8_500, 9_000),
    "8,500\u22129,000": (8_500, 9_000),
    "8,500~9,000": (8_500, 9_000),
    "8 500\u20139 000": (8_500, 9_000),
    "from 8,500 to 9,000": (8_500, 9_000),
    "from 8,500 up to 9,000": (8_500, 9_000),
    "from around 8,500 to around 9,000": (8_500, 9_000),
    "anywhere from 8,500 to 9,000": (8_500, 9_000),
    "between 8,500 and 9,000": (8_500, 9_000),
    "between 8,500 to 9,000": (8_500, 9_000),
    "between 8,500-9,000": (8_500, 9_000),
    "between about 8,500 and about 9,000": (8_500, 9_000),
    "between 8,500 and as many as 9,000": (8_500, 9_000),
    "somewhere between 8,500 and 9,000 soldiers": (8_500, 9_000),
    "about 8,500 to 9,000": (8_500, 9_000),
    "8,500 to 9,000 or so": (8_500, 9_000),
    "8,500 to nearly 9,000": (8_500, 9_000),
    "8,500 to as many as 9,000": (8_500, 9_000),
    "8,500 or even 9,000": (8_500, 9_000),
    "8,500 to possibly 9,000": (8_500, 9_000),
    "8,500 through 9,000": (8_500, 9_000),
    "three to four": (3, 4),
    "3-4": (3, 4),
    "three-four": (3, 4),
    "three-to-four": (3, 4),
    "3-or-4": (3, 4),
    "two or three": (2, 3),
    "10 or 12": (10, 12),
    "10 to 12,000": (10_000, 12_000),
    "12-15,000": (12_000, 15_000),
    "14 percent to 20 percent": (14, 20),
    "between 10,000 men and 12,000 men": (10_000, 12_000),
    "between $5 and $10": (5, 10),
    "100-to-300": (100, 300),
    "5% to 10%": (5, 10),
    "12 to 12": (12, 12),
    "one to a thousand": (1, 1_000),
    "10 to 10,000": (10, 10_000),
    "at least 12 and at most 12": (12, 12),
    "0 to 12,000": (0, 12_000),
    "0.5 to 0.75": (0.5, 0.75),
    "twenty to thirty": (20, 30),
    "twenty-four to thirty-six": (24, 36),
    "2-3 thousand": (2_000, 3_000),
    "two to three thousand": (2_000, 3_000),
    "between two and three thousand": (2_000, 3_000),
    "two or three hundred": (200, 300),
    "two to three hundred thousand": (200_000, 300_000),
    "200 to 300 thousand": (200_000, 300_000),
    "1.5 to 2 million": (1_500_000, 2_000_000),
    "one or two dozen": (12, 24),
    "a dozen to two dozen": (12, 24),
    "5-10k": (5_000, 10_000),
    "5k-10k": (5_000, 10_000),
    "5k to 10k": (5_000, 10_000),
    "500 to 2 thousand": (500, 2_000),
    "500 to a thousand": (500, 1_000),
    "$5-10 million": (5_000_000, 10_000_000),
    "$5 to $10 million": (5_000_000, 10_000_000),
    "\u00a33m-\u00a35m": (3_000_000, 5_000_000),
    "5 million-10 million": (5_000_000, 10_000_000),
    "between one hundred and two hundred": (100, 200),
    "between one hundred and two thousand": (100, 2_000),
    "between one hundred and fifty and two hundred": (150, 200),
    "between one hundred and one hundred and fifty": (100, 150),
    "between two thousand and three thousand": (2_000, 3_000),
    "between one thousand and fifteen hundred": (1_000, 1_500),
    "between half a million and a million": (500_000, 1_000_000),
    "at least 2,000 and at most 3,000": (2_000, 3_000),
    "at least 2,000, at most 3,000": (2_000, 3_000),
    "at most 3,000 and at least 2,000": (2_000, 3_000),
    "up to 3,000, but at least 2,000": (2_000, 3_000),
    "more than 2,000 but fewer than 3,000": (2_000, 3_000),
    "fewer than 3,000 but more than 2,000": (2_000, 3_000),
    "no fewer than 2,000 and no more than 3,000": (2_000, 3_000),
    "2,000 or more, but under 3,000": (2_000, 3_000),
    "over 2,000 and under 3,000": (2_000, 3_000),
}
VAGUE = {
    "a pair of boots": "a pair",
    "a score of men": "a score",
    "dozens": "dozens",
    "dozens of soldiers": "dozens",
    "scores of them": "scores",
    "tens": "tens",
    "hundreds": "hundreds",
    "in the low hundreds": "hundreds",
    "thousands": "thousands",
    "many thousands": "thousands",
    "several thousands": "thousands",
    "tens of thousands": "tens of thousands",
    "several tens of thousands": "tens of thousands",
    "Hundreds of Thousands": "hundreds of thousands",
    "hundreds of millions": "hundreds of millions",
    "millions": "millions",
    "several": "several",
    "several hundred": "several hundred",
    "several hundred thousand": "several hundred thousand",
    "a few": "a few",
    "few": "few",
    "a few dozen": "a few dozen",
    "a couple of hundred": "a couple of hundred",
    "a couple of dozens": "dozens",
    "dozens or hundreds": "dozens or hundreds",
    "tens to hundreds of thousands": "tens to hundreds of thousands",
    "dozens and dozens": "dozens",
    "several billion": "several billion",
    "a few million": "a few million",
    "some thousand": "some thousand",
    "billions": "billions",
    "tens of billions": "tens of billions",
    "various": "various",
    "multiple": "multiple",
    "countless": "countless",
    "numbers of": "numbers",
    "small numbers": "small numbers",
    "great numbers": "great numbers",
    "several of its 1,500": "several",
    "several of their 1,500": "several",
    "several of these 1,500": "several",
    "several of those 1,500": "several",
    "several of 1,500": "several",
    "a handful": "a handful",
    "numerous": "numerous",
    "many": "many",
    "some soldiers": "some",
    "some of the 1,500": "some",
    "a number of": "a number",
    "a large number of officers": "a large number",
    "an increasing number": "an increasing number",
    "large numbers of": "large numbers",
    "dozens of the 1,500": "dozens",
    "untold thousands": "untold",
}
UNKNOWN = (
    "an unknown number|an unspecified number of officers|unspecified|an undisclosed number|"
    "an undetermined number|number unknown|a number not specified|an as yet unknown number|"
    "an unknown number of the 1,500|unclear|not disclosed|an uncertain number|not known|"
    "indeterminate|unstated|not given|not stated"
)
UNREAD = {
    "a note or a mark": "1,500 (police)|1,500 (p)|1,500 r|dozens (police)",
    "a comparison": "than 40|than to 40|far from 40|anything but 40|40 short",
    "not one bound": "all of 40, give or take|a good 40|easily 40|without more than 40",
    "a place or a bound": "spread over 40 towns|served under 40 men|went around 40 towns",
    "a bound on a vague word": "up to several hundred|more than dozens|nearly a score",
    "nothing": "| |no soldiers|none|nobody|soldiers|hundred|thousand-strong|half|.|,|-|a|an|the",
    "designations": "An-124|an F-16|(F-16)|Su-35S|F-16|Covid-19|COVID\u201119|G7|T-72s|No. 5|no 5|"
    "#5|155mm|M142|"
    "G-twenty",
    "ordinals": "first|the second round|124th|3rd|twenty-first|twenty first|one hundred and first|"
    "one hundred and twenty-first|one hundred and thirtieth|two hundred and twelfth|thirty-third|"
    "forty-fourth|fifty-fifth|sixty-sixth|seventy-seventh|eighty-eighth|ninety-ninth|"
    "one hundred and eleventh|two thousand and second|a million and first|two hundredth|"
    "two-hundredth|one thousandth|ninetieth|no one|two hundred and tenth|"
    "three thousand and nineteenth",
    "fractions": "two-thirds|a third|one half|one-third|three quarters of them|half of the 12,000|"
    "most of the 12,000|a third of the 12,000|two-thirds of 12,000|one quarter|part of 12,000|"
    "the rest of the 12,000|a majority of the 12,000|five sixths|three-fifths|one tenth",
    "separators that readers differ on": "1.500|999.999|12.000|1,50|1,5|12,0000|1,234 567,8|0,500|"
    "1_500|1,234.567,8|1.500 soldiers|around 1.500|1,500 (1.600)|1,500 of 1,50",
    "two numbers that are no range": "1,500 of 12,000|2 and 3|3 of 12|four three|twenty twenty|"
    "two three|24/7|9:30|8 October 2024|1,500 (up from 900)|12,000 down to 9,000|"
    "at least 2 and at least 3|at least 2 and about 3|at least 2 and 3|5 million million million|"
    "2 and at most 3|2 at most 3|2 at least 3|one in a million|two thousand and three thousand|"
    "one hundred and two hundred|2024-10-18|18.10.2024|10 8 6|8,500, 9,000 or 9,500|"
    "4 ships to 9 ports|100 and 200|a dozen two|12 (max 20)",
    "ranges that readers differ on": "5-12,000|1 to 9,000|8 to 9,500|9,000 to 8,500|"
    "1 to 12,000|two to three thousand five hundred|at least 12 and at most 10",
    "ranges with a bound of their own": "up to 8,500 to 9,000|8,500 to more than 9,000|"
    "nearly 8,500 to 9,000|8,500 to 9,000 at most|8,500 to at least 9,000",
    "bounds that contradict each other": "at least up to 500|up to 12,000 or more|"
    "at least 500 or fewer|more than 500 at most|up to more than 500",
    "other numbers than the one printed": "-5|-5 to 10|minus five|minus 5 to 10|around -5|not 500|"
    "not exactly 500|not much more than 500|not many more than 500|not far over 500|"
    "several hundred to 1,500|dozens or 100|1,500 to several thousand|1,500-unknown|three score|"
    "between 500|between 1.500 and 2,000|not 5 to 10",
    "signs that are no digits": "\u00b2|12\u00b2|1,500\u00b9|\u2460|12\u2460|\u2167|\u4e94",
    "scales that stand apart": "1.2 M|300 b|10 w",
    "two estimates": "more than 2 dozen; as many as 30|300; 400|at least 12; at most 20",
    "other writing": "1e5|0x10|1/2|\u00bd|5x|x5|inf|nan|Infinity|1..2|1,,500|.5|\U0001f600|"
    "\x00|\ud800|\u202e|" + "9" * 31 + "|" + "1" * 5_000,
}
UNREAD = {kind: texts.split("|") for kind, texts in UNREAD.items()}
examples = settings(deadline=None)
numbers = st.integers(0, 10**15).map(float) | st.decimals(0, 10**9, places=2).map(float)
counts = st.integers(0, 10**9).map(lambda number: f"{number:,}")
GLUE = "and or to of a the between hundred thousand - -- , . % $ 1 2,000 1.500 one two half"
words = st.sampled_from(
    [text for text, _ in PHRASES + ENDINGS]
    + [*NUMBERS, *RANGES, *VAGUE, *UNKNOWN.split("|")]
    + GLUE.split()
)
texts = st.text(max_size=LONGEST + 20) | st.lists(words, max_size=30).map(" ".join)
texts |= st.text(alphabet="0123456789,.' -k", max_size=40)


def value(number: float, hedge: str = "bare") -> Reading:
    return Reading(hedge, value=number)


@pytest.mark.parametrize(("wording", "number"), NUMBERS.items())
def test_a_number_without_a_hedge_is_bare(wording, number):
    assert parse(wording) == value(number)


@pytest.mark.parametrize("number", ["1,500", "four", "1.2 million", "a dozen", "12k", "$5m"])
@pytest.mark.parametrize(("phrase", "hedge"), PHRASES)
def test_a_hedge_before_a_number(phrase, hedge, number):
    assert parse(f"{phrase} {number}") == value(parse(number).value, hedge)


@pytest.mark.parametrize("wording", ["~1,500", "c.1,500", "ca.1,500", "approx.1,500", "ca 1,500"])
def test_a_mark_that_touches_the_number(wording):
    assert parse(wording) == value(1_500, "about")


@pytest.mark.parametrize(("sign", "hedge"), [(">", "more_than"), ("<", "fewer_than")])
def test_a_sign_that_touches_the_number(sign, hedge):
    assert parse(f"{sign}1,500") == value(1_500, hedge)


@pytest.mark.parametrize("number", ["1,500", "four", "1.2 million", "a dozen", "12k"])
@pytest.mark.parametrize(("phrase", "hedge"), ENDINGS)
def test_a_hedge_after_a_number(phrase, hedge, number):
    gap = "" if phrase[0] in "-+" else " "
    assert parse(f"{number}{gap}{phrase}") == value(parse(number).value, hedge)


@pytest.mark.parametrize(
    ("wording", "hedge"),
    [
        ("12,000 soldiers or more", "at_least"),
        ("12,000 North Korean soldiers at most", "at_most"),
        ("12,000 special forces soldiers or so", "about"),
        ("12,000 soldiers, at most", "at_most"),
        ("12,000 soldiers, or fewer", "at_most"),
        ("12,000-plus soldiers", "at_least"),
        ("12,000+ soldiers", "at_least"),
        ("12,000-odd soldiers", "about"),
        ("12,000, if not more", "at_least"),
        ("12,000 soldiers, roughly", "about"),
        # what is counted may hold the words of a hedge
        ("12,000 soldiers of more than that unit", "bare"),
        ("12,000 very odd soldiers", "bare"),
        ("12,000 soldiers and more weapons", "bare"),
        ("12,000 soldiers roughly trained", "bare"),
        ("12,000 soldiers who fought in the war or more", "bare"),
        ("12,000 topsoil samples", "bare"),
        ("12,000 oddly dressed soldiers", "bare"),
        ("12,000 or more than that", "bare"),
    ],
)
def test_what_is_counted_may_stand_before_the_hedge(wording, hedge):
    assert parse(wording).hedge == hedge


@pytest.mark.parametrize(
    ("wording", "hedge"),
    [
        ("up to around 12,000", "up_to"),
        ("up to an estimated 12,000", "up_to"),
        ("perhaps as many as 12,000", "up_to"),
        ("as many as about 12,000", "up_to"),
        ("no more than about 12,000", "at_most"),
        ("at least some 12,000", "at_least"),
        ("at least another 12,000", "at_least"),
        ("up to, perhaps, 12,000", "up_to"),
        ("about 12,000 or more", "at_least"),
        ("around 12,000 at most", "at_most"),
        ("at least 12,000 or so", "at_least"),
        ("well over 12,000", "more_than"),
        ("at least more than 12,000", "more_than"),
        ("at least nearly 12,000", "at_least"),
        ("nearly around 12,000", "about"),
        ("up to the full 12,000", "up_to"),
        ("up to a total of 12,000", "up_to"),
        ("up to \u201c12,000\u201d", "up_to"),
        ("up to US$12,000", "up_to"),
    ],
)
def test_hedges_that_stand_together(wording, hedge):
    assert parse(wording) == value(12_000, hedge)


@pytest.mark.parametrize("word", ["moreover", "mid-about", "awesome", "sent"])
def test_a_word_that_is_not_understood_leaves_a_wording_unread(word):
    assert parse(f"{word} 12,000") == Reading("none")


FILLERS = "the|a|an|another|an additional|a further|other|its|their|a total of|anywhere from|only|"
FILLERS += "possibly|reportedly|even|(|US$"


@pytest.mark.parametrize("filler", FILLERS.split("|"))
def test_words_that_may_stand_between_a_hedge_and_its_number(filler):
    assert parse(f"at least {filler} 12,000") == value(12_000, "at_least")


@pytest.mark.parametrize(("wording", "ends"), RANGES.items())
def test_a_range_keeps_the_ends_that_the_source_states(wording, ends):
    assert parse(wording) == Reading("between", low=ends[0], high=ends[1])


@pytest.mark.parametrize(("wording", "word"), VAGUE.items())
def test_a_vague_word_is_kept_and_gives_no_number(wording, word):
    assert parse(wording) == Reading("vague", vague_word=word)


@pytest.mark.parametrize("wording", UNKNOWN.split("|"))
def test_a_number_said_to_be_unknown_is_unknown(wording):
    assert parse(wording) == Reading("unknown")


def test_a_number_before_the_word_unknown_is_read():
    assert parse("1,500, their unit unknown") == value(1_500)


@pytest.mark.parametrize(
    ("kind", "wording"), [(kind, text) for kind, texts in UNREAD.items() for text in texts]
)
def test_what_must_not_be_read(kind, wording):
    assert parse(wording) == Reading("none"), kind


def test_a_text_that_is_longer_than_a_wording_is_not_read():
    assert parse("12" + " " * (LONGEST - 2)) == value(12)
    assert parse("12" + " " * (LONGEST - 1)) == Reading("none")


def test_every_class_is_named_once():
    read = {parse(text).hedge for text in [*NUMBERS, *RANGES, *VAGUE, "unknown", "none"]}
    read |= {hedge for _, hedge in PHRASES + ENDINGS}
    assert read == set(HEDGES)
    assert len(HEDGES) == 12


# -- properties ---------------------------------------------------------------------------------


@examples
@given(texts)
@example("a max " * 33)
@example("one hundred and " * 12)
@example("million " * 25)
@example("1," * 100)
def test_any_text_gives_a_reading(text):
    reading = parse(text)
    given_numbers = [number for number in reading[1:4] if number is not None]
    assert reading.hedge in HEDGES
    assert all(math.isfinite(number) and number >= 0 for number in given_numbers)
    assert (reading.value is not None) == (reading.hedge in HEDGES[:8])
    if reading.hedge == "between":
        assert reading.low <= reading.high
    else:
        assert reading.low is reading.high is None
    assert bool(reading.vague_word) == (reading.hedge == "vague")


@examples
@given(counts, counts, st.sampled_from([text for text, _ in PHRASES]))
def test_parsing_keeps_the_order_of_numbers(one, other, phrase):
    first, second = parse(f"{phrase} {one}"), parse(f"{phrase} {other}")
    assert first.hedge == second.hedge
    assert (first.value < second.value) == (int(one.replace(",", "")) < int(other.replace(",", "")))


wordings = st.sampled_from([*NUMBERS, *RANGES, *VAGUE, *UNKNOWN.split("|")])
wordings |= st.builds("{} {}".format, st.sampled_from([text for text, _ in PHRASES]), counts)


@examples
@given(wordings, st.data())
def test_case_and_spacing_do_not_matter(wording, data):
    space = data.draw(st.sampled_from(["  ", "\t", "\u00a0", "\u2003", " \n "]))
    changed = re.sub(
        r"(?<!\d)[ \u00a0]|[ \u00a0](?![\d\u00bd])", space, wording
    )  # two would be columns
    change = data.draw(st.sampled_from([str.upper, str.title, str.swapcase]))
    assert parse(f"{space}{change(changed)} ") == parse(wording)


@examples
@given(st.integers(0, 10**12), st.sampled_from([" ", "'", "\u2009", "\u202f", "\u2019", "_"]))
def test_thousands_separators_do_not_matter(number, mark):
    separated = f"{number:,}"
    assert parse(separated) == parse(str(number)) == value(number)
    if mark != "_":
        assert parse(separated.replace(",", mark)) == value(number)


@examples
@given(numbers)
def test_a_printed_number_is_read_as_itself(number):
    printed = format_number(number)
    assert parse(printed) == value(number)
    assert format_number(parse(printed).value) == printed


@examples
@given(st.integers(1, 999_999), st.sampled_from(["million", "thousand", "billion"]))
def test_a_decimal_with_a_scale_is_exact(thousandths, scale):
    number = thousandths * {"thousand": 1, "million": 1_000, "billion": 1_000_000}[scale]
    assert parse(f"{thousandths / 1_000} {scale}").value == number


@examples
@given(st.sampled_from(PHRASES), numbers)
def test_a_hedge_is_read_with_any_number(phrase, number):
    assert parse(f"{phrase[0]} {format_number(number)}") == value(number, phrase[1])


@examples
@given(
    st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["to", "-", " to ", "between"])
)
def test_a_range_is_read_with_any_ends(low, high, link):
    if low > high or 0 < low * 1_000 < high:
        return
    text = f"between {low} and {high}" if link == "between" else f"{low} {link} {high}"
    assert parse(text) == Reading("between", low=low, high=high)


ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def in_words(number: int) -> str:
    """Return a number below a billion as English writes it out."""
    for unit, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= unit:
            whole, rest = divmod(number, unit)
            joint = " and " if 0 < rest < 100 else " " * bool(rest)
            return f"{in_words(whole)} {name}{joint}{in_words(rest) if rest else ''}"
    if number < 20:
        return ONES.split()[number - 1]
    ten = TENS.split()[number // 10 - 2]
    return f"{ten}-{in_words(number % 10)}" if number % 10 else ten


@examples
@given(st.integers(1, 10**9 - 1) | st.integers(1, 2_000))
def test_a_number_in_words_is_read(number):
    assert parse(in_words(number)) == value(number)
    assert parse(in_words(number).replace("-", " ").replace(" and ", " ")) == value(number)


def test_each_number_word_up_to_a_thousand():
    assert [n for n in range(1, 1_001) if parse(in_words(n)) != value(n)] == []


# -- for whole sentences ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Four ships and three escorts left; 1,500 men were aboard.", [4, 3, 1_500]),
        ("The An-124 flew twice, the Il-76 a dozen times.", [12]),
        ("Some 2,000 to 2,500 of the 12,000 are there.", [2_000, 2_500, 12_000]),
        ("He sent two thousand and three thousand more.", [2_000, 3_000]),
        ("Two battalions \u2014 1,200 men \u2014 and half a million shells", [2, 1_200, 500_000]),
        ("The troops\u201412,000 of them\u2014left--50 stayed.", [12_000, 50]),
        ("The 21st and the twenty-second brigade of the third army", []),
        ("Between one hundred and fifty and two hundred", [150, 200]),
        ("It cost $5m-$10m, or 1.500 in another currency", [5_000_000, 10_000_000]),
        ("thirty-two-year-old", [32]),
        ("thirty seconds", [30]),
        ("two point five", [2.5]),
        ("one million two hundred thousand, three", [1_200_000, 3]),
        ("one two", [1, 2]),
        ("", []),
    ],
)
def test_numbers_are_found_in_sentences(sentence, found):
    assert [number.value for number in find_numbers(normalise(sentence))] == found


@pytest.mark.parametrize(
    ("text", "token", "scale"),
    [
        ("they sent 1.2 million shells", "1.2 million", 10**6),
        ("they sent two thousand five hundred men", "two thousand five hundred", 1),
        ("they sent two thousand men", "two thousand", 1_000),
        ("they sent three hundred thousand men", "three hundred thousand", 100_000),
        ("they sent 12k, and left", "12k", 1_000),
        ("they sent 2,500 men", "2,500", 1),
        ("they sent half a dozen", "half a dozen", 12),
    ],
)
def test_a_number_knows_its_place_and_scale(text, token, scale):
    number = find_numbers(text)[0]
    assert text[number.start : number.end] == token
    assert number.scale == scale


def test_the_default_scale_is_one():
    assert Number(0, 1, 5.0).scale == 1


@pytest.mark.parametrize(
    ("before", "hedge"),
    [
        ("he said that up to around ", "up_to"),
        ("they sent at least ", "at_least"),
        ("they sent between ", "between"),
        ("between about ", "between"),
        ("they sent not ", "none"),
        ("at least up to ", "none"),
        ("they sent the ", ""),
        ("they sent ", ""),
        ("", ""),
        ("up to the largest possible ", ""),
        ("in the neighbourhood of ", "about"),
        ("more than" + " another" * 20 + " ", "more_than"),
    ],
)
def test_the_hedge_that_a_text_ends_with(before, hedge):
    assert hedge_before(before) == hedge


@pytest.mark.parametrize(
    ("after", "hedge"),
    [
        (" soldiers or more of them", "at_least"),
        ("+", "at_least"),
        (" ships and up to 20 planes", ""),
        (" ships and at least 20 planes", ""),
        (" ships and at least around 20 planes", ""),
        (" ships and at most about twenty planes", ""),
        (" ships, roughly a dozen planes", ""),
        (" plus 20 planes", ""),
        (", give or take 100", ""),
        (" at most $5m", ""),
        (" or more than that", ""),
        (" ships were there", ""),
        ("", ""),
    ],
)
def test_the_hedge_that_a_text_begins_with(after, hedge):
    assert hedge_after(after) == hedge


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("he sent between 8,500 and 9,000 men to 3 towns", (8_500, 9_000)),
        ("he sent 8,500 men and 9,000 shells", None),
        ("he sent two to three thousand men", (2_000, 3_000)),
    ],
)
def test_a_range_in_a_sentence(text, ends):
    reading = read_range(text, *find_numbers(text)[:2])
    assert (reading and reading[2:4]) == ends


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Up\u2003TO\t12\u2009000\n", "up to 12 000"),
        ("8\u20109\u20119\u20129\u20139\u22129", "8-9-9-9-9-9"),
        ("a\u2014b\u2015c--d---e", "a - b - c - d - e"),
        ("1\u2019500 \u201cmen\u201d", '1\'500 "men"'),
        ("1\u200b,5\u00ad00\ufeff", "1,500"),
        ("12\u00b2 \u2460 2\u00bd 3\u00bc 4\u00be", "12\u00b2 \u2460 2.5 3.25 4.75"),
        ("\uff11\uff12 \ufb01ve Stra\u00dfe", "12 five strasse"),
        ("\u00bd a", "\u00bd a"),
        ("2\u20143", "2 - 3"),
    ],
)
def test_normalise(text, plain):
    assert normalise(text) == plain
    assert normalise(plain) == plain


@given(st.from_regex(wording.PLAIN, fullmatch=True) | st.integers(0, 10**16).map("{:,}".format))
@example("1,000")
@example("999999999999999")
def test_a_plain_number_reads_as_any_other_wording(text):
    assert parse(text) == wording._parse(text)
    assert parse(f"about {text}").value == parse(text).value


# -- what is not understood


@pytest.mark.parametrize(
    "wording, words",
    [
        ("half of 200 to 300", "half of"),
        ("three times 200 to 300 men", "three times"),
        ("200 to 300 times", "times"),
        ("three times that number", "times"),
        ("10s of thousands", "10s"),
        ("300 w", "w"),
        ("300 r", "r"),
        ("1,500 (police)", "(police)"),
        ("arround 1,500", "arround"),
        ("men", ""),
        ("1.500", ""),
        ("x " * LONGEST, ""),
    ],
)
def test_what_is_not_understood_is_never_skipped_and_is_named(wording, words):
    assert parse(wording) == Reading("none")
    assert not_understood(wording) == words


# -- odd texts ----------------------------------------------------------------------------------

ODD = [
    "one " * 50,
    "two hundred and " * 12,
    "a max " * 33,
    "up to " * 33,
    "5 million " * 20,
    "1,111" * 40,
    "111 " * 50,
    "1" * 199 + "x",
    "a few of " * 22,
    "between 5 and " * 14,
    "an a an a " * 20,
    "or more " * 25,
    "-" * 200,
    "\ufdfa" * 200,
]


@pytest.mark.parametrize("text", [*ODD, "Around 1,500 men of 12,000 left; " + string.printable])
def test_what_stands_far_away_does_not_change_which_numbers_are_found(text):
    text = normalise(text)
    alone = [number.value for number in find_numbers(text)]
    assert [number.value for number in find_numbers(f"{text} | {text}")] == alone * 2


def test_each_phrase_of_the_tables_is_in_one_class_only():
    found = {text: hedge_before(f"{text} ") or "bare" for text, _ in PHRASES}
    assert found == dict(PHRASES)
    assert set(hedges.BEFORE) - {"between", "none", "filler"} == set(BEFORE) - {"bare"}


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("4,645 (793 to 8,498)", (4_645, 793, 8_498)),
        ("about 4,645 (793 to 8,498)", (4_645, 793, 8_498)),
        ("4,645 people (95% CI 793-8,498)", (4_645, 793, 8_498)),
        ("793 (793 to 8,498)", (793, 793, 8_498)),
        ("8,498 (793 to 8,498)", (8_498, 793, 8_498)),
        ("4,645 (95% CI: 793, 8,498)", (4_645, 793, 8_498)),
        ("4,645 [793; 8,498]", (4_645, 793, 8_498)),
    ],
)
def test_an_interval_in_brackets_is_that_of_the_number_before_it(text, ends):
    assert parse(text)[:4] == ("between", *ends)


@pytest.mark.parametrize(
    "text",
    [
        "at least 4,645 (793 to 8,498)",
        "half of 4,645 (793 to 8,498)",
        "9,000 (793 to 8,498)",
        "700 (793 to 8,498)",
        "4,645 (793, 8,498, 9,000)",
        "4,645 (793 to 8,498",
        "4,645 793 to 8,498)",
    ],
)
def test_what_is_no_interval_of_its_number_is_not_understood(text):
    assert parse(text).hedge == "none"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("nearly 60 %", ("nearly", 60, None, None)),
        ("60% or more", ("at_least", 60, None, None)),
        ("60 % or more", ("at_least", 60, None, None)),
        ("60% or so", ("about", 60, None, None)),
        ("60+ %", ("at_least", 60, None, None)),
        ("between 49 % and 51 %", ("between", None, 49, 51)),
        ("49-51 % of voters", ("between", None, 49, 51)),
        ("40,000 €", ("bare", 40_000, None, None)),
        ("40,000€ or more", ("at_least", 40_000, None, None)),
        ("up to 5 bn € a year", ("up_to", 5_000_000_000, None, None)),
        ("40,000 € to 50,000 €", ("between", None, 40_000, 50_000)),
        ("60 % (55 % to 65 %)", ("between", 60, 55, 65)),
        ("5 % ± 1 %", ("between", 5, 4, 6)),
        ("40 $ 5", ("none", None, None, None)),
    ],
)
def test_a_sign_may_stand_behind_a_number_with_a_blank_or_without(text, reading):
    assert parse(text)[:4] == reading


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("214.6 mm", value(214.6)),
        ("more than 250 mm", value(250, "more_than")),
        ("$4.5 mm", value(4_500_000)),
        ("1.500 mm", Reading("none")),
    ],
)
def test_mm_is_a_scale_of_sums_only(text, found):
    assert parse(text) == found
