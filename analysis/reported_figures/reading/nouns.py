"""The nouns that English puts behind a number: "40 new recruits", but not "40 in all cases"."""

import re

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
_COUNTED = re.compile(COUNTED)


def is_counted(text: str, end: int) -> bool:
    """Say whether a noun follows what ends at a place of a text: what it counts.

    >>> is_counted("40 new recruits", 2), is_counted("40 in all cases", 2)
    (True, False)
    """
    return bool(_COUNTED.match(text, end))
