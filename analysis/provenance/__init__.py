"""Where each figure comes from: the chain from its origin to the paragraph where it stands.

An origin is whose information a figure is said to be: the speaker's own where the document names
no other.
"""

import pandas as pd

from analysis.printed import as_printed, highest_printed
from analysis.vocabulary import EVIDENCE, QUOTED

NOT_RECORDED = QUOTED[""]


def weightiest_first(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures in the order of what matters most to the question whose they are.

    First come the quantities that most figures number, in each the highest number printed; of
    several that as many number, that of the highest number.
    """
    printed = highest_printed(figures).where(figures["stance"] == "asserts")
    of_quantity = printed.groupby(figures["quantity_id"])
    ranked = figures.assign(
        numbered=-of_quantity.transform("count"),
        top=-of_quantity.transform("max"),
        printed=-printed,
    )
    by = ["numbered", "top", "quantity_id", "printed"]
    return figures.loc[ranked.sort_values(by, kind="stable").index]


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
    words = [as_printed(figure) or "no number" for figure in figures.itertuples()]
    record = figures["named"].map({True: "on record", False: "unnamed"})
    return pd.DataFrame(
        {
            "figure_id": figures["figure_id"],
            "what": pd.Series(words, figures.index, dtype="str") + ": " + figures["quantity"],
            "origin": origin_words(figures, table["name"]),
            "speaker": figures["speaker"],
            "record": record.mask(cites, "on record, citing an unnamed source"),
            "channel": figures["outlet"].mask(figures["outlet"] == "", NOT_RECORDED),
            "wording": figures["quoted"].map(QUOTED),
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
    """Return what is offered for each figure: nothing is said of those that assert nothing.

    >>> evidence = pd.DataFrame({"evidence": ["none", "imagery", ""], "stance": "asserts"})
    >>> evidence_words(evidence).tolist()
    ['no evidence', 'imagery', 'not recorded']
    """
    words = figures["evidence"].map(EVIDENCE).str.removesuffix(" offered as evidence")
    words = words.str.removesuffix(" offered").str.removeprefix("evidence ")
    return words.where(figures["stance"] == "asserts", "nothing asserted")


def shown_chains(chains: pd.DataFrame) -> pd.DataFrame:
    """Return the chains as a table shows them: the document only where there are several."""
    one = chains["document"].nunique() < 2
    return chains.drop(columns=["figure_id", "document"] if one else ["figure_id"])
