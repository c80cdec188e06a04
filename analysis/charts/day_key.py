"""What the marks of a timeline mean, in words."""

from analysis.charts.marks import stage_key
from analysis.charts.said_on import DayRow
from analysis.vocabulary import BASES

LINES = {"stated": "solid", "inferred": "dashed", "document": "dotted", "": "thin"}


def timeline_key(rows: list[DayRow]) -> str:
    """Return what the marks of a timeline mean, in words; only of those that stand on it."""
    dots = [dot for row in rows for dot in row.dots]
    spans = {row.span.shape for row in rows if row.span}
    shown = {dot.basis for dot in dots}
    bases = [f"{line}, {BASES[basis]}" for basis, line in LINES.items() if basis in shown]
    marks = [dot.mark for dot in dots]
    said = [
        ("Each mark stands at the day on which it was said.", bool(dots)),
        (f"Line through a row, how that day is known: {'; '.join(bases)}.", bool(bases)),
        (stage_key(marks), bool(dots)),
        ("Filled marks stand higher in a row than hollow ones.", None in shown),
        ("Bar below: the days that it speaks of.", "range" in spans),
        (
            "Stop with an arrow to the left: a date given with it, by which something is to be.",
            "ceiling" in spans,
        ),
        ("Stop with an arrow to the right: a date given with it, from which on.", "floor" in spans),
        (
            "Slash: it stood no longer from the day at the end of the thin line.",
            any(dot.until is not None and dot.basis is not None for dot in dots),
        ),
    ]
    return " ".join(words for words, there in said if there)
