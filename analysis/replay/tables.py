"""Set a replay out as tables in words, for the timeline notebook."""

import pandas as pd

from analysis.charts.bounds import bound_words
from analysis.formats import count_of, day, period, range_words, recorded
from analysis.limits import MOST_NAMED
from analysis.replay.sentences import names_of
from analysis.telling.printable import account
from analysis.vocabulary import BASES

NO_NUMBER, NO_BOUND, SAME = "no number", "no bound", "unchanged"


def days_said(figures: pd.DataFrame) -> list[str]:
    """Return the day, month or year in which each figure was said, as the ledger records it."""
    spans = zip(figures["reported_on"], figures["reported_until"], strict=True)
    return [recorded(*span) for span in spans]


def day_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Return each figure with the day it was said, how that day is known, and of when it speaks."""
    until = figures["left_on"].map(lambda left: f"until {day(left)}", na_action="ignore")
    spans = zip(figures["event_from"], figures["event_to"], strict=True)
    return pd.DataFrame(
        {
            "said_on": days_said(figures),
            "day_is": figures["reported_on_basis"].map(BASES),
            "speaker": figures["speaker"],
            "number": figures["wording"].replace({"": "none"}),
            "quantity": figures["quantity"],
            "account": account(figures),
            "speaks_of": [period(*span) for span in spans],
            "stands": until.astype("object").fillna("yes"),
        }
    )


def dates_given(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with a date but no period, and their notes, which say what the date is."""
    rows = figures[figures["event_from"].isna() != figures["event_to"].isna()]
    spans = zip(rows["event_from"], rows["event_to"], strict=True)
    columns = ["speaker", "number", "quantity", "date_given", "note"]
    number = rows["wording"].replace({"": NO_NUMBER})
    return rows.assign(number=number, date_given=[period(*span) for span in spans])[columns]


def added_table(additions: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of a replay: when, from whom, how much was added and how much then stood."""
    spans = zip(additions["since"], additions["until"], strict=True)
    when = [period(*span) for span in spans]
    by = [[*names[:MOST_NAMED], *_others(names)] for names in additions["added_by"]]
    columns = ["when", "added", "replaced", "standing", "added_by"]
    return additions.assign(when=when, added_by=pd.Series(by, dtype="object"))[columns]


def _others(names: list[str]) -> list[str]:
    more = len(names) - MOST_NAMED
    return [count_of(more, "other")] if more > 0 else []


def change_table(changes: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each step and quantity: numbers in print and bounds, before and since."""
    names, until = names_of(figures), figures.groupby("reported_on")["reported_until"].max()
    rows: dict[tuple, dict] = {}
    for change in changes.itertuples():
        row = rows.setdefault((change.day, change.quantity_id), {"by": []})
        row |= {
            "day": recorded(change.day, until.get(change.day, change.day)),
            "quantity": change.quantity,
            **_before_and_since(change),
        }
        row["by"] += [names[name] for name in change.by.split(", ") if name in names]
    told = [row | {"by": list(dict.fromkeys(row["by"]))} for row in rows.values()]
    columns = ["printed_before", "printed_since", "bounds_before", "bounds_since"]
    table = pd.DataFrame(told, columns=["day", "quantity", *columns, "by"])
    since = {name: SAME if name.endswith("since") else "" for name in columns}
    words = table[columns].astype("object").fillna(since)
    return table.assign(**words)


def _before_and_since(change) -> dict[str, str]:
    """Return the two ranges of one change in words."""
    before = range_words(change.before_low, change.before_high)
    since = range_words(change.low, change.high)
    if change.measure == "printed":
        return {"printed_before": before or NO_NUMBER, "printed_since": since or NO_NUMBER}
    since = bound_words(change) if since else NO_BOUND
    return {"bounds_before": before or NO_BOUND, "bounds_since": since}


def replaced_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that were replaced, with what stands in their place."""
    old = figures[figures["replaced_by"] != ""]
    wording = figures.set_index("figure_id")["wording"].replace({"": NO_NUMBER})
    return pd.DataFrame(
        {
            "speaker": old["speaker"],
            "quantity": old["quantity"],
            "said": old["wording"].replace({"": NO_NUMBER}),
            "said_on": days_said(old),
            "replaced_on": old["left_on"],
            "now": old["replaced_by"].map(wording).astype("object").fillna("not selected"),
            "figure_id": old["figure_id"],
            "replaced_by": old["replaced_by"],
        }
    )
