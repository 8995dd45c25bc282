"""Many sessions of the page at once, through its real server: none fails, and memory stays flat.

Each is a WebSocket that speaks Streamlit's protocol as a browser does: it opens an address, waits
for the page to be drawn, and goes on to the next. Every VISITS pages it is left for a new one.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.browser.conftest import ROOT, servers
from tests.soak.crashes import NOTES, write_notes

SESSIONS = 20
VISITS = 10
PATIENCE = 120
"""Seconds for one page, on a machine that does much else."""
WARM = 0.4
"""Share of the time after which memory may grow no more: what is kept once is there by then."""
ADDRESSES = [
    *({"q": f"how many grams has part {part} of thing {part % NOTES}?"} for part in range(9)),
    {"q": "what relates to thing 2?"},
    {"about": "thing-1"},
    *({"view": view} for view in ("explore", "notes", "study", "gaps")),
]


@dataclass
class Visited:
    """What came of all sessions; memory in MB, one figure a second."""

    pages: int = 0
    memory: list[float] = field(default_factory=list)
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """Return by how many MB the last tenth lies above what was there when all was warm."""
        warm, tenth = int(len(self.memory) * WARM), max(len(self.memory) // 10, 1)
        middle = self.memory[warm : warm + tenth]
        return sum(self.memory[-tenth:]) / tenth - sum(middle) / max(len(middle), 1)


def visit(root: Path, *, seconds: float, sessions: int = SESSIONS) -> Visited:
    """Serve a few notes and visit them for so long; return what was seen."""
    write_notes(root, 1)
    with Knowledge(Settings(root / "index", "hash")) as knowledge:
        knowledge.build(root / "notes")
    found = Visited()
    environment = {"NOTELOOM_INDEX": str(root / "index")}
    with servers(root / "strayed") as serve:
        address = serve(ROOT / "app.py", environment=environment)
        end = time.monotonic() + seconds
        readers = [
            Thread(target=_read, args=(address, number, end, found)) for number in range(sessions)
        ]
        for reader in readers:
            reader.start()
        while time.monotonic() < end:
            found.memory.append(_megabytes(int(address.rsplit(":", 1)[1])))
            time.sleep(1)
        for reader in readers:
            reader.join()
    return found


def _read(address: str, number: int, end: float, found: Visited) -> None:
    pages = count(number)
    while time.monotonic() < end:
        try:
            with connect(
                f"{address.replace('http', 'ws', 1)}/_stcore/stream",
                origin=address,
                subprotocols=["streamlit"],
                max_size=None,
                proxy=None,
            ) as socket:
                for _ in range(VISITS):
                    began = time.monotonic()
                    if began > end:
                        break
                    found.wrong += _page(socket, ADDRESSES[next(pages) % len(ADDRESSES)])
                    found.slowest = max(found.slowest, time.monotonic() - began)
                    found.pages += 1
        except Exception as error:
            found.wrong.append(f"{type(error).__name__}: {error}")
            return


def _page(socket: ClientConnection, address: dict[str, str]) -> list[str]:
    """Open an address and wait until it is drawn; return the errors that the page shows."""
    asked, wrong, drawn = BackMsg(), list[str](), 0
    asked.rerun_script.query_string = urlencode(address)
    socket.send(asked.SerializeToString())
    while True:
        told = ForwardMsg.FromString(socket.recv(PATIENCE))  # type: ignore[arg-type]
        element = told.delta.new_element
        drawn += told.HasField("delta")
        if element.WhichOneof("type") == "exception" or "went wrong" in element.text.body:
            wrong.append(f"{address}: {element.exception.message or element.text.body}")
        if told.WhichOneof("type") == "script_finished":
            return wrong if drawn else [*wrong, f"{address}: nothing was drawn"]


def _megabytes(port: int) -> float:
    """Return what the server of a port holds in memory, as Linux says it."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--server.port={port}".encode() in (process / "cmdline").read_bytes().split(b"\0"):
                status = (process / "status").read_text("ascii", "replace")
                return int(status.split("VmRSS:")[1].split()[0]) / 1000
    return 0.0
