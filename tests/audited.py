"""Ledgers to audit: one of a letter written here, and the article's, whose text may be at hand."""

import csv
import hashlib
import os
import shutil
from pathlib import Path
from typing import NamedTuple

from bad_ledgers import DOCUMENT, build
from reported_figures import SEEDS

ASKED = os.environ.get("SEEDS_TEXTS")
_PATH = Path(ASKED or SEEDS) / f"{DOCUMENT}.txt"
ARTICLE_TEXT = _PATH if _PATH.is_file() else None  # the article, where its text is at hand

LETTER = """Ferries to stop on 2 May

The line said around 900 of its 35 boats\u2019 crews would strike, and that 12 had left.
A second strike may follow. Between 40 and 60 pilots, it added, fly the Be-200.
An unknown number of guests \u2014 around 900, one paper has it \u2014 will wait until 2 June 2031.
"""
FIGURES = """figure_id,paragraph,quantity_id,wording,value,low,high
crew,2,crew,around 900,900,,
boats,2,boats,35,35,,
left,2,crew,12,12,,
next-strike,3,strikes,,,,
pilots,3,pilots,Between 40 and 60,,40,60
guests,4,guests,An unknown number,,,
"""
SAID = {  # the same in each row of the ledger
    "document_id": "letter",
    "speaker_id": "line",
    "quoted": "paraphrase",
    "stance": "asserts",
    "reported_on": "2021-05-01",
    "reported_on_basis": "stated",
}
NUMBERS = """document_id,paragraph,position,token,fate,figure_id,reason,note
letter,1,20,2,set_aside,,date,
letter,2,22,900,figure,crew,,
letter,2,33,35,figure,boats,,
letter,2,72,12,figure,left,,
letter,3,3,second,set_aside,next-strike,ordinal,
letter,3,37,40,figure,pilots,,
letter,3,44,60,figure,pilots,,
letter,3,76,200,set_aside,,designation,
letter,4,4,unknown number,figure,guests,,
letter,4,38,900,set_aside,crew,duplicate,
letter,4,43,one,set_aside,,other_matter,
letter,4,78,2,set_aside,,date,
letter,4,85,2031,set_aside,,date,
"""


class Audited(NamedTuple):
    """A ledger with its inventory and text, and figures of it for a test to spoil."""

    ledger: Path
    texts: Path
    document: str
    hedged: str  # the figure_id of a number with "around"
    plain: str  # of one without a hedge, and its wording
    wording: str
    tied: str  # of a position on whose row a number that was set aside bears

    def file(self, name: str) -> Path:
        folder = self.ledger if name == "reported_figures" else self.ledger.parent / "seeds"
        return folder / f"{name}.csv"

    def edit(self, name: str, change) -> None:
        """Replace the rows of a table by what ``change`` makes of each; ``None`` removes it."""
        with self.file(name).open(encoding="utf-8", newline="") as file:
            rows = [row for row in map(change, csv.DictReader(file)) if row]
        with self.file(name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def letter(folder: Path) -> Audited:
    """Write the ledger, the inventory and the text of a document made up for the tests."""
    (folder / "data").mkdir()
    (folder / "seeds").mkdir()
    (folder / "seeds" / "letter.txt").write_text(LETTER, encoding="utf-8")
    digest = hashlib.sha256(LETTER.encode()).hexdigest()
    documents = f"document_id,title,sha256,paragraphs\nletter,A letter,{digest},4\n"
    (folder / "seeds" / "documents.csv").write_text(documents)
    (folder / "seeds" / "numbers.csv").write_text(NUMBERS)
    names = ("letter", "crew", "left", "12", "next-strike")
    made = Audited(folder / "data", folder / "seeds", *names)
    made.file("reported_figures").write_text(FIGURES)
    made.edit("reported_figures", lambda row: row | SAID)
    return made


def article(folder: Path) -> Audited:
    """Copy the ledger and the inventory of the article; its text stays where it is."""
    ledger = build(folder)
    shutil.copy(SEEDS / "numbers.csv", folder / "seeds")
    names = ("nis-sealift", "zelensky-total", "10,000", "nis-next-sealift")
    made = Audited(ledger, Path(ASKED or SEEDS), DOCUMENT, *names)
    made.edit("numbers", lambda row: row if row["document_id"] == DOCUMENT else None)
    return made
