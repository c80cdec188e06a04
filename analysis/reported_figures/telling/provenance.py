"""The sentences that state where figures come from: every number in them is computed."""

from collections.abc import Iterator

import pandas as pd

from reported_figures.comparing.origins import NOT_RECORDED, RULES, evidence_words, weightiest_first
from reported_figures.formats import count_of, day, listed, period
from reported_figures.ledger.printed import as_printed, highest_printed
from reported_figures.limits import MOST_NAMED, MOST_SENTENCES
from reported_figures.telling.amounts import as_told, computed_range, topic
from reported_figures.telling.speakers import printed_name, when

NOTHING = "No figure of this selection asserts anything, so there is no origin to count."


def record_in_words(figures: pd.DataFrame) -> str:
    """Return how many figures are on record, in the speaker's words and offered with evidence."""
    if figures.empty:
        return "No figures match this selection, so there is nothing to trace."
    unnamed = int((~figures["named"]).sum())
    claims = figures[figures["stance"] == "asserts"]
    record = (
        f"Of {count_of(len(figures), 'row')}, {_how_many(len(figures) - unnamed)} on record and "
        f"{_how_many(unnamed)} from a source who is not named"
    )
    if unnamed in (0, len(figures)):
        every = "The one row is" if len(figures) == 1 else f"All {len(figures):,} rows are"
        several = figures["speaker_id"].nunique() > 1
        hidden = "sources who are not named" if several else "a source who is not named"
        record = f"{every} {f'from {hidden}' if unnamed else 'on record'}"
    supported = _supported(claims) if len(claims) else "Nothing is asserted."
    return f"{record}; {_quoted(figures['quoted'])}. {supported}"


def _quoted(quoted: pd.Series) -> str:
    """Return how many figures are in the speaker's own words, and of how many it is not known."""
    direct, blank = int((quoted == "direct").sum()), int((quoted == "").sum())
    if blank == len(quoted):
        return "whether in the speaker's own words is not recorded"
    unknown = f", and for {blank:,} that is not recorded" if blank else ""
    return f"{_how_many(direct)} in the speaker's own words{unknown}"


def _supported(claims: pd.DataFrame) -> str:
    """Return how many assertions came with which evidence, and of how many it is not known."""
    offered = claims[claims["evidence"].isin(["imagery", "other"])]
    blank = int((claims["evidence"] == "").sum())
    if blank == len(claims):
        whose = "the assertion" if len(claims) == 1 else f"the {len(claims):,} assertions"
        return f"What evidence was offered for {whose} is not recorded."
    kinds = listed(dict.fromkeys(evidence_words(offered)))
    with_evidence = f"{len(offered):,} ({kinds})" if len(offered) else "none"
    unknown = f"; for {blank:,} that is not recorded" if blank else ""
    return f"Of {count_of(len(claims), 'assertion')}, {with_evidence} came with evidence{unknown}."


def _how_many(number: int) -> str:
    return f"{number:,} {'is' if number == 1 else 'are'}" if number else "none is"


def origins_in_words(counts: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return what is to be said of quantities of several figures, and one sentence for the others.

    ``counts`` are the rows of :func:`comparing.origins.distinct_origins`. Quantities of which the
    same is to be said share a sentence.
    """
    if counts.empty:
        return [NOTHING]
    several, single = counts[counts["figures"] > 1], int((counts["figures"] == 1).sum())
    alike: dict[str, list[str]] = {}
    of_one = figures.drop_duplicates("quantity_id").itertuples()
    about = {figure.quantity_id: topic(figure) for figure in of_one}
    for quantity_id, told in zip(several["quantity_id"], _origins(several, figures), strict=True):
        alike.setdefault(told, []).append(about[quantity_id])
    sentences = [
        f"For {'each of ' * (len(names) > 1)}{listed(names, most=MOST_NAMED)}: {told}."
        for told, names in alike.items()
    ]
    if left := sum(len(names) for names in [*alike.values()][MOST_SENTENCES:]):
        more = count_of(left, "more quantity", "more quantities")
        sentences[MOST_SENTENCES:] = [f"The table has {more} of several figures."]
    if single:
        verb = "rests on one figure, so on one origin" if single == 1 else (
            "rest on one figure each, so on one origin each"
        )  # fmt: skip
        sentences.append(f"{count_of(single, 'quantity', 'quantities')} {verb}.")
    return sentences


def _origins(counts: pd.DataFrame, figures: pd.DataFrame) -> Iterator[str]:
    """Yield each quantity's figures and its origins, by each rule."""
    open_still = figures[(figures["possible_origin"] != "") & (figures["stance"] == "asserts")]
    maybe = dict([*open_still.groupby("quantity_id", sort=False)])
    placed = {*figures.loc[figures["origin_country"] != "", "quantity_id"]}
    for row in counts.to_dict("records"):
        own, possible, country, _ = (row.get(rule) for rule in RULES)
        by = count_of(row["speakers"], "source")
        text = (
            f"{count_of(row['figures'], 'figure')}"
            f"{f' by {by}' if row['speakers'] < row['figures'] else ''}, "
            f"{count_of(own, 'distinct origin')}, at most {own:,} independent"
        )
        of = maybe.get(row["quantity_id"], ())
        if len(of) == 1:
            figure = next(of.itertuples())
            said = f"{as_told(figure) or 'the figure'} ({figure.speaker})"
            text += f"; {_still(possible, own)} if {said} rests on {figure.possible_origin}"
        elif len(of):
            text += (
                f"; {_still(possible, own)} if {len(of):,} figures rest on their possible origins"
            )
        if row["quantity_id"] in placed:
            text += f"; {_still(country, own)} if figures from one country count once"
        yield text


def _still(number: int, before: int) -> str:
    return f"still {number:,}" if number == before else f"{number:,}"


def joined_in_words(joined: pd.DataFrame) -> str:
    """Return how many groups of figures of one quantity each rule takes for one origin."""
    if joined.empty:
        return "No rule joins two figures of one quantity."
    groups = joined["rule"].value_counts()
    organisation, possible, country, last = (int(groups.get(rule, 0)) for rule in RULES)
    by_country = f", {country:,} by country ({_still(last, country)} likewise)"
    return (
        "Groups of figures of one quantity that count as one origin: "
        f"{organisation:,} by organisation ({_still(possible, organisation)} if each rests on its "
        f"possible origin){by_country * bool(country or last)}."
    )


def traces(figures: pd.DataFrame, sources: pd.DataFrame) -> list[str]:
    """Return where the highest number printed for a quantity comes from, for some quantities.

    Those are the few that most figures number.
    """
    claims = weightiest_first(figures[figures["stance"] == "asserts"])
    claims = claims.assign(printed=highest_printed(claims)).dropna(subset="printed")
    if claims.empty:
        return ["No figure of this selection has a number to trace."]
    names = sources.set_index("source_id")["name"]
    groups = [group for _, group in claims.groupby("quantity_id", sort=False)]
    return [_trace(group, names) for group in groups[:MOST_NAMED]]


def _trace(group: pd.DataFrame, names: pd.Series) -> str:
    """Return from whom the highest number comes, through whom, and what was offered for it.

    Several wordings of it are all told; and where something is said to have happened, too, that the
    number is only expected.
    """
    top = group[group["printed"] == group["printed"].max()]
    first, which = next(top.itertuples()), "highest" if len(group) > 1 else "only"
    words = list(dict.fromkeys(map(as_told, top.itertuples())))
    if len(words) > 1:
        words = list(dict.fromkeys(as_printed(figure) for figure in top.itertuples()))
        quoted = listed(f"\u201c{word}\u201d" for word in words)
        words = [f"{computed_range(first.printed, first.printed, first)} (in {quoted})"]
    counted = (group["status"] == "observed").any()
    expected = ", an expectation" * bool(counted and (top["status"] == "expected").all())
    outlets = listed(dict.fromkeys(top["outlet"].mask(top["outlet"] == "", NOT_RECORDED)))
    evidence = listed(dict.fromkeys(evidence_words(top)))
    offered = "without evidence" if evidence == "no evidence" else f"evidence: {evidence}"
    time, said = _of_time(top, group)
    over = top["stands_until"].notna().all()
    held = f", a position held until {day(top['stands_until'].max())}" if over else ""
    return (
        f"The {which} number for {topic(first)}, {words[0]}{time}{expected}{held}, traces to "
        f"{_origin(top, names)} ({said}channel: {outlets}; {offered})."
    )


def _of_time(top: pd.DataFrame, group: pd.DataFrame) -> tuple[str, str]:
    """Return of what time the highest number is, else when it was said, where figures differ."""
    figure = next(top.itertuples())
    if figure.kind == "total" or _times(top) > 1 or _times(group) == 1:
        return "", ""
    time = when(figure)
    said = f"said {period(figure.reported_on, figure.reported_until)}; "
    return time, "" if time or pd.notna(figure.event_to) else said


def _times(figures: pd.DataFrame) -> int:
    said = figures["reported_on"].where(figures["event_to"].isna())
    return len(figures[["event_from", "event_to"]].assign(said=said).drop_duplicates())


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
    first = next(people.itertuples())
    if number == len(people) == 1 and unnamed and first.speaker_id == organisations[0]:
        return f"one unnamed source, {printed_name(first)}{perhaps}"
    if number == len(people) == 1 and first.named and top["origin_source_id"].nunique() == 1:
        if first.origin_source_id != first.speaker_id:
            return (
                f"{first.origin_printed_as or first.origin}, through {printed_name(first)}{perhaps}"
            )
        if first.speaker_id == organisations[0]:
            return f"{printed_name(first)}{perhaps}"
    return f"{who} and {behind}{perhaps}"


def chain_rule(chains: pd.DataFrame) -> str:
    """Return by which rule the table of chains is made, and of which document where it is one."""
    titles = chains["document"].unique()
    where = f" All stand in: {titles[0]}." if len(titles) == 1 and titles[0] else ""
    order = "the quantities that most figures number come first"
    return f"One row is one figure, read from left to right; {order}.{where}"


def same_in_words(copies: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return a question for each pair of sources that print the same number again and again.

    ``copies`` are the rows of :func:`comparing.tendency.same_numbers`.
    """
    speakers = dict(zip(figures["speaker_id"], figures["speaker"], strict=True))
    labels = dict(zip(figures["quantity_id"], figures["quantity"], strict=True))
    told = [
        f"On {labels[row['quantity_id']]}, {speakers[row['source_a']]} and "
        f"{speakers[row['source_b']]} give the same number at {row['same']:,} of "
        f"{count_of(row['estimands'], 'time')}, where rounding explains about "
        f"{round(row['expected']):,}: they may rest on one origin."
        for row in copies.head(MOST_SENTENCES).to_dict("records")
    ]
    left = len(copies) - len(told)
    return [*told, *([f"So may {count_of(left, 'more pair')} of sources."] if left else [])]
