"""Run the benchmarks, print what was measured, and write it to README.md: `make bench`.

Of some parts alone: `make bench PARTS="size peers"`.
"""

import os
import platform
import re
import sys
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
README = Path(__file__).parent / "README.md"
PARTS = (grid, explore, comparing, check, size, tendency, peers)
HEAD = """# Benchmarks

What is fast here, side by side with what a user would run instead. Each part was measured in one
run of its own, by `make bench`: compare the ratios; the seconds are this machine's.
"""


def machine() -> str:
    """Return what the numbers were measured on."""
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    found = [f"{os.cpu_count()} cores", platform.system(), platform.machine()]
    return ", ".join([*found, f"Python {platform.python_version()}", *versions])


def main(names: list[str]) -> None:
    """Print each line of some parts, or of all, and write their sections once they are measured."""
    print(HEAD, f"{machine()}.", sep="\n")
    measured: list[str] = []
    for part in PARTS:
        if not names or part.__name__ in names:
            for line in chain(part.lines(), [""]):
                print(line, flush=True)
                measured.append(line)
    known = README.read_text(encoding="utf-8") if names and README.is_file() else ""
    sections = _sections(known) | _sections("\n".join(measured))
    written = "\n".join([HEAD, f"{machine()}.", "", *sections.values()])
    README.write_text(written.rstrip() + "\n", encoding="utf-8")


def _sections(text: str) -> dict[str, str]:
    """Return the sections of a text by their headings."""
    found = re.split("^(?=## )", text, flags=re.M)[1:]
    return {section.splitlines()[0]: f"{section.strip()}\n" for section in found}


if __name__ == "__main__":
    main(sys.argv[1:])
