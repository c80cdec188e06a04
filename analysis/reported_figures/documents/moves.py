"""Follow a document's numbers: to where they stand in a changed text, and out of the ledger."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from reported_figures.documents.additions import csv_text
from reported_figures.documents.inventory import ASIDE, FIGURE, OTHER, Claims
from reported_figures.documents.paragraphs import Text
from reported_figures.documents.texts import Place, numbers_of
from reported_figures.files import write_together
from reported_figures.reading.numerals import normalise

Cells = dict[str, str]


class Moves(NamedTuple):
    """Where the numbers of a document's inventory stand now, by where they stood."""

    document_id: str
    places: dict[Place, Place]
    paragraphs: dict[str, int]
    text: Text

    def follow(self, paragraph: str) -> str:
        """Return where most of a paragraph's numbers stand now: where it has none, where it was."""
        now = Counter(
            new[0] for old, new in self.places.items() if str(old[0]) == paragraph.strip()
        )
        return str(now.most_common(1)[0][0]) if now else paragraph

    @property
    def count(self) -> int:
        """How many numbers stand elsewhere now."""
        return sum(old != new for old, new in self.places.items())


def moves(claims: Claims, text: Text) -> Moves:
    """Return where each number of an inventory stands in a text, as far as it is there.

    Numbers keep their order: those that are the same are matched as a comparison of two versions of
    a text would. What is not there any more keeps its place, and the audit names it.
    """
    rows = sorted(claims.numbers, key=lambda row: _place(row.values))
    found = sorted(numbers_of(text).items())
    old = [normalise(row.values["token"]) for row in rows]
    new = [normalise(number.token) for _, number in found]
    places: dict[Place, Place] = {}
    paragraphs: dict[str, int] = {}
    for first, second, length in SequenceMatcher(None, old, new, False).get_matching_blocks():
        for row, (place, _) in zip(rows[first : first + length], found[second:], strict=False):
            places[_place(row.values)] = place
            if row.values["fate"] == FIGURE:
                paragraphs.setdefault(row.values.get("figure_id") or "", place[0])
    return Moves(claims.document_id, places, paragraphs, text)


def _place(values: dict) -> Place:
    return values["paragraph"], values["position"]


def write_moves(found: Iterable[Moves], documents: Path, figures: Path, numbers: Path) -> None:
    """Write the places of numbers and figures, and what each text is, into three tables."""
    by_document = {one.document_id: one for one in found}

    def of_number(row: Cells, one: Moves) -> Cells:
        place = int(row["paragraph"]), int(row["position"])
        return dict(zip(("paragraph", "position"), one.places.get(place, place), strict=True))

    def of_figure(row: Cells, one: Moves) -> Cells:
        paragraph = one.paragraphs.get(row["figure_id"]) or one.follow(row["paragraph"])
        return {"paragraph": f"{paragraph}"}

    def of_document(row: Cells, one: Moves) -> Cells:
        return {"sha256": one.text.sha256, "paragraphs": f"{len(one.text.paragraphs)}"}

    tables = {documents: of_document, figures: of_figure, numbers: of_number}
    write_together({path: _changed(path, by_document, change) for path, change in tables.items()})


def let_go(claims: Claims) -> set[str]:
    """Return the figures that numbers of a document are tied to, and whose rows were deleted.

    Where a figure of the same paragraph has no number, a name may be mistyped: none is let go.
    """
    known = {row.values["figure_id"] for row in claims.figures.rows}
    tied = {row.values.get("figure_id"): row.values["paragraph"] for row in claims.numbers}
    doubtful = {
        row.values.get("paragraph")
        for row in claims.own_figures()
        if row.values.get("wording") and row.values["figure_id"] not in tied
    }
    gone = {name: at for name, at in tied.items() if name and name not in known}
    return {name for name, at in gone.items() if at not in doubtful}


def write_aside(gone: dict[str, set[str]], numbers: Path) -> None:
    """Set the numbers aside whose figures are gone, by document, as of another matter."""

    def aside(row: Cells, names: set[str]) -> Cells:
        found = row["fate"] == FIGURE and row["figure_id"] in names
        return {"fate": ASIDE, "figure_id": "", "reason": OTHER} if found else {}

    write_together({numbers: _changed(numbers, gone, aside)})


def _changed(
    path: Path, by_document: dict[str, Any], change: Callable[[Cells, Any], Cells]
) -> bytes:
    """Return a table's file with other cells in the rows of some documents."""
    reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    rows = []
    for row in reader:
        one = by_document.get(row.get("document_id", ""))
        new = change(row, one) if one else {}
        rows.append(row | {name: cell for name, cell in new.items() if name in row})
    return csv_text(list(reader.fieldnames or []), rows, True).encode()
