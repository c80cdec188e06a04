"""What stands around a number in its paragraph: its sentence, and the word counted.

These are proposals for a person to settle, made by plain rules of English order.
"""

import re
from bisect import bisect_right
from functools import lru_cache

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
    if share := re.match(r"[ -]?(%|percent\b|per cent\b)", after):
        return share[1]
    phrase = _UNIT.match(after)
    words = phrase[1].split() if phrase else []
    for index, word in enumerate(words):
        following = words[index + 1 : index + 2]
        if _PLURAL.fullmatch(word) and not (following and _PLURAL.fullmatch(following[0])):
            return word
    return words[0] if words else ""
