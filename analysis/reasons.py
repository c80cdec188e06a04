"""Say in words why a pair of figures has its verdict."""

from typing import Any

import pandas as pd

from analysis.wording import format_number

STATUS_WORDS = {
    "observed": "said to have been detected",
    "under_way": "said to be under way",
    "expected": "expected",
}
OPEN_WORDS = {
    "at_most": "a ceiling",
    "fewer_than": "a ceiling",
    "at_least": "a floor",
    "more_than": "a floor",
    "vague": "a vague word",
}


def reason(left: dict[str, Any], right: dict[str, Any], pair: dict[str, Any]) -> str:
    """Return the reason of one pair's verdict as a sentence without its full stop.

    >>> units = [{"unit": "ships", "quantity": "ferries"}, {"unit": "soldiers", "quantity": "men"}]
    >>> reason(*units, {"verdict": "not comparable", "basis": "different units"})
    'different units: ships and soldiers'
    """
    return REASONS[pair["verdict"]](left, right, pair)


def said(figure: dict[str, Any]) -> str:
    """Return a figure as printed, with its speaker."""
    return f"{figure['wording'] or 'no number'} ({figure['speaker']})"


def _not_confirmed(left: dict, right: dict, pair: dict) -> str:
    silent = [side for side in (left, right) if side["stance"] != "asserts"]
    words = {"cannot_confirm": "cannot confirm", "denies": "denies"}
    parts = [f"{side['speaker']} {words[side['stance']]}: {side['quantity']}" for side in silent]
    if len(silent) == 1 and left["quantity_id"] != right["quantity_id"]:
        parts.append("the other figure counts something else")
    return "; ".join(dict.fromkeys(parts))


def _no_number(left: dict, right: dict, pair: dict) -> str:
    silent = [side for side in (left, right) if pd.isna(side["interval_low"])]
    parts = []
    for side in silent:
        given = f'says "{side["wording"]}"' if side["wording"] else "gives no number"
        parts.append(f"{side['speaker']} {given} for {side['quantity']}")
    return "; ".join(dict.fromkeys(parts))


def _not_comparable(left: dict, right: dict, pair: dict) -> str:
    basis = pair["basis"]
    if basis == "different units":
        return f"{basis}: {left['unit']} and {right['unit']}"
    if basis == "unrelated quantities":
        return f"{basis}: {left['quantity']}; {right['quantity']}"
    if basis == "different status":
        return f"{basis}: {_status(left)} and {_status(right)}"
    return f"{basis}: {_period(left)} and {_period(right)}"


def _status(figure: dict) -> str:
    return STATUS_WORDS.get(figure["status"], "no status given")


def _period(figure: dict) -> str:
    days = [figure[name] for name in ("event_from", "event_to")]
    first, last = ("an open day" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in days)
    return f"{first} to {last}"


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
    side = "below" if left["value"] > right["value"] else "above"
    about = "about " if "about" in (left["hedge"], right["hedge"]) else ""
    return f": the second number is {about}{format_number(pair['gap'])} {side} the first"


def _part(left: dict, right: dict, pair: dict) -> str:
    fits = "can be" if pair["verdict"] == "not too large" else "is too large to be"
    return f"{said(left)} {fits} a part of {said(right)}" + _split(left, right)


def _meet(left: dict, right: dict, pair: dict) -> str:
    if left["kind"] == "cumulative" and pair["gap"] > 0:
        first, last = sorted((left, right), key=lambda side: side["interval_low"])
        return f"a running total may grow from {said(first)} to {said(last)}" + _split(first, last)
    sides = [
        f"{s['wording']} is {OPEN_WORDS[s['hedge']]}"
        for s in (left, right)
        if s["hedge"] in OPEN_WORDS
    ]
    why = f"they meet only because {' and '.join(sides)}" if sides else "they meet"
    return f"{said(left)} and {said(right)}: {why}" + _split(left, right)


def _differ(left: dict, right: dict, pair: dict) -> str:
    fold = "" if pd.isna(pair["fold"]) else f", {pair['fold']:.1f}-fold"
    fell = left["kind"] == "cumulative" and _day(left) != _day(right)
    why = "; the later running total is the lower one" if fell else ""
    apart = f"{format_number(pair['gap'])} {left['unit']} apart{fold}"
    return f"{said(left)} and {said(right)} are {apart}{why}" + _split(left, right)


def _day(figure: dict) -> pd.Timestamp:
    """Return the day of a running total: the last that it speaks of, else when it was said."""
    return figure["reported_on"] if pd.isna(figure["event_to"]) else figure["event_to"]


def _split(left: dict, right: dict) -> str:
    """Return the difference of status, which is named wherever there is one."""
    if left["status"] == right["status"]:
        return ""
    return f"; the status differs: {_status(left)}, {_status(right)}"


REASONS = {
    "not confirmed": _not_confirmed,
    "no number": _no_number,
    "not comparable": _not_comparable,
    "draws on": _draws_on,
    "not too large": _part,
    "too large": _part,
    "agree": _meet,
    "not ruled out": _meet,
    "differ": _differ,
}
