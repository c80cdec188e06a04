"""Look at the characters of a text: what cannot be seen in it, and which texts are one."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from operator import eq
from typing import NamedTuple

from reported_figures.errors import code_point

ALPHABETS = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"}
JOINERS = "\u200c\u200d"  # they shape Persian words and emoji, and are no mistake there
EMPTY = "\u034f\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that print as nothing
# not those inside a number, nor the wide space of Chinese and Japanese
SPECIAL_SPACE = re.compile("(?<![0-9])[^\\S \n\u3000]|[^\\S \n\u3000](?![0-9])")
NAMES = {"\0": "null", "\t": "tab", "\ufffd": "the mark of a lost letter"}
MOST_SEARCHES = 20  # for the name that was perhaps meant
SHOWN = 60  # characters of a value that a message repeats


class Fault(NamedTuple):
    """Why a cell cannot be taken, and what to write instead where that is certain."""

    reason: str
    fix: str = ""


def visible(text: str) -> str:
    r"""Return the text as a message can show it: shortened, and what cannot be seen as an escape.

    >>> visible("12\u00a0000")
    '"12\\u00a0000"'
    """
    short = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    shown = "".join(c if c.isprintable() and c not in EMPTY else code_point(c) for c in short)
    return f'"{shown}"' + (f" ({len(text):,} characters)" if short != text else "")


class Nearest:
    """Find the known name that a wrong one was perhaps meant as.

    Each search goes through all that are known: after some twenty no more is made, for then the
    names are no slips of the pen.
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known, self._searches = known, 0

    def to(self, name: str) -> str:
        """Return the nearest known name, or a blank.

        >>> Nearest(["police", "union"]).to("polise"), Nearest(["police"]).to("army")
        ('police', '')
        """
        self._searches += 1
        if self._searches > MOST_SEARCHES:
            return ""
        return next(iter(get_close_matches(name, self._known, 1)), "")


def fold(text: str) -> str:
    """Return what is left of a name without its case and spacing, to tell whether two are one.

    >>> fold(" Press  Conference") == fold("press conference")
    True
    """
    if text.isascii() and text.isprintable() and " " not in text:
        return text.casefold()
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def fold_all(texts: Iterable[str]) -> list[str]:
    """Return each text as :func:`fold` does; those of plain letters at once.

    >>> fold_all(["Northport", "Press  Conference"])
    ['northport', 'press conference']
    """
    texts = list(texts)
    together = "".join(texts)
    is_plain = together.isascii() and together.isprintable() and " " not in together
    return [*map(str.casefold if is_plain else fold, texts)]


def unseen(text: str, *, multiline: bool = False) -> Fault | None:
    """Return what is wrong with the characters of a text, ``None`` where nothing is.

    Refused: spaces around it, letters garbled by a wrong encoding, what prints as nothing,
    look-alike letters, and outside a ``multiline`` text line breaks and special spaces, but for the
    one inside a number.

    >>> unseen("North\u200bport").reason
    'holds a stray character: \\\\u200b, zero width space'
    """
    if text.isascii() and text.isprintable() and text == text.strip():
        return None
    if text != text.strip():
        fix = f"write {visible(text.strip())}" if text.strip() else "leave it blank"
        return Fault("begins or ends with a space", fix)
    if "\n" in text and not multiline:
        return Fault("holds a line break, and the column takes a single line")
    spaces = None if multiline else _special_space(text)
    return _garbled(text) or _stray(text) or spaces or _mixed(text)


def are_plain(texts: Collection[str]) -> bool:
    """Say whether nothing can be wrong with the characters of some texts."""
    together = "".join(texts)
    plain = together.isascii() and together.isprintable()
    return plain and all(map(eq, texts, map(str.strip, texts)))


def _is_seen(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Co", "Zs", "Zl", "Zp") and (
        char not in EMPTY
    )


def _garbled(text: str) -> Fault | None:
    try:
        mended = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    if mended == text:
        return None
    return Fault("is garbled: UTF-8 that was read as Windows-1252", f"write {visible(mended)}")


def _stray(text: str) -> Fault | None:
    for before, char in zip(" " + text, text, strict=False):
        expected = char == "\n" or unicodedata.category(char) == "Zs"
        expected |= char in JOINERS and not before.isascii()
        if char == "\ufffd" or not (expected or _is_seen(char)):
            name = NAMES.get(char) or unicodedata.name(char, "a control character").lower()
            return Fault(f"holds a stray character: {code_point(char)}, {name}")
    return None


def _special_space(text: str) -> Fault | None:
    plain = SPECIAL_SPACE.sub(" ", text)
    fix = f"write {visible(plain)}"
    return Fault("holds a space that is not a plain one", fix) if plain != text else None


def _mixed(text: str) -> Fault | None:
    for word in re.findall(r"[^\W\d_]+", text):
        scripts = {unicodedata.name(char, "").split(" ")[0] for char in word} & ALPHABETS
        if len(scripts) > 1:
            mixed = " and ".join(sorted(name.title() for name in scripts))
            return Fault(f"mixes {mixed} letters that look alike in the word {word!a}")
    return None
