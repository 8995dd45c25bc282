"""The formats that are read: file ending to reader. A new one is a file here and a line below."""

from __future__ import annotations

from graph.notes.markdown import READER as MARKDOWN
from graph.notes.org import READER as ORG
from graph.notes.outline import Reader
from graph.notes.plain_text import READER as PLAIN_TEXT

READERS: dict[str, Reader] = {
    ".txt": PLAIN_TEXT,
    ".text": PLAIN_TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".org": ORG,
}
