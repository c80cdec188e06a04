"""The columns of a chart that sets readings of hedges side by side, and the marks in them."""

import pandas as pd

from analysis.charts.rows import DETAIL
from analysis.lettering import width
from analysis.limits import MOST_READINGS
from analysis.sensitivity.readings import Reading

NARROW, MOST_ACROSS = 0.3, 4.3  # inches: of a column with its name upright, of all others together


def drawn_readings(table: pd.DataFrame, chosen: Reading) -> tuple[list[str], str]:
    """Return the names of the readings that are drawn, and a sentence if those are not all."""
    names = table["reading"].unique().tolist()
    if len(names) <= MOST_READINGS:
        return names, ""
    wide = table.pivot(index="key", columns="reading", values="outcome")
    changed = wide.ne(wide[chosen.name], axis=0).sum().reindex(names)
    changed[chosen.name] = len(wide) + 1
    kept = set(changed.nlargest(MOST_READINGS).index)
    rule = f"Of {len(names):,} readings the {MOST_READINGS} that say the most otherwise are drawn."
    return [name for name in names if name in kept], rule


def column_width(names: list[str]) -> float:
    """Return how wide a column is: as wide as the longest name where all have room, else narrow."""
    widest = max((width(name, DETAIL, "bold") for name in names), default=0.0) + 0.1
    return widest if widest * len(names) <= MOST_ACROSS else NARROW


def room_over(names: list[str], column: float) -> float:
    """Return the room that the names of the readings take above the rows."""
    upright = max((width(name, DETAIL, "bold") for name in names), default=0.0)
    return 0.0 if not names else 0.3 if column > NARROW else upright + 0.2


def marks_of(table: pd.DataFrame, chosen: Reading) -> dict[tuple[str, str], str]:
    """Return the mark of each finding under each reading: same, number or verdict."""
    base = table[table["reading"] == chosen.name].set_index("key")
    marks = {}
    for row in table.itertuples():
        own = base.loc[row.key]
        other = "number" if row.state == own["state"] else "verdict"
        marks[row.key, row.reading] = "same" if row.outcome == own["outcome"] else other
    return marks
