"""The sentences that state which findings hang on how hedges are read."""

import pandas as pd

from analysis.formats import count_of, listed
from analysis.ledger import Ledger
from analysis.limits import MOST_NAMED, MOST_SENTENCES
from analysis.sensitivity import outcome_words, settle
from analysis.sensitivity.outcomes import outcomes
from analysis.sensitivity.readings import Reading, chosen_reading, readings

NOTHING = (
    "No verdict, bound or share of this selection hangs on how hedges are read: there is none."
)
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
        return (
            f"The ledger knows one reading of its hedges, {known[0].name}: nothing can be compared."
        )
    counts = settled["grade"].value_counts()
    parts = listed(_part(int(counts.get(grade, 0)), *VERBS[grade]) for grade in VERBS)
    findings, sets = count_of(len(settled), "finding"), count_of(len(known), "reading")
    return f"Of {findings}, under {sets} of the hedges, {parts}."


def _part(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else f"none {one}"


def changing(settled: pd.DataFrame, chosen: Reading, grades=("flips", "moves")) -> list[str]:
    """Return a sentence for each finding that flips or moves, with the readings that change it."""
    some = settled[settled["grade"].isin(grades)]
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

    ``table`` is that of :func:`analysis.sensitivity.outcomes.outcomes`.
    """
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

    >>> from analysis.ledger import load_ledger, select
    >>> ledger = load_ledger()
    >>> print(pointer(ledger, select(ledger), "rounding"))
    Of 10 findings, under 4 readings of the hedges, 2 flip, 1 moves only in its numbers and 7 are
    the same under every reading; the notebook sensitivity has them.
    """
    known = readings(ledger, figures)
    table = outcomes(ledger, figures, known, split_by_status=split_by_status)
    settled = settle(table, chosen_reading(ledger, figures, rule_set, vague_set))
    told = stability(settled, known)
    return told if settled.empty else f"{told[:-1]}; the notebook sensitivity has them."
