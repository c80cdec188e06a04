"""What English asks of any words: plurals, articles, and where a noun ends."""

import re

PLURALS = ("people", "police", "men", "women", "children")
LINKS = (  # a word that ends the noun before it: "cost | of the line"
    *("of", "in", "on", "at", "to", "for", "by", "from", "with", "without", "near", "among"),
    *("after", "before", "during", "since", "per", "who", "that", "which", "within"),
)
_LATER = re.compile(r"\(.*|\w+(?<!e)(?:ed|ing|ly)|laid|lost|burnt|held|shot")  # not the noun
_OPENING = re.compile(r"(?P<article>(?:the|an?) )?(?P<rest>.*)", re.DOTALL)


def is_plural(word: str) -> bool:
    """Say whether a word looks like a plural noun.

    >>> [is_plural(word) for word in ("members", "people", "loss", "crisis", "turnout")]
    [True, True, False, False, False]
    """
    ending = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return ending or word in PLURALS


def noun_of(words: str) -> list[str]:
    """Return the words of a noun phrase up to its noun, without an article.

    >>> noun_of("the cost of the line"), noun_of("special forces shipped to the port")
    (['cost'], ['special', 'forces'])
    """
    found = []
    for word in _OPENING.fullmatch(words)["rest"].split():
        if found and (word in LINKS or _LATER.fullmatch(word)):
            break
        found.append(word)
    return found


def is_participle(words: str) -> bool:
    """Say whether words have no noun of their own: "killed so far", but not "wounded people".

    >>> is_participle("injured in the blast"), is_participle("wounded people")
    (True, False)
    """
    first = words.partition(" ")[0]
    return bool(re.fullmatch(r"\w+ed|missing", first)) and not any(map(is_plural, noun_of(words)))


def with_article(words: str) -> str:
    """Return words with "a" or "an" before them, where they have no article of their own.

    >>> with_article("interview"), with_article("joint statement"), with_article("the briefing")
    ('an interview', 'a joint statement', 'the briefing')
    """
    if _OPENING.fullmatch(words)["article"]:
        return words
    return f"{'an' if words[:1].casefold() in 'aeiou' else 'a'} {words}"
