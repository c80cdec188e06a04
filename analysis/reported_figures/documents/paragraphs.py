"""Read a document's text: its paragraphs, each also in a folded form that rules are written for."""

import hashlib
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from reported_figures.documents.written_forms import COUNTED, YEAR
from reported_figures.errors import ReadableError
from reported_figures.reading.hedges import hedges_before
from reported_figures.reading.numerals import MARKS, VULGAR

_PIECE = re.compile(
    r"(?P<dash>[\u2014\u2015])|(?P<space>\s+)|(?P<part>(?<=[0-9])[\u00bc-\u00be])|."
)
_DASHES = re.compile("--+|.", re.S)


class TextError(ReadableError):
    """A document's text that is not there or cannot be read."""


class Text(NamedTuple):
    """A document's paragraphs, its lines that are not empty, and the SHA-256 of its file."""

    paragraphs: tuple[str, ...]
    sha256: str


class Folded(NamedTuple):
    """A paragraph as it is printed, and with one kind of space, dash and apostrophe.

    ``lower`` is what :func:`reading.numerals.normalise` returns, ``cased`` the same with its
    capitals, character by character; ``places`` says where each character stands in the paragraph.
    """

    printed: str
    lower: str
    cased: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the paragraph a piece of the folded text stands."""
        return self.places[start], self.places[end - 1] + 1

    def piece(self, start: int, end: int) -> str:
        """Return a piece of the folded text as the paragraph prints it."""
        return self.printed[slice(*self.span(start, end))]


def read_text(path: Path) -> Text:
    """Return a document's text. Refused with :class:`TextError`: no such file, or not in UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TextError(f"{path}: {error.strerror}.") from None
    try:
        lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} is not UTF-8; save the text as UTF-8"
        raise TextError(f"{path}: {reason}.") from None
    paragraphs = tuple(line for line in lines if line.strip())
    if not paragraphs:
        raise TextError(f"{path}: the text is empty.")
    return Text(paragraphs, hashlib.sha256(data).hexdigest())


def fold(paragraph: str) -> Folded:
    """Return a paragraph folded, with the place of each character.

    >>> folded = fold("Up to  12\\u2009000\\u2014or \\u2018so\\u2019")
    >>> folded.lower, folded.span(6, 12)
    ("up to 12 000 - or ‘so'", (7, 13))
    """
    pieces = [(c, match.start()) for match in _PIECE.finditer(paragraph) for c in _plain(match)]
    lower, cased, places = [], [], []
    for run in _DASHES.finditer("".join(character for character, _ in pieces)):
        for character in " - " if run[0][1:] else run[0].translate(MARKS):
            if character == " " and (not cased or cased[-1] == " "):
                continue
            small = character.casefold()
            lower += small
            cased += character if len(small) == 1 else small
            places += [pieces[run.start()][1]] * len(small)
    return Folded(paragraph, "".join(lower), "".join(cased), tuple(places))


def _plain(match: re.Match) -> str:
    """Return what one piece of a text folds to, capitals kept."""
    if match.lastgroup:
        return {"dash": " - ", "space": " ", "part": VULGAR.get(match[0], "")}[match.lastgroup]
    character = match[0]
    if unicodedata.category(character) == "Cf":
        return ""
    raised = character.isnumeric() and not character.isdecimal()
    return character if raised else unicodedata.normalize("NFKC", character)


_MONEY = (
    r"dollars?|euros?|pounds? sterling|pounds?(?! of)|sterling|rou?bles?|yen|yuan|renminbi|rupees?|"
    r"hryvnias?|francs?|pesos?|liras?|cents?|pence|shekels?|zlot(?:ys?|ies)|kroner|kronor|riyals?|"
    r"dirhams?|won(?=$|[,.;:)]| (?:a|about|apiece|each|for|from|in|of|on|or|per|to)\b)"
)
_MEASURE = (
    r"m|mm|cm|km|kms|nm|ft|kg|g|lbs?|[kmg]w|[mg]hz|kph|mph|km/h|km2|(?:milli|centi|kilo)?"
    r"met(?:re|er)s?|kilo(?:gram(?:me)?)?s?|grams?|(?:nautical |square |cubic )?(?:miles?|foot|"
    r"feet|yards?)|inch(?:es)?|hectares?|acres?|(?:square|cubic) [a-z]+|knots?|degrees?|°c?|"
    r"celsius|"
    r"(?:kilo|mega|giga)(?:watt|volt|hertz|ton)s?|volts?|watts?|light[ -]years?|storeys?"
)
_PERIOD = (
    r"(?:(?:more|full|whole|straight|consecutive|further|long) )*(?:second|minute|hour|day|night|"
    r"week|weekend|fortnight|month|year|decade|century|centurie)s?"
)
_WHO = (
    r"(?:adults?|people|persons?|those|children|men|women|boys|girls|(?:any|every|no)(?:one|body)|"
    r"no one|patients?|victims?|pensioners)(?: aged| who (?:are|were)| was| were| are| is)?"
)
_SCORE = re.compile(
    r"\b(?:won|wins?|beat|beaten|lost|loses?|losing|defeat(?:s|ed)?|drew|drawn?|led|leading|leads?|"
    r"trail(?:s|ed|ing)|score|voted?|passed|ruled|approved|rejected|victory|defeat) [^.;]{0,30}$"
)
_SCORED = re.compile(
    r" (?:away |home )?(?:win|victory|defeat|loss|lead|draw|vote|decision|ruling|majority|score)\b"
)
_SURELY_YEAR = re.compile(
    r"\b(?:in|since|until|till|during|the|early|late|mid|year|election|spring|summer|autumn|winter|"
    r"fiscal|fy|end of|start of|middle of)[ -]$"
)


class Context(NamedTuple):
    """What stands directly before and after a number; a blank stands for anything."""

    reason: str
    before: re.Pattern
    after: re.Pattern


def _context(reason: str, before: str = "", after: str = "") -> Context:
    before = rf"(?:{before})$" if before else ""
    return Context(reason, *(re.compile(part, re.IGNORECASE) for part in (before, after)))


CONTEXTS = (
    _context("percentage", after=r"[ -]?(?:%|percent|per cent|pct|percentage|basis points?)"),
    _context("money", before=r"[$€£¥₩₹₽₴] ?|\b(?:usd|eur|gbp|rs\.?|jpy|chf|krw) ?"),
    _context("money", after=rf"[ -](?:of )?(?:(?:us|u\.s\.|[a-z]+n) )?(?:{_MONEY})(?!\w)"),
    _context("money", after=r" (?:usd|eur|gbp|chf|cny|jpy|krw|rub|uah)\b"),
    _context("time", after=r" o'clock"),
    _context("age", after=r"[ -](?:year|month|week|day)s?[ -](?:olds?|of age)\b"),
    _context("age", before=r"\b(?:aged?|ages|ages? of)(?: about| around| between| from| under)? "),
    _context(
        "age",
        before=rf"\b{_WHO} (?:under|over|above|below) ",
        after=r"$|[^\w\s-]| (?:will|were|are|was|is|have|had|has|who|and|or|in|at|to|can|must)\b",
    ),
    _context("age", before=r"(?-i:[A-Z])[\w'-]+, ", after=r"[,.](?! ?[0-9])"),
    _context("age", before=r"(?-i:[A-Z])[\w'-]+ (?-i:[A-Z])[\w'-]+ \(", after=r"\)"),
    _context("age", before=r"[a-z](?<!s), ", after=r", (?:said|says|told|who|whose|an?|was)\b"),
    _context("duration", after=rf"[ -](?:of )?{_PERIOD}\b"),
    _context("duration", before=rf"\b{_PERIOD} and a "),
    _context("measure", before=r"\bmagnitude(?: of)? "),
    _context("measure", after=rf"[ -]?(?:of )?(?:{_MEASURE})(?!\w)"),
    _context("score", after=r" votes? (?:to|against)\b"),
    _context("score", before=r" votes? (?:to|against) "),
    _context("ratio", after=r" times (?:as|more|fewer|less|[a-z]+er|the|what|its|that)\b"),
    _context("ratio", before=r"\bfactor of "),
    _context("idiom", after=r"-(?:off|way|sided|time|on-one|to-one|to-five)\b|'s\b"),
    _context("idiom", after=r"(?: tolerance|-sum| china)\b"),
    _context("idiom", before=r"\b(?:ground|net|square|cloud|catch|nine-to)[ -]"),
)  # fmt: skip
ONE = (  # where the word "one" counts nothing
    _context("idiom", before=r"\b(?:no|every|any|some|each|another|which|for|last|day|number|at) "),
    _context("idiom", before=r"\b(?:on|in) (?:the )?", after=r" (?:hand|way|sense|respect)\b"),
    _context(
        "idiom",
        before=r"\b(?:the|this|that) ",
        after=r" (?:who|that|which|in|at|is|was|has|had|will)\b|[,.;]|$",
    ),
    _context("idiom", after=r" (?:another|by one|day,|way or|must|cannot|should|might|could)\b"),
    _context(
        "idiom",
        after=r" of (?:the|its|their|his|her|our) (?:[\w'-]+ ){0,2}?(?:\w+est|most|few|main|key|"
        r"leading|major)\b",
    ),
)
COUNTS = ("figure", "money", "percentage")  # what a ledger may have a row for


def kind(text: str, start: int, end: int) -> str:
    """Return what the number, or the linked numbers, at a place of a folded text are.

    >>> kind("aged 45 or so", 5, 7), kind("some 45 per cent", 5, 7), kind("sent 45 men", 5, 7)
    ('age', 'percentage', 'figure')
    """
    before = text[max(0, start - 60) : start]
    rules = (*ONE, *CONTEXTS) if text[start:end].casefold() == "one" else CONTEXTS
    for rule in rules:
        if rule.before.search(before) and rule.after.match(text, end):
            return rule.reason
    if is_score(text, start, end):
        return "score"
    return "date" if is_year(text, start, end) else "figure"


def is_score(text: str, start: int, end: int) -> bool:
    """Say whether two linked numbers are the two sides of a result: "3-1", "52 to 48"."""
    pair = re.fullmatch(r"([0-9]{1,3})(-| to )([0-9]{1,3})", text[start:end])
    if not pair or (pair[2] == "-" and int(pair[1]) > int(pair[3])):
        return bool(pair)
    near = _SCORE.search(text[max(0, start - 50) : start].casefold())
    return bool((pair[2] == "-" and near) or _SCORED.match(text, end))


def is_year(text: str, start: int, end: int) -> bool:
    """Say whether four digits are a year: not in "about 2000", nor in "2000 new recruits"."""
    if not re.fullmatch(rf"{YEAR}(?:(?:-| to | or ){YEAR})?", text[start:end]):
        return False
    before = text[max(0, start - 60) : start].casefold()
    if _SURELY_YEAR.search(before):
        return True
    return not hedges_before(before)[0] and not re.match(COUNTED, text[end:])
