"""Compare the figures that sources report: a ledger, its intervals, its verdicts."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# where the package is installed, its folder has data, seeds and notebooks in it
PROJECT = PACKAGE if (PACKAGE / "data").is_dir() else PACKAGE.parents[1]
DATA, SEEDS, NOTEBOOKS = PROJECT / "data", PROJECT / "seeds", PROJECT / "notebooks"
EXAMPLE = DATA / "protest"  # a small ledger of another field, which does not grow
VECTOR = "REPORTED_FIGURES_VECTOR"  # set where pictures are to be kept as drawings (SVG), too
