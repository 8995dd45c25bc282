"""Taken up by every Python that the browser tests start: whoever leaves this machine is stopped.

Each attempt is written to the file that `STRAYED` names, so that the tests can see it.
"""

from __future__ import annotations

import os
import sys

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
    if name is None or name in LOCAL:
        return
    with open(os.environ["STRAYED"], "a", encoding="utf-8") as told:  # noqa: PTH123
        told.write(f"{event} {name}\n")
    raise PermissionError(f"the tests let nothing leave this machine: {event} {name}")


if "STRAYED" in os.environ:
    sys.addaudithook(_watch)
