"""Interrupts: from the keyboard, from a system that shuts down, from a terminal that closes."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_shields: list[None] = []  # one for each piece of work that is not to be disturbed
_late: list[int] = []  # interrupts that came meanwhile


def interrupt_on_signals() -> None:
    """Let each of these signals interrupt the command, unless whoever started it has it ignored."""
    for number in (getattr(signal, name) for name in NAMES if hasattr(signal, name)):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _interrupt)


def ignore_signals() -> None:
    """Let none of these signals disturb the end of a command."""
    for name in NAMES:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def _interrupt(number: int, *_: object) -> None:
    if not _shields:
        raise KeyboardInterrupt
    _late.append(number)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let an interrupt wait until what is to be done as a whole is done.

    A mask of signals would not do: another thread takes what the main one has blocked.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _shields.append(None)
    try:
        yield
    finally:
        _shields.pop()
        if _late and not _shields:
            _late.clear()
            raise KeyboardInterrupt


@contextmanager
def keyboard_blocked() -> Iterator[None]:
    """Start processes that an interrupt from the keyboard does not reach; it waits for this one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ignore_keyboard() -> None:
    """Leave an interrupt from the keyboard to the process that this one works for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
