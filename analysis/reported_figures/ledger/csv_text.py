"""Read a file as comma-separated text in UTF-8, or say why it is none; and write one."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import compress, islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from reported_figures.files import write_whole
from reported_figures.ledger.characters import visible
from reported_figures.ledger.problems import Problem, column_letters

AT_A_TIME = 1000  # records that are read together: long lists of them cost memory
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
FORMULA = ("=", "+", "-", "@", "\t", "\0")  # how a formula begins in a spreadsheet
UTF16 = (b"\xff\xfe", b"\xfe\xff")
LINE_END = re.compile(r"\r\n|\r|\n")
MERGE_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
MERGE_MARKER = re.compile(r"<<<<<<<|=======$|>>>>>>>|\|\|\|\|\|\|\|")
THOUSANDS, HUNDREDS = re.compile(r"(?<![0-9,])[0-9]{1,3}$"), re.compile(r"[0-9]{3}(?![0-9])")
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
IN_UTF8 = "save it as CSV in UTF-8"
WITH_COMMAS = "save it as CSV with commas"


class Record(NamedTuple):
    """The cells of one record, its first line in the text and its row in a spreadsheet."""

    line: int
    number: int
    cells: list[str]


class Records(NamedTuple):
    """Some records as columns: the first line of each, its row in a spreadsheet and its cells."""

    lines: list[int]
    numbers: list[int]
    cells: list[list[str]]

    def each(self) -> Iterator[Record]:
        """Return the records one by one."""
        return map(Record, *self)

    def only(self, which: Collection[object]) -> "Records":
        """Return the records whose mark is true."""
        return self if all(which) else Records(*([*compress(of, which)] for of in self))


def read_text(path: Path, file: str) -> tuple[str, Problem | None]:
    """Return the text of a file, or the problem that it is no text in UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return "", Problem(file, f"cannot be read ({error.strerror})")
    if data.startswith(SPREADSHEETS):
        fix = "open it in the spreadsheet and save it as CSV in UTF-8"
        return "", Problem(file, "is a spreadsheet, not a CSV", fix=fix)
    if data.startswith(UTF16) or data[:200].count(0) * 3 > len(data[:200]):
        return "", Problem(file, "is not in UTF-8, but in UTF-16, it seems", fix=IN_UTF8)
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        reason = f"is not in UTF-8: byte {data[error.start : error.end].hex(' ')} cannot be read"
        return "", Problem(file, reason, line, fix=IN_UTF8)


def not_csv(text: str, file: str) -> Problem | None:
    """Return the problem of a text that is no comma-separated table, or is left half merged."""
    lines = io.StringIO(text, newline="")
    first, header = next((each for each in enumerate(lines, 1) if each[1].strip()), (0, ""))
    if not first:
        return Problem(file, "is empty", fix="restore its header line")
    if any(mark in text for mark in MERGE_MARKS):
        for number, line in enumerate(LINE_END.split(text), 1):
            if MERGE_MARKER.match(line):
                reason = "is left over from an unfinished merge"
                return Problem(file, reason, number, value=visible(line))
    reason, fix = _separation(header.rstrip("\r\n"))
    return Problem(file, reason, first, fix=fix) if reason else None


def _separation(header: str) -> tuple[str, str]:
    """Return why a header line is not separated by commas alone, and the fix."""
    if header.lower().startswith(("sep=", '"sep=')):
        return "is a sep= line, not the header", "delete it, and separate by commas"
    for mark, word in SEPARATORS.items():
        if mark in header and "," not in header:
            return f"is separated by {word}, not by commas", WITH_COMMAS
    if header.count(", ") > 1 and header.count(", ") == header.count(","):
        return "has a space after each comma", "delete the spaces after the commas"
    return "", ""


def read_records(text: str, file: str) -> Iterator[Records | Problem]:
    """Yield the records that are not blank, the first alone and then some at a time.

    A text that breaks off inside one ends in a problem.
    """
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = end = 0
    size, broken = 1, None
    while not broken:
        cells, ends = [], [end]
        try:
            for one in islice(reader, size):
                cells.append(one)
                ends.append(reader.line_num)
        except csv.Error:
            reason = "the row has a quotation mark that is not closed, or not doubled inside a cell"
            broken = Problem(file, reason, ends[-1] + 1, f"A{number + len(cells) + 1}")
        if ends[-1] - end > len(cells):  # a cell goes over several lines
            cells = [[LINE_END.sub("\n", cell) for cell in one] for one in cells]
        numbers = [*range(number + 1, number + len(cells) + 1)]
        some = Records([line + 1 for line in ends[:-1]], numbers, cells)
        some = some.only([*map(str.strip, map("".join, cells))])
        yield from filter(None, [some if some.cells else None, broken])
        if len(cells) < size:
            return
        number, end = numbers[-1], ends[-1]
        size = AT_A_TIME if size > 1 or some.cells else 1


def wrong_width(file: str, record: Record, width: int) -> Problem:
    """Return the problem of a record that is longer or shorter than the header.

    A number that was cut in two by its own comma is pointed at.
    """
    line, number, cells = record
    reason, at = f"stands in a row of {len(cells)} cells where the header has {width}", 0
    if len(cells) > width:
        reason += "; a text with a comma in it must stand in quotation marks"
        pairs = enumerate(pairwise(cells))
        cut = [i for i, (one, two) in pairs if THOUSANDS.search(one) and HUNDREDS.match(two)]
        at = cut[0] if len(cut) == 1 else 0
    value = ",".join(cells[at : at + 2]) if at else cells[0]
    return Problem(file, reason, line, f"{column_letters(at)}{number}", value=visible(value))


def no_formula(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe stands before one.

    >>> no_formula("=1+1"), no_formula("around 1,500")
    ("'=1+1", 'around 1,500')
    """
    starts = text.startswith(FORMULA) or text.lstrip().startswith(FORMULA)
    return f"'{text}" if starts else text


def write_csv(path: Path, columns: list[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as a CSV, whole or not at all; a cell that a row does not have is blank."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(path, text.getvalue())
