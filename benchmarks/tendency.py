"""How often the interval of a factor holds it, and false claims, where the factors are known."""

import csv
import math
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from reported_figures.comparing.estimands import place
from reported_figures.comparing.tendency import higher_first, source_factors, source_tendency
from reported_figures.ledger import load_ledger, select
from reported_figures.reading.intervals import read_intervals

LEDGERS = 200
THREE, SEVEN = (1.3, 1.0, 0.9), (1.5, 1.2, 1.0, 1.0, 0.9, 0.8, 0.7)
CASES = {  # how each lot of ledgers differs from the plain ones
    "plain: 30 weeks, three sources, a tenth of the numbers are floors or ceilings": {},
    "10 weeks": {"weeks": 10},
    "120 weeks": {"weeks": 120},
    "days that resemble the day before (0.6)": {"alike": 0.6},
    "a third of the numbers are floors or ceilings": {"bounds": 0.33},
    "one number in twenty is a slip": {"slips": 0.05},
    "one source copies another": {"factors": (1.2, 1.2, 0.9), "copies": True},
    "seven sources": {"factors": SEVEN},
}
HEADER = ["figure_id", "speaker_id", "quantity_id", "kind", "stance", "status", "wording"]
HEADER += ["reported_on"]


def lines() -> Iterator[str]:
    """Yield the table of coverage, bias and claims, a line as soon as it is measured."""
    yield "## Who reports higher, on ledgers whose factors are known"
    yield ""
    yield f"{LEDGERS} ledgers a row; the interval is one of 90 percent."
    yield ""
    yield "| ledgers | in the interval | bias | claims, where there is no tendency | wrong claims |"
    yield "|---|--:|--:|--:|--:|"
    for name, case in CASES.items():
        yield f"| {name} | {' | '.join(_measured(case))} |"


def _measured(case: dict) -> list[str]:
    draw = random.Random(1)
    factors = case.get("factors", THREE)
    held, errors, wrong, claims = 0, [], 0, 0
    for _ in range(LEDGERS):
        pairs, found = _tendency(_rows(draw, **{"factors": factors, **case}))
        for row in found.dropna(subset="factor").itertuples():
            own = int(row.source[1:])
            others = [math.log(factor) for n, factor in enumerate(factors) if n != own]
            truth = math.log(factors[own]) - sum(others) / len(others)
            held += math.log(row.low) <= truth <= math.log(row.high)
            errors.append((own, math.log(row.factor) - truth))
        told = pairs[pairs["tends"] != ""]
        for a, b in zip(told["source_a"], told["source_b"], strict=True):
            wrong += factors[int(a[1:])] < factors[int(b[1:])]
        none = {**case, "factors": (1.0,) * len(factors)}
        claims += (_tendency(_rows(draw, **none))[0]["tends"] != "").any()
    bias = pd.DataFrame(errors, columns=["source", "error"]).groupby("source")["error"].mean()
    return [
        f"{held / len(errors):.0%}",
        f"{bias.abs().max():.1%}",
        f"in {claims / LEDGERS:.1%} of ledgers",
        str(wrong),
    ]


def _rows(draw, factors, weeks=30, noise=0.15, alike=0.0, bounds=0.1, slips=0.02, copies=False):
    """Yield the figures of a stock that rises, by sources with factors, rounded to two digits."""
    level, apart = math.log(500), [draw.gauss(0, noise) for _ in factors]
    for week in range(weeks):
        level += abs(draw.gauss(0.05, 0.05))
        fresh = [draw.gauss(0, noise) for _ in factors]
        apart = [alike * old + math.sqrt(1 - alike**2) * new
                 for old, new in zip(apart, fresh, strict=True)]  # fmt: skip
        if copies:
            apart[1] = apart[0]
        for source, factor in enumerate(factors):
            if draw.random() < 0.2:
                continue
            value, hedge = level + math.log(factor) + apart[source], ""
            if draw.random() < bounds:
                hedge = draw.choice(["at least ", "at least ", "at most "])
                value += (1 if hedge == "at most " else -1) * abs(draw.gauss(0, 0.3))
            elif draw.random() < slips:
                value += draw.choice([-1, 1]) * math.log(10)
            unit = 10 ** (math.floor(value / math.log(10)) - 1)
            number = round(math.exp(value) / unit) * unit
            yield week, f"s{source}", f"{hedge}{max(1, round(number)):,}"


def _tendency(figures) -> tuple[pd.DataFrame, pd.DataFrame]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reported_figures.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(HEADER)
            for n, (week, source, wording) in enumerate(figures):
                day = date(2023, 1, 1) + timedelta(7 * week)
                row = [f"f{n}", source, "people", "stock", "asserts", "observed", wording, day]
                writer.writerow(row)
        ledger = load_ledger(path)
    read = place(read_intervals(select(ledger), ledger.hedge_rules))
    pairs = higher_first(source_tendency(read, ledger.quantities))
    return pairs, source_factors(read, ledger.quantities)
