"""Markdown and HTML of notebooks: rendered, made harmless, read as plain text; with pictures."""

import base64
import io
import re
import zipfile
from collections.abc import Mapping
from html import escape, unescape
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote

import bleach
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TEXT = "a abbr b blockquote br caption code del details div em h1 h2 h3 h4 h5 h6 hr i li ol p pre"
MORE = "q s small span strong sub summary sup table tbody td tfoot th thead tr u ul"
TAGS = frozenset(f"{TEXT} {MORE} dl dt dd figure figcaption img".split())
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*\Z")
UNSEEN = re.compile(r'<img(?![^>]* src="data:)[^>]*>')  # its source was no picture in the page
UNREAD = re.compile(r"<(script|style|template|title|iframe|object)\b.*?</\1\s*>", re.S | re.I)
ATTRIBUTES = {
    "*": ["class", "id", "lang", "dir", "title"],
    "a": lambda _, name, value: name == "href" and not re.match(r"\s*data\s*:", value, re.I),
    "img": lambda _, name, value: (
        name in ("alt", "width", "height") or (name == "src" and bool(PICTURE.match(value)))
    ),
    "td": ["colspan", "rowspan", "headers"],
    "th": ["colspan", "rowspan", "scope"],
    "ol": ["start"],
    "details": ["open"],
}
PROTOCOLS = frozenset({"http", "https", "mailto", "data"})  # data: only of a picture in the page
CODES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LINK = re.compile(r"\[([^\]]*)\]\(([\w-]+)\.ipynb(#[^)\s]*)?\)")  # to a notebook beside this one
CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.S)


def markdown(source: str) -> str:
    """Return Markdown as HTML, in which whatever markup it holds is still live.

    >>> markdown("Around **1,500**")
    '<p>Around <strong>1,500</strong></p>\\n'
    """
    renderer = Renderer(escape=False, exclude_anchor_links=True)
    return MarkdownWithMath(renderer=renderer).render(source)


class Renderer(IPythonRenderer):
    """Jupyter's own, but a picture keeps its address, even if what was attached is lost."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return super(IPythonRenderer, self).image(text, url, title)


def seen(html: str) -> str:
    """Return HTML without elements whose content nobody reads: styles, scripts and the like.

    >>> seen("<style scoped>td { top: 0 }</style><td>1,500</td>")
    '<td>1,500</td>'
    """
    return UNREAD.sub("", html)


def to_reports(source: str, reports: Mapping[str, str]) -> str:
    """Return Markdown whose links to notebooks lead to their reports; without one, they are text.

    >>> to_reports("[How much?](estimates.ipynb) [Why?](why.ipynb)", {"estimates": "estimates--1"})
    '[How much?](estimates--1.html) Why?'
    """

    def linked(link: re.Match[str]) -> str:
        words, notebook, place = link[1], link[2], link[3] or ""
        return f"[{words}]({reports[notebook]}.html{place})" if notebook in reports else words

    return LINK.sub(linked, source)


def clean(html: str) -> str:
    """Return HTML with only what marks up text and tables, and with links to the web alone.

    >>> clean('<b onclick="x()">1,500</b><script>x()</script> <a href="javascript:x()">NIS</a>')
    '<b>1,500</b> <a>NIS</a>'
    """
    shown = bleach.clean(
        seen(html), tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True
    )
    return UNSEEN.sub("", shown)


def words(html: str) -> str:
    """Return the text of HTML in one line; what is no markup of texts and tables is text, too.

    >>> words("<p>From <b>10,000</b>\\nto <what>?</p>")
    'From 10,000 to <what>?'
    """
    known = bleach.clean(html, tags=TAGS, attributes={})
    return " ".join(unescape(bleach.clean(known, tags=[], strip=True)).split())


def plain(text: str) -> str:
    """Return text without the codes that colour it in a terminal.

    >>> plain("\\x1b[31mnot known\\x1b[0m")
    'not known'
    """
    return CODES.sub("", text)


def caption(html: str) -> str:
    """Return the text of a table's caption, or blank.

    >>> caption("<table><caption>One row is <b>one</b> figure.</caption></table>")
    'One row is one figure.'
    """
    found = CAPTION.search(html)
    return words(found[1]) if found else ""


LARGE = 100_000  # bytes of a file to take along, above which it is packed
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


def taken_along(data: bytes | str, name: str, kind: str) -> tuple[str, str]:
    """Return under which name and address a page holds a file: a large one in a ZIP archive.

    >>> taken_along("a,b", "table-1.csv", "text/csv")
    ('table-1.csv', 'data:text/csv;base64,YSxi')
    """
    data = data.encode() if isinstance(data, str) else data
    if len(data) > LARGE:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # the same each time
        name, kind, data = f"{Path(name).stem}.zip", "application/zip", archive.getvalue()
    return name, f"data:{kind};base64,{base64.b64encode(data).decode()}"
