"""Tables of others become ledgers: by a mapping, and with every number accounted for."""

import csv
import json
import re

import pytest
from reported_figures import PROJECT
from reported_figures.__main__ import main
from reported_figures.ledger import load_ledger
from reported_figures.ledger.checks import check_ledger
from reported_figures.ledger.importing import import_table
from reported_figures.ledger.mapping import MappingError, read_mapping

COUNTS = """\
Day,Who,Strikers,Arrests,Weather
01/03/2024,The union,"1,200",3,9
02/03/2024,The union,1500,NA,11
02/03/2024,Police,900,5,11
"""
HEAD = """
[constants]
stance = "asserts"
[columns]
speaker_id = "Who"
reported_on = "Day"
"""
MAP = (
    HEAD
    + """
[dates]
reported_on = "%d/%m/%Y"
[[figures]]
quantity = "people on strike"
value = "Strikers"
unit = "people"
[[figures]]
quantity = "arrests"
value = "Arrests"
[quantities."*"]
kind = "stock"
"""
)


@pytest.fixture
def take(tmp_path):
    """Import a table, given as text, by a mapping; return the report and the ledger's folder."""

    def taken(table, mapping, name="table.csv"):
        (tmp_path / name).write_text(table, encoding="utf-8")
        (tmp_path / "map.toml").write_text(mapping, encoding="utf-8")
        out = tmp_path / "out"
        report = import_table(tmp_path / name, read_mapping(tmp_path / "map.toml"), out)
        assert check_ledger(out).problems == []
        return report, out

    return taken


def counted(**cells):
    """Return the entry of a mapping for one thing that is counted."""
    return "\n[[figures]]\n" + "".join(f'{name} = "{cell}"\n' for name, cell in cells.items())


def left(out):
    with (out / "left_out.csv").open(newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


def told(report, out):
    return " ".join(report.lines(out))


def test_a_table_becomes_a_ledger(take):
    _, out = take(COUNTS, MAP)
    ledger = load_ledger(out)
    figures = ledger.figures
    assert figures["value"].tolist() == [1200, 3, 1500, 900, 5]
    assert figures["speaker_id"].tolist() == [
        "the_union",
        "the_union",
        "the_union",
        *["police"] * 2,
    ]
    assert str(figures["reported_on"].iloc[2].date()) == "2024-03-02"
    assert ledger.sources["name"].tolist() == ["The union", "Police"]
    assert ledger.quantities.set_index("quantity_id").loc["arrests", "unit"] == "arrests"
    assert ledger.quantities["kind"].tolist() == ["stock", "stock"]
    assert figures["figure_id"].is_unique


def test_every_number_is_accounted_for(take):
    report, out = take(COUNTS, MAP + '[left_out]\nWeather = "degrees, of no interest here"\n')
    words = told(report, out)
    assert "3 rows" in words and "5 figures, 2 sources, 2 quantities" in words
    assert "Of 8 numbers in the table 5 stand in figures." in words
    assert "left out: Weather (3 numbers): degrees, of no interest here" in words
    assert "no reason given" not in words


def test_a_column_without_a_reason_is_named(take):
    report, out = take(COUNTS, MAP)
    assert "no reason given under [left_out]: Weather (3)" in told(report, out)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("1500,NA", "lots,NA", '"lots" is no number'),
        ("02/03/2024,The union", "31/02/2024,The union", '"31/02/2024" is no day of the form'),
        ("02/03/2024,The union", "02/03/2024,", "speaker_id is blank"),
        ("1500,NA", "-5,NA", '"-5" is below 0'),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_its_reason(take, before, after, reason):
    report, out = take(COUNTS.replace(before, after), MAP)
    assert report.figures == 4
    [(line, column, _, why)] = left(out)
    assert (line, column) == ("3", "Strikers")
    assert reason in why
    assert reason in told(report, out)


def test_values_are_renamed_and_further_columns_kept(take):
    mapping = MAP + (
        '[values.speaker_id]\n"The union" = "Dockers United"\n'
        '[keep]\nsky = "Weather"\n[sources."Dockers United"]\nkind = "group"\nplural = true\n'
    )
    report, out = take(COUNTS, mapping)
    ledger = load_ledger(out)
    assert ledger.sources["name"].tolist() == ["Dockers United", "Police"]
    assert ledger.sources["plural"].tolist() == [True, False]
    assert ledger.figures["sky"].tolist() == ["9", "9", "11", "11", "11"]
    assert "kept beside them: Weather (3 numbers)" in told(report, out)


def test_what_was_computed_is_said_by_whoever_computed_it(take):
    mapping = MAP.replace('value = "Arrests"', 'value = "Arrests"\ncomputed = "The data team"')
    _, out = take(COUNTS, mapping)
    figures = load_ledger(out).figures
    computed = figures[figures["quantity_id"] == "arrests"]
    assert set(computed["speaker_id"]) == {"the_data_team"}
    assert set(computed["note"]) == {"Computed by The data team; no source claims it."}


def test_a_quantity_is_told_from_several_columns(take):
    table = "Day,Who,Town,What,Number\n2024-03-01,Police,Ulm,arrests,3\n"
    table += "2024-03-01,Police,Bonn,arrests,4\n"
    arrests = counted(quantity="{What} in {Town}", value="Number", unit="arrests")
    _, out = take(table, HEAD + 'place = "Town"' + arrests)
    assert load_ledger(out).quantities["label"].tolist() == ["arrests in Ulm", "arrests in Bonn"]
    assert load_ledger(out).figures["place"].tolist() == ["Ulm", "Bonn"]


def test_a_wide_table_becomes_long(take):
    table = "Who,2024-01,2024-02,2024-03\nPolice,3,,5\nThe union,7,8,x\n"
    wide = r"""
[wide]
columns = '\d{4}-\d\d'
name = "month"
value = "number"
"""
    mapping = HEAD.replace("Day", "month") + wide + counted(quantity="arrests", value="number")
    report, out = take(table, mapping)
    figures = load_ledger(out).figures
    assert figures["value"].tolist() == [3, 5, 7, 8]
    assert [str(day.date()) for day in figures["reported_until"]][:2] == [
        "2024-01-31",
        "2024-03-31",
    ]
    assert left(out) == [("3", "2024-03", "x", '"x" is no number')]
    assert "Of 4 numbers in the table 4 stand in figures." in told(report, out)


RANGES = """\
Event,Who,End,Number,Day
march,Police,low,200,2024-03-01
march,Police,high,300,2024-03-01
vigil,Police,low,20,2024-03-02
sit-in,Police,low,7,2024-03-02
sit-in,Police,low,8,2024-03-02
sit-in,Police,high,9,2024-03-02
rally,Police,,50,2024-03-03
"""


def test_two_rows_that_are_the_ends_of_one_range_are_one_figure(take):
    ranges = """
[ranges]
key = ["Event", "Who"]
end = "End"
low = "low"
high = "high"
"""
    people = counted(quantity="people at the {Event}", value="Number", unit="people")
    report, out = take(RANGES, HEAD + ranges + people)
    figures = load_ledger(out).figures
    ends = figures[["value", "low", "high"]].fillna(-1).to_numpy().tolist()
    assert sorted(ends) == [[-1, 200, 300], [50, -1, -1]]
    reasons = {(line, why) for line, _, _, why in left(out)}
    assert reasons == {
        ("4", "its other end is not there"),
        *((line, "several rows have its key") for line in "567"),
    }
    assert "Of 7 numbers in the table 3 stand in figures." in told(report, out)


def test_a_number_with_its_error_is_one_wording(take):
    table = "Day,Who,Share,Error\n2024-03-01,Institute,40.5,3.5\n"
    mapping = HEAD + counted(quantity="support", wording="{Share} ± {Error}", unit="percent")
    _, out = take(table, mapping)
    row = load_ledger(out).figures.iloc[0]
    assert (row["value"], row["low"], row["high"]) == (40.5, 37, 44)


def test_json_and_spreadsheet_separators_are_read(take, tmp_path):
    records = json.dumps([{"Day": "01/03/2024", "Who": "Police", "Strikers": 900, "Arrests": None}])
    report, _ = take(records, MAP, "table.json")
    assert report.figures == 1
    (tmp_path / "out").rename(tmp_path / "first")
    report, _ = take(COUNTS.replace('"1,200"', "1200").replace(",", ";"), MAP)
    assert report.figures == 5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('[columns]', '[colums]'), "no colums; did you mean columns?"),
        (('"Who"', '"Whom"'), 'the table has no column "Whom"; did you mean Who?'),
        (('speaker_id = "Who"', 'speaker = "Who"'), "speaker is no column there; did you mean"),
        (('value = "Strikers"', 'unit = "people"'), "names no column with a number"),
        (('"people on strike"', '"?"'), "quantity is still to fill"),
        (('reported_on = "Day"', ""), "nothing says reported_on"),
        (('[constants]', '[constants'), "not TOML"),
        (('stance = "asserts"', 'quantity_id = "x"'), "[[figures]] gives it"),
        (('"%d/%m/%Y"', "2024-03-01"), "[dates] reported_on must be a text"),
        (('kind = "stock"', "kind = [1]"), "[quantities] * kind must be a text, a number or a day"),
        (('[constants]', "blank = [-99]\n[constants]"), "blank 1 must be a text"),
        (('stance = "asserts"', "stance = {a = 1}"), "[constants] stance must be a text"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_one_message_and_nothing_is_written(tmp_path, capsys, change, message):
    (tmp_path / "table.csv").write_text(COUNTS)
    (tmp_path / "map.toml").write_text(
        MAP.replace(*change, 1).replace('unit = "people"\nunit', "unit")
    )
    asked = [str(tmp_path / "table.csv"), "--map", str(tmp_path / "map.toml")]
    assert main(["import", *asked, "--out", str(tmp_path / "out")]) == 2
    told = capsys.readouterr().err
    assert message in told and "map.toml" in told and told.count("\n") == 1
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".import*"))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "it has no rows"),
        ("Day,Who,Strikers,Arrests\n1,2\n", "line 2 has 2 cells, and the header 4"),
        ("Day,Day,Who\n1,2,3\n", 'two columns are called "Day"'),
        (
            "Day,Who,Strikers,Arrests\nx,Police,1,2\n",
            "no row can be taken over. line 2: reported_on",
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_one_message(tmp_path, capsys, table, message):
    (tmp_path / "table.csv").write_text(table)
    (tmp_path / "map.toml").write_text(MAP)
    asked = [str(tmp_path / "table.csv"), "--map", str(tmp_path / "map.toml")]
    assert main(["import", *asked, "--out", str(tmp_path / "out")]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_ledger_that_is_there_is_not_overwritten(take, tmp_path, capsys):
    _, out = take(COUNTS, MAP)
    before = (out / "reported_figures.csv").read_bytes()
    asked = [str(tmp_path / "table.csv"), "--map", str(tmp_path / "map.toml"), "--out", str(out)]
    assert main(["import", *asked]) == 2
    assert "nothing is overwritten" in capsys.readouterr().err
    assert (out / "reported_figures.csv").read_bytes() == before


def test_a_suggested_mapping_has_what_the_header_tells(tmp_path, capsys):
    table = "Report date,Source,Dead cum,Crowd low,Crowd high,Crowd,Town\n"
    table += "3/1/2024,Police,3,10,30,20,Ulm\n3/25/2024,The union,4,40,60,50,Ulm\n"
    (tmp_path / "table.csv").write_text(table)
    assert main(["import", str(tmp_path / "table.csv"), "--suggest"]) == 0
    suggested = capsys.readouterr().out
    assert 'speaker_id = "Source"' in suggested
    assert 'reported_on = "%m/%d/%Y"' in suggested
    assert re.search(r'value = "Crowd"\nlow = "Crowd low"\nhigh = "Crowd high"', suggested)
    assert suggested.count("[[figures]]") == 2
    (tmp_path / "map.toml").write_text(suggested)
    with pytest.raises(MappingError, match="still to fill"):
        read_mapping(tmp_path / "map.toml")
    filled = suggested.replace('unit = "?"', 'unit = "people"').replace(
        'kind = "?"', 'kind = "stock"'
    )
    (tmp_path / "map.toml").write_text(filled)
    report = import_table(
        tmp_path / "table.csv", read_mapping(tmp_path / "map.toml"), tmp_path / "out"
    )
    assert report.figures == 4


def test_the_example_mapping_of_the_docs_is_followed(tmp_path):
    """What docs/your_own_figures.md shows does what it says."""
    page = (PROJECT / "docs" / "your_own_figures.md").read_text()
    table, mapping = re.findall(r"```(?:csv|toml)\n(.*?)```", page, re.S)
    (tmp_path / "counts.csv").write_text(table)
    (tmp_path / "map.toml").write_text(mapping)
    report = import_table(
        tmp_path / "counts.csv", read_mapping(tmp_path / "map.toml"), tmp_path / "out"
    )
    assert report.figures > 0 and not report.left


def test_all_that_is_still_to_fill_is_named_in_one_message(take):
    mapping = MAP.replace('"people on strike"', '"?"').replace('unit = "people"', 'unit = "?"')
    with pytest.raises(MappingError, match=r"\[\[figures\]\] 1 quantity.* and .*still to fill"):
        take(COUNTS, mapping)
