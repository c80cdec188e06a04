"""The sentences that tell which sources report higher than others: every number is computed."""

import pandas as pd

from reported_figures.formats import count_of, fold, listed, number
from reported_figures.limits import FEWEST_ESTIMANDS, MOST_NAMED, MOST_SENTENCES

NEEDED = (
    "Nothing can be said of a tendency: that takes numbers of the same thing from two sources, at "
    f"{FEWEST_ESTIMANDS} times or more"
)
NO_NUMBERS = f'{NEEDED}, and here there is none ("at least" and "up to" are bounds, no numbers).'
LABELS = {
    "quantity": "quantity",
    "pair": "sources, the first set against the second",
    "estimands": "compared",
    "higher": "first higher",
    "same": "same number",
    "median": "median ratio",
    "middle": "middle half",
    "source": "source",
    "factor": "against the others",
    "interval": "90 percent interval",
}


def named(table: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return a table of :mod:`comparing.tendency` with the names of quantities and sources."""
    speakers = figures.drop_duplicates("speaker_id").set_index("speaker_id")["speaker"]
    labels = figures.drop_duplicates("quantity_id").set_index("quantity_id")["quantity"]
    sources = [name for name in ("source_a", "source_b", "source", "tends") if name in table]
    names = {f"{name}_name": table[name].map(speakers).fillna("") for name in sources}
    return table.assign(quantity=table["quantity_id"].map(labels).fillna(""), **names)


def tendencies(pairs: pd.DataFrame) -> list[str]:
    """Return what can be said of each pair of sources, those that tend to differ first.

    ``pairs`` come from :func:`comparing.tendency.higher_first` through :func:`named`.
    """
    if pairs.empty:
        return [NO_NUMBERS]
    enough = pairs[pairs["enough"]]
    if enough.empty:
        return [too_few(pairs)]
    tends = enough[enough["tends"] != ""].sort_values("estimands", ascending=False, kind="stable")
    others = enough[enough["tends"] == ""].sort_values("estimands", ascending=False, kind="stable")
    told = [_tends(row) for row in tends.head(MOST_SENTENCES).to_dict("records")]
    room = MOST_SENTENCES - len(told)
    told += [_neither(row) for row in others.head(room).to_dict("records")]
    left = len(enough) - len(told)
    return [*told, *([f"The table has {count_of(left, 'more pair')} of sources."] if left else [])]


def too_few(pairs: pd.DataFrame) -> str:
    """Return why nothing can be said: on how many things at most two sources give a number."""
    most = pairs.sort_values("estimands", ascending=False, kind="stable").iloc[0]
    who = f"{most['source_a_name']} and {most['source_b_name']}"
    times = count_of(int(most["estimands"]), "time")
    return f"{NEEDED}, and the most here is {times} ({who}, on {most['quantity']})."


def _tends(row: dict) -> str:
    low, high = (_ratio(row[name]) for name in ("low_quartile", "high_quartile"))
    middle = "" if low == high else f" (half of the ratios lie between {low} and {high})"
    return (
        f"On {row['quantity']} the number of {row['source_a_name']} is higher than that of "
        f"{row['source_b_name']} at {row['higher']} of {count_of(row['estimands'], 'time')}, the "
        f"median {fold(row['median'])}{middle}."
    )


def _neither(row: dict) -> str:
    lower = row["estimands"] - row["higher"] - row["same"]
    same = f" and the same at {row['same']}" if row["same"] else ""
    return (
        f"On {row['quantity']} the number of {row['source_a_name']} is higher than that of "
        f"{row['source_b_name']} at {row['higher']} of {count_of(row['estimands'], 'time')}, lower "
        f"at {lower}{same}: no tendency can be told from chance."
    )


def _ratio(value: float) -> str:
    return number(round(value, 2))


def against_others(factors: pd.DataFrame) -> list[str]:
    """Return the sources whose interval lies on one side of the others, and that the rest do not.

    ``factors`` come from :func:`comparing.tendency.source_factors` through :func:`named`.
    """
    known = factors.dropna(subset="factor")
    apart = known[(known["low"] > 1) | (known["high"] < 1)]
    order = (apart["factor"].where(apart["factor"] > 1, 1 / apart["factor"])).sort_values()
    told = [
        _against(row)
        for row in apart.loc[order.index[::-1]].head(MOST_SENTENCES).to_dict("records")
    ]
    if told:
        of = f"the {len(known):,} intervals here" if len(known) > 1 else "such intervals"
        told.append(f"By chance alone about one in ten of {of} would lie on one side.")
    rest = known.drop(apart.index)
    if len(rest):
        names = listed(dict.fromkeys(rest["source_name"]), most=MOST_NAMED)
        one = rest["source_name"].nunique() == 1
        told.append(
            f"The {'interval' if one else 'intervals'} of {names} "
            f"{'reaches' if one else 'reach'} to both sides of the others' numbers."
        )
    return told


def _against(row: dict) -> str:
    low, factor, high = (_ratio(row[name]) for name in ("low", "factor", "high"))
    return (
        f"On {row['quantity']} the numbers of {row['source_name']} are {factor} times the middle "
        f"of the other sources' (90 percent interval {low} to {high}, from "
        f"{count_of(row['estimands'], 'time')})."
    )


def pair_table(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs as a table: only those on which something can be said."""
    rows = pairs[pairs["enough"]].sort_values("estimands", ascending=False, kind="stable")
    names = zip(rows["source_a_name"], rows["source_b_name"], strict=True)
    return pd.DataFrame(
        {
            "quantity": rows["quantity"],
            "pair": [f"{a} : {b}" for a, b in names],
            "estimands": rows["estimands"],
            "higher": rows["higher"],
            "same": rows["same"],
            "median": rows["median"].map(_ratio),
            "middle": _ranges(rows["low_quartile"], rows["high_quartile"]),
        }
    )


def factor_table(factors: pd.DataFrame) -> pd.DataFrame:
    """Return the factors as a table, without the sources of which nothing can be said."""
    rows = factors.dropna(subset="factor")
    return pd.DataFrame(
        {
            "quantity": rows["quantity"],
            "source": rows["source_name"],
            "factor": rows["factor"].map(_ratio),
            "interval": _ranges(rows["low"], rows["high"]),
            "estimands": rows["estimands"],
        }
    )


def _ranges(lows: pd.Series, highs: pd.Series) -> list[str]:
    return [f"{_ratio(low)} to {_ratio(high)}" for low, high in zip(lows, highs, strict=True)]


def headline(pairs: pd.DataFrame) -> str:
    """Return the title of the chart: what it shows of how many pairs."""
    enough = pairs[pairs["enough"]]
    tends = int((enough["tends"] != "").sum())
    if not tends:
        of = {1: "the one pair", 2: "both pairs"}.get(len(enough), f"all {len(enough):,} pairs")
        return f"In {of} of sources no tendency can be told from chance"
    return f"In {tends:,} of {count_of(len(enough), 'pair')} one source tends to report higher"
