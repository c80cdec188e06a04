"""Put the attributed sentences together: who says how much of what, when, and through whom."""

import re

import pandas as pd

from reported_figures.formats import capital, day, listed, period
from reported_figures.ledger.frames import require
from reported_figures.telling.amounts import Amount, Thing, amount, of_noun, thing, unit_kind
from reported_figures.telling.speakers import (
    channel,
    date_named,
    printed_name,
    references,
    speaks_as_many,
    subject,
    when,
    where,
)
from reported_figures.vocabulary import EVIDENCE, REFUSED, STATUSES

SINGULAR = {"deny": "denies", "cannot confirm": "cannot confirm", "speak of": "speaks of"}
OFFERED = {"imagery": f"with {EVIDENCE['imagery']}", "other": "with evidence offered"}


def attributed(figures: pd.DataFrame, documents: pd.DataFrame | None = None) -> list[str]:
    """Return one sentence for each statement: who says how much of what, when and through whom.

    Rows of one statement (:func:`comparing.estimands.place`) are one sentence, that of the
    figure that leads them; how and by which channel the others tell it again stands at its end.

    The number stands as printed, with its hedge and its unit; a source says, puts, expects, denies
    or cannot confirm, and nothing that it says is told as a fact. With ``documents`` each sentence
    ends with the one that it comes from.
    """
    require(figures, "described")
    cited = {} if documents is None else {row.document_id: row for row in documents.itertuples()}
    led = figures["statement"] if "statement" in figures else figures["figure_id"]
    again = dict(list(figures[led.duplicated(keep=False)].groupby(led, sort=False)))
    return [
        sentence(figure, cited.get(figure.document_id), _again(figure, again))
        for figure in figures[figures["figure_id"] == led].itertuples()
    ]


def _again(figure, again: dict[str, pd.DataFrame]) -> str:
    """Return who told a statement before its leading figure or again, in which words, and when."""
    if figure.figure_id not in again:
        return ""
    rows = again[figure.figure_id]
    told: dict[str, list[str]] = {}
    for row in rows[rows["figure_id"] != figure.figure_id].itertuples():
        before = row.reported_until < figure.reported_on
        by = f"by {printed_name(row)}" if row.speaker_id != figure.speaker_id else ""
        words = f"as \u201c{row.wording}\u201d" if row.wording != figure.wording else ""
        days = row.reported_on, row.reported_until
        other_day = days != (figure.reported_on, figure.reported_until)
        when_said = period(*days) if other_day or not row.outlet else ""
        which = "told before" if before else "told again"
        told.setdefault(which, []).append(
            " ".join(filter(None, [by, words, channel(row.outlet), when_said]))
        )
    return ", ".join(f"{how} {listed(dict.fromkeys(rows))}" for how, rows in told.items())


def account(figures: pd.DataFrame) -> pd.Series:
    """Return the stage of what is counted, in a word or two: "expected", "not confirmed"."""
    return figures["stance"].map(REFUSED).fillna(figures["status"].map(STATUSES))


def sentence(figure, document=None, again: str = "") -> str:
    """Return the sentence of one figure, with the document that it comes from if that is given."""
    told = _refused(figure) if figure.stance in REFUSED else _asserted(figure)
    offered = "" if figure.stance in REFUSED else OFFERED.get(figure.evidence, "")
    parts = [f"{subject(figure)} {told}", date_named(figure), offered]
    parts += [*references(figure, document), again, _no_longer(figure)]
    return f"{capital(', '.join(part for part in parts if part))}."


def _no_longer(figure) -> str:
    """Return that a figure is no longer what its source says, where that is known."""
    if figure.replaced_by:
        is_figure = figure.stance not in REFUSED
        return "a figure since replaced" if is_figure else "a position since followed by another"
    ended = figure.stands_until
    return f"a position held until {day(ended)}" if pd.notna(ended) else ""


def _verb(figure, verb: str) -> str:
    """Return a verb in the present, as one or as many."""
    return verb if speaks_as_many(figure) else SINGULAR.get(verb, f"{verb}s")


def _asserted(figure) -> str:
    said, what = amount(figure), thing(figure)
    expected = figure.status == "expected"
    if figure.status == "observed" and figure.observed_as and _has_noun(figure, said, what):
        return _happened(figure, said, what)
    if not said.text:
        return _without_number(figure, said, what, expected)
    if said.is_word and what.plural:
        verb = _verb(figure, "expect" if expected else "speak of")
        return f"{verb} {_counted(figure, said, what)}{when(figure)}"
    if said.is_word and unit_kind(figure) == "count":
        said = said._replace(text=of_noun(said.text, figure.unit))
    measured = f"{what.words}{where(figure)}{when(figure)}"
    if said.is_word and figure.hedge == "unknown":  # an unknown amount is no number to put it at
        verb = _verb(figure, "expect" if expected else "speak of")
        return f"{verb} {_told(said)} for {measured}"
    if expected:
        return f"{_verb(figure, 'expect')} {measured} to be {_told(said)}"
    if said.text.startswith("at "):  # no "at at least"
        return f"{_verb(figure, 'give')} {measured} as {_told(said)}"
    return f"{_verb(figure, 'put')} {measured} at {_told(said)}"


def _has_noun(figure, said: Amount, what: Thing) -> bool:
    """Say whether what is counted can follow its number, which for one takes the singular."""
    return bool(what.single if _is_one(figure, said) else what.plural)


def _is_one(figure, said: Amount) -> bool:
    return bool(said.text) and figure.printed_high == 1


def _happened(figure, said: Amount, what: Thing) -> str:
    time, one = when(figure), _is_one(figure, said)
    what, rest = _without_verb(what, figure.observed_as)
    verb = ("was", "were") if not time.startswith(" since ") else ("has been", "have been")
    counted = _counted(figure, said, what)
    none = "" if said.text or said.remark else ", without giving a number"
    happened = f"{counted} {verb[not one]} {figure.observed_as}{rest}{time}{none}"
    return f"{_verb(figure, 'say')} that {happened}"


def _without_verb(what: Thing, verb: str) -> tuple[Thing, str]:
    """Return a noun up to the verb that is said of it anyway, and what follows that verb in it.

    "People killed in the fire" are not "killed in the fire were killed".
    """
    parts = [re.split(rf" {re.escape(verb)}\b", words, maxsplit=1) for words in what]
    rest = next((part[1] for part in parts if len(part) > 1), "")
    return Thing(*(part[0] for part in parts)), rest


def _counted(figure, said: Amount, what: Thing) -> str:
    """Return what is counted behind its number, with what stands in brackets."""
    noun = what.single if _is_one(figure, said) else what.plural
    words = of_noun(said.text, noun) if said.text else noun
    return f"{words}{_bracket(said)}{where(figure)}"


def _without_number(figure, said: Amount, what: Thing, expected: bool) -> str:
    verb = _verb(figure, "expect" if expected and what.plural else "speak of")
    words = f"{what.plural or what.words}{where(figure)}{when(figure)}"
    unread = f", the number printed as {said.remark}" if said.remark else ""
    return f"{verb} {words}{unread or ', without giving a number'}"


def _refused(figure) -> str:
    """Return what is denied or not confirmed: the number, the fact, or what is reported."""
    said, what = amount(figure), thing(figure)
    verb = _verb(figure, "deny" if figure.stance == "denies" else "cannot confirm")
    of_number = said.text or not what.plural  # what is measured and not counted is a number
    if figure.stance_on == "number" or (not figure.stance_on and of_number):
        return f"{verb} {_number_refused(figure, said, what)}"
    counted = f"any {what.plural}" if figure.stance_on == "fact" and what.plural else ""
    words = f"{counted or what.plural or what.words}{where(figure)}{when(figure)}"
    number = f", and so the figure of {_told(said)}" if said.text else ""
    return f"{verb} reports of {words}{number}"


def _number_refused(figure, said: Amount, what: Thing) -> str:
    """Return the number that is denied or not confirmed, with what it is a number of."""
    measured = f"{what.words}{where(figure)}{when(figure)}"
    if not said.text:
        number = measured if what.plural else f"the figure for {measured}"
        return number.replace("the ", "the reported ", figure.stance == "denies")
    if not what.plural:
        return f"the figure of {_told(said)} for {measured}"
    if said.is_word:
        return f"the figure of {_counted(figure, said, what)}{when(figure)}"
    is_over = pd.notna(figure.event_to) and figure.event_to < figure.reported_on
    tense = "was" if is_over or figure.kind == "flow" else "is"
    return f"that {measured} {tense} {_told(said)}"


def _told(said: Amount) -> str:
    return f"{said.text}{_bracket(said)}"


def _bracket(said: Amount) -> str:
    return f" ({said.remark})" if said.remark else ""
