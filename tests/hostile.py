"""Texts that would do harm if anything took them for more than text, and a ledger full of them."""

import csv
import json
import shutil
from pathlib import Path

from reported_figures import PROJECT

MARK = "hostile_text_ran"  # what a script of a payload would set on the page
SCRIPT = f"window.{MARK}=1"
PAYLOADS = [
    f"<script>{SCRIPT}</script>",
    f"</script><script>{SCRIPT}</script>",
    f"<img src=x onerror={SCRIPT}>",
    f'"><svg onload={SCRIPT}>',
    f"<svg><script>{SCRIPT}</script></svg>",
    f"<a href='javascript:{SCRIPT}'>a link</a>",
    f"[a link](javascript:{SCRIPT})",
    "[a link](https://hostile.invalid/page)",
    "![a picture](https://hostile.invalid/picture.png)",
    '<img src="https://hostile.invalid/picture.png">',
    '<link rel="stylesheet" href="https://hostile.invalid/style.css">',
    "<iframe src=https://hostile.invalid></iframe>",
    f"</style><script>{SCRIPT}</script>",
    "</textarea></title><h1>Not ours</h1>",
    f"<details open ontoggle={SCRIPT}>",
    f"<base href=https://hostile.invalid/><form action=javascript:{SCRIPT}>",
    "{{ 7 * 7 }}{% raw %}",
    "{figure_id}{0}{}%s%(name)s${HOME}",
    r"$\bad{x}$ and \(\frac{1}{0}\) and $$x$$",
    "_a name that begins with an underscore",
    "# A heading\n\n- a list\n\n```\ncode\n```",
    '=HYPERLINK("https://hostile.invalid","a link")',
    "+1500-1500@SUM(1)",
    "'; DROP TABLE figures; --",
    "../../../etc/passwd and C:\\Windows\\nul",
    "سبعة آلاف جندي في المدينة",
    "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1f0\U0001f1f5",
    "Z\u0351\u036b\u0313a\u0334\u0321l\u0337g\u0322o\u0338 with combining marks",
    "long " * 2_000,
]


def write_hostile_ledger(folder: Path) -> Path:
    """Write a ledger that has every payload in every column of text, and return its folder."""
    shutil.copytree(PROJECT / "data", folder, ignore=shutil.ignore_patterns("README.md"))
    limits = _limits()
    tables = {"sources": [], "quantities": [], "documents": [], "reported_figures": []}
    for number, payload in enumerate(PAYLOADS):
        for name, rows in tables.items():
            rows.append(_row(name, number, payload, limits[name]))
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, limits[name])
            writer.writeheader()
            writer.writerows(rows)
    return folder


def _limits() -> dict[str, dict[str, dict]]:
    """Return the field of every column of every table, by the names of both."""
    packages = [PROJECT / place / "datapackage.json" for place in ("data", "seeds")]
    resources = [r for path in packages for r in json.loads(path.read_text("utf-8"))["resources"]]
    return {r["name"]: {f["name"]: f for f in r["schema"]["fields"]} for r in resources}


def _row(table: str, number: int, payload: str, fields: dict[str, dict]) -> dict[str, str]:
    """Return a row with the payload in each column of free text, valid in all others."""
    row = {name: _text(payload, field) for name, field in fields.items() if _free(field)}
    row |= {name: f"{kind}-{number}" for name, kind in IDS.items() if name in fields}
    return {**row, **_FIXED[table], **({} if number % 3 else _NUMBERED.get(table, {}))}


def _free(field: dict) -> bool:
    constraints = field.get("constraints", {})
    return field.get("type", "string") == "string" and not {"enum", "pattern"} & set(constraints)


def _text(payload: str, field: dict) -> str:
    text = payload if field.get("multiline") else " ".join(payload.split())
    return text[: field.get("constraints", {}).get("maxLength", len(text))].strip()


IDS = {
    "source_id": "source",
    "speaker_id": "source",
    "quantity_id": "quantity",
    "document_id": "document",
    "figure_id": "figure",
}
_NONE = dict.fromkeys(("origin_id", "possible_origin_id", "supersedes", "repeats"), "")
_FIXED = {
    "sources": {"organisation_id": "", "named": "true"},
    "quantities": {"kind": "stock", "part_of": "", "drawn_from": ""},
    "documents": {"published_on": "2024-10-18", "published_on_basis": "inferred"},
    "reported_figures": {
        **_NONE,
        **{"quoted": "direct", "stance": "asserts", "status": "observed", "evidence": "other"},
        **{"reported_on": "2024-10-18", "reported_on_basis": "stated", "hedge": "unknown"},
    },
}
_NUMBERED = {
    "quantities": {"unit": "soldiers"},
    "reported_figures": {"hedge": "", "wording": "about 1,500", "value": "1500"},
}
