"""Choose with controls, and see at once what the same helpers say of the choice.

``choice`` is what can be chosen, ``found`` what the helpers say of it, ``command`` and ``saving``
take it elsewhere. ``controls``, ``layout`` and ``in_place`` need a notebook.
"""

from analysis.explore.choice import Choice, choice_of, in_words
from analysis.explore.command import papermill_command
from analysis.explore.found import BOUNDS, Found, changed
from analysis.explore.saving import save_rows

__all__ = [
    "BOUNDS",
    "Choice",
    "Found",
    "changed",
    "choice_of",
    "in_words",
    "papermill_command",
    "save_rows",
]
