"""Say what the claims imply together: bounds, contradictions, shares, and what draws on what."""

import math
from types import SimpleNamespace

import pandas as pd

from reported_figures import formats
from reported_figures.comparing.pairs import SIDES, told_ends
from reported_figures.formats import capital, listed, span
from reported_figures.ledger.load import Ledger, describe
from reported_figures.limits import MOST_IDS, MOST_NAMED
from reported_figures.telling.amounts import computed_ends, computed_range, topic
from reported_figures.telling.reasons import by_figure, cited, printed, said_on, with_reasons
from reported_figures.telling.timeline import with_a_date
from reported_figures.vocabulary import OPEN_AS, SILENT

UNBOUNDED = (
    "No figures of this selection together bound a number more closely than one of them alone."
)


def implied(
    bounds: pd.DataFrame,
    quantities: pd.DataFrame,
    figures: pd.DataFrame,
    unsaid: set[str] = frozenset(),
) -> list[str]:
    """Return where claims exclude one another, and what follows from several figures together.

    That is told of each whole with parts and of what two figures or more bound, and else how far
    figures go that cannot all hold. ``unsaid`` are the quantities that the whole ledger has no
    number for: only of these it is said that no one gives one.
    """
    rows = by_figure(figures)
    wholes = set(quantities.loc[quantities["quantity_id"].isin(bounds["quantity_id"]), "part_of"])
    clashing = (bounds["larger"] != "") & ~bounds.duplicated(["larger", "smaller"], keep="last")
    setters = (bounds["low_from"] + ", " + bounds["high_from"]).str.split(", ")
    together = bounds["stated"] & setters.map(lambda ids: len({*ids} - {""}) > 1)
    told = bounds["quantity_id"].isin(wholes) | (bounds["basis"] == "span") | together
    told &= bounds["basis"].isin(["bounds", "span"])
    sentences = [_clash(row, rows) for row in bounds[clashing].itertuples()]
    return sentences + [_implied(row, rows, unsaid) for row in bounds[told].itertuples()]


def without_any_number(ledger: Ledger) -> set[str]:
    """Return the quantities that no figure of the whole ledger gives a number, selected or not."""
    told = describe(ledger)
    numbered = told.loc[(told["stance"] == "asserts") & told["printed_low"].notna(), "quantity_id"]
    return set(ledger.quantities["quantity_id"]) - set(numbered)


def _clash(row, rows: dict[str, dict]) -> str:
    parts, wholes = ([rows[name] for name in ids.split(", ")] for ids in (row.larger, row.smaller))
    if len(wholes) > 1:
        return _complete_clash(parts[0], wholes)
    part, whole = parts[0], wholes[0]
    if len(parts) > 1:
        return _sum_clash(parts, whole)
    if part["quantity_id"] == whole["quantity_id"]:
        takes_in = "of a later day" if part["kind"] == "cumulative" else "of a longer period"
        return (
            f"{capital(cited(part))} for {topic(part)} is larger than {_limit(whole)}, "
            f"which is {takes_in}: the claims exclude one another."
        )
    return (
        f"{capital(cited(part))} for {topic(part)} is larger than {_limit(whole)} for "
        f"{topic(whole)}, of which it is a part: the claims exclude one another."
    )


def _limit(figure: dict) -> str:
    """Return a figure behind "than", where a limit that was said is quoted."""
    if figure["hedge"] not in OPEN_AS or not figure["wording"]:
        return cited(figure)
    return f"\u201c{figure['wording']}\u201d ({figure['speaker']}, {said_on(figure)})"


def _each(parts: list[dict]) -> str:
    return listed([f"{part['told']} for {topic(part)}" for part in parts], most=MOST_NAMED)


def _sum_words(parts: list[dict], name: str) -> str:
    total = sum(part[name] for part in parts)
    return computed_ends(total, total, SimpleNamespace(**parts[0]))[1]


def _complete_clash(whole: dict, parts: list[dict]) -> str:
    most = _sum_words(parts, "interval_high")
    return (
        f"{capital(_each(parts))} together come to at most {most}, less than {_limit(whole)} for "
        f"{topic(whole)}, of which they are all the parts: the claims exclude one another."
    )


def _sum_clash(parts: list[dict], whole: dict) -> str:
    least = _sum_words(parts, "interval_low")
    return (
        f"{capital(_each(parts))} together come to at least {least}, more than {_limit(whole)} for "
        f"{topic(whole)}, of which they are parts: the claims exclude one another."
    )


def _implied(row, rows: dict[str, dict], unsaid: set[str]) -> str:
    low, high = (_names(ids, rows) for ids in (row.low_from, row.high_from))
    if row.basis == "span":
        of = f"{topic(row)}{_as_of(row, rows)}"
        return f"The figures for {of} {_ends(row, rows)}{_open(row, rows)}."
    ends = marked_range(row, computed_range(row.low, row.high, row))
    by = listed(dict.fromkeys([*low, *high]), most=MOST_NAMED)
    expected = ", an expectation" if row.high_expected and high else ""
    set_by = f"set by {by}{expected}"
    if row.stated:
        setters = {rows[name]["quantity_id"] for ids in (row.low_from, row.high_from)
                   for name in ids.split(", ") if name in rows}  # fmt: skip
        related = ", its whole and its parts" if setters - {row.quantity_id} else ""
        at = _as_of(row, rows)
        return (
            f"If every figure for {topic(row)}{at}{related} holds, the number is {ends}, {set_by}."
        )
    opening = _unnumbered(row, rows, unsaid)
    return f"{opening}; if every figure for its whole and its parts holds, it is {ends}, {set_by}."


def _unnumbered(row, rows: dict[str, dict], unsaid: set[str]) -> str:
    """Return by whom a quantity has no number: by anyone, or in this selection, or at this day."""
    if row.quantity_id in unsaid:
        return f"No one gives a number for {topic(row)}"
    told = (figure for figure in rows.values() if figure["quantity_id"] == row.quantity_id)
    if any(f["stance"] == "asserts" and pd.notna(f["interval_low"]) for f in told):
        return f"No figure numbers {topic(row)} as of {span(row.day_first, row.day)}"
    return f"No figure of this selection numbers {topic(row)}"


def _names(ids: str, rows: dict[str, dict]) -> list[str]:
    return [rows[name]["told"] for name in ids.split(", ") if name in rows]


def _as_of(row, rows: dict[str, dict]) -> str:
    """Return the day or period that a span holds for; none of a whole matter, told of any day."""
    if row.kind == "total":
        return ""
    if row.kind != "flow":
        return f" as of {span(row.day_first, row.day)}"
    ids = f"{row.low_from}, {row.high_from}".split(", ")
    own = [rows[name] for name in ids if rows.get(name, {}).get("quantity_id") == row.quantity_id]
    if not own:
        return ""
    if any(pd.notna(figure["event_to"]) for figure in own):
        return f" {formats.period(row.day_first, row.day)}"
    return f" said {formats.period(own[0]['reported_on'], own[0]['reported_until'])}"


def _ends(row, rows: dict[str, dict]) -> str:
    """Return the lowest and the highest figure of a span, as numbers and with who says them.

    Figures that print one number may still not overlap: nearly so many, and more.
    """
    low, high = ([rows[name] for name in ids.split(", ")] for ids in (row.low_from, row.high_from))
    ends = _ends_of(low[0])[0], _ends_of(high[0])[1]
    words = f"span {' to '.join(computed_ends(*ends, row))}"
    by = [listed([figure["told"] for figure in side], most=MOST_NAMED) for side in (low, high)]
    if ends[0] == ends[1]:
        return f"all print {computed_ends(*ends, row)[1]}: {by[0]}"
    if by[0] == by[1]:
        return f"{words}, both in {by[0]}"
    if all(len(set(_ends_of(figure))) == 1 for figure in (*low, *high)):
        return f"{words}, from {by[0]} to {by[1]}"
    return f"{words}; the lowest: {by[0]}; the highest: {by[1]}"


def _ends_of(figure: dict) -> tuple[float, float]:
    low, high = told_ends({name: [figure[name]] for name in SIDES})
    return float(low[0]), float(high[0])


def _open(row, rows: dict[str, dict]) -> str:
    """Return on which sides a span is open, because one of its figures is."""
    below = row.low == 0 and _ends_of(rows[row.low_from.split(", ")[0]])[0] > 0
    sides = ["below"] * below + ["above"] * math.isinf(row.high)
    return f"; one or more of them are open {listed(sides, last='or')}" if sides else ""


def marked_range(row, words: str = "") -> str:
    """Return the bounds of a row in words; an end that nobody printed is marked as a reading.

    ``words`` are the bounds, if not as bare numbers.

    >>> from types import SimpleNamespace
    >>> marked_range(SimpleNamespace(low=1_350, high=12_000, low_read=True, high_read=False))
    '1,350 to 12,000 (its lower end as read)'
    """
    words = words or formats.range_words(row.low, row.high) or "any number"
    read = [
        name for name, is_read in (("lower", row.low_read), ("upper", row.high_read)) if is_read
    ]
    if not read:
        return words
    return f"{words} ({'both ends' if len(read) == 2 else f'its {read[0]} end'} as read)"


def share_words(low: float, high: float, about: bool) -> str:
    """Return a share by what is open: about, at least, at most, or a range.

    >>> share_words(0.15, 0.15, True), share_words(0.125, float("nan"), True)
    ('about 15 %', 'at least about 12.5 %')
    >>> share_words(float("nan"), 0.4, False), share_words(0.1, 0.4, False)
    ('at most 40 %', '10 % to 40 %')
    """
    soft = "about " if about else ""
    if pd.isna(low):
        return f"at most {soft}{formats.percent(high)}"
    if pd.isna(high):
        return f"at least {soft}{formats.percent(low)}"
    if formats.percent(low) == formats.percent(high):
        return f"{soft}{formats.percent(low)}"
    return f"{soft}{formats.percent(low)} to {formats.percent(high)}"


def shares_told(shares: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return a sentence for each figure that is a part of a whole at its time; none if none is."""
    rows = by_figure(figures)
    parts = shares.groupby("part_figure", sort=False)
    return [
        f"{capital(rows[name]['told'])} for {topic(rows[name])} comes to {_of_wholes(group, rows)}."
        for name, group in parts
    ]


def _of_wholes(shares: pd.DataFrame, rows: dict[str, dict]) -> str:
    of = [
        f"{share_words(row.low, row.high, row.about)} of {rows[row.whole_figure]['told']}"
        for row in shares.itertuples()
    ]
    return listed(dict.fromkeys(of), most=MOST_NAMED)


def share_headline(shares: pd.DataFrame, bounds: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return the title of a chart of a whole with its parts, from the rows that it shows."""
    rows = by_figure(figures)
    shown = shares[shares["part_quantity"].isin(bounds["quantity_id"]) & shares["leads"]]
    if len(shown):
        first = shown[shown["part_figure"] == shown["part_figure"].iloc[0]]
        part = rows[first["part_figure"].iloc[0]]
        return f"{capital(printed(part))} {part['quantity']}: {_of_wholes(first, rows)}"
    if bounds.empty:
        return "No quantity is selected"
    whole = bounds.iloc[0]
    return f"{capital(whole['label'])}" + (" and its parts" if len(bounds) > 1 else "")


def drawn(pairs: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return the reasons of the pairs of which one draws on the other, as sentences."""
    found = with_reasons(pairs[pairs["verdict"] == "draws on"].head(MOST_NAMED), figures)
    return [f"{capital(text)}." for text in found["reason"]]


def to_check(figures: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return what a writer has to check, one row for each reason, with the figures concerned.

    What a ledger does not record is told as not recorded; of many figures the first are named.
    """
    rows = [
        (why, listed(figures.loc[where, "figure_id"], most=MOST_IDS))
        for why, where in _reasons(figures).items()
        if where.any()
    ]
    used = documents[documents["document_id"].isin(figures["document_id"])]
    for document in used.itertuples():
        rows += _of_document(document, f"{document.document_id}: " if len(used) > 1 else "")
    return pd.DataFrame(rows, columns=["to check", "where"])


def _reasons(figures: pd.DataFrame) -> dict[str, pd.Series]:
    """Return each reason to check with the figures that it concerns."""
    basis, asserts = figures["reported_on_basis"], figures["stance"] == "asserts"
    hedged = ~figures["hedge"].isin(["bare", *SILENT])
    return {
        "The day is inferred": basis == "inferred",
        "Only the document's own day is known": basis == "document",
        "How the day is known is not recorded": basis == "",
        "The hedge stands in a paraphrase and may be the writer's": hedged
        & (figures["quoted"] == "paraphrase"),
        "The source is not named": ~figures["named"],
        "The document does not say whose information it is": figures["possible_origin_id"] != "",
        "The channel is not recorded": figures["outlet"] == "",
        "The stage is not recorded": asserts & (figures["status"] == ""),
        "A later figure has replaced it": figures["replaced_by"] != "",
        "A date goes with it, but no period: see the note": with_a_date(figures)
        & figures["event_to"].notna(),
    }


def _of_document(document, name: str) -> list[tuple[str, str]]:
    """Return what is open about a document: whom it does not quote, and its own day."""
    on, until = document.published_on, document.published_until
    rows = []
    if document.silent_parties:
        rows.append(("Parties that the document does not quote", name + document.silent_parties))
    if document.published_on_basis == "inferred" and pd.notna(on):
        rows.append(("The document's own day is inferred", name + span(on, until)))
    return rows
