"""Figures of eight fields, each with the sentence that a sub-editor would write; small builders.

The sentences were written by hand from what each row holds. Each ends with the day it was said.
"""

from built import described, frame_of
from reported_figures.ledger.frames import columns, table_columns
from reported_figures.telling.printable import attributed

DAY = "2024-05-02"
AS_OF = "as of 2 May 2024"
FIGURE = {"figure_id": "f", "document_id": "paper", "stance": "asserts", "status": "observed"}
FIGURE |= {"reported_on": DAY, "reported_on_basis": "stated", "quoted": "paraphrase"}
FIGURE |= {"named": True, "speaker": "police", "speaker_id": "speaker"}

# Who says it, as rows of sources
POLICE = {"speaker": "police", "source_kind": "body", "plural": True, "country": "Ruritania"}
ORGANISERS = {"speaker": "organisers", "printed_as": "the organisers", "plural": True}
MINISTRY = {"speaker": "Interior Ministry", "printed_as": "the Interior Ministry"}
MINISTRY |= {"source_kind": "body", "country": "Ruritania", "role": "ministry"}
OFFICIALS = {"speaker": "election officials", "named": False, "source_kind": "group"}
OFFICIALS |= {"plural": True}
REPORT = {"speaker": "a parliamentary report", "named": False, "source_kind": "text"}
OFFICIAL = {"speaker": "an official at the ministry", "named": False, "source_kind": "person"}
MINISTER = {"speaker": "Ana Horn", "source_kind": "person", "role": "Minister of the Interior"}
MINISTER |= {"organisation_id": "ministry", "country": "Ruritania"}
COMPANY = {"speaker": "HS2 Ltd", "source_kind": "body", "role": "company"}
AIRLINE = {"speaker": "Blue Wing", "source_kind": "body"}
HOUTHIS = {"speaker": "Houthis", "printed_as": "the Houthis", "plural": True, "country": "Yemen"}
ARMY = {"speaker": "Israel Defense Forces", "printed_as": "the Israel Defense Forces"}
COMMISSION = {"speaker": "Central Election Commission", "country": "Belarus"}
COMMISSION |= {"printed_as": "the Central Election Commission"}

# What is measured, as rows of quantities
CROWD = {"quantity": "people at the march", "unit": "people", "kind": "total"}
CROWD |= {"unit_kind": "count", "one": "person at the march", "many": "people at the march"}
ARRESTS = {"quantity": "arrests", "unit": "arrests", "kind": "flow", "unit_kind": "count"}
ARRESTS |= {"one": "arrest", "many": "arrests"}
MADE = ARRESTS | {"observed_as": "made"}
DEAD = {"quantity": "people killed", "unit": "people", "kind": "cumulative", "unit_kind": "count"}
COST = {"quantity": "cost of the line", "unit": "pounds", "kind": "total", "unit_kind": "money"}
EXPORTS = {"quantity": "lost exports", "unit": "pounds", "kind": "total"}
DAMAGE = {"quantity": "damage to shops and public property", "unit": "US dollars"}
TURNOUT = {"quantity": "turnout", "unit": "percent", "kind": "total", "unit_kind": "percent"}
VOTERS = {"quantity": "members with the right to vote", "unit": "percent"}
TROOPS = {"quantity": "marines shipped to the island", "unit": "marines", "unit_kind": "count"}
TROOPS |= {"one": "marine shipped to the island", "many": "marines shipped to the island"}
TROOPS |= {"kind": "total", "observed_as": "observed by satellite"}
CASES = {"quantity": "cholera cases", "unit": "cases", "kind": "cumulative", "unit_kind": "count"}
LAYOFFS = {"quantity": "workers being laid off", "unit": "workers", "kind": "total"}
EXPECTED, UNDER_WAY, BLANK = ({"status": name} for name in ("expected", "under_way", ""))
DENIES, CANNOT = ({"stance": name, "status": ""} for name in ("denies", "cannot_confirm"))
OF_NUMBER, OF_FACT = {"stance_on": "number"}, {"stance_on": "fact"}


def build(*rows):
    """Return a described frame of figures, one for each dict of what differs.

    The number and its hedge follow from the wording; what is not told is blank.
    """
    told = [FIGURE | {"figure_id": f"figure-{place}"} | row for place, row in enumerate(rows)]
    return frame_of([described(figure) for figure in told], columns("described"))


def documents(**row):
    """Return a frame of one document, told by what differs."""
    known = {"document_id": "paper", "title": "Shops shut", "published_on_basis": "stated"}
    known |= {"published_on": "2024-05-03", "published_until": "2024-05-03"}
    return frame_of([known | row], table_columns("documents"))


def sentence(*parts, **row):
    """Return the sentence of one figure, told by its parts; a later one wins."""
    told = {name: value for part in (*parts, row) for name, value in part.items()}
    return attributed(build(told))[0]


PRINTED = {
    "a crowd": [
        ((POLICE, CROWD, {"wording": "30,000"}),
         "Police put the number of people at the march at 30,000"),
        ((ORGANISERS, CROWD, {"wording": "More than 120,000"}),
         "The organisers put the number of people at the march at more than 120,000"),
        ((ORGANISERS, CROWD, {"wording": "up to 200,000"}),
         "The organisers put the number of people at the march at up to 200,000"),
        ((MINISTRY, CROWD, {"wording": "between 48,000 and 62,000"}),
         "The Interior Ministry puts the number of people at the march at between 48,000 and "
         "62,000"),
        ((AIRLINE, CROWD, {"wording": "Tens of thousands"}),
         "Blue Wing speaks of tens of thousands of people at the march"),
        ((POLICE, CROWD, EXPECTED, {"wording": "hundreds"}),
         "Police expect hundreds of people at the march"),
        ((POLICE, CROWD, CANNOT, {"wording": "200,000"}),
         "Police cannot confirm that the number of people at the march is 200,000"),
        ((MINISTER, CROWD, {"wording": "at least 40,000", "event_from": "2024-05-01",
                            "event_to": "2024-05-01"}),
         "Ana Horn, Minister of the Interior, gives the number of people at the march on "
         "1 May 2024 as at least 40,000"),
    ],
    "arrests": [
        ((MINISTRY, ARRESTS, {"wording": "142"}),
         "The Interior Ministry puts the number of arrests at 142"),
        ((MINISTRY, MADE, {"wording": "142"}),
         "The Interior Ministry says that 142 arrests were made"),
        ((POLICE, MADE, {"wording": "One"}), "Police say that one arrest was made"),
        ((POLICE, MADE, {"wording": "at least one"}),
         "Police say that at least one arrest was made"),
        ((POLICE, MADE, {"wording": "dozens"}), "Police say that dozens of arrests were made"),
        ((POLICE, MADE, {"wording": "12", "kind": "cumulative", "starts_on": "2024-03-15"}),
         "Police say that 12 arrests have been made since 15 March 2024"),
        ((POLICE, MADE, {"wording": "one", "kind": "cumulative", "starts_on": "2024-03-15"}),
         "Police say that one arrest has been made since 15 March 2024"),
        ((POLICE, MADE, {}),
         "Police say that arrests were made, without giving a number"),
        ((POLICE, MADE, BLANK, {"wording": "30"}), "Police put the number of arrests at 30"),
        ((POLICE, ARRESTS, {"wording": "30 arrests", "event_from": "2024-03-01",
                            "event_to": "2024-03-31"}),
         "Police put the number of arrests in March 2024 at 30"),
        ((POLICE, DENIES, ARRESTS, {"wording": "about 40", "event_from": "2024-03-01",
                                    "event_to": "2024-03-05"}),
         "Police deny that the number of arrests between 1 and 5 March 2024 was about 40"),
    ],
    "deaths that rise": [
        ((HOUTHIS, DEAD, {"wording": "1", "event_from": "2024-02-24", "event_to": "2024-04-07"}),
         "The Houthis put the number of people killed between 24 February and 7 April 2024 at 1"),
        ((ARMY, DEAD, BLANK, {"wording": "20"}),
         "The Israel Defense Forces puts the number of people killed at 20"),
        ((ARMY, DEAD, {"wording": "zero"}),
         "The Israel Defense Forces puts the number of people killed at zero"),
        ((MINISTRY, DEAD, {"wording": "One"}),
         "The Interior Ministry puts the number of people killed at one"),
        ((MINISTRY, DEAD, {"wording": "exceeded 5,000"}),
         "The Interior Ministry puts the number of people killed at more than 5,000 "
         "(\u201cexceeded 5,000\u201d)"),
        ((MINISTRY, DEAD, {"value": 232.0, "hedge": "bare", "starts_on": "2023-10-07"}),
         "The Interior Ministry puts the number of people killed since 7 October 2023 at 232 "
         "(as coded)"),
        ((MINISTRY, DENIES, DEAD, {"wording": "500"}),
         "The Interior Ministry denies that the number of people killed is 500"),
        ((POLICE, CANNOT, OF_NUMBER, DEAD, {"quantity": "people killed by the earthquake"}),
         "Police cannot confirm the number of people killed by the earthquake"),
        ((POLICE, CANNOT, OF_FACT, DEAD), "Police cannot confirm reports of any people killed"),
        ((POLICE, DENIES, DEAD), "Police deny reports of people killed"),
    ],
    "money": [
        ((COMPANY, COST, EXPECTED, {"wording": "\u00a344.6 billion"}),
         "HS2 Ltd expects the cost of the line to be \u00a344.6 billion"),
        ((REPORT, EXPORTS, {"wording": "464 million"}),
         "A parliamentary report, which is not named, puts lost exports at 464 million pounds"),
        ((MINISTRY, DAMAGE, {"wording": "nearly $6 million"}),
         "The Interior Ministry puts damage to shops and public property at nearly $6 million"),
        ((MINISTRY, DAMAGE, {"wording": "1,852,000"}),
         "The Interior Ministry puts damage to shops and public property at 1,852,000 US dollars"),
        ((REPORT, EXPORTS, {"wording": "hundreds of millions"}),
         "A parliamentary report, which is not named, puts lost exports at hundreds of millions "
         "of pounds"),
        ((MINISTRY, DENIES, COST, {"wording": "\u00a344.6 billion"}),
         "The Interior Ministry denies the figure of \u00a344.6 billion for the cost of the line"),
        ((COMPANY, COST), "HS2 Ltd speaks of the cost of the line, without giving a number"),
        ((COMPANY, COST, EXPECTED, {"low": 44e9, "high": 66e9, "hedge": "between"}),
         "HS2 Ltd expects the cost of the line to be between 44,000,000,000 and 66,000,000,000 "
         "pounds (as coded)"),
    ],
    "a percentage": [
        ((COMMISSION, TURNOUT, {"wording": "74.3"}),
         "The Central Election Commission puts turnout at 74.3 percent"),
        ((COMMISSION, TURNOUT, {"wording": "At least 74"}),
         "The Central Election Commission gives turnout as at least 74 percent"),
        ((OFFICIALS, VOTERS, {"wording": "53"}),
         "Election officials, who are not named, put the share of members with the right to vote "
         "at 53 percent"),
        ((COMMISSION, TURNOUT, {"wording": "74.3%"}),
         "The Central Election Commission puts turnout at 74.3%"),
        ((ORGANISERS, CANNOT, OF_NUMBER, TURNOUT),
         "The organisers cannot confirm the figure for turnout"),
        ((MINISTRY, DENIES, TURNOUT, {"wording": "74.3"}),
         "The Interior Ministry denies the figure of 74.3 percent for turnout"),
        ((MINISTRY, TURNOUT, {"quantity": "unemployment rate", "wording": "around 5"}),
         "The Interior Ministry puts the unemployment rate at around 5 percent"),
        ((MINISTRY, TURNOUT, {"value": 40.5, "low": 37.0, "high": 44.0, "hedge": "bare"}),
         "The Interior Ministry puts turnout at 40.5 percent (37 to 44, as coded)"),
    ],
    "troops": [
        ((MINISTRY, TROOPS, {"wording": "around 1,500", "event_from": "2024-04-08",
                             "event_to": "2024-04-13"}),
         "The Interior Ministry says that around 1,500 marines shipped to the island were observed "
         "by satellite between 8 and 13 April 2024"),
        ((OFFICIAL, TROOPS, EXPECTED, {"wording": "as many as 12,000"}),
         "An official at the ministry, who is not named, expects the number of marines shipped to "
         "the island to be as many as 12,000"),
        ((MINISTER, TROOPS, UNDER_WAY, {"wording": "10,000"}),
         "Ana Horn, Minister of the Interior, puts the number of marines shipped to the island at "
         "10,000"),
        ((MINISTER, TROOPS, UNDER_WAY, {"wording": "an unknown number"}),
         "Ana Horn, Minister of the Interior, speaks of an unknown number of marines shipped to "
         "the island"),
        ((MINISTER, TROOPS, EXPECTED, {"wording": "2,600", "event_to": "2024-11-01"}),
         "Ana Horn, Minister of the Interior, expects the number of marines shipped to the island "
         "to be 2,600, naming 1 November 2024 as a date"),
        ((MINISTRY, TROOPS, EXPECTED),
         "The Interior Ministry expects marines shipped to the island, without giving a number"),
        ((MINISTRY, TROOPS, {"wording": "four", "evidence": "imagery"}),
         "The Interior Ministry says that four marines shipped to the island were observed by "
         "satellite, with imagery offered as evidence"),
    ],
    "cases of a disease": [
        ((MINISTRY, CASES, {"wording": "978", "event_from": "2024-01-01"}),
         "The Interior Ministry puts the number of cholera cases since 1 January 2024 at 978"),
        ((MINISTRY, CASES, {"wording": "978", "starts_on": "2024-01-01",
                            "event_to": "2024-03-09"}),
         "The Interior Ministry puts the number of cholera cases between 1 January and "
         "9 March 2024 at 978"),
        ((MINISTRY, CASES, {"wording": "fewer than ten", "event_to": "2024-03-09"}),
         "The Interior Ministry puts the number of cholera cases by 9 March 2024 at fewer than "
         "ten"),
        ((MINISTRY, CASES, {"wording": "no more than 40", "place": "Zenda"}),
         "The Interior Ministry puts the number of cholera cases (Zenda) at no more than 40"),
        ((OFFICIAL, CASES, {"wording": "environ 1 500", "hedge": "about", "value": 1500.0}),
         "An official at the ministry, who is not named, puts the number of cholera cases at "
         "about 1,500 (\u201cenviron 1 500\u201d)"),
        ((OFFICIAL, CASES, {"wording": "des dizaines", "hedge": "vague"}),
         "An official at the ministry, who is not named, speaks of a number of cholera cases "
         "(\u201cdes dizaines\u201d)"),
        ((MINISTRY, DENIES, OF_FACT, CASES, {"wording": "12"}),
         "The Interior Ministry denies reports of any cholera cases, and so the figure of 12"),
    ],
    "layoffs": [
        ((COMPANY, LAYOFFS, EXPECTED, {"wording": "Around 140"}),
         "HS2 Ltd expects the number of workers being laid off to be around 140"),
        ((COMPANY, LAYOFFS, EXPECTED, {"wording": "a handful"}),
         "HS2 Ltd expects a handful of workers being laid off"),
        ((COMPANY, LAYOFFS, EXPECTED, {"wording": "a score"}),
         "HS2 Ltd expects a score of workers being laid off"),
        ((AIRLINE, LAYOFFS, UNDER_WAY, {"wording": "140 workers"}),
         "Blue Wing puts the number of workers being laid off at 140"),
        ((AIRLINE, DENIES, OF_NUMBER, LAYOFFS),
         "Blue Wing denies the reported number of workers being laid off"),
        ((AIRLINE, DENIES, LAYOFFS, {"wording": "dozens"}),
         "Blue Wing denies the figure of dozens of workers being laid off"),
        ((ORGANISERS, LAYOFFS, {"quantity": "police officers on duty", "unit": "officers",
                                "wording": "More than 5,000"}),
         "The organisers put the number of police officers on duty at more than 5,000"),
    ],
}  # fmt: skip
