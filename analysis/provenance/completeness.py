"""How complete the record is: what is stated, inferred or blank, and who is not quoted."""

import pandas as pd

from analysis.formats import count_of, listed
from analysis.limits import MOST_NAMED
from analysis.printed import as_printed
from analysis.provenance import NOT_RECORDED
from analysis.vocabulary import BASES

FIGURE_COLUMNS = {  # what a blank means, in the order of the chain
    "origin_id": ("whose information it is", "the speaker's own"),
    "possible_origin_id": ("on whose information it may rest", "no other is recorded"),
    "outlet": ("channel", NOT_RECORDED),
    "quoted": ("whose words they are", NOT_RECORDED),
    "evidence": ("evidence offered", NOT_RECORDED),
    "status": ("stage of those counted", "nothing is asserted, or not recorded"),
    "wording": ("number or number phrase", "no number"),
    "reported_on": ("day on which it was said", NOT_RECORDED),
    "event_from": ("first day that it speaks of", NOT_RECORDED),
    "event_to": ("last day that it speaks of", NOT_RECORDED),
    "place": ("place", NOT_RECORDED),
    "area": ("area", NOT_RECORDED),
}
DOCUMENT_COLUMNS = {
    "publisher": ("publisher", NOT_RECORDED),
    "url": ("address", NOT_RECORDED),
    "published_on": ("day of publication", NOT_RECORDED),
    "accessed_on": ("day on which it was read", NOT_RECORDED),
    "silent_parties": ("parties that it does not quote", "none is recorded"),
}
CURATED = ("possible_origin_id", "area")  # the document does not have them: a curator's reading
COUNTS = ["stated", "inferred", "stated or inferred", "blank"]
COLUMNS = ["of", "what", *COUNTS, "a blank means"]


def completeness(figures: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return column by column in how many rows it is stated, inferred or blank.

    A day whose basis is not recorded is stated or inferred; the document's own day is inferred, and
    so is what only a curator can know.
    """
    used = documents[documents["document_id"].isin(figures["document_id"])]
    told = figures.assign(wording=[as_printed(figure) for figure in figures.itertuples()])
    rows = [("figures", *_counts(told, *item)) for item in FIGURE_COLUMNS.items()]
    rows += [("documents", *_counts(used, *item)) for item in DOCUMENT_COLUMNS.items()]
    return pd.DataFrame(rows, columns=COLUMNS)


def _counts(table: pd.DataFrame, column: str, words: tuple[str, str]) -> tuple:
    """Return one column's counts between its name in words and what a blank in it means."""
    blank = table[column].isna() | (table[column].astype("str") == "")
    known = pd.Series("inferred" if column in CURATED else "stated", table.index)
    if f"{column}_basis" in table:
        basis = table[f"{column}_basis"]
        known = basis.where(basis.isin(["stated", ""]), "inferred")
    known = known.mask(known == "", COUNTS[2]).mask(blank, "blank")
    return words[0], *(int((known == name).sum()) for name in COUNTS), words[1]


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
    names = listed(parties["party"], most=MOST_NAMED)
    noun = "A party" if len(parties) == 1 else "Parties"
    return f"{noun} to the matter that {where} not quote: {names}."


def days_in_words(figures: pd.DataFrame) -> str:
    """Return on what the days rest on which figures were said, and how many channels are known."""
    if figures.empty:
        return "There is no row whose record could be incomplete."
    basis = figures["reported_on_basis"].value_counts()
    known = [
        f"{words} for {basis[name]:,}" for name, words in BASES.items() if name and name in basis
    ]
    told = [f"the day on which it was said is {listed(known)}"] if known else []
    blank, channels = int(basis.get("", 0)), int((figures["outlet"] == "").sum())
    told += [f"how its day is known is not recorded for {blank:,}"] if blank else []
    told += [f"the channel is not recorded for {channels:,}"] if channels else []
    return f"Of {count_of(len(figures), 'row')}, {'; '.join(told)}."
