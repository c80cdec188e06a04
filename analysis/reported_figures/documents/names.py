"""What a number may be the name of: "Resolution 2231", "the Falcon 9", "hotline 116 123".

A name is written in small letters and matched without regard to capitals, but for what stands in
``(?-i:...)``.
"""

_NOT_A_VERB = (  # "bus number 48", but "the rebels number 500"
    r"(?<![a-hj-rtv-z]s )(?<!people )(?<!men )(?<!dead )(?<!they )(?<!who )(?<!that )(?<!to )"
    r"(?<!not )(?<!may )(?<!now )"
)
NAMED = (  # what a number may be the name of: with a capital, or without
    r"(?-i:Agenda|Airbus|Amendment|Annex|Apartment|Apollo|Appendix|Area|Articles?|"
    r"Battalion|Berth|Block|Boeing|"
    r"Brigade|Building|Bus|Camp|Case|Category|Challenger|Channel|Chapter|Checkpoint|Class|Clause|"
    r"Compound|Courtroom|Day|"
    r"Decree|Directive|Dock|District|Division|Exit|Flight|Figure|Fig\.|Flat|Footnote|Box|ZIP|Fortune|"
    r"Formula|Gates?|Grade|Group|Hall|Hangar|Highway|Hill|"
    r"Hospital|House|Lane|Law|Leopard|Level|Line|Marder|Mark|Mk|Model|Motorway|Order|Phase|Piers?|"
    r"Platform|Proposition|Protocol|Psalm|Reactors?|Regiment|Region|Resolutions?|Road|Room|Route|Row|"
    r"School|Sections?|Sector|Site|"
    r"Squadron|Stage|Table|Task Force|Team|Terminals?|Tier|Title|Tram|Tunnel|Type|Units?|Ward|"
    r"Windows|World War|Year(?= 1?[0-9]\b)|Zone)|"
    r"(?:(?<=\bon )|(?<=\balong )|(?<=\boff )|(?<=\bclosed )|(?<=\bonto ))(?-i:US)|"  # a road
    rf"(?:on|since|until) day|{_NOT_A_VERB}number|"
    r"table|chart|cell|footnotes?|annex|appendix|phase|runway|gate|platform|room|route|ward|zone|flight|tier|"
    r"kilomet(?:re|er)|articles?|chapters?|clause|paragraphs?|pages?|resolutions?|sections?|version|"
    r"note|junctions?|milepost|interstate|highway|chromosome|verse|sura|pier|lane|category|level|"
    r"vol\.?|pp?\.|no\.?|nos\.|#"
)
PLAIN = (
    r"(?!0)[0-9]{1,4}(?![\w%]|[.,:'-][0-9]"
    r"| ?(?:%|percent|per cent|hundred|thousand|[mb]illion|lakh|crore)\b)"
)
THE_NAME = r"\b(?:the|an?) (?-i:[A-Z][\w&'-]*)"
LIKE_NAMED = (  # as above, but some are verbs too
    r"(?-i:Act|Answer|Bill|Canal|Cat|Circular|Count|Episode|Exhibit|Game|Generation|Goal|"
    r"Hole|Item|Junction|Km|"
    r"Lap|Local|Lot|Match|Mile|Mission|Operation|Option|Part|Patient|Player|Plot|Point|Question|Radio|"
    r"Regulation|Res\.|"
    r"Round|Rule|Schedule|Scope|Season|Seat|Set|Squad|Station|Step|Suspect|Target|Track|"
    r"Train|UNSCR|Volume|Week|"
    rf"Witness) {PLAIN}"
)
SEVERAL = (  # as above, but of two names or more
    r"(?-i:Acts|Chapters|Episodes|Games|Items|Junctions|Lots|Pages|Parts|Points|Questions|Rounds|"
    r"Rows|Rules|Seasons|Seats|Stations|Tracks|Trains|Trams|Buses|Volumes|Weeks|Years)"
)
WITH_WORDS = (  # what a number in words may be the name of: "day two", "a category five storm"
    r"\b(?:act|category|chapter|day|division|episode|grade|level|page|part|phase|round|scene|season|"
    rf"stage|step|tier|type|version|volume|week|{_NOT_A_VERB}number)"
)
NO_NAME = (  # words that may have a capital only where a sentence begins
    "(?:a|about|after|all|almost|and|another|around|at|before|between|but|by|for|from|in|just|"
    "nearly|of|on|only|or|over|roughly|since|some|than|the|these|this|those|to|under|until|with)"
)
STREETS = (
    "Street|St|Road|Rd|Avenue|Ave|Square|Lane|Drive|Close|Crescent|Terrace|Place|Boulevard|Blvd|Quay|"
    "Mews|Grove|Gardens|Parade|Embankment"
)
SINGULAR = (  # a verb that shows that one thing is meant, and no noun in the plural
    "(?:was|is|has|says|shows|lists|requires|allows|bans|covers|states|contains|includes|applies|"
    "begins|opens|runs|takes|needs)"
)
_SUCH = "a an one each every per the this that last next same final past some any"
THAT = "".join(rf"(?<!\b{word} )" for word in _SUCH.split())  # not "that day two died"
REGISTERED = (
    "phone|telephone|mobile|fax|contact|plate|licen[cs]e|passport|serial|account|registration|case|"
    "docket|reference|file|id|identity|tracking|order"
)
CALL = (
    r"\b(?:call|phone|telephone|tel|dial|ring|text|hotline|helpline|fax|whatsapp)"
    r"(?:ed|ing)?:?\.? (?:(?-i:[A-Z]+) to )?"
)
NUMBERED = r"[0-9]+(?:\.[0-9]+)*"
