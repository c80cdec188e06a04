"""Which whole a chart shows with its parts: what is said of the chart looks at the same rows."""

import pandas as pd

from analysis.formats import count_of, listed
from analysis.limits import MOST_MARKS, MOST_NAMED


def roots(bounds: pd.DataFrame) -> pd.Series:
    """Return for each row of bounds the quantity at the root of its tree of parts.

    >>> rows = {"quantity_id": ["ships", "all", "arrived"], "depth": [0, 0, 1]}
    >>> roots(pd.DataFrame(rows)).tolist()
    ['ships', 'all', 'all']
    """
    return bounds["quantity_id"].where(bounds["depth"] == 0).ffill()


def largest_whole(bounds: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the whole that has the most parts; of several, the first.

    >>> rows = {"quantity_id": ["ships", "all", "arrived"], "depth": [0, 0, 1]}
    >>> largest_whole(pd.DataFrame(rows))["quantity_id"].tolist()
    ['all', 'arrived']
    """
    whole = roots(bounds)
    return bounds[whole == whole.value_counts(sort=False).idxmax()] if len(bounds) else bounds


def shown_tree(bounds: pd.DataFrame, most: int = MOST_MARKS) -> pd.DataFrame:
    """Return the rows that one chart shows: the largest whole, and of its parts the first ones.

    Draw these, and take from these, and no others, what the chart's title says.
    """
    return largest_whole(bounds)[:most]


def left_out_in_words(bounds: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Return which quantities a chart of some rows of bounds leaves out; blank if it has all.

    Wholes that have parts are named, and those that stand alone are counted.
    """
    left = bounds[~bounds["quantity_id"].isin(shown["quantity_id"])]
    whole = roots(bounds)[left.index]
    cut = int(whole.isin(shown["quantity_id"]).sum())
    trees = left[~whole.isin(shown["quantity_id"])]
    sizes = roots(trees).value_counts(sort=False) if len(trees) else pd.Series(dtype="int64")
    labels = trees.set_index("quantity_id")["label"]
    named = [
        f"{labels[name]} with {count_of(size - 1, 'part')}"
        for name, size in sizes.items()
        if size > 1
    ]
    alone = int((sizes == 1).sum())
    parts = [
        count_of(cut, "more part", "more parts") if cut else "",
        listed(named, most=MOST_NAMED) if named else "",
        count_of(alone, "quantity that stands alone", "quantities that stand alone")
        if alone
        else "",
    ]
    told = listed(filter(None, parts))
    return "" if left.empty else f"Not in the chart: {told}."
