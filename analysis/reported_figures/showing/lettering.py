"""Text made safe to show, and measured and wrapped for charts.

Labels come from hand-edited cells, so anything may stand in them. Nothing here raises or warns.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

UNSHOWN = "\ufffd"  # stands for a character that cannot be shown
DIRECTION_MARKS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FONT = "DejaVu Sans"  # comes with matplotlib, so that a picture is the same everywhere
DPI = 144


def printable(text: object) -> str:
    """Return a text on one line, with a visible sign for each character that would do harm.

    Those are control characters, marks that turn the direction of the text, and lone surrogates.
    Of marks that are stacked on a letter two are kept.

    >>> printable("10,000\\x00 people\\n in total ")
    '10,000\\ufffd people in total'
    """
    line = re.sub(r"\s+", " ", str(text)).strip()
    if line.isascii() and line.isprintable():
        return line
    shown, stacked = [], 0
    for char in line:
        category = unicodedata.category(char)
        stacked = stacked + 1 if category in ("Mn", "Me") else 0
        if category in ("Cc", "Cs") or char in DIRECTION_MARKS:
            shown.append(UNSHOWN)
        elif stacked <= 2:
            shown.append(char)
    return "".join(shown)


def shorten(text: object, most: int) -> str:
    """Return a printable text of at most ``most`` characters, with an ellipsis where it is cut.

    >>> shorten("people in shelters of the city", 21)
    'people in shelters…'
    """
    line = printable(str(text)[: 8 * most])
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    word = cut.rfind(" ")
    return (cut[:word] if word > most * 0.6 else cut).rstrip(" ,;:") + "…"


def drawable(text: object, most: int = 160) -> str:
    """Return a shortened text in which only characters stand that a font here can draw.

    >>> drawable("\\uf000 up to 12,000")  # of private use
    '\\ufffd up to 12,000'
    """
    line = "".join(c for c in shorten(text, most) if unicodedata.category(c) != "Cf")
    return "".join(c if _family(c) else UNSHOWN for c in line)


def missing(text: str) -> list[str]:
    """Return the characters of a text that no font here can draw, each once.

    >>> missing("12,000 or \\U0010fffd")
    ['\\U0010fffd']
    """
    return [c for c in dict.fromkeys(text) if unicodedata.category(c) != "Cf" and not _family(c)]


def families(text: str) -> list[str]:
    """Return the fonts that a text is drawn in: the charts' own, and those for what it lacks.

    >>> families("12,000")
    ['DejaVu Sans']
    """
    return list(dict.fromkeys([FONT, *filter(None, map(_family, text))]))


def _family(char: str) -> str:
    """Return the font that draws a character: the charts' own, else one of the system, or none.

    One of private use is no one's letter: two files of one font draw it as two signs, or not.
    """
    if unicodedata.category(char) == "Co":
        return ""
    return FONT if ord(char) in _glyphs() else _others().get(ord(char), "")


@lru_cache(maxsize=1)
def _others() -> dict[int, str]:
    """Return for each code point the first font of the system, by name, that has it.

    Those that come with matplotlib are for formulas, or draw a box for everything. Of two files of
    one name matplotlib takes one, so only what both have counts, and nothing of the charts' own.
    """
    from matplotlib import font_manager, get_data_path

    fonts: dict[str, set[str]] = {}
    for font in font_manager.fontManager.ttflist:
        if (font.style, font.weight) == ("normal", 400) and font.name != FONT:
            fonts.setdefault(font.name, set()).add(font.fname)
    found: dict[int, str] = {}
    for name, paths in sorted(fonts.items()):
        of_matplotlib = any(path.startswith(get_data_path()) for path in paths)
        if not of_matplotlib and not name.startswith((".", "Last")):
            codes = set.intersection(*(set(_codes(path)) for path in paths))
            found = dict.fromkeys(codes, name) | found
    return found


def _codes(path: str) -> Iterable[int]:
    """Return the code points of a font; one that cannot be read has none."""
    from matplotlib import font_manager

    try:
        return font_manager.get_font(path).get_charmap()
    except (OSError, RuntimeError):
        return ()


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    """Return the code points that the font has in both weights."""
    from matplotlib import font_manager

    fonts = [
        font_manager.get_font(
            font_manager.findfont(font_manager.FontProperties(family=FONT, weight=weight))
        )
        for weight in ("normal", "bold")
    ]
    return frozenset(set(fonts[0].get_charmap()) & set(fonts[1].get_charmap()))


def width(line: str, size: float, weight: str = "normal") -> float:
    """Return how wide a line is drawn, in inches.

    No word changes the width of its neighbours, so each is measured but once.

    >>> width("12,000", 20) > width("12,000", 10) > 0
    True
    """
    words = line.split(" ")
    spaces = (len(words) - 1) * _drawn_width(" ", size, weight)
    return sum(_drawn_width(word, size, weight) for word in words) + spaces


@lru_cache(maxsize=20_000)
def _drawn_width(text: str, size: float, weight: str) -> float:
    from matplotlib.font_manager import FontProperties

    if text == " ":  # a space at the end of a text has no ink, and is not measured
        return _drawn_width("a a", size, weight) - 2 * _drawn_width("a", size, weight)
    properties = FontProperties(family=families(text), size=size, weight=weight)
    return _renderer().get_text_width_height_descent(text, properties, False)[0] / DPI


@lru_cache(maxsize=1)
def _renderer():
    from matplotlib.backends.backend_agg import RendererAgg

    return RendererAgg(1, 1, DPI)


def wrap(text: str, room: float, size: float, weight: str = "normal") -> list[str]:
    """Return the lines of a text, each at most ``room`` inches wide; a longer word is broken.

    >>> wrap("people in shelters", 1.0, 10)
    ['people in', 'shelters']
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if width(joined, size, weight) <= room:
            lines[-1:] = [joined]
        else:
            lines += _broken(word, room, size, weight)
    return lines


def clip(line: str, room: float, size: float, weight: str = "normal") -> str:
    """Return a line that is cut, with an ellipsis, where it is wider than ``room`` inches.

    >>> clip("people in shelters", 0.8, 10)
    'people in…'
    """
    if width(line, size, weight) <= room:
        return line
    ends = range(1, len(line))
    fits = bisect_right(ends, room, key=lambda end: width(line[:end] + "…", size, weight))
    return line[:fits].rstrip(" ,;:") + "…"


def _broken(word: str, room: float, size: float, weight: str) -> list[str]:
    """Return a word in pieces that fit; at least one character stands in each."""
    pieces = []
    while word:
        ends = range(2, len(word) + 1)
        fits = bisect_right(ends, room, key=lambda end: width(word[:end], size, weight))
        pieces.append(word[: 1 + fits])
        word = word[1 + fits :]
    return pieces
