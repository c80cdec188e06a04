"""The check of the ledger against importing pandas.

Each command is a process of its own; they run in turn, and what Python itself takes to start is
taken off both. Medians are compared.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

RUNS = 9
COMMANDS = {
    "Python's own start": ["-c", "pass"],
    "`reported-figures check`": ["-m", "reported_figures", "check"],
    "`python -c 'import pandas'`": ["-c", "import pandas"],
}


def seconds(arguments: list[str]) -> float:
    """Return how long one process takes; refused: one that fails."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def medians(commands: dict[str, list[str]], runs: int = RUNS) -> dict[str, float]:
    """Return the median time of each command, in seconds; they run in turn."""
    times = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, arguments in commands.items():
            took = seconds(arguments)
            if run:  # the first round warms the disk's cache
                times[name].append(took)
    return {name: statistics.median(taken) for name, taken in times.items()}


def lines() -> Iterator[str]:
    """Yield what was measured, as lines of Markdown."""
    yield "## The check of the ledger"
    yield ""
    found = medians(COMMANDS)
    for name, median in found.items():
        yield f"- {name}: {median:.2f} s"
    start, check, pandas = found.values()
    ratio = (check - start) / (pandas - start)
    yield f"- **Beyond Python's start, the check takes {ratio:.0%} of what pandas takes.**"
