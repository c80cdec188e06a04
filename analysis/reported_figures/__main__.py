"""The command line: ``reported-figures COMMAND``."""

import argparse
import os
import sys
from pathlib import Path

from reported_figures.errors import BusyError, ReadableError, harmless
from reported_figures.interrupts import ignore_signals, interrupt_on_signals
from reported_figures.reports.surroundings import leave_settings

BUSY, INTERRUPTED = 75, 130


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code.

    0: all well; 1: something failed; 2: bad input, before anything ran; 75: another run holds the
    output folder; 130: interrupted.
    """
    try:
        _readable(sys.argv if arguments is None else arguments)
        options = _parser().parse_args(arguments)
        return options.command(options)
    except ReadableError as error:
        print(error, file=sys.stderr)
        return BUSY if isinstance(error, BusyError) else 2
    except BrokenPipeError:  # whoever read the output has had enough of it, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        reason = f"{error.filename or 'A file'}: {error.strerror or error}."
        print(harmless(reason), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return INTERRUPTED


def _readable(arguments: list[str]) -> None:
    """Refuse what no record and no page can hold: an argument that is not text in UTF-8."""
    for argument in arguments:
        if any("\ud800" <= character <= "\udfff" for character in argument):
            raise ReadableError(f"{argument}: this argument is not text in UTF-8.")


def _parser() -> argparse.ArgumentParser:
    from reported_figures import commands

    parser = argparse.ArgumentParser(prog="reported-figures", description="Reported figures.")
    commands_of = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands_of.add_parser("check", help="validate a ledger and print every problem")
    check.add_argument(
        "ledger", nargs="?", default="", help="a folder or a CSV (default: the one here, else data)"
    )
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.set_defaults(command=commands.check)

    new = commands_of.add_parser("new", help="begin a ledger: its tables, each with an example row")
    new.add_argument("folder", metavar="FOLDER", type=Path, help="where; nothing is overwritten")
    new.set_defaults(command=commands.new)

    taking = commands_of.add_parser("import", help="take a table over as a ledger, by a mapping")
    taking.add_argument("table", metavar="TABLE", type=Path, help="CSV, JSON or what pandas reads")
    taking.add_argument("--map", metavar="MAP", type=Path, help="the mapping, in TOML")
    taking.add_argument("--out", metavar="FOLDER", type=Path, help="the folder of the new ledger")
    taking.add_argument(
        "--suggest", action="store_true", help="print a first mapping, made from the header"
    )
    taking.set_defaults(command=commands.import_table)

    audit = commands_of.add_parser("audit", help="account for every number of the documents")
    audit.add_argument("documents", nargs="*", metavar="DOCUMENT", help="its id (default: all)")
    audit.add_argument(
        "--texts", default="", metavar="DIR",
        help="the folder of the texts (default: that of SEEDS_TEXTS, or seeds)",
    )  # fmt: skip
    audit.add_argument(
        "--fix", action="store_true",
        help="write where numbers of a changed text stand, set those of deleted rows aside, audit",
    )  # fmt: skip
    audit.add_argument("--require-text", action="store_true", help="exit 2 where a text is missing")
    audit.add_argument("--ledger", default="", metavar="PATH",
                       help="default: the one here, else data")  # fmt: skip
    audit.set_defaults(command=commands.audit)

    draft = commands_of.add_parser("draft", help="propose the rows of a new document, as a CSV")
    draft.add_argument("text", metavar="TEXT", help="a text file in UTF-8, one paragraph a line")
    draft.add_argument("--numbers", action="store_true", help="the rows of numbers.csv instead")
    draft.add_argument("--ones", action="store_true", help="also nobody, and one: a man was hurt")
    draft.add_argument("--ledger", default="", metavar="PATH", help="fill what this ledger knows")
    draft.add_argument("--write", action="store_true", help="add the rows to the ledger's tables")
    draft.add_argument("--published", default="", metavar="DAY", help="the document's day")
    draft.add_argument("--publisher", default="", metavar="NAME", help="who published it")
    draft.add_argument("--url", default="", metavar="ADDRESS", help="where it stands")
    draft.set_defaults(command=commands.draft)

    read = commands_of.add_parser("read", help="show how wordings or sentences are read")
    read.add_argument("texts", nargs="*", metavar="WORDING", help="none: lines of standard input")
    read.set_defaults(command=commands.read)

    report = commands_of.add_parser("report", help="run notebooks to reports")
    _add_notebooks(report)
    report.add_argument(
        "-p", dest="parameters", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"),
        help="set a parameter; a list takes commas",
    )  # fmt: skip
    report.add_argument(
        "--each", action="append", default=[], metavar="NAME[=A,B]",
        help="a report for each value of a parameter (default: each that the ledger has); "
        "several multiply",
    )  # fmt: skip
    report.add_argument(
        "--ledger", metavar="PATH", help="the ledger (default: the one here, else data)"
    )
    report.add_argument("--out", type=Path, default=Path("reports"), help="default: reports")
    report.add_argument("--force", action="store_true", help="make what has not changed, too")
    report.add_argument(
        "--jobs",
        type=_whole,
        default=0,
        metavar="N",
        help="reports at once (default: one more than cores)",
    )
    report.add_argument("--cold", action="store_true", help="start each kernel as Jupyter does")
    report.add_argument(
        "--scheduler", metavar="ADDRESS", help="have a Dask cluster make them, as tcp://host:8786"
    )
    report.add_argument(
        "--skip-bad",
        action="store_true",
        help="leave figures with a mistake out, and say so on each page",
    )
    report.add_argument("--show-code", action="store_true", help="show the code cells in the pages")
    report.set_defaults(command=commands.report)

    refresh = commands_of.add_parser("refresh", help="re-execute notebooks in place")
    _add_notebooks(refresh)
    refresh.add_argument("--check", action="store_true", help="change nothing; exit 1 on a change")
    refresh.set_defaults(command=commands.refresh)
    return parser


def _add_notebooks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "notebooks", nargs="*", metavar="NOTEBOOK",
        help="a name or a path (default: all in notebooks but explore)",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=_whole, default=300, metavar="S",
        help="seconds for each notebook (default: 300)",
    )  # fmt: skip


def _whole(text: str) -> int:
    if not text.strip().isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a whole number above 0')
    return int(text)


def run() -> None:
    """Run as a program: the signals that end it are heard, and its exit code is the command's."""
    leave_settings()
    interrupt_on_signals()
    code = main()
    ignore_signals()
    sys.exit(code)


if __name__ == "__main__":
    run()
