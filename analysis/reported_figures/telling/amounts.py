"""Write what a figure measures, and its number with hedge and unit, as they stand in a sentence."""

import math
import re
from functools import lru_cache
from types import SimpleNamespace
from typing import NamedTuple

import pandas as pd

from reported_figures.formats import both_ends, number
from reported_figures.ledger.printed import as_printed, coded
from reported_figures.reading import wording
from reported_figures.telling.speakers import (
    PLURALS,
    has_verb,
    is_participle,
    is_plural,
    noun_of,
    with_article,
)

CURRENCIES = (
    *("dollars", "euros", "euro", "pounds", "pence", "cents", "yen", "yuan", "renminbi", "won"),
    *("rupees", "rupiah", "ringgit", "roubles", "rubles", "hryvnias", "hryvnia", "zloty", "francs"),
    *("krona", "kronor", "krone", "kroner", "koruna", "forints", "lei", "lira", "liras", "shekels"),
    *("pesos", "reais", "reals", "rand", "naira", "shillings", "dirhams", "dinars", "riyals"),
    *("baht", "taka", "usd", "eur", "gbp", "jpy", "cny", "inr", "rub", "uah", "chf", "aud", "cad"),
)
MEASURES = (
    *("tonnes", "tons", "kilograms", "kilos", "grams", "litres", "liters", "gallons", "barrels"),
    *("metres", "meters", "kilometres", "kilometers", "miles", "feet", "inches", "hectares"),
    *("acres", "degrees", "megawatts", "gigawatts", "kilowatts", "points", "hours", "minutes"),
    *("seconds", "days", "weeks", "months", "years"),
)
PERCENTS = ("percent", "per cent", "percentage", "pct", "%")
SIGNS = "$\u20ac\u00a3\u00a5\u20a9\u20b9\u20bd\u20b4\u20ba\u20a6"
# nouns of what is measured and not counted: one takes an article, of the other there is no one
MEASURED = (
    *("rate", "share", "price", "cost", "bill", "budget", "deficit", "debt", "value", "level"),
    *("total", "toll", "tally", "count", "figure", "size", "strength", "population", "crowd"),
    *("volume", "capacity", "proportion", "percentage", "ratio", "average", "amount", "sum"),
    *("number", "headcount", "fine", "workforce", "margin", "area", "distance", "length"),
)
MASSES = (  # nouns that stand without an article
    *("turnout", "attendance", "membership", "inflation", "unemployment", "support", "damage"),
    *("growth", "spending", "funding", "employment", "poverty", "literacy", "demand", "output"),
    *("trade", "approval", "trust", "participation"),
)


class Thing(NamedTuple):
    """What a number measures: its name in a sentence, and the noun where it is a count."""

    words: str
    plural: str = ""
    single: str = ""


def unit_kind(figure) -> str:
    """Return what kind of unit a figure has: as recorded, else by the unit and the wording."""
    unit = figure.unit.casefold()
    if figure.unit_kind:
        return figure.unit_kind
    if unit in PERCENTS or "%" in figure.wording:
        return "percent"
    if re.search(f"[{SIGNS}]", figure.unit + figure.wording):
        return "money"
    last = unit.rpartition(" ")[2]
    return "money" if last in CURRENCIES else "measure" if last in MEASURES else "count"


def thing(figure) -> Thing:
    """Return what a figure measures; a count has a noun that can follow its number."""
    label, kind = _label(figure), unit_kind(figure)
    if kind != "count":
        label = label.removeprefix(f"{figure.unit} of ")  # its number has the unit
    noun = (noun_of(label) or [""])[-1]
    if kind == "count" and noun not in (*MEASURED, *MASSES):
        of = "" if is_participle(label) else "of "
        return Thing(f"the number {of}{label}", label, _single(label, figure))
    if kind == "percent" and is_plural(noun) and noun.removesuffix("s") not in MEASURED:
        return Thing(f"the share of {label}")
    return Thing(_with_the(label, kind))


def topic(about) -> str:
    """Return what is counted or measured as it stands behind "for", with "the" where that is due.

    ``about`` has the label (``quantity``, or ``label``), ``unit`` and ``unit_kind``: a row, or a
    figure as a dict.

    >>> topic({"quantity": "tax shortfall", "unit": "dollars", "unit_kind": "money"})
    'the tax shortfall'
    >>> topic({"quantity": "people at the march", "unit": "people", "unit_kind": "count"})
    'people at the march'
    """
    row = about if isinstance(about, dict) else about._asdict()
    label = row.get("quantity") or row["label"]
    unit = SimpleNamespace(unit=row["unit"], unit_kind=row["unit_kind"], wording="")
    return _with_the(label, unit_kind(unit))


def _with_the(label: str, kind: str) -> str:
    """Return a label with "the" before one noun that is measured, or counted as one: "the toll"."""
    noun = (noun_of(label) or [""])[-1]
    if re.match(r"(?:the|an?|\S+['\u2019]s?) ", label, re.IGNORECASE) or not noun:
        return label
    with_of = re.match(rf".*?\b{re.escape(noun)} of\b", label) and not is_plural(noun)
    one = not is_plural(noun) and noun.islower() and noun not in MASSES and not has_verb(label)
    definite = noun in MEASURED or (kind != "count" and (with_of or one))
    return f"the {label}" if definite else label


def _label(figure) -> str:
    """Return the noun of a quantity: ``many`` where its label lacks it, else the label."""
    many = figure.many
    label = many if many and many.casefold() not in figure.quantity.casefold() else figure.quantity
    label = re.sub(r"^(?:the )?(?:total )?number of (?:the )?", "", label, flags=re.IGNORECASE)
    known = {*figure.unit.split(), *many.split(), *MEASURED, *MASSES, *PLURALS}
    first = label.partition(" ")[0]
    return label[:1].lower() + label[1:] if first.lower() in known else label


def _single(label: str, figure) -> str:
    """Return a label for one of those counted, blank where none is recorded."""
    if figure.many and figure.many in label:
        return label.replace(figure.many, figure.one, 1) if figure.one else ""
    return figure.one


NUMBER_NOUNS = (  # number phrases that end in one of these take "of": "dozens of ships"
    *("tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions"),
    *("number", "numbers", "amount", "quantity", "couple", "pair", "score", "handful"),
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


def as_told(figure) -> str:
    """Return a figure's number as printed; a wording that fits no sentence is put in words first.

    "exceeded 5,000" is "more than 5,000" with the wording in a bracket, and so is one in another
    language; blank for no number.
    """
    said, quote = amount(figure), f"\u201c{figure.wording}\u201d"
    if not figure.wording or said.remark != quote:
        return small(as_printed(figure))
    return f"{said.text} ({quote})" if said.text else quote


def computed_ends(low: float, high: float, about) -> tuple[str, str]:
    """Return two numbers that were computed, in the unit of what they measure.

    ``about`` has the ``unit`` and its ``unit_kind``. A unit in words stands behind the second only.

    >>> from types import SimpleNamespace as Unit
    >>> computed_ends(44.6e9, 66e9, Unit(unit="$", unit_kind="money"))
    ('$44.6 billion', '$66 billion')
    >>> computed_ends(29, 34, Unit(unit="percent", unit_kind=""))
    ('29', '34 percent')
    """
    unit = about.unit
    kind = unit_kind(SimpleNamespace(unit=unit, unit_kind=about.unit_kind, wording=""))
    first, second = both_ends(low, high)
    if kind == "count":
        return first, second
    if re.fullmatch(f"[{SIGNS}]", unit):
        return f"{unit}{first}", f"{unit}{second}"
    return first, of_noun(second, "percent" if kind == "percent" else unit)


def computed_range(low: float, high: float, about) -> str:
    """Return bounds that were computed, in their unit; an end that is 0 or infinite says nothing.

    >>> from types import SimpleNamespace as Unit
    >>> computed_range(0, 66e9, Unit(unit="dollars", unit_kind=""))
    'at most 66 billion dollars'
    """
    below, above = low > 0, math.isfinite(high)
    if low == high or (below and above):
        ends = computed_ends(low, high, about)
        return ends[1] if low == high else " to ".join(ends)
    if not (below or above):
        return ""
    end = low if below else high
    return f"at {'least' if below else 'most'} {computed_ends(end, end, about)[1]}"


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
    """Say whether a wording with a number can stand where a noun stands.

    One that a person had to read ("one in five", "1.500") cannot: its digits are not the number.
    """
    if wording.parse(figure.wording).hedge == "none":
        return False
    words = _beside_numbers(text)
    return bool(words) and not AWKWARD.search(text.casefold()) and _only_beside(words, figure)


@lru_cache(2**14)  # a page tells a figure several times
def _beside_numbers(text: str) -> str:
    """Return what stands in a wording beside its numbers, blank where it has none."""
    plain = wording.normalise(CODE.sub("", small(text)))
    found = wording.find_numbers(plain)
    for one in reversed(found):
        plain = f"{plain[: one.start]} {plain[one.end :]}"
    return plain if found else ""


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
