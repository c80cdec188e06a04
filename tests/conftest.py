"""What the tests share: the project's ledger, and a builder of small frames of figures."""

import sys
from types import SimpleNamespace

import pandas as pd
import pytest
from built import ARTICLE, described, frame_of
from large_ledger import write_large_ledger
from reported_figures.comparing.estimands import place
from reported_figures.comparing.pairs import compare_pairs
from reported_figures.ledger import load_ledger, select
from reported_figures.ledger.frames import columns, table_columns
from reported_figures.reading.intervals import read_intervals

try:
    from hypothesis import Phase, settings
except ModuleNotFoundError:
    sys.exit('The tests need more than the suite does: pip install -e ".[dev]"')

# frames take their time: no deadline, and no tracing of every line to explain a failure
PHASES = [phase for phase in Phase if phase is not Phase.explain]
settings.register_profile("frames", deadline=None, phases=PHASES)
settings.load_profile("frames")

DOCUMENT = "000_17f1a6c54d4db435"
# quantity_id, label, unit, kind, part_of, drawn_from: a small tree, and what stands alone
QUANTITIES = [
    ("sent", "soldiers sent in all", "soldiers", "total", "", ""),
    ("arrived", "soldiers who have arrived", "soldiers", "total", "sent", ""),
    ("shipped", "soldiers shipped", "soldiers", "total", "arrived", ""),
    ("trained", "soldiers in training", "soldiers", "stock", "arrived", ""),
    ("front", "soldiers for the front", "soldiers", "total", "sent", "arrived"),
    ("camps", "soldiers in other camps", "soldiers", "stock", "", ""),
    ("dead", "soldiers killed so far", "soldiers", "cumulative", "", ""),
    ("ships", "ships in the port", "ships", "stock", "", ""),
]
FIGURE = {
    "stance": "asserts",
    "status": "observed",
    "quantity_id": "camps",
    "wording": "",
    "speaker_id": "ministry",
    "named": True,
    "reported_on": "2024-10-18",
    "reported_on_basis": "stated",
}


@pytest.fixture(scope="session")
def ledger():
    """The article's twelve rows as they stood: what the project's ledger gains breaks no test."""
    return load_ledger(ARTICLE)


@pytest.fixture(scope="session")
def large(tmp_path_factory):
    """A ledger of three hundred generated rows."""
    return load_ledger(write_large_ledger(tmp_path_factory.mktemp("large")))


@pytest.fixture(scope="session")
def article(ledger):
    """The rows of the article as they are read by default, without a reader's own rows."""
    figures = select(ledger)
    figures = figures[figures["document_id"] == DOCUMENT].reset_index(drop=True)
    return read_intervals(figures, ledger.hedge_rules)


@pytest.fixture(scope="session")
def quantities():
    """A few quantities that are parts of one another, and some that are not."""
    names = ["quantity_id", "label", "unit", "kind", "part_of", "drawn_from"]
    rows = [dict(zip(names, quantity, strict=True)) for quantity in QUANTITIES]
    return frame_of([row | {"unit_kind": "count"} for row in rows], table_columns("quantities"))


@pytest.fixture(scope="session")
def build(ledger, quantities):
    """Return a function that makes a frame of figures, one for each dict of what differs.

    It has every column of a frame that is read. A figure that is not told otherwise asserts that so
    many soldiers in other camps were observed. Its number, hedge and interval follow from
    ``wording``; ``interval`` gives two ends instead. Columns of the quantity may be told, too.
    """
    known = columns("described")
    about = quantities.rename(columns={"label": "quantity"}).set_index("quantity_id", drop=False)
    about = about[[name for name in about if name in known]].to_dict("index")

    def build_figures(*rows, rule_set="rounding", vague_set=""):
        told = [FIGURE | {"figure_id": f"figure-{n}"} | row for n, row in enumerate(rows)]
        told = [about[row["quantity_id"]] | row for row in told]
        figures = frame_of([described(figure) for figure in told], known)
        figures = read_intervals(figures, ledger.hedge_rules, rule_set, vague_set)
        return _with_intervals(figures, [row.get("interval") for row in rows])

    return build_figures


def _with_intervals(figures, given):
    for end, name in enumerate(("interval_low", "interval_high")):
        ends = pd.Series([ends[end] if ends else None for ends in given], dtype=float)
        figures[name] = ends.fillna(figures[name])
    return figures


@pytest.fixture(scope="session")
def verdict_of(quantities):
    """Return a function that compares two figures of a frame: the row of their one pair."""

    def compare_two(figures, **options):
        pairs = compare_pairs(place(figures), quantities, **options)
        assert len(pairs) == 1, f"{len(figures)} figures make {len(pairs)} pairs"
        return SimpleNamespace(**pairs.iloc[0])

    return compare_two
