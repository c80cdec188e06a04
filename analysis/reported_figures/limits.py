"""Every threshold that a reader of a page can meet, with its reason.

None of them decides what is said of two figures: beyond a limit less is listed, and a page says so.
"""

# the ledger
MOST_PROBLEMS = 50  # in a message: two screens of a terminal; the rest is counted
MOST_ALIKE = 4  # mistakes of one kind in a column that are told as one, with a count
MOST_SKIPPED = 10  # rows left out that a page names; the rest is counted

# sentences
MOST_NAMED = 5  # names in a list in a sentence; a reader keeps no more in mind
MOST_SENTENCES = 10  # sentences of a list; more is a table's work
MOST_LISTED = 15  # sentences in print, of three lines each: two screens; the CSV has all

# tables
SCREEN = 18  # rows of a table, of two lines each: a screen; the CSV beside it has all
MOST_FOLDED = 500  # further rows that unfold, where each has an address: a page of half a megabyte
MOST_IN_CSV = 5_000  # rows of a table that a page offers: with more it grows beyond some megabytes
MOST_OTHERS = 3  # other outcomes of a finding in a sentence
MOST_COLUMNS = 5  # readings side by side in a table
MOST_IDS = 8  # ids of figures in a cell, which is then three lines high
PLAIN_CELL = 60  # characters of a cell in a table of plain text, so that a line holds three

# comparisons
MOST_STEPS = 20  # steps of a replay; beyond these it goes by weeks, then months, then years
MOST_VOICES = 60  # that speak of one thing at one time; beyond these the widest pairs are made
MOST_CURRENT = 6  # older figures that one is set against where that many voices have one

FEWEST_ESTIMANDS = 8  # on which two sources give a number before a tendency is looked for: with
# fewer, even a source that is higher each time may be so by chance (1 in 64 of seven)
FEWEST_DAYS = 8  # of a source's own numbers before one time between them is long: its habit shows
LONG = 5  # times the usual time between two numbers of a source: no holiday, nor a missed day

# charts
MOST_CHARTS = 4  # charts of one kind on a page
MOST_LINES = 8  # of sources in one chart; more cannot be told apart
MOST_MARKS = 40  # rows of a chart that a reader takes in at half size
MOST_BESIDE = 16  # rows of a chart beside its controls: a screen, so that both stay in sight
MOST_DATED = 24  # figures of a timeline, one a row: four lines each, two screens in all
MOST_SLOTS = 32  # marks side by side in a row of a timeline; as wide as the axis, they would touch
MOST_ENDS = 2  # figures drawn at either end of a quantity's numbers; those between are counted
MOST_ASIDES = 2  # figures without a number beside a quantity: as many lines as its own row has
MOST_OUTLINES = 3  # figures of a whole around its parts: more lines lie too close
MOST_PARTS = 8  # figures of parts inside their whole: a screen
MOST_CLAIMS = 40  # figures of one quantity in a description: a minute of listening
MOST_ENTRIES = 24  # figures one by one in a strip of places and days: five lines each, two screens
MOST_TOLD = 2  # speakers of an entry in a narrow column; things of one kind in an answer
MOST_AREAS = 5  # columns of a strip; a sixth would be narrower than a name
MOST_PERIODS = 14  # rows of a strip: two weeks by the day
MOST_BINS = 8  # rows of a strip that counts figures by stage: two screens
MOST_FINDINGS = 30  # findings of a chart of readings, of two lines each: a screen and a half
MOST_MOVED = 8  # quantities of a chart of ranges, with some readings each: a screen
MOST_READINGS = 16  # columns of a chart of readings; their names stand upright side by side
MOST_NODES = 7  # names in a column of a chart of ways; the rest are joined
MOST_PAIRS = 12  # of sources in a chart of ratios: a screen
MOST_DESCRIBED = 12  # findings of one grade in a description: half a minute of listening

# controls
LONGEST_OPTION = 100  # characters of an option: as wide as a list of options becomes
MOST_UNSEARCHED = 20  # boxes of a list without a field to search in; more is more than a look
MOST_TICKS = 12.5  # rows of a list of boxes; a longer one scrolls, and half a row shows it
MOST_ANSWERS = 3  # findings beside a chart; with more the chart is out of sight
PAUSE = 0.06  # seconds without another choice before one is drawn: a quick reader's next click
