"""Choose with controls, and see at once what the same helpers say of the choice.

``choice`` is what can be chosen, ``found`` what the helpers say of it, ``command`` and ``saving``
take it elsewhere. ``controls``, ``layout`` and ``in_place`` need a notebook.
"""

from reported_figures.controls.choice import (
    Choice,
    choice_of,
    in_words,
    papermill_command,
    save_rows,
)
from reported_figures.controls.found import BOUNDS, Found, changed

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
