"""What the commands do. Heavy modules are imported by the command that needs them."""

import json
from argparse import Namespace
from dataclasses import asdict
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from analysis.checks import PROJECT, check_ledger
from analysis.errors import ReadableError

NOTEBOOKS = PROJECT / "notebooks"
MOST_SHOWN = 50


class CommandError(ReadableError):
    """Something on the command line that cannot be done."""


def check(options: Namespace) -> int:
    """Print every problem of a ledger, and how many there are."""
    checked = check_ledger(options.ledger)
    count = len(checked.problems)
    if options.format == "json":
        problems = [asdict(problem) for problem in checked.problems]
        print(json.dumps({"ledger": str(checked.path), "problems": problems}, indent=1))
    else:
        for problem in checked.problems[:MOST_SHOWN]:
            print(problem)
        more = f" The first {MOST_SHOWN} are shown." if count > MOST_SHOWN else ""
        figures = len(checked.tables["reported_figures"].rows)
        print(
            f"{_shown(checked.path)}: {_count(figures, 'figure')}, "
            f"{_count(count, 'problem')}.{more}"
        )
    return 2 if count else 0


def audit(options: Namespace) -> int:
    """Hold the numbers that documents print against the ledger."""
    from analysis.audit import audit

    return audit(options)


def draft(options: Namespace) -> int:
    """Print the rows that a new document proposes."""
    from analysis.draft import draft

    return draft(options)


def report(options: Namespace) -> int:
    """Run notebooks to reports, after everything that was asked for has been checked."""
    from analysis.publish import index, pool, runner

    paths = find_notebooks(options.notebooks)
    values = _values(paths, options)
    out = options.out.absolute()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{out}: the output folder: {error.strerror}.") from None
    jobs = [
        runner.Job(path, out, values[path.stem], options.timeout, options.show_code)
        for path in paths
    ]
    print(f"Running {_count(len(jobs), 'notebook')} into {_shown(out)} ...", flush=True)
    outcomes = []
    for job, outcome in pool.each(runner.run_report, jobs):
        outcomes.append((job, outcome))
        print(_line(job, outcome), flush=True)
    page = index.write_index(out, [_record(*ended) for ended in outcomes])
    failed = sum(bool(outcome.error) for _, outcome in outcomes)
    print(f"{len(jobs) - failed} of {_count(len(jobs), 'report')} done; see {_shown(page)}")
    return 1 if failed else 0


def refresh(options: Namespace) -> int:
    """Re-execute notebooks in place, or with ``--check`` say only what would change."""
    from analysis.publish import pool, refresh

    paths = find_notebooks(options.notebooks)
    work = partial(refresh.refresh, check=options.check, timeout=options.timeout)
    print(f"Re-executing {_count(len(paths), 'notebook')} ...", flush=True)
    code = 0
    for path, done in pool.each(work, paths):
        would = "would change" if options.check else "changed"
        state = f"failed: {done.error}" if done.error else would if done.changes else "unchanged"
        print("\n  ".join([f"{_shown(path)}: {state}", *done.changes]), flush=True)
        code |= bool(done.error or (options.check and done.changes))
    if code and options.check:
        print("To write the new results into the notebooks: make refresh")
    return code


def find_notebooks(names: list[str]) -> list[Path]:
    """Return the paths of notebooks given by name or path; none given are all of the project's.

    Refused with :class:`CommandError`, all at once: what is no notebook, and two of one name.
    """
    from analysis.publish.canonical import read_notebook

    own = {path.stem: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    paths = [own.get(name, Path(name).absolute()) for name in names] or list(own.values())
    problems = [] if paths else [f"{_shown(NOTEBOOKS)}: there are no notebooks."]
    for name, path in zip(names or own, paths, strict=True):
        if path.suffix != ".ipynb" or not path.is_file():
            near = get_close_matches(path.stem, own, 1)
            hint = f": did you mean {near[0]}?" if near else "."
            problems.append(
                f"{name}: no such notebook{hint} The project has {', '.join(own) or 'none'}."
            )
            continue
        try:
            read_notebook(path)
        except ReadableError as error:
            problems.append(str(error))
    stems = [path.stem for path in dict.fromkeys(paths)]
    problems += [
        f"{stem}: two notebooks have this name." for stem in {*stems} if stems.count(stem) > 1
    ]
    if problems:
        raise CommandError("\n".join(problems))
    return list(dict.fromkeys(paths))


def _values(paths: list[Path], options: Namespace) -> dict[str, dict[str, Any]]:
    """Return each notebook's parameters; refused, all at once: unknown names and bad values."""
    from analysis.ledger import load_ledger
    from analysis.parameters import problems as bad_values
    from analysis.publish.arguments import declared, read_arguments
    from analysis.publish.canonical import read_notebook

    given = [tuple(pair) for pair in options.parameters]
    ledger = options.ledger or dict(given).get("ledger_path", "")
    given = [pair for pair in given if pair[0] != "ledger_path" or not options.ledger]
    if options.ledger:
        given.append(("ledger_path", options.ledger))
    if ledger:  # a notebook runs in its own folder: what is relative here is not there
        ledger = str(Path(ledger).expanduser().absolute())
        given = [(name, ledger if name == "ledger_path" else text) for name, text in given]
    known = {path.stem: declared(read_notebook(path)) for path in paths}
    values, problems = read_arguments(known, given)
    if any("ledger_path" in names for names in known.values()):
        every = {name: value for own in values.values() for name, value in own.items()}
        problems += bad_values(load_ledger(ledger), every)
    if problems:
        raise CommandError("\n".join(problems))
    return values


def _record(job: Any, outcome: Any) -> Any:
    """Return the record of a job that has ended."""
    from datetime import UTC, datetime

    from analysis.publish.canonical import read_notebook
    from analysis.publish.manifest import Record
    from analysis.publish.summary import summarise

    executed = job.out / f"{job.name}.ipynb"
    said = asdict(summarise(read_notebook(executed), job.name)) if executed.exists() else {}
    return Record(
        job.name,
        job.notebook.stem,
        job.parameters,
        {},
        "failed" if outcome.error else "done",
        outcome.seconds,
        f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        outcome.error,
        **said,
    )


def _line(job: Any, outcome: Any) -> str:
    if not outcome.error:
        return f"  {job.name}: done in {outcome.seconds:.1f} s"
    kept = [f"    as far as it ran: {_shown(job.partial)}"] if job.partial.exists() else []
    if (job.out / f"{job.name}.html").exists():
        kept.append("    the last good report is still there")
    return "\n".join(
        [f"  {job.name}: failed after {outcome.seconds:.1f} s: {outcome.error}", *kept]
    )


def _shown(path: Path) -> str:
    """Return a path as seen from the working folder, where it lies in it."""
    path, here = path.absolute(), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is.

    >>> _count(1, "report"), _count(0, "report")
    ('1 report', '0 reports')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
