"""A notebook's parameters: unknown names and bad values stop the run with a message that helps."""

import ast
import sys
from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from reported_figures.errors import ReadableError
from reported_figures.ledger.checks import FIGURES, Checked
from reported_figures.vocabulary import HEDGES

if TYPE_CHECKING:
    from reported_figures.ledger import Ledger

GROUPINGS = ("speaker", "origin", "organisation", "outlet", "country")
INJECTED = "# Parameters"  # how papermill begins the cell that it puts after the parameters cell


class ParameterError(ReadableError):
    """A parameter that the notebook does not have, or a value that the ledger does not know."""


def check(ledger: "Ledger", **values: Any) -> SimpleNamespace:
    """Return a notebook's parameters in their proper types.

    A list may be given as comma-separated text, as ``papermill -p`` can give nothing else. Refused
    with :class:`ParameterError`, all at once: a name that papermill injected and the notebook does
    not have; a day that is not ISO; a set, source, quantity or grouping that is not known.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.ledger import load_ledger
    >>> check(load_ledger(EXAMPLE), sources="police, mayor").sources
    ['police', 'mayor']
    """
    names = ["ledger_path", *values]
    found = [f"{name} is not a parameter{_known(name, names)}" for name in _strangers(names)]
    found += problems(ledger, values)
    if found:
        raise ParameterError("\n".join(found))
    return SimpleNamespace(
        **{name: _read(name, value, ledger)[0] for name, value in values.items()}
    )


def problems(ledger: "Ledger | Checked", values: dict[str, Any]) -> list[str]:
    """Return what is wrong with the values of parameters, one message for each.

    The tables of a checked ledger do as well as its frames.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.ledger import load_ledger
    >>> problems(load_ledger(EXAMPLE), {"sources": ["polise"]})[0].split("; ")[0]
    'sources: "polise" is not known: did you mean police? Known are police, lindqvist, \
rail_for_all, counting_office, legal_aid, mayor, city.'
    """
    read = {name: _read(name, value, ledger) for name, value in values.items()}
    found = [problem for _, problem in read.values() if problem]
    since, as_of = (read.get(name, ("", ""))[0] for name in ("since", "as_of"))
    if since and as_of and since > as_of:
        found.append(f"since: {since} is after as_of, {as_of}: no day lies between them.")
    return found


def _strangers(known: list[str]) -> list[str]:
    """Return the names that papermill injected and the notebook does not have.

    Papermill itself only warns of them. The injected cell is the last one in this kernel's history
    that begins with its heading: in JupyterLab it may have been corrected and run again.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    history = shell.user_ns.get("In", []) if shell else []
    injected = [cell for cell in history if cell.partition("\n")[0].strip() == INJECTED]
    nodes = [node for cell in injected[-1:] for node in ast.parse(cell).body]
    names = [ast.unparse(t) for node in nodes if isinstance(node, ast.Assign) for t in node.targets]
    return [name for name in names if name not in known]


def _known(name: str, known: Any) -> str:
    near = get_close_matches(name.casefold(), known, 1)
    hint = f": did you mean {near[0]}?" if near else "."
    return f"{hint} Known are {', '.join(known) or 'none'}."


def _read(name: str, value: Any, ledger: "Ledger | Checked") -> tuple[Any, str]:
    """Return a parameter's value in its type, and what is wrong with it; nothing is a blank."""
    value = "" if value is None and name in READERS else value
    return READERS[name](name, value, ledger) if name in READERS else (value, "")


def _day(name: str, value: Any, ledger: "Ledger | Checked") -> tuple[str, str]:
    text = str(value).strip()
    try:
        return (date.fromisoformat(text).isoformat() if text else ""), ""
    except ValueError:
        return "", f'{name}: "{value}" is not a day such as 2024-10-18.'


def _one_of(known: Callable[..., list[str]]) -> Callable:
    def read(name: str, value: Any, ledger: "Ledger | Checked") -> tuple[str, str]:
        text = str(value).strip()
        if text in known(ledger):
            return text, ""
        return (
            "",
            f'{name}: "{text}" is not known{_known(text, list(filter(None, known(ledger))))}',
        )

    return read


def _several_of(known: Callable[..., list[str]]) -> Callable:
    def read(name: str, value: Any, ledger: "Ledger | Checked") -> tuple[list[str], str]:
        parts = value.split(",") if isinstance(value, str) else value
        parts = parts if isinstance(parts, list | tuple | set) else [parts]
        parts = [part for part in (str(part).strip() for part in parts) if part]
        strange = [part for part in parts if part not in known(ledger)]
        known_names = known(ledger)
        words = [f'{name}: "{part}" is not known{_known(part, known_names)}' for part in strange]
        return parts, "\n".join(words)

    return read


def _yes_or_no(name: str, value: Any, ledger: "Ledger | Checked") -> tuple[bool, str]:
    text = str(value).strip().lower()
    wrong = "" if text in ("true", "false") else f'{name}: "{value}" is neither True nor False.'
    return text == "true", wrong


def rule_sets(ledger: "Ledger | Checked") -> list[str]:
    """Return the sets that read the classes of hedges."""
    return list(dict.fromkeys(name for name, hedge in _rules(ledger) if hedge in HEDGES))


def vague_sets(ledger: "Ledger | Checked") -> list[str]:
    """Return the sets that read vague words; the blank one reads none."""
    return list(dict.fromkeys(["", *(n for n, hedge in _rules(ledger) if hedge not in HEDGES)]))


def figure_columns(ledger: "Ledger | Checked") -> list[str]:
    """Return the columns that rows of figures have, those that only this ledger knows with them."""
    if isinstance(ledger, Checked):
        table = ledger.tables[FIGURES]
        return list(dict.fromkeys([f["name"] for f in table.schema["fields"]] + table.columns))
    return list(ledger.figures.columns)


def _rules(ledger: "Ledger | Checked") -> Iterator[tuple[str, str]]:
    return zip(
        *(_column(ledger, "hedge_rules", name) for name in ("rule_set", "hedge")), strict=True
    )


def _column(ledger: "Ledger | Checked", table: str, name: str) -> list:
    if isinstance(ledger, Checked):
        rows = ledger.tables[FIGURES if table == "figures" else table].each(name)
        return [value for _, (value,) in rows]
    return getattr(ledger, table)[name].tolist()


def every_value(checked: Checked, name: str) -> list[str]:
    """Return every value that a ledger has for a parameter; none where it has no list of them.

    Of days it has those by which something had been reported, or from which on.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.ledger.checks import check_ledger
    >>> every_value(check_ledger(EXAMPLE), "as_of")
    ['2025-03-15', '2025-03-16']
    """
    if name == "as_of":
        return days_with_news(checked)
    if name == "since":
        days = _column(checked, "figures", "reported_on")
        return sorted({day.first.isoformat() for day in days if day})
    return list(filter(None, KNOWN[name](checked))) if name in KNOWN else []


def days_with_news(ledger: "Ledger | Checked") -> list[str]:
    """Return the days by which something had been said, in order, as ISO days.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.ledger import load_ledger
    >>> days_with_news(load_ledger(EXAMPLE))
    ['2025-03-15', '2025-03-16']
    """
    if isinstance(ledger, Checked):
        days = [days.last for days in _column(ledger, "figures", "reported_on") if days]
    else:
        days = _column(ledger, "figures", "reported_until")
    return sorted({day.isoformat()[:10] for day in days if day == day})  # NaT is not NaT


KNOWN: dict[str, Callable[..., list[str]]] = {
    "rule_set": rule_sets,
    "vague_set": vague_sets,
    "sources": lambda ledger: _column(ledger, "sources", "source_id"),
    "quantities": lambda ledger: _column(ledger, "quantities", "quantity_id"),
    "group_by": lambda ledger: list(GROUPINGS),
    "split_by_status": lambda ledger: ["false", "true"],
}
READERS = {
    "as_of": _day,
    "since": _day,
    "rule_set": _one_of(rule_sets),
    "vague_set": _one_of(vague_sets),
    "sources": _several_of(KNOWN["sources"]),
    "quantities": _several_of(KNOWN["quantities"]),
    "group_by": _one_of(KNOWN["group_by"]),
    "split_by_status": _yes_or_no,
    "also_show": _several_of(figure_columns),
}
