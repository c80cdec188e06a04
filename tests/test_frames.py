"""Each stage of the frame of figures has the columns that its schema says, and a page of them."""

import re

import pandas as pd
import pytest
from built import ARTICLE
from reported_figures import PROJECT, vocabulary
from reported_figures.errors import ReadableError
from reported_figures.ledger import frames, load_ledger, select
from reported_figures.ledger.frames import StageError, columns, require, table_columns
from reported_figures.ledger.schemas import project_schemas
from reported_figures.reading.intervals import read_intervals


@pytest.fixture(scope="module")
def stages(ledger):
    """The frame of figures at each stage, of the project's ledger."""
    described = select(ledger)
    return {
        "loaded": ledger.figures,
        "described": described,
        "read": read_intervals(described, ledger.hedge_rules),
    }


@pytest.mark.parametrize("stage", ["loaded", "described", "read"])
def test_a_stage_has_the_columns_of_its_schema(stage, stages):
    found = {name: str(dtype) for name, dtype in stages[stage].dtypes.items()}
    assert found == {name: column.dtype for name, column in columns(stage).items()}


@pytest.mark.parametrize("table", frames.TABLES[1:])
def test_a_table_has_the_columns_of_its_schema(table, ledger):
    found = {name: str(dtype) for name, dtype in getattr(ledger, table).dtypes.items()}
    assert found == {name: column.dtype for name, column in table_columns(table).items()}


@pytest.mark.parametrize("stage", frames.STAGES)
def test_what_is_never_blank_is_not_and_every_blank_means_something(stage, stages):
    for name, column in columns(stage).items():
        assert column.blank and column.meaning, name
        if column.blank == frames.NEVER and stage in stages:
            values = stages[stage][name]
            assert not (values.isna() | (values.astype(str) == "")).any(), name


@pytest.mark.parametrize(
    "have, need, column, helper",
    [
        ("loaded", "described", "speaker", "select"),
        ("loaded", "read", "speaker", "select"),
        ("described", "read", "interval_low", "read_intervals"),
        ("read", "placed", "voice", "place"),
    ],
)
def test_a_frame_of_an_earlier_stage_is_told_what_to_call(have, need, column, helper, stages):
    with pytest.raises(StageError) as error:
        require(stages[have], need)
    assert str(error.value) == f"Call {helper} first: the column {column} is missing."
    assert error.value.column == column
    assert isinstance(error.value, ReadableError)


def test_a_frame_of_the_stage_or_a_later_one_passes(stages):
    for stage in ("loaded", "described", "read"):
        require(stages["read"], stage)
    require(stages["read"].assign(weather="rain"), "read")


def test_the_builder_of_figures_makes_a_whole_frame(build):
    figures = build({"wording": "40"}, {"wording": "dozens", "interval": (20, 90)})
    require(figures, "read")
    assert figures["interval_high"].tolist() == [40, 90]
    require(build(), "read")


def test_a_frame_that_is_no_frame_of_figures_is_told_to_load_one():
    with pytest.raises(StageError, match="Call load_ledger first: the column figure_id is missing"):
        require(pd.DataFrame({"number": [1]}), "read")


def test_a_helper_may_need_a_few_columns_alone(stages):
    few = stages["read"][["interval_low", "quantity_id"]]
    require(few, "read", ["interval_low", "quantity_id"])
    with pytest.raises(StageError, match="the column interval_high is missing"):
        require(few, "read", ["interval_low", "interval_high"])


@pytest.mark.parametrize(
    "name, values, message",
    [
        ("value", ["4"], "The column value has to be float64, and is str."),
        ("value", [None], "The column value has to be float64, and is object."),
        ("wording", [4], "The column wording has to be str, and is int64."),
        ("named", ["true"], "The column named has to be bool, and is str."),
        (
            "reported_on",
            ["2024-10-18"],
            "The column reported_on has to be datetime64[s], and is str.",
        ),
    ],
)
def test_a_column_of_another_type_is_named_with_both_types(name, values, message, stages):
    row = stages["read"].head(1)
    with pytest.raises(StageError) as error:
        require(row.assign(**{name: values}), "read")
    assert str(error.value) == message
    assert error.value.column == name


@pytest.mark.parametrize(
    "name, values", [("value", [4]), ("reported_on", pd.to_datetime(["2024-10-18"]).as_unit("ns"))]
)
def test_a_type_that_holds_the_same_passes(name, values, stages):
    require(stages["read"].head(1).assign(**{name: values}), "read")


def test_no_column_of_the_tables_has_the_name_of_one_that_is_added(ledger):
    assert not frames.added() & {*ledger.figures} - {
        *("vague_word", "dozens", "reported_until", "event_from_until")
    }


def test_the_page_of_columns_is_what_the_code_makes():
    page = (PROJECT / "docs" / "columns.md").read_text(encoding="utf-8")
    assert page == frames.columns_page(), (
        "run: python -m reported_figures.ledger.frames > docs/columns.md"
    )


@pytest.mark.parametrize(
    "table, name, known",
    [
        ("reported_figures", "stance", vocabulary.STANCES),
        ("reported_figures", "stance_on", vocabulary.STANCE_ON),
        ("reported_figures", "status", vocabulary.STATUSES),
        ("reported_figures", "evidence", vocabulary.EVIDENCE),
        ("reported_figures", "quoted", vocabulary.QUOTED),
        ("reported_figures", "reported_on_basis", vocabulary.BASES),
        ("reported_figures", "hedge", vocabulary.HEDGES),
        ("quantities", "kind", vocabulary.KINDS),
        ("quantities", "parts", vocabulary.PARTS),
    ],
)
def test_the_schema_has_the_lists_of_the_vocabulary(table, name, known):
    fields = {field["name"]: field for field in project_schemas()[table]["fields"]}
    assert fields[name]["constraints"]["enum"] == [word for word in known if word]


def test_the_example_of_the_readme_runs_and_goes_on_to_the_next_helper():
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names: dict = {}
    exec(compile(example, "README.md", "exec"), names)
    require(names["figures"], "read")
    assert len(names["figures"]) < len(load_ledger(ARTICLE).figures)
