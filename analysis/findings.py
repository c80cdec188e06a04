"""The sentences that state what a selection of figures shows: every number in them is computed."""

import pandas as pd

from analysis import compare
from analysis.compare import SAYS_NOTHING
from analysis.formats import count_of, day, listed
from analysis.wording import format_number

TOLD = {
    "agree": "the two agree",
    "not ruled out": "neither rules the other out",
    "differ": "the two differ",
    "not too large": "a part fits its whole",
    "too large": "a part is larger than its whole",
    "draws on": "one draws on the other",
}
EMPTY = "No figures match this selection, so there is nothing to compare."
NO_RANGE = "No quantity has more than one number."


def percent(share: float) -> str:
    """Return a share as it is printed, to three significant digits.

    >>> percent(0.125), percent(0.15), percent(2.5)
    ('12.5 %', '15 %', '250 %')
    """
    digits = max(0, 2 - len(f"{share * 100:.0f}")) if share * 100 >= 100 else 1
    return f"{share * 100:,.{digits}f}".removesuffix(".0") + " %"


def who_says_how_much(figures: pd.DataFrame) -> str:
    """Return how many figures there are, by how many speakers, and how many have a number."""
    if figures.empty:
        return EMPTY
    numbered = int(figures["interval_low"].notna().sum())
    unnamed = figures.loc[~figures["named"], "speaker_id"].nunique()
    silent = int((figures["stance"] != "asserts").sum())
    speakers = count_of(figures["speaker_id"].nunique(), "source")
    text = (
        f"{count_of(len(figures), 'row')} from {speakers}"
        f"{f', {unnamed:,} of them unnamed' if unnamed else ''}: "
        f"{count_of(numbered, 'figure')} with a number, "
        f"{count_of(len(figures) - numbered, 'position')} without one"
    )
    return text + (f"; {silent:,} of them {_assert(silent)} nothing." if silent else ".")


def _assert(number: int) -> str:
    return "asserts" if number == 1 else "assert"


def printed_ranges(spread: pd.DataFrame) -> list[str]:
    """Return a sentence for each quantity that has more than one figure with a number."""
    several = spread[(spread["with_number"] > 1) & spread["printed_low"].notna()]
    return [_printed_range(row) for row in several.itertuples()] or [NO_RANGE]


def _printed_range(row) -> str:
    low, high = format_number(row.printed_low), format_number(row.printed_high)
    fold = f", {row.fold:.1f}-fold" if pd.notna(row.fold) and row.fold > 1 else ""
    run = f"are all {low}" if low == high else f"run from {low} to {high}{fold}"
    unnamed = f", {row.unnamed:,} of them unnamed" if row.unnamed else ""
    by = f"by {count_of(row.speakers, 'source')}{unnamed}; at most {row.origins:,} independent"
    if row.origins_if_possible != row.origins:
        by += f", or {row.origins_if_possible:,} if each rests on its possible origin"
    apart = "; their intervals have nothing in common" if row.disputed else ""
    return f"The numbers printed for {row.quantity} {run}, {by}{apart}."


def verdict_counts(pairs: pd.DataFrame) -> str:
    """Return how many pairs have which verdict; those that say nothing are counted by reason."""
    if pairs.empty:
        return "There is no pair of figures to compare."
    counts = pairs["verdict"].value_counts()
    speaking = [f"in {counts[v]:,} {TOLD[v]}" for v in TOLD if v in counts]
    silent = [f"{counts[v]:,} {v}" for v in SAYS_NOTHING if v in counts]
    basis = pairs.loc[pairs["basis"] != "", "basis"].value_counts()
    why = f" ({', '.join(f'{name} in {number:,}' for name, number in basis.items())})"
    told = int((~pairs["verdict"].isin(SAYS_NOTHING)).sum())
    number = f"{told:,}" if told else "none"
    text = f"Of {count_of(len(pairs), 'pair')}, {number} can be set against each other"
    text += f": {listed(speaking)}." if speaking else "."
    return text + (f" The others: {listed(silent)}{why if len(basis) else ''}." if silent else "")


def verdicts_in_words(
    figures: pd.DataFrame, quantities: pd.DataFrame, *, split_by_status: bool = False
) -> str:
    """Return how many pairs of figures have which verdict; of many figures, how many meet."""
    if len(figures) > compare.COUNTED_BEYOND:
        return pair_counts(compare.count_pairs(figures))
    return verdict_counts(
        compare.compare_pairs(figures, quantities, split_by_status=split_by_status)
    )


def shares_detected(shares: pd.DataFrame) -> list[str]:
    """Return a sentence for each count that was said to be observed, as a share of its whole."""
    if shares.empty:
        return [
            "Nobody gives a number both for a whole and for a part of it that is said to have been "
            "seen or detected, so no share can be given; that is not a share of zero."
        ]
    sentences = []
    for _, rows in shares.groupby("part_figure", sort=False):
        first = rows.iloc[0]
        of = _shares_of(rows)
        part = f"{first['part_wording']} {first['part_quantity']}"
        sentences.append(
            f"One count said to have been seen or detected, {part}, equals {listed(of)}; sightings "
            "without a number are not in it."
        )
    return sentences


def _shares_of(rows: pd.DataFrame) -> list[str]:
    """Return each distinct share in words; two figures may print the same whole."""
    of = [f"{percent(row.share)} of {format_number(row.whole)}" for row in rows.itertuples()]
    return list(dict.fromkeys(of))


def drawn(pairs: pd.DataFrame) -> list[str]:
    """Return the reasons of the pairs of which one draws on the other, as sentences."""
    found = pairs.loc[pairs["verdict"] == "draws on", "reason"]
    return [f"{text}." for text in found] or ["No figure draws on another one that has a number."]


def without_number(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that give no number or assert nothing, with what they do say."""
    rows = figures[figures["interval_low"].isna() | (figures["stance"] != "asserts")]
    words = {"cannot_confirm": "cannot confirm", "denies": "denies"}
    position = (
        rows["stance"].map(words).fillna(rows["wording"].mask(rows["wording"] == "", "no number"))
    )
    return rows.assign(position=position)


def other_units(figures: pd.DataFrame, unit: str) -> str:
    """Return the figures that are counted in other units than a chart's, as a line of text."""
    others = figures[(figures["unit"] != unit) & (figures["stance"] == "asserts")]
    if others.empty:
        return "All figures of this selection are in the chart."
    parts = [
        f"{row.wording or 'no number'} ({row.quantity}; {row.speaker})"
        for row in others.itertuples()
    ]
    return f"Not in the chart, because they are counted in other units: {listed(parts)}."


def pair_counts(counts: pd.DataFrame) -> str:
    """Return how many pairs of one quantity have intervals that meet, for large ledgers."""
    pairs, apart = int(counts["pairs"].sum()), int(counts["apart"].sum())
    told = (
        f"the intervals of {apart:,} of them do not meet" if apart else "all their intervals meet"
    )
    return f"{count_of(pairs, 'pair')} of figures count the same quantity; {told}."


def implied(bounds: pd.DataFrame, quantities: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return what follows for each whole that has parts, and where claims exclude one another."""
    wholes = set(quantities.loc[quantities["quantity_id"].isin(bounds["quantity_id"]), "part_of"])
    told = bounds["quantity_id"].isin(wholes) | bounds["disputed"] | bounds["conflict"]
    names = figures.set_index("figure_id")[["wording", "speaker"]].agg(_said, axis=1).to_dict()
    sentences = [_implied(row, names) for row in bounds[told].itertuples()]
    return sentences or ["No quantity here is part of another: nothing follows beyond the figures."]


def _said(figure: pd.Series) -> str:
    return f"{figure['wording']} ({figure['speaker']})"


def _implied(row, names: dict[str, str]) -> str:
    low, high = format_number(row.low), format_number(row.high)
    lower, upper = (_setters(ids, names) for ids in (row.low_from, row.high_from))
    if row.conflict:
        return (
            f"For {row.label} the claims exclude one another: at least {low}, by {lower}, "
            f"but at most {high}, by {upper}."
        )
    ends = low if low == high else f"from {low} to {high}"
    by = listed(dict.fromkeys(filter(None, (lower, upper))))
    by = f"set by {by}" if lower or upper else "with nothing to bound it"
    if row.disputed:
        return f"The figures for {row.label} have nothing in common; they span {ends}, {by}."
    if row.stated:
        return f"If every figure for {row.label} holds, the number is {ends}, {by}."
    return (
        f"No one gives a number for {row.label}; if every figure for its whole and its parts "
        f"holds, it is {ends}, {by}."
    )


def _setters(ids: str, names: dict[str, str]) -> str:
    return listed(names[name] for name in ids.split(", ")) if ids else ""


def headline(spread: pd.DataFrame) -> str:
    """Return the widest range of printed numbers for one quantity, as the title of a chart."""
    several = spread[(spread["with_number"] > 1) & spread["printed_low"].notna()]
    if several.empty:
        return "No two figures number the same thing"
    row = several.sort_values(["with_number", "fold"], ascending=False, kind="stable").iloc[0]
    fold = f", {row['fold']:.1f}-fold" if pd.notna(row["fold"]) else ""
    low, high = format_number(row["printed_low"]), format_number(row["printed_high"])
    return f"Numbers for {row['quantity']}: from {low} to {high}{fold}"


def share_headline(shares: pd.DataFrame) -> str:
    """Return the largest observed count as a share of its whole, as the title of a chart."""
    if shares.empty:
        return "No count said to have been detected can be set against a total"
    rows = shares[shares["part_figure"] == shares["part_figure"].iloc[0]]
    of = _shares_of(rows)
    part = rows["part_wording"].iloc[0]
    return f"The largest count said to have been detected, {part}: {listed(of)}"


def source_line(figures: pd.DataFrame, documents: pd.DataFrame) -> str:
    """Return what stands under a chart: the documents, and the last day that it takes in."""
    if figures.empty:
        return ""
    used = documents.loc[documents["document_id"].isin(figures["document_id"]), "title"].tolist()
    until = f"as reported by {day(figures['reported_on'].max())}."
    if not used:
        return f"Figures {until}"
    titles = used[0] if len(used) == 1 else count_of(len(used), "document")
    return f"Source: {titles}; figures {until}"
