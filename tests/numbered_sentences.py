"""Read the sentences of tests/sentences, with the numbers that a reader finds in them."""

import re
from pathlib import Path
from typing import NamedTuple

SENTENCES = Path(__file__).parent / "sentences"


class Expected(NamedTuple):
    """A number that a sentence prints: its place, what it is, its hedge and its value."""

    start: int
    end: int
    kind: str
    hedge: str = ""
    value: float | None = None


def read_sentences(name: str) -> list[tuple[str, list[Expected]]]:
    """Return each sentence of a file with its numbers, in order."""
    read: list[tuple[str, list[Expected]]] = []
    for line in (SENTENCES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            sentence, numbers = read[-1]
            numbers.append(_expected(sentence, numbers[-1].end if numbers else 0, line.strip()))
        elif line and not line.startswith("#"):
            read.append((line, []))
    return read


def _expected(sentence: str, position: int, label: str) -> Expected:
    token, _, rest = label.rpartition(": ")
    kind, hedge, value = (*rest.split(), "", "")[:3]
    begun = "[a-z]" if token.isalpha() else "[0-9]"  # it does not end a longer word or number
    whole = re.compile(rf"(?<!{begun}){re.escape(token)}(?![0-9])", re.IGNORECASE)
    place = whole.search(sentence, position)
    assert place, f"{token!r} does not stand in {sentence!r}"
    return Expected(*place.span(), kind, hedge, float(value) if value else None)
