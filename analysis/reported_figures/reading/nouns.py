"""The nouns that English puts behind a number: "40 new recruits", but not "40 in all cases"."""

_FUNCTION = (
    "because|when|while|after|before|as|and|or|but|if|since|until|that|which|the|was|were|has|is|"
    "in|at|on|of|for|from|to|with|without|into|by|within|through|during|among|against|across"
)
_PLURAL = (
    r"(?!(?:was|has|this|thus|does|across|besides|towards|always)\b)"
    r"(?:[a-z]{3,}(?<!s)s|people|men|women|children|staff|personnel|police|crew|cattle|sheep)\b"
)
PLURAL = rf"(?-i:{_PLURAL})"
WORD = rf"(?!(?:{_FUNCTION})\b)[a-z][a-z'-]*"
COUNTED = rf"(?-i:(?: {WORD}){{0,2}}? {_PLURAL})"  # " new recruits"
