"""What belongs to a number in English prose: the words around it that hedge it, or stand for it."""

import re
from collections.abc import Iterator

from reported_figures.reading import hedges, wording
from reported_figures.reading.money import NAMES, PREFIXES, SIGN
from reported_figures.reading.nouns import COUNTED
from reported_figures.reading.wording import UNREADABLE, Reading, parse

_SCALES = "hundred thousand|hundred|thousand|million|billion|dozen"
_DONE = r"(?:of|more|people|were|are|have|had|was|killed|dead|injured|wounded|died|fled)\b"
VAGUE = re.compile(
    rf"\b(?:(?:{wording.UNKNOWN}) (?:[a-z]+ )?(?:numbers?|quantit(?:y|ies)|amounts?|totals?)"
    r"|(?:(?:hundreds|tens) of (?:thousands|millions|billions)|dozens|hundreds|thousands|millions"
    rf"|billions|scores(?= {_DONE})|(?<=ing )scores(?=[.,;]| others\b|$)|tens(?= of))"
    rf"|(?:several|few|couple|many|some)(?: of)? (?:{_SCALES})s?"
    r"|several|(?<=\ba )few|(?<=\ba )handful|(?<=\ba )couple(?= (?:of|more)\b)"
    r"|(?<=\ba )(?:pair|score)(?= of [a-z])"
    r"|numerous|multiple(?![ -](?:rocket|launch|scler))|countless|untold"
    r"|(?:(?<=\ba )|(?<=\ban ))(?!(?:serial|phone|record)\b)(?:[a-z]+ ){0,2}number(?= of\b)"
    r"|(?:large|small|great|huge|vast|growing|increasing|unprecedented) numbers(?= of\b))\b"
)
_ARTICLE = re.compile(r"\ban? $")


def vague_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where vague words stand in a folded text, without their article.

    Not among them are "some", "many" and "few" alone, which count next to nothing.

    >>> text = "an unknown number of men, and several dozen boys"
    >>> [text[start:end] for start, end in vague_words(text)]
    ['unknown number', 'several dozen']
    """
    for match in VAGUE.finditer(text):
        if not re.search(r"[0-9](?:'?s of)? $", text[max(0, match.start() - 6) : match.start()]):
            yield match.span()


def with_article(text: str, start: int) -> int:
    """Return where the phrase of a vague word begins: at its article, if it has one."""
    article = _ARTICLE.search(text, max(0, start - 4), start)
    return article.start() if article else start


_DEFINITE = re.compile(  # what stands before these compares with a number, or takes of it
    rf"\b(?:than|below|above|under|over) the (?:{SIGN})?$"
    r"|\b(?:most|half|all|(?<!best )(?<!better )part|rest|majority|"
    r"[a-z]*-?(?:quarter|third|fifth|tenth)s?) of "
    r"(?:(?:the|its|their|his|her|our|these|those) )?$"
)
_COUNTED = re.compile(rf"(?! (?:{NAMES})(?!\w)){COUNTED}")
_CURRENCY = re.compile(rf"\b{SIGN}$|{SIGN}$")
_PREFIX = re.compile(rf"\b(?:{PREFIXES})\.? $")
_SIGNED = re.compile(  # by a sign, or a dash that opens a remark
    rf"(?<![^ (\[|])(?:{SIGN})?[-+](?:{SIGN})?$"
)
_LETTER = re.compile(r"(?: [kmbtw](?![\w'.-]))?")  # a scale or a unit that nobody can tell: "300 w"


_NO_NOUN = re.compile(  # nothing that is counted follows
    r"$|[.,;:)](?![0-9])| (?!in (?:all|total)\b)(?:in|by|from|at|on|for|or|and|than|last|next|this|"
    r"an?|normally|usually|earlier|ago|now|then|before|previously|expected|forecast)\b"
)
_LEVEL = re.compile(  # what leads to a level, or to a part of the whole
    r"(?:\b(?:on|at|to|from|against|versus|vs\.?|with|and|or|by|than|of|the|then|after|up|down|hit|"
    r"reached|was|is|were|are)|['\u2019]s|[(,;]|\b[A-Z][\w'-]*) $"
)
_AGAINST = re.compile(r"\b(?:from|to|against|versus|vs\.?|than|target of|average of|record of) $")
_SHORT = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")
_SCALED = re.compile(r"[0-9.,]+ ?(?:[mb]|[bt]n|[mb]illion|trillion)")
_SHARED = {  # units, with a second number of the same unit, and with what leads to it
    "percentage": ((re.compile(r"(?:[0-9]{1,2}|100)(?:\.[0-9]+)?"), _LEVEL),),
    "money": ((_SHORT, _LEVEL), (_SCALED, _AGAINST)),
    "measure": ((_SHORT, _LEVEL),),
    "duration": ((_SHORT, _AGAINST),),
}
_OTHER_SENTENCE = re.compile(  # or another thing that is told
    rf"[.!?;] |\b{hedges.COUNT}\b|\b(?:crew|crowd|group|staff|team|audience|membership) of $"
)


def may_share_a_unit(text: str, last: tuple[int, str], start: int, end: int) -> bool:
    """Say whether a number may have the unit of the last one, of which the end and kind are given.

    So may the 23 of "44 percent, the Greens 23", but not that of "44 percent, and killed 23".

    >>> text = "won 44%, the Greens on 23, and shot 40"
    >>> may_share_a_unit(text, (7, "percentage"), 23, 25)
    True
    >>> may_share_a_unit(text, (7, "percentage"), 36, 38)
    False
    """
    place, unit = last
    return bool(
        start - place < 80
        and any(
            number.fullmatch(text, start, end) and lead.search(text, place, start)
            for number, lead in _SHARED.get(unit, ())
        )
        and _NO_NOUN.match(text, end)
        and not _OTHER_SENTENCE.search(text, place, start)
    )


def wording_around(text: str, start: int, end: int) -> tuple[tuple[int, int], Reading]:
    """Return the place of a number with its hedges in a folded text, and how it reads with them.

    >>> text = "sent perhaps another 300 men or more, than the 90 of last year"
    >>> place, reading = wording_around(text, 21, 24)
    >>> text[slice(*place)], reading.hedge
    ('perhaps another 300 men or more', 'at_least')
    """
    found, first = hedged_from(text, start, end)
    end = _LETTER.match(text, end).end()
    last = _hedge_end(text, end)
    after = hedges.hedge_after(text[end:last])
    if hedges.strongest([*filter(None, [after]), *found]) == "none" or _SIGNED.search(
        text, max(0, first - 6), first
    ):
        return (first, last), UNREADABLE
    places = ((first, last), (start, last), (first, end), (start, end))
    if {*found} - {"between", "about"}:  # a bound counts: "not 1,500" is not 1,500
        places = ((first, last), (first, end))
    if sum_of := _PREFIX.search(text, max(0, start - 5), start):  # "Rs 500cr"
        places = (*places, (sum_of.start(), end))
    for place in places:
        reading = parse(text[slice(*place)])
        if reading.hedge != "none":
            break
    return place, reading


def hedged_from(text: str, start: int, end: int) -> tuple[list[str], int]:
    """Return the hedges before a number, and where the first of them begins."""
    if _DEFINITE.search(text, max(0, start - 40), start):
        return [], start
    before = text[max(0, start - 120) : start]
    alone = not _COUNTED.match(text, end)
    found, first = hedges.hedges_before(before, alone=alone)
    while found and (later := _word_after(before, first)):
        if hedges.hedges_before(before[later:], alone=alone)[0] != found:
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
