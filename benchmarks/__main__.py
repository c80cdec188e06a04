"""Run every benchmark, print what was measured, and write it to README.md: `make bench`."""

import os
import platform
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import check
import comparing
import explore
import grid
import peers
import size
import tendency

LIBRARIES = ("jupyterlab", "pandas", "matplotlib", "papermill", "nbconvert", "ipykernel")
HEAD = """# Benchmarks

What is fast here, side by side with what a user would run instead. All of it was measured in one
run of `make bench`: compare the ratios; the seconds are this machine's.
"""


def machine() -> str:
    """Return what the numbers were measured on."""
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    found = [f"{os.cpu_count()} cores", platform.system(), platform.machine()]
    return ", ".join([*found, f"Python {platform.python_version()}", *versions])


def main() -> None:
    """Print each line as soon as it is measured; the file is written when all of them are."""
    written = [HEAD, f"{machine()}.", ""]
    print("\n".join(written))
    parts = (grid, explore, comparing, check, size, tendency, peers)
    for line in chain.from_iterable(chain(part.lines(), [""]) for part in parts):
        print(line, flush=True)
        written.append(line)
    (Path(__file__).parent / "README.md").write_text(
        "\n".join(written).rstrip() + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
