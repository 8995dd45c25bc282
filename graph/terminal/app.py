"""Start the app: Streamlit in a process of its own, on this machine's own address."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import sysconfig
import time
import webbrowser
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import graph
from graph.errors import BadInput
from graph.settings import TOKEN, TOKEN_VARIABLE, Settings

CLONE = Path(graph.__file__).parent.parent
INSTALLED = Path(sysconfig.get_path("data")) / "share" / "noteloom"
"""Where an installed package keeps the page, its settings and the sample notes."""
TOKEN_BYTES = 24
"""Of chance: nobody guesses so many."""
LOOK_SECONDS = 0.1
STOP_SECONDS = 10.0


def serve(settings: Settings, *, port: int, browser: bool) -> int:
    """Serve the page until it is stopped, say by which address to open it; return its status."""
    page = next((p for p in (CLONE / "app.py", INSTALLED / "app.py") if p.is_file()), None)
    if page is None:
        raise BadInput("the page app.py is not there: install Noteloom again.")
    command = [sys.executable, "-m", "streamlit", "run", str(page), f"--server.port={port}"]
    token = secrets.token_urlsafe(TOKEN_BYTES)
    environment = os.environ | {
        "NOTELOOM_INDEX": str(settings.index.resolve()),
        "NOTELOOM_ENCODER": settings.encoder,
        TOKEN_VARIABLE: token,
    }
    signal.signal(signal.SIGTERM, _stop)
    server = subprocess.Popen(
        [*command, "--server.headless=true"], env=environment, cwd=page.parent,
        stdout=subprocess.DEVNULL,  # it names an address without the token
    )  # fmt: skip
    try:
        if _is_up(f"http://127.0.0.1:{port}", server):
            address = f"http://127.0.0.1:{port}/?{TOKEN}={token}"
            sys.stdout.write(f"Open {address}\nCtrl-C ends it.\n")
            sys.stdout.flush()
            if browser:
                webbrowser.open(address)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _end(server)


def _is_up(address: str, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the server answers; tell whether it does, or has ended."""
    while server.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1):
                return server.poll() is None
        except (URLError, OSError):
            time.sleep(LOOK_SECONDS)
    return False


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
