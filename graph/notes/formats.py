"""The formats that are read: file ending to reader. A new one is a file here and a line below."""

from __future__ import annotations

from graph.notes import markdown, plain_text
from graph.notes.outline import Reader

READERS: dict[str, Reader] = {
    ".txt": plain_text.READER,
    ".text": plain_text.READER,
    ".md": markdown.READER,
    ".markdown": markdown.READER,
}
