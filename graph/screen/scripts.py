"""The scripts of the page's parts, each under a name that tells its content.

A component's script is part of every message that draws it. The map's is half a megabyte, so what
goes along is one line that loads it; the browser keeps what it has loaded, and compiled.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph.screen import words

FOLDER = "/noteloom/scripts"
FOR_GOOD = "public, max-age=31536000, immutable"
"""A name tells its content: what lies under it never changes."""
DIGITS = 12
"""Of a digest in a name: enough to tell any two scripts apart."""
LOADER = """\
const {{ default: part }} = await import(new URL("{folder}/{name}", location.origin))
export default part
"""

SAY = """\
const say = (text, ...values) => values.reduce((said, one) => said.replace("{}", () => one), text)
"""
"""Puts values into a text of `words`, as `format` does on this side."""
PARTS = ("box", "reading", "source", "note", "bars", "map")


def loader_of(name: str) -> str:
    """Return the script that loads one of these scripts."""
    return LOADER.format(folder=FOLDER, name=name)


def part_script(part: str) -> str:
    """Return the name of the script of a part of the page, or nothing if it is not built."""
    return _script(part)[0]


def map_file(ending: str) -> str:
    """Return the name of the map's built script or style sheet, or nothing if it is not built."""
    folder = files("graph.screen") / "assets"
    found = [
        file.name
        for file in (folder.iterdir() if folder.is_dir() else ())
        if file.name.startswith("map-") and file.name.endswith(f".{ending}")
    ]
    return found[0] if len(found) == 1 else ""


@cache
def map_style(name: str) -> str:
    """Return the text of the map's style sheet."""
    return _text("assets", name)


async def serve_script(request: Request) -> Response:
    """Reply with a script by its name."""
    text = dict(_script(part) for part in PARTS).get(request.path_params["name"])
    if text is None:
        return Response(status_code=404)
    return Response(text, media_type="text/javascript", headers={"cache-control": FOR_GOOD})


def _script(part: str) -> tuple[str, str]:
    file = map_file("js") if part == "map" else f"{part}.js"
    return _named(part, file) if file else ("", "")


@cache
def _named(part: str, file: str) -> tuple[str, str]:
    """Return the name and the text of a script, with the words of the page that it writes."""
    own = (("parts", "drawing.js"), ("parts", file)) if part != "map" else (("assets", file),)
    text = "\n".join(_text(*one) for one in own)
    said = {name: value for name, value in words.EVERY.items() if f"WORDS.{name}" in text}
    text = f"const WORDS = {json.dumps(said)}\n{SAY}{text}"
    return f"{part}-{sha256(text.encode()).hexdigest()[:DIGITS]}.js", text


def _text(folder: str, name: str) -> str:
    return (files("graph.screen") / folder / name).read_text(encoding="utf-8")


SCRIPTS = Route(FOLDER + "/{name}", serve_script)
"""Serves every script of the page."""
