"""Views that the reader kept, in a small file beside the index that outlives a rebuild."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from filelock import FileLock

from graph.screen.address import address_of, view_of
from graph.screen.state import View
from graph.writing import replacing

FILE = "views.jsonl"
LOCK_SECONDS = 5.0
"""How long another change is waited for; one takes some milliseconds."""
MOST = 200
"""Views kept; the oldest gives way."""


def kept_views(folder: Path) -> dict[str, View]:
    """Return the kept views by title, the newest first; a line that says nothing is left out."""
    file = folder / FILE
    text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
    lines = text.splitlines()
    found = [entry for line in lines if (entry := _entry(line))]
    return {title: view_of(dict(parse_qsl(address))) for title, address in reversed(found)}


def keep_view(view: View, title: str, folder: Path) -> None:
    """Keep a view under a title; the same title is written anew."""
    with _changing(folder):
        others = {name: one for name, one in kept_views(folder).items() if name != title}
        _write({title: view, **dict(list(others.items())[: MOST - 1])}, folder)


def drop_view(title: str, folder: Path) -> None:
    """Forget a kept view."""
    with _changing(folder):
        left = {name: one for name, one in kept_views(folder).items() if name != title}
        _write(left, folder)


def query_of(view: View) -> str:
    """Return the query of a view's address."""
    return urlencode(address_of(view))


def view_from(query: str) -> View:
    """Return the view of a query."""
    return view_of(dict(parse_qsl(query)))


def _changing(folder: Path) -> FileLock:
    """Return what keeps other sessions from changing the views meanwhile."""
    return FileLock(folder / f"{FILE}.lock", timeout=LOCK_SECONDS)


def _write(views: dict[str, View], folder: Path) -> None:
    lines = [
        json.dumps({"title": title, "address": query_of(view)}, ensure_ascii=False) + "\n"
        for title, view in reversed(views.items())
    ]
    with replacing(folder / FILE) as temporary:
        temporary.write_text("".join(lines), encoding="utf-8")


def _entry(line: str) -> tuple[str, str] | None:
    try:
        read = json.loads(line)
        return str(read["title"]), str(read["address"])
    except (ValueError, KeyError, TypeError):
        return None
