"""What the marks of a timeline mean, in words."""

from analysis.charts.said_on import DayRow

STEM_WORDS = {"stated": "solid, it is stated", "inferred": "dashed, it is inferred",
              "document": "dotted, only the document's own day is known"}  # fmt: skip


def timeline_key(rows: list[DayRow]) -> str:
    """Return what the marks of a timeline mean, in words; only of those that stand on it."""
    dots = [dot for row in rows for dot in row.dots]
    spans = {row.span.shape for row in rows if row.span}
    bases = [words for basis, words in STEM_WORDS.items() if any(d.basis == basis for d in dots)]
    claims = [dot.mark for dot in dots if not dot.mark.crossed]
    many = any(not dot.basis for dot in dots)
    said = [
        ("Each mark stands at the day on which it was said.", bool(dots)),
        (f"Line through a row, how that day is known: {'; '.join(bases)}.", bool(bases)),
        ("Filled: said to have been detected.", any(mark.filled for mark in claims)),
        ("Hollow: said to be under way or coming.", not all(mark.filled for mark in claims)),
        ("Filled marks stand higher in a row than hollow ones.", many),
        ("Cross: not confirmed.", len(claims) < len(dots)),
        ("Bar below: the days that it speaks of.", "range" in spans),
        (
            "Stop with an arrow to the left: a date given with it, by which something is to be.",
            "ceiling" in spans,
        ),
        ("Stop with an arrow to the right: a date given with it, from which on.", "floor" in spans),
        (
            "Slash: replaced, on the day at the end of the thin line.",
            any(dot.until is not None and dot.basis for dot in dots),
        ),
    ]
    return " ".join(words for words, there in said if there)
