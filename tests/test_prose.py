"""Every number in a sentence is found, with what it is and how it is hedged.

``sentences/kinds.txt`` goes through the mistakes that a reader of numbers makes, kind by kind.
The three evaluations were written by people who had not seen the rules, and measure them; the
rules were mended by ``sentences/development.txt``, with a sentence for each.
"""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numbered_sentences import read_sentences
from reported_figures import SEEDS
from reported_figures.documents import paragraphs as number_contexts
from reported_figures.documents import written_forms as number_forms
from reported_figures.documents.paragraphs import CONTEXTS, COUNTS, ONE, fold
from reported_figures.documents.prose import find
from reported_figures.documents.written_forms import FORMS, starts
from reported_figures.ledger.schemas import SCHEMA, read_schemas
from reported_figures.reading.numerals import normalise
from reported_figures.reading.wording import parse

EVALUATIONS = ("evaluation.txt", "second_evaluation.txt", "third_evaluation.txt")
EVALUATION = [sentence for name in EVALUATIONS for sentence in read_sentences(name)]
DEVELOPMENT = read_sentences("development.txt")
KINDS = read_sentences("kinds.txt")
RULES = [
    (module, name, rule)
    for module, name, rules in (
        (number_forms, "FORMS", FORMS),
        (number_contexts, "CONTEXTS", CONTEXTS),
        (number_contexts, "ONE", ONE),
    )
    for rule in rules
]


def summary(sentence):
    """Return what is found in a sentence as it is expected: place, kind, hedge and value."""
    return [(n.start, n.end, n.kind, *_read(n)) for n in find(sentence)]


def _read(number):
    if number.kind not in COUNTS:
        return "", None
    return number.reading.hedge, None if number.reading.hedge == "none" else number.value


def scores(pairs):
    """Return recall and precision of what was found, as fractions."""
    expected, found = ([item for pair in pairs for item in pair[side]] for side in (0, 1))
    hits = sum(len(set(a) & set(b)) for a, b in pairs)
    return hits / len(expected), hits / len(found)


def numbers(items):
    return [(start, end, value) for start, end, _, _, value in items]


def hedged(items):
    return [(start, end, hedge) for start, end, _, hedge, _ in items if hedge not in ("", "bare")]


def kinds(items):
    return [(start, end, kind) for start, end, kind, *_ in items]


READ = {sentence: summary(sentence) for sentence, _ in [*DEVELOPMENT, *KINDS]}


def test_the_evaluation_is_large_and_kept_apart():
    assert len(EVALUATION) >= 120
    assert not {text for text, _ in EVALUATION} & {text for text, _ in DEVELOPMENT}


def test_scores_on_the_evaluation(capsys):
    found = [(expected, summary(sentence)) for sentence, expected in EVALUATION]
    measured = {
        what: scores([(part(expected), part(got)) for expected, got in found])
        for what, part in (("numbers", numbers), ("hedges", hedged), ("kinds", kinds))
    }
    with capsys.disabled():
        print(f"\nNumbers in {len(EVALUATION)} sentences:", end="")
        for what, (recall, precision) in measured.items():
            print(f" {what} recall {recall:.1%}, precision {precision:.1%};", end="")
    assert measured["numbers"][0] >= 0.99
    assert measured["hedges"][0] >= 0.97
    assert min(measured["numbers"][1], measured["hedges"][1]) >= 0.97
    assert min(measured["kinds"]) >= 0.97


@pytest.mark.parametrize("sentence, expected", DEVELOPMENT, ids=lambda part: str(part)[:40])
def test_the_development_sentences(sentence, expected):
    assert summary(sentence) == expected


@pytest.mark.parametrize("sentence, expected", KINDS, ids=lambda part: str(part)[:40])
def test_a_number_is_read_rightly_or_is_said_not_to_be_understood(sentence, expected):
    """What counts may be set aside, or unread; a wrong hedge or value is never given."""
    right = {number[:2]: number[3:] for number in expected}
    given = [n for n in summary(sentence) if n[2] in COUNTS and n[3] != "none"]
    assert [n for n in given if right.get(n[:2]) != n[3:]] == []


ONES = re.findall(
    r"\w+",
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
)
TENS = re.findall(r"\w+", "no ten twenty thirty forty fifty sixty seventy eighty ninety")


def spelled(count):
    """Return a count below a million in words: "two thousand and forty-one"."""
    for scale, name, joined in ((1000, "thousand", " "), (100, "hundred", " and ")):
        more, rest = divmod(count, scale)
        if more:
            joined = joined if rest >= 100 or scale == 100 else " and "
            return f"{spelled(more)} {name}" + (f"{joined}{spelled(rest)}" if rest else "")
    if count < 20:
        return ONES[count]
    return TENS[count // 10] + (f"-{ONES[count % 10]}" if count % 10 else "")


WRITTEN = {
    "a thin space": lambda count: f"{count:,}".replace(",", "\u202f"),
    "a blank that does not break": lambda count: f"{count:,}".replace(",", "\u00a0"),
    "an apostrophe": lambda count: f"{count:,}".replace(",", "'"),
    "in words": lambda count: f"{count:,}" if count > 999_999 else spelled(count),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_a_count_is_read_alike_however_its_number_is_written(written):
    alike = 0
    for sentence, _ in [*EVALUATION, *DEVELOPMENT, *KINDS]:
        found = find(sentence)
        for place, number in enumerate(found):
            hedges = {one.reading.hedge for one in found}
            digits = re.fullmatch(r"[2-9]|[1-9]\d{1,2}(?:,\d{3})*|\d(?:,\d{3})+", number.token)
            attached = re.match(r"[%\w]", sentence[number.end :])
            if number.kind != "figure" or not digits or attached or hedges & {"between", "none"}:
                continue
            other = WRITTEN[written](int(number.token.replace(",", "")))
            again = find(sentence[: number.start] + other + sentence[number.end :])
            assert [n.kind for n in again] == [n.kind for n in found], (sentence, other)
            read, before = again[place].reading, number.reading
            assert (read.hedge, read.value) == (before.hedge, before.value), (sentence, other)
            alike += 1
    assert alike > 300


def test_few_numbers_are_not_understood():
    pairs = [(expected, summary(sentence)) for sentence, expected in KINDS]
    assert min(scores(pairs)) >= 0.97


@pytest.mark.parametrize("module, table, rule", RULES, ids=lambda part: getattr(part, "reason", ""))
def test_each_rule_is_needed_by_a_sentence(module, table, rule, monkeypatch):
    kept = [other for other in getattr(module, table) if other is not rule]
    monkeypatch.setattr(module, table, kept)
    assert any(summary(sentence) != READ[sentence] for sentence in READ)


@pytest.mark.parametrize("rule", [rule for rule in FORMS if rule.cues], ids=lambda r: r.cues[0])
def test_a_cue_stands_in_each_sentence_that_its_rule_matches(rule):
    """Without its cues a rule reads no sentence otherwise."""
    texts = [fold(sentence) for sentence, _ in [*DEVELOPMENT, *KINDS, *EVALUATION]]
    matched = [t for t in texts if rule.whole.search(t.cased if rule.cased else t.lower)]
    assert [t.printed for t in matched if not any(cue in t.lower for cue in rule.cues)] == []


@pytest.mark.parametrize("rule", [r for r in FORMS if not r.cues], ids=lambda r: r.reason)
def test_a_rule_matches_only_where_a_number_begins_or_its_words(rule):
    """Tried at every place of a text, it finds what it finds at those places."""
    for sentence, _ in [*DEVELOPMENT, *KINDS, *EVALUATION]:
        text = fold(sentence)
        own = text.cased if rule.cased else text.lower
        tried = rule.matches(own, starts(text.cased)[rule.begins, rule.cased])
        everywhere = rule.whole.finditer(own)
        assert [m.span() for m in tried] == [m.span() for m in everywhere], sentence


def test_each_reason_is_one_that_the_inventory_may_give():
    fields = {f["name"]: f for f in read_schemas(SEEDS / SCHEMA)["numbers"]["fields"]}
    reasons = {rule.reason for *_, rule in RULES} - {"figure"} | {"score"}
    assert reasons <= set(fields["reason"]["constraints"]["enum"])


@pytest.mark.parametrize(
    "sentence, wording, unit",
    [
        ("They shipped up to about 40 of them.", "up to about 40", (None, 40)),
        ("He saw\u00a012\u202f000 men\u2014or more.", "12\u202f000", (None, 12_000)),
        ("\u201cRoughly 30,\u201d she said.", "Roughly 30", (None, 30)),
        ("It takes US$ 3m, or over US$40m in all.", "over US$40m", (None, 40_000_000)),
        ("From 2 to 3 thousand left.", "2 to 3 thousand", (2_000, 3_000)),
        ("At least 2 but fewer than 9 left.", "At least 2 but fewer than 9", (2, 9)),
        ("An unknown number of men left.", "An unknown number", (None, None)),
        ("Some 300 men or more left.", "Some 300 men or more", (None, 300)),
    ],
)
def test_the_wording_is_the_number_with_its_hedges_as_printed(sentence, wording, unit):
    found = find(sentence)[-1]
    assert found.wording == wording
    assert sentence[found.wording_at :].startswith(wording)
    low, value = unit
    assert (found.reading.low or None, found.reading.high or found.reading.value) == (low, value)


WORDS = (
    "8 13 1,500 12.5 2,600 four twenty-one 7th An-124 G7 155mm 14:30 2024 October May $ % \u20ac3m "
    "around between and to - \u2014 or more at least up of the a an number unknown dozens several "
    "million hundred half one first aged percent km votes times , . ( ) \u201c \u201d \u2019 \xbd "
    "\u200b \ufb01 \u0130 \xdf \u2460 NIS soldiers said"
)
PIECES = st.sampled_from(WORDS.split())
PROSE = st.lists(PIECES | st.text(max_size=3), max_size=25).flatmap(
    lambda parts: st.sampled_from([" ", "", "\u00a0"]).map(lambda gap: gap.join(parts))
)


@settings(max_examples=300, deadline=None)
@given(PROSE)
@example("3\u00bd million")
@example("1 - -- 2")
@example("8 \u00bd  8")
def test_folding_is_normalising_with_places(text):
    folded = fold(text)
    assert folded.lower.strip() == normalise(text)
    assert len(folded.lower) == len(folded.cased) == len(folded.places)
    assert sorted(folded.places) == list(folded.places)


@settings(max_examples=500, deadline=None)
@given(PROSE)
def test_no_digit_is_left_out_and_no_number_found_twice(text):
    found = find(text)
    covered = {place for number in found for place in range(number.start, number.end)}
    assert [text[m.start()] for m in re.finditer("[0-9]", text) if m.start() not in covered] == []
    assert sum(number.end - number.start for number in found) == len(covered)
    assert all(text[number.start : number.end] == number.token for number in found)


@settings(max_examples=500, deadline=None)
@given(PROSE)
def test_a_wording_reads_as_it_was_read(text):
    for number in find(text):
        if number.kind in COUNTS and number.reading.hedge != "none":
            assert parse(number.wording) == number.reading


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It cost about 5 bn € in all.", [("money", "about 5 bn")]),
        ("Between 49 % and 51 % voted.", [("percentage", "Between 49 % and 51 %")] * 2),
        ("From 40,000 € to 50,000 € were paid.", [("money", "40,000 € to 50,000 €")] * 2),
        ("Some 60% or more said so.", [("percentage", "Some 60% or more")]),
        ("It fell from 49 % to 45 %.", [("percentage", "49"), ("percentage", "45")]),
    ],
)
def test_a_sign_behind_a_number_tells_what_it_is(text, numbers):
    assert [(found.kind, found.wording) for found in find(text)] == numbers
