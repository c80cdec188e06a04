"""A second article on a matter in the ledger: few cells are left to type for each row used."""

import csv
import shutil
from pathlib import Path

import pytest
from reported_figures import EXAMPLE
from reported_figures.__main__ import main
from reported_figures.ledger.checks import check_ledger

ARTICLES = Path(__file__).parent / "articles"
MOST_TYPED = 1  # cell by hand for each used row, on average over an article
COLUMNS = "figure_id,document_id,speaker_id,stance,quantity_id,wording,value,reported_on"
SOURCES = "source_id,name,named,kind,role\n"
QUANTITIES = "quantity_id,label,unit,kind,unit_kind,one,many\n"
# of each article: the day of its document, the ledger that stands, and the rows that a person uses:
# wording, speaker, quantity and what other cells have to hold; a blank is not looked at
CASES = {
    "layoffs": (
        "2025-10-08",
        SOURCES + "norvik,Norvik,true,body,car maker\nunion,Metal Workers' Union,true,group,\n"
        "region,regional government of Aldland,true,body,\n",
        QUANTITIES + "cuts,jobs to be cut,jobs,total,count,job,jobs\n"
        "taxes,taxes lost by the closure,euros,total,money,,\n"
        "signatures,people who signed the petition,people,cumulative,count,,\n",
        ["union-spring,old,union,asserts,cuts,about 4000,4000,2025-04-02"],
        """
        3,400 | norvik | cuts | reported_on=2025-10-07 value=3400 status=expected stance=asserts
        about 5,000 | union | cuts | value=5000 reported_on=2025-10-08 stance=asserts repeats=
        5,000 | norvik | cuts | stance=denies stance_on=number value=5000
        €120 million | region | taxes | value=120000000 status=expected
        at least 2,100 | union | signatures | reported_on=2025-10-08 reported_on_basis=inferred
        """,
    ),
    "outbreak": (
        "2025-08-09",
        SOURCES + "ministry,Ministry of Health,true,body,health ministry\n"
        "doctors,Doctors of Mercy,true,group,\n"
        "governor,Amadu Keita,true,person,governor of Kumara\n",
        QUANTITIES + "cases,cases of cholera,cases,cumulative,count,case,cases\n"
        "deaths,deaths of cholera,deaths,cumulative,count,death,deaths\n",
        ["ministry-week,old,ministry,asserts,cases,640,640,2025-08-01"],
        """
        812 | ministry | cases | reported_on=2025-08-08 value=812
        more than 1,300 | doctors | cases | value=1300
        At least 27 | ministry | deaths | value=27
        60 | governor | deaths | stance=denies value=60
        """,
    ),
    "strike": (
        "2025-05-16",
        SOURCES + "union,Rail Workers' Union,true,group,\nrail,Railway Company,true,body,\n"
        "demos,Demos,true,body,pollster\n",
        QUANTITIES + "strikers,workers on strike,workers,stock,count,worker,workers\n"
        "trains,trains cancelled,trains,flow,count,train,trains\n"
        "support,support for the strike,percent,stock,percent,,\n",
        ["union-wednesday,old,union,asserts,strikers,About 9000,9000,2025-05-14"],
        """
        About 9,000 | union | strikers | value=9000
        4,100 | rail | strikers | value=4100
        380 | rail | trains | value=380 status=expected
        420 | rail | trains | value=420
        54 | demos | support | value=54
        """,
    ),
    "measles": (
        "2025-06-06",
        SOURCES + "health,Harrow County health department,true,body,\n"
        "hospital,St Brendan's Hospital,true,body,\n"
        "doctor,Miriam Oyelaran,true,person,head of paediatrics\n"
        "parents,Harrow Parents' Association,true,group,\nunion,teachers' union,true,group,\n"
        "board,school board,true,body,\nmayor,Anita Desmond,true,person,mayor of Lower Harrow\n"
        "minister,Luis Ferrand,true,person,state health minister\n"
        "lab,state laboratory,true,body,\n",
        QUANTITIES + "cases,confirmed cases,cases,cumulative,count,,\n"
        "infected,people infected,people,cumulative,count,,\n"
        "admitted,patients admitted to hospital,patients,cumulative,count,,\n"
        "treated,children treated by the ward,children,cumulative,count,,\n"
        "undosed,children without a dose,children,stock,count,child without a dose,\n"
        "doses,doses given,doses,cumulative,count,,\n"
        "samples,samples waiting to be tested,samples,stock,count,,\n"
        "schools,schools closed for at least a day,schools,cumulative,count,,\n"
        "cost,cost of the campaign,US dollars,total,money,,\n",
        ["may-142,old,health,asserts,cases,142,142,2025-05-13",
         'may-2500,old,parents,asserts,undosed,"more than 2,500",2500,2025-05-13',
         'may-1100,old,health,asserts,undosed,"no more than 1,100",1100,2025-05-13'],
        """
        268 | health | cases | reported_on=2025-06-06
        142 |  | cases | repeats=may-142
        61 | health | admitted | repeats=
        74 | hospital | admitted
        131 | doctor | treated | event_to=2025-06-05
        700 | health | infected | stance=denies
        more than 1,900 | parents | undosed | repeats=
        more than 2,500 | parents |  | repeats=may-2500
        no more than 1,100 | health |  | repeats=may-1100
        1,900 | health | undosed | stance_on=number stance=cannot_confirm
        3,120 | health | doses | event_to=2025-06-05 reported_on=2025-06-06 \
            reported_on_basis=document
        about 25 | lab | samples
        14 | union | schools
        eleven | board | schools
        $2.1 million | minister | cost | reported_on=2025-06-05
        """,
    ),
    "flood": (
        "2025-06-18",
        SOURCES + "province,provincial government,true,body,\n"
        "agency,civil protection agency,true,body,\npolice,police,true,body,\n"
        "redcross,Red Cross,true,body,\nwater,water board,true,body,\n"
        "insurers,Insurers' Union,true,group,\nrieux,Clara Rieux,true,person,finance minister\n"
        "farmers,farmers' federation,true,group,\nschools,school authority,true,body,\n",
        QUANTITIES + "evacuees,people evacuated,people,stock,count,evacuee,evacuees\n"
        "deaths,deaths,deaths,cumulative,count,death,deaths\n"
        "dry,households without drinking water,households,stock,count,household,households\n"
        "damage,cost of the damage,euros,total,money,,\n"
        "shut,schools closed,schools,stock,count,school,schools\n"
        "missing,people missing,people,stock,count,,\n",
        ["saturday,old,province,asserts,evacuees,12600,12600,2025-06-14",
         'redcross-dry,old,redcross,asserts,dry,"more than 3,000",3000,2025-06-15',
         "water-dry,old,water,asserts,dry,2400,2400,2025-06-15",
         "last-week,old,province,asserts,damage,€650 million,650000000,2025-06-11",
         "schools-71,old,schools,asserts,shut,71,71,2025-06-11"],
        """
        18,400 | province | evacuees | reported_on=2025-06-18 stance=asserts
        12,600 | province | evacuees | repeats=saturday
        21,000 | agency | evacuees | value=21000
        At least 23 | police | deaths
        26 | police | deaths | stance=cannot_confirm stance_on=number
        more than 3,000 | redcross | dry | repeats=redcross-dry
        1,900 | water | dry
        2,400 | water | dry | repeats=water-dry
        around €900 million | province | damage | status=expected
        €650 million | province | damage | repeats=last-week
        up to €1.4 billion | insurers | damage | status=expected
        €1.4 billion | rieux | damage | stance=denies stance_on=number
        62 | schools | shut
        71 | schools | shut | repeats=schools-71
        14 | redcross | missing
        nine | police | missing
        """,
    ),
    "shipyard": (
        "2025-06-16",
        SOURCES + "keel,Keel Marine,true,body,\nunion,Boilermakers' Union,true,group,\n"
        "kean,Moira Kean,true,person,general secretary of the union\n"
        "ministry,industry ministry,true,body,\nware,Dominic Ware,true,person,chief executive\n"
        "auditors,Lane and Peel,true,body,auditors\npolice,police,true,body,\n"
        "council,council of Portslade,true,body,\nchamber,chamber of commerce,true,body,\n",
        QUANTITIES + "jobs,jobs to be cut,jobs,total,count,job,jobs\n"
        "strikers,workers on strike,workers,stock,count,striker,strikers\n"
        "loans,loans offered by the state,pounds,total,money,loan,loans\n"
        "loss,loss of the yards,pounds,total,money,,\n"
        "ships,ships on the books,ships,stock,count,ship,ships\n"
        "local,jobs that depend on the yards,jobs,stock,count,,\n"
        "marchers,people on the march,people,total,count,,\n"
        "arrests,arrests,arrests,total,count,arrest,arrests\n"
        "signatures,people who signed the petition,people,cumulative,count,,\n"
        "weekly,cost of a week of the strike,pounds,stock,money,,\n",
        ["march-2800,old,keel,asserts,jobs,2800,2800,2025-03-10",
         "kean-4100,old,kean,asserts,jobs,4100,4100,2025-06-01",
         "keel-4400,old,keel,asserts,strikers,4400,4400,2025-06-09",
         "april,old,chamber,asserts,local,6500,6500,2025-04-04",
         'month-ago,old,union,asserts,signatures,"more than 30,000",30000,2025-05-16'],
        """
        2,300 | keel | jobs | reported_on=2025-06-16 status=expected
        2,800 | keel | jobs | repeats=march-2800
        4,100 | keel | jobs | stance=denies
        5,600 | union | strikers
        3,900 | keel | strikers
        4,400 | keel | strikers | repeats=keel-4400
        £180 million | ministry | loans
        £310 million | ministry | loss | stance_on=number stance=cannot_confirm
        £265 million | auditors | loss
        14 | keel | ships
        12 | union | ships
        around 9,000 | council | local
        6,500 | chamber | local | repeats=april
        8,000 | police | marchers
        15,000 | union | marchers
        11 | police | arrests
        more than 46,000 | union | signatures
        more than 30,000 | union | signatures | repeats=month-ago
        £7 million | ware | weekly
        £4 million | union | weekly
        """,
    ),
    "election": (
        "2025-06-19",
        SOURCES + "commission,electoral commission of Tarsa,true,body,\n"
        "civic,Civic List,true,group,\ninstitute,Institute for Democracy,true,body,\n"
        "interior,interior ministry,true,body,\npolice,police,true,body,\n"
        "national,National Union,true,group,\nveris,Veris,true,body,pollster\n"
        "city,city council,true,body,\n",
        QUANTITIES + "rejected,ballots wrongly rejected,ballots,cumulative,count,ballot,ballots\n"
        "turnout,turnout,percent,total,percent,,\n"
        "moved,people on the register who have moved away,people,stock,count,,\n"
        "rally,people at the rally,people,total,count,,\n"
        "interrupted,polling stations where the counting was interrupted,stations,total,count,,\n"
        "turned,polling stations where observers were turned away,stations,total,count,,\n"
        "lead,lead of the mayor in votes,votes,stock,count,vote,votes\n"
        "new,people who want a new election,percent,stock,percent,,\n"
        "cost,cost of the recount,dollars,total,money,,\n",
        ["monday-960,old,commission,asserts,rejected,960,960,2025-06-16",
         "night,old,commission,asserts,lead,2700,2700,2025-06-15",
         "veris-39,old,veris,asserts,new,39,39,2025-06-12"],
        """
        1,284 | commission | rejected | reported_on=2025-06-19
        960 | commission | rejected | repeats=monday-960
        at least 6,000 | civic | rejected
        6,000 | commission | rejected | stance=denies
        61 | commission | turnout
        58 | institute | turnout
        about 9,000 | institute | moved
        4,200 | interior | moved
        18,000 | civic | rally | reported_on=2025-06-18
        7,500 | police | rally
        31 | institute | interrupted
        17 | commission | interrupted
        26 | commission | turned | stance_on=number stance=cannot_confirm
        2,050 | commission | lead
        2,700 | commission | lead | repeats=night
        at least 1,800 | national | lead | status=expected
        47 | veris | new
        39 | veris | new | repeats=veris-39
        2.2 million | commission | cost
        1.5 million | city | cost
        """,
    ),
}  # fmt: skip


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def ledger_of(folder, sources, quantities, figures):
    folder.mkdir()
    (folder / "sources.csv").write_text(sources)
    (folder / "quantities.csv").write_text(quantities)
    (folder / "documents.csv").write_text("document_id,title\nold,An earlier article\n")
    (folder / "reported_figures.csv").write_text("\n".join([COLUMNS, *figures]) + "\n")
    assert check_ledger(folder).problems == []
    return folder


def row_used(line):
    """Return the wording of a row, and what its cells have to hold."""
    wording, speaker, quantity, *others = (part.strip() for part in line.split("|"))
    cells = dict(cell.split("=") for other in others for cell in other.split())
    known = {"speaker_id": speaker, "quantity_id": quantity}
    return wording, cells | {name: value for name, value in known.items() if value}


@pytest.mark.parametrize("name", CASES)
def test_few_cells_are_left_to_type(tmp_path, name, capsys):
    published, sources, quantities, figures, used = CASES[name]
    used = dict(map(row_used, used.strip().splitlines()))
    ledger = ledger_of(tmp_path / "ledger", sources, quantities, figures)
    asked = ["draft", str(ARTICLES / f"{name}.txt"), "--ledger", str(ledger), "--write"]
    assert main([*asked, "--published", published, "--publisher", "The Post"]) == 0
    drafted = rows_of(ledger / "reported_figures.csv")[1:]
    by_wording = {row["wording"]: row for row in drafted}
    wrong = {
        (wording, column): (by_wording[wording].get(column, ""), value)
        for wording, cells in used.items()
        for column, value in cells.items()
        if by_wording[wording].get(column, "") != value
    }
    assert len(wrong) <= MOST_TYPED * len(used), wrong
    assert not any(cell for cell, _ in wrong.values()), "what is not certain stays blank"
    blank = [row for row in drafted if not row["speaker_id"] or not row["quantity_id"]]
    told = capsys.readouterr().out
    assert all(f"{row['figure_id']}, " in told for row in blank)
    problems = {p.line for p in check_ledger(ledger).problems}
    faulty = {row["figure_id"] for row in blank}
    assert len(problems) == len(faulty), "only rows with a blank are refused"


@pytest.mark.parametrize("name", CASES)
def test_numbers_are_tied_to_the_rows(tmp_path, name):
    _, *tables, _ = CASES[name]
    ledger = ledger_of(tmp_path / "ledger", *tables)
    main(["draft", str(ARTICLES / f"{name}.txt"), "--ledger", str(ledger), "--write"])
    ids = {row["figure_id"] for row in rows_of(ledger / "reported_figures.csv")}
    numbers = rows_of(ledger / "numbers.csv")
    assert {row["figure_id"] for row in numbers if row["fate"] == "figure"} == ids - {
        figure.split(",")[0] for figure in tables[2]
    }
    assert all(bool(row["figure_id"]) == (row["fate"] == "figure") for row in numbers)


MONDAY = """Three days after the march
The police said on Monday that 16 people had been arrested in all.
Mara Lindqvist repeated that up to 200,000 people had been on the march.
The mayor could not confirm the figure of 200,000.
Therefore 12 trams were late.
"""


@pytest.fixture
def protest(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "protest")
    (tmp_path / "monday.txt").write_text(MONDAY)
    return tmp_path / "protest"


def draft(protest, *options):
    text = str(protest.parent / "monday.txt")
    return main(["draft", text, "--ledger", str(protest), "--published", "2025-03-18", *options])


def test_a_follow_up_raises_repeats_and_doubts(protest):
    assert draft(protest, "--write") == 0
    raised, repeated, doubted, other = rows_of(protest / "reported_figures.csv")[-4:]
    assert (raised["speaker_id"], raised["quantity_id"], raised["value"]) == (
        "police",
        "arrests",
        "16",
    )
    assert (raised["reported_on"], raised["reported_on_basis"]) == ("2025-03-17", "inferred")
    assert "Monday is taken as 2025-03-17" in raised["note"]
    assert repeated["repeats"] == "organisers-marchers"
    assert (doubted["stance"], doubted["stance_on"]) == ("cannot_confirm", "number")
    assert (doubted["speaker_id"], doubted["quantity_id"]) == ("mayor", "marchers")
    assert (other["speaker_id"], other["quantity_id"]) == ("", "")


def test_what_stands_in_the_tables_stays_to_the_byte(protest):
    before = {path.name: path.read_bytes() for path in protest.glob("*.csv")}
    draft(protest, "--write")
    for name in ("reported_figures.csv", "sources.csv", "quantities.csv"):
        assert (protest / name).read_bytes().startswith(before[name])


def test_without_write_nothing_is_written(protest):
    before = {path: path.read_bytes() for path in protest.rglob("*") if path.is_file()}
    assert draft(protest) == 0
    assert {path: path.read_bytes() for path in protest.rglob("*") if path.is_file()} == before


def test_a_document_is_drafted_but_once(protest, capsys):
    draft(protest, "--write")
    before = (protest / "reported_figures.csv").read_bytes()
    assert draft(protest, "--write") == 2
    assert "figures of monday are in it already" in capsys.readouterr().err
    assert (protest / "reported_figures.csv").read_bytes() == before


SHARES = (
    "The police said on Monday that nearly half of the shops and one in five trams stood still.\n"
)


def test_drafted_shares_pass_the_audit_once_their_blanks_are_filled(protest, capsys):
    (protest.parent / "monday.txt").write_text(SHARES)
    draft(protest, "--write")
    with (protest / "quantities.csv").open("a") as file:
        file.write("still,shops or trams that stood still,percent,,,percent,,,,,,\n")
    half, fifth = rows_of(protest / "reported_figures.csv")[-2:]
    assert (half["value"], half["hedge"], fifth["value"]) == ("50", "nearly", "20")
    assert half["note"].startswith("A share of a whole, in percent. Monday is taken as")
    fill(protest, 2, {"quantity_id": "still"})
    capsys.readouterr()
    code = main(["audit", "--ledger", str(protest), "--texts", str(protest.parent), "monday"])
    assert code == 0, capsys.readouterr().out


ONES = "The police said on Monday that nobody was hurt and that a young man was arrested.\n"


def test_nobody_and_one_person_are_drafted_only_if_asked_for(protest, capsys):
    (protest.parent / "monday.txt").write_text(ONES)
    assert draft(protest) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1  # the header
    draft(protest, "--ones", "--write")
    nobody, man = rows_of(protest / "reported_figures.csv")[-2:]
    assert (nobody["wording"], nobody["value"], nobody["hedge"]) == ("nobody", "0", "bare")
    assert (man["wording"], man["value"], man["hedge"]) == ("a young man", "1", "bare")
    fill(protest, 2, {"quantity_id": "arrests"})
    capsys.readouterr()
    code = main(["audit", "--ledger", str(protest), "--texts", str(protest.parent), "monday"])
    assert code == 0, capsys.readouterr().out


def fill(protest, count, cells):
    """Fill cells of the last rows of a ledger."""
    rows = rows_of(protest / "reported_figures.csv")
    rows[-count:] = [row | cells for row in rows[-count:]]
    with (protest / "reported_figures.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("day", ["18 March", "2025-02-30"])
def test_a_day_that_is_none_is_refused(protest, capsys, day):
    assert draft(protest, "--write", "--published", day) == 2
    assert f"--published {day}" in capsys.readouterr().err


def test_a_single_csv_cannot_be_added_to(protest, capsys):
    (protest.parent / "one.csv").write_text(
        "figure_id,speaker_id,quantity_id,reported_on,wording\na,police,arrests,2025-03-15,12\n"
    )
    text = str(protest.parent / "monday.txt")
    assert main(["draft", text, "--ledger", str(protest.parent / "one.csv"), "--write"]) == 2
    assert "name a folder" in capsys.readouterr().err


FOLLOW = {  # a sentence on the march, and cells of its number's row
    "The police put the number of arrests at 19 on Monday.": {"quantity_id": "arrests"},
    "The mayor cannot confirm the 200,000.": {"quantity_id": "marchers", "stance_on": "number"},
    "The police denied that the 19 people arrested were hurt.": {"stance_on": ""},
    "By Monday evening, 19 people had been arrested, the police said.": {
        "event_to": "2025-03-17", "reported_on": "2025-03-18", "reported_on_basis": "document"},
    "As of Sunday, police said, 19 people are still arrested.": {
        "event_to": "2025-03-16", "reported_on": "2025-03-18", "quantity_id": "arrests"},
    "The police said 19 people fell ill.": {"quantity_id": ""},
    "The police have 19 more than the city counts.": {"quantity_id": ""},
}  # fmt: skip


@pytest.mark.parametrize("sentence", FOLLOW)
def test_a_sentence_fills_these_cells(protest, sentence):
    (protest.parent / "monday.txt").write_text(f"After the march\n{sentence}\n")
    assert draft(protest, "--write") == 0
    row = rows_of(protest / "reported_figures.csv")[-1]
    assert {name: row[name] for name in FOLLOW[sentence]} == FOLLOW[sentence]


def without_row(ledger, figure_id):
    path = ledger / "reported_figures.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(f"{figure_id},")))


def test_the_numbers_of_deleted_rows_are_set_aside(protest, capsys):
    draft(protest, "--write")
    without_row(protest, "monday-4")  # the trams
    audited = ["audit", "monday", "--ledger", str(protest), "--texts", str(protest.parent)]
    assert main(audited) == 2
    assert "is not a figure_id of the ledger" in capsys.readouterr().out
    assert main([*audited, "--fix"]) == 0
    assert "monday: 1 figure deleted, set aside: monday-4." in capsys.readouterr().out
    row = rows_of(protest / "numbers.csv")[-1]
    assert (row["fate"], row["figure_id"], row["reason"]) == ("set_aside", "", "other_matter")


def test_a_name_that_may_be_mistyped_is_not_set_aside(protest, capsys):
    draft(protest, "--write")
    path = protest / "reported_figures.csv"
    path.write_text(path.read_text().replace("monday-1,", "monday-one,"))
    without_row(protest, "monday-4")
    audited = ["audit", "monday", "--ledger", str(protest), "--texts", str(protest.parent), "--fix"]
    assert main(audited) == 2
    assert rows_of(protest / "numbers.csv")[-4]["figure_id"] == "monday-1"


def test_an_audit_tells_a_mistake_throughout_a_column_once(protest, capsys):
    (protest.parent / "monday.txt").write_text("After it\n" + "Some 12 were late. " * 9 + "\n")
    draft(protest, "--write")
    capsys.readouterr()
    assert main(["audit", "monday", "--ledger", str(protest), "--texts", str(protest.parent)]) == 2
    said = capsys.readouterr().out.splitlines()
    assert sum("speaker_id" in line for line in said) == 1


def test_a_first_article_becomes_a_ledger_as_the_page_says(tmp_path, monkeypatch):
    """What docs/your_own_figures.md tells of an article, on a ledger that has just begun."""
    monkeypatch.chdir(tmp_path)
    ledger = tmp_path / "mine"
    (tmp_path / "first.txt").write_text(MONDAY)
    assert main(["new", "mine"]) == 0
    asked = ["draft", "first.txt", "--ledger", "mine", "--write", "--published", "2025-03-18"]
    assert main(asked) == 0
    rows = [row for row in rows_of(ledger / "reported_figures.csv") if row["value"] == "16"]
    with (ledger / "reported_figures.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | {"speaker_id": "police", "quantity_id": "held"} for row in rows)
    (ledger / "quantities.csv").write_text("quantity_id,kind\nheld,cumulative\n")
    assert main(["audit", "first", "--ledger", "mine", "--texts", ".", "--fix"]) == 0
    assert main(["check", "mine"]) == 0
