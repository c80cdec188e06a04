"""Read a document's text: its paragraphs, each also in a folded form that rules are written for."""

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reported_figures.documents.years import is_year
from reported_figures.errors import ReadableError
from reported_figures.reading import money
from reported_figures.reading.hedges import COUNT
from reported_figures.reading.nouns import PLURAL, is_counted
from reported_figures.reading.numerals import COLUMNS, MARKS, VULGAR, plain

_RUN = r"(?P<run>[!-,.-~]+(?:[ -][!-,.-~]+)*)"  # what folding leaves as it is, but for capitals
_PIECE = re.compile(
    rf"{_RUN}|(?P<dash>[\u2014\u2015])|(?P<part>(?<=[0-9])\s?[\u00bc-\u00be])|(?P<columns>{COLUMNS})"
    r"|(?P<space>\s+)|."
)
_TO_FOLD = re.compile(r"^\s|\s\s|--|[^ -~]")  # what folding changes in a text of ASCII
_MARKUP = re.compile(
    r"</?(?:html|head|body|div|p|br|hr|span|table|tr|t[dh]|ul|ol|li|a|b|i|em|strong|h[1-6]|img|script|"
    r"article|section|blockquote|figure)\b[^<>]*>",
    re.IGNORECASE,
)
_FOLDED = re.compile(rf"{_RUN}|--+|.", re.S)


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
    places: Sequence[int]

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
    if len(_MARKUP.findall(" ".join(lines))) > 1:
        raise TextError(f"{path}: is HTML; save the article's text alone, without its markup.")
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
    if paragraph.isascii() and not _TO_FOLD.search(paragraph):
        return Folded(paragraph, paragraph.lower(), paragraph, range(len(paragraph)))
    pieces, origins = [], []
    for match in _PIECE.finditer(paragraph):
        pieces.append(_plain(match))
        if match["run"]:
            origins += range(*match.span())
        else:
            at = match.end() - 1 if match["part"] else match.start()
            origins += [at] * len(pieces[-1])
    lower, cased, places = [], [], []
    for run in _FOLDED.finditer("".join(pieces)):
        if run["run"]:
            lower.append(run[0].lower())
            cased.append(run[0])
            places += origins[slice(*run.span())]
            continue
        for character in " - " if run[0][1:] else run[0].translate(MARKS):
            if character == " " and (not cased or cased[-1] == " "):
                continue
            small = character.casefold()
            lower.append(small)
            cased.append(character if len(small) == 1 else small)
            places += [origins[run.start()]] * len(small)
    return Folded(paragraph, "".join(lower), "".join(cased), tuple(places))


def _plain(match: re.Match) -> str:
    """Return what one piece of a text folds to, capitals kept."""
    if match.lastgroup in (None, "run"):
        return match[0] if match.lastgroup else plain(match[0])
    part = VULGAR.get(match[0].strip(), "")
    return {"dash": " - ", "space": " ", "columns": " | ", "part": part}[match.lastgroup]


_MEASURE = (
    r"(?-i:m)|mm|cm|km|kms|nm|ft|kg|g|mg|mcg|ml|lbs?|[kmg]w|[mg]hz|kph|mph|km/h|km2|(?:milli|centi|kilo)?"
    r"met(?:re|er)s?|kilo(?:gram(?:me)?)?s?|grams?|(?:nautical |square |cubic )?(?:miles?|foot|"
    r"feet|yards?)|inch(?:es)?|hectares?|acres?|(?:square|cubic) [a-z]+|knots?|degrees?|°c?|"
    r"celsius|ppm|ppb|teus?|sq\.? ?(?:[kc]?m|ft|miles?|feet|yards?)|"
    r"(?:milli)?lit(?:re|er)s?|gallons?|pints?|(?:metric )?ton(?:ne)?s?|"
    r"(?:kilo|mega|giga)(?:watt|volt|hertz|ton)s?|volts?|watts?|light[ -]years?|storeys?"
    r"|(?<=-)stor(?:y|ied|ey)"
)
_PERIOD = (
    r"(?:(?:more|full|whole|straight|consecutive|further|long) )*(?:second|minute|hour|day|night|"
    r"week|weekend|fortnight|month|year|decade|century|centurie|min|sec|hr)s?"
)
_WHO = (
    r"(?:adults?|people|persons?|those|children|men|women|boys|girls|(?:any|every|no)(?:one|body)|"
    r"citizens|kids|pupils|minors|youths|[a-z]+(?:er|ant|ent|ian|ist)s|"
    r"no one|victims?|them|us|whom)"
    r"(?: aged| who (?:are|were)| was| were| are| is)?"
)
_SCORE = re.compile(
    r"\b(?:won|wins?|beat|beaten|lost|loses?|losing|defeat(?:s|ed)?|drew|drawn?|led|leading|leads?|"
    r"trail(?:s|ed|ing)|score|voted?|passed|ruled|approved|rejected|victory|defeat|"
    r"majority|split|scoreline) [^.;]{0,30}$"
)
_SIDE = "[0-9]{1,3}(?:,[0-9]{3})*"
_SCORED = re.compile(
    r" (?:away |home )?(?:win|victory|defeat|loss|lead|draw|vote|decision|ruling|majority|score)\b"
)


PERSON = (
    r"(?:boy|girl|man|woman|child|son|daughter|teenager|youth|baby|infant|toddler|pupil|student|"
    r"brother|sister|mother|father|husband|wife|widow|pensioner|brothers|sisters|boys|girls)"
)
_KIN = (
    rf"(?:{PERSON}|partner|girlfriend|boyfriend|fianc[\w\u00e9]+|uncle|aunt|cousin|nephew|niece|friend|"
    r"colleague|neighbou?r|grand(?:son|daughter|mother|father))"
)
_NATION = r"(?:us|u\.s\.|[a-z]+(?:n|ss|sh|se))"
_ROLE = (  # by the endings of such words
    rf"(?:{PERSON}|(?!number|quarter|order|offer|matter|centre|center|winter|summer|factor|sector)"
    r"[a-z]+(?:yor|dent|ster|cher|ver|ker|mer|der|ist|ian|man|woman|ctor|nor|tor|ier))"
)
_ABOUT = "(?:possibly|probably|perhaps|maybe|about|around|only|just|nearly|almost|under|over)"
_ENDS = (
    r"$|[^\w\s-]|(?= (?:who|when|and|was|were|had|has|ran|died|fled|in|at|from|on|is|as|with)\b)"
)


_YEARS = "[0-9]{1,2}"
_AMONG = (  # what stands beside a number of people, and no age
    r"(?:and|or|most|mostly|mainly|including|all|many|much|few|total|some|several|half|both|more|up|down|"
    r"compared|from|of|in|at|on|none|nearly|about|almost)\b"
)
_STOP = r"(?=$|[.;)])"
_AGE = r"(?!.*(?:hundred|thousand|[mb]illion))(?:1[01][0-9]|[0-9]{1,2}|[a-z]+(?:[ -][a-z]+)?)"
_AGE = re.compile(rf"{_AGE}(?:(?: ?- ?|-? to | or | and ){_AGE})?", re.IGNORECASE)
_DIMENSION = re.compile(
    r"[ -](?:deep|high|long|wide|tall|thick|away|apart|across|down|up|below|above|from|off|under|"
    r"underwater|underground|offshore|tides?|waves?|swell|walls?|fences?|drop|sprint|race|heats?|hurdles|relay|radius|"
    r"diameter|depth|height|length|width)\b"
)
_OF_MANY = re.compile(
    rf" (?:(?i:{_NATION} )?(?:{money.NAMES})(?!\w)|in all|in total|"
    r"of (?:them|us|its|his|her|their|the)|more|others|have|had|were|are|"
    r"[a-z]+ed|fled|left|dead|strong|and|or)\b"
)


_POINTS = re.compile(
    r" points?\b|-points? (?:advance|cut|drop|fall|gain|increase|jump|lead|margin|rise|swing)\b"
)
_PERCENT = re.compile("%|per ?cent", re.IGNORECASE)
_MANY_POINTS = re.compile("[1-9][0-9]{2}|[1-9][0-9]?,")  # more than any percentage


class Context(NamedTuple):
    """What stands directly before and after a number; a blank stands for anything."""

    reason: str
    before: re.Pattern
    after: re.Pattern


def _context(reason: str, before: str = "", after: str = "") -> Context:
    before = rf"(?:{before})$" if before else ""
    return Context(reason, *(re.compile(part, re.IGNORECASE) for part in (before, after)))


CONTEXTS = (
    _context("measure", after=r"[ -](?:basis[ -]points?|bps)\b"),  # hundredths of a point
    _context(
        "percentage",
        after=r"(?: of an?)?[ -]?(?:%|percent|per cent|pct|pc\b|p\.c\.|percentage|pp\b)",
    ),
    _context("percentage", after=r" from [0-9.]+ ?(?:%|percent|per cent|pct)"),
    _context("measure", after=r"-pound (?!(?:fine|note|loan|bill|ticket|prize|cost|gift)s?\b)"),
    _context(
        "money",
        before=rf"[{money.SIGNS}] ?|(?<![\w-])(?:(?:{money.PREFIXES})\.? ?|(?:{money.LETTERS}))",
    ),
    _context("money", after=rf"[ -](?:of )?(?:{_NATION} )?(?:{money.NAMES})(?!\w)"),
    _context("money", after=rf" ?[{money.SIGNS}](?! ?[0-9])"),
    _context("money", after=rf" (?:(?-i:{money.CODES.upper()})|kr|rmb|rs)\b"),
    _context("time", after=r" o'clock"),
    _context("age", after=rf"-something (?!{PLURAL})[a-z]+\b"),
    _context("age", after=r"\+?[ -]age[ -](?:group|bracket|range|cohort|category)"),
    _context(
        "age", before=rf"\b{_WHO} ", after=r" (?:and|or) (?:over|older|under|younger|above)\b"
    ),
    _context(
        "time",
        before=r"\b(?:at|by|until|till|before|after|since) ",
        after=r" (?:in the (?:morning|afternoon|evening)|at night)\b",
    ),
    _context("age", after=r"[ -](?:year|month|week|day)s?[ -](?:olds?|of age)\b"),
    _context("age", before=rf"\b{PERSON} of (?:{_ABOUT} )?", after=_ENDS),
    _context(
        "age",
        before=rf"\b{PERSON} \((?:(?:aged|{_ABOUT}) )?(?:[0-9]{{1,2}}(?:, |,? and ))*",
        after=r"\)|(?:, [0-9]{1,2})*,? and [0-9]{1,2}\)",
    ),
    _context(
        "age",
        before=r"\b(?:s?he|who) (?:was|is|turn(?:s|ed)|will (?:be|turn)|would (?:be|have been)|"
        rf"ha[sd] (?:just )?turned) (?:{_ABOUT} )?",
        after=_ENDS,
    ),
    _context("age", before=rf"\b{_WHO} ", after=rf"(?:, {_YEARS})*,? and {_YEARS}{_STOP}"),
    _context(
        "age",
        before=rf"\b{_WHO} (?:{_YEARS}, )+",
        after=rf"(?:, {_YEARS})*,? and {_YEARS}{_STOP}",
    ),
    _context("age", before=rf"\b{_WHO} (?:{_YEARS}, )*{_YEARS},? and ", after=_STOP),
    _context("age", before=r"\bas (?:young|old) as "),
    _context("age", before=rf"\bages? (?:were|was|are|is|of|:) (?:{_YEARS},? (?:and )?)*"),
    _context(
        "age",
        before=r"\b(?:aged?|ages|ages? of)(?: about| around| between| from| under)? "
        r"(?:[0-9]{1,3}(?:, |,? and ))*",
    ),
    _context(
        "age",
        before=r"\b(?:children|kids|sons|daughters|boys|girls|brothers|sisters|twins|"
        r"(?:two|three|four|[2-4]) (?:[a-z-]+ )?(?:men|women|teens|teenagers|youths|suspects)), "
        r"(?:[0-9]{1,2}(?:, |,? and ))*",
        after=r"$|[.;)]|,(?! ?[0-9]{3})|,? and [0-9]{1,2}(?:$|[.,;)])",
    ),
    _context(
        "age",
        before=rf"\b{_WHO} (?:under|over|above|below|between) ",
        after=rf"$|[^\w\s-]| (?!{PLURAL})[a-z]+\b",
    ),
    _context("age", before=r"(?<!\w)at ", after=r", (?:s?he|who)\b"),
    _context("age", before=r"(?-i:[A-Z])[\w'-]+, ", after=r"[,.](?! ?[0-9])"),
    _context("age", before=r"(?-i:[A-Z])[\w'-]+ (?-i:[A-Z])[\w'-]+ \(", after=r"\)"),
    _context(
        "age", before=rf"\b{_ROLE}, ", after=r", (?:and|from)\b"
    ),
    _context(
        "age",
        before=rf"\b(?:his|her|their|whose) (?:[a-z-]+ )?{_KIN}, ",
        after=r"$|[.;)]|,(?! ?[0-9])| - ",
    ),
    _context(
        "age", before=rf"\b(?!{COUNT}\b|{_AMONG})[a-z]+(?<!s), ", after=rf", (?!{_AMONG})[a-z]"
    ),
    _context(  # "her sisters, both 17", but not "the ships, all 12"
        "age",
        before=r"\b(?:(?-i:[A-Z])[\w'-]+|[a-z]+s|men|women|children|pair), (?:both|each) ",
        after=r"[,.;]| (?:and|were|from|of)\b",
    ),
    _context(
        "age", before=rf"\b(?:old|young)est(?: {PERSON})?(?:,| was| is| being|) ", after=_ENDS
    ),
    _context("duration", after=rf"[ -](?:of )?{_PERIOD}\b"),
    _context("duration", before=rf"\b{_PERIOD} and a "),
    _context("measure", after=r"[- ]magnitude\b"),
    _context(
        "measure",
        before=r"\b(?:(?:quake|aftershock|tremor|temblor)s? (?:of|measuring|above|around)|"
        rf"margin of error (?:of|is|was)) (?:{_ABOUT} |plus or minus )?"
        r"(?:[0-9.]+(?:, |,? and | to ))*",
    ),
    _context("measure", after=rf"[ -]?(?:of )?(?:{_MEASURE})(?!\w)"),
    _context("score", after=r" votes? (?:to [0-9]|against\b)"),
    _context("score", before=r"\bvotes? (?:to|against) "),
    _context("ratio", after=r" times (?:as|more|fewer|less|[a-z]+er|the|what|its|that)\b"),
    _context("ratio", before=r"\bfactor of "),
    _context("idiom", after=r"-(?:off|way|sided|star|time|on-one|to-one|to-five)\b|'s\b"),
    _context("idiom", after=r"(?: tolerance|-sum|-figures?|-digit| china)\b"),
    _context("idiom", before=r"\b(?:ground|net|square|cloud|catch|nine-to)[ -]"),
)  # fmt: skip
ONE = (  # where the word "one" counts nothing
    _context("idiom", before=r"[\"',] (?:said|says|added|adds|asked|recalled|explained) "),
    _context("idiom", before=r"\b(?:no|every|any|some|each|another|which|for|last|day|number|at) "),
    _context("idiom", before=r"\b(?:not (?:a single|even)|one by|one after) "),
    _context("idiom", before=r"\b(?:on|in) (?:the )?", after=r" (?:hand|way|sense|respect)\b"),
    _context(
        "idiom",
        before=r"\b(?:the|this|that) ",
        after=r" (?:who|that|which|in|at|is|was|has|had|will|of [0-9]+)\b|[,.;]|$",
    ),
    _context(
        "idiom",
        after=r" (?:another|by one|at a time|day,|way or|must|cannot|should|might|could)\b",
    ),
    _context(
        "idiom",
        after=r" of (?:the|its|their|his|her|our) (?:[\w'-]+ ){0,2}?(?:\w+est|most|few|main|key|"
        r"leading|major)\b",
    ),
)
COUNTS = ("figure", "money", "percentage")  # what a ledger may have a row for


@cache
def _any_of(before: bool) -> re.Pattern:
    """Return what matches before a number, or after it, where any context may be its own."""
    rules = [rule for rule in CONTEXTS if bool(rule.before.pattern) == before]
    parts = [(rule.before if before else rule.after).pattern for rule in rules]
    begun = rf"(?:(?<!\w)(?=\S)|(?=[{money.SIGNS}]))" if before else ""  # as each of them does
    return re.compile(f"{begun}(?:{'|'.join(parts)})", re.IGNORECASE)


def kind(text: str, start: int, end: int) -> str:
    """Return what the number, or the linked numbers, at a place of a folded text are.

    >>> kind("aged 45 or so", 5, 7), kind("some 45 per cent", 5, 7), kind("sent 45 men", 5, 7)
    ('age', 'percentage', 'figure')
    """
    before, own = text[max(0, start - 60) : start], text[start:end]
    told = _any_of(before=False).match(text, end) or _any_of(before=True).search(before)
    rules = CONTEXTS if told else ()
    rules = (*ONE, *CONTEXTS) if own.casefold() == "one" else rules
    for rule in rules:
        if rule.reason == "age" and not _AGE.fullmatch(own):
            continue
        if rule.after.match(text, end) and rule.before.search(before):
            return rule.reason
    if is_score(text, start, end):
        return "score"
    if _POINTS.match(text, end):  # of a percentage, or of whatever has points
        return "percentage" if _PERCENT.search(text) and not _MANY_POINTS.match(own) else "measure"
    return "date" if is_year(text, start, end) else "figure"


def metres_or_millions(text: str, start: int, end: int) -> str:
    """Say what a number that ends in a bare "m" counts: "metres", "millions", or a blank.

    >>> texts = "a 5m deep lake", "$ 5m", "a 5m voters", "a 5m"
    >>> [metres_or_millions(text, 2, 4) for text in texts]
    ['metres', 'millions', 'millions', '']
    """
    if not re.fullmatch(r"[0-9][0-9.,/ ]*m", text[start:end], re.IGNORECASE):
        return "millions"
    before = text[max(0, start - 6) : start]
    if any(r.reason == "money" and r.before.pattern and r.before.search(before) for r in CONTEXTS):
        return "millions"
    if _DIMENSION.match(text, end):
        return "metres"
    return "millions" if is_counted(text, end) or _OF_MANY.match(text, end) else ""


def is_score(text: str, start: int, end: int) -> bool:
    """Say whether two linked numbers are the two sides of a result: "3-1", "by 2,118 to 197"."""
    pair = re.fullmatch(rf"({_SIDE})(-| to )({_SIDE})", text[start:end])
    if not pair:
        return False
    falls = int(pair[1].replace(",", "")) >= int(pair[3].replace(",", ""))
    if pair[2] == "-" and falls:
        return True
    near = _SCORE.search(text[max(0, start - 50) : start].casefold())
    told = near and (pair[2] == "-" or (falls and not near[0].endswith("from ")))
    return bool(told or _SCORED.match(text, end))
