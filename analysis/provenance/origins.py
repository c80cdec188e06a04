"""How many origins are distinct, and which figures have one in common.

Two figures of one origin are not independent; two of different origins may be.
"""

import pandas as pd

from analysis.limits import MOST_IDS

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

    Only what is asserted counts. Figures whose origins a rule joins count once, and there are no
    more origins than speakers: one that cites another and itself is one source. So each number is
    the largest that can be independent: organisations share information, too.

    >>> from analysis.ledger import load_ledger, select
    >>> counts = distinct_origins(select(load_ledger(), quantities=["soldiers_committed"]))
    >>> counts[["figures", "by organisation", "by country"]].values.tolist()
    [[2, 2, 2]]
    """
    counts = origin_keys(figures).groupby("quantity_id", sort=False).agg(
        quantity=("quantity", "first"),
        figures=("figure_id", "size"),
        speakers=("speaker_id", "nunique"),
        **{rule: (rule, "nunique") for rule in RULES},
    )  # fmt: skip
    for rule in RULES:
        counts[rule] = counts[["speakers", rule]].min(axis=1)
    return counts.sort_values("figures", ascending=False, kind="stable").reset_index()


def joined_figures(figures: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of one quantity that a rule takes for one origin; blank where none are."""
    claims, names = origin_keys(figures), sources.set_index("source_id")["name"].to_dict()
    rows = []
    for rule in RULES:
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
    return pd.DataFrame(rows, columns=columns).sort_values(
        "figures", ascending=False, kind="stable", ignore_index=True
    )


def few(figures: pd.DataFrame, most: int = MOST_IDS) -> str:
    """Return the ids of figures as a list in a table; of many the first ones, and how many more.

    >>> few(pd.DataFrame({"figure_id": ["a", "b", "c"]}), most=2)
    'a, b and 1 more'
    """
    names = figures["figure_id"].tolist()
    left = len(names) - most
    return ", ".join(names[:most]) + (f" and {left:,} more" if left > 0 else "")
