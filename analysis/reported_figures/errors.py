"""The one error that is meant for the person at the keyboard."""


class ReadableError(ValueError):
    """An error whose message says where, what and how to mend it.

    A notebook shows the message alone, in a box of its own, without the calls that led to it; the
    command line prints it and exits with 2.
    """

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback."""
        return [str(self)]


class BusyError(ReadableError):
    """Something that another run holds: to be tried later, which the exit code 75 stands for."""
