"""Taken up by the tests and every Python that the browser tests start: none leaves this machine.

Each attempt is written to the file that `STRAYED` names, so that the tests can see it.
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from importlib import import_module

LOCAL = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "")
WATCHED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event not in WATCHED:
        return
    where = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[0]
    host = where[0] if isinstance(where, tuple) else where
    if isinstance(where, bytes) or (isinstance(where, str) and event == "socket.connect"):
        return  # a socket of this machine's file system
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in LOCAL or _is_own(str(name)):
        return
    with open(os.environ["STRAYED"], "a", encoding="utf-8") as told:  # noqa: PTH123
        told.write(f"{event} {name}\n")
    raise PermissionError(f"the tests let nothing leave this machine: {event} {name}")


def _is_own(name: str) -> bool:
    """Tell whether an address is this machine's: only on those can one listen."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tried:
        if name.replace(".", "").isdigit():
            tried.bind((name, 0))
            return True
    return name == socket.gethostname()


if "STRAYED" in os.environ:
    sys.addaudithook(_watch)
if "PATIENCE" in os.environ:  # a build that a test holds back waits until it is let go
    import_module("graph.building.build").WAIT_SECONDS = float(os.environ["PATIENCE"])
