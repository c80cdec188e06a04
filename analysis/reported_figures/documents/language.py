"""Say whether a text is English, the one language whose numbers and hedges are read.

By its function words, which every text of a few sentences has: a language detector of its own
would take longer to import than a text takes to read.
"""

import re

_WORDS = """
the of and to that was were with for said from had has have are be but not this which they
their by it at been more than he she who would will about after into there out when
some over under these those while because between its says only up
"""
_ENGLISH = frozenset(_WORDS.split())
_WORDS = """
der das und ist von mit den dem ein eine nicht sich auch auf bei nach wurden werden zu im
la le les des et une est dans pour sur qui pas ont au aux du ou \u00e9t\u00e9 sont selon
el los las una del que por para con m\u00e1s han fue su se y es en al de
os em uma n\u00e3o dos das na ao foi s\u00e3o o e do da
il di che gli della nel sono pi\u00f9 per non anche
het een van voor niet zijn op te dat aan ook
och att det som av f\u00f6r inte var p\u00e5 \u00e4r til ikke er
nie si\u0119 jest oraz przez \u017ce w z je byl bylo v s k
ve bir bu i\u00e7in ile olan yang dan dari dengan untuk pada ini tidak
ja ei oli ovat az egy hogy nem meg \u0219i din cu care ang ng mga sa ay ya wa kwa
"""  # German, French, Spanish, Portuguese, Italian, Dutch, Nordic, Slavic; Turkish and Indonesian
_OTHERS = frozenset(_WORDS.split()) - _ENGLISH
_LAST_LATIN = "\u024f"
_FOREIGN = re.compile("[^\\W\\da-z]")  # a letter that English words do without, but for names
_LONG = 40  # words, from which English always has function words among them
_SENTENCE = 6  # words in small letters, which an English text has a function word among
_FEWEST = 0.08  # of the words; in English a third


def is_english(text: str) -> bool:
    """Say whether a text is English, or too short to say.

    >>> is_english("The police said that 300 people were hurt.")
    True
    >>> is_english("Nach Angaben der Polizei wurden 300 Menschen verletzt und 20 vermisst.")
    False
    """
    letters = [character for character in text.casefold() if character.isalpha()]
    if sum(character <= _LAST_LATIN for character in letters) * 2 < len(letters):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    english = sum(word.casefold() in _ENGLISH for word in words)
    small = [word for word in words if word.islower()]  # names are of any language
    others = sum(word in _OTHERS or bool(_FOREIGN.search(word)) for word in small)
    if others > english:
        return others < 2 and len(small) < _SENTENCE
    return len(words) < _LONG or english >= _FEWEST * len(words)
