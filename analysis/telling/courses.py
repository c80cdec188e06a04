"""Say how each source's own number went: raised, lowered, begun anew, or out of line."""

from types import SimpleNamespace

import pandas as pd

from analysis.comparing.series import histories
from analysis.formats import count_of, listed, period
from analysis.limits import MOST_SENTENCES
from analysis.telling.comparisons import date_of
from analysis.telling.reasons import printed, said_on
from analysis.telling.things import thing


def course_lines(figures: pd.DataFrame) -> list[str]:
    """Return a sentence for each running total or level that one source told more than once.

    ``figures`` are placed. A fall by the source itself, a new start and a figure out of line are
    told as such, and none of them as a dispute.
    """
    told = histories(figures)
    rows = {row["figure_id"]: row for row in figures.to_dict("records")}
    lines = []
    for _, group in told.groupby("series", sort=True):
        if len(group) > 1 or (group["earlier_id"] != "").any():
            lines += _series(group, rows)
    left = len(lines) - MOST_SENTENCES
    more = [f"{count_of(left, 'more sentence')} of this kind would follow."] if left > 0 else []
    return lines[:MOST_SENTENCES] + more


def _series(group: pd.DataFrame, rows: dict[str, dict]) -> list[str]:
    """Return what is told of one series; of a level only from where to where it went."""
    last = group["figure_id"].iloc[-1]
    if rows[last]["kind"] not in REVISED:
        return _course(group, rows)
    told: set[str] = set()
    lines = _course(group, rows) if not group["change"].isin(TURNS).any() else []
    for step in group.itertuples():
        figure = rows[step.figure_id]
        if step.change == "lowered":
            lines.append(_lowered(rows[step.earlier_id], figure, step.figure_id == last))
        elif step.change == "begins anew":
            lines.append(_anew(figure))
        elif step.change == "out of line" and step.figure_id not in told:
            names = step.one_of.split(", ") if step.one_of else [step.figure_id]
            told |= set(names)
            lines.append(_out_of_line([rows[name] for name in names]))
    return lines


REVISED = ("total", "cumulative")  # of which a later number is news of the same, not of another day
TURNS = ["lowered", "begins anew"]  # after which a number has no one course


def _course(group: pd.DataFrame, rows: dict[str, dict]) -> list[str]:
    """Return from where to where a number went."""
    steps = group[group["change"] != "out of line"]
    if len(steps) < 2:
        return []
    first, last = rows[steps["figure_id"].iloc[0]], rows[steps["figure_id"].iloc[-1]]
    rose = first["kind"] in REVISED and last["interval_low"] > first["interval_high"]
    what = thing(SimpleNamespace(**first)).words
    return [
        f"By {first['speaker']}, {what} {'rose' if rose else 'went'} from {_told(first)} to "
        f"{_told(last)}, in {count_of(len(steps), 'figure')}."
    ]


def _lowered(before: dict, after: dict, is_last: bool) -> str:
    own = "its own number"
    if before["speaker"] != after["speaker"]:
        own = f"the number of {before['speaker']}"
    so_far = ", so far without a follow-up" if is_last else ""
    return (
        f"{after['speaker']} lowered {own} for {after['quantity']} from {_told(before)} to "
        f"{_told(after)}{so_far}."
    )


def _anew(figure: dict) -> str:
    start = period(date_of(figure["start"]), pd.NaT)
    return (
        f"The count of {figure['speaker']} for {figure['quantity']} begins anew {start}, with "
        f"{_told(figure)}; nothing is compared across that."
    )


def _out_of_line(figures: list[dict]) -> str:
    named = listed(_told(figure) for figure in figures)
    one, about = figures[0]["speaker"], figures[0]["quantity"]
    which = f"{named} is" if len(figures) == 1 else f"one of {named} is"
    which = which[:1].upper() + which[1:]
    return f"{which} out of line with what {one} says of {about} before and after."


def _told(figure: dict) -> str:
    """Return a number with the day it speaks of, else the day it was said."""
    day = period(pd.NaT, figure["event_to"]).removeprefix("by ")
    return f"{printed(figure)} ({day or said_on(figure)})"
