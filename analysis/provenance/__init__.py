"""Where each figure comes from: the chain from its origin to the paragraph where it stands.

An origin is whose information a figure is said to be: the speaker's own where the document names
no other.
"""

import pandas as pd

from analysis.vocabulary import EVIDENCE

LISTED_BEYOND = 50  # figures; above this the chains are counted by who speaks for whom
MOST_ROWS = 25  # of such a table


def attribution_chains(
    figures: pd.DataFrame, documents: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """Return each figure's way to the reader, from left to right: from its origin to a paragraph.

    ``origin`` is the organisation whose information it is. ``record`` says whether the speaker is
    named, or cites someone who is not; ``evidence`` is what was offered for an assertion. A blank
    document is one that the ledger does not describe.
    """
    table = sources.set_index("source_id")
    named = figures["origin_source_id"].map(table["named"]).astype(bool)
    cites = figures["named"] & ~named
    words = figures["wording"].mask(figures["wording"] == "", "no number")
    record = figures["named"].map({True: "on record", False: "unnamed"})
    return pd.DataFrame(
        {
            "figure_id": figures["figure_id"],
            "what": words + ": " + figures["quantity"],
            "origin": origin_words(figures, table["name"]),
            "speaker": figures["speaker"],
            "record": record.mask(cites, "on record, citing an unnamed source"),
            "channel": figures["outlet"].mask(figures["outlet"] == "", "not given"),
            "wording": figures["quoted"].map({"direct": "direct", "paraphrase": "paraphrased"}),
            "evidence": evidence_words(figures),
            "document": _titles(figures, documents),
            "paragraph": figures["paragraph"],
        }
    )


def origin_words(figures: pd.DataFrame, names: pd.Series) -> pd.Series:
    """Return the organisation of each figure's origin, with who is cited and who may be behind it.

    ``names`` are the sources' names by their ids.
    """
    organisation = figures["origin_organisation_id"].map(names)
    cited = (figures["origin"] != figures["speaker"]) & (figures["origin"] != organisation)
    words = organisation.mask(cited, figures["origin"] + ", of " + organisation)
    possible = figures["possible_origin"]
    return words + ("; perhaps " + possible).where(possible != "", "")


def _titles(figures: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    titles = documents.set_index("document_id")["title"].to_dict()
    names = [titles.get(document, "") for document in figures["document_id"]]
    return pd.Series(names, figures.index, dtype="str")


def evidence_words(figures: pd.DataFrame) -> pd.Series:
    """Return what is offered for each figure: nothing is said of those that assert nothing."""
    words = figures["evidence"].map(EVIDENCE).str.removesuffix(" offered as evidence")
    words = words.str.removesuffix(" offered").str.removeprefix("evidence ")
    return words.where(figures["stance"] == "asserts", "nothing asserted")


def shown_chains(chains: pd.DataFrame) -> pd.DataFrame:
    """Return the chains as a table shows them: the document only where there are several."""
    one = chains["document"].nunique() < 2
    return chains.drop(columns=["figure_id", "document"] if one else ["figure_id"])


def counted_chains(chains: pd.DataFrame, most: int = MOST_ROWS) -> pd.DataFrame:
    """Return the chains of many figures: one row for each way from origin to speaker and channel.

    Kept are the ``most`` ways by which the most figures come.
    """
    ways = chains.groupby(["origin", "speaker", "record", "channel"], sort=False).agg(
        figures=("figure_id", "size"),
        direct=("wording", lambda words: int((words == "direct").sum())),
        documents=("document", "nunique"),
    )
    return ways.reset_index().nlargest(most, "figures")
