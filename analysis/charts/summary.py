"""Keep a chart readable when there are more figures than rows that a reader can take in."""

import pandas as pd

from analysis.charts.figures import printed, range_words

MOST_ROWS = 40
BY_SPEAKER = ["speaker_id", "quantity_id", "status", "stance"]
BY_QUANTITY = ["quantity_id", "status", "stance"]


def summarise_rows(figures: pd.DataFrame, limit: int = MOST_ROWS) -> tuple[pd.DataFrame, str]:
    """Return at most ``limit`` rows for a chart, and a sentence that states by which rule.

    Up to the limit that is the figures themselves, and no sentence. Above it one row stands for a
    speaker, quantity and status, by the latest figure that has a number; if that is still too many,
    for a quantity and status, by the span of all printed numbers; and of those the rows of the most
    figures are kept.
    """
    if len(figures) <= limit:
        return figures, ""
    figures = figures.reset_index(drop=True)
    rows = _by_speaker(figures)
    rule = "one speaker, quantity and status, by the latest figure that has a number"
    if len(rows) > limit:
        rows = _by_quantity(figures)
        rule = "one quantity and status, by the span of the printed numbers"
    sentence = f"{len(figures):,} figures are more than a chart can show: a row stands for {rule}."
    if len(rows) > limit:
        kept = rows.nlargest(limit, "figures").sort_index()
        left = int(rows["figures"].sum() - kept["figures"].sum())
        sentence += f" The {limit:,} rows of the most figures are shown, {left:,} figures are not."
        rows = kept
    return rows, sentence


def _by_speaker(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the latest figure with a number for each speaker, quantity, status and stance."""
    numbered = _with_spans(figures, BY_SPEAKER)
    ordered = numbered.assign(has_number=printed(figures).notna())
    ordered = ordered.sort_values(["has_number", "reported_on"], kind="stable", na_position="first")
    latest = ordered.groupby(BY_SPEAKER, sort=False).tail(1).sort_index()
    words = latest["wording"].mask(latest["wording"] == "", "no number given")
    many = latest["figures"] > 1
    return latest.assign(
        wording=latest["wording"].mask(many, words + " (" + latest["span"] + ")")
    ).drop(columns=["has_number", "span"])


def _by_quantity(figures: pd.DataFrame) -> pd.DataFrame:
    """Return a range from the lowest to the highest number for each quantity, status and stance."""
    rows = _with_spans(figures, BY_QUANTITY)
    speakers = rows.groupby(BY_QUANTITY)["speaker_id"].transform("nunique")
    rows = rows.groupby(BY_QUANTITY, sort=False).head(1)
    many, shared = rows["figures"] > 1, speakers[rows.index] > 1
    count = speakers[rows.index].map("{:,} speakers".format)
    return rows.assign(
        speaker_id=rows["speaker_id"].mask(shared, ""),
        speaker=rows["speaker"].mask(shared, count),
        outlet=rows["outlet"].mask(many, ""),
        value=rows["value"].mask(many),
        low=rows["low"].mask(many, rows["lowest"]),
        high=rows["high"].mask(many, rows["highest"]),
        hedge=rows["hedge"].mask(many, "between"),
        wording=rows["wording"].mask(many, rows["span"]),
    ).drop(columns="span")


def _with_spans(figures: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the figures with what their group prints: how many, lowest, highest and in words."""
    highest = printed(figures)
    rows = figures.assign(lowest=figures["low"].fillna(highest), highest=highest)
    group = rows.groupby(by)
    rows = rows.assign(
        figures=group["figure_id"].transform("size"),
        lowest=group["lowest"].transform("min"),
        highest=group["highest"].transform("max"),
    )
    span = [
        ", ".join(filter(None, [f"{n:,} figures", range_words(low, high)]))
        for n, low, high in zip(rows["figures"], rows["lowest"], rows["highest"], strict=True)
    ]
    return rows.assign(span=span)
