"""Compare the figures that sources report: a ledger, its intervals, its verdicts."""
