"""The charts: marks stand at the printed numbers, and no text overlaps or is cut off."""

import itertools
import math
import warnings
from types import SimpleNamespace

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from legible import assert_legible, texts
from reported_figures.limits import MOST_MARKS
from reported_figures.showing import charts, display, lettering, nested
from reported_figures.showing.figures import shown
from reported_figures.showing.lettering import clip, drawable, printable, shorten, width, wrap
from reported_figures.showing.marks import COLOURS, Mark, stage_key
from reported_figures.showing.totals import bound_sources, bound_words, joint_mark

BLANK = {
    "figure_id": "f", "speaker_id": "nis", "speaker": "National Intelligence Service",
    "outlet": "", "stance": "asserts", "status": "observed", "quantity_id": "committed",
    "quantity": "soldiers in total", "unit": "soldiers", "kind": "total", "wording": "",
    "value": math.nan, "low": math.nan, "high": math.nan, "hedge": "none",
    "reported_on": pd.Timestamp("2024-10-18"),
    "reported_until": pd.Timestamp("2024-10-18"), "event_from": pd.NaT, "event_to": pd.NaT,
}  # fmt: skip
PRINTED = {"printed_low": "low", "printed_high": "high"}  # where a figure prints no single number

# Machado, Oliveira & Fernandes 2009: how colours look without the red or the green cones
COLOUR_BLIND = {
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "none": np.eye(3),
}


def linear(colour: str) -> np.ndarray:
    """Return the red, green and blue light of a colour (sRGB, IEC 61966-2-1)."""
    parts = np.array(mpl.colors.to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lightness_and_hue(light: np.ndarray) -> np.ndarray:
    """Return a colour as CIE 1976 L*a*b*, in which a distance of 2.3 is just noticeable."""
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ np.clip(light, 0, 1) / [0.95047, 1, 1.08883]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def frame(*rows: dict) -> pd.DataFrame:
    """Return figures with what a row does not say left blank."""
    named = [BLANK | {"figure_id": f"f{place}"} | row for place, row in enumerate(rows)]
    figures = pd.DataFrame(named, columns=list(dict.fromkeys([*BLANK, *itertools.chain(*named)])))
    ends = {name: figures["value"].fillna(figures[end]) for name, end in PRINTED.items()}
    return figures.assign(**ends).astype(dict.fromkeys(PRINTED, float))


def number(value: float, wording: str, hedge: str = "bare", **more) -> dict:
    return {"value": float(value), "wording": wording, "hedge": hedge, **more}


def article() -> pd.DataFrame:
    """Return the rows of the article that count soldiers, as its table in the design has them."""
    zelensky = {"speaker_id": "zelensky", "speaker": "Volodymyr Zelensky"}
    source = {"speaker_id": "nis_source", "outlet": "Yonhap"}
    source["speaker"] = "a source in the National Intelligence Service"
    budanov = {"speaker_id": "budanov", "speaker": "Kyrylo Budanov", "outlet": "The War Zone"}
    return frame(
        number(1500, "around 1,500", "about", outlet="statement", quantity_id="sealifted",
               quantity="special forces soldiers shipped to Vladivostok"),
        {"outlet": "statement", "status": "expected", "quantity_id": "next",
         "quantity": "soldiers to be shipped in a second round of sealifts"},
        {"outlet": "statement", "quantity": "soldiers at Russian training facilities",
         "quantity_id": "training"},
        number(12000, "as many as 12,000", "up_to", status="expected", **source),
        number(10000, "10,000", status="under_way", **zelensky),
        number(2600, "2,600", status="expected", quantity_id="kursk",
               quantity="soldiers to be sent to Kursk in a first deployment", **budanov),
        {"speaker_id": "rutte", "speaker": "Mark Rutte", "outlet": "press conference",
         "stance": "cannot_confirm", "status": "", "quantity_id": "combat",
         "quantity": "North Koreans actively engaged as soldiers in the war effort"},
    )  # fmt: skip


def generated(count: int, speakers: int, quantities: int) -> pd.DataFrame:
    """Return many figures, with long names and every kind of hedge."""
    hedges = ["bare", "at_most", "at_least", "between", "none"]
    rows = []
    for place in range(count):
        hedge, size = hedges[place % 5], 300 + 37 * place
        ends = {"low": float(size), "high": 2.0 * size} if hedge == "between" else {}
        wording = "" if hedge == "none" else f"{hedge} {size:,} soldiers and officers"
        rows.append({
            "speaker_id": f"s{place % speakers}", "outlet": "a press conference in the capital",
            "speaker": f"Spokesperson of the Ministry of Defence number {place % speakers}",
            "quantity_id": f"q{place % quantities}", "wording": wording, "hedge": hedge,
            "quantity": f"soldiers counted by the long definition number {place % quantities}",
            "status": ["observed", "under_way", "expected"][place // 3 % 3],
            "value": math.nan if hedge in ("between", "none") else float(size),
            "reported_on": pd.Timestamp("2024-10-01") + pd.Timedelta(days=place % 90), **ends,
        })  # fmt: skip
    return frame(*rows)


def colours_of(figures: pd.DataFrame):
    return charts.source_colours(figures["speaker_id"])


def status_chart(figures: pd.DataFrame, **keywords):
    _, ax = charts.new_figure()
    return charts.plot_status(ax, figures, **{"colours": colours_of(figures)} | keywords)


def points(ax) -> list[tuple[float, str]]:
    """Return where on the axis single marks stand, with their shapes."""
    return [
        (float(line.get_xdata()[0]), line.get_marker())
        for line in ax.lines
        if len(line.get_xdata()) == 1 and line.get_transform() is not ax.figure.transFigure
    ]


def off_axis(ax) -> list:
    return [line for line in ax.lines if line.get_transform() is ax.figure.transFigure]


def stops(ax) -> list[float]:
    """Return where heavy vertical stops stand."""
    upright = [line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linewidth() > 4]
    return [float(x[0]) for x in (line.get_xdata() for line in upright) if x[0] == x[1]]


def all_words(ax) -> str:
    return " ".join(" ".join(text.get_text().split()) for text in texts(ax))


@pytest.mark.parametrize(
    "figures",
    [article(), article()[3:4], article()[2:3], article()[:0], generated(40, 12, 6),
     generated(300, 40, 6), generated(300, 3, 2)],
    ids=["article", "one", "no number", "none", "40", "300 of 40", "300 of 3"],
)  # fmt: skip
def test_status_text_never_overlaps(figures):
    title = (
        "The printed totals are 1.2-fold apart; the count of those said to have moved is smaller"
    )
    assert_legible(status_chart(figures, title=title, source="Source: the record."), off_marks=True)


def test_numbers_are_dots_at_their_value():
    dots = [x for x, shape in points(status_chart(article())) if shape == "o"]
    assert sorted(dots) == [1500, 2600, 10000]


@pytest.mark.parametrize("hedge", ["up_to", "at_most", "fewer_than"])
def test_a_ceiling_is_a_stop_with_an_arrow_to_the_left_and_no_dot(hedge):
    ax = status_chart(article()[3:4].assign(hedge=hedge))
    assert stops(ax) == [12000]
    [(tip, shape)] = points(ax)
    assert tip < 12000 and shape == "<"


@pytest.mark.parametrize("end, other", [("low", "more"), ("high", "less")])
def test_a_data_set_that_gives_one_end_alone_is_a_stop(end, other):
    """Numbers without words: DESIGN, section 3, ``wording``."""
    ax = status_chart(frame({end: 500.0, "hedge": "between"}))
    assert stops(ax) == [500]
    assert {"more": "at least 500", "less": "at most 500"}[other] in all_words(ax)


@pytest.mark.parametrize("row, words", [
    ({"value": 0.0, "hedge": "bare"}, "0"),
    ({"value": 0.004, "hedge": "bare"}, "0.004"),
    ({"value": 1_200.0, "hedge": "about"}, "about 1,200"),
    ({"value": 60.0, "hedge": "up_to"}, "up to 60"),
    ({"low": 0.0, "high": 12.0, "hedge": "between"}, "between 0 and 12"),
])  # fmt: skip
def test_a_number_without_a_wording_is_written_in_the_words_of_its_hedge(row, words):
    assert f"NIS: {words}" in all_words(totals_of(frame(row | {"speaker": "NIS"})))


def test_an_axis_of_small_numbers_has_no_number_printed_as_nothing():
    ax = status_chart(frame({"value": 0.004, "hedge": "bare"}, {"value": 0.0012, "hedge": "bare"}))
    ax.figure.canvas.draw()
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels.count("0") == 1 and len(labels) == len({*labels}) > 2


def test_a_floor_is_a_stop_with_an_arrow_to_the_right_and_no_dot():
    ax = status_chart(frame(number(500, "more than 500", "more_than")))
    assert stops(ax) == [500]
    [(tip, shape)] = points(ax)
    assert 500 < tip <= ax.get_xlim()[1] and shape == ">"


def test_a_ceiling_near_zero_stays_on_the_axis():
    ax = status_chart(frame(number(10_000, "10,000"), number(20, "up to 20", "at_most")))
    assert 20 in stops(ax)
    assert min(min(line.get_xdata()) for line in ax.lines) >= 0


def test_a_range_is_a_bar_between_its_ends():
    figures = frame({"low": 8500.0, "high": 9000.0, "hedge": "between", "wording": "8,500-9,000"})
    ax = status_chart(figures)
    assert points(ax) == []
    assert {(float(min(x)), float(max(x))) for x in (line.get_xdata() for line in ax.lines)} == {
        (8500, 9000), (8500, 8500), (9000, 9000)
    }  # fmt: skip


@pytest.mark.parametrize("reach, drawn", [(4000.0, True), (100.0, False)])
def test_a_whisker_is_drawn_only_where_it_is_wider_than_the_dot(reach, drawn):
    figures = frame(number(10_000, "about 10,000", "about",
                           interval_low=10_000 - reach, interval_high=10_000 + reach))  # fmt: skip
    lines = [line for line in status_chart(figures).lines if len(line.get_xdata()) == 2]
    assert [list(line.get_xdata()) for line in lines] == ([[6000, 14000]] if drawn else [])


def test_what_has_no_number_stands_off_the_axis():
    ax = status_chart(article())
    end = ax.transAxes.transform((1, 0))[0] / ax.figure.bbox.width
    marks = off_axis(ax)
    assert len(marks) == 3
    assert all(line.get_xdata()[0] > end for line in marks)
    assert sorted(line.get_marker() for line in marks) == ["D", "D", "x"]
    assert all(x > 0 for x, _ in points(ax))
    assert all_words(ax).count("no number given") == 2
    assert "cannot confirm" in all_words(ax)


@pytest.mark.parametrize("status, hollow", [("observed", False), ("under_way", True),
                                            ("expected", True), ("", True)])  # fmt: skip
def test_only_what_is_said_to_have_happened_is_filled(status, hollow):
    [dot] = status_chart(frame(number(7, "seven", status=status))).lines
    assert (dot.get_markerfacecolor() == "white") is hollow


def test_a_denied_number_is_a_cross_with_words():
    ax = status_chart(frame(number(7, "seven", stance="denies", status="")))
    assert points(ax) == [(7, "x")]
    assert "denies: seven" in all_words(ax)


def test_the_axis_is_linear_from_zero_in_the_unit():
    ax = status_chart(article())
    ax.figure.canvas.draw()
    assert ax.get_xscale() == "linear" and ax.get_xlim()[0] == 0 and ax.get_xlabel() == "soldiers"
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels[0] == "0" and "10,000" in labels


@pytest.mark.parametrize("value", [0, 0.5, 1e14, 1e300, math.inf])
def test_any_size_of_number_is_drawn(value):
    ax = status_chart(frame(number(value, "a number"), number(3, "three")))
    assert_legible(ax, off_marks=True)


def test_rows_are_grouped_by_status_and_ascend():
    ax = status_chart(article())
    down = {text.get_text(): -text.get_position()[1] for text in ax.texts}
    order = ["Said to have happened", "around 1,500", "Under way", "10,000",
             "Expected", "2,600", "as many as 12,000", "Not confirmed"]  # fmt: skip
    assert [down[words] for words in order] == sorted(down[words] for words in order)


def test_each_row_is_labelled_by_speaker_channel_and_quantity():
    words = all_words(status_chart(article()))
    assert "Kyrylo Budanov, The War Zone:" in words
    assert "soldiers to be sent to Kursk" in words
    assert "Volodymyr Zelensky:" in words


def test_an_empty_selection_says_so():
    assert "No figures are selected." in all_words(status_chart(article()[:0]))
    assert charts.describe_status(article()[:0]) == "No figures are selected."


def test_one_axis_carries_one_unit():
    with pytest.raises(ValueError, match=r"have 2: ships, soldiers; draw each"):
        status_chart(frame(number(4, "four", unit="ships"), number(9, "nine")))


def test_a_description_carries_every_number():
    words = charts.describe_status(article())
    for wording in ("around 1,500", "10,000", "2,600", "as many as 12,000", "cannot confirm"):
        assert wording in words
    assert words.count("no number given") == 2


def test_a_source_keeps_its_style_and_shares_it_with_no_other():
    names = [f"s{place}" for place in range(42)]
    styles = charts.source_colours([*names, *names])
    assert len(set(styles.values())) == 42
    assert styles["s3"] == charts.source_colours(names[:5])["s3"]
    assert "#f0e442" not in {style.colour for style in styles.values()}  # Okabe & Ito's yellow


def test_a_chart_uses_the_colours_that_it_is_given():
    colours = charts.source_colours(["rutte", "zelensky"])
    [dot] = status_chart(article()[4:5], colours=colours).lines
    assert dot.get_markeredgecolor() == colours["zelensky"].colour


def test_few_figures_are_not_summarised():
    rows, rule = charts.summarise_rows(article())
    assert rule == "" and rows.equals(article())


def test_many_figures_become_the_latest_of_each_speaker():
    day = pd.Timestamp("2024-10-01")
    claims = [number(100 + n, f"{100 + n}", reported_on=day + pd.Timedelta(days=n))
              for n in range(60)]  # fmt: skip
    rows, rule = charts.summarise_rows(frame(*claims, {"reported_on": day + pd.Timedelta(days=99)}))
    [row] = rows.itertuples()
    assert row.value == 159 and row.figures == 61
    assert row.wording == "159 (61 figures, 100 to 159)"
    assert rule.startswith("61 figures are more than a chart can show")


def test_many_speakers_become_the_span_of_each_quantity():
    claims = [number(100 + n, f"{100 + n}", speaker_id=f"s{n}") for n in range(60)]
    rows, rule = charts.summarise_rows(frame(*claims))
    [row] = rows.itertuples()
    assert (row.printed_low, row.printed_high, row.speaker) == (100, 159, "60 speakers")
    assert row.wording == "60 figures, 100 to 159" and math.isnan(row.value)
    assert "the span of the printed numbers" in rule


@pytest.mark.parametrize("speakers, quantities", [(40, 6), (100, 60), (3, 2)])
def test_a_summary_keeps_to_the_limit_and_counts_what_it_leaves_out(speakers, quantities):
    figures = generated(300, speakers, quantities)
    rows, rule = charts.summarise_rows(figures)
    left = 300 - int(rows["figures"].sum())
    assert len(rows) <= MOST_MARKS
    assert (f"{left:,} figures are not" in rule) is (left > 0)
    assert shown(figures).left_out == left and sum(shown(figures)) == 300
    assert rule in all_words(status_chart(figures))
    assert rule in charts.describe_status(figures)


def test_frames_that_were_put_together_are_summarised():
    once = generated(30, 3, 2)
    rows, _ = charts.summarise_rows(pd.concat([once, once]))
    assert rows["figures"].sum() == 60
    assert_legible(status_chart(pd.concat([once[:9], once[:9]])), off_marks=True)


SAID = pd.Timestamp("2024-10-18")


def bounds() -> pd.DataFrame:
    inf = math.inf
    rows = [
        ("committed", "soldiers in total", 0, 10_000.0, 12_000.0, "f4", "f3", True, "span"),
        ("arrived", "soldiers who have arrived", 1, 1_350.0, 12_000.0, "f0", "f3", False, "bounds"),
        ("sealifted", "soldiers shipped", 2, 1_350.0, 1_650.0, "f0", "f0", True, "bounds"),
        ("training", "soldiers in training", 2, 0.0, 12_000.0, "", "f3", False, "bounds"),
        ("combat", "soldiers in combat", 2, 0.0, inf, "", "", False, "open"),
        ("kursk", "soldiers for Kursk", 1, 2_600.0, inf, "f5", "", True, "bounds"),
    ]
    columns = ["quantity_id", "label", "depth", "low", "high", "low_from", "high_from", "stated"]
    table = pd.DataFrame(rows, columns=[*columns, "basis"])
    read = {"low_read": table["low"] == 1_350, "high_read": table["high"] == 1_650}
    return table.assign(unit="soldiers", kind="total", day=SAID, day_first=SAID,
                        high_expected=False, **read)  # fmt: skip


def bound(**changes):
    """Return one row of bounds."""
    plain = {"low": 0.0, "high": math.inf, "low_read": False, "high_read": False, "stated": True}
    plain |= {"low_from": "", "high_from": "", "basis": "bounds", "high_expected": False}
    return SimpleNamespace(**plain | changes)


def totals_chart(claims: pd.DataFrame, **keywords):
    _, ax = charts.new_figure()
    return charts.plot_totals(ax, claims, article(), colours_of(article()), **keywords)


def totals_of(figures: pd.DataFrame):
    """Return the chart of one quantity that nothing bounds, with its figures."""
    _, ax = charts.new_figure()
    row = bounds()[4:5].assign(quantity_id="committed", unit="soldiers", depth=0, stated=True)
    return charts.plot_totals(ax, row, figures, colours_of(figures))


@pytest.mark.parametrize("row, words", [
    ({"low": 9_000, "high": 12_000, "basis": "span"}, "the figures span 9,000 to 12,000"),
    ({"low": 9_000, "basis": "span"}, "the figures span all numbers from 9,000 up"),
    ({"high": 12_000, "basis": "span"}, "the figures span all numbers up to 12,000"),
    ({"low": 9_000, "high": 12_000}, "9,000 to 12,000"),
    ({"low": 9_000, "high": 9_000}, "9,000"),
    ({"low": 0.004, "high": 0.01}, "0.004 to 0.01"),
    ({"low": 1_350, "high": 12_000, "low_read": True}, "1,350 to 12,000 (its lower end as read)"),
    ({"low": 1_350, "high": 1_650, "high_read": True}, "1,350 to 1,650 (its upper end as read)"),
    ({"low": 1_350, "high": 1_650, "low_read": True, "high_read": True},
     "1,350 to 1,650 (both ends as read)"),
    ({"low": 1_350, "low_read": True}, "at least 1,350 (its lower end as read)"),
    ({"high": 1_650, "high_read": True}, "at most 1,650 (its upper end as read)"),
    ({"basis": "open"}, "no bound follows"),
    ({"low": 5_000, "high": 3_000, "basis": "conflict"}, "at least 5,000, yet at most 3,000"),
    ({"low": 5_000, "high": 5_500, "basis": "conflict"},
     "5,000 to 5,500; the claims exclude one another"),
])  # fmt: skip
def test_bounds_in_words(row, words):
    assert bound_words(bound(**row)) == words


@pytest.mark.parametrize("row, shape", [
    ({"low": 9, "high": 12, "basis": "span"}, "span"), ({"low": 9, "high": 12}, "range"),
    ({"high": 12}, "ceiling"), ({"low": 9}, "floor"), ({}, "none"),
    ({"low": 12, "high": 9, "basis": "conflict"}, "none"),
])  # fmt: skip
def test_the_mark_of_bounds(row, shape):
    assert joint_mark(bound(**row)).shape == shape


def test_figures_that_only_span_a_range_are_a_hollow_bar():
    spans, ranges = (totals_chart(bounds()[:1].assign(basis=basis)) for basis in ("span", "bounds"))
    assert len(spans.lines) == len(ranges.lines) + 1  # white inside
    assert "Hollow dark bar" in all_words(spans) and "Hollow dark bar" not in all_words(ranges)


@pytest.mark.parametrize("ends, words", [
    (("f4", "f3"), "set by Volodymyr Zelensky (at least) and a source in the National Intelligence "
     "Service (at most)"),
    (("f4", "f4"), "set by Volodymyr Zelensky"),
    (("f4, f5", ""), "set by Volodymyr Zelensky and Kyrylo Budanov (at least)"),
    (("", ""), ""),
])  # fmt: skip
def test_who_sets_a_bound(ends, words):
    assert bound_sources(bound(low_from=ends[0], high_from=ends[1]), article()) == words


def test_who_prints_the_ends_of_a_span():
    told = bound_sources(bound(basis="span", low_from="f4", high_from="f5"), article())
    assert told == "printed by Volodymyr Zelensky (lowest) and Kyrylo Budanov (highest)"


def test_an_upper_bound_from_an_expectation_is_told_as_one():
    told = bound_sources(bound(high_expected=True, low_from="f0", high_from="f3"), article())
    assert told.endswith("a source in the National Intelligence Service (at most, an expectation)")
    alone = bound(high_expected=True, low_from="f5", high_from="f5")
    assert bound_sources(alone, article()) == "set by Kyrylo Budanov, an expectation"


@pytest.mark.parametrize("days, words", [
    ([SAID] * 6, "Bounds as of 18 October 2024."),
    ([SAID, *[pd.Timestamp("2024-10-08")] * 5], "the last day of each, 8 to 18 October 2024."),
])  # fmt: skip
def test_bounds_are_told_with_their_day(days, words):
    dated = bounds().assign(day=days)
    assert words in all_words(totals_chart(dated))
    assert words in charts.describe_totals(dated, article())


def test_totals_text_never_overlaps():
    assert_legible(
        totals_chart(bounds(), title="What the claims imply together", source="Source"),
        off_marks=True,
    )


def test_totals_of_many_figures_stay_legible():
    _, ax = charts.new_figure()
    quantities = bounds().assign(quantity_id=[f"q{place}" for place in range(6)])
    charts.plot_totals(ax, quantities, generated(300, 40, 6), {})
    assert_legible(ax, off_marks=True)
    assert "more figures between these" in all_words(ax)


def test_bounds_are_bars_and_stops_at_their_ends():
    ax = totals_chart(bounds())
    spans = {(float(min(x)), float(max(x))) for x in (line.get_xdata() for line in ax.lines)}
    assert {(10_000, 12_000), (1_350, 12_000), (1_350, 1_650)} <= spans
    assert stops(ax).count(12_000) == 2  # one is the printed ceiling, one the bound that follows
    assert 2_600 in stops(ax)


def test_what_follows_for_an_unnumbered_quantity_is_lighter():
    stated, follows = (
        {line.get_color() for line in totals_chart(bounds()[row : row + 1]).lines[:1]}
        for row in (0, 1)
    )
    assert stated != follows


def test_a_quantity_without_a_number_says_so_off_the_axis():
    words = all_words(totals_chart(bounds()[1:2]))
    assert "no number here" in words
    assert "follows from National Intelligence Service (at least)" in words


def test_totals_are_described_with_their_numbers():
    words = charts.describe_totals(bounds(), article())
    assert "soldiers in total: the figures span 10,000 to 12,000" in words
    assert "arrived: no figure here numbers it; 1,350 to 12,000 (its lower end as read)" in words
    assert "soldiers shipped: 1,350 to 1,650 (both ends as read)" in words
    assert "Volodymyr Zelensky: 10,000" in words and "around 1,500" in words
    assert "soldiers in combat: no figure here numbers it; no bound follows" in words


def test_a_quantity_alone_is_not_described_as_a_whole_with_parts():
    one, many = (charts.describe_totals(bounds()[:rows], article()) for rows in (1, 2))
    assert one.startswith("One quantity in soldiers")
    assert many.startswith("A whole and its parts in soldiers")


def test_bounds_that_contradict_each_other_are_said_in_words():
    torn = bounds()[:1].assign(low=5_000.0, high=3_000.0, basis="conflict")
    assert "at least 5,000, yet at most 3,000" in all_words(totals_chart(torn))


def test_no_quantity_is_said_in_words():
    assert "No quantity is selected." in all_words(totals_chart(bounds()[:0]))
    assert charts.describe_totals(bounds()[:0], article()) == "No quantity is selected."


def test_the_largest_whole_comes_with_its_parts():
    ships = bounds()[:1].assign(quantity_id="ships")
    both = pd.concat([ships, bounds(), ships], ignore_index=True)
    assert charts.largest_whole(both)["quantity_id"].tolist() == bounds()["quantity_id"].tolist()
    assert charts.largest_whole(both[:0]).empty


def two_wholes() -> pd.DataFrame:
    """Return the bounds of a fire and of a flood, each of two quantities, and of one alone."""
    names = ["hurt_a", "dead_a", "hurt_b", "dead_b", "boats"]
    labels = ["hurt by fire", "killed by fire", "hurt by flood", "killed by flood", "boats lost"]
    table = pd.DataFrame({"quantity_id": names, "label": labels, "depth": [0, 1, 0, 1, 0]})
    return table.assign(unit="people", low=1.0, high=9.0)


def test_the_tree_that_a_chart_shows_is_one_whole_with_its_parts():
    """What a title says is computed from these rows: case ``title``."""
    tree = charts.shown_tree(two_wholes())
    assert tree["quantity_id"].tolist() == ["hurt_a", "dead_a"]
    names = [f"part_{n}" for n in range(2 * MOST_MARKS)]
    large = pd.DataFrame({"quantity_id": names, "depth": [0] + [1] * (len(names) - 1)})
    assert charts.shown_tree(large)["quantity_id"].tolist() == names[:MOST_MARKS]
    assert charts.shown_tree(two_wholes()[:0]).empty


@pytest.mark.parametrize("rows, most, words", [
    (5, 40, "Not in the chart: hurt by flood with 1 part and 1 quantity that stands alone."),
    (4, 40, "Not in the chart: hurt by flood with 1 part."),
    (4, 1, "Not in the chart: 1 more part and hurt by flood with 1 part."),
    (2, 40, ""), (0, 40, ""),
])  # fmt: skip
def test_what_a_chart_of_one_whole_leaves_out_is_named(rows, most, words):
    table = two_wholes()[:rows]
    assert charts.left_out_in_words(table, charts.shown_tree(table)[:most]) == words


@pytest.mark.parametrize("figures, words", [
    (article()[:0], "No figure is in the chart."),
    (article()[:1], "1 figure in soldiers."),
    (article(), "7 figures in soldiers, drawn one by one."),
])  # fmt: skip
def test_how_many_figures_a_chart_shows_in_words(figures, words):
    assert charts.shown_in_words(figures) == words


def panels_of(figures, *disputed):
    """Return the panels, where these quantities are disputed, the first of them most."""
    known = figures["quantity_id"].unique()
    quantities = pd.DataFrame({"quantity_id": known, "part_of": ""})
    quantities.loc[quantities["quantity_id"].isin(["kursk", "sealifted"]), "part_of"] = "committed"
    spread = pd.DataFrame(
        {"quantity_id": [*disputed, "alone"], "sources": [*[2] * len(disputed), 1]}
    )
    return charts.panels(figures, quantities, spread)


def test_a_unit_with_a_number_has_a_chart_the_most_numbered_first():
    ships = frame(number(4, "four", unit="ships"), {"unit": "aircraft"})
    ships = ships.assign(
        quantity_id=["ships", "aircraft"], figure_id=["x", "y"], quantity="aircraft"
    )
    both = pd.concat([ships, article()])
    panels = panels_of(both)
    told = [(rows["unit"].unique().tolist(), len(rows)) for rows in panels.values()]
    assert told == [(["soldiers"], 7), (["ships"], 1)]
    left = charts.without_a_chart(both, *panels.values())
    assert left == "1 figure is without a chart here: aircraft."
    silent = panels_of(frame({"unit": "barrels"}, {"unit": "tons"}))
    assert [rows["unit"].tolist() for rows in silent.values()] == [["barrels"]]
    assert panels_of(article()[:0]) == {}
    assert charts.without_a_chart(both, both) == ""


def test_matters_of_one_unit_that_have_nothing_to_do_with_each_other_have_charts_of_their_own():
    killed = [number(n, f"{n}", quantity_id="killed") for n in (40, 60)]
    homeless = [number(n, f"{n:,}", quantity_id="homeless") for n in (9_000, 12_000, 14_000)]
    alone = [number(3, "3", quantity_id="missing"), number(5, "5", quantity_id="hurt")]
    panels = panels_of(frame(*killed, *homeless, *alone), "killed")
    told = [rows["quantity_id"].unique().tolist() for rows in panels.values()]
    assert told == [["killed"], ["homeless"], ["missing", "hurt"]]


def test_beyond_four_charts_the_others_are_named():
    figures = frame(*(number(n, f"{n}", unit=f"unit {n}", quantity=f"of {n}") for n in range(1, 7)))
    panels = panels_of(figures)
    assert len(panels) == 4
    words = charts.without_a_chart(figures, *panels.values())
    assert words == "2 figures are without a chart here: of 5 and of 6."


def test_what_a_chart_joins_or_leaves_out_is_not_said_to_be_all():
    """Case ``allinchart``: 50 quantities of one source, and 40 rows."""
    claims = [number(100 + n, f"{100 + n}", quantity_id=f"q{n}") for n in range(50)]
    words = charts.shown_in_words(frame(*claims))
    assert words == "Of 50 figures 40 are drawn one by one; 10 are not in the chart."
    often = [number(n, f"{n}", reported_on=SAID + pd.Timedelta(days=n)) for n in range(1, 60)]
    assert charts.shown_in_words(frame(*often, number(7, "seven", quantity_id="q"))) == (
        "Of 60 figures 1 is drawn one by one; 59 are in rows that stand for several."
    )


def test_a_row_of_many_denials_says_once_that_it_is_denied():
    claims = [number(n, f"{n}", stance="denies", status="") for n in range(1, 60)]
    assert all_words(status_chart(frame(*claims))).count("denies") == 1


@pytest.mark.parametrize("stages, words", [
    ([], ""),
    (["observed"], "Filled: said to have happened."),
    (["expected", "under_way", "observed"],
     "Filled: said to have happened. Hollow: under way or expected."),
    ([""], "Hollow: stage not recorded."),
    (["denies", "cannot_confirm"], "Cross: not confirmed or denied."),
    ([None], ""),
])  # fmt: skip
def test_the_key_names_the_stages_that_are_drawn(stages, words):
    assert stage_key([Mark(stage=stage) for stage in stages]) == words


def test_two_quantities_of_one_label_stay_two_rows():
    """Case ``samelabel``."""
    claims = [number(n, f"{n}", quantity_id=f"q{n % 2}") for n in range(1, 61)]
    rows, _ = charts.summarise_rows(frame(*claims))
    assert rows["quantity_id"].tolist() == ["q1", "q0"]


def test_the_house_theme_leaves_no_trace():
    before = dict(mpl.rcParams)
    status_chart(article(), title="$x$")
    assert dict(mpl.rcParams) == before


HOSTILE = ["$\\bad{x}$", "_hidden", "a\nb", "x" * 10_000, "word " * 2_000, "\u05d0\u05d1 1,500",
           "\u202e1,500", "\U0001f600\U0001f9d1\u200d\U0001f680", "e\u0301\u0301" * 99,
           "\U0001d400", "\x00\x1b[31m", "\ud800", "\u4e09\u5343",
           "<script>", "{0}%s", "\\", ""]  # fmt: skip


def draw_hostile(texts: list[str], chart: str) -> None:
    """Draw a chart with a text in every place, at a resolution that is quick."""
    places = ["speaker", "outlet", "quantity", "wording", "title", "source"]
    said = dict(zip(places, itertools.cycle(texts), strict=False))
    columns = {name: said[name] for name in places[:4]} | {"unit": texts[0]}
    figures = frame(number(1500, "", "about"), {}).assign(**columns)
    around = {name: said[name] for name in places[4:]}
    claims = bounds()[:2].assign(label=said["quantity"], low_from=said["outlet"])
    _, ax = charts.new_figure()
    ax.figure.set_dpi(24)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if chart == "status":
            charts.plot_status(ax, figures, {}, **around)
        else:
            charts.plot_totals(ax, claims, figures, {}, **around)
        display.lettered(ax.figure)
        ax.figure.canvas.draw()
    charts.describe_status(figures)
    charts.describe_totals(claims, figures)


@pytest.mark.parametrize("chart", ["status", "totals"])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_hostile_text_is_drawn(text, chart):
    draw_hostile([text], chart)


ANY_TEXT = st.lists(st.text(st.characters(), max_size=60), min_size=6, max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ANY_TEXT)  # 360 strings
@example(["\uf000", "", "", "", "", ""])  # of private use, in one file of the font alone
@example(["\U0001f311", "", "", "", "", ""])  # in a newer file of the font than matplotlib's
def test_any_text_is_drawn(texts):
    draw_hostile(texts, "status")
    if len(texts[0]) % 5 == 0:
        draw_hostile(texts, "totals")


@given(st.text(st.characters(), max_size=300))
def test_a_drawable_text_is_one_line_of_the_font(text):
    line = drawable(text, 80)
    assert len(line) <= 80 and "\n" not in line and "\x00" not in line


@given(st.lists(st.sampled_from(["soldiers", "said", "W" * 40, "1,500"]), max_size=12))
def test_wrapped_lines_fit_and_lose_nothing(words):
    lines = wrap(" ".join(words), 1.5, 10)
    assert all(width(line, 10) <= 1.5 for line in lines)
    assert "".join("".join(lines).split()) == "".join(words)


def test_lettering_shortens_and_marks_what_cannot_be_shown():
    assert shorten("one two three", 8) == "one two…"
    assert clip("soldiers", 5.0, 10) == "soldiers"
    assert printable("a\x00b\u202ec\ud800") == "a\ufffdb\ufffdc\ufffd"


@pytest.mark.parametrize(("system", "line"), [({}, "\ufffd 9"), ({0x4E09: "Kai"}, "\u4e09 9")])
def test_a_character_is_drawn_in_a_font_of_the_system_or_named_as_missing(
    monkeypatch, system, line
):
    monkeypatch.setattr(lettering, "_others", lambda: system)
    monkeypatch.setattr(display, "png", lambda fig, **options: b"")
    fig, ax = charts.new_figure()
    text = ax.set_title(drawable("\u4e09 9"))
    with display.kept() as outputs:
        display.show(fig, "Figure of \u4e09: 9.")
    notes = [data["text/plain"] for data, _ in outputs if data["text/plain"].startswith("Note")]
    assert text.get_text() == line
    assert text.get_family() == ["DejaVu Sans", *system.values()]
    told = "Note: No font here has \u4e09: the picture has \ufffd there."
    assert notes == ([] if system else [told])


@pytest.mark.parametrize("ground", ["white", "#f1f1f1"])
@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_stands_out_from_its_ground(colour, ground):
    """WCAG 2.2, 1.4.11: a contrast of at least 3 to 1."""
    weights = [0.2126, 0.7152, 0.0722]
    dark, light = (float(linear(name) @ weights) for name in (colour, ground))
    assert (light + 0.05) / (dark + 0.05) >= 3


@pytest.mark.parametrize("eyes", COLOUR_BLIND)
def test_no_two_colours_look_alike(eyes):
    seen = [lightness_and_hue(np.array(COLOUR_BLIND[eyes]) @ linear(name)) for name in COLOURS]
    distances = [np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)]
    assert min(distances) > 7 * 2.3


# a whole with its parts inside it

WHOLES = {"zelensky": 10_000, "nis_source": 12_000}


def within(*quantities):
    """Return what is drawn of the article's soldiers, of the shares that 1,500 makes of them."""
    figures = article()
    names = figures.set_index("speaker_id")["figure_id"]
    rows = [
        {"part_figure": names["nis"].iloc[0], "whole_figure": names[whole],
         "part_quantity": "sealifted", "whole_quantity": "committed"}
        for whole in WHOLES
    ]  # fmt: skip
    return nested.nested_figures(pd.DataFrame(rows), figures, pd.Series(quantities))


def drawn_within(wholes, parts):
    _, ax = charts.new_figure()
    return nested.plot_nested(ax, wholes, parts, {}, "A part of a whole", "Source: one document.")


def test_a_part_lies_inside_each_figure_of_its_whole():
    outer, middle, inner = nested.boxes(*within("committed", "sealifted"))
    assert [box.number for box in (outer, middle, inner)] == [12_000, 10_000, 1_500]
    assert outer.top < middle.top < inner.top < inner.bottom < middle.bottom < outer.bottom
    assert [box.part for box in (outer, middle, inner)] == [False, False, True]


def test_boxes_go_from_zero_to_the_printed_numbers_and_a_ceiling_is_broken():
    ax = drawn_within(*within("committed", "sealifted"))
    boxes = [(p.get_x(), p.get_width(), p.get_linestyle()) for p in ax.patches]
    assert boxes == [(0, 12_000, "--"), (0, 10_000, "-"), (0, 1_500, "-")]
    assert_legible(ax, off_marks=True)


def test_what_the_chart_does_not_have_is_not_drawn():
    wholes, parts = within("committed")
    assert parts.empty
    with pytest.raises(ValueError, match="no whole with a part"):
        drawn_within(wholes, parts)


def test_a_whole_with_its_parts_is_described_with_its_numbers():
    words = nested.describe_nested(*within("committed", "sealifted"))
    places = [words.index(number) for number in ("as many as 12,000", "10,000: ", "around 1,500")]
    assert "Volodymyr Zelensky" in words and places == sorted(places)


def test_many_figures_of_a_whole_are_counted_and_its_ends_drawn():
    wholes, parts = within("committed", "sealifted")
    many = pd.concat([wholes[:1]] * 4 + [wholes[1:]], ignore_index=True)
    numbers = [box.number for box in nested.boxes(many, parts)]
    assert numbers == [12_000, 12_000, 10_000, 1_500]
    assert nested.left_out(many, parts) == "2 more figures are not drawn."
