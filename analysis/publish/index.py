"""The page that leads to the reports of a folder."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from analysis.publish.files import write_whole
from analysis.publish.manifest import Record

NAME = "index.html"


def write_index(out: Path, records: Sequence[Record]) -> Path:
    """Write a folder's index page: every report in it, and what became of each."""
    from analysis.publish.html import index_page

    write_whole(out / NAME, index_page([_card(out, record) for record in records]))
    return out / NAME


def _card(out: Path, record: Record) -> dict[str, Any]:
    """Return what the page shows of one report; its links are relative, so the folder can move."""
    parts = {"page": ".html", "notebook": ".ipynb", "picture": ".png", "partial": ".failed.ipynb"}
    places = {part: out / f"{record.name}{ending}" for part, ending in parts.items()}
    links = {part: quote(place.name) if place.exists() else "" for part, place in places.items()}
    made = datetime.fromisoformat(record.finished) if record.finished else None
    return {
        **links,
        "error": record.error,
        "parameters": record.parameters,
        "made": f"Made {made:%Y-%m-%d %H:%M} UTC." if made else "",
        "title": record.title or record.name,
        "finding": record.finding,
        "alt": record.alt,
    }
