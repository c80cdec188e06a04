"""What a chart shows of each figure: its mark, its words and the group that it stands in."""

import math
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from reported_figures.comparing.candidates import wholes
from reported_figures.formats import (
    capital,
    count_of,
    is_known,
    listed,
    period,
    printed_range,
    span,
)
from reported_figures.ledger.printed import as_printed, highest_printed
from reported_figures.limits import MOST_CHARTS, MOST_MARKS, MOST_NAMED
from reported_figures.showing.marks import Colours, Mark, Style
from reported_figures.vocabulary import CEILINGS, FLOORS, REFUSALS, SOFT, STAGES, STATUSES

FEWEST = 2  # numbers of what has a chart of its own


def panels(
    figures: pd.DataFrame, quantities: pd.DataFrame, spread: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Return the figures of at most four charts, those of what is most disputed first.

    Figures of one unit have a chart together; where several matters in it (a quantity, or a whole
    with its parts) have two numbers or more, each of these has a chart of its own, and what else
    there is has one. What has no number at all has one only where nothing has. ``spread``
    (:func:`comparing.spread.spread_by_quantity`) says what is disputed most; among equals most
    numbers come first.
    """
    chains = wholes(quantities)
    whole = figures["quantity_id"].map(lambda name: (chains.get(name) or [name])[-1])
    numbered = highest_printed(figures).notna()
    told = numbered.groupby([figures["unit"], whole]).transform("sum") >= FEWEST
    several = whole.where(told).groupby(figures["unit"]).transform("nunique") > 1
    names = figures["unit"] + (" | " + whole).where(told & several, "")
    disputed = dict.fromkeys(spread.loc[spread["sources"] > 1, "quantity_id"])
    place = figures["quantity_id"].map({name: n for n, name in enumerate(disputed)})
    keys = pd.DataFrame({"name": names, "place": place, "numbers": numbered})
    order = keys.groupby("name", sort=False).agg({"place": "min", "numbers": "sum"})
    order = order.sort_values("numbers", ascending=False, kind="stable")
    order = order.sort_values("place", kind="stable", na_position="last")
    shown = order.index[order["numbers"] > 0] if order["numbers"].any() else order.index[:1]
    return {name: figures[names == name] for name in shown[:MOST_CHARTS]}


def rows_each(parts: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """Return how many rows the chart of each part may have: together those of one chart.

    A small part has a row for each of its figures; the others share what is left.

    >>> rows_each({"people": pd.DataFrame(index=range(90)), "ships": pd.DataFrame(index=range(3))})
    {'ships': 3, 'people': 37}
    """
    left, rows = MOST_MARKS, {}
    for place, name in enumerate(sorted(parts, key=lambda name: len(parts[name]))):
        rows[name] = min(len(parts[name]), left // (len(parts) - place))
        left -= rows[name]
    return rows


def one_unit(frame: pd.DataFrame) -> str:
    """Return the unit of all rows; refused with ``ValueError`` where there are several."""
    units = sorted(frame["unit"].unique()) if "unit" in frame else []
    if len(units) > 1:
        raise ValueError(
            f"one axis carries one unit, and these rows have {len(units)}: {', '.join(units)}; "
            "draw each of charts.panels(figures, quantities, spread)"
        )
    return units[0] if units else ""


def stages(figures: pd.DataFrame) -> pd.Series:
    """Return what is said of what each figure counts: a key of ``vocabulary.STAGES``.

    >>> figures = {"stance": ["asserts", "denies", "asserts"], "status": ["expected", "", ""]}
    >>> stages(pd.DataFrame(figures)).tolist()
    ['expected', 'denies', '']
    """
    status = figures["status"].where(figures["status"].isin([*STATUSES]), "")
    return status.mask(figures["stance"].isin([*REFUSALS]), figures["stance"])


def groups(figures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the figures by what is said of them, top down, ascending within; headings are keys."""
    ordered = figures.assign(stage=stages(figures), highest=highest_printed(figures))
    ordered = ordered.sort_values("highest", kind="stable")
    parts = {capital(words): ordered[ordered["stage"] == name] for name, words in STAGES.items()}
    return {heading: part for heading, part in parts.items() if len(part)}


def stage_of(figure) -> str:
    """Return what is said of what a figure (a row of ``itertuples``) counts, as in ``stages``."""
    return figure.stance if figure.stance in REFUSALS else figure.status


def mark_of(figure, styles: Colours) -> Mark:
    """Return the mark of a figure (a row of ``itertuples``): its shape follows from its hedge."""
    low, high = figure.printed_low, figure.printed_high
    shape = "number" if low == high else "range"
    if figure.hedge in CEILINGS or not math.isfinite(low):
        shape, low = "ceiling", high
    elif figure.hedge in FLOORS or not math.isfinite(high):
        shape, high = "floor", low
    if not math.isfinite(low):
        shape, low, high = "none", 0.0, 0.0
    return Mark(
        shape=shape,
        low=low,
        high=high,
        whisker=_whisker(figure) if shape == "number" else None,
        style=styles.get(figure.speaker_id, Style()),
        stage=stage_of(figure),
    )


def _whisker(figure) -> tuple[float, float] | None:
    """Return how far a hedge such as "about" is read to reach, where that is known."""
    ends = getattr(figure, "interval_low", math.nan), getattr(figure, "interval_high", math.nan)
    return ends if figure.hedge in SOFT and all(map(math.isfinite, ends)) else None


def words_of(figure) -> str:
    """Return what is written beside a figure's mark: the number as printed, or that there is none.

    A figure that is not asserted says so.
    """
    words = as_printed(figure)
    refusal = REFUSALS.get(figure.stance, "")
    if refusal:
        return f"{refusal}: {words}" if words else refusal
    return words or "no number given"


def said_by(figure) -> str:
    """Return who says it, and through which channel."""
    return f"{figure.speaker}, {figure.outlet}" if figure.outlet else figure.speaker


def days_told(figures: pd.DataFrame) -> dict[str, str]:
    """Return what time tells a figure from others of its source on the same thing, by its id.

    That is the time that it speaks of, where each figure has one of its own, and else the day on
    which it was said. A row that stands for the span of several has none.
    """
    figures = figures.dropna(subset="reported_on")
    several = figures[figures.duplicated(["speaker_id", "quantity_id"], keep=False)]
    told = {}
    for _, rows in several.groupby(["speaker_id", "quantity_id"]):
        columns = ("event_from", "event_to"), ("reported_on", "reported_until")
        about, said = (
            [words(*days) for days in zip(*(rows[name] for name in names), strict=True)]
            for words, names in zip((_spoken_of, span), columns, strict=True)
        )
        if len(set(about)) < len(rows) and len(set(said)) > 1:
            about = [f"said {day}" for day in said] if any(about) else said
        told |= dict(zip(rows["figure_id"], about if len(set(about)) > 1 else [], strict=False))
    return told


def times_told(figures: pd.DataFrame) -> dict[str, str]:
    """Return by id of what time each figure of one quantity speaks, where that is not the same.

    Where no time of its own is recorded, that is the day on which it was said; of a whole matter
    no time is told.
    """
    if figures.empty or figures["kind"].iloc[0] == "total":
        return {}
    times = {
        figure.figure_id: _spoken_of(figure.event_from, figure.event_to)
        or span(figure.reported_on, figure.reported_until)
        for figure in figures.dropna(subset="reported_on").itertuples()
    }
    return times if len(set(times.values())) > 1 else {}


def _spoken_of(first: date, last: date) -> str:
    return span(first, last) if is_known(first) and is_known(last) else period(first, last)


BY_SPEAKER = ["speaker_id", "quantity_id", "stage"]
BY_QUANTITY = ["quantity_id", "stage"]


class Shown(NamedTuple):
    """How many figures a chart draws one by one, in rows that stand for several, and not at all."""

    single: int
    joined: int
    left_out: int


def summarise_rows(figures: pd.DataFrame, limit: int = MOST_MARKS) -> tuple[pd.DataFrame, str]:
    """Return at most ``limit`` rows for a chart, and a sentence that states by which rule.

    Up to the limit that is the figures themselves, and no sentence. Above it one row stands for a
    speaker, quantity and stage, by the latest figure that has a number; if that is still too many,
    for a quantity and stage, by the span of all printed numbers; and of those the rows of the most
    figures are kept.
    """
    if len(figures) <= limit:
        return figures, ""
    figures = figures.reset_index(drop=True).assign(stage=stages(figures).to_numpy())
    rows = _by_speaker(figures)
    rule = "one speaker, quantity and stage, by the latest figure that has a number"
    if len(rows) > limit:
        rows = _by_quantity(figures)
        rule = "one quantity and stage, by the span of the printed numbers"
    sentence = f"{len(figures):,} figures are more than a chart can show: a row stands for {rule}."
    if len(rows) > limit:
        kept = rows.nlargest(limit, "figures").sort_index()
        left = int(rows["figures"].sum() - kept["figures"].sum())
        sentence += f" The {limit:,} rows of the most figures are shown, "
        sentence += f"{count_of(left, 'figure')} {_are(left)} not."
        rows = kept
    return rows, sentence


def shown(figures: pd.DataFrame, limit: int = MOST_MARKS) -> Shown:
    """Return how many figures a chart draws one by one, joined in rows, and not at all."""
    rows, rule = summarise_rows(figures, limit)
    if not rule:
        return Shown(len(figures), 0, 0)
    single = int((rows["figures"] == 1).sum())
    drawn = int(rows["figures"].sum())
    return Shown(single, drawn - single, len(figures) - drawn)


def shown_in_words(figures: pd.DataFrame, limit: int = MOST_MARKS) -> str:
    """Return how many of the figures of one unit a chart shows and in what way, in a sentence."""
    if figures.empty:
        return "No figure is in the chart."
    single, joined, left_out = shown(figures, limit)
    if joined == len(figures):
        return f"{count_of(joined, 'figure')}, in rows that stand for several."
    if single == len(figures):
        drawn = ", drawn one by one" if single > 1 else ""
        return f"{count_of(single, 'figure')} in {figures['unit'].iloc[0]}{drawn}."
    parts = [
        f"{single:,} {_are(single)} drawn one by one" if single else "",
        f"{joined:,} {_are(joined)} in rows that stand for several" if joined else "",
        f"{left_out:,} {_are(left_out)} not in the chart" if left_out else "",
    ]
    return f"Of {len(figures):,} figures {'; '.join(filter(None, parts))}."


def without_a_chart(figures: pd.DataFrame, *shown: pd.DataFrame) -> str:
    """Return how many figures no chart has, and on what; blank for none."""
    drawn = {name for rows in shown for name in rows["figure_id"]}
    others = figures[~figures["figure_id"].isin(drawn)]
    if others.empty:
        return ""
    names = listed(others["quantity"].drop_duplicates(), most=MOST_NAMED)
    return f"{count_of(len(others), 'figure')} {_are(len(others))} without a chart here: {names}."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _by_speaker(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the latest figure with a number for each speaker, quantity and stage."""
    numbered = _with_spans(figures, BY_SPEAKER)
    ordered = numbered.assign(has_number=highest_printed(figures).notna())
    ordered = ordered.sort_values(["has_number", "reported_on"], kind="stable", na_position="first")
    latest = ordered.groupby(BY_SPEAKER, sort=False).tail(1).sort_index()
    own = [as_printed(figure) or "no number given" for figure in latest.itertuples()]
    words = pd.Series(own, latest.index, dtype="str")
    many = latest["figures"] > 1
    return latest.assign(
        wording=latest["wording"].mask(many, words + " (" + latest["span"] + ")")
    ).drop(columns=["has_number", "span"])


def _by_quantity(figures: pd.DataFrame) -> pd.DataFrame:
    """Return a range from the lowest to the highest number for each quantity and stage."""
    rows = _with_spans(figures, BY_QUANTITY)
    speakers = rows.groupby(BY_QUANTITY)["speaker_id"].transform("nunique")
    rows = rows.groupby(BY_QUANTITY, sort=False).head(1)
    many, shared = rows["figures"] > 1, speakers[rows.index] > 1
    count = speakers[rows.index].map("{:,} speakers".format)
    dates = ["reported_on", "reported_until", "event_from", "event_to"]
    return rows.assign(
        **{name: rows[name].mask(many) for name in dates},
        speaker_id=rows["speaker_id"].mask(shared, ""),
        speaker=rows["speaker"].mask(shared, count),
        outlet=rows["outlet"].mask(many, ""),
        value=rows["value"].mask(many),
        printed_low=rows["printed_low"].mask(many, rows["lowest"]),
        printed_high=rows["printed_high"].mask(many, rows["highest"]),
        hedge=rows["hedge"].mask(many, "between"),
        wording=rows["wording"].mask(many, rows["span"]),
    ).drop(columns="span")


def _with_spans(figures: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the figures with what their group prints: how many, lowest, highest and in words."""
    group = figures.groupby(by)
    rows = figures.assign(
        figures=group["figure_id"].transform("size"),
        lowest=group["printed_low"].transform("min"),
        highest=group["printed_high"].transform("max"),
    )
    span = [
        ", ".join(filter(None, [count_of(n, "figure"), printed_range(low, high)]))
        for n, low, high in zip(rows["figures"], rows["lowest"], rows["highest"], strict=True)
    ]
    return rows.assign(span=span)
