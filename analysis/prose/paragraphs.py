"""Read a document's text: its paragraphs, each also in a folded form that rules are written for."""

import hashlib
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from analysis.errors import ReadableError
from analysis.wording.numerals import MARKS, VULGAR

_PIECE = re.compile(
    r"(?P<dash>[\u2014\u2015])|(?P<space>\s+)|(?P<part>(?<=[0-9])[\u00bc-\u00be])|."
)
_DASHES = re.compile("--+|.", re.S)


class TextError(ReadableError):
    """A document's text that is not there or cannot be read."""


class Text(NamedTuple):
    """A document's paragraphs, its lines that are not empty, and the SHA-256 of its file."""

    paragraphs: tuple[str, ...]
    sha256: str


class Folded(NamedTuple):
    """A paragraph as it is printed, and with one kind of space, dash and apostrophe.

    ``lower`` is what :func:`analysis.wording.normalise` returns, ``cased`` the same with its
    capitals, character by character; ``places`` says where each character stands in the paragraph.
    """

    printed: str
    lower: str
    cased: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the paragraph a piece of the folded text stands."""
        return self.places[start], self.places[end - 1] + 1

    def piece(self, start: int, end: int) -> str:
        """Return a piece of the folded text as the paragraph prints it."""
        return self.printed[slice(*self.span(start, end))]


def read_text(path: Path) -> Text:
    """Return a document's text. Refused with :class:`TextError`: no such file, or not in UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TextError(f"{path}: {error.strerror}.") from None
    try:
        lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} is not UTF-8; save the text as UTF-8"
        raise TextError(f"{path}: {reason}.") from None
    paragraphs = tuple(line for line in lines if line.strip())
    if not paragraphs:
        raise TextError(f"{path}: the text is empty.")
    return Text(paragraphs, hashlib.sha256(data).hexdigest())


def fold(paragraph: str) -> Folded:
    """Return a paragraph folded, with the place of each character.

    >>> folded = fold("Up to  12\\u2009000\\u2014or \\u2018so\\u2019")
    >>> folded.lower, folded.span(6, 12)
    ("up to 12 000 - or ‘so'", (7, 13))
    """
    pieces = [(c, match.start()) for match in _PIECE.finditer(paragraph) for c in _plain(match)]
    lower, cased, places = [], [], []
    for run in _DASHES.finditer("".join(character for character, _ in pieces)):
        for character in " - " if run[0][1:] else run[0].translate(MARKS):
            if character == " " and (not cased or cased[-1] == " "):
                continue
            small = character.casefold()
            lower += small
            cased += character if len(small) == 1 else small
            places += [pieces[run.start()][1]] * len(small)
    return Folded(paragraph, "".join(lower), "".join(cased), tuple(places))


def _plain(match: re.Match) -> str:
    """Return what one piece of a text folds to, capitals kept."""
    if match.lastgroup:
        return {"dash": " - ", "space": " ", "part": VULGAR.get(match[0], "")}[match.lastgroup]
    character = match[0]
    if unicodedata.category(character) == "Cf":
        return ""
    raised = character.isnumeric() and not character.isdecimal()
    return character if raised else unicodedata.normalize("NFKC", character)
