"""The page that leads to the reports of a folder."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from analysis.publish.canonical import read_notebook
from analysis.publish.files import write_whole
from analysis.publish.html import index_page
from analysis.publish.runner import Job, Outcome
from analysis.publish.summary import Summary, set_parameters, summarise

NAME = "index.html"


def write_index(out: Path, outcomes: Iterable[tuple[Job, Outcome]]) -> Path:
    """Write a folder's index page: every report in it, and what became of those just run."""
    ran = {job.name: (job, outcome) for job, outcome in outcomes}
    pages = {page.stem for page in out.glob("*.html") if page.with_suffix(".ipynb").exists()}
    cards = [_card(out, name, *ran.get(name, (None, None))) for name in sorted(pages | set(ran))]
    write_whole(out / NAME, index_page(cards))
    return out / NAME


def _card(out: Path, name: str, job: Job | None, outcome: Outcome | None) -> dict[str, Any]:
    """Return what the page shows of one report; its links are relative, so the folder can move."""
    places = {part: out / f"{name}{part}" for part in (".html", ".ipynb", ".png")}
    links = {part: quote(place.name) if place.exists() else "" for part, place in places.items()}
    card = {"page": links[".html"], "notebook": links[".ipynb"], "picture": links[".png"]}
    card |= {"error": "", "partial": "", "parameters": {}, "made": ""}
    summary = Summary(name)
    if card["notebook"]:
        notebook = read_notebook(places[".ipynb"])
        summary = summarise(notebook, name)
        card["parameters"] = set_parameters(notebook)
        made = datetime.fromtimestamp(places[".ipynb"].stat().st_mtime, UTC)
        card["made"] = f"Made {made:%Y-%m-%d %H:%M} UTC."
    if outcome and job:
        card["error"] = outcome.error
        card["partial"] = quote(job.partial.name) if job.partial.exists() else ""
        card["made"] += "" if outcome.error else f" It took {outcome.seconds:.1f} s."
    return card | {"title": summary.title, "finding": summary.finding, "alt": summary.alt}
