"""What a run does not take from its user's own settings, so that a report is the same for all.

A matplotlib backend, filters of warnings, and IPython's profiles with their startup files and
options would otherwise reach the cells of a report.
"""

import os
import sys
import warnings
from collections.abc import Mapping

OF_THE_USER = (
    "MPLBACKEND",
    "PYTHONWARNINGS",
    "PYTHONSTARTUP",
    "PYTHONINSPECT",
    "IPYTHONDIR",
    "IPYTHON_STARTUP",
)


def surroundings_of_a_run(environment: Mapping[str, str], folder: str) -> dict[str, str]:
    """Return the environment of a kernel: the user's without their settings of Python's tools.

    IPython's own folder is ``folder``, which goes with the run.

    >>> surroundings_of_a_run({"PATH": "/bin", "MPLBACKEND": "Qt5Agg"}, "/run")
    {'PATH': '/bin', 'IPYTHONDIR': '/run'}
    """
    kept = {name: value for name, value in environment.items() if name not in OF_THE_USER}
    return kept | {"IPYTHONDIR": folder}


def leave_settings() -> None:
    """Take the user's settings of warnings and of matplotlib out of this process, and its children.

    A warning of a library is no mistake of a report: under ``PYTHONWARNINGS=error`` it would be.
    """
    for name in OF_THE_USER:
        os.environ.pop(name, None)
    if sys.warnoptions:
        sys.warnoptions.clear()
        usual_warnings()


def usual_warnings() -> None:
    """Set the filters of warnings as Python starts with them."""
    warnings.resetwarnings()
    for category in (ResourceWarning, ImportWarning, PendingDeprecationWarning, DeprecationWarning):
        warnings.simplefilter("ignore", category)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
