"""Time the check of the ledger against importing pandas, side by side: `make bench`.

Each command is a process of its own; they run in turn, and what Python itself takes to start is
taken off both. The medians are printed with their ratio.
"""

import statistics
import subprocess
import sys
import time

RUNS = 9
COMMANDS = {
    "Python's own start": ["-c", "pass"],
    "python -m analysis check": ["-m", "analysis", "check"],
    "python -c 'import pandas'": ["-c", "import pandas"],
}


def seconds(arguments: list[str]) -> float:
    """Return how long one process takes; refused: one that fails."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the median of each command, and the ratio beyond Python's start."""
    times = {name: [] for name in COMMANDS}
    for run in range(RUNS + 1):
        for name, arguments in COMMANDS.items():
            took = seconds(arguments)
            if run:  # the first round warms the disk's cache
                times[name].append(took)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"{name:28} {median:6.2f} s")
    start, check, pandas = medians.values()
    print(f"beyond Python's start, check takes {(check - start) / (pandas - start):.0%} of pandas")


if __name__ == "__main__":
    main()
