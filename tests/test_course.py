"""Number against day: which quantities have a course, and what each mark of it says."""

import matplotlib as mpl
import pytest
from compared import Compared
from legible import assert_legible
from made import counted, said, write_ledger
from matplotlib.figure import Figure
from pages_of import page
from reported_figures.comparing.series import histories
from reported_figures.formats import large
from reported_figures.showing.course import (
    describe_course,
    drawn,
    plot_course,
    shape_of,
    suspects,
    with_course,
)
from reported_figures.showing.marks import source_colours

mpl.use("Agg")
DEAD = [counted("dead", "cumulative", label="people killed")]


def figures_of(folder, rows, quantities=DEAD):
    return Compared(write_ledger(folder, rows, quantities)).figures


def plotted(figures, crossed=frozenset()):
    """Return the axes of the chart, drawn."""
    figure = Figure(figsize=(10, 4))
    axes = figure.add_subplot()
    plot_course(
        axes, drawn(figures), set(crossed), source_colours(figures["speaker_id"]), "a title"
    )
    figure.canvas.draw()
    return axes


def words_of(axes):
    """Return all words of the chart, its lines joined."""
    return " ".join(text.get_text() for text in axes.texts).replace("\n", " ")


def marks(axes, marker):
    return [line for line in axes.lines if line.get_marker() == marker]


RISING = [said("police", f"{n}", day, "dead") for n, day in ((10, 0), (14, 3), (20, 9))]


def test_a_course_takes_three_numbers_on_two_days(tmp_path):
    one_day = [said(name, "10", 0, "hurt") for name in "abc"]
    two = [said("police", f"{n}", n, "lost") for n in (1, 2)]
    known = [*DEAD, counted("hurt", "stock"), counted("lost", "cumulative")]
    assert with_course(figures_of(tmp_path, [*RISING, *one_day, *two], known)) == ["dead"]


@pytest.mark.parametrize(
    ("wording", "shape"),
    [
        ("14", "point"),
        ("about 14", "point"),
        ("at least 14", "floor"),
        ("more than 14", "floor"),
        ("up to 14", "ceiling"),
        ("between 14 and 18", "range"),
    ],
)
def test_a_number_is_drawn_as_what_it_leaves_open(tmp_path, wording, shape):
    figures = drawn(figures_of(tmp_path, [said("police", wording, 0, "dead")]))
    assert [shape_of(figure) for figure in figures.itertuples()] == [shape]


def test_a_running_total_goes_in_steps_and_a_level_straight(tmp_path):
    styles = {}
    for kind in ("cumulative", "stock"):
        axes = plotted(figures_of(tmp_path / kind, RISING, [counted("dead", kind)]))
        (styles[kind],) = {
            line.get_drawstyle() for line in axes.lines if len(line.get_xdata()) == 3
        }
    assert styles == {"cumulative": "steps-post", "stock": "default"}


def test_a_number_out_of_line_is_crossed_and_no_line_goes_through_it(tmp_path):
    numbers = [100, 110, 1_200, 120, 130]
    rows = [said("police", f"{n:,}", day, "dead") for day, n in enumerate(numbers)]
    figures = figures_of(tmp_path, rows)
    crossed = suspects(histories(figures))
    assert crossed == {"f2"}
    axes = plotted(figures, crossed)
    assert [line.get_ydata()[0] for line in marks(axes, "x")] == [1_200]
    (line,) = [line for line in axes.lines if len(line.get_xdata()) > 1]
    assert 1_200 not in line.get_ydata()


def test_a_replaced_number_is_hollow(tmp_path):
    rows = [*RISING, said("police", "15", 4, "dead", supersedes="f1", event_to="2024-05-05")]
    figures = figures_of(tmp_path, rows)
    faces = {
        line.get_ydata()[0]: line.get_markerfacecolor() for line in marks(plotted(figures), "o")
    }
    assert faces[14] == "white" and faces[15] != "white"


@pytest.mark.parametrize("sources", [1, 3, 12])
def test_names_stand_clear_of_each_other_and_inside(tmp_path, sources):
    rows = [
        said(f"the office of statistics no. {n}", f"{100 + 2 * day + n % 2}", day, "dead")
        for n in range(sources)
        for day in (0, 30, 60)
    ]
    axes = plotted(figures_of(tmp_path, rows))
    names = [text for text in axes.texts if "office" in text.get_text()]
    boxes = [text.get_window_extent() for text in names]
    assert len(boxes) == min(sources, 8)
    for n, box in enumerate(boxes):
        assert box.x1 <= axes.figure.bbox.x1 and box.y0 >= 0
        assert not any(box.overlaps(other) for other in boxes[n + 1 :])
    assert_legible(axes)
    markers = {line.get_marker() for line in axes.lines} - {"None"}
    assert len(markers) == min(sources, 8)  # told apart in black and white
    assert any("more sources" in text.get_text() for text in axes.texts) == (sources > 8)


def test_large_numbers_are_said_as_they_are_read_aloud():
    said_aloud = ["2.5 million", "60 billion", "1,500", "1 trillion"]
    assert [large(value) for value in (2.5e6, 6e10, 1_500, 1e12)] == said_aloud


def test_the_page_has_the_course_of_each_and_no_word_of_dates_to_come(tmp_path):
    rows = [{**row, "event_to": row["reported_on"]} for row in RISING]
    found = page("timeline", write_ledger(tmp_path, rows, DEAD))
    assert any("People killed, by day" in words for words in found.pictures)
    assert not found.says("a date by or from which")


def test_it_is_described_with_first_and_last(tmp_path):
    words = describe_course(drawn(figures_of(tmp_path, RISING)), set())
    assert "by source. Police: 3 numbers, 10 at first, 20 at last." in words


def test_a_number_of_a_period_is_drawn_from_its_first_day_to_its_last(tmp_path):
    years = [{"event_from": f"{year}-01-01", "event_to": f"{year}-12-31"} for year in (2021, 2022)]
    rows = [said("police", f"{n}", 900, "dead", **years[n // 40]) for n in (10, 40)]
    axes = plotted(figures_of(tmp_path / "flow", rows, [counted("dead", "flow")]))
    lasting = [line for line in axes.lines if line.get_lw() == 2 and len(line.get_xdata()) == 2]
    assert [int(line.get_xdata()[1] - line.get_xdata()[0]) for line in lasting] == [364, 364]
    assert axes.get_xlim()[0] < lasting[0].get_xdata()[0]
    assert "a line before it the days that it counts" in words_of(axes)
    assert "a line before it" not in words_of(plotted(figures_of(tmp_path / "total", RISING)))
