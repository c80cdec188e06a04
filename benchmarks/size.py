"""How long a large ledger takes: checked, loaded and compared, beside pandas' reading of its text.

Each ledger is measured in a process of its own, so that its peak of memory is its own.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from made import Cells, running_totals, write_ledger

SIZES = (10_000, 100_000, 1_000_000)
FIGURES_OF_ONE = 2000  # of one quantity: a ledger ten times as large speaks of ten times as much
REQUIRED = ("speaker_id", "quantity_id", "reported_on", "wording")
LEDGERS = {"four columns": REQUIRED, "all columns": ()}


def lines() -> Iterator[str]:
    """Yield the table of sizes, a line as soon as it is measured."""
    yield "## Large ledgers"
    yield ""
    yield "Running totals by seven sources over a year, a quantity to each 2,000 figures."
    yield "`pandas.read_csv` reads the same file as text, and checks nothing; *compare* is select,"
    yield "intervals, estimands, pairs, spread and bounds together."
    yield ""
    yield "| figures | `read_csv` | check | load | compare | peak of memory |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name, columns in LEDGERS.items():
        for figures in SIZES:
            yield f"| {figures:,}, {name} | {' | '.join(_row(figures, columns))} |"


def _row(figures: int, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield the cells of a row: seconds, and how many times what stands before it."""
    with tempfile.TemporaryDirectory() as folder:
        (size,) = _run("written", folder, figures, *columns)
        read, check, _ = _run("checked", folder)
        load, compare, peak = _run("compared", folder)
    yield f"{read:.2f} s"
    yield f"{check:.1f} s, {check / read:.0f} times"
    yield f"{load:.1f} s, {load / check:.1f} times"
    yield f"{compare:.1f} s, {compare / load:.1f} times"
    yield f"{peak / 2**20:,.0f} MB, {peak / size:.0f} times the file"


def written(folder: str, figures: str, *columns: str) -> Iterator[float]:
    """Write a ledger of so many figures, with all columns or only some; yield its size in bytes."""
    path = write_ledger(Path(folder), *_made(int(figures), columns))
    yield sum(file.stat().st_size for file in path.glob("*.csv"))


def _made(figures: int, columns: tuple[str, ...]) -> tuple[list[Cells], list[Cells]]:
    many = figures // FIGURES_OF_ONE
    rows, quantities = running_totals(figures, quantities=many)
    if columns:
        return [{name: row[name] for name in columns} for row in rows], []
    series = 7 * many  # after so many rows the same source counts the same again
    return [row | _all_said(row, place, series) for place, row in enumerate(rows)], quantities


def _all_said(row: Cells, place: int, series: int) -> Cells:
    """Return what else a row may say, so that each column of the ledger has values."""
    number = float(str(row["wording"]).replace(",", ""))
    said = {"value": number, "note": "by hand"}
    said |= {"document_id": f"d{place % 90}", "paragraph": place % 30 + 1, "outlet": "statement"}
    said |= {"origin_id": row["speaker_id"], "quoted": "direct", "evidence": "none"}
    day, before = row["reported_on"], f"f{place - series}" if place >= series else ""
    days = {"event_from": day, "event_to": day, "place": "Northport", "supersedes": before}
    return said | days | {"stance_on": "", "stands_until": "", "repeats": ""}


def _run(what: str, *arguments: str | int) -> list[float]:
    """Return what one of the functions here yields in a process of its own.

    None is begun by a large one: its peak of memory would count as theirs.
    """
    command = [sys.executable, __file__, what, *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def checked(folder: str) -> Iterator[float]:
    """Yield the seconds to read a ledger's figures as text, and to check it; and the peak."""
    import pandas as pd
    from reported_figures.ledger.checks import check_ledger

    start = _peak()
    figures = Path(folder) / "reported_figures.csv"
    yield min(_seconds(lambda: pd.read_csv(figures, dtype=str)) for _ in range(3))
    yield _seconds(lambda: check_ledger(folder))
    yield _peak() - start


def compared(folder: str) -> Iterator[float]:
    """Yield the seconds to load a ledger, and to compare its figures; and the peak of memory."""
    from reported_figures.comparing.estimands import place
    from reported_figures.comparing.pairs import compare_pairs
    from reported_figures.comparing.spread import spread_by_quantity
    from reported_figures.comparing.totals import joint_bounds
    from reported_figures.ledger import load_ledger, select
    from reported_figures.reading.intervals import read_intervals

    start, loaded = _peak(), []
    yield _seconds(lambda: loaded.append(load_ledger(folder)))
    ledger = loaded[0]

    def compare() -> None:
        figures = place(read_intervals(select(ledger), ledger.hedge_rules))
        compare_pairs(figures, ledger.quantities)
        spread_by_quantity(figures)
        joint_bounds(figures, ledger.quantities)

    yield _seconds(compare)
    yield _peak() - start


def _seconds(step: Callable) -> float:
    began = perf_counter()
    step()
    return perf_counter() - began


def _peak() -> int:
    """Return the most memory that this process has taken, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    steps = {"written": written, "checked": checked, "compared": compared}
    print(json.dumps(list(steps[sys.argv[1]](*sys.argv[2:]))))
