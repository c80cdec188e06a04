"""Name what is measured, as it stands in a sentence: "the number of arrests", "turnout"."""

import re
from typing import NamedTuple

from analysis.telling.english import PLURALS, is_participle, is_plural, noun_of

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
MASSES = ("turnout", "attendance", "membership", "inflation", "unemployment", "support", "damage")


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
    with_of = re.match(rf".*?\b{re.escape(noun)} of\b", label) and not is_plural(noun)
    definite = (noun in MEASURED or with_of) and not re.match(r"(?:the|an?|\S+['\u2019]s?) ", label)
    return Thing(f"the {label}" if definite else label)


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
