"""Make small ledgers for tests, and ledgers of any size by a rule: nobody said any of it."""

import csv
import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

Cells = dict[str, object]
SAID_ON = date(2024, 5, 2)
STAGES = [("", "observed"), ("about ", "observed"), ("at least ", "under_way")]
STAGES += [("up to ", "expected")]
UNITS = {"marchers": "people", "damage": "dollars", "arrests": "arrests"}


def said(speaker: str, wording: object, day: object = SAID_ON, of: str = "crowd", **cells) -> Cells:
    """Return a row: a source asserts a number of something that it says has happened.

    ``day`` is a day, or how many days after ``SAID_ON``.
    """
    return {
        "speaker_id": speaker,
        "stance": "asserts",
        "status": "observed",
        "quantity_id": of,
        "wording": wording,
        "reported_on": after(day),
        "reported_on_basis": "stated",
        **cells,
    }


def refused(speaker: str, stance: str, day: object = SAID_ON, of: str = "crowd", **cells) -> Cells:
    """Return a row: a source denies, or cannot confirm."""
    return {**said(speaker, "", day, of, stance=stance, status=""), **cells}


def counted(name: str, kind="total", label="", unit="people", **cells) -> Cells:
    """Return the row of a quantity."""
    label = label or f"people in the {name.replace('_', ' ')}"
    row = {"quantity_id": name, "label": label, "unit": unit, "kind": kind}
    return {**row, "unit_kind": "count", **cells}


def after(day: object) -> str:
    """Return an ISO day: itself, or that of so many days after ``SAID_ON``."""
    return (SAID_ON + timedelta(days=day)).isoformat() if isinstance(day, int) else str(day)


def write_ledger(
    folder: Path, figures: Iterable[Cells], quantities: Iterable[Cells] = (), sources=()
) -> Path:
    """Write a ledger into a folder and return the folder; rows get ids from a number on."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [{"figure_id": f"f{place}", **row} for place, row in enumerate(figures)]
    tables = {"reported_figures": rows, "quantities": [*quantities], "sources": [*sources]}
    for name, table in tables.items():
        if table:
            _write(folder / f"{name}.csv", table)
    return folder


def _write(path: Path, rows: list[Cells]) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


# Ledgers of any size, each by one rule


def drawn_by_many(rows: int) -> tuple[list[Cells], list[Cells]]:
    """Return many counts of those who arrived, by nine sources, and one of those deployed."""
    arrived = [said(f"s{n % 9}", f"{1000 + n:,}", of="arrived") for n in range(rows - 1)]
    deployed = said("ministry", "1,300", of="deployed", status="expected")
    quantities = [
        counted("arrived", label="soldiers who arrived", unit="soldiers"),
        counted("deployed", label="soldiers deployed", unit="soldiers", drawn_from="arrived"),
    ]
    return [*arrived, deployed], quantities


def battle(rows: int) -> tuple[list[Cells], list[Cells]]:
    """Return three numbers of one battle that cannot all hold, beside many of another matter."""
    figures = [
        said("a", "9,000", of="casualties"),
        said("b", "5,000", of="strength"),
        said("c", "20,000", of="killed"),
    ]
    figures += [said(f"s{n}", "5,000", of="other") for n in range(rows - 3)]
    quantities = [
        counted("strength", "stock", "soldiers", "soldiers"),
        counted("casualties", "total", "casualties", "soldiers", drawn_from="strength"),
        counted("killed", "total", "soldiers killed", "soldiers", part_of="casualties"),
        counted("other", "stock", "other soldiers", "soldiers"),
    ]
    return figures, quantities


def growing(rows: int) -> tuple[list[Cells], list[Cells]]:
    """Return the running total of one ministry, ten higher each day."""
    figures = [said("ministry", str(100 + 10 * n), n, "dead") for n in range(rows)]
    return figures, [counted("dead", "cumulative", "people killed since the war began")]


def polls(rows: int) -> tuple[list[Cells], list[Cells]]:
    """Return polls of five pollsters, each of a week of its own; no kind is recorded."""
    figures = [
        said(f"pollster-{n % 5}", f"{40 + n % 10}%", 7 * n + 2, "approve", status="",
             event_from=after(7 * n), event_to=after(7 * n + 1))
        for n in range(rows)
    ]  # fmt: skip
    return figures, []


def towns(rows: int) -> tuple[list[Cells], list[Cells]]:
    """Return one source's number of protesters in each of many towns."""
    figures = [said("a", str(100 + n), of=f"town{n}") for n in range(rows)]
    return figures, [counted(f"town{n}", "stock", f"protesters in town {n}") for n in range(rows)]


def protest(rows: int, seed: int = 0) -> tuple[list[Cells], list[Cells]]:
    """Return what many sources say of a protest: marchers, damage in dollars, and arrests."""
    draw = random.Random(seed)
    figures = []
    for n in range(rows):
        of, number = (("marchers", 1000), ("damage", 1000), ("arrests", 10))[n % 3]
        number *= draw.randint(20, 140) * (40 if of == "damage" else 1)
        hedge, status = draw.choice(STAGES)
        wording = f"{hedge}{number:,}" if draw.random() > 0.1 else ""
        figures.append(said(f"s{n % 8}", wording, draw.randrange(9), of, status=status))
    labels = ("people marching in the capital", "damage to shops and public property", "arrests")
    quantities = [
        counted(of, "total", label, UNITS[of], unit_kind="money" if of == "damage" else "count")
        for of, label in zip(UNITS, labels, strict=True)
    ]
    return figures, quantities


def running_totals(
    figures: int, sources: int = 7, quantities: int = 50, days: int = 365, seed: int = 0
) -> tuple[list[Cells], list[Cells]]:
    """Return a year of running totals: each source counts each quantity, and never lower.

    However many steps a series has, it grows some twentyfold at most.
    """
    draw = random.Random(seed)
    pace = min(0.1, 6 * sources * quantities / figures)
    level = {(s, q): 100.0 * (1 + q) for s in range(sources) for q in range(quantities)}
    rows = []
    for n, day in enumerate(sorted(draw.randrange(days) for _ in range(figures))):
        of = (n % sources, n // sources % quantities)
        level[of] *= 1 + draw.random() * pace
        rows.append(said(f"s{of[0]}", f"{level[of]:,.0f}", day, f"q{of[1]}"))
    return rows, [counted(f"q{q}", "cumulative", f"people of group {q}") for q in range(quantities)]


def with_slips(
    length: int, seed: int, rate: float = 0.01, least: float = 1.5
) -> tuple[list[int], set[int]]:
    """Return a running total with slips, and the places of those that are so many times off."""
    draw = random.Random(seed)
    level, numbers, slips = 1000.0, [], set()
    for place in range(length):
        level *= 1 + draw.random() / 50
        slipped = 0 < place < length - 1 and draw.random() < rate
        factor = draw.choice([10, 0.1, least, 1 / least, 3, 1 / 3, 2, 0.5]) if slipped else 1
        numbers.append(round(level * factor))
        slips |= {place} if slipped else set()
    return numbers, slips
