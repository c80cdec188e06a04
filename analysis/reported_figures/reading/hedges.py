"""Read the hedges that stand before or after a number: "up to", "or so"."""

import re

from reported_figures.reading.numerals import starts_with_number
from reported_figures.vocabulary import CEILINGS, FLOORS

BEFORE = {  # what may lead up to a number; "none" makes it another number than the one printed
    "up_to": r"(?:(?:could|can|may|might) be )?as (?:many|much|high) as|up ?to|"
    r"(?:could|can|may|might) reach",
    "at_most": r"at (?:the (?:very )?)?most|max(?:imum|\.)?(?: of)?|capped at|limited to|≤|<=|"
    r"(?:no|not|never) (?:more|greater|larger|higher) than|not (?:exceeding|over|above)|"
    r"(?:(?:did|do|does|will|would|could|can|must|may|might|should|is|has|have) )?"
    r"(?:never|(?:can)?not|[a-z]+n't)(?: to)? (?:exceed(?:s|ed)?|top(?:s|ped)?|surpass(?:es|ed)?)",
    "at_least": r"at (?:the (?:very )?)?least|min(?:imum|\.)?(?: of)?|as (?:few|little|low) as|"
    r"(?:no|not|never) (?:fewer|less|lower|smaller) than|not (?:under|below)|≥|>=|"
    r"(?:start(?:s|ed|ing)?|begin(?:s|ning)?) (?:from|at)",
    "more_than": r"(?:more|greater|higher|larger) than|over|above|beyond|upwards? of|north of|"
    r"exceed(?:s|ed|ing)?|top(?:s|ped|ping)|surpass(?:es|ed|ing)?|in excess of|>",
    "fewer_than": r"(?:fewer|less|lower|smaller) than|under|below|not (?:even|yet)|<",
    "nearly": r"nearly|almost|not quite|nearing|approaching|close on|virtually|practically|"
    r"(?:just )?(?:short|shy) of|"
    r"(?:just|slightly|a (?:little|bit|shade)) (?:fewer than|less than|under|below)",
    "about": r"around|about|some|roughly|approximate(?:ly)?|approx\.?|est\.?|circa|ca?\.?|~|≈|"
    r"an estimate of|estimate[sd]?(?: at)?|in the (?:region|order|neighbou?rhood) of|"
    r"on the order of|closer? to|more or less|give or take|perhaps|maybe",
    "between": r"between",
    "none": r"not(?: (?:much|many|far|exactly))?|minus|"
    r"(?:most|half|(?:[a-z]+-)?(?:quarter|third)s?|part|rest|majority) of",
    "filler": r"the|an?|another|additional|further|other|its|their|"
    r"(?:total|sum|crowd|group|estimate) of|"
    r"anywhere|somewhere|from|only|just|exactly|precisely|well|far|slightly|possibly|reportedly|"
    r"even|already|now|all|full|whole|entire|combined|mere|record|"
    r"(?:rs|fr|kr|sh|tk|ksh|usd|eur|gbp|inr|chf)\.?|[a-z]{0,3}[$€£¥₩₹₽₴]|[(\"\u2018']",
}
AFTER = {  # what may follow a number, with up to three words of what is counted between them
    "at_least": r"(?:or|if not)(?: even| possibly| perhaps)? (?:more|above|over|higher|greater)|"
    r"or upwards?|and (?:more|above|over|up|upwards?)(?=$|[.,;)])|and (?:counting|rising)|"
    r"(?:perhaps|maybe|possibly) more(?=$|[.,;)])|at (?:the (?:very )?)?least|minimum",
    "at_most": r"or (?:fewer|less|under|below|lower)|at (?:the (?:very )?)?most|tops|max(?:imum)?",
    "about": r"or so|or thereabouts?|more or less|give or take|"
    r"(?:approximately|approx\.?|roughly|est\.?|estimated?|perhaps|maybe)(?=$|[.,;)])",
}
ATTACHED = {"at_least": r"plus|\+", "about": r"odd|ish|something"}


def _classes(phrases: dict[str, str]) -> str:
    return "|".join(f"(?P<{name}>{pattern})" for name, pattern in phrases.items())


_BEFORE = re.compile(rf"(?<![\w-])(?:{_classes(BEFORE)})[ ,-]*$")
_AFTER = re.compile(rf"[ ,]*(?:[^\W\d][\w'-]*,? ){{0,3}}?(?:{_classes(AFTER)})(?!\w| than)")
_ATTACHED = re.compile(rf"[ -]?(?:{_classes(ATTACHED)})(?!\w)")
_APPROXIMATELY = re.compile(rf" ?(?:(?:{BEFORE['about']}) )?[$€£¥₩]?")


def hedges_before(text: str) -> tuple[list[str], int]:
    """Return the hedges that a text ends with, last first, and where they begin.

    "far fewer than the nearly" ends with "nearly": a comparison with a number that is known ("the")
    says nothing of that number.
    """
    found, end, known = [], len(text), False
    while match := _BEFORE.search(text, max(0, end - 40), end):  # no phrase is longer
        phrase = match[0].rstrip(" ,-")
        if known and phrase.endswith(" than"):
            break
        known = phrase in ("the", "its", "their")
        found.append(match.lastgroup)
        end = match.start()
    return [name for name in found if name != "filler"], end


def hedge_before(text: str) -> str:
    """Return the class of the hedge that a normalised text ends with, or a blank.

    Hedges add up as they stand: a bound outranks an "about"; a floor and a ceiling make none.

    >>> hedge_before("up to around "), hedge_before("they sent some "), hedge_before("sent ")
    ('up_to', 'about', '')
    """
    return strongest(hedges_before(text)[0])


def hedge_after(text: str) -> str:
    """Return the class of the hedge that a normalised text begins with, or a blank.

    >>> hedge_after(" people or more"), hedge_after(" people"), hedge_after(", at least 20")
    ('at_least', '', '')
    """
    return split_after(text)[0]


def split_after(text: str) -> tuple[str, str]:
    """Return the class of the hedge after a number, or a blank, and the text without its words.

    >>> split_after(" people or more"), split_after(" people")
    (('at_least', ' people '), ('', ' people'))
    """
    match = _ATTACHED.match(text) or _AFTER.match(text)
    if not match or starts_with_number(text, _APPROXIMATELY.match(text, match.end()).end()):
        return "", text
    name = match.lastgroup
    start = 0 if match.re is _ATTACHED else match.start(name)
    return name, text[:start] + text[match.end() :]


def strongest(found: list[str]) -> str:
    """Return the class that hedges make together, or a blank where there are none."""
    floors, ceilings = ([name for name in found if name in side] for side in (FLOORS, CEILINGS))
    if "none" in found or (floors and ceilings):
        return "none"
    ranked = ("between", *floors, *sorted(ceilings, key="up_to".__eq__), *found)
    return next((name for name in ranked if name in found), "")
