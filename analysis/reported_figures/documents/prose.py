"""Find every number in English prose: where it stands, what it is, its hedge and its wording.

Numbers that are written in a way of their own are found by :mod:`documents.written_forms`, all
others by :mod:`reading.numerals`, vague words here; what none of them can read is found too,
without a value. :mod:`documents.paragraphs` tells what counts something.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from reported_figures.documents import paragraphs as number_contexts
from reported_figures.documents.around import (
    hedged_from,
    may_share_a_unit,
    vague_words,
    with_article,
    wording_around,
)
from reported_figures.documents.paragraphs import Folded, fold
from reported_figures.documents.written_forms import NUMBERS, forms
from reported_figures.documents.years import is_doubtful, is_year
from reported_figures.reading import hedges
from reported_figures.reading.money import SIGN, SIGNS
from reported_figures.reading.nouns import is_counted
from reported_figures.reading.numerals import Number, find_numbers
from reported_figures.reading.shares import Share, find_shares
from reported_figures.reading.wording import (
    CLOSED,
    CONFIDENCE,
    ERROR,
    OPENED,
    UNREADABLE,
    Reading,
    between,
    ends,
    parse,
    read_range,
)
from reported_figures.vocabulary import FLOORS

_LINK = re.compile(
    rf"(?:[ -]?(?:{hedges.ATTACHED['about']})|{hedges.MARK})?"
    r"(?: ?- ?|-? to | up to | or | \(or |,? or even | ?~ ?|/| through |-to-|-or-|"
    r", (?:or )?(?:perhaps|maybe) )"
    rf"(?:{SIGN}|(?:about|around|some|roughly|nearly|up to) )?"
)
_AND = re.compile(rf"{hedges.MARK}? and (?:{SIGN}|(?:about|around|some|roughly|nearly) )?")
_PERCENT = re.compile(" ?(?:%|percent|per cent)")
_BUT = re.compile(r",? (?:but|and|or|to) |(?: [a-z'-]+){0,2}?,? (?=nor )")
_RISES = (  # what a number itself does; a firm cuts, lowers or drops so many of something
    r"r[io]sen?|rising|rises|f[ae]ll|fallen|falls|falling|gr[eo]wn?|grows|climb(?:s|ed)?|jump(?:s|ed)?|"
    r"increas(?:es|ed)|decreas(?:es|ed)|declin(?:es|ed)|soar(?:s|ed)?|surg(?:es|ed)|plung(?:es|ed)|"
    r"(?:(?:was|were|is|are|been|went|gone|stood)|^|[,;(-]) ?(?:up|down)"
)
CHANGES = (
    "rise|increase|jump|gain|surge|hike|growth|drop|fall|decline|decrease|cut|reduction|slump|"
    "change"
)
_CHANGE = re.compile(  # what shows that a number is a change, or (from) the level before one
    r"(?:\b(?:r[io]s|f[ae]ll|gr[eo]w|shr[aiu]nk|climb|lift|boost|hik|trim|jump|drop|increas|decreas|declin|reduc|rais|"
    r"lower|cut|slash|expand|revis|went|gone|mov|chang|correct|up|down|doubl|halv|tripl|swell|swollen|soar|surg|"
    r"plung|balloon|mushroom|wid|narrow|sl[iu]d|slipp?|s[au]nk|tumbl|le(?:ap|pt)|edg|rocket|"
    r"skyrocket|crash|collaps|plummet|dwindl|cre(?:ep|pt)|inch|spik|slow|dip|contract|accelerat|worsen|improv|eas(?:e|ed|es|ing)\b)[a-z]*\b"
    r"(?P<way>(?:[^.;]|\.(?=[0-9])){0,60}\b(?:from|by) [^0-9]{0,20})"
    r"|\b(?:initial|original|previous) "
    rf"|\b(?:{CHANGES})s?(?P<size> of [^0-9]{{0,20}})"
    rf"|(?:\b|(?=\())(?:{_RISES}) "
    r"(?:(?:up|down|about|around|some|another|a further|over|nearly|almost) ){0,2}"
    rf"(?:{SIGN})?)$"
)
_ENDS = (" or ", "-", "-to-", "-or-", "/")  # between what can only be a range: "a million or two"
WIDEST = 3  # times the low end: as wide a range as a change is given in, rather than a new level
_SPELT = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|"
    "fifty|sixty|seventy|eighty|ninety|zero|hundred|thousand|million|billion|dozen"
)
_LEFT = re.compile(
    r"(?<![a-z])(?P<half>half)\b|[0-9](?:[0-9.,']*[0-9])?(?: (?:thousand|[mb]illion))?"
    rf"|\b(?:{_SPELT})\b"
)
_LISTED = re.compile(rf"(?: [a-z'-]+){{0,3}}(?:,|,? and|,? or) (?:[0-9]|(?:{_SPELT})\b)")
_PART_OF = re.compile(
    rf"(?:(?:[0-9]|\b(?:{_SPELT}))(?: [a-z'-]+){{0,3}}(?:,|,? and|,? or)|"
    r"\bof(?: the| its| their| these| those)?) $"
)
_TAKEN = "\ufffc"


class Found(NamedTuple):
    """A number in a paragraph: its place, its token as printed, and what it is.

    ``kind`` is a reason to set it aside, or one of ``figure``, ``money`` and ``percentage``. These,
    and the ratios that are a share of a whole, have a ``reading``, and the ``wording`` it was read
    from; the two ends of a range, and the two numbers of "one in five", share both.
    """

    start: int
    end: int
    token: str
    kind: str
    value: float | None = None
    reading: Reading = UNREADABLE
    wording: str = ""
    wording_at: int = -1


_ONES = re.compile(
    r"\b(?:(?P<none>no ?one|nobody|none(?= of\b))"
    rf"|an? (?:[a-z-]+ ){{0,2}}?{number_contexts.PERSON}"
    r"(?= (?:(?:was|were|is|has been|had been) [a-z]+(?:ed|n|t)|died)\b))\b"
)


def find_ones(paragraph: str) -> list[Found]:
    """Return where a paragraph says in words that nobody, or one person, is counted.

    >>> for found in find_ones("No one was hurt, but a young man was killed; a man was there."):
    ...     print(found.token, found.value)
    No one 0.0
    a young man 1.0
    """
    folded = fold(paragraph)
    return [
        _token(folded, *match.span(), "figure", value, Reading("bare", value), match.span())
        for match in _ONES.finditer(folded.lower)
        for value in [0.0 if match["none"] else 1.0]
    ]


def find(paragraph: str) -> list[Found]:
    """Return every number of a paragraph, in order.

    >>> for found in find("On 8 October up to 1,500 men with two An-124 left."):
    ...     print(found.token, found.kind, found.wording)
    8 date
    1,500 figure up to 1,500
    two figure two
    124 designation
    """
    folded = fold(paragraph)
    if not (NUMBERS.search(folded.lower) or next(vague_words(folded.lower), None)):
        return []
    aside = list(forms(folded.cased))
    text = _without(folded.lower, aside)
    vague = list(vague_words(text))
    text = _without(text, vague)
    numbers = find_numbers(text)
    unread = open_ends(text, vague, numbers)
    units = _with_intervals(text, _units(text, [n for n in numbers if n[:2] not in unread]))
    text = _without(text, unread)
    rest = _without(text, [number[:2] for unit in units for number in unit])
    found = [_token(folded, *span) for span in aside]
    found += [_left_over(folded, match) for match in _LEFT.finditer(rest)]
    found += [_vague(folded, *span) for span in vague if span not in unread]
    found += [_token(folded, *span, number_contexts.kind(folded.cased, *span)) for span in unread]
    found += [number for unit in units for number in _plain(folded, text, unit)]
    return list(_with_units(folded, sorted(_with_shares(folded, found))))


def _with_units(folded: Folded, found: list[Found]) -> Iterator[Found]:
    """Yield the numbers; one that may share the unit of the last in its sentence is not read."""
    last = (0, "")
    for number in found:
        alone = number.kind == "figure" and number.reading.hedge != "between"
        if alone and may_share_a_unit(folded.printed, last, number.start, number.end):
            number = Found(*number[:4])
            last = (number.end, last[1])
        elif number.kind in ("figure", "money", "percentage", "measure", "duration"):
            last = (number.end, number.kind)
        yield number


def _with_shares(folded: Folded, found: list[Found]) -> Iterator[Found]:
    """Yield the numbers; those of a share of a whole have its reading, in percent, and wording."""
    shares = find_shares(folded.lower) if any(n.kind == "ratio" for n in found) else ()
    inside = {place: share for share in shares for place in range(*folded.span(*share[:2]))}
    for number in found:
        share = inside.get(number.start) if number.kind == "ratio" else None
        yield _of_share(folded, number, share) if share else number


def _of_share(folded: Folded, number: Found, share: Share) -> Found:
    """Return a number with the share that it prints, unless its hedge is not understood."""
    names, first = hedged_from(folded.lower, share.start, share.end)
    hedge = hedges.strongest(names) or "bare"
    if hedge in ("none", "between"):
        return number
    words, place = folded.piece(first, share.end), folded.span(first, share.end)[0]
    reading = Reading(hedge, share.percent)
    return number._replace(reading=reading, wording=words, wording_at=place)


def open_ends(
    text: str, vague: list[tuple[int, int]], numbers: list[Number]
) -> set[tuple[int, int]]:
    """Return where a vague word and a number are the two ends of a range, which nobody can read.

    >>> text = "dozens to 200 fell, hundreds of 400 fled"
    >>> sorted(open_ends(text, [*vague_words(text)], find_numbers(text)))
    [(0, 6), (10, 13)]
    """
    words = set(vague)
    places = sorted([*vague, *(number[:2] for number in numbers)])
    return {
        place
        for pair in pairwise(places)
        if len(words.intersection(pair)) == 1 and _joins(text, *pair)
        for place in pair
    }


def _joins(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Say whether the words between two numbers make the ends of a range of them."""
    gap = text[first[1] : second[0]]
    before = text[max(0, first[0] - 20) : with_article(text, first[0])]
    return bool(_LINK.fullmatch(gap) or (_AND.fullmatch(gap) and before.endswith("between ")))


def _without(text: str, spans: Iterable[tuple]) -> str:
    """Return a text with the numbers that have been found struck out."""
    kept, last = [], 0
    for start, end, *_ in sorted(spans):
        kept += [text[last:start], _TAKEN * (end - start)]
        last = end
    return "".join([*kept, text[last:]])


def _units(text: str, numbers: list[Number]) -> list[list[Number]]:
    """Return the numbers, those together that are the two ends of a range or of a result."""
    units: list[list[Number]] = []
    for number in numbers:
        if units and len(units[-1]) == 1 and _joined(text, units, number):
            units[-1].append(number)
        else:
            units.append([number])
    return units


def _is_spoken_range(text: str, first: Number, second: Number) -> bool:
    """Say whether two numbers are the two ends that a speaker gives: "30, 40 calls"."""
    if text[first.end : second.start] != ", " or _LISTED.match(text, second.end):
        return False
    low, high = ends(first, second)
    apart = _PART_OF.search(text, max(0, first.start - 60), first.start)
    return low < high <= 2 * low and is_counted(text, second.end) and not apart


def _joined(text: str, units: list[list[Number]], number: Number) -> bool:
    """Say whether a number makes a range of the last one: not in "10, 20 or 30"."""
    last = units[-1][0]
    if len(units) > 1 and text.startswith(" or ", last.end):
        return text[units[-2][-1].end : last.start] != ", " and _linked(text, last, number)
    return _linked(text, last, number) or _is_spoken_range(text, last, number)


def _with_intervals(text: str, units: list[list[Number]]) -> list[list[Number]]:
    """Return the units, a number together with its interval: "4,645 (793 to 8,498)"."""
    joined: list[list[Number]] = []
    for unit in units:
        joined.append(unit)
        for count in (2, 3):  # the two ends are a unit, or one each: "4,645 (793, 8,498)"
            numbers = [number for one in joined[-count:] for number in one]
            if len(numbers) == 3 and len(joined[-count:][0]) == 1 and _is_interval(text, *numbers):
                joined[-count:] = [numbers]
    return joined


def _is_interval(text: str, value: Number, low: Number, high: Number) -> bool:
    closed = CLOSED.match(text, high.end)
    opened = OPENED.fullmatch(CONFIDENCE.sub("", text[value.end : low.start]))
    return bool(opened and closed) and parse(text[value.start : closed.end()]).hedge == "between"


def _linked(text: str, first: Number, second: Number) -> bool:
    if len({is_year(text, *number[:2]) for number in (first, second)}) == 2:
        return False
    gap = between(text, first, second)
    if _of_two_kinds(text, first, second, gap):
        return False
    if gap == " through " and first.value >= second.value:  # "$300m through a dozen banks"
        return False
    if _LINK.fullmatch(gap) or ERROR.fullmatch(gap):
        return True
    if _AND.fullmatch(gap):
        return "between" in hedges.hedges_before(text[max(0, first.start - 120) : first.start])[0]
    but = _BUT.match(gap)
    found, start = hedges.hedges_before(gap[but.end() :]) if but else ([], 0)
    return bool(found) and start == 0 and bool(read_range(text, first, second))


def _of_two_kinds(text: str, first: Number, second: Number, gap: str) -> bool:
    """Say whether only one of two numbers is a percentage, or a sum of money."""
    signs = tuple(SIGNS)
    if gap.lstrip().startswith("%") and not _PERCENT.match(text, second.end):
        return True
    paid = text.endswith(signs, 0, first.start) and gap == " to " and second.scale == 1
    if paid and is_counted(text, second.end):  # "$2 million to 41 widows"
        return True
    if gap.lstrip().startswith(signs) and not gap.strip().endswith(signs):
        return True  # "5 € to three men": between() has left out a sign behind both
    return gap.endswith(signs) and not text.endswith(signs, 0, first.start)


def _plain(folded: Folded, text: str, unit: list[Number]) -> list[Found]:
    """Return the numbers of a unit, with what they are and, if they count, their wording."""
    if len(unit) == 3:
        return _with_interval(folded, text, *unit)
    first, last = unit[0], unit[-1]
    kind = number_contexts.kind(folded.cased, first.start, last.end)
    if kind not in number_contexts.COUNTS:
        return [_token(folded, *number[:2], kind, number.value) for number in unit]
    change = len(unit) == 2 and _is_change(text, first, last, kind)
    if change is None:
        return [_token(folded, *number[:2], kind) for number in unit]
    if len(unit) == 2 and not change:
        unit_of_both = last.start - first.end - len(between(text, first, last))
        place, reading = wording_around(text, first.start, last.end + unit_of_both)
        if reading.hedge == "between":
            ends = sorted((reading.low, reading.high), reverse=first.value > last.value)
            if reading.value is not None:  # "40.5 ± 3.5"
                ends = [number.value for number in unit]
            return [
                _token(folded, *number[:2], kind, end, reading, place)
                for number, end in zip(unit, ends, strict=True)
            ]
        if reading.hedge in FLOORS:  # "at least 15 to 18", "between eight and more than 30"
            own = hedges.hedge_before(text[first.end : last.start])
            second = _single(folded, text, last, kind) if own else _token(folded, *last[:2], kind)
            return [_token(folded, *first[:2], kind, first.value, reading, place), second]
        gap = between(text, first, last)
        falls = text.endswith(("from ", "between "), 0, first.start)  # two hours, or a fall
        if first.value < last.value or falls or gap in _ENDS or ERROR.fullmatch(gap):
            return [_token(folded, *number[:2], kind) for number in unit]
    if len(unit) == 2 and first.scale == 1 < last.scale and first.value < 1000:
        before = _token(folded, *first[:2], kind)  # "rose from 10 to 25 million"
        return [before, _single(folded, text, last, kind)]
    return [_single(folded, text, number, kind) for number in unit]


def _with_interval(
    folded: Folded, text: str, value: Number, low: Number, high: Number
) -> list[Found]:
    """Return a number and the two ends of its interval, as one figure where they are one."""
    kind = number_contexts.kind(folded.cased, *value[:2])
    place, reading = wording_around(text, value.start, CLOSED.match(text, high.end).end())
    if kind in number_contexts.COUNTS and reading.hedge == "between":
        return [
            _token(folded, *number[:2], kind, number.value, reading, place)
            for number in (value, low, high)
        ]
    return [*_plain(folded, text, [value]), *_plain(folded, text, [low, high])]


def _is_change(text: str, first: Number, last: Number, kind: str) -> bool | None:
    """Say whether two linked numbers are two levels, or a change and the level that it led to.

    So they are in "rose from 120 to 340", "rose by 120 to 34,568" and "fell by 3 percent to 48
    percent", but not in "rose 4-6 percent" and "fell by 3 to 4 percent". ``None`` is for what may
    be either: "rose by 200 to 300".
    """
    change = change_before(text[max(0, first.start - 90) : first.start])
    if change in ("", "from"):
        return bool(change)
    gap = text[first.end : last.start]
    if kind == "percentage":
        return change == "by" and gap != between(text, first, last)
    if re.fullmatch(rf" to (?:{SIGN})?", gap) and first.value < last.value <= WIDEST * first.value:
        return None
    return "to" in gap


def change_before(before: str) -> str:
    """Return what a folded text that ends before a number shows it to be, or a blank for a level.

    "from": the level before a change; "by": how much it changed; "up": that, or the new level.

    >>> [change_before(text) for text in ("fell from ", "rose by some ", "fell ", "up by two to ")]
    ['from', 'by', 'up', '']
    """
    change = _CHANGE.search(before)
    if not change or not change["way"]:
        return "by" if change and change["size"] else "up" if change else ""
    if before[: hedges.hedges_before(before)[1]].endswith(" to "):
        return ""
    return re.search(r".*\b(from|by) ", change["way"])[1]


def _single(folded: Folded, text: str, number: Number, kind: str) -> Found:
    counted = number_contexts.metres_or_millions(folded.cased, *number[:2])
    broken = number.value % 1 and not is_counted(text, number.end)  # of what is no count
    if kind == "figure" and (broken or is_doubtful(folded.cased, *number[:2])):
        return _token(folded, *number[:2], kind)
    if counted != "millions":
        return _token(folded, *number[:2], "measure" if counted else kind)
    place, reading = wording_around(text, number.start, number.end)
    return _token(folded, *number[:2], kind, number.value, reading, place)


def _left_over(folded: Folded, match: re.Match) -> Found:
    """Return a number that no reader of numbers reads: "half", "1.500", the one of "no one"."""
    kind = number_contexts.kind(folded.cased, *match.span())
    return _token(folded, *match.span(), "ratio" if match["half"] and kind == "figure" else kind)


def _vague(folded: Folded, start: int, end: int) -> Found:
    kind = number_contexts.kind(folded.cased, start, end)
    if kind not in number_contexts.COUNTS:
        return _token(folded, start, end, kind)
    place = with_article(folded.lower, start), end
    names, first = hedged_from(folded.lower, *place)
    if {*names} - {"about"} and not folded.lower.endswith("if not ", 0, start):
        place = first, end  # "up to several hundred" is not several hundred
    return _token(folded, start, end, kind, None, parse(folded.lower[slice(*place)]), place)


def _token(
    folded: Folded,
    start: int,
    end: int,
    kind: str,
    value: float | None = None,
    reading: Reading = UNREADABLE,
    wording: tuple[int, int] | None = None,
) -> Found:
    place = folded.span(start, end)
    words = (folded.piece(*wording), folded.span(*wording)[0]) if wording else ()
    return Found(*place, folded.piece(start, end), kind, value, reading, *words)
