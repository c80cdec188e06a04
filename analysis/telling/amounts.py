"""Write the number of a figure with its hedge and unit, as it stands in a sentence."""

import re
from typing import NamedTuple

import pandas as pd

from analysis import wording
from analysis.formats import number
from analysis.printed import coded
from analysis.telling.english import is_participle, with_article
from analysis.telling.things import CURRENCIES, PERCENTS, SIGNS, unit_kind

NUMBER_NOUNS = (  # number phrases that end in one of these take "of": "dozens of ships"
    *("tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions"),
    *("number", "numbers", "amount", "quantity", "couple", "handful"),
)
BESIDE = {  # what may stand with a number where a noun stands; "exceeded" and "~" may not
    *("a", "an", "the", "about", "around", "some", "roughly", "approximately", "estimated"),
    *("nearly", "almost", "just", "slightly", "well", "far", "close", "to", "at", "least", "most"),
    *("no", "not", "fewer", "less", "more", "than", "over", "under", "above", "below", "up"),
    *("upwards", "of", "north", "in", "excess", "as", "many", "much", "high", "few", "low"),
    *("minimum", "maximum", "between", "and", "or", "so", "only", "possibly", "perhaps", "even"),
    *("total", "quite", "region", "order"),
}
CODE = re.compile(r"(?<!\w)[A-Z][A-Za-z]{0,3}[$\u20ac\u00a3]?\.? ?(?=\d)")  # "Rs 500", "KSh6,000"
CODES = ("Rs", "Fr", "Kr", "Sh", "Tk")  # short for currencies: no words, and never small
AWKWARD = re.compile(  # no noun: signs, and words that want a verb or an article before them
    r"[~<>\u2264\u2265\u2248+]|(?<!\w)-|^(?:estimated|minimum|maximum|total|to|of|at a)\b|ed at\b"
)


class Amount(NamedTuple):
    """A number in a sentence, and what stands in brackets behind it; blank where none is told.

    ``is_word`` is true of a phrase without a number in it: "dozens", "an unknown number".
    """

    text: str
    remark: str = ""
    is_word: bool = False


def amount(figure) -> Amount:
    """Return a figure's number as printed, else in the words of its class and unit.

    What cannot stand behind "at" is put in the words of its hedge, the wording in brackets:
    "more than 5,000" ("exceeded 5,000"). A number without a wording is told "as coded".
    """
    known = pd.notna(figure.printed_low) or pd.notna(figure.printed_high)
    text = _without_noun(figure)
    quote = f"\u201c{figure.wording}\u201d" if figure.wording else ""
    if not known and figure.hedge in ("vague", "unknown"):
        return _number_phrase(figure, text, quote)
    if not known:
        return Amount("", quote)
    if text and _fits(text, figure):
        return Amount(_with_unit(small(text), figure))
    return Amount(_with_unit(coded(figure), figure), quote or f"{_bounds(figure)}as coded")


def small(text: str) -> str:
    """Return a wording with a small letter at its start, but for the short form of a currency.

    >>> small("More than 5,000"), small("Rs 500"), small("KSh6,000")
    ('more than 5,000', 'Rs 500', 'KSh6,000')
    """
    first = re.match(r"[A-Z][a-z]*(?![\w.])", text)
    return text[:1].lower() + text[1:] if first and first[0] not in CODES else text


def of_noun(phrase: str, noun: str) -> str:
    """Return a number or a number phrase with the noun of what is counted.

    >>> of_noun("dozens", "arrests"), of_noun("a number of", "arrests"), of_noun("12", "arrests")
    ('dozens of arrests', 'a number of arrests', '12 arrests')
    """
    is_noun = phrase.casefold().rpartition(" ")[2] in NUMBER_NOUNS
    return f"{phrase} of {noun}" if is_noun and not is_participle(noun) else f"{phrase} {noun}"


def _without_noun(figure) -> str:
    """Return a wording without the noun behind its number: "30 arrests" of arrests is "30"."""
    words = figure.wording.split()
    if unit_kind(figure) == "count":
        counted = {*figure.quantity.casefold().split(), *figure.unit.casefold().split()}
        while len(words) > 1 and words[-1].casefold() in counted - BESIDE:
            words.pop()
    return " ".join(words)


def _fits(text: str, figure) -> bool:
    """Say whether a wording with a number can stand where a noun stands."""
    plain = wording.normalise(CODE.sub("", small(text)))
    found = wording.find_numbers(plain)
    for one in reversed(found):
        plain = f"{plain[: one.start]} {plain[one.end :]}"
    return bool(found) and not AWKWARD.search(text.casefold()) and _only_beside(plain, figure)


def _only_beside(words: str, figure) -> bool:
    units = {*figure.unit.casefold().split(), *PERCENTS, *CURRENCIES, "per", "cent"}
    return {*re.findall(r"[^\W\d_]+", words)} <= BESIDE | units


def _bounds(figure) -> str:
    """Return the bounds that a number has beside it, for a bracket."""
    all_three = all(map(pd.notna, (figure.value, figure.low, figure.high)))
    return f"{number(figure.low)} to {number(figure.high)}, " if all_three else ""


def _with_unit(text: str, figure) -> str:
    """Return a number with the unit that it needs and does not have: "74.3 percent"."""
    kind, unit = unit_kind(figure), figure.unit
    if kind == "count" or not text or _has_unit(text, figure):
        return text
    if re.fullmatch(f"[{SIGNS}]", unit):
        return re.sub(r"(?=\d)", unit, text, count=1)
    return of_noun(text, "percent" if kind == "percent" else unit)


def _has_unit(text: str, figure) -> bool:
    words = re.findall(r"[^\W\d_]+|%", text.casefold())
    signed = CODE.search(text) or re.search(f"[{SIGNS}]", text)
    own = {*PERCENTS, *CURRENCIES, *figure.unit.casefold().split(), "cent"}
    return bool(signed or own & {*words})


def _number_phrase(figure, text: str, quote: str) -> Amount:
    """Return "dozens" or "an unknown number", with the wording in brackets where it is neither."""
    plain = wording.normalise(text)
    read = wording.parse(text)
    if read.hedge == "vague" and _only_beside(plain.replace(read.vague_word, " "), figure):
        return Amount(_with_unit(small(text), figure), is_word=True)
    if read.hedge != "unknown":
        general = "an unknown number" if figure.hedge == "unknown" else "a number"
        return Amount(general, quote, is_word=True)
    if plain.split()[-1] in NUMBER_NOUNS or plain.endswith(" of"):
        return Amount(small(text), is_word=True)
    if len(plain.split()) == 1:
        return Amount(f"{with_article(plain)} number", is_word=True)
    return Amount("an unknown number", quote, is_word=True)
