"""The scripts of the page's parts, each under a name that tells its content.

A component's script is part of every message that draws it. The map's is half a megabyte, so what
goes along is one line that loads it; the browser keeps what it has loaded, and compiled.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = "/noteloom/scripts"
FOR_GOOD = "public, max-age=31536000, immutable"
"""A name tells its content: what lies under it never changes."""
DIGITS = 12
"""Of a digest in a name: enough to tell any two scripts apart."""
LOADER = """\
const {{ default: part }} = await import(new URL("{folder}/{name}", location.origin))
export default part
"""


def loader_of(name: str) -> str:
    """Return the script that loads one of these scripts."""
    return LOADER.format(folder=FOLDER, name=name)


@cache
def part_script(part: str) -> str:
    """Return the name of the script of a part of the page."""
    digest = sha256(_part(part).encode()).hexdigest()
    return f"{part}-{digest[:DIGITS]}.js"


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
def map_text(name: str) -> str:
    """Return the text of a built file of the map."""
    return (files("graph.screen") / "assets" / name).read_text(encoding="utf-8")


async def serve_script(request: Request) -> Response:
    """Reply with a script by its name."""
    text = _served().get(request.path_params["name"])
    if text is None:
        return Response(status_code=404)
    return Response(text, media_type="text/javascript", headers={"cache-control": FOR_GOOD})


def _served() -> Mapping[str, str]:
    served = {
        part_script(part): _part(part) for part in ("box", "reading", "source", "note", "bars")
    }
    name = map_file("js")
    return {**served, name: map_text(name)} if name else served


@cache
def _part(part: str) -> str:
    folder = files("graph.screen") / "parts"
    texts = ((folder / name).read_text(encoding="utf-8") for name in ("drawing.js", f"{part}.js"))
    return "\n".join(texts)


SCRIPTS = Route(FOLDER + "/{name}", serve_script)
"""Serves every script of the page."""
