"""Show how a wording or a sentence is read: each number in it, its class, hedge and value."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reported_figures.documents.paragraphs import COUNTS
from reported_figures.documents.prose import find

NUMBERS = ("value", "low", "high")


def readings(texts: Iterable[str]) -> Iterator[str]:
    """Yield each text with its numbers as one JSON object a line.

    ``class`` is ``figure``, ``money`` or ``percentage``, or why the number counts nothing;
    ``hedge`` is the class of its hedge, ``none`` where it is not understood; what is not known is
    ``null``.

    >>> print(*readings(["around 1,500 people"]))
    {"text": "around 1,500 people", "numbers": [{"token": "1,500", "class": "figure", \
"hedge": "about", "value": 1500.0, "low": null, "high": null}]}
    """
    for text in texts:
        yield json.dumps({"text": text, "numbers": [*map(_number, find(text))]}, ensure_ascii=False)


def _number(found: Any) -> dict[str, Any]:
    counts = found.kind in COUNTS
    named = {"token": found.token, "class": found.kind}
    named["hedge"] = found.reading.hedge if counts else None
    return named | {name: getattr(found.reading, name) if counts else None for name in NUMBERS}
