"""An audit accounts for every number of a document, and names what is amiss.

The same mistakes are made in the ledger of a letter written for the tests and, where its text is at
hand, in that of the article.
"""

import re
import subprocess
import sys

import pytest
from audited import ARTICLE_TEXT, LETTER, article, letter
from bad_ledgers import DOCUMENT
from reported_figures import PROJECT, SEEDS
from reported_figures.__main__ import main
from reported_figures.documents import inventory
from reported_figures.documents.inventory import Counts, inventory_counts, inventory_sentence

MADE = [letter, *([article] if ARTICLE_TEXT else [])]


@pytest.fixture(params=MADE, ids=lambda make: make.__name__)
def audited(request, tmp_path, monkeypatch):
    monkeypatch.delenv("SEEDS_TEXTS", raising=False)
    return request.param(tmp_path)


@pytest.fixture
def written(tmp_path, monkeypatch):
    monkeypatch.delenv("SEEDS_TEXTS", raising=False)
    return letter(tmp_path)


@pytest.fixture
def run(capsys):
    """Return a function that audits a ledger: the exit code, and what is printed."""

    def audit(made, *options, texts=True):
        arguments = ["audit", "--ledger", str(made.ledger), *options]
        code = main([*arguments, *(["--texts", str(made.texts)] if texts else [])])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return audit


def figure(name, **cells):
    """Return a change of one row of the ledger; without cells it is removed."""
    return lambda row: row if row["figure_id"] != name else cells and {**row, **cells}


def test_every_number_is_accounted_for(audited, run):
    code, said = run(audited)
    assert code == 0
    assert said.endswith("1 document: no problems.\n")
    assert "None is unaccounted for." in said
    assert "Not checked" not in said


def test_the_table_says_what_became_of_each_number(written, run):
    _, said = run(written)
    assert [" ".join(line.split()) for line in said.splitlines()[2:16]] == [
        "par. pos. number what became of it",
        "1 20 2 set aside: date",
        '2 22 900 figure crew: "around 900"',
        '2 33 35 figure boats: "35"',
        '2 72 12 figure left: "12"',
        "3 3 second set aside: ordinal, see next-strike",
        '3 37 40 figure pilots: "Between 40 and 60"',
        '3 44 60 figure pilots: "Between 40 and 60"',
        "3 76 200 set aside: designation",
        '4 4 unknown number figure guests: "An unknown number"',
        "4 38 900 set aside: duplicate, see crew",
        "4 43 one set aside: other matter",
        "4 78 2 set aside: date",
        "4 85 2031 set aside: date",
    ]


def named(code, said, *words):
    """Assert that an audit failed with one problem that has all of the words."""
    problems = [line for line in said.splitlines() if all(word in line for word in words)]
    assert code == 2
    assert problems, said
    return problems


def test_a_row_removed_from_the_ledger_is_named(audited, run):
    audited.edit("reported_figures", figure(audited.plain))
    named(*run(audited), "figure_id", audited.plain, "is not a figure_id of the ledger")


def test_the_row_that_a_set_aside_number_bears_on_is_missed(audited, run):
    audited.edit("reported_figures", figure(audited.tied))
    named(*run(audited), audited.tied, "is not a figure_id of the ledger")


def test_a_changed_value_is_named(audited, run):
    audited.edit("reported_figures", figure(audited.plain, value="77"))
    named(*run(audited), "value", "77", audited.wording)


def test_a_wording_and_value_changed_alike_are_named(audited, run):
    audited.edit("reported_figures", figure(audited.plain, wording="77", value="77"))
    named(*run(audited), "wording", "does not print", audited.wording)


def test_a_changed_paragraph_is_named(audited, run):
    audited.edit("reported_figures", figure(audited.plain, paragraph="4"))
    named(*run(audited), "paragraph", audited.wording, "is not where the inventory")


def test_a_dropped_hedge_is_named(audited, run):
    dropped = {"letter": "900"}.get(audited.document, "1,500")
    audited.edit("reported_figures", figure(audited.hedged, wording=dropped))
    named(*run(audited), "wording", "leaves out the hedge", f"around {dropped}")


def test_a_hedge_that_the_text_does_not_have_is_named(audited, run):
    audited.edit("reported_figures", figure(audited.plain, wording=f"about {audited.wording}"))
    named(*run(audited), "wording", "does not stand around", audited.wording)


def test_a_number_that_the_inventory_lacks_is_named(audited, run):
    audited.edit("numbers", lambda row: row if row["figure_id"] != audited.plain else None)
    code, said = run(audited)
    named(code, said, "has no row for", audited.wording, "it reads as a figure")
    named(code, said, "wording", audited.wording, "is tied to no number")
    assert "1 is unaccounted for." in said
    table = said[said.index("what became of it") :].splitlines()
    assert table[1].startswith("!")
    assert table[1].endswith("is not in the inventory")


@pytest.mark.parametrize(
    "cells, words",
    [
        ({"position": "5"}, ("token", "does not stand in paragraph", "it stands in paragraph")),
        ({"paragraph": "1"}, ("paragraph", "is not where the inventory has its number")),
        ({"paragraph": "99"}, ("paragraph", "is above")),
        ({"figure_id": ""}, ("figure_id", "is blank: which figure")),
        ({"reason": "date"}, ("reason", "stands where the number is a figure")),
        ({"fate": "set_aside"}, ("reason", "is blank: why")),
        ({"fate": "lost"}, ("fate", "lost")),
        ({"token": "3"}, ("wording", "does not print")),
        ({"figure_id": "nobody"}, ("figure_id", "is not a figure_id of the ledger")),
    ],
)
def test_a_mistake_in_the_inventory_is_named(cells, words, audited, run):
    audited.edit("numbers", figure(audited.plain, **cells))
    named(*run(audited), *words)


def test_a_number_counted_twice_is_named(written, run):
    twice = {"fate": "figure", "reason": ""}
    written.edit("numbers", lambda row: row if row["reason"] != "duplicate" else {**row, **twice})
    named(*run(written), "crew", "is tied to 2 numbers of the inventory")


def test_another_text_is_named(written, run):
    (written.texts / "letter.txt").write_text(LETTER + "\nMore than 80 came.\n", encoding="utf-8")
    code, said = run(written)
    named(code, said, "letter", "is not the one that was read", "sha256")
    named(code, said, "letter", "is not the one that was read", "paragraphs is 5")
    named(code, said, "has no row for", "80", "paragraph 5, position 11")


def test_what_only_a_person_sees_as_a_number_needs_a_note(written, run):
    row = "letter,1,9,to,set_aside,,other_matter,"
    path = written.file("numbers")
    path.write_text(f"{path.read_text()}{row}\n")
    named(*run(written), "token", '"to"', "a note has to say so")
    path.write_text(path.read_text().replace(row, f"{row}A pun on two."))
    assert run(written)[0] == 0


def test_a_count_that_is_set_aside_as_something_else_is_marked(written, run):
    cells = {"fate": "set_aside", "reason": "age"}
    written.edit("numbers", figure("left", **cells))
    _, said = run(written)
    assert re.search(r"12 +set aside: age, see left \(it reads as a count\)", said)


def test_a_number_that_is_not_understood_is_named_with_its_words(written, run):
    text = f"{LETTER}\nThen 10s of thousands came, and 5k w left.\n"
    (written.texts / "letter.txt").write_text(text, encoding="utf-8")
    _, said = run(written)
    assert re.search(r"10 +is not in the inventory \(it is not understood: read it yourself", said)
    assert re.search(r'5k +is not .* \(it is not understood in "5k w": read it yourself\)', said)


# Without the text


def test_without_the_text_the_rest_is_checked_and_listed(written, run):
    (written.texts / "letter.txt").unlink()
    code, said = run(written)
    assert code == 0
    assert "has no text of letter" in said
    assert len(re.findall("^  - that ", said, re.MULTILINE)) == 3
    assert "unaccounted" not in said
    assert run(written, "--require-text")[0] == 2
    written.edit("reported_figures", figure("left"))
    named(*run(written), "left", "is not a figure_id of the ledger")


def test_with_the_text_it_may_be_required(written, run):
    assert run(written, "--require-text")[0] == 0


def test_a_folder_that_is_named_has_to_be_there(written, run, monkeypatch):
    named(*run(written, "--texts", "nowhere", texts=False), "nowhere", "no such folder", "--texts")
    monkeypatch.setenv("SEEDS_TEXTS", "elsewhere")
    named(*run(written, texts=False), "elsewhere", "no such folder", "SEEDS_TEXTS")


def test_the_variable_names_the_texts(written, run, monkeypatch):
    monkeypatch.setenv("SEEDS_TEXTS", str(written.texts))
    code, said = run(written, texts=False)
    assert code == 0
    assert "None is unaccounted for." in said


def test_documents_are_chosen_by_name(written, run):
    assert "1 document: no problems." in run(written, "letter")[1]
    named(*run(written, "leter"), "leter", "no such document", "did you mean letter?")


def test_a_ledger_with_problems_comes_first(written, run):
    written.edit("reported_figures", figure("left", stance="maybe"))
    code, said = run(written)
    named(code, said, "stance", "maybe")
    assert "Nothing was audited" in said


def test_numbers_of_a_document_that_is_not_known_are_named(written, run):
    path = written.file("numbers")
    path.write_text(f"{path.read_text()}lettre,1,20,2,set_aside,,date,\n")
    named(*run(written), "document_id", "lettre", "is not a document_id")


def test_a_number_of_another_document_is_named(written, run):
    path = written.file("documents")
    path.write_text(f"{path.read_text()}other,Another,,\n")
    written.edit("reported_figures", figure("left", document_id="other"))
    named(*run(written), "figure_id", "left", "is a figure of another document")


def test_an_inventory_that_is_not_there_is_a_problem(written, run):
    written.file("numbers").unlink()
    named(*run(written), "numbers.csv", "is not there")


# The project's own


def test_the_project_passes_without_the_text(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("SEEDS_TEXTS", str(tmp_path))
    assert main(["audit"]) == 0
    assert "no problems" in capsys.readouterr().out


def test_the_inventory_says_what_became_of_the_article():
    counts = inventory_counts(documents={DOCUMENT})
    assert counts == Counts(15, 7, {"ordinal": 4, "date": 3, "designation": 1})


@pytest.mark.parametrize(
    "counts, sentence",
    [
        (Counts(0, 0), "There is no inventory of the numbers that are printed."),
        (Counts(1, 1), "Of 1 number printed, 1 became a figure and none were set aside."),
        (
            Counts(3, 1, {"other_matter": 1, "money": 1}),
            "Of 3 numbers printed, 1 became a figure and 2 were set aside: 1 number of another "
            "matter and 1 sum of money.",
        ),
        (
            Counts(4, 0, {"date": 2, "age": 1, "score": 1}),
            "Of 4 numbers printed, 0 became figures and 4 were set aside: 2 dates, 1 age and "
            "1 score.",
        ),
    ],
)
def test_an_inventory_in_a_sentence(counts, sentence):
    assert inventory_sentence(counts) == sentence


def test_an_inventory_with_problems_is_not_counted(tmp_path):
    (tmp_path / "numbers.csv").write_text("document_id;paragraph\n")
    with pytest.raises(inventory.LedgerError, match="separated by semicolons"):
        inventory_counts(tmp_path)


def test_a_ledger_without_an_inventory_has_no_numbers(tmp_path):
    assert inventory_counts(tmp_path) == Counts(0, 0)


def test_neither_command_imports_pandas():
    code = (
        "import sys; from reported_figures.documents import audit, draft; "
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0


if ARTICLE_TEXT:

    def test_the_article_is_accounted_for(capsys):
        assert main(["audit", "--texts", str(ARTICLE_TEXT.parent), "--require-text"]) == 0
        said = capsys.readouterr().out
        assert "7 became figures and 8 were set aside" in said
        assert "None is unaccounted for." in said

    def test_no_phrase_of_the_article_stands_in_the_inventory():
        text = ARTICLE_TEXT.read_text(encoding="utf-8").lower()
        words = re.findall(r"\w+", text)
        phrases = set(zip(*(words[i:] for i in range(9)), strict=False))
        own = re.findall(r"\w+", (SEEDS / "numbers.csv").read_text(encoding="utf-8").lower())
        assert not phrases & set(zip(*(own[i:] for i in range(9)), strict=False))


def moved(made, text):
    """Write a changed text, and return what the tables had before."""
    (made.texts / "letter.txt").write_text(text, encoding="utf-8")
    tables = ("reported_figures.csv", "documents.csv", "numbers.csv")
    files = [next(made.ledger.parent.rglob(name)) for name in tables]
    return {path: path.read_text(encoding="utf-8") for path in files}


def test_positions_follow_a_text_that_has_changed(written, run):
    changed = LETTER.replace("\n\n", "\n\nBy our own reporter\n\n", 1).replace(
        "The line said around", "The line itself said that around"
    )
    before = moved(written, changed)
    assert run(written)[0] == 2
    code, said = run(written, "--fix")
    assert code == 0 and "letter: 12 numbers moved." in said
    assert said.endswith("1 document: no problems.\n")
    figures, documents, numbers = (path.read_text(encoding="utf-8") for path in before)
    assert "letter,3,34,900,figure,crew,," in numbers and "letter,5,85,2031" in numbers
    assert "letter,1,20,2,set_aside,,date," in numbers  # the title stands where it stood
    paragraphs = {row.split(",")[0]: row for row in figures.splitlines()}
    assert ",4," in paragraphs["next-strike"]  # a position follows the numbers of its paragraph
    assert documents != before[next(p for p in before if p.name == "documents.csv")]
    again = run(written, "--fix")
    assert again[0] == 0 and "moved" not in again[1]


def test_a_number_that_is_gone_keeps_its_place_and_is_named(written, run):
    moved(written, LETTER.replace("and that 12 had left", "and that some had left"))
    code, said = run(written, "--fix")
    assert code == 2 and "letter: no numbers moved." in said
    assert "12" in said


def test_positions_are_not_moved_without_a_text(written, run):
    before = moved(written, LETTER)
    (written.texts / "letter.txt").unlink()
    code, said = run(written, "--fix")
    assert code == 2 and "has no text of letter: it is needed." in said
    assert all(path.read_text(encoding="utf-8") == text for path, text in before.items())


def test_positions_are_not_moved_where_nothing_tells_which_text_they_are_from(written, run):
    written.file("documents").unlink()
    before = written.file("numbers").read_text(encoding="utf-8")
    code, said = run(written, "--fix")
    assert code == 2 and "documents.csv is not there" in said
    assert written.file("numbers").read_text(encoding="utf-8") == before


def test_numbers_without_a_column_for_reasons_are_told(written, run):
    def nameless(row):
        return {name: cell for name, cell in row.items() if name != "reason"}

    written.edit("numbers", nameless)
    code, said = run(written)
    assert code == 2 and "reason is blank" in said
