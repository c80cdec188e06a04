"""Say what figures come to side by side: how many, how far apart, and with which verdicts."""

from collections.abc import Mapping

import pandas as pd

from reported_figures import formats
from reported_figures.comparing.candidates import crowded
from reported_figures.comparing.estimands import standing
from reported_figures.comparing.spread import disputed_beside, spread_by_estimand
from reported_figures.formats import capital, count_of, in_brackets, listed, with_remark
from reported_figures.limits import MOST_NAMED, MOST_SENTENCES, MOST_TOLD, MOST_VOICES
from reported_figures.telling.amounts import as_told, computed_ends, topic
from reported_figures.telling.courses import date_of
from reported_figures.telling.reasons import cited, distance, refused_thing, with_reasons
from reported_figures.telling.speakers import office, printed_name
from reported_figures.vocabulary import REFUSALS, SAYS_NOTHING, VERDICTS_TOLD

ALONE = "Each number is from one source alone"
DISPUTES = ["differ", "too large"]
EMPTY = "No figures match this selection, so there is nothing to compare."


def who_says_how_much(figures: pd.DataFrame) -> str:
    """Return how many figures there are, by how many speakers, and how many have a number."""
    if figures.empty:
        return EMPTY
    numbered = int((figures["interval_low"].notna() & (figures["stance"] == "asserts")).sum())
    unnamed = figures.loc[~figures["named"], "speaker_id"].nunique()
    silent = int((figures["stance"] != "asserts").sum())
    speakers = figures["speaker_id"].nunique()
    of_them = f", {unnamed:,} of them unnamed" if 0 < unnamed < speakers else ""
    who = f"{count_of(speakers, 'source' if unnamed < speakers else 'unnamed source')}{of_them}"
    text = f"{count_of(len(figures), 'row')} from {who}: "
    text += f"{count_of(numbered, 'figure')} with a number"
    if without := len(figures) - numbered:
        text += f", {count_of(without, 'position')} without one"
    asserts = "asserts" if silent == 1 else "assert"
    return text + (f"; {silent:,} of them {asserts} nothing." if silent else ".")


def printed_ranges(spread: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return a sentence for each quantity that several sources number, the widest dispute first.

    ``spread`` comes from :func:`comparing.spread.spread_by_quantity` of the ``figures``. Of many
    quantities the first ones are told, and the others counted.
    """
    several = spread[spread["sources"] > 1]
    names, refused = _names_and_numbers(figures), _refused_by(figures)
    claims = {
        figure.figure_id: with_remark(as_told(figure), printed_name(figure))
        for figure in figures.itertuples()
    }
    told = [
        f"{_printed_range(row, names, claims)}{refused.get(row.quantity_id, '')}."
        for row in several.head(MOST_SENTENCES).itertuples()
    ]
    if "status" not in spread:
        told += [f"{_printed_range(row, names, claims)}." for row in _other_sides(several, figures)]
    left = len(several) - MOST_SENTENCES
    more = count_of(left, "more quantity", "more quantities")
    return told + ([f"The table has {more} with numbers of several sources."] if left > 0 else [])


def _other_sides(several: pd.DataFrame, figures: pd.DataFrame) -> list:
    """Return the disputes of counts beside one of expectations that is told, or the reverse."""
    told = several["quantity_id"].head(MOST_SENTENCES)
    beside = disputed_beside(figures)
    return list(beside[beside["quantity_id"].isin(told)].head(MOST_TOLD).itertuples())


def answers(spread: pd.DataFrame, pairs: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return what the figures show side by side: their ranges, and what differs beyond these.

    Where no two sources number one thing, it is told who gives the only number, if anyone does.
    """
    told = [*printed_ranges(spread, figures), *_beyond_ranges(pairs, figures)]
    told += _of_other_times(spread, pairs, figures)
    if told or figures.empty:
        return told
    alone = spread[spread["sources"] > 0]
    if alone.empty:
        return ["No source gives a number."]
    names = {figure.figure_id: _with_office(figure) for figure in figures.itertuples()}
    if len(alone) > 1:
        told = [
            f"{_only_number(row, figures)} for {topic(row)}{_when(row)}"
            f" ({_whose(row.low_by, names).removesuffix(',')})"
            for row in alone.itertuples()
        ]
        return [f"{ALONE}: {listed(told, MOST_NAMED)}."]
    row = next(alone.itertuples())
    of = f"{topic(row)}{_when(row)}"
    refused = _refused_by(figures).get(row.quantity_id, "")
    number = _only_number(row, figures)
    return [f"For {of} only {_whose(row.low_by, names)} gives a figure: {number}{refused}."]


def _only_number(row, figures: pd.DataFrame) -> str:
    """Return the number that one source gives, as printed, or its lowest and its highest."""
    if row.low_by == row.high_by and row.low_by in set(figures["figure_id"]):
        return as_told(next(figures[figures["figure_id"] == row.low_by].itertuples()))
    low, high = computed_ends(row.printed_low, row.printed_high, row)
    return high if row.printed_low == row.printed_high else f"{low} to {high}"


def most_disputed_first(figures: pd.DataFrame, spread: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of what several sources number first, in the order of ``spread``.

    That has the widest dispute first. What no longer stands comes after what does.
    """
    several = spread.loc[spread["sources"] > 1, "quantity_id"].drop_duplicates()
    places = {name: place for place, name in enumerate(several)}
    order = figures.assign(
        place=figures["quantity_id"].map(places).fillna(len(places)),
        past=figures["replaced_by"] != "",
    )
    return figures.loc[order.sort_values(["place", "past"], kind="stable").index]


def _names_and_numbers(figures: pd.DataFrame) -> dict[str, str]:
    """Return who gives each figure: a person with an office, and a number that is hedged.

    A limit is no claim.
    """
    told = {}
    for figure in figures.itertuples():
        number = in_brackets(as_told(figure)) if figure.hedge != "bare" else ""
        remark = ", ".join(filter(None, [office(figure), number]))
        told[figure.figure_id] = printed_name(figure) + (f" ({remark})" if remark else "")
    return told


def _beyond_ranges(pairs: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return the disputes of two figures that are not of one time, such as a total that fell."""
    wide = pairs[pairs["verdict"].isin(DISPUTES)]
    if wide.empty:
        return []
    times: dict[str, set[int]] = {}
    for place, ids in enumerate(spread_by_estimand(figures)["figures"]):
        for name in ids.split(", "):
            times.setdefault(name, set()).add(place)
    sides = zip(wide["figure_a"], wide["figure_b"], strict=True)
    apart = wide[[times.get(a, set()).isdisjoint(times.get(b, set())) for a, b in sides]]
    told = with_reasons(apart.head(MOST_TOLD), figures)["reason"]
    left = len(apart) - len(told)
    do = "does" if left == 1 else "do"
    more = [f"{count_of(left, 'more pair')} of figures {do} not fit together."] if left > 0 else []
    return [f"{capital(reason)}." for reason in told] + more


def _of_other_times(spread: pd.DataFrame, pairs: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return the last numbers of each source where several give some, but no two of one time.

    What is told already as a dispute of two times is left out.
    """
    disputed = pairs.loc[pairs["verdict"].isin(DISPUTES), ["quantity_a", "quantity_b"]]
    apart = spread[(spread["numbered"] > 1) & (spread["sources"] < 2)]
    apart = apart[~apart["quantity_id"].isin(disputed.to_numpy().ravel())]
    rows = standing(figures)
    rows = rows[(rows["stance"] == "asserts") & rows["interval_low"].notna()]
    told = []
    for row in apart.head(MOST_TOLD).itertuples():
        own = rows[rows["quantity_id"] == row.quantity_id]
        own = own[own["status"] == row.status] if hasattr(row, "status") else own
        last = own.groupby(["speaker_id", "expected"]).tail(1).to_dict("records")
        mixed = own["expected"].nunique() > 1
        numbers = listed([_with_stage(figure, mixed) for figure in last], MOST_NAMED)
        of = f"{topic(row)} at the same time and stage"
        told.append(f"No two sources give a number for {of}: {numbers}.")
    return told


def _with_stage(figure: dict, mixed: bool) -> str:
    """Return a figure with its speaker and day; beside what is counted it is told as expected."""
    return f"{cited(figure)}, expected" if mixed and figure["expected"] else cited(figure)


def _refused_by(figures: pd.DataFrame) -> dict[str, str]:
    """Return for each quantity who now denies a figure of it, or cannot confirm one."""
    now = standing(figures)
    now = now[now["stance"].isin(REFUSED_BY)]
    now = now.assign(what=[refused_thing(row) for row in now.to_dict("records")])
    told: dict[str, str] = {}
    for (quantity, what), rows in now.groupby(["quantity_id", "what"]):
        refusals = [
            f"{REFUSED_BY[stance]} {_names(some)}" for stance, some in rows.groupby("stance")
        ]
        words = f"{what or 'what is said of it'} is {listed(refusals)}"
        told[quantity] = f"{told.get(quantity, '')}; {words}"
    return told


def _with_office(figure) -> str:
    """Return a speaker with the office of a person, both between commas."""
    return f"{printed_name(figure)}, {told}," if (told := office(figure)) else printed_name(figure)


def _names(figures: pd.DataFrame) -> str:
    return listed(dict.fromkeys(map(printed_name, figures.itertuples())), MOST_TOLD)


REFUSED_BY = {"denies": "denied by", "cannot_confirm": "not confirmed by"}


def _printed_range(row, names: Mapping[str, str], claims: Mapping[str, str]) -> str:
    low, high = computed_ends(row.printed_low, row.printed_high, row)
    alike = row.printed_low == row.printed_high
    run = f"are all {high}" if alike else f"run from {low} to {high}{_wide(row)}"
    unnamed = f", {row.unnamed:,} of them unnamed" if row.unnamed else ""
    by = f"by {count_of(row.sources, 'source')}{unnamed}"
    by += f" ({row.speaking:,} speak of it)" if row.speaking > row.sources else ""
    by += f"; at most {row.origins:,} independent"
    if row.origins_if_possible != row.origins:
        by += f", or {row.origins_if_possible:,} if each rests on its possible origin"
    if not alike:
        lowest, highest = (_whose(ids, names) for ids in (row.low_by, row.high_by))
        ends = f"the lowest is from {lowest}, the highest from {highest}"
        by += f"; both ends are from {lowest}" if lowest == highest else f"; {ends}"
    apart = ""
    if row.nothing_in_common:
        ends = row.clash_low in row.low_by.split(", ") and row.clash_high in row.high_by.split(", ")
        two = f"{claims[row.clash_low]} and {claims[row.clash_high]}"
        two = "the lowest and the highest" if ends else two
        apart = f"; they cannot all hold, as {two} have nothing in common"
    elif not alike and pd.notna(row.joint_low):
        apart = "; they can all hold"
    of = f"{topic(row)}{_when(row)}"
    of += f", {_stage(row)}," if _stage(row) else ""
    return f"The numbers printed for {of} {run}, {by}{apart}{_often(row)}"


def _whose(ids: str, names: Mapping[str, str]) -> str:
    """Return who gives some figures, each source once."""
    return listed(dict.fromkeys(names[name] for name in ids.split(", ")), MOST_TOLD)


def _wide(row) -> str:
    if "percent" in (row.unit, row.unit_kind):
        return f", {distance(row.printed_high - row.printed_low, row.fold, '', 'percent')}"
    return f", {formats.fold(row.fold)}" if pd.notna(row.fold) and row.fold > 1 else ""


def _when(row) -> str:
    """Return of which time the numbers are, where the quantity has one number for each."""
    if row.as_said:
        return ""
    if row.kind == "cumulative":
        return f" as of {formats.span(date_of(row.start), date_of(row.end))}"
    return f" {formats.period(date_of(row.start), date_of(row.end))}"


def _stage(row) -> str:
    """Return of what stage the numbers are, when they were said, and how, where that matters."""
    stage = ""
    if not hasattr(row, "status"):  # of a quantity that is not split by it
        stage = "expected" if row.expected else SIDES[row.side] if row.sides > 1 else ""
    said = row.as_said and (row.kind != "total" or row.times > 1)
    when = f"said {formats.period(date_of(row.start), date_of(row.end))}" if said else ""
    return ", ".join(filter(None, [stage, when, "vague words as read" if row.words_read else ""]))


SIDES = {"told": "expectations apart", "expected": "expected or under way"}


def _often(row) -> str:
    """Return on how many times several sources give a number, and when they lay widest apart."""
    if row.contested < 2 or (row.kind == "total" and row.times < 2):
        return ""
    text = (
        f"; two sources or more give a number at {int(row.contested):,} of {int(row.times):,} times"
    )
    if "percent" in (row.unit, row.unit_kind):
        if not row.gap_widest > 0:
            return text
        when = formats.period(date_of(row.gap_start), date_of(row.gap_end))
        return f"{text}, at the widest {distance(row.gap_widest, 1, '', 'percent')} apart, {when}"
    if pd.isna(row.fold_widest) or row.fold_widest <= 1:
        return text
    widest = formats.period(date_of(row.widest_start), date_of(row.widest_end))
    median, most = formats.fold(row.fold_median), formats.fold(row.fold_widest)
    median = f", {median} in the median" if median != most else ""
    return f"{text}{median}{' and' if median else ','} at the widest {most}, {widest}"


def headline(spread: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Return the widest range printed for one quantity of those shown, as the title of a chart."""
    known = spread[(spread["sources"] > 0) & spread["quantity_id"].isin(shown["quantity_id"])]
    several = known[known["sources"] > 1]
    if several.empty and (known["numbered"] > 1).any():
        what = topic(next(known.itertuples())) if len(known) == 1 else "one thing"
        return f"No two sources give a number for {what} at the same time and stage"
    if several.empty and len(known) != 1:
        return ALONE if len(known) else "No source gives a number"
    row = next((known if several.empty else several).itertuples())
    of = ", ".join(filter(None, [f"{topic(row)}{_when(row)}", _stage(row)]))
    if several.empty:
        return f"One source gives a number for {of}"
    low, high = computed_ends(row.printed_low, row.printed_high, row)
    ends = high if row.printed_low == row.printed_high else f"from {low} to {high}"
    return f"Numbers for {of}: {ends}{_wide(row)}"


def verdict_counts(pairs: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return how many pairs have which verdict; those that say nothing are counted by reason.

    It is told where so many speak of one quantity that only the widest pairs were made.
    """
    if pairs.empty:
        return "No two sources speak of the same or of related things."
    counts = pairs["verdict"].value_counts()
    if len(pairs) == 1 and counts.index[0] in VERDICTS_TOLD:
        return f"One pair is on the same or related things: {VERDICTS_TOLD[counts.index[0]]}."
    speaking = [f"in {counts[v]:,} {words}" for v, words in VERDICTS_TOLD.items() if v in counts]
    silent = [f"{counts[v]:,} {v}" for v in SAYS_NOTHING if v in counts]
    basis = pairs.loc[pairs["basis"] != "", "basis"].value_counts()
    why = f" ({', '.join(f'{name} in {number:,}' for name, number in basis.items())})"
    told = int((~pairs["verdict"].isin(SAYS_NOTHING)).sum())
    number = f"{told:,}" if told else "none"
    text = f"Of {count_of(len(pairs), 'pair')} on the same or related things, {number} can be set"
    text += f" against each other: {listed(speaking)}." if speaking else " against each other."
    text += f" The others: {listed(silent)}{why if len(basis) else ''}." if silent else ""
    if many := crowded(figures):
        text += f" More than {MOST_VOICES} speak of {listed(many, MOST_NAMED)}: of these only the"
        text += " widest pairs, and those with the latest figures, are made and counted."
    return text


def without_number(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that give no number or assert nothing, with what they do say."""
    rows = figures[figures["interval_low"].isna() | (figures["stance"] != "asserts")]
    wording = rows["wording"].mask(rows["wording"] == "", "no number")
    return rows.assign(position=rows["stance"].map(REFUSALS).fillna(wording))


def source_line(figures: pd.DataFrame, documents: pd.DataFrame) -> str:
    """Return what stands under a chart: the documents, and the last day that it takes in."""
    if figures.empty:
        return ""
    used = documents.loc[documents["document_id"].isin(figures["document_id"]), "title"].tolist()
    last = figures.sort_values("reported_until", kind="stable").iloc[-1]
    until = f"as reported by {formats.span(last['reported_on'], last['reported_until'])}."
    if not used:
        return f"Figures {until}"
    titles = used[0] if len(used) == 1 else count_of(len(used), "document")
    return f"Source: {titles}; figures {until}"
