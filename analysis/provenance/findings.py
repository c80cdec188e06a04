"""The sentences that state where figures come from: every number in them is computed."""

import pandas as pd

from analysis.formats import count_of, listed
from analysis.provenance import LISTED_BEYOND, MOST_ROWS, evidence_words
from analysis.provenance.origins import RULES

NOTHING = "No figure of this selection asserts anything, so there is no origin to count."
MOST = 10  # sentences in a list; the rest is counted


def record_in_words(figures: pd.DataFrame) -> str:
    """Return how many figures are on record, in the speaker's words and offered with evidence."""
    if figures.empty:
        return "No figures match this selection, so there is nothing to trace."
    unnamed = int((~figures["named"]).sum())
    direct = int((figures["quoted"] == "direct").sum())
    claims = figures[figures["stance"] == "asserts"]
    offered = claims[claims["evidence"].isin(["imagery", "other"])]
    kinds = listed(dict.fromkeys(evidence_words(offered)))
    with_evidence = f"{len(offered):,} ({kinds})" if len(offered) else "none"
    return (
        f"Of {count_of(len(figures), 'row')}, {_how_many(len(figures) - unnamed)} on record and "
        f"{_how_many(unnamed)} from a source who is not named; {_how_many(direct)} in the "
        "speaker's own words. "
    ) + (
        f"Of {count_of(len(claims), 'assertion')}, {with_evidence} came with evidence."
        if len(claims)
        else "Nothing is asserted."
    )


def _how_many(number: int) -> str:
    return f"{number:,} {'is' if number == 1 else 'are'}" if number else "none is"


def origins_in_words(counts: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return a sentence for each quantity of several figures, and one for those that have one.

    ``counts`` are the rows of :func:`analysis.provenance.origins.distinct_origins`.
    """
    if counts.empty:
        return [NOTHING]
    several, single = counts[counts["figures"] > 1], int((counts["figures"] == 1).sum())
    sentences = [_origins(row, figures) for row in several.head(MOST).to_dict("records")]
    if len(several) > MOST:
        more = count_of(len(several) - MOST, "more quantity", "more quantities")
        sentences.append(f"The table has {more} of several figures.")
    if single:
        verb = "rests on one figure, so on one origin" if single == 1 else (
            "rest on one figure each, so on one origin each"
        )  # fmt: skip
        sentences.append(f"{count_of(single, 'quantity', 'quantities')} {verb}.")
    return sentences


def _origins(row: dict, figures: pd.DataFrame) -> str:
    """Return one quantity's figures and its origins, by each rule."""
    own, possible, country, _ = (row[rule] for rule in RULES)
    group = figures[figures["quantity_id"] == row["quantity_id"]]
    maybe = group[(group["possible_origin"] != "") & (group["stance"] == "asserts")]
    text = (
        f"For {row['quantity']}: {count_of(row['figures'], 'figure')}, "
        f"{count_of(own, 'distinct origin')}, at most {own:,} independent"
    )
    if len(maybe) == 1:
        figure = maybe.iloc[0]
        said = f"{figure['wording'] or 'the figure'} ({figure['speaker']})"
        text += f"; {_still(possible, own)} if {said} rests on {figure['possible_origin']}"
    elif len(maybe):
        text += (
            f"; {_still(possible, own)} if {len(maybe):,} figures rest on their possible origins"
        )
    return f"{text}; {_still(country, own)} if figures from one country count once."


def _still(number: int, before: int) -> str:
    return f"still {number:,}" if number == before else f"{number:,}"


def joined_in_words(joined: pd.DataFrame) -> str:
    """Return how many groups of figures of one quantity each rule takes for one origin."""
    if joined.empty:
        return "No rule joins two figures of one quantity."
    groups = joined["rule"].value_counts()
    organisation, possible, country, last = (int(groups.get(rule, 0)) for rule in RULES)
    return (
        "Groups of figures of one quantity that count as one origin: "
        f"{organisation:,} by organisation ({_still(possible, organisation)} if each rests on its "
        f"possible origin), {country:,} by country ({_still(last, country)} likewise)."
    )


def traces(figures: pd.DataFrame, sources: pd.DataFrame, most: int = 5) -> list[str]:
    """Return where the highest number printed for a quantity comes from, for some quantities.

    Those are the ``most`` that most figures number.
    """
    claims = figures[figures["stance"] == "asserts"]
    printed = claims["value"].fillna(claims["high"]).fillna(claims["low"])
    claims = claims.assign(printed=printed).dropna(subset="printed")
    if claims.empty:
        return ["No figure of this selection has a number to trace."]
    names = sources.set_index("source_id")["name"]
    size = claims.groupby("quantity_id")["figure_id"].transform("size")
    order = claims.assign(size=size).sort_values(
        ["size", "printed"], ascending=False, kind="stable"
    )
    quantities = order["quantity_id"].drop_duplicates().head(most)
    groups = [claims[claims["quantity_id"] == quantity] for quantity in quantities]
    return [_trace(group, names) for group in groups]


def _trace(group: pd.DataFrame, names: pd.Series) -> str:
    """Return from whom the highest number comes, through whom, and what was offered for it."""
    top = group[group["printed"] == group["printed"].max()]
    first, which = top.iloc[0], "highest" if len(group) > 1 else "only"
    outlets = listed(dict.fromkeys(top["outlet"].mask(top["outlet"] == "", "not given")))
    evidence = listed(dict.fromkeys(evidence_words(top)))
    offered = "without evidence" if evidence == "no evidence" else f"evidence: {evidence}"
    return (
        f"The {which} number for {first['quantity']}, {first['wording']}, traces to "
        f"{_origin(top, names)} (channel: {outlets}; {offered})."
    )


def _origin(top: pd.DataFrame, names: pd.Series) -> str:
    """Return whom the figures trace to: their speakers, and the organisations of their origins."""
    people = top.drop_duplicates("speaker_id")
    organisations = top["origin_organisation_id"].unique()
    unnamed = int((~people["named"]).sum())
    one = people.iloc[0]["speaker"]
    who = (
        f"{len(people):,} sources, {unnamed or 'none'} of them unnamed," if len(people) > 1 else one
    )
    if len(people) == 1 and unnamed:
        who = "one unnamed source"
    number = len(organisations)
    behind = f"{number:,} organisations"
    if number == 1:
        behind = f"one organisation, {names.get(organisations[0], organisations[0])}"
    possible = listed(dict.fromkeys(top["possible_origin"][top["possible_origin"] != ""]))
    perhaps = "" if possible == "none" else f", perhaps on the information of {possible}"
    alone = number == len(people) == 1 and people.iloc[0]["speaker_id"] == organisations[0]
    return (behind if alone else f"{who} and {behind}") + perhaps


def chain_rule(chains: pd.DataFrame) -> str:
    """Return by which rule the table of chains is made, and of which document where it is one."""
    if len(chains) > LISTED_BEYOND:
        return (
            f"{len(chains):,} figures are more than a table can list: one row is one way from "
            f"origin to speaker and channel; of more than {MOST_ROWS} ways, those of the most "
            "figures."
        )
    titles = chains["document"].unique()
    where = f" All stand in: {titles[0]}." if len(titles) == 1 and titles[0] else ""
    return f"One row is one figure, read from left to right.{where}"
