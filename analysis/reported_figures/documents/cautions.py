"""What a person should look at before a drafted number becomes a figure of the ledger."""

import re

from reported_figures.documents.paragraphs import fold
from reported_figures.documents.prose import CHANGES, Found, change_before

BEFORE = "the level before a change"
CHANGED = "how much a number changed, not its level"
_MORE = "another|further|additional|extra"
_ADDS = re.compile(rf"\b(?:{_MORE})(?: [a-z]+){{0,2}} ?$")
_ADDED = re.compile(rf" ?(?:more|others|{_MORE})\b(?! than)")
_THAN = re.compile(
    r" ?(?!(?:but|and|or|if)\b)(?:%|[a-z]+)? ??"
    r"(?:more|fewer|less|higher|lower|above|below)(?: [a-z]+)? than\b"
)
_POINTS = re.compile(r"[- ]?(?:(?:percent(?:age)?|per cent) )?p(?:oints?|p)\b")


_CHANGES = re.compile(rf"[ -]?(?:%|percent|per cent)?(?:[- ]points?)?[ -](?:{CHANGES})\b")


def caution(paragraph: str, found: Found) -> str:
    """Return in words why a number may not be what it seems to be, or a blank.

    >>> from reported_figures.documents.prose import find
    >>> for sentence in ("Another 40 came.", "It rose by 120 to 340.", "It had 1.27 visitors."):
    ...     print(caution(sentence, find(sentence)[0]))
    adds to an earlier number: no total
    how much a number changed, not its level
    a count with decimals: is its scale (thousand, million) left out?
    """
    before = fold(paragraph[max(0, found.start - 120) : found.start]).lower
    after = fold(paragraph[found.end : found.end + 40]).lower
    if change := change_before(before):
        return BEFORE if change == "from" else CHANGED
    if _THAN.match(after) or (found.kind == "percentage" and _POINTS.match(after)):
        return "how far a number is from another, not its level"
    if _CHANGES.match(after):
        return CHANGED
    if _ADDS.search(before) or _ADDED.match(after):
        return "adds to an earlier number: no total"
    if found.kind == "figure" and found.value is not None and found.value % 1:
        return "a count with decimals: is its scale (thousand, million) left out?"
    return ""
