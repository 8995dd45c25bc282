"""Read Jupyter notebooks: text and code cells in order; what a cell printed is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graph.errors import FileSkipped
from graph.notes import markdown
from graph.notes.json_text import loaded
from graph.notes.outline import Reader

_FENCES = re.compile(r"^\s*(`{3,})", re.MULTILINE)
_TEXT = ("markdown", "heading", "raw")


def text_of(data: bytes) -> str:
    """Return the cells of a notebook as Markdown."""
    notebook = loaded(data)
    if not isinstance(notebook, dict):
        raise FileSkipped("is no Jupyter notebook: it has no cells")
    cells = notebook.get("cells")
    if cells is None:  # before version 4 cells stood in worksheets
        cells = [
            cell for sheet in notebook.get("worksheets", ()) for cell in sheet.get("cells", ())
        ]
    language = notebook.get("metadata", {}).get("language_info", {}).get("name", "")
    return "\n\n".join(filter(None, _cells(cells, str(language)))) + "\n"


def _cells(cells: Any, language: str) -> Iterator[str]:  # noqa: ANN401
    for cell in cells if isinstance(cells, list) else ():
        source = cell.get("source", cell.get("input")) if isinstance(cell, dict) else None
        said = source if isinstance(source, str) else "".join(map(str, source or ()))
        if not said.strip():
            continue
        yield said.strip("\n") if cell.get("cell_type") in _TEXT else fenced(said, language)


def fenced(code: str, language: str = "") -> str:
    """Return code between fences that nothing in it closes."""
    longest = max((len(fence) for fence in _FENCES.findall(code)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}{language}\n{code.strip(chr(10))}\n{fence}"


READER = Reader(markdown.blocks, markdown.title, is_page=True, text=text_of)
