"""Read outlines that programs export: OPML, and the JSON of Roam; nested bullets of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from graph.errors import FileSkipped
from graph.notes import markdown
from graph.notes.json_text import loaded
from graph.notes.outline import Reader

INDENT = "  "
DEEPEST = 100
"""Bullets within bullets; what is deeper goes on at that depth."""
_REFERENCE = re.compile(r"\(\(([\w-]{6,40})\)\)")
_ENTITIES = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|\r\n?", re.IGNORECASE)


def roam_text(data: bytes) -> str:
    """Return the pages of a Roam export as Markdown; a reference to a block reads as its words."""
    pages = loaded(data)
    if not _is_roam(pages):
        raise FileSkipped("is JSON but no export of Roam: only that is read")
    words = {
        str(block["uid"]): str(block.get("string", "")) for block in _all(pages) if "uid" in block
    }
    parts = []
    for page in pages:
        lines = _roam_lines(page.get("children") or (), words, 0)
        parts.append("\n".join([f"# {page['title']}", "", *lines, ""]))
    return "\n".join(parts)


def _is_roam(pages: object) -> bool:
    return isinstance(pages, list) and all(
        isinstance(page, dict) and isinstance(page.get("title"), str) for page in pages
    )


def _all(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    waiting = list(blocks)
    while waiting:
        block = waiting.pop()
        waiting += block.get("children") or ()
        yield block


def _roam_lines(
    blocks: Sequence[Mapping[str, Any]], words: Mapping[str, str], depth: int
) -> Iterator[str]:
    for block in blocks:
        said = _REFERENCE.sub(lambda m: words.get(m[1], ""), str(block.get("string", "")))
        yield from bullet(said.replace("__", "*").replace("^^", "=="), depth)
        yield from _roam_lines(block.get("children") or (), words, min(depth + 1, DEEPEST))


def opml_text(data: bytes) -> str:
    """Return the outline of an OPML file as Markdown."""
    if _ENTITIES.search(data):
        raise FileSkipped("declares entities of its own, which are not read: export it again")
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise FileSkipped(f"is broken XML ({error}): export it again") from error
    name = (root.findtext("head/title") or "").strip()
    body = root.find("body")
    lines = [f"# {name}", ""] if name else []
    return "\n".join([*lines, *_opml_lines(body if body is not None else root, 0), ""])


def _opml_lines(above: ElementTree.Element, depth: int) -> Iterator[str]:
    for outline in above.findall("outline"):
        said = outline.get("text") or outline.get("title") or ""
        address = outline.get("url") or outline.get("htmlUrl") or outline.get("xmlUrl")
        note = outline.get("_note") or ""
        yield from bullet(f"[{said}]({address})" if address and said else said, depth)
        if note.strip():
            yield from bullet(note, depth + 1)
        yield from _opml_lines(outline, min(depth + 1, DEEPEST))


def bullet(said: str, depth: int) -> Iterator[str]:
    """Yield the lines of a bullet; a line after the first stands under its text."""
    first, *rest = _BREAK.sub("\n", said).strip().split("\n")
    if first:
        yield f"{INDENT * depth}- {first}"
        yield from (f"{INDENT * (depth + 1)}{line}" for line in rest)


ROAM = Reader(markdown.blocks, markdown.title, text=roam_text)
OPML = Reader(markdown.blocks, markdown.title, is_page=True, text=opml_text)
