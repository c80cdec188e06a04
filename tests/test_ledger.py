"""The project's ledger, ledgers of one's own, and what a refused ledger says."""

import json
import pickle
import shutil
from dataclasses import asdict

import bad_ledgers
import nbformat
import pandas as pd
import pytest
from bad_ledgers import DOCUMENT, FIGURES, SCHEMA, cell, rows
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from reported_figures import DATA, PROJECT
from reported_figures.ledger import Ledger, load_ledger, select
from reported_figures.ledger.checks import check_ledger
from reported_figures.ledger.problems import LedgerError, Problem, report_problems

# What the document reports: paragraph, speaker, channel, wording, value, status, what is counted
TWELVE = [
    (3, "nis", "statement", "four", 4, "observed", "landing_ships"),
    (3, "nis", "statement", "three", 3, "observed", "escort_ships"),
    (3, "nis", "statement", "around 1,500", 1500, "observed", "soldiers_sealifted"),
    (3, "nis", "statement", "", None, "expected", "soldiers_next_sealift"),
    (3, "nis", "statement", "", None, "observed", "airlifters"),
    (4, "nis", "statement", "", None, "observed", "soldiers_at_training_facilities"),
    (6, "nis_source", "Yonhap", "as many as 12,000", 12000, "expected", "soldiers_committed"),
    (7, "ukraine_government", "", "", None, "observed", "soldiers_in_occupied_territory"),
    (7, "zelensky", "", "10,000", 10000, "under_way", "soldiers_committed"),
    (7, "zelensky", "press conference in Brussels", "an unknown number", None, "observed",
     "officers_embedded"),
    (8, "budanov", "The War Zone", "2,600", 2600, "expected", "soldiers_first_kursk"),
    (9, "rutte", "press conference", "", None, "", "soldiers_in_combat"),
]  # fmt: skip
COLUMNS = ["paragraph", "speaker_id", "outlet", "wording", "value", "status", "quantity_id"]


@pytest.fixture(scope="module")
def ledger():
    return load_ledger()


@pytest.fixture(scope="module")
def figures(ledger):
    """The figures of the first document, by their ids."""
    figures = select(ledger)
    return figures[figures["document_id"] == DOCUMENT].set_index("figure_id")


@pytest.fixture
def copy(tmp_path):
    return bad_ledgers.build(tmp_path)


# The rows of the first document


def test_the_twelve_rows(figures):
    found = [
        tuple(None if pd.isna(value) else value for value in row)
        for row in figures[COLUMNS].itertuples(index=False)
    ]
    assert found == TWELVE


@pytest.mark.parametrize(
    "day, ids",
    [
        ("2024-10-17", {"ukraine-occupied-territory", "zelensky-total", "diu-officers",
                        "budanov-kursk"}),
        ("2024-10-18", {"nis-landing-ships", "nis-escort-ships", "nis-sealift", "nis-next-sealift",
                        "nis-airlifters", "nis-training", "nis-source-total", "rutte-combat"}),
    ],
)  # fmt: skip
def test_the_day_on_which_each_was_said(figures, day, ids):
    assert set(figures.index[figures["reported_on"] == day]) == ids


def test_the_periods_that_the_figures_speak_of(figures):
    periods = figures[["event_from", "event_to"]].map(lambda day: str(day.date())[:10])
    sealift = ["nis-landing-ships", "nis-escort-ships", "nis-sealift"]
    assert (periods.loc[sealift] == ["2024-10-08", "2024-10-13"]).all(axis=None)
    assert periods.loc["budanov-kursk"].tolist() == ["NaT", "2024-11-01"]
    assert (periods.drop(index=[*sealift, "budanov-kursk"]) == "NaT").all(axis=None)


def test_whose_information_it_is(figures):
    assert figures.loc["diu-officers", "origin_id"] == "diu"
    assert figures.loc["zelensky-total", "possible_origin_id"] == "diu"
    assert (figures["origin_id"] != "").sum() == 1
    assert (figures["possible_origin_id"] != "").sum() == 1


def test_what_is_offered_for_it(figures):
    assert figures.loc["nis-training", "evidence"] == "imagery"
    assert set(figures.drop(index="nis-training")["evidence"]) == {"none"}


def test_only_rutte_does_not_assert_and_is_quoted(figures):
    assert figures.loc["rutte-combat", ["stance", "quoted"]].tolist() == [
        "cannot_confirm",
        "direct",
    ]
    others = figures.drop(index="rutte-combat")
    assert set(others["stance"]) == {"asserts"}
    assert set(others["quoted"]) == {"paraphrase"}


def test_hedges_are_read_from_the_wording(figures):
    assert figures["hedge"].to_dict() == {
        **dict.fromkeys(figures.index, "none"),
        **dict.fromkeys(["nis-landing-ships", "nis-escort-ships"], "bare"),
        **dict.fromkeys(["zelensky-total", "budanov-kursk"], "bare"),
        "nis-sealift": "about",
        "nis-source-total": "up_to",
        "diu-officers": "unknown",
    }


def test_the_relations_between_the_quantities(ledger):
    quantities = ledger.quantities.set_index("quantity_id")
    arrived = ["soldiers_sealifted", "soldiers_at_training_facilities"]
    arrived += ["soldiers_in_occupied_territory", "soldiers_in_combat"]
    assert set(quantities.loc[arrived, "part_of"]) == {"soldiers_arrived"}
    committed = ["soldiers_arrived", "soldiers_next_sealift", "soldiers_first_kursk"]
    assert set(quantities.loc[committed, "part_of"]) == {"soldiers_committed"}
    assert quantities.loc["soldiers_first_kursk", "drawn_from"] == "soldiers_arrived"
    alone = ["officers_embedded", "landing_ships", "escort_ships"]
    assert set(quantities.loc[alone, "part_of"]) == {""}


def test_the_document_and_its_silent_parties(ledger):
    document = ledger.documents.set_index("document_id").loc[DOCUMENT]
    assert document["silent_parties"] == "Russia; North Korea"
    assert str(document["published_on"].date()) == "2024-10-18"
    assert document["published_on_basis"] == "inferred"


def test_names_are_joined(figures):
    source = figures.loc["nis-source-total"]
    assert source["organisation"] == "National Intelligence Service"
    assert not source["named"]
    assert source["unit"] == "soldiers"
    officers = figures.loc["diu-officers"]
    assert officers["origin"] == "Defence Intelligence of Ukraine"
    assert officers["speaker"] == "Volodymyr Zelensky"
    assert officers["organisation_id"] == "ukraine_government"
    assert figures.loc["zelensky-total", "possible_organisation_id"] == "diu"
    assert figures.loc["budanov-kursk", "origin_organisation_id"] == "diu"


def test_blanks_are_of_one_kind(ledger):
    for frame in (ledger.figures, ledger.sources, ledger.quantities, ledger.documents):
        assert not frame.select_dtypes("str").isna().any(axis=None)
    assert ledger.figures["value"].dtype == "float64"
    assert ledger.figures["reported_on"].dtype == "datetime64[s]"
    assert ledger.sources["named"].dtype == "bool"


# Selecting


def ids(ledger, **chosen):
    return set(select(ledger, **chosen)["figure_id"])


def test_a_source_is_speaker_origin_or_organisation(copy):
    ledger = load_ledger(copy)
    assert ids(ledger, sources=["diu"]) == {"diu-officers", "budanov-kursk"}
    assert ids(ledger, sources=["zelensky"]) == {"zelensky-total", "diu-officers"}
    assert len(ids(ledger, sources=["nis"])) == 7
    assert ids(ledger, quantities=["soldiers_committed"]) == {"nis-source-total", "zelensky-total"}
    assert not ids(ledger, sources=["rutte"], quantities=["landing_ships"])


@pytest.fixture
def revised(copy):
    """The ledger in which a second number of the President replaces the first a day later."""

    def revise(table):
        new = dict(zip(table[0], table[9], strict=True))
        old = new["figure_id"]
        new |= {"figure_id": "new", "wording": "11,000", "value": "11000"}
        return [*table, [*(new | {"reported_on": "2024-10-18", "supersedes": old}).values()]]

    rows(revise)(copy)
    return load_ledger(copy)


def replaced(ledger, **chosen):
    """Return what replaced the President's first number, and when, as the selection has it."""
    row = select(ledger, **chosen).set_index("figure_id").loc["zelensky-total"]
    return row["replaced_by"], row["left_on"]


def test_a_superseded_figure_stays_and_says_what_replaced_it(revised):
    assert {"zelensky-total", "new"} <= ids(revised)
    assert replaced(revised) == ("new", pd.Timestamp("2024-10-18"))
    assert replaced(revised, as_of="2024-10-18") == ("new", pd.Timestamp("2024-10-18"))
    others = select(revised).set_index("figure_id").drop(index="zelensky-total")
    assert set(others["replaced_by"]) == {""} and others["left_on"].isna().all()


def test_before_its_replacement_was_said_a_figure_is_not_replaced(revised):
    by, left = replaced(revised, as_of="2024-10-17")
    assert (by, pd.isna(left)) == ("", True)


def test_a_selection_that_leaves_the_replacement_out_still_names_it(revised):
    nis = select(revised, sources=["nis"])
    assert not nis["replaced_by"].any()
    assert replaced(revised, quantities=["soldiers_committed"])[0] == "new"
    assert replaced(revised, since="2024-10-17")[0] == "new"


def test_since_leaves_out_what_was_said_before(ledger):
    said_on = select(ledger, since="2024-10-18", as_of="2024-10-18")["reported_on"]
    assert len(said_on) == 8 and said_on.min() == pd.Timestamp("2024-10-18")
    assert ids(ledger, since="2024-10-17", as_of="2024-10-17") == ids(ledger, as_of="2024-10-17")


@pytest.mark.parametrize(
    "written, said_by, not_by, since, not_since",
    [
        ("2023-10", "2023-10-31", "2023-10-30", "2023-10-01", "2023-10-02"),
        ("2024-02", "2024-02-29", "2024-02-28", "2024-02-01", "2024-02-02"),
        ("1883", "1883-12-31", "1883-12-30", "1883-01-01", "1883-01-02"),
        ("0044-03-15", "0044-03-15", "0044-03-14", "0044-03-15", "0044-03-16"),
    ],
)
def test_a_month_or_a_year_is_said_by_its_last_day_and_from_its_first(
    written, said_by, not_by, since, not_since, tmp_path
):
    table = f"figure_id,speaker_id,quantity_id,value,reported_on\none,m,dead,3,{written}\n"
    (tmp_path / "mine.csv").write_text(table)
    mine = load_ledger(tmp_path / "mine.csv")
    assert ids(mine, as_of=said_by) == ids(mine, since=since) == {"one"}
    assert ids(mine, as_of=not_by) == ids(mine, since=not_since) == set()


# Ledgers of one's own


def same(one, two):
    """Say whether two ledgers hold the same figures, sources, quantities and rules."""
    tables = ("figures", "sources", "quantities", "hedge_rules")
    return all(getattr(one, name).equals(getattr(two, name)) for name in tables)


def test_a_copy_elsewhere_is_the_same_ledger(tmp_path, ledger):
    shutil.copytree(DATA, tmp_path / "mine")
    mine = load_ledger(tmp_path / "mine")
    assert same(mine, ledger)
    assert mine.documents["title"].tolist() == mine.documents["document_id"].tolist()
    assert mine.path == tmp_path / "mine"


def test_figures_alone_in_a_folder(tmp_path):
    shutil.copy(DATA / FIGURES, tmp_path)
    mine = load_ledger(tmp_path)
    assert same(mine, load_ledger(tmp_path / FIGURES))
    assert set(mine.sources["source_id"]) == set(mine.sources["name"])
    assert set(mine.sources["organisation_id"]) == set(mine.sources["source_id"])
    assert set(mine.quantities["part_of"]) == {""}
    assert mine.hedge_rules.equals(load_ledger().hedge_rules)


def test_a_single_file_by_another_name(tmp_path, monkeypatch):
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / FIGURES).rename(tmp_path / "data" / "mine.csv")
    (tmp_path / "data" / "sources.csv").write_text("not read beside a single file")
    monkeypatch.chdir(tmp_path)
    mine = load_ledger("data/mine.csv")
    assert mine.path == tmp_path / "data" / "mine.csv"
    assert len(mine.figures) == len(load_ledger().figures)


FEWEST = "figure_id,speaker_id,quantity_id,reported_on"


def of(tmp_path, columns, *lines):
    """Return the figures of a single CSV, described; its columns begin with the fewest."""
    rows = [f"{FEWEST},{columns}", *lines]
    (tmp_path / "mine.csv").write_text("\n".join(rows) + "\n")
    return select(load_ledger(tmp_path / "mine.csv")).set_index("figure_id")


def test_the_fewest_columns(tmp_path):
    one = of(tmp_path, "wording", "one,Reuters,dead,2024-05-01,at least 40").loc["one"]
    assert one[["speaker", "quantity", "hedge"]].tolist() == ["Reuters", "dead", "at_least"]
    assert one[["value", "printed_low", "printed_high"]].tolist() == [40, 40, 40]
    blank = ["place", "note", "document_id", "quoted", "status", "evidence", "reported_on_basis"]
    assert set(one[[*blank, "kind", "unit_kind", "source_kind", "repeats"]]) == {""}
    assert one["stance"] == "asserts"
    assert pd.isna(one["low"])


def test_without_columns_for_them_numbers_are_read_from_the_wording(tmp_path):
    lines = ["one,m,dead,2024-05-01,at least 40", "two,m,dead,2024-05-01,30 to 40"]
    both = of(tmp_path, "wording", *lines)
    assert both["printed_low"].tolist() == [40, 30]
    assert both["printed_high"].tolist() == [40, 40]
    assert both["hedge"].tolist() == ["at_least", "between"]


def test_a_value_beside_its_wording_still_has_to_agree(tmp_path):
    (tmp_path / "mine.csv").write_text(
        f"{FEWEST},wording,value\none,m,d,2024-05-01,at least 40,50\n"
    )
    (problem,) = check_ledger(tmp_path / "mine.csv").problems
    assert (problem.cell, problem.reason.split(":")[0]) == ("F2", "does not agree")


@pytest.mark.parametrize(
    "columns, cells, hedge, low, high",
    [
        ("value", "40", "bare", 40, 40),
        ("low,high", "30,45", "between", 30, 45),
        ("value,low,high", "40,30,45", "between", 40, 40),
        ("value,hedge", "40,at_least", "at_least", 40, 40),
    ],
)
def test_numbers_without_words(columns, cells, hedge, low, high, tmp_path):
    one = of(tmp_path, columns, f"one,m,dead,2024-05-01,{cells}").loc["one"]
    assert one[["hedge", "printed_low", "printed_high"]].tolist() == [hedge, low, high]
    assert one[["wording", "stance"]].tolist() == ["", "asserts"]


def test_a_position_without_a_number_needs_a_stance(tmp_path):
    (tmp_path / "mine.csv").write_text(f"{FEWEST},value,stance\none,m,d,2024-05-01,,\n")
    (problem,) = check_ledger(tmp_path / "mine.csv").problems
    assert problem.cell == "A2" and problem.reason.startswith("says nothing: it needs a number")
    two = of(tmp_path, "value,stance", "two,m,d,2024-05-01,,denies").loc["two"]
    assert two[["stance", "hedge"]].tolist() == ["denies", "none"]


def test_one_table_says_what_it_counts(tmp_path):
    lines = ["one,m,dead,2024-05-01,40,cumulative,people,France", "two,m,dead,2024-05-02,50,,,"]
    both = of(tmp_path, "value,kind,unit,country", *lines)
    assert both["kind"].tolist() == ["cumulative"] * 2
    assert both["unit"].tolist() == ["people"] * 2
    assert both["country"].tolist() == ["France"] * 2


@pytest.mark.parametrize(
    "columns, one, two, reason",
    [
        ("kind", "stock", "flow", 'is "stock" for the same quantity_id in line 2'),
        ("country", "France", "Spain", 'is "France" for the same speaker_id in line 2'),
        ("kind", "stock", "level", "is not one of total, stock, flow, cumulative"),
    ],
)
def test_one_table_that_contradicts_itself(columns, one, two, reason, tmp_path):
    lines = [f"one,m,dead,2024-05-01,40,{one}", f"two,m,dead,2024-05-02,50,{two}"]
    (tmp_path / "mine.csv").write_text("\n".join([f"{FEWEST},value,{columns}", *lines]) + "\n")
    (problem,) = check_ledger(tmp_path / "mine.csv").problems
    assert (problem.cell, problem.reason) == ("F3", reason)


@pytest.mark.parametrize("units, labels", [
    (["people", "people"], ["killed (q0)", "killed (q1)", "ships lost"]),
    (["people", "police"], ["killed (people)", "killed (police)", "ships lost"]),
])  # fmt: skip
def test_quantities_of_one_label_are_told_apart(tmp_path, units, labels):
    quantities = [f"q{n},killed,{unit}" for n, unit in enumerate(units)] + ["q2,ships lost,ships"]
    rows = [f"f{n},ministry,q{n},{n + 7},2024-02-01" for n in range(3)]
    (tmp_path / "quantities.csv").write_text("\n".join(["quantity_id,label,unit", *quantities]))
    head = "figure_id,speaker_id,quantity_id,value,reported_on"
    (tmp_path / "reported_figures.csv").write_text("\n".join([head, *rows]))
    ledger = load_ledger(tmp_path)
    assert ledger.quantities["label"].tolist() == labels
    assert select(ledger)["quantity"].tolist() == labels


def test_where_there_is_no_kind_it_is_not_recorded(tmp_path):
    assert of(tmp_path, "value", "one,m,dead,2024-05-01,40").loc["one", "kind"] == ""


def test_unknown_columns_travel_with_the_rows(tmp_path):
    lines = ["one,m,dead,2024-05-01,40,rain,007", "two,m,dead,2024-05-02,50,, x "]
    both = of(tmp_path, "value,weather,Wetter am Tag", *lines)
    assert both["weather"].tolist() == ["rain", ""]
    assert both["Wetter am Tag"].tolist() == ["007", " x "]


def test_a_column_of_ones_own_is_kept(copy):
    package = json.loads((copy / SCHEMA).read_text())
    field = {"name": "confidence", "type": "integer", "constraints": {"maximum": 5}}
    package["resources"][0]["schema"]["fields"].append(field)
    (copy / SCHEMA).write_text(json.dumps(package))
    rows(lambda old: [[*row, "confidence" if i == 0 else str(i % 5)] for i, row in enumerate(old)])(
        copy
    )
    assert select(load_ledger(copy))["confidence"].tolist() == [1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2]
    cell(4, "confidence", "6")(copy)
    (problem,) = check_ledger(copy).problems
    assert (problem.cell, problem.reason) == ("AC4", "is above 5")


def test_documents_of_ones_own(copy):
    (copy.parent / "seeds" / "documents.csv").unlink()
    (copy / "documents.csv").write_text(f"document_id,title,paragraphs\n{DOCUMENT},Mine,9\n")
    assert load_ledger(copy).documents["title"].tolist() == ["Mine"]
    (copy / "documents.csv").write_text(f"document_id,title,paragraphs\n{DOCUMENT},Mine,8\n")
    (problem,) = check_ledger(copy).problems
    assert (problem.cell, problem.reason) == ("C13", "is above 8, the last one by documents.csv")


def test_figures_of_no_document(copy):
    header = (copy / bad_ledgers.DOCUMENTS).read_text().splitlines()[0]
    (copy / bad_ledgers.DOCUMENTS).write_text(header + "\n")
    rows(lambda old: [old[0], *([row[0], "", *row[2:]] for row in old[1:])])(copy)
    assert load_ledger(copy).documents.empty


def test_a_folder_named_from_home(copy, monkeypatch):
    monkeypatch.setenv("HOME", str(copy.parent))
    assert load_ledger("~/data").path == copy


# What a refused ledger says


@pytest.mark.parametrize("path", ["nowhere", "~nobody/data", "a\0b", "x" * 5000, ".git"])
def test_no_ledger_there(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError, match="A ledger is a folder") as error:
        load_ledger(path)
    assert len(error.value.problems) == 1


def test_all_problems_at_once(copy):
    bad_ledgers.both(
        cell(4, "value", "1600"),
        cell(12, "speaker_id", "kcna"),
        cell(2, "part_of", "soldiers_arrived", "quantities.csv"),
        cell(2, "named", "yes", "sources.csv"),
        cell(2, "paragraphs", "", bad_ledgers.DOCUMENTS),
        cell(2, "published_on", "18 October", bad_ledgers.DOCUMENTS),
        cell(2, "low", "1", "hedge_rules.csv"),
    )(copy)
    assert [(p.file.rsplit("/", 1)[-1], p.cell) for p in check_ledger(copy).problems] == [
        (FIGURES, "O4"),
        (FIGURES, "D12"),
        ("sources.csv", "F2"),
        ("quantities.csv", "L2"),
        ("hedge_rules.csv", "C2"),
        ("documents.csv", "F2"),
    ]


def test_a_problem_says_where_what_and_how_to_mend_it(copy, monkeypatch):
    monkeypatch.chdir(copy.parent)
    cell(4, "reported_on", "2024/10/18")(copy)
    with pytest.raises(LedgerError) as error:
        load_ledger("data")
    assert str(error.value) == (
        "The ledger has 1 problem:\n"
        '- data/reported_figures.csv:4, cell S4: reported_on "2024/10/18" is not a day written as '
        "year-month-day, such as 2024-10-18. Fix: write 2024-10-18."
    )
    assert json.loads(json.dumps([asdict(problem) for problem in error.value.problems])) == [
        {
            "file": "data/reported_figures.csv",
            "line": 4,
            "cell": "S4",
            "column": "reported_on",
            "value": '"2024/10/18"',
            "reason": "is not a day written as year-month-day, such as 2024-10-18",
            "fix": "write 2024-10-18",
        }
    ]


def test_a_mistake_in_every_row_is_one_message(copy):
    rows(lambda old: [old[0], *([*r[:14], "12k", *r[15:]] for r in old[1:] * 6)])(copy)
    with pytest.raises(LedgerError) as error:
        load_ledger(copy)
    lines = str(error.value).splitlines()
    assert lines[0] == "The ledger has 132 problems:"  # 72 values, and 12 ids that repeat 5 times
    assert sum("So in 71 more rows" in line for line in lines) == 1
    assert sum("So in 4 more rows" in line for line in lines) == 12
    assert len(lines) == 14
    assert len(error.value.problems) == 132


def test_beyond_fifty_problems_are_counted():
    lines = report_problems(
        [Problem("x.csv", f"is wrong, {n}", n) for n in range(1, 61)]
    ).splitlines()
    assert lines[0] == "The ledger has 60 problems:"
    assert lines[-1] == "... and 10 more."
    assert len(lines) == 52


def test_a_problem_without_a_place():
    assert report_problems([Problem("x.csv", "is empty")]).endswith("\n- x.csv: is empty.")


def test_an_error_keeps_its_problems_between_processes():
    problem = Problem("x.csv", "is empty")
    error = pickle.loads(pickle.dumps(LedgerError(report_problems([problem]), [problem])))
    assert error.problems == [problem]
    assert "1 problem" in str(error)


def test_in_a_notebook_it_is_a_short_box(copy):
    cell(4, "value", "12k")(copy)
    source = f"from reported_figures.ledger.load import load_ledger\nload_ledger({str(copy)!r})"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    with pytest.raises(CellExecutionError):
        NotebookClient(notebook, resources={"metadata": {"path": PROJECT}}).execute()
    (output,) = notebook.cells[0].outputs
    assert output.ename == "LedgerError"
    assert "\n".join(output.traceback) == output.evalue
    assert output.evalue.count("\n") == 1
    assert "Traceback" not in output.evalue


def test_a_ledger_is_what_the_notebooks_hold(ledger):
    assert isinstance(ledger, Ledger)
    assert ledger.path == DATA
