"""Read a table of someone else's, as text: CSV, TSV, JSON, or what pandas reads."""

import csv
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reported_figures.errors import ReadableError
from reported_figures.formats import short_path
from reported_figures.ledger.characters import visible
from reported_figures.ledger.mapping import IN_BRACES


class TableError(ReadableError):
    """A table that cannot be read."""


@dataclass(frozen=True)
class Line:
    """A row of the table: where it stands, its cells, and from which column of the file each is."""

    number: int
    cells: dict[str, str]
    of: dict[str, str] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """Return what a text of the mapping is in this row."""
        return self.cells[text] if text in self.cells else self.filled(text)

    def filled(self, text: str) -> str:
        """Return a text with what stands in the columns that it has in braces."""
        return IN_BRACES.sub(lambda found: self.cells[found[1]], text)


def read_table(path: Path) -> list[Line]:
    """Return the rows of a table, each cell as its text: CSV, TSV, JSON, or what pandas reads."""
    try:
        if path.suffix.lower() in (".csv", ".tsv", ".txt", ""):
            return _read_csv(path)
        if path.suffix.lower() == ".json":
            return _read_json(path)
        return _read_other(path)
    except OSError as error:
        reason = error.strerror or str(error)
    except UnicodeDecodeError:
        reason = "it is not in UTF-8; save it as CSV in UTF-8"
    except (ValueError, csv.Error, ImportError) as error:
        reason = str(error).splitlines()[0]
    raise TableError(f"{short_path(path)}: {reason}.")


def _read_csv(path: Path) -> list[Line]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = file.readline()
        file.seek(0)
        mark = max(",;\t|", key=header.count)
        reader = csv.reader(file, delimiter=mark, strict=True)
        names = [name.strip() for name in next(reader, [])]
        if twice := [name for name, count in Counter(names).items() if count > 1 and name]:
            raise ValueError(f"two columns are called {visible(twice[0])}")
        lines, start = [], reader.line_num + 1
        for cells in reader:
            if any(map(str.strip, cells)):
                if len(cells) != len(names):
                    raise ValueError(
                        f"line {start} has {len(cells)} cells, and the header {len(names)}"
                    )
                pairs = zip(names, (cell.strip() for cell in cells), strict=True)
                lines.append(Line(start, {name: cell for name, cell in pairs if name}))
            start = reader.line_num + 1
        return lines


def _read_json(path: Path) -> list[Line]:
    records = json.loads(path.read_text(encoding="utf-8"), parse_float=str, parse_int=str)
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise ValueError("it is no list of records, each with its columns by name")
    names = list(dict.fromkeys(name for one in records for name in one))
    return [
        Line(number, {name: _json_text(one.get(name)) for name in names})
        for number, one in enumerate(records, 1)
    ]


def _json_text(value: Any) -> str:
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _read_other(path: Path) -> list[Line]:
    import pandas as pd

    readers = {
        **dict.fromkeys((".xlsx", ".xls", ".ods"), pd.read_excel),
        **{".parquet": pd.read_parquet, ".dta": pd.read_stata, ".sav": pd.read_spss},
    }
    if path.suffix.lower() not in readers:
        raise ValueError(f"tables in {path.suffix} are not known; save it as CSV")
    frame = readers[path.suffix.lower()](path)
    records = json.loads(frame.to_json(orient="records", date_format="iso"), parse_float=str)
    return [
        Line(number, {str(name): _json_text(value) for name, value in one.items()})
        for number, one in enumerate(records, 2)
    ]
