"""Say when a figure was said, through whom, and in which document it stands."""

import re

import pandas as pd

from analysis.formats import period, span
from analysis.telling.english import with_article
from analysis.telling.speakers import printed_name

FORMS = {  # channels that are a form of speech and no name, each with its preposition
    **dict.fromkeys(("press conference", "news conference", "briefing", "hearing"), "at"),
    **dict.fromkeys(("statement", "release", "report", "interview", "speech", "letter"), "in"),
    **dict.fromkeys(("post", "article", "broadcast", "address", "message", "bulletin"), "in"),
}
_FORM = re.compile(rf"(?:[a-z-]+ ){{0,2}}(?P<form>{'|'.join(FORMS)})(?: .*)?")


def channel(outlet: str) -> str:
    """Return the channel of a figure with its preposition, blank where it is not recorded.

    >>> channel("statement"), channel("press conference in Brussels"), channel("Yonhap")
    ('in a statement', 'at a press conference in Brussels', 'via Yonhap')
    """
    form = _FORM.fullmatch(outlet)
    if form:
        return f"{FORMS[form['form']]} {with_article(outlet)}"
    return f"via {outlet}" if outlet else ""


def references(figure, document=None) -> list[str]:
    """Return the channel with the day, and the document with its own, as they end a sentence.

    A day that was given as a month or a year is told as one. Where only the document's day is
    known, the figure is told "as of" it, or as the document's where that is told.
    """
    reported = _reported(document) if document else ""
    own = {printed_name(figure), figure.speaker, document.publisher if document else ""}
    known = figure.outlet.casefold() in {name.casefold() for name in own}
    through = "" if known else channel(figure.outlet)
    days = figure.reported_on, figure.reported_until
    if figure.reported_on_basis == "document":
        words = [through, "" if reported else f"as of {span(*days)}", reported]
    elif through:
        words = [f"{through} {period(*days)}", reported]
    else:
        words = [f"as of {span(*days)}", reported]
    return [word for word in words if word]


def _reported(document) -> str:
    """Return who reported it, under which title and on which day, as far as that is known."""
    title = f" in \u201c{document.title}\u201d" if document.title else ""
    by = f"{document.publisher} reported" if document.publisher else "as reported" if title else ""
    on, until = document.published_on, document.published_until
    return f"{by}{title} {period(on, until)}" if by and pd.notna(on) else f"{by}{title}"
