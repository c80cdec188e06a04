"""How long comparing takes beside loading: a year of running totals, 5,000 figures."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from reported_figures.comparing import replay
from reported_figures.comparing.estimands import place
from reported_figures.comparing.pairs import compare_pairs
from reported_figures.comparing.replay import what_changed
from reported_figures.comparing.spread import spread_by_quantity
from reported_figures.comparing.totals import joint_bounds
from reported_figures.ledger import load_ledger, select
from reported_figures.reading.intervals import read_intervals

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from made import running_totals, write_ledger

FIGURES, SOURCES, QUANTITIES, ROUNDS = 5_000, 7, 50, 5


def lines() -> Iterator[str]:
    """Yield what was measured, as lines of Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_ledger(Path(folder), *running_totals(FIGURES, SOURCES, QUANTITIES))
        ledger = load_ledger(path)
        figures = place(read_intervals(select(ledger), ledger.hedge_rules))
        load = _seconds(lambda: load_ledger(path))
        steps = {
            "pairs": lambda: compare_pairs(figures, ledger.quantities),
            "spread": lambda: spread_by_quantity(figures),
            "bounds": lambda: joint_bounds(figures, ledger.quantities),
            "replay": lambda: _replay(figures, ledger.quantities),
        }
        taken = {name: _seconds(step) for name, step in steps.items()}
    yield from (
        f"## Comparing {FIGURES:,} figures by {SOURCES} sources on {QUANTITIES} quantities",
        "",
    )
    yield f"- loading the ledger: {load:.2f} s"
    yield from (f"- {name}: {seconds:.2f} s" for name, seconds in taken.items())
    yield f"- **Together they take {sum(taken.values()) / load:.1f} times what loading takes.**"


def _seconds(step: Callable) -> float:
    """Return how long a step takes in the median of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        began = perf_counter()
        step()
        taken.append(perf_counter() - began)
    return median(taken)


def _replay(figures, quantities) -> None:
    days, _ = replay.steps(figures)
    replay.additions(figures, days)
    what_changed(figures, quantities, days)
    replay.new_verdicts(figures, quantities)
