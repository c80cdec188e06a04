"""``read`` shows how a wording or a sentence is read, one JSON object a line."""

import io
import json

from reported_figures.__main__ import main


def read(capsys, *arguments):
    assert main(["read", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_wording_is_a_line(capsys):
    about, floor = read(capsys, "around 1,500", "at least 20")
    assert about["text"] == "around 1,500"
    assert about["numbers"] == [
        {
            **{"token": "1,500", "class": "figure", "hedge": "about"},
            **{"value": 1500, "low": None, "high": None},
        }
    ]
    assert floor["numbers"][0]["hedge"] == "at_least"


def test_a_sentence_has_every_number_with_its_class(capsys):
    [line] = read(capsys, "On 3 May between 8,500 and 9,000 came, and paid $12 each.")
    assert [(n["token"], n["class"]) for n in line["numbers"]] == [
        ("3", "date"), ("8,500", "figure"), ("9,000", "figure"), ("12", "money")
    ]  # fmt: skip
    assert line["numbers"][0]["hedge"] is None
    assert {(n["low"], n["high"]) for n in line["numbers"][1:3]} == {(8500, 9000)}


def test_without_arguments_it_reads_lines(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("some 30\nno number\n"))
    first, second = read(capsys)
    assert (first["text"], first["numbers"][0]["value"]) == ("some 30", 30)
    assert second == {"text": "no number", "numbers": []}
