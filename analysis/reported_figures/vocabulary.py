"""Every closed list of the ledger, once, each with the words that pages use for it.

No word of one field stands here: what is counted, and the verb for it, come from the ledger
(``label``, ``one``, ``many`` and ``observed_as`` of its quantities).
"""

# Hedge classes, by what they leave open; the ledger's own reading of "around", "up to", "dozens".
CEILINGS = ("up_to", "at_most", "fewer_than")  # open below: nothing is said of the least
FLOORS = ("at_least", "more_than")  # open above: nothing is said of the most
SOFT = ("about", "nearly")  # bounded on both sides, but not sharply
VAGUE = ("vague",)  # a number word without a number: open on both sides
SILENT = ("unknown", "none")  # no number at all
HEDGES = ("bare", *SOFT, *FLOORS, *CEILINGS, "between", *VAGUE, *SILENT)
HEDGE_WORDS = {  # what stands before a number that has no wording of its own
    "bare": "",
    "about": "about",
    "nearly": "nearly",
    "at_least": "at least",
    "more_than": "more than",
    "up_to": "up to",
    "at_most": "at most",
    "fewer_than": "fewer than",
    "between": "",
}
OPEN_AS = {
    **dict.fromkeys(CEILINGS, "a ceiling"),
    **dict.fromkeys(FLOORS, "a floor"),
    "vague": "a vague word",
}

STANCES = {"asserts": "asserts", "cannot_confirm": "cannot confirm", "denies": "denies"}
REFUSALS = {name: words for name, words in STANCES.items() if name != "asserts"}
STANCE_ON = {"number": "the number", "fact": "the report"}

STATUSES = {  # of what is counted, by the speaker's account
    "observed": "said to have happened",
    "under_way": "under way",
    "expected": "expected",
    "": "stage not recorded",
}
REFUSED = {"cannot_confirm": "not confirmed", "denies": "denied"}  # of it, where none is asserted
STAGES = STATUSES | REFUSED  # all that can be said of what is counted, from certain to denied

BASES = {  # how the day is known on which it was said
    "stated": "stated",
    "inferred": "inferred",
    "document": "the document's own",
    "": "not recorded",
}
EVIDENCE = {
    "none": "no evidence offered",
    "imagery": "imagery offered as evidence",
    "other": "other evidence offered",
    "": "evidence not recorded",
}
QUOTED = {"direct": "direct", "paraphrase": "paraphrased", "": "not recorded"}

KINDS = {  # of what one true number is
    "total": "the whole matter, told again and revised",
    "stock": "a level at a moment",
    "flow": "a number in a period",
    "cumulative": "a running total from a start to a day",
    "": "kind not recorded",
}
PARTS = ("overlapping", "disjoint", "complete")

VERDICTS = {
    "denied": "one of the two denies",
    "not confirmed": "one of the two does not confirm",
    "no number": "one of the two gives no number",
    "not comparable": "they speak of different things, times or stages",
    "draws on": "those counted by one must first have been counted by the other",
    "not too large": "one counts a part of the other, and may be a part of that size",
    "too large": "one counts a part of the other, and is larger than the whole",
    "same": "the same printed number with the same class of hedge",
    "overlap": "both bounded on both sides by what was said, and they share more than an end",
    "not ruled out": "they meet only through a side left open, or at one end",
    "differ": "the same thing at the same time, and they do not meet",
}
SAYS_NOTHING = ("denied", "not confirmed", "no number", "not comparable")
VERDICTS_TOLD = {
    "same": "the two print the same",
    "overlap": "the two overlap",
    "not ruled out": "neither rules the other out",
    "differ": "the two differ",
    "not too large": "a part fits its whole",
    "too large": "a part is larger than its whole",
    "draws on": "one draws on the other",
}
