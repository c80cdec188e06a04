"""Pictures that a notebook's text shows, put into the page itself: attached ones and files."""

import base64
import re
from collections.abc import Mapping
from html import escape, unescape
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote

LARGEST = 5_000_000  # bytes of a picture in a page that is sent by mail
_TAG = re.compile(r"<img\b[^>]*>", re.I)
_ATTRIBUTE = re.compile(r"\s(src|alt|width|height)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)


def embedded(html: str, folder: str = "", attachments: Mapping[str, Mapping] | None = None) -> str:
    """Return HTML whose pictures stand in it: those of the cell, and files in ``folder``.

    A picture that is not there, lies outside the folder or is larger than 5 MB is its text.

    >>> attached = {"a b.png": {"image/png": "AAAA"}}
    >>> embedded('<img src="attachment:a%20b.png" alt="a map">', attachments=attached)
    '<img src="data:image/png;base64,AAAA" alt="a map">'
    >>> embedded('<img src="none.png" alt="a map">', ".")
    'a map'
    """

    def shown(tag: re.Match[str]) -> str:
        found = {m[1].lower(): unescape(m[2] or m[3] or "") for m in _ATTRIBUTE.finditer(tag[0])}
        place = found.pop("src", "")
        if place.startswith("attachment:"):
            data = _attached(place.removeprefix("attachment:"), attachments or {})
        else:
            data = place if place.startswith("data:") else _of_file(unquote(place), folder)
        if not data.startswith("data:image/"):
            return escape(found.get("alt", ""))
        return (
            "".join([f'<img src="{data}"', *(f' {n}="{escape(v)}"' for n, v in found.items())])
            + ">"
        )

    return _TAG.sub(shown, html)


def _attached(name: str, attachments: Mapping[str, Mapping]) -> str:
    kinds = attachments.get(name) or attachments.get(unquote(name)) or {}
    return next((f"data:{kind};base64,{''.join(data)}" for kind, data in kinds.items()), "")


def _of_file(place: str, folder: str) -> str:
    """Return a picture file as the address that holds it, or a blank."""
    kind, _ = guess_type(place)
    if not folder or ":" in place or not (kind or "").startswith("image/"):
        return ""
    own = Path(folder).resolve()
    path = (own / place).resolve()
    if not path.is_relative_to(own) or not path.is_file() or path.stat().st_size > LARGEST:
        return ""
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
