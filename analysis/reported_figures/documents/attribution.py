"""Who says a number, by the order of English: the subject of a reporting verb, "according to".

A proposal for a person to settle; where no rule is sure, none is made.
"""

import calendar
import re
from functools import lru_cache

from reported_figures.documents.neighbours import sentence_at

LOOKS_BACK = 5  # sentences, for whom a pronoun means
LONGEST = 9  # words of a name or of a description of who speaks
REPORTING = (  # verbs that report
    "said|says|say|told|tells|claims|claimed|adds|added|announces|announced|reports|reported|"
    "states|stated|estimates|estimated|warns|warned|confirms|confirmed|denies|denied|notes|noted|"
    "writes|wrote|expects|expected|admits|admitted|insists|insisted|predicts|predicted|recorded|"
    "acknowledges|acknowledged|counted|counts|put|puts|believes|believed|speaks|spoke|spoken|gave|gives|given|"
    "registered|documented|disputes|disputed|rejects|rejected|dismissed|revised|raised|lowered|"
    "forecasts|forecast|published|shows|showed|suggests|suggested|indicates|indicated|tallied|"
    "repeats|repeated|maintains|maintained|stressed|found|finds|fears|feared|"
    "estimate|complains|complained|argues|argued|confirm|verify|deny|expect|believe|show|claim|warn|"
    "fear"
)
_VERB = re.compile(rf"\b(?:{REPORTING})\b")
_SAID = re.compile(r"(?:said|says|added|adds|wrote|reported|reports|confirmed)$")
_HELPERS = {  # what may stand between who speaks and the verb
    *("has", "have", "had", "also", "later", "since", "then", "now", "still", "again", "first"),
    *("did", "does", "do", "not", "would", "could", "can", "will", "earlier", "once", "today"),
    *("yesterday", "itself", "themselves", "himself", "herself", "already", "never", "both", "all"),
}
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|as)(?: \w+ly| also)*$")
_PERSONAL = {"he", "she", "they", "it", "we", "i"}
_PRONOUNS = {*_PERSONAL, "who", "which", "this", "that", "these", "those"}
_CLAUSE = {  # where a clause begins: who speaks does not reach back over it
    *("and", "but", "or", "that", "which", "who", "while", "as", "when", "because", "if", "where"),
    *("although", "though", "than", "whether", "so", "yet", "however", "therefore", "meanwhile"),
    *("was", "were", "is", "are", "be", "been", "later", "instead", "moreover", "nevertheless"),
    *("else", "there", "here", "only", "even", "what", "how", "why", "besides", "furthermore"),
}
_BEFORE = {  # a phrase of time or place that may open a sentence
    *("in", "on", "at", "by", "after", "before", "during", "from", "for", "with", "since", "until"),
    *("around", "about", "near", "under", "over", "outside", "inside", "across", "among", "within"),
}
_ARTICLES = ("the", "a", "an", "one", "its", "their", "his", "her", "our", "some", "another")
_LINKS = ("of", "for", "at", "in", "from", "de", "von", "van", "der", "al", "&")  # in a name
_TIMES = {name.casefold() for name in (*calendar.day_name, *calendar.month_name) if name}
_TIMES |= {"last", "early", "late", "week", "month", "year", "night", "morning", "evening"}
_MADE = r"(?:figures?|data|counts?|tally|toll|estimates?|numbers?|statistics|report|survey|poll)"
_PRODUCT = re.compile(  # what a source makes, and speaks through: "the ministry's figures"
    rf"(?P<who>.+?)['\u2019]s? (?:(?:own|latest|first|final|official|new|earlier) )*{_MADE}"
)
_MADE_BY = re.compile(
    rf"\b{_MADE} (?:released |published |issued |given |made |compiled )?(?:by|from) ",
    re.IGNORECASE,
)
_QUOTED = re.compile('(?<=\u201c)[^\u201d]*|(?<=")[^"]*(?=")')
_ENDS = (_CLAUSE - {"and"}) | _HELPERS | {"on", "to", "by", "about", "after", "came", "come"}
_ACCORDING = re.compile(r"\b[Aa]ccording to |\b[Aa]s (?:told|reported) by ")
_AGENT = re.compile(r"\bby (?=\S)")
_TURNED = re.compile("[,\u201d\"'\u2019] *$")  # what stands before "said the ministry"
_NAME = re.compile(r"[A-Z][\w\u2019-]+(?: [A-Z][\w\u2019-]+)+")  # two words or more
_OFFICE = re.compile(r" ?(?:the|its|their|a|an) (?!.*(?:,|\band\b))")
_WORD = re.compile('[^\\s,;:\u201c\u201d"()\u2014]+')
_NOT_SPEAKERS = {
    *(
        "people",
        "nobody",
        "everyone",
        "someone",
        "anyone",
        "none",
        "others",
        "many",
        "more",
        "most",
    ),
    *(
        "reports",
        "report",
        "number",
        "total",
        "figure",
        "figures",
        "toll",
        "cases",
        "times",
        "part",
    ),
    *("everything", "something", "nothing", "record", "result", "results", "rest", "percent"),
}


def speaker_near(paragraph: str, position: int) -> str:
    """Return who most likely says what stands at a position, without an article, or a blank.

    It is whom "according to" names, or the subject of the sentence's first reporting verb; for a
    pronoun, or where the sentence reports nothing, that of a sentence before.

    >>> speaker_near("The union put the number at 30. Later it said 12 had left.", 50)
    'union'
    >>> speaker_near("Therefore 12 were hurt.", 10)
    ''
    """
    at = position
    for _ in range(LOOKS_BACK):
        start, end = sentence_at(paragraph, at)
        said = said_by(paragraph[start:end])
        if said.casefold() not in _PRONOUNS:
            return said
        if not start:
            return ""
        at = start - 1
        opening = _NAME.match(paragraph, sentence_at(paragraph, at)[0])
        if opening and not said_by(paragraph[slice(*sentence_at(paragraph, at))]):
            return _named(opening[0].split())
    return ""


@lru_cache(maxsize=256)
def said_by(sentence: str) -> str:
    """Return who a sentence says it is told by: a name, a description, a pronoun, or a blank.

    >>> said_by("Ann Lee, a spokeswoman for the union, said 30 had left.")
    'Ann Lee'
    >>> said_by("At least 12 were hurt, police said."), said_by("It was put at 30 by the city.")
    ('police', 'city')
    """
    sentence = _QUOTED.sub(lambda quote: " " * len(quote[0]), sentence)
    if according := _ACCORDING.search(sentence):
        return _object(sentence[according.end() :])
    if (made := _MADE_BY.search(sentence)) and (found := _object(sentence[made.end() :])):
        return found
    for verb in _VERB.finditer(sentence):
        before, after = sentence[: verb.start()].rstrip(), sentence[verb.end() :]
        if _PASSIVE.search(before):
            agent = _AGENT.search(after)
            found = _object(after[agent.end() :]) if agent else ""
        else:
            turned = _SAID.match(verb[0]) and (_TURNED.search(before) or not before)
            found = _object(after) if turned else ""
            found = found if found and found not in _PRONOUNS else _subject(before)
        if found:
            return found
    return ""


def _subject(before: str) -> str:
    """Return who stands before a verb; of a name with a description, the name."""
    pieces = re.split(r"[;:\u201c\u201d\"\u2014()]", before)
    in_brackets = before.endswith(")") and len(pieces) > 2
    text = pieces[-1].strip() or (pieces[-3].strip() if in_brackets else "")
    parts = [part.strip() for part in text.split(",")]
    if not parts[-1]:  # a description has ended before the verb
        parts.pop()
        name = _last_phrase(parts[-2]) if len(parts) > 1 else ""
        if name and (re.search(r"[A-Z]", name) or re.match(r"(?:for|who|which)\b", parts[-1])):
            return name
    while len(parts) > 1 and re.match(r"(?:\w+ing|who|which|whose|for)\b", parts[-1]):
        parts.pop()  # what is said of who speaks: "The bank, citing its own survey"
    return _last_phrase(parts[-1]) if parts else ""


def _last_phrase(text: str) -> str:
    """Return the noun phrase that a text ends in, if it may be someone who speaks."""
    words = re.sub(r" (?:who|which) .*", "", text).split()
    end = len(words)
    while end and words[end - 1].casefold() in _TIMES:
        end -= 1
    if 1 < end < len(words) and words[end - 1] == "on":
        words = words[: end - 1]  # "the ministry on Friday night"
    while words and (words[-1] in _HELPERS or re.fullmatch(r"[a-z]+ly", words[-1])):
        words.pop()
    if words and words[-1].casefold() in _PERSONAL:
        return words[-1].casefold()  # "a month ago it"
    start = len(words)
    while start and words[start - 1].casefold() not in _CLAUSE:
        start -= 1
    phrase = words[start:]
    if not phrase and words and words[-1].casefold() in ("who", "which"):
        return ""
    if phrase and phrase[0].casefold() in _BEFORE:
        phrase = _after_opening(phrase)
    return _named(phrase)


def _after_opening(phrase: list[str]) -> list[str]:
    """Return a phrase without the words of time or place that open it: "On Friday the union"."""
    rest = phrase[1:]
    articles = [place for place, word in enumerate(rest) if word.casefold() in _ARTICLES]
    if articles and articles[-1]:
        return rest[articles[-1] :]
    while rest and rest[0].casefold() in _TIMES | {*_ARTICLES} | {"of", "and"}:
        rest = rest[1:]
    if rest[:1] and len(rest) > 1 and rest[0][:1].isupper() and not rest[-1][:1].isupper():
        rest = rest[1:]  # the place: "In Ulm police"
    return rest if len(rest) < len(phrase) - 1 or len(rest) == 1 else []


def _object(after: str) -> str:
    """Return the noun phrase that a text begins with, as far as it may be someone who speaks.

    Of an office with the name of who holds it, the name: "its director, Ann Lee".
    """
    first, *rest = after.split(",")
    if rest and (named := _NAME.match(rest[0].strip())) and _OFFICE.match(first):
        return _named(named[0].split())
    words = []
    for match in _WORD.finditer(first):
        word = match[0]
        plain = word.casefold().rstrip(".")
        ends = plain in _ENDS or _VERB.fullmatch(plain)
        if (
            ends
            or after[match.end() : match.end() + 1] in tuple(';:\u201c"(')
            or (words and plain in ("in", "at") and not _goes_on(words, after[match.end() :]))
        ):
            words += [] if ends or plain in ("in", "at") else [word]
            break
        words.append(word)
        if word.endswith((".", "!", "?")) and len(plain) > 2:
            break
    return _named(words)


def _goes_on(words: list[str], after: str) -> bool:
    """Say whether a place belongs to a name: "Ministry of Health in Gaza", but "in a note"."""
    following = after.split()[:1]
    return bool(following and following[0][:1].isupper() and following[0].casefold() not in _TIMES)


def _named(words: list[str]) -> str:
    """Return a phrase without its article, or a blank where it is nobody who can speak."""
    words = [word.strip(".,'\u2019") if place == len(words) - 1 else word
             for place, word in enumerate(words)]  # fmt: skip
    while words and words[0].casefold() in (*_ARTICLES, "both"):
        words = words[1:]
    text = " ".join(words)
    if made := _PRODUCT.fullmatch(text):
        text = made["who"]
    head = next((word for place, word in enumerate(text.split()) if place == 0), "").casefold()
    last = re.split(rf" (?:{'|'.join(_LINKS)}) ", text)[0].split()[-1:]
    if head in _PRONOUNS and len(text.split()) == 1:
        return head
    unfit = (
        not text
        or len(text.split()) > LONGEST
        or re.search(r"[0-9#%]", text)
        or head in _CLAUSE | _PRONOUNS | _BEFORE | _HELPERS | {"neither", "either", "nobody"}
        or (last and last[0].casefold() in {*_NOT_SPEAKERS, *_TIMES, *_LINKS})
        or re.fullmatch(r"[A-Z]?[a-z]+ly", head)
    )
    return "" if unfit else text
