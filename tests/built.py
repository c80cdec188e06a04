"""Build frames of figures for tests, with every column of a stage and its type."""

from pathlib import Path

import pandas as pd
from reported_figures.reading import wording

ARTICLE = Path(__file__).parent / "article"  # the project's ledger, as it stood
NUMBERS = ("value", "low", "high", "hedge", "vague_word")


def frame_of(rows, known):
    """Return rows as a frame of some columns of ``ledger.frames``; what is not told is blank."""
    blanks = {name: {"str": "", "bool": False}.get(column.dtype) for name, column in known.items()}
    return pd.DataFrame(
        {
            name: pd.Series([row.get(name, blanks[name]) for row in rows], dtype=column.dtype)
            for name, column in known.items()
        }
    )


def described(figure):
    """Return a figure with what describing fills: its number and hedge, read from its wording.

    It was said on one day, by a source that is its own organisation and origin, if not told else.
    """
    read = wording.parse(figure.get("wording", ""))
    dozens = {"dozens": wording.in_dozens(figure.get("wording", ""))}
    figure = dozens | {name: getattr(read, name) for name in NUMBERS} | figure
    ends = ("low", "high") if figure["value"] is None else ("value", "value")
    printed = {"printed_low": figure[ends[0]], "printed_high": figure[ends[1]]}
    speaker = figure["speaker_id"]
    organisation = figure.get("organisation_id") or speaker
    origin = figure.get("origin_organisation_id") or organisation
    filled = {
        "speaker": f"the {speaker}",
        "organisation_id": organisation,
        "origin_source_id": figure.get("origin_id") or speaker,
        "origin": figure.get("speaker", f"the {speaker}"),
        "origin_organisation_id": origin,
        "origin_organisation": f"the {origin}",
        "possible_organisation_id": figure.get("possible_organisation_id") or origin,
        "reported_until": figure["reported_on"],
        "starts_until": figure.get("starts_on"),
    }
    return printed | filled | {name: value for name, value in figure.items() if value != ""}
