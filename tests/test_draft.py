"""A draft proposes a row for each figure of a text, and fills nothing that a person must decide."""

import csv
import io

import pytest
from audited import ARTICLE_TEXT
from bad_ledgers import DOCUMENT, build
from reported_figures import DATA
from reported_figures.__main__ import main
from reported_figures.documents.attribution import speaker_near
from reported_figures.documents.dates import dates_in
from reported_figures.documents.draft import PROPOSALS, figure_rows, number_rows
from reported_figures.documents.language import is_english
from reported_figures.documents.neighbours import sentence_at, unit_word
from reported_figures.documents.paragraphs import Text
from reported_figures.ledger.checks import FIGURES, check_ledger
from reported_figures.ledger.schemas import SCHEMA, read_schemas

LETTER = """Harbour closed

The Port Authority of Sarnov said on 3 May 2021 that between 8,500 and 9,000 dockers had left.
Gen. Ivo Brandt told Sarnov Radio of up to 40 tugs, perhaps 1.500 barges and 12 percent of guards. \
\u201cAbout $3.5m is missing,\u201d he added on Friday. At 6 p.m. it began.
"""


@pytest.fixture
def draft(tmp_path, capsys):
    """Return what a draft prints for a text: its rows, and what it says is left to do."""

    def run(text=LETTER, *options, name="letter"):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        assert main(["draft", str(path), *options]) == 0
        printed = capsys.readouterr()
        return list(csv.DictReader(io.StringIO(printed.out))), printed.err

    return run


def test_a_row_is_proposed_for_each_figure(draft):
    rows, _ = draft()
    found = [(r["paragraph"], r["wording"], r["value"], r["low"], r["high"]) for r in rows]
    assert found == [
        ("2", "between 8,500 and 9,000", "", "8500", "9000"),
        ("3", "up to 40", "40", "", ""),
        ("3", "", "", "", ""),
        ("3", "12", "12", "", ""),
        ("3", "About $3.5m", "3500000", "", ""),
    ]


def test_what_stands_around_a_figure_is_proposed(draft):
    rows, _ = draft()
    columns = ("reads_as", "unit_word", "dates", "dates_to_settle", "name_nearby", "quoted")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("between", "dockers", "2021-05-03", "", "Port Authority of Sarnov", "paraphrase"),
        ("up_to", "tugs", "", "", "Gen. Ivo Brandt", "paraphrase"),
        ("none", "barges", "", "", "Gen. Ivo Brandt", "paraphrase"),
        ("bare", "percent", "", "", "Gen. Ivo Brandt", "paraphrase"),
        ("about", "$", "", "Friday", "Gen. Ivo Brandt", "direct"),
    ]


def test_what_is_blank_is_named(draft):
    rows, said = draft()
    required = [
        field["name"]
        for field in read_schemas(DATA / SCHEMA)[FIGURES]["fields"]
        if field.get("constraints", {}).get("required")
    ]
    for row in rows:
        blank = [name for name in ("document_id", *required) if not row[name]]
        assert row["to_fill"].split("; ")[-len(blank) :] == blank
        assert all(name in said for name in blank)
    assert rows[2]["to_fill"].startswith('wording and value ("1.500" is not read for certain)')


def test_rows_taken_over_pass_the_check_but_for_their_blanks(draft, tmp_path):
    """Only what a row's to_fill names is missing; rows whose blanks are filled have no problem."""
    rows, _ = draft()
    taken = [{name: row[name] for name in row if name not in PROPOSALS} for row in rows]
    problems = check_ledger(with_rows(tmp_path / "blank", taken)).problems
    missing = {name for row in rows for name in row["to_fill"].split("; ")}
    assert problems
    assert {problem.column for problem in problems} <= missing
    assert all(problem.reason.startswith(("is blank", "says nothing")) for problem in problems)
    answers = {"speaker_id": "nis", "stance": "asserts", "quantity_id": "landing_ships"}
    answers |= {"reported_on": "2021-05-03", "reported_on_basis": "stated"}
    filled = [row | answers | {"figure_id": f"f{number}"} for number, row in enumerate(taken)]
    assert check_ledger(with_rows(tmp_path / "filled", filled)).problems == []


SHARES = "Nearly half of the crew, one in four boats and at most 1 in 4,900 nets; a third man fell."


def test_shares_are_drafted_in_percent_and_pass_the_check(tmp_path):
    text = Text((SHARES,), "")
    drafted = list(figure_rows(text))
    cells = [(row["wording"], row["hedge"], row["value"], row["unit_word"]) for row in drafted]
    assert cells == [
        ("Nearly half", "nearly", "50", "percent"),
        ("one in four", "bare", "25", "percent"),
        ("at most 1 in 4,900", "at_most", "0.02041", "percent"),
    ]
    aside = [row["token"] for row in number_rows(text, "letter") if row["fate"] != "figure"]
    assert aside == ["four", "4,900", "third"]
    taken = [{name: row[name] for name in row if name not in PROPOSALS} for row in drafted]
    answers = {"speaker_id": "nis", "stance": "asserts", "quantity_id": "landing_ships"}
    answers |= {"reported_on": "2021-05-03", "reported_on_basis": "stated"}
    filled = [row | answers | {"figure_id": f"f{number}"} for number, row in enumerate(taken)]
    assert check_ledger(with_rows(tmp_path / "right", filled)).problems == []
    wrong = [filled[2] | {"value": "5"}]
    found = check_ledger(with_rows(tmp_path / "wrong", wrong)).problems
    assert [problem.column for problem in found] == ["value"]


def with_rows(folder, rows):
    """Add rows to a copy of the article's ledger."""
    ledger = build(folder)
    with (ledger / f"{FIGURES}.csv").open("a", newline="", encoding="utf-8") as file:
        csv.DictWriter(file, rows[0], lineterminator="\n").writerows(rows)
    return ledger


def test_the_rows_of_the_inventory_account_for_every_number(draft):
    rows, said = draft(LETTER, "--numbers")
    fates = [(row["paragraph"], row["token"], row["fate"], row["reason"]) for row in rows]
    assert fates == [
        ("2", "3", "set_aside", "date"),
        ("2", "2021", "set_aside", "date"),
        ("2", "8,500", "figure", ""),
        ("2", "9,000", "figure", ""),
        ("3", "40", "figure", ""),
        ("3", "1.500", "figure", ""),
        ("3", "12", "figure", ""),
        ("3", "3.5m", "figure", ""),
        ("3", "6", "set_aside", "time"),
    ]
    lines = [line for line in LETTER.splitlines() if line]
    assert all(
        lines[int(row["paragraph"]) - 1].startswith(row["token"], int(row["position"]) - 1)
        for row in rows
    )
    assert "figure_id in 6" in said


def test_a_draft_fills_no_cell_that_a_spreadsheet_computes(draft):
    rows, _ = draft(LETTER, "--numbers", name="=1+1")
    assert {row["document_id"] for row in rows} == {"'=1+1"}


def test_a_new_document_is_told_how_to_be_added(draft):
    _, said = draft()
    assert "document_id letter, paragraphs 3, sha256 " in said


@pytest.mark.parametrize(
    "content, words",
    [
        (None, "No such file"),
        (b"\xff\xfe1", "not UTF-8"),
        (b" \n\n", "empty"),
        (b"<html><body>\n<p>Some <b>500</b> people</p>\n</body></html>", "is HTML"),
        (b"Nach Angaben der Polizei wurden 300 Menschen verletzt.", "not look like English"),
        (
            "300 \u043b\u044e\u0434\u0435\u0439".encode(),
            "not look like English",
        ),
        (
            "Selon la police, 300 personnes ont \u00e9t\u00e9 bless\u00e9es.".encode(),
            "not look like English",
        ),
    ],
)
def test_a_text_that_cannot_be_read_is_refused(content, words, tmp_path, capsys):
    path = tmp_path / "letter.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["draft", str(path)]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Al menos 300 personas murieron, informó la policía.", False),
        ("Ainakin 300 ihmistä kuoli ja 40 loukkaantui, poliisi kertoi.", False),
        ("Najmanje 300 ljudi je poginulo, a 40 je ozlijeđeno, javlja policija.", False),
        ("Ít nhất 300 người thiệt mạng, cảnh sát cho biết.", False),
        ("Watu wasiopungua 300 wamefariki na 40 wamejeruhiwa, polisi wa mji wamesema.", False),
        ("Hindi bababa sa 300 katao ang namatay, ayon sa pulisya.", False),
        ("Rubén Núñez of La Paz counted 300 piñatas.", True),
        ("300 protesters march against prime minister", True),
        ("12 killed in café blast near Rio", True),
        ("Dead 12, injured 48, missing 3", True),
    ],
)
def test_one_sentence_shows_whether_a_text_is_english(text, english):
    assert is_english(text) == english


@pytest.mark.parametrize(
    ("text", "cautions"),
    [
        ("Another 1,500 men left, and 20 more guards.", ["adds to", "adds to"]),
        ("It rose by about 2,000 to some 10,000.", ["how much", ""]),
        ("It rose from 120 to 340 on Friday.", ["level before", ""]),
        ("It was up from 80,000.", ["level before"]),
        ("The union claimed 2.8 million, the ministry 1.27 marchers.", ["", "decimals"]),
        ("Turnout was 1.27 percent of 40 voters.", ["", ""]),
        ("More than 40 men came.", [""]),
        ("The toll inched up by two to 87.", ["how much", ""]),
        ("The rent climbed $3 to $82.", ["how much", ""]),
        ("Staff will be cut by a third to 6,000.", [""]),
        ("It fell by up to 40.", ["how much"]),
        ("Arrests: 40 (up 12).", ["", "how much"]),
        ("Turnout fell 0.3 points to 4.1 percent.", ["how much", ""]),
        ("She leads by 5 percentage points.", ["how far"]),
        (
            "Output is 30 fewer than in May; the jail holds 12 more inmates than then.",
            ["how far"] * 2,
        ),
    ],
)
def test_what_is_no_plain_count_is_marked(draft, text, cautions):
    rows, _ = draft(text)
    assert len(rows) == len(cautions)
    for row, words in zip(rows, cautions, strict=True):
        assert words in row["caution"] and bool(words) == bool(row["caution"])


def test_the_cells_of_a_table_are_numbers_of_their_own(draft):
    rows, _ = draft("Losses\nSouth\t12\t340\nEast  3  120\n")
    assert [row["value"] for row in rows] == ["12", "340", "3", "120"]


@pytest.mark.parametrize(
    "text, certain, unsettled",
    [
        ("It left on 2024-10-08.", ["2024-10-08"], []),
        ("It left on 8 October 2024.", ["2024-10-08"], []),
        ("It left on Oct. 8, 2024, not on 13/10/2024.", ["2024-10-08", "2024-10-13"], []),
        ("From October 8 to 13, 2024.", ["2024-10-08", "2024-10-13"], []),
        ("From 30 September to 2 October 2024.", ["2024-09-30", "2024-10-02"], []),
        ("From 30 December to 2 January 2025.", ["2025-01-02"], ["30 December"]),
        ("On the 3rd, 4th or 6th of May 2021.", ["2021-05-03", "2021-05-04", "2021-05-06"], []),
        ("In October 2024.", ["2024-10"], []),
        ("By 1/11/2024, or 1/11/24.", [], ["1/11/2024", "1/11/24"]),
        ("On Friday, October 8, and in August.", [], ["Friday", "October 8", "August"]),
        ("On 30 February 2024.", [], ["30 February 2024"]),
        ("on 8 October 2024", ["2024-10-08"], []),
        ("on October 8, 2024", ["2024-10-08"], []),
        ("the 8th of October 2024", ["2024-10-08"], []),
        ("on 8 Oct. 2024", ["2024-10-08"], []),
        ("8, 9 and 10 October 2024", ["2024-10-08", "2024-10-09", "2024-10-10"], []),
        ("in October 2024", ["2024-10"], []),
        ("in October", [], ["October"]),
        ("from 8 October to 3 December 2024", ["2024-10-08", "2024-12-03"], []),
        ("from 28 December to 3 January 2024", ["2024-01-03"], ["28 December"]),
        ("from October to December 2024", ["2024-12"], ["October"]),
        ("on 31 June 2024", [], ["31 June 2024"]),
        ("on 8 October, and on 3 December 2024", ["2024-12-03"], ["8 October"]),
        ("on 2024-10-08 and 2024-13-08", ["2024-10-08"], ["2024-13-08"]),
        ("on 13/10/2024, 10/13/2024 and 13.10.2024", ["2024-10-13"], []),
        ("on 1/11/2024 or 13/13/2024", [], ["1/11/2024", "13/13/2024"]),
        ("on 10/10/2024", ["2024-10-10"], []),
        ("on 13/10/24", [], ["13/10/24"]),
        ("It may march on Friday, in March or in May", [], ["Friday"]),
        ("on Friday, 8 October 2024, and again on Friday", ["2024-10-08"], ["Friday"]),
    ],
)
def test_only_certain_dates_are_resolved(text, certain, unsettled):
    assert dates_in(text) == (tuple(certain), tuple(unsettled))


@pytest.mark.parametrize(
    "after, word",
    [
        (" landing ships of the fleet", "ships"),
        (" special forces soldiers from the north", "soldiers"),
        (" people died", "people"),
        (" of them women", "women"),
        ("% of it", "%"),
        ("-member panel", "member"),
        (", and went", ""),
        (" were hurt", ""),
    ],
)
def test_the_word_counted(after, word):
    assert unit_word(after) == word


@pytest.mark.parametrize(
    "text, name",
    [
        ("According to the Ministry of Health, Gomel has # cases.", "Ministry of Health"),
        ("Gomel has # cases, said Minister Anna Rudd.", "Minister Anna Rudd"),
        ("Anna Rudd told Radio Gomel of # cases.", "Anna Rudd"),
        ("Anna Rudd resigned. Later she said # had fallen ill.", "Anna Rudd"),
        ("In Gomel # fell ill.", ""),
        ("Nobody knows of # cases.", ""),
        ("Anna Rudd’s office said # fell ill.", "Anna Rudd’s office"),
    ],
)
def test_the_name_nearby(text, name):
    assert speaker_near(text, text.index("#")) == name


def test_sentences_end_where_they_end():
    text = "Lt. Gen. A. B. Cole of the U.S. Army left. “No. 5 is lost.” It was 1.5 km away."
    starts = sorted({sentence_at(text, place)[0] for place in range(len(text))})
    assert [text[start:][:3] for start in starts] == ["Lt.", "“No", "It "]


if ARTICLE_TEXT:

    def test_the_article_proposes_its_seven_figures(capsys):
        assert main(["draft", str(ARTICLE_TEXT)]) == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        assert [(r["wording"], r["value"], r["reads_as"], r["unit_word"]) for r in rows] == [
            ("four", "4", "bare", "ships"),
            ("three", "3", "bare", "ships"),
            ("around 1,500", "1500", "about", "soldiers"),
            ("as many as 12,000", "12000", "up_to", "soldiers"),
            ("10,000", "10000", "bare", "soldiers"),
            ("an unknown number", "", "unknown", "officers"),
            ("2,600", "2600", "bare", "troops"),
        ]
        assert {row["document_id"] for row in rows} == {DOCUMENT}
