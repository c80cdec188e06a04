"""The reader of numbers against others that read English, on the sentences of the evaluation.

A peer says which numbers a sentence has; this suite also what each is. So only values are compared:
recall is the part of the values of figures, sums and percentages that a reader finds, precision the
part of what it finds that is one. A peer reads text with spelt numbers put into digits, or lists
values. Each runs in a process of its own, by ``python benchmarks/peers.py PEER``, where it is
installed.
"""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT / "tests"))
from numbered_sentences import read_sentences  # noqa: E402

FILES = ("evaluation.txt", "second_evaluation.txt", "third_evaluation.txt")
COUNTS = ("figure", "money", "percentage")
PEERS = ("text2num", "number-parser", "numerizer", "quantulum3")
PYTHON = PROJECT / ".venv" / "benchmark" / "bin" / "python"
DIGITS = re.compile(r"(?<![\w.,])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


def reader(name: str) -> Callable[[str], list[float]]:
    """Return a function that lists the values in a sentence; refused: what is not installed."""
    if name == "quantulum3":
        from quantulum3 import parser

        return lambda text: [float(quantity.value) for quantity in parser.parse(text)]
    if name == "reported-figures":
        from reported_figures.documents.prose import find

        return lambda text: [
            n.value for n in find(text) if n.kind in COUNTS and n.value is not None
        ]
    if name == "number-parser":
        from number_parser import parse as digits
    elif name == "numerizer":
        from numerizer import numerize as digits
    else:
        from text_to_num import alpha2digit

        def digits(text: str) -> str:
            return alpha2digit(text, "en")

    return lambda text: [float(n.replace(",", "")) for n in DIGITS.findall(digits(text))]


def values(numbers: list) -> list[float]:
    """Return the values of what counts something, of numbers found or expected."""
    return [n.value for n in numbers if n.kind in COUNTS and n.value is not None]


def measure(name: str) -> dict[str, float]:
    """Return a reader's recall and precision of values, and the seconds for all sentences."""
    sentences = [pair for file in FILES for pair in read_sentences(file)]
    read = reader(name)
    read(sentences[0][0])  # what is loaded once is not counted
    start = time.perf_counter()
    found = [Counter(read(text)) for text, _ in sentences]
    seconds = time.perf_counter() - start
    expected = [Counter(values(numbers)) for _, numbers in sentences]
    hits = sum((one & other).total() for one, other in zip(found, expected, strict=True))
    return {
        "recall": hits / sum(one.total() for one in expected),
        "precision": hits / sum(one.total() for one in found),
        "seconds": seconds,
    }


def lines() -> Iterator[str]:
    """Yield what was measured, as lines of Markdown; a peer that is not installed has no line."""
    yield "## Values read in the sentences of the evaluation"
    yield ""
    yield "| reader | recall | precision | time |"
    yield "|---|--:|--:|--:|"
    for name in ("reported-figures", *PEERS):
        python = sys.executable if name == "reported-figures" else PYTHON
        try:
            command = [python, __file__, name]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        one = json.loads(done.stdout)
        told = f"{one['recall']:.1%} | {one['precision']:.1%} | {one['seconds']:.2f} s"
        yield f"| {name} | {told} |"
    yield ""
    yield "The others tell no count from a date or a name, which lowers their precision. Of"
    yield "this suite the rules were mended with such sentences at hand, of the others not."


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
