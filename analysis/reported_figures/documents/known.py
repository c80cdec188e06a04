"""Fill a drafted row from what a ledger knows: who, of what, on which day, and whether told before.

Each cell is a proposal that is right nearly always, or blank: a name that fits two sources is none.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reported_figures.documents import attribution, neighbours, positions
from reported_figures.documents.prose import Found
from reported_figures.ledger.checks import Checked
from reported_figures.ledger.problems import Row
from reported_figures.reading.money import SIGNS

KINDS = {"money": "money", "percentage": "percent", "ratio": "percent"}  # of a number found
ANYONE = {"people", "person"}
LEVELS = ("cumulative", "stock")  # kinds of quantities that have a last day
AFTER = 10  # words after a number, in which the thing counted stands
LONG = 4  # letters that a word must exceed to be taken without its ending
_ENDING = re.compile(r"(?:ations?|ings?|ers?|ed|es|s)$")
_AUXILIARY = re.compile(
    r"(?: (?:was|were|is|are|had|has|have|be|been|being|will|would|could|may|might|got|not|also))+"
    r"(?: (?:\w+ly|still|now|already|again|just|since|so far))? (?P<doing>\w+)"
)
_PLACED = {*("on", "in", "at", "from", "with", "under", "over", "to", "the", "a", "an", "of", "by")}
_THE = re.compile(r"\b(?:the|that|this|those) $")  # "cannot confirm the 400"
_LEVEL = re.compile(  # what its number follows: "put the number of arrests at 12"
    r"\b(?:number|count|total|toll|tally|cost|price|share|estimate|figure|amount) (?:of|for) "
    r"(?P<what>[^,;:.]{2,80}?) (?:at|to|is|was|as|of|stood at|rose to|fell to|reached) $"
)
_VERB = re.compile(rf"\b(?:{attribution.REPORTING})\b")
_COMMON = {
    "of",
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "for",
    "and",
    "to",
    "by",
    "who",
    "that",
    "all",
    "were",
    "was",
}


@dataclass
class Known:
    """A ledger's tables, the day of the document that is drafted, and the rows drafted so far."""

    checked: Checked
    published: date | None = None
    drafted: list[dict[str, Any]] = field(default_factory=list)

    def rows(self, table: str) -> list[Row]:
        return self.checked.tables[table].rows

    def fill(self, row: dict[str, Any], paragraph: str, found: Found) -> dict[str, Any]:
        """Return a row with what is known of it; the next ones know of this one."""
        start, end = neighbours.sentence_at(paragraph, found.start)
        at = found.wording_at if found.wording else found.start
        before, after = paragraph[start:at].rstrip(SIGNS), paragraph[found.end : end]
        sentence = paragraph[start:end]
        told = attribution.speaker_near(paragraph, found.start)
        row = row | {
            "figure_id": f"{_slug(row['document_id'])}-{len(self.drafted) + 1}",
            "speaker_id": self.speaker(told),
            "quantity_id": self.quantity(found, before, after),
            **positions.stance(sentence, bool(_THE.search(before)) and not _counted(after)[0]),
            **(day := positions.day_said(sentence, self.published)),
            "note": " ".join(filter(None, [row.get("note"), day.get("note")])),
        }
        if self._has_last_day(row):
            row["event_to"] = positions.last_day(sentence, self.published)
        row["repeats"] = self.told_before(row) if row.get("reported_on") else ""
        self.drafted.append(row)
        return row

    def speaker(self, told: str) -> str:
        """Return the source whom words name, blank if none or several fit."""
        words = _words(told)
        fits: dict[int, set[str]] = {}
        for row in self.rows("sources") if words else ():
            values = row.values
            names = [_words(values.get(name)) for name in ("name", "printed_as")]
            grade = 3 * (words in names) + 2 * any(n and (words <= n or n <= words) for n in names)
            grade = grade or int(words <= _words(values.get("role")))
            fits.setdefault(grade, set()).add(values["source_id"])
        best = fits.get(max(fits), set()) if fits and max(fits) else set()
        return best.pop() if len(best) == 1 else ""

    def quantity(self, found: Found, before: str, after: str) -> str:
        """Return the quantity that a number is of, blank if none or several fit.

        Words that no other quantity has stand beside the number; or elsewhere in its sentence,
        where a word beside it is that quantity's, too, or it is of money or a share. What is said
        to happen to those counted is one of them. Else it is the quantity of the same number.
        """
        phrase, doing = _counted(after)
        if level := _LEVEL.search(before):
            phrase, doing = level["what"], set()
        elif _THE.search(before) and not phrase and (same := self._of_same_number(found)):
            return same[0] if len(same) == 1 else ""
        near, around = (_words(_VERB.sub(" ", text)) for text in (phrase, before + after))
        kind = KINDS.get(found.kind, "count")
        grades: dict[tuple[int, int], list[str]] = {}
        for name, (own, every, kinds) in self._quantities().items():
            grade = (len(own & near), len(own & around))
            close = doing or kind != "count" or not phrase.strip() or every & near
            if kind in kinds and (grade[0] or (grade[1] and close)) and (not doing or doing & own):
                grades.setdefault(grade, []).append(name)
        best = grades[max(grades)] if grades else []
        if not best and not phrase and not doing:
            best = self._of_same_number(found)
        return best[0] if len(best) == 1 else ""

    def _quantities(self) -> dict[str, tuple[set[str], set[str], set[str]]]:
        """Return the words that only each quantity has, all that it has, and its kinds of number.

        That those counted are people tells no quantity from another.
        """
        words, kinds = {}, {}
        for row in self.rows("quantities"):
            values, name = row.values, row.values["quantity_id"]
            told = [values.get(n) or "" for n in ("label", "one", "many", "observed_as")]
            words[name] = _words(" ".join(told))
            any_kind = {"count", "money", "percent"}
            kinds[name] = {values["unit_kind"]} if values.get("unit_kind") else any_kind
        counts = Counter(word for own in words.values() for word in own)
        return {
            name: ({w for w in own - ANYONE if counts[w] == 1}, own, kinds[name])
            for name, own in words.items()
        }

    def _of_same_number(self, found: Found) -> list[str]:
        rows = [row.values for row in self.rows("reported_figures")] + self.drafted
        same = {
            row["quantity_id"]
            for row in rows
            if found.value is not None and row.get("value") not in (None, "")
            and float(row["value"]) == found.value and row["quantity_id"]
        }  # fmt: skip
        return list(same)

    def _has_last_day(self, row: dict[str, Any]) -> bool:
        kinds = {r.values["quantity_id"]: r.values.get("kind") for r in self.rows("quantities")}
        return row["status"] != "expected" and kinds.get(row["quantity_id"]) in LEVELS

    def told_before(self, row: dict[str, Any]) -> str:
        """Return the figure that told the same before: who, of what, how many, with which hedge."""
        if not row["speaker_id"] or not row["quantity_id"] or not row["wording"]:
            return ""
        mine = _told(row.items())
        earlier = [dict(one.values) for one in self.rows("reported_figures")] + self.drafted
        for one in earlier:
            if _told(one.items()) == mine and not _said_anew(row, one):
                return one.get("repeats") or one["figure_id"]
        return ""


def _said_anew(row: dict[str, Any], earlier: dict[str, Any]) -> bool:
    """Say whether the text names another day of saying than the earlier figure's: no repeat."""
    before = getattr(earlier["reported_on"], "first", earlier["reported_on"])
    return row["reported_on_basis"] != "document" and row["reported_on"] != str(before)


def _told(cells: Iterable[tuple[str, Any]]) -> tuple:
    """Return what makes two rows one statement, numbers as numbers."""
    known = dict(cells)
    numbers = [known.get(name) for name in ("value", "low", "high")]
    return (
        *(known.get(name) or "" for name in ("speaker_id", "quantity_id", "stance")),
        *(None if value in (None, "") else float(value) for value in numbers),
        " ".join(re.sub(r"[0-9.,]+", "#", known.get("wording") or "").casefold().split()),
    )


def _words(text: str | None) -> set[str]:
    """Return the words of a text without their endings, and without those that say nothing.

    >>> sorted(_words("The arrests of people who were arrested"))
    ['arrest', 'people']
    """
    found = re.findall(r"[^\W_]+", (text or "").casefold().replace("\u2019s", "").replace("'s", ""))
    return {_ENDING.sub("", word) if len(word) > LONG else word for word in found} - _COMMON


def _counted(after: str) -> tuple[str, set[str]]:
    """Return the phrase behind a number, and what is said to happen to those counted.

    >>> _counted(" people had been arrested in all"), _counted(" people were on the march.")
    ((' people', {'arrest'}), (' people were on the march', set()))
    """
    clause = re.split(r"[.;:,\u201d]", after)[0]
    verb = _AUXILIARY.search(clause)
    if not verb:
        return " ".join(clause.split()[:AFTER]), set()
    if verb["doing"] in _PLACED:
        return " ".join(clause.split(" ")[:AFTER]), set()
    return clause[: verb.start()], _words(verb["doing"])


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "document"
