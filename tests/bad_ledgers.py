"""Ledgers with one mistake each, and odd ones that load, all made from the real ledger.

``CASES`` is a table: what the ledger is like, what is done to it, and what is to be said of it.
Lines are those of the first document's rows, so that rows of other documents move nothing.
"""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from reported_figures import DATA, SEEDS

DOCUMENT = "000_17f1a6c54d4db435"
RULE_SETS = {"literal", "rounding", "ten_percent", "round_bare", "peak"}
RULE_SETS |= {"acled", "ccc", "airwars"}
FIGURES, SOURCES, QUANTITIES = "reported_figures.csv", "sources.csv", "quantities.csv"
RULES, DOCUMENTS, SCHEMA = "hedge_rules.csv", "../seeds/documents.csv", "datapackage.json"

Change = Callable[[Path], None]


class Expected(NamedTuple):
    """One problem: its file, line, cell, column and visible value, and words of what it says."""

    place: str  # "file:line cell column", as far as there is one
    value: str
    words: str
    fix: str = ""


class Case(NamedTuple):
    """A ledger: its name, what is done to the real one, and what is to be found.

    A ledger without problems loads to the same frames, but for the columns in ``differs``.
    ``frictionless`` says why the second judge thinks otherwise, where it does.
    """

    name: str
    change: Change
    problems: tuple[Expected, ...] = ()
    differs: tuple[str, ...] = ()
    frictionless: str = ""


def bad(
    name: str, change: Change, place: str, value: str, words: str, fix: str = "", **more
) -> Case:
    return Case(name, change, (Expected(place, value, words, fix),), **more)


def loads(name: str, change: Change, *differs: str, **more) -> Case:
    return Case(name, change, differs=differs, **more)


# The ledger that all are made from


def build(folder: Path) -> Path:
    """Write the rows of the first document as a ledger of their own; return its folder."""
    ledger, seeds = folder / "data", folder / "seeds"
    ledger.mkdir(parents=True)
    seeds.mkdir()
    shutil.copy(DATA / SCHEMA, ledger)
    package = json.loads((SEEDS / SCHEMA).read_text())
    package["resources"] = [table for table in package["resources"] if table["name"] == "documents"]
    (seeds / SCHEMA).write_text(json.dumps(package))
    figures = _kept(DATA / FIGURES, "document_id", {DOCUMENT})
    write_rows(ledger / FIGURES, figures)
    write_rows(ledger / DOCUMENTS, _kept(SEEDS / "documents.csv", "document_id", {DOCUMENT}))
    write_rows(ledger / RULES, _kept(DATA / RULES, "rule_set", RULE_SETS))
    speakers = _names(figures, "speaker_id", "origin_id", "possible_origin_id")
    speakers |= _names(_kept(DATA / SOURCES, "source_id", speakers), "organisation_id")
    write_rows(ledger / SOURCES, _kept(DATA / SOURCES, "source_id", speakers))
    counted = _names(figures, "quantity_id")
    counted |= _names(_kept(DATA / QUANTITIES, "quantity_id", counted), "part_of", "drawn_from")
    write_rows(ledger / QUANTITIES, _kept(DATA / QUANTITIES, "quantity_id", counted))
    return ledger


def _read(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))


def _kept(path: Path, column: str, names: set[str]) -> list[list[str]]:
    header, *rows = _read(path)
    return [header, *(row for row in rows if row[header.index(column)] in names)]


def _names(table: list[list[str]], *columns: str) -> set[str]:
    return {row[table[0].index(name)] for row in table[1:] for name in columns}


def write_rows(path: Path, rows: list[list[str]], **options) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, **{"lineterminator": "\n", **options}).writerows(rows)
    path.write_bytes(text.getvalue().encode())


# What is done to it


def cell(line: int, column: str, text: str, file: str = FIGURES) -> Change:
    """Write a cell."""

    def change(rows: list[list[str]]) -> list[list[str]]:
        assert rows[line - 1][rows[0].index(column)] != text
        rows[line - 1][rows[0].index(column)] = text
        return rows

    return rows(change, file)


def rows(change: Callable, file: str = FIGURES, **options) -> Change:
    """Change the rows, the header first."""
    return lambda ledger: write_rows(ledger / file, change(_read(ledger / file)), **options)


def swap(old: str, new: str, file: str = FIGURES) -> Change:
    """Replace the first occurrence of a text as it stands in the file."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return data(change, file)


def data(change: Callable, file: str = FIGURES) -> Change:
    """Change the bytes of a file."""
    return lambda ledger: (ledger / file).write_bytes(change((ledger / file).read_bytes()))


def text(change: Callable, file: str = FIGURES, encoding: str = "utf-8") -> Change:
    """Change the text of a file, and write it in an encoding."""
    return data(lambda old: change(old.decode()).encode(encoding), file)


def insert(line: int, new: str, file: str = FIGURES) -> Change:
    """Put a line before another one."""

    def change(old: str) -> str:
        lines = old.splitlines(keepends=True)
        return "".join([*lines[: line - 1], new + "\n", *lines[line - 1 :]])

    return text(change, file)


def column(change: Callable, file: str = FIGURES) -> Change:
    """Change each row, the header too, by a function that is given the row."""
    return rows(lambda old: [change(row) for row in old], file)


def without(name: str, file: str = FIGURES) -> Change:
    """Leave a column out."""

    def change(old: list[list[str]]) -> list[list[str]]:
        at = old[0].index(name)
        return [row[:at] + row[at + 1 :] for row in old]

    return rows(change, file)


def gone(*files: str) -> Change:
    """Leave files out."""
    return lambda ledger: [(ledger / file).unlink() for file in files]


def schema(change: Callable, file: str = SCHEMA) -> Change:
    """Change the parsed description of the tables."""

    def write(ledger: Path) -> None:
        package = json.loads((ledger / file).read_text())
        change(package)
        (ledger / file).write_text(json.dumps(package))

    return write


def field(package: dict, table: str, name: str) -> dict:
    tables = {resource["name"]: resource["schema"]["fields"] for resource in package["resources"]}
    return next(field for field in tables[table] if field["name"] == name)


def both(*changes: Change) -> Change:
    return lambda ledger: [change(ledger) for change in changes]


# Why frictionless thinks otherwise, where it does

CROSS = "it does not hold cells against one another"
CHARACTERS = "it takes any character in a text"
LENIENT = "it reads numbers and days more freely"
GUESSES = "it guesses the separator, and ignores spaces around names"
ORDER = "it wants the columns in the schema's order"
ONE_FORM = "it takes this as a harmless variant"
STRICT = "it wants every row and column to be filled"
OWN = "it takes any valid schema"
ABSENT = "it wants every table and column that the package names"
KEEPS = "it takes no column that the schema does not describe"

FULL_ROW = "nis-x,000_17f1a6c54d4db435,3,nis,,,statement,paraphrase,asserts,,observed,none"
HEADER = "figure_id,document_id,paragraph,speaker_id,origin_id,possible_origin_id,outlet,quoted"
PLAIN = "is not a plain number"
DAY = "is not a day written as year-month-day"
F = FIGURES

ENCODINGS = [
    loads("a byte order mark", data(lambda old: b"\xef\xbb\xbf" + old)),
    bad("UTF-16", text(str, encoding="utf-16"), F, "", "is not in UTF-8",
        "save it as CSV in UTF-8"),
    bad("UTF-16 without a mark", text(str, encoding="utf-16-le"), F, "", "is not in UTF-8",
        "save it as CSV in UTF-8"),
    bad("Windows-1252", data(lambda old: old.replace(b"The War Zone", b"Caf\xe9", 1)), f"{F}:12",
        "", "byte e9 cannot be read", "save it as CSV in UTF-8"),
    bad("UTF-8 cut off inside a letter", data(lambda old: old + "é".encode()[:1]), f"{F}:14",
        "", "byte c3 cannot be read", "save it as CSV in UTF-8"),
    bad("UTF-8 read as Windows-1252 and saved", cell(12, "outlet", "CafÃ©"), f"{F}:12 G12 outlet",
        '"CafÃ©"', "is garbled", 'write "Café"', frictionless=CHARACTERS),
    bad("a letter lost on the way", cell(12, "outlet", "Caf\ufffd"), f"{F}:12 G12 outlet",
        '"Caf\ufffd"', "\\ufffd", frictionless=CHARACTERS),
]  # fmt: skip

LINE_ENDS = [
    loads("line ends of Windows", data(lambda old: old.replace(b"\n", b"\r\n"))),
    loads("line ends of old Macs", data(lambda old: old.replace(b"\n", b"\r"))),
    loads("mixed line ends", data(lambda old: old.replace(b"\n", b"\r\n", 3))),
    loads("no line end at the end", data(lambda old: old.rstrip(b"\n"))),
    bad("a line below old Mac line ends", both(cell(4, "value", "12k"),
        data(lambda old: old.replace(b"\n", b"\r"))), f"{F}:4 O4 value", '"12k"', PLAIN),
]  # fmt: skip

DELIMITERS = [
    bad("semicolons", rows(list, delimiter=";"), f"{F}:1", "", "is separated by semicolons",
        "save it as CSV with commas", frictionless=GUESSES),
    bad("tabs", rows(list, delimiter="\t"), f"{F}:1", "", "is separated by tabs",
        "save it as CSV with commas", frictionless=GUESSES),
    bad("bars", rows(list, delimiter="|"), f"{F}:1", "", "is separated by bars",
        "save it as CSV with commas", frictionless=GUESSES),
    bad("a sep= line", insert(1, "sep=,"), f"{F}:1", "", "is a sep= line", "delete it",
        frictionless=GUESSES),
    bad("a sep= line with semicolons", both(rows(list, delimiter=";"), insert(1, "sep=;")),
        f"{F}:1", "", "is a sep= line", "delete it", frictionless=GUESSES),
    bad("a space after each comma", text(lambda old: old.replace(",", ", "), SOURCES),
        f"{SOURCES}:1", "", "has a space after each comma", "delete the spaces",
        frictionless=GUESSES),
]  # fmt: skip

QUOTING = [
    loads("every cell in quotation marks", rows(list, quoting=csv.QUOTE_ALL)),
    loads("a line break in a note", cell(5, "note", "No year.\nNo place."), "figures.note"),
    loads("a line break of Windows in a note", both(cell(5, "note", "No year.\nNo place."),
          data(lambda old: old.replace(b"\n", b"\r\n"))), "figures.note"),
    bad("a mistake below a line break", both(cell(5, "note", "No year.\nNo place."),
        cell(8, "value", "12k")), f"{F}:9 O8 value", '"12k"', PLAIN),
    bad("a line break in a wording", cell(4, "wording", "around\n1,500"), f"{F}:4 N4 wording",
        '"around\\u000a1,500"', "holds a line break", frictionless=CHARACTERS),
    bad("a quotation mark that is not closed", swap('"around 1,500"', '"around 1,500'),
        f"{F}:4 A4", "", "quotation mark that is not closed"),
    bad("a last quotation mark that is not closed", insert(14, FULL_ROW + ',"x'),
        f"{F}:14 A14", "", "quotation mark that is not closed"),
    bad("a quotation mark that is not doubled", swap('"around 1,500"', '"around "1,500""'),
        f"{F}:4 A4", "", "quotation mark that is not closed"),
    bad("a quotation mark in the header", swap("figure_id,", '"figure_id,'), f"{F}:1 A1", "",
        "quotation mark that is not closed"),
    bad("a thousands comma in the first row", swap(",four,4,", ",four,4,000,"), f"{F}:2 O2",
        '"4,000"', "a row of 29 cells where the header has 28"),
    bad("a thousands comma in a later row", swap(",12000,", ",12,000,"), f"{F}:8 O8",
        '"12,000"', "a row of 29 cells where the header has 28"),
    bad("a wording without its quotation marks", swap('"around 1,500"', "around 1,500"),
        f"{F}:4 N4", '"around 1,500"', "must stand in quotation marks"),
    bad("a thousands comma in quotation marks", cell(4, "value", "1,500"), f"{F}:4 O4 value",
        '"1,500"', PLAIN),
]  # fmt: skip

SHAPE = [
    loads("no column value", without("value"), frictionless=ABSENT),
    bad("no column figure_id", without("figure_id"), f"{F}:1", "", "has no column figure_id"),
    bad("no column source_id", without("source_id", SOURCES), f"{SOURCES}:1", "",
        "has no column source_id"),
    loads("no column named", without("named", SOURCES), "sources.named",
          frictionless=ABSENT),
    loads("no column label", without("label", QUANTITIES), "quantities.label",
          frictionless=ABSENT),
    loads("two columns gone", both(without("low"), without("high")), frictionless=ABSENT),
    loads("a column that is absent", without("outlet"), "figures.outlet", frictionless=ABSENT),
    loads("a column too many", column(lambda row: [*row, "x"]), "figures.x", frictionless=KEEPS),
    loads("a column with an accent", column(lambda row: [*row, "d\u00e9tail"]),
        "figures.d\u00e9tail", frictionless=KEEPS),
    loads("a column in another language", swap(",value,", ",Betrag,"), "figures.Betrag",
        frictionless=KEEPS),
    loads("a second note", column(lambda row: [*row, "note_2"]), "figures.note_2",
        frictionless=KEEPS),
    bad("a column renamed", swap(",value,", ",valeu,"), f"{F}:1 O1", '"valeu"',
        "is nearly the name of the column value"),
    bad("a column misspelt", swap(",repeats,", ",repeat,"), f"{F}:1 Z1", '"repeat"',
        "is nearly the name of the column repeats"),
    bad("a column of another table misspelt", swap(",observed_as,", ",observed-as,", QUANTITIES),
        f"{QUANTITIES}:1 K1", '"observed-as"', "is not a column", "rename it observed_as"),
    bad("a column that is added later", column(lambda row: [*row, "speaker"]), f"{F}:1 AC1",
        '"speaker"', "is the name of a column that is added later"),
    bad("a kind beside the quantities", column(lambda row: [*row, "kind"]), f"{F}:1 AC1",
        '"kind"', "is the name of a column that is added later"),
    bad("a column in capitals", swap(",value,", ",Value,"), f"{F}:1 O1", '"Value"',
        "is not a column", "rename it value"),
    bad("a column name with a space", swap(",value,", ",value ,"), f"{F}:1 O1", '"value "',
        "is not a column", "rename it value", frictionless=GUESSES),
    bad("a column again in capitals", column(lambda row: [*row, "Value"]), f"{F}:1 AC1",
        '"Value"', "differs only in case or spacing from the column value"),
    bad("a header in title case", text(lambda old: old.replace(HEADER, HEADER.title())), f"{F}:1",
        "", '8 names in the header are not columns of the schema: "Figure_Id"'),
    bad("a column twice", swap(",low,high,", ",low,low,"), f"{F}:1 Q1", '"low"',
        "is the name of two columns"),
    bad("a column added twice", column(lambda row: [*row, row[14]]), f"{F}:1 AC1", '"value"',
        "is the name of two columns"),
    loads("columns in another order", column(lambda row: row[::-1]), frictionless=ORDER),
    loads("rows in another order", rows(lambda old: [old[0], *sorted(old[1:])]), "figures.*"),
    bad("no header", text(lambda old: old.split("\n", 1)[1]), f"{F}:1 A1", '"nis-landing-ships"',
        "is not the header"),
    bad("a name lost from the header", swap(",low,high,", ",low,"), f"{F}:1", "",
        "has 27 cells, and every row has 28; missing: high"),
    bad("two names run together", swap(",low,high,", ",lowhigh,"), f"{F}:1", "",
        "has 27 cells, and every row has 28; missing: low, high"),
    bad("a short row", text(lambda old: old.replace(",three,3,,,,", ",three,3,,,", 1)), f"{F}:3 A3",
        '"nis-escort-ships"', "a row of 27 cells where the header has 28"),
    bad("a long row", text(lambda old: old.replace(",three,3,,,,", ",three,3,,,,,", 1)),
        f"{F}:3 A3",
        '"nis-escort-ships"', "a row of 29 cells where the header has 28"),
    bad("a row that breaks off", text(lambda old: old + "nis-x,000"), f"{F}:14 A14", '"nis-x"',
        "a row of 2 cells where the header has 28"),
    loads("a blank line", insert(5, ""), frictionless=STRICT),
    loads("blank lines at the end", data(lambda old: old + b"\n\n\n"), frictionless=STRICT),
    loads("a line of commas", insert(5, "," * 27), frictionless=STRICT),
    loads("a line of commas at the end", insert(14, "," * 27), frictionless=STRICT),
    bad("a mistake below a blank line", both(cell(8, "value", "12k"), insert(3, "")),
        f"{F}:9 O9 value", '"12k"', PLAIN),
    loads("empty columns on the right", column(lambda row: [*row, "", ""]), frictionless=STRICT),
    bad("a remark on the right", rows(lambda old: [[*r, "", "check" if i == 4 else ""]
        for i, r in enumerate(old)]), f"{F}:5 AD5", '"check"', "a column that has no name"),
    bad("a file without rows", text(lambda old: old.split("\n")[0] + "\n"), F, "",
        "has a header but no rows", frictionless=ONE_FORM),
    bad("sources without rows", text(lambda old: old.split("\n")[0] + "\n", SOURCES), SOURCES, "",
        "has a header but no rows"),
    bad("an empty file", data(lambda old: b""), F, "", "is empty", "restore its header line"),
    bad("a file of blank lines", data(lambda old: b"\n \n"), F, "", "is empty",
        "restore its header line"),
    bad("the header again in the middle", rows(lambda old: [*old[:5], old[0], *old[5:]]),
        f"{F}:6 A6", "", "repeats the header", "delete the row"),
    bad("a spreadsheet of Excel", data(lambda old: b"PK\x03\x04" + old), F, "",
        "is a spreadsheet, not a CSV", "open it in the spreadsheet"),
    bad("an old spreadsheet", data(lambda old: b"\xd0\xcf\x11\xe0" + old), F, "",
        "is a spreadsheet, not a CSV", "open it in the spreadsheet"),
    bad("a web page", data(lambda old: b"<!DOCTYPE html>\n<p>Not found</p>\n"), f"{F}:1 A1",
        '"<!DOCTYPE html>"', "is not the header"),
    bad("an unfinished merge", text(lambda old: old.replace("\n", "\n<<<<<<< HEAD\n", 1)),
        f"{F}:2", '"<<<<<<< HEAD"', "is left over from an unfinished merge"),
    bad("a merge marker left behind", insert(7, "======="), f"{F}:7", '"======="',
        "is left over from an unfinished merge"),
]  # fmt: skip


def number(name: str, value: str, words: str = PLAIN, shown: str = "", **more) -> Case:
    """A value that is written as nobody should, in the row of the sealift."""
    shown = shown or f'"{value}"'
    return bad(name, cell(4, "value", value), f"{F}:4 O4 value", shown, words, **more)


NUMBERS = [
    number("a value in thousands", "12k"),
    number("a point that may divide thousands", "1.500", "may be a decimal", frictionless=LENIENT),
    number("a decimal comma", "1500,0"),
    number("a negative value", "-5", "is below 0"),
    number("TRUE for a number", "TRUE"),
    number("inf", "inf"),
    number("nan", "nan"),
    number("a number in powers of ten", "1E+03", frictionless=LENIENT),
    number("NA", "NA"),
    number("a number with a plus", "+1500", frictionless=LENIENT),
    number("a number with a unit", "1500 soldiers"),
    number("a formula", "=1400+100"),
    number("a percentage", "15%"),
    number("an error of Excel", "#VALUE!"),
    number("a column too narrow for Excel", "####"),
    number("an underscore in a number", "1_500", frictionless=LENIENT),
    number("a hexadecimal number", "0x5DC"),
    number("digits of another script", "\u0661\u0665\u0660\u0660", frictionless=LENIENT),
    number("wide digits", "\uff11\uff15\uff10\uff10", frictionless=LENIENT),
    number("a letter O for a zero", "15O0"),
    number("a letter l for a one", "l500"),
    number("a number of 400 digits", "9" * 400, "is too large a number",
           f'"{"9" * 59}…" (400 characters)'),
    number("a value far too large", "1" + "0" * 16, "is above 1000000000000000"),
    number("a number with a no-break space", "1\u00a0500", shown='"1\\u00a0500"'),
    number("a value with a space before it", " 1500", "begins or ends with a space",
           fix='write "1500"', frictionless=LENIENT),
    number("a value with a no-break space after it", "1500\u00a0", "begins or ends with a space",
           shown='"1500\\u00a0"', fix='write "1500"', frictionless=LENIENT),
    number("a Unicode minus", "\u22125"),
    bad("a paragraph of 3.5", cell(4, "paragraph", "3.5"), f"{F}:4 C4 paragraph", '"3.5"',
        "is not a whole number"),
    bad("paragraph 0", cell(4, "paragraph", "0"), f"{F}:4 C4 paragraph", '"0"', "is below 1"),
    bad("a paragraph in Roman", cell(4, "paragraph", "III"), f"{F}:4 C4 paragraph", '"III"',
        "is not a whole number"),
    bad("a paragraph of 400 digits", cell(4, "paragraph", "9" * 400), f"{F}:4 C4 paragraph",
        f'"{"9" * 59}…" (400 characters)', "is not a whole number"),
    loads("decimals of zero", cell(4, "value", "1500.0")),
    loads("zeros in front", cell(4, "paragraph", "003")),
    loads("a decimal", both(cell(4, "wording", "1,500.5"), cell(4, "value", "1500.5")),
          "figures.wording", "figures.value", "figures.hedge"),
    loads("a wording in thousands", cell(8, "wording", "as many as 12k"), "figures.wording"),
    loads("a wording in words", cell(8, "wording", "as many as twelve thousand"),
          "figures.wording"),
]  # fmt: skip


def outlet(name: str, value: str, words: str, shown: str = "", fix: str = "", **more) -> Case:
    """A text that hides something, in the row of Budanov."""
    more.setdefault("frictionless", CHARACTERS)
    place = f"{F}:12 G12 outlet"
    return bad(name, cell(12, "outlet", value), place, shown or f'"{value}"', words, fix, **more)


STRAY = "holds a stray character"
TEXTS = [
    outlet("a no-break space", "The War\u00a0Zone", "a space that is not a plain one",
           '"The War\\u00a0Zone"', 'write "The War Zone"'),
    outlet("a zero-width space", "The War\u200b Zone", STRAY, '"The War\\u200b Zone"'),
    outlet("a joiner inside a word", "The War Zo\u200dne", STRAY, '"The War Zo\\u200dne"'),
    outlet("a soft hyphen", "The War Zo\u00adne", STRAY, '"The War Zo\\u00adne"'),
    outlet("a NUL", "The War\0Zone", STRAY, '"The War\\u0000Zone"'),
    outlet("a tab", "The War\tZone", STRAY, '"The War\\u0009Zone"'),
    outlet("a control character", "The War\x1bZone", STRAY, '"The War\\u001bZone"'),
    outlet("a bidirectional mark", "The \u202eWar Zone", STRAY, '"The \\u202eWar Zone"'),
    outlet("a byte order mark inside", "The \ufeffWar Zone", STRAY, '"The \\ufeffWar Zone"'),
    outlet("a filler that prints as nothing", "The War\u3164Zone", STRAY, '"The War\\u3164Zone"'),
    outlet("a look-alike letter", "The War Z\u043ene", "Cyrillic and Latin letters that look"),
    outlet("a space at the end", "The War Zone ", "begins or ends with a space",
           fix='write "The War Zone"'),
    outlet("a no-break space alone", "\u00a0", "begins or ends with a space", '"\\u00a0"',
           "leave it blank"),
    outlet("a cell of 200,000 characters", "x" * 200_000, "has 200,000 characters",
           f'"{"x" * 59}…" (200,000 characters)', frictionless=""),
    bad("a sentence for a wording", cell(4, "wording", "1,500 " + "of the soldiers " * 20),
        f"{F}:4 N4 wording", '"1,500 of the soldiers of the soldiers of the soldiers of th…" '
        "(326 characters)", "has 326 characters; 200 are allowed"),
    bad("a look-alike letter in a name", cell(4, "speaker_id", "n\u0456s"), f"{F}:4 D4 speaker_id",
        '"n\u0456s"', "letters that look alike"),
    loads("spaces in a blank cell", cell(4, "origin_id", "  "), frictionless=LENIENT),
    loads("a name of 10,000 characters", cell(12, "outlet", "x" * 10_000), "figures.outlet"),
    loads("emoji", cell(12, "outlet", "The \U0001f469\u200d\U0001f680 Zone"), "figures.outlet"),
    loads("right-to-left text", cell(12, "outlet", "\u05d9\u05d5\u05e0\u05d4\u05d0\u05e4"),
          "figures.outlet"),
    loads("Persian with its joiners", cell(12, "outlet",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647"),
          "figures.outlet"),
    loads("letters with separate accents", cell(12, "outlet", "Cafe\u0301"), "figures.outlet"),
    loads("a no-break space in a number", cell(4, "wording", "around 1\u00a0500"),
          "figures.wording"),
    loads("French spaces in a note", cell(4, "note", "\u00ab\u00a0environ\u00a0\u00bb"),
          "figures.note"),
    loads("a formula in a note", cell(4, "note", '=HYPERLINK("x")'), "figures.note"),
    loads("mark-up in a note", cell(4, "note", "<script>alert(1)</script>"), "figures.note"),
    loads("NA in a text", cell(4, "place", "NA"), "figures.place"),
    loads("a replacement for a comma", cell(4, "area", "Russia, Far East"), "figures.area"),
]  # fmt: skip


def day(name: str, value: str, words: str = DAY, fix: str = "", **more) -> Case:
    """A day that is written as nobody should, in the row of the sealift."""
    place = f"{F}:4 S4 reported_on"
    return bad(name, cell(4, "reported_on", value), place, f'"{value}"', words, fix, **more)


DAYS = [
    day("a day as Excel shows a fraction", "Feb-25", frictionless=LENIENT),
    day("a serial day", "45583", "serial number"),
    day("day or month first", "10/08/2024", frictionless=LENIENT),
    day("a day that is not in the calendar", "2024-02-30", "is not a day of the calendar"),
    day("a month 13", "2024-13-01", "is not a day of the calendar"),
    day("a day with points", "18.10.2024", frictionless=LENIENT),
    day("a day with slashes", "2024/10/18", fix="write 2024-10-18", frictionless=LENIENT),
    day("a day without its zeros", "2024-10-8", fix="write 2024-10-08", frictionless=LENIENT),
    day("a day with a time", "2024-10-18 00:00:00", fix="write 2024-10-18", frictionless=LENIENT),
    day("a day in words", "18 October 2024", frictionless=LENIENT),
    loads("a year alone", cell(4, "reported_on", "2024"), "figures.reported_on",
          "figures.reported_until"),
    loads("a month alone", cell(4, "reported_on", "2024-10"), "figures.reported_on",
          "figures.reported_until"),
    loads("a period of a month", both(cell(4, "event_from", "2024-10"), cell(
          4, "event_to", "2024-10")), "figures.event_from", "figures.event_from_until",
          "figures.event_to"),
    day("a month 13 alone", "2024-13", "is not a day of the calendar"),
    day("a month before its year", "10-2024", frictionless=LENIENT),
    day("a year of two digits", "24", frictionless=LENIENT),
    day("the year nought", "0000", "is not a day of the calendar"),
    day("a day in a document's row, cut short", "2024-1", frictionless=LENIENT),
    day("a day of two digits", "24-10-18", frictionless=LENIENT),
    day("a day in the far future", "2999-01-01", "lies in the future", frictionless=CROSS),
    day("a day in the future", "2099-01-01", "lies in the future", frictionless=CROSS),
    loads("days long ago", rows(lambda old: [[cell.replace("2024-1", "1862-1") for cell in row]
          for row in old]), "figures.reported_on", "figures.reported_until", "figures.event_from",
          "figures.event_from_until", "figures.event_to"),
    bad("a blank day", cell(4, "reported_on", ""), f"{F}:4 S4 reported_on", '""', "is blank"),
    day("a day after the document", "2024-10-19", "is after the document's own day, 2024-10-18",
        frictionless=CROSS),
    bad("a document's day a year too early", cell(2, "published_on", "2023-10-18", DOCUMENTS),
        "documents.csv:2 F2 published_on", '"2023-10-18"', "12 of its 12 figures were said after",
        frictionless=CROSS),
    bad("a document from the future", cell(2, "published_on", "2094-10-18", DOCUMENTS),
        "documents.csv:2 F2 published_on", '"2094-10-18"', "lies in the future",
        frictionless=CROSS),
    bad("a document read before its day", cell(2, "accessed_on", "2024-01-18", DOCUMENTS),
        "documents.csv:2 H2 accessed_on", '"2024-01-18"', "is before the day of its publication",
        frictionless=CROSS),
    loads("a period in the future", cell(12, "event_to", "2099-11-01"), "figures.event_to"),
]  # fmt: skip

WORDS = [
    bad("a stance that is none", cell(4, "stance", "says"), f"{F}:4 I4 stance", '"says"',
        "is not one of asserts, cannot_confirm, denies"),
    bad("a stance in capitals", cell(4, "stance", "Asserts"), f"{F}:4 I4 stance", '"Asserts"',
        "is not one of", "write asserts"),
    bad("a stance with a look-alike letter", cell(4, "stance", "\u0430sserts"), f"{F}:4 I4 stance",
        '"\u0430sserts"', "letters that look alike"),
    bad("a blank speaker", cell(4, "speaker_id", ""), f"{F}:4 D4 speaker_id", '""', "is blank"),
    bad("yes for true", cell(2, "named", "yes", SOURCES), f"{SOURCES}:2 F2 named", '"yes"',
        "is neither true nor false"),
    bad("an id in capitals", cell(4, "figure_id", "NIS-Sealift"), f"{F}:4 A4 figure_id",
        '"NIS-Sealift"', "is not a name in lower-case letters, digits and hyphens"),
    bad("an id with a space", cell(4, "figure_id", "nis sealift"), f"{F}:4 A4 figure_id",
        '"nis sealift"', "is not a name in lower-case letters"),
    bad("an id of Cyrillic letters", cell(4, "figure_id", "\u0441\u043e\u0441"),
        f"{F}:4 A4 figure_id", '"\u0441\u043e\u0441"', "spelt out, it is '\\u0441"),
    bad("a status where nothing is asserted", cell(13, "status", "observed"), f"{F}:13 K13 status",
        '"observed"', "where nothing is asserted", frictionless=CROSS),
    bad("a language in full", cell(2, "language", "English", DOCUMENTS),
        "documents.csv:2 E2 language", '"English"', "is not a code of two lower-case letters"),
    loads("TRUE and FALSE", text(lambda old: old.replace("true", "TRUE").replace("false", "FALSE"),
          SOURCES)),
]  # fmt: skip

KEYS = [
    bad("an id twice", cell(3, "figure_id", "nis-landing-ships"), f"{F}:3 A3 figure_id",
        '"nis-landing-ships"', "stands in line 2 already"),
    bad("a row pasted twice", text(lambda old: old + old.split("\n")[3] + "\n"),
        f"{F}:14 A14 figure_id",
        '"nis-sealift"', "stands in line 4 already"),
    bad("an id twice but for a space", cell(3, "figure_id", "nis-landing-ships "),
        f"{F}:3 A3 figure_id", '"nis-landing-ships "', "begins or ends with a space",
        'write "nis-landing-ships"'),
    bad("a source twice", cell(3, "source_id", "nis", SOURCES), f"{SOURCES}:3 A3 source_id",
        '"nis"', "stands in line 2 already"),
    bad("a document twice but for its case", text(lambda old: old + old.split("\n")[1].replace(
        DOCUMENT, DOCUMENT.upper()) + "\n", DOCUMENTS), "documents.csv:3 A3 document_id",
        f'"{DOCUMENT.upper()}"', "differs only in case or spacing", frictionless=ONE_FORM),
    bad("a rule twice", cell(3, "hedge", "bare", RULES), f"{RULES}:3 B3 hedge", '"bare"',
        "stands in line 2 already, with the same rule_set"),
    bad("names that differ in case, without tables", both(gone(SOURCES, QUANTITIES), cell(
        4, "speaker_id", "NIS")), f"{F}:4 D4 speaker_id", '"NIS"',
        'differs only in case or spacing from "nis" in line 2'),
    bad("a speaker without a row", cell(4, "speaker_id", "kcna"), f"{F}:4 D4 speaker_id", '"kcna"',
        "is not a source_id of sources.csv"),
    bad("a speaker mistyped", cell(10, "speaker_id", "zelenski"), f"{F}:10 D10 speaker_id",
        '"zelenski"', 'the nearest there is "zelensky"'),
    bad("a speaker in capitals", cell(4, "speaker_id", "NIS"), f"{F}:4 D4 speaker_id", '"NIS"',
        "is not a source_id", "write nis"),
    bad("a source renamed", cell(6, "source_id", "dia", SOURCES), f"{F}:10 F10 possible_origin_id",
        '"diu"', "3 cells name it"),
    bad("a source's id left blank", cell(6, "source_id", "", SOURCES), f"{SOURCES}:6 A6 source_id",
        '""', "is blank"),
    bad("a source's id in capitals", cell(6, "source_id", "DIU", SOURCES),
        f"{SOURCES}:6 A6 source_id", '"DIU"', "is not a name in lower-case letters"),
    bad("an organisation without a row", cell(9, "organisation_id", "nate", SOURCES),
        f"{SOURCES}:9 C9 organisation_id", '"nate"', 'the nearest there is "nato"'),
    bad("a quantity without a row", cell(4, "quantity_id", "soldiers"), f"{F}:4 M4 quantity_id",
        '"soldiers"', "is not a quantity_id of quantities.csv"),
    bad("a whole without a row", cell(4, "part_of", "arrived", QUANTITIES),
        f"{QUANTITIES}:4 L4 part_of", '"arrived"', "is not a quantity_id"),
    bad("a document without a row", cell(4, "document_id", "001"), f"{F}:4 B4 document_id",
        '"001"', "is not a document_id of documents.csv", frictionless=CROSS),
    bad("a figure that replaces none", cell(10, "supersedes", "zelensky-old"),
        f"{F}:10 Y10 supersedes", '"zelensky-old"', "is not a figure_id"),
    bad("a figure replaced twice", both(cell(3, "supersedes", "nis-landing-ships"), cell(
        4, "supersedes", "nis-landing-ships"), cell(3, "quantity_id", "landing_ships"), cell(
        4, "quantity_id", "landing_ships")), f"{F}:4 Y4 supersedes", '"nis-landing-ships"',
        "stands in line 3 already"),
    bad("a figure that replaces itself", cell(4, "supersedes", "nis-sealift"),
        f"{F}:4 Y4 supersedes",
        '"nis-sealift"', "leads in a circle: nis-sealift > nis-sealift", frictionless=CROSS),
    bad("a figure that replaces another speaker's", cell(10, "supersedes", "nis-source-total"),
        f"{F}:10 Y10 supersedes", '"nis-source-total"',
        "is of another speaker, organisation and origin", frictionless=CROSS),
    bad("a figure that replaces another quantity's", cell(4, "supersedes", "nis-landing-ships"),
        f"{F}:4 Y4 supersedes", '"nis-landing-ships"', "is a figure of another quantity",
        frictionless=CROSS),
    bad("a figure that replaces a later one", both(cell(3, "quantity_id", "landing_ships"), cell(
        3, "supersedes", "nis-landing-ships"), cell(3, "reported_on", "2024-10-17")),
        f"{F}:3 Y3 supersedes", '"nis-landing-ships"', "was said later, on 2024-10-18",
        frictionless=CROSS),
    bad("two figures that replace each other", both(cell(3, "quantity_id", "landing_ships"), cell(
        3, "supersedes", "nis-landing-ships"), cell(2, "supersedes", "nis-escort-ships"),
        cell(3, "reported_on", "2024-10-17")), f"{F}:2 Y2 supersedes", '"nis-escort-ships"',
        "leads in a circle", frictionless=CROSS),
    bad("a part of itself", cell(2, "part_of", "soldiers_sealifted", QUANTITIES),
        f"{QUANTITIES}:2 L2 part_of", '"soldiers_sealifted"',
        "leads in a circle: soldiers_committed", frictionless=CROSS),
    bad("drawn from itself", cell(9, "drawn_from", "soldiers_first_kursk", QUANTITIES),
        f"{QUANTITIES}:9 N9 drawn_from", '"soldiers_first_kursk"', "leads in a circle",
        frictionless=CROSS),
    bad("an organisation in a circle", cell(2, "organisation_id", "nis_source", SOURCES),
        f"{SOURCES}:2 C2 organisation_id", '"nis_source"', "leads in a circle",
        frictionless=CROSS),
    bad("a part in another unit", cell(10, "part_of", "soldiers_arrived", QUANTITIES),
        f"{QUANTITIES}:10 L10 part_of", '"soldiers_arrived"', "is counted in soldiers",
        frictionless=CROSS),
    bad("a paragraph that the document does not have", cell(4, "paragraph", "10"),
        f"{F}:4 C4 paragraph", '"10"', "is above 9, the last one by documents.csv",
        frictionless=CROSS),
    bad("a document with too few paragraphs", cell(2, "paragraphs", "2", DOCUMENTS),
        "documents.csv:2 J2 paragraphs", '"2"', "12 of its 12 figures stand below",
        frictionless=CROSS),
]  # fmt: skip


FOLLOWING = [
    loads("a figure that replaces one of its organisation", both(cell(5, "quantity_id",
        "soldiers_committed"), cell(5, "supersedes", "nis-source-total")), "figures.quantity_id",
        "figures.supersedes"),
    loads("a figure that replaces one of its origin", both(cell(12, "quantity_id",
        "officers_embedded"), cell(12, "supersedes", "diu-officers")), "figures.quantity_id",
        "figures.supersedes"),
    loads("a figure that tells another again", cell(8, "repeats", "zelensky-total"),
        "figures.repeats"),
    loads("a figure that tells a repeat again", both(cell(8, "repeats", "zelensky-total"), cell(
        5, "quantity_id", "soldiers_committed"), cell(5, "repeats", "nis-source-total")),
        "figures.quantity_id", "figures.repeats"),
    bad("a figure that tells none again", cell(8, "repeats", "zelensky"), f"{F}:8 Z8 repeats",
        '"zelensky"', 'the nearest there is "zelensky-total"'),
    bad("a figure that tells itself again", cell(8, "repeats", "nis-source-total"),
        f"{F}:8 Z8 repeats", '"nis-source-total"', "leads in a circle", frictionless=CROSS),
    bad("two figures that tell each other again", both(cell(8, "repeats", "zelensky-total"), cell(
        10, "repeats", "nis-source-total")), f"{F}:8 Z8 repeats", '"zelensky-total"',
        "leads in a circle: nis-source-total > zelensky-total > nis-source-total",
        frictionless=CROSS),
    bad("a figure that tells another quantity's again", cell(8, "repeats", "nis-sealift"),
        f"{F}:8 Z8 repeats", '"nis-sealift"', "is a figure of another quantity, soldiers_sealifted",
        frictionless=CROSS),
    bad("a figure that replaces what it tells again", both(cell(5, "quantity_id",
        "soldiers_committed"), cell(5, "supersedes", "nis-source-total"), cell(
        5, "repeats", "nis-source-total")), f"{F}:5 Z5 repeats", '"nis-source-total"',
        "is what this row supersedes", frictionless=CROSS),
    loads("a position that ended", cell(8, "stands_until", "2024-10-25"), "figures.stands_until"),
    loads("a position that ended in its month", cell(8, "stands_until", "2024-10"),
        "figures.stands_until"),
    bad("a position that ended on no day", cell(8, "stands_until", "soon"),
        f"{F}:8 AA8 stands_until", '"soon"', DAY),
    bad("a position that ended on two days", cell(8, "stands_until", "2024-10-20; 2024-10-21"),
        f"{F}:8 AA8 stands_until", '"2024-10-20; 2024-10-21"', DAY, frictionless=LENIENT),
    bad("a position that will end", cell(8, "stands_until", "2999-01-01"),
        f"{F}:8 AA8 stands_until", '"2999-01-01"', "lies in the future; blank while",
        frictionless=CROSS),
    bad("a figure that tells two again", cell(8, "repeats", "zelensky-total; nis-sealift"),
        f"{F}:8 Z8 repeats", '"zelensky-total; nis-sealift"', "is not a figure_id"),
    bad("the end of a position misspelt", swap(",stands_until,", ",stand_until,"), f"{F}:1 AA1",
        '"stand_until"', "is nearly the name of the column stands_until"),
    bad("what is denied misspelt", swap(",stance_on,", ",stance_of,"), f"{F}:1 J1",
        '"stance_of"', "is nearly the name of the column stance_on"),
    bad("an origin that is a number", cell(8, "origin_id", "3"), f"{F}:8 E8 origin_id", '"3"',
        "is not a source_id of sources.csv"),
    bad("a possible origin that is none", cell(8, "possible_origin_id", "nobody"),
        f"{F}:8 F8 possible_origin_id", '"nobody"', "is not a source_id of sources.csv"),
    bad("a position that ended before it was taken", cell(8, "stands_until", "2024-10-17"),
        f"{F}:8 AA8 stands_until", '"2024-10-17"', "is before it was said, on 2024-10-18",
        frictionless=CROSS),
    bad("a position that ended in a month before it", cell(8, "stands_until", "2024-09"),
        f"{F}:8 AA8 stands_until", '"2024-09"', "is before it was said, on 2024-10-18",
        frictionless=CROSS),
    loads("a denial of a number", both(cell(10, "stance", "denies"), cell(10, "status", ""), cell(
        10, "stance_on", "number")), "figures.stance", "figures.status", "figures.stance_on"),
    bad("what is asserted of the number", cell(10, "stance_on", "number"), f"{F}:10 J10 stance_on",
        '"number"', "goes with a stance that is cannot_confirm or denies", frictionless=CROSS),
    bad("a denial with a capital", cell(13, "stance_on", "Fact"), f"{F}:13 J13 stance_on",
        '"Fact"', "is not one of number, fact", "write fact"),
    bad("a denial of something else", cell(13, "stance_on", "date"), f"{F}:13 J13 stance_on",
        '"date"', "is not one of number, fact"),
    bad("an observation of what was to come", cell(4, "event_to", "2024-10-19"),
        f"{F}:4 V4 event_to", '"2024-10-19"', "is after it was said, on 2024-10-18",
        frictionless=CROSS),
    bad("an observation of next month", cell(4, "event_to", "2024-11"), f"{F}:4 V4 event_to",
        '"2024-11"', "is after it was said, on 2024-10-18", frictionless=CROSS),
    loads("an observation of its own year", cell(4, "event_to", "2024"), "figures.event_to"),
    loads("an observation said in a month", both(cell(4, "reported_on", "2024-10"), cell(
        4, "event_to", "2024-10-30")), "figures.reported_on", "figures.reported_until",
        "figures.event_to"),
    loads("an observation whose stage is not recorded", both(cell(4, "event_to", "2024-10-19"),
        cell(4, "status", "")), "figures.event_to", "figures.status"),
    loads("what is not recorded", both(cell(4, "quoted", ""), cell(4, "stance", ""), cell(
        4, "status", ""), cell(4, "evidence", ""), cell(4, "reported_on_basis", "")),
        "figures.quoted", "figures.status", "figures.evidence", "figures.reported_on_basis"),
    bad("a row that says nothing", both(cell(5, "stance", ""), cell(5, "status", "")),
        f"{F}:5 A5 figure_id", '"nis-next-sealift"', "says nothing: it needs a number",
        frictionless=CROSS),
]  # fmt: skip

Q = QUANTITIES
COUNTED = [
    loads("a kind that is not recorded", cell(4, "kind", "", Q), "quantities.kind"),
    bad("a kind that is none", cell(4, "kind", "sum", Q), f"{Q}:4 E4 kind", '"sum"',
        "is not one of total, stock, flow, cumulative"),
    loads("a start of a running total", cell(3, "starts_on", "2024", Q), "quantities.starts_on",
        "quantities.starts_until"),
    bad("a start of a level", cell(5, "starts_on", "2024-10-01", Q), f"{Q}:5 F5 starts_on",
        '"2024-10-01"', "goes with the kind cumulative, and the kind is stock",
        frictionless=CROSS),
    bad("a start of no kind", both(cell(3, "starts_on", "2024-10-01", Q), cell(3, "kind", "", Q)),
        f"{Q}:3 F3 starts_on", '"2024-10-01"', "the kind is not recorded", frictionless=CROSS),
    loads("a tolerance of half a day", cell(4, "tolerance_days", "0.5", Q),
        "quantities.tolerance_days"),
    bad("a tolerance below none", cell(4, "tolerance_days", "-1", Q), f"{Q}:4 G4 tolerance_days",
        '"-1"', "is below 0"),
    bad("a tolerance in words", cell(4, "tolerance_days", "a week", Q),
        f"{Q}:4 G4 tolerance_days", '"a week"', PLAIN),
    bad("a kind of unit that is none", cell(4, "unit_kind", "people", Q), f"{Q}:4 H4 unit_kind",
        '"people"', "is not one of count, percent, money, measure"),
    loads("parts that add up", cell(4, "parts", "disjoint", Q), "quantities.parts"),
    bad("a part of nothing", cell(2, "parts", "disjoint", Q), f"{Q}:2 M2 parts", '"disjoint"',
        "goes with part_of, which is blank", frictionless=CROSS),
    bad("parts that are none", cell(4, "parts", "half", Q), f"{Q}:4 M4 parts", '"half"',
        "is not one of overlapping, disjoint, complete"),
    bad("complete parts with a capital", cell(4, "parts", "Complete", Q), f"{Q}:4 M4 parts",
        '"Complete"', "is not one of overlapping, disjoint, complete", "write complete"),
    bad("a kind with a capital", cell(4, "kind", "Total", Q), f"{Q}:4 E4 kind", '"Total"',
        "is not one of total, stock, flow, cumulative", "write total"),
    bad("a start in words", cell(3, "starts_on", "spring", Q), f"{Q}:3 F3 starts_on",
        '"spring"', DAY),
    bad("a tolerance that is no number", cell(4, "tolerance_days", "nan", Q),
        f"{Q}:4 G4 tolerance_days", '"nan"', PLAIN),
    bad("a quantity without a unit", cell(4, "unit", "", Q), f"{Q}:4 C4 unit", '""', "is blank"),
    loads("a noun for one alone", cell(4, "one", "soldier", Q), "quantities.one"),
    bad("a start misspelt", swap("starts_on", "start_on", Q), f"{Q}:1 F1", '"start_on"',
        "is nearly the name of the column starts_on"),
    bad("a printed name misspelt", swap("printed_as", "print_as", SOURCES), f"{SOURCES}:1 I1",
        '"print_as"', "is nearly the name of the column printed_as"),
    loads("a source in the plural", cell(2, "plural", "true", SOURCES), "sources.plural"),
    bad("a plural in words", cell(2, "plural", "many", SOURCES), f"{SOURCES}:2 H2 plural",
        '"many"', "is neither true nor false"),
    bad("a kind of source that is none", cell(2, "kind", "agency", SOURCES),
        f"{SOURCES}:2 G2 kind", '"agency"', "is not one of person, body, group, text"),
]  # fmt: skip


def curated(
    name: str, hedge: str, wording: str, value: str, place: str, shown: str, words: str
) -> Case:
    """A hedge that the curator filled in, with a note, in the row of the NIS source."""
    change = both(cell(8, "hedge", hedge), *(
        [cell(8, "wording", wording)] if wording != "as many as 12,000" else []
    ), *([cell(8, "value", value)] if value != "12000" else []))  # fmt: skip
    return bad(name, change, f"{F}:8 {place}", shown, words, frictionless=CROSS)


READINGS = [
    bad("a value mistyped", cell(4, "value", "1600"), f"{F}:4 O4 value", '"1600"',
        'the wording "around 1,500" prints 1,500 here', frictionless=CROSS),
    bad("a wording mistyped", cell(12, "wording", "3,600"), f"{F}:12 O12 value", '"2600"',
        'the wording "3,600" prints 3,600', frictionless=CROSS),
    loads("a value left to its wording", cell(4, "value", "")),
    loads("a range left to its wording", both(cell(4, "wording", "1,000 to 2,000"), cell(
          4, "value", "")), "figures.wording", "figures.value", "figures.low", "figures.high",
          "figures.hedge"),
    bad("a value beside a range left out", both(cell(4, "wording", "1,500 (1,000 to 2,000)"), cell(
        4, "low", "1000"), cell(4, "high", "2000"), cell(4, "value", "")), f"{F}:4 O4 value", "",
        "prints 1,500 here", frictionless=CROSS),
    loads("a value without a wording", cell(5, "value", "900"), "figures.value", "figures.hedge"),
    loads("a range without a wording", both(cell(5, "low", "900"), cell(5, "high", "1000")),
          "figures.low", "figures.high", "figures.hedge"),
    loads("a value and its range without a wording", both(cell(5, "value", "950"), cell(
          5, "low", "900"), cell(5, "high", "1000")), "figures.value", "figures.low",
          "figures.high", "figures.hedge"),
    loads("a hedge without a wording", both(cell(5, "value", "900"), cell(5, "hedge", "at_least")),
          "figures.value", "figures.hedge"),
    loads("no wordings at all", without("wording"), "figures.wording", "figures.hedge",
          frictionless=ABSENT),
    bad("a low without a wording", cell(5, "low", "900"), f"{F}:5 P5 low", '"900"',
        "without a wording it goes with high", frictionless=CROSS),
    bad("a high without a wording", cell(5, "high", "900"), f"{F}:5 Q5 high", '"900"',
        "without a wording it goes with low", frictionless=CROSS),
    bad("a hedge of ranges for a value", both(cell(5, "value", "900"), cell(5, "hedge", "between")),
        f"{F}:5 R5 hedge", '"between"', "goes with low and high", frictionless=CROSS),
    bad("a hedge of no number for a value", both(cell(5, "value", "900"), cell(
        5, "hedge", "unknown")), f"{F}:5 R5 hedge", '"unknown"', "goes with no number",
        frictionless=CROSS),
    bad("a value for an unknown number", cell(11, "value", "0"), f"{F}:11 O11 value", '"0"',
        "prints none here", frictionless=CROSS),
    bad("a wording that a spreadsheet made a day of", cell(4, "wording", "Feb-25"),
        f"{F}:4 N4 wording",
        '"Feb-25"', "holds no number that can be read", frictionless=CROSS),
    bad("a wording without a number", cell(5, "wording", "soldiers"), f"{F}:5 N5 wording",
        '"soldiers"', "holds no number that can be read", frictionless=CROSS),
    bad("a wording of two numbers", cell(4, "wording", "1,500 of 12,000"), f"{F}:4 N4 wording",
        '"1,500 of 12,000"', 'can be read with certainty, for "12,000" in it;', frictionless=CROSS),
    bad("a range put into the value", both(cell(4, "wording", "1,000 to 2,000"), cell(
        4, "low", "1000"), cell(4, "high", "2000")),
        f"{F}:4 O4 value", '"1500"', "prints none here", frictionless=CROSS),
    bad("bounds that nobody stated", cell(4, "low", "1350"), f"{F}:4 P4 low", '"1350"',
        "prints none here", frictionless=CROSS),
    bad("bounds swapped", both(cell(4, "wording", "between 8,500 and 9,000"), cell(4, "value", ""),
        cell(4, "low", "9000"), cell(4, "high", "8500")), f"{F}:4 P4 low", '"9000"',
        "is above high, 8,500", frictionless=CROSS),
    bad("a period swapped", both(cell(4, "event_from", "2024-10-13"), cell(
        4, "event_to", "2024-10-08")), f"{F}:4 U4 event_from", '"2024-10-13"',
        "is after event_to, 2024-10-08", frictionless=CROSS),
    curated("a hedge that contradicts the wording", "at_least", "as many as 12,000", "12000",
            "R8 hedge", '"at_least"', "is read as up_to; leave it blank"),
    curated("a hedge that needs two bounds", "between", "zwischen 10 und 12 Tausend", "12000",
            "R8 hedge", '"between"', "goes with low and high"),
    curated("a number where the hedge has none", "vague", "mehrere", "12000",
            "R8 hedge", '"vague"', "goes with no number"),
    curated("a curated value mistyped", "up_to", "bis zu 12.000", "13000",
            "O8 value", '"13000"', "is not printed by the wording"),
    curated("a curated value of another size", "up_to", "jusqu'\u00e0 12 000", "1200",
            "O8 value", '"1200"', "is not printed by the wording"),
    bad("a hedge without a wording or a number", cell(5, "hedge", "about"), f"{F}:5 R5 hedge",
        '"about"', "goes with value", frictionless=CROSS),
    bad("a hedge without a note", both(cell(8, "hedge", "up_to"), cell(8, "note", "")),
        f"{F}:8 R8 hedge", '"up_to"', "needs a note", frictionless=CROSS),
    bad("a hedge that is none", cell(8, "hedge", "up to"), f"{F}:8 R8 hedge", '"up to"',
        "is not one of bare"),
    loads("a range", both(cell(4, "wording", "1,000 to 2,000"), cell(4, "value", ""),
          cell(4, "low", "1000"), cell(4, "high", "2000")), "figures.wording", "figures.value",
          "figures.low", "figures.high", "figures.hedge"),
    loads("a wording in another language", both(cell(8, "wording", "bis zu 12.000"), cell(
          8, "hedge", "up_to")), "figures.wording"),
    loads("a hedge in agreement with the wording", cell(8, "hedge", "up_to")),
    loads("a vague wording", both(cell(8, "wording", "tens of thousands"), cell(8, "value", "")),
          "figures.wording", "figures.value", "figures.hedge", "figures.vague_word"),
]  # fmt: skip


def rule(rule_set: str, hedge: str) -> int:
    """Return the line of a reading."""
    header, *rules = _kept(DATA / RULES, "rule_set", RULE_SETS)
    assert header[:2] == ["rule_set", "hedge"]
    return 2 + [row[:2] for row in rules].index([rule_set, hedge])


ROUNDED, DOZENS = rule("rounding", "about"), rule("airwars", "dozens")
RULE_MISTAKES = [
    bad("a hedge of a rule set mistyped", cell(3, "hedge", "abuot", RULES), f"{RULES}:3 B3 hedge",
        '"abuot"', "the nearest class is about", frictionless=CROSS),
    bad("a rule left out", text(lambda old: old.replace(old.split("\n")[2] + "\n", "", 1), RULES),
        f"{RULES}:2 A2 rule_set", '"literal"', "does not say how to read about",
        frictionless=CROSS),
    bad("a fraction in per cent", cell(ROUNDED, "low", "10", RULES),
        f"{RULES}:{ROUNDED} D{ROUNDED} low", '"10"', "is a fraction in this reading",
        frictionless=CROSS),
    bad("a reading without its parameter", cell(ROUNDED, "low", "", RULES),
        f"{RULES}:{ROUNDED} C{ROUNDED} reading", '"half_unit"', "goes with low",
        frictionless=CROSS),
    bad("a reading with a parameter too many", cell(2, "low", "1", RULES), f"{RULES}:2 C2 reading",
        '"exact"', "goes with neither low nor high", frictionless=CROSS),
    bad("a fixed reading swapped", both(cell(DOZENS, "low", "24", RULES), cell(
        DOZENS, "high", "12", RULES)), f"{RULES}:{DOZENS} D{DOZENS} low", '"24"',
        "is above high, 12", frictionless=CROSS),
    loads("a fraction of three decimals", cell(ROUNDED, "low", "0.125", RULES), "hedge_rules.low"),
]  # fmt: skip

SCHEMAS = [
    bad("a schema that is not JSON", data(lambda old: b"{" + old, SCHEMA), f"{SCHEMA}:1", "",
        "is not JSON",
        "restore it"),
    bad("a schema half merged", insert(4, "<<<<<<< HEAD", SCHEMA), f"{SCHEMA}:4", "", "is not JSON",
        "restore it"),
    bad("a schema that is a list", data(lambda old: b"[]", SCHEMA), SCHEMA, "",
        "is not a data package that describes tables", "restore it"),
    bad("a schema of nulls", schema(lambda package: package["resources"][0].update(schema=None)),
        SCHEMA, "", "is not a data package that describes tables", "restore it"),
    bad("a schema in Latin 1", text(lambda old: old.replace("Stable", "\u00c9table"), SCHEMA,
        "latin-1"),
        SCHEMA, "", "is not a data package", "restore it"),
    bad("a type that is not read", schema(lambda package: field(package, "sources", "role").update(
        type="geopoint")), f"{SCHEMA}: sources.role", "", "has the type geopoint"),
    bad("a value described as text", schema(lambda package: field(
        package, "reported_figures", "value").update(type="string", constraints={})),
        f"{SCHEMA}: reported_figures.value", "", "has to be of type number", frictionless=OWN),
    bad("a speaker described as optional", schema(lambda package: field(
        package, "reported_figures", "speaker_id")["constraints"].pop("required")),
        f"{SCHEMA}: reported_figures.speaker_id", "", "has to be required", frictionless=OWN),
    bad("a column not described", schema(lambda package: package["resources"][1]["schema"][
        "fields"].pop(1)), f"{SCHEMA}: sources.name", "", "is not described"),
    bad("a pattern that is none", schema(lambda package: field(
        package, "sources", "role").update(constraints={"pattern": "["})),
        f"{SCHEMA}: sources.role", "", "has a pattern that cannot be used"),
    bad("an enum of numbers", schema(lambda package: field(
        package, "sources", "role").update(constraints={"enum": [1, 2]})),
        f"{SCHEMA}: sources.role", "", "has an enum that is not a list of texts"),
    bad("a length of nothing", schema(lambda package: field(
        package, "sources", "role").update(constraints={"maxLength": 0})),
        f"{SCHEMA}: sources.role", "", "has a maxLength that is not a positive number"),
    bad("a minimum that is no number", schema(lambda package: field(
        package, "reported_figures", "low").update(constraints={"minimum": "none"})),
        f"{SCHEMA}: reported_figures.low", "", "has a minimum that is no number",
        frictionless=OWN),
    bad("a format of days", schema(lambda package: field(
        package, "reported_figures", "event_to").update(format="%d/%m/%Y")),
        f"{SCHEMA}: reported_figures.event_to", "", "has the format %d/%m/%Y, which is not read"),
    bad("a reference to no table", schema(lambda package: package["resources"][0]["schema"][
        "foreignKeys"][0]["reference"].update(resource="people")),
        f"{SCHEMA}: reported_figures.speaker_id", "", "refers to people, which has no schema"),
    loads("a column of one's own", both(schema(lambda package: package["resources"][0]["schema"][
        "fields"].append({"name": "weather", "type": "string"})), column(
        lambda row: [*row, "weather" if row[0] == "figure_id" else "rain"])), "figures.weather"),
    loads("a blank of one's own", both(schema(lambda package: package["resources"][0]["schema"]
          .update(missingValues=["", "n/a"])), cell(4, "low", "n/a"))),
    loads("keys written as lists", schema(lambda package: package["resources"][0]["schema"].update(
          foreignKeys=[{"fields": ["speaker_id"], "reference": {"resource": "sources",
          "fields": ["source_id"]}}], primaryKey=["figure_id"]))),
]  # fmt: skip

FILES = [
    loads("no schema of its own", gone(SCHEMA), frictionless=ABSENT),
    loads("no hedge rules of its own", gone(RULES), frictionless=ABSENT),
    loads("no sources", gone(SOURCES), "sources.*", frictionless=ABSENT),
    loads("no quantities", gone(QUANTITIES), "quantities.*", frictionless=ABSENT),
    loads("no documents", gone(DOCUMENTS), "documents.*", frictionless=ABSENT),
    bad("a table that is a broken link", lambda ledger: (
        (ledger / FIGURES).rename(ledger / "x.csv"), (ledger / FIGURES).symlink_to("x")),
        "data", "", "no reported_figures.csv in it"),
    bad("a mistake in each of two tables", both(cell(4, "value", "12k"), cell(2, "named", "yes",
        SOURCES)), f"{F}:4 O4 value", '"12k"', PLAIN)._replace(problems=(
            Expected(f"{F}:4 O4 value", '"12k"', PLAIN),
            Expected(f"{SOURCES}:2 F2 named", '"yes"', "is neither true nor false"))),
    bad("two mistakes in a row", both(cell(4, "value", "12k"), cell(4, "stance", "says")), "", "",
        "")._replace(problems=(
            Expected(f"{F}:4 I4 stance", '"says"', "is not one of"),
            Expected(f"{F}:4 O4 value", '"12k"', PLAIN))),
]  # fmt: skip

CASES = [
    *ENCODINGS, *LINE_ENDS, *DELIMITERS, *QUOTING, *SHAPE, *NUMBERS, *TEXTS, *DAYS, *WORDS, *KEYS,
    *FOLLOWING, *COUNTED, *READINGS, *RULE_MISTAKES, *SCHEMAS, *FILES,
]  # fmt: skip
