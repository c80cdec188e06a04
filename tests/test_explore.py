"""The notebook with controls: what a choice finds, what is shown of it, and what it is saved as.

The controls are driven from Python; that they work in JupyterLab is held in `tests/browser`.
"""

import ast
import base64
import csv
import errno
import re
import shlex
import subprocess
import sys
import threading
from dataclasses import asdict, fields, replace
from pathlib import Path

import IPython.display
import pandas as pd
import papermill
import pytest
from built import ARTICLE
from click.testing import CliRunner
from hostile import write_hostile_ledger
from large_ledger import write_large_ledger
from made import counted, said, write_ledger
from papermill.cli import papermill as papermill_cli
from reported_figures import PROJECT
from reported_figures.comparing.estimands import place
from reported_figures.comparing.pairs import compare_pairs
from reported_figures.comparing.spread import spread_by_quantity
from reported_figures.comparing.totals import joint_bounds
from reported_figures.controls.choice import (
    Choice,
    SavingError,
    choice_of,
    in_words,
    papermill_command,
    save_rows,
)
from reported_figures.controls.found import Found, changed
from reported_figures.controls.ticks import Ticks
from reported_figures.controls.widgets import VIEW, Controls
from reported_figures.ledger import load_ledger, select
from reported_figures.ledger.parameters import check, days_with_news
from reported_figures.reading.intervals import read_intervals
from reported_figures.reports.canonical import read_notebook
from reported_figures.showing import charts, display
from reported_figures.showing.table_forms import table_csv
from reported_figures.telling import figures_by_source
from reported_figures.telling.reasons import with_reasons
from reported_figures.vocabulary import SAYS_NOTHING

NOTEBOOK = PROJECT / "notebooks" / "explore.ipynb"
STEPS = ["finding", "side_by_side", "not_in_the_chart", "not_shown"]
STEPS += ["selected", "totals", "verdicts"]


# what can be chosen


def test_the_days_are_those_on_which_something_was_said(ledger):
    assert days_with_news(ledger) == ["2024-10-17", "2024-10-18"]


def test_the_defaults_are_those_of_the_notebook_that_the_command_runs():
    known = papermill.inspect_notebook(str(PROJECT / "notebooks" / "figures_by_source.ipynb"))
    defaults = {name: ast.literal_eval(known[name]["default"]) for name in known}
    own = {name: [] if value == () else value for name, value in asdict(Choice()).items()}
    assert {"ledger_path": "", **own, "also_show": []} == defaults  # no control chooses columns


def test_a_choice_has_its_lists_in_the_order_of_the_ledger(ledger):
    chosen = check(ledger, sources="zelensky, nis, zelensky", quantities="")
    assert choice_of(chosen, ledger).sources == ("nis", "zelensky")


# what is found


CHOICES = [
    Choice(),
    Choice(as_of="2024-10-17", group_by="origin"),
    Choice(since="2024-10-18"),
    Choice(sources=("nis", "zelensky"), rule_set="literal"),
    Choice(quantities=("soldiers_committed",), split_by_status=True),
    Choice(quantities=("soldiers_arrived",)),
]


def selected(ledger, choice):
    """Return the figures of a choice as the notebooks have them."""
    figures = select(ledger, choice.as_of, choice.since, choice.sources, choice.quantities)
    rules = ledger.hedge_rules
    return place(read_intervals(figures, rules, choice.rule_set, choice.vague_set))


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_what_is_found_is_what_the_helpers_say(ledger, choice):
    found = Found(ledger, choice)
    figures = selected(ledger, choice)
    pd.testing.assert_frame_equal(found.figures, figures)
    split = choice.split_by_status
    pairs = compare_pairs(figures, ledger.quantities, split_by_status=split)
    telling = with_reasons(pairs[~pairs["verdict"].isin(SAYS_NOTHING)], figures)
    assert found.verdicts["reason"].tolist() == telling["reason"].tolist()
    pd.testing.assert_frame_equal(found.bounds, joint_bounds(figures, ledger.quantities))
    assert set(found.table["figure_id"]) == set(figures["figure_id"])
    groups = found.table[choice.group_by]
    assert groups.tolist() == sorted(groups)
    assert found.finding.startswith(figures_by_source.who_says_how_much(figures))


def test_beside_the_chart_the_widest_disputes_stand_and_the_rest_are_counted(tmp_path):
    sums = {"strike": 90, "march": 500, "fund": 40, "camp": 200, "train": 60}
    rows = [said(who, n, of=name) for name, most in sums.items()
            for who, n in (("army", 20), ("union", most))]  # fmt: skip
    ledger = load_ledger(write_ledger(tmp_path, rows, [counted(name) for name in sums]))
    finding = Found(ledger, Choice()).finding
    assert re.findall("people in the ([a-z]+) run", finding) == ["march", "camp", "strike"]
    assert "The notebook figures_by_source tells 2 more." in finding


def test_a_choice_of_nothing_says_so_in_a_sentence(ledger):
    found = Found(ledger, Choice(quantities=("soldiers_arrived",)))
    assert found.finding == figures_by_source.EMPTY
    assert found.counted == figures_by_source.verdict_counts(found.pairs, found.figures)
    assert found.pairs.empty


def test_a_choice_is_set_against_the_start(ledger):
    start = Found(ledger, Choice())
    assert changed(start, start).endswith("nothing is changed yet.")
    without_nis = Found(ledger, Choice(sources=("zelensky", "budanov", "rutte")))
    ids = set(start.figures["figure_id"]) - set(without_nis.figures["figure_id"])
    assert ids == {name for name in start.figures["figure_id"] if name.startswith("nis-")} | {
        "ukraine-occupied-territory"
    }
    assert f"left out: {len(ids)} rows; added: no row" in changed(start, without_nis)
    assert f"left out: no row; added: {len(ids)} rows" in changed(without_nis, start)


def test_a_split_by_status_is_a_changed_verdict(ledger):
    told = changed(Found(ledger, Choice()), Found(ledger, Choice(split_by_status=True)))
    # Zelensky's 10,000 is under way, the NIS source's 12,000 expected
    assert "another verdict on 1 pair of those in both" in told
    assert "left out: no row" in told and "other bounds for no quantity" in told


# the choice as a command


def prepared(command: str, folder: Path) -> dict:
    """Return the parameters that papermill reads from a command, without running the notebook."""
    words = [*shlex.split(command)[1:], "--prepare-only", "--no-progress-bar"]
    words[0], words[1] = str(PROJECT / words[0]), str(folder / words[1])
    ran = CliRunner().invoke(papermill_cli, words)
    assert ran.exit_code == 0, ran.output
    notebook = read_notebook(folder / "out.ipynb")
    return dict(notebook.metadata.papermill.parameters)


@pytest.mark.parametrize(
    ("choice", "given"),
    [
        (Choice(), {}),
        (Choice(as_of="2024-10-17"), {"as_of": "2024-10-17"}),
        (Choice(since="2024-10-17"), {"since": "2024-10-17"}),
        (Choice(sources=("nis", "diu")), {"sources": "nis,diu"}),
        (Choice(sources=("007",)), {"sources": "007"}),
        (Choice(sources=("nan",)), {"sources": "nan"}),
        (Choice(quantities=("1e3",)), {"quantities": "1e3"}),
        (Choice(split_by_status=True), {"split_by_status": True}),
        (Choice(rule_set="None"), {"rule_set": "None"}),
        (Choice(rule_set="$(touch made) `a` 'b' \"c\" ;\\"), {"rule_set": None}),
        (Choice(vague_set="-p"), {"vague_set": "-p"}),
    ],
    ids=str,
)
def test_a_command_names_what_differs_and_papermill_reads_it_as_meant(tmp_path, choice, given):
    given = {k: getattr(choice, k) if v is None else v for k, v in given.items()}
    assert prepared(papermill_command(choice), tmp_path) == given


def test_a_command_runs_as_written_and_makes_the_same_selection(tmp_path):
    folder = write_large_ledger(tmp_path / "it's a $ledger; (new)", figures=30)
    ledger = load_ledger(folder)
    sources = tuple(ledger.figures["speaker_id"].unique()[:4])
    choice = Choice(sources=sources, rule_set="literal", group_by="country", split_by_status=True)
    choice = replace(choice, as_of=days_with_news(ledger)[-5])
    (tmp_path / "notebooks").symlink_to(PROJECT / "notebooks")
    command = papermill_command(choice, str(folder)) + " --no-progress-bar"
    bin_folder = Path(sys.executable).parent
    ran = subprocess.run(
        ["sh", "-c", f"PATH={shlex.quote(str(bin_folder))}:$PATH; {command}"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    outputs = [o for cell in read_notebook(tmp_path / "out.ipynb").cells
               for o in cell.get("outputs", [])]  # fmt: skip
    tables = [output.data["text/csv"] for output in outputs if "text/csv" in output.get("data", {})]
    found = Found(ledger, choice)
    assert 0 < len(found.figures) < len(ledger.figures)
    assert table_csv(found.table) in tables


# the rows as CSV


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_are_saved_as_they_are_and_nothing_is_overwritten(ledger, tmp_path):
    figures = Found(ledger, Choice(sources=("zelensky",))).figures
    first = save_rows(figures, tmp_path)
    before = first.read_bytes()
    second = save_rows(figures[:1], tmp_path)
    assert (first.name, second.name) == ("selected_figures.csv", "selected_figures-2.csv")
    assert first.read_bytes() == before
    assert [row["figure_id"] for row in rows_of(first)] == ["zelensky-total", "diu-officers"]
    assert [row["wording"] for row in rows_of(first)] == ["10,000", "an unknown number"]
    assert rows_of(first)[0]["interval_high"] == "10000.0"
    assert len(rows_of(second)) == 1


def test_saved_rows_hold_no_formula(tmp_path):
    ledger = load_ledger(write_hostile_ledger(tmp_path / "ledger"))
    rows = rows_of(save_rows(Found(ledger, Choice()).figures, tmp_path))
    texts = [text for row in rows for text in row.values()]
    assert not [text for text in texts if text.lstrip()[:1] in ("=", "+", "-", "@")]
    assert "'=HYPERLINK" in " ".join(texts)


def test_where_nothing_can_be_saved_it_says_so(ledger, tmp_path):
    figures = Found(ledger, Choice()).figures
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "missing"):
        with pytest.raises(SavingError, match=rf"^Nothing was saved: {re.escape(str(folder))}: "):
            save_rows(figures, folder)
    with pytest.raises(SavingError, match="no figures match"):
        save_rows(figures[:0], tmp_path)


def test_a_full_disk_leaves_no_half_file(ledger, tmp_path, monkeypatch):
    def full(frame, path):
        path.write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("reported_figures.controls.choice.save_csv", full)
    with pytest.raises(SavingError, match="No space left on device"):
        save_rows(Found(ledger, Choice()).figures, tmp_path)
    assert list(tmp_path.iterdir()) == []


# the controls, and the steps that follow them


class Page:
    """The notebook as a front end has it: its outputs, each under its display id."""

    def __init__(self, monkeypatch, **parameters):
        self.outputs, self.updates = {}, []
        monkeypatch.setattr(IPython.display, "display", self._display)
        monkeypatch.setattr(IPython.display, "update_display", self._update)
        self.space = {}
        for cell in read_notebook(NOTEBOOK).cells:
            if cell.cell_type == "code":
                exec(cell.source, self.space)
                if "parameters" in cell.metadata.get("tags", []):
                    self.space.update({"ledger_path": str(ARTICLE)} | parameters)
        self.controls = self.space["panel"]

    def _display(self, forms, raw=False, metadata=None, display_id=None):
        assert raw
        self.outputs[display_id or len(self.outputs)] = forms

    def _update(self, forms, raw=False, metadata=None, display_id=None):
        assert raw and display_id in self.outputs
        self.outputs[display_id] = forms
        self.updates.append(display_id)

    def set(self, name, value):
        self.controls.by_name[name].value = value
        self.controls.settle()

    def forms(self, step, kind="text/plain"):
        return [forms[kind] for forms in self.controls.shown(step) if kind in forms]

    def all_shown(self):
        """Return what stands on the page and what the controls say stands there, step by step."""
        told = [forms for step in STEPS for forms in self.controls.shown(step)]
        return list(self.outputs.values()), told


@pytest.fixture
def page(monkeypatch):
    opened = Page(monkeypatch)
    yield opened
    opened.controls.settle()


def test_the_controls_start_at_the_parameters(monkeypatch):
    values = {"since": "2024-10-17", "as_of": "2024-10-17", "rule_set": "literal",
              "vague_set": "acled", "sources": "zelensky,budanov",
              "quantities": ["soldiers_committed"],
              "group_by": "country", "split_by_status": True}  # fmt: skip
    page = Page(monkeypatch, **values)
    start = Choice(**values | {"sources": ("zelensky", "budanov"),
                               "quantities": ("soldiers_committed",)})  # fmt: skip
    assert page.controls.choice == page.controls.found.choice == start
    assert page.forms("selected", "text/csv") == [
        table_csv(Found(load_ledger(ARTICLE), start).table)
    ]


def test_there_is_a_control_for_each_choice_with_what_the_ledger_knows(page, ledger):
    controls = page.controls.by_name
    assert set(controls) == {field.name for field in fields(Choice)}
    assert [value for _, value in controls["as_of"].options] == ["2024-10-17", "2024-10-18", ""]
    assert [value for _, value in controls["since"].options] == ["", "2024-10-17", "2024-10-18"]
    assert [*controls["sources"].boxes] == ledger.sources["source_id"].tolist()
    assert [*controls["quantities"].boxes] == ledger.quantities["quantity_id"].tolist()
    assert {value for _, value in controls["vague_set"].options} == {"", "acled", "ccc", "airwars"}


CHANGES = [
    ("sources", ("zelensky",)),
    ("sources", ("nis", "nato")),
    ("quantities", ("soldiers_committed", "landing_ships")),
    ("quantities", ("soldiers_arrived",)),
    ("as_of", "2024-10-17"),
    ("since", "2024-10-18"),
    ("rule_set", "round_bare"),
    ("vague_set", "ccc"),
    ("group_by", "organisation"),
    ("split_by_status", True),
]


@pytest.mark.parametrize(("name", "value"), CHANGES, ids=str)
def test_each_control_changes_table_chart_totals_verdicts_and_finding(page, ledger, name, value):
    page.set(name, value)
    choice = replace(Choice(), **{name: value})
    figures = selected(ledger, choice)
    printed = spread_by_quantity(figures)
    panels = charts.panels(figures, ledger.quantities, printed)
    shown = next(iter(panels.values()), figures)
    found = Found(ledger, choice)
    assert page.controls.choice == choice
    assert page.forms("selected", "text/csv") == [table_csv(found.table)]
    words = charts.describe_status(shown)
    assert page.forms("side_by_side") == [f"Figure: {words}", f"In words: {words}"]
    fig, ax = charts.new_figure()
    title = figures_by_source.headline(printed, shown)
    source = figures_by_source.source_line(shown, ledger.documents)
    colours = charts.source_colours(ledger.figures["speaker_id"])
    charts.plot_status(ax, shown, colours, title, source)
    picture = base64.b64encode(display.png(fig)).decode()
    assert page.forms("side_by_side", "image/png") == [picture]
    bounds = joint_bounds(figures, ledger.quantities)
    assert page.forms("totals", "text/csv") == [table_csv(bounds[[*page.space["BOUNDS"]]])]
    split = choice.split_by_status
    pairs = compare_pairs(figures, ledger.quantities, split_by_status=split)
    told = [in_words(choice, ledger), found.finding, changed(Found(ledger, Choice()), found)]
    assert page.forms("finding") == told
    assert figures_by_source.verdict_counts(pairs, figures) in found.finding or figures.empty


def test_the_page_shows_what_the_steps_say_and_only_changes_are_sent(page):
    shown, told = page.all_shown()
    page.set("group_by", "origin")
    # the choice in words, the table, and the sentence on what is changed
    assert len(page.updates) == 3
    page.set("sources", ("rutte",))
    shown, told = page.all_shown()
    assert all(forms in shown for forms in told)


def test_the_picture_is_sent_last(page):
    page.set("sources", ("zelensky",))
    kinds = ["image/png" in page.outputs[place] for place in page.updates]
    assert sum(kinds) == 1 and kinds.index(True) >= len(kinds) - 2  # then its description


def test_a_box_ticked_by_hand_and_the_value_agree(page):
    sources = page.controls.by_name["sources"]
    sources.boxes["zelensky"].value = True
    sources.boxes["nis"].value = True
    page.controls.settle()
    assert page.controls.choice.sources == ("nis", "zelensky")
    assert page.controls.found.choice.sources == ("nis", "zelensky")
    sources.value = ("budanov",)
    assert [name for name, box in sources.boxes.items() if box.value] == ["budanov"]


def test_back_to_the_start_shows_the_start_again(page):
    shown, _ = page.all_shown()
    for name, value in CHANGES:
        page.set(name, value)
    assert page.all_shown()[0] != shown
    page.controls.buttons[2].click()
    page.controls.settle()
    assert page.controls.choice == Choice()
    assert page.all_shown()[0] == shown


def test_the_buttons_write_the_command_and_the_file(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write, save, _ = page.controls.buttons
    page.set("sources", ("zelensky",))
    write.click()
    assert page.controls.told.value == (
        "papermill notebooks/figures_by_source.ipynb out.ipynb "
        f"-p ledger_path {ARTICLE} -p sources zelensky"
    )
    save.click()
    assert page.controls.told.value == f"Saved 2 rows as {tmp_path / 'selected_figures.csv'}"
    page.set("quantities", ("landing_ships",))
    assert page.controls.told.value == "", "what was told of another choice still stands"
    save.click()
    assert page.controls.told.value == "Nothing was saved: no figures match this selection."


def test_a_command_names_the_ledger_that_was_opened(monkeypatch, tmp_path):
    folder = write_large_ledger(tmp_path / "ledger", figures=5)
    monkeypatch.chdir(tmp_path)
    page = Page(monkeypatch, ledger_path="ledger")
    page.controls.buttons[0].click()
    assert shlex.split(page.controls.told.value)[3:] == ["-p", "ledger_path", str(folder)]


def test_a_step_that_fails_says_so_in_its_own_place(page):
    @page.controls.follow
    def faulty(found):
        display.sentence(f"{6 / (len(found.figures) - 1):.0f}")

    page.set("sources", ("rutte",))
    words = "faulty could not follow this choice: division by zero"
    assert page.controls.told.value == words
    assert page.forms("faulty") == [f"Note: {words}"], "an earlier choice still stands there"
    page.set("sources", ("zelensky",))
    assert (page.forms("faulty"), page.controls.told.value) == (["6"], "")


def test_a_step_that_failed_is_drawn_again_though_its_frame_is_as_it_was(page):
    @page.controls.follow_frame("in_chart")
    def faulty(found):
        if found.choice.sources == ("rutte",):
            raise ValueError("not this one")
        display.sentence("drawn")

    page.set("sources", ("rutte",))
    assert page.forms("faulty") == ["Note: faulty could not follow this choice: not this one"]
    page.set("sources", ())
    assert page.forms("faulty") == ["drawn"]


def test_while_a_choice_is_drawn_only_the_newest_waits(page):
    drawn, begun, go_on = [], threading.Event(), threading.Event()

    @page.controls.follow
    def slow(found):
        drawn.append(found.choice.sources)
        if len(drawn) == 2:
            begun.set()
            assert go_on.wait(60)

    change = page.controls.by_name["sources"].set_trait
    change("value", ("nis",))
    assert begun.wait(60)
    for name in ("nato", "budanov", "rutte"):
        change("value", (name,))
    go_on.set()
    page.controls.settle()
    assert drawn == [(), ("nis",), ("rutte",)]


def test_one_thread_draws_whatever_the_threads_of_the_changes(page):
    drawing = []

    @page.controls.follow
    def picture(found):
        drawing.append(threading.get_ident())

    sources = page.controls.by_name["sources"]

    def click(box):
        for value in (True, False, True):
            box.value = value

    threads = [threading.Thread(target=click, args=[box]) for box in sources.boxes.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    page.controls.settle()
    assert sources.value == tuple(sources.boxes), "a click was lost"
    assert page.controls.choice == page.controls.found.choice
    assert page.forms("finding")[1] == page.controls.found.finding
    here, *later = drawing
    assert here == threading.get_ident() not in later and later


def first_id(found):
    display.listing(found.figures["figure_id"].head(1))


def test_an_output_that_a_choice_does_not_have_goes_blank(page):
    page.controls.follow(first_id)
    page.set("quantities", ("soldiers_arrived",))
    assert page.controls.shown("first_id") == [{"text/plain": ""}]


def test_a_list_that_is_empty_at_first_has_its_place(page):
    page.set("quantities", ("soldiers_arrived",))
    page.controls.follow(first_id)
    page.set("quantities", ())
    assert page.controls.told.value == ""
    assert page.forms("first_id") == ["- nis-landing-ships"]


def test_an_output_that_has_no_place_is_told(page):
    @page.controls.follow
    def one_each(found):
        for name in found.figures["figure_id"].head(2):
            display.sentence(name)

    page.set("sources", ("rutte",))
    page.controls.follow(one_each)
    page.set("sources", ())
    assert "one_each could not follow" in page.controls.told.value


def test_a_step_that_is_run_again_takes_the_place_of_itself(page):
    for word in ("first", "second"):

        @page.controls.follow
        def step(found, word=word):
            display.sentence(f"{word} {len(found.figures)}")

    page.set("sources", ("rutte",))
    assert page.forms("step") == ["second 1"]


# other ledgers


def every_change(controls):
    """Return each control with two of its values, the first and the last that it offers."""
    for name, control in controls.by_name.items():
        if name in ("sources", "quantities"):
            names = [*control.boxes]
            values = [tuple(names[:1]), tuple(names[-2:]), ()]
        elif name == "split_by_status":
            values = [True, False]
        else:
            offered = [o[1] if isinstance(o, tuple) else o for o in control.options]
            values = [offered[0], offered[-1]]
        yield from ((name, value) for value in values)


def one_csv(folder):
    """Write a ledger that is nothing but one CSV, with the columns that it cannot do without."""
    required = "figure_id,speaker_id,quoted,stance,quantity_id,reported_on,reported_on_basis"
    lines = [
        f"{required},wording,value",
        "a,ministry,paraphrase,asserts,soldiers,2024-10-18,stated,1500,1500",
        "b,paper,paraphrase,asserts,soldiers,2024-10-18,stated,dozens,",
    ]
    (folder / "figures.csv").write_text("\n".join(lines) + "\n")
    return folder / "figures.csv"


@pytest.mark.parametrize(
    "write",
    [
        one_csv,
        lambda folder: write_large_ledger(folder / "large"),
        lambda folder: write_hostile_ledger(folder / "hostile"),
    ],
    ids=["one-csv", "300-figures", "hostile"],
)
def test_every_control_works_on_other_ledgers(monkeypatch, tmp_path, write):
    page = Page(monkeypatch, ledger_path=str(write(tmp_path)))
    seen = set()
    for name, value in every_change(page.controls):
        page.set(name, value)
        assert page.controls.told.value == "", f"{name} = {value}"
        assert all(page.controls.shown(step) for step in STEPS)
        seen.add(page.forms("finding")[1])
    assert len(seen) >= 3, "the finding does not follow"
    shown, told = page.all_shown()
    assert all(forms in shown for forms in told)


def test_hostile_text_stays_text_in_outputs_and_labels(monkeypatch, tmp_path):
    page = Page(monkeypatch, ledger_path=str(write_hostile_ledger(tmp_path / "hostile")))
    rich = " ".join(forms.get("text/html", "") for forms in page.outputs.values())
    assert "<script" not in rich and "<img" not in rich and "&lt;script&gt;" in rich
    boxes = page.controls.by_name["sources"].boxes.values()
    labels = [box.description for box in boxes]
    assert len(labels) > 20 and any("<script>" in label for label in labels)
    assert max(map(len, labels)) <= 100
    # a tooltip repeats the label, and shows markup as it is written: so no label is markup
    assert not any(box.description_allow_html or box.tooltip for box in boxes)


def test_a_ledger_without_days_has_no_slider(ledger):
    figures = ledger.figures.assign(reported_on=pd.NaT, reported_until=pd.NaT)
    chosen = check(ledger, **{k: list(v) if isinstance(v, tuple) else v
                              for k, v in asdict(Choice()).items()})  # fmt: skip
    controls = Controls(replace(ledger, figures=figures), chosen).by_name
    for name in ("since", "as_of"):
        assert controls[name].disabled and controls[name].value == ""


def test_a_day_without_news_is_a_stop_of_its_own_where_the_parameters_give_it(monkeypatch):
    page = Page(monkeypatch, as_of="2024-10-01")
    days = [value for _, value in page.controls.by_name["as_of"].options]
    assert days == ["2024-10-01", "2024-10-17", "2024-10-18", ""]
    assert page.forms("finding")[1] == figures_by_source.EMPTY


# a list of boxes


def ticks(count):
    """Return boxes for some towns, the last of them first."""
    options = [(f"Town {number}", f"t{number}") for number in range(count, 0, -1)]
    return Ticks("Towns", options, alphabetical=True)


def listed(towns):
    return [box.description for box in towns.listed.children]


def test_boxes_are_listed_by_the_alphabet_and_ticked_in_the_order_of_the_ledger():
    towns = ticks(12)
    assert listed(towns) == [f"Town {number}" for number in range(1, 13)]
    towns.boxes["t2"].value = towns.boxes["t10"].value = True
    assert towns.value == ("t10", "t2")


def test_only_a_long_list_has_a_search_and_all_and_none():
    assert len(ticks(20).children) == 2
    assert len(ticks(21).children) == 3


def test_a_search_lists_what_has_its_words_and_all_and_none_are_of_what_is_listed():
    towns = ticks(30)
    towns.boxes["t5"].value = True
    towns.search.value = "2 TOWN"
    assert listed(towns) == ["Town 2", "Town 12", *(f"Town {number}" for number in range(20, 30))]
    towns.all.click()
    assert set(towns.value) == {"t2", "t5", "t12", *(f"t{number}" for number in range(20, 30))}
    towns.search.value = "Town 12"
    towns.none.click()
    assert "t12" not in towns.value and {"t2", "t5"} <= set(towns.value)
    towns.search.value = "village"
    assert [label.value for label in towns.listed.children] == ["No label has these words."]
    towns.search.value = ""
    assert len(towns.listed.children) == 30
    towns.all.click()
    assert len(towns.value) == 30


def test_all_is_one_change():
    towns, changes = ticks(30), []
    towns.observe(changes.append, "value")
    towns.all.click()
    towns.none.click()
    assert [len(change.new) for change in changes] == [30, 0]


# without a live front end, and in good time


def test_the_file_holds_no_widget_and_every_step(page):
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert "widget-view" not in text and "widget-state" not in text and "model_id" not in text
    outputs = [o.data for cell in read_notebook(NOTEBOOK).cells for o in cell.get("outputs", [])]
    committed = [forms["text/plain"] for forms in outputs]
    assert committed == [forms["text/plain"] for forms in page.outputs.values()]


def test_code_is_folded():
    cells = [one for one in read_notebook(NOTEBOOK).cells if one.cell_type == "code"]
    assert all(one.metadata.get("jupyter", {}).get("source_hidden") for one in cells)


def test_the_live_page_has_the_controls_and_words_in_their_place(page):
    views = [forms for forms in page.outputs.values() if VIEW in forms]
    assert len(views) == 1 and {"text/plain", "text/html"} <= set(views[0])


def test_only_the_modules_of_the_controls_import_widgets():
    paths = [*PROJECT.glob("analysis/**/*.py"), *PROJECT.glob("notebooks/*.ipynb")]
    named = re.compile(r"(?:import|from) (?:ipywidgets|reported_figures\.controls)")
    using = {path.relative_to(PROJECT).as_posix() for path in paths
             if named.search(path.read_text(encoding="utf-8"))}  # fmt: skip
    assert {
        name for name in using if not name.startswith("analysis/reported_figures/controls/")
    } == {"notebooks/explore.ipynb"}
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, reported_figures.controls; "
         "print('ipywidgets' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert loaded.stdout.strip() == "False", "the pure part loads widgets"
