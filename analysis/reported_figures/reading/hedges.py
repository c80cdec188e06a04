"""Read the hedges that stand before or after a number: "up to", "or so"."""

import re

from reported_figures.reading import money
from reported_figures.reading.numerals import starts_with_number
from reported_figures.vocabulary import CEILINGS, FLOORS

_NOT = (
    r"(?:(?:unlikely|not (?:likely|expected|thought)) to|hardly(?: to)?|scarcely|"
    r"no|not|never|nor|neither|nobody|no ?one|none|nothing|cannot|[a-z]+n't)"
)
_GOES = (
    r"(?:go|goes|going|went|gone|get|gets|got|r[io]sen?|rises|rising|climb(?:s|ed|ing)?|"
    r"gr[eo]wn?|grows|growing|push(?:es|ed|ing)?|jump(?:s|ed)?|surg(?:es?|ed)|soar(?:s|ed)?|"
    r"cre(?:ep|eps|pt)|inch(?:es|ed)?|edg(?:es?|ed|ing)|nudg(?:es?|ed)|tick(?:s|ed)?|swells?|swelled|swollen|mov(?:es?|ed)|come|comes|came)"
)
_SINKS = (
    r"(?:go|goes|going|went|gone|get|gets|f[ae]ll|falls|fallen|falling|drop(?:s|ped)?|dip(?:s|ped)?|"
    r"s[aiu]nk|sinks|come|comes|came)"
)
_BETWEEN = (
    r"(?:(?!(?:wh[a-z]+|how|that|if|but|as|because|and|n?or|more)\b)[a-z]+ ){1,4}"  # of one clause
)
_IN_PLACE = (  # nobody can tell whether these are followed by a bound or by a place
    r"(?:span|stretch|spread|scatter|serv|rul|sail|work|liv|hid)(?:e?[sd]|n?ed|n?ing|den|ered)?|"
    r"lies?|lay|lying|hangs?|hung|buried|trapped|came in"
)
_MORE = r"(?:(?:more|greater|higher|larger) than|in excess of|upwards? of|north of)"
_LESS = r"(?:(?:fewer|less|lower|smaller) than|south of)"
BEFORE = {  # what may lead up to a number; "none" makes it another number than the one printed
    "up_to": r"(?:(?:could|can|may|might) be )?as (?:many|much|high) as|up ?to(?: and including)?|"
    r"(?:could|can|may|might) reach",
    "at_most": r"at (?:the (?:very )?)?most|(?<![0-9] )max(?:imum|\.)?(?: of)?|capped at|"
    r"limited to|≤|<=|"
    rf"{_NOT}(?: (?:be|been|number|total))? {_MORE}|"
    rf"{_NOT}(?: to)? (?:{_GOES}|be) (?:above|over|past|beyond)|"
    r"not (?:exceeding|over|above)|without (?:ever )?(?:exceeding|topping|surpassing)|"
    r"(?:at|equal to) or (?:below|under)|(?:less|fewer|lower) than or equal to|"
    r"(?:(?:did|do|does|will|would|could|can|must|may|might|should|is|has|have) )?"
    rf"{_NOT}(?: to)? (?:exceed(?:s|ed)?|top(?:s|ped)?|surpass(?:es|ed)?)",
    "at_least": r"at (?:the (?:very )?)?least|(?<![0-9] )min(?:imum|\.)?(?: of)?|"
    r"as (?:few|little|low) as|"
    rf"{_NOT}(?: (?:be|been|number|total))? {_LESS}|not (?:under|below)|"
    rf"{_NOT}(?: to)? (?:{_SINKS}|be) (?:below|under)|"
    r"(?:at|equal to) or (?:above|over)|(?:more|greater|higher) than or equal to|≥|>=|"
    r"(?:start(?:s|ed|ing)?|begin(?:s|ning)?) (?:from|at)",
    "more_than": rf"{_GOES} past|(?:to|could|may|might|will|would|can) top|"
    rf"{_MORE}|over|above|beyond|"
    r"exceed(?:s|ed|ing)?|top(?:s|ped|ping)|surpass(?:es|ed|ing)?|(?:pass|cross)(?:es|ed|ing)|>",
    "fewer_than": r"(?:(?:f[ae]ll|falls|fallen|falling|come|comes|came|well|far) )+short of|"
    rf"(?:(?:fail(?:s|ed|ing)?|unable|yet) to|{_NOT}(?: to)?) reach(?:ed)?|"
    r"(?:fail(?:s|ed|ing)?|unable|yet) to (?:pass|top|exceed)|"
    rf"{_LESS}|under|below|beneath|not (?:even|yet)|<",
    "nearly": r"(?:all but|nearly|almost|close to) (?:reach|hit|touch)(?:es|ed|t?ing|s)?|"
    r"nearly|almost|not quite|near(?:s|ed|ing)|"
    r"approach(?:es|ed|ing)|close on|getting on for|virtually|practically|"
    r"(?:the )?(?:best|better) part of|"
    r"(?:just )?(?:short|shy) of|"
    r"(?:just|slightly|a (?:little|bit|shade)) (?:fewer than|less than|under|below)",
    "about": r"around|about|some|roughly|approximate(?:ly)?|approx\.?|est\.?|circa|ca?\.?|~|≈|"
    r"an estimate of|estimate[sd]?(?:(?: by(?: [a-z]+){1,3})? at)?|"
    r"in the (?:region|order|neighbou?rhood) of|on the order of|"
    r"closer? to|nearer(?: to)?|something like|more like|more or less|give or take|perhaps|maybe",
    "between": r"between",
    "none": r"(?:not|[a-z]+n't)(?: (?:much|many|far|exactly|number))?|minus|nowhere near|"
    r"hardly|scarcely|instead of|in place of|neither|nor|"
    r"(?:around|about|close to|near|above|below|over|under) or (?:above|over|below|under)|"
    r"nothing like|anything but|far from|near|within(?: (?:[a-z0-9]+ ){1,3}of)?|"
    rf"a good|easily|than(?: to)?|without (?:{_MORE}|{_LESS})|"
    rf"(?:{_IN_PLACE}) (?:over|under|below)|"
    r"(?:go|went|walk|look|driv|drov|travel|tour|sail)[a-z]* around|"
    r"(?:hand|turn|tak|took|r[au]n|go|went|look|w[io]n|knock|sign|roll|pull)[a-z]* over|"
    rf"(?:{_NOT}|few|den(?:y|ies|ied|ying)) {_BETWEEN}"
    rf"(?:{_MORE}|{_LESS}|above|over|past|beyond|below|under|as (?:many|much|high) as|up ?to)|"
    r"(?:most|half|(?:[a-z]+-)?(?:quarter|third)s?|(?<!as )(?<!best )(?<!better )part|rest|"
    r"majority) of",
    "filler": r"the|an?|another|additional|further|other|its|their|"
    r"(?:total|sum|crowd|group|estimate) of|"
    r"anywhere|somewhere|from|only|just|exactly|precisely|well|far|slightly|possibly|reportedly|"
    r"even|already|now|all|full|whole|entire|combined|mere|record|"
    r"(?:neither|no) (?:more|fewer|less),?(?: (?:and|n?or))?(?: no)? (?:more|fewer|less) than|"
    rf"(?:{money.PREFIXES})\.?|{money.LETTERS}|{money.SIGN}|[(\"\u2018']",
}
AFTER = {  # what may follow a number, with up to three words of what is counted between them
    "at_least": r"(?:or|if not)(?: even| possibly| perhaps)? (?:more|above|over|higher|greater)|"
    r"or upwards?|upwards?(?=$|[.,;)])|and (?:more|above|over|up|upwards?)(?=$|[.,;)])|"
    r"and (?:counting|rising)|"
    r"(?:perhaps|maybe|possibly) more(?=$|[.,;)])|at (?:the (?:very )?)?least|minimum",
    "at_most": r"or (?:fewer|less|under|below|lower)|at (?:the (?:very )?)?most|"
    r"(?:tops|max(?:imum)?)(?=$|[.,;)])",
    "about": r"or so|or thereabouts?|more or less|give or take|"
    r"(?:approximately|approx\.?|roughly|est\.?|estimated?|perhaps|maybe)(?=$|[.,;)])",
}
ATTACHED = {
    "at_least": r"(?<! )plus|(?<= )plus(?= people\b|$|[.,;)])|\+",
    "none": r"(?<= )(?:plus(?= [a-z]{3,}(?<!s)s\b)|max(?= [a-z])|"  # "300 plus bonuses"
    r"and (?:some|change|a bit)(?=$|[.,;)]| (?:came|went|were|in|on|for|by)\b))",
    "about": r"odd|ish|something|(?<=-)some",
}


def _classes(phrases: dict[str, str]) -> str:
    return "|".join(f"(?P<{name}>{pattern})" for name, pattern in phrases.items())


_BEFORE = re.compile(rf"(?<![\w-])(?:{_classes(BEFORE)})\"?[ ,-]*$")
MARK = rf"(?: ?[%{money.SIGNS}](?! ?[0-9]))"  # behind a number, with a blank or without
_AFTER = re.compile(
    rf"{MARK}?[ ,]*(?:[^\W\d][\w'-]*,? ){{0,3}}?\(?(?:{_classes(AFTER)})(?!\w| than)"
)
_ATTACHED = re.compile(rf"[ -]?(?:{_classes(ATTACHED)})(?!\w)")
_APPROXIMATELY = re.compile(rf" ?(?:(?:{BEFORE['about']}) )?[{money.SIGNS}]?")
COUNT = (  # what may pass a number, rather than pass so many laws
    r"(?:tolls?|counts?|numbers?|totals?|tall(?:y|ies)|figures?|turnout|crowds?|cases|deaths|"
    r"casualties|losses|arrests|costs?|bill|sum|amount)"
)
_THE = r"(?:an?|the|this|that|his|her|its|their|any|more|no)"
_QUARREL = (
    "row|dispute|fight|battle|clash|anger|outrage|concern|worry|alarm|unease|protest|strike|"
    "negotiation|argument|controversy|scandal|lawsuit|control|victory|triumph"
)
NO_HEDGES = [  # words of a hedge, and what before them shows that they are none
    (re.compile(words), re.compile(rf"(?<![\w-])(?:{before}) $"))
    for words, before in (
        (
            "about",
            r"complain(?:s|ed|ing)?|ask(?:s|ed|ing)?|know|knows|knew|think|thinks|thought|hears?|heard|learn(?:s|ed)?|worr(?:y|ies|ied)|boast(?:s|ed|ing)?|sp[eo]aks?|spoke|talk(?:s|ed)?|"
            rf"{_THE} (?:[a-z]+ )?(?:report|story|stories|article|film|book|documentary|series|"
            r"letter|rumou?r|news|information|detail|data|concern|complaint|joke|debate|question)s?",
        ),
        (
            "as (?:many|much|high|few|little|low) as",
            r"(?:twice|thrice|half|double|times|again|[a-z]+fold)",
        ),
        (
            "over|above|under|below|north of|south of",
            r"points?|per ?cent|%|degrees?|(?:kilo|centi)?met(?:re|er)s?|km|miles?|feet",
        ),
        (
            "over|above",
            rf"(?:{_QUARREL})(?:e?s)?|talks|fl(?:y|ew|ies|ying|own)|hover(?:s|ed|ing)|"
            r"circl(?:es|ed|ing)|days|weeks|months|years|quits?|resign(?:s|ed)|apologi[sz](?:es|ed)|"
            r"(?:was|were|is|are|been|be|being|[0-9]{2},) (?:held|arrested|charged|jailed|detained|"
            r"fined|sued|questioned|quizzed|sacked|sentenced|convicted|tried|investigated|blamed)",
        ),
        (
            "up ?to",
            r"(?:add(?:s|ed|ing)?|own(?:s|ed)?|liv(?:e|es|ed))|"
            r"(?:edg|inch|creep|tick|climb|jump)(?:s|es|ed|ing)?|crept|went|gone|r[io]s(?:e|en|es|ing)|"
            r"(?:br(?:ings?|inging|ought)|tak(?:es?|ing)|took|push(?:es|ed|ing)?) "
            rf"(?:it|{_THE}(?: [a-z]+){{1,3}})(?<! of)(?<! for)(?<! in)(?<! to)(?<! with)",
        ),
    )
]
_SAY = (
    "say|said|put|estimate|estimated|count|counted|claim|claimed|report|reported|speak of|spoke of|"
    "talk of|talked of|think|thought|believe|believed|guess|guessed|expect|expected|"
    "mention|mentioned"
)
_OTHERS_SAY = re.compile(  # "some say 300, some 400": these are two groups of people
    rf"\b(?:some|others|many|few|one|most)(?: [a-z]+){{0,2}} (?:{_SAY}) [^.;]{{1,40}}[,;] "
    r"(?:(?:and|but|while) )?$"
)
_ONLY_OF_A_COUNT = re.compile("(?:pass|cross)(?:es|ed|ing)|approach(?:es|ed)|near(?:s|ed)")
_HAS = "(?:(?:has|have|had|may|could|will|soon|now|already) ){0,2}"
_PASSES = re.compile(rf"\b{COUNT}(?: of [a-z ]{{1,30}})? {_HAS}$")
_MAY_PASS = re.compile(rf"\b(?:it|they|that|which|who) {_HAS}$")  # "they passed 12 laws"


def hedges_before(text: str, *, alone: bool = False) -> tuple[list[str], int]:
    """Return the hedges that a text ends with, last first, and where they begin.

    "far fewer than the nearly" ends with "nearly": a comparison with a number that is known ("the")
    says nothing of that number. What passes a number that stands ``alone``, without a noun that it
    counts, has passed that many.
    """
    found, end, known = [], len(text), False
    while match := _BEFORE.search(text, max(0, end - 40), end):  # no phrase is longer
        phrase = match[0].rstrip(" ,-")
        if (known and phrase.endswith((" than", " as", "short of", "shy of"))) or _is_no_hedge(
            phrase, text[: match.start()], alone
        ):
            break
        known = phrase in ("the", "its", "their")
        found.append(_class_of(match.lastgroup, phrase, text[: match.start()], alone))
        end = match.start()
    return [name for name in found if name != "filler"], end


def _class_of(name: str, phrase: str, before: str, alone: bool) -> str:
    """Return the class of a hedge; "they passed 12 laws" and "could reach 12 towns" are unclear."""
    reaches = phrase.endswith(("reach", "reached")) and before and not _PASSES.search(before)
    passes = _ONLY_OF_A_COUNT.fullmatch(phrase) and _MAY_PASS.search(before)
    return "none" if not alone and (reaches or passes) else name


def _is_no_hedge(phrase: str, before: str, alone: bool) -> bool:
    """Say whether words that can be a hedge are none here: "a row over 300 jobs"."""
    if _ONLY_OF_A_COUNT.fullmatch(phrase):
        passes = _PASSES.search(before) or _MAY_PASS.search(before)
        return bool(before) and not alone and not passes
    if phrase == "some" and _OTHERS_SAY.search(before):
        return True
    return any(words.fullmatch(phrase) and after.search(before) for words, after in NO_HEDGES)


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
    """Return the class that hedges make together, the one next to the number first, or a blank.

    A floor and a ceiling exclude one another, and so do a floor and what nearly comes to it.

    >>> strongest(["nearly", "at_least"]), strongest(["at_least", "nearly"])  # "nearly 40 or more"
    ('at_least', 'none')
    """
    floors, ceilings = ([name for name in found if name in side] for side in (FLOORS, CEILINGS))
    below_floor = "nearly" in found[found.index(floors[0]) :] if floors else False
    if "none" in found or (floors and ceilings) or below_floor:
        return "none"
    ranked = (
        "between",
        *sorted(floors, key="at_least".__eq__),
        *sorted(ceilings, key="up_to".__eq__),
        *found,
    )
    return next((name for name in ranked if name in found), "")
