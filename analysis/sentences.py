"""Attributed sentences that can be printed, and what a writer has to check before printing them."""

from collections.abc import Iterable

import pandas as pd

NOUNS = (  # number phrases that end in one of these take "of": "dozens of ships"
    *("tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions"),
    *("number", "numbers", "amount", "quantity", "couple", "handful"),
)
VERBS = {
    ("asserts", "observed"): "says that {what} were seen or detected",
    ("asserts", "under_way"): "speaks of {what}, as under way",
    ("asserts", "expected"): "expects {what}",
    ("asserts", ""): "says: {what}",
    ("cannot_confirm", ""): "cannot confirm reports of {what}",
    ("denies", ""): "denies reports of {what}",
}
EVIDENCE = {
    "none": "no evidence offered",
    "imagery": "imagery offered as evidence",
    "other": "other evidence offered",
    "": "evidence not recorded",
}
BASIS = {
    "stated": "",
    "inferred": ", a day inferred",
    "document": ", the document's own day",
}


def count_of(number: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun, right in number.

    >>> count_of(1, "figure"), count_of(0, "figure"), count_of(2, "country", "countries")
    ('1 figure', 'no figures', '2 countries')
    """
    word = noun if number == 1 else plural or f"{noun}s"
    return f"{number:,} {word}" if number else f"no {word}"


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
    ('a, b and c', 'a', 'none')
    """
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words) or "none"


def day(date: pd.Timestamp) -> str:
    """Return a day as it is printed.

    >>> day(pd.Timestamp("2024-10-08"))
    '8 October 2024'
    """
    return f"{date.day} {date:%B %Y}"


def period(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return a period as it is printed, blank where neither day is known.

    >>> period(pd.Timestamp("2024-10-08"), pd.Timestamp("2024-10-13"))
    'between 8 and 13 October 2024'
    >>> period(pd.NaT, pd.Timestamp("2024-11-01"))
    'by 1 November 2024'
    """
    if pd.isna(first) or pd.isna(last):
        known = [("from", first), ("by", last)]
        return "".join(f"{word} {day(date)}" for word, date in known if pd.notna(date))
    if first == last:
        return f"on {day(first)}"
    shared = (first.year == last.year) + (first.year == last.year and first.month == last.month)
    start = day(first).rsplit(" ", shared)[0] if shared else day(first)
    return f"between {start} and {day(last)}"


def subject(figure) -> str:
    """Return who says it: an organisation with its country, a person with the office held."""
    name, role, country = figure.speaker, figure.role, figure.country
    if not figure.named:
        return f"{name}, who is not named,"
    if figure.speaker_id == figure.organisation_id:
        own = f"{country}'" if country.endswith("s") else f"{country}'s"
        return f"{own} {name}" if country and country not in name else name
    return f"{name}, {role}," if role else name


def counted(figure) -> str:
    """Return the number as printed with what it counts, or only what is counted."""
    text, label = figure.wording, figure.quantity
    if not text or _stands_apart(figure):
        return label
    return f"{text} of {label}" if _is_noun(text) else f"{text} {label}"


def _is_noun(text: str) -> bool:
    return text.casefold().rpartition(" ")[2] in NOUNS


def _stands_apart(figure) -> bool:
    """Say whether a number cannot stand before the label of several: "one", "unspecified"."""
    unread = figure.hedge in ("vague", "unknown") and not figure.vague_word
    return figure.value == 1 or (unread and not _is_noun(figure.wording))


def attributed(figures: pd.DataFrame) -> list[str]:
    """Return one sentence for each figure: who says what, how, through which channel and when.

    The number stands as printed, with its hedge; a source says, expects or cannot confirm.
    """
    return [_sentence(figure) for figure in figures.itertuples()]


def _sentence(figure) -> str:
    who = subject(figure)
    if figure.origin != figure.speaker:
        who = f"{who.rstrip(',')}, citing {figure.origin},"
    verb = VERBS.get((figure.stance, figure.status), VERBS[figure.stance, ""])
    when = period(figure.event_from, figure.event_to)
    when = f"; the date given with it: {when}" if when.startswith(("by", "from")) else f" {when}"
    text = f"{who} {verb.format(what=counted(figure))}{when.rstrip()}"
    return f"{text[0].upper()}{text[1:]} ({'; '.join(filter(None, _remarks(figure)))})."


def _remarks(figure) -> list[str]:
    """Return what stands in brackets after a sentence: how, where, when, and what supports it."""
    asserts = figure.stance == "asserts"
    return [
        f"number given: {figure.wording}" if figure.wording and _stands_apart(figure) else "",
        "no number given" if asserts and not figure.wording else "",
        f"place given: {figure.place}"
        if figure.place and figure.place not in figure.quantity
        else "",
        "in the speaker's words" if figure.quoted == "direct" else "paraphrased",
        figure.outlet,
        day(figure.reported_on) + BASIS[figure.reported_on_basis],
        EVIDENCE[figure.evidence] if asserts else "",
    ]


def account(figures: pd.DataFrame) -> pd.Series:
    """Return what each speaker says of those counted, in a word or two: "detected", "expected"."""
    words = {"observed": "seen or detected", "under_way": "under way", "expected": "expected"}
    silent = {"cannot_confirm": "cannot confirm", "denies": "denies"}
    return figures["stance"].map(silent).fillna(figures["status"].map(words)).fillna("")


def to_check(figures: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return what a writer has to check, one row for each reason, with the figures concerned."""
    hedged = ~figures["hedge"].isin(["bare", "unknown", "none"])
    reasons = {
        "The day is inferred": figures["reported_on_basis"] == "inferred",
        "Only the document's own day is known": figures["reported_on_basis"] == "document",
        "The hedge stands in a paraphrase and may be the writer's": hedged
        & (figures["quoted"] == "paraphrase"),
        "The source is not named": ~figures["named"],
        "The document does not say whose information it is": figures["possible_origin_id"] != "",
        "The channel is not given": figures["outlet"] == "",
        "A date goes with it, but no period: see the note": figures["event_from"].isna()
        & figures["event_to"].notna(),
    }
    rows = [(why, ", ".join(figures.loc[where, "figure_id"])) for why, where in reasons.items()]
    used = documents[documents["document_id"].isin(figures["document_id"])]
    for document in used.itertuples():
        rows.append(("Parties that the document does not quote", document.silent_parties))
        if document.published_on_basis == "inferred" and pd.notna(document.published_on):
            rows.append(("The document's own day is inferred", day(document.published_on)))
    return pd.DataFrame([row for row in rows if row[1]], columns=["to check", "where"])
