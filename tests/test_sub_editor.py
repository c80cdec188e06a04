"""What a sub-editor would strike out: false, doubled or ungrammatical sentences, in many fields."""

import pytest
from made import counted, refused, said, write_ledger
from pages_of import page
from printed_sentences import CROWD, DAY, EXPECTED, MADE, POLICE, build, sentence
from reported_figures.telling.amounts import topic
from reported_figures.telling.printable import attributed
from reported_figures.telling.speakers import channel

UNNAMED = {"named": False, "source_kind": "group"}
GROUP, BODY = {"source_kind": "group"}, {"source_kind": "body"}


@pytest.mark.parametrize(
    ("who", "start"),
    [
        ({"speaker": "Analysts at Kepler"} | UNNAMED, "Analysts at Kepler, who are not named, put"),
        ({"speaker": "Residents of Old Quay"}, "Residents of Old Quay put"),
        ({"speaker": "Hospitals in Lyon"}, "Hospitals in Lyon put"),
        ({"speaker": "Lawyers for the families"}, "Lawyers for the families put"),
        ({"speaker": "Organisers"} | GROUP, "Organisers put"),
        ({"speaker": "Police"}, "Police put"),
        ({"speaker": "A team of doctors"}, "A team of doctors puts"),
        ({"speaker": "United Nations"}, "United Nations puts"),
        ({"speaker": "the United Nations"}, "The United Nations puts"),
        ({"speaker": "Doctors Without Borders"}, "Doctors Without Borders puts"),
        ({"speaker": "Physicians for Human Rights"}, "Physicians for Human Rights puts"),
        ({"speaker": "Friends of the Earth"} | BODY, "Friends of the Earth puts"),
        ({"speaker": "Reuters"} | BODY, "Reuters puts"),
        ({"speaker": "Hamas"} | GROUP, "Hamas puts"),
        ({"speaker": "Customs"} | BODY, "Customs puts"),
        ({"speaker": "The Times"} | BODY, "The Times puts"),
    ],
)  # fmt: skip
def test_a_source_takes_the_verb_of_its_number(who, start):
    assert sentence(who, CROWD, wording="40").startswith(f"{start} the number of people")


@pytest.mark.parametrize(
    ("row", "end"),
    [
        ({"event_from": DAY, "event_to": DAY}, "on 2 May 2024 at 40, as of that day."),
        ({"event_to": DAY}, "by 2 May 2024 at 40, as of that day."),
        ({"event_to": DAY, "outlet": "statement"}, "by 2 May 2024 at 40, in a statement that day."),
        ({"event_from": "2024-05-01", "event_to": "2024-05-01"},
         "on 1 May 2024 at 40, as of 2 May 2024."),
        ({"event_from": "2024-04-30", "event_to": DAY},
         "between 30 April and 2 May 2024 at 40, as of 2 May 2024."),
    ],
)  # fmt: skip
def test_no_day_is_written_twice(row, end):
    assert sentence(POLICE, CROWD, row, wording="40").endswith(end)


def test_a_date_named_for_an_expectation_is_no_day_told_before():
    told = sentence(POLICE, CROWD, EXPECTED, wording="40", event_to=DAY)
    assert told.endswith("to be 40, naming 2 May 2024 as a date, as of 2 May 2024.")


@pytest.mark.parametrize(
    ("outlet", "words"),
    [
        ("call with investors", "in a call with investors"),
        ("email to staff", "in an email to staff"),
        ("state television", "on state television"),
        ("website", "on a website"),
        ("Facebook", "via Facebook"),
        ("Radio Liberty", "via Radio Liberty"),
    ],
)
def test_a_channel_has_the_preposition_that_it_takes(outlet, words):
    assert channel(outlet) == words


@pytest.mark.parametrize(
    ("label", "kind", "words"),
    [
        ("tax shortfall", "money", "the tax shortfall"),
        ("pump price of petrol", "money", "the pump price of petrol"),
        ("revenue lost to smuggling", "money", "revenue lost to smuggling"),
        ("lost exports", "money", "lost exports"),
        ("forest burnt", "measure", "forest burnt"),
        ("unemployment rate", "percent", "the unemployment rate"),
        ("turnout among members", "percent", "turnout among members"),
        ("the cost of the line", "money", "the cost of the line"),
        ("GDP", "money", "GDP"),
        ("death toll", "count", "the death toll"),
        ("people missing", "count", "people missing"),
    ],
)
def test_what_is_measured_has_the_article_that_it_takes(label, kind, words):
    assert topic({"quantity": label, "unit": "", "unit_kind": kind}) == words


def test_what_was_told_before_is_not_told_again():
    rows = [
        {**POLICE, **MADE, "wording": "12", "reported_on": "2024-05-04", "statement": "figure-0"},
        {**POLICE, **MADE, "wording": "a dozen", "statement": "figure-0"},
        {**MADE, "wording": "12", "reported_on": "2024-05-06", "statement": "figure-0",
         "speaker": "BBC", "speaker_id": "bbc", "printed_as": "the BBC"},
    ]  # fmt: skip
    figures = build(*rows).assign(statement="figure-0")
    assert attributed(figures) == [
        "Police say that 12 arrests were made, as of 4 May 2024, told before as "
        "\u201ca dozen\u201d on 2 May 2024, told again by the BBC on 6 May 2024."
    ]


# ----- on the pages

DEAD = [counted("crowd", "cumulative", "people killed", starts_on="2024-04-01")]
JOBS = [counted("crowd", "total", "jobs lost", "jobs")]


def answers(folder, rows, quantities, notebook="figures_by_source", sources=()):
    return page(notebook, write_ledger(folder, rows, quantities, sources)).sentences


def ranges(sentences):
    return [one for one in sentences if one.startswith("The numbers printed for")]


def test_a_later_forecast_hides_no_dispute_of_counts(tmp_path):
    forecasts = [said(who, "900", 2, status="expected", event_to="2024-06-30") for who in "ab"]
    rows = [said("a", "100"), said("b", "300"), *forecasts]
    (told,) = ranges(answers(tmp_path, rows, DEAD))
    assert "as of 2 May 2024, expectations apart, run from 100 to 300" in told


def test_a_dispute_of_counts_and_one_of_forecasts_are_both_told(tmp_path):
    forecasts = [said("a", "400", 2, status="expected"), said("b", "900", 2, status="expected")]
    rows = [said("a", "100"), said("b", "300"), *forecasts]
    told = ranges(answers(tmp_path, rows, JOBS))
    assert len(told) == 2 and all("cannot all hold" in one for one in told)
    assert "expectations apart, run from 100 to 300" in told[0]
    assert "expected, run from 400 to 900" in told[1]


def test_counts_that_agree_leave_a_dispute_of_forecasts_as_the_one_answer(tmp_path):
    forecasts = [said("a", "400", 2, status="expected"), said("b", "900", 2, status="expected")]
    (told,) = ranges(answers(tmp_path, [said("a", "100"), said("b", "100"), *forecasts], JOBS))
    assert "expected, run from 400 to 900" in told


def test_what_is_under_way_and_expected_is_not_replaced_by_what_happened(tmp_path):
    rows = [said("a", "1,100", status="under_way"), said("b", "2,000", 1, status="expected"),
            said("c", "1,600", 2)]  # fmt: skip
    told = [one for one in answers(tmp_path, rows, JOBS, "timeline") if one.startswith("Since")]
    assert [one.partition(", with")[0] for one in told] == ["Since 3 May 2024"]
    assert "run from 1,100 to 2,000 for jobs lost; before: 1,100." in told[0]


@pytest.mark.parametrize(
    ("low", "high", "apart"),
    [
        ("14", "at least 20", "are at least 6 jobs apart, 1.4-fold"),
        ("up to 14", "20", "are at least 6 jobs apart, 1.4-fold"),
        ("14", "20", "are 6 jobs apart, 1.4-fold"),
        ("about 14", "20 to 30", "are 6 jobs apart, 1.4-fold"),
    ],
)
def test_an_open_side_leaves_a_distance_open(tmp_path, low, high, apart):
    ledger = write_ledger(tmp_path, [said("a", low), said("b", high)], JOBS)
    assert apart in "".join(page("figures_by_source", ledger).tables)


def test_a_wording_in_another_language_is_put_in_words_in_a_course(tmp_path):
    rows = [
        said("a", "41"),
        said("a", "m\u00e1s de 60", 7, hedge="more_than", value="60", note="Spanish."),
    ]
    text = " ".join(answers(tmp_path, rows, DEAD, "timeline"))
    assert "According to a, the number of people killed" in text
    assert "from 41 (2 May 2024) to more than 60 (\u201cm\u00e1s de 60\u201d; 9 May 2024)" in text


def test_a_whole_matter_is_revised_and_does_not_rise(tmp_path):
    turnout = [counted("crowd", "total", "turnout", "percent", unit_kind="percent")]
    text = " ".join(answers(tmp_path, [said("a", "61%"), said("a", "63.4%", 1)], turnout))
    assert "A raised its own number for turnout from 61% (2 May 2024) to 63.4%" in text


def test_numbers_of_other_stages_are_told_with_their_stage(tmp_path):
    rows = [said("a", "38"), said("b", "44", status="expected", event_to="2024-05-02")]
    text = " ".join(answers(tmp_path, rows, JOBS))
    assert "stage: 38 (a, 2 May 2024) and 44 (b, 2 May 2024), expected." in text


def test_a_person_stands_with_an_office_and_a_range_of_one_source_is_told_once(tmp_path):
    union = {"source_id": "union", "name": "Unite", "kind": "group", "role": "union"}
    boss = {"source_id": "boss", "name": "Jan Roth", "kind": "person"}
    boss |= {"role": "chief of Metro"}
    rows = [said("boss", "200 to 250"), said("union", "about 240")]
    text = " ".join(answers(tmp_path, rows, JOBS, sources=[boss, union]))
    assert "both ends are from Jan Roth (chief of Metro, 200 to 250)" in text
    aide = boss | {"name": "an aide", "role": "unnamed official", "named": "false"}
    text = " ".join(
        answers(tmp_path / "aide", rows, JOBS, sources=[aide, union | {"named": "true"}])
    )
    assert "both ends are from an aide (200 to 250)" in text


def test_a_report_that_is_denied_is_called_no_fact(tmp_path):
    rows = [said("a", "2"), said("b", "3"), refused("c", "denies", stance_on="fact")]
    text = " ".join(answers(tmp_path, rows, JOBS))
    assert "the report is denied by c" in text and "the fact" not in text


def test_counts_of_one_and_two_are_told_as_such(tmp_path):
    text = " ".join(answers(tmp_path, [said("a", "2"), said("b", "3")], JOBS))
    assert "2 figures in jobs, drawn one by one." in text
    assert "One pair is on the same or related things: the two differ." in text
    one = " ".join(answers(tmp_path / "one", [said("a", "2")], JOBS, "provenance"))
    assert "The one row is on record;" in one


def test_numbers_that_read_the_same_are_told_apart_by_their_days(tmp_path):
    stages = [("police", "300", "expected"), ("union", "900", "under_way")]
    stages += [("police", "300", "under_way")]
    rows = [said(who, n, day, status=stage) for day, (who, n, stage) in enumerate(stages)]
    shown = page("sensitivity", write_ledger(tmp_path, rows, [counted("crowd")]))
    (told,) = shown.says("the two differ")
    assert "300 (police, 2 May 2024) and 900 (union)" in told
    assert "900 (union) and 300 (police, 4 May 2024)" in told


def test_the_day_of_a_lower_total_is_told_where_both_were_said_on_one_day(tmp_path):
    rows = [said("police", "60", 5, "dead", event_to="2024-05-04")]
    rows += [said("union", "40", 5, "dead", event_to="2024-05-06")]
    toll = [counted("dead", "cumulative", label="people killed")]
    shown = page("figures_by_source", write_ledger(tmp_path, rows, toll))
    assert shown.says("the later running total, of 6 May 2024, is the lower one")


@pytest.mark.parametrize(
    ("wording", "value", "hedge", "told"),
    [
        ("one in five", 20, "bare", "at 20 percent (\u201cone in five\u201d)"),
        ("two in three", 66.7, "bare", "at 66.7 percent (\u201ctwo in three\u201d)"),
        ("nearly half", 50, "nearly", "at nearly 50 percent (\u201cnearly half\u201d)"),
        ("40", 40, "bare", "at 40 percent"),
    ],
)  # fmt: skip
def test_a_share_in_words_is_told_in_percent(tmp_path, wording, value, hedge, told):
    row = said("union", wording, value=value, hedge=hedge, note="A share.")
    share = counted("crowd", label="crews without pay", unit="percent", unit_kind="percent")
    shown = page("figures_by_source", write_ledger(tmp_path, [row], [share]))
    assert shown.says(f"union puts the share of crews without pay {told}, as of 2 May 2024.")


def test_a_width_is_not_told_twice(tmp_path):
    days = [("2024-05-01", "11", "4"), ("2024-05-03", "none", "2")]
    rows = [
        said(who, wording, 5, event_from=day, event_to=day, value=value, hedge="bare", note="")
        for day, *numbers in days
        for who, wording in zip(("army", "union"), numbers, strict=True)
        for value in [wording.replace("none", "0")]
    ]
    rows = [row | {"note": "In words."} for row in rows]
    shown = page("figures_by_source", write_ledger(tmp_path, rows, [counted("crowd", "flow")]))
    assert shown.says("give a number at 2 of 2 times, at the widest 2.8-fold, on 1 May 2024.")


def test_how_many_moved_something_is_told_with_what_they_are(tmp_path):
    rows = [said("army", "40"), said("union", "60", 2)]
    shown = page("timeline", write_ledger(tmp_path, rows, [counted("crowd")]))
    told = "Each of the 2 figures and positions on what changed moved a printed range or a bound."
    assert shown.says(told)
