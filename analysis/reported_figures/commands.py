"""What the commands do. Heavy modules are imported by the command that needs them."""

import json
import shlex
import sys
from argparse import Namespace
from dataclasses import asdict
from functools import partial
from pathlib import Path

from reported_figures import PACKAGE
from reported_figures.errors import ReadableError, harmless
from reported_figures.formats import count_of, listed, short_path
from reported_figures.ledger.advice import advise
from reported_figures.ledger.checks import FIGURES, check_ledger
from reported_figures.ledger.problems import LedgerError, Problem, merged
from reported_figures.limits import MOST_PROBLEMS


def check(options: Namespace) -> int:
    """Print every problem of a ledger and what is advised, and how many there are of each."""
    ledger = options.ledger or _here()
    if options.format == "json":
        place, problems, advice = _checked(ledger)
        found = {"ledger": place, "problems": [asdict(problem) for problem in problems]}
        print(json.dumps(found | {"advice": [asdict(one) for one in advice]}, indent=1))
        return 2 if problems else 0
    checked = check_ledger(ledger)
    advice = advise(checked.tables)
    count = len(checked.problems)
    told, advised = merged(checked.problems), [f"advice: {one}" for one in merged(advice)]
    for line in [*told[:MOST_PROBLEMS], *advised[:MOST_PROBLEMS]]:
        print(line)
    is_cut = max(len(told), len(advised)) > MOST_PROBLEMS
    more = f" The first {MOST_PROBLEMS} are shown." if is_cut else ""
    table = checked.tables[FIGURES]
    figures = count_of(len(table.rows), "figure") if table.columns else "figures not read"
    pieces = count_of(len(advice), "piece of advice", "pieces of advice")
    advised = f", {pieces}" if advice else ""
    print(f"{_named(checked.path)}: {figures}, {count_of(count, 'problem')}{advised}.{more}")
    return 2 if count else 0


def _here() -> str:
    """Return the folder in which the command runs, if a ledger is in it, else a blank."""
    return str(Path.cwd()) if Path(f"{FIGURES}.csv").is_file() else ""


def _named(path: Path) -> str:
    """Return a ledger's path as it is known to a person: never only a dot."""
    shown = short_path(path)
    return str(path.resolve()) if shown == "." else shown


def _checked(ledger: str) -> tuple[str, list[Problem], list[Problem]]:
    """Return where a ledger is, its problems and the advice; that there is none is one, too."""
    try:
        checked = check_ledger(ledger)
    except LedgerError as error:
        return ledger, error.problems, []
    return str(checked.path), checked.problems, advise(checked.tables)


def new(options: Namespace) -> int:
    """Begin a ledger in a folder."""
    from reported_figures.ledger.new import new_ledger

    files = new_ledger(options.folder)
    place = short_path(options.folder)
    print(f"Begun in {place}: {listed(file.name for file in files)}.")
    print(f"Type over the example rows, then: reported-figures check {shlex.quote(place)}")
    return 0


def import_table(options: Namespace) -> int:
    """Take a table over as a ledger, or suggest a mapping for it."""
    if options.suggest:
        from reported_figures.ledger.suggest import suggested

        print(suggested(options.table), end="")
        return 0
    if not options.map or not options.out:
        raise ReadableError(
            "import needs --map MAP and --out FOLDER. For a first mapping: reported-figures import "
            f"{shlex.quote(str(options.table))} --suggest > map.toml"
        )
    from reported_figures.ledger.importing import import_table
    from reported_figures.ledger.mapping import read_mapping

    report = import_table(options.table, read_mapping(options.map), options.out)
    print(*report.lines(options.out), sep="\n")
    return 0


def audit(options: Namespace) -> int:
    """Hold the numbers that documents print against the ledger."""
    from reported_figures.documents.audit import audit

    options.ledger = options.ledger or _here()
    return audit(options)


def draft(options: Namespace) -> int:
    """Print the rows that a new document proposes."""
    from reported_figures.documents.draft import draft

    return draft(options)


def read(options: Namespace) -> int:
    """Print how each wording or sentence is read, one JSON object a line."""
    from reported_figures.documents.read import readings

    for line in readings(options.texts or (line.rstrip("\r\n") for line in sys.stdin)):
        print(line, flush=not options.texts)
    return 0


def report(options: Namespace) -> int:
    """Make reports, after everything that was asked for has been checked."""
    from reported_figures.ledger.pinned import SKIPPED, pin_ledger
    from reported_figures.reports.request import check_notebooks, plan_reports
    from reported_figures.reports.tasks import DONE, INDEX, open_tasks

    out = options.out.absolute()
    pin = partial(pin_ledger, skip_bad=options.skip_bad)
    tasks = plan_reports(options, pin, _here())
    for remark in {task.footer[SKIPPED] for task in tasks if SKIPPED in task.footer}:
        print(f"{SKIPPED}: {remark}.")
    page = out / INDEX
    work = tasks if options.force else open_tasks(out, tasks)
    if len(work) < len(tasks):
        kept = f"{len(tasks) - len(work):,} of {count_of(len(tasks), 'report')}"
        print(f"{kept} unchanged since made; --force makes them anew.")
    if not work and page.exists():
        print(f"See {short_path(page)}")
        return 0

    from reported_figures.reports import batch
    from reported_figures.reports.warm import processes

    if not options.scheduler:
        processes.warm_up()  # while the notebooks are checked
    check_notebooks(work)
    at_work = (
        batch.cluster_executor(options.scheduler)
        if options.scheduler
        else processes.local_executor(len(work), options.jobs)
    )
    with batch.own_folder(out), at_work as executor:
        if options.cold or not processes.WARM:
            print("Each kernel starts cold, and takes a second or two to do so.")
        print(f"Making {count_of(len(work), 'report')} in {short_path(out)} ...", flush=True)
        make = partial(processes.in_own_process, batch.make, cold=options.cold)
        records = batch.make_reports(out, work, executor, make)
    failed = sum(records[task.name].status != DONE for task in work)
    print(f"{len(work) - failed} of {count_of(len(work), 'report')} done; see {short_path(page)}")
    return 1 if failed else 0


def refresh(options: Namespace) -> int:
    """Re-execute notebooks in place, or with ``--check`` say only what would change."""
    from reported_figures.reports import refresh
    from reported_figures.reports.request import find_notebooks
    from reported_figures.reports.warm import processes

    paths = [source.path for source in find_notebooks(options.notebooks)]
    installed = [path for path in paths if PACKAGE in path.parents]
    if installed and not options.check:
        raise ReadableError(
            f"{short_path(installed[0])}: an installed notebook is not rewritten; copy it, and "
            "name the copy."
        )
    work = partial(refresh.refresh, check=options.check, timeout=options.timeout)
    print(f"Re-executing {count_of(len(paths), 'notebook')} ...", flush=True)
    code = 0
    for path, done in processes.each(work, paths):
        done = refresh.Refreshed(error=str(done)) if isinstance(done, Exception) else done
        would = "would change" if options.check else "changed"
        state = f"failed: {done.error}" if done.error else would if done.changes else "unchanged"
        print(harmless("\n  ".join([f"{short_path(path)}: {state}", *done.changes])), flush=True)
        code |= bool(done.error or (options.check and done.changes))
    if code and options.check:
        print("To write the new results into the notebooks: make refresh")
    return code
