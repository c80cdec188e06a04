"""Read the hedges that stand before or after a number: "up to", "or so"."""

import re

from analysis.wording.numerals import starts_with_number

HEDGES = (
    *("bare", "about", "nearly", "at_least", "more_than", "at_most", "fewer_than"),
    *("between", "vague", "unknown", "none"),
)
BEFORE = {  # what may lead up to a number; "none" makes it another number than the one printed
    "at_most": r"as (?:many|much|high) as|up ?to|at (?:the (?:very )?)?most|"
    r"max(?:imum|\.)?(?: of)?|capped at|limited to|≤|<=|"
    r"(?:no|not|never) (?:more|greater|larger|higher) than|not (?:exceeding|over|above)",
    "at_least": r"at (?:the (?:very )?)?least|min(?:imum|\.)?(?: of)?|as (?:few|little|low) as|"
    r"(?:no|not|never) (?:fewer|less|lower|smaller) than|not (?:under|below)|≥|>=",
    "more_than": r"(?:more|greater|higher|larger) than|over|above|beyond|upwards? of|"
    r"exceed(?:s|ed|ing)?|in excess of|>",
    "fewer_than": r"(?:fewer|less|lower|smaller) than|under|below|not (?:even|yet)|<",
    "nearly": r"nearly|almost|not quite|nearing|approaching|close on|virtually|practically|"
    r"(?:just )?(?:short|shy) of|"
    r"(?:just|slightly|a (?:little|bit|shade)) (?:fewer than|less than|under|below)",
    "about": r"around|about|some|roughly|approximate(?:ly)?|approx\.?|est\.?|circa|ca?\.?|~|≈|"
    r"estimated(?: at)?|in the (?:region|order|neighbou?rhood) of|on the order of|close to|"
    r"more or less|give or take|perhaps|maybe",
    "between": r"between",
    "none": r"not(?: (?:much|many|far|exactly))?|minus|"
    r"(?:most|half|(?:[a-z]+-)?(?:quarter|third)s?|part|rest|majority) of",
    "filler": r"the|an?|another|additional|further|other|its|their|total of|anywhere|from|only|"
    r"possibly|reportedly|even|[a-z]{0,3}[$€£¥₩]|[(\"\u2018']",
}
AFTER = {  # what may follow a number, with up to three words of what is counted between them
    "at_least": r"(?:or|if not)(?: even| possibly| perhaps)? (?:more|above|over|higher|greater)|"
    r"or upwards?|and (?:more|above|over|up|upwards?)(?=$|[.,;)])|and counting|"
    r"at (?:the (?:very )?)?least|minimum",
    "at_most": r"or (?:fewer|less|under|below|lower)|at (?:the (?:very )?)?most|tops|max(?:imum)?",
    "about": r"or so|or thereabouts?|more or less|give or take|"
    r"(?:approximately|approx\.?|roughly)(?=$|[.,;)])",
}
ATTACHED = {"at_least": r"plus|\+", "about": r"odd|ish|something"}
FLOORS, CEILINGS = {"at_least", "more_than"}, {"at_most", "fewer_than"}


def _classes(phrases: dict[str, str]) -> str:
    return "|".join(f"(?P<{name}>{pattern})" for name, pattern in phrases.items())


_BEFORE = re.compile(rf"(?<![\w-])(?:{_classes(BEFORE)})[ ,-]*$")
_AFTER = re.compile(rf"[ ,]*(?:[^\W\d][\w'-]*,? ){{0,3}}?(?:{_classes(AFTER)})(?!\w| than)")
_ATTACHED = re.compile(rf"[ -]?(?:{_classes(ATTACHED)})(?!\w)")
_APPROXIMATELY = re.compile(rf" ?(?:(?:{BEFORE['about']}) )?[$€£¥₩]?")


def hedges_before(text: str) -> tuple[list[str], int]:
    """Return the hedges that a text ends with, last first, and where they begin."""
    found, end = [], len(text)
    while match := _BEFORE.search(text, max(0, end - 40), end):  # no phrase is longer
        found.append(match.lastgroup)
        end = match.start()
    return [name for name in found if name != "filler"], end


def hedge_before(text: str) -> str:
    """Return the class of the hedge that a normalised text ends with, or a blank.

    Hedges add up as they stand: a bound outranks an "about"; a floor and a ceiling make none.

    >>> hedge_before("up to around "), hedge_before("they sent some "), hedge_before("sent ")
    ('at_most', 'about', '')
    """
    return strongest(hedges_before(text)[0])


def hedge_after(text: str) -> str:
    """Return the class of the hedge that a normalised text begins with, or a blank.

    >>> hedge_after(" soldiers or more"), hedge_after(" soldiers"), hedge_after(", at least 20")
    ('at_least', '', '')
    """
    match = _ATTACHED.match(text) or _AFTER.match(text)
    if not match or starts_with_number(text, _APPROXIMATELY.match(text, match.end()).end()):
        return ""
    return match.lastgroup


def strongest(found: list[str]) -> str:
    """Return the class that hedges make together, or a blank where there are none."""
    if "none" in found or (FLOORS & {*found} and CEILINGS & {*found}):
        return "none"
    ranked = ("between", *(name for name in found if name in FLOORS | CEILINGS), *found)
    return next((name for name in ranked if name in found), "")
