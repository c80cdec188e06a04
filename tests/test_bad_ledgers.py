"""Every hand-editing mistake is refused with one clear, located message; what is only odd loads."""

import pytest
from bad_ledgers import (
    CASES,
    DOCUMENTS,
    FIGURES,
    QUANTITIES,
    RULES,
    SCHEMA,
    SOURCES,
    build,
    rows,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reported_figures import DATA
from reported_figures.__main__ import main
from reported_figures.ledger import load_ledger
from reported_figures.ledger.checks import check_ledger
from reported_figures.ledger.problems import LedgerError

TABLES = ("figures", "sources", "quantities", "hedge_rules", "documents")
REFUSED = [case for case in CASES if case.problems]
LOADED = [case for case in CASES if not case.problems]


def named(case):
    return case.name.replace(" ", "-")


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return load_ledger(build(tmp_path_factory.mktemp("real") / "ledger"))


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return build(tmp_path)


def place(problem):
    """Return where a problem stands, without its folder."""
    name = problem.file.rsplit("/", 1)[-1]
    line = f"{name}:{problem.line}" if problem.line else name
    line = f"{name}:" if problem.column and not problem.line else line
    return " ".join(part for part in (line, problem.cell, problem.column) if part)


def found(ledger):
    """Return the problems of a ledger, also where there is none to be checked."""
    try:
        return check_ledger(ledger).problems
    except LedgerError as error:
        return error.problems


@pytest.mark.parametrize("case", REFUSED, ids=named)
def test_bad_ledger(case, ledger):
    case.change(ledger)
    problems = found(ledger)
    told = "\n".join(map(str, problems))
    assert len(problems) == len(case.problems), told
    for problem, expected in zip(problems, case.problems, strict=True):
        assert place(problem) == expected.place or expected.place == problem.file, told
        assert problem.value == expected.value or not expected.value, told
        assert expected.words in problem.reason, told
        assert problem.fix.startswith(expected.fix), told
        assert bool(problem.fix) == bool(expected.fix), told
    with pytest.raises(LedgerError) as error:
        load_ledger(ledger)
    assert error.value.problems == problems
    assert all(str(problem) in str(error.value) for problem in problems)


@pytest.mark.parametrize("case", REFUSED, ids=named)
def test_check_prints_every_mistake(case, ledger, capsys):
    case.change(ledger)
    assert main(["check", str(ledger)]) == 2
    told = "".join(capsys.readouterr())
    assert all(str(problem) in told for problem in found(ledger))


@pytest.mark.parametrize("case", LOADED, ids=named)
def test_odd_but_not_bad_ledger(case, ledger, real):
    case.change(ledger)
    assert [str(problem) for problem in check_ledger(ledger).problems] == []
    assert differences(load_ledger(ledger), real) == set(case.differs)


def differences(ledger, other):
    """Return the columns in which two ledgers differ; all of a table whose rows do."""
    found = set()
    for table in TABLES:
        one, two = getattr(ledger, table), getattr(other, table)
        columns = list(dict.fromkeys([*one, *two]))
        differ = {
            f"{table}.{column}"
            for column in columns
            if column not in one or column not in two or not one[column].equals(two[column])
        }
        found |= {f"{table}.*"} if len(differ) > 5 or len(one) != len(two) else differ
    return found


# All of them, and any other


def test_the_corpus_of_bad_ledgers_is_large():
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) >= 80
    assert len(LOADED) >= 15


def test_a_bad_ledger_is_made_from_the_real_one(tmp_path):
    ledger = build(tmp_path)
    for name in ("sources.csv", "quantities.csv", "hedge_rules.csv"):
        assert set((ledger / name).read_text().splitlines()) <= set(
            (DATA / name).read_text().splitlines()
        )


@settings(max_examples=100, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    file=st.sampled_from([FIGURES, SOURCES, QUANTITIES, RULES, DOCUMENTS, SCHEMA]),
    at=st.floats(0, 1),
    length=st.integers(0, 40),
    new=st.one_of(st.binary(max_size=12), st.text(max_size=12).map(str.encode)),
)
def test_any_change_is_told_or_loads_the_ledger(file, at, length, new, tmp_path_factory):
    ledger = build(tmp_path_factory.mktemp("any"))
    data = (ledger / file).read_bytes()
    start = int(at * len(data))
    (ledger / file).write_bytes(data[:start] + new + data[start + length :])
    problems = check_ledger(ledger).problems
    assert main(["check", str(ledger)]) == (2 if problems else 0)
    if problems:
        with pytest.raises(LedgerError):
            load_ledger(ledger)
        assert all(str(problem).isprintable() for problem in problems)
    else:
        load_ledger(ledger)


ODD = ["", " ", "0", "-1", "1e400", "9" * 400, "2024-10-18", "9999-12-31", "true", "a", "nis"]
ODD += ["soldiers_arrived", "around 1,500", "unknown", "at_most", "fixed", "\u00a0", "x" * 300, ","]


@settings(max_examples=100, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    file=st.sampled_from([FIGURES, SOURCES, QUANTITIES, RULES, DOCUMENTS]),
    changes=st.lists(
        st.tuples(st.integers(0), st.integers(0), st.sampled_from(ODD)), min_size=1, max_size=6
    ),
)
def test_any_cells_are_told_or_load_the_ledger(file, changes, tmp_path_factory):
    ledger = build(tmp_path_factory.mktemp("any"))

    def change(table):
        for row, column, text in changes:
            table[row % len(table)][column % len(table[0])] = text
        return table

    rows(change, file)(ledger)
    if not main(["check", str(ledger)]):
        load_ledger(ledger)


@pytest.mark.parametrize("wrong", ["12k", "", "9" * 400])
def test_a_number_that_cannot_be_read_takes_no_part_in_the_advice(wrong, tmp_path, capsys):
    days = [f"a{day},ministry,dead,{day * 10},2024-05-0{day},cumulative" for day in range(1, 8)]
    days[3] = f"a4,ministry,dead,{wrong},2024-05-04,cumulative"
    days[5] = "a6,ministry,dead,5,2024-05-06,cumulative"
    path = tmp_path / "ledger.csv"
    path.write_text("figure_id,speaker_id,quantity_id,value,reported_on,kind\n" + "\n".join(days))
    assert main(["check", str(path)]) == 2
    assert "a6 is out of line" in capsys.readouterr().out


def test_a_file_that_cannot_be_read(tmp_path, monkeypatch):
    def refuse(path, *_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    ledger = build(tmp_path)
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert {problem.reason for problem in check_ledger(ledger).problems} == {
        "cannot be read (Permission denied)"
    }
