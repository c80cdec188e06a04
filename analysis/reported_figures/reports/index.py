"""The page that leads to the reports of a folder, from their records alone."""

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from reported_figures.files import write_whole
from reported_figures.reports.arguments import text_of
from reported_figures.reports.tasks import INDEX, PARTIAL, Record

TEMPLATES = Path(__file__).parent / "templates"
FEW = 12  # reports that are shown with large pictures and long findings
MOST_ROWS = 600  # of one page that the search finds; with them the index stays below a megabyte
MOST_COLUMNS = 3  # of parameters; what is beyond them shares a column
STATUSES = ("failed", "done", "unfinished")  # in this order, so that no failure is overlooked


def write_index(out: Path, records: Sequence[Record]) -> Path:
    """Write a folder's index page, and return its path; notebooks are not read."""
    write_whole(out / INDEX, index_page(records, {path.name for path in out.iterdir()}))
    return out / INDEX


def index_page(records: Sequence[Record], files: Collection[str] = ()) -> str:
    """Return the page for these records; it links to those of their ``files`` that are there.

    Its own script sorts and searches, and no other may run: the page names that one by its hash.

    >>> record = Record("estimates", "estimates", {}, {}, "failed", error="it took too long")
    >>> "it took too long" in index_page([record])
    True
    """
    columns, others, shared = parameters_apart(records)
    parts = {kind: _template_text(f"index.{kind}") for kind in ("css", "js")}
    parts["css"] = _template_text("page.css") + parts["css"]
    counts = Counter(record.status for record in records)
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    environment.filters |= {"gist": gist, "breakable": breakable}
    return environment.get_template("index.html.j2").render(
        rows=_rows(records, files, columns + others),
        columns=columns,
        others=others,
        shared=shared,
        counts=[(status, counts[status]) for status in STATUSES if counts[status]],
        ledgers=len({record.hashes["ledger"] for record in records if record.hashes.get("ledger")}),
        few=len(records) <= FEW,
        **parts,
        **{f"{kind}_hash": _hash(text) for kind, text in parts.items()},
    )


def parameters_apart(records: Sequence[Record]) -> tuple[list[str], list[str], dict[str, str]]:
    """Return the parameters that tell reports apart: those with a column, and the others.

    Third come those that have the same value in every report, as text.

    >>> grid = [{"as_of": day, "rule_set": "literal"} for day in ("2024-10-17", "2024-10-18")]
    >>> parameters_apart([Record("e", "e", parameters, {}, "done") for parameters in grid])
    (['as_of'], [], {'rule_set': 'literal'})
    """
    names = dict.fromkeys(name for record in records for name in record.parameters)
    texts = {name: [shown(record.parameters, name) for record in records] for name in names}
    alike = {name: all_texts[0] for name, all_texts in texts.items() if len({*all_texts}) == 1}
    shared = alike if len(records) > 1 else {}
    apart = [name for name in names if name not in shared]
    return apart[:MOST_COLUMNS], apart[MOST_COLUMNS:], shared


def shown(parameters: Mapping[str, Any], name: str) -> str:
    """Return a parameter's value as text: blank where it was not set.

    >>> shown({"sources": ["police", "union"]}, "sources"), shown({"as_of": ""}, "as_of")
    ('police, union', '(blank)')
    """
    if name not in parameters:
        return ""
    return text_of(parameters[name], ", ") or "(blank)"


def gist(text: str, most: int) -> str:
    """Return a text cut after a sentence, else after a word, where it is longer than so much.

    >>> gist("One gives 10,000. Another gives 12,000.", 30)
    'One gives 10,000. …'
    """
    if len(text) <= most:
        return text
    sentence, stop, _ = text[:most].rpartition(". ")
    kept = sentence + stop.strip() if len(sentence) > most / 3 else text[:most].rpartition(" ")[0]
    return f"{kept or text[:most]} …"


def breakable(text: str) -> Markup:
    """Return a name as HTML that a browser may break after its underscores.

    >>> str(breakable("rule_set"))
    'rule_<wbr>set'
    """
    return Markup(str(escape(text)).replace("_", "_<wbr>"))


def _rows(
    records: Sequence[Record], files: Collection[str], names: Sequence[str]
) -> list[dict[str, Any]]:
    """Return what the table shows of each report, failed ones first."""
    rows = [_row(record, files, names) for record in records]
    alike = Counter((row["title"], row["label"]) for row in rows)
    for row in rows:  # two links to two reports never have one name
        if alike[row["title"], row["label"]] > 1:
            row["label"] = row["name"]
    return sorted(rows, key=lambda row: STATUSES.index(row["status"]))


def _row(record: Record, files: Collection[str], names: Sequence[str]) -> dict[str, Any]:
    """Return what a row shows; its links are relative, so that the folder can move."""
    endings = {"page": ".html", "executed": ".ipynb", "picture": ".png", "partial": PARTIAL}
    places = {part: record.name + ending for part, ending in endings.items()}
    links = {part: quote(place) if place in files else "" for part, place in places.items()}
    values = {name: shown(record.parameters, name) for name in names}
    return {
        **links,
        "name": record.name,
        "notebook": record.notebook,
        "title": record.title or record.notebook,
        "label": ", ".join(f"{name} {value}" for name, value in values.items() if value),
        "finding": record.finding,
        "alt": record.alt,
        "rows": [(quote(address), words) for address, words in record.rows[:MOST_ROWS]],
        "values": values,
        "status": record.status,
        "error": record.error,
        "finished": record.finished,
        "day": record.finished[:10],
        "time": record.finished[11:16],
        "seconds": record.seconds,
    }


def _template_text(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return a text's hash as a Content-Security-Policy names it."""
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
