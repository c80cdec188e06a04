"""Records of reports that were never run, for the tests of the index page."""

from reported_figures.reports.tasks import Record

TITLE = "What do the claims imply?"
FINDING = "One count, around 1,500, equals 12.5 % of 12,000. No one says how many have arrived."
ALT = "A whole and its parts in soldiers: around 1,500; 10,000; as many as 12,000."
RULE_SETS = ("literal", "rounding", "ten_percent", "round_bare")


def record(name, parameters=None, status="done", **told):
    """Return the record of a report that was made at half past nine on 18 October 2024."""
    usual = {
        "notebook": "estimates",
        "hashes": {"ledger": "3fa9"},
        "seconds": 3.0,
        "finished": "2024-10-18T09:30:00Z",
        **{"title": TITLE, "finding": FINDING, "alt": ALT},
    }
    return Record(name=name, parameters=parameters or {}, status=status, **usual | told)


def grid(count):
    """Return so many records: days by rule sets, each report made later and faster than the last.

    The second failed and has an earlier report, the third failed at once, the fourth is unfinished.
    """
    return [_cell(number, count) for number in range(count)]


def _cell(number, count):
    day, rule_set = f"2024-{1 + number // 112:02}-{1 + number // 4 % 28:02}", RULE_SETS[number % 4]
    name = f"estimates--as_of-{day}--rule_set-{rule_set}"
    error = 'ValueError, in the cell "chosen = check(": no such day'
    told = {1: {"status": "failed", "error": error}, 2: {"status": "failed", "error": error}}
    told[3] = {"status": "unfinished", "finished": "", "seconds": 0.0}
    made = {"finished": f"2024-11-{1 + number // 24:02}T{number % 24:02}:00:00Z"}
    made |= {"seconds": 1.0 + count - number, "alt": f"{ALT} As of {day}."}
    return record(name, {"as_of": day, "rule_set": rule_set}, **made | told.get(number, {}))
