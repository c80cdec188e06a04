"""Every threshold that a reader of a page can meet, with its reason.

None of them decides what is said of two figures: beyond a limit less is listed, and a page says so.
"""

LONGEST_WORDING = 200  # characters; a wording is a few words, and a longer text is not read
MOST_NAMED = 5  # names in a list in a sentence; a reader keeps no more in mind
MOST_SENTENCES = 10  # sentences of a list; more is a table's work
SCREEN = 20  # rows of a table: a screen at 1,200 pixels; the CSV beside it has all
MOST_MARKS = 40  # rows of a chart that a reader takes in at half size
MOST_STEPS = 20  # steps of a replay; beyond these it goes by weeks, then months, then years
MOST_COLUMNS = 5  # readings side by side in a table
MOST_VOICES = 60  # that speak of one thing at one time; beyond these the widest pairs are made
