"""Numbers that English prose writes in a way of their own: "An-124", "7th", "14:30", "8 October".

A rule is a reason to set the number aside, a pattern for the whole, and one for the numbers in it.
A rule is written in small letters and matched without regard to capitals, but for what stands in
``(?-i:...)``.
"""

import calendar
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reported_figures.documents import names
from reported_figures.reading import money
from reported_figures.reading.nouns import COUNTED, PLURAL, WORD
from reported_figures.reading.numerals import SMALL
from reported_figures.reading.shares import MANY

_NAMES = {name for names in (calendar.month_name, calendar.month_abbr) for name in names if name}
_FORMS = sorted({*_NAMES, "Sept"} | {name.upper() for name in _NAMES}, key=len, reverse=True)
MONTH = rf"(?-i:(?:{'|'.join(_FORMS)})\b\.?)"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9a-z]|[.,:'/][0-9])"
YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![0-9a-z]|[.,:'][0-9])"
TO = r"(?: ?- ?| to | through | until | till | and | or )"
_COMES = (  # what comes after a day, and not after a number of things
    r"(?=$|[^\w ]| (?:[0-9]|at|in|on|by|for|to|and|as|or|when|while|with|from|of|is|was|were)\b)"
)

_TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
_DIGIT = "one|two|three|four|five|six|seven|eight|nine|ten"
_NTH = (
    "third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    "(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth|"
    "hundredth|thousandth|millionth"
)
_PART = f"(?:half|halve|quarter|{_NTH})s?"
_BY_A = (
    "from|by|to|than|about|around|nearly|almost|roughly|over|under|only|just|"
    "up|down|fell|rose|dropped|grew"
)
ATTACHED = (
    r"(?-i:[CF])|mm|cm|km|kms|kg|lbs?|ft|nm|kw|mw|gw|kph|mph|km/h|km2|°c?"  # units without a space
)


class Form(NamedTuple):
    """A way of writing a number: the pattern of the whole, and of the numbers in it.

    Where capitals matter to neither, both are matched in a text in small letters, which is faster.
    A rule with ``cues`` is looked for only in a text that has one of them, in small letters, and
    there everywhere. Others are tried where a number begins, and, unless they ``begin`` with it,
    at the words that lead up to it.
    """

    reason: str
    whole: re.Pattern
    number: re.Pattern
    cased: bool
    cues: tuple[str, ...]
    begins: bool

    def matches(self, text: str, starts: list[int]) -> Iterator[re.Match]:
        """Yield where the rule matches a text, given where such rules may."""
        if self.cues:
            yield from self.whole.finditer(text)
            return
        end = 0
        for start in starts:
            if start >= end and (match := self.whole.match(text, start)):
                yield match
                end = match.end()


def _form(reason: str, whole: str, number: str = ".+", cues: tuple[str, ...] = ()) -> Form:
    cased = "(?-i:" in whole
    flags = re.IGNORECASE if cased else re.NOFLAG
    return Form(reason, re.compile(whole, flags), re.compile(number, flags), cased, cues, False)


def _begun(reason: str, whole: str, number: str = ".+") -> Form:
    return _form(reason, whole, number)._replace(begins=True)


_NO_SCALE = r"(?!(?:[ -]of)?(?:[ -]an?)?[ -](?:hundred|thousand|[mb]illion|trillion|dozen)s?\b)"
_HOUR = f"(?:{_DIGIT}|eleven|twelve|1[0-2]|[1-9])"
_MINUTES = "(?:five|ten|twenty(?:-five)?|25|20|10|5)"
_NOUGHT = r"0+(?:\b|[.,])"
_DAYS = r"[0-9]+(?:st|nd|rd|th)?"
_NOT_SCALED = r"(?![\w/-]|,[0-9]{3}| (?:thousand|[mb]illion)\b)"  # "K5,000" is a sum
_ANY = rf"(?<![\w.,{money.SIGNS}-])(?:{SMALL}|[0-9][0-9,]*(?:\.[0-9]+)?)(?![\w-])"
_EACH = rf"(?<![a-z0-9.,])(?:{MANY}|{SMALL}|[0-9][0-9,]*(?:\.[0-9]+)?)(?![a-z0-9])"
_COINS = "cents?|pence|kopec?ks?|paise|sen|fils|piast(?:re|er)s?|centavos?|centimes?|gros[zs]y?"
_PERIOD = r"(?:second|minute|hour|day|night|week|month|quarter|year|season|decade|century)s?\b"
_OF, _EVERY = "in|out of|of|for", "(?:every|each)"
_AUXILIARY = (
    "is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|do|did|now|still|never|"
    "also|who|that|and|or|but|says?|said"
)
_OR = rf"(?:(?:{SMALL}|[1-9][0-9]?)(?: or | to |-to-|-)|(?<=between )[0-9a-z]+ and )?"
_FEW = "two|three|four|five|six|seven|eight|nine|[2-9]"
_BEGUN = r"(?:(?<=^)|(?<=[.;:,] )|(?<=that )|(?<=than )|(?<=about )|(?<=nearly )|(?<=some ))"
_IN = rf"(?: in | out of )(?!(?:one|1)\b){MANY}"
_ONE_IN = rf"\b(?:one|1)(?: {WORD}){{1,2}}{_IN}"  # "one case in three"
_SOME_IN = rf"\b(?:{_FEW})(?: {WORD})?? {PLURAL}{_IN}"  # "two patients out of five"
_FOLDS = f"(?:{SMALL}|hundred|[0-9]+)"
_LENGTH = "m|cm|mm|ft|met(?:re|er)s?|feet|foot|inch(?:es)?|yards?|miles?|km"
_THINGS = rf"(?! ?(?:{money.NAMES})\b)(?! (?:{WORD} )?{_PERIOD})(?={COUNTED})"
_ONE_FOR = (
    rf"\b(?:one|1|a single) (?!{_PERIOD})(?!(?:of|in|out|for|per)\b){WORD}(?: {WORD})??"
    rf" (?:for|to) {_ANY}{_THINGS}"
)
_THERE = (
    r"(?:(?<=^)|(?<=[.;:,] )|(?<=\bis )|(?<=\bare )|(?<=\bwas )|(?<=\bhas )|(?<=\bhave )|"
    r"(?<=\bhad )|(?<=\bwith )|"
    r"(?<=\bonly )|(?<=\bjust )|(?<=\bthan )|(?<=\babout )|(?<=\bof )|(?<=\bto )|(?<=\bat ))"
)
_PER = (  # "30 pupils per teacher", "30 pupils to a teacher"; but 30 a day are counted
    rf"{_ANY}(?= (?:{WORD} )?{PLURAL} (?:per|to (?:a|each|every)|for (?:each|every)) "
    rf"(?!cent\b|{_PERIOD})(?:single )?[a-z]+(?:[.,;)]|$| (?:{_AUXILIARY}|in|at|on|here|there)\b))"
)
_PAYS = "is was are were for pay pays paid cost costs costing charged fined"
_PAID = "|".join(rf"(?<=\b{word} )" for word in _PAYS.split())
_UNNAMED = r"(?=$|[.,;:)]| (?:a|an|per|each|and|or|to|in|on|for|from|last|this|[mb]illion)\b)"
_PRICED = rf"{_PAID}|(?<=\bat )(?=\S+{_UNNAMED})"  # "at R450 each", by the R450 exit
_PRICE = rf"(?:{_PRICED})(?:{money.LETTERS})[1-9][0-9]{{2}}(?![\w/-]|{COUNTED})"  # "paid R450"
_NAMED_IN_WORDS = rf"{names.WITH_WORDS} (?:{SMALL})(?![\w-]){_NO_SCALE}"
NUMBERS = re.compile(
    rf"[0-9]+(?:[.,][0-9]+)*|[\xbc-\xbe\u2150-\u215e]|\b(?:{SMALL}|{_TENS}|zero|half|halves|halve|"
    rf"(?:quarter|first|second|{_NTH}|hundred|dozen|thousand|[mb]illion|trillion|lakh|crore|single))"
)
_WORDS = re.compile(r"(?<!\w)\S")
_LEAD = 40  # characters before a number, within which what it belongs to begins
_SIZE = "[0-9](?:[0-9.,]*[0-9])?"
_CORE = r"[0-9](?:[\w./-]*[0-9])?"  # of a name, from its first digit to its last
FORMS = (
    _begun("date", r"\b[12][0-9]{3}-[01][0-9]-[0-3][0-9]\b"),
    _begun("date", r"\b[0-9]{1,2}(?:/[0-9]{1,2}/|\.[0-9]{1,2}\.)(?:[0-9]{4}|[0-9]{2})\b|\b9/11\b"),
    _form(
        "date",
        rf"(?!(?<=\bin ){MONTH} [0-9]+{COUNTED}){MONTH} {DAY}(?:{TO}(?:{MONTH} )?{DAY}{_COMES})*"
        rf"(?:,? {YEAR})?",
        _DAYS,
    ),
    _begun("date", rf"(?<![\w-]){DAY}(?:(?:, |{TO}){DAY})*(?: of)? {MONTH}(?:,? {YEAR})?", _DAYS),
    _form("date", rf"{MONTH}(?: of)?,? {YEAR}", "[0-9]+"),
    _begun("designation", rf"(?<![\w.,/])[0-9]+/{YEAR}(?!/)", "[0-9]+"),  # of a case, or a decree
    _begun("date", rf"(?<![\w.,]){YEAR}[-/](?:{YEAR}|[0-9]{{2}}\b)", "[0-9]+"),
    _form("date", rf"\b(?:between|from) {YEAR} (?:and|to) {YEAR}(?!{COUNTED})", "[0-9]+"),
    _form(
        "date",
        r"\b(?:nineteen|twenty) (?:[a-z]+ty(?:-[a-z]+)?|[a-z]+teen)(?![\w-])",
        cues=("nineteen ", "twenty "),
    ),
    _form("date", rf"\b(?:mid|pre|post|early|late)-{YEAR}|\b(?:1[5-9]|20)[0-9]0s\b", "[0-9]+"),
    _form(
        "date",
        r"\b(?:on|by|until|till|since|(?:morning|afternoon|evening|night|eve) of) the "
        rf"[0-9]+(?:st|nd|rd|th){_COMES}",
        _DAYS,
    ),
    _form(
        "age",
        r"\b(?:his|her|their) (?:(?:early|mid|late)[ -])?[1-9]0s\b", "[0-9]+",
        cues=("0s",),
    ),
    _form(
        "age",
        r"\b(?:children|kids|boys|girls|pupils|students|youths|youngsters|those|people) from "
        rf"{_ANY} to {_ANY}(?=$|[.,;)](?![0-9]))",
        r"(?<=from )\S+|\S+$",
        cues=(" from ",),
    ),
    _begun("age", r"\b[1-9][0-9]-(?:to-)?[1-9][0-9]s\b", "[0-9]+"),
    _form("age", r"\b(?:under|over)[ -]?[0-9]{1,2}s\b|\b(?:under|over)-[0-9]{1,2}\b", "[0-9]+"),
    _form("date", r"(?<![\w-])'?[1-9]0s\b(?! of [mb]?[a-z]+s\b)|\bq[1-4]\b", "[0-9]+"),
    _begun("idiom", r"\b24/7\b|\b50[-/]50\b", "[0-9]+"),
    _form("idiom", r"\bat first(?! \w+ing\b|-)|\b(?:nine|9)-to-(?:five|5)\b", r"\w+$|nine|9"),
    _form("designation", r"(?:https?://|www\.|(?<!\w)@)\S+", "[0-9]+", cues=("http", "www.", "@")),
    _begun("designation", r"(?<=\+)[0-9]{1,3} ?\([0-9]{2,4}\) ?[0-9]{2,}(?:[ -][0-9]{2,})*", ".+"),
    _form(
        "designation",
        rf"{names.CALL}(?:[0-9]{{5,}}|[0-9]{{2,4}}(?:[ -][0-9]{{2,4}})+(?!{COUNTED}))"
        r"(?![\w.,][0-9])",
        "[0-9][0-9 -]*$",
    ),
    _form(
        "designation",
        rf"\b(?:{names.REGISTERED}) number(?: is| was|:|,)? \S*[0-9]\S*", _CORE,
        cues=(" number",),
    ),
    _form(
        "designation",
        r"\b(?:isbn|issn|doi):? [0-9][\w./-]*", _CORE,
        cues=("isbn", "issn", "doi"),
    ),
    _form("designation", r"(?<=[\w.,])\[[0-9]{1,3}\]", "[0-9]+", cues=("[",)),  # of a footnote
    _form("ordinal", r"^\(?[0-9]{1,2}[.)](?= \S)", "[0-9]+"),  # of a list
    _begun(  # a count of so many digits is grouped, or round
        "designation",
        r"(?<![\w.,])(?![0-9]+000\b)"
        rf"(?:[0-9]{{9,}}|[0-9]{{7,8}}(?!{COUNTED}))(?![\w.,'-][0-9]|\w)",
    ),
    _begun("designation", r"(?<=\+)[0-9]{1,3}(?:[ -][0-9]{2,}){2,}|\b[0-9]+(?:-[0-9]{2,}){2,}\b"),
    _begun(
        "time",
        r"(?<![\w:])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?:(?![\w:])|(?=[ap]\.?m\b))",
    ),
    _begun(
        "time",
        r"(?<![\w.])[0-2]?[0-9]\.[0-5][0-9](?= ?(?:[ap]\.?m\b|gmt\b|utc\b|hours\b|hrs\b))",
    ),
    _begun(
        "time",
        r"(?<![\w.,])[0-2][0-9][0-5][0-9](?= (?:gmt|utc|hours|hrs|local)\b)"
        r"|(?<=\bat )0[0-9][0-5][0-9](?![\w:]|[ -][0-9])",
    ),
    _begun(
        "time",
        r"(?<![\w.,])[0-9]{1,2}(?=(?: ?- ?| to | and | or | until | till )[0-9]{1,2}"
        r"(?:[:.][0-9]{2})? ?(?:[ap]\.?m\b|o'clock))",
    ),
    _begun("time", r"(?<![\w.,])[0-9]{1,2}(?= ?[ap]\.?m\b)"),
    _begun(
        "time",
        r"(?:(?<=\bfrom )|(?<=\bbetween ))[0-9]{1,2}(?= (?:and|to|until) [0-2]?[0-9]:[0-9]{2})"
        r"|(?:(?<=:[0-9]{2} and )|(?<=:[0-9]{2} to ))[0-9]{1,2}(?=$|[.;,)](?![0-9]))"),
    _begun("time", r"(?<![\w.,])12(?= (?:noon|midnight)\b)"),
    _form(
        "time",
        rf"\b(?:at|by|until|till|before|after|since|from) {_MINUTES} (?:past {_HOUR}\b|"
        rf"to {_HOUR}(?=$|[.;,)](?![0-9])))",
        rf"{_MINUTES}|{_HOUR}", cues=(" past ", " to ")),
    _begun(
        "time",
        r"(?<![\w.,])[0-2][0-9][0-5][0-9]"
        r"(?=(?:-| to | and )[0-2][0-9][0-5][0-9] (?:gmt|utc|hours|hrs|local)\b)",
    ),
    _form(
        "time",
        rf"\b(?:half past|quarter (?:past|to)) (?:{_DIGIT}|eleven|twelve|1?[0-9])\b",
        r"^half|\w+$", cues=("half past", "quarter past", "quarter to")),
    _form(  # "it started at 9": an hour, or a price
        "figure",
        r"\b(?:start|beg[ai]n|open|close|end)(?:s|d|ed)? at (?:1?[0-9]|2[0-4])"
        r"(?=$|[.,;)](?![0-9])| (?:and|on|in)\b)",
        "[0-9]+",
    ),
    _form("time", r"\b(?:gmt|utc) ?[+-][0-9]{1,2}\b", "[0-9]+", cues=("gmt", "utc")),
    _begun("designation", r"(?<![\w.,])[0-9]{3}-0[0-9]{3}(?!\w|[.,][0-9])"),
    _begun(
        "designation",
        rf"(?<![\w.,'])(?<![0-9] )(?!{_NOUGHT})0[0-9]+(?:[ -][0-9]{{2,}})*(?![.,][0-9]|\w)",
    ),
    _begun(
        "ratio",
        rf"\b(?:{_DIGIT})-{_PART}\b{_NO_SCALE}"
        rf"|\b(?:two|three|four|five|six) {_PART}(?<=s)\b{_NO_SCALE}",
    ),
    _form("ratio", rf"\b(?:a|one) (?:half|quarter|{_NTH})(?= of\b{_NO_SCALE})", r"one.+|\S+$"),
    _form("ratio", rf"\b(?:{_BY_A}) (?:a|one) (?:quarter|{_NTH})\b{_NO_SCALE}", r"one .+|\S+$"),
    _begun(
        "ratio",
        rf"\b(?:one|1)(?: (?:in|out of) (?:every )?|-in-)(?:{MANY}|(?<=-)[0-9,]+(?=-year))",
        _EACH,
    ),
    _begun(
        "ratio",
        rf"{_ANY}(?: {WORD}){{0,4}} (?:{_OF}|per|to) {_EVERY} {MANY}", _EACH,
    ),
    _form(
        "ratio",
        rf"\b(?:{_OF}) {_EVERY} {MANY}(?: [a-z'-]+){{0,5}}?,? {_ANY}", _EACH,
        cues=(" every ", " each "),
    ),
    _form(
        "ratio",
        rf"\bfor {_EVERY}(?: [a-z'-]+){{1,5}}, {_ANY}", _EACH,
        cues=("for every ", "for each "),
    ),
    _begun(
        "ratio",
        rf"{_ANY}(?:(?:-| to | or ){_ANY})?(?: {WORD}){{0,3}} per {MANY}", _EACH,
    ),
    _begun(
        "ratio",
        rf"{_ANY}(?: {WORD}){{0,3}} per (?:hundred|thousand|million)\b",
        rf"{_EACH}|\w+$"),
    _begun(
        "ratio",
        rf"\b(?:{_DIGIT}|[1-9]) out of (?:{_DIGIT}|10|[1-9])(?![\w-]|[.,][0-9])"
        rf"|\b{_OR}(?:{SMALL}|[1-9][0-9]?)(?: in |-in-)(?=ten\b|10|an? [ht]){MANY}"
        rf"|{_BEGUN}{_OR}(?:{_FEW})(?: in |-in-){MANY}"
        rf"|\b{_OR}(?:{_FEW})(?: in |-in-)(?:{_DIGIT}|[2-9])(?= (?:of|{_AUXILIARY})\b|[.,;])",
        _EACH,
    ),
    _form("ratio", rf"(?=one |1 |a single ){_THERE}{_ONE_FOR}", _EACH),
    _form("figure", _ONE_FOR, _EACH),  # "jailed one man for 40 thefts"
    _begun(
        "ratio",
        _PER,
    ),
    _begun(  # "2 pounds 50", "5 dollars and 20 cents": one sum in two pieces
        "money",
        rf"{_ANY} (?:{money.NAMES})(?:,? (?:and )?{_ANY}(?= (?:{_COINS})\b)| {_ANY}(?!{COUNTED}))",
        _EACH,
    ),
    _begun(
        "duration",
        rf"(?:(?<=hour )|(?<=hours ))(?:{SMALL}|[0-5]?[0-9])(?=$|[.;,)](?![0-9]))",
    ),
    _begun(
        "measure",
        rf"(?:(?<=feet )|(?<=foot )|(?<=[ 0-9]ft )|(?<=stone ))(?:{SMALL}|[0-9][0-9]?)"
        r"(?=$|[.;,)](?![0-9]))"),
    _begun("ratio", rf"(?:{_ONE_IN}|{_SOME_IN})(?= (?:{_AUXILIARY})\b|(?!{COUNTED}))", _EACH),
    _begun("figure", rf"{_ONE_IN}|{_SOME_IN}(?! {PLURAL})", _EACH),  # as well of so many cars
    _begun("figure", rf"\b(?:{_FEW})(?: in |-in-)(?=[a-z2-9]+\b){MANY}(?={COUNTED})", _EACH),
    _begun(
        "ratio",
        r"(?<![\w.,])[0-9]{1,2}(?:\.[0-9]+)?"
        r"(?= ?(?:%|percent) (?:confidence|credib|uncertainty|ci\b))",
    ),
    _form(
        "ratio",
        rf"\b(?:by|outnumber\w*|odds|ratios?|majority)\b(?:(?! from\b)[^.;,0-9]){{0,40}}? {_ANY}"
        r"(?: to |-to-)(?:one|1)\b(?![.,' ]?[0-9]| (?:hundred|thousand|[mb]illion))"
        rf"|{_ANY} to (?:one|1)(?= (?:against|on|odds|shot|outsider|chance|ratio)\b)"
        r"|\bodds (?:of|at|were|are|was|is) [0-9]+-[0-9]+\b"
        r"|\b[0-9]-for-[0-9]\b",
        r"[\w,.]+(?= to |-to-|-for-)|[0-9]+(?=-[0-9])|\w+$",
        cues=(" to one", " to 1", "-to-one", "-to-1", "-for-", "odds "),
    ),
    _form(  # "$4.95 a dozen"
        "ratio", rf"(?<=[0-9] )a (?:dozen|hundred|thousand)\b(?!{COUNTED})", cues=(" a ",)
    ),
    _begun(
        "ratio",
        r"\b[0-9]+[-/][0-9]+(?= (?:joint )?(?:favou?rites?|outsiders?|shots?|on)\b)",
        "[0-9]+",
    ),
    _begun("duration", r"\b(?:[0-9]+|" + SMALL + r")(?=(?: years)? to life\b)"),
    _begun("ratio", rf"\b(?:{_FOLDS}-? ?(?:to|or|-) ?-?)?{_FOLDS}-?fold\b", _FOLDS),
    _begun(
        "ratio",
        r"(?<![\w/.,:])(?<!\b[0-9][ -])(?<!\b[0-9][0-9][ -])[1-9][0-9]?[/:][1-9][0-9]?(?![\w/:])"
        rf"{_NO_SCALE}|(?<![0-9])[\xbc-\xbe\u2150-\u215e]{_NO_SCALE}",
    ),
    _begun(
        "measure",
        rf"(?<![\w.,-])(?:{_SIZE}(?:-| to | or ))?{_SIZE}(?:{ATTACHED})(?![a-z0-9])", _SIZE),
    _begun(
        "measure",
        rf"{_ANY} [x×] {_ANY}(?: [x×] {_ANY})?", "[0-9][0-9.,]*|[a-z-]{2,}",
    ),
    _begun("measure", rf"{_ANY}(?= [x×] [0-9])"),  # "4 x 400m"
    _begun(
        "measure",
        rf"{_ANY} by {_ANY}(?=[ -]?(?:{_LENGTH})\b)",
        "[0-9][0-9.,]*|(?!by)[a-z-]{2,}"),
    _begun("money", r"(?<![\w.,-])[1-9][0-9]{0,3}p\b", "[0-9]+"),  # pence, or pages, or points
    _form("measure", r"\bmagnitude(?:-| of | )[0-9]+(?:\.[0-9]+)?\b", _CORE, cues=("magnitude",)),
    _begun("ordinal", r"(?<![\w.,-])[0-9][0-9,]*(?:st|nd|rd|th)\b"),
    _begun("ordinal", rf"\b(?:{_TENS}-)?(?:first|second|{_NTH})\b(?! of an? [mb]illion\b)"),
    _form("designation", r"(?<![\w.-])[a-z][0-9]+\+[0-9]+\b", "[0-9]+", cues=("+",)),
    _form("designation", r"(?-i:\b[a-z]{1,3}[A-Z][a-z]+) [0-9]{1,3}(?![\w.,][0-9])", "[0-9]+"),
    _form(
        "designation",
        r"(?<![\w.-])(?=[a-z][a-z.]*-?[0-9])"
        rf"(?!{_PRICE})(?!(?:{money.LETTERS})[0-9.,]+(?:mn?|mln|bn|tn|k)\b)"
        rf"(?!(?:{money.PREFIXES}|ca?\.|approx\.|est\.)\.?[0-9])"
        rf"[a-z][a-z.]*-?[0-9][\w/-]*(?:\.[0-9]+)*{_NOT_SCALED}",
        _CORE,
    ),
    _begun(
        "designation",
        rf"(?<![\w.,'{money.SIGNS}-])[0-9]+"
        r"(?!(?:k|mn?|mln|mio|bn|bln|mrd|tn|trn|mm|cr|ish|pct?|pp)\b|s of )[a-z][\w-]*",
        _CORE,
    ),
    _form(
        "designation",
        rf"(?<!\w)(?:{names.NAMED}) ?{names.NUMBERED}"
        rf"(?:\([0-9]+\)|(?:, {names.NUMBERED})*(?: and | to |-){names.NUMBERED})?(?!\w|,[0-9])",
        names.NUMBERED,
    ),
    _form(
        "designation",
        rf"(?<!\w){names.SEVERAL} {names.NUMBERED}(?:, {names.NUMBERED})*(?: and | to |-)"
        rf"{names.NUMBERED}(?!\w|,[0-9]|{COUNTED})",
        names.NUMBERED,
    ),
    _form("designation", r"\b(?-i:[A-Z]{3,}) [0-9]{1,2}\+?(?=:)", "[0-9]+"),  # "UPDATE 2:"
    _form(
        "designation",
        rf"(?={_NAMED_IN_WORDS}){names.THAT}{_NAMED_IN_WORDS}(?!{COUNTED})", r"\S+$",
    ),
    _form("figure", _NAMED_IN_WORDS, r"\S+$"),  # "on that day two men died"
    _form("designation", rf"(?<!\w){names.LIKE_NAMED}(?!{COUNTED})", "[0-9]+$"),
    _form("figure", rf"(?<!\w){names.LIKE_NAMED}", "[0-9]+$"),  # "Week 12 results"
    _form(  # some airlines' codes are those of a currency
        "designation",
        r"\bflights? (?-i:[A-Z]{2}) ?[0-9]{1,4}\b(?![.,][0-9])",
        "[0-9]+$",
        cues=("flight",),
    ),
    _begun(  # "14°32'N 42°11'E"
        "designation",
        r"\b[0-9]{1,3}°(?: ?[0-9]{1,2}['\u2032](?: ?[0-9]{1,2}[\"\u2033])?)? ?[nsew]\b",
        "[0-9]+",
    ),
    _form(
        "designation",
        r"\b(?:in|of|since|until|to|against) week (?:[1-9]|[1-5][0-9])(?![\w%]|[.,][0-9])"
        rf"(?!{COUNTED})",
        "[0-9]+",
        cues=(" week ",),
    ),
    _form(  # "Psalm 23 was read": of a count it would be "were"
        "designation",
        rf"(?<!\w)(?!{names.NO_NAME} |{MONTH} )(?-i:[A-Z][a-z]+) (?!1 ){names.PLAIN}"
        rf"(?= {names.SINGULAR}\b)",
        "[0-9]+$",
    ),
    _form(  # "the Falcon 9", but not "in the West 9 died"
        "designation",
        rf"(?<!\bin )(?<!\bacross ){names.THE_NAME} {names.PLAIN}(?= [a-z])(?!{COUNTED})",
        "[0-9]+$",
    ),
    _form(  # "hit Tower 22", but not "and Ukraine 40"
        "figure",
        r"(?<=[a-z] )(?<!\bin )(?<!\band )(?<!\bor )(?<!\bbut )(?<!\bwhile )(?<!\bfor )"
        rf"(?<!\bwith )(?!{names.NO_NAME} |{MONTH} )(?-i:[A-Z][a-z]{{2,}}) {names.PLAIN}"
        r"(?=$|[.,;)](?![0-9])| (?:and|in|on|at|near|with|by|from|to)\b)",
        "[0-9]+$",
    ),
    _form(
        "designation",
        rf"\b(?-i:Formula One|Group of (?:Seven|Twenty|[1-9][0-9]?(?!{COUNTED}))|Big Three)\b",
        r"\w+$", cues=("formula one", "group of", "big three")),
    _form(
        "designation",
        r"\b(?:call|dial|ring)(?:s|ed|ing)? [1-9][0-9][1-9](?: or [1-9][0-9]{2})?(?= or\b|[.;]|$)",
        "[0-9]+",
    ),
    _begun(  # a minimum, or minutes
        "figure", rf"{_ANY} min(?=,? (?:and )?[0-9][0-9,]* max)", _EACH
    ),
    _begun(  # "320 for 5": a score, or a trade
        "figure",
        r"(?<![\w.,-])[0-9]{1,3} for [0-9]{1,2}"
        r"(?=$|[.,;)](?![0-9])| (?:at|in|off|and|when|with|before|after|by)\b)",
        "[0-9]+"),
    _form(  # "a 737 crashed", but "a 100 were there"
        "figure",
        r"\ban? (?!1,?0+\b)[0-9][0-9,.]*[0-9]"
        r"(?=$|[.;)]| (?:is|was|has|had|were|will|struck|[a-z]+ed)\b)",
        "[0-9].*"),
    _begun(
        "designation",
        rf"\b[0-9]{{1,5}}(?= (?-i:(?:[A-Z]\w+ ){{1,3}}(?:{names.STREETS})\b(?! [a-z]+s\b)"
        r"|(?:Rue|Via|Calle|Rua|Avenue|Avenida|Boulevard|Piazza|Plaza) (?:[a-z]{2,3} ){0,2}[A-Z]))",
    ),
)  # fmt: skip


_CUES = {cue for form in FORMS for cue in form.cues}


@cache
def _any_of(begins: bool, cased: bool) -> re.Pattern:
    """Return what matches where any rule of a sort does: at most places none does."""
    rules = [
        form for form in FORMS if not form.cues and (form.begins, form.cased) == (begins, cased)
    ]
    return re.compile("|".join(f"(?:{form.whole.pattern})" for form in rules), rules[0].whole.flags)


def forms(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the numbers of a folded text that are written in a way of their own, with a reason.

    What an earlier rule has taken, no later one takes again.

    >>> list(forms("The 7th An-124 left on October 8"))
    [(31, 32, 'date'), (4, 7, 'ordinal'), (11, 14, 'designation')]
    """
    lower, taken, places = text.lower(), bytearray(len(text)), starts(text)
    told = {cue for cue in _CUES if cue in lower}
    for form in FORMS:
        own, sort = text if form.cased else lower, places[form.begins, form.cased]
        if told.isdisjoint(form.cues) if form.cues else not sort:
            continue
        for whole in form.matches(own, sort):
            if any(taken[slice(*whole.span())]):
                continue
            for number in form.number.finditer(whole[0]):
                span = whole.start() + number.start(), whole.start() + number.end()
                taken[slice(*span)] = b"\1" * (span[1] - span[0])
                yield *span, form.reason


def starts(text: str) -> dict[tuple[bool, bool], list[int]]:
    """Return where rules of each sort may match: at numbers, or at the words that lead up to them.

    A sort is whether the rules begin with their number, and whether capitals matter to them.

    >>> starts("On 3 May, flight 12 of 19 left")[True, True]
    [3]
    """
    lower = text.lower()
    numbers = [match.start() for match in NUMBERS.finditer(lower)]
    words, end = [], 0
    for number in numbers:
        start = max(end, number - _LEAD)
        words += [match.start() for match in _WORDS.finditer(text, start, number)] + [number]
        end = number + 1
    return {
        (begins, cased): [at for at in places if _any_of(begins, cased).match(own, at)]
        for begins, places in ((True, numbers), (False, words))
        for cased, own in ((True, text), (False, lower))
    }
