"""The one error that is meant for the person at the keyboard, and what a message may hold."""


def harmless(text: str) -> str:
    """Return a text as a terminal may show it: a character that would steer it is its code.

    Anything may stand in a table, a schema, a notebook or a document. Ends of lines and tabs stay.

    >>> harmless("a\\x1b[31m b\\u202ec")
    'a\\\\u001b[31m b\\\\u202ec'
    """
    return "".join(c if c.isprintable() or c in "\n\t\xa0" else code_point(c) for c in text)


def code_point(char: str) -> str:
    """Return a character as its code.

    >>> code_point("\\x1b"), code_point("\\U000e0001")
    ('\\\\u001b', '\\\\U000e0001')
    """
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


class ReadableError(ValueError):
    """An error whose message says where, what and how to mend it.

    A notebook shows the message alone, in a box of its own, without the calls that led to it; the
    command line prints it and exits with 2.
    """

    def __str__(self) -> str:
        return harmless(super().__str__())

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback."""
        return [str(self)]


class BusyError(ReadableError):
    """Something that another run holds: to be tried later, which the exit code 75 stands for."""
