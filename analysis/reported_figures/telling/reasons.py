"""Say in words why a pair of figures has its verdict: only for the pairs that a page shows."""

import math
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pandas as pd

from reported_figures import formats
from reported_figures.telling.amounts import as_told, computed_ends, topic
from reported_figures.telling.speakers import is_plural, office, printed_name, speaks_as_many
from reported_figures.vocabulary import CEILINGS, OPEN_AS, REFUSALS, STANCE_ON, STATUSES


def with_reasons(pairs: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with a ``reason`` in words, a sentence without its full stop.

    ``pairs`` come from :func:`comparing.pairs.compare_pairs`, ``figures`` are those that
    were compared.
    """
    rows = {row["figure_id"]: row for row in _told(figures)}
    told = [reason(rows[p["figure_a"]], rows[p["figure_b"]], p) for p in _records(pairs)]
    return pairs.assign(reason=pd.Series(told, pairs.index, dtype="str"))


def by_figure(figures: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return each figure by its id, as its cells by the names of their columns.

    ``told`` is how it is named beside others: with its day where another one reads the same.
    """
    rows = _told(figures)
    names = [*map(said, rows)]
    often = Counter(names)
    return {
        row["figure_id"]: row | {"told": cited(row) if often[name] > 1 else name}
        for row, name in zip(rows, names, strict=True)
    }


def _told(figures: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the figures as records that have their number as printed: it is told often."""
    return [row | {"printed": printed(row)} for row in _records(figures)]


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as pandas' ``to_dict`` does, in a third of its time."""
    names = [*table]
    columns = (table[name].astype(object).tolist() for name in names)
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def reason(left: dict[str, Any], right: dict[str, Any], pair: dict[str, Any]) -> str:
    """Return the reason of one pair's verdict as a sentence without its full stop.

    >>> units = [{"unit": "ships", "quantity": "ferries"}, {"unit": "people", "quantity": "crew"}]
    >>> reason(*units, {"verdict": "not comparable", "basis": "different units"})
    'different units: ships and people'
    """
    return REASONS[pair["verdict"]](left, right, pair)


def cited(figure: dict[str, Any]) -> str:
    """Return a figure as printed, with its speaker, a person's office, and the day it was said."""
    who = ", ".join(filter(None, [figure["speaker"], office(SimpleNamespace(**figure))]))
    return formats.with_remark(printed(figure), f"{who}, {said_on(figure)}")


def said(figure: dict[str, Any]) -> str:
    """Return a figure as printed, with its speaker."""
    return formats.with_remark(printed(figure), figure["speaker"])


def printed(figure: dict[str, Any]) -> str:
    """Return the number of a figure as printed; as coded where it has no wording."""
    return figure.get("printed") or as_told(SimpleNamespace(**figure)) or "no number"


def said_on(figure: dict[str, Any]) -> str:
    """Return the day, month or year in which a figure was said."""
    return formats.span(figure["reported_on"], figure["reported_until"])


def _refused(left: dict, right: dict, pair: dict) -> str:
    silent = [side for side in (left, right) if side["stance"] != "asserts"]
    parts = []
    for side in silent:
        what = refused_thing(side)
        by = "of" if side["stance_on"] == "fact" else "for"
        of = f"{what} {by} {topic(side)}" if what else topic(side)
        speaker = SimpleNamespace(**side)
        verb = "deny" if speaks_as_many(speaker) and side["stance"] == "denies" else (
            REFUSALS.get(side["stance"], "does not say")
        )  # fmt: skip
        parts.append(f"{printed_name(speaker)} {verb}: {of}")
    if len(silent) == 1 and left["quantity_id"] != right["quantity_id"]:
        parts.append("the other figure counts something else")
    return "; ".join(dict.fromkeys(parts))


def refused_thing(figure: dict[str, Any]) -> str:
    """Return what a source refuses, the report or the number (with it); blank if unknown."""
    what = STANCE_ON.get(figure["stance_on"]) or ("the number" if figure["wording"] else "")
    return f"{what} {figure['wording']}" if what == "the number" and figure["wording"] else what


def _no_number(left: dict, right: dict, pair: dict) -> str:
    silent = [side for side in (left, right) if pd.isna(side["interval_low"])]
    parts = []
    for side in silent:
        speaker = SimpleNamespace(**side)
        s = "" if speaks_as_many(speaker) else "s"
        given = f"say{s} \u201c{side['wording']}\u201d" if side["wording"] else f"give{s} no number"
        parts.append(f"{printed_name(speaker)} {given} for {topic(side)}")
    return "; ".join(dict.fromkeys(parts))


def _not_comparable(left: dict, right: dict, pair: dict) -> str:
    basis = pair["basis"]
    if basis == "different units":
        return f"{basis}: {left['unit']} and {right['unit']}"
    if basis == "different status":
        return f"{basis}: {STATUSES[left['status']]} and {STATUSES[right['status']]}"
    return f"{basis}: {_time(left)} and {_time(right)}"


def _time(figure: dict) -> str:
    """Return of which days a figure speaks, else on which it was said."""
    words = formats.period(figure["event_from"], figure["event_to"])
    return words or f"said {formats.period(figure['reported_on'], figure['reported_until'])}"


def _draws_on(left: dict, right: dict, pair: dict) -> str:
    return (
        f"{said(left)} is drawn from a whole of which {said(right)} is one count"
        f"{_distance(left, right, pair)}; "
        "no shortfall follows, because that count is not said to be complete"
    ) + _split(left, right)


def _distance(left: dict, right: dict, pair: dict) -> str:
    """Return how far the printed numbers lie apart, or a blank where one of them is a range."""
    if pd.isna(pair["gap"]):
        return ""
    if pair["gap"] == 0:
        return ": the two numbers are the same"
    side = "below" if left["printed_low"] > right["printed_low"] else "above"
    about = "about " if "about" in (left["hedge"], right["hedge"]) else ""
    return f": the second number is {about}{formats.large(pair['gap'])} {side} the first"


def _part(left: dict, right: dict, pair: dict) -> str:
    fits = "can be" if pair["verdict"] == "not too large" else "is too large to be"
    return f"{cited(left)} {fits} a part of {cited(right)}" + _split(left, right)


def _same(left: dict, right: dict, pair: dict) -> str:
    return f"{said(left)} and {said(right)} print the same number" + _split(left, right)


def _overlap(left: dict, right: dict, pair: dict) -> str:
    low = max(left["interval_low"], right["interval_low"])
    high = min(left["interval_high"], right["interval_high"])
    share = formats.number(low) if low == high else formats.printed_range(low, high)
    return f"{said(left)} and {said(right)} share {share}" + _split(left, right)


def _meet(left: dict, right: dict, pair: dict) -> str:
    sides = [f"{printed(s)} is {OPEN_AS[s['hedge']]}" for s in (left, right)
             if s["hedge"] in OPEN_AS]  # fmt: skip
    why = f"they meet only because {' and '.join(sides)}" if sides else "they meet at one end only"
    return f"{said(left)} and {said(right)}: {why}" + _split(left, right)


def _differ(left: dict, right: dict, pair: dict) -> str:
    named = left["unit"] != left["quantity"] or is_plural(left["unit"])
    unit = left["unit"] if named else ""
    gap, fold = _printed_apart(left, right)
    least = "at least " if pd.isna(gap) or _open_towards(left, right) else ""
    if pd.isna(gap):
        gap, fold = pair["gap"], pair["fold"]
    early, late = sorted((left, right), key=lambda side: side["end"])
    fell = early["end"] < late["end_first"] and late["interval_high"] < early["interval_low"]
    why = (
        f"; the later running total{_of_day(late)} is the lower one" if fell and _runs(late) else ""
    )
    return (
        f"{cited(left)} and {cited(right)} are "
        f"{least}{distance(gap, fold, unit, left['unit_kind'], ' apart')}{why}"
    ) + _split(left, right)


def _runs(figure: dict) -> bool:
    return figure["kind"] == "cumulative"


def _of_day(figure: dict) -> str:
    """Return of which day a running total is, where that is not the day on which it was said."""
    other = pd.notna(figure["event_to"]) and figure["event_to"] != figure["reported_on"]
    return f", of {formats.day(figure['event_to'])}," if other else ""


def _printed_apart(left: dict, right: dict) -> tuple[float, float]:
    """Return how far the printed numbers lie apart, and the fold; of a word nobody knows."""
    low, high = sorted((left, right), key=lambda side: side["interval_low"])
    below = low["printed_low"] if pd.isna(low["printed_high"]) else low["printed_high"]
    above = high["printed_high"] if pd.isna(high["printed_low"]) else high["printed_low"]
    return above - below, above / below if below > 0 else math.nan


def _open_towards(left: dict, right: dict) -> bool:
    """Say whether the gap may be wider: a lower number that is a ceiling, or a higher one a floor.

    The numbers are those printed: "at least 20" and 14 are at least 6 apart.
    """
    low, high = sorted((left, right), key=lambda side: side["interval_low"])
    return math.isinf(high["interval_high"]) or low["hedge"] in CEILINGS


def distance(gap: float, fold: float, unit: str, unit_kind: str, apart: str = "") -> str:
    """Return how far two numbers lie apart, as a number and, of counts, a fold.

    Percentages are told in points. A number goes without a unit that does not fit it: one has no
    plural, and a unit may be no plural.

    >>> distance(2_000, 1.2, "people", "count"), distance(5, 1.1, "percent", "percent")
    ('2,000 people, 1.2-fold', '5 points')
    >>> distance(2.1e12, 1.2, "dollars", "money")
    '2.1 trillion dollars, 1.2-fold'
    >>> distance(1, 2.0, "people", "count", " apart"), distance(1, 1.1, "percent", "percent")
    ('1 apart, 2-fold', '1 point')
    """
    if "percent" in (unit, unit_kind):
        return f"{formats.number(gap)} {'point' if gap == 1 else 'points'}{apart}"
    told = formats.large(gap)
    if unit and unit_kind == "money":
        told = computed_ends(gap, gap, SimpleNamespace(unit=unit, unit_kind=unit_kind))[1]
    elif gap != 1 and unit:
        told = f"{told} {unit}"
    return f"{told}{apart}" + ("" if pd.isna(fold) else f", {formats.fold(fold)}")


def _split(left: dict, right: dict) -> str:
    """Return the difference of status and of days, and whose information both are, if one's."""
    parts = []
    if left["status"] != right["status"]:
        parts.append(f"the status differs: {STATUSES[left['status']]}, {STATUSES[right['status']]}")
    if left["quantity_id"] == right["quantity_id"]:
        parts += _days_apart(left, right)
    if left["origin_organisation_id"] == right["origin_organisation_id"] != "":
        parts.append(f"both are information of one organisation: {left['origin_organisation']}")
    return "".join(f"; {part}" for part in parts)


def _days_apart(left: dict, right: dict) -> list[str]:
    """Return how many days lie between two reports; where a day is not known, when each was."""
    when = said_on(left), said_on(right)
    if when[0] == when[1]:
        return []
    if all(side["said"] == side["said_until"] for side in (left, right)):
        days = int(abs(left["said"] - right["said"]))
        return [f"reported {formats.count_of(days, 'day')} apart"]
    ends = [(side["reported_on"], side["reported_until"]) for side in (left, right)]
    return [f"reported {' and '.join(formats.period(*days) for days in ends)}"]


REASONS = {
    "denied": _refused,
    "not confirmed": _refused,
    "no number": _no_number,
    "not comparable": _not_comparable,
    "draws on": _draws_on,
    "not too large": _part,
    "too large": _part,
    "same": _same,
    "overlap": _overlap,
    "not ruled out": _meet,
    "differ": _differ,
}
