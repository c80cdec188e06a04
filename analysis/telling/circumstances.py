"""Say where and in which period what a figure counts is said to be."""

import re

import pandas as pd

from analysis.formats import day, period, span


def where(figure) -> str:
    """Return the place in brackets, where the label does not have it."""
    known = figure.quantity.casefold()
    words = re.findall(r"\w+", figure.place.casefold())
    return f" ({figure.place})" if any(word not in known for word in words) else ""


def when(figure) -> str:
    """Return the period that a figure speaks of; a running total is told since its start."""
    start, end = _period(figure)
    if _only_adate_named(figure) or _in_label(figure, start, end):
        return ""
    if figure.kind == "cumulative" and pd.isna(end) and pd.notna(start):
        return f" since {day(start)}"
    words = period(start, end)
    return f" {words}" if words else ""


def _period(figure) -> tuple[pd.Timestamp, pd.Timestamp]:
    start = figure.event_from
    if figure.kind == "cumulative" and pd.isna(start):
        start = figure.starts_on
    return start, figure.event_to


def _only_adate_named(figure) -> bool:
    """Say whether a date goes with an expectation, but no period: of what, only the note says."""
    start, end = _period(figure)
    return figure.status == "expected" and pd.isna(start) and pd.notna(end)


def date_named(figure) -> str:
    """Return the date that goes with an expectation, at the end of its sentence."""
    return f"naming {day(figure.event_to)} as a date" if _only_adate_named(figure) else ""


def _in_label(figure, start: pd.Timestamp, end: pd.Timestamp) -> bool:
    """Say whether a label names the period: "arrests in March 2024", "the march on 1 March"."""
    known = [date for date in (start, end) if pd.notna(date)]
    if len(known) == 2 and re.search(rf"\b{span(*known)}\b", figure.quantity):
        return True
    days = [rf"\b{date.day} {date:%B}\b" for date in known]
    return bool(days) and all(re.search(words, figure.quantity) for words in days)
