"""The sentences that state which findings hang on how hedges are read."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from reported_figures.comparing.estimands import place, place_each
from reported_figures.comparing.pairs import verdicts_under
from reported_figures.comparing.readings import (
    Reading,
    chosen_reading,
    outcome_words,
    readings,
    settle,
)
from reported_figures.comparing.shares import shares_under
from reported_figures.comparing.totals import joint_bounds
from reported_figures.formats import count_of, listed
from reported_figures.ledger import Ledger
from reported_figures.limits import MOST_NAMED, MOST_SENTENCES
from reported_figures.reading.intervals import read_intervals
from reported_figures.telling.amounts import computed_range, topic
from reported_figures.telling.estimates import share_words
from reported_figures.telling.reasons import by_figure
from reported_figures.vocabulary import SAYS_NOTHING, VERDICTS_TOLD

COLUMNS = ["key", "kind", "finding", "reading", "state", "outcome"]
UNMADE = {  # what is said of a finding under a reading that does not make it
    "verdict": "no verdict",
    "bound": "not bounded",
    "share": "no share can be told",
}
UNMADE_VERDICTS = ("denied", "not confirmed", "not comparable", "")


def outcomes(
    ledger: Ledger,
    figures: pd.DataFrame,
    readings: list[Reading],
    *,
    split_by_status: bool = False,
) -> pd.DataFrame:
    """Return what each finding says under each reading, one row for a finding and a reading.

    ``state`` is the verdict, or on which sides a bound is closed; ``outcome`` is the same in words,
    with its numbers. Findings that say nothing under any reading are left out.
    """
    quantities = ledger.quantities
    names = [reading.name for reading in readings]
    words = {name: row["told"] for name, row in by_figure(figures).items()}
    read = [read_intervals(figures, ledger.hedge_rules, *reading[:2]) for reading in readings]
    under = list(place_each(read))
    verdicts = verdicts_under(under, quantities, split_by_status=split_by_status)
    found: list[tuple] = []
    for name, rows, shares in zip(names, under, shares_under(under, quantities), strict=True):
        told = [*_bounds(rows, quantities), *_shares(shares, words)]
        found += [(*row[:3], name, *row[3:]) for row in told]
    others = _under_each(pd.DataFrame(found, columns=[*COLUMNS, "told"]), names)
    others = others.sort_values("kind", kind="stable")  # bounds before shares
    return pd.concat([_verdicts(verdicts, names, words), others], ignore_index=True)


def _verdicts(wide: pd.DataFrame, names: list[str], words: dict[str, str]) -> pd.DataFrame:
    """Return the verdict under each reading of the pairs on which any reading has one."""
    speaks = ~wide.isin([*SAYS_NOTHING, ""]).to_numpy()
    wide, speaks = wide[speaks.any(axis=1)], speaks[speaks.any(axis=1)]
    verdicts = wide.to_numpy(dtype=object)
    first = verdicts[np.arange(len(wide)), speaks.argmax(axis=1)] if len(wide) else ()
    joint = np.where(np.isin(first, ["not too large", "too large"]), " as a part of ", " and ")
    findings = [f"{words[a]}{by}{words[b]}" for (a, b), by in zip(wide.index, joint, strict=True)]
    keys = [", ".join(sorted(pair)) for pair in wide.index]
    pairs = pd.DataFrame({"key": keys, "kind": "verdict", "finding": findings}, dtype="str")
    table = pairs.loc[pairs.index.repeat(len(names))].reset_index(drop=True)
    states = pd.Series(verdicts.ravel(), dtype="str")
    states = states.mask(states.isin(UNMADE_VERDICTS), "none")
    outcome = states.map(VERDICTS_TOLD | {"no number": "no number to compare"})
    outcome = outcome.astype("str").fillna(UNMADE["verdict"])
    return table.assign(reading=names * len(wide), state=states, outcome=outcome).astype("str")


MOVED = ["quantity", "unit", "reading", "low", "high"]


def moved_bounds(
    ledger: Ledger, figures: pd.DataFrame, readings: list[Reading], settled: pd.DataFrame
) -> pd.DataFrame:
    """Return the bounds of each quantity whose bounds flip or move, a row for each reading.

    ``settled`` come from :func:`comparing.readings.settle`. Those that exclude one another have no
    range, and are left out.
    """
    moves = set(settled.loc[settled["grade"] != "never moves", "key"])
    found = []
    for reading in readings if any(key.startswith("bound ") for key in moves) else ():
        read = place(read_intervals(figures, ledger.hedge_rules, *reading[:2]))
        bounds = joint_bounds(read, ledger.quantities).rename(columns={"label": "quantity"})
        known = ("bound " + bounds["quantity_id"]).isin(moves) & (bounds["low"] <= bounds["high"])
        found.append(bounds[known].assign(reading=reading.name)[MOVED])
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=MOVED)


def _under_each(table: pd.DataFrame, readings: list[str]) -> pd.DataFrame:
    """Return the findings with a row for each reading; one that a reading does not make says so."""
    told = table[table.groupby("key")["told"].transform("any")]
    about = told.drop_duplicates("key").set_index("key")
    every = pd.MultiIndex.from_product([about.index, readings], names=["key", "reading"])
    full = table.set_index(["key", "reading"]).reindex(every).reset_index()
    kind, finding = (full["key"].map(about[name]) for name in ("kind", "finding"))
    state, outcome = full["state"].fillna("none"), full["outcome"].fillna(kind.map(UNMADE))
    full = full.assign(kind=kind, finding=finding, state=state, outcome=outcome)
    return full[COLUMNS].astype("str")


def _bounds(read: pd.DataFrame, quantities: pd.DataFrame) -> Iterator[tuple]:
    """Yield the bounds of each quantity that has parts, or more than one figure with a number."""
    bounds = joint_bounds(read, quantities)
    part_of = quantities.set_index("quantity_id")["part_of"]
    whole = bounds["quantity_id"].isin(part_of[bounds["quantity_id"]])
    numbered = (read["stance"] == "asserts") & read["interval_low"].notna()
    several = read[numbered].groupby("quantity_id")["speaker_id"].nunique()
    tells = whole | bounds["quantity_id"].map(several).gt(1) | (bounds["larger"] != "")
    for row, told in zip(bounds.itertuples(), tells, strict=True):
        state, words = _bound(row)
        yield f"bound {row.quantity_id}", "bound", topic(row), state, words, told and bool(state)


def _bound(row) -> tuple[str, str]:
    """Return on which sides a bound is closed, and its numbers in words."""
    if row.larger:
        return "conflict", "the claims exclude one another"
    if row.low > row.high:
        ends = computed_range(row.low, float("inf"), row), computed_range(0, row.high, row)
        return "conflict", f"{ends[0]}, yet {ends[1]}"
    words = computed_range(row.low, row.high, row)
    if row.basis == "span":
        verb = "span" if row.low > 0 and row.high < float("inf") else "are"
        return "span", f"the figures {f'{verb} {words}' if words else 'leave both ends open'}"
    closed = ("low" if row.low > 0 else "") + (" high" if row.high < float("inf") else "")
    return closed, words if closed else "not bounded"


def _shares(shares: pd.DataFrame, words: dict[str, str]) -> Iterator[tuple]:
    """Yield each share of a whole, by the sides on which it is closed."""
    for row in shares.itertuples():
        finding = f"{words[row.part_figure]} in {words[row.whole_figure]}"
        closed = ("low" if row.low == row.low else "") + (" high" if row.high == row.high else "")
        told = share_words(row.low, row.high, row.about)
        yield f"share {row.part_figure}, {row.whole_figure}", "share", finding, closed, told, True


NOTHING = "There is no verdict, bound or share here that could hang on how hedges are read."
ONE_READING = "There is one reading of these hedges, so no finding hangs on it."
KINDS = {
    "verdict": "The verdict on",
    "pairs": "The pairs of",
    "bound": "The bounds of",
    "share": "The share of",
}
VERBS = {
    "flips": ("flips", "flip"),
    "moves": ("moves only in its numbers", "move only in their numbers"),
    "never moves": ("is the same under every reading", "are the same under every reading"),
}


def stability(settled: pd.DataFrame, known: list[Reading]) -> str:
    """Return how many findings flip, move and never move.

    >>> settled = pd.DataFrame({"grade": ["moves", "never moves", "never moves"]})
    >>> stability(settled, [Reading("literal"), Reading("rounding")])
    'Of 3 findings, under 2 readings of the hedges, none flips, 1 moves only in its numbers and \
2 are the same under every reading.'
    """
    if settled.empty:
        return NOTHING
    if len(known) < 2:
        return ONE_READING
    counts = settled["grade"].value_counts()
    parts = listed(_part(int(counts.get(grade, 0)), *VERBS[grade]) for grade in VERBS)
    findings, sets = count_of(len(settled), "finding"), count_of(len(known), "reading")
    return f"Of {findings}, under {sets} of the hedges, {parts}."


def _part(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else f"none {one}"


def changing(settled: pd.DataFrame, chosen: Reading) -> list[str]:
    """Return a sentence for each finding that flips or moves, with the readings that change it."""
    some = settled[settled["grade"].isin(["flips", "moves"])]
    sentences = [
        f"{KINDS[row.kind]} {row.finding}, by {chosen.short}: {outcome_words(row)}."
        for row in some.head(MOST_SENTENCES).itertuples()
    ]
    left = len(some) - MOST_SENTENCES
    return sentences + ([f"{count_of(left, 'more finding')} in the table."] if left > 0 else [])


def steady(settled: pd.DataFrame) -> list[str]:
    """Return a sentence for each outcome that findings have under every reading."""
    same = settled[settled["grade"] == "never moves"]
    sentences = []
    for outcome, rows in same.groupby("as_chosen", sort=False):
        named = [_name(row) for row in rows.head(MOST_NAMED).itertuples()]
        left = len(rows) - MOST_NAMED
        more = f"; and {left:,} more" if left > 0 else ""
        sentences.append(f"Under every reading, {outcome}: {'; '.join(named)}{more}.")
    return sentences[:MOST_NAMED]


def _name(row) -> str:
    """Return a finding as the part of a sentence; a pair of figures needs no word before it."""
    return row.finding if row.kind == "verdict" else f"{KINDS[row.kind].lower()} {row.finding}"


def by_reading(table: pd.DataFrame, chosen: Reading) -> str:
    """Return how many findings each reading says otherwise than the chosen one.

    ``table`` is that of :func:`telling.sensitivity.outcomes`.
    """
    if table.empty:
        return "There is no finding here that a reading could change."
    wide = table.pivot(index="key", columns="reading", values="outcome")
    names = [name for name in table["reading"].unique() if name != chosen.name]
    if not names:
        return f"There is no other reading than {chosen.short}."
    changed = {name: int((wide[name] != wide[chosen.name]).sum()) for name in names}
    changed = dict(sorted(changed.items(), key=lambda item: -item[1])[:MOST_SENTENCES])
    (first, number), *others = changed.items()
    parts = [f"{first} changes {count_of(number, 'finding')}"]
    parts += [f"{name} {number or 'none'}" for name, number in others]
    of = (
        f"; {len(names) - MOST_SENTENCES:,} more change fewer or as many"
        if len(names) > MOST_SENTENCES
        else ""
    )
    return f"Set against {chosen.short}, {listed(parts)}{of}."


def vague_words(figures: pd.DataFrame, known: list[Reading]) -> str:
    """Return whether vague sets enter, and why."""
    sets = [name for name in dict.fromkeys(reading.vague_set for reading in known) if name]
    words = dict.fromkeys(figures.loc[figures["vague_word"] != "", "vague_word"])
    if sets:
        return f"Vague words are read by {listed(sets)}, or not at all: {listed(words)}."
    if words:
        return f"No vague set reads the vague words here ({listed(words)}), so none enters."
    return "No figure here has a vague word, so vague sets do not enter."


def pointer(
    ledger: Ledger,
    figures: pd.DataFrame,
    rule_set: str,
    vague_set: str = "",
    *,
    split_by_status: bool = False,
) -> str:
    """Return one sentence for another notebook: how many of the findings hang on the reading.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.ledger import load_ledger, select
    >>> ledger = load_ledger(EXAMPLE)
    >>> print(pointer(ledger, select(ledger), "rounding"))
    Of 12 findings, under 4 readings of the hedges, 3 flip, none moves only in its numbers and 9
    are the same under every reading; the notebook sensitivity has them.
    """
    known = readings(ledger, figures, rule_set, vague_set)
    table = outcomes(ledger, figures, known, split_by_status=split_by_status)
    settled = settle(table, chosen_reading(known, rule_set, vague_set))
    told = stability(settled, known)
    more = "" if told in (NOTHING, ONE_READING) else "; the notebook sensitivity has them"
    return f"{told.removesuffix('.')}{more}."
