"""Name who says it, as the name stands in a sentence."""

import re

from analysis.telling.english import is_plural, noun_of

UNNAMED = re.compile(r"\b(?:unnamed|anonymous|unidentified|not (?:been )?named)\b", re.IGNORECASE)
WHO = {"person": "who", "body": "which", "text": "which", "group": "which"}


def subject(figure) -> str:
    """Return who says it, and on whose information: "The coroner, citing the police,".

    The name stands as ``printed_as`` has it, else alone. A person's office follows it where the
    name does not have it; of an unnamed source it is said that it is not named.
    """
    remarks = [_office(figure) if figure.named else _not_named(figure)]
    if figure.origin_source_id != figure.speaker_id:
        remarks.append(f"citing {figure.origin_printed_as or figure.origin}")
    told = [remark for remark in remarks if remark]
    return ", ".join([printed_name(figure), *told]) + ("," if told else "")


def printed_name(figure) -> str:
    """Return the speaker's name as it stands in a sentence."""
    return figure.printed_as or figure.speaker


def speaks_as_many(figure) -> bool:
    """Say whether the speaker takes a plural verb: marked so, or a common noun in the plural.

    A name with a capital is taken as one body unless it is marked: "Reuters says".
    """
    name = printed_name(figure)
    last = (noun_of(name) or [""])[-1]
    several = is_plural(last) and last.islower() and not name.startswith(("a ", "an ", "one "))
    return bool(figure.plural) or several


def _office(figure) -> str:
    """Return the office of a person, where neither it nor the name tells the other."""
    is_person = figure.source_kind == "person" or (
        not figure.source_kind and figure.organisation_id != figure.speaker_id
    )
    if figure.printed_as or not is_person:
        return ""
    name, role = figure.speaker.casefold(), figure.role.casefold()
    return "" if role in name or name in role else figure.role


def _not_named(figure) -> str:
    """Return that a source is not named, in words that fit a person, people, a body or a text."""
    if UNNAMED.search(printed_name(figure)):
        return ""
    if speaks_as_many(figure):
        which = "which" if figure.source_kind in ("body", "text") else "who"
        return f"{which} are not named"
    who = WHO.get(figure.source_kind, "")
    return f"{who} is not named" if who else "not named"
