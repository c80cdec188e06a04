"""Of what time a figure speaks, and which of a source's figures stand.

A figure is a claim about one *estimand*: a quantity in a period, which has one true number. What
that is depends on the quantity's ``kind``; every comparison of two figures asks this module
whether they speak of the same (:func:`same_time`) and whether the period of a part lies inside that
of its whole (:func:`inside`). Days are numbers here: days since 1970, ``NaN`` where unknown.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

from reported_figures.comparing.series import series_voices
from reported_figures.ledger.frames import require
from reported_figures.ledger.printed import PRINTED

Times = pd.DataFrame | Mapping[str, np.ndarray]  # figures by column, as a frame or as arrays
PLACED = ["voice", "series_voice", "expected", "start", "end_first", "end", "said", "said_until"]
PLACED += ["at", "estimand"]


def place(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with the time that each speaks of, and which of them stand.

    ``figures`` come from :func:`ledger.load.select`. ``voice`` is the speaker with the origin,
    ``series_voice`` the one that began the series: where one voice replaced another's figure of a
    quantity, both tell one. ``expected`` keeps expectations apart. ``start`` to ``end`` is
    the period (of a running total: from its start to its day), ``at`` the day by which figures are
    ordered: the end, else the day on which it was said. Where a day is known only as a month or a
    year, ``end_first`` to ``end`` are the days that it may be. Figures of one ``estimand`` speak of
    the same to the day. ``statement`` is the figure that leads all rows that
    say the same; a row that another leads, or one with a ``left_on`` that has come, does not stand
    (:func:`standing`). What its source held no longer before it said anything else has no
    ``replaced_by``. The order of rows changes nothing but the order of rows.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.ledger import load_ledger, select
    >>> figures = place(select(load_ledger(EXAMPLE)))  # one row repeats another
    >>> len(figures), figures["statement"].nunique()
    (11, 10)
    """
    require(figures, "described", DESCRIBED)
    timed = _timed(figures)
    order = timed.sort_values(["said", "at", "figure_id"])
    statement = _led(order)
    replaced_by, left = _replaced(order[order["figure_id"] == statement])
    until = days_of(timed["stands_until"]) + 1
    gone = np.fmin(days_of(timed["left_on"]), timed["figure_id"].map(left).astype("float64"))
    own, ended = timed["replaced_by"], until < gone
    by = own.where(own != "", timed["figure_id"].map(replaced_by)).fillna("").mask(ended, "")
    return timed.assign(
        statement=statement.astype("str"),
        first_said=timed["reported_until"].groupby(statement).transform("min"),
        replaced_by=by.astype("str"),
        left_on=dates_of(np.fmin(gone, until)),
    )


def place_each(readings: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Yield the same figures placed under each reading of their hedges.

    A reading tells only which of several rows of one statement is the widest, and so leads.
    """
    known: dict[bytes, pd.DataFrame] = {}
    for read in readings:
        folded = (read["repeats"] != "") | read["figure_id"].isin(read["repeats"])
        width = (read["interval_high"] - read["interval_low"])[folded].to_numpy().tobytes()
        if width not in known:
            known[width] = place(read)
        yield known[width].assign(**read[["interval_low", "interval_high"]])


def standing(figures: pd.DataFrame, day: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the rows of placed figures that stand at the end of a day: one for each statement.

    Without a day it is now: what has been replaced or is known to have ended stands no longer. In
    canonical order.
    """
    stands = figures["statement"] == figures["figure_id"]
    if day is None:
        stands &= figures["left_on"].isna()
    else:
        stands &= (figures["first_said"] <= day) & ~(figures["left_on"] <= day)
    rows = figures[stands].sort_values(["quantity_id", "at", "said", "figure_id"])
    return rows.reset_index(drop=True)


def compared(figures: pd.DataFrame, day: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return what stands on a day with the columns that comparisons look at, and no others.

    Refused with :class:`ledger.frames.StageError`: figures that were not read, or not placed.
    """
    require(figures, "placed", NEEDED)
    return standing(figures[NEEDED], day)


DESCRIBED = [  # of the columns of a described frame those that time and standing rest on
    *("figure_id", "speaker_id", "origin_source_id", "quantity_id", "kind", "starts_on"),
    *("tolerance_days", "stance", "status", "hedge", "quoted", "repeats", "supersedes"),
    *("reported_on", "reported_until", "event_from", "event_from_until", "event_to"),
    *("stands_until", "printed_low", "printed_high", "replaced_by", "left_on"),
]
NEEDED = [  # of the columns of a placed frame those that a comparison looks at
    *("figure_id", "speaker_id", "speaker", "named", "quantity_id", "quantity", "unit"),
    *("unit_kind", "kind", "tolerance_days", "stance", "status", "hedge", "supersedes"),
    *("origin_organisation_id", "possible_organisation_id", "reported_on", "reported_until"),
    *("event_from", "event_to", "printed_low", "printed_high", "interval_low", "interval_high"),
    *PLACED,
    *("statement", "first_said", "replaced_by", "left_on"),
]


def same_time(a: Times, b: Times) -> np.ndarray:
    """Return which figures speak of the same, of two rows of them side by side.

    Each two are figures of one quantity.

    Tolerance is pairwise: within it two figures are compared as of one day. A quantity whose kind
    is not recorded is the same only on the same days.
    """
    kind, tolerance = np.asarray(a["kind"]), _tolerance(a)
    a_start, a_end, b_start, b_end = (
        np.asarray(side[name]) for side in (a, b) for name in ("start", "end")
    )
    said = _apart(*(np.asarray(side[name]) for side in (a, b) for name in ("said", "said_until")))
    starts = np.abs(a_start - b_start) <= tolerance
    ends = _apart(*(np.asarray(side[name]) for side in (a, b) for name in ("end_first", "end")))
    unknown = np.isnan(a_start) & np.isnan(b_start)
    return np.select(
        [kind == "total", kind == "stock", kind == "flow", kind == "cumulative"],
        [
            np.isnan(np.asarray(a["tolerance_days"])) | (said <= tolerance),
            _apart(a_start, a_end, b_start, b_end) <= tolerance,
            np.where(unknown, said <= tolerance, starts & (ends <= tolerance)),
            same_start(a, b) & (ends <= tolerance),
        ],
        default=_apart(a_start, a_end, b_start, b_end) <= 0,
    ).astype(bool)


def same_start(a: Times, b: Times) -> np.ndarray:
    """Return which running totals count from the same day; a start that is unknown fits any."""
    apart = np.abs(np.asarray(a["start"]) - np.asarray(b["start"]))
    return np.isnan(apart) | (apart <= _tolerance(a))


def _tolerance(times: Times) -> np.ndarray:
    """Return how many days may lie between two figures that are compared as of one day."""
    return np.nan_to_num(np.asarray(times["tolerance_days"]))


def inside(part: Times, whole: Times) -> np.ndarray:
    """Return for which rows of two aligned frames the part's period lies inside the whole's.

    A total's period is everything, a stock's its day, a flow's its period, a running total's from
    its start to its day. A stock as a whole takes only stocks as parts, within tolerance; two flows
    whose periods are not recorded are set against each other if said within tolerance.
    """
    tolerance = np.maximum(_tolerance(part), _tolerance(whole))
    p_kind, w_kind = np.asarray(part["kind"]), np.asarray(whole["kind"])
    p_start, p_end, w_start, w_end = (
        np.asarray(side[name]) for side in (part, whole) for name in ("start", "end")
    )
    either = (w_kind == "cumulative") & np.isnan(w_start)
    either |= (p_kind == "cumulative") & np.isnan(p_start)
    starts = either | (p_start >= w_start - tolerance)
    ends = p_end <= w_end + tolerance
    apart = _apart(p_start, p_end, w_start, w_end) <= tolerance
    level = np.isin(p_kind, ["stock", ""])
    said = _apart(*(np.asarray(s[name]) for s in (part, whole) for name in ("said", "said_until")))
    neither = (p_kind == "flow") & np.isnan(p_start) & np.isnan(w_start)
    return np.select(
        [w_kind == "total", w_kind == "stock", w_kind == "flow", w_kind == "cumulative"],
        [
            np.full(len(p_kind), True),
            (p_kind == "stock") & apart,
            np.where(neither, said <= tolerance, starts & ends),
            starts & ends,
        ],
        default=level & apart,
    ).astype(bool)


def forecast_and_count(a: pd.DataFrame, b: pd.DataFrame) -> np.ndarray:
    """Return which pairs are a count, and an expectation said before what it counts was over.

    A count without a period is one of the day on which it was said.
    """
    found = np.zeros(len(a), bool)
    for forecast, count in ((a, b), (b, a)):
        end = count["end"].fillna(count["said_until"]).to_numpy()
        before = forecast["said"].to_numpy() <= end
        found |= (
            forecast["expected"].to_numpy() & (count["status"] == "observed").to_numpy() & before
        )
    return found


def _timed(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with the columns of ``PLACED``."""
    kind = figures["kind"].to_numpy()
    said, until = days_of(figures["reported_on"]), days_of(figures["reported_until"])
    start, end = days_of(figures["event_from"]), days_of(figures["event_to"])
    whole, half = np.isfinite(start) & np.isfinite(end), np.isfinite(start) | np.isfinite(end)
    level = np.isin(kind, ["stock", ""])
    running = kind == "cumulative"
    vague = days_of(figures["event_from_until"]) > start  # a month or a year, not a day
    vague = level & np.where(half, vague, until > said)
    begins = np.select(
        [level & half, level, running, whole],
        [np.fmin(start, end), said, _starts(figures, start), start],
        np.nan,
    )
    ends = np.select(
        [level & half, level | (running & np.isnan(end)), running, whole],
        [np.fmax(start, end), until, end, end],
        np.nan,
    )
    placed = figures.assign(
        voice=figures["speaker_id"] + " | " + figures["origin_source_id"],
        expected=(figures["status"] == "expected").to_numpy(),
        start=begins,
        end_first=np.where(running & np.isnan(end), said, np.where(vague, begins, ends)),
        end=ends,
        said=said,
        said_until=until,
    )
    placed["at"] = placed["end"].where(placed["kind"] != "total").fillna(placed["said_until"])
    lasting = (placed["kind"] == "total") & placed["tolerance_days"].isna()
    told = placed["said"].where(placed["end"].isna() | (placed["kind"] == "total")).mask(lasting)
    period = placed[["start", "end"]].mask(placed["kind"] == "total")
    keys = period.assign(quantity_id=placed["quantity_id"], told=told)
    group = keys.groupby(["quantity_id", "start", "end", "told"], dropna=False)
    return placed.assign(estimand=group.ngroup(), series_voice=series_voices(placed))


def _starts(figures: pd.DataFrame, given: np.ndarray) -> np.ndarray:
    """Return where running totals start: as given, as the quantity has it, or the only start."""
    own = pd.Series(given, figures.index)
    by_quantity = own.groupby(figures["quantity_id"])
    only = by_quantity.transform("first").where(by_quantity.transform("nunique") == 1)
    declared = pd.Series(days_of(figures["starts_on"]), figures.index)
    return own.fillna(declared).fillna(only.where(declared.isna())).to_numpy()


SAYS = ["hedge", *PRINTED]


def _led(figures: pd.DataFrame) -> pd.Series:
    """Return for each row the figure that leads its statement; rows come in the order said.

    Rows that repeat a figure are one statement with it: a direct quote leads, else the wider
    reading. Rows of one speaker that say the same are one, too, unless another number of the
    speaker lies between them; the first leads.
    """
    root = figures["repeats"].where(figures["repeats"].isin(figures["figure_id"]), "")
    root = root.mask(root == "", figures["figure_id"])
    ends = ("interval_low", "interval_high")
    low, high = ends if ends[0] in figures else ("printed_low", "printed_high")
    told = figures.assign(root=root)[root.duplicated(keep=False)]  # any other row leads itself
    width = (told[high] - told[low]).fillna(-1)
    rank = told.assign(paraphrased=told["quoted"] != "direct", width=-width)
    rank = rank.sort_values(["root", "paraphrased", "width", "said", "figure_id"])
    lead = _renamed(root, rank.groupby("root")["figure_id"].first().to_dict())
    return _renamed(lead, _first_of_runs(figures[figures["figure_id"] == lead]))


def _renamed(names: pd.Series, known: dict[str, str]) -> pd.Series:
    """Return the names with others for those that are known."""
    return pd.Series([known.get(name, name) for name in names.tolist()], names.index, dtype="str")


def _first_of_runs(leads: pd.DataFrame) -> dict[str, str]:
    """Return the first of the run of figures that say the same, for each that may have a run.

    Figures of one report day stand side by side: none of them ends the run of another.
    """
    group = ["speaker_id", "estimand", "expected", "stance"]
    leads = leads[leads.duplicated(group, keep=False)]
    ordered = leads.assign(paraphrased=leads["quoted"] != "direct")
    ordered = ordered.sort_values([*group, "said", "paraphrased", "figure_id"])
    columns = [*group, "said", *SAYS, "figure_id"]
    rows = ordered[columns].fillna(dict.fromkeys(PRINTED, -1))
    cells = zip(*(rows[name].tolist() for name in columns), strict=True)
    first: dict[str, str] = {}
    for _, own in groupby(cells, itemgetter(0, 1, 2, 3)):
        before: dict[tuple, str] = {}
        for _, on_day in groupby(own, itemgetter(4)):
            now: dict[tuple, str] = {}
            for *_, hedge, low, high, name in on_day:
                words = hedge, low, high
                first[name] = now.setdefault(words, before.get(words, name))
            before = now
    return first


def _replaced(leads: pd.DataFrame) -> tuple[dict[str, str], dict[str, float]]:
    """Return which of a voice's statements on one estimand replaced which, and on which day.

    The last reported stands. Only a number replaces a number; what asserts nothing replaces
    nothing, and is replaced by what its voice asserts later. ``leads`` come in the order said.
    """
    by: dict[str, str] = {}
    left: dict[str, float] = {}
    group = ["voice", "estimand", "expected"]
    several = leads[leads.duplicated(group, keep=False)]
    for _, rows in several.groupby(group, sort=False):
        number = rows["printed_low"].notna().to_numpy()
        asserts = (rows["stance"] == "asserts").to_numpy()
        said, until = rows["said"].to_numpy(), rows["said_until"].to_numpy()
        names = rows["figure_id"].tolist()
        for place, name in enumerate(names):
            later = (said > until[place]) & asserts & (number | ~number[place])
            if later.any():
                by[name], left[name] = names[int(later.argmax())], float(until[later.argmax()])
    return by, left


def _apart(a_first, a_last, b_first, b_last) -> np.ndarray:
    """Return how many days lie between two spans of days: 0 where they meet."""
    return np.maximum(0, np.maximum(a_first - b_last, b_first - a_last))


def days_of(dates) -> np.ndarray:
    """Return dates as days since 1970, ``NaN`` where blank."""
    days = np.asarray(dates).astype("datetime64[D]")
    return np.where(np.isnat(days), np.nan, days.astype("float64"))


def dates_of(days: np.ndarray) -> np.ndarray:
    """Return days since 1970 as dates, ``NaT`` where unknown."""
    return pd.to_datetime(pd.Series(days), unit="D").to_numpy().astype("datetime64[s]")
