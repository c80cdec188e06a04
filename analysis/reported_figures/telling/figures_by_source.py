"""Say what figures come to side by side: how many, how far apart, and with which verdicts."""

from collections.abc import Mapping
from types import SimpleNamespace

import pandas as pd

from reported_figures import formats
from reported_figures.comparing.candidates import crowded
from reported_figures.comparing.estimands import standing
from reported_figures.comparing.series import REVISED, histories
from reported_figures.comparing.spread import spread_by_estimand
from reported_figures.formats import capital, count_of, listed
from reported_figures.limits import MOST_NAMED, MOST_SENTENCES, MOST_TOLD, MOST_VOICES
from reported_figures.telling.amounts import computed_ends, thing
from reported_figures.telling.reasons import (
    distance,
    printed,
    refused_thing,
    said_on,
    with_reasons,
)
from reported_figures.telling.speakers import printed_name, speaks_as_many
from reported_figures.vocabulary import REFUSALS, SAYS_NOTHING, VERDICTS_TOLD

EMPTY = "No figures match this selection, so there is nothing to compare."


def who_says_how_much(figures: pd.DataFrame) -> str:
    """Return how many figures there are, by how many speakers, and how many have a number."""
    if figures.empty:
        return EMPTY
    numbered = int((figures["interval_low"].notna() & (figures["stance"] == "asserts")).sum())
    unnamed = figures.loc[~figures["named"], "speaker_id"].nunique()
    silent = int((figures["stance"] != "asserts").sum())
    speakers = count_of(figures["speaker_id"].nunique(), "source")
    text = (
        f"{count_of(len(figures), 'row')} from {speakers}"
        f"{f', {unnamed:,} of them unnamed' if unnamed else ''}: "
        f"{count_of(numbered, 'figure')} with a number, "
        f"{count_of(len(figures) - numbered, 'position')} without one"
    )
    asserts = "asserts" if silent == 1 else "assert"
    return text + (f"; {silent:,} of them {asserts} nothing." if silent else ".")


def printed_ranges(spread: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return a sentence for each quantity that several sources number, the widest dispute first.

    ``spread`` comes from :func:`comparing.spread.spread_by_quantity` of the ``figures``. Of many
    quantities the first ones are told, and the others counted.
    """
    several = spread[spread["sources"] > 1]
    names = {figure.figure_id: printed_name(figure) for figure in figures.itertuples()}
    refused = _refused_by(figures)
    told = [
        f"{_printed_range(row, names)}{refused.get(row.quantity_id, '')}."
        for row in several.head(MOST_SENTENCES).itertuples()
    ]
    left = len(several) - MOST_SENTENCES
    more = count_of(left, "more quantity", "more quantities")
    return told + ([f"The table has {more} with numbers of several sources."] if left > 0 else [])


def answers(spread: pd.DataFrame, pairs: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return what the figures show side by side: their ranges, and what differs beyond these.

    Where no two sources number one thing, it is told who gives the only number, if anyone does.
    """
    told = [*printed_ranges(spread, figures), *_beyond_ranges(pairs, figures)]
    if told or figures.empty:
        return told
    alone = spread[spread["sources"] > 0]
    if alone.empty:
        return ["No source gives a number."]
    if len(alone) > 1:
        return ["No two sources give a number for the same thing."]
    row = next(alone.itertuples())
    names = {figure.figure_id: printed_name(figure) for figure in figures.itertuples()}
    low, high = computed_ends(row.printed_low, row.printed_high, row)
    number = high if row.printed_low == row.printed_high else f"{low} to {high}"
    of = f"{row.quantity}{_when(row)}"
    refused = _refused_by(figures).get(row.quantity_id, "")
    return [f"For {of} only {_whose(row.low_by, names)} gives a figure: {number}{refused}."]


def _beyond_ranges(pairs: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return the disputes of two figures that are not of one time, such as a total that fell."""
    wide = pairs[pairs["verdict"].isin(["differ", "too large"])]
    if wide.empty:
        return []
    times: dict[str, set[int]] = {}
    for place, ids in enumerate(spread_by_estimand(figures)["figures"]):
        for name in ids.split(", "):
            times.setdefault(name, set()).add(place)
    sides = zip(wide["figure_a"], wide["figure_b"], strict=True)
    apart = wide[[times.get(a, set()).isdisjoint(times.get(b, set())) for a, b in sides]]
    told = with_reasons(apart.head(MOST_TOLD), figures)["reason"]
    left = len(apart) - len(told)
    more = [f"{count_of(left, 'more pair')} of different times differ."] if left > 0 else []
    return [f"{capital(reason)}." for reason in told] + more


def _refused_by(figures: pd.DataFrame) -> dict[str, str]:
    """Return for each quantity who now denies a figure of it, or cannot confirm one."""
    now = standing(figures)
    now = now[now["stance"].isin(REFUSED_BY)]
    now = now.assign(what=[refused_thing(row) for row in now.to_dict("records")])
    told: dict[str, str] = {}
    for (quantity, stance, what), rows in now.groupby(["quantity_id", "stance", "what"]):
        who = listed(dict.fromkeys(map(printed_name, rows.itertuples())), MOST_TOLD)
        words = f"{what or 'it'} is {REFUSED_BY[stance]} {who}"
        told[quantity] = f"{told.get(quantity, '')}; {words}"
    return told


REFUSED_BY = {"denies": "denied by", "cannot_confirm": "not confirmed by"}


def _printed_range(row, names: Mapping[str, str]) -> str:
    low, high = computed_ends(row.printed_low, row.printed_high, row)
    alike = row.printed_low == row.printed_high
    run = f"are all {high}" if alike else f"run from {low} to {high}{_wide(row)}"
    unnamed = f", {row.unnamed:,} of them unnamed" if row.unnamed else ""
    by = f"by {count_of(row.sources, 'source')}{unnamed}"
    by += f" ({row.speaking:,} speak of it)" if row.speaking > row.sources else ""
    by += f"; at most {row.origins:,} independent"
    if row.origins_if_possible != row.origins:
        by += f", or {row.origins_if_possible:,} if each rests on its possible origin"
    if not alike:
        lowest, highest = (_whose(ids, names) for ids in (row.low_by, row.high_by))
        by += f"; the lowest is from {lowest}, the highest from {highest}"
    apart = ""
    if row.nothing_in_common:
        apart = "; they cannot all hold, as their intervals have nothing in common"
    elif not alike and pd.notna(row.joint_low):
        apart = "; they can all hold"
    of = f"{row.quantity}{_when(row)}"
    of += f", {_stage(row)}," if _stage(row) else ""
    return f"The numbers printed for {of} {run}, {by}{apart}{_often(row)}"


def _whose(ids: str, names: Mapping[str, str]) -> str:
    """Return who gives some figures, each source once."""
    return listed(dict.fromkeys(names[name] for name in ids.split(", ")), MOST_TOLD)


def _wide(row) -> str:
    if "percent" in (row.unit, row.unit_kind):
        return f", {distance(row.printed_high - row.printed_low, row.fold, '', 'percent')}"
    return f", {formats.fold(row.fold)}" if pd.notna(row.fold) and row.fold > 1 else ""


def _when(row) -> str:
    """Return of which time the numbers are, where the quantity has one number for each."""
    if row.as_said:
        return ""
    if row.kind == "cumulative":
        return f" as of {formats.span(date_of(row.start), date_of(row.end))}"
    return f" {formats.period(date_of(row.start), date_of(row.end))}"


def _stage(row) -> str:
    """Return of what stage the numbers are, when they were said, and how, where that matters."""
    stage = ""
    if not hasattr(row, "status"):  # of a quantity that is not split by it
        stage = "expected" if row.expected else SIDES[row.side] if row.sides > 1 else ""
    said = row.as_said and (row.kind != "total" or row.times > 1)
    when = f"said {formats.period(date_of(row.start), date_of(row.end))}" if said else ""
    return ", ".join(filter(None, [stage, when, "vague words as read" if row.words_read else ""]))


SIDES = {"told": "expectations apart", "expected": "expected or under way"}


def _often(row) -> str:
    """Return on how many times several sources give a number, and when they lay widest apart."""
    if row.contested < 2 or (row.kind == "total" and row.times < 2):
        return ""
    text = (
        f"; on {int(row.contested):,} of {int(row.times):,} times two sources or more give a number"
    )
    if "percent" in (row.unit, row.unit_kind):
        if not row.gap_widest > 0:
            return text
        when = formats.period(date_of(row.gap_start), date_of(row.gap_end))
        return f"{text}, at the widest {distance(row.gap_widest, 1, '', 'percent')} apart, {when}"
    if pd.isna(row.fold_widest) or row.fold_widest <= 1:
        return text
    widest = formats.period(date_of(row.widest_start), date_of(row.widest_end))
    median, most = formats.fold(row.fold_median), formats.fold(row.fold_widest)
    return f"{text}, {median} in the median and at the widest {most}, {widest}"


def date_of(days: float) -> pd.Timestamp:
    """Return the day of a number of days since 1970.

    >>> date_of(19_844.0)
    Timestamp('2024-05-01 00:00:00')
    """
    if pd.isna(days):
        return pd.NaT
    return pd.Timestamp(int(days) * 86_400, unit="s")


def headline(spread: pd.DataFrame) -> str:
    """Return the widest range of printed numbers for one quantity, as the title of a chart."""
    several = spread[spread["sources"] > 1]
    if several.empty:
        return "No two sources number the same thing"
    row = next(several.itertuples())
    low, high = computed_ends(row.printed_low, row.printed_high, row)
    ends = high if row.printed_low == row.printed_high else f"from {low} to {high}"
    of = ", ".join(filter(None, [f"{row.quantity}{_when(row)}", _stage(row)]))
    return f"Numbers for {of}: {ends}{_wide(row)}"


def verdict_counts(pairs: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return how many pairs have which verdict; those that say nothing are counted by reason.

    It is told where so many speak of one quantity that only the widest pairs were made.
    """
    if pairs.empty:
        return "No two sources speak of the same or of related things."
    counts = pairs["verdict"].value_counts()
    speaking = [f"in {counts[v]:,} {words}" for v, words in VERDICTS_TOLD.items() if v in counts]
    silent = [f"{counts[v]:,} {v}" for v in SAYS_NOTHING if v in counts]
    basis = pairs.loc[pairs["basis"] != "", "basis"].value_counts()
    why = f" ({', '.join(f'{name} in {number:,}' for name, number in basis.items())})"
    told = int((~pairs["verdict"].isin(SAYS_NOTHING)).sum())
    number = f"{told:,}" if told else "none"
    text = f"Of {count_of(len(pairs), 'pair')} on the same or related things, {number} can be set"
    text += f" against each other: {listed(speaking)}." if speaking else " against each other."
    text += f" The others: {listed(silent)}{why if len(basis) else ''}." if silent else ""
    if many := crowded(figures):
        text += f" More than {MOST_VOICES} speak of {listed(many, MOST_NAMED)}: of these only the"
        text += " widest pairs, and those with the latest figures, are made and counted."
    return text


def without_number(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that give no number or assert nothing, with what they do say."""
    rows = figures[figures["interval_low"].isna() | (figures["stance"] != "asserts")]
    wording = rows["wording"].mask(rows["wording"] == "", "no number")
    return rows.assign(position=rows["stance"].map(REFUSALS).fillna(wording))


def source_line(figures: pd.DataFrame, documents: pd.DataFrame) -> str:
    """Return what stands under a chart: the documents, and the last day that it takes in."""
    if figures.empty:
        return ""
    used = documents.loc[documents["document_id"].isin(figures["document_id"]), "title"].tolist()
    last = figures.sort_values("reported_until", kind="stable").iloc[-1]
    until = f"as reported by {formats.span(last['reported_on'], last['reported_until'])}."
    if not used:
        return f"Figures {until}"
    titles = used[0] if len(used) == 1 else count_of(len(used), "document")
    return f"Source: {titles}; figures {until}"


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
            lines += _series(_in_time(group, rows), _by_day(group, rows))
    left = len(lines) - MOST_SENTENCES
    more = [f"{count_of(left, 'more sentence')} of this kind would follow."] if left > 0 else []
    return lines[:MOST_SENTENCES] + more


def _in_time(group: pd.DataFrame, rows: dict[str, dict]) -> pd.DataFrame:
    """Return the steps of a series in the order of the days that they speak of."""
    when = [(rows[name]["at"], rows[name]["said"]) for name in group["figure_id"]]
    order = sorted(range(len(when)), key=when.__getitem__)
    ordered = group.iloc[order]
    return ordered[ordered["change"] != "beside"]


def _by_day(group: pd.DataFrame, rows: dict[str, dict]) -> dict[str, dict]:
    """Return the figures, with all numbers that a source gave on one day in the first of them."""
    beside = group[group["change"] == "beside"].groupby("earlier_id", sort=False)["figure_id"]
    told = {first: [rows[first], *(rows[name] for name in names)] for first, names in beside}
    return rows | {first: _all_of(day) for first, day in told.items()}


def _all_of(figures: list[dict]) -> dict:
    """Return the first of some figures with the numbers of all of them."""
    low, high = (
        end(figure[f"interval_{name}"] for figure in figures)
        for name, end in (("low", min), ("high", max))
    )
    words = listed(printed(figure) for figure in figures)
    return figures[0] | {"wording": words, "interval_low": low, "interval_high": high}


def _series(group: pd.DataFrame, rows: dict[str, dict]) -> list[str]:
    """Return what is told of one series; of a level only from where to where it went."""
    if rows[group["figure_id"].iloc[-1]]["kind"] not in REVISED:
        return _course(group, rows)
    told: set[str] = set()
    lines = _course(group, rows) if not group["change"].isin(NO_COURSE).any() else []
    for place, step in enumerate(group.itertuples()):
        figure = rows[step.figure_id]
        if step.change == "lowered":
            since = _since(group.iloc[place + 1 :], step.figure_id, rows)
            lines.append(_lowered(rows[step.earlier_id], figure, since))
        elif step.change == "begins anew":
            lines.append(_anew(figure))
        elif step.change == "out of line" and step.figure_id not in told:
            names = step.one_of.split(", ") if step.one_of else [step.figure_id]
            told |= set(names)
            lines.append(_out_of_line([rows[name] for name in names]))
    return lines


NO_COURSE = ["lowered", "begins anew"]  # after which a number has no one course


def _course(group: pd.DataFrame, rows: dict[str, dict]) -> list[str]:
    """Return from where to where a number went."""
    steps = group[group["change"] != "out of line"]
    if len(steps) < 2:
        return []
    first, last = rows[steps["figure_id"].iloc[0]], rows[steps["figure_id"].iloc[-1]]
    changed = (steps["change"].iloc[1:] != "confirmed").any() or printed(first) != printed(last)
    who = listed(dict.fromkeys(_who(rows[name]) for name in steps["figure_id"]), most=MOST_NAMED)
    return [
        f"By {who}, {thing(SimpleNamespace(**first)).words} "
        f"{_went(first, last) if changed else _stayed(first, last)}, "
        f"in {count_of(len(steps), 'figure')}."
    ]


def _went(first: dict, last: dict) -> str:
    rose = first["kind"] in REVISED and last["interval_low"] > first["interval_high"]
    return f"{'rose' if rose else 'went'} {_from_to(first, last)}"


def _stayed(first: dict, last: dict) -> str:
    one_day = _day_told(first) == _day_told(last)
    ends = [_day(figure, one_day) for figure in (first, last)]
    return f"stayed at {printed(last)} from {ends[0]} to {ends[1]}"


def _who(figure: dict) -> str:
    return printed_name(SimpleNamespace(**figure))


def _many(figure: dict) -> bool:
    return speaks_as_many(SimpleNamespace(**figure))


def _since(later: pd.DataFrame, name: str, rows: dict[str, dict]) -> str:
    """Return what a source said last after it had lowered its number, in the same count."""
    later = later[(later["change"] != "out of line") & (later["figure_id"] != name)]
    if later.empty:
        return ", so far without a follow-up"
    if later["change"].isin(NO_COURSE).any():
        return ""
    return f"; the last is {_told(rows[later['figure_id'].iloc[-1]])}"


def _lowered(before: dict, after: dict, since: str) -> str:
    own = "their" if _many(after) else "" if after["source_kind"] == "person" else "its"
    whose = f"{own} own number" if own else "the number"
    if before["speaker"] != after["speaker"]:
        whose = f"the number that {_who(before)} gave"
    return (
        f"{capital(_who(after))} lowered {whose} for {after['quantity']} "
        f"{_from_to(before, after)}{since}."
    )


def _anew(figure: dict) -> str:
    start = date_of(figure["start"])
    until = figure["event_from_until"] if start == figure["event_from"] else start
    return (
        f"The count of {_who(figure)} for {figure['quantity']} begins anew from "
        f"{formats.span(start, until)}, with "
        f"{_told(figure)}; nothing is compared across that."
    )


def _out_of_line(figures: list[dict]) -> str:
    named = listed(_told(figure) for figure in figures)
    who, about = _who(figures[0]), figures[0]["quantity"]
    says = "say" if _many(figures[0]) else "says"
    which = f"{named} is" if len(figures) == 1 else f"one of {named} is"
    return f"{capital(which)} out of line with what {who} {says} of {about} before and after."


def _from_to(before: dict, after: dict) -> str:
    """Return two numbers with the days they speak of; if that is one day, with those of saying."""
    one_day = _day_told(before) == _day_told(after)
    return f"from {_told(before, one_day)} to {_told(after, one_day)}"


def _told(figure: dict, as_said: bool = False) -> str:
    return f"{printed(figure)} ({_day(figure, as_said)})"


def _day(figure: dict, as_said: bool = False) -> str:
    """Return the day that a figure speaks of, else the day on which it was said."""
    known = "" if as_said else _day_told(figure)
    again = figure["first_said"] < figure["reported_on"]  # what leads was told before
    return known or (formats.day(figure["first_said"]) if again else said_on(figure))


def _day_told(figure: dict) -> str:
    """Return the day or period that a figure speaks of; of a running total its last day."""
    start, end = figure["event_from"], figure["event_to"]
    if pd.isna(end):
        return ""
    return formats.span(end if figure["kind"] == "cumulative" or pd.isna(start) else start, end)
