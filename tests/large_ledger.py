"""Write a ledger of any size for tests: nobody said any of it."""

import csv
import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2023, 1, 2)
# quantity_id, label, unit, kind, part_of, drawn_from, size of its numbers
QUANTITIES = [
    ("sent", "soldiers to be sent in all", "soldiers", "flow", "", "", 12_000),
    ("arrived", "soldiers who have arrived", "soldiers", "cumulative", "sent", "", 6_000),
    ("training", "soldiers at training grounds", "soldiers", "stock", "arrived", "", 3_000),
    ("front", "soldiers at the front", "soldiers", "stock", "arrived", "", 2_000),
    ("first_wave", "soldiers of the first wave", "soldiers", "flow", "sent", "arrived", 2_500),
    ("killed", "soldiers killed since the beginning", "soldiers", "cumulative", "arrived", "", 800),
    ("wounded", "soldiers wounded since the beginning", "soldiers", "cumulative", "arrived", "",
     1_500),
    ("civilians", "people who have left their homes", "people", "cumulative", "", "", 50_000),
    ("ships", "ships that entered the port", "ships", "flow", "", "", 12),
    ("aircraft", "transport aircraft in the air", "aircraft", "stock", "", "", 9),
    ("shells", "shells delivered", "shells", "cumulative", "", "", 1_200_000),
    ("officers", "officers embedded with units", "officers", "stock", "", "", 400),
]  # fmt: skip
AREAS = ["North", "South", "East", "West", "the coast", "the border", "the capital", "the islands"]
OUTLETS = ["statement", "press conference", "an interview on television", "the daily paper", ""]
COUNTRIES = ["Arcadia", "Borduria", "Freedonia", "Ruritania", ""]
WORDINGS: dict[str, Callable[[int], tuple[str, dict[str, int]]]] = {
    "bare": lambda n: (f"{n:,}", {"value": n}),
    "about": lambda n: (f"around {n:,}", {"value": n}),
    "at_most": lambda n: (f"as many as {n:,}", {"value": n}),
    "at_least": lambda n: (f"at least {n:,}", {"value": n}),
    "more_than": lambda n: (f"more than {n:,}", {"value": n}),
    "between": lambda n: (f"between {n:,} and {2 * n:,}", {"low": n, "high": 2 * n}),
    "vague": lambda n: ("hundreds", {}),
    "unknown": lambda n: ("an unknown number", {}),
    "none": lambda n: ("", {}),
}
FIGURE_COLUMNS = [
    "figure_id", "document_id", "paragraph", "speaker_id", "outlet", "quoted", "stance", "status",
    "evidence", "quantity_id", "wording", "value", "low", "high", "reported_on",
    "reported_on_basis", "event_from", "event_to", "place", "area", "supersedes",
]  # fmt: skip


def write_large_ledger(
    folder: Path, figures: int = 300, sources: int = 40, days: int = 90, seed: int = 0
) -> Path:
    """Write a valid ledger into a folder and return the folder; one seed gives one ledger.

    Speakers, statuses, hedges, areas, periods and bases of dates vary; some figures supersede an
    earlier one, and running totals grow with the days but sometimes fall.
    """
    draw = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    reported = sorted(draw.randrange(days) for _ in range(figures))
    if figures > 1:
        reported[0], reported[-1] = 0, days - 1
    rows: list[dict] = []
    for place, offset in enumerate(reported):
        rows.append(_figure(draw, place, offset, sources, days, rows))
    _write(folder / "reported_figures.csv", FIGURE_COLUMNS, rows)
    _write_tables(folder, sources, days)
    return folder


def _figure(
    draw: random.Random, place: int, offset: int, sources: int, days: int, earlier: list[dict]
) -> dict:
    """Return a row: who says what, on which day, and of which days and places."""
    day = FIRST_DAY + timedelta(days=offset)
    speaker = place % sources if place < sources else draw.randrange(sources)
    stance = draw.choices(["asserts", "cannot_confirm", "denies"], [18, 1, 1])[0]
    status = draw.choice(["observed", "observed", "under_way", "expected"])
    row = {
        "figure_id": f"figure-{place + 1:04}",
        "document_id": f"document-{offset // 7 + 1}",
        "paragraph": draw.randint(1, 20),
        "speaker_id": f"source-{speaker + 1}",
        "outlet": draw.choice(OUTLETS),
        "quoted": draw.choice(["direct", "paraphrase"]),
        "stance": stance,
        "status": status if stance == "asserts" else "",
        "evidence": draw.choice(["none", "none", "imagery", "other"]),
        "reported_on": day.isoformat(),
        "reported_on_basis": draw.choices(["stated", "inferred", "document"], [3, 1, 1])[0],
        "area": draw.choice([*AREAS, "", ""]),
    }
    row["place"] = f"near {row['area']}" if row["area"] else ""
    row |= _replacing(draw, row, earlier) or {"quantity_id": draw.choice(QUANTITIES)[0]}
    return row | _number(draw, row, offset / days) | _period(draw, day, row["status"])


def _replacing(draw: random.Random, row: dict, earlier: list[dict]) -> dict:
    """Return what makes a row replace an earlier figure of its speaker, for one in eight."""
    replaced = {other.get("supersedes") for other in earlier}
    own = [
        other
        for other in earlier
        if other["speaker_id"] == row["speaker_id"] and other["figure_id"] not in replaced
    ]
    if not own or draw.random() > 0.125:
        return {}
    return {"supersedes": own[-1]["figure_id"], "quantity_id": own[-1]["quantity_id"]}


def _number(draw: random.Random, row: dict, passed: float) -> dict:
    """Return the wording and the number that it prints; a running total grows as time passes."""
    kind, size = next((q[3], q[6]) for q in QUANTITIES if q[0] == row["quantity_id"])
    number = size * draw.uniform(0.7, 1.3) * (0.1 + passed if kind == "cumulative" else 1)
    hedges = list(WORDINGS) if row["stance"] == "asserts" else ["none"]
    weights = [6, 6, 3, 3, 2, 3, 1, 1, 2][: len(hedges)] if len(hedges) > 1 else [1]
    wording, numbers = WORDINGS[draw.choices(hedges, weights)[0]](_rounded(number))
    return {"wording": wording, **numbers}


def _rounded(number: float) -> int:
    """Return a number to two significant digits, and at least 1."""
    unit = 10 ** max(0, len(f"{number:.0f}") - 2)
    return max(1, round(number / unit) * unit)


def _period(draw: random.Random, day: date, status: str) -> dict:
    """Return the days that a figure speaks of: before it was said, or to come; often none."""
    if draw.random() < 0.4:
        return {}
    if status == "expected":
        return {"event_to": (day + timedelta(days=draw.randint(3, 40))).isoformat()}
    last = day - timedelta(days=draw.randint(0, 6))
    first = last - timedelta(days=draw.choice([0, 0, 3, 10]))
    return {"event_from": first.isoformat(), "event_to": last.isoformat()}


def _write_tables(folder: Path, sources: int, days: int) -> None:
    """Write the tables that the figures refer to: a document a week, one source in five unnamed."""
    names = ["quantity_id", "label", "unit", "kind", "part_of", "drawn_from"]
    quantities = [dict(zip(names, quantity, strict=False)) for quantity in QUANTITIES]
    _write(folder / "quantities.csv", [*names, "counts", "note"], quantities)
    speakers = [
        {
            "source_id": f"source-{place + 1}",
            "name": f"Spokesperson of ministry {place + 1}",
            "organisation_id": f"source-{place}" if place % 4 == 1 else "",
            "country": COUNTRIES[place % len(COUNTRIES)],
            "role": "spokesperson",
            "named": str(place % 5 != 4).lower(),
        }
        for place in range(sources)
    ]
    _write(folder / "sources.csv", list(speakers[0]), speakers)
    documents = [
        {
            "document_id": f"document-{week + 1}",
            "title": f"Generated document {week + 1}",
            "published_on": (FIRST_DAY + timedelta(days=week * 7 + 6)).isoformat(),
            "published_on_basis": "stated",
            "paragraphs": 20,
            "silent_parties": "Freedonia",
        }
        for week in range((days - 1) // 7 + 1)
    ]
    _write(folder / "documents.csv", list(documents[0]), documents)


def _write(file: Path, columns: list[str], rows: Iterable[dict]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
