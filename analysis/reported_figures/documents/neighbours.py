"""What stands around a number in its paragraph: its sentence, the word counted, who says it.

These are proposals for a person to settle, made by plain rules of English order.
"""

import calendar
import re
from bisect import bisect_right
from functools import lru_cache

LOOKS_BACK = 5  # sentences, for whom a pronoun means
_ABBREVIATED = (
    r"Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|St|No|Nos|vs|approx|ca|c|est|"
    r"a\.m|p\.m|U\.S|U\.N|U\.K|E\.U|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]"
)
_END = re.compile("[.!?][\"'\u201d\u2019)]*\\s+(?=[\"'\u201c\u2018(]*[A-Z0-9])")
_SHORT = re.compile(rf"\b(?:{_ABBREVIATED})\.$")
_STOP = (
    r"(?:a|an|the|and|or|but|nor|in|on|at|of|to|from|for|with|by|into|as|than|that|which|who|whose|"
    r"when|where|while|was|were|is|are|am|be|been|being|has|have|had|will|would|could|can|may|might|"
    r"must|should|do|does|did|said|say|says|told|killed|died|fled|came|left|went|per|after|before|"
    r"during|since|until|over|under|near|between|through|against|across|around|about|because|if|"
    r"more|fewer|less|now|today|so|not|also|already|still|yet|there|here|each|this|these|those|it)\b"
)
_WORD = rf"(?!{_STOP})[^\W\d_][\w'-]*"
_UNIT = re.compile(
    rf"[ -](?:(?:of|more|other|new|additional|further) )*({_WORD}(?: {_WORD}){{0,7}})",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r".{2,}[^s'u]s$|people|men|women|children|police|personnel|aircraft|troops|dead|wounded|"
    r"injured|missing|staff|cattle|casualties|.*(?:men|women)$", re.I
)  # fmt: skip

_SMALL = r"(?:of the|of|for the|for|and|de|von|van|bin|al|el)"
_SMALL_WORDS = (  # what may begin a sentence with a capital and is no name
    "A According About Across After Almost Also Although An And Another Around As At Before "
    "Between Both But By Dozens During Each Earlier Eight Every Five For Four From Half He Her "
    "His How However Hundreds I If In Including It Its Just Last Later Many Meanwhile More Most "
    "Nearly Nine No Nobody Not Of On One Only Our Over Seven Several She Shortly Since Six So Some "
    "Such Ten That The Their Then There These They This Those Thousands Three To Today Two "
    "Under Until Up We What When Where While Who With Within Yesterday You "
)
_NOT_NAMES = {*calendar.day_name, *calendar.month_name[1:], *_SMALL_WORDS.split()}
_NAME = re.compile(
    rf"\b[A-Z][\w\u2019'-]*(?:\.(?= [A-Z]))?(?: (?:{_SMALL} )?[A-Z][\w\u2019'-]*(?:\.(?= [A-Z]))?)*"
)
_SAYS = re.compile(
    r"\b(?:said|says?|told|tells?|claim(?:s|ed)|add(?:s|ed)|announced?|announces|report(?:s|ed)|"
    r"stat(?:es|ed)|estimat(?:es|ed)|warn(?:s|ed)|confirm(?:s|ed)|den(?:ies|ied)|not(?:es|ed)|"
    r"wrote|writes|expects?|expected|spoke|speaks|admit(?:s|ted)|insist(?:s|ed)|predict(?:s|ed)|"
    r"acknowledg(?:es|ed)|count(?:s|ed)|put|puts|believes?|believed|recorded|released)\b"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the |a |an )?")
_AFTERWARDS = re.compile(r"(?:said|says|added|adds|wrote) (?:the )?$")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)(?: \w+ly| also| later)? $")


@lru_cache(maxsize=8)
def _ends(paragraph: str) -> list[tuple[int, int]]:
    """Return where the sentences of a paragraph end, and where the next ones begin."""
    ends, start = [], 0
    for end in _END.finditer(paragraph):
        if not _SHORT.search(paragraph, start, end.start() + 1):
            start = end.end()
            ends.append((end.start() + len(end[0].rstrip()), start))
    return ends


def sentence_at(paragraph: str, position: int) -> tuple[int, int]:
    """Return where the sentence around a position of a paragraph begins and ends.

    >>> text = "Gen. Noh came. He brought 12 men."
    >>> text[slice(*sentence_at(text, 26))]
    'He brought 12 men.'
    """
    ends = _ends(paragraph)
    at = bisect_right(ends, position, key=lambda end: end[1])
    start = ends[at - 1][1] if at else 0
    return start, ends[at][0] if at < len(ends) else len(paragraph)


def unit_word(after: str) -> str:
    """Return the word that names what is counted, from the text after a number.

    >>> unit_word(" striking dock workers from the north"), unit_word(" per cent of them")
    ('workers', 'per cent')
    """
    if share := re.match(r"[ -]?(%|percent|per cent)", after):
        return share[1]
    phrase = _UNIT.match(after)
    words = phrase[1].split() if phrase else []
    for index, word in enumerate(words):
        following = words[index + 1 : index + 2]
        if _PLURAL.fullmatch(word) and not (following and _PLURAL.fullmatch(following[0])):
            return word
    return words[0] if words else ""


@lru_cache(maxsize=64)
def names(text: str) -> list[tuple[int, str]]:
    """Return the phrases of a text that look like names, and where each begins.

    >>> names("On Friday, the Ministry of Health told Radio Free Asia's reporter")
    [(15, 'Ministry of Health'), (39, 'Radio Free Asia')]
    """
    found = []
    for match in _NAME.finditer(text):
        words, start = match[0], match.start()
        while words.split(" ")[0].rstrip(".") in _NOT_NAMES:
            first, _, words = words.partition(" ")
            start += len(first) + 1
            words = words if words[:1].isupper() else ""
        words = re.sub("(?:'|\u2019)s?$", "", re.split("(?:'|\u2019)s ", words)[0])
        if len(words) > 1 and words not in _NOT_NAMES:
            found.append((start, words))
    return found


def speaker_near(paragraph: str, position: int) -> str:
    """Return the name that a number is most likely said by, or a blank.

    It is the one named by "according to", or the last one before the first verb of saying in the
    sentence; for a pronoun that of the sentence before; else the name nearest to the number.

    >>> speaker_near("Kim told Ri that 12 had left. Later she said 30 would follow.", 45)
    'Kim'
    """
    at = position
    for _ in range(LOOKS_BACK):
        start, end = sentence_at(paragraph, at)
        sentence = paragraph[start:end]
        named = names(sentence)
        if said := _said_by(sentence):
            return said
        if not start or (named and not _SAYS.search(sentence)):
            break
        at = start - 1
    nearest = min(named, key=lambda name: abs(start + name[0] - position), default=(0, ""))
    return nearest[1]


@lru_cache(maxsize=64)
def _said_by(sentence: str) -> str:
    """Return who says it by a sentence's own words, or a blank."""
    named = names(sentence)
    if according := _ACCORDING.search(sentence):
        return next((name for at, name in named if at >= according.end()), "")
    for at, name in named:
        if _AFTERWARDS.search(sentence[:at]):
            return name
    for verb in _SAYS.finditer(sentence):
        if _PRONOUN.search(sentence[: verb.start()]):
            return ""
        if before := [name for at, name in named if at < verb.start()]:
            return before[-1]
    return ""
