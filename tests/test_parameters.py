"""A notebook's parameters: what they may be, what stops the run, and what the message says."""

import sys
from datetime import date
from types import SimpleNamespace

import IPython
import nbformat
import papermill
import pytest
from papermill.translators import PythonTranslator
from reported_figures.errors import ReadableError
from reported_figures.ledger.parameters import (
    GROUPINGS,
    READERS,
    ParameterError,
    check,
    problems,
    rule_sets,
    vague_sets,
)


def refused(ledger, **values):
    """Return the message with which these parameters are refused."""
    with pytest.raises(ParameterError) as error:
        check(ledger, **values)
    return str(error.value)


# ----- every reader


@pytest.mark.parametrize(
    ("name", "given", "read"),
    [
        ("as_of", "", ""),
        ("as_of", None, ""),
        ("as_of", "2024-10-17", "2024-10-17"),
        ("as_of", " 2024-10-17 ", "2024-10-17"),
        ("as_of", 20241017, "2024-10-17"),  # papermill makes a number of it
        ("as_of", date(2024, 10, 17), "2024-10-17"),  # as YAML has it
        ("rule_set", "literal", "literal"),
        ("rule_set", " round_bare ", "round_bare"),
        ("vague_set", "", ""),
        ("vague_set", None, ""),
        ("vague_set", "acled", "acled"),
        ("sources", [], []),
        ("sources", "", []),
        ("sources", None, []),
        ("sources", " , ", []),
        ("sources", "zelensky", ["zelensky"]),
        ("sources", "zelensky, diu,nato ,", ["zelensky", "diu", "nato"]),
        ("sources", ["zelensky", " diu "], ["zelensky", "diu"]),
        ("sources", ("nis", "nis_source"), ["nis", "nis_source"]),
        ("sources", {"nis"}, ["nis"]),
        ("quantities", "soldiers_committed,landing_ships", ["soldiers_committed", "landing_ships"]),
        ("quantities", ["soldiers_arrived"], ["soldiers_arrived"]),
        *[("group_by", name, name) for name in GROUPINGS],
        ("split_by_status", True, True),
        ("split_by_status", False, False),
        ("split_by_status", "true", True),
        ("split_by_status", " False ", False),
        ("also_show", "place, note", ["place", "note"]),
        ("of_my_own", 7, 7),
        ("of_my_own", None, None),
    ],
)
def test_a_value_is_read(ledger, name, given, read):
    chosen = vars(check(ledger, **{name: given}))[name]
    assert chosen == read and type(chosen) is type(read)
    assert problems(ledger, {name: given}) == []


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("as_of", "18/10/2024", 'as_of: "18/10/2024" is not a day such as 2024-10-18.'),
        ("as_of", "2024-02-30", 'as_of: "2024-02-30" is not a day such as 2024-10-18.'),
        ("as_of", "yesterday", 'as_of: "yesterday" is not a day such as 2024-10-18.'),
        ("as_of", 2024, 'as_of: "2024" is not a day such as 2024-10-18.'),
        ("as_of", 0, 'as_of: "0" is not a day such as 2024-10-18.'),
        ("as_of", False, 'as_of: "False" is not a day such as 2024-10-18.'),
        ("as_of", float("nan"), 'as_of: "nan" is not a day such as 2024-10-18.'),
        (
            "rule_set",
            "roundin",
            'rule_set: "roundin" is not known: did you mean rounding? '
            "Known are literal, rounding, ten_percent, round_bare, peak.",
        ),
        (
            "rule_set",
            "LITERAL",
            'rule_set: "LITERAL" is not known: did you mean literal? '
            "Known are literal, rounding, ten_percent, round_bare, peak.",
        ),
        (
            "rule_set",
            "",
            'rule_set: "" is not known. Known are literal, rounding, ten_percent, round_bare, '
            "peak.",
        ),
        (
            "rule_set",
            "acled",
            'rule_set: "acled" is not known. Known are literal, rounding, ten_percent, '
            "round_bare, peak.",
        ),
        (
            "rule_set",
            10,
            'rule_set: "10" is not known. Known are literal, rounding, ten_percent, round_bare, '
            "peak.",
        ),
        (
            "vague_set",
            "airwar",
            'vague_set: "airwar" is not known: did you mean airwars? '
            "Known are acled, ccc, airwars.",
        ),
        (
            "vague_set",
            "rounding",
            'vague_set: "rounding" is not known. Known are acled, ccc, airwars.',
        ),
        (
            "group_by",
            "speakers",
            'group_by: "speakers" is not known: did you mean speaker? '
            "Known are speaker, origin, organisation, outlet, country.",
        ),
        (
            "split_by_status",
            "yes",
            'split_by_status: "yes" is neither True nor False.',
        ),
        ("split_by_status", 1, 'split_by_status: "1" is neither True nor False.'),
        ("split_by_status", None, 'split_by_status: "" is neither True nor False.'),
    ],
)
def test_a_bad_value_is_refused_with_what_is_known(ledger, name, given, message):
    assert refused(ledger, **{name: given}) == message
    assert problems(ledger, {name: given}) == [message]


@pytest.mark.parametrize(
    ("name", "given", "nearest"),
    [
        ("sources", "zelenski", "zelensky"),
        ("sources", ["Budanov"], "budanov"),
        ("sources", "nis-source", "nis_source"),
        ("quantities", "soldiers_commited", "soldiers_committed"),
        ("quantities", "landing ships", "landing_ships"),
    ],
)
def test_the_nearest_match_and_all_that_is_known(ledger, name, given, nearest):
    message = refused(ledger, **{name: given})
    table = {"sources": ledger.sources, "quantities": ledger.quantities}[name]
    assert f"did you mean {nearest}?" in message
    assert message.endswith(f"Known are {', '.join(table.iloc[:, 0])}.")


def test_an_unknown_column_is_refused_with_the_nearest(ledger):
    message = refused(ledger, also_show="plaice")
    assert message.startswith('also_show: "plaice" is not known: did you mean place? Known are ')


def test_where_nothing_is_near_nothing_is_guessed(ledger):
    assert "did you mean" not in refused(ledger, sources="qqqq")


@pytest.mark.parametrize("given", [7, True, 1.5])
def test_a_number_that_papermill_made_names_no_source(ledger, given):
    assert f'sources: "{given}" is not known' in refused(ledger, sources=given)


def test_a_list_names_each_that_is_not_known(ledger):
    lines = refused(ledger, sources="zelenski, nis, butanov").splitlines()
    assert [line.split(" is not")[0] for line in lines] == [
        'sources: "zelenski"',
        'sources: "butanov"',
    ]


def test_all_problems_at_once(ledger):
    values = {"as_of": "soon", "rule_set": "exact", "sources": "nobody", "split_by_status": 2}
    lines = refused(ledger, **values).splitlines()
    assert [line.split(":")[0] for line in lines] == list(values)
    assert "\n".join(problems(ledger, values)) == "\n".join(lines)


def test_what_is_known_is_what_the_ledger_holds(ledger):
    assert rule_sets(ledger) == ["literal", "rounding", "ten_percent", "round_bare", "peak"]
    assert vague_sets(ledger) == ["", "acled", "ccc", "airwars"]
    none = SimpleNamespace(sources=ledger.sources[:0], quantities=ledger.quantities)
    assert problems(none, {"sources": "nis"}) == ['sources: "nis" is not known. Known are none.']


def test_the_parameters_that_the_notebooks_share_are_all_read():
    shared = {"as_of", "rule_set", "vague_set", "sources", "quantities"}
    assert shared | {"group_by", "split_by_status", "also_show"} <= set(READERS)


def test_the_error_is_for_the_person_at_the_keyboard():
    assert issubclass(ParameterError, ReadableError)
    assert ParameterError("as_of: no")._render_traceback_() == ["as_of: no"]


# ----- names that papermill injected


@pytest.fixture
def shell(monkeypatch):
    """Return a function that puts cells into the history of a kernel that is not there."""

    def ran(*cells):
        fake = SimpleNamespace(user_ns={"In": ["", *cells]})
        monkeypatch.setattr(IPython, "get_ipython", lambda: fake)

    return ran


def injected(**values):
    return f"# Parameters\n{PythonTranslator.codify(values).partition(chr(10))[2]}"


def test_an_unknown_name_stops_the_run(ledger, shell):
    shell('as_of: str = ""', injected(as_off="2024-10-17"))
    message = refused(ledger, as_of="")
    assert message == "as_off is not a parameter: did you mean as_of? Known are ledger_path, as_of."


def test_unknown_names_and_bad_values_are_told_together(ledger, shell):
    shell(injected(as_off="2024-10-17", rule_set="exact", colour="red"))
    lines = refused(ledger, as_of="", rule_set="exact").splitlines()
    assert [line.split()[0] for line in lines] == ["as_off", "colour", "rule_set:"]


def test_known_names_pass(ledger, shell):
    shell(injected(ledger_path="", as_of="2024-10-17", sources="nis"))
    assert check(ledger, as_of="2024-10-17", sources="nis").sources == ["nis"]


def test_a_name_that_is_no_name_is_told_too(ledger, shell):
    shell("# Parameters\na.b = 1\nas_of = sources = 2\n(c, d) = 3, 4\nprint(5)\n")
    lines = refused(ledger, as_of="").splitlines()
    assert [line.split(" is not")[0] for line in lines] == ["a.b", "sources", "(c, d)"]


def test_a_cell_of_ones_own_is_not_taken_for_the_injected_one(ledger, shell):
    shell("note = 1", injected(as_of=""), "# Parameters of my own\nmine = 1")
    assert check(ledger, as_of="").as_of == ""


@pytest.mark.parametrize("cells", [(), ("mine = 1", 'as_of = ""'), ("x = '# Parameters'",)])
def test_in_jupyterlab_there_is_no_such_cell(ledger, shell, cells):
    shell(*cells)
    assert check(ledger, as_of="").as_of == ""


def test_outside_of_ipython_there_is_no_history(ledger, monkeypatch):
    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    assert check(ledger, as_of="").as_of == ""
    monkeypatch.delitem(sys.modules, "IPython")
    assert check(ledger, as_of="").as_of == ""


def test_a_shell_without_history_is_no_notebook(ledger, monkeypatch):
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(user_ns={}))
    assert check(ledger, as_of="").as_of == ""


def test_papermill_itself_is_stopped(tmp_path):
    """Papermill only warns of a name that it does not know, and would run with the defaults."""
    cells = [
        nbformat.v4.new_code_cell('as_of: str = ""', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(
            "from reported_figures.ledger import load_ledger\n"
            "from reported_figures.ledger.parameters import check\n"
            "check(load_ledger(), as_of=as_of)"
        ),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["kernelspec"] = kernel
    path = tmp_path / "two_cells.ipynb"
    nbformat.write(notebook, path)
    run = {"output_path": None, "progress_bar": False, "cwd": tmp_path}
    with pytest.raises(papermill.PapermillExecutionError, match=r"did you mean as_of\?"):
        papermill.execute_notebook(path, parameters={"as_off": "2024-10-17"}, **run)
