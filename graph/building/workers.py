"""Work on many notes, over all cores: the same results in the same order as on one."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, TypeVar

from embeddings.cache import cores

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Thing = TypeVar("Thing")
Made = TypeVar("Made")

WORTH_SHARING = 64
"""Notes from which on processes are started, which takes as long as to read one of them."""


def spread(work: Callable[[Thing], Made], things: Sequence[Thing]) -> Iterator[Made]:
    """Yield what `work` makes of each thing, in order; it must not touch the index.

    Many are shared among processes that begin as copies of this one, where it can be copied: in
    another thread than the main one a lock might be held for ever. What a process cannot make, or
    was killed before it made, or that none can be started for, is made here, where an error says
    what it is.
    """
    count = cores() if len(things) >= WORTH_SHARING else 1
    if count == 1 or sys.platform != "linux" or current_thread() is not main_thread():
        yield from map(work, things)
        return
    started: dict[int, tuple[int, Connection]] = {}
    gc.freeze()  # a look for circles would copy all pages into each process
    try:
        for place in range(count):
            others = [connection for _, connection in started.values()]
            with suppress(OSError):
                started[place] = _start(work, things[place::count], others)
        for place, thing in enumerate(things):
            try:
                made = started[place % count][1].recv()
            except (KeyError, EOFError, OSError):
                made = work(thing)
            yield made
    finally:
        gc.unfreeze()
        for process, connection in started.values():
            connection.close()
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)


def _start(
    work: Callable[[Thing], Made], things: Sequence[Thing], others: Sequence[Connection]
) -> tuple[int, Connection]:
    """Start a process that sends what it makes of things; return its number and what it sends by.

    It ends with this process at the latest, or else it would keep the lock of the index.
    """
    import fcntl
    from multiprocessing import Pipe

    here, there = Pipe(duplex=False)
    with suppress(OSError):  # results wait in it: as many bytes as Linux lets anybody have
        fcntl.fcntl(there.fileno(), fcntl.F_SETPIPE_SZ, 2**20)
    with warnings.catch_warnings():  # Python 3.12 warns of threads, which the copy does not have
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        there.close()
        return process, here
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        gc.disable()
        for one in (here, *others):
            one.close()
        for thing in things:
            there.send(work(thing))
    finally:
        os._exit(0)
