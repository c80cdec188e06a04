"""Pictures that a notebook's text shows, put into the page itself: attached ones and files."""

import base64
import re
from collections.abc import Mapping
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote

LARGEST = 5_000_000  # bytes of a picture in a page that is sent by mail
_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)>\s]+)>?(?:\s+[\"'][^\"')]*[\"'])?\s*\)")


def embedded(source: str, attachments: Mapping[str, Mapping[str, str]], folder: str) -> str:
    """Return Markdown whose pictures stand in it: those of the cell, and files in ``folder``.

    A picture that is not there, lies outside the folder or is larger than 5 MB is its text.

    >>> embedded("![a map](attachment:a.png)", {"a.png": {"image/png": "AAAA"}}, "")
    '![a map](data:image/png;base64,AAAA)'
    >>> embedded("![a map](none.png)", {}, ".")
    'a map'
    """

    def shown(picture: re.Match[str]) -> str:
        words, place = picture[1], unquote(picture[2])
        if place.startswith("data:image/"):
            return picture[0]
        if place.startswith("attachment:"):
            kinds = attachments.get(place.removeprefix("attachment:"), {})
            data = next((f"{kind};base64,{''.join(data)}" for kind, data in kinds.items()), "")
        else:
            data = _of_file(place, folder)
        return f"![{words}](data:{data})" if data.startswith("image/") else words

    return _PICTURE.sub(shown, source)


def _of_file(place: str, folder: str) -> str:
    """Return a picture file as what stands behind ``data:``, or a blank."""
    kind, _ = guess_type(place)
    if not folder or ":" in place or not (kind or "").startswith("image/"):
        return ""
    own = Path(folder).resolve()
    path = (own / place).resolve()
    if not path.is_relative_to(own) or not path.is_file() or path.stat().st_size > LARGEST:
        return ""
    return f"{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
