"""What the tests share: the project's ledger, and a builder of small frames of figures."""

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import Phase, settings

from analysis import wording
from analysis.intervals import read_intervals
from analysis.ledger import load_ledger, select

# frames take their time: no deadline, and no tracing of every line to explain a failure
PHASES = [phase for phase in Phase if phase is not Phase.explain]
settings.register_profile("frames", deadline=None, phases=PHASES)
settings.load_profile("frames")

DOCUMENT = "000_17f1a6c54d4db435"
# quantity_id, label, unit, kind, part_of, drawn_from: a small tree, and what stands alone
QUANTITIES = [
    ("sent", "soldiers sent in all", "soldiers", "flow", "", ""),
    ("arrived", "soldiers who have arrived", "soldiers", "flow", "sent", ""),
    ("shipped", "soldiers shipped", "soldiers", "flow", "arrived", ""),
    ("trained", "soldiers in training", "soldiers", "stock", "arrived", ""),
    ("front", "soldiers for the front", "soldiers", "flow", "sent", "arrived"),
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
    "organisation_id": "",
    "origin_organisation_id": "",
    "possible_organisation_id": "",
    "reported_on": "2024-10-18",
    "event_from": None,
    "event_to": None,
}


@pytest.fixture(scope="session")
def ledger():
    """The project's own ledger."""
    return load_ledger()


@pytest.fixture(scope="session")
def article(ledger):
    """The rows of the article as they are read by default, without a reader's own rows."""
    figures = select(ledger)
    figures = figures[figures["document_id"] == DOCUMENT].reset_index(drop=True)
    return read_intervals(figures, ledger.hedge_rules)


@pytest.fixture(scope="session")
def quantities():
    """A few quantities that are parts of one another, and some that are not."""
    columns = ["quantity_id", "label", "unit", "kind", "part_of", "drawn_from"]
    return pd.DataFrame(QUANTITIES, columns=columns)


@pytest.fixture(scope="session")
def build(ledger):
    """Return a function that makes a frame of figures, one for each dict of what differs.

    A figure that is not told otherwise asserts that so many soldiers in other camps were observed.
    Its number, hedge and interval follow from ``wording``; ``interval`` gives two ends instead.
    """

    def build_figures(*rows, rule_set="rounding", vague_set=""):
        figures = pd.DataFrame([_figure(number, row) for number, row in enumerate(rows)])
        columns = dict.fromkeys([*_figure(0, {}), *figures.columns])
        figures = figures.reindex(columns=[*columns]).astype(TYPES)
        given = [row.get("interval") for row in rows]
        if not all("interval" in row for row in rows):
            figures = read_intervals(figures, ledger.hedge_rules, rule_set, vague_set)
        return _with_intervals(figures, given)

    return build_figures


TYPES = dict.fromkeys(("value", "low", "high"), float)
TYPES |= dict.fromkeys(("reported_on", "event_from", "event_to"), "datetime64[s]")
TYPES |= {"named": bool}


def _figure(number, row):
    row = {name: value for name, value in row.items() if name != "interval"}
    figure = {"figure_id": f"figure-{number}"} | FIGURE | row
    figure = wording.parse(figure["wording"])._asdict() | figure
    label, unit, kind = next(q[1:4] for q in QUANTITIES if q[0] == figure["quantity_id"])
    names = {"speaker": f"the {figure['speaker_id']}", "quantity": label, "unit": unit}
    origin = figure["origin_organisation_id"] or figure["organisation_id"] or figure["speaker_id"]
    possible = figure["possible_organisation_id"] or origin
    origins = {"origin_organisation_id": origin, "possible_organisation_id": possible}
    return names | {"kind": kind} | figure | origins


def _with_intervals(figures, given):
    for place, name in enumerate(("interval_low", "interval_high")):
        ends = pd.Series([ends[place] if ends else None for ends in given], dtype=float)
        figures[name] = ends.fillna(figures[name]) if name in figures else ends
    return figures


@pytest.fixture(scope="session")
def verdict_of(quantities):
    """Return a function that compares two figures of a frame: the row of their one pair."""
    from analysis.compare import compare_pairs

    def compare_two(figures, **options):
        pairs = compare_pairs(figures, quantities, **options)
        assert len(pairs) == 1, f"{len(figures)} figures make {len(pairs)} pairs"
        return SimpleNamespace(**pairs.iloc[0])

    return compare_two
