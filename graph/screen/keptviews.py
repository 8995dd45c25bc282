"""Views that the reader kept, in a small file beside the index that outlives a rebuild."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from graph.screen.address import address_of, view_of
from graph.screen.state import View

FILE = "views.jsonl"
MOST = 200
"""Views kept; the oldest gives way."""


def kept_views(folder: Path) -> dict[str, View]:
    """Return the kept views by title, the newest first; a line that says nothing is left out."""
    file = folder / FILE
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    found = [entry for line in lines if (entry := _entry(line))]
    return {title: view_of(dict(parse_qsl(address))) for title, address in reversed(found)}


def keep_view(view: View, title: str, folder: Path) -> None:
    """Keep a view under a title; the same title is written anew."""
    others = {name: one for name, one in kept_views(folder).items() if name != title}
    _write({title: view, **dict(list(others.items())[: MOST - 1])}, folder)


def drop_view(title: str, folder: Path) -> None:
    """Forget a kept view."""
    _write({name: one for name, one in kept_views(folder).items() if name != title}, folder)


def query_of(view: View) -> str:
    """Return the query of a view's address."""
    return urlencode(address_of(view))


def view_from(query: str) -> View:
    """Return the view of a query."""
    return view_of(dict(parse_qsl(query)))


def _write(views: dict[str, View], folder: Path) -> None:
    lines = [
        json.dumps({"title": title, "address": query_of(view)}, ensure_ascii=False) + "\n"
        for title, view in reversed(views.items())
    ]
    temporary = (folder / FILE).with_suffix(".new")
    temporary.write_text("".join(lines), encoding="utf-8")
    temporary.replace(folder / FILE)


def _entry(line: str) -> tuple[str, str] | None:
    try:
        read = json.loads(line)
        return str(read["title"]), str(read["address"])
    except (ValueError, KeyError, TypeError):
        return None
