"""What the claims imply together: bounds along the tree of quantities, and the detected share."""

import numpy as np
import pandas as pd
import pytest
from analysis.relations import wholes
from analysis.totals import detected_share, joint_bounds
from hypothesis import given, settings
from hypothesis import strategies as st

INF = np.inf


def said(quantity_id, wording, **row):
    return {"figure_id": f"{quantity_id}-{wording}", **row} | {
        "quantity_id": quantity_id,
        "wording": wording,
    }


@pytest.fixture(scope="module")
def bounds_of(build, quantities):
    """Return a function that gives the joint bounds of figures, by quantity."""
    return lambda *rows: joint_bounds(build(*rows), quantities).set_index("quantity_id")


@pytest.fixture(scope="module")
def shares_of(build, quantities):
    return lambda *rows: detected_share(build(*rows), quantities)


def ends(row):
    return row["low"], row["low_from"], row["high"], row["high_from"]


# ----- the bounds of one quantity


@pytest.mark.parametrize(
    ("wordings", "low", "low_from", "high", "high_from"),
    [
        (["40"], 40, "camps-40", 40, "camps-40"),
        (["about 40"], 36, "camps-about 40", 44, "camps-about 40"),
        (["up to 50"], 0, "", 50, "camps-up to 50"),
        (["at least 30"], 30, "camps-at least 30", INF, ""),
        (["at least 30", "up to 50"], 30, "camps-at least 30", 50, "camps-up to 50"),
        (["about 40", "at least 38"], 38, "camps-at least 38", 44, "camps-about 40"),
        (["about 40", "36 to 50"], 36, "camps-about 40, camps-36 to 50", 44, "camps-about 40"),
        (["0"], 0, "", 0, "camps-0"),
        (["1"], 1, "camps-1", 1, "camps-1"),
        ([""], 0, "", INF, ""),
    ],
)  # fmt: skip
def test_the_intervals_of_a_quantity_are_intersected(
    bounds_of, wordings, low, low_from, high, high_from
):
    row = bounds_of(*(said("camps", wording) for wording in wordings)).loc["camps"]
    assert ends(row) == (low, low_from, high, high_from)
    assert row["stated"] == (wordings != [""])
    assert not row["disputed"] and not row["conflict"]


def test_where_nothing_is_common_the_whole_span_is_kept(bounds_of):
    row = bounds_of(said("camps", "40"), said("camps", "50"), said("camps", "at least 45")).loc[
        "camps"
    ]
    assert row["disputed"] and not row["conflict"]
    assert ends(row) == (40, "camps-40", INF, "")


def test_a_dispute_keeps_both_ends_and_who_said_them(bounds_of):
    row = bounds_of(said("camps", "40"), said("camps", "50"), said("camps", "about 46")).loc[
        "camps"
    ]
    assert ends(row) == (40, "camps-40", 50, "camps-50")
    assert row["disputed"]


def test_what_does_not_assert_or_has_no_number_bounds_nothing(bounds_of):
    silent = {"stance": "cannot_confirm", "status": ""}
    row = bounds_of(said("camps", "40", **silent), said("camps", "dozens")).loc["camps"]
    assert ends(row) == (0, "", INF, "")
    assert not row["stated"]


# ----- up and down


def test_a_whole_is_at_least_its_largest_part_and_a_part_at_most_its_whole(bounds_of):
    bounds = bounds_of(said("shipped", "around 1,500"), said("sent", "10,000"), said("trained", ""))
    assert ends(bounds.loc["sent"]) == (10_000, "sent-10,000", 10_000, "sent-10,000")
    assert ends(bounds.loc["arrived"]) == (1_350, "shipped-around 1,500", 10_000, "sent-10,000")
    assert ends(bounds.loc["trained"]) == (0, "", 10_000, "sent-10,000")
    sealift = (1_350, "shipped-around 1,500", 1_650, "shipped-around 1,500")
    assert ends(bounds.loc["shipped"]) == sealift
    assert bounds["stated"].to_dict() == {
        **{"sent": True, "arrived": False, "shipped": True, "trained": False}
    }


def test_bounds_pass_through_quantities_that_no_one_numbers(bounds_of):
    bounds = bounds_of(said("shipped", "at least 900"), said("sent", "up to 5,000"))
    assert ends(bounds.loc["sent"]) == (900, "shipped-at least 900", 5_000, "sent-up to 5,000")
    assert ends(bounds.loc["arrived"]) == (900, "shipped-at least 900", 5_000, "sent-up to 5,000")
    assert ends(bounds.loc["shipped"]) == (900, "shipped-at least 900", 5_000, "sent-up to 5,000")


def test_the_largest_part_counts_and_parts_are_not_added(bounds_of):
    bounds = bounds_of(said("shipped", "900"), said("trained", "1,200"), said("front", "600"))
    assert ends(bounds.loc["arrived"]) == (1_200, "trained-1,200", INF, "")
    assert ends(bounds.loc["sent"]) == (1_200, "trained-1,200", INF, "")


def test_a_tighter_bound_of_its_own_is_kept(bounds_of):
    bounds = bounds_of(said("shipped", "900"), said("arrived", "at least 900"), said("sent", "900"))
    assert bounds.loc["arrived", "low_from"] == "arrived-at least 900"
    assert bounds.loc["shipped", "high_from"] == "shipped-900"


def test_what_is_drawn_from_a_quantity_is_no_part_of_it(bounds_of):
    bounds = bounds_of(said("front", "2,600"), said("arrived", "up to 1,000"))
    assert ends(bounds.loc["arrived"]) == (0, "", 1_000, "arrived-up to 1,000")
    assert not bounds["conflict"].any()


def test_a_part_that_is_larger_than_its_whole_is_a_conflict(bounds_of):
    bounds = bounds_of(said("shipped", "900"), said("sent", "500"), said("trained", "100"))
    assert bounds["conflict"].to_dict() == {
        **{"sent": True, "arrived": True, "shipped": True, "trained": False}
    }
    assert ends(bounds.loc["sent"]) == (900, "shipped-900", 500, "sent-500")
    assert ends(bounds.loc["trained"]) == (100, "trained-100", 100, "trained-100")
    assert not bounds["disputed"].any()


def test_a_whole_that_is_no_smaller_than_its_part_is_no_conflict(bounds_of):
    assert not bounds_of(said("shipped", "500"), said("sent", "500"))["conflict"].any()


def test_the_rows_are_a_tree_of_what_is_concerned(bounds_of):
    bounds = bounds_of(
        *(said(quantity, "4") for quantity in ("front", "ships", "trained", "shipped"))
    )
    assert bounds["depth"].to_dict() == {
        **{"sent": 0, "arrived": 1, "shipped": 2, "trained": 2, "front": 1, "ships": 0}
    }
    order = ["sent", "arrived", "shipped", "trained", "front", "ships"]
    assert bounds.index.tolist() == order
    assert bounds.loc["front", ["label", "unit"]].tolist() == ["soldiers for the front", "soldiers"]


def test_a_part_stands_under_its_whole_whatever_the_order_of_the_table(build, quantities):
    rows = said("front", "4"), said("shipped", "1")
    bounds = joint_bounds(build(*rows), quantities[::-1])
    assert bounds["quantity_id"].tolist() == ["sent", "front", "arrived", "shipped"]


def test_of_nothing_there_are_no_bounds(build, quantities):
    bounds = joint_bounds(build(said("camps", "40"))[:0], quantities)
    assert bounds.empty
    assert {"quantity_id", "low", "high", "depth", "conflict", "label"} <= {*bounds}


claims = st.lists(
    st.tuples(
        st.sampled_from(["sent", "arrived", "shipped", "trained", "front"]),
        st.integers(0, 60),
        st.integers(0, 40) | st.just(INF),
    ),
    min_size=1,
    max_size=7,
)


def figures_of(build, claims):
    rows = (
        {"figure_id": f"figure-{n}", "quantity_id": q, "interval": (low, low + more)}
        for n, (q, low, more) in enumerate(claims)
    )
    return build(*rows)


@given(claims=claims)
@settings(max_examples=25)
def test_another_claim_never_widens_the_bounds_unless_there_is_a_dispute(build, quantities, claims):
    figures = figures_of(build, claims)
    before, after = (
        joint_bounds(frame, quantities).set_index("quantity_id")
        for frame in (figures[:-1], figures)
    )
    if not after["disputed"].any():
        after = after.loc[before.index]
        assert (after["low"] >= before["low"]).all(), claims
        assert (after["high"] <= before["high"]).all(), claims
    assert set(before.index[before["disputed"]]) <= set(after.index[after["disputed"]])


@given(claims=claims, draw=st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_wholes_hold_their_parts_and_order_changes_nothing(build, quantities, claims, draw):
    figures = figures_of(build, claims)
    bounds = joint_bounds(figures, quantities).set_index("quantity_id")
    for part, chain in wholes(quantities).items():
        for whole in chain if part in bounds.index else ():
            assert bounds.loc[whole, "low"] >= bounds.loc[part, "low"], (part, whole)
            assert bounds.loc[whole, "high"] >= bounds.loc[part, "high"], (part, whole)
    shuffled = figures.iloc[draw.sample(range(len(figures)), len(figures))]
    again = joint_bounds(shuffled, quantities).set_index("quantity_id")
    columns = ["low", "high", "stated", "disputed", "depth", "conflict"]
    pd.testing.assert_frame_equal(bounds[columns], again[columns])


@given(claims=claims)
@settings(max_examples=25)
def test_each_bound_is_said_by_the_figures_that_are_named(build, quantities, claims):
    figures = figures_of(build, claims)
    bounds = joint_bounds(figures, quantities)
    by_id = figures.set_index("figure_id")
    for side, open_end in (("low", 0), ("high", INF)):
        for end, names in zip(bounds[side], bounds[f"{side}_from"], strict=True):
            said_by = [by_id.loc[name, f"interval_{side}"] for name in names.split(", ") if name]
            assert set(said_by) == ({end} if end != open_end else set()), (side, names)


# ----- the detected share


def test_the_share_is_of_each_number_printed_for_the_whole(shares_of):
    shares = shares_of(
        said("shipped", "around 1,500"),
        said("sent", "as many as 12,000", status="expected"),
        said("sent", "10,000", status="under_way"),
    )
    assert shares["share"].tolist() == [0.125, 0.15]
    assert shares["whole_figure"].tolist() == ["sent-as many as 12,000", "sent-10,000"]
    assert shares[["part", "part_wording"]].drop_duplicates().to_numpy().tolist() == [
        [1_500, "around 1,500"]
    ]
    assert shares["part_figure"].unique().tolist() == ["shipped-around 1,500"]
    assert shares["part_quantity"].unique().tolist() == ["soldiers shipped"]
    assert shares["whole"].tolist() == [12_000, 10_000]


def test_a_range_is_two_printed_numbers_of_a_whole_and_one_of_a_part(shares_of):
    shares = shares_of(
        said("shipped", "between 100 and 200"),
        said("sent", "between 400 and 800", status="expected"),
    )
    assert shares["share"].tolist() == [0.5, 0.25]


def test_the_largest_observed_part_counts(shares_of):
    shares = shares_of(
        said("shipped", "900"),
        said("trained", "1,200"),
        said("front", "5,000", status="expected"),
        said("sent", "6,000", status="expected"),
    )
    assert shares["part_figure"].tolist() == ["trained-1,200"]
    assert shares["share"].tolist() == [0.2]


def test_of_two_parts_alike_the_ledgers_first_is_named(shares_of):
    parts = said("trained", "90"), said("shipped", "90"), said("trained", "90", figure_id="again")
    shares = shares_of(*parts, said("sent", "180", status="expected"))
    assert shares["part_figure"].tolist() == ["trained-90"]


def test_a_whole_of_one_is_a_whole(shares_of):
    shares = shares_of(said("shipped", "1"), said("sent", "1", status="expected"))
    assert shares["share"].tolist() == [1]


def test_the_whole_is_the_outermost_that_anyone_numbers(shares_of):
    part = said("shipped", "500")
    inner = said("arrived", "1,000", status="under_way")
    assert shares_of(part, inner)["share"].tolist() == [0.5]
    assert shares_of(part, inner, said("sent", "2,000", status="expected"))["share"].tolist() == [
        0.25
    ]
    assert shares_of(part, inner, said("sent", "thousands"))["share"].tolist() == [0.5]


def test_wholes_of_their_own_have_shares_of_their_own(build):
    rows = [("a", "w"), ("b", "v"), ("w", ""), ("v", "")]
    quantities = pd.DataFrame(rows, columns=["quantity_id", "part_of"]).assign(drawn_from="")
    figures = build(said("camps", "1"), said("camps", "2"), said("camps", "10"), said("camps", "8"))
    figures = figures.assign(quantity_id=["a", "b", "w", "v"])
    assert sorted(detected_share(figures, quantities)["share"]) == [0.1, 0.25]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [said("shipped", "900")],
        [said("sent", "6,000", status="expected")],
        [said("shipped", "hundreds"), said("sent", "6,000", status="expected")],
        [said("shipped", "900"), said("sent", "thousands", status="expected")],
        [said("shipped", "900", status="expected"), said("sent", "6,000", status="expected")],
        [said("shipped", "900", status="under_way"), said("sent", "6,000", status="expected")],
        [said("ships", "3"), said("sent", "6,000", status="expected")],
        [said("sent", "500"), said("sent", "6,000", status="expected")],
        [said("shipped", "900"), said("sent", "0", status="expected")],
        [said("shipped", "900"), said("sent", "6,000", stance="denies", status="")],
        [said("shipped", "900", stance="denies"), said("sent", "6,000", status="expected")],
    ],
)
def test_where_nobody_gives_such_a_number_there_is_no_row_and_no_zero(shares_of, rows):
    shares = shares_of(*rows)
    assert shares.empty
    assert "share" in shares


def test_zero_is_a_number_that_someone_gives(shares_of):
    shares = shares_of(said("shipped", "0"), said("sent", "6,000", status="expected"))
    assert shares["share"].tolist() == [0]


# ----- the article


def test_what_the_article_implies_together(article, ledger):
    bounds = joint_bounds(article, ledger.quantities).set_index("quantity_id")
    total = ends(bounds.loc["soldiers_committed"])
    assert total == (10_000, "zelensky-total", 10_000, "zelensky-total")
    arrived = ends(bounds.loc["soldiers_arrived"])
    assert arrived == (1_350, "nis-sealift", 10_000, "zelensky-total")
    assert ends(bounds.loc["soldiers_in_combat"]) == (0, "", 10_000, "zelensky-total")
    assert ends(bounds.loc["officers_embedded"]) == (0, "", INF, "")
    assert not bounds["disputed"].any() and not bounds["conflict"].any()


def test_the_detected_share_of_the_article(article, ledger):
    shares = detected_share(article, ledger.quantities).set_index("whole_figure")
    assert shares["share"].to_dict() == {"nis-source-total": 0.125, "zelensky-total": 0.15}
    assert set(shares["part_wording"]) == {"around 1,500"}


def test_by_the_thursday_nothing_was_detected_with_a_number(article, ledger):
    earlier = article[article["reported_on"] <= "2024-10-17"]
    assert detected_share(earlier, ledger.quantities).empty
