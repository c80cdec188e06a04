"""How many origins are distinct, and which figures have one in common.

Two figures of one origin are not independent; two of different origins may be.
"""

import pandas as pd

from reported_figures.formats import count_of, listed
from reported_figures.ledger.printed import as_printed, highest_printed
from reported_figures.limits import MOST_IDS, MOST_NAMED
from reported_figures.vocabulary import BASES, EVIDENCE, QUOTED

RULES = {
    "by organisation": "origin_organisation_id",
    "by organisation, if each rests on its possible origin": "possible_organisation_id",
    "by country": "origin_country",
    "by country, if each rests on its possible origin": "possible_country",
}
HEADINGS = ["organisations", "organisations, perhaps", "countries", "countries, perhaps"]
SHORT = dict(zip(RULES, HEADINGS, strict=True))
BEHIND_COUNTRY = {
    "origin_country": "origin_organisation_id",
    "possible_country": "possible_organisation_id",
}


def rules_of(figures: pd.DataFrame) -> list[str]:
    """Return the rules that hold of figures: those by country only where one is recorded."""
    known = (figures[[*BEHIND_COUNTRY]] != "").any(axis=None)
    return [rule for rule, column in RULES.items() if known or column not in BEHIND_COUNTRY]


def origin_keys(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that are asserted, with a column for what each rule takes for one origin.

    An origin of no country (an alliance, say) stands for itself when countries are counted.
    """
    claims = figures[figures["stance"] == "asserts"]
    keys = {
        rule: claims[column].mask(claims[column] == "", claims[BEHIND_COUNTRY.get(column, column)])
        for rule, column in RULES.items()
    }
    return claims.assign(**keys)


def distinct_origins(figures: pd.DataFrame) -> pd.DataFrame:
    """Return for each quantity how many figures it has, and how many distinct origins by each rule.

    Only what is asserted counts; nothing by country where none is recorded. Figures whose origins
    a rule joins count once, and there are no more origins than speakers: one that cites another and
    itself is one source. So each number is the largest that can be independent: organisations share
    information, too.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.ledger import load_ledger, select
    >>> counts = distinct_origins(select(load_ledger(EXAMPLE), quantities=["arrests"]))
    >>> counts[["figures", "by organisation"]].values.tolist()
    [[3, 2]]
    """
    rules = rules_of(figures)
    counts = origin_keys(figures).groupby("quantity_id", sort=False).agg(
        quantity=("quantity", "first"),
        figures=("figure_id", "size"),
        speakers=("speaker_id", "nunique"),
        **{rule: (rule, "nunique") for rule in rules},
    )  # fmt: skip
    for rule in rules:
        counts[rule] = counts[["speakers", rule]].min(axis=1)
    return counts.sort_values("figures", ascending=False, kind="stable").reset_index()


def joined_figures(figures: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of one quantity that a rule takes for one origin; blank where none are."""
    claims, names = origin_keys(figures), sources.set_index("source_id")["name"].to_dict()
    rows = []
    for rule in rules_of(figures):
        for (quantity, origin), group in claims.groupby(["quantity_id", rule], sort=False):
            if len(group) > 1:
                what, who = group["quantity"].iloc[0], names.get(origin, origin)
                rows.append((rule, quantity, what, origin, who, len(group), few(group)))
    columns = ["rule", "quantity_id", "quantity", "origin_id", "one_origin", "figures", "which"]
    return pd.DataFrame(rows, columns=columns).astype({"figures": "int64"})


def joined_once(joined: pd.DataFrame) -> pd.DataFrame:
    """Return the joined figures with one row for a group that several rules join; largest first."""
    rules = joined.assign(rule=joined["rule"].map(SHORT))
    one = ["quantity_id", "origin_id", "quantity", "one_origin", "figures", "which"]
    table = rules.groupby(one, sort=False)["rule"].agg("; ".join).reset_index(name="joined_by")
    table = table.sort_values("figures", ascending=False, kind="stable", ignore_index=True)
    return table.drop(columns=one[:2])


def figures_by_origin(figures: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each organisation that figures trace to, whatever they count.

    ``perhaps`` names the figures that may rest on its information although another is their origin.
    """
    claims, table = origin_keys(figures), sources.set_index("source_id")
    own, possible = list(RULES)[:2]
    rows = []
    for origin in dict.fromkeys([*claims[own], *claims[possible]]):
        group, maybe = claims[claims[own] == origin], claims[claims[possible] == origin]
        maybe = maybe[maybe[own] != origin]
        place = table["name"].get(origin, origin), table["country"].get(origin, "")
        rows.append((*place, len(group), group["quantity_id"].nunique(), few(group), few(maybe)))
    columns = ["origin", "country", "figures", "quantities", "which", "perhaps"]
    found = pd.DataFrame(rows, columns=columns)
    found = found.sort_values("figures", ascending=False, kind="stable", ignore_index=True)
    return found if (found["country"] != "").any() else found.drop(columns="country")


def few(figures: pd.DataFrame) -> str:
    """Return the ids of figures as a list in a table; of many the first ones, and how many more.

    >>> few(pd.DataFrame({"figure_id": list("abcdefghij")}))
    'a, b, c, d, e, f, g, h and 2 more'
    """
    names = figures["figure_id"].tolist()
    left = len(names) - MOST_IDS
    return ", ".join(names[:MOST_IDS]) + (f" and {left:,} more" if left > 0 else "")


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
    if len(figures) == 1:
        return f"Of the one row, {'; '.join(part.removesuffix(' for 1') for part in told)}."
    return f"Of {count_of(len(figures), 'row')}, {'; '.join(told)}."
