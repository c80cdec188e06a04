"""Say how the number of one source went: from where to where, revised, anew, out of line."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter, itemgetter
from types import SimpleNamespace

import pandas as pd

from reported_figures import formats
from reported_figures.comparing.series import REVISED, histories
from reported_figures.formats import capital, count_of, listed
from reported_figures.limits import MOST_NAMED, MOST_SENTENCES
from reported_figures.telling.amounts import thing, topic
from reported_figures.telling.reasons import by_figure, printed, said_on
from reported_figures.telling.speakers import printed_name, speaks_as_many

LIKE = 0.1  # of its days by which one month or year may be longer than another


def date_of(days: float) -> pd.Timestamp:
    """Return the day of a number of days since 1970.

    >>> date_of(19_844.0)
    Timestamp('2024-05-01 00:00:00')
    """
    if pd.isna(days):
        return pd.NaT
    return pd.Timestamp(int(days) * 86_400, unit="s")


def course_lines(figures: pd.DataFrame) -> list[str]:
    """Return a sentence for each number that one source told more than once, or of several periods.

    ``figures`` are placed. A fall by the source itself, a new start and a figure out of line are
    told as such, and none of them as a dispute.
    """
    return _at_most([line for _, line in _courses(figures)])


def leading_courses(figures: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Return those sentences on the first quantity that an answer has room for, and the others.

    One source's course without the others' on the same quantity would mislead.
    """
    told = _courses(figures)
    first = [line for quantity, line in told if quantity == told[0][0]]
    others = [line for quantity, line in told if quantity != told[0][0]]
    return first[:MOST_NAMED], _at_most([*first[MOST_NAMED:], *others])


def _at_most(lines: list[str]) -> list[str]:
    """Return as many sentences as a list has room for, and how many more would follow."""
    left = len(lines) - MOST_SENTENCES
    more = [f"{count_of(left, 'more sentence')} of this kind would follow."] if left > 0 else []
    return lines[:MOST_SENTENCES] + more


def _courses(figures: pd.DataFrame) -> list[tuple[str, str]]:
    """Return each quantity that a sentence is on, with the sentence."""
    told = list(histories(figures).itertuples(index=False))
    rows = _by_day(told, _as_first_said(figures))
    lines = []
    for _, group in groupby(told, attrgetter("series")):
        steps = list(group)
        if len(steps) > 1 or steps[0].earlier_id:
            quantity = rows[steps[0].figure_id]["quantity_id"]
            lines += [(quantity, line) for line in _series(_in_time(steps, rows), rows)]
    for periods in _periods(figures):
        changed = len({*map(_numbers, periods)}) > 1
        line = _course_of(periods, len(periods), _who(periods[-1]), changed)
        lines.append((periods[0]["quantity_id"], line))
    return lines


def _periods(figures: pd.DataFrame) -> Iterator[list[dict]]:
    """Yield the figures of each flow that a source told of several like periods, one by one."""
    stands = (figures["replaced_by"] == "") & (figures["statement"] == figures["figure_id"])
    numbered = (figures["stance"] == "asserts") & figures["interval_low"].notna()
    rows = figures[(figures["kind"] == "flow") & stands & numbered & figures["start"].notna()]
    rows = rows.assign(days=rows["end"] - rows["start"] + 1)
    for _, own in rows.groupby(["quantity_id", "series_voice", "expected"], sort=False):
        own = own.sort_values(["end", "said"], kind="stable")
        last = own["days"].iloc[-1]
        like = own[(own["days"] - last).abs() <= LIKE * own["days"].clip(lower=last)]
        apart = (like["start"].to_numpy()[1:] > like["end"].to_numpy()[:-1]).all()
        if len(like) > 1 and apart:
            yield like.to_dict("records")


def _as_first_said(figures: pd.DataFrame) -> dict[str, dict]:
    """Return each figure, with the words and the day in which its speaker said that first.

    What leads a statement may be a later direct quote of it.
    """
    rows = by_figure(figures)
    first: dict[str, dict] = {}
    for row in sorted(rows.values(), key=lambda row: row["said"]):
        lead = rows.get(row["statement"], row)
        if row["speaker_id"] == lead["speaker_id"] and row["said"] < lead["said"]:
            first.setdefault(lead["figure_id"], row)
    return rows | first


def _in_time(steps: list, rows: dict[str, dict]) -> list:
    """Return the steps of a series in the order of the days that they speak of."""
    lasting = [step for step in steps if step.change != "beside"]
    return sorted(lasting, key=lambda step: itemgetter("at", "said")(rows[step.figure_id]))


def _by_day(steps: list, rows: dict[str, dict]) -> dict[str, dict]:
    """Return the figures, with all numbers that a source gave on one day in the first of them."""
    told: dict[str, list[dict]] = {}
    for step in steps:
        if step.change == "beside":
            told.setdefault(step.earlier_id, [rows[step.earlier_id]]).append(rows[step.figure_id])
    return rows | {first: _all_of(day) for first, day in told.items()}


def _all_of(figures: list[dict]) -> dict:
    """Return the first of some figures with the numbers of all of them."""
    low, high = (
        end(figure[f"interval_{name}"] for figure in figures)
        for name, end in (("low", min), ("high", max))
    )
    numbers = listed(printed(figure) for figure in figures)
    return figures[0] | {"numbers": numbers, "interval_low": low, "interval_high": high}


def _numbers(figure: dict) -> str:
    """Return the number of a figure as printed, or all that its source gave on that day."""
    return figure.get("numbers") or printed(figure)


def _series(steps: list, rows: dict[str, dict]) -> list[str]:
    """Return what is told of one series; of a level only from where to where it went."""
    if rows[steps[-1].figure_id]["kind"] not in REVISED:
        return _course(steps, rows)
    told: set[str] = set()
    lines = [] if _breaks(steps) else _course(steps, rows)
    for place, step in enumerate(steps):
        figure = rows[step.figure_id]
        if step.change == "lowered":
            since = _since(steps[place + 1 :], step.figure_id, rows)
            lines.append(_lowered(rows[step.earlier_id], figure, since))
        elif step.change == "begins anew":
            lines.append(_anew(figure))
        elif step.change == "out of line" and step.figure_id not in told:
            names = step.one_of.split(", ") if step.one_of else [step.figure_id]
            told |= set(names)
            lines.append(_out_of_line([rows[name] for name in names]))
    return lines


def _breaks(steps: list) -> bool:
    """Return whether a number has no one course: it was lowered, or begins anew."""
    return any(step.change in ("lowered", "begins anew") for step in steps)


def _course(steps: list, rows: dict[str, dict]) -> list[str]:
    """Return from where to where a number went."""
    steps = [step for step in steps if step.change != "out of line"]
    if len(steps) < 2:
        return []
    first, last = rows[steps[0].figure_id], rows[steps[-1].figure_id]
    changed = any(step.change != "confirmed" for step in steps[1:])
    changed |= _numbers(first) != _numbers(last)
    own = {_who(rows[step.figure_id]): rows[step.figure_id] for step in steps}
    who = listed(own, most=MOST_NAMED)
    if changed and first["kind"] == "total":
        return [_revised(first, last, len(steps))]
    return [_course_of([first, last], len(steps), who, changed)]


def _course_of(figures: list[dict], steps: int, who: str, changed: bool) -> str:
    """Return from where to where a number went, from the first to the last of its figures."""
    first, last = figures[0], figures[-1]
    counted = thing(SimpleNamespace(**first)).words
    if first["expected"]:
        counted = f"the expected {counted.removeprefix('the ')}"
    went = _went(first, last) if changed else _stayed(first, last)
    return f"According to {who}, {counted} {went}{_over(steps)}."


def _over(steps: int) -> str:
    return f", over {count_of(steps, 'figure')}" if steps > 2 else ""


def _revised(first: dict, last: dict, steps: int) -> str:
    """Return from where to where a number of a whole matter was revised: it is but one."""
    verb = "raised" if last["interval_low"] > first["interval_high"] else "revised"
    return (
        f"{capital(_who(last))} {verb} {_whose_number(first, last)} {_from_to(first, last)}"
        f"{_over(steps)}."
    )


def _whose_number(before: dict, after: dict) -> str:
    """Return whose number it was: of a person it is not told whether his or hers."""
    noun = "expectation" if after["expected"] else "number"
    of = f"for {topic(after)}"
    if before["speaker"] != after["speaker"]:
        return f"the {noun} that {_who(before)} gave {of}"
    own = "their own" if _many(after) else "its own"
    return f"{'the' if after['source_kind'] == 'person' else own} {noun} {of}"


def _went(first: dict, last: dict) -> str:
    rose = first["kind"] in REVISED and last["interval_low"] > first["interval_high"]
    return f"{'rose' if rose else 'went'} {_from_to(first, last)}"


def _stayed(first: dict, last: dict) -> str:
    one_day = _day_told(first) == _day_told(last)
    ends = [_day(figure, one_day) for figure in (first, last)]
    return f"stayed at {_numbers(last)} from {ends[0]} to {ends[1]}"


def _who(figure: dict) -> str:
    return printed_name(SimpleNamespace(**figure))


def _many(figure: dict) -> bool:
    return speaks_as_many(SimpleNamespace(**figure))


def _since(later: list, name: str, rows: dict[str, dict]) -> str:
    """Return what a source said last after it had lowered its number, in the same count."""
    later = [step for step in later if step.change != "out of line" and step.figure_id != name]
    if not later:
        return ", so far without a follow-up"
    return "" if _breaks(later) else f"; the last is {_told(rows[later[-1].figure_id])}"


def _lowered(before: dict, after: dict, since: str) -> str:
    told = f"lowered {_whose_number(before, after)} {_from_to(before, after)}"
    return f"{capital(_who(after))} {told}{since}."


def _anew(figure: dict) -> str:
    start = date_of(figure["start"])
    until = figure["event_from_until"] if start == figure["event_from"] else start
    return (
        f"The count of {_who(figure)} for {topic(figure)} begins anew from "
        f"{formats.span(start, until)}, with "
        f"{_told(figure)}; nothing is compared across that."
    )


def _out_of_line(figures: list[dict]) -> str:
    named = listed(_told(figure) for figure in figures)
    who, about = _who(figures[0]), topic(figures[0])
    says = "say" if _many(figures[0]) else "says"
    which = f"{named} is" if len(figures) == 1 else f"one of {named} is"
    return f"{capital(which)} out of line with what {who} {says} of {about} before and after."


def _from_to(before: dict, after: dict) -> str:
    """Return two numbers with the days they speak of; if that is one day, with those of saying."""
    one_day = _day_told(before) == _day_told(after)
    return f"from {_told(before, one_day)} to {_told(after, one_day)}"


def _told(figure: dict, as_said: bool = False) -> str:
    return formats.with_remark(_numbers(figure), _day(figure, as_said))


def _day(figure: dict, as_said: bool = False) -> str:
    """Return the day that a figure speaks of, else the day on which it was said."""
    known = "" if as_said else _day_told(figure)
    return known or said_on(figure)


def _day_told(figure: dict) -> str:
    """Return the day or period that a figure speaks of; of a running total its last day."""
    start, end = figure["event_from"], figure["event_to"]
    if pd.isna(end):
        return ""
    return formats.span(end if figure["kind"] == "cumulative" or pd.isna(start) else start, end)
