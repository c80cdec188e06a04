"""Begin a ledger: a folder with its tables, one row filled in each as an example."""

import csv
from pathlib import Path

from reported_figures import EXAMPLE
from reported_figures.errors import ReadableError
from reported_figures.formats import short_path
from reported_figures.ledger.csv_text import write_csv
from reported_figures.ledger.references import FIGURES
from reported_figures.ledger.schemas import project_schemas

TABLES = (FIGURES, "sources", "quantities", "documents")
README = "README.md"
NEXT = """\
# A ledger of reported figures

One row of `reported_figures.csv` is one number, or one position without a number, as one source
gave it in one document. The row in each table is an example: type over it, or delete it once you
have your own.

1. `documents.csv`: a row for each text that you read, with its title, publisher, address and day.
2. `sources.csv`: a row for each person or body that gives a number.
3. `quantities.csv`: a row for each thing that is counted. `kind` says how it lives in time:
   `total` (of a whole matter), `stock` (on a day), `flow` (in a period) or `cumulative` (since a
   start).
4. `reported_figures.csv`: `wording` is the number as printed, with its hedge ("about 1,500");
   `value`, `low` and `high` are what that wording prints, or blank. Only `figure_id`, `speaker_id`,
   `quantity_id`, `reported_on` and a number or a stance are needed; a blank cell means that it is
   not recorded.

What each column holds stands in `docs/columns.md` of the suite. Then, from this folder:

    reported-figures check .
    reported-figures report --ledger .

From an article, a row for each of its numbers, with what this ledger knows of it:

    reported-figures draft article.txt --ledger . --write --published 2025-03-15
"""


class FolderError(ReadableError):
    """A folder in which no ledger can be begun."""


def new_ledger(folder: Path) -> list[Path]:
    """Write an empty ledger with one example row in each table, and return its files.

    Refused with :class:`FolderError`: a folder that has one of these files already, which nothing
    overwrites, and one that cannot be written to.
    """
    files = [folder / name for name in (*(f"{table}.csv" for table in TABLES), README)]
    if there := [file.name for file in files if file.exists()]:
        raise FolderError(
            f"{short_path(folder)}: {there[0]} is there already, and nothing is overwritten. Name "
            "another folder."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            with (EXAMPLE / f"{table}.csv").open(encoding="utf-8", newline="") as rows:
                first = next(csv.DictReader(rows))
            names = [field["name"] for field in project_schemas()[table]["fields"]]
            write_csv(folder / f"{table}.csv", names, [first])
        (folder / README).write_text(NEXT, encoding="utf-8")
    except OSError as error:
        raise FolderError(f"{short_path(folder)}: {error.strerror or error}.") from None
    return files
