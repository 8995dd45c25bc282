"""Start the app: Streamlit in a process of its own, on this machine's own address."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import graph
from graph.errors import BadInput
from graph.settings import Settings

PAGE = Path(graph.__file__).parent.parent / "app.py"


def serve(settings: Settings, *, port: int, browser: bool) -> int:
    """Serve the page until it is stopped; return its exit status."""
    if not PAGE.is_file():
        raise BadInput(f"the page {PAGE} is not there: run the app from a clone of the project.")
    command = [sys.executable, "-m", "streamlit", "run", str(PAGE), f"--server.port={port}"]
    command.append(f"--server.headless={'false' if browser else 'true'}")
    environment = os.environ | {
        "NOTELOOM_INDEX": str(settings.index.resolve()),
        "NOTELOOM_ENCODER": settings.encoder,
    }
    try:
        return subprocess.run(command, env=environment, check=False, cwd=PAGE.parent).returncode
    except KeyboardInterrupt:
        return 0
