"""How sums of money are written: the signs, letters and names of currencies.

Codes are those of ISO 4217 that are no English words and no common names; letters and names are
those that newsrooms print.
"""

SIGNS = "$€£¥₩₹₽₴₦₱₫₺₪฿₵₡₲₸₭₮₼₾₨৳"
SIGN = rf"[a-z]{{0,3}}[{SIGNS}]"  # also "US$"
LETTERS = "r|n|k|q|l"  # only where they touch a long or a scaled number: "R500", "N70 million"
CODES = (
    "aed|ars|aud|azn|bdt|bgn|bhd|brl|byn|cad|chf|clp|cny|cop|czk|dkk|dzd|egp|etb|eur|gbp|ghs|hkd|"
    "huf|idr|ils|inr|iqd|irr|isk|jod|jpy|kes|krw|kwd|kzt|lbp|lkr|lyd|mmk|mwk|mxn|myr|mzn|ngn|nok|"
    "npr|nzd|omr|php|pkr|pln|qar|ron|rsd|rub|rwf|sek|sgd|syp|thb|tnd|twd|tzs|uah|ugx|usd|uyu|uzs|"
    "vnd|xaf|xof|yer|zar|zmw"
)
PREFIXES = rf"{CODES}|rmb|rs|rp|rm|tk|ksh|tsh|ush|shs|sh|fr|kr"  # before the number, also with "."
NAMES = (
    r"dollars?|bucks|euros?|pounds? sterling|pounds?(?! of)|sterling|quid|ro?ubles?|yen|yuan|"
    r"renminbi|rupees?|"
    r"hryvnias?|francs?|pesos?|liras?|cents?|pence|shekels?|zlot(?:ys?|ies)|kroner|kron[oa]r?|"
    r"koruna|riyals?|rials?|tomans?|dirhams?|dinars?|rand|nairas?|shillings?|takas?|baht|ringgit|"
    r"rupiah|dong|birr|cedis?|kwacha|forints?|lei|leva|reais|bol[ií]vars?|bolivianos?|quetzals?|"
    r"lempiras?|guaran[ií]s?|tenge|lari|manat|drams?|afghanis?|kyats?|riel|bitcoins?|"
    r"(?:(?<= billion )|(?<=trillion )|(?<=[0-9][bt]n ))won|"
    r"won(?=$|[,.;:)]| (?:a|about|apiece|each|for|from|in|of|on|or|per|to)\b)"
)
