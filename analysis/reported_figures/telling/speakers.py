"""Name who says it, where, when and through whom, as that stands in a sentence.

What English asks of any words, such as articles and plurals, stands first.
"""

import re

import pandas as pd

from reported_figures.formats import day, month, period, span

PLURALS = ("people", "police", "men", "women", "children", "staff", "personnel")
LINKS = (  # a word that ends the noun before it: "cost | of the line"
    *("of", "in", "on", "at", "to", "for", "by", "from", "with", "without", "near", "among"),
    *("after", "before", "during", "since", "per", "who", "that", "which", "within"),
)
_LATER = re.compile(r"\(.*|\w+(?<!e)(?:ed|ing|ly)|laid|lost|burnt|held|shot")  # not the noun
_ARTICLE_FIRST = re.compile(r"\A(?:The|An?)(?= [a-z])")  # "A doctor", but not "The Times"
_OPENING = re.compile(r"(?P<article>(?:the|an?) )?(?P<rest>.*)", re.DOTALL)


def is_plural(word: str) -> bool:
    """Say whether a word looks like a plural noun.

    >>> [is_plural(word) for word in ("members", "people", "loss", "crisis", "turnout")]
    [True, True, False, False, False]
    """
    ending = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return ending or word in PLURALS


def noun_of(words: str) -> list[str]:
    """Return the words of a noun phrase up to its noun, without an article.

    >>> noun_of("the cost of the line"), noun_of("special forces shipped to the port")
    (['cost'], ['special', 'forces'])
    """
    found = []
    for word in _OPENING.fullmatch(words)["rest"].split():
        if found and (word in LINKS or _LATER.fullmatch(word)):
            break
        found.append(word)
    return found


def is_participle(words: str) -> bool:
    """Say whether words have no noun of their own: "killed so far", but not "wounded people".

    >>> is_participle("injured in the blast"), is_participle("wounded people")
    (True, False)
    """
    first = words.partition(" ")[0]
    return bool(re.fullmatch(r"\w+ed|missing", first)) and not any(map(is_plural, noun_of(words)))


def has_verb(words: str) -> bool:
    """Say whether a participle follows the noun, as of a mass: "revenue lost to smuggling".

    >>> has_verb("forest burnt"), has_verb("killed so far"), has_verb("tax shortfall (naira)")
    (True, True, False)
    """
    after = _OPENING.fullmatch(words)["rest"].split()[len(noun_of(words)) :]
    return is_participle(words) or bool(
        after and re.fullmatch(rf"(?!\()(?:{_LATER.pattern})", after[0])
    )


def with_article(words: str) -> str:
    """Return words with "a" or "an" before them, where they have no article of their own.

    >>> with_article("interview"), with_article("joint statement"), with_article("the briefing")
    ('an interview', 'a joint statement', 'the briefing')
    """
    if _OPENING.fullmatch(words)["article"]:
        return words
    return f"{'an' if words[:1].casefold() in 'aeiou' else 'a'} {words}"


def where(figure) -> str:
    """Return the place in brackets, where the label does not have it."""
    known = figure.quantity.casefold()
    words = re.findall(r"\w+", figure.place.casefold())
    return f" ({figure.place})" if any(word not in known for word in words) else ""


def when(figure) -> str:
    """Return the period that a figure speaks of; a running total is told since its start."""
    start, end = _period(figure)
    if _only_adate_named(figure) or _in_label(figure, start, end):
        return ""
    if figure.kind == "cumulative" and pd.isna(end) and pd.notna(start):
        own = pd.notna(figure.event_from)
        return f" since {span(start, figure.event_from_until if own else figure.starts_until)}"
    words = period(start, end)
    return f" {words}" if words else ""


def _period(figure) -> tuple[pd.Timestamp, pd.Timestamp]:
    start = figure.event_from
    if figure.kind == "cumulative" and pd.isna(start):
        start = figure.starts_on
    return start, figure.event_to


def _only_adate_named(figure) -> bool:
    """Say whether a date goes with an expectation, but no period: of what, only the note says."""
    start, end = _period(figure)
    return figure.status == "expected" and pd.isna(start) and pd.notna(end)


def date_named(figure) -> str:
    """Return the date that goes with an expectation, at the end of its sentence."""
    if not _only_adate_named(figure):
        return ""
    on = figure.event_to
    last = (on.month, on.day) == (12, 31)  # so a year is kept that stands in place of a day
    return f"naming {f'the end of {on.year}' if last else day(on)} as a date"


def _in_label(figure, start: pd.Timestamp, end: pd.Timestamp) -> bool:
    """Say whether a label names the period: "arrests in March 2024", "the march on 1 March"."""
    known = [date for date in (start, end) if pd.notna(date)]
    if len(known) == 2 and re.search(rf"\b{span(*known)}\b", figure.quantity):
        return True
    days = [rf"\b{date.day} {month(date)}\b" for date in known]
    return bool(days) and all(re.search(words, figure.quantity) for words in days)


UNNAMED = re.compile(r"\b(?:unnamed|anonymous|unidentified|not (?:been )?named)\b", re.IGNORECASE)
WHO = {"person": "who", "body": "which", "text": "which", "group": "which"}


def subject(figure) -> str:
    """Return who says it, and on whose information: "The coroner, citing the police,".

    The name stands as ``printed_as`` has it, else alone. A person's office follows it where the
    name does not have it; of an unnamed source it is said that it is not named.
    """
    remarks = [office(figure) or _not_named(figure)]
    if figure.origin_source_id != figure.speaker_id:
        remarks.append(f"citing {figure.origin_printed_as or figure.origin}")
    told = [remark for remark in remarks if remark]
    return ", ".join([printed_name(figure), *told]) + ("," if told else "")


def printed_name(figure) -> str:
    """Return the speaker's name as it stands in a sentence, an article before a noun small."""
    name = figure.printed_as or figure.speaker
    return _ARTICLE_FIRST.sub(lambda found: found[0].lower(), name)


def speaks_as_many(figure) -> bool:
    """Say whether the speaker takes a plural verb: marked so, or a common noun in the plural.

    A name is one body unless it is marked: "Reuters says", "Doctors Without Borders says".
    """
    name = printed_name(figure)
    last = (noun_of(name) or [""])[-1]
    several = is_plural(last.lower()) and not name.startswith(("a ", "an ", "one "))
    return bool(figure.plural) or (several and (last.islower() or _is_common(figure, name)))


def _is_common(figure, name: str) -> bool:
    """Say whether a noun with a capital only stands first: "Analysts at Kepler", "Police".

    That is so of who is not named, and of a noun of one word that tells where those are or whose:
    "Hospitals in Lyon", but not "Physicians for Human Rights". A group may go by a plural alone.
    """
    noun, *rest = noun_of(name)
    if not figure.named or (noun.lower() in PLURALS and not rest):
        return True
    if rest or figure.source_kind in ("body", "text"):
        return False
    following = name.removeprefix(noun).split()
    if not following:  # "Hamas" ends as no plural does
        return figure.source_kind == "group" and not noun.endswith(("as", "os"))
    return following[0] != "for" or not re.search("[A-Z]", " ".join(following))


def office(figure) -> str:
    """Return the office of a person on record, where neither it nor the name tells the other."""
    is_person = figure.source_kind == "person" or (
        not figure.source_kind and figure.organisation_id != figure.speaker_id
    )
    if figure.printed_as or not is_person or not figure.named:
        return ""
    name, role = figure.speaker.casefold(), figure.role.casefold()
    return "" if role in name or name in role else figure.role


def _not_named(figure) -> str:
    """Return that a source is not named, in words that fit a person, people, a body or a text."""
    if figure.named or UNNAMED.search(printed_name(figure)):
        return ""
    if speaks_as_many(figure):
        which = "which" if figure.source_kind in ("body", "text") else "who"
        return f"{which} are not named"
    who = WHO.get(figure.source_kind, "")
    return f"{who} is not named" if who else "not named"


FORMS = {  # channels that are a form of speech and no name, each with its preposition
    **dict.fromkeys(("press conference", "news conference", "briefing", "hearing"), "at"),
    **dict.fromkeys(("meeting", "ceremony", "rally", "summit", "event"), "at"),
    **dict.fromkeys(("statement", "release", "report", "interview", "speech", "letter"), "in"),
    **dict.fromkeys(("post", "article", "broadcast", "address", "message", "bulletin"), "in"),
    **dict.fromkeys(("call", "email", "memo", "filing", "video", "tweet", "leaflet"), "in"),
    **dict.fromkeys(("website", "page", "blog", "programme", "program", "show"), "on"),
}
MEDIA = ("television", "TV", "radio", "social media")  # channels "on" which, without an article
_FORM = re.compile(rf"(?:[a-z-]+ ){{0,2}}(?P<form>{'|'.join(FORMS)})(?: .*)?")
_MEDIUM = re.compile(rf"(?:[a-z-]+ ){{0,2}}(?:{'|'.join(MEDIA)})(?: .*)?")


def channel(outlet: str) -> str:
    """Return the channel of a figure with its preposition, blank where it is not recorded.

    >>> channel("statement"), channel("press conference in Brussels"), channel("Yonhap")
    ('in a statement', 'at a press conference in Brussels', 'via Yonhap')
    >>> channel("email to staff"), channel("state television"), channel("website")
    ('in an email to staff', 'on state television', 'on a website')
    """
    form = _FORM.fullmatch(outlet)
    if form:
        return f"{FORMS[form['form']]} {with_article(outlet)}"
    if _MEDIUM.fullmatch(outlet):
        return f"on {outlet}"
    return f"via {outlet}" if outlet else ""


_SAME_DAY = "the same day"


def references(figure, document=None) -> list[str]:
    """Return the channel with the day, and the document with its own, as they end a sentence.

    A day that was given as a month or a year is told as one. Where only the document's day is
    known, the figure is told "as of" it, or as the document's where that is told. No day is
    written twice: the one day that the figure speaks of is "that day" here.
    """
    inferred = figure.reported_on_basis == "document"
    days = figure.reported_on, figure.reported_until
    told = days[0] if days[0] == days[1] and not inferred else None
    reported = _reported(document, told) if document else ""
    own = {printed_name(figure), figure.speaker, document.publisher if document else ""}
    known = figure.outlet.casefold() in {name.casefold() for name in own}
    through = "" if known else channel(figure.outlet)
    again = days[0] == days[1] == _one_day_told(figure)
    if again and reported.endswith(_SAME_DAY) and not through:
        words = [reported]
    elif inferred:
        words = [through, "" if reported else f"as of {span(*days)}", reported]
    elif through:
        words = [f"{through} {'that day' if again else period(*days)}", reported]
    else:
        words = [f"as of {'that day' if again else span(*days)}", reported]
    return [word for word in words if word]


def _one_day_told(figure) -> pd.Timestamp | None:
    """Return the day that a sentence names as that of its figure, where it names just one."""
    start, end = _period(figure)
    if not when(figure):
        return None
    named = {date for date in (start, end) if pd.notna(date)}
    return named.pop() if len(named) == 1 else None


def _reported(document, told: pd.Timestamp | None) -> str:
    """Return who reported it, under which title and on which day, as far as that is known.

    A day that was ``told`` before is the same day.
    """
    title = f" in \u201c{document.title}\u201d" if document.title else ""
    by = f"{document.publisher} reported" if document.publisher else "as reported" if title else ""
    on, until = document.published_on, document.published_until
    day = _SAME_DAY if on == until == told else period(on, until) if pd.notna(on) else ""
    return f"{by}{title} {day}".rstrip() if by else ""
