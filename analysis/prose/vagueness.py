"""The words of English prose that stand for a number without giving it: "dozens", "a number of"."""

import re
from collections.abc import Iterator

from analysis import wording

_SCALES = "hundred thousand|hundred|thousand|million|billion|dozen"
_DONE = r"(?:of|more|people|were|are|have|had|was|killed|dead|injured|wounded|died|fled)\b"
VAGUE = re.compile(
    rf"\b(?:(?:{wording.UNKNOWN}) (?:[a-z]+ )?(?:numbers?|quantit(?:y|ies)|amounts?|totals?)"
    r"|(?:(?:hundreds|tens) of (?:thousands|millions|billions)|dozens|hundreds|thousands|millions"
    rf"|billions|scores(?= {_DONE})|tens(?= of))"
    rf"|(?:several|few|couple|many|some)(?: of)? (?:{_SCALES})s?"
    r"|several|(?<=\ba )few|(?<=\ba )handful|(?<=\ba )couple(?= (?:of|more)\b)"
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
        if not re.search(r"[0-9] $", text[max(0, match.start() - 2) : match.start()]):
            yield match.span()


def with_article(text: str, start: int) -> int:
    """Return where the phrase of a vague word begins: at its article, if it has one."""
    article = _ARTICLE.search(text, max(0, start - 4), start)
    return article.start() if article else start
