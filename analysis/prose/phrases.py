"""The words that belong to a number in English prose: its hedges before and after, its currency."""

import re

from analysis.wording import Reading, hedges, parse

_DEFINITE = re.compile(  # what stands before these compares with a number, or takes of it
    r"\b(?:than|below|above|under|over) the $"
    r"|\b(?:most|half|all|part|rest|majority|[a-z]*-?(?:quarter|third|fifth|tenth)s?) of (?:the )?$"
)
_CURRENCY = re.compile(r"(?:\b[a-z]{1,3})?[$€£¥₩₹₽₴]$")


def wording_around(text: str, start: int, end: int) -> tuple[tuple[int, int], Reading]:
    """Return the place of a number with its hedges in a folded text, and how it reads with them.

    >>> text = "sent perhaps another 300 men or more, than the 90 of last year"
    >>> place, reading = wording_around(text, 21, 24)
    >>> text[slice(*place)], reading.hedge
    ('perhaps another 300 men or more', 'at_least')
    """
    found, first = _hedges(text, start)
    last = _hedge_end(text, end)
    for place in ((first, last), (start, last), (first, end), (start, end)):
        reading = parse(text[slice(*place)])
        if reading.hedge != "none" or "none" in found:  # "not 1,500" is not 1,500
            return place, reading
    return place, reading


def _hedges(text: str, start: int) -> tuple[list[str], int]:
    """Return the hedges before a number, and where the first of them begins."""
    if _DEFINITE.search(text, max(0, start - 40), start):
        return [], start
    before = text[max(0, start - 120) : start]
    found, first = hedges.hedges_before(before)
    while found and (later := _word_after(before, first)):
        if hedges.hedges_before(before[later:])[0] != found:
            break
        first = later  # "the", "another" and the like do not belong to it
    place = start - len(before) + first if found else start
    currency = _CURRENCY.search(text, max(0, place - 4), place)
    return found, currency.start() if currency else place


def _hedge_end(text: str, end: int) -> int:
    """Return where the hedge after a number ends: the number's own end where there is none."""
    after = text[end : end + 80]
    hedge = hedges.hedge_after(after)
    for word in re.finditer(r"[^ ]+", after if hedge else ""):
        last = len(after[: word.end()].rstrip(".,;:!?)\"'"))
        if hedges.hedge_after(after[:last]) == hedge:
            return end + last
    return end


def _word_after(text: str, position: int) -> int:
    """Return where the next word, or the word in an opened quotation, begins; 0 for none."""
    opened = re.compile("[\"'(\u2018 ]+").match(text, position)
    return opened.end() if opened else text.find(" ", position) + 1
