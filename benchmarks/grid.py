"""Reports against what a user would run instead: papermill and nbconvert, in a loop or a pool."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

import psutil
from check import medians

PROJECT = Path(__file__).parents[1]
NOTEBOOKS = PROJECT / "notebooks"
BIN = Path(sys.executable).parent
RULES = ["literal", "rounding", "ten_percent", "round_bare"]
GROUPS = ["speaker", "origin", "organisation"]
GRID = {"rule_set": RULES, "group_by": GROUPS, "split_by_status": ["False", "True"]}
MORE = GRID | {"group_by": [*GROUPS, "outlet"], "vague_set": ["acled", "ccc", "airwars"]}
LESS = {"group_by": GROUPS, "split_by_status": ["False", "True"]}
Point = dict[str, str]


def points(grid: dict[str, list[str]]) -> list[Point]:
    """Return every combination of a grid."""
    return [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]


def by_commands(out: Path, notebook: str, point: Point) -> None:
    """Make a report with the two commands that a user would type."""
    name = "-".join([notebook, *point.values()])
    given = [part for pair in point.items() for part in ("-p", *pair)]
    run = [BIN / "papermill", NOTEBOOKS / f"{notebook}.ipynb", out / f"{name}.ipynb", *given]
    subprocess.run([*run, "--cwd", NOTEBOOKS], check=True, capture_output=True)
    page = [BIN / "jupyter", "nbconvert", "--to", "html", out / f"{name}.ipynb"]
    subprocess.run(page, check=True, capture_output=True)


def by_libraries(job: tuple[Path, str, Point]) -> None:
    """Make a report with the two libraries, in a process that has imported them."""
    import papermill
    from nbconvert import HTMLExporter

    out, notebook, point = job
    path = out / f"{'-'.join([notebook, *point.values()])}.ipynb"
    typed = {k: v == "True" if k == "split_by_status" else v for k, v in point.items()}
    papermill.execute_notebook(
        NOTEBOOKS / f"{notebook}.ipynb", path, typed, cwd=NOTEBOOKS, progress_bar=False
    )
    page, _ = HTMLExporter().from_filename(str(path))
    path.with_suffix(".html").write_text(page, encoding="utf-8")


def in_a_loop(out: Path, jobs: list[tuple[str, Point]]) -> None:
    """Make reports one after the other, by commands."""
    for notebook, point in jobs:
        by_commands(out, notebook, point)


def in_a_pool(out: Path, jobs: list[tuple[str, Point]]) -> None:
    """Make reports in as many processes as there are cores, by libraries."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(by_libraries, [(out, *job) for job in jobs]))


def by_snakemake(out: Path, jobs: list[tuple[str, Point]]) -> None:
    """Make reports with Snakemake on all cores, by commands."""
    names = {"-".join([notebook, *point.values()]): (notebook, point) for notebook, point in jobs}
    rules = [f"rule all:\n    input: {[f'{name}.html' for name in names]}\n"]
    for number, (name, (notebook, point)) in enumerate(names.items()):
        given = " ".join(f"-p {key} {value}" for key, value in point.items())
        papermill = f"{BIN}/papermill {NOTEBOOKS}/{notebook}.ipynb {name}.ipynb {given}"
        shell = f"{papermill} --cwd {NOTEBOOKS} && {BIN}/jupyter nbconvert --to html {name}.ipynb"
        rules.append(f"rule r{number}:\n    output: '{name}.html'\n    shell: {shell!r}\n")
    (out / "Snakefile").write_text("\n".join(rules))
    command = ["snakemake", "--cores", "all", "--directory", out, "-s", out / "Snakefile"]
    subprocess.run(command, check=True, capture_output=True)


def by_this(out: Path, notebooks: list[str], grid: dict[str, list[str]]) -> None:
    """Make reports with this suite."""
    each = [
        part for name, values in grid.items() for part in ("--each", f"{name}={','.join(values)}")
    ]
    command = [sys.executable, "-m", "reported_figures", "report", *notebooks, *each, "--out", out]
    subprocess.run(command, check=True, capture_output=True, cwd=PROJECT)


def timed(work: Callable, *arguments, reports: int) -> tuple[float, float]:
    """Return how long some work takes, in seconds, and its highest memory, in MB.

    Memory is what this process's descendants have for themselves, and their part of what they
    share. Refused: work that leaves fewer pages than reports.
    """
    out, peak, done = Path(tempfile.mkdtemp()), 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.25):
            peak = max(peak, sum(map(_memory, psutil.Process().children(recursive=True))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    try:
        work(out, *arguments)
        took = time.perf_counter() - start
        pages = [page for page in out.glob("*.html") if page.stem != "index"]
        assert len(pages) == reports, f"{len(pages)} of {reports} pages"
    finally:
        done.set()
        watcher.join()
        shutil.rmtree(out)
    return took, peak / 2**20


def _memory(process: psutil.Process) -> float:
    try:
        found = process.memory_full_info()
    except psutil.Error:
        return 0.0
    return getattr(found, "pss", found.uss)


def lines() -> Iterator[str]:
    """Yield what was measured, as lines of Markdown."""
    jobs = [("figures_by_source", point) for point in points(GRID)]
    yield f"## A grid of {len(jobs)} reports of one notebook"
    yield ""
    own, memory = timed(by_this, ["figures_by_source"], GRID, reports=len(jobs))
    yield f"- this suite: {own:.0f} s, {memory:.0f} MB"
    others = {
        "a loop of the commands `papermill` and `jupyter nbconvert`": in_a_loop,
        "papermill and nbconvert in a pool of processes, one a core": in_a_pool,
    }
    if shutil.which("snakemake"):
        others["Snakemake on all cores, with the two commands"] = by_snakemake
    for name, work in others.items():
        took, memory = timed(work, jobs, reports=len(jobs))
        yield f"- {name}: {took:.0f} s, {memory:.0f} MB: **{took / own:.1f} times**"
    yield from _every_notebook()
    yield from _growth()
    yield from _unchanged()


def _every_notebook() -> Iterator[str]:
    names = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    yield from ("", f"## Each of the {len(names)} notebooks once", "")
    own, _ = timed(by_this, names, {}, reports=len(names))
    loop, _ = timed(in_a_loop, [(name, {}) for name in names], reports=len(names))
    yield f"- this suite: {own:.0f} s"
    yield f"- a loop of the two commands: {loop:.0f} s: **{loop / own:.1f} times**"


def _growth() -> Iterator[str]:
    yield from ("", "## As the grid grows", "", "| reports | a report | memory |", "|--:|--:|--:|")
    for grid in (LESS, GRID, MORE):
        count = len(points(grid))
        took, memory = timed(by_this, ["figures_by_source"], grid, reports=count)
        yield f"| {count} | {took / count:.2f} s | {memory:.0f} MB |"


def _unchanged() -> Iterator[str]:
    yield from ("", "## A re-run with nothing changed", "")
    with tempfile.TemporaryDirectory() as folder:
        by_this(Path(folder), ["figures_by_source"], LESS)
        each = [part for name in LESS for part in ("--each", f"{name}={','.join(LESS[name])}")]
        again = ["-m", "reported_figures", "report", "figures_by_source", *each, "--out", folder]
        found = medians({"again": again, "papermill": ["-c", "import papermill"]}, runs=5)
    yield f"- this suite: {found['again']:.2f} s"
    yield f"- `python -c 'import papermill'`: {found['papermill']:.2f} s"
    yield f"- **It takes {found['again'] / found['papermill']:.0%} of that.**"
