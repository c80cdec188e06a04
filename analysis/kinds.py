"""What the numbers of English prose are, other than counts: dates, names, ordinals, idioms, ...

Two tables of rules, in the order in which they are tried. ``TOKENS`` are the numbers that are
written in a way of their own ("An-124", "7th", "14:30"); ``CONTEXTS`` tell by the words around it
what a plain number is ("12 percent", "aged 12"). All are matched without regard to capitals, but
for what stands in ``(?-i:...)``.
"""

import calendar
import re
from collections.abc import Iterator
from typing import NamedTuple

_NAMES = [name for year in (calendar.month_name, calendar.month_abbr) for name in year if name]
_FORMS = sorted({*_NAMES, *(name.upper() for name in _NAMES), "Sept", "SEPT"}, key=len)
MONTH = rf"(?-i:(?:{'|'.join(reversed(_FORMS))})\b\.?)"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9a-z]|[.,:'/][0-9])"
YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![0-9a-z]|[.,:'][0-9])"
_TO = r"(?: ?- ?| to | through | until | till | and | or )"
_COMES = r"(?=$|[^\w ]| (?:[0-9]|at|in|on|by|for|to|and|as|or|when|while|with|from|of|is|was|were)\b)"
DATE = (
    rf"{MONTH} {DAY}(?:{_TO}(?:{MONTH} )?{DAY}{_COMES})*(?:,? {YEAR})?"
    rf"|(?<![\w-]){DAY}(?:(?:, |{_TO}){DAY})*(?: of)? {MONTH}(?:,? {YEAR})?"
    rf"|{MONTH}(?: of)?,? {YEAR}"
    r"|\b[12][0-9]{3}-[01][0-9]-[0-3][0-9]\b|\b[0-9]{1,2}([/.])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})\b"
)
_SPELT = (
    "third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    "(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth|"
    "hundredth|thousandth|millionth"
)
_TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
_DIGIT = "one|two|three|four|five|six|seven|eight|nine"
_PARTS = f"(?:half|halve|quarter|{_SPELT})s?"
_NAMED = (  # what a number names one of: with a capital, or without
    r"(?-i:Airbus|Annex|Apartment|Apollo|Appendix|Area|Article|Articles|Battalion|Berth|Block|"
    r"Boeing|Brigade|Building|Camp|Case|Category|Challenger|Channel|Chapter|Checkpoint|Class|"
    r"Clause|Company|Convention|Decree|Directive|Dock|District|Division|Exit|Flight|Formula|Gate|"
    r"Gates|Grade|Group|Highway|Hospital|House|Law|Leopard|Level|Line|Marder|Mark|Model|Motorway|"
    r"Order|Page|Phase|Pier|Platform|Protocol|Public Law|Reactor|Regiment|Resolution|"
    r"Resolutions|Road|Room|Route|School|Section|Sector|Squadron|Stage|Table|Task Force|"
    r"Terminal|Tier|Title|Type|Unit|Ward|Windows|Zone)|"
    r"article|chapter|clause|number|paragraph|page|phase|resolution|section|no\.?|nos\.|#"
)
_MONEY = (
    r"dollars?|euros?|pounds? sterling|pounds?(?! of)|sterling|rou?bles?|yen|yuan|renminbi|rupees?|"
    r"hryvnias?|francs?|pesos?|liras?|cents?|pence|shekels?|zlot(?:ys?|ies)|kroner|kronor|riyals?|"
    r"dirhams?|won(?=$|[,.;:)]| (?:a|about|apiece|each|for|from|in|of|on|or|per|to)\b)"
)
_MEASURE = (
    r"[mck]?m|kms|nm|ft|[mck]?g|lbs?|[kmg]wh?|mhz|ghz|kph|mph|km/h|km2|(?:milli|centi|kilo)?"
    r"(?:met(?:re|er)|gram(?:me)?)s?|(?:nautical |square |cubic )*(?:miles?|feet|foot|yards?)|"
    r"inch(?:es)?|hectares?|acres?|square [a-z]+|cubic [a-z]+|sq|knots?|degrees?|°c?|celsius|"
    r"fahrenheit|kilos?|(?:kilo|mega|giga)?(?:watt|volt|hertz|ton)s?(?<! ton)(?<! tons)|"
    r"(?:light[ -])years?|storeys?"
)
_PERIOD = "second|minute|hour|day|night|week|weekend|fortnight|month|year|decade|century"
_SCORE = (
    r"\b(?:won|wins?|beat|beaten|lost|loses?|losing|defeat(?:s|ed)?|drew|drawn?|led|leading|leads?|"
    r"trail(?:s|ed|ing)|score|voted?|passed|ruled|approved|rejected|victory)\b[^.;]{0,30}"
)
_NOT_ALONE = r"(?:of the|of its|of their|of his|of her|of our) (?:[\w'-]+ ){0,2}?"


class Token(NamedTuple):
    """A way of writing a number: ``pattern`` finds the whole, ``number`` the numbers in it."""

    reason: str
    pattern: re.Pattern
    number: re.Pattern


class Context(NamedTuple):
    """What stands directly before and after a number; a blank stands for anything."""

    reason: str
    before: re.Pattern
    after: re.Pattern


_DIGITS = r"[0-9]+(?:st|nd|rd|th)?"
_TIGHT = r"[0-9](?:[\w./-]*[0-9])?"  # from the first digit of a name to its last


def _token(reason: str, pattern: str, number: str) -> Token:
    return Token(reason, re.compile(pattern, re.IGNORECASE), re.compile(number, re.IGNORECASE))


def _context(reason: str, before: str = "", after: str = "") -> Context:
    before = rf"(?:{before})$" if before else ""
    return Context(
        reason, re.compile(before, re.IGNORECASE), re.compile(rf"(?:{after})", re.IGNORECASE)
    )


TOKENS = (
    _token("date", r"\b[12][0-9]{3}-[01][0-9]-[0-3][0-9]\b", ".+"),
    _token("date", r"\b[0-9]{1,2}([/.])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})\b", ".+"),
    _token("date", DATE, _DIGITS),
    _token("date", rf"(?<![\w.,]){YEAR}(?:[-/](?:{YEAR}|[0-9]{{2}}\b))", _DIGITS),
    _token("date", r"\b(?:1[5-9]|20)[0-9]0s\b", "[0-9]+"),
    _token("date", rf"\b(?:mid|pre|post|early|late)-{YEAR}", "[0-9]+"),
    _token("date", rf"\bon the (?:[0-9]+(?:st|nd|rd|th)){_COMES}", _DIGITS),
    _token("date", r"\b9/11\b", ".+"),
    _token("idiom", r"\b24/7\b|\b50[-/]50\b", "[0-9]+"),
    _token("time", r"(?<![\w:])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![\w:])", ".+"),
    _token("time", r"(?<![\w.])[0-2]?[0-9]\.[0-5][0-9](?= ?(?:[ap]\.?m\b|gmt|utc|hours\b))", ".+"),
    _token("time", r"(?<![\w.,])[0-2][0-9][0-5][0-9](?= (?:gmt|utc|hours|hrs|local)\b)", ".+"),
    _token("time", r"(?<![\w.,])[0-9]{1,2}(?= ?[ap]\.?m\b)", ".+"),
    _token("age", r"\b(?:his|her|their) (?:(?:early|mid|late)[ -])?[1-9]0s\b", "[0-9]+"),
    _token("age", r"\b(?:under|over)-?[0-9]{1,2}s\b|\b(?:under|over)-[0-9]{1,2}\b", "[0-9]+"),
    _token("date", r"'?\b[1-9]0s\b", "[0-9]+"),
    _token("ratio", rf"\b(?:(?:{_DIGIT}|ten)-{_PARTS}|(?:two|three|four|five) {_PARTS})\b", ".+"),
    _token(
        "ratio",
        rf"\b(?:a|one|by a|to a|than a|of a|a whole) (?:quarter|{_SPELT})(?= (?:of|to)\b)"
        rf"|\b(?:by|to|about|around|nearly|almost|roughly|over|than|under) a (?:quarter|{_SPELT})\b",
        r"\S+$",
    ),
    _token("ratio", rf"\b(?:{_DIGIT}|ten|twenty|hundred|thousand|[0-9]+)-?fold\b", r"^[a-z0-9]+(?=-?fold)"),
    _token("ratio", r"(?<![\w/.,])[1-9][0-9]?[/:][1-9][0-9]?(?![\w/:])", ".+"),
    _token("measure", rf"(?<![\w.,-])[0-9][0-9,.]*(?:{_MEASURE})(?![a-z0-9])(?<![0-9]m)", _TIGHT),
    _token("ordinal", r"(?<![\w.,-])[0-9][0-9,]*(?:st|nd|rd|th)\b", ".+"),
    _token("ordinal", rf"\b(?:{_TENS}-)?(?:first|second|{_SPELT})\b", ".+"),
    _token("designation", r"(?<![\w.-])[a-z][a-z.]*-?[0-9][\w/-]*", _TIGHT),
    _token(
        "designation",
        r"(?<![\w.,'-])[0-9]+(?!k\b|mn?\b|mln\b|bn\b)[a-z][\w-]*", _TIGHT,
    ),
    _token("designation", rf"(?<!\w)(?:{_NAMED}) ?[0-9]+(?:(?:, [0-9]+)* and [0-9]+)?(?![\w]|[.,][0-9])", "[0-9]+"),
    _token("designation", r"\b(?-i:Formula One|Group of Seven|Group of Twenty|Big Three)\b", r"\w+$"),
    _token(
        "designation",
        r"(?<![\w.,])[0-9]{1,5}(?= (?-i:[A-Z])\w+ (?-i:Street|St|Road|Avenue|Square|Lane|Drive)\b)", ".+",
    ),
)  # fmt: skip

CONTEXTS = (
    _context("percentage", after=r"[ -]?(?:%|percent|per cent|pct|percentage|basis points?)"),
    _context("money", before=r"[$€£¥₩₹₽₴] ?|\b(?:usd|eur|gbp|rs\.?|jpy|chf|krw) ?"),
    _context("money", after=rf"[ -](?:(?:us|u\.s\.|[a-z]+n|hong kong) )?(?:{_MONEY})(?!\w)"),
    _context("time", after=r" o'clock"),
    _context("age", after=r"[ -](?:year|month|week|day)s?[ -](?:olds?|of age)\b"),
    _context("age", before=r"\b(?:aged?|ages|age of|ages of)(?: about| around| between| from)? "),
    _context(
        "age",
        before=r"\b(?:adults?|people|persons?|those|children|men|women|boys|girls|anyone|everyone|"
        r"patients?|victims?|pensioners)(?: aged| who (?:are|were)| (?:was|were|are|is))? "
        r"(?:under|over|above|below) ",
        after=r"$|[^\w\s-]| (?:will|were|are|was|is|have|had|has|who|and|or|in|at|to|can|must)\b",
    ),
    _context("age", before=r"\w(?<!s), |(?-i:[A-Z])[\w'-]+ (?-i:[A-Z])[\w'-]+(?:, | \()", after=r"[,)] ?(?![0-9])"),
    _context("duration", after=rf"[ -](?:(?:more|full|whole|straight|consecutive|further|long) )*(?:{_PERIOD})s?\b"),
    _context("duration", after=r" centuries\b"),
    _context("date", before=rf"\b(?:{YEAR})(?: ?- ?|/| to | and )", after=r""),
    _context("measure", before=r"\bmagnitude(?: of)? "),
    _context("measure", after=rf"[ -]?(?:{_MEASURE})(?![\w])"),
    _context("score", after=r" votes? (?:to|against)\b"),
    _context("score", before=r" votes? (?:to|against) "),
    _context("ratio", after=r" times (?:as|more|fewer|less|higher|larger|bigger|greater|the|what|its|that)\b"),
    _context("ratio", before=r"\bfactor of "),
    _context("idiom", after=r"-(?:off|way|sided|time|on-one|to-one|upmanship)\b"),
    _context("idiom", after=r"(?: tolerance|-sum)\b|'s\b| china\b"),
    _context("idiom", before=r"\b(?:ground|net|square|day|number|cloud|catch) "),
)  # fmt: skip
ONE = (  # "one" where it counts nothing
    _context("idiom", before=r"\b(?:no|every|any|some|each|another|which|for|last|at|this|that) "),
    _context("idiom", before=r"\b(?:on|in) (?:the )?", after=r" (?:hand|way|sense|respect|case)\b"),
    _context("idiom", before=r"\bthe ", after=r" (?:who|that|which|in|at|thing|hand)\b|[,.;]"),
    _context("idiom", after=r" (?:another|by one|day,|way or|must|can|cannot|should|might|could)\b"),
    _context("idiom", after=rf" {_NOT_ALONE}(?:\w+est|most|few|main|key|leading|major|biggest)\b"),
)  # fmt: skip


def tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the numbers of a folded text that are written in a way of their own, with a reason.

    What an earlier rule has taken no later one takes again.

    >>> list(tokens("The 7th An-124 left on October 8"))
    [(31, 32, 'date'), (4, 7, 'ordinal'), (11, 14, 'designation')]
    """
    taken: list[tuple[int, int]] = []
    for rule in TOKENS:
        for whole in rule.pattern.finditer(text):
            if any(start < whole.end() and whole.start() < end for start, end in taken):
                continue
            found = [
                (whole.start() + number.start(), whole.start() + number.end())
                for number in rule.number.finditer(whole[0])
            ]
            taken += found
            yield from ((start, end, rule.reason) for start, end in found)
