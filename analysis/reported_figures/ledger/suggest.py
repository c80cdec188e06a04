"""Suggest a first mapping for a table, from its header and its cells: a person settles the rest."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from reported_figures.formats import short_path
from reported_figures.ledger.entries import NUMBER
from reported_figures.ledger.foreign import Line, TableError, read_table
from reported_figures.ledger.mapping import TO_FILL

FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y")
FORMS += ("%m/%d/%y", "%d/%m/%y", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
SPEAKERS = ("source", "speaker", "pollster", "agency", "outlet", "publisher", "organisation")
SPEAKERS += ("organization", "reporter", "reported_by", "author", "institution", "who", "firm")
STARTS, ENDS = ("start", "from", "begin", "first"), ("end", "until", "to", "last", "finish")
LOWS, HIGHS = ("low", "lower", "min", "minimum"), ("high", "upper", "max", "maximum")
RUNNING = ("cum", "cumulative", "total", "so_far", "running")
ABOUT_FIGURES = (
    "# Each column of numbers. quantity: what is counted, in a few words, in both of its blocks.",
    "# unit: people, percent, euros ... kind: total (of a whole matter), stock (on a day), flow",
    "# (in a period), cumulative (since a start). No figure? Delete both, name it in [left_out].",
    '# For a column that no source claims: computed = "who worked it out".',
)
MOSTLY = 0.9  # of the cells that are not blank
LONGEST = 60  # characters of a heading for its comment


def suggested(path: Path) -> str:
    """Return a mapping in TOML for a table; what only a person knows stands in it as "?".

    Refused with :class:`TableError`: a table that cannot be read, or has no column of numbers.
    """
    lines = read_table(path)
    columns = {name: _cells(lines, name) for name in (lines[0].cells if lines else {})}
    days = {name: form for name, cells in columns.items() if (form := _day_form(cells))}
    numbers = [n for n, cells in columns.items() if n not in days and _mostly(cells, _is_number)]
    if not numbers:
        raise TableError(f"{short_path(path)}: no column of it holds numbers.")
    texts = [n for n in columns if n not in days and n not in numbers and columns[n]]
    speaker = next((name for name in texts if _named(name, SPEAKERS)), "")
    parts = [
        f"# A first mapping for {path.name}. Settle what stands as {_quoted(TO_FILL)}, then:",
        f"# reported-figures import {path.name} --map THIS --out FOLDER",
        "",
        *_columns(days, speaker),
        *_constants(days, speaker),
        *_dates(days),
        *_figures(numbers),
        *_others([name for name in texts if name != speaker], columns),
    ]
    return "\n".join(parts) + "\n"


def _cells(lines: list[Line], name: str) -> list[str]:
    return [line.cells[name] for line in lines if line.cells[name]]


def _mostly(cells: list[str], holds: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(holds, cells)) >= MOSTLY * len(cells)


def _is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text.removesuffix("%").strip()))


def _day_form(cells: list[str]) -> str:
    """Return the form of a column of days, or a blank.

    >>> _day_form(["6/28/2019", "7/1/2019"]), _day_form(["1,500", "12"])
    ('%m/%d/%Y', '')
    """

    def fits(form: str) -> Callable[[str], bool]:
        def is_day(text: str) -> bool:
            try:
                return bool(datetime.strptime(text, form))
            except ValueError:
                return False

        return is_day

    return next((form for form in FORMS if _mostly(cells, fits(form))), "")


def _named(name: str, words: tuple[str, ...]) -> bool:
    """Say whether one of the words stands in a column's name.

    >>> _named("report_source", SPEAKERS), _named("Resources", SPEAKERS)
    (True, False)
    """
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).casefold()
    return bool({*re.split(r"[^a-z0-9]+", plain), *re.split(r"[^a-z0-9_]+", plain)} & {*words})


def _quoted(text: str) -> str:
    """Return a text as TOML has it, which in a basic string escapes as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def _key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else _quoted(text)


def _columns(days: dict[str, str], speaker: str) -> list[str]:
    found = {"speaker_id": speaker} if speaker else {}
    starts = [name for name in days if _named(name, STARTS)]
    ends = [name for name in days if _named(name, ENDS) and name not in starts]
    reported = [name for name in days if name not in (*starts, *ends)] or ends or starts
    found |= {"reported_on": reported[0]} if reported else {}
    found |= {"event_from": starts[0]} if starts else {}
    found |= {"event_to": ends[0]} if ends else {}
    lines = ["[columns]  # a column of the ledger = a column of the table"]
    return [*lines, *(f"{name} = {_quoted(column)}" for name, column in found.items()), ""]


def _constants(days: dict[str, str], speaker: str) -> list[str]:
    lines = ["[constants]  # the same for every row"]
    if not speaker:
        lines.append(f"speaker_id = {_quoted(TO_FILL)}  # who gives these numbers")
    if not days:
        lines.append(f"reported_on = {_quoted(TO_FILL)}  # when they were given: 2024, 2024-10 ...")
    lines += ['stance = "asserts"', 'status = "observed"  # or under_way, expected', ""]
    return lines


def _dates(days: dict[str, str]) -> list[str]:
    by_column = {line.split(" = ")[0]: line for line in _columns(days, "")[1:-1]}
    lines = []
    for name, line in by_column.items():
        form = days[json.loads(line.partition(" = ")[2])]
        if form != FORMS[0]:
            both = "  # or is the month first?" if form == FORMS[1] else ""
            lines.append(f"{name} = {_quoted(form)}{both}")
    return ["[dates]  # the form of its days in the table", *lines, ""] if lines else []


def _figures(numbers: list[str]) -> list[str]:
    """Return a figure for each column of numbers; the ends of a range are one with its number."""
    ends = {name: _stem(name) for name in numbers if _named(name, (*LOWS, *HIGHS))}
    lines, done = [], set()
    for name in numbers:
        stem = ends.get(name, name)
        group = {
            "value": stem if stem in numbers and stem not in ends else "",
            "low": next((n for n, s in ends.items() if s == stem and _named(n, LOWS)), ""),
            "high": next((n for n, s in ends.items() if s == stem and _named(n, HIGHS)), ""),
        }
        if stem in done:
            continue
        done.add(stem)
        kind = "cumulative" if _named(name, RUNNING) else TO_FILL
        lines += ["[[figures]]", f"quantity = {_quoted(stem)}"]
        lines += [f"{key} = {_quoted(column)}" for key, column in group.items() if column]
        lines += [f"unit = {_quoted(TO_FILL)}", ""]
        lines += [f"[quantities.{_key(stem)}]", f"kind = {_quoted(kind)}", ""]
    return [*ABOUT_FIGURES, "", *lines]


def _stem(name: str) -> str:
    words = [re.escape(word) for word in (*LOWS, *HIGHS)]
    return re.sub(rf"(?i)[ _-]?(?:{'|'.join(words)})(?![a-z])[ _-]?", "", name) or name


def _others(texts: list[str], columns: dict[str, list[str]]) -> list[str]:
    """Return the columns of words, as comments: what they hold decides what they are for."""
    lines = ["[keep]  # further columns: a name of your own = a column of the table"]
    for name in texts:
        few = list(dict.fromkeys(columns[name]))[:3]
        seen = ", ".join(few)[:LONGEST]
        own = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_") or "column"
        lines.append(f"# own_{own} = {_quoted(name)}  # {_quoted(seen)[1:-1]}")
    lines += [
        "",
        "[left_out]  # columns of numbers that are no figures here: why",
        '# "A column" = "a reason"',
    ]
    return lines
