"""How complete the record is: what is stated, inferred or blank, and who is not quoted."""

import pandas as pd

from analysis.formats import count_of, listed

FIGURE_COLUMNS = {  # what a blank means, in the order of the chain
    "origin_id": ("whose information it is", "the speaker's own"),
    "possible_origin_id": ("on whose information it may rest", "no other is in question"),
    "outlet": ("channel", "the document does not say"),
    "quoted": ("direct or paraphrased", "not recorded"),
    "evidence": ("evidence offered", "not recorded"),
    "status": ("stage of those counted", "nothing is asserted, or it is not said"),
    "wording": ("number or number phrase", "none is printed"),
    "reported_on": ("day on which it was said", "not known"),
    "event_from": ("first day that it speaks of", "not given"),
    "event_to": ("last day that it speaks of", "not given"),
    "place": ("place", "not given"),
    "area": ("area", "not given"),
}
DOCUMENT_COLUMNS = {
    "publisher": ("publisher", "not recorded"),
    "url": ("address", "not recorded"),
    "published_on": ("day of publication", "not known"),
    "accessed_on": ("day on which it was read", "not recorded"),
    "silent_parties": ("parties that it does not quote", "none, or not recorded"),
}
NAMED = 10  # parties in a sentence; the rest is counted
CURATED = ("possible_origin_id", "area")  # the document does not have them: a curator's reading
COLUMNS = ["of", "what", "stated", "inferred", "blank", "a blank means"]


def completeness(figures: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return column by column in how many rows it is stated, inferred or blank.

    A day is inferred if its basis is anything but stated; what only a curator can know is inferred.
    """
    used = documents[documents["document_id"].isin(figures["document_id"])]
    rows = [("figures", *_counts(figures, *item)) for item in FIGURE_COLUMNS.items()]
    rows += [("documents", *_counts(used, *item)) for item in DOCUMENT_COLUMNS.items()]
    return pd.DataFrame(rows, columns=COLUMNS)


def _counts(table: pd.DataFrame, column: str, words: tuple[str, str]) -> tuple:
    """Return one column's counts between its name in words and what a blank in it means."""
    blank = table[column].isna() | (table[column].astype("str") == "")
    inferred = ~blank & (column in CURATED)
    if f"{column}_basis" in table:
        inferred = ~blank & (table[f"{column}_basis"] != "stated")
    counts = (~blank & ~inferred, inferred, blank)
    return words[0], *(int(where.sum()) for where in counts), words[1]


def silent_parties(figures: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return each party that documents are recorded not to quote, and how many of them."""
    used = documents[documents["document_id"].isin(figures["document_id"])]
    parties = used["silent_parties"].str.split(";").explode().str.strip()
    counts = parties[parties.fillna("") != ""].value_counts(sort=False)
    return pd.DataFrame({"party": counts.index.astype("str"), "documents": counts.to_numpy()})


def silence_in_words(parties: pd.DataFrame) -> str:
    """Return which parties to the matter are not quoted."""
    if parties.empty:
        return "No party to the matter is recorded as one that is not quoted."
    documents = int(parties["documents"].max())
    where = "the document does" if documents == 1 else f"up to {documents:,} documents do"
    names = listed(parties["party"].head(NAMED))
    left = len(parties) - NAMED
    more = f", and {count_of(left, 'more party', 'more parties')}" if left > 0 else ""
    noun = "A party" if len(parties) == 1 else "Parties"
    return f"{noun} to the matter that {where} not quote: {names}{more}."


def days_in_words(figures: pd.DataFrame) -> str:
    """Return on what the days rest on which figures were said, and how many channels are known."""
    if figures.empty:
        return "There is no row whose record could be incomplete."
    basis = figures["reported_on_basis"].value_counts()
    stated, inferred, own = (basis.get(name, 0) for name in ("stated", "inferred", "document"))
    channels = int((figures["outlet"] == "").sum())
    return (
        f"Of {count_of(len(figures), 'row')}, the day on which it was said is stated for "
        f"{stated or 'none'}, inferred for {inferred or 'none'} and only the document's own for "
        f"{own or 'none'}; the channel is not given for {channels or 'none'}."
    )
