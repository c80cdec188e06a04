"""Where figures come from: chains, distinct origins and how complete the record is."""

import pandas as pd
import pytest
from reported_figures.comparing.origins import (
    RULES,
    attribution_chains,
    completeness,
    days_in_words,
    distinct_origins,
    few,
    figures_by_origin,
    joined_figures,
    joined_once,
    shown_chains,
    silence_in_words,
    silent_parties,
    weightiest_first,
)
from reported_figures.ledger import load_ledger, select
from reported_figures.telling.provenance import (
    chain_rule,
    joined_in_words,
    origins_in_words,
    record_in_words,
    traces,
)

OWN, _, COUNTRY, _ = RULES
SOURCES = """source_id,name,organisation_id,country,role,named
ministry,the Ministry,,Arcadia,ministry,true
minister,A. Minister,ministry,Arcadia,minister,true
aide,an aide in the Ministry,ministry,Arcadia,unnamed official,false
army,the Army,,Arcadia,army,true
alliance,the Alliance,,,alliance,true
league,the League,,,alliance,true
"""
HEAD = (
    "figure_id,document_id,paragraph,speaker_id,origin_id,possible_origin_id,outlet,quoted,stance,"
    "status,evidence,quantity_id,wording,value,reported_on,reported_on_basis\n"
)


def made(folder, *rows: tuple, quantities: str = ""):
    """Return a ledger, from each figure's speaker, origin, possible one, number and quantity."""
    lines = []
    for place, row in enumerate(rows):
        speaker, origin, possible, number, quantity = (*row, "troops")[:5]
        lines.append(
            f"f{place},,,{speaker},{origin},{possible},,direct,asserts,observed,none,{quantity},"
            f"{number},{number},2024-01-{place + 1:02},stated\n"
        )
    (folder / "reported_figures.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    if quantities:
        (folder / "quantities.csv").write_text(quantities, encoding="utf-8")
    return load_ledger(folder)


def counts_of(ledger) -> list[int]:
    counts = distinct_origins(select(ledger))
    return counts.loc[0, [rule for rule in RULES if rule in counts]].tolist()


def test_each_figure_has_one_chain(ledger):
    figures = select(ledger)
    chains = attribution_chains(figures, ledger.documents, ledger.sources)
    assert chains["figure_id"].tolist() == figures["figure_id"].tolist()


@pytest.mark.parametrize(
    "figure, origin, speaker, record, channel, wording, evidence, paragraph",
    [
        ("nis-source-total", "National Intelligence Service",
         "a source in the National Intelligence Service", "unnamed", "Yonhap", "paraphrased",
         "no evidence", 6),
        ("zelensky-total", "Ukraine's government; perhaps Defence Intelligence of Ukraine",
         "Volodymyr Zelensky", "on record", "not recorded", "paraphrased", "no evidence", 7),
        ("diu-officers", "Defence Intelligence of Ukraine", "Volodymyr Zelensky", "on record",
         "press conference in Brussels", "paraphrased", "no evidence", 7),
        ("nis-training", "National Intelligence Service", "National Intelligence Service",
         "on record", "statement", "paraphrased", "imagery", 4),
        ("rutte-combat", "NATO", "Mark Rutte", "on record", "press conference", "direct",
         "nothing asserted", 9),
    ],
)  # fmt: skip
def test_the_article_s_chains(
    ledger, figure, origin, speaker, record, channel, wording, evidence, paragraph
):
    chains = attribution_chains(select(ledger), ledger.documents, ledger.sources).set_index(
        "figure_id"
    )
    row = chains.loc[figure].drop(["what", "document"])
    assert row.tolist() == [origin, speaker, record, channel, wording, evidence, paragraph]


def test_the_12_000_traces_to_an_unnamed_source_of_one_agency_through_another(ledger):
    sentence = traces(select(ledger), ledger.sources)[0]
    assert "as many as 12,000" in sentence
    assert "one unnamed source and one organisation, National Intelligence Service" in sentence
    assert "channel: Yonhap" in sentence


def test_the_president_s_possible_origin_leaves_the_count_as_it_is(ledger):
    assert counts_of_quantity(ledger, "soldiers_committed") == [2, 2, 2, 2]
    figures = select(ledger)
    sentence = origins_in_words(distinct_origins(figures), figures)[0]
    assert "still 2 if 10,000 (Volodymyr Zelensky) rests on Defence Intelligence" in sentence


def counts_of_quantity(ledger, quantity: str) -> list[int]:
    counts = distinct_origins(select(ledger, quantities=[quantity]))
    return counts.loc[0, list(RULES)].tolist()


def test_the_possible_origin_shows_beside_what_it_would_join(ledger):
    origins = figures_by_origin(select(ledger), ledger.sources).set_index("origin")
    assert origins.loc["Defence Intelligence of Ukraine", "which"] == "diu-officers, budanov-kursk"
    assert origins.loc["Defence Intelligence of Ukraine", "perhaps"] == "zelensky-total"


@pytest.mark.parametrize(
    "rows, expected",
    [
        ([("ministry", "", "", 10), ("aide", "", "", 12)], [1, 1, 1, 1]),
        ([("minister", "", "", 10), ("army", "", "", 12)], [2, 2, 1, 1]),
        ([("minister", "army", "", 10), ("army", "", "", 12)], [1, 1, 1, 1]),
        ([("minister", "", "army", 10), ("army", "", "", 12)], [2, 1, 1, 1]),
        ([("alliance", "", "", 10), ("league", "", "", 12)], [2, 2]),
        ([("alliance", "", "army", 10), ("army", "", "", 12)], [2, 1, 2, 1]),
        ([("army", "league", "", 10), ("army", "", "", 12)], [1, 1, 1, 1]),
        (
            [
                ("army", "league", "", 1),
                ("army", "", "", 2),
                ("army", "alliance", "", 3),
                ("ministry", "", "", 4),
            ],
            [2, 2, 2, 2],
        ),
    ],
    ids=[
        "one organisation",
        "one country",
        "one cites the other",
        "one may rest on the other",
        "no country is recorded",
        "a possible origin brings its country",
        "one source cites another and itself",
        "one source cites two others, beside a second source",
    ],
)
def test_each_rule_joins_what_it_should(tmp_path, rows, expected):
    assert counts_of(made(tmp_path, *rows)) == expected


def test_the_joined_figures_are_named(tmp_path):
    ledger = made(tmp_path, ("minister", "", "", 10), ("aide", "", "", 12), ("army", "", "", 9))
    joined = joined_figures(select(ledger), ledger.sources)
    named = joined.set_index("rule")["which"]
    assert named[OWN] == "f0, f1"
    assert named[COUNTRY] == "f0, f1, f2"
    assert joined.set_index("rule").loc[OWN, "one_origin"] == "the Ministry"


def test_quantities_of_one_label_are_joined_apart(tmp_path):
    """Case ``samelabel``: two quantities with one label are two things."""
    quantities = "quantity_id,label,unit,kind\nq1,killed,people,stock\nq2,killed,people,stock\n"
    rows = [(who, "", "", 9 + n, f"q{n}") for n in (1, 2) for who in ("minister", "aide")]
    ledger = made(tmp_path, *rows, quantities=quantities)
    joined = joined_figures(select(ledger), ledger.sources)
    assert joined.loc[joined["rule"] == OWN, "which"].tolist() == ["f0, f1", "f2, f3"]
    once = joined_once(joined)
    assert sorted(once["which"]) == ["f0, f1", "f0, f1", "f2, f3", "f2, f3"]
    assert "quantity_id" not in once and "origin_id" not in once


def test_a_group_that_several_rules_join_is_listed_once(tmp_path):
    ledger = made(tmp_path, ("minister", "", "", 10), ("aide", "", "", 12))
    once = joined_once(joined_figures(select(ledger), ledger.sources))
    assert once["one_origin"].tolist() == ["the Ministry", "Arcadia"]
    assert once["joined_by"].tolist() == [
        "organisations; organisations, perhaps",
        "countries; countries, perhaps",
    ]


def test_a_named_speaker_who_cites_an_unnamed_one_is_marked(tmp_path):
    ledger = made(tmp_path, ("minister", "aide", "", 10))
    chains = attribution_chains(select(ledger), ledger.documents, ledger.sources)
    assert chains.loc[0, "record"] == "on record, citing an unnamed source"
    assert chains.loc[0, "origin"] == "an aide in the Ministry, of the Ministry"


def test_what_asserts_nothing_is_no_origin(ledger):
    figures = select(ledger, sources=["rutte"])
    assert distinct_origins(figures).empty
    assert origins_in_words(distinct_origins(figures), figures)[0].startswith("No figure")


@pytest.mark.parametrize(
    "rows, sentence",
    [
        ([("army", "", "", 5)], "1 quantity rests on one figure, so on one origin."),
        ([("army", "", "", 5), ("ministry", "", "", 6)],
         "For troops: 2 figures, 2 distinct origins, at most 2 independent; 1 if figures from one "
         "country count once."),
        ([("army", "league", "", 5), ("army", "", "", 6)],
         "For troops: 2 figures by 1 source, 1 distinct origin, at most 1 independent; still 1 if "
         "figures from one country count once."),
        ([("ministry", "", "", 5), ("aide", "", "", 6)],
         "For troops: 2 figures, 1 distinct origin, at most 1 independent; still 1 if figures from "
         "one country count once."),
    ],
)  # fmt: skip
def test_sentences_are_right_in_number(tmp_path, rows, sentence):
    figures = select(made(tmp_path, *rows))
    assert origins_in_words(distinct_origins(figures), figures) == [sentence]


def test_where_no_country_is_recorded_nothing_is_said_of_countries(tmp_path):
    figures = select(made(tmp_path, ("alliance", "", "", 5), ("league", "", "", 6)))
    assert origins_in_words(distinct_origins(figures), figures) == [
        "For troops: 2 figures, 2 distinct origins, at most 2 independent."
    ]


def test_where_no_country_is_recorded_no_column_is_of_countries(tmp_path):
    ledger = made(tmp_path, ("alliance", "", "", 5), ("alliance", "", "", 6))
    figures = select(ledger)
    joined = joined_figures(figures, ledger.sources)
    shown = [*distinct_origins(figures), *figures_by_origin(figures, ledger.sources)]
    assert len(joined) and not [name for name in shown if "countr" in name]
    assert "countr" not in joined_in_words(joined) + " ".join(joined["rule"])


def test_traces_of_a_number_that_several_print(tmp_path):
    rows = ("army", "", "", 9), ("aide", "", "", 9), ("minister", "", "", 4)
    ledger = made(tmp_path, *rows)
    (sentence,) = traces(select(ledger), ledger.sources)
    assert "traces to 2 sources, 1 of them unnamed, and 2 organisations" in sentence


def test_parties_that_the_document_does_not_quote(ledger):
    parties = silent_parties(select(ledger), ledger.documents)
    assert parties["party"].tolist() == ["Russia", "North Korea"]
    assert silence_in_words(parties).endswith(
        "the document does not quote: Russia and North Korea."
    )


def test_the_record_is_counted_column_by_column(ledger):
    figures = select(ledger)
    record = completeness(figures, ledger.documents).set_index(["of", "what"])
    counts = record[["stated", "inferred", "blank"]]
    assert counts.loc[("figures", "channel")].tolist() == [10, 0, 2]
    assert counts.loc[("figures", "day on which it was said")].tolist() == [0, 12, 0]
    assert counts.loc[("figures", "number or number phrase")].tolist() == [7, 0, 5]
    assert counts.loc[("figures", "on whose information it may rest")].tolist() == [0, 1, 11]
    assert counts.loc[("documents", "day of publication")].tolist() == [0, 1, 0]
    assert record.loc["figures", ["stated", "inferred", "blank"]].sum(axis=1).eq(12).all()
    assert "inferred for 10 and the document's own for 2" in days_in_words(figures)


def test_what_a_ledger_does_not_record_is_not_told_as_none(tmp_path):
    """Cases ``nostatus`` and ``no-evidence-column``."""
    lines = "figure_id,speaker_id,quantity_id,wording,value,reported_on\n"
    lines += 'a,fox,killed at the bridge,"3,070",3070,1989\n'
    lines += 'b,bodart,killed at the bridge,"3,160",3160,1908\n'
    (tmp_path / "figures.csv").write_text(lines, encoding="utf-8")
    ledger = load_ledger(tmp_path / "figures.csv")
    figures = select(ledger)
    words = record_in_words(figures)
    assert "What evidence was offered for the 2 assertions is not recorded." in words
    assert "whether in the speaker's own words is not recorded" in words
    assert "none came" not in words and "no evidence" not in words
    assert "how its day is known is not recorded for 2" in days_in_words(figures)
    chains = attribution_chains(figures, ledger.documents, ledger.sources)
    unrecorded = chains[["channel", "wording", "evidence"]].to_numpy().tolist()
    assert unrecorded == [["not recorded"] * 3] * 2
    (trace,) = traces(figures, ledger.sources)
    assert "evidence: not recorded" in trace and "channel: not recorded" in trace
    record = completeness(figures, ledger.documents).set_index("what")
    assert record.loc["evidence offered", ["blank", "a blank means"]].tolist() == [
        2,
        "not recorded",
    ]
    assert record.loc["day on which it was said", "stated or inferred"] == 2
    assert record.loc["stage of those counted", "blank"] == 2


@pytest.mark.parametrize("blank, quoted, supported", [
    (0, "2 are in the speaker's own words.", "Of 2 assertions, none came with evidence."),
    (1, "1 is in the speaker's own words, and for 1 that is not recorded.",
     "Of 2 assertions, none came with evidence; for 1 that is not recorded."),
])  # fmt: skip
def test_what_is_not_recorded_of_some_is_counted(tmp_path, blank, quoted, supported):
    figures = select(made(tmp_path, ("army", "", "", 5), ("ministry", "", "", 6)))
    unknown = figures["figure_id"].isin(["f1"][:blank])
    words = record_in_words(
        figures.assign(
            quoted=figures["quoted"].mask(unknown, ""),
            evidence=figures["evidence"].mask(unknown, ""),
        )
    )
    assert quoted in words and words.endswith(supported)


def test_a_number_without_a_wording_is_traced_in_words(tmp_path):
    figures = select(made(tmp_path, ("army", "", "", 5), ("ministry", "", "", 6000)))
    ledger_sources = load_ledger(tmp_path).sources
    (trace,) = traces(figures.assign(wording=""), ledger_sources)
    assert "troops, 6,000, traces to" in trace


def test_the_record_in_words(ledger):
    assert record_in_words(select(ledger)) == (
        "Of 12 rows, 11 are on record and 1 is from a source who is not named; 1 is in the "
        "speaker's own words. Of 11 assertions, 1 (imagery) came with evidence."
    )


def test_nothing_selected_is_said(ledger):
    figures = select(ledger, as_of="2000-01-01")
    counts = distinct_origins(figures)
    assert counts.empty
    told = [
        record_in_words(figures),
        *origins_in_words(counts, figures),
        *traces(figures, ledger.sources),
        joined_in_words(joined_figures(figures, ledger.sources)),
        silence_in_words(silent_parties(figures, ledger.documents)),
        days_in_words(figures),
    ]
    assert all(sentence.startswith(("No ", "There is no")) for sentence in told), told


def test_what_most_figures_number_comes_first(tmp_path):
    rows = [("army", "", "", 3, "boats"), ("army", "", "", 9), ("ministry", "", "", 12)]
    ledger = made(tmp_path, *rows)
    figures = select(ledger)
    assert weightiest_first(figures)["figure_id"].tolist() == ["f2", "f1", "f0"]
    assert weightiest_first(figures[:1])["figure_id"].tolist() == ["f0"]
    assert weightiest_first(figures[:0]).empty


def test_the_order_of_what_matters_does_not_hang_on_the_order_of_rows(large):
    figures = select(large)
    turned = weightiest_first(figures[::-1])
    first = weightiest_first(figures)
    assert turned["quantity_id"].tolist() == first["quantity_id"].tolist()


def test_the_rule_of_the_chains_is_the_same_at_any_size(ledger, large):
    rules = [
        chain_rule(attribution_chains(select(one), one.documents, one.sources))
        for one in (ledger, large)
    ]
    assert rules[0].startswith(rules[1])


def test_the_document_is_named_once_or_in_each_row(ledger, large):
    one, many = (
        attribution_chains(select(one), one.documents, one.sources) for one in (ledger, large)
    )
    assert "document" not in shown_chains(one)
    assert one["document"].iloc[0] in chain_rule(one)
    assert "document" in shown_chains(many)


def test_origins_never_exceed_figures_nor_countries_organisations(large):
    counts = distinct_origins(select(large))
    assert counts[OWN].le(counts["figures"]).all()
    assert counts[COUNTRY].le(counts[OWN]).all()


def test_frames_are_not_changed(ledger):
    figures = select(ledger)
    before = figures.copy()
    attribution_chains(figures, ledger.documents, ledger.sources)
    distinct_origins(figures)
    completeness(figures, ledger.documents)
    pd.testing.assert_frame_equal(figures, before)


def test_a_long_list_of_ids_is_cut():
    names = pd.DataFrame({"figure_id": [f"f{place}" for place in range(20)]})
    assert few(names).endswith("f7 and 12 more")
