"""What a run does not take from its user's own settings, so that a report is the same for all.

A matplotlib backend and style, filters of warnings, modes of Python in which it skips checks or
adds some, and IPython's profiles with their startup files and options would otherwise reach the
cells of a report.
"""

import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

OF_THE_USER = (
    "MPLBACKEND",
    "PYTHONWARNINGS",
    "PYTHONSTARTUP",
    "PYTHONINSPECT",
    "PYTHONOPTIMIZE",
    "PYTHONDEVMODE",
    "PYTHONBREAKPOINT",
    "PYTHONASYNCIODEBUG",
    "PYTHONWARNDEFAULTENCODING",
    "PYTHONINTMAXSTRDIGITS",
    "IPYTHONDIR",
    "IPYTHON_STARTUP",
)
BYTES = ((), ("default::BytesWarning",), ("error::BytesWarning",))  # by how often -b was given


def surroundings_of_a_run(environment: Mapping[str, str], folder: str) -> dict[str, str]:
    """Return the environment of a kernel: the user's without their settings of Python's tools.

    IPython's own folder is ``folder``, which goes with the run. A ``matplotlibrc`` beside the
    notebook is a part of it; the one of its user is not.

    >>> sorted(surroundings_of_a_run({"PATH": "/bin", "MPLBACKEND": "Qt5Agg"}, "/run"))
    ['IPYTHONDIR', 'MATPLOTLIBRC', 'PATH']
    """
    kept = {name: value for name, value in environment.items() if name not in OF_THE_USER}
    return kept | {"IPYTHONDIR": folder, "MATPLOTLIBRC": matplotlibs_own_style()}


def matplotlibs_own_style() -> str:
    """Return the file of settings that matplotlib comes with."""
    return str(Path(find_spec("matplotlib").origin).parent / "mpl-data" / "matplotlibrc")


def is_usual() -> bool:
    """Return whether this Python was started as a kernel is: assertions hold, in no special mode.

    What is forked from one that was not cannot leave that again.
    """
    flags = sys.flags
    return not (flags.optimize or flags.dev_mode or flags.bytes_warning)


def leave_settings() -> None:
    """Take the user's settings of warnings and of matplotlib out of this process, and its children.

    A warning of a library is no mistake of a report: under ``PYTHONWARNINGS=error`` it would be.
    """
    for name in OF_THE_USER:
        os.environ.pop(name, None)
    os.environ["MATPLOTLIBRC"] = matplotlibs_own_style()
    if sys.warnoptions:
        # what comes of Python's own modes stays: whatever starts another Python looks for it
        modes = ("default",) * sys.flags.dev_mode + BYTES[sys.flags.bytes_warning]
        sys.warnoptions[:] = [option for option in sys.warnoptions if option in modes]
        usual_warnings()


def usual_warnings() -> None:
    """Set the filters of warnings as Python starts with them."""
    warnings.resetwarnings()
    for category in (ResourceWarning, ImportWarning, PendingDeprecationWarning, DeprecationWarning):
        warnings.simplefilter("ignore", category)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")


@contextmanager
def without_grammar() -> Iterator[None]:
    """Import within this what imports jsonschema: only to check IRIs, it would build a grammar.

    That takes longer than all else that a report's driver imports.
    """
    known = "rfc3987_syntax" in sys.modules
    sys.modules.setdefault("rfc3987_syntax", None)
    yield
    if not known:
        del sys.modules["rfc3987_syntax"]
